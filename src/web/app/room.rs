//! The run in hand.

use super::House;
use crate::run::journal::RunId;
use crate::words::Lang;
use leptos::prelude::*;

/// The run's screen.
#[component]
pub(super) fn InHand(house: House, run: RunId, lang: Lang) -> impl IntoView {
    let _ = (house, run, lang);
    view! { <main></main> }
}
