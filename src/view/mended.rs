//! The notice over a text that came damaged: what it was, what it is, and the way to refuse.

use crate::view::opened::Mending;
use crate::view::plain::Each;
use crate::words::understood::understood;
use crate::words::{Lang, page};
use leptos::prelude::*;

/// Before and after, and one button. On paper it has no button.
#[component]
pub fn Mended(
    /// What mending did.
    mending: Mending,
    /// The text is shown as it came.
    as_it_was: bool,
    /// The language of the interface.
    lang: Lang,
    /// Shows the text as it came, or mended.
    #[prop(optional_no_strip)]
    on_choose: Option<Callback<bool>>,
) -> impl IntoView {
    let words = page::page(lang);
    let (told, other) = if as_it_was {
        (words.unrepaired, words.mend_again)
    } else {
        (words.repaired, words.leave_as_was)
    };
    let many =
        (!as_it_was).then(|| format!(" {}.", page::mended(lang, mending.places, mending.broken)));
    let button = on_choose.map(|choose| {
        view! { <button type="button" on:click=move |_| choose.run(!as_it_was)>{other}</button> }
    });
    let rows = mending.lines.into_iter().map(|(line, before, after)| {
        view! {
            <tr><td class="num">{line}</td><td dir="auto">{before}</td><td dir="auto">{after}</td></tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    let compared = (rows.len() > 1 && on_choose.is_some()).then(|| {
        view! {
            <details class="compare">
                <summary>{understood(lang).compare}</summary>
                <div class="wide" tabindex="0" role="region" aria-label=understood(lang).compare>
                    <table>
                        <thead><tr>
                            <th scope="col">{words.line}</th><th scope="col">{words.before}</th>
                            <th scope="col">{words.after}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        }
    });
    view! {
        <section class="notice fix" aria-label=told>
            <div>
                <p><b>{told}</b>{Each(many)}</p>
                <dl>
                    <div><dt>{words.before}</dt><dd dir="auto">{mending.before}</dd></div>
                    <div><dt>{words.after}</dt><dd dir="auto">{mending.after}</dd></div>
                </dl>
                {Each(compared)}
            </div>
            {Each(button)}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[track_caller]
    fn check(as_it_was: bool, expected: &str) {
        let (before, after) = ("РџР»Р°РЅ".to_owned(), "План".to_owned());
        let mending = Mending { before, after, places: 2814, broken: 0, lines: Vec::new() };
        let html = html(|| {
            let on_choose = Some(Callback::new(|_| ()));
            view! { <Mended mending as_it_was lang=Lang::Ru on_choose/> }
        });
        assert_eq!(words(&html).replace('\u{a0}', " "), expected);
    }

    #[test]
    fn mending_can_be_refused_and_taken_back() {
        let lines = "Было РџР»Р°РЅ Стало План";
        let mended = "Текст был испорчен при сохранении и восстановлен.";
        check(
            false,
            &format!("{mended} 2 814 мест исправлено, без потерь. {lines} Оставить как было"),
        );
        let left = "Текст показан таким, каким он пришёл в файле.";
        check(true, &format!("{left} {lines} Восстановить"));
    }
}
