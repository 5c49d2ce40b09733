//! The relay: a page on this machine reads addresses of a plan through this server, where its browser
//! may not. Only addresses that the plans name and that could be polled at all, with GET, one question
//! at a time each; only for a page of ours that holds the word which was printed at the start.

use super::reply::{Reply, Status};
use super::request::Request;
use super::site::decode;
use super::{Serve, Trouble};
use crate::cli::probe::ask::{self, Agent};
use crate::cli::reading::Reading;
use crate::cli::source;
use crate::run::watch::{Answer, NoAnswer, Pace, Post};
use crate::words::Lang;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Where the page asks.
pub const PATH: &str = "/relay";

/// The header with the word. Pages of other origins cannot send it without asking first, and that
/// question is refused like all that is not GET or HEAD.
pub const TOKEN: &str = "holdpoint-relay";

/// The header that says how it went.
pub const ANSWER: &str = "Holdpoint-Answer";

/// How long another server may take.
const LIMIT: Duration = Duration::from_secs(5);

/// What may be read, and for whom.
pub struct Relay {
    token: String,
    agent: Agent,
    addresses: BTreeSet<Box<str>>,
    asked: Mutex<BTreeSet<Box<str>>>,
}

impl Relay {
    /// The relay that was asked for; none where it was not.
    pub(super) fn of(asked: &Serve) -> Result<Option<Self>, Trouble> {
        if asked.relay.is_empty() {
            return Ok(None);
        }
        if !asked.host.is_loopback() {
            return Err(Trouble::RelayForOthers);
        }
        let mut addresses = BTreeSet::new();
        for plan in &asked.relay {
            let document = source::read(plan).map_err(|unreadable| Trouble::NoPlan {
                plan: plan.clone(),
                why: unreadable.sentence(Lang::En),
            })?;
            let read = Reading::of(&document).plan;
            let post = Post::new(&read, asked.base.as_deref(), Pace::default(), 0);
            let open = post.targets.into_iter().filter(|target| target.bar.is_none());
            addresses.extend(open.map(|target| target.url));
        }
        let (agent, asked) = (ask::agent(), Mutex::default());
        Ok(Some(Self { token: token(), agent, addresses, asked }))
    }

    /// The word.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Reads an address for the page, or says why not.
    pub fn answer(&self, request: &Request) -> Reply {
        let is_ours = request.from.as_deref().is_none_or(|from| from == "same-origin");
        let knows = request.token.as_deref().is_some_and(|said| alike(said, &self.token));
        let wanted = request.query.strip_prefix("url=").and_then(decode);
        let wanted = wanted.and_then(|url| self.addresses.get(&*url));
        let Some(url) = wanted.filter(|_| is_ours && knows && !request.head_only) else {
            return Reply::plain(Status::Forbidden, request.head_only);
        };
        if !self.lock().insert(url.clone()) {
            return Reply::plain(Status::Busy, false);
        }
        let answer = ask::ask(&self.agent, url, LIMIT);
        self.lock().remove(url);
        let (how, body) = told(answer);
        Reply::relayed(how, body)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeSet<Box<str>>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How a question went in one line, and what was said.
fn told(answer: Answer) -> (String, String) {
    let how = match answer {
        Answer::Got { status, took_ms, body, whole } => {
            let end = if whole { "whole" } else { "cut" };
            return (format!("got {status} {took_ms} {end}"), body.into());
        }
        Answer::Without(NoAnswer::Redirected(to)) => {
            let plain = |c: &char| c.is_ascii_graphic();
            let to: String = to.unwrap_or_default().chars().filter(plain).take(2000).collect();
            format!("redirected {to}")
        }
        Answer::Without(NoAnswer::TimedOut) => "timed-out".to_owned(),
        // A desk meets nothing else.
        Answer::Without(_) => "unreachable".to_owned(),
    };
    (how, String::new())
}

/// Compares all of it, however early it differs.
fn alike(said: &str, token: &str) -> bool {
    let differ = said.bytes().zip(token.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
    said.len() == token.len() && differ == 0
}

/// 128 bits that nobody can guess: tables of the standard library hash by keys that the system draws.
fn token() -> String {
    let keys = RandomState::new();
    let half = |n: u8| {
        let mut hash = keys.build_hasher();
        hash.write_u8(n);
        hash.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}
