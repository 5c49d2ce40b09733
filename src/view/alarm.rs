//! Alarms: the strip that says what just came due, and the dialog that mutes them by kind.

use crate::plan::ItemIx;
use crate::run::alarm::AlarmKind;
use crate::words::Lang;
use crate::words::alarm::{alarms, kind as kind_name};
use leptos::html;
use leptos::prelude::*;

/// An alarm that was sounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sounded {
    /// Whether it is grave: a criterion, or the last safe moment.
    pub is_grave: bool,
    /// The rollback criterion that came true, where it is about one.
    pub criterion: Option<ItemIx>,
    /// What it says.
    pub text: String,
    /// Somebody saw it on the run's own screen; elsewhere it is told until it is answered.
    pub is_seen: bool,
}

/// Whether the browser shows notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// It was not asked yet.
    Unasked,
    /// It does.
    Yes,
    /// It was told not to.
    No,
    /// It cannot.
    Never,
}

/// What the dialog shows and sets.
#[derive(Clone, Copy)]
pub struct Muting {
    /// The kinds that nobody wants to hear.
    pub muted: RwSignal<Vec<AlarmKind>>,
    /// Whether alarms sound.
    pub sound: RwSignal<bool>,
    /// Whether the browser shows notifications.
    pub allowed: Signal<Allowed>,
    /// Asks it to.
    pub ask: Callback<()>,
    /// Sounds an alarm that means nothing.
    pub test: Callback<()>,
}

/// What just came due, over everything until somebody has seen it.
#[component]
pub fn AlarmStrip(
    /// What was sounded and not yet seen, the latest last.
    #[prop(into)]
    sounded: Signal<Vec<Sounded>>,
    /// The language of the interface.
    #[prop(into)]
    lang: Signal<Lang>,
    /// Takes all of it away.
    seen: Callback<()>,
) -> impl IntoView {
    let rows = move || {
        let row = |it: Sounded| {
            let (class, mark) = if it.is_grave { ("grave", "▲") } else { ("due", "◷") };
            view! { <li class=class><span aria-hidden="true">{mark}</span>" "<span dir="auto">{it.text}</span></li> }
        };
        sounded.get().into_iter().rev().map(row).collect::<Vec<_>>()
    };
    view! {
        <div class="alarms" class:on=move || !sounded.with(Vec::is_empty)>
            <ul role="alert">{rows}</ul>
            <button
                type="button" id="heard" hidden=move || sounded.with(Vec::is_empty)
                on:click=move |_| seen.run(())
            >{move || alarms(lang.get()).heard}</button>
        </div>
    }
}

/// The dialog. The page opens it through `dialog`; it closes itself.
#[component]
pub fn AlarmDialog(
    /// The element to open.
    dialog: NodeRef<html::Dialog>,
    /// The language of the interface.
    #[prop(into)]
    lang: Signal<Lang>,
    /// What it shows and sets.
    muting: Muting,
) -> impl IntoView {
    let words = move || alarms(lang.get());
    let kinds = AlarmKind::ALL.map(|kind| {
        let on = move || !muting.muted.with(|muted| muted.contains(&kind));
        let set = move |it: leptos::ev::Event| {
            let wanted = event_target_checked(&it);
            muting.muted.update(|muted| {
                muted.retain(|other| *other != kind);
                if !wanted {
                    muted.push(kind);
                }
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" checked=on prop:checked=on on:change=set/>
                <span>{move || kind_name(lang.get(), kind)}</span>
            </label>
        }
    });
    let sound = move || muting.sound.get();
    let notices = move || {
        match muting.allowed.get() {
        Allowed::Unasked => view! {
            <button type="button" id="ask-notify" on:click=move |_| muting.ask.run(())>{words().ask}</button>
            <p class="small soft">{words().ask_why}</p>
        }
        .into_any(),
        Allowed::Yes => view! { <p class="small"><span class="go" aria-hidden="true">"● "</span>{words().allowed}</p> }.into_any(),
        Allowed::No => view! { <p class="small">{words().denied}</p> }.into_any(),
        Allowed::Never => view! { <p class="small">{words().missing}</p> }.into_any(),
    }
    };
    view! {
        <dialog class="paste alarm-dialog" node_ref=dialog aria-labelledby="alarm-title">
            <form method="dialog">
                <h2 id="alarm-title">{move || words().title}</h2>
                <fieldset>
                    <legend class="label">{move || words().lead}</legend>
                    <div class="stack">{kinds.into_iter().collect_view()}</div>
                </fieldset>
                <label class="check">
                    <input
                        type="checkbox" id="alarm-sound" checked=sound prop:checked=sound
                        on:change=move |it| muting.sound.set(event_target_checked(&it))
                    />
                    <span>{move || words().sound}</span>
                </label>
                <div class="stack">{notices}</div>
                <p class="small soft">{move || words().awake}</p>
                <div class="row end">
                    <button type="button" id="test-alarm" on:click=move |_| muting.test.run(())>
                        {move || words().test}
                    </button>
                    <button type="submit" class="main">{move || words().close}</button>
                </div>
            </form>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn an_alarm_says_what_came_due_and_can_be_taken_away() {
        let sounded = vec![
            Sounded {
                criterion: None,
                is_grave: false,
                text: "Now: Switch DNS".into(),
                is_seen: false,
            },
            Sounded {
                criterion: None,
                is_grave: true,
                text: "A rollback criterion came true: 5xx".into(),
                is_seen: true,
            },
        ];
        let strip = |sounded: Vec<Sounded>| {
            let seen = Callback::new(|()| ());
            html(
                || view! { <AlarmStrip sounded=Signal::stored(sounded) lang=Signal::stored(Lang::En) seen/> },
            )
        };
        let shown = strip(sounded);
        assert_eq!(words(&shown), "▲ A rollback criterion came true: 5xx ◷ Now: Switch DNS Got it");
        assert!(strip(vec![]).contains("hidden"), "nothing to take away");
    }

    #[test]
    fn each_kind_can_be_muted_and_permission_is_a_button() {
        let dialog = |allowed| {
            html(|| {
                let nothing = Callback::new(|()| ());
                let muting = Muting {
                    muted: RwSignal::new(vec![AlarmKind::Due]),
                    sound: RwSignal::new(true),
                    allowed: Signal::stored(allowed),
                    ask: nothing,
                    test: nothing,
                };
                view! { <AlarmDialog dialog=NodeRef::new() lang=Signal::stored(Lang::En) muting/> }
            })
        };
        let shown = dialog(Allowed::Unasked);
        assert_eq!(shown.matches(" checked").count(), 4, "three kinds and the sound: {shown}");
        assert!(words(&shown).contains("Allow notifications"), "{shown}");
        assert!(!words(&dialog(Allowed::No)).contains("Allow notifications"));
    }
}
