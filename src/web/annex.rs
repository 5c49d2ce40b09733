//! What a first visit does without: all but the shelf. A release build leaves it out of the first
//! download (`scripts/shrink` splits it off) and fetches it when something is opened; from then on
//! it is here. Only this file knows that the program comes in two parts.

use super::app::{self, House};
use super::opener::{self, Arrival, Opener, Wish};
use crate::view::opened::Reading;
use crate::view::place::Place;
use crate::view::trouble::Trouble;
use crate::words::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The doors to the part that is fetched. Code reached through these alone is not in the first
/// download; a call that goes round them puts it back there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rooms {
    /// The screen of a place that is not the shelf.
    pub(super) screen: fn(House, Place, Lang) -> AnyView,
    /// What lies on the shelf.
    pub(super) at_hand: fn(House, Lang) -> AnyView,
    /// What is done once, as soon as they are here.
    pub(super) wake: fn(House),
    /// Whether what is in hand is saved, and what the signs open, for the bar.
    pub(super) mark: fn(House) -> AnyView,
    /// What came due, and what is wrong with keeping.
    pub(super) notes: fn(House) -> AnyView,
    /// Reads a text and packs what came of it.
    pub(super) read: fn(&str) -> Vec<u8>,
    /// Opens files by their names and bytes.
    pub(super) open: fn(Opener, Wish, Vec<Arrival>),
    /// Puts a plan on the shelf by its name and bytes.
    pub(super) lay: fn(&str, &[u8]),
}

const fn doors() -> Rooms {
    Rooms {
        wake: app::wake,
        screen: app::screen,
        at_hand: app::at_hand,
        mark: app::mark,
        notes: app::notes,
        read: |text| Reading::of(text).pack(),
        open: opener::open,
        lay: opener::lay,
    }
}

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "the fetching may fail, which the macro adds")]
#[leptos::wasm_split::wasm_split(rooms, wasm_split_path = leptos::wasm_split, fallible)]
fn fetched() -> Result<Rooms, Lost> {
    Ok(doors())
}

#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "a build in one part has nothing to wait for")]
async fn fetched() -> Result<Rooms, Lost> {
    Ok(doors())
}

/// The rooms did not come.
#[derive(Debug, Clone, Copy)]
struct Lost;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for Lost {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

#[derive(Debug, Clone, Copy)]
enum State {
    Away,
    Coming,
    Here(Rooms),
    Lost,
}

/// Where the rooms are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Annex {
    state: RwSignal<State>,
}

impl Annex {
    pub(super) fn new() -> Self {
        Self { state: RwSignal::new(State::Away) }
    }

    /// The rooms, once they are here.
    pub(super) fn rooms(self) -> Option<Rooms> {
        match self.state.get() {
            State::Here(rooms) => Some(rooms),
            State::Away | State::Coming | State::Lost => None,
        }
    }

    /// They did not come.
    pub(super) fn is_lost(self) -> bool {
        matches!(self.state.get(), State::Lost)
    }

    /// Sends for them, where nobody has.
    pub(super) fn call(self) {
        if matches!(self.state.get_untracked(), State::Away) {
            self.state.set(State::Coming);
            // Whoever looks sees how it went.
            spawn_local(async move {
                let _ = self.fetch().await;
            });
        }
    }

    /// Waits for them where no page is.
    pub(super) async fn fetch_alone() -> Option<Rooms> {
        fetched().await.ok()
    }

    /// Waits for them.
    pub(super) async fn fetch(self) -> Result<Rooms, Trouble> {
        if let State::Here(rooms) = self.state.get_untracked() {
            return Ok(rooms);
        }
        let answer = fetched().await;
        // Two who ask at once are both answered, but the rooms come once.
        if !matches!(self.state.get_untracked(), State::Here(_)) {
            self.state.set(answer.map_or(State::Lost, State::Here));
        }
        answer.map_err(|Lost| Trouble::NoRooms)
    }
}
