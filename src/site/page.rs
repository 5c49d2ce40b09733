//! The page of one plan: the sheet that the app would show, its addresses leading where they led.

use super::address::{Lead, encoded, lead};
use super::index::Card;
use super::{INDEX_FILE, Site, escape, page_name, told};
use crate::plan;
use crate::run::journal::Digest;
use crate::text::Source;
use crate::view::icon::{BRAND, Shape};
use crate::view::opened::Opened;
use crate::view::plain::Each;
use crate::view::printed::{Led, Printed};
use crate::view::sheet::Sheet;
use crate::words::Lang;
use crate::words::site::site;
use leptos::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// A page, and what the site has to know of it.
pub struct Page {
    /// Where it stands, from the top of the site.
    pub path: String,
    /// The page itself.
    pub html: String,
    /// What the index says of it.
    pub card: Card,
    /// Files beside the plan that it leads to, by their paths from the top.
    pub files: Vec<String>,
}

/// What a page tells, before it is told.
pub(super) struct Inside {
    pub(super) opened: Opened,
    links: Arc<[Led]>,
    files: Vec<String>,
}

impl Site<'_> {
    /// The page of a plan; none where its text holds nothing to do.
    pub fn page(&self, path: &str, source: Source) -> Option<Page> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let depth = path.matches('/').count();
        let inside = self.inside(path, source)?;
        let title = inside.opened.title();
        let lang = self.lang.tag();
        let up = "../".repeat(depth);
        let mut page = format!("<!doctype html>\n<html lang=\"{lang}\">\n<head>");
        page.push_str(&self.head(&format!("{title} · Holdpoint"), depth));
        let source = escape(&encoded(name));
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "<link rel=\"alternate\" type=\"text/markdown\" href=\"{source}\">\n</head>\n<body>\n\
             <div id=\"boot\" class=\"page\" data-plan=\"{source}\" data-name=\"{}\">\n",
            escape(name)
        );
        bar(&mut page, self.lang, &format!("{up}{INDEX_FILE}"));
        inside.tell(&mut page, self.lang);
        page.push_str("\n</div>\n</body>\n</html>\n");
        let path = page_name(path);
        let card = Card::of(&inside.opened, path.clone());
        Some(Page { path, html: page, card, files: inside.files })
    }

    /// The plan of a page, read, and where it leads.
    pub(super) fn inside(&self, path: &str, source: Source) -> Option<Inside> {
        let name = path.rsplit('/').next().unwrap_or(path);
        // Nothing on a page says the digest of its plan.
        let opened = Opened::new(name.to_owned(), Digest::default(), source);
        if opened.faults.iter().any(|it| it.kind == plan::FaultKind::NothingToDo) {
            return None;
        }
        let mut files = Vec::new();
        let links = opened
            .plan
            .links
            .iter()
            .filter_map(|link| {
                let to = match lead(path, &link.to, &self.plans) {
                    Lead::Page(to) | Lead::Web(to) => to,
                    Lead::File { to, path } => {
                        files.push(path);
                        to
                    }
                    Lead::Nowhere => return None,
                };
                Some(Led { line: link.line, words: link.words.to_string(), to })
            })
            .collect();
        Some(Inside { opened, links, files })
    }
}

impl Inside {
    /// The sheet and the addresses of a plan, behind what the page has already.
    pub(super) fn tell(&self, page: &mut String, lang: Lang) {
        let Self { opened, links, .. } = self;
        // A row takes far more letters on a page than in a plan.
        told(page, opened.text().len() * 12, || {
            provide_context(Printed { links: Arc::clone(links) });
            let list = view! { <Addresses links name=opened.name.clone() lang/> };
            (view! { <Sheet opened lang/> }, list)
        });
    }
}

/// The bar over a page that is not alive: the product's name, which leads to the index.
pub(super) fn bar(page: &mut String, lang: Lang, index: &str) {
    let words = site(lang);
    let index = index.to_owned();
    told(page, 1024, move || {
        view! {
            <header class="bar">
                <a class="brand" href=index title=words.all_plans><Shape path=BRAND/><b>"Holdpoint"</b></a>
            </header>
            <p class="late framed" role="alert">{words.not_alive}</p>
        }
    });
}

/// Every address of the plan, and the plan as it was written.
#[component]
fn Addresses<'a>(links: &'a [Led], name: String, lang: Lang) -> impl IntoView + use<> {
    let words = site(lang);
    let row = |led: &Led| {
        let shown = if led.words.trim().is_empty() { led.to.clone() } else { led.words.clone() };
        let (to, line) = (led.to.clone(), crate::words::page::line(lang, led.line));
        view! { <li><a href=to rel="noreferrer noopener" dir="auto">{shown}</a>" "<span class="soft small">{line}</span></li> }
    };
    let rows: Vec<_> = links.iter().map(row).collect();
    let list = (!rows.is_empty()).then(|| {
        view! { <h2 class="label">{words.links}</h2><ul>{Each(rows)}</ul> }
    });
    view! {
        <nav class="more-links" aria-label=words.links>
            {Each(list)}
            <p class="source"><a href=encoded(&name) download=name>{words.source}</a></p>
        </nav>
    }
}
