//! The source of a plan, line by line, each with its number and the mark of what it was taken for.
//!
//! Every line is equally high and only those in sight are there, so that a file of a hundred
//! thousand lines scrolls as one of a hundred does.

use crate::plan::Kind;
use crate::view::icon::{Shape, kind_path};
use crate::view::opened::{Opened, Spot};
use crate::words::Lang;
use crate::words::understood::understood;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// How high a line is; the style says the same.
pub const LINE_PX: f64 = 22.0;

/// The lines of a text, to be taken one by one.
struct Lines {
    opened: Opened,
    /// Where each begins.
    starts: Vec<usize>,
    /// What stands on which line, by line.
    marks: Vec<(u32, Spot)>,
}

impl Lines {
    fn of(opened: Opened) -> Self {
        let text = opened.text();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut starts: Vec<usize> =
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        if starts.last() == Some(&text.len()) && starts.len() > 1 {
            starts.pop();
        }
        let marks = Spot::all(&opened.plan);
        Self { opened, starts, marks }
    }

    fn text(&self, line: usize) -> &str {
        let text = self.opened.text();
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        self.starts
            .get(line - 1)
            .map_or("", |start| text[*start..end].trim_end_matches(['\n', '\r']))
    }

    fn mark(&self, line: usize) -> Option<Spot> {
        let line = u32::try_from(line).ok()?;
        let at = self.marks.partition_point(|(at, _)| *at < line);
        self.marks.get(at).filter(|(at, _)| *at == line).map(|(_, spot)| *spot)
    }
}

/// The pane.
#[component]
pub fn SourcePane(
    /// What was opened.
    #[prop(into)]
    opened: Signal<Opened>,
    /// The element that scrolls.
    node: NodeRef<html::Div>,
    /// The lines that are there: the first, from 1, and one past the last.
    #[prop(into)]
    window: Signal<(usize, usize)>,
    /// The lines that are chosen: the first and the last.
    #[prop(into)]
    chosen: Signal<Option<(u32, u32)>>,
    /// The language of the interface.
    lang: Lang,
    /// Chooses a line.
    on_line: Callback<u32>,
) -> impl IntoView {
    let lines = Memo::new_with_compare(
        move |_| Arc::new(Lines::of(opened.get())),
        |one, other| match (one, other) {
            (Some(one), Some(other)) => !Arc::ptr_eq(one, other),
            _ => true,
        },
    );
    let height = move || format!("{}px", px(lines.with(|it| it.starts.len())));
    let offset = move || format!("translateY({}px)", px(window.get().0.saturating_sub(1)));
    let rows = move || {
        let lines = lines.get();
        let (first, end) = window.get();
        let last = end.min(lines.starts.len() + 1);
        (first..last)
            .map(|n| {
                let text = lines.text(n).to_owned();
                let mark = lines.mark(n).map(|spot| view! { <Mark opened=&lines.opened spot/> });
                view! { <LineRow n text chosen on_line>{mark}</LineRow> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="src" node_ref=node role="region" tabindex="0" aria-label=understood(lang).source>
            <div class="all" style:height=height>
                <div class="near" style:transform=offset>{rows}</div>
            </div>
        </div>
    }
}

#[component]
fn LineRow(
    n: usize,
    text: String,
    chosen: Signal<Option<(u32, u32)>>,
    on_line: Callback<u32>,
    children: Children,
) -> impl IntoView {
    let line = u32::try_from(n).unwrap_or(u32::MAX);
    let at = move || chosen.get().is_some_and(|(first, last)| first <= line && line <= last);
    view! {
        <div class="l" class:at=at data-line=n on:click=move |_| on_line.run(line)>
            <span class="n">{n}</span><span class="m">{children()}</span><span dir="auto">{text}</span>
        </div>
    }
}

/// What a line was taken for, by shape.
#[component]
fn Mark<'a>(opened: &'a Opened, spot: Spot) -> impl IntoView + use<> {
    match spot {
        Spot::Section(ix) => {
            let role = opened.plan.section(ix).role;
            view! { <i class=format!("mark r-{}", role.word())></i> }.into_any()
        }
        Spot::Item(ix) => {
            let (kind, done) = (opened.plan.item(ix).kind, opened.plan.item(ix).done);
            if kind == Kind::Note {
                return ().into_any();
            }
            view! { <i class=format!("mark k-{}", kind.word())><Shape path=kind_path(kind, done)/></i> }
                .into_any()
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no file has lines beyond what a double counts")]
fn px(lines: usize) -> f64 {
    lines as f64 * LINE_PX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::journal::Digest;
    use crate::view::testing::{html, words};

    #[track_caller]
    fn check(text: &str, window: (usize, usize), expected: &str) {
        let source = crate::text::open(text.as_bytes(), &|_, _| String::new()).expect("text");
        let opened = Opened::new("a.md".into(), Digest::default(), source);
        let html = html(|| {
            let chosen = Signal::stored(Some((3, 3)));
            let on_line = Callback::new(|_| ());
            view! {
                <SourcePane
                    opened=Signal::stored(opened) node=NodeRef::new()
                    window=Signal::stored(window) chosen lang=Lang::En on_line
                />
            }
        });
        assert_eq!(words(&html), expected, "{html}");
    }

    #[test]
    fn only_lines_in_sight_are_there_under_their_own_numbers() {
        let text = "# A\n\n## Stage 1\n- [ ] Look\n";
        check(text, (1, 3), "1 # A 2");
        check(text, (3, 9), "3 ## Stage 1 4 - [ ] Look");
        check("one\r\ntwo", (1, 9), "1 one 2 two");
    }
}
