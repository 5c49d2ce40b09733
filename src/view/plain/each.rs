//! Views one behind another, none kept while the next is made. Leptos would collect them first, and
//! write a marker behind them for a page that comes alive in place, which none of ours does.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// The views of an iterator, made when they are needed; of an `Option`, one or nothing at all.
pub(crate) struct Each<I>(pub(crate) I);

impl<I: IntoIterator<Item: Render>> Each<I> {
    fn all(self) -> Vec<I::Item> {
        self.0.into_iter().collect()
    }
}

impl<I: IntoIterator<Item: Render>> Render for Each<I> {
    type State = <Vec<I::Item> as Render>::State;

    fn build(self) -> Self::State {
        self.all().build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.all().rebuild(state);
    }
}

impl<I: IntoIterator<Item: RenderHtml>> AddAnyAttr for Each<I> {
    type Output<More: Attribute> = <Vec<I::Item> as AddAnyAttr>::Output<More>;

    fn add_any_attr<More: Attribute>(self, more: More) -> Self::Output<More>
    where
        Self::Output<More>: RenderHtml,
    {
        self.all().add_any_attr(more)
    }
}

impl<I: IntoIterator<Item: RenderHtml + Send> + Send> RenderHtml for Each<I> {
    type AsyncOutput = Vec<<I::Item as RenderHtml>::AsyncOutput>;
    type Owned = Vec<<I::Item as RenderHtml>::Owned>;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self.all().resolve().await
    }

    fn to_html_with_buf(
        self,
        out: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        more: Vec<AnyAttribute>,
    ) {
        for view in self.0 {
            view.to_html_with_buf(out, position, escape, mark_branches, more.clone());
        }
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.all().hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        self.all().into_owned()
    }
}
