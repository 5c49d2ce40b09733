//! How safely it is kept, in English.

use super::Words;

pub(super) const KEPT: Words = Words {
    saved: "Saved",
    saving: "Saving…",
    save_file: "Save the run file",
    opening: "Opening the run…",
    no_run: "This run is not in this browser. If it was saved as a file, drop the file here.",
    unread: "This run could not be read: the browser’s storage cannot be reached. Reload the page; if the run was saved as a file, drop the file here.",
    full: "The browser has no room left. Save the run as a file, then delete runs you no longer need on the first screen to make room.",
    forbidden: "This browser does not let a page keep things safely: a private window or a page opened from a file may be why. Save the run as a file.",
    newer: "A later version of Holdpoint keeps runs here. This one leaves them alone and does not show everything: open the later one.",
    outdated: "A later version of Holdpoint is open in another tab. Save the run as a file and reload this page.",
    plan_altered: "The plan's text has changed on the disk and is no longer the one this run began with. Compare it with the original file.",
    may_clear: "The browser has not promised to keep this for good: it may delete it when the disk is full. Save the run as a file when it is over.",
    lasts: "The browser has promised not to delete this by itself.",
    here: "The run is kept in this browser and goes nowhere else. The run file takes it to another computer.",
    seven_days: "Safari deletes what a page keeps when nobody opens it for seven days. Save the run as a file.",
};
