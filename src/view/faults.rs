//! What is wrong with a plan: each finding with its level, its line, its sentence and what to do.

use crate::plan::{Fault, Level, Place, Plan};
use crate::view::icon::LevelMark;
use crate::view::opened::anchor_of;
use crate::view::plain::Each;
use crate::words::{self, Lang, page, plural};
use leptos::prelude::*;

/// Every finding, in the order given.
#[component]
pub fn Faults<'a>(
    /// What was understood, for links to the places.
    plan: &'a Plan,
    /// What is wrong.
    faults: &'a [Fault],
    /// The language of the interface.
    lang: Lang,
    /// Goes to a place, where a link would lead away.
    #[prop(optional_no_strip)]
    on_go: Option<Callback<Place>>,
) -> impl IntoView + use<> {
    let words = page::page(lang);
    let rows = faults
        .iter()
        .map(|fault| {
            view! { <FaultRow fault anchor=anchor_of(plan, fault.place) lang on_go/> }
        })
        .collect_view();
    let none = rows.is_empty();
    view! {
        <section class="faults" id="faults" aria-labelledby="faults-title">
            <h2 class="label" id="faults-title">{words.faults}</h2>
            {Each(none.then(|| view! { <p class="soft">{words.no_faults}</p> }))}
            {Each((!none).then(|| view! {
                <p class="sr">{plural::counted(lang, rows.len(), plural::Thing::Fault)}</p>
                <ul>{Each(rows)}</ul>
            }))}
        </section>
    }
}

/// One finding. Its line leads to the place, where the plan has one.
#[component]
pub fn FaultRow<'a>(
    /// What is wrong, and where.
    fault: &'a Fault,
    /// The name of what holds the place.
    anchor: Option<String>,
    /// The language of the interface.
    lang: Lang,
    /// Goes to a place, where a link would lead away.
    #[prop(optional_no_strip)]
    on_go: Option<Callback<Place>>,
) -> impl IntoView + use<> {
    let level = fault.kind.level();
    let line = page::line(lang, fault.place.line);
    let at = fault.place;
    let place = match (anchor, on_go) {
        (Some(_), Some(go)) => view! {
            <button type="button" class="num plain-button" on:click=move |_| go.run(at)>{line}</button>
        }
        .into_any(),
        (Some(anchor), None) => {
            view! { <a class="num" href=format!("#{anchor}")>{line}</a> }.into_any()
        }
        (None, _) => view! { <span class="num">{line}</span> }.into_any(),
    };
    let advice = words::advice(lang, fault);
    view! {
        <li class=format!("fault {}", level_class(level))>
            <LevelMark level/>
            <div>
                <p class="about">
                    <b>{page::level(lang, level)}</b>" "{place}" "
                    <span class="num code">{fault.kind.code()}</span>
                </p>
                <p dir="auto">{words::fault(lang, fault)}</p>
                {Each((!advice.is_empty()).then(|| view! { <p class="soft" dir="auto">{advice}</p> }))}
            </div>
        </li>
    }
}

fn level_class(level: Level) -> &'static str {
    match level {
        Level::Error => "grave",
        Level::Warning => "doubt",
        Level::Note => "aside",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{FaultKind, Kind, Role};
    use crate::view::testing::{html, item, plan, words};

    #[test]
    fn a_finding_tells_level_line_sentence_and_advice() {
        let plan = plan("P", vec![(Role::Stage, "One", 3, vec![item(Kind::Step, "a", 5)])]);
        let fault = Fault::new(FaultKind::NoOwner { step: "a".into() }, Place::at(5, 1));
        let expected = [words::fault(Lang::Ru, &fault), words::advice(Lang::Ru, &fault)].join(" ");
        let faults = [fault];
        let html = html(|| view! { <Faults plan=&plan faults=&faults lang=Lang::Ru/> });
        let said = words(&html).replace('\u{a0}', " ");
        assert!(said.starts_with("Замечания к плану 1 замечание заметка строка 5 HP403"), "{said}");
        assert!(said.contains(expected.trim()), "{said}");
        assert!(html.contains(r##"href="#i0""##), "{html}");
    }

    #[test]
    fn no_findings_are_said_in_words() {
        let plan = Plan::default();
        let html = html(|| view! { <Faults plan=&plan faults=&[] lang=Lang::En/> });
        assert_eq!(words(&html), "Findings No gaps or contradictions in sight.");
    }
}
