//! A report that was dropped, checked.

use super::House;
use crate::view::place::Place;
use crate::view::verify::{Acts, VerifyScreen};
use crate::web::files;
use crate::words::Lang;
use leptos::prelude::*;

/// The screen.
#[component]
pub(super) fn Check(house: House, lang: Lang) -> impl IntoView {
    let House { opener, route, picker, .. } = house;
    let acts = Acts {
        pick: Callback::new(move |()| files::ask(picker)),
        home: Callback::new(move |()| route.go(Place::Shelf)),
    };
    view! { <VerifyScreen checked=opener.checked() lang acts/> }
}
