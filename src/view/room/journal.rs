//! What happened, the latest first, by what somebody looks for; each with its undo.

use super::ask::{Ask, Given};
use super::scene::{self, Filter};
use super::{Form, Here};
use crate::run::command::Command;
use crate::run::journal::{Entry, EntryRef};
use crate::run::progress::At;
use crate::words::room::{at, entry_told, filter_name, more_entries, room, stray_told};
use leptos::prelude::*;

/// How many entries are shown at first.
const SHOWN: usize = 30;

/// The journal.
#[component]
pub(super) fn Log(here: Here) -> impl IntoView {
    let Here { lang, grip, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let filter = RwSignal::new(Filter::All);
    let all = RwSignal::new(acts.is_none());
    let fits = live_filter(here, filter);
    let shown = Memo::new(move |_| {
        let most = if all.get() { usize::MAX } else { SHOWN };
        fits.with(|it| it.iter().take(most).copied().collect::<Vec<_>>())
    });
    let hidden = Memo::new(move |_| fits.with(Vec::len) - shown.with(Vec::len));
    let line = move |entry: At| view! { <Line here entry/> };
    let remark = Callback::new(move |given: Given| here.answer(Command::Note(None, given.text)));
    let asks = move || here.asks(|form| form == Form::Remark);
    view! {
        <section class="journal">
            <div class="row between">
                <h2 class="label">{words.journal}</h2>
                {acts.map(|_| view! {
                    <button
                        type="button" class="quiet" id="remark" aria-expanded=move || asks().to_string()
                        on:click=move |_| grip.toggle(Form::Remark)
                    >"+ "{words.note}</button>
                })}
            </div>
            {move || asks().then(|| view! { <Ask here form=Form::Remark label=words.note act=words.do_it on_answer=remark/> })}
            {acts.map(|_| view! { <Filters here filter/> })}
            <p class="sub" hidden=move || !fits.with(Vec::is_empty)>{words.nothing_yet}</p>
            <ol class="log"><For each=move || shown.get() key=|it| *it children=line/></ol>
            <button
                type="button" class="quiet" hidden=move || hidden.get() == 0
                on:click=move |_| all.set(true)
            >{move || more_entries(lang, hidden.get())}</button>
        </section>
    }
}

/// The entries that pass a filter, the latest first.
fn live_filter(here: Here, filter: RwSignal<Filter>) -> Memo<Vec<At>> {
    let entries = here.live.memo(|run| run.journal.len());
    Memo::new(move |_| {
        let (filter, len) = (filter.get(), entries.get());
        here.live.peek(|run| {
            let told = run.journal.entries().iter().enumerate().take(len).rev();
            told.filter(|(_, entry)| filter.takes(&entry.event))
                .map(|(n, _)| At::try_from(n).unwrap_or(At::MAX))
                .collect()
        })
    })
}

#[component]
fn Filters(here: Here, filter: RwSignal<Filter>) -> impl IntoView {
    let words = room(here.lang);
    let button = move |it: Filter| {
        view! {
            <button
                type="button" aria-pressed=move || (filter.get() == it).to_string()
                on:click=move |_| filter.set(it)
            >{filter_name(here.lang, it.index())}</button>
        }
    };
    view! {
        <div class="seg filters" role="group" aria-label=words.filter>
            {Filter::ALL.map(button).into_iter().collect::<Vec<_>>()}
        </div>
    }
}

/// One entry.
#[component]
fn Line(here: Here, entry: At) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let (time, told, name, odd) = live.peek(|run| {
        let it: &Entry = run.entry(entry);
        let name: EntryRef = it.name();
        (at(run, it.at_ms), entry_told(lang, run, it), name, scene::is_deviation(&it.event))
    });
    let undone = live.memo(move |run| run.progress.undone.contains_key(&entry));
    let stray = live.memo(move |run| {
        let stray = run.progress.strays.iter().find(|(at, _)| *at == entry)?.1;
        Some(stray_told(lang, stray))
    });
    let may = live.memo(move |run| run.progress.can_undo(&run.course, &run.journal, name));
    let new = move || {
        let left = acts.and_then(|acts| acts.left.get());
        left.is_some_and(|left| entry as usize >= left.entries)
    };
    view! {
        <li class:undone=move || undone.get() class:odd=odd class:new=new>
            <time class="num">{time}</time>
            <span class="told" dir="auto">
                {told}
                {move || undone.get().then(|| view! { <small>" · "{words.undone}</small> })}
                {move || stray.get().map(|it| view! { <small>" · "{it}</small> })}
            </span>
            {move || (acts.is_some() && may.get()).then(|| view! {
                <button
                    type="button" class="quiet" title=words.undo aria-label=words.undo
                    on:click=move |_| here.press(Command::Undo(name))
                >"↶"</button>
            })}
        </li>
    }
}
