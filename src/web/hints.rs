//! Which hints a person has sent away.

use super::store;
use leptos::prelude::*;

/// The way to send a hint away for good; nothing where it is away already.
pub(super) fn new_to(hint: &'static str) -> Option<Callback<()>> {
    let key = format!("settings/hint/{hint}");
    if store::recall(&key).is_some() {
        return None;
    }
    Some(Callback::new(move |()| {
        store::keep(&key, "away");
    }))
}
