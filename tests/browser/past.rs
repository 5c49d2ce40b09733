//! What a run on the page has behind it, read from the disk and written on natively.

use super::chrome::Page;
use holdpoint::plan::{self, Plan};
use holdpoint::run::event::Event;
use holdpoint::run::journal::{Actor, Entry, Journal};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::wire;
use thirtyfour::prelude::*;

/// The journal as the disk has it, and the plan.
pub async fn told_so_far(page: &Page, steps: usize) -> WebDriverResult<(Journal, Plan)> {
    let read = "const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
                const texts = await desk.vault('readonly', (it) => it.getAll()); \
                return texts.filter((_, n) => keys[n].startsWith('run/') && !keys[n].endsWith('/plan')).join('\\n')";
    let lines = page.ask(read, vec![]).await?;
    let (journal, damages) = wire::journal(lines.as_str().unwrap_or_default());
    assert_eq!(damages, []);
    Ok((journal, plan::read::read(&super::chrome::plan(steps)).0))
}

/// The next entry of an actor: a step is done, or is not.
pub fn ticked(journal: &Journal, plan: &Plan, actor: Actor, step: usize) -> Entry {
    let pen = Pen {
        run: journal.run().expect("the run has begun"),
        actor,
        by: "Орлова".into(),
        at_ms: 1_795_200_000_000,
        offset_min: 180,
        salt: 7,
    };
    let item = plan.items[step % plan.items.len()].id;
    let is_on = (step / plan.items.len()).is_multiple_of(2);
    let event = if is_on { Event::Ticked { item } } else { Event::Unticked { item } };
    seal::write(&pen, journal, event)
}
