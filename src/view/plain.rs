//! What each of many rows says in the same few letters: a class that never changes, a name with a
//! number, a word for ears alone. A page of a thousand rows says them ten thousand times.

/// What every view of ours is to `RenderHtml` that waits for nothing and borrows nothing.
macro_rules! as_it_is {
    () => {
        type AsyncOutput = Self;
        type Owned = Self;
        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> Self {
            self
        }

        fn into_owned(self) -> Self {
            self
        }
    };
}

mod at_once;
mod each;
mod own;
mod words;

pub(super) use at_once::AtOnce;
pub(crate) use each::Each;
pub(super) use own::{Numbered, Own, Written, own};
pub(super) use words::{Words, push_words};

use crate::plan::{ItemIx, SectionIx};
use crate::words::{Lang, digits, page};
use leptos::tachys::html::InertElement;
use std::sync::LazyLock;

/// What stands before the number in the name of an item, and of a section.
pub(super) const ITEM: &str = "i";
pub(super) const SECTION: &str = "s";

/// The name of an item.
pub(super) fn item_name(ix: ItemIx) -> Numbered {
    Numbered::new(" id=\"i", place(ix.index()), "\"")
}

/// The name of its words.
pub(super) fn words_name(ix: ItemIx) -> Numbered {
    Numbered::new(" id=\"i", place(ix.index()), "t\"")
}

/// What is named by the words of an item.
pub(super) fn named_by_words(ix: ItemIx) -> Numbered {
    Numbered::new(" aria-labelledby=\"i", place(ix.index()), "t\"")
}

/// The name of a section.
pub(super) fn section_name(ix: SectionIx) -> Numbered {
    Numbered::new(" id=\"s", place(ix.index()), "\"")
}

/// A link to a section.
pub(super) fn to_section(ix: SectionIx) -> Numbered {
    Numbered::new(" href=\"#s", place(ix.index()), "\"")
}

/// A handle in a plan, as names have it.
pub(super) fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A few letters and a number behind them: `i12`.
pub(super) fn numbered(letters: &str, number: u32) -> String {
    let mut out = String::with_capacity(letters.len() + 10);
    out.push_str(letters);
    digits::push(&mut out, number);
    out
}

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
pub(super) static LINE: Fixed =
    Fixed::new(|| Lang::ALL.map(|lang| said(page::page(lang).line, " ")));
/// The same as the title of what has the number, up to it.
pub(super) static LINE_TITLE: Fixed =
    Fixed::new(|| Lang::ALL.map(|lang| [" title=\"", page::page(lang).line, "\u{a0}"].concat()));
/// Before a time.
pub(super) static TIME: Fixed =
    Fixed::new(|| Lang::ALL.map(|lang| said(page::page(lang).time, ": ")));
/// Before an owner.
pub(super) static OWNER: Fixed =
    Fixed::new(|| Lang::ALL.map(|lang| said(page::page(lang).owner, ": ")));
/// Before how grave a criterion is.
pub(super) static TIER: Fixed =
    Fixed::new(|| Lang::ALL.map(|lang| said(page::page(lang).tier, ": ")));

/// A word of our own for ears, and what comes behind it.
fn said(word: &str, then: &str) -> String {
    [r#"<span class="sr">"#, word, then, "</span>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::opened::{item_anchor, section_anchor};
    use leptos::attr::Attribute;

    #[test]
    fn rows_are_named_as_links_to_them_say() {
        let (mut out, mut none) = (String::new(), [const { String::new() }; 3]);
        let [class, style, inner] = &mut none;
        for name in [item_name(ItemIx::new(12)), section_name(SectionIx::new(7))] {
            name.to_html(&mut out, class, style, inner);
        }
        let (item, section) = (item_anchor(12), section_anchor(7));
        assert_eq!(out, format!(" id=\"{item}\" id=\"{section}\""));
    }
}
