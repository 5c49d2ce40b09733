//! The run: where are we, how late are we, what holds us, what would send us back.
//!
//! One stage is on screen, its gate in the middle, what would send us back beside it. Rows listen
//! to their own item; only text that tells the time listens to the clock.

mod ask;
mod back;
mod bar;
mod gate;
mod log;
mod rail;
mod row;
mod stage;
mod watch;

use crate::run::command::{Command, Refusal};
use crate::run::course::LegIx;
use crate::run::event::Seat;
use crate::view::item::Copying;
use crate::view::live::Live;
use crate::view::place;
use crate::words::Lang;
use crate::words::room::{refusal, room};
use leptos::prelude::*;

/// What can be done in a run.
#[derive(Clone, Copy)]
pub struct Acts {
    /// Asks for something to happen.
    pub press: Callback<Command>,
    /// Why the last press came to nothing.
    pub refused: Signal<Option<Refusal>>,
    /// Copies commands.
    pub copying: Copying,
    /// Goes to another part of the run.
    pub go: Callback<place::Room>,
    /// Who holds this device.
    pub who: Signal<Seat>,
    /// Keeps a half-typed text under a name.
    pub keep_draft: Callback<(String, String)>,
    /// A half-typed text by its name.
    pub draft: Callback<String, String>,
}

/// All that the parts of the screen share.
#[derive(Clone, Copy)]
struct Here {
    live: Live,
    lang: Lang,
    acts: Option<Acts>,
    /// The stage on screen.
    leg: Memo<Option<LegIx>>,
}

impl Here {
    fn press(self, command: Command) {
        if let Some(acts) = self.acts {
            acts.press.run(command);
        }
    }

    fn who(self) -> Seat {
        self.acts.map(|acts| acts.who.get_untracked()).unwrap_or_default()
    }
}

/// The run's screen. On paper it has no acts.
#[component]
pub fn Room(
    /// The run.
    live: Live,
    /// The part of it that the address names.
    #[prop(into)]
    part: Signal<place::Room>,
    /// The language of the interface.
    lang: Lang,
    /// What can be done.
    #[prop(optional_no_strip)]
    acts: Option<Acts>,
) -> impl IntoView {
    let words = room(lang);
    let current = live.memo(|run| {
        let last = run.course.legs.len().checked_sub(1).map(LegIx::new);
        run.progress.current().or(last)
    });
    let count = live.peek(|run| run.course.legs.len());
    let leg = Memo::new(move |_| match part.get() {
        place::Room::Stage(n) if n as usize <= count => Some(LegIx::new(n as usize - 1)),
        place::Room::Stage(_) | place::Room::Now | place::Room::Journal | place::Room::Report => {
            current.get()
        }
    });
    let here = Here { live, lang, acts, leg };
    let going_back = live.memo(|run| run.progress.back().or(run.progress.is_back()).is_some());
    let refused = move || {
        let refused = acts.and_then(|acts| acts.refused.get());
        refused.map(|it| live.peek(|run| refusal(lang, run, &it)))
    };
    view! {
        <div class="room" class:backing=move || going_back.get()>
            <bar::ClockBar here/>
            <p class="refused" role="alert">{refused}</p>
            <div class="hall">
                <nav class="rail" aria-label=words.stages><rail::Rail here/></nav>
                <main class="stage">
                    {move || going_back.get().then(|| view! { <back::WayBack here/> })}
                    {move || leg.get().filter(|_| !going_back.get()).map(|leg| view! { <stage::Stage here leg/> })}
                </main>
                <aside class="beside">
                    <watch::Watch here/>
                    <log::Log here/>
                </aside>
            </div>
        </div>
    }
}
