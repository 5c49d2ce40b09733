//! What is open, and the one way in: bytes become words, words become a plan. Whoever asks last is
//! served; an answer to an earlier wish is dropped.

use super::annex::Annex;
use super::keeper::Keeper;
use super::parcel::{self, Parcel};
use super::route::Route;
use super::shelf::{self, KeptPlan};
use super::{clock, corrections, files, reader, samples, travel};
use crate::run::journal::{Digest, RunId};
use crate::run::seal;
use crate::text;
use crate::view::arrived::Arrived;
use crate::view::opened::Opened;
use crate::view::place::{Place, Room};
use crate::view::trouble::Trouble;
use crate::view::verify::Checked;
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

/// A file that came in: its name, and its bytes if they came.
pub(super) type Arrival = (String, Result<Vec<u8>, Trouble>);

/// Opens things, one at a time.
#[derive(Clone, Copy)]
pub(super) struct Opener {
    /// What is open now.
    pub(super) desk: RwSignal<Desk>,
    /// What it takes to read.
    pub(super) annex: Annex,
    rest: StoredValue<Rest>,
}

/// What nobody else asks the opener for.
#[derive(Clone, Copy)]
struct Rest {
    wish: Wish,
    route: Route,
    keeper: Keeper,
    checked: RwSignal<Option<Checked>>,
    arrived: RwSignal<Option<Arrived>>,
}

impl Opener {
    pub(super) fn new(route: Route, keeper: Keeper) -> Self {
        let (checked, arrived) = (RwSignal::new(None), RwSignal::new(None));
        let rest = StoredValue::new(Rest { wish: 0, route, keeper, checked, arrived });
        Self { desk: RwSignal::new(Desk::Empty), annex: Annex::new(), rest }
    }

    /// The report that was checked last.
    pub(super) fn checked(self) -> RwSignal<Option<Checked>> {
        self.rest.get_value().checked
    }

    /// What became of files that came in together.
    pub(super) fn arrived(self) -> RwSignal<Option<Arrived>> {
        self.rest.get_value().arrived
    }

    /// Opens files: one goes where it belongs, of several what belongs nowhere else is shelved.
    pub(super) fn open_files(self, mut files: Vec<web_sys::File>) {
        if files.len() > 1 {
            return self.open_many(files);
        }
        if let Some(file) = files.pop() {
            let name = file.name();
            self.open(name, async move { files::bytes(file).await });
        }
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
        self.desk.set(Desk::Open(remembered(Opened::new(kept.name, digest, source))));
        true
    }

    /// Gives up what is being opened.
    pub(super) fn stop(self) {
        self.next();
        reader::stop();
        self.desk.set(Desk::Empty);
    }

    /// Nothing could be opened.
    pub(super) fn fail(self, trouble: Trouble) {
        self.next();
        self.desk.set(Desk::Failed { trouble, name: String::new() });
        self.rest.get_value().route.go(Place::Shelf);
    }

    /// Puts another reading of the open plan in its place, and keeps it.
    pub(super) fn change(self, change: impl FnOnce(&Opened) -> Opened) {
        self.desk.update(|desk| {
            if let Desk::Open(opened) = desk {
                *opened = change(opened);
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
        self.open_all(async move { vec![(name, bytes.await)] });
    }

    fn open_many(self, files: Vec<web_sys::File>) {
        self.open_all(async move {
            let mut all = Vec::new();
            for file in files {
                all.push((file.name(), files::bytes(file).await));
            }
            all
        });
    }

    fn open_all(self, files: impl Future<Output = Vec<Arrival>> + 'static) {
        let wish = self.next();
        self.arrived().set(None);
        self.desk.set(Desk::Reading);
        spawn_local(async move {
            match self.annex.fetch().await {
                Ok(rooms) => (rooms.open)(self, wish, files.await),
                Err(trouble) => self.failed(wish, String::new(), trouble),
            }
        });
    }

    /// Whether nobody has asked for anything else since.
    fn wants(self, wish: Wish) -> bool {
        self.rest.get_value().wish == wish
    }

    fn failed(self, wish: Wish, name: String, trouble: Trouble) {
        if self.wants(wish) {
            self.desk.set(Desk::Failed { trouble, name });
            self.rest.get_value().route.go(Place::Shelf);
        }
    }

    /// Takes one thing to where it belongs.
    async fn settle(self, name: &str, parcel: Parcel) -> Result<(), Trouble> {
        match parcel {
            Parcel::Plan(opened) => {
                let opened = remembered(opened);
                keep(&opened);
                let place = Place::Plan(opened.digest);
                self.desk.set(Desk::Open(opened));
                self.rest.get_value().route.go(place);
            }
            Parcel::Run(opened) => {
                let run = travel::take_in(self.rest.get_value().keeper, &opened.file).await?;
                self.desk.set(Desk::Empty);
                if opened.damages.is_empty() {
                    self.rest.get_value().route.go(Place::Run(run, Room::Now));
                } else {
                    let name = |damage| (name.to_owned(), damage);
                    let damaged = opened.damages.into_iter().map(name).collect();
                    self.arrived().set(Some(Arrived { runs: 1, damaged, ..Arrived::default() }));
                    self.rest.get_value().route.go(Place::Shelf);
                }
            }
            Parcel::Report(report) => {
                self.checked().set(Some(parcel::check(name, &report)));
                self.desk.set(Desk::Empty);
                self.rest.get_value().route.go(Place::Verify);
            }
        }
        Ok(())
    }

    /// Plans first, because runs and reports may speak of them.
    async fn settle_all(self, parcels: Vec<(String, Result<Parcel, Trouble>)>) {
        let mut arrived = Arrived::default();
        let (mut runs, mut reports) = (Vec::new(), Vec::new());
        for (name, parcel) in parcels {
            match parcel {
                Ok(Parcel::Plan(opened)) => {
                    keep(&remembered(opened));
                    arrived.plans += 1;
                }
                Ok(Parcel::Run(opened)) => runs.push((name, opened)),
                Ok(Parcel::Report(report)) => reports.push((name, report)),
                Err(trouble) => arrived.refused.push((name, trouble)),
            }
        }
        let mut taken: Vec<RunId> = Vec::new();
        for (name, opened) in runs {
            match travel::take_in(self.rest.get_value().keeper, &opened.file).await {
                Ok(run) => taken.push(run),
                Err(trouble) => arrived.refused.push((name.clone(), trouble)),
            }
            arrived.damaged.extend(opened.damages.into_iter().map(|it| (name.clone(), it)));
        }
        taken.sort_unstable();
        taken.dedup();
        arrived.runs = taken.len();
        let place = match (&taken[..], reports.last()) {
            (_, Some((name, report))) => {
                self.checked().set(Some(parcel::check(name, report)));
                Place::Verify
            }
            // Copies of one run, or a journal with its plan.
            ([run], None) if arrived.is_plain() => Place::Run(*run, Room::Now),
            (_, None) => Place::Shelf,
        };
        let tell = place == Place::Shelf || !arrived.is_plain();
        self.arrived().set(Some(arrived).filter(|_| tell));
        self.desk.set(Desk::Empty);
        self.rest.get_value().route.go(place);
    }

    fn next(self) -> Wish {
        self.rest.update_value(|rest| rest.wish += 1);
        self.rest.get_value().wish
    }
}

/// Opens what came in, if that is still wished. One of the doors of [`super::annex::Rooms`].
pub(super) fn open(this: Opener, wish: Wish, mut files: Vec<Arrival>) {
    if !this.wants(wish) {
        return;
    }
    spawn_local(async move {
        if files.len() > 1 {
            let mut parcels = Vec::new();
            for (name, bytes) in files {
                match unpacked(&name, bytes).await {
                    Ok(None) => {}
                    Ok(Some(parcel)) => parcels.push((name, Ok(parcel))),
                    Err(trouble) => parcels.push((name, Err(trouble))),
                }
                if !this.wants(wish) {
                    return;
                }
            }
            return this.settle_all(parcels).await;
        }
        let Some((name, bytes)) = files.pop() else { return };
        let parcel = unpacked(&name, bytes).await;
        if !this.wants(wish) {
            return;
        }
        let settled = match parcel {
            Ok(Some(parcel)) => this.settle(&name, parcel).await,
            Ok(None) => return,
            Err(trouble) => Err(trouble),
        };
        if let Err(trouble) = settled {
            this.failed(wish, name, trouble);
        }
    });
}

async fn unpacked(name: &str, bytes: Result<Vec<u8>, Trouble>) -> Result<Option<Parcel>, Trouble> {
    parcel::open(name, &bytes?).await
}

/// With all that was put right in it, or in the revision before it.
fn remembered(opened: Opened) -> Opened {
    let of_plan = corrections::of_plan(opened.digest);
    let known = of_plan
        .unwrap_or_else(|| corrections::inherited(opened.digest, &opened.name, &opened.plan));
    if known.is_empty() { opened } else { opened.corrected(&known) }
}

/// Puts a plan on the shelf. One of the doors of [`super::annex::Rooms`].
pub(super) fn lay(name: &str, bytes: &[u8]) {
    if let Ok(source) = text::open(bytes, &files::decode) {
        keep(&remembered(Opened::new(name.to_owned(), seal::digest(bytes), source)));
    }
}

/// A plan that was opened lies on the shelf from then on.
fn keep(opened: &Opened) {
    let (name, text) = (opened.name.clone(), opened.text().to_owned());
    shelf::keep_plan(
        opened.digest,
        &KeptPlan { name, text, at_ms: clock::now_ms(), altered: false },
    );
    corrections::keep_of_plan(opened.digest, &opened.corrections);
}
