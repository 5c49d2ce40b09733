//! The shelf in English.

use super::Shelf;

pub(super) const SHELF: Shelf = Shelf {
    at_work: "Runs at work",
    over: "Finished",
    plans: "Plans",
    rehearsal: "rehearsal",
    real: "real",
    finished: "finished",
    abandoned: "abandoned",
    going_back: "rolling back",
    is_back: "rolled back",
    held: "on hold",
    all_behind: "all gates passed",
    find: "Find on the shelf",
    delete: "Delete",
    delete_word: "delete",
    delete_now: "Delete for good",
    delete_label: "The word that deletes",
    delete_plan_ask: "The plan will be gone from this browser. Save it as a file first. To delete it, type “delete”.",
    save_plan: "Save the plan",
    nothing_found: "Nothing on the shelf is called so.",
    signed: "signed",
    promised: "The browser promised not to clear it.",
    not_promised: "The browser may clear it: save a run that matters as a file.",
    delete_ask: "The run will be gone from this computer. Save it as a file first. To delete it, type “delete”.",
    keep: "Keep it",
    save_first: "Save as a file",
    kept: "Kept in this browser",
    forbidden: "This browser does not let us keep anything: the run goes with the tab. Save it as a file.",
    damaged: "some entries are damaged",
};
