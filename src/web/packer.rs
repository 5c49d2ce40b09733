//! Packs older entries of a run. The pack is on the disk before any entry that stands alone goes, and
//! it lies in both stores until the first one is more than half full: from then on the older part of
//! a run lies in the other alone.

use super::store::{self, Kept};
use super::vault::{self, Deed};
use crate::run::journal::{EntryRef, RunId};
use crate::run::kept::key::Part;
use crate::run::kept::pack::{self, PACK, Packed};
use crate::view::live::Live;
use std::collections::BTreeSet;

/// The part of the first store that packs may fill, in UTF-16 units.
const SHARE_UNITS: usize = store::ROOM_UNITS / 5 * 3;

/// What is due to be packed.
pub(super) fn due(run: RunId, live: Live, loose: &BTreeSet<EntryRef>) -> Vec<Packed> {
    if (loose.len() as u64) < 2 * PACK {
        return Vec::new();
    }
    let due = pack::due(loose.iter().copied());
    live.peek(|it| due.iter().filter_map(|due| due.packed(run, &it.journal)).collect())
}

/// Packs; the entries that stand alone no more, if that was done.
pub(super) async fn pack(packed: Packed) -> Option<BTreeSet<EntryRef>> {
    let Packed { pack, loose } = packed;
    let deed = Deed { keep: vec![pack.clone()], forget: loose.clone(), ..Deed::default() };
    vault::write(deed).await.ok()?;
    let fits = store::units().is_some_and(|units| units + pack.text.len() < SHARE_UNITS);
    if fits && store::keep(&pack.key, &pack.text) != Kept::Yes {
        store::forget(&pack.key);
    }
    for key in &loose {
        store::forget(key);
    }
    let name = |key: &String| match Part::of(key) {
        Part::Entry(name) => Some(name),
        Part::Pack(..) | Part::Plans | Part::Unknown => None,
    };
    Some(loose.iter().filter_map(name).collect())
}
