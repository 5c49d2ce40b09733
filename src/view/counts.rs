//! How much a plan holds, in numbers that can be read from across the room.

use crate::plan::{Kind, Plan, Role};
use crate::words::plural::{Thing, noun, number};
use crate::words::{Lang, page};
use leptos::either::Either;
use leptos::prelude::*;

/// Lines, stages, tasks, criteria and commands, each with its noun in the right form.
#[component]
pub fn Counts<'a>(
    /// What was understood.
    plan: &'a Plan,
    /// How many lines the source has.
    lines: usize,
    /// How many of them no part of the plan holds.
    lost: usize,
    /// How many findings there are.
    faults: usize,
    /// The language of the interface.
    lang: Lang,
    /// Shows the findings, where a link would lead away.
    #[prop(optional_no_strip)]
    on_faults: Option<Callback<()>>,
) -> impl IntoView + use<> {
    let done = plan.items.iter().filter(|item| item.done && item.kind == Kind::Step).count();
    let tasks_done = (done > 0).then(|| page::done(lang, done));
    let commands = plan.items.iter().map(|item| item.commands.len()).sum();
    let told = view! {
        <b class="num">{number(lang, faults)}</b>" "<span>{noun(lang, faults, Thing::Fault)}</span>
    };
    let found = match on_faults {
        Some(show) => Either::Left(view! {
            <button type="button" class="plain-button" on:click=move |_| show.run(())>{told}</button>
        }),
        None => Either::Right(view! { <a href="#faults">{told}</a> }),
    };
    let count = |class, n, thing, more: Option<String>| {
        view! { <Count class n thing more lang/> }
    };
    view! {
        <ul class="counts" aria-label=page::page(lang).counts>
            {count("", lines, Thing::Line, Some(page::lost(lang, lost)))}
            {count("", plan.count_role(Role::Stage), Thing::Stage, None)}
            {count("", plan.count(Kind::Step), Thing::Task, tasks_done)}
            {count("k-go", plan.count(Kind::Go), Thing::GoCriterion, None)}
            {count("k-abort", plan.count(Kind::Abort), Thing::AbortCriterion, None)}
            {count("k-rollback", plan.count(Kind::Rollback), Thing::RollbackStep, None)}
            {count("", commands, Thing::Command, None)}
            <li class="found">{found}</li>
        </ul>
    }
}

#[component]
fn Count(
    class: &'static str,
    n: usize,
    thing: Thing,
    more: Option<String>,
    lang: Lang,
) -> impl IntoView {
    let class = if n == 0 { "none" } else { class };
    let noun = noun(lang, n, thing);
    let noun = more.map_or_else(|| noun.to_owned(), |more| format!("{noun}, {more}"));
    view! { <li class=class><b class="num">{number(lang, n)}</b>" "<span>{noun}</span></li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Item;
    use crate::view::testing::{html, item, plan, words};

    fn example() -> Plan {
        let done = Item { done: true, ..item(Kind::Step, "a", 2) };
        let items = vec![done, item(Kind::Step, "b", 3), item(Kind::Abort, "c", 4)];
        plan("P", vec![(Role::Stage, "One", 1, items)])
    }

    #[track_caller]
    fn check(lang: Lang, expected: &str) {
        let plan = example();
        let html = html(|| view! { <Counts plan=&plan lines=479 lost=0 faults=3 lang/> });
        assert_eq!(words(&html), expected);
    }

    #[test]
    fn nouns_agree_with_their_numbers() {
        check(
            Lang::Ru,
            "479 строк, потеряно 0 1 этап 2 задачи, сделано 1 0 критериев перехода \
             1 критерий отката 0 шагов отката 0 команд 3 замечания",
        );
        check(
            Lang::En,
            "479 lines, 0 lost 1 stage 2 tasks, 1 done 0 go criteria 1 rollback criterion \
             0 rollback steps 0 commands 3 findings",
        );
    }

    #[test]
    fn the_summary_names_only_what_is_there() {
        let said = page::summary(Lang::Ru, &example(), 479).replace('\u{a0}', " ");
        assert_eq!(said, "479 строк: 1 этап, 2 задачи, 1 критерий отката");
        assert_eq!(page::summary(Lang::En, &Plan::default(), 1).replace('\u{a0}', " "), "1 line");
    }
}
