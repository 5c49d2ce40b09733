//! The run: where are we, how late are we, what holds us, what would send us back.
//!
//! One stage is on screen, its gate in the middle, what would send us back beside it. Rows listen
//! to their own item; only text that tells the time listens to the clock. What the page has to do
//! itself (keys, focus, saving) it is told through [`Acts`] and [`Grip`].

mod ask;
mod back;
mod bar;
mod criterion;
mod decisions;
mod duty;
mod end;
mod gate;
mod hand;
mod help;
mod hints;
mod journal;
mod notice;
mod rail;
mod row;
mod said;
mod scene;
mod stage;
mod strip;
#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
mod trigger;
mod watch;

pub use hand::{Form, Grip, Hand, Scene, Wish, last_own, latin};
pub use hints::HINTS;
pub use notice::gravest;

use crate::plan::ItemIx;
use crate::run::command::{Command, Refusal};
use crate::run::course::LegIx;
use crate::run::event::Seat;
use crate::run::timing::Timing;
use crate::view::item::Copying;
use crate::view::live::Live;
use crate::view::place;
use crate::words::Lang;
use crate::words::room::room;
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
    /// Another person holds this device from now on.
    pub take: Callback<Seat>,
    /// Keeps a half-typed text under a name.
    pub keep_draft: Callback<(String, String)>,
    /// A half-typed text by its name.
    pub draft: Callback<String, String>,
    /// Where the hand is: the page feeds it keys and puts the keyboard where it asks.
    pub grip: Grip,
    /// Since when nobody looked here; the screen takes it away once it was read.
    pub left: RwSignal<Option<Left>>,
    /// How many of the first hints were read.
    pub hints: RwSignal<u8>,
    /// Whether single letters do something; those who speak to their computer may not want it.
    pub letters: RwSignal<bool>,
}

/// What was known when the screen was last looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// How many entries there were.
    pub entries: usize,
}

/// All that the parts of the screen share.
#[derive(Clone, Copy)]
struct Here {
    live: Live,
    lang: Lang,
    doing: Option<StoredValue<Acts>>,
    grip: Grip,
    /// The stage on screen.
    leg: Memo<Option<LegIx>>,
    /// What is being looked for.
    find: Memo<Option<String>>,
    /// The form that is open.
    form: Memo<Option<Form>>,
    /// The run in time.
    timing: Memo<Timing>,
}

impl Here {
    fn new(live: Live, lang: Lang, acts: Option<Acts>, part: Signal<place::Room>) -> Self {
        let grip = acts.map_or_else(Grip::default, |acts| acts.grip);
        let hand = grip.hand();
        let timing = live.timed(move |_, now_ms| live.timing(now_ms));
        Self {
            live,
            lang,
            doing: acts.map(StoredValue::new),
            grip,
            leg: Memo::new(move |_| live.read(|run| scene::leg_of(run, part.get()))),
            find: Memo::new(move |_| hand.with(|hand| hand.find.clone())),
            form: Memo::new(move |_| hand.with(|hand| hand.form)),
            timing,
        }
    }

    /// The words of an item, where no search hides it.
    fn found(self, item: ItemIx) -> Option<String> {
        let find = self.find.get();
        let text = self.live.item(item, |it| it.text.to_string());
        scene::is_found(&text, find.as_deref()).then_some(text)
    }

    /// Whether the hand is on one of some rows.
    fn asked_for<T: 'static>(
        self,
        item: fn(&T) -> Option<ItemIx>,
    ) -> impl Fn(&[T]) -> bool + Copy + Send + Sync + 'static {
        let hand = self.grip.hand();
        let at = Memo::new(move |_| hand.with(|hand| hand.at));
        move |rows| at.get().is_some_and(|at| rows.iter().any(|row| item(row) == Some(at)))
    }

    /// What can be done; on paper nothing.
    fn acts(self) -> Option<Acts> {
        self.doing.map(|it| it.get_value())
    }

    fn press(self, command: Command) {
        if let Some(acts) = self.acts() {
            acts.press.run(command);
        }
    }

    /// What was half typed under a name.
    fn draft(self, name: &str) -> String {
        self.acts().map(|acts| acts.draft.run(name.to_owned())).unwrap_or_default()
    }

    fn keep_draft(self, name: &str, text: String) {
        if let Some(acts) = self.acts() {
            acts.keep_draft.run((name.to_owned(), text));
        }
    }

    fn who(self) -> Seat {
        self.acts().map(|acts| acts.who.get_untracked()).unwrap_or_default()
    }

    /// Whether this form is open.
    fn asks(self, fits: impl Fn(Form) -> bool) -> bool {
        self.form.get().is_some_and(fits)
    }

    /// Does what a form asked for, and closes it where it was not refused.
    fn answer(self, command: Command) {
        let before = self.live.peek(scene::place_of);
        self.press(command);
        if self.acts().is_none_or(|acts| acts.refused.get_untracked().is_none()) {
            self.grip.close();
        }
        if self.live.peek(scene::place_of) != before {
            self.onward();
        }
    }

    /// Where the run has moved on, the new place is what there is to see.
    fn onward(self) {
        if let Some(acts) = self.acts() {
            acts.go.run(place::Room::Now);
        }
        let title = self.live.peek(scene::title_id);
        self.grip.change(|hand| {
            hand.at = None;
            hand.aim(title);
        });
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
    let here = Here::new(live, lang, acts, part);
    let back = live.memo(|run| scene::going_back(run).is_some());
    let at_stage = Memo::new(move |_| matches!(part.get(), place::Room::Stage(_)));
    // While we go back, a stage is shown only to those who ask for it.
    let shown = move || here.leg.get().filter(|_| !back.get() || at_stage.get());
    view! {
        <div class="room" class:backing=move || back.get()>
            <bar::ClockBar here/>
            <strip::Strip here/>
            <notice::Notices here/>
            <hints::Hints here/>
            <div class="hall">
                <nav class="rail" aria-label=words.stages><rail::Rail here/></nav>
                <main class="stage">
                    {move || back.get().then(|| view! { <back::WayBack here/> })}
                    <end::Over here/>
                    {move || shown().map(|leg| view! { <stage::Stage here leg/> })}
                </main>
                <aside class="beside" aria-label=words.beside>
                    <watch::Watch here/>
                    <duty::Duties here/>
                    <end::Ending here/>
                    <journal::Log here/>
                </aside>
            </div>
            <help::Keys here/>
        </div>
    }
}
