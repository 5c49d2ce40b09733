//! One question over HTTP: GET, no credentials, no redirect followed, no more than is taken.

use crate::run::watch::{Answer, NoAnswer};
use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};
use ureq::http::header::LOCATION;
use ureq::tls::{RootCerts, TlsConfig};

pub(crate) use ureq::Agent;

/// Which address, the ticket, what came of it.
pub(super) type Told = (usize, u64, Answer);

/// No page of metrics that is worth a look every ten seconds is longer.
pub(crate) const MOST_BYTES: u64 = 1024 * 1024;

/// What asks. It trusts the roots that this machine trusts, and uses no proxy: what is asked is what
/// the plan names.
pub(crate) fn agent() -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .tls_config(tls)
        .user_agent("holdpoint")
        .build();
    config.into()
}

/// Asks one address.
pub(crate) fn ask(agent: &Agent, url: &str, limit: Duration) -> Answer {
    let began = Instant::now();
    let request = agent.get(url).header("Cache-Control", "no-store");
    let called = request.config().timeout_global(Some(limit)).build().call();
    let mut response = match called {
        Ok(response) => response,
        Err(ureq::Error::Timeout(_)) => return NoAnswer::TimedOut.into(),
        Err(ureq::Error::Io(error)) if is_late(error.kind()) => return NoAnswer::TimedOut.into(),
        Err(_) => return NoAnswer::Unreachable.into(),
    };
    let status = response.status();
    if status.is_redirection() && status != 304 {
        let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
        return NoAnswer::Redirected(to.map(Into::into)).into();
    }
    let mut bytes = Vec::new();
    let body = response.body_mut().as_reader();
    match body.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if is_late(error.kind()) => return NoAnswer::TimedOut.into(),
        Err(_) if began.elapsed() >= limit => return NoAnswer::TimedOut.into(),
        Err(_) => return NoAnswer::Unreachable.into(),
    }
    let whole = bytes.len() as u64 <= MOST_BYTES;
    bytes.truncate(usize::try_from(MOST_BYTES).unwrap_or(usize::MAX));
    let took_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
    let body = String::from_utf8_lossy(&bytes).into();
    Answer::Got { status: status.as_u16(), took_ms, body, whole }
}

fn is_late(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::TimedOut | ErrorKind::WouldBlock)
}
