//! What the run's screen says. The fixed phrases stand in one table, filled once in each language;
//! sentences that are put together stand by subject.

mod back;
mod clocks;
mod en;
mod gate;
mod refused;
mod ru;
mod told;

pub use back::{back_after, back_by, back_clock, back_done, back_length, not_reached};
pub use clocks::{
    ago, at, full_clock, near, patience, range, short, since, slip, stage_time, strip_said,
    t_clock, timer, today, until,
};
pub use gate::{
    decision, gate_over, gauge_said, holds_still, lacking, left_open, missing, of_people, pass_to,
    read_value, wait_for,
};
pub use refused::refusal;
pub use told::{
    entry_told, filter_name, mark_question, more_entries, new_entries, stray_told, switch,
};

use super::Lang;
use super::plural::number;

/// The phrases of the run's screen.
#[derive(Debug)]
pub struct Room {
    /// The release itself.
    pub real: &'static str,
    /// A dry run.
    pub rehearsal: &'static str,
    /// The release itself, in a sentence.
    pub real_run: &'static str,
    /// Nothing has begun.
    pub not_begun: &'static str,
    /// Before the plan's digest.
    pub plan: &'static str,
    /// Before the name of who leads.
    pub lead: &'static str,
    /// Gives the lead to somebody.
    pub hand_over: &'static str,
    /// Asks who has the lead from now on.
    pub who_leads: &'static str,
    /// Leads to the report.
    pub report: &'static str,
    /// Leads to the report of a run that is over.
    pub to_report: &'static str,
    /// Under the clock that counts from T0.
    pub since_t0: &'static str,
    /// Under it while T0 is ahead.
    pub until_t0: &'static str,
    /// The strip's name.
    pub window: &'static str,
    /// The last moment at which going back still fits.
    pub last_safe: &'static str,
    /// The name of the column beside the stage.
    pub beside: &'static str,
    /// Over the rail.
    pub stages: &'static str,
    /// A stage that cannot be entered yet.
    pub locked: &'static str,
    /// The stage in hand.
    pub in_hand: &'static str,
    /// A stage that is behind.
    pub passed: &'static str,
    /// A stage whose gate was passed though something was missing.
    pub forced: &'static str,
    /// A stage that is left out.
    pub left_out: &'static str,
    /// Before the reason why a stage waits.
    pub locked_title: &'static str,
    /// The name of the list of steps.
    pub steps: &'static str,
    /// In the field that looks for steps.
    pub find: &'static str,
    /// Ends the search.
    pub show_all: &'static str,
    /// Over a gate without criteria.
    pub gate: &'static str,
    /// Over a gate with criteria.
    pub gate_criteria: &'static str,
    /// Before what is missing.
    pub missing: &'static str,
    /// Nothing is missing.
    pub ready: &'static str,
    /// Lets the release through.
    pub pass: &'static str,
    /// Lets the release through the last gate.
    pub pass_last: &'static str,
    /// Says so by name.
    pub pass_yes: &'static str,
    /// Lets everything wait.
    pub hold: &'static str,
    /// Ends the waiting.
    pub resume: &'static str,
    /// Says no at the gate.
    pub no_go: &'static str,
    /// Begins the way back.
    pub roll_back: &'static str,
    /// Lets the release through a shut gate.
    pub override_gate: &'static str,
    /// Leaves the stage out.
    pub leave_out: &'static str,
    /// Before the reason of a no.
    pub said_no: &'static str,
    /// Asks before a pass.
    pub ask_pass: &'static str,
    /// Asks before a hold.
    pub ask_hold: &'static str,
    /// Asks before a no.
    pub ask_no: &'static str,
    /// Asks before an override.
    pub ask_force: &'static str,
    /// Asks before a stage is left out.
    pub ask_out: &'static str,
    /// Asks before the way back.
    pub ask_back: &'static str,
    /// The reason of a hold.
    pub why_hold: &'static str,
    /// The reason of a no.
    pub why_no: &'static str,
    /// The reason of an override.
    pub why_force: &'static str,
    /// The reason to leave a stage out.
    pub why_out: &'static str,
    /// The reason of the way back.
    pub why_back: &'static str,
    /// Over what an override passes by.
    pub force_title: &'static str,
    /// The word that stands for a long press, to override.
    pub force_word: &'static str,
    /// The word that stands for a long press, to go back.
    pub back_word: &'static str,
    /// On a button to hold down.
    pub keep_pressed: &'static str,
    /// Before the word to type instead.
    pub or_type: &'static str,
    /// No criterion sends us back; people do.
    pub by_decision: &'static str,
    /// What sends us back.
    pub cause: &'static str,
    /// The criterion holds.
    pub yes: &'static str,
    /// It does not.
    pub no: &'static str,
    /// It does not apply.
    pub na: &'static str,
    /// The value that was seen.
    pub seen: &'static str,
    /// A typed value that holds no number.
    pub unread: &'static str,
    /// Says once more that it holds.
    pub confirm_again: &'static str,
    /// Leads to the row.
    pub show: &'static str,
    /// Settles answers that differ.
    pub this_one: &'static str,
    /// Writes about an item or the run.
    pub note: &'static str,
    /// Puts proof beside an item.
    pub evidence: &'static str,
    /// Asks for the proof.
    pub proof: &'static str,
    /// Puts a step aside.
    pub skip: &'static str,
    /// Puts it aside.
    pub not_applicable: &'static str,
    /// Puts it aside for now.
    pub blocked: &'static str,
    /// It went wrong.
    pub failed: &'static str,
    /// It must not be trusted for long.
    pub critical: &'static str,
    /// Calls an item critical.
    pub call_critical: &'static str,
    /// Calls it critical no longer.
    pub not_critical: &'static str,
    /// Opens the rarer things.
    pub more: &'static str,
    /// Whose name.
    pub name: &'static str,
    /// As what.
    pub role: &'static str,
    /// Does what the form asks.
    pub do_it: &'static str,
    /// Closes a form.
    pub cancel: &'static str,
    /// The disk does not have what was said.
    pub unsaved: &'static str,
    /// The plan says so.
    pub from_plan: &'static str,
    /// Two answers that did not know of each other.
    pub conflict: &'static str,
    /// Over what would send us back.
    pub watch: &'static str,
    /// Nothing would.
    pub no_watch: &'static str,
    /// Nobody measures it.
    pub watching: &'static str,
    /// It came true.
    pub tripped: &'static str,
    /// It came true, across the screen.
    pub tripped_now: &'static str,
    /// Puts down what is seen.
    pub i_see: &'static str,
    /// Asks what is seen.
    pub what_seen: &'static str,
    /// Keeps a value.
    pub keep_value: &'static str,
    /// Says that it came true.
    pub trip: &'static str,
    /// Accepts it for now.
    pub dismiss: &'static str,
    /// Why it is accepted.
    pub why_dismiss: &'static str,
    /// How long it is accepted.
    pub how_long: &'static str,
    /// Until it worsens.
    pub until_worse: &'static str,
    /// Until a time.
    pub until_time: &'static str,
    /// Over what was switched on.
    pub obligations: &'static str,
    /// Answers for it.
    pub close: &'static str,
    /// Asks how it ended.
    pub how_closed: &'static str,
    /// Before the step that switches it off.
    pub off_by: &'static str,
    /// Over what happened.
    pub journal: &'static str,
    /// The name of the filters.
    pub filter: &'static str,
    /// Nothing passes the filter.
    pub nothing_yet: &'static str,
    /// Takes an entry back.
    pub undo: &'static str,
    /// It was taken back.
    pub undone: &'static str,
    /// Everything waits.
    pub held: &'static str,
    /// Before the last entry.
    pub last_was: &'static str,
    /// Goes to what waits.
    pub to_next: &'static str,
    /// Closes what was read.
    pub understood: &'static str,
    /// Closes a notice.
    pub close_it: &'static str,
    /// Under the time left.
    pub to_window_end: &'static str,
    /// The name of the list of steps back.
    pub procedure: &'static str,
    /// There is no way back.
    pub no_way: &'static str,
    /// The old state is back.
    pub restored: &'static str,
    /// It is not.
    pub not_restored: &'static str,
    /// A remark at the end of the way back.
    pub back_remark: &'static str,
    /// Why something stays open.
    pub why_open: &'static str,
    /// What is not as it was.
    pub why_lost: &'static str,
    /// Goes on once more.
    pub retry: &'static str,
    /// What is different now.
    pub why_retry: &'static str,
    /// Asks from which stage.
    pub from_stage: &'static str,
    /// Ends the run.
    pub finish: &'static str,
    /// Gives it up.
    pub abandon: &'static str,
    /// The word that stands for a long press, to give up.
    pub abandon_word: &'static str,
    /// Why it is given up.
    pub why_abandon: &'static str,
    /// A remark at the end.
    pub last_word: &'static str,
    /// Before what stays open.
    pub still_open: &'static str,
    /// The name of the end's buttons.
    pub ending: &'static str,
    /// It is over.
    pub over: &'static str,
    /// It was given up.
    pub abandoned: &'static str,
    /// The list of keys.
    pub keys: &'static str,
    /// Lets single letters do something.
    pub letters: &'static str,
    /// The name of a hint.
    pub hint: &'static str,
    /// What helps whoever is here for the first time.
    pub hints: [&'static str; 3],
    /// No more of them.
    pub no_hints: &'static str,
    /// Before what happened meanwhile.
    pub meanwhile: &'static str,
    /// The keys and what they do.
    pub key_list: [(&'static str, &'static str); 12],
}

/// The phrases in this language.
pub fn room(lang: Lang) -> &'static Room {
    match lang {
        Lang::Ru => &ru::ROOM,
        Lang::En => &en::ROOM,
    }
}

/// «3 из 5».
pub fn of(lang: Lang, n: usize, all: usize) -> String {
    let (n, all) = (number(lang, n), number(lang, all));
    match lang {
        Lang::Ru => format!("{n} из {all}"),
        Lang::En => format!("{n} of {all}"),
    }
}
