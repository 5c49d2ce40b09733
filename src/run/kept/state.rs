//! How safely what was done is kept, as far as a page knows: what is confirmed, what is not, and why.

/// What the store that other tabs hear does with what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Local {
    /// It takes it.
    #[default]
    Open,
    /// It has no room left.
    Full,
    /// The browser forbids it.
    Forbidden,
}

/// What the store that confirms does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vault {
    /// It takes it.
    #[default]
    Open,
    /// It has no room left.
    Full,
    /// The browser forbids it, or has none.
    Forbidden,
    /// A later version of Holdpoint has made it over.
    Newer,
    /// A later version is making it over: this page must be loaded again.
    Outdated,
    /// It did not take it, or does not answer.
    Failing,
}

/// Whether the browser promised never to clear what it keeps by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lasting {
    /// It was not asked.
    #[default]
    Unasked,
    /// It did.
    Granted,
    /// It may clear it when the disk is full.
    Refused,
}

/// All that is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Entries that this page gave to be kept.
    pub written: usize,
    /// Of them, those that the disk is known to have.
    pub saved: usize,
    /// Of the others, those that no store took.
    pub nowhere: usize,
    /// A write has failed since the last that did not.
    pub has_failed: bool,
    /// The store that other tabs hear.
    pub local: Local,
    /// The store that confirms.
    pub vault: Vault,
    /// Entries of this run that are damaged and have no whole copy.
    pub damaged: usize,
    /// The text of this run's plan is not what was kept.
    pub plan_altered: bool,
    /// Things that a later version keeps here.
    pub newer: usize,
    /// Whether the browser promised to keep.
    pub lasting: Lasting,
    /// This browser clears what a page keeps after seven days without a visit.
    pub fades: bool,
}

/// What is to be seen at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Everything is on the disk.
    Saved,
    /// It is on its way.
    Saving,
    /// So many entries are not.
    Unsaved(usize),
}

/// What has to be said in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Entries that no store took: they go with the tab.
    Nowhere(usize),
    /// Entries that only the first store took: they outlive the tab, perhaps not the machine.
    Unconfirmed(usize),
    /// There is no room left.
    Full,
    /// The browser forbids keeping.
    Forbidden,
    /// A later version keeps its runs here.
    Newer,
    /// This page is older than another that is open.
    Outdated,
    /// Entries are damaged.
    Damaged(usize),
    /// The plan is.
    PlanAltered,
    /// It clears it all after seven days without a visit.
    SevenDays,
}

impl Note {
    /// Whether something is wrong now, not only possible.
    pub fn is_grave(self) -> bool {
        !matches!(self, Self::SevenDays | Self::Newer)
    }
}

impl Kept {
    /// Entries that the disk is not known to have.
    pub fn waiting(&self) -> usize {
        self.written.saturating_sub(self.saved)
    }

    /// What is to be seen at a glance.
    pub fn mark(&self) -> Mark {
        match (self.waiting(), self.has_failed) {
            (0, _) => Mark::Saved,
            (_, false) => Mark::Saving,
            (waiting, true) => Mark::Unsaved(waiting),
        }
    }

    /// What has to be said, the gravest first.
    pub fn notes(&self) -> Vec<Note> {
        let unsaved = match self.mark() {
            Mark::Unsaved(waiting) => waiting,
            Mark::Saved | Mark::Saving => 0,
        };
        let nowhere = self.nowhere.min(unsaved);
        let unconfirmed = unsaved - nowhere;
        let why = match (self.vault, self.local) {
            (Vault::Newer, _) => Some(Note::Newer),
            (Vault::Outdated, _) => Some(Note::Outdated),
            (Vault::Full, _) | (Vault::Failing, Local::Full) => Some(Note::Full),
            (Vault::Forbidden, _) | (Vault::Failing, Local::Forbidden) => Some(Note::Forbidden),
            (Vault::Failing, Local::Open) | (Vault::Open, _) => None,
        };
        let newer = (self.newer > 0 && why != Some(Note::Newer)).then_some(Note::Newer);
        [
            (nowhere > 0).then_some(Note::Nowhere(nowhere)),
            (unconfirmed > 0).then_some(Note::Unconfirmed(unconfirmed)),
            why,
            (self.damaged > 0).then_some(Note::Damaged(self.damaged)),
            self.plan_altered.then_some(Note::PlanAltered),
            newer,
            self.fades.then_some(Note::SevenDays),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Kept = Kept {
        written: 0,
        saved: 0,
        nowhere: 0,
        has_failed: false,
        local: Local::Open,
        vault: Vault::Open,
        damaged: 0,
        plan_altered: false,
        newer: 0,
        lasting: Lasting::Unasked,
        fades: false,
    };

    #[track_caller]
    fn check(kept: Kept, mark: Mark, notes: &[Note]) {
        assert_eq!((kept.mark(), &*kept.notes()), (mark, notes));
    }

    #[test]
    fn nothing_is_called_saved_before_the_disk_has_it() {
        check(FINE, Mark::Saved, &[]);
        check(Kept { written: 3, saved: 2, ..FINE }, Mark::Saving, &[]);
        check(Kept { written: 3, saved: 3, has_failed: true, ..FINE }, Mark::Saved, &[]);
        let failing = Kept { written: 3, saved: 1, has_failed: true, ..FINE };
        check(failing, Mark::Unsaved(2), &[Note::Unconfirmed(2)]);
    }

    #[test]
    fn why_it_is_not_saved_is_told() {
        let failing = Kept { written: 3, has_failed: true, ..FINE };
        let full = Kept { vault: Vault::Full, local: Local::Full, nowhere: 1, ..failing };
        check(full, Mark::Unsaved(3), &[Note::Nowhere(1), Note::Unconfirmed(2), Note::Full]);
        let denied =
            Kept { vault: Vault::Forbidden, local: Local::Forbidden, nowhere: 3, ..failing };
        check(denied, Mark::Unsaved(3), &[Note::Nowhere(3), Note::Forbidden]);
        let newer = Kept { vault: Vault::Newer, newer: 2, ..failing };
        check(newer, Mark::Unsaved(3), &[Note::Unconfirmed(3), Note::Newer]);
    }

    #[test]
    fn what_only_the_browser_knows_is_told_last() {
        let fading = Kept { fades: true, lasting: Lasting::Refused, damaged: 1, ..FINE };
        check(fading, Mark::Saved, &[Note::Damaged(1), Note::SevenDays]);
        check(Kept { lasting: Lasting::Refused, ..FINE }, Mark::Saved, &[]);
    }
}
