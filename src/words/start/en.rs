//! The start screen in English.

use super::Start;

pub(super) const START: Start = Start {
    title: "Time and people",
    mode: "Run",
    rehearsal: "Rehearsal",
    rehearsal_hint: "Everything but the release itself. The report will say so.",
    real: "Real",
    real_hint: "Each decision goes into the report with a name and a time.",
    t0: "Start (T0)",
    t0_hint: "The plan's windows and offsets count from it. It can be moved later.",
    t0_now: "Now",
    zone: "Time zone",
    version: "Version",
    environment: "Environment",
    environment_hint: "prod, for one",
    base: "Address that /health stands on",
    you: "You",
    name: "Name",
    role: "Role",
    crew: "Who else is here",
    crew_hint: "The roles come from the plan. Put in the names of those who are here.",
    gates: "People it takes to open a gate",
    one: "One",
    two: "Two different ones",
    begin: "Begin the run",
    back: "Back to the plan",
    lacks: "What the plan lacks",
    no_name: "Put in your name: without it the journal cannot say who decided.",
    no_t0: "Put in the date and time of the start.",
    no_zone: "This browser does not know that zone. Choose another one, such as UTC.",
};
