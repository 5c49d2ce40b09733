//! The store that other tabs hear: text under keys of our own, all of which begin `holdpoint/1/`.
//! Keys of others on the same origin are never touched.
//!
//! A browser may forbid storage, or have no room left. Then nothing is pretended: whoever keeps
//! something is told whether it is kept. Small things that it does not take stay in memory, so that
//! the page goes on; those that come from the other store on opening are among them.

use crate::run::kept::Slip;
use leptos::prelude::window;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

/// Before every key.
pub(super) const ROOT: &str = "holdpoint/1/";
/// Before every key of every version.
const NAME: &str = "holdpoint/";

/// How much a browser keeps for one origin, in UTF-16 units.
pub(super) const ROOM_UNITS: usize = 5_200_000;

/// Whether something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is.
    Yes,
    /// There is no room left.
    Full,
    /// The browser forbids it.
    Forbidden,
}

thread_local! {
    /// What the store did not take.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a text.
pub(super) fn keep(key: &str, text: &str) -> Kept {
    let Some(storage) = storage() else { return Kept::Forbidden };
    let key = format!("{ROOT}{key}");
    if let Err(error) = storage.set_item(&key, text) {
        return if is_full(&error) { Kept::Full } else { Kept::Forbidden };
    }
    // A store that takes a text and does not give it back has not kept it.
    if storage.get_item(&key).ok().flatten().as_deref() == Some(text) {
        Kept::Yes
    } else {
        Kept::Full
    }
}

/// Keeps a small text, in memory where the store does not take it.
pub(super) fn keep_small(key: &str, text: &str) -> Kept {
    let kept = keep(key, text);
    MEMORY.with_borrow_mut(|memory| match kept {
        Kept::Yes => memory.remove(key),
        Kept::Full | Kept::Forbidden => memory.insert(key.to_owned(), text.to_owned()),
    });
    kept
}

/// Whether a browser means that there is no room left.
pub(super) fn is_full(error: &JsValue) -> bool {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    // What Firefox called it for years.
    name.is_some_and(|name| name.contains("Quota") || name == "NS_ERROR_DOM_QUOTA_REACHED")
}

/// A text that was kept.
pub(super) fn recall(key: &str) -> Option<String> {
    MEMORY.with_borrow(|memory| memory.get(key).cloned()).or_else(|| stored(key))
}

fn stored(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{ROOT}{key}")).ok().flatten()
}

/// Forgets a text.
pub(super) fn forget(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
    if let Some(storage) = storage() {
        // What is not there is forgotten already.
        let _ = storage.remove_item(&format!("{ROOT}{key}"));
    }
}

/// Every key of ours that begins like this, without the root, in order.
pub(super) fn keys(start: &str) -> Vec<String> {
    let mut keys = all_keys(&format!("{ROOT}{start}"));
    for key in &mut keys {
        key.drain(..ROOT.len());
    }
    MEMORY.with_borrow(|memory| {
        keys.extend(memory.keys().filter(|key| key.starts_with(start)).cloned());
    });
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn all_keys(start: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|n| storage.key(n).ok().flatten());
    keys.filter(|key| key.starts_with(start)).collect()
}

/// All of ours that begins like this.
pub(super) fn slips(start: &str) -> Vec<Slip> {
    let text = |key: String| Some(Slip { text: recall(&key)?, key });
    keys(start).into_iter().filter_map(text).collect()
}

/// How many keys later versions keep here. They are counted and left alone.
pub(super) fn later_keys() -> usize {
    let is_later = |key: &String| {
        let version = key[NAME.len()..].split('/').next().and_then(|it| it.parse::<u32>().ok());
        version.is_some_and(|version| version > 1)
    };
    all_keys(NAME).iter().filter(|key| is_later(key)).count()
}

/// How much is kept on this origin, by whomever, in UTF-16 units; nothing where it is forbidden.
pub(super) fn units() -> Option<usize> {
    let storage = storage()?;
    let count = storage.length().ok()?;
    let keys = (0..count).filter_map(|n| storage.key(n).ok().flatten());
    let units = keys.map(|key| {
        let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
        key.encode_utf16().count() + text.encode_utf16().count()
    });
    Some(units.sum())
}

/// How full it is, from 0 to 1; nothing where storage is forbidden.
pub(super) fn fullness() -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
    let share = units()? as f64 / ROOM_UNITS as f64;
    Some(share.min(1.0))
}
