//! Views of many rows, which on paper are written in one go: a page of a thousand rows is told
//! several times sooner so.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// Where nothing is and between texts, for a page that comes alive in place, which none of ours does.
const MARKER: &str = "<!>";

/// A view, and what of it is written on paper. Both say the same letter for letter, which each page
/// that is told in a debug build looks at.
pub(in crate::view) struct AtOnce<S, W> {
    on_screen: S,
    written: W,
}

impl<S, W, V> AtOnce<S, W>
where
    S: FnOnce() -> V + Send + 'static,
    W: FnOnce(&mut String) + Send + 'static,
    V: RenderHtml + 'static,
{
    /// As a view, and as it is written.
    pub(in crate::view) fn new(on_screen: S, written: W) -> Self {
        Self { on_screen, written }
    }
}

impl<S, W, V> Render for AtOnce<S, W>
where
    S: FnOnce() -> V + Send + 'static,
    W: FnOnce(&mut String) + Send + 'static,
    V: RenderHtml + 'static,
{
    type State = V::State;

    fn build(self) -> Self::State {
        (self.on_screen)().build()
    }

    fn rebuild(self, state: &mut Self::State) {
        (self.on_screen)().rebuild(state);
    }
}

impl<S, W, V> AddAnyAttr for AtOnce<S, W>
where
    S: FnOnce() -> V + Send + 'static,
    W: FnOnce(&mut String) + Send + 'static,
    V: RenderHtml + 'static,
{
    type Output<More: Attribute> = Self;

    fn add_any_attr<More: Attribute>(self, _: More) -> Self::Output<More> {
        self
    }
}

impl<S, W, V> RenderHtml for AtOnce<S, W>
where
    S: FnOnce() -> V + Send + 'static,
    W: FnOnce(&mut String) + Send + 'static,
    V: RenderHtml + 'static,
{
    as_it_is!();

    fn html_len(&self) -> usize {
        size_of::<Self>()
    }

    fn to_html_with_buf(
        self,
        out: &mut String,
        position: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        let start = out.len();
        (self.written)(out);
        if cfg!(debug_assertions) {
            let on_screen = (self.on_screen)().to_html().replace(MARKER, "");
            let alike = on_screen.bytes().zip(out[start..].bytes()).take_while(|(a, b)| a == b);
            let from = alike.count().saturating_sub(80);
            let [told, written] = [&on_screen, &out[start..]]
                .map(|html| String::from_utf8_lossy(&html.as_bytes()[from..]).into_owned());
            assert!(told == written, "on screen and on paper:\n{told:.200}\n{written:.200}");
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        (self.on_screen)().hydrate::<FROM_SERVER>(cursor, position)
    }
}
