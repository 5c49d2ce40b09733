//! What a careful colleague would say about a plan before the window opens.
//!
//! Each check reads the finished model, most of them nothing else, and stays silent where two
//! readings are possible: a false alarm costs trust. All of them are linear in the plan; where
//! things are compared, they are first hashed or sorted. What stands in the text itself (conflicts,
//! slots, zones, a ticked trigger) is told by the reader.

mod anchors;
mod backups;
mod bands;
mod clocks;
mod counts;
#[cfg(test)]
mod draft;
mod ground;
mod hearing;
mod lexicon;
mod metrics;
mod owners;
pub mod secret;
mod senses;
mod signals;
mod slots;
mod spans;
pub mod switched;
mod switches;
#[cfg(test)]
mod tests;
mod totals;
mod twins;
mod ways;

use super::{Fault, FaultKind, Kind, Place, Plan};
use backups::Backups;
use counts::Claims;
use ground::Source;
use hearing::Listener;
use lexicon::Sense;
use metrics::Metrics;
use switches::Switches;
use ways::Ways;

/// Every contradiction and gap that can be seen in the plan and its source, in line order.
pub fn lint(plan: &Plan, source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let source = &Source::new(source);
    emptiness(plan, &mut faults);
    prose(plan, &mut faults);
    slots::check(plan, &mut faults);
    clocks::check(plan, &mut faults);
    totals::check(plan, source, &mut faults);
    let metrics = &mut Metrics::default();
    bands::check(plan, metrics, &mut faults);
    signals::check(plan, metrics, &mut faults);
    owners::check(plan, &mut faults);
    twins::check(plan, &mut faults);
    anchors::check(plan, source, &mut faults);
    secret::check(source.text, &mut faults);
    faults.sort_by_key(|fault| (fault.place, fault.kind.code()));
    faults
}

/// A plan with nothing to do and nothing to confirm was likely not understood.
fn emptiness(plan: &Plan, faults: &mut Vec<Fault>) {
    let asks = |kind| matches!(kind, Kind::Step | Kind::Go);
    if !plan.items.iter().any(|item| asks(item.kind)) {
        faults.push(Fault::new(FaultKind::NothingToDo, Place::at(1, 1)));
    }
}

/// What makes one of the checks listen.
const CALLS: [&[Sense]; 5] =
    [&switches::NAMED, &backups::NAMED, &backups::REHEARSED, &ways::BACK, &counts::NAMED];

/// The checks that listen to the words share one hearing of each text.
fn prose(plan: &Plan, faults: &mut Vec<Fault>) {
    let mut listener = Listener::new();
    let mut switches = Switches::default();
    let mut backups = Backups::of(plan);
    let mut ways = Ways::of(plan);
    let mut claims = Claims::default();
    for (ix, section) in plan.each_section() {
        let title = listener.hear(&section.title);
        switches.title(section, title);
        backups.title(ix, section, title);
        ways.title(ix, section, title);
        claims.title(ix, section, title);
        for n in section.items.clone() {
            let item = &plan.items[n];
            let text = if Ways::hears_all(item, section) {
                listener.hear(&item.text)
            } else {
                listener.listen(&item.text)
            };
            switches.text(item, text);
            backups.text(n, item, text);
            ways.text(item, section, text);
            claims.text(n, item, text);
            for command in &item.commands {
                let text = listener.listen(&command.text);
                switches.text(item, text);
                backups.command(n, item, text);
                ways.command(item, text);
            }
        }
    }
    for fact in &plan.facts {
        let text = format!("{}: {}", fact.label, fact.value);
        let text = listener.listen(&text);
        ways.fact(fact.line, text);
        claims.fact(plan, fact, text);
    }
    switches.close(faults);
    backups.close(faults);
    ways.close(faults);
    claims.close(plan, faults);
}
