//! The address of the page: where it says we are, and how we go elsewhere. Back and forward work
//! because there is no other memory of the way.

use crate::view::place::Place;
use leptos::ev;
use leptos::prelude::*;

/// Where we are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Route {
    /// As the address says it.
    pub(super) place: Signal<Place>,
}

impl Route {
    /// Follows the address from now on.
    pub(super) fn from_address() -> Self {
        let place = RwSignal::new(here());
        // The page lives as long as its window: this is never taken off.
        let _ = window_event_listener(ev::hashchange, move |_| {
            // A link to a part of the page leads nowhere else.
            let hash = window().location().hash().unwrap_or_default();
            if hash.is_empty() || hash.starts_with("#/") {
                place.set(here());
            }
        });
        Self { place: place.into() }
    }

    /// Goes somewhere; the way back leads here.
    pub(super) fn go(self, place: Place) {
        if self.place.get_untracked() != place {
            // An address of our own is never refused.
            let _ = window().location().set_hash(&place.to_string());
        }
    }
}

fn here() -> Place {
    Place::of(&window().location().hash().unwrap_or_default())
}
