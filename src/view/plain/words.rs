//! Words of a plan, and numbers, as texts of the page. Most words have no letter that markup would
//! take for its own, and those go out as they are; all others are escaped as any text is.

use super::numbered;
use crate::plan::Quote;
use crate::words::digits;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// A text that never changes; to make it asks for no memory.
pub(in crate::view) enum Words {
    /// As the plan has them.
    Of(Quote),
    /// A number of our own.
    Number(u32),
}

impl From<&Quote> for Words {
    fn from(words: &Quote) -> Self {
        Self::Of(words.clone())
    }
}

impl Words {
    fn into_string(self) -> String {
        match self {
            Self::Of(words) => words.into_string(),
            Self::Number(number) => numbered("", number),
        }
    }
}

/// Writes words as a text of markup has them: nothing at all is a space.
pub(in crate::view) fn push_words(out: &mut String, words: &str) {
    if is_plain(words) {
        return out.push_str(if words.is_empty() { " " } else { words });
    }
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
}

/// Whether a text of markup can hold these words as they are. All letters are looked at, and none by
/// itself: that is quicker than to stop at the first.
fn is_plain(words: &str) -> bool {
    !words.bytes().fold(false, |found, it| found | matches!(it, b'&' | b'<' | b'>'))
}

impl Render for Words {
    type State = <String as Render>::State;

    fn build(self) -> Self::State {
        self.into_string().build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.into_string().rebuild(state);
    }
}

impl AddAnyAttr for Words {
    type Output<More: Attribute> = Self;

    fn add_any_attr<More: Attribute>(self, _: More) -> Self {
        self
    }
}

impl RenderHtml for Words {
    as_it_is!();

    fn html_len(&self) -> usize {
        match self {
            Self::Of(words) => words.len(),
            Self::Number(_) => 4,
        }
    }

    fn to_html_with_buf(
        self,
        out: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        more: Vec<AnyAttribute>,
    ) {
        let behind_text = matches!(position, Position::NextChildAfterText);
        match &self {
            Self::Of(words) if !behind_text && !words.is_empty() && is_plain(words) => {
                out.push_str(words);
            }
            Self::Number(number) if !behind_text => digits::push(out, *number),
            Self::Of(_) | Self::Number(_) => {
                let words = self.into_string();
                return words.to_html_with_buf(out, position, escape, mark_branches, more);
            }
        }
        *position = Position::NextChildAfterText;
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.into_string().hydrate::<FROM_SERVER>(cursor, position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::html;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(html(|| Words::Of(words.into())), expected);
        assert_eq!(html(|| words.to_owned()), expected, "as any text");
    }

    #[test]
    fn words_are_told_as_any_text() {
        check("Switch DNS «at once»", "Switch DNS «at once»");
        check("<script>alert('1')</script>", "&lt;script&gt;alert('1')&lt;/script&gt;");
        check("a & b", "a &amp; b");
        check("a > \"b\"", "a &gt; \"b\"");
        check("", " ");
        check("&lt;", "&amp;lt;");
        assert_eq!(html(|| (Words::Number(7), Words::Number(4096))), "74096");
    }
}
