//! Marks that carry meaning by shape, and the few signs of the page itself. Every mark of a kind
//! has its word beside it for those who do not see it.

use crate::plan::{Kind, Level};
use crate::words::{Lang, page};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use std::sync::LazyLock;

/// The shape of an item's kind, and its word for screen readers: ☐ ◆ ▲ ↩. It is markup, of our own
/// words alone.
pub(super) fn mark(kind: Kind, done: bool, lang: Lang) -> &'static str {
    &MARKS[(place(kind) * 2 + usize::from(done)) * 2 + lang as usize]
}

/// Every mark there is, as markup of our own words: each row of a page has one.
static MARKS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let kinds = KINDS.iter().flat_map(|kind| [(*kind, false), (*kind, true)]);
    kinds.flat_map(|(kind, done)| Lang::ALL.map(|lang| drawn(kind, done, lang))).collect()
});

const KINDS: [Kind; 6] =
    [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];

/// Where a kind stands among all.
fn place(kind: Kind) -> usize {
    match kind {
        Kind::Step => 0,
        Kind::Go => 1,
        Kind::Abort => 2,
        Kind::Rollback => 3,
        Kind::Artefact => 4,
        Kind::Note => 5,
    }
}

fn drawn(kind: Kind, done: bool, lang: Lang) -> String {
    let name = page::kind(lang, kind);
    let (class, ticked) = if done { (" done", page::ticked(lang, kind)) } else { ("", "") };
    let comma = if done { ", " } else { "" };
    let (word, path) = (kind.word(), kind_path(kind, done));
    [
        r#"<span title=""#,
        name,
        r#"" class="mark k-"#,
        word,
        class,
        r#"">"#,
        OPEN,
        path,
        CLOSE,
        r#"<span class="sr">"#,
        name,
        comma,
        ticked,
        ": </span></span>",
    ]
    .concat()
}

/// The shape of a finding's level. Its word stands beside it in the open.
#[component]
pub fn LevelMark(
    /// How grave it is.
    level: Level,
) -> impl IntoView {
    let path = match level {
        Level::Error => "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM8 4.5v4.2M8 11v.6",
        Level::Warning => "M8 1.8 15 14H1zM8 6.2v4M8 12v.4",
        Level::Note => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7.2v4.3M8 4.6v.5",
    };
    view! { <span class=format!("mark {}", level.word())><Shape path/></span> }
}

/// One path in a square of sixteen, drawn in the colour of the text around it. It is markup that never
/// changes, of our own paths and nothing else: a page has one in each row, and clones it.
#[component]
pub fn Shape(
    /// The path's data.
    path: &'static str,
) -> impl IntoView {
    InertElement::new([OPEN, path, CLOSE].concat())
}

/// What stands around a path.
const OPEN: &str = r#"<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=""#;
const CLOSE: &str = r#""></path></svg>"#;

/// The sign of the product: a gate across a way.
pub const BRAND: &str = "M2 8h3.2M10.8 8H14M8 3.2 12.8 8 8 12.8 3.2 8z";
/// Half dark, half light: as the system has it.
pub const SYSTEM: &str =
    "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M9.6 2.6v10.8M11.2 3.4v9.2M12.8 5v6";
/// A bell.
pub const BELL: &str = "M4 11V7a4 4 0 0 1 8 0v4l1.3 1.5H2.7zM6.8 14.2h2.4M8 1.6V3";
/// A question.
pub const ASK: &str = "M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M8 12.4v.4\
    M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z";
/// A sun.
pub const SUN: &str = "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.6M8 13.4V15M1 8h1.6\
    M13.4 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13";
/// A moon.
pub const MOON: &str = "M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z";

/// The shape of a kind, as a path.
pub(super) fn kind_path(kind: Kind, done: bool) -> &'static str {
    match kind {
        Kind::Step if done => {
            "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z\
             M4.6 8.2l2.5 2.5 4.4-5.2"
        }
        Kind::Step => "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z",
        Kind::Go if done => "M8 1.2 14.8 8 8 14.8 1.2 8zM5.4 8.1l1.9 1.9 3.3-3.8",
        Kind::Go => "M8 1.2 14.8 8 8 14.8 1.2 8z",
        Kind::Abort if done => "M8 2 14.6 13.6H1.4zM8 6.6v3M8 11.4v.2",
        Kind::Abort => "M8 2 14.6 13.6H1.4z",
        Kind::Rollback if done => {
            "M6 2.5 2.5 6 6 9.5M2.5 6H10a3.8 3.8 0 0 1 0 7.5H6.5M9.5 8.9l1.3 1.3"
        }
        Kind::Rollback => "M6 2.5 2.5 6 6 9.5M2.5 6H10a3.8 3.8 0 0 1 0 7.5H6.5",
        Kind::Artefact => "M9 1.5H4a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-8zM9 1.5v4h4",
        Kind::Note => "M5.5 8h5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[track_caller]
    fn check(kind: Kind, done: bool, lang: Lang, expected: &str) {
        let html = html(|| InertElement::new(mark(kind, done, lang)));
        assert_eq!(words(&html), expected);
        assert!(html.contains(&format!("mark k-{}", kind.word())), "{html}");
    }

    #[test]
    fn each_kind_has_a_word_and_not_only_a_shape() {
        check(Kind::Step, false, Lang::Ru, "шаг:");
        check(Kind::Step, true, Lang::Ru, "шаг, сделано:");
        check(Kind::Go, true, Lang::En, "go criterion, met:");
        check(Kind::Abort, false, Lang::Ru, "критерий отката:");
        check(Kind::Rollback, false, Lang::En, "rollback step:");
    }
}
