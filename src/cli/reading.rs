//! A document read as a plan, with everything that is wrong with it in one order.

use super::source::Document;
use super::veil::Veil;
use crate::plan::{self, Fault, Plan, lint};
use crate::words::{self, Lang};

/// A plan and its faults: the reader's and the lint's, by line, column and code.
pub(super) struct Reading {
    /// The plan.
    pub(super) plan: Plan,
    /// What is wrong with it.
    pub(super) faults: Vec<Fault>,
    /// Over the secrets in its source.
    pub(super) veil: Veil,
}

impl Reading {
    /// Reads a document.
    pub(super) fn of(document: &Document) -> Self {
        let text = &document.source.text;
        let (plan, mut faults) = plan::read(text);
        faults.extend(lint::lint(&plan, text));
        faults.sort_by_key(|fault| (fault.place.line, fault.place.column, fault.kind.code()));
        Self { plan, faults, veil: Veil::over(text) }
    }

    /// What is wrong, without the secret that may stand in it.
    pub(super) fn message(&self, lang: Lang, fault: &Fault) -> String {
        self.veil.hide(fault.place.line, &words::fault(lang, fault))
    }
}
