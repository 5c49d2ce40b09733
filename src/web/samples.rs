//! The plans that come with the page: their names here, their text on the site beside it.

use crate::view::drop::Sample;
use crate::view::trouble::Trouble;
use gloo_net::http::Request;

/// On offer, in this order; the first is the one that a newcomer gets.
pub(super) const SAMPLES: &[Sample] = &[Sample {
    file: "weekend-release.md",
    title: "Выходной релиз / Weekend release: касса 3.2",
    tongue: "ru · en",
}];

/// The text of a sample, from the site that the page came from.
pub(super) async fn bytes(sample: &Sample) -> Result<Vec<u8>, Trouble> {
    let answer = Request::get(&format!("plans/{}", sample.file)).send().await;
    match answer {
        Ok(answer) if answer.ok() => answer.binary().await.map_err(|_| Trouble::NoSample),
        Ok(_) | Err(_) => Err(Trouble::NoSample),
    }
}
