//! What a report says: its headings, what became of a run, what each entry of the journal means.
//! One table and a few sentences in each language; the report puts the plan's words between them.

mod times;

pub use times::{age, clock, day, length, moment, offset, slip, stamp, window_end, zone};

use super::plural::{Form, form, number};
use super::{Lang, en, ru};
use crate::run::event::{Answer, Event, Mark};
use crate::run::journal::EntryRef;
use crate::run::progress::{State, Stray};

/// The fixed phrases of a report.
#[derive(Debug)]
pub struct Report {
    /// What a report is called where the plan has no title.
    pub untitled: &'static str,
    /// Before the title of a rehearsal, in capitals.
    pub rehearsal: &'static str,
    /// What a rehearsal means for a reader.
    pub rehearsal_note: &'static str,
    /// Which plan.
    pub what: &'static str,
    /// Which version.
    pub version: &'static str,
    /// Where it went.
    pub environment: &'static str,
    /// The window by the plan.
    pub window: &'static str,
    /// What became of it.
    pub outcome: &'static str,
    /// Who decided.
    pub decided: &'static str,
    /// What was not as planned.
    pub deviations: &'static str,
    /// How long it took.
    pub duration: &'static str,
    /// In which zone times are told.
    pub zone: &'static str,
    /// The moment that the report speaks of.
    pub as_of: &'static str,
    /// Nobody said it.
    pub unsaid: &'static str,
    /// Nobody decided yet.
    pub undecided: &'static str,
    /// There are none.
    pub none: &'static str,
    /// By the plan.
    pub planned: &'static str,
    /// As it was.
    pub actual: &'static str,
    /// Before a length that the plan tells.
    pub by_plan: &'static str,
    /// Before a length as it was.
    pub in_fact: &'static str,
    /// How far behind or ahead.
    pub slip: &'static str,
    /// Over the stages.
    pub stages: &'static str,
    /// A stage.
    pub stage: &'static str,
    /// A gate.
    pub gate: &'static str,
    /// Over the chart.
    pub timeline: &'static str,
    /// Over the items of all stages.
    pub items: &'static str,
    /// An item.
    pub item: &'static str,
    /// How it stands.
    pub state: &'static str,
    /// Who said so.
    pub who: &'static str,
    /// When.
    pub when: &'static str,
    /// The value that was seen.
    pub value: &'static str,
    /// Who or what says so, and how old it is.
    pub source: &'static str,
    /// Why.
    pub reason: &'static str,
    /// A remark of a person.
    pub note: &'static str,
    /// Proof.
    pub evidence: &'static str,
    /// A criterion that must hold.
    pub go: &'static str,
    /// Over what would send us back.
    pub watched: &'static str,
    /// Over what was measured.
    pub signals: &'static str,
    /// Something that is measured.
    pub signal: &'static str,
    /// Over the values that counted.
    pub counted: &'static str,
    /// Over how much of each stage was measured.
    pub availability: &'static str,
    /// For how much of a stage a signal spoke.
    pub spoke: &'static str,
    /// No silence of a signal was written down.
    pub no_silence: &'static str,
    /// When there were no values.
    pub silent: &'static str,
    /// Over the ways back.
    pub rollback: &'static str,
    /// What sent us back.
    pub cause: &'static str,
    /// Who decided to go back.
    pub by: &'static str,
    /// Which stage was in hand.
    pub during: &'static str,
    /// When a way back began.
    pub began: &'static str,
    /// When it ended.
    pub ended: &'static str,
    /// It has not ended.
    pub not_ended: &'static str,
    /// The old state is back.
    pub restored: &'static str,
    /// The old state is not back.
    pub not_restored: &'static str,
    /// The stages that were not begun.
    pub not_begun: &'static str,
    /// The next attempt.
    pub retry: &'static str,
    /// A step of a way back.
    pub step: &'static str,
    /// How long the plan allows.
    pub allowed: &'static str,
    /// How long it took.
    pub took: &'static str,
    /// Over what was switched on.
    pub obligations: &'static str,
    /// It is still on.
    pub still_on: &'static str,
    /// Nobody switched it on.
    pub never_on: &'static str,
    /// It is off again.
    pub off_again: &'static str,
    /// Over what is attached.
    pub artefacts: &'static str,
    /// Over the names.
    pub signatures: &'static str,
    /// No name stands under the run.
    pub unsigned: &'static str,
    /// A person's name.
    pub name: &'static str,
    /// What they are here as.
    pub role: &'static str,
    /// What they state.
    pub statement: &'static str,
    /// The head of the journal that they saw.
    pub seal: &'static str,
    /// By which key.
    pub key: &'static str,
    /// A typed name alone.
    pub attested: &'static str,
    /// There is an envelope with a signature.
    pub enveloped: &'static str,
    /// Over the journal.
    pub journal: &'static str,
    /// The number of an entry.
    pub number: &'static str,
    /// A device.
    pub device: &'static str,
    /// What happened.
    pub happened: &'static str,
    /// The person with the lead.
    pub lead: &'static str,
    /// What was missing when a gate was overridden.
    pub missing: &'static str,
    /// An entry that another one took back.
    pub taken_back: &'static str,
    /// An entry that fits nothing.
    pub fits_nothing: &'static str,
    /// It stands otherwise by now.
    pub now: &'static str,
    /// An item without words, by its line.
    pub line: &'static str,
    /// Something that the plan does not have.
    pub unknown_item: &'static str,
    /// The plan stands settled there and nobody else said so.
    pub from_plan: &'static str,
    /// A person says so.
    pub by_person: &'static str,
    /// A measurement says so.
    pub measured: &'static str,
    /// All entries alike.
    pub seen_by_nobody: &'static str,
    /// A rollback criterion came true, and does so no longer.
    pub came_true: &'static str,
    /// A stage left out.
    pub left_out: &'static str,
    /// Before the answer that settled what answers differed about.
    pub settled: &'static str,
    /// A gate that was overridden.
    pub overridden: &'static str,
    /// A gate still before us.
    pub ahead: &'static str,
    /// A gate where somebody said no.
    pub refused: &'static str,
    /// An attempt, before its number.
    pub attempt: &'static str,
    /// Over the seal.
    pub integrity: &'static str,
    /// What the seal is worth without a signature.
    pub self_attested: &'static str,
    /// What the seal is worth with one.
    pub signed: &'static str,
    /// How to check the report.
    pub how_to_verify: &'static str,
    /// The short form cannot be checked by itself.
    pub short_note: &'static str,
    /// Over the appendix.
    pub appendix: &'static str,
    /// Secrets are covered in here.
    pub covered: &'static str,
    /// The plan's text is left out.
    pub plan_left_out: &'static str,
    /// The journal is left out.
    pub journal_left_out: &'static str,
    /// The digest of the plan's bytes.
    pub plan_digest: &'static str,
    /// The random number of the run.
    pub run_number: &'static str,
}

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It has not begun.
    NotStarted,
    /// It goes on, and where it is.
    Running,
    /// Everything waits.
    Held,
    /// It goes back.
    GoingBack,
    /// It went back and nothing followed; whether the old state is back.
    WentBack(bool),
    /// All gates are behind; whether anything was not as planned.
    Released(bool),
    /// It was ended with so many gates ahead.
    Unfinished(usize),
    /// It was given up.
    GivenUp,
}

/// What was not as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A way back was begun.
    Rollback,
    /// A gate was opened though something was missing.
    Overridden,
    /// A stage was left out.
    LeftOut,
    /// Somebody said no at a gate.
    Refused,
    /// A passage that counted for nothing.
    Contested,
    /// A rollback criterion came true.
    Tripped,
    /// One was accepted.
    Dismissed,
    /// A criterion does not hold.
    Unmet,
    /// An item was put aside.
    Aside(Mark),
    /// An item that nobody settled though its gate is behind or the run is over.
    Unsettled,
    /// Answers differ and nobody settled it.
    Conflict,
    /// What was switched on is on.
    StillOn,
    /// Everything waited.
    Hold,
    /// T0 was moved.
    T0Moved,
    /// The plan is another one.
    Amended,
    /// A clock jumped.
    ClockJump,
    /// Nothing was measured for a while.
    Gap,
    /// An entry was taken back.
    Undone,
    /// An entry fits nothing.
    Stray,
    /// The journal does not fit together.
    Flaw,
}

/// The phrases of this language.
pub fn report(lang: Lang) -> &'static Report {
    match lang {
        Lang::Ru => &ru::report::REPORT,
        Lang::En => &en::report::REPORT,
    }
}

/// What became of a run, in a few words.
pub fn outcome(lang: Lang, outcome: Outcome) -> String {
    match lang {
        Lang::Ru => ru::report::outcome(outcome),
        Lang::En => en::report::outcome(outcome),
    }
}

/// «2 пропущенных пункта».
pub fn oddities(lang: Lang, n: usize, oddity: Oddity) -> String {
    format!("{}\u{a0}{}", number(lang, n), noun(lang, n, oddity))
}

/// The name of one such thing, as a line opens with it.
pub fn oddity(lang: Lang, oddity: Oddity) -> String {
    capitalised(noun(lang, 1, oddity))
}

fn noun(lang: Lang, n: usize, oddity: Oddity) -> &'static str {
    let [one, few, many] = match lang {
        Lang::Ru => ru::report::oddity(oddity),
        Lang::En => en::report::oddity(oddity),
    };
    match form(lang, n) {
        Form::One => one,
        Form::Few => few,
        Form::Many => many,
    }
}

/// With a capital letter.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// How an item stands, in a word or two.
pub fn state(lang: Lang, state: State) -> &'static str {
    match lang {
        Lang::Ru => ru::report::state(state),
        Lang::En => en::report::state(state),
    }
}

/// What an entry says, before the plan's words.
pub fn deed(lang: Lang, event: &Event) -> &'static str {
    match lang {
        Lang::Ru => ru::report::deed(event),
        Lang::En => en::report::deed(event),
    }
}

/// What was answered.
pub fn answer(lang: Lang, answer: Answer) -> &'static str {
    match lang {
        Lang::Ru => ru::report::answer(answer),
        Lang::En => en::report::answer(answer),
    }
}

/// Why an entry fits nothing.
pub fn stray(lang: Lang, stray: Stray) -> &'static str {
    match lang {
        Lang::Ru => ru::report::stray(stray),
        Lang::En => en::report::stray(stray),
    }
}

/// «118 записей».
pub fn entries(lang: Lang, n: usize) -> String {
    let [one, few, many] = match lang {
        Lang::Ru => ["запись журнала", "записи журнала", "записей журнала"],
        Lang::En => ["entry of the journal", "entries of the journal", "entries of the journal"],
    };
    let noun = match form(lang, n) {
        Form::One => one,
        Form::Few => few,
        Form::Many => many,
    };
    format!("{}\u{a0}{noun}", number(lang, n))
}

/// «97 %».
pub fn percent(lang: Lang, percent: i64) -> String {
    match lang {
        Lang::Ru => format!("{percent}\u{a0}%"),
        Lang::En => format!("{percent}%"),
    }
}

/// Two entries bear one number.
pub fn forked(lang: Lang, entry: EntryRef) -> String {
    let (actor, seq) = (entry.actor, entry.seq);
    match lang {
        Lang::Ru => format!("у устройства {actor} две разные записи с номером {seq}"),
        Lang::En => format!("device {actor} has two different entries numbered {seq}"),
    }
}

/// Entries of a device are not there.
pub fn missing(lang: Lang, from: EntryRef, until: u64) -> String {
    let (actor, first, last) = (from.actor, from.seq, until.saturating_sub(1));
    match lang {
        Lang::Ru if first == last => format!("нет записи {first} устройства {actor}"),
        Lang::Ru => format!("нет записей {first}–{last} устройства {actor}"),
        Lang::En if first == last => format!("entry {first} of device {actor} is missing"),
        Lang::En => format!("entries {first}–{last} of device {actor} are missing"),
    }
}

/// An entry does not follow from the one before it.
pub fn unchained(lang: Lang, entry: EntryRef) -> String {
    let (actor, seq) = (entry.actor, entry.seq);
    match lang {
        Lang::Ru => format!("запись {seq} устройства {actor} не следует из предыдущей"),
        Lang::En => format!("entry {seq} of device {actor} does not follow from the one before"),
    }
}

/// An entry of another run.
pub fn stranger(lang: Lang, entry: EntryRef) -> String {
    let (actor, seq) = (entry.actor, entry.seq);
    match lang {
        Lang::Ru => format!("запись {seq} устройства {actor} из другого прогона"),
        Lang::En => format!("entry {seq} of device {actor} belongs to another run"),
    }
}
