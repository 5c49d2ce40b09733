//! The plan as a tree of sections: the rail that shows where everything is, and the sections
//! themselves with their items in groups of one kind.

use crate::plan::{Item, Kind, Plan, Role, Section, SectionIx};
use crate::view::item::{Copying, ItemRow, LineNumber, TimeChips};
use crate::view::opened::{item_anchor, section_anchor};
use crate::words::{Lang, page, plural, time};
use leptos::either::Either;
use leptos::prelude::*;

/// The rail: every section by name, with the part it plays and how much it holds.
#[component]
pub fn Rail<'a>(
    /// What was understood.
    plan: &'a Plan,
    /// The language of the interface.
    lang: Lang,
) -> impl IntoView + use<> {
    let row = |(ix, section): (SectionIx, &Section)| {
        let link = format!("#{}", section_anchor(ix.index()));
        let about = about(lang, section);
        let title = section.title.to_string();
        view! {
            <li class=section.role.word() data-level=depth(plan, section).to_string()>
                <a href=link><span dir="auto">{title}</span><small>{about}</small></a>
            </li>
        }
    };
    let rows = plan.each_section().map(row).collect_view();
    view! {
        <nav class="rail" aria-labelledby="rail-title">
            <h2 class="label" id="rail-title">{page::page(lang).sections}</h2>
            <ol>{rows}</ol>
        </nav>
    }
}

/// Every section with its items, in the order of the source.
#[component]
pub fn Outline<'a>(
    /// What was understood.
    plan: &'a Plan,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
) -> impl IntoView + use<> {
    if plan.sections.is_empty() {
        return Either::Left(view! { <p class="nothing">{page::page(lang).no_sections}</p> });
    }
    let block = |(ix, section): (SectionIx, &Section)| {
        let items = plan.items_of(ix).to_vec();
        let first = section.items.start;
        let level = depth(plan, section) + 2;
        let section = Section { items: 0..0, ..section.clone() };
        view! { <SectionBlock ix section items first level lang copying/> }
    };
    Either::Right(plan.each_section().map(block).collect_view())
}

/// One section: its heading, and its items where it has any. What only informs starts folded.
#[component]
pub fn SectionBlock(
    /// Its handle, for links.
    ix: SectionIx,
    /// The heading and what it says.
    section: Section,
    /// Its own items.
    items: Vec<Item>,
    /// Where they start among the items of the plan.
    first: usize,
    /// The level of its heading on this page.
    level: usize,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
) -> impl IntoView {
    let anchor = section_anchor(ix.index());
    let class = format!("section {}", section.role.word());
    let part = format!("role {}", section.role.word());
    let times = section.schedule.map(|it| time::schedule(lang, &it)).unwrap_or_default();
    let heading = view! {
        <div class="name">
            {heading(level, section.title.into_string())}
            <span class=part>{page::role(lang, section.role)}</span>
            <TimeChips said=times lang/>
        </div>
        <LineNumber line=section.line lang/>
    };
    if items.is_empty() {
        return Either::Left(view! {
            <section class=class id=anchor><div class="head">{heading}</div></section>
        });
    }
    let mut at = first;
    let group = |(kind, items): (Kind, Vec<Item>)| {
        let start = at;
        at += items.len();
        view! { <Group kind items start lang copying/> }
    };
    let groups = groups(items).into_iter().map(group).collect_view();
    Either::Right(view! {
        <details class=class id=anchor open=section.role != Role::Reference>
            <summary class="head">{heading}</summary>
            {groups}
        </details>
    })
}

/// Items of one kind that stand together, under the name of the kind.
#[component]
fn Group(
    kind: Kind,
    items: Vec<Item>,
    start: usize,
    lang: Lang,
    #[prop(optional_no_strip)] copying: Option<Copying>,
) -> impl IntoView {
    let name = page::kinds(lang, kind);
    let told = matches!(kind, Kind::Go | Kind::Abort | Kind::Rollback | Kind::Artefact);
    let row = |(n, item)| {
        view! { <ItemRow item anchor=item_anchor(start + n) lang copying/> }
    };
    let rows = items.into_iter().enumerate().map(row).collect_view();
    view! {
        <div class=format!("group {}", kind.word())>
            {told.then(|| view! { <p class="label" aria-hidden="true">{name}</p> })}
            <ul aria-label=name>{rows}</ul>
        </div>
    }
}

/// Splits items where the kind of the outermost changes. What is nested stays with what holds it,
/// and a note in the midst of a list stays in the list.
fn groups(items: Vec<Item>) -> Vec<(Kind, Vec<Item>)> {
    let mut groups: Vec<(Kind, Vec<Item>)> = Vec::new();
    for item in items {
        match groups.last_mut() {
            Some((kind, group))
                if item.kind == *kind || item.depth > 0 || item.kind == Kind::Note =>
            {
                group.push(item);
            }
            _ => groups.push((item.kind, vec![item])),
        }
    }
    groups
}

/// A heading of this level; a page has six.
fn heading(level: usize, title: String) -> AnyView {
    match level {
        0..=2 => view! { <h2 dir="auto">{title}</h2> }.into_any(),
        3 => view! { <h3 dir="auto">{title}</h3> }.into_any(),
        4 => view! { <h4 dir="auto">{title}</h4> }.into_any(),
        5 => view! { <h5 dir="auto">{title}</h5> }.into_any(),
        _ => view! { <h6 dir="auto">{title}</h6> }.into_any(),
    }
}

/// How many sections hold this one.
fn depth(plan: &Plan, section: &Section) -> usize {
    std::iter::successors(section.parent, |ix| plan.section(*ix).parent).take(6).count()
}

/// «этап · 02:15–02:45 · 5 пунктов».
fn about(lang: Lang, section: &Section) -> String {
    let mut parts = vec![page::role(lang, section.role).to_owned()];
    if let Some(schedule) = &section.schedule {
        parts.extend(time::schedule(lang, schedule));
    }
    if !section.items.is_empty() {
        parts.push(plural::counted(lang, section.items.len(), plural::Thing::Item));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, item, plan, words};

    fn example() -> Plan {
        let nested = Item { depth: 1, ..item(Kind::Note, "as root", 6) };
        let steps = vec![item(Kind::Step, "Backup", 5), nested, item(Kind::Step, "Migrate", 7)];
        let gate = item(Kind::Go, "Dump restores", 9);
        let stage = [steps, vec![gate]].concat();
        let abort = vec![item(Kind::Abort, "Errors > 5%", 12)];
        plan(
            "Release 2",
            vec![
                (Role::Stage, "Stage 1", 3, stage),
                (Role::Rollback, "Rollback", 11, abort),
                (Role::Reference, "Contacts", 14, vec![item(Kind::Note, "Kim", 15)]),
            ],
        )
    }

    #[test]
    fn the_rail_names_every_section_and_its_part() {
        let plan = example();
        let html = html(|| view! { <Rail plan=&plan lang=Lang::Ru/> });
        let expected = "Разделы Stage 1 этап · 4 пункта Rollback откат · 1 пункт \
                        Contacts справка · 1 пункт";
        assert_eq!(words(&html).replace('\u{a0}', " "), expected);
        assert!(html.contains(r##"href="#s1""##), "{html}");
    }

    #[test]
    fn the_outline_holds_every_item_in_order() {
        let plan = example();
        let html = html(|| view! { <Outline plan=&plan lang=Lang::En/> });
        let said = words(&html);
        let order = ["Stage 1", "Backup", "as root", "Migrate", "Go criteria", "Dump restores"];
        let order = order.into_iter().chain(["Rollback criteria", "Errors", "Contacts", "Kim"]);
        let mut rest = said.as_str();
        for words in order {
            let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("{words} in {said}"));
            rest = after;
        }
        for anchor in ["s0", "s1", "s2", "i0", "i3", "i4", "i5"] {
            assert!(html.contains(&format!(r#"id="{anchor}""#)), "{anchor} in {html}");
        }
    }

    #[test]
    fn what_only_informs_starts_folded() {
        let plan = example();
        let html = html(|| view! { <Outline plan=&plan lang=Lang::En/> });
        assert_eq!(html.matches("<details").count(), 3, "{html}");
        assert_eq!(html.matches(" open").count(), 2, "{html}");
    }

    #[test]
    fn an_empty_plan_says_so() {
        let plan = Plan::default();
        let html = html(|| view! { <Outline plan=&plan lang=Lang::En/> });
        assert!(words(&html).starts_with("There is not one section"), "{html}");
    }
}
