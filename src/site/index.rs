//! The page over all pages: each plan with its shape and what is wrong with it.

use super::address::encoded;
use super::page::bar;
use super::{APP_FOLDER, INDEX_FILE, Site, told};
use crate::plan::{Kind, Level, Role};
use crate::view::opened::Opened;
use crate::view::plain::Each;
use crate::words::plural::{Thing, counted};
use crate::words::site::site;
use crate::words::{Lang, page};
use leptos::prelude::*;

/// What the index says of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it calls itself.
    pub title: String,
    /// Its page, from the top of the site.
    pub path: String,
    /// Lines, stages, steps, criteria.
    shape: [(Thing, usize); 5],
    /// Findings, the gravest first.
    faults: [(Level, usize); 3],
}

impl Card {
    /// Of a plan whose page stands there.
    pub(super) fn of(opened: &Opened, path: String) -> Self {
        let plan = &*opened.plan;
        let shape = [
            (Thing::Stage, plan.count_role(Role::Stage)),
            (Thing::Task, plan.count(Kind::Step)),
            (Thing::GoCriterion, plan.count(Kind::Go)),
            (Thing::AbortCriterion, plan.count(Kind::Abort)),
            (Thing::RollbackStep, plan.count(Kind::Rollback)),
        ];
        let faults = [Level::Error, Level::Warning, Level::Note];
        let faults = faults.map(|level| {
            (level, opened.faults.iter().filter(|fault| fault.kind.level() == level).count())
        });
        Self { title: opened.title().to_owned(), path, shape, faults }
    }
}

impl Site<'_> {
    /// The index, plans by their paths.
    pub fn index(&self, cards: &[Card]) -> String {
        let lang = self.lang;
        let words = site(lang);
        let mut page = format!("<!doctype html>\n<html lang=\"{}\">\n<head>", lang.tag());
        page.push_str(&silent(&self.head(&self.title, 0)));
        page.push_str("</head>\n<body>\n");
        bar(&mut page, lang, INDEX_FILE);
        let title = self.title.clone();
        page.push_str("<main class=\"plans-index\">");
        told(&mut page, 256, move || view! { <h1 dir="auto">{title}</h1> });
        page.push_str("<ul class=\"list\">");
        for card in cards {
            row(&mut page, card, lang);
        }
        page.push_str("</ul>");
        if self.app.is_some() {
            let app = format!("{APP_FOLDER}/{INDEX_FILE}");
            told(&mut page, 256, move || view! { <p><a href=app>{words.open_app}</a></p> });
        }
        page.push_str("</main>\n</body>\n</html>\n");
        page
    }
}

/// One plan of the index.
fn row(page: &mut String, card: &Card, lang: Lang) {
    let shape = card.shape.iter().filter(|(_, n)| *n > 0);
    let shape: Vec<String> = shape.map(|(thing, n)| counted(lang, *n, *thing)).collect();
    let found = card.faults.iter().filter(|(_, n)| *n > 0).map(|(level, n)| {
        let class = match level {
            Level::Error => "grave",
            Level::Warning => "doubt",
            Level::Note => "aside",
        };
        let thing = match level {
            Level::Error => Thing::Error,
            Level::Warning => Thing::Warning,
            Level::Note => Thing::Note,
        };
        view! { <span class=class>{counted(lang, *n, thing)}</span>" " }
    });
    let none = card.faults.iter().all(|(_, n)| *n == 0);
    let none = none.then_some(page::page(lang).no_faults);
    told(page, 512, || {
        view! {
            <li>
                <a class="card" href=encoded(&card.path)>
                    <b dir="auto">{card.title.clone()}</b>
                    <span class="small soft">{shape.join(" · ")}</span>
                    <span class="small">{Each(found)}{Each(none)}</span>
                </a>
            </li>
        }
    });
}

/// The head of a page on which the app does not start: its worker still keeps the site.
fn silent(head: &str) -> String {
    let head = head.replace(" data-wasm=", " data-no-wasm=");
    let mut rest = head.as_str();
    let mut out = String::with_capacity(head.len());
    let ahead = ["<link rel=\"preload\"", "<link rel=\"modulepreload\""];
    while let Some(at) = ahead.iter().filter_map(|it| rest.find(it)).min() {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}
