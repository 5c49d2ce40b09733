//! The plans that come with the page: their names here, their text on the site beside it.

use crate::view::drop::Sample;
use crate::view::trouble::Trouble;
use gloo_net::http::Request;

/// On offer, in this order; the first is the one that a newcomer gets.
pub(super) const SAMPLES: &[Sample] = &[
    sample("weekend-release.md", "Выходной релиз / Weekend release: касса 3.2", "ru · en"),
    sample("internet-bank.md", "Интернет-банк «Берег» 5.2: ночной релиз", "ru"),
    sample("taxi-canary.md", "Такси «Вираж»: новый подбор водителей", "ru"),
    sample(
        "patient-portal-golive.md",
        "Patient portal go-live / запуск портала пациента",
        "ru · en",
    ),
    sample("web-release.md", "Blue-green release: Storefront 8.2", "en"),
    sample("database-cutover.md", "Database cutover: Ledger to the new cluster", "en"),
];

const fn sample(file: &'static str, title: &'static str, tongue: &'static str) -> Sample {
    Sample { file, title, tongue }
}

/// The text of a sample, from the site that the page came from.
pub(super) async fn bytes(sample: &Sample) -> Result<Vec<u8>, Trouble> {
    let answer =
        Request::get(&format!("{}plans/{}", super::handed::home(), sample.file)).send().await;
    match answer {
        Ok(answer) if answer.ok() => answer.binary().await.map_err(|_| Trouble::NoSample),
        Ok(_) | Err(_) => Err(Trouble::NoSample),
    }
}
