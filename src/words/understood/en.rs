//! The screen after opening, in English.

use super::Understood;

pub(super) const UNDERSTOOD: Understood = Understood {
    source: "Source",
    model: "Reading",
    faults: "Findings",
    look: "What to show",
    wrong: "Not right?",
    choose: "Choose a line to see what we took it for, and to put it right.",
    keys: "The arrow keys or j and k move to another line.",
    kinds: ["step", "go", "abort", "rollback step", "artefact", "note"],
    roles: ["stage", "phase", "rollback", "reference"],
    done: "done",
    as_read: "As it was read",
    fixed: "put right",
    strays_help: "Their lines were reworded or removed. If they stand there in other words, put them right once more.",
    forget: "Forget them",
    compare: "Compare by line",
    shelve: "To the shelf",
};
