//! Older entries go under one key, and the browser fails while they do.

use super::chrome::{Browser, House, Page, Profile, run};
use super::past::{ticked, told_so_far};
use holdpoint::run::journal::Actor;
use holdpoint::run::kept::key;
use holdpoint::run::kept::pack::PACK;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const STEPS: usize = 12;

/// Another page, which wrote most of the run.
const ACTOR: Actor = Actor(0xfeed);

/// So many entries of another page stand alone, which is enough for one pack.
const ALONE: u64 = 2 * PACK + 8;

/// Every call that packing makes fails in turn, once, and then from that call on.
pub fn every_call_fails() {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(STEPS).await?;
        page.settled().await?;
        let slips = entries_alone(&page).await?;
        page.open("plans/none").await?;
        put_alone(&page, &slips).await?;
        let whole = stored(&page).await?;
        // Without a fault the pack is made, and nothing is there less or twice as loose.
        let calls = round(&page, &place, &json!({ "at": 0 }), &whole).await?;
        assert!(stored(&page).await?.packs > 0, "nothing was packed");
        assert!((3..60).contains(&calls), "{calls} calls to pack once");
        for onward in [false, true] {
            for at in 1..=calls {
                page.open("plans/none").await?;
                put_alone(&page, &slips).await?;
                round(&page, &place, &json!({ "at": at, "onward": onward }), &whole).await?;
            }
        }
        Ok(())
    });
}

/// Opens the run with a fault under it, and again without; how many calls the first one made.
async fn round(page: &Page, place: &str, fault: &Value, whole: &Stored) -> WebDriverResult<u64> {
    page.fault(fault.clone()).await?;
    page.open(place).await?;
    // It is over once the fault has struck, or nothing stands alone that should not.
    let wait = "await desk.ready(); await desk.until(() => desk.boxes().length === given[0]); \
                const keys = () => Object.keys(localStorage); \
                const packed = () => keys().some((it) => it.includes('/pack/')) && !keys().some((it) => it.endsWith('/00000001') && it.includes(given[2])); \
                await desk.until(() => packed() || (given[1] > 0 && desk.fault.calls() >= given[1])); \
                return [desk.ticked(), desk.fault.calls()]";
    let given = vec![json!(STEPS), fault["at"].clone(), json!(ACTOR.to_string())];
    let first = page.ask(wait, given).await?;
    page.open("plans/none").await?;
    let left = stored(page).await?;
    assert_eq!(left.entries, whole.entries, "{fault}: entries are lost or made up");
    page.fault(Value::Null).await?;
    page.open(place).await?;
    let seen = page.settled().await?;
    assert_eq!(seen.notes(), "", "{fault}");
    assert_eq!(page.ask("return desk.ticked()", vec![]).await?, first[0], "{fault}");
    page.open("plans/none").await?;
    Ok(first[1].as_u64().unwrap_or(0))
}

/// What another page ticked and unticked, each entry for itself.
async fn entries_alone(page: &Page) -> WebDriverResult<Value> {
    let (mut journal, plan) = told_so_far(page, STEPS).await?;
    let mut slips = Vec::new();
    for n in 0..ALONE {
        let step = usize::try_from(n).expect("a few hundred");
        let entry = ticked(&journal, &plan, ACTOR, step);
        let slip = key::slip(&entry);
        slips.push(json!([slip.key, slip.text]));
        journal.add(entry);
    }
    Ok(Value::Array(slips))
}

/// Puts them into both stores, and takes every pack away.
async fn put_alone(page: &Page, slips: &Value) -> WebDriverResult<()> {
    let put = "const isPack = (key) => key.includes('/pack/'); \
               for (const key of Object.keys(localStorage)) if (isPack(key)) localStorage.removeItem(key); \
               for (const [key, text] of given[0]) localStorage.setItem('holdpoint/1/' + key, text); \
               const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
               await desk.vault('readwrite', (it) => { \
                 for (const key of keys) if (isPack(key)) it.delete(key); \
                 for (const [key, text] of given[0]) it.put(text, key); })";
    page.ask(put, vec![slips.clone()]).await.map(|_| ())
}

/// What both stores hold together.
#[derive(Debug)]
struct Stored {
    /// Each entry's line, once.
    entries: Value,
    packs: u64,
}

async fn stored(page: &Page) -> WebDriverResult<Stored> {
    let read = "const found = new Set(); let packs = 0; \
                const take = (key, text) => { if (!key.startsWith('run/') || key.endsWith('/plan')) return; \
                  if (key.includes('/pack/')) packs += 1; \
                  for (const line of text.split('\\n')) found.add(line); }; \
                for (const key of Object.keys(localStorage)) take(key.slice('holdpoint/1/'.length), localStorage.getItem(key)); \
                const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
                const texts = await desk.vault('readonly', (it) => it.getAll()); \
                keys.forEach((key, n) => take(key, texts[n])); \
                return [[...found].sort(), packs]";
    let read = page.ask(read, vec![]).await?;
    Ok(Stored { entries: read[0].clone(), packs: read[1].as_u64().unwrap_or(0) })
}
