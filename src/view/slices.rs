//! Long lists in slices. A slice far from the screen gets the words of its rows by and by and nothing
//! else, so that a search of the browser finds them; it is drawn whole as soon as it comes near, or as
//! somebody asks for one of its rows. Short lists are one slice, and so is every list on paper.

use crate::view::plain::Each;
use leptos::either::Either;
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
    /// Sets the signal by and by, when nothing else waits.
    pub in_turn: Callback<RwSignal<bool>>,
}

/// Rows that are drawn together.
pub(super) struct Slice<T: 'static> {
    rows: Rows<T>,
    /// The name of its element, where it is one of several.
    name: Option<String>,
}

enum Rows<T: 'static> {
    /// They are drawn at once and for good.
    Whole(Vec<T>),
    /// They are drawn by and by; `drawn` is how much of them is there.
    Part { rows: StoredValue<Vec<T>>, drawn: Memo<Drawn> },
}

/// Rows that are whole, or in plain words, or not there yet.
type ByAndBy<V, W> = Option<Either<Vec<V>, Vec<W>>>;

/// How much of a slice is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Not even its words.
    Nothing,
    /// Its words, for those who search.
    Words,
    /// All of it.
    Whole,
}

/// How much of a part is to be there: all of it once its element is near or somebody asks for it, all
/// of it at once where it has no name to be found by.
pub(super) fn drawn(
    name: Option<&String>,
    is_first: bool,
    asks: impl Fn() -> bool + Send + Sync + 'static,
) -> Memo<Drawn> {
    let sight = use_context::<Sight>().zip(name.cloned());
    let near = RwSignal::new(is_first || sight.is_none());
    let words = RwSignal::new(false);
    if let (Some((sight, name)), false) = (sight, is_first) {
        sight.when_near.run((name, near));
        sight.in_turn.run(words);
    }
    // Once drawn it listens no more.
    Memo::new(move |before: Option<&Drawn>| match before {
        Some(Drawn::Whole) => Drawn::Whole,
        _ if near.get() || asks() => Drawn::Whole,
        _ if words.get() => Drawn::Words,
        _ => Drawn::Nothing,
    })
}

impl<T: Clone + Send + Sync + 'static> Slice<T> {
    /// It is one of several.
    pub(super) fn is_part(&self) -> bool {
        self.name.is_some()
    }

    /// The name of its element.
    pub(super) fn name(&self) -> Option<String> {
        self.name.clone()
    }

    /// Its rows, whole once they are near and in plain words before. What `plain` leaves out is not
    /// there.
    pub(super) fn rows<V, W>(
        self,
        draw: impl Fn(T) -> V + Send + 'static,
        plain: impl Fn(&T) -> Option<W> + Send + 'static,
    ) -> Either<Each<impl Iterator<Item = V> + Send>, impl Fn() -> ByAndBy<V, W> + Send> {
        let (rows, drawn) = match self.rows {
            Rows::Whole(rows) => return Either::Left(Each(rows.into_iter().map(draw))),
            Rows::Part { rows, drawn } => (rows, drawn),
        };
        Either::Right(move || {
            let drawn = drawn.get();
            rows.with_value(|rows| match drawn {
                Drawn::Nothing => None,
                Drawn::Words => Some(Either::Right(rows.iter().filter_map(&plain).collect())),
                Drawn::Whole => Some(Either::Left(rows.iter().cloned().map(&draw).collect())),
            })
        })
    }
}

/// A list in parts that are drawn together; one part where that is short enough, or where nobody sees
/// what comes near.
pub(super) fn cut<T>(mut rows: Vec<T>) -> Vec<Vec<T>> {
    if rows.len() <= AT_ONCE || use_context::<Sight>().is_none() {
        return vec![rows];
    }
    let mut parts = Vec::new();
    while rows.len() > SLICE {
        let rest = rows.split_off(SLICE);
        parts.push(std::mem::replace(&mut rows, rest));
    }
    parts.push(rows);
    parts
}

/// Draws a list in its parts. `name` calls each by its number, `asks` says whether somebody asks for one of these rows.
pub(super) fn in_slices<T, V>(
    name: impl Fn(usize) -> String,
    parts: Vec<Vec<T>>,
    asks: impl Fn(&[T]) -> bool + Copy + Send + Sync + 'static,
    draw: impl Fn(Slice<T>) -> V,
) -> Vec<V>
where
    T: Send + Sync + 'static,
{
    let parts = parts.into_iter().filter(|rows| !rows.is_empty());
    if parts.size_hint().1 == Some(1) || use_context::<Sight>().is_none() {
        return parts.map(|rows| draw(Slice { rows: Rows::Whole(rows), name: None })).collect();
    }
    let slices = parts.enumerate().map(|(n, rows)| {
        let name = name(n);
        let rows = StoredValue::new(rows);
        let drawn = drawn(Some(&name), n == 0, move || rows.with_value(|rows| asks(rows)));
        draw(Slice { rows: Rows::Part { rows, drawn }, name: Some(name) })
    });
    slices.collect()
}
