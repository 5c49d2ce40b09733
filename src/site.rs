//! Plans as pages: the text of plans and the files of the built app go in, the files of a site come
//! out. Nothing in here reads or writes a file, and the same plans give the same bytes.
//!
//! A page is the app's own sheet of a plan, printed: it can be read, printed and ticked where no
//! script runs. Where scripts run, the app takes its place and opens the plan that lies beside it.

mod address;
mod app;
mod index;
mod pack;
mod page;
mod worker;

pub use app::App;
pub use index::Card;
pub use pack::{Packed, pack};
pub use page::Page;

use crate::run::journal::Digest;
use crate::words::Lang;
use std::collections::BTreeSet;

/// Where the app's own files stand in a site.
pub const APP_FOLDER: &str = "app";

/// The style of pages that come without the app.
pub const STYLE_FILE: &str = "site.css";

/// The worker, at the top, because it answers only for what lies below it.
pub const WORKER_FILE: &str = "offline.js";

/// The manifest that makes the site installable.
pub const MANIFEST_FILE: &str = "site.webmanifest";

/// The page over all pages.
pub const INDEX_FILE: &str = "index.html";

/// Names at the top of a site that no plan may take.
pub const TAKEN: [&str; 5] = [APP_FOLDER, STYLE_FILE, WORKER_FILE, MANIFEST_FILE, INDEX_FILE];

/// A site in the making.
pub struct Site<'a> {
    /// The built app, if there is one.
    pub app: Option<App<'a>>,
    /// The language of the pages' own words.
    pub lang: Lang,
    /// What the site calls itself.
    pub title: String,
    /// The plans in it, by their paths from its top, with `/` between folders.
    pub plans: BTreeSet<String>,
    /// The app may ask other hosts how a release is doing.
    pub polls: bool,
}

impl Site<'_> {
    /// The files that are there whatever the plans are, without the worker.
    pub fn own_files(&self) -> Vec<(String, Vec<u8>)> {
        match &self.app {
            Some(app) => app.files_in_site(self),
            None => vec![(STYLE_FILE.to_owned(), app::STYLE.concat().into_bytes())],
        }
    }

    /// The worker that keeps these files, by path and digest.
    pub fn worker<'f>(&self, files: impl Iterator<Item = (&'f str, Digest)>) -> Option<String> {
        worker::listing(self.app.as_ref()?.text(WORKER_FILE)?, files)
    }

    /// The head of a page that stands so many folders deep.
    fn head(&self, title: &str, depth: usize) -> String {
        let up = "../".repeat(depth);
        match &self.app {
            Some(app) => app.head(title, &up, self.polls),
            None => app::bare_head(title, &up),
        }
    }
}

/// The name of the page of a plan.
pub fn page_name(plan: &str) -> String {
    let (folder, file) = plan.rsplit_once('/').map_or(("", plan), |(folder, file)| (folder, file));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if folder.is_empty() { format!("{stem}.html") } else { format!("{folder}/{stem}.html") }
}

/// Words inside markup.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Some views as HTML, behind what the page has already. What they needed while they were told is
/// gone afterwards.
///
/// `about` is how long they may come out; asking each of them would be a walk of its own.
fn told<V: leptos::IntoView>(page: &mut String, about: usize, view: impl FnOnce() -> V) {
    use leptos::prelude::Owner;
    use leptos::tachys::view::Position;
    let owner = Owner::new();
    page.reserve(about);
    owner.with(|| {
        let mut place = Position::FirstChild;
        view().to_html_with_buf(page, &mut place, true, false, Vec::new());
    });
    owner.cleanup();
}
