//! The watch in the page: what a person allowed is asked, what the answers mean is judged below, and
//! what changed is written into the journal.
//!
//! It outlives the screen: whoever reads the report is still being watched over. The beat comes from
//! a worker of its own (beat.js), since hidden pages have slow timers, and from the page's clock.

mod ask;
mod rows;

use super::session::{Session, random};
use super::{clock, store};
use crate::run::event::Event;
use crate::run::journal::Digest;
use crate::run::watch::{Heard, Orders, Pace, Post, Sight, told};
use crate::run::wire::looks;
use crate::view::health::{Act, Watching};
use crate::view::item::Copying;
use crate::words::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The watch over the run in hand.
struct Desk {
    session: Session,
    digest: Option<Digest>,
    post: Post,
    seen: ArcRwSignal<u32>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    static BEATS: RefCell<bool> = const { RefCell::new(false) };
}

/// Watches over a run, if nobody does yet, and says what its screen shows.
pub(super) fn watch(session: Session, lang: Lang, copying: Copying) -> Watching {
    let known =
        DESK.with_borrow(|desk| desk.as_ref().is_some_and(|it| it.session.run == session.run));
    if !known {
        let desk = open(session);
        DESK.set(Some(desk));
        allow_again();
        listen();
    }
    let signal = DESK.with_borrow(|desk| desk.as_ref().map(|it| it.seen.clone()));
    let seen = Signal::from(signal.unwrap_or_default());
    let refused = RwSignal::new(false);
    let all = read(|desk| {
        let targets = desk.post.targets.iter().enumerate();
        targets.flat_map(|(n, it)| (0..it.wants.len()).map(move |m| (n, m))).collect::<Vec<_>>()
    });
    let derived = move |of: fn(&Desk) -> usize| {
        Signal::derive(move || {
            seen.get();
            read(of).unwrap_or_default()
        })
    };
    let at_work = derived(|desk| desk.post.at_work());
    let stops = derived(|desk| usize::from(desk.post.is_stopped()));
    let asking = Signal::derive(move || {
        seen.get();
        read(rows::asking).unwrap_or_default()
    });
    Watching {
        all: StoredValue::new(all.unwrap_or_default()),
        row: Callback::new(move |at| read(|desk| rows::row(desk, at, lang)).unwrap_or_default()),
        seen,
        now_ms: session.live.now_ms,
        asking,
        at_work,
        stopped: Signal::derive(move || stops.get() == 1),
        act: Callback::new(move |act| match act {
            Act::Copy(line) => copying.copy.run((0, line)),
            Act::Load(text) => refused.set(!load(&text)),
            act => do_it(&act),
        }),
        refused: refused.into(),
    }
}

fn open(session: Session) -> Desk {
    let now_ms = clock::now_ms();
    let (post, digest) = session.live.peek(|run| {
        let base = run.start().and_then(|start| start.base.clone());
        let post = Post::new(&run.plan, base.as_deref(), Pace::default(), now_ms);
        let amended = run.progress.amended.last().map(|at| &run.entry(*at).event);
        let digest = match amended {
            Some(Event::PlanAmended { plan, .. }) => Some(*plan),
            _ => run.start().map(|start| start.plan),
        };
        (post, digest)
    });
    Desk { session, digest, post, seen: ArcRwSignal::new(0) }
}

/// The name under which it is kept what a person allowed: for this very plan.
fn key(digest: Digest) -> String {
    format!("watch/{digest}")
}

/// What a person allowed for this plan.
pub(super) fn allowed(plan: Digest) -> BTreeSet<Box<str>> {
    store::recall(&key(plan)).unwrap_or_default().lines().map(Into::into).collect()
}

/// Keeps what a person allows before a run of this plan begins.
pub(super) fn allow(plan: Digest, urls: &BTreeSet<Box<str>>) {
    let urls: Vec<&str> = urls.iter().map(|url| &**url).collect();
    // What is not kept is asked again beside the run.
    store::keep_small(&key(plan), &urls.join("\n"));
}

/// What was allowed for this plan before is allowed still.
fn allow_again() {
    let allowed = read(|desk| {
        let urls = desk.digest.map(allowed).unwrap_or_default();
        let targets = desk.post.targets.iter().enumerate();
        targets.filter(|(_, it)| urls.contains(&it.url)).map(|(n, _)| n).collect::<Vec<_>>()
    });
    for target in allowed.unwrap_or_default() {
        hear(Heard::Allowed(target, true));
    }
}

fn keep_allowed() {
    let kept = read(|desk| {
        let targets = 0..desk.post.targets.len();
        let urls: Vec<&str> = targets
            .filter(|target| desk.post.is_allowed(*target))
            .map(|target| &*desk.post.targets[target].url)
            .collect();
        Some((key(desk.digest?), urls.join("\n")))
    });
    if let Some(Some((key, urls))) = kept {
        // What is not kept is asked again after a reload.
        store::keep_small(&key, &urls);
    }
}

/// Once for the page: nobody takes it off.
fn listen() {
    if BEATS.replace(true) {
        return;
    }
    let _ = window_event_listener_untyped("holdpoint:beat", |_| hear(Heard::Beat));
    let _ = window_event_listener_untyped("online", |_| hear(Heard::Beat));
    if let Ok(event) = web_sys::Event::new("holdpoint:watch") {
        // Nobody cancels an event of our own.
        let _ = window().dispatch_event(&event);
    }
}

fn do_it(act: &Act) {
    match act {
        Act::Allow(target, allowed) => hear(Heard::Allowed(*target, *allowed)),
        Act::AllowAll => {
            let all = read(|desk| desk.post.targets.len()).unwrap_or_default();
            (0..all).for_each(|target| hear(Heard::Allowed(target, true)));
        }
        Act::Pause(target, paused) => hear(Heard::Paused(*target, *paused)),
        Act::Stop(stopped) => hear(Heard::Stopped(*stopped)),
        Act::Unit(at, unit) => {
            edit(|desk| rows::answer(desk, *at, *unit));
        }
        Act::Load(_) | Act::Copy(_) => {}
    }
    if matches!(act, Act::Allow(..) | Act::AllowAll) {
        keep_allowed();
    }
    tell_news();
}

fn hear(heard: Heard) {
    let orders = edit(|desk| desk.post.hear(clock::now_ms(), heard, random()));
    obey(orders.unwrap_or_default());
    // A beat that changes nothing wakes nobody: ages hang on the clock.
    if heard != Heard::Beat {
        ring();
    }
}

fn obey(orders: Orders) {
    let Some((run, session)) = read(|desk| (desk.session.run, desk.session)) else { return };
    for gap in orders.gaps {
        session.tell(gap);
    }
    for (target, ticket, timeout_ms) in orders.fetch {
        let url = read(|desk| desk.post.targets[target].url.clone()).unwrap_or_default();
        spawn_local(async move {
            let answer = ask::ask(&url, u32::try_from(timeout_ms).unwrap_or(5_000)).await;
            let is_ours = |desk: &mut Desk| (desk.session.run == run).then_some(());
            let orders = edit(|desk| {
                is_ours(desk)?;
                Some(desk.post.answered(clock::now_ms(), ticket, &answer, random()))
            });
            if let Some(Some(orders)) = orders {
                obey(orders);
                tell_news();
                ring();
            }
        });
    }
}

/// What changed goes into the journal, entry by entry: each may change what the next one means.
fn tell_news() {
    let news = read(|desk| {
        let now_ms = clock::now_ms();
        let news = desk.session.live.peek(|run| desk.post.news(now_ms, |item| told(run, item)));
        (desk.session, news)
    });
    if let Some((session, news)) = news {
        for event in news {
            session.tell(event);
        }
    }
}

/// Takes what a desk saw; false where the file is none, or of other addresses.
fn load(file: &str) -> bool {
    let Ok(looks) = looks(file) else { return false };
    let mut known = false;
    for look in looks {
        let gaps = edit(|desk| {
            let target = desk.post.targets.iter().position(|it| it.url == look.url)?;
            let want =
                desk.post.targets[target].wants.iter().position(|it| it.name == look.signal)?;
            let sight = Sight::of_look(&look);
            Some(desk.post.note_one(target, want, sight, look.at_ms))
        });
        known |= matches!(gaps, Some(Some(_)));
    }
    tell_news();
    ring();
    known
}

fn read<T>(read: impl FnOnce(&Desk) -> T) -> Option<T> {
    DESK.with_borrow(|desk| desk.as_ref().map(read))
}

fn edit<T>(edit: impl FnOnce(&mut Desk) -> T) -> Option<T> {
    DESK.with_borrow_mut(|desk| desk.as_mut().map(edit))
}

fn ring() {
    if let Some(seen) = read(|desk| desk.seen.clone()) {
        seen.update(|n| *n = n.wrapping_add(1));
    }
}
