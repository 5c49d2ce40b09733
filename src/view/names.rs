//! The runs on the shelf by their names, while nothing else of them is known yet. A name leads into
//! its run already.

use crate::run::kept::names::Name;
use crate::view::place::{Place, Room};
use crate::words::Lang;
use crate::words::shelf::shelf;
use leptos::prelude::*;

/// Every run by its name, in the order and the groups of the shelf.
#[component]
pub fn Names(
    /// The runs, as they were seen last.
    mut names: Vec<Name>,
    /// The language of the interface.
    lang: Lang,
) -> impl IntoView {
    let words = shelf(lang);
    names.sort_by_key(|it| std::cmp::Reverse(it.last_ms));
    let (over, at_work): (Vec<Name>, Vec<Name>) = names.into_iter().partition(|it| it.is_over);
    let row = |Name { run, title, .. }| {
        view! {
            <li class="card run unread">
                <a href=Place::Run(run, Room::Now).to_string()><b dir="auto">{title}</b></a>
                <span class="side-by"></span>
                <span class="small soft">{words.being_read}</span>
            </li>
        }
    };
    let group = |name: &'static str, of_it: Vec<Name>| {
        (!of_it.is_empty()).then(|| {
            let rows: Vec<_> = of_it.into_iter().map(row).collect();
            view! { <h2 class="label">{name}</h2><ul class="runs">{rows}</ul> }
        })
    };
    view! {
        <section class="shelf" aria-busy="true">
            {group(words.at_work, at_work)}
            {group(words.over, over)}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, NamesProps};
    use crate::run::journal::RunId;
    use crate::run::kept::names::Name;
    use crate::view::testing::{html, words};
    use crate::words::Lang;

    fn name(run: u64, title: &str, is_over: bool) -> Name {
        let last_ms = run.try_into().unwrap_or(0);
        Name { run: RunId(run), last_ms, is_over, title: title.to_owned() }
    }

    #[test]
    fn names_lead_into_their_runs_and_claim_nothing_else() {
        let names =
            vec![name(1, "Выпуск 5", false), name(2, "Выпуск 6", false), name(3, "Ночь", true)];
        let html = html(|| Names(NamesProps { names, lang: Lang::Ru }));
        assert_eq!(
            words(&html),
            "Прогоны в работе Выпуск 6 читаем журнал… Выпуск 5 читаем журнал… Завершённые Ночь читаем журнал…"
        );
        assert!(html.contains("#/run/0000000000000003"), "{html}");
    }

    #[test]
    fn a_group_of_none_has_no_heading() {
        let html = html(|| Names(NamesProps { names: vec![], lang: Lang::En }));
        assert_eq!(words(&html), "");
    }
}
