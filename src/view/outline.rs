//! The plan as a tree of sections: the rail that shows where everything is, and the sections
//! themselves with their items in groups of one kind.

use crate::plan::{Correction, Item, ItemIx, Kind, Plan, Quote, Role, Rule, Section, SectionIx};
use crate::view::item::{Copying, ItemRow, chips, line_number, times};
use crate::view::on_paper;
use crate::view::opened::{Opened, Spot, item_anchor, section_anchor};
use crate::view::plain::{
    AtOnce, Each, Numbered, Own, Words, item_name, own, section_name, to_section,
};
use crate::view::printed::Printed;
use crate::view::slices::{Sight, Slice, cut, in_slices};
use crate::words::{Lang, page, plural, time};
use leptos::either::{Either, EitherOf5};
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// The rail: every section by name, with the part it plays and how much it holds.
#[component]
pub fn Rail<'a>(
    /// What was understood.
    plan: &'a Arc<Plan>,
    /// The language of the interface.
    lang: Lang,
) -> impl IntoView + use<> {
    let (screen, paper) = (Arc::clone(plan), Arc::clone(plan));
    let rows = move || {
        let row = |(ix, section)| rail_row(&screen, ix, section, lang);
        screen.each_section().map(row).collect_view()
    };
    let rows = AtOnce::new(rows, move |out| on_paper::rail(out, &paper, lang));
    view! {
        <nav class="rail" aria-labelledby="rail-title">
            <h2 class="label" id="rail-title">{page::page(lang).sections}</h2>
            <ol>{rows}</ol>
        </nav>
    }
}

fn rail_row(plan: &Plan, ix: SectionIx, section: &Section, lang: Lang) -> impl IntoView + use<> {
    let level = Numbered::new(" data-level=\"", level(plan, section), "\"");
    let about = about(lang, section, plan.items_of(ix));
    let title = Words::Of(title(plan, section, lang));
    view! {
        <li {..classes(section.role)[0]} {..level}>
            <a {..to_section(ix)}><span {..own!(dir = "auto")}>{title}</span><small>{about}</small></a>
        </li>
    }
}

/// Every section with its items, in the order of the source.
#[component]
pub fn Outline<'a>(
    /// What was understood.
    plan: &'a Arc<Plan>,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
    /// What a person put right.
    #[prop(optional)]
    corrections: &'a [Correction],
) -> impl IntoView + use<> {
    if plan.sections.is_empty() {
        return Either::Left(view! { <p class="nothing">{page::page(lang).no_sections}</p> });
    }
    let fixed = |section: &Section| corrections.iter().any(|it| it.id == section.id);
    let all: Vec<_> = plan.each_section().map(|(ix, it)| (ix, fixed(it))).collect();
    let plan = Arc::clone(plan);
    let block = move |(ix, fixed)| view! { <SectionBlock plan=&plan ix lang copying fixed/> };
    Either::Right(Each(all.into_iter().map(block)))
}

/// What somebody looks for in a plan, and wants to see whole.
#[derive(Clone, Copy)]
pub struct Sought(pub Signal<Option<Spot>>);

/// The outline of a plan of any length, drawn where somebody looks.
#[component]
pub fn LongOutline(
    /// The plan as it was opened.
    opened: Opened,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    copying: Copying,
) -> impl IntoView {
    let Opened { plan, corrections, .. } = opened;
    let parts = parts(&plan);
    if parts.len() < 2 {
        let (plan, corrections) = (&plan, &*corrections);
        return view! { <Outline plan lang copying=Some(copying) corrections/> }.into_any();
    }
    let whole = Arc::clone(&plan);
    let draw = move |ix| block(&whole, &corrections, ix, lang, Some(copying));
    let plain = move |ix: &SectionIx| Some(plainly(&plan, *ix, lang));
    let part = |slice: Slice<SectionIx>| {
        let (is_part, name) = (slice.is_part(), slice.name());
        let rows = slice.rows(draw.clone(), plain.clone());
        view! { <div class:slice=is_part id=name>{rows}</div> }.into_any()
    };
    let sought = use_context::<Sought>();
    let asks = move |rows: &[SectionIx]| match sought.and_then(|it| it.0.get()) {
        Some(Spot::Section(ix)) => rows.contains(&ix),
        Some(Spot::Item(_)) | None => false,
    };
    in_slices(|n| format!("part{n}"), parts, asks, part).into_any()
}

/// The sections in parts of about as many items.
fn parts(plan: &Plan) -> Vec<Vec<SectionIx>> {
    const ITEMS: usize = 40;
    const AT_ONCE: usize = 400;
    let all: Vec<SectionIx> = plan.each_section().map(|(ix, _)| ix).collect();
    if plan.items.len() + all.len() <= AT_ONCE || use_context::<Sight>().is_none() {
        return vec![all];
    }
    let mut parts: Vec<Vec<SectionIx>> = Vec::new();
    let mut held = ITEMS;
    for ix in all {
        if held >= ITEMS {
            parts.push(Vec::new());
            held = 0;
        }
        held += 1 + plan.items_of(ix).len();
        if let Some(last) = parts.last_mut() {
            last.push(ix);
        }
    }
    parts
}

fn block(
    plan: &Arc<Plan>,
    corrections: &[Correction],
    ix: SectionIx,
    lang: Lang,
    copying: Option<Copying>,
) -> impl IntoView + use<> {
    let id = plan.section(ix).id;
    let fixed = corrections.iter().any(|it| it.id == id);
    view! { <SectionBlock plan ix lang copying fixed/> }
}

/// A section's words and nothing else.
fn plainly(plan: &Plan, ix: SectionIx, lang: Lang) -> impl IntoView + use<> {
    const MOST: usize = 200;
    let section = plan.section(ix);
    let told = heading(level(plan, section) + 2, title(plan, section, lang));
    let items = plan.items_of(ix).iter().take(MOST).enumerate().map(|(n, item)| {
        let id = item_anchor(section.items.start + n);
        view! { <p id=id dir="auto">{item.text.to_string()}</p> }
    });
    view! { <section class="section" id=section_anchor(ix.index())>{told}{items.collect::<Vec<_>>()}</section> }
}

/// One section: its heading, and its items where it has any. What only informs starts folded.
#[component]
pub fn SectionBlock<'a>(
    /// The plan that it is a part of.
    plan: &'a Arc<Plan>,
    /// Its handle.
    ix: SectionIx,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
    /// A person put its part right.
    #[prop(optional)]
    fixed: bool,
) -> impl IntoView + use<> {
    let section = plan.section(ix);
    let [_, part, class] = classes(section.role);
    let heading = view! {
        <div {..own!(class = "name")}>
            {heading(level(plan, section) + 2, title(plan, section, lang))}
            <span {..part}>{page::role(lang, section.role)}</span>
            {Each(chips(times(section.schedule.as_deref(), lang), &[], fixed, lang))}
        </div>
        {line_number(section.line, lang)}
    };
    if section.items.is_empty() {
        return Either::Left(view! {
            <section {..class} {..section_name(ix)}><div {..own!(class = "head")}>{heading}</div></section>
        });
    }
    let group = |cluster| view! { <Group plan cluster lang copying/> };
    let clusters = clusters(&plan.items, section.items.clone());
    let groups: Vec<_> = clusters.into_iter().map(group).collect();
    Either::Right(view! {
        <details {..class} {..section_name(ix)} open=section.role != Role::Reference>
            <summary {..own!(class = "head")}>{heading}</summary>
            {Each(groups)}
        </details>
    })
}

/// The classes of a section in the rail, of the word for its part, and of the section.
pub(super) fn classes(role: Role) -> [Own; 3] {
    macro_rules! of {
        ($role:literal) => {
            [
                Own::new(concat!(" class=\"", $role, "\"")),
                Own::new(concat!(" class=\"role ", $role, "\"")),
                Own::new(concat!(" class=\"section ", $role, "\"")),
            ]
        };
    }
    match role {
        Role::Phase => of!("r-phase"),
        Role::Stage => of!("r-stage"),
        Role::Rollback => of!("r-rollback"),
        Role::Reference => of!("r-reference"),
    }
}

/// Items of one kind, under the plan's own name for them, else under the name of the kind.
#[component]
fn Group<'a>(
    plan: &'a Arc<Plan>,
    cluster: Cluster,
    lang: Lang,
    #[prop(optional_no_strip)] copying: Option<Copying>,
) -> impl IntoView + use<> {
    let Cluster { name, kind, items } = cluster;
    let kinds = page::kinds(lang, kind);
    let told = match name {
        Some(at) => Some(Either::Left(group_name(&plan.items[at], ItemIx::new(at), lang))),
        None if matches!(kind, Kind::Step | Kind::Note) => None,
        None => Some(Either::Right(view! { <p class="label" aria-hidden="true">{kinds}</p> })),
    };
    let first = items.start;
    let parts = cut(items.collect());
    let sought = use_context::<Sought>();
    let asks =
        move |rows: &[usize]| match sought.filter(|_| rows.len() > 1).and_then(|it| it.0.get()) {
            Some(Spot::Item(ix)) => rows.contains(&ix.index()),
            Some(Spot::Section(_)) | None => false,
        };
    let rows = in_slices(
        move |n| format!("rows{first}-{n}"),
        parts,
        asks,
        |slice| {
            view! { <Rows plan slice kinds lang copying/> }
        },
    );
    view! {
        <div {..group_class(kind)}>
            {Each(told)}
            {Each(rows)}
        </div>
    }
}

pub(super) fn group_class(kind: Kind) -> Own {
    match kind {
        Kind::Step => own!(class = "group k-step"),
        Kind::Go => own!(class = "group k-go"),
        Kind::Abort => own!(class = "group k-abort"),
        Kind::Rollback => own!(class = "group k-rollback"),
        Kind::Artefact => own!(class = "group k-artefact"),
        Kind::Note => own!(class = "group k-note"),
    }
}

/// The items of one slice, by their places in the plan.
#[component]
fn Rows<'a>(
    plan: &'a Arc<Plan>,
    slice: Slice<usize>,
    kinds: &'static str,
    lang: Lang,
    #[prop(optional_no_strip)] copying: Option<Copying>,
) -> impl IntoView + use<> {
    let printed = use_context::<Printed>();
    let (whole, plan) = (Arc::clone(plan), Arc::clone(plan));
    let draw = move |n: usize| {
        let (item, printed) = (&whole.items[n], printed.as_ref());
        view! { <ItemRow item ix=ItemIx::new(n) lang copying printed/> }
    };
    let plain = move |n: &usize| {
        let text = plan.items[*n].text.to_string();
        Some(view! { <li id=item_anchor(*n) dir="auto">{text}</li> })
    };
    let (is_part, name) = (slice.is_part(), slice.name());
    let rows = slice.rows(draw, plain);
    view! { <ul aria-label=kinds class=is_part.then_some("slice") id=name>{rows}</ul> }
}

/// The plan's own name for a group, on its own line of the source.
fn group_name(item: &Item, ix: ItemIx, lang: Lang) -> impl IntoView + use<> {
    view! {
        <p {..own!(class = "named")} {..item_name(ix)}>
            <b {..own!(dir = "auto")}>{Words::from(&item.text)}</b>
            {Each(chips(times(item.schedule.as_deref(), lang), &[], false, lang))}
            {line_number(item.line, lang)}
        </p>
    }
}

/// Items of one kind that stand together, by their places in the plan.
#[derive(Debug, PartialEq)]
pub(super) struct Cluster {
    /// The item that is the plan's own name for them.
    pub(super) name: Option<usize>,
    /// Of what kind they are.
    pub(super) kind: Kind,
    /// Which they are.
    pub(super) items: Range<usize>,
}

/// Splits items where the plan names a group, and where the kind of the outermost changes. What is
/// nested stays with what holds it, and a note in the midst of a list stays in the list.
pub(super) fn clusters(items: &[Item], section: Range<usize>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut name = None;
    let end = section.end;
    for at in section {
        let item = &items[at];
        let names = item.rule == Rule::Group && item.kind == Kind::Note && item.depth == 0;
        if names && items[at + 1..end].first().is_some_and(|next| next.kind != Kind::Note) {
            name = Some(at);
            continue;
        }
        match clusters.last_mut() {
            Some(last) if name.is_none() && last.takes(item) => last.items.end = at + 1,
            _ => {
                let (name, kind) = (name.take(), item.kind);
                clusters.push(Cluster { name, kind, items: at..at + 1 });
            }
        }
    }
    clusters
}

impl Cluster {
    fn takes(&self, item: &Item) -> bool {
        item.kind == self.kind || item.depth > 0 || item.kind == Kind::Note
    }
}

/// A heading of this level; a page has six.
fn heading(level: u32, title: Quote) -> impl IntoView {
    let (dir, title) = (own!(dir = "auto"), Words::Of(title));
    match level {
        0..=2 => EitherOf5::A(view! { <h2 {..dir}>{title}</h2> }),
        3 => EitherOf5::B(view! { <h3 {..dir}>{title}</h3> }),
        4 => EitherOf5::C(view! { <h4 {..dir}>{title}</h4> }),
        5 => EitherOf5::D(view! { <h5 {..dir}>{title}</h5> }),
        _ => EitherOf5::E(view! { <h6 {..dir}>{title}</h6> }),
    }
}

/// A section's title as written. The words before the first heading go by the plan's own title,
/// which stands over the page already: they are its introduction.
pub(super) fn title(plan: &Plan, section: &Section, lang: Lang) -> Quote {
    if section.role == Role::Reference && plan.title.as_deref() == Some(&*section.title) {
        return page::page(lang).introduction.into();
    }
    section.title.clone()
}

/// How many sections hold this one.
pub(super) fn level(plan: &Plan, section: &Section) -> u32 {
    let above = std::iter::successors(section.parent, |ix| plan.section(*ix).parent);
    above.take(6).fold(0, |depth, _| depth + 1)
}

/// «этап · 02:15–02:45 · 5 пунктов».
pub(super) fn about(lang: Lang, section: &Section, items: &[Item]) -> String {
    let mut about = page::role(lang, section.role).to_owned();
    let mut add = |words: &str| about.extend([" · ", words]);
    if let Some(schedule) = &section.schedule {
        for it in time::schedule(lang, schedule) {
            add(&it);
        }
    }
    let items = items.iter().filter(|item| item.rule != Rule::Group).count();
    if items > 0 {
        add(&plural::counted(lang, items, plural::Thing::Item));
    }
    about
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
        let plan = Arc::new(example());
        let html = html(|| view! { <Rail plan=&plan lang=Lang::Ru/> });
        let expected = "Разделы Stage 1 этап · 4 пункта Rollback откат · 1 пункт \
                        Contacts справка · 1 пункт";
        assert_eq!(words(&html).replace('\u{a0}', " "), expected);
        assert!(html.contains(r##"href="#s1""##), "{html}");
    }

    fn outline(plan: Plan) -> String {
        let plan = Arc::new(plan);
        html(|| view! { <Outline plan=&plan lang=Lang::En/> })
    }

    #[test]
    fn the_outline_holds_every_item_in_order() {
        let plan = example();
        let html = outline(plan);
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
    fn a_group_goes_by_the_name_that_the_plan_gives_it() {
        let named = |text, line| Item { rule: Rule::Group, ..item(Kind::Note, text, line) };
        let items = vec![
            item(Kind::Step, "Migrate", 3),
            named("At once (P0):", 5),
            item(Kind::Abort, "Errors > 5%", 6),
            named("If the team says so (P1):", 7),
            item(Kind::Abort, "Errors > 1%", 8),
        ];
        let plan = plan("P", vec![(Role::Rollback, "Back", 1, items)]);
        let html = outline(plan);
        assert_eq!(html.matches("<ul").count(), 3, "{html}");
        let said = words(&html);
        assert!(said.contains("At once (P0): line 5 rollback criterion: Errors &gt; 5%"), "{said}");
        for (anchor, words) in [("i1", "At once"), ("i4", "Errors &gt; 1%")] {
            let (_, after) = html.split_once(&format!(r#"id="{anchor}""#)).expect(anchor);
            let before = after.split(r#" id=""#).next().unwrap_or_default();
            assert!(before.contains(words), "{anchor}: {html}");
        }
    }

    #[test]
    fn the_words_before_the_first_heading_are_the_introduction() {
        let note = vec![item(Kind::Note, "Why we do it", 3)];
        let plan = Arc::new(plan("Release 2", vec![(Role::Reference, "Release 2", 3, note)]));
        let html = html(|| view! { <Rail plan=&plan lang=Lang::En/> });
        assert!(words(&html).contains("Introduction reference"), "{html}");
    }

    #[test]
    fn what_only_informs_starts_folded() {
        let plan = example();
        let html = outline(plan);
        assert_eq!(html.matches("<details").count(), 3, "{html}");
        assert_eq!(html.matches(" open").count(), 2, "{html}");
    }

    #[test]
    fn an_empty_plan_says_so() {
        let plan = Plan::default();
        let html = outline(plan);
        assert!(words(&html).starts_with("There is not one section"), "{html}");
    }
}
