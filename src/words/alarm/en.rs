//! Alarms in English.

use super::Alarms;

pub(super) const ALARMS: Alarms = Alarms {
    title: "Alarms",
    lead: "What to be told of",
    kinds: [
        "A rollback criterion came true",
        "The last moment for going back is close",
        "The time of a stage, a step or the window runs out",
        "A stage or a step is to begin",
    ],
    sound: "Sound",
    ask: "Allow notifications",
    ask_why: "Then an alarm is seen even while another tab is in front.",
    allowed: "Notifications are allowed.",
    denied: "The browser forbids notifications. The site's settings can allow them.",
    missing: "This browser shows no notifications.",
    test: "Test an alarm",
    tested: "This is what an alarm looks and sounds like",
    awake: "The screen stays on while a run goes on.",
    close: "Close",
    heard: "Got it",
};
