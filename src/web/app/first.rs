//! The first screen: open a plan in one move, or go on with what lies on the shelf.

use super::House;
use crate::view::drop::{DropArea, Samples, Ways};
use crate::view::trouble::TroublePanel;
use crate::web::opener::Desk;
use crate::web::{clipboard, files, samples};
use crate::words::Lang;
use leptos::prelude::*;

/// The invitation or what went wrong, the shelf, the samples.
#[component]
pub(super) fn First(house: House, lang: Lang) -> impl IntoView {
    let House { opener, picker, dialog, .. } = house;
    let ways = Ways {
        pick: Callback::new(move |()| files::ask(picker)),
        paste: Callback::new(move |()| clipboard::ask_for_text(dialog)),
        sample: Callback::new(move |()| opener.open_sample(0)),
    };
    let reading = Signal::derive(move || opener.desk.with(|desk| matches!(desk, Desk::Reading)));
    // Reading alone is no reason to build the screen anew.
    let failed = Memo::new(move |_| match opener.desk.get() {
        Desk::Failed { trouble, name } => Some((trouble, name)),
        Desk::Empty | Desk::Reading | Desk::Open(_) => None,
    });
    let sample = Callback::new(move |n| opener.open_sample(n));
    view! {
        <main class="first">
            {move || match failed.get() {
                Some((trouble, name)) => {
                    view! { <TroublePanel trouble name lang on_pick=ways.pick/> }.into_any()
                }
                None => view! { <DropArea lang reading ways/> }.into_any(),
            }}
            <Samples samples=samples::SAMPLES lang on_open=sample/>
        </main>
    }
}
