//! The T0 that a plan itself states, as a proposal to whoever starts a run.

use super::clock::{Anchor, date_near, moment_of};
use crate::plan::read::times_of;
use crate::plan::{Fact, Plan, Window};
use crate::run::zone::{ZoneRule, rule_of};

/// A moment that a plan states for T0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The moment.
    pub t0_ms: i64,
    /// The plan tells its day; else it is the next time that clocks show it.
    pub is_dated: bool,
}

/// What a plan says of T0: a line «T0: …», else the beginning of the release window, with the day
/// that either or a line «Дата: …» tells. Nothing where it tells no time of day, or where its zone
/// is still a question.
pub fn stated_t0(plan: &Plan, zone: &ZoneRule, zones: &[ZoneRule], now_ms: i64) -> Option<Stated> {
    let own = fact(plan, &["T0", "T-0", "T−0", "Т0", "Т-0", "Т−0"]);
    let whole = plan.window.as_ref().map(|window| window.window.clone());
    let told = own.filter(|own| own.from.time.is_some()).or_else(|| whole.clone())?;
    let time = told.from.time?;
    let named = told.zone.as_ref().or_else(|| whole.as_ref()?.zone.as_ref());
    let rule = match named {
        Some(name) => rule_of(name, zones).or_else(|| rule_of(name, std::slice::from_ref(zone)))?,
        None => std::borrow::Cow::Borrowed(zone),
    };
    let day = told.from.day.or_else(|| whole?.from.day).or_else(|| {
        let labels = ["дата", "date", "дата работ", "дата релиза", "release date", "когда", "when"];
        fact(plan, &labels)?.from.day
    });
    let date = day.and_then(|day| date_near(day, rule.clock(now_ms).date()));
    let anchor = match date {
        Some(date) => Anchor::Day(date),
        None => Anchor::After(now_ms.saturating_add(6 * super::clock::HOUR_MS)),
    };
    Some(Stated { t0_ms: moment_of(&rule, time, anchor).0, is_dated: date.is_some() })
}

/// The times in a line with one of these labels.
fn fact(plan: &Plan, labels: &[&str]) -> Option<Window> {
    let is_named = |fact: &&Fact| {
        let label = fact.label.trim().to_lowercase();
        labels.iter().any(|name| name.to_lowercase() == label)
    };
    plan.facts.iter().filter(is_named).find_map(|fact| times_of(&fact.value)?.window)
}
