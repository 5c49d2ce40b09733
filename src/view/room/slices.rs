//! Long lists in slices. A slice far from the screen holds the words of its rows and nothing else,
//! so that a search of the browser finds them; it is drawn whole as soon as it comes near, or as the
//! hand is put on one of its rows. Short lists are one slice, and so is every list on paper.

use super::{Here, scene};
use crate::plan::ItemIx;
use leptos::prelude::*;

/// So many rows are drawn together.
const SLICE: usize = 50;
/// A list no longer than this is drawn at once.
const AT_ONCE: usize = 100;

/// Whoever sees what is near the screen.
#[derive(Clone, Copy)]
pub struct Sight {
    /// Sets the signal once the element of this name comes near.
    pub when_near: Callback<(String, RwSignal<bool>)>,
}

/// Rows that are drawn together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice<T: Copy + Send + Sync + 'static> {
    rows: StoredValue<Vec<T>>,
    /// Its list, and where in it.
    place: Option<(&'static str, usize)>,
    /// Whether its rows are whole; else only their words are there.
    pub(super) drawn: Memo<bool>,
}

impl<T: Copy + Send + Sync + 'static> Slice<T> {
    /// It is one of several.
    pub(super) fn is_part(self) -> bool {
        self.place.is_some()
    }

    /// The name of its element.
    pub(super) fn name(self) -> Option<String> {
        self.place.map(|(list, n)| format!("{list}{n}"))
    }

    /// Draws each of its rows.
    pub(super) fn each<V>(self, draw: impl Fn(T) -> V) -> Vec<V> {
        self.rows.with_value(|rows| rows.iter().map(|row| draw(*row)).collect())
    }

    /// The rows that a search finds.
    pub(super) fn found(self, here: Here, item: fn(T) -> Option<ItemIx>) -> Vec<T> {
        here.find.with(|find| {
            let fits = |row: &T| {
                item(*row).is_none_or(|item| {
                    here.live.item(item, |it| scene::is_found(&it.text, find.as_deref()))
                })
            };
            self.rows.with_value(|rows| rows.iter().copied().filter(fits).collect())
        })
    }
}

/// Cuts a list, if it is long and somebody sees what comes near.
pub(super) fn in_slices<T>(
    here: Here,
    list: &'static str,
    rows: Vec<T>,
    item: fn(T) -> Option<ItemIx>,
    draw: impl Fn(Slice<T>) -> AnyView,
) -> Vec<AnyView>
where
    T: Copy + Send + Sync + 'static,
{
    if rows.is_empty() {
        return Vec::new();
    }
    let Some(sight) = use_context::<Sight>().filter(|_| rows.len() > AT_ONCE) else {
        let drawn = Memo::new(|_| true);
        return vec![draw(Slice { rows: StoredValue::new(rows), place: None, drawn })];
    };
    let hand = here.grip.hand();
    let at = Memo::new(move |_| hand.with(|hand| hand.at));
    let slices = rows.chunks(SLICE).enumerate().map(|(n, rows)| {
        let near = RwSignal::new(n == 0);
        let rows = StoredValue::new(rows.to_vec());
        let holds =
            move |at: ItemIx| rows.with_value(|rows| rows.iter().any(|row| item(*row) == Some(at)));
        // Once drawn it listens no more.
        let drawn = Memo::new(move |before: Option<&bool>| {
            before == Some(&true) || near.get() || at.get().is_some_and(holds)
        });
        let slice = Slice { rows, place: Some((list, n)), drawn };
        if let Some(name) = slice.name().filter(|_| n > 0) {
            sight.when_near.run((name, near));
        }
        draw(slice)
    });
    slices.collect()
}
