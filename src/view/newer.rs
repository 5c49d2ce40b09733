//! The line that says that a new version waits, and the press that lets it in.

use crate::words::{Lang, site};
use leptos::prelude::*;

/// One sentence and one button.
#[component]
pub fn NewerNotice(
    /// The language of the interface.
    lang: Lang,
    /// Lets the new version in.
    take: Callback<()>,
) -> impl IntoView {
    let [told, take_it] = site::newer(lang);
    view! {
        <p class="newer" role="status">
            <span>{told}</span>
            <button type="button" id="newer" on:click=move |_| take.run(())>{take_it}</button>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn a_new_version_waits_for_a_press_and_says_that_runs_stay() {
        for (lang, told) in [
            (Lang::Ru, "Есть новая версия Holdpoint. Прогоны останутся, как есть. Перейти на неё"),
            (Lang::En, "A new version of Holdpoint is here. Runs stay as they are. Go over to it"),
        ] {
            let html = html(|| view! { <NewerNotice lang take=Callback::new(|()| ())/> });
            assert_eq!(words(&html), told);
            assert!(html.contains("role=\"status\""), "{html}");
        }
    }
}
