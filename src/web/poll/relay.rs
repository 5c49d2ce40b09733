//! The desk's own server may read addresses for this page: where it was started with `--relay`, the
//! address that it printed ends in a word, and with that word the server asks what the plan names.

use crate::run::watch::{Answer, NoAnswer};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{self, Reflect};
use web_sys::{AbortSignal, RequestCache, RequestInit, RequestMode, RequestRedirect, Response};

const KEPT: &str = "holdpoint/1/relay";

/// How much longer the page waits than the server does.
const PATIENCE_MS: u32 = 3_000;

/// Takes the word from the page's address and out of sight; this tab remembers it over a reload.
pub(in crate::web) fn take_word() {
    let place = window().location();
    let hash = place.hash().unwrap_or_default();
    let Some(word) = hash.strip_prefix("#relay=") else { return };
    let is_word = word.len() == 32 && word.bytes().all(|b| b.is_ascii_hexdigit());
    if let (true, Ok(Some(tab))) = (is_word, window().session_storage()) {
        // A tab without a memory asks as any page does.
        let _ = tab.set_item(KEPT, word);
    }
    if let Some(history) = crate::web::reach::global("history") {
        let bare = [JsValue::NULL, "".into(), "./".into()];
        crate::web::reach::call(&history, "replaceState", &bare);
    }
}

/// Whether a desk's server may read for this page.
pub(super) fn is_there() -> bool {
    word().is_some()
}

fn word() -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(KEPT).ok().flatten()
}

/// What the desk's server was answered; none where there is none, or where it does not read this
/// address: then the page asks by itself.
pub(super) async fn ask(url: &str, timeout_ms: u32) -> Option<Answer> {
    let word = word()?;
    let origin = window().location().origin().ok()?;
    let place = format!("{origin}/relay?url={}", js_sys::encode_uri_component(url));
    let init = RequestInit::new();
    init.set_method("GET");
    init.set_mode(RequestMode::SameOrigin);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    let headers = js_sys::Object::new();
    Reflect::set(&headers, &"Holdpoint-Relay".into(), &word.into()).ok()?;
    init.set_headers(&headers);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(timeout_ms + PATIENCE_MS)));
    let answer = JsFuture::from(window().fetch_with_str_and_init(&place, &init)).await.ok()?;
    let response: Response = answer.dyn_into().ok()?;
    let how = header(&response, "Holdpoint-Answer")?;
    let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    read(&how, body)
}

fn header(response: &Response, name: &str) -> Option<String> {
    let headers = Reflect::get(response, &"headers".into()).ok()?;
    crate::web::reach::call(&headers, "get", &[name.into()])?.as_string()
}

fn read(how: &str, body: String) -> Option<Answer> {
    let mut words = how.split(' ');
    Some(match words.next()? {
        "got" => Answer::Got {
            status: words.next()?.parse().ok()?,
            took_ms: words.next()?.parse().ok()?,
            whole: words.next()? == "whole",
            body: body.into(),
        },
        "redirected" => {
            NoAnswer::Redirected(words.next().filter(|to| !to.is_empty()).map(Into::into)).into()
        }
        "timed-out" => NoAnswer::TimedOut.into(),
        "unreachable" => NoAnswer::Unreachable.into(),
        _ => return None,
    })
}
