//! A report on paper: what becomes Markdown, as people see it rendered. It is built from the same
//! document and not from its Markdown, so no text can become a node of the page.

use crate::report::doc::{Block, Doc, Entry, Line, Span, is_address};
use leptos::prelude::*;

/// The whole report.
#[component]
pub fn Paper<'a>(
    /// What it says.
    doc: &'a Doc,
    /// The language it is told in.
    lang: &'static str,
) -> impl IntoView + use<> {
    let blocks: Vec<_> = doc.blocks.iter().map(block).collect();
    view! { <article class="paper" lang=lang>{blocks}</article> }
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(level, words) => heading(*level, words.clone()),
        Block::Para(words) => view! { <p>{line(words)}</p> }.into_any(),
        Block::Quote(words) => view! { <blockquote>{line(words)}</blockquote> }.into_any(),
        Block::List(entries) => {
            let entries: Vec<_> = entries.iter().map(entry).collect();
            view! { <ul>{entries}</ul> }.into_any()
        }
        Block::Table(head, rows) => table(head, rows),
        Block::Chart(chart) => {
            view! { <pre tabindex="0"><code>{chart.clone()}</code></pre> }.into_any()
        }
    }
}

/// A report stands inside a page that has a title of its own: its headings are one lower.
fn heading(level: u8, words: String) -> AnyView {
    match level {
        1 => view! { <h2>{words}</h2> }.into_any(),
        2 => view! { <h3>{words}</h3> }.into_any(),
        _ => view! { <h4>{words}</h4> }.into_any(),
    }
}

fn entry(entry: &Entry) -> impl IntoView + use<> {
    let ticked = entry.ticked.map(|ticked| {
        view! { <input type="checkbox" disabled checked=ticked aria-hidden="true"/> }
    });
    let below: Vec<_> = entry.below.iter().map(|below| view! { <p>{line(below)}</p> }).collect();
    view! { <li>{ticked}<span>{line(&entry.line)}</span>{below}</li> }
}

fn table(head: &[String], rows: &[Vec<Line>]) -> AnyView {
    let head: Vec<_> = head.iter().map(|it| view! { <th scope="col">{it.clone()}</th> }).collect();
    let cells = |row: &Vec<Line>| -> Vec<_> {
        row.iter().map(|cell| view! { <td>{line(cell)}</td> }).collect()
    };
    let rows: Vec<_> = rows.iter().map(|row| view! { <tr>{cells(row)}</tr> }).collect();
    view! {
        <div class="wide" tabindex="0">
            <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn line(line: &Line) -> Vec<AnyView> {
    line.0.iter().map(span).collect()
}

fn span(span: &Span) -> AnyView {
    match span {
        Span::Text(words) => view! { <bdi>{words.clone()}</bdi> }.into_any(),
        Span::Strong(words) => view! { <b><bdi>{words.clone()}</bdi></b> }.into_any(),
        Span::Code(words) => view! { <code>{words.clone()}</code> }.into_any(),
        Span::Link(address) if !is_address(address) => {
            view! { <bdi>{address.clone()}</bdi> }.into_any()
        }
        Span::Link(address) => {
            let shown = address.clone();
            view! { <a href=address.clone() rel="noreferrer noopener" target="_blank">{shown}</a> }
                .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn hostile_words_stay_words() {
        let hostile = "<img src=x onerror=alert(1)> | `a`";
        let doc = Doc { blocks: vec![Block::Para(Line(vec![Span::Text(hostile.into())]))] };
        let html = html(|| view! { <Paper doc=&doc lang="en"/> });
        assert!(html.contains("&lt;img src=x"), "{html}");
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn a_table_has_its_head_and_rows() {
        let cell = |text: &str| Line(vec![Span::Text(text.into())]);
        let table = Block::Table(vec!["Stage".into()], vec![vec![cell("One")], vec![cell("Two")]]);
        let doc = Doc { blocks: vec![Block::Heading(1, "Report".into()), table] };
        let html = html(|| view! { <Paper doc=&doc lang="en"/> });
        assert_eq!(words(&html), "Report Stage One Two");
    }
}
