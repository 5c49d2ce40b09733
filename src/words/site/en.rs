//! English: pages made of plans.

use super::Site;

pub(super) const SITE: Site = Site {
    plans: "Plans",
    all_plans: "All plans",
    open_app: "Open another plan",
    source: "The plan as it was written",
    links: "Addresses in this plan",
    not_alive: "The app did not start. This page can still be read, printed and ticked; ticks are not kept.",
    no_plan: "There is nothing to do in this text, neither a step nor a criterion: it is not a plan.",
    unfit_name: "This name is no address on every server: it begins with a dot, is not text, or holds \
                 a backslash or a control character. Rename the file.",
    taken_name: "The site needs this name for itself: index.html, offline.js, site.css, the folder app. \
                 Rename the file.",
    not_ours: "This folder holds something that `holdpoint build` did not put there. Name an empty folder, \
               or one that it built before.",
    not_our_file: "This file was not built by Holdpoint, or was changed since, and the site needs its \
                   place. Move it away.",
    no_app: "This holdpoint was built without the app: its pages can be read, printed and ticked, and do \
             not come alive. `make site` before `cargo build` puts the app in.",
    no_app_to_pack: "This holdpoint was built without the app, which a single file has to hold. `make site` \
                     before `cargo build` puts the app in.",
    other_run: "This run is of another plan. Name the plan that was run.",
    watching: "Watching the plans. Ctrl-C ends it.",
};
