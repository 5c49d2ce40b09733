//! Help in English.

use super::Help;

pub(super) const HELP: Help = Help {
    title: "Help",
    close: "Close",
    chapters: [
        (
            "The shelf",
            &[
                (
                    "",
                    "Drop a plan, a run file or a report anywhere on the page, several at once if you like.",
                ),
                ("Ctrl V", "open text from the clipboard"),
                ("?", "this help; within a run, the list of its keys"),
            ],
        ),
        (
            "Reading a plan",
            &[
                ("↑ ↓ j k", "another line; source and reading move together"),
                ("s", "this is a step"),
                ("g", "a go criterion"),
                ("a", "a rollback criterion"),
                ("r", "a step of going back"),
                ("e", "an artefact"),
                ("n", "a note"),
                ("d", "done or not"),
                ("t", "a section: stage or no stage"),
                ("p b i", "a section: phase, rollback, reference"),
                ("u", "as it was read"),
            ],
        ),
        (
            "Run and report",
            &[
                (
                    "",
                    "All that is said can be taken back while the run lives. Nothing is erased: the journal keeps the taking back, too.",
                ),
                ("", "A run file carries a run to another computer: drop it on the page there."),
                (
                    "",
                    "Anybody can check a report: drop it on the page, and it says whether the report follows from its journal.",
                ),
                ("w", "on any screen: what is being asked, and the switch that stops it all"),
            ],
        ),
    ],
};
