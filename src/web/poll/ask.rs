//! One question from the page: GET, without credentials, cache, referrer or redirects, and no more of
//! the answer than is taken. After a failure a second look that may not read tells hidden from dead.

use super::relay;
use crate::run::watch::target::parts;
use crate::run::watch::{Answer, NoAnswer};
use crate::web::{reach, soon};
use leptos::prelude::{window, window_event_listener_untyped};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Object, Promise, Reflect, Uint8Array};
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect, Response, ResponseType,
};

/// No page of metrics that is worth a look every ten seconds is longer.
const MOST_BYTES: usize = 1024 * 1024;

thread_local! {
    /// This page was served without leave to ask other hosts; that does not change while it lives.
    static FORBIDDEN: Cell<bool> = const { Cell::new(false) };
}

/// Hears from the browser that the page's own policy forbids its questions.
pub(super) fn hear_policy() {
    let _ = window_event_listener_untyped("securitypolicyviolation", |told| {
        let of = Reflect::get(&told, &"effectiveDirective".into()).ok();
        if of.and_then(|it| it.as_string()).as_deref() == Some("connect-src") {
            FORBIDDEN.set(true);
        }
    });
}

/// Asks one address.
pub(super) async fn ask(url: &str, timeout_ms: u32) -> Answer {
    if let Some(answer) = relay::ask(url, timeout_ms).await {
        return answer;
    }
    let page = window().location();
    let own = page.protocol().unwrap_or_default();
    if own == "https:" && url.starts_with("http://") && !is_loopback(host(url)) {
        return NoAnswer::Mixed.into();
    }
    if !window().navigator().on_line() && !is_loopback(host(url)) {
        return NoAnswer::Offline.into();
    }
    let began_ms = clock_ms();
    if FORBIDDEN.get() {
        return NoAnswer::Forbidden.into();
    }
    // One time-out over the question and its answer.
    let limit = AbortSignal::timeout_with_u32(timeout_ms);
    let failed = match fetch(url, RequestMode::Cors, &limit).await {
        Ok(response) => match read(&response, began_ms).await {
            Ok(answer) => return answer,
            Err(error) => error,
        },
        Err(error) => error,
    };
    if is_late(&failed) {
        return NoAnswer::TimedOut.into();
    }
    let limit = AbortSignal::timeout_with_u32(timeout_ms);
    let second = fetch(url, RequestMode::NoCors, &limit).await;
    if second.is_err() {
        settled().await;
    }
    match second {
        Ok(_) => NoAnswer::Hidden.into(),
        Err(_) if FORBIDDEN.get() => NoAnswer::Forbidden.into(),
        Err(error) if is_late(&error) => NoAnswer::TimedOut.into(),
        Err(_) if is_kept_out(host(url), &page.hostname().unwrap_or_default()).await => {
            NoAnswer::PrivateDenied.into()
        }
        Err(_) => NoAnswer::Unreachable.into(),
    }
}

/// Whether a person or a rule told the browser to keep this page out of the local network. Whoever
/// was not asked yet, or knows of no such leave, says nothing of why there was no answer; neither does
/// a page that is not safe, whom no leave can be given.
async fn is_kept_out(host: &str, own: &str) -> bool {
    let may_matter = is_private(host) && !is_private(own) && window().is_secure_context();
    let navigator: JsValue = window().navigator().into();
    let Some(leaves) = reach::get(&navigator, "permissions").filter(|_| may_matter) else {
        return false;
    };
    let narrow = if is_loopback(host) { "loopback-network" } else { "local-network" };
    for name in [narrow, "local-network-access"] {
        let leave = Object::new();
        reach::set(&leave, "name", &name.into());
        if let Some(given) = reach::wait(&leaves, "query", &[leave.into()]).await {
            return reach::get(&given, "state").and_then(|it| it.as_string()).as_deref()
                == Some("denied");
        }
    }
    false
}

/// Until the browser has said all that it has to say of a failure.
async fn settled() {
    let later = Promise::new(&mut |done, _| {
        let tell = move || drop(done.call0(&JsValue::NULL));
        soon::soon(move || soon::soon(tell));
    });
    // It is never refused.
    let _ = JsFuture::from(later).await;
}

async fn fetch(url: &str, mode: RequestMode, limit: &AbortSignal) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method("GET");
    init.set_mode(mode);
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // A question that may not read its answer knows no other way than to follow.
    let hidden = mode == RequestMode::NoCors;
    init.set_redirect(if hidden { RequestRedirect::Follow } else { RequestRedirect::Manual });
    init.set_signal(Some(limit));
    let promise = window().fetch_with_str_and_init(url, &init);
    JsFuture::from(promise).await?.dyn_into()
}

async fn read(response: &Response, began_ms: f64) -> Result<Answer, JsValue> {
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(NoAnswer::Redirected(None).into());
    }
    let (bytes, whole) = taken(response).await?;
    #[expect(clippy::cast_possible_truncation, reason = "a length of time in milliseconds")]
    let took_ms = (clock_ms() - began_ms) as i64;
    let body = String::from_utf8_lossy(&bytes).into();
    Ok(Answer::Got { status: response.status(), took_ms, body, whole })
}

/// The bytes of an answer, and whether that was all of it.
async fn taken(response: &Response) -> Result<(Vec<u8>, bool), JsValue> {
    let Some(stream) = response.body() else { return Ok((Vec::new(), true)) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let part = JsFuture::from(reader.read()).await?;
        if Reflect::get(&part, &"done".into())? == JsValue::TRUE {
            return Ok((bytes, true));
        }
        let part: Uint8Array = Reflect::get(&part, &"value".into())?.unchecked_into();
        bytes.extend(part.to_vec());
        if bytes.len() > MOST_BYTES {
            bytes.truncate(MOST_BYTES);
            // Whatever else comes is nobody's business.
            let _ = reader.cancel();
            return Ok((bytes, false));
        }
    }
}

fn is_late(error: &JsValue) -> bool {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|it| it.as_string());
    matches!(name.as_deref(), Some("TimeoutError" | "AbortError"))
}

fn clock_ms() -> f64 {
    window().performance().map_or(0.0, |it| it.now())
}

/// The host of an address, without its port.
fn host(url: &str) -> &str {
    let rest = parts(url).0.rsplit('/').next().unwrap_or_default();
    match rest.strip_prefix('[') {
        Some(inner) => inner.split(']').next().unwrap_or(inner),
        None => rest.split(':').next().unwrap_or(rest),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "::1" || host.starts_with("127.")
}

/// Whether a host stands in a local network, as far as its name tells.
fn is_private(host: &str) -> bool {
    let second =
        host.strip_prefix("172.").and_then(|rest| rest.split('.').next()?.parse::<u8>().ok());
    is_loopback(host)
        || host.starts_with("10.")
        || host.starts_with("192.168.")
        || host.starts_with("169.254.")
        || second.is_some_and(|n| (16..32).contains(&n))
        || matches!(host.rsplit_once('.'), Some((_, "local" | "internal")))
        || !host.contains(['.', ':'])
}
