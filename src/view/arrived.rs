//! What became of several files that came in at once: what was taken in, and what was not and why.

use crate::run::wire::Damage;
use crate::view::trouble::Trouble;
use crate::words::verify::{came, verify};
use crate::words::{Lang, runs};
use leptos::prelude::*;

/// What came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrived {
    /// How many plans lie on the shelf now.
    pub plans: usize,
    /// How many runs do.
    pub runs: usize,
    /// Files that could not be taken.
    pub refused: Vec<(String, Trouble)>,
    /// Lines of run files that could not be taken.
    pub damaged: Vec<(String, Damage)>,
}

impl Arrived {
    /// Whether there is nothing to tell.
    pub fn is_plain(&self) -> bool {
        self.refused.is_empty() && self.damaged.is_empty()
    }
}

/// The note over the shelf.
#[component]
pub fn ArrivedNote(
    /// What came in.
    arrived: Arrived,
    /// The language of the interface.
    lang: Lang,
    /// Takes the note away.
    close: Callback<()>,
) -> impl IntoView {
    let words = verify(lang);
    let came = came(lang, arrived.plans, arrived.runs);
    let refused = arrived.refused.into_iter().map(|(name, trouble)| {
        let (title, advice) = trouble.told(lang);
        view! { <li><b dir="auto">{name}</b>": "{title}". "<span class="soft">{advice}</span></li> }
    });
    let refused: Vec<_> = refused.collect();
    let damaged = arrived.damaged.into_iter().map(|(name, damage)| {
        view! { <li><b dir="auto">{name}</b>", "{runs::damage(lang, &damage)}</li> }
    });
    let damaged: Vec<_> = damaged.collect();
    let lost = !refused.is_empty();
    view! {
        <section class="notice arrived" role="status">
            <div>
                {(!came.is_empty()).then(|| view! { <p><b>{words.arrived}</b>": "{came}"."</p> })}
                {lost.then(|| view! { <p><b class="abort">{words.refused}</b></p> })}
                <ul class="plain small">{refused}{damaged}</ul>
            </div>
            <button type="button" on:click=move |_| close.run(())>{words.close}</button>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn what_came_in_is_counted_and_what_did_not_says_why() {
        let arrived = Arrived {
            plans: 2,
            runs: 1,
            refused: vec![("scheme.png".into(), Trouble::EmptyRun)],
            damaged: vec![],
        };
        let close = Callback::new(|()| ());
        let html = html(|| view! { <ArrivedNote arrived lang=Lang::Ru close/> });
        let said = words(&html).replace('\u{a0}', " ");
        let expected = "Принято : 2 плана, 1 прогон. Не открылось scheme.png : В прогоне нет";
        assert!(said.starts_with(expected), "{said}");
    }
}
