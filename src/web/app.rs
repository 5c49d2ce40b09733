//! The page as a whole: its bar, and below it the screen that the address names.

mod bar;
mod begin;
mod check;
mod first;
mod kept;
mod polled;
mod report;
mod room;
mod signs;
mod understood;

use super::alarm::Alarms;
use super::keeper::{Hand, Keeper};
use super::opener::{Desk, Opener};
use super::route::Route;
use super::settings::Settings;
use super::{awake, clock, files, handed, offline, shelf, vault};
use crate::plan::ItemIx;
use crate::view::alarm::{AlarmStrip, Sounded};
use crate::view::paste::PasteDialog;
use crate::view::place::{Place, Room};
use crate::view::room::gravest;
use crate::words::{Lang, page};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// All that the screens share.
#[derive(Clone, Copy)]
pub(super) struct House {
    settings: Settings,
    opener: Opener,
    route: Route,
    keeper: Keeper,
    bell: StoredValue<Bell>,
    picker: NodeRef<html::Input>,
    dialog: NodeRef<html::Dialog>,
}

/// What the signs in the bar stand for.
#[derive(Clone, Copy)]
struct Bell {
    alarms: Alarms,
    asked: RwSignal<signs::Asked>,
}

/// Everything.
#[component]
pub(super) fn App() -> impl IntoView {
    let settings = Settings::from_browser();
    let route = Route::from_address();
    let keeper = Keeper::new(clock::beat(), settings);
    let house = House {
        settings,
        opener: Opener::new(route, keeper),
        route,
        keeper,
        bell: StoredValue::new(Bell { alarms: Alarms::new(settings), asked: RwSignal::new(None) }),
        picker: NodeRef::new(),
        dialog: NodeRef::new(),
    };
    let House { opener, picker, dialog, .. } = house;
    let over = files::listen(opener);
    if let Some(handed) = handed::handed() {
        handed.open(opener);
    }
    let lang = settings.lang;
    Effect::new(move || {
        if let Some(rooms) = opener.annex.rooms() {
            (rooms.wake)(house);
        }
    });
    name_the_document(house);
    let pasted = move |text| opener.open_text(page::page(lang.get_untracked()).pasted_name, text);
    view! {
        <bar::Bar settings go_home=Callback::new(move |()| route.go(Place::Shelf))>
            {move || opener.annex.rooms().map(|rooms| (rooms.mark)(house))}
            <signs::Signs house/>
        </bar::Bar>
        {move || opener.annex.rooms().map(|rooms| (rooms.notes)(house))}
        <offline::Newer lang/>
        <Screen house/>
        <input
            type="file" id="file" node_ref=picker hidden tabindex="-1" multiple
            accept=".md,.markdown,.mdown,.txt,.json,.jsonl,text/markdown,text/plain,application/json"
            on:change=move |_| files::picked(picker, opener)
        />
        <PasteDialog lang dialog on_text=Callback::new(pasted)/>
        <p class="sr" role="status">{move || told(lang.get(), &opener.desk.get())}</p>
        <div class="veil" class:on=move || over.get() aria-hidden="true">
            <p>{move || page::page(lang.get()).drop_now}</p>
        </div>
    }
}

/// The screen that the address names; the shelf, until what it takes is here.
#[component]
fn Screen(house: House) -> impl IntoView {
    let House { settings, opener, route, .. } = house;
    // Another room of the same run is no other screen.
    let place = Memo::new(move |_| match route.place.get() {
        Place::Run(run, room) if room.is_at_work() => Place::Run(run, Room::Now),
        place => place,
    });
    Effect::new(move || {
        let is_elsewhere = place.get() != Place::Shelf;
        spawn_local(async move {
            if is_elsewhere || shelf::has_anything().await {
                opener.annex.call();
                // Meanwhile.
                vault::warm();
            }
        });
    });
    move || {
        let lang = settings.lang.get();
        let elsewhere = Some(place.get()).filter(|place| *place != Place::Shelf);
        match elsewhere.and_then(|place| Some((opener.annex.rooms()?, place))) {
            Some((rooms, place)) => (rooms.screen)(house, place, lang),
            // Whoever comes back to a run is not shown an empty shelf on the way.
            None if place.get() != Place::Shelf && !opener.annex.is_lost() => {
                view! { <kept::Opening lang/> }.into_any()
            }
            None => view! { <first::First house lang/> }.into_any(),
        }
    }
}

/// The screen of a place that is not the shelf; the shelf, where there is no such place. One of
/// the doors of [`super::annex::Rooms`].
pub(super) fn screen(house: House, place: Place, lang: Lang) -> AnyView {
    let House { opener, keeper, .. } = house;
    match place {
        Place::Plan(digest) if opener.open_kept(digest) => {
            view! { <understood::Understood house lang/> }.into_any()
        }
        Place::Start(digest) if opener.open_kept(digest) => {
            view! { <begin::Begin house lang/> }.into_any()
        }
        Place::Run(run, room) => {
            // What is brought together behind a run in hand is no reason to build its screen anew:
            // somebody may be typing there.
            let hand = Memo::new(move |_| keeper.take(run));
            let shown = move || match (hand.get(), room) {
                (Hand::Holds, Room::Report) => {
                    view! { <report::Report house run lang/> }.into_any()
                }
                (Hand::Holds, _) => view! { <room::InHand house run lang/> }.into_any(),
                (Hand::Reaches, _) => view! { <kept::Opening lang/> }.into_any(),
                (Hand::Empty, _) => {
                    view! { <kept::Absent house lang/><first::First house lang/> }.into_any()
                }
            };
            shown.into_any()
        }
        Place::Verify => view! { <check::Check house lang/> }.into_any(),
        Place::Shelf | Place::Plan(_) | Place::Start(_) => {
            view! { <first::First house lang/> }.into_any()
        }
    }
}

/// What begins as soon as the rooms are here. One of the doors of [`super::annex::Rooms`].
pub(super) fn wake(house: House) {
    house.keeper.bring_together();
    house.bell.get_value().alarms.start(house.keeper);
    // Whoever touches the page has seen the strap.
    let look = move || {
        let strap = in_strap(house);
        let sounded = house.bell.get_value().alarms.sounded;
        let is_new = |it: &Sounded| !it.is_seen && it.criterion.is_some() && it.criterion == strap;
        if sounded.with_untracked(|all| all.iter().any(is_new)) {
            sounded.update(|all| {
                all.iter_mut().filter(|it| is_new(it)).for_each(|it| it.is_seen = true);
            });
        }
    };
    // For as long as the page lives.
    let _ = window_event_listener(ev::pointerdown, move |_| look());
    let _ = window_event_listener(ev::keydown, move |_| look());
    awake::keep(house.keeper, house.route);
}

/// What is asked meanwhile, whether what is in hand is saved, and what the signs open. One of the doors of [`super::annex::Rooms`].
pub(super) fn mark(house: House) -> AnyView {
    view! { <polled::Polled house/><kept::Mark house/><signs::Dialogs house/> }.into_any()
}

/// The criterion for which the run's own screen has a strap, with the moves there are.
fn in_strap(house: House) -> Option<ItemIx> {
    let session = house.keeper.session.get().filter(|_| house.route.place.get().is_at_work())?;
    let now_ms = session.live.now_ms.get_untracked();
    session.live.peek(|run| gravest(run, now_ms))
}

/// What just came due, and what is wrong with keeping. One of the doors of [`super::annex::Rooms`].
pub(super) fn notes(house: House) -> AnyView {
    let sounded = house.bell.get_value().alarms.sounded;
    let seen = Callback::new(move |()| sounded.set(Vec::new()));
    let sounded = Signal::derive(move || {
        let mut all = sounded.get();
        // Once is enough.
        let strap = in_strap(house);
        all.retain(|it| it.criterion.is_none() || it.criterion != strap);
        all
    });
    view! { <AlarmStrip sounded lang=house.settings.lang seen/><kept::Notes house/> }.into_any()
}

/// What lies on the shelf. One of the doors of [`super::annex::Rooms`].
pub(super) fn at_hand(house: House, lang: Lang) -> AnyView {
    view! { <first::AtHand house lang/> }.into_any()
}

/// What has just happened, for those who cannot see it.
fn told(lang: Lang, desk: &Desk) -> String {
    match desk {
        Desk::Empty => String::new(),
        Desk::Reading => page::page(lang).reading.to_owned(),
        Desk::Failed { trouble, .. } => trouble.told(lang).0.to_owned(),
        Desk::Open(opened) => {
            let counts = page::summary(lang, &opened.plan, opened.lines);
            format!("{}. {counts}", opened.title())
        }
    }
}

/// Keeps the document's title and what the browser thinks of its language true; the keyboard
/// starts from the title of whatever has just appeared.
fn name_the_document(house: House) {
    let House { settings, opener, route, keeper, bell, .. } = house;
    let sounded = bell.get_value().alarms.sounded;
    let title = Memo::new(move |_| {
        let of_plan = || {
            opener.desk.with(|desk| match desk {
                Desk::Open(opened) => Some(opened.title().to_owned()),
                Desk::Empty | Desk::Reading | Desk::Failed { .. } => None,
            })
        };
        let name = match route.place.get() {
            Place::Plan(_) | Place::Start(_) => of_plan(),
            Place::Run(run, _) => keeper.title(run),
            Place::Shelf | Place::Verify => None,
        };
        let name =
            name.map_or_else(|| "Holdpoint".to_owned(), |name| format!("{name} · Holdpoint"));
        // Seen among other tabs, where the strip is not.
        let latest =
            sounded.with(|all| all.iter().rfind(|it| !it.is_seen).map(|it| it.text.clone()));
        latest.map_or(name.clone(), |alarm| format!("● {alarm} · {name}"))
    });
    Effect::new(move || document().set_title(&title.get()));
    let screen = Memo::new(move |_| match route.place.get() {
        Place::Run(run, room) if room.is_at_work() => Place::Run(run, Room::Now),
        place => place,
    });
    Effect::new(move |before: Option<()>| {
        // Only what is read is known to change.
        screen.get();
        if before.is_some() {
            request_animation_frame(files::to_the_top);
        }
    });
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            // The root element always takes an attribute.
            let _ = root.set_attribute("lang", settings.lang.get().tag());
        }
    });
}
