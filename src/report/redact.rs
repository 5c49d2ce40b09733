//! What a report must not show: secrets always unless asked otherwise, contacts where asked.
//!
//! The run is covered before a word of it is written, so nothing that is told later can forget to.
//! Secrets of the plan are found in its source, where the words around them tell what they are, and
//! are covered wherever they stand; what people typed is looked through by itself. Covering what is
//! covered changes nothing.

mod contact;

use super::Options;
use crate::plan::lint::secret::secrets;
use crate::plan::{self, Command, Field, Item, Person, Plan, Section};
use crate::run::Run;
use crate::run::journal::Journal;
use crate::run::seal;
use std::cmp::Reverse;

/// What stands in place of what was covered.
pub const COVER: &str = "••••";

/// Values shorter than this are covered only where they were found: as a part of other words they
/// would mean nothing.
const SHORTEST: usize = 4;

/// What is to be covered.
pub(super) struct Cover {
    /// The secrets of the plan, the longest first.
    values: Vec<String>,
    secrets: bool,
    contacts: bool,
}

impl Cover {
    pub(super) fn new(plan_text: &str, options: &Options<'_>) -> Self {
        let mut values: Vec<String> = Vec::new();
        if options.redact_secrets {
            for secret in secrets(plan_text) {
                let lines = plan_text[secret.range].lines().map(str::trim);
                values.extend(lines.filter(|it| it.len() >= SHORTEST).map(str::to_owned));
            }
        }
        values.sort_by_key(|value| Reverse(value.len()));
        values.dedup();
        Self { values, secrets: options.redact_secrets, contacts: options.redact_contacts }
    }

    /// The text without what is not to be shown; nothing where it may be shown as it is.
    pub(super) fn hide(&self, text: &str) -> Option<String> {
        let mut shown = text.to_owned();
        if self.secrets {
            let found: Vec<_> = secrets(&shown).map(|secret| secret.range).collect();
            for range in found.into_iter().rev() {
                if &shown[range.clone()] != COVER {
                    shown.replace_range(range, COVER);
                }
            }
        }
        for value in &self.values {
            if shown.contains(value.as_str()) {
                shown = shown.replace(value.as_str(), COVER);
            }
        }
        if self.contacts {
            contact::hide(&mut shown, COVER);
        }
        (shown != text).then_some(shown)
    }

    fn cover(&self, text: &mut Box<str>) {
        if let Some(shown) = self.hide(text) {
            *text = shown.into();
        }
    }
}

/// A run without what is not to be shown.
pub(super) fn run(run: &Run, options: &Options<'_>) -> Run {
    if !options.redact_secrets && !options.redact_contacts {
        return run.clone();
    }
    let cover = Cover::new(options.plan_text.unwrap_or_default(), options);
    let entries = run.journal.entries().iter();
    let journal = Journal::of(entries.map(|entry| seal::masked(entry, &|text| cover.hide(text))));
    let mut covered = run.clone();
    covered.plan = match options.plan_text.and_then(|text| read_again(&run.plan, text, &cover)) {
        Some(plan) => plan,
        None => each_word(run.plan.clone(), &cover),
    };
    covered.journal = journal;
    covered
}

/// The plan as its covered text reads, every part keeping its identity; nothing where it reads as
/// another plan then. A verifier has only that text, and must come to the same words.
fn read_again(own: &Plan, text: &str, cover: &Cover) -> Option<Plan> {
    let (mut read, _) = plan::read(&cover.hide(text)?);
    if read.items.len() != own.items.len() || read.sections.len() != own.sections.len() {
        return None;
    }
    for (section, own) in read.sections.iter_mut().zip(&own.sections) {
        section.id = own.id;
    }
    for (item, own) in read.items.iter_mut().zip(&own.items) {
        item.id = own.id;
    }
    Some(read)
}

/// Every word of a plan.
fn each_word(mut plan: Plan, cover: &Cover) -> Plan {
    plan.title.iter_mut().for_each(|title| cover.cover(title));
    for fact in &mut plan.facts {
        cover.cover(&mut fact.value);
    }
    for Section { title, .. } in &mut plan.sections {
        cover.cover(title);
    }
    for Person { name, channels, .. } in &mut plan.people {
        name.iter_mut().chain(channels).for_each(|text| cover.cover(text));
    }
    for Item { text, commands, fields, people, .. } in &mut plan.items {
        cover.cover(text);
        let names = people.iter_mut();
        let commands = commands.iter_mut().map(|Command { text, .. }| text);
        let values = fields.iter_mut().map(|Field { value, .. }| value);
        names.chain(commands).chain(values).for_each(|text| cover.cover(text));
    }
    plan
}
