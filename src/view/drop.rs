//! The first screen's invitation: choose a file, paste text, or take a sample, each in one move.

use crate::words::{Lang, page};
use leptos::prelude::*;

/// The ways to open a plan that need a button.
#[derive(Clone, Copy)]
pub struct Ways {
    /// Asks for a file.
    pub pick: Callback<()>,
    /// Asks for text.
    pub paste: Callback<()>,
    /// Opens a sample.
    pub sample: Callback<()>,
    /// Gives up what is being opened.
    pub stop: Callback<()>,
}

/// The place to drop a plan on. All of it can be pressed; the first button says what that does.
#[component]
pub fn DropArea(
    /// The language of the interface.
    lang: Lang,
    /// A plan is on its way.
    #[prop(into)]
    reading: Signal<bool>,
    /// What its buttons do.
    ways: Ways,
) -> impl IntoView {
    let words = page::page(lang);
    view! {
        <section
            class="drop" id="drop" aria-label=words.drop_area
            aria-busy=move || reading.get().to_string()
            on:click=move |_| ways.pick.run(())
        >
            <h1 id="title" tabindex="-1">{words.open_title}</h1>
            <p class="soft">{words.open_lead}</p>
            <div class="row">
                <button type="button" class="main" id="choose" on:click=pressed(ways.pick)>
                    {words.choose_file}
                </button>
                <button type="button" on:click=pressed(ways.paste)>{words.paste_text}</button>
                <button type="button" on:click=pressed(ways.sample)>{words.take_sample}</button>
            </div>
            <p class="small soft other" hidden=move || reading.get()>{words.or_drop}</p>
            <p class="small soft" hidden=move || !reading.get()>{words.reading}</p>
            <span class="progress" hidden=move || !reading.get()></span>
            <button
                type="button" id="stop" hidden=move || !reading.get() on:click=pressed(ways.stop)
            >{words.cancel}</button>
        </section>
    }
}

/// A press that stays with its button: the area around it has its own meaning.
fn pressed(wish: Callback<()>) -> impl Fn(leptos::ev::MouseEvent) + Clone + Send + 'static {
    move |press| {
        press.stop_propagation();
        wish.run(());
    }
}

/// A plan that comes with the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The name of its file.
    pub file: &'static str,
    /// What the plan calls itself.
    pub title: &'static str,
    /// The languages it is written in.
    pub tongue: &'static str,
}

/// The samples by name, each a button that opens it.
#[component]
pub fn Samples(
    /// The plans on offer.
    samples: &'static [Sample],
    /// The language of the interface.
    lang: Lang,
    /// Opens one, by its place in the list.
    on_open: Callback<usize>,
) -> impl IntoView {
    let row = |(n, sample): (usize, &'static Sample)| {
        view! {
            <li>
                <button type="button" class="card" on:click=move |_| on_open.run(n)>
                    <b dir="auto">{sample.title}</b>
                    <span class="small soft num">{sample.file}</span>
                    <span class="chip">{sample.tongue}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="samples" aria-labelledby="samples-title">
            <h2 class="label" id="samples-title">{page::page(lang).samples}</h2>
            <ul>{samples.iter().enumerate().map(row).collect_view()}</ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    fn nothing() -> Ways {
        let nothing = Callback::new(|()| ());
        Ways { pick: nothing, paste: nothing, sample: nothing, stop: nothing }
    }

    #[track_caller]
    fn check(lang: Lang, reading: bool, shown: &str, hidden: &str) {
        let html =
            html(|| view! { <DropArea lang reading=Signal::stored(reading) ways=nothing()/> });
        let tag = |words| {
            let (before, _) = html.split_once(words).expect("words in the page");
            before.rsplit('<').next().unwrap_or_default()
        };
        assert!(!tag(shown).contains("hidden"), "{shown}: {html}");
        assert!(tag(hidden).contains("hidden"), "{hidden}: {html}");
    }

    #[test]
    fn the_invitation_names_every_way_in() {
        let reading = Signal::stored(false);
        let html = html(|| view! { <DropArea lang=Lang::En reading ways=nothing()/> });
        let expected = "Choose a file Paste text Try a sample Or drop a plan, a saved run";
        assert!(words(&html).contains(expected), "{html}");
    }

    #[test]
    fn while_it_reads_it_says_so() {
        let (way, work) = ("Или перетащите", "Читаем план…");
        check(Lang::Ru, false, way, work);
        check(Lang::Ru, true, work, way);
    }

    #[test]
    fn samples_are_buttons_with_their_titles() {
        const SAMPLES: &[Sample] = &[Sample { file: "a.md", title: "План А", tongue: "ru" }];
        let on_open = Callback::new(|_| ());
        let html = html(|| view! { <Samples samples=SAMPLES lang=Lang::Ru on_open/> });
        assert_eq!(words(&html), "Примеры План А a.md ru");
        assert!(html.contains("<button"), "{html}");
    }
}
