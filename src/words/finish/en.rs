//! The report's screen in English.

use super::Finish;

pub(super) const FINISH: Finish = Finish {
    title: "Report",
    back: "To the run",
    rendered: "As readers see it",
    written: "As text",
    look: "View",
    out: "Take it away",
    download: "Download Markdown",
    copy: "Copy for the release note",
    copied: "Copied",
    print: "Print",
    check: "Check the report",
    run_file: "Download the run as a file",
    choices: "What goes in",
    language: "Language of the report",
    short: "Short",
    tasks: "Items as boxes instead of a table",
    secrets: "Cover passwords and keys",
    contacts: "Cover phones and e-mail",
    signatures: "Signatures",
    unsigned: "Nobody has signed yet.",
    not_over: "It can be signed once the run is over.",
    statement: "What you state",
    statement_hint: "The report is true and the decisions were mine",
    name: "Name",
    role: "Role",
    sign: "Sign",
};
