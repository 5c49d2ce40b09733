//! What happened, the latest first, by what somebody looks for; each with its undo. All of a long
//! journal stands in blocks, drawn where somebody looks.

use super::ask::{Ask, Given};
use super::scene::{self, Filter};
use super::{Form, Here};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::journal::EntryRef;
use crate::run::progress::At;
use crate::view::slices::{Drawn, Sight, drawn};
use crate::words::Lang;
use crate::words::room::{at, entry_told, filter_name, more_entries, room, stray_told};
use leptos::prelude::*;
use std::ops::Range;

/// How many entries are shown at first.
const SHOWN: usize = 30;

/// So many are drawn together, once all are asked for.
const BLOCK: usize = 50;
/// No more than so many are drawn at once.
const SHORT: usize = 100;

/// The journal.
#[component]
pub(super) fn Log(here: Here) -> impl IntoView {
    let Here { lang, grip, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let filter = RwSignal::new(Filter::All);
    let all = RwSignal::new(acts.is_none());
    let fits = live_filter(here, filter);
    let hidden = Memo::new(move |_| {
        let count = fits.with(Vec::len);
        if all.get() { 0 } else { count.saturating_sub(SHOWN) }
    });
    let is_seen = use_context::<Sight>().is_some();
    let blocks = Memo::new(move |_| match (fits.with(Vec::len), all.get()) {
        (_, false) => vec![Block::Latest],
        (count, true) if !is_seen || count <= SHORT => vec![Block::All],
        (count, true) => blocks(count, filter.get()),
    });
    let lines = move |block: Block| view! { <Lines here fits block/> };
    let remark = Callback::new(move |given: Given| here.answer(Command::Note(None, given.text)));
    let asks = move || here.asks(|form| form == Form::Remark);
    view! {
        <section class="journal" id="journal" tabindex="-1">
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
            <For each=move || blocks.get() key=|it| *it children=lines/>
            <button type="button" class="quiet" hidden=move || hidden.get() == 0 on:click=move |_| all.set(true)>
                {move || more_entries(lang, hidden.get())}
            </button>
        </section>
    }
}

/// The entries that pass a filter, in their order.
fn live_filter(here: Here, filter: RwSignal<Filter>) -> Memo<Vec<At>> {
    let entries = here.live.memo(|run| run.journal.len());
    Memo::new(move |_| {
        let (filter, len) = (filter.get(), entries.get());
        here.live.peek(|run| {
            let told = run.journal.entries().iter().enumerate().take(len);
            told.filter(|(_, entry)| filter.takes(&entry.event))
                .map(|(n, _)| At::try_from(n).unwrap_or(At::MAX))
                .collect()
        })
    })
}

/// Entries that are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Block {
    /// The latest.
    Latest,
    /// All of them.
    All,
    /// One of several, counted from the first entry, so that a new one moves none of them.
    One(Filter, usize),
}

impl Block {
    /// Which of so many entries it holds.
    fn span(self, count: usize) -> Range<usize> {
        match self {
            Self::All => 0..count,
            Self::Latest => count.saturating_sub(SHOWN)..count,
            Self::One(_, n) => (n * BLOCK).min(count)..((n + 1) * BLOCK).min(count),
        }
    }
}

/// The blocks of so many entries, the latest first.
fn blocks(count: usize, filter: Filter) -> Vec<Block> {
    (0..count.div_ceil(BLOCK)).rev().map(|n| Block::One(filter, n)).collect()
}

/// What is shown of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Told {
    at: At,
    name: EntryRef,
    is_undone: bool,
    stray: Option<String>,
    may_undo: bool,
}

impl Told {
    fn of(run: &Run, lang: Lang, at: At) -> Self {
        let progress = &run.progress;
        let name = run.entry(at).name();
        let stray = progress.strays.iter().find(|(stray, _)| *stray == at);
        Self {
            at,
            name,
            is_undone: progress.undone.contains_key(&at),
            stray: stray.map(|(_, why)| stray_told(lang, *why)),
            may_undo: progress.can_undo(&run.course, &run.journal, name),
        }
    }
}

/// The entries of a block. What is far away is there in plain words.
#[component]
fn Lines(here: Here, fits: Memo<Vec<At>>, block: Block) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let (name, is_first) = match block {
        Block::Latest | Block::All => (None, true),
        // The first one may be short.
        Block::One(_, n) => {
            (Some(format!("log{n}")), (n + 2) * BLOCK >= fits.with_untracked(Vec::len))
        }
    };
    let drawn = drawn(name.as_ref(), is_first, || false);
    let held = Memo::new(move |_| -> Vec<At> {
        fits.with(|all| all[block.span(all.len())].iter().rev().copied().collect())
    });
    let told = Memo::new(move |_| -> Vec<Told> {
        if drawn.get() != Drawn::Whole {
            return Vec::new();
        }
        let held = held.get();
        live.read(|run| held.into_iter().map(|at| Told::of(run, lang, at)).collect())
    });
    let plain = move |at: &At| {
        let told = live.peek(|run| entry_told(lang, run, run.entry(*at)));
        view! { <li class="plain">{told}</li> }
    };
    let line = move |told: Told| view! { <Line here told/> };
    let rows = move || match drawn.get() {
        Drawn::Nothing => None,
        Drawn::Words => Some(held.with(|all| all.iter().map(plain).collect_view()).into_any()),
        Drawn::Whole => {
            let rows = view! { <For each=move || told.get() key=Told::clone children=line/> };
            Some(rows.into_any())
        }
    };
    let is_part = name.is_some();
    view! { <ol class="log" class:slice=is_part id=name>{rows}</ol> }
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
fn Line(here: Here, told: Told) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let Told { at: place, name, is_undone, stray, may_undo } = told;
    let acts = here.acts();
    let words = room(lang);
    let (time, told, odd) = live.peek(|run| {
        let it = run.entry(place);
        (at(run, it.at_ms), entry_told(lang, run, it), scene::is_deviation(&it.event))
    });
    let new = move || {
        let left = acts.and_then(|acts| acts.left.get());
        left.is_some_and(|left| place as usize >= left.entries)
    };
    view! {
        <li class:undone=is_undone class:odd=odd class:new=new>
            <time class="num">{time}</time>
            <span class="told" dir="auto">
                {told}
                {is_undone.then(|| view! { <small>" · "{words.undone}</small> })}
                {stray.map(|it| view! { <small>" · "{it}</small> })}
            </span>
            {(acts.is_some() && may_undo).then(|| view! {
                <button
                    type="button" class="quiet" title=words.undo aria-label=words.undo
                    on:click=move |_| here.press(Command::Undo(name))
                >"↶"</button>
            })}
        </li>
    }
}
