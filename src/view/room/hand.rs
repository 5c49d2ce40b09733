//! Where the hand is: the row under it, the form that is open, what is being looked for.
//!
//! The page feeds keys in and takes a wish back; it knows nothing of either. What the keyboard has
//! to be put on is named here and done there.

mod keys;

pub use keys::{Scene, Wish, last_own, latin};

use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::event::Mark;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A form that asks in place. One is open at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The rarer things that can be said of an item.
    More(ItemIx),
    /// Why it is put aside.
    Aside(ItemIx, Mark),
    /// What is to be written about it.
    Note(ItemIx),
    /// What proves it.
    Evidence(ItemIx),
    /// What is seen of a rollback criterion.
    Seen(ItemIx),
    /// Why one that came true is accepted.
    Dismiss(ItemIx),
    /// How what was switched on ended.
    Close(ItemIx),
    /// Who lets the release through.
    Pass,
    /// Who lets it through though something is missing, and why.
    Override,
    /// Who says no, and why.
    Refuse,
    /// Why everything waits.
    Hold,
    /// Why the stage is left out.
    LeaveOut,
    /// Who sends the release back, and why; perhaps by this criterion.
    GoBack(Option<ItemIx>),
    /// How the way back ended: whether the old state is back.
    EndBack(bool),
    /// From where to try again, and what is different now.
    Retry,
    /// Who has the lead from now on.
    Lead,
    /// What is to be written about the run.
    Remark,
    /// How the run ends.
    Finish,
    /// Why it is given up.
    Abandon,
}

impl Form {
    /// The item it stands under.
    pub fn item(self) -> Option<ItemIx> {
        match self {
            Self::More(item)
            | Self::Aside(item, _)
            | Self::Note(item)
            | Self::Evidence(item)
            | Self::Seen(item)
            | Self::Dismiss(item)
            | Self::Close(item) => Some(item),
            Self::Pass
            | Self::Override
            | Self::Refuse
            | Self::Hold
            | Self::LeaveOut
            | Self::GoBack(_)
            | Self::EndBack(_)
            | Self::Retry
            | Self::Lead
            | Self::Remark
            | Self::Finish
            | Self::Abandon => None,
        }
    }

    /// The name under which a half-typed answer is kept.
    pub fn draft(self, run: &Run) -> String {
        let stage = || {
            let leg = run.progress.current().map(|leg| run.course.leg(leg).id);
            leg.map_or_else(String::new, |id| id.to_string())
        };
        let of = |item: ItemIx, name: &str| format!("{}/{name}", run.id(item));
        match self {
            Self::More(item) | Self::Aside(item, _) => of(item, "aside"),
            Self::Note(item) => of(item, "note"),
            Self::Evidence(item) => of(item, "evidence"),
            Self::Seen(item) => of(item, "seen"),
            Self::Dismiss(item) => of(item, "dismiss"),
            Self::Close(item) => of(item, "close"),
            Self::Pass => format!("{}/pass", stage()),
            Self::Override => format!("{}/override", stage()),
            Self::Refuse => format!("{}/refuse", stage()),
            Self::Hold => "run/hold".to_owned(),
            Self::LeaveOut => format!("{}/leave-out", stage()),
            Self::GoBack(_) => "run/back".to_owned(),
            Self::EndBack(_) => "run/back-end".to_owned(),
            Self::Retry => "run/retry".to_owned(),
            Self::Lead => "run/lead".to_owned(),
            Self::Remark => "run/note".to_owned(),
            Self::Finish => "run/finish".to_owned(),
            Self::Abandon => "run/abandon".to_owned(),
        }
    }

    /// The form whose half-typed answer is kept under a name.
    pub fn of_draft(run: &Run, field: &str) -> Option<Self> {
        let (of, name) = field.split_once('/')?;
        let item = of.parse().ok().and_then(|id| run.course.item_by_id(id));
        Some(match (name, item) {
            ("aside", Some(item)) => Self::Aside(item, Mark::Skipped),
            ("note", Some(item)) => Self::Note(item),
            ("evidence", Some(item)) => Self::Evidence(item),
            ("seen", Some(item)) => Self::Seen(item),
            ("dismiss", Some(item)) => Self::Dismiss(item),
            ("close", Some(item)) => Self::Close(item),
            ("override", None) => Self::Override,
            ("refuse", None) => Self::Refuse,
            ("hold", None) => Self::Hold,
            ("leave-out", None) => Self::LeaveOut,
            ("back", None) => Self::GoBack(None),
            ("retry", None) => Self::Retry,
            ("note", None) => Self::Remark,
            _ => return None,
        })
        .filter(|form| form.draft(run) == field)
    }

    /// The element that the keyboard goes back to when the form closes.
    fn opener(self) -> Box<str> {
        match (self, self.item()) {
            (Self::Seen(item) | Self::Dismiss(item) | Self::Close(item), _) => {
                format!("w{}", item.index()).into()
            }
            (_, Some(item)) => box_id(item),
            (Self::GoBack(_), None) => "roll-back".into(),
            (Self::EndBack(_) | Self::Retry, None) => "back-title".into(),
            (Self::Lead, None) => "lead".into(),
            (Self::Remark, None) => "remark".into(),
            (Self::Finish | Self::Abandon, None) => "ending".into(),
            (_, None) => "gate".into(),
        }
    }
}

/// The name of the element that ticks an item.
pub fn box_id(item: ItemIx) -> Box<str> {
    format!("b{}", item.index()).into()
}

/// Where the hand is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hand {
    /// The row under it.
    pub at: Option<ItemIx>,
    /// The form that is open.
    pub form: Option<Form>,
    /// What is being looked for among the steps.
    pub find: Option<String>,
    /// Whether the keys are listed.
    pub help: bool,
    /// The element that the keyboard is to be put on, and a number that tells one asking from the
    /// next.
    pub focus: Option<(u32, Box<str>)>,
}

impl Hand {
    /// Opens a form in place of whatever was open.
    pub fn open(&mut self, form: Form) {
        self.at = form.item().or(self.at);
        self.form = Some(form);
        self.aim("ask");
    }

    /// Closes the form; true if one was open.
    pub fn close(&mut self) -> bool {
        let Some(form) = self.form.take() else { return false };
        self.aim(form.opener());
        true
    }

    /// Asks for the keyboard to be put on an element.
    pub fn aim(&mut self, id: impl Into<Box<str>>) {
        let n = self.focus.as_ref().map_or(0, |(n, _)| n.wrapping_add(1));
        self.focus = Some((n, id.into()));
    }
}

/// The hand as the screen and the page share it. A row hears of its own form alone.
#[derive(Clone, Copy)]
pub struct Grip {
    hand: RwSignal<Hand>,
    bells: StoredValue<BTreeMap<ItemIx, ArcTrigger>>,
}

impl Default for Grip {
    fn default() -> Self {
        Self { hand: RwSignal::new(Hand::default()), bells: StoredValue::new(BTreeMap::new()) }
    }
}

impl Grip {
    /// Where the hand is, for whoever wants to hear of every move.
    pub fn hand(self) -> Signal<Hand> {
        self.hand.into()
    }

    /// A key that no field took.
    pub fn key(self, key: &str, scene: &Scene<'_>) -> Option<Wish> {
        self.change(|hand| hand.key(key, scene))
    }

    /// Opens a form, or closes it where it is the one that is open.
    pub fn toggle(self, form: Form) {
        self.change(
            |hand| if hand.form == Some(form) { hand.form = None } else { hand.open(form) },
        );
    }

    /// Closes whatever form is open.
    pub fn close(self) {
        self.change(Hand::close);
    }

    /// Changes where the hand is.
    pub fn change<T>(self, change: impl FnOnce(&mut Hand) -> T) -> T {
        let mut hand = self.hand.get_untracked();
        let before = hand.form;
        let done = change(&mut hand);
        let after = hand.form;
        self.hand.set(hand);
        if before != after {
            let of = |form: Option<Form>| form.and_then(Form::item);
            self.ring(of(before));
            self.ring(of(after).filter(|item| Some(*item) != of(before)));
        }
        done
    }

    /// The form that is open under an item.
    pub(super) fn form_of(self, item: ItemIx) -> Option<Form> {
        self.bells.try_update_value(|bells| bells.entry(item).or_default().track());
        self.hand.with_untracked(|hand| hand.form).filter(|form| form.item() == Some(item))
    }

    fn ring(self, item: Option<ItemIx>) {
        let bell = item.and_then(|item| self.bells.with_value(|bells| bells.get(&item).cloned()));
        if let Some(bell) = bell {
            bell.notify();
        }
    }
}
