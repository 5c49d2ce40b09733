//! The screen stays awake while a run that goes on is in sight, where the browser can do that.

use super::keeper::Keeper;
use super::reach;
use super::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

/// Holds the lock whenever there is reason to; a browser lets go of it with each hidden tab.
pub(super) fn keep(keeper: Keeper, route: Route) {
    let seen = RwSignal::new(0_u32);
    let look =
        wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || seen.update(|it| *it += 1));
    // The page lives as long as its window: this is never taken off.
    let _ = document()
        .add_event_listener_with_callback("visibilitychange", look.as_ref().unchecked_ref());
    look.forget();
    let held: StoredValue<Option<JsValue>, LocalStorage> = StoredValue::new_local(None);
    let wanted = Memo::new(move |_| {
        let session = keeper.session.get();
        let goes_on = session.is_some_and(|session| {
            session.live.read(|run| run.progress.started.is_some() && run.progress.end.is_none())
        });
        goes_on && route.place.get().run().is_some()
    });
    Effect::new(move || {
        seen.get();
        if wanted.get() {
            spawn_local(async move {
                let navigator: JsValue = window().navigator().into();
                let Some(locks) = reach::get(&navigator, "wakeLock") else { return };
                let taken = reach::wait(&locks, "request", &["screen".into()]).await;
                if wanted.try_get_untracked() == Some(true) {
                    held.set_value(taken);
                } else if let Some(late) = taken {
                    reach::call(&late, "release", &[]);
                }
            });
        } else if let Some(lock) = held.try_update_value(Option::take).flatten() {
            reach::call(&lock, "release", &[]);
        }
    });
}
