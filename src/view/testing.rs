//! For the tests of views: a component as HTML, and small plans built by hand.

use crate::plan::{Id, Item, Kind, Plan, Role, Rule, Section, SectionIx};
use leptos::prelude::*;

/// A view as the HTML that paper and crawlers get, without the markers between its parts.
pub(super) fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    html.replace("<!>", "")
}

/// The words of some HTML, tags left out and gaps closed.
pub(super) fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An item of this kind on this line.
pub(super) fn item(kind: Kind, text: &str, line: u32) -> Item {
    Item {
        id: Id::ROOT.child(text),
        kind,
        text: text.into(),
        line,
        line_end: line,
        column: 1,
        done: false,
        tier: None,
        schedule: None,
        thresholds: Vec::new(),
        commands: Vec::new(),
        people: Vec::new(),
        fields: Vec::new(),
        section: SectionIx::new(0),
        parent: None,
        depth: 0,
        rule: Rule::TaskBox,
    }
}

/// A plan of sections that stand side by side, each with its role, title, line and items.
pub(super) fn plan(title: &str, sections: Vec<(Role, &str, u32, Vec<Item>)>) -> Plan {
    let mut plan = Plan { title: Some(title.into()), ..Plan::default() };
    for (n, (role, title, line, items)) in sections.into_iter().enumerate() {
        let first = plan.items.len();
        plan.items
            .extend(items.into_iter().map(|item| Item { section: SectionIx::new(n), ..item }));
        plan.sections.push(Section {
            id: Id::ROOT.child(title),
            title: title.into(),
            line,
            line_end: line,
            column: 1,
            level: 2,
            role,
            schedule: None,
            parent: None,
            end: SectionIx::new(n + 1),
            items: first..plan.items.len(),
        });
    }
    plan
}
