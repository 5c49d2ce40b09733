//! The store that confirms: a transaction of `IndexedDB` with strict durability is complete only once
//! the disk has it.
//!
//! There are two of it where a browser has buckets. Chromium keeps a database as a log; a kill in the
//! middle of a write leaves half a record at its end, what is written later stands behind that half,
//! and the opening after next takes the whole for corrupt and clears it. So each transaction is done in
//! a second database as well, which lies in a log of its own, and only when the first has it: a kill
//! finds one of the two in the middle of a write at most. What is found empty is filled from the other.

mod chest;

pub(super) use chest::{Fall, answer};

use crate::run::kept::Slip;
use chest::Chest;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Function, Promise};

/// What one transaction does, all of it or nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Deed {
    /// Something that must be new.
    pub(super) claim: Option<Slip>,
    /// What is kept.
    pub(super) keep: Vec<Slip>,
    /// Keys that are forgotten.
    pub(super) forget: Vec<String>,
    /// Beginnings of keys that are forgotten.
    pub(super) forget_all: Vec<String>,
}

/// Opens it ahead of whoever will ask for it.
pub(super) fn warm() {
    // Who asks is told how it went.
    spawn_local(async { drop(Chest::First.database().await) });
}

/// Does all of it, and returns once the disk has it.
pub(super) async fn write(mut deed: Deed) -> Result<(), Fall> {
    let turn = Turn::taken().await;
    Chest::First.write(&deed).await?;
    deed.keep.extend(deed.claim.take());
    spawn_local(async move {
        // What the second misses it is given by `mend`.
        let _ = Chest::Second.write(&deed).await;
        drop(turn);
    });
    Ok(())
}

/// All that is kept under keys that begin like one of these, asked for at once.
pub(super) async fn slips(starts: &[&str]) -> Result<Vec<Slip>, Fall> {
    Chest::First.slips(starts).await
}

/// The same from the second copy, for whoever cannot read the first.
pub(super) async fn spare_slips(starts: &[&str]) -> Vec<Slip> {
    Chest::Second.slips(starts).await.unwrap_or_default()
}

/// The text under a key.
pub(super) async fn text(key: &str) -> Result<Option<String>, Fall> {
    Chest::First.text(key).await
}

/// The keys that begin like this.
pub(super) async fn keys(start: &str) -> Result<Vec<String>, Fall> {
    Chest::First.keys(start).await
}

/// The same from the second copy.
pub(super) async fn spare_keys(start: &str) -> Vec<String> {
    Chest::Second.keys(start).await.unwrap_or_default()
}

/// Gives each of both what only the other has; whether the first one lacked anything.
pub(super) async fn mend() -> bool {
    let _turn = Turn::taken().await;
    let (Ok(first), Ok(second)) = (keys("").await, Chest::Second.keys("").await) else {
        return false;
    };
    let first: BTreeSet<String> = first.into_iter().collect();
    let second: BTreeSet<String> = second.into_iter().collect();
    // What could not be copied now is copied when the page opens next.
    let _ = copy(Chest::First, Chest::Second, first.difference(&second)).await;
    let lacked = copy(Chest::Second, Chest::First, second.difference(&first)).await;
    lacked.is_ok_and(|count| count > 0)
}

/// Copies what is under these keys; how many were there.
async fn copy(from: Chest, to: Chest, keys: impl Iterator<Item = &String>) -> Result<usize, Fall> {
    let keys: Vec<&str> = keys.map(String::as_str).collect();
    if keys.is_empty() {
        return Ok(0);
    }
    let keep = from.those(&keys).await?;
    let count = keep.len();
    to.write(&Deed { keep, ..Deed::default() }).await?;
    Ok(count)
}

/// A turn to write; the next one comes when it is dropped.
struct Turn(Option<Function>);

impl Turn {
    async fn taken() -> Self {
        thread_local! {
            static LAST: RefCell<Option<Promise>> = const { RefCell::new(None) };
        }
        let mut done = None;
        let own = Promise::new(&mut |resolve, _| done = Some(resolve));
        if let Some(last) = LAST.replace(Some(own)) {
            // Nothing breaks this promise.
            let _ = last.await;
        }
        Self(done)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(done) = &self.0 {
            // A promise of our own takes any answer.
            let _ = done.call0(&JsValue::NULL);
        }
    }
}
