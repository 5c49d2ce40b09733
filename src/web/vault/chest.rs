//! One database of one table: the same keys and texts as in the store that other tabs hear.
//!
//! Written over web-sys, which the page carries anyway: the crates that wrap `IndexedDB` bring their
//! own futures and errors, and none of them is smaller than these few calls. web-sys itself has no
//! stable name for the option of durability nor for buckets, so those calls go by reflection.

use super::super::reach;
use super::super::store::{self, is_full};
use super::Deed;
use crate::run::kept::Slip;
use crate::run::kept::state::Vault;
use leptos::prelude::{set_timeout, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::futures::future_to_promise;
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};
use web_sys::{
    DomException, Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest,
    IdbTransaction,
};

/// The database, and the version of it that we know.
const DATABASE: &str = "holdpoint/1";
const VERSION: u32 = 1;
const TABLE: &str = "texts";
/// The bucket of the second one.
const BUCKET: &str = "holdpoint";
/// How long a browser may take to open the database, to read from it or to write.
const PATIENCE: Duration = Duration::from_secs(8);

const FORBIDDEN: Fall = Fall::Store(Vault::Forbidden);

/// Why something was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Fall {
    /// The store as a whole cannot.
    Store(Vault),
    /// What had to be new is there already.
    Taken,
}

/// One of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chest {
    /// The one that confirms.
    First,
    /// Its copy, in a bucket of its own.
    Second,
}

thread_local! {
    /// The databases, each opened once for all who ask.
    static OPEN: RefCell<[Option<Promise>; 2]> = const { RefCell::new([None, None]) };
    /// A later version is making a database over.
    static OUTDATED: Cell<bool> = const { Cell::new(false) };
    /// There is no second one, or it does not do its work: this page goes on without.
    static IS_ALONE: Cell<bool> = const { Cell::new(false) };
}

impl Chest {
    /// Does all of it, and returns once the disk has it.
    pub(super) async fn write(self, deed: &Deed) -> Result<(), Fall> {
        let begun = begin(&self.database().await?).map_err(|it| {
            self.closed();
            self.alone(fall(&it))
        })?;
        done(&begun, deed).await.map_err(|it| self.alone(it))
    }

    /// All that is kept under keys that begin like one of these, asked for at once.
    pub(super) async fn slips(self, starts: &[&str]) -> Result<Vec<Slip>, Fall> {
        let table = self.table().await?;
        let ask = |start: &&str| {
            let range = range(start)?;
            let keys = answer(&table.get_all_keys_with_key(&range)?);
            Ok((keys, answer(&table.get_all_with_key(&range)?)))
        };
        let asked: Result<Vec<_>, JsValue> = starts.iter().map(ask).collect();
        let mut slips = Vec::new();
        for (keys, texts) in asked.map_err(|it| fall(&it))? {
            let (keys, texts) = (list(keys.await)?, list(texts.await)?);
            let slip = |(key, text): (JsValue, JsValue)| {
                Some(Slip::new(key.as_string()?, text.as_string()?))
            };
            slips.extend(keys.iter().zip(texts.iter()).filter_map(slip));
        }
        Ok(slips)
    }

    /// What is kept under these keys.
    pub(super) async fn those(self, keys: &[&str]) -> Result<Vec<Slip>, Fall> {
        let table = self.table().await?;
        let ask = |key: &&str| Ok(answer(&table.get(&(*key).into())?));
        let asked: Result<Vec<_>, JsValue> = keys.iter().map(ask).collect();
        let mut slips = Vec::new();
        for (key, text) in keys.iter().zip(asked.map_err(|it| fall(&it))?) {
            let text = text.await.map_err(|it| fall(&it))?.as_string();
            slips.extend(text.map(|text| Slip::new(*key, text)));
        }
        Ok(slips)
    }

    /// The text under a key.
    pub(super) async fn text(self, key: &str) -> Result<Option<String>, Fall> {
        Ok(self.those(&[key]).await?.pop().map(|it| it.text))
    }

    /// The keys that begin like this.
    pub(super) async fn keys(self, start: &str) -> Result<Vec<String>, Fall> {
        let table = self.table().await?;
        let asked = range(start).and_then(|range| table.get_all_keys_with_key(&range));
        let keys = list(answer(&asked.map_err(|it| fall(&it))?).await)?;
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    async fn table(self) -> Result<IdbObjectStore, Fall> {
        let database = self.database().await?;
        let begun = database.transaction_with_str(TABLE).map_err(|it| {
            self.closed();
            fall(&it)
        })?;
        begun.object_store(TABLE).map_err(|it| fall(&it))
    }

    /// The database, opened where nobody has yet.
    pub(super) async fn database(self) -> Result<IdbDatabase, Fall> {
        if OUTDATED.get() {
            return Err(Fall::Store(Vault::Outdated));
        }
        if self == Self::Second && IS_ALONE.get() {
            return Err(FORBIDDEN);
        }
        let known = OPEN.with_borrow(|open| open[self as usize].clone());
        let promise = known.unwrap_or_else(|| {
            let promise = self.open();
            OPEN.with_borrow_mut(|open| open[self as usize] = Some(promise.clone()));
            promise
        });
        match promise.await {
            Ok(database) => Ok(database.unchecked_into()),
            Err(error) => {
                self.closed();
                Err(self.alone(fall(&error)))
            }
        }
    }

    /// Whoever asks next opens it anew.
    fn closed(self) {
        OPEN.with_borrow_mut(|open| open[self as usize] = None);
    }

    /// A second one that fails is left alone from then on: nothing waits for it again.
    fn alone(self, fall: Fall) -> Fall {
        IS_ALONE.set(IS_ALONE.get() || self == Self::Second);
        fall
    }

    /// Where it is told that it was made.
    const fn made(self) -> &'static str {
        match self {
            Self::First => "made",
            Self::Second => "made/second",
        }
    }

    /// The lock under which it is made.
    const fn lock(self) -> &'static str {
        match self {
            Self::First => "holdpoint/1/opening",
            Self::Second => "holdpoint/1/opening/second",
        }
    }

    async fn factory(self) -> Option<IdbFactory> {
        if self == Self::First {
            return window().indexed_db().ok().flatten();
        }
        let bucket = ask_buckets("open", &[BUCKET.into(), strict().into()]).await?;
        reach::get(&bucket, "indexedDB").map(JsCast::unchecked_into)
    }

    /// A promise of the database.
    ///
    /// A page that is left while it makes the database is put aside by Chromium with the making half
    /// done, and every later page waits for it in vain. One that holds a Web Lock is not put aside, or
    /// is ended as soon as somebody else asks for that lock. So pages make the database in turn; where
    /// it was made already, none waits for its turn.
    fn open(self) -> Promise {
        future_to_promise(async move {
            let factory = self.factory().await.ok_or_else(forbidden)?;
            let is_gone =
                |it: &Result<_, JsValue>| it.as_ref().is_err_and(|it| name(it) == "AbortError");
            let known = match store::recall(self.made()) {
                Some(_) => Some(self.opened(factory.clone(), May::Open).await),
                None => None,
            };
            let database = if let Some(known) = known.filter(|it| !is_gone(it)) {
                known?
            } else {
                let database = self.in_turn(factory).await?;
                store::keep_small(self.made(), "1");
                database
            };
            if self == Self::First {
                refill(database.unchecked_ref()).await;
            }
            Ok(database)
        })
    }

    async fn in_turn(self, factory: IdbFactory) -> Result<JsValue, JsValue> {
        let waits = Rc::new(Cell::new(true));
        let turn = {
            let (factory, waits) = (factory.clone(), waits.clone());
            move || {
                if waits.replace(false) {
                    self.opened(factory, May::Make)
                } else {
                    Promise::resolve(&JsValue::NULL)
                }
            }
        };
        let turn = Closure::once_into_js(turn);
        let navigator: JsValue = window().navigator().into();
        let asked = reach::get(&navigator, "locks")
            .and_then(|locks| reach::call(&locks, "request", &[self.lock().into(), turn]))
            .and_then(|asked| asked.dyn_into::<Promise>().ok());
        if let Some(asked) = asked {
            let answer = in_time(&asked).await;
            if answer.is_ok() || !waits.replace(false) {
                return answer;
            }
        }
        // A page that gets no turn does without.
        self.opened(factory, May::Make).await
    }

    /// Opens the database, makes it where there is none and that is allowed, and watches it from then
    /// on.
    fn opened(self, factory: IdbFactory, may: May) -> Promise {
        future_to_promise(async move {
            let request = factory.open_with_u32(DATABASE, VERSION).map_err(|_| forbidden())?;
            let fresh = request.clone();
            let make = Closure::once_into_js(move |_: Event| {
                if may == May::Open {
                    if let Some(making) = fresh.transaction() {
                        // The request fails for it.
                        let _ = making.abort();
                    }
                } else if let Ok(database) = fresh.result() {
                    // A table that could not be made is missed with the first transaction.
                    let _ = database.unchecked_into::<IdbDatabase>().create_object_store(TABLE);
                }
            });
            request.set_onupgradeneeded(Some(make.unchecked_ref()));
            let database = answer(&request).await?;
            self.watch(database.unchecked_ref());
            Ok(database)
        })
    }

    /// A database that another version makes over, or that the browser takes away, is let go.
    fn watch(self, database: &IdbDatabase) {
        let held = database.clone();
        let let_go = Closure::<dyn FnMut(Event)>::new(move |told: Event| {
            // Without a new version it is being removed, and may be made again.
            let version = Reflect::get(&told, &"newVersion".into());
            OUTDATED.set(OUTDATED.get() || version.is_ok_and(|it| it.as_f64().is_some()));
            self.closed();
            held.close();
        });
        database.set_onversionchange(Some(let_go.as_ref().unchecked_ref()));
        let_go.forget();
        let lost = Closure::<dyn FnMut(Event)>::new(move |_| self.closed());
        database.set_onclose(Some(lost.as_ref().unchecked_ref()));
        lost.forget();
    }
}

/// What a browser answers that can keep databases apart.
async fn ask_buckets(what: &str, with: &[JsValue]) -> Option<JsValue> {
    let buckets = reach::get(&window().navigator(), "storageBuckets")?;
    let asked: Promise = reach::call(&buckets, what, with)?.dyn_into().ok()?;
    in_time(&asked).await.ok()
}

/// What asks for it that what is said to be written is on the disk.
fn strict() -> Object {
    let options = Object::new();
    reach::set(&options, "durability", &"strict".into());
    options
}

/// A first database in which nothing is was made just now, perhaps for the second time. Before anybody
/// reads from it, it is given what its copy has.
async fn refill(first: &IdbDatabase) {
    let count = async {
        let table = first.transaction_with_str(TABLE)?.object_store(TABLE)?;
        answer(&table.count()?).await
    };
    let is_empty = count.await.is_ok_and(|it| it.as_f64() == Some(0.0));
    if !is_empty || !has_second().await {
        return;
    }
    let keep = Chest::Second.slips(&[""]).await.unwrap_or_default();
    if let Ok(begun) = begin(first) {
        // What cannot be copied now is copied by `mend`.
        let _ = done(&begun, &Deed { keep, ..Deed::default() }).await;
    }
}

/// Whether a second one was made once; asking for it would make it.
async fn has_second() -> bool {
    let names = ask_buckets("keys", &[]).await;
    names.is_some_and(|it| Array::from(&it).includes(&BUCKET.into(), 0))
}

/// Begins a transaction that writes.
fn begin(database: &IdbDatabase) -> Result<IdbTransaction, JsValue> {
    let start: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let begun = start.call3(database, &TABLE.into(), &"readwrite".into(), &strict())?;
    Ok(begun.unchecked_into())
}

/// Does all of it, or nothing.
async fn done(transaction: &IdbTransaction, deed: &Deed) -> Result<(), Fall> {
    if let Err(error) = ask_all(transaction, deed) {
        // What was asked before it goes, too.
        let _ = transaction.abort();
        return Err(fall(&error));
    }
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    if in_time(&done).await.is_ok() {
        return Ok(());
    }
    let why = transaction.error();
    // One that hangs goes nowhere while it is said to have failed; one that is over cannot be stopped.
    let _ = transaction.abort();
    Err(why.map_or(Fall::Store(Vault::Failing), |it| fall(&it)))
}

fn ask_all(transaction: &IdbTransaction, deed: &Deed) -> Result<(), JsValue> {
    let table = transaction.object_store(TABLE)?;
    if let Some(claim) = &deed.claim {
        table.add_with_key(&JsValue::from(&claim.text), &JsValue::from(&claim.key))?;
    }
    for slip in &deed.keep {
        table.put_with_key(&JsValue::from(&slip.text), &JsValue::from(&slip.key))?;
    }
    for key in &deed.forget {
        table.delete(&JsValue::from(key))?;
    }
    for start in &deed.forget_all {
        table.delete(&range(start)?)?;
    }
    Ok(())
}

/// Keys from this beginning to the last that begins so.
fn range(start: &str) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&start.into(), &format!("{start}\u{ffff}").into()).map(Into::into)
}

/// What a request comes to, within a browser's patience.
pub(in crate::web) fn answer(
    request: &IdbRequest,
) -> impl Future<Output = Result<JsValue, JsValue>> + use<> {
    let promise = settled(request);
    let request = request.clone();
    async move {
        let answered = in_time(&promise).await;
        answered.and_then(|_| request.result()).map_err(|error| why(&request, error))
    }
}

fn list(answer: Result<JsValue, JsValue>) -> Result<Array, Fall> {
    answer.map(|it| Array::from(&it)).map_err(|it| fall(&it))
}

fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

/// What a request says went wrong, else what was told of it.
fn why(request: &IdbRequest, told: JsValue) -> JsValue {
    request.error().ok().flatten().map_or(told, Into::into)
}

/// The same promise, broken where it takes too long: a disk that hangs must not hang the page.
async fn in_time(promise: &Promise) -> Result<JsValue, JsValue> {
    let mut reject = None;
    let late = Promise::new(&mut |_, it| reject = Some(it));
    let give_up = move || {
        if let Some(reject) = &reject {
            // Nobody hears a promise that is settled already.
            let _ = reject.call0(&JsValue::NULL);
        }
    };
    set_timeout(give_up.clone(), PATIENCE);
    let answer = Promise::race(&Array::of2(promise, &late)).await;
    // Whoever still waits for the time holds what was answered: thousands of keys, again and again.
    give_up();
    answer
}

/// What a page may do with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum May {
    /// Open one that is there.
    Open,
    /// Make it as well.
    Make,
}

/// What a browser says that allows no database; one that says so in other words means the same.
fn forbidden() -> JsValue {
    DomException::new_with_message_and_name("", "NotAllowedError").map_or(JsValue::NULL, Into::into)
}

fn name(error: &JsValue) -> String {
    error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default()
}

fn fall(error: &JsValue) -> Fall {
    match &*name(error) {
        "ConstraintError" => Fall::Taken,
        "VersionError" => Fall::Store(Vault::Newer),
        // What a private window and a page from a file answer.
        "SecurityError" | "NotAllowedError" => Fall::Store(Vault::Forbidden),
        _ if OUTDATED.get() => Fall::Store(Vault::Outdated),
        _ if is_full(error) => Fall::Store(Vault::Full),
        _ => Fall::Store(Vault::Failing),
    }
}
