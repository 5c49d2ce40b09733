//! What happened, the latest first, each with its undo; and the end of the run.

use super::Here;
use super::ask::{Ask, Sure};
use crate::run::command::Command;
use crate::run::event::Words;
use crate::run::journal::EntryRef;
use crate::run::progress::At;
use crate::words::report::{clock, deed};
use crate::words::room::room;
use leptos::prelude::*;

/// How many entries are shown at first.
const SHOWN: usize = 30;

/// The journal and the end.
#[component]
pub(super) fn Log(here: Here) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let last = live.memo(|run| {
        let from = run.journal.len().saturating_sub(SHOWN);
        (from..run.journal.len())
            .rev()
            .map(|n| At::try_from(n).unwrap_or(At::MAX))
            .collect::<Vec<_>>()
    });
    let row = move |at: At| view! { <Line here at/> };
    let over = live.memo(|run| run.progress.end.is_some());
    let question = Signal::stored(String::new());
    let form = move |make: fn(Words) -> Command, act: &'static str, empty: bool| {
        Callback::new(move |close: Callback<()>| {
            let answered = move |text: String| {
                here.press(make(Words::new(text)));
                close.run(());
            };
            view! {
                <Ask
                    here label=words.reason act draft="end".to_owned() may_be_empty=empty
                    on_answer=Callback::new(answered) on_close=close
                />
            }
            .into_any()
        })
    };
    view! {
        <section>
            <h2 class="label">{words.journal}</h2>
            <ol class="log">
                <For each=move || last.get() key=|at| *at children=row/>
            </ol>
        </section>
        {acts.map(|_| view! {
            <section class="ending" hidden=move || over.get()>
                <Sure act=words.finish question class="main" id="finish" form=form(Command::Finish, words.finish, true)/>
                <Sure act=words.abandon question class="quiet" id="abandon" form=form(Command::Abandon, words.abandon, false)/>
            </section>
        })}
        <p class="sub" hidden=move || !over.get()>{words.over}</p>
    }
}

/// One entry.
#[component]
fn Line(here: Here, at: At) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let (time, told, entry) = live.peek(|run| {
        let entry = run.entry(at);
        let time =
            run.start().map(|start| clock(start.zone.clock(entry.at_ms))).unwrap_or_default();
        let about = entry.event.item().and_then(|id| run.course.item_by_id(id));
        let about =
            about.map(|item| format!(" «{}»", run.plan.item(item).text)).unwrap_or_default();
        let name: EntryRef = entry.name();
        (time, format!("{}: {}{about}", entry.by, deed(lang, &entry.event)), name)
    });
    let undone = live.memo(move |run| run.progress.undone.contains_key(&at));
    let may = live.memo(move |run| run.progress.can_undo(&run.course, &run.journal, entry));
    view! {
        <li class:undone=move || undone.get()>
            <time class="num">{time}</time>
            <span dir="auto">
                {told}
                {move || undone.get().then(|| view! { <small>" "{words.undone}</small> })}
            </span>
            {move || (acts.is_some() && may.get()).then(|| view! {
                <button type="button" class="quiet" on:click=move |_| here.press(Command::Undo(entry))>{words.undo}</button>
            })}
        </li>
    }
}
