//! Alarms are sounded here: by `WebAudio`, by the browser's notifications, in the title and in a strip
//! over the page. What is due is decided by the run; this looks at the clock and makes noise.

use super::keeper::Keeper;
use super::{reach, settings::Settings, store};
use crate::plan::ItemIx;
use crate::run::alarm::{Alarm, AlarmKind, alarms};
use crate::run::journal::RunId;
use crate::run::timing::DueWhat;
use crate::view::alarm::{Allowed, Muting, Sounded};
use crate::words::alarm as words;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::js_sys::Object;

const MUTED: &str = "settings/alarm/muted";
const SILENT: &str = "settings/alarm/silent";

/// The most alarms that stand in the strip at once.
const SHOWN: usize = 4;

/// What alarms share.
#[derive(Clone, Copy)]
pub(super) struct Alarms {
    /// What was sounded and nobody has seen yet.
    pub(super) sounded: RwSignal<Vec<Sounded>>,
    muted: RwSignal<Vec<AlarmKind>>,
    loud: RwSignal<bool>,
    settings: Settings,
    /// The way to sound, once a press has allowed it.
    sound: StoredValue<Option<JsValue>, LocalStorage>,
}

impl Alarms {
    /// Silent until they are started.
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            sounded: RwSignal::new(Vec::new()),
            muted: RwSignal::new(Vec::new()),
            loud: RwSignal::new(true),
            settings,
            sound: StoredValue::new_local(None),
        }
    }

    /// Listens to the run in hand from now on.
    pub(super) fn start(self, keeper: Keeper) {
        let kept = store::recall(MUTED).unwrap_or_default();
        let is_kept = |kind: &AlarmKind| kept.split(' ').any(|word| word == kind.word());
        self.muted.set(AlarmKind::ALL.into_iter().filter(is_kept).collect());
        self.loud.set(store::recall(SILENT).is_none());
        self.remember();
        self.wake();
        self.listen(keeper);
    }

    /// What the dialog shows and sets.
    pub(super) fn muting(self) -> Muting {
        let allowed = RwSignal::new(permission());
        let ask = move |()| {
            spawn_local(async move {
                if let Some(notices) = reach::global("Notification") {
                    reach::wait(&notices, "requestPermission", &[]).await;
                }
                allowed.set(permission());
            });
        };
        let test = move |()| {
            let text = words::alarms(self.settings.lang.get_untracked()).tested.to_owned();
            show(self.sounded, false, None, &text);
            notify(&text);
            if self.loud.get_untracked() {
                play(self.sound, AlarmKind::Due);
            }
        };
        Muting {
            muted: self.muted,
            sound: self.loud,
            allowed: allowed.into(),
            ask: Callback::new(ask),
            test: Callback::new(test),
        }
    }

    /// What was chosen holds the next time, too.
    fn remember(self) {
        Effect::new(move |before: Option<()>| {
            let muted = self.muted.get();
            let silent = !self.loud.get();
            if before.is_some() {
                let words: Vec<&str> = muted.iter().map(|kind| kind.word()).collect();
                store::keep(MUTED, &words.join(" "));
                if silent {
                    store::keep(SILENT, "yes");
                } else {
                    store::forget(SILENT);
                }
            }
        });
    }

    /// A browser lets a page sound only after a press.
    fn wake(self) {
        let press = move || {
            if self.sound.with_value(Option::is_none) {
                self.sound.set_value(reach::new("AudioContext", &[]));
            }
            self.sound.with_value(|player| {
                if let Some(player) = player {
                    reach::call(player, "resume", &[]);
                }
            });
        };
        // The page lives as long as its window: this is never taken off.
        let _ = window_event_listener(ev::pointerdown, move |_| press());
        let _ = window_event_listener(ev::keydown, move |_| press());
    }

    fn listen(self, keeper: Keeper) {
        Effect::new(move |before: Option<Option<(RunId, i64)>>| {
            let session = keeper.session.get()?;
            let now_ms = session.live.now_ms.get();
            let since = before.flatten().filter(|(run, _)| *run == session.run);
            let after_ms = since.map_or(now_ms, |(_, at_ms)| at_ms);
            if after_ms < now_ms {
                let muted = self.muted.get_untracked();
                let lang = self.settings.lang.get_untracked();
                let timing = session.live.timing(now_ms);
                let due: Vec<(Alarm, String)> = session.live.peek(|run| {
                    let due = alarms(run, &timing, after_ms, now_ms).into_iter();
                    let heard = due.filter(|it| !muted.contains(&it.kind));
                    heard.map(|it| (it, words::told(lang, run, &it, now_ms))).collect()
                });
                self.sound_all(&due);
            }
            Some((session.run, now_ms.max(after_ms)))
        });
    }

    fn sound_all(self, due: &[(Alarm, String)]) {
        for (alarm, text) in due.iter().rev() {
            let is_grave = matches!(alarm.kind, AlarmKind::Tripped | AlarmKind::LastSafe);
            show(self.sounded, is_grave, criterion(alarm), text);
            notify(text);
        }
        if let Some((gravest, _)) = due.first()
            && self.loud.get_untracked()
        {
            play(self.sound, gravest.kind);
        }
    }
}

/// The rollback criterion that came true, if that is what it sounds for.
fn criterion(alarm: &Alarm) -> Option<ItemIx> {
    match alarm.what {
        DueWhat::Dismissal(item) | DueWhat::Item(item) if alarm.kind == AlarmKind::Tripped => {
            Some(item)
        }
        _ => None,
    }
}

fn show(sounded: RwSignal<Vec<Sounded>>, is_grave: bool, criterion: Option<ItemIx>, text: &str) {
    sounded.update(|all| {
        all.retain(|other| other.text != text);
        all.push(Sounded { is_grave, criterion, text: text.to_owned(), is_seen: false });
        let excess = all.len().saturating_sub(SHOWN);
        all.drain(..excess);
    });
}

fn permission() -> Allowed {
    let Some(notices) = reach::global("Notification") else { return Allowed::Never };
    match reach::get(&notices, "permission").and_then(|it| it.as_string()).as_deref() {
        Some("granted") => Allowed::Yes,
        Some("denied") => Allowed::No,
        _ => Allowed::Unasked,
    }
}

fn notify(text: &str) {
    if permission() == Allowed::Yes {
        let options = Object::new();
        reach::set(&options, "body", &text.into());
        reach::set(&options, "tag", &text.into());
        // A telephone may refuse; the strip and the sound are there all the same.
        let _ = reach::new("Notification", &["Holdpoint".into(), options.into()]);
    }
}

/// Two short tones; three low ones for what is grave.
fn play(player: StoredValue<Option<JsValue>, LocalStorage>, kind: AlarmKind) {
    let tones: &[f64] = match kind {
        AlarmKind::Tripped => &[523.0, 415.0, 523.0, 415.0],
        AlarmKind::LastSafe => &[523.0, 523.0, 415.0],
        AlarmKind::Ends => &[659.0, 523.0],
        AlarmKind::Due => &[659.0, 880.0],
    };
    player.with_value(|player| {
        let Some(player) = player else { return };
        let now = reach::get(player, "currentTime").and_then(|it| it.as_f64()).unwrap_or(0.0);
        let mut at = now + 0.02;
        for tone in tones {
            // A browser that cannot sound stays silent.
            let _ = sound(player, *tone, at);
            at += 0.24;
        }
    });
}

fn sound(player: &JsValue, tone: f64, at: f64) -> Option<()> {
    let source = reach::call(player, "createOscillator", &[])?;
    let loudness = reach::call(player, "createGain", &[])?;
    reach::set(&reach::get(&source, "frequency")?, "value", &tone.into());
    let gain = reach::get(&loudness, "gain")?;
    reach::call(&gain, "setValueAtTime", &[0.0.into(), at.into()])?;
    reach::call(&gain, "linearRampToValueAtTime", &[0.25.into(), (at + 0.02).into()])?;
    reach::call(&gain, "linearRampToValueAtTime", &[0.0.into(), (at + 0.2).into()])?;
    reach::call(&source, "connect", std::slice::from_ref(&loudness))?;
    reach::call(&loudness, "connect", &[reach::get(player, "destination")?])?;
    reach::call(&source, "start", &[at.into()])?;
    reach::call(&source, "stop", &[(at + 0.22).into()])?;
    Some(())
}
