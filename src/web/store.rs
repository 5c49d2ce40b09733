//! What the browser keeps for us, as text under keys of our own: all begin `holdpoint/1/`, and keys
//! of others on the same origin are never touched.
//!
//! A browser may forbid storage, or have no room left. Then nothing is pretended: whoever keeps
//! something is told whether it is kept.

use leptos::prelude::window;
use web_sys::Storage;

/// Before every key.
pub(super) const ROOT: &str = "holdpoint/1/";

/// How much a browser keeps for one origin, in UTF-16 units.
const ROOM_UNITS: usize = 5_200_000;

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

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a text.
pub(super) fn keep(key: &str, text: &str) -> Kept {
    let Some(storage) = storage() else { return Kept::Forbidden };
    let key = format!("{ROOT}{key}");
    if storage.set_item(&key, text).is_err() {
        return Kept::Full;
    }
    // A store that takes a text and does not give it back has not kept it.
    if storage.get_item(&key).ok().flatten().as_deref() == Some(text) {
        Kept::Yes
    } else {
        Kept::Full
    }
}

/// A text that was kept.
pub(super) fn recall(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{ROOT}{key}")).ok().flatten()
}

/// Forgets a text.
pub(super) fn forget(key: &str) {
    if let Some(storage) = storage() {
        // What is not there is forgotten already.
        let _ = storage.remove_item(&format!("{ROOT}{key}"));
    }
}

/// Every key of ours that begins like this, without the root, in order.
pub(super) fn keys(start: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let start = format!("{ROOT}{start}");
    let count = storage.length().unwrap_or(0);
    let mut keys: Vec<String> = (0..count)
        .filter_map(|n| storage.key(n).ok().flatten())
        .filter(|key| key.starts_with(&start))
        .map(|key| key[ROOT.len()..].to_owned())
        .collect();
    keys.sort_unstable();
    keys
}

/// How full it is, from 0 to 1; nothing where storage is forbidden.
pub(super) fn fullness() -> Option<f64> {
    let storage = storage()?;
    let count = storage.length().ok()?;
    let units: usize = (0..count)
        .filter_map(|n| storage.key(n).ok().flatten())
        .map(|key| {
            let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
            key.encode_utf16().count() + text.encode_utf16().count()
        })
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
    let share = units as f64 / ROOM_UNITS as f64;
    Some(share.min(1.0))
}
