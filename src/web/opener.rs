//! What is open, and the one way in: bytes become words, words become a plan. Whoever asks last is
//! served; an answer to an earlier wish is dropped.

use super::annex::Annex;
use super::route::Route;
use super::shelf::{self, KeptPlan};
use super::{clock, files, samples};
use crate::run::journal::Digest;
use crate::run::seal;
use crate::text;
use crate::view::opened::Opened;
use crate::view::place::Place;
use crate::view::trouble::Trouble;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::sync::Arc;

/// What lies on the desk.
#[derive(Debug, Clone)]
pub(super) enum Desk {
    /// Nothing yet.
    Empty,
    /// Something is on its way.
    Reading,
    /// It could not be opened.
    Failed {
        /// Why.
        trouble: Trouble,
        /// What it was called.
        name: String,
    },
    /// A plan.
    Open(Opened),
}

/// Two plans are the same when they come from one reading, and no failure is the same as another.
impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Empty, Self::Empty) | (Self::Reading, Self::Reading) => true,
            (Self::Open(one), Self::Open(other)) => Arc::ptr_eq(&one.plan, &other.plan),
            (Self::Empty | Self::Reading | Self::Failed { .. } | Self::Open(_), _) => false,
        }
    }
}

/// Which of all that was asked for this is.
pub(super) type Wish = u32;

/// Opens things, one at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opener {
    /// What is open now.
    pub(super) desk: RwSignal<Desk>,
    /// What it takes to read.
    pub(super) annex: Annex,
    wish: StoredValue<Wish>,
    route: Route,
}

impl Opener {
    pub(super) fn new(route: Route) -> Self {
        let (desk, wish) = (RwSignal::new(Desk::Empty), StoredValue::new(0));
        Self { desk, annex: Annex::new(), wish, route }
    }

    /// Opens a file.
    pub(super) fn open_file(self, file: web_sys::File) {
        let name = file.name();
        self.open(name, async move { files::bytes(file).await });
    }

    /// Opens text that came without a file.
    pub(super) fn open_text(self, name: &str, text: String) {
        self.open(name.to_owned(), async move { Ok(text.into_bytes()) });
    }

    /// Opens bytes that are here already.
    pub(super) fn open_bytes(self, name: String, bytes: Vec<u8>) {
        self.open(name, async move { Ok(bytes) });
    }

    /// Puts a plan on the shelf without opening it.
    pub(super) fn lay(self, name: String, bytes: Vec<u8>) {
        spawn_local(async move {
            if let Ok(rooms) = self.annex.fetch().await {
                (rooms.lay)(&name, &bytes);
            }
        });
    }

    /// Opens one of the samples.
    pub(super) fn open_sample(self, n: usize) {
        if let Some(sample) = samples::SAMPLES.get(n) {
            self.open(sample.file.to_owned(), samples::bytes(sample));
        }
    }

    /// Opens a plan from the shelf, if it lies there and is not open already.
    pub(super) fn open_kept(self, digest: Digest) -> bool {
        let is_open = |desk: &Desk| matches!(desk, Desk::Open(opened) if opened.digest == digest);
        if self.desk.with_untracked(is_open) {
            return true;
        }
        let Some(kept) = shelf::plan(digest) else { return false };
        let Ok(source) = text::open(kept.text.as_bytes(), &files::decode) else { return false };
        self.next();
        self.desk.set(Desk::Open(Opened::new(kept.name, digest, source)));
        true
    }

    /// Nothing could be opened.
    pub(super) fn fail(self, trouble: Trouble) {
        self.next();
        self.desk.set(Desk::Failed { trouble, name: String::new() });
        self.route.go(Place::Shelf);
    }

    /// Shows the open plan's text as it came, or mended.
    pub(super) fn reread(self, as_it_was: bool) {
        self.desk.update(|desk| {
            if let Desk::Open(opened) = desk {
                *opened = opened.reread(as_it_was);
                keep(opened);
            }
        });
    }

    /// The digest of the plan that is open.
    pub(super) fn digest(self) -> Option<Digest> {
        self.desk.with_untracked(|desk| match desk {
            Desk::Open(opened) => Some(opened.digest),
            Desk::Empty | Desk::Reading | Desk::Failed { .. } => None,
        })
    }

    fn open(self, name: String, bytes: impl Future<Output = Result<Vec<u8>, Trouble>> + 'static) {
        let wish = self.next();
        self.desk.set(Desk::Reading);
        spawn_local(async move {
            let all = async { Ok((self.annex.fetch().await?, bytes.await?)) };
            match all.await {
                Ok((rooms, bytes)) => (rooms.open)(self, wish, name, &bytes),
                Err(trouble) => self.failed(wish, name, trouble),
            }
        });
    }

    fn failed(self, wish: Wish, name: String, trouble: Trouble) {
        if self.wish.get_value() == wish {
            self.route.go(Place::Shelf);
            self.desk.set(Desk::Failed { trouble, name });
        }
    }

    fn next(self) -> Wish {
        self.wish.update_value(|wish| *wish += 1);
        self.wish.get_value()
    }
}

/// Makes a plan of a file's name and bytes, if that is still wished. One of the doors of
/// [`super::annex::Rooms`].
pub(super) fn open(this: Opener, wish: Wish, name: String, bytes: &[u8]) {
    let source = match text::open(bytes, &files::decode) {
        Ok(source) => source,
        Err(refusal) => return this.failed(wish, name, Trouble::Refused(refusal)),
    };
    if this.wish.get_value() == wish {
        let opened = Opened::new(name, seal::digest(bytes), source);
        keep(&opened);
        let place = Place::Plan(opened.digest);
        this.desk.set(Desk::Open(opened));
        this.route.go(place);
    }
}

/// Puts a plan on the shelf. One of the doors of [`super::annex::Rooms`].
pub(super) fn lay(name: &str, bytes: &[u8]) {
    if let Ok(source) = text::open(bytes, &files::decode) {
        keep(&Opened::new(name.to_owned(), seal::digest(bytes), source));
    }
}

/// A plan that was opened lies on the shelf from then on.
fn keep(opened: &Opened) {
    let (name, text) = (opened.name.clone(), opened.text().to_owned());
    shelf::keep_plan(
        opened.digest,
        &KeptPlan { name, text, at_ms: clock::now_ms(), altered: false },
    );
}
