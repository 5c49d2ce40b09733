//! What each of many rows says in the same few letters: a class that never changes, a name with a
//! number, a word for ears alone. A page of a thousand rows says them ten thousand times.

use crate::words::{Lang, page};
use leptos::attr::custom::{CustomAttr, custom_attribute};
use leptos::tachys::html::InertElement;
use std::sync::LazyLock;

/// A class that never changes, for `{..classed("row")}`: `class=` would keep a list of classes and
/// join it for each element.
pub(super) fn classed(class: &'static str) -> CustomAttr<&'static str, &'static str> {
    custom_attribute("class", class)
}

/// A few letters and a number behind them: `i12`.
pub(super) fn numbered(letters: &str, number: u32) -> String {
    let mut out = String::with_capacity(letters.len() + 10);
    out.push_str(letters);
    let place = number.checked_ilog10().unwrap_or(0);
    out.extend(
        (0..=place).rev().map(|place| DIGITS[(number / TENS[place as usize] % 10) as usize]),
    );
    out
}

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const TENS: [u32; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// Something of our own that never changes, once in each language.
pub(super) struct Fixed(LazyLock<[String; 2]>);

impl Fixed {
    /// Made when it is first needed, by a function of the language.
    pub(super) const fn new(made: fn() -> [String; 2]) -> Self {
        Self(LazyLock::new(made))
    }

    /// As an element.
    pub(super) fn told(&'static self, lang: Lang) -> InertElement {
        InertElement::new(self.markup(lang))
    }

    /// As markup: no word of a plan may be in it.
    pub(super) fn markup(&'static self, lang: Lang) -> &'static str {
        let [ru, en] = &*self.0;
        match lang {
            Lang::Ru => ru,
            Lang::En => en,
        }
    }
}

/// «Строка», before the number of a line, for ears.
pub(super) static LINE: Fixed = Fixed::new(|| LANGS.map(|lang| said(page::page(lang).line, " ")));
/// Before a time.
pub(super) static TIME: Fixed = Fixed::new(|| LANGS.map(|lang| said(page::page(lang).time, ": ")));
/// Before an owner.
pub(super) static OWNER: Fixed =
    Fixed::new(|| LANGS.map(|lang| said(page::page(lang).owner, ": ")));
/// Before how grave a criterion is.
pub(super) static TIER: Fixed = Fixed::new(|| LANGS.map(|lang| said(page::page(lang).tier, ": ")));

const LANGS: [Lang; 2] = [Lang::Ru, Lang::En];

/// A word of our own for ears, and what comes behind it.
fn said(word: &str, then: &str) -> String {
    [r#"<span class="sr">"#, word, then, "</span>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        for number in [0, 7, 10, 99, 100, 4096, 1_000_000_000, u32::MAX] {
            assert_eq!(numbered("i", number), format!("i{number}"));
        }
    }
}
