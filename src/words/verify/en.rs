//! Checking a report, in English.

use super::Verify;

pub(super) const VERIFY: Verify = Verify {
    holds: "The report holds",
    holds_means: "We added up the journal in its appendix and wrote the report anew: every line is the same.",
    fails: "The report does not hold",
    fails_means: "Its text or its journal was changed after it was written. Ask whoever saved it for the file.",
    found: "It says",
    expected: "What follows",
    empty_line: "(an empty line)",
    with_plan: "The plan that was run lies on your shelf and is the very file.",
    own_plan: "The plan was taken from the report: it is the very file, by the digest in the journal.",
    without_plan: "The plan was taken from the report itself. Drop the plan’s file together with the report to know that it is the very one.",
    by_name: "Signed by name: the report shows any change, but does not prove who typed the name.",
    by_key: "Keys signed this report. The command holdpoint verify checks them.",
    not_following: "this line does not follow from the journal",
    no_appendix: "there is no appendix with a journal at the end, or it is broken here",
    no_plan: "there is no plan in the report: drop the report together with the plan’s file",
    other_plan: "this is not the plan that was run",
    about: "What was checked",
    another: "Check another",
    home: "To the shelf",
    title: "Check a report",
    lead: "Drop a Holdpoint report here, or choose one. The plan may come with it.",
    arrived: "Taken in",
    refused: "Not opened",
    close: "Close",
};
