//! The watch in the page: what a person allowed is asked, what the answers mean is judged below, and
//! what changed is written into the journal.
//!
//! It outlives the screen: whoever reads the report is still being watched over. The beat comes from
//! a worker of its own (beat.js), since hidden pages have slow timers, and from the page's clock.

mod ask;
mod kept;
mod relay;
mod rows;

use kept::keep_terms;
pub(super) use kept::{allow, allowed};
pub(super) use relay::take_word;

use super::session::{Session, random};
use super::{clock, files};
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::event::Event;
use crate::run::journal::{Digest, RunId};
use crate::run::watch::condition::Fault;
use crate::run::watch::{Heard, Orders, Pace, Post, Sight, told};
use crate::run::wire::looks;
use crate::run::zone::ZoneRule;
use crate::view::health::{Act, Measured, Stands, Tuned, Watching};
use crate::view::item::Copying;
use crate::words::Lang;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

/// So long the first of several answers waits to be shown. What it means is judged at once.
const MOMENT: Duration = Duration::from_millis(250);

/// So often it is kept when signals spoke.
const KEEP_EVERY_MS: i64 = 15_000;

/// The watch over the run in hand.
struct Desk {
    session: Session,
    digest: Option<Digest>,
    post: Post,
    /// Rings when something is asked otherwise than before.
    seen: ArcRwSignal<u32>,
    /// Ring when an address answered.
    answered: Vec<ArcRwSignal<u32>>,
    /// Which of them are to ring.
    told: Vec<usize>,
    /// What is wrong with the conditions that were typed last, and of which address.
    faults: (usize, Vec<Fault>),
    bound: rows::Bound,
    kept_ms: i64,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    static BEATS: RefCell<bool> = const { RefCell::new(false) };
    static ASKED: ArcRwSignal<Option<(RunId, usize)>> = ArcRwSignal::new(None);
}

/// The run whose signals are asked, and how many addresses; none where nothing is.
pub(super) fn asked() -> Signal<Option<(RunId, usize)>> {
    ASKED.with(Clone::clone).into()
}

/// Watches over a run, if nobody does yet, and says what its screen shows.
pub(super) fn watch(session: Session, lang: Lang, copying: Copying) -> Watching {
    let digest = session.live.peek(|run| kept::digests(run).map(|(digest, _)| digest));
    let known = read(|desk| desk.session.run == session.run && desk.digest == digest);
    if known != Some(true) {
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
    let picker = NodeRef::<html::Input>::new();
    let asking = Signal::derive(move || {
        seen.get();
        read(rows::asking).unwrap_or_default()
    });
    Watching {
        all: StoredValue::new(all.unwrap_or_default()),
        seen,
        now_ms: session.live.now_ms,
        asking,
        at_work,
        stopped: Signal::derive(move || stops.get() == 1),
        act: Callback::new(move |act| match act {
            Act::Copy(line) => copying.copy.run((0, line)),
            Act::Pick => files::ask(picker),
            act => do_it(&act),
        }),
        refused: refused.into(),
        picker,
        picked: Callback::new(move |()| take_picked(picker, refused)),
        every_ms: derived_ms(seen),
        tuned: Callback::new(move |target| {
            let of = |desk: &Desk| Tuned {
                tuning: desk.post.tuning(target).clone(),
                faults: rows::faults(desk, target, lang),
            };
            read(of).unwrap_or_default()
        }),
        by_relay: relay::is_there(),
        measured: measured(session, seen),
        signals: StoredValue::new(stands(session)),
    }
}

fn stands(session: Session) -> Stands {
    let zone = |run: &Run| run.start().map_or_else(ZoneRule::utc, |start| start.zone.clone());
    Stands {
        row: Callback::new(|at| read(|desk| rows::row(desk, at)).unwrap_or_default()),
        passing: Callback::new(|at| read(|desk| rows::passing(desk, at)).unwrap_or_default()),
        past: Callback::new(|at| read(|desk| rows::past(desk, at)).unwrap_or_default()),
        answered: Callback::new(|target| {
            let bell = read(|desk| desk.answered.get(target).cloned()).flatten();
            Signal::from(bell.unwrap_or_default())
        }),
        zone: StoredValue::new(session.live.peek(zone)),
        origin: StoredValue::new(window().location().origin().unwrap_or_default()),
    }
}

/// By which signal each criterion is measured: thousands may listen to one signal, which is looked at
/// once for all of them.
fn measured(session: Session, seen: Signal<u32>) -> Callback<ItemIx, Option<Memo<Measured>>> {
    let of = |at: (usize, usize)| {
        Memo::new(move |_| {
            seen.get();
            session.live.now_ms.get();
            read(|desk| rows::measured(desk, at)).unwrap_or_default()
        })
    };
    let all = read(|desk| desk.bound.places().map(|at| (at, of(at))).collect::<BTreeMap<_, _>>());
    let all = StoredValue::new(all.unwrap_or_default());
    Callback::new(move |item| {
        let at = read(|desk| rows::place(desk, item)).flatten()?;
        all.with_value(|all| all.get(&at).copied())
    })
}

/// Takes the file of readings that was picked.
fn take_picked(picker: NodeRef<html::Input>, refused: RwSignal<bool>) {
    let Some(file) = files::first(picker) else { return };
    spawn_local(async move {
        let text = files::bytes(file).await.ok().and_then(|it| String::from_utf8(it).ok());
        refused.set(!text.is_some_and(|text| load(&text)));
    });
}

fn derived_ms(seen: Signal<u32>) -> Signal<i64> {
    Signal::derive(move || {
        seen.get();
        read(|desk| desk.post.every_ms()).unwrap_or_default()
    })
}

fn open(session: Session) -> Desk {
    let now_ms = clock::now_ms();
    let (post, digest) = session.live.peek(|run| {
        let base = run.start().and_then(|start| start.base.clone());
        let mut post = Post::new(&run.plan, base.as_deref(), Pace::default(), now_ms);
        post.silent_since(kept::spoken(run, session.run));
        (post, kept::digests(run).map(|(digest, _)| digest))
    });
    let faults = (0, Vec::new());
    let (bound, seen) = (rows::Bound::of(&post), ArcRwSignal::new(0));
    let answered = post.targets.iter().map(|_| ArcRwSignal::new(0)).collect();
    let told = Vec::new();
    Desk { session, digest, post, seen, answered, told, faults, bound, kept_ms: now_ms }
}

/// What was allowed for this plan before is allowed still, and what was for an earlier revision of it
/// where nothing of it changed.
fn allow_again() {
    let allowed = edit(|desk| {
        let Desk { session, post, .. } = desk;
        let terms = session.live.peek(|run| {
            let (digest, earlier) = kept::digests(run)?;
            Some(kept::terms(digest, &earlier, &run.plan))
        });
        post.take_terms(clock::now_ms(), &terms.unwrap_or_default())
    });
    for target in allowed.unwrap_or_default() {
        hear(Heard::Allowed(target, true));
    }
}

fn keep() {
    read(|desk| desk.digest.map(|digest| keep_terms(digest, &desk.post.terms())));
}

/// Watches no longer over a run that is laid down.
pub(super) fn let_go(run: RunId) {
    DESK.with_borrow_mut(|desk| {
        desk.take_if(|desk| desk.session.run == run);
    });
    ring();
}

/// Once for the page: nobody takes it off.
fn listen() {
    if BEATS.replace(true) {
        return;
    }
    ask::hear_policy();
    let _ = window_event_listener_untyped("holdpoint:beat", |_| beat());
    let _ = window_event_listener_untyped("online", |_| hear(Heard::Beat));
    if let Ok(event) = web_sys::Event::new("holdpoint:watch") {
        // Nobody cancels an event of our own.
        let _ = window().dispatch_event(&event);
    }
}

/// What the silences come to that last at the end of a run: they belong before its last entry.
pub(super) fn open_gaps(run: RunId) -> Vec<Event> {
    let own = |desk: &Desk| desk.session.run == run;
    read(|desk| if own(desk) { desk.post.open_gaps(clock::now_ms()) } else { Vec::new() })
        .unwrap_or_default()
}

/// Nobody watches over a run that has ended.
fn beat() {
    let goes_on = read(|desk| desk.session.live.peek(goes_on)).unwrap_or_default();
    if !goes_on {
        if read(|desk| !desk.post.is_stopped()) == Some(true) {
            hear(Heard::Stopped(true));
        }
        return;
    }
    hear(Heard::Beat);
    edit(|desk| {
        let now_ms = clock::now_ms();
        if !(0..KEEP_EVERY_MS).contains(&now_ms.saturating_sub(desk.kept_ms)) {
            desk.kept_ms = now_ms;
            kept::keep_spoken(desk);
        }
    });
}

fn goes_on(run: &Run) -> bool {
    run.progress.started.is_some() && run.progress.end.is_none()
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
        Act::Every(every_ms) => {
            edit(|desk| desk.post.ask_every(clock::now_ms(), *every_ms));
            ring();
        }
        Act::Tune(target, tuning) => {
            edit(|desk| {
                let faults = desk.post.tune(*target, tuning.clone()).err().unwrap_or_default();
                desk.faults = (*target, faults);
            });
            ring();
        }
        Act::Pick | Act::Copy(_) => {}
    }
    if matches!(act, Act::Allow(..) | Act::AllowAll | Act::Every(_) | Act::Tune(..)) {
        keep();
    }
    tell_news(None);
}

fn hear(heard: Heard) {
    let orders = edit(|desk| desk.post.hear(clock::now_ms(), heard, random())).unwrap_or_default();
    let lost = !orders.give_up.is_empty();
    obey(orders);
    if lost {
        // Questions that nobody answered were judged as well.
        tell_news(None);
        ring();
    }
    // A beat that changes nothing wakes nobody: ages hang on the clock.
    if heard != Heard::Beat {
        ring();
    }
}

fn obey(orders: Orders) {
    let Some((run, session)) = read(|desk| (desk.session.run, desk.session)) else { return };
    if session.live.peek(goes_on) {
        for gap in orders.gaps {
            session.tell(gap);
        }
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
                tell_news(Some(target));
                show_soon(target);
            }
        });
    }
}

/// Answers of one moment are shown together: a frame costs more than what it shows.
fn show_soon(target: usize) {
    let told = edit(|desk| {
        desk.told.push(target);
        desk.told.len()
    });
    if told == Some(1) {
        let show = || {
            let bells = edit(|desk| {
                let told = std::mem::take(&mut desk.told);
                told.iter().filter_map(|it| desk.answered.get(*it).cloned()).collect::<Vec<_>>()
            });
            bells.unwrap_or_default().iter().for_each(|it| it.update(|n| *n = n.wrapping_add(1)));
        };
        set_timeout(show, MOMENT);
    }
}

/// What changed goes into the journal, entry by entry: each may change what the next one means. An
/// answer changes what rests on its address alone.
fn tell_news(by: Option<usize>) {
    let news = read(|desk| {
        let now_ms = clock::now_ms();
        let news = desk.session.live.peek(|run| {
            let told = |item| told(run, item);
            match by {
                Some(target) => desk.post.news_by(target, now_ms, told),
                None => desk.post.news(now_ms, told),
            }
        });
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
        let Some(Some(gaps)) = gaps else { continue };
        known = true;
        if let Some(session) = read(|desk| desk.session).filter(|it| it.live.peek(goes_on)) {
            for gap in gaps {
                session.tell(gap);
            }
        }
    }
    tell_news(None);
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
    let asked =
        read(|desk| (desk.session.run, desk.post.at_work())).filter(|(_, count)| *count > 0);
    ASKED.with(|it| it.maybe_update(|before| std::mem::replace(before, asked) != asked));
}
