//! The page in English.

use super::{Page, Trouble};

pub(super) const PAGE: Page = Page {
    open_title: "Open a release plan",
    open_lead: "A Markdown file, just as the team wrote it. Nothing leaves this computer.",
    choose_file: "Choose a file",
    paste_text: "Paste text",
    take_sample: "Try a sample",
    or_drop: "Or drop a plan, a saved run or a report to check anywhere on this page, several at once if you like; text is pasted with Ctrl+V.",
    drop_now: "Let go to open it",
    drop_area: "Open a plan",
    samples: "Samples",
    reading: "Reading the plan…",
    paste_title: "Paste the plan's text",
    paste_hint: "# Release plan\n\n## Stage 1\n- [ ] Take a backup",
    pasted_name: "Pasted text",
    open: "Open",
    cancel: "Cancel",
    open_another: "Open another",
    onward: "Next: time and people",
    language: "Language",
    theme: "Theme",
    theme_system: "As the system",
    theme_light: "Light",
    theme_dark: "Dark",
    sections: "Sections",
    faults: "Findings",
    no_faults: "No gaps or contradictions in sight.",
    introduction: "Introduction",
    no_sections: "There is not one section here. It does not look like a release plan.",
    counts: "What we understood",
    line: "line",
    owner: "owner",
    tier: "urgency",
    time: "time",
    copy: "Copy",
    copied: "Copied",
    window: "Window",
    repaired: "The text was damaged when it was saved, and has been mended.",
    unrepaired: "The text is shown just as it came in the file.",
    before: "Before",
    after: "After",
    leave_as_was: "Leave it as it was",
    mend_again: "Mend it",
    hint_away: "Got it",
    binary: Trouble {
        title: "This is not text",
        advice: "The file holds binary data: a picture, an archive or a document. \
                 Save the plan as Markdown and open that.",
    },
    empty: Trouble {
        title: "The file is empty",
        advice: "There is not one line in it. Check that it is the right one, or open another.",
    },
    unreadable: Trouble {
        title: "The file could not be read",
        advice: "It may have been moved, or it is a folder. Choose the file again.",
    },
    no_sample: Trouble {
        title: "The sample did not load",
        advice: "The site seems out of reach. Your own plan opens without it.",
    },
    no_rooms: Trouble {
        title: "A part of the page did not load",
        advice: "The site seems out of reach. Reload the page once it is back: \
                 nothing that was kept is lost.",
    },
    nothing_dropped: Trouble {
        title: "Nothing to open",
        advice: "There is neither a file nor text here. Drop a Markdown file, or choose one.",
    },
    no_run_title: "This is not a run file",
    empty_run: Trouble {
        title: "The run has not one entry",
        advice: "It was saved before it began. Ask whoever leads the run for the file.",
    },
    no_plan: Trouble {
        title: "The plan of this run is missing",
        advice: "The file holds a journal alone, or its plan was changed. Drop the journal and the plan together.",
    },
    large_title: "The file is too large",
};
