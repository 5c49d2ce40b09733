//! What keeping costs, each beside the bare calls of the browser in the same run.

use super::chrome::{Browser, House, Page, Profile, run};
use super::past::{ticked, told_so_far};
use holdpoint::run::journal::{Actor, Journal};
use holdpoint::run::kept::key;
use holdpoint::run::kept::pack::{Due, PACK};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// Puts so many entries into the run that the page has begun, packed as they would be.
async fn fill(page: &Page, steps: usize, count: usize) -> WebDriverResult<()> {
    let (mut journal, plan) = told_so_far(page, steps).await?;
    let run = journal.run().expect("it has begun");
    let actor = Actor(0xfeed);
    let mut part = Journal::of(journal.entries().to_vec());
    let mut slips = Vec::new();
    for n in 0..count {
        let entry = ticked(&journal, &plan, actor, n);
        part.add(entry.clone());
        journal.add(entry);
        let seq = n as u64 + 1;
        if seq.is_multiple_of(PACK) {
            let packed = Due { actor, seqs: seq - PACK + 1..=seq }.packed(run, &part);
            slips.push(packed.expect("all of it is there").pack);
            part = Journal::default();
        }
    }
    let rest = part.entries().iter().filter(|entry| entry.actor == actor);
    slips.extend(rest.map(key::slip));
    for chunk in slips.chunks(20) {
        let chunk: Vec<Value> = chunk.iter().map(|slip| json!([slip.key, slip.text])).collect();
        let put = "await desk.vault('readwrite', (it) => { for (const [key, text] of given[0]) it.put(text, key); })";
        page.ask(put, vec![json!(chunk)]).await?;
    }
    Ok(())
}

/// Characters that ten ticks write, and the calls they make.
async fn cost(page: &Page) -> WebDriverResult<(u64, u64)> {
    let tick = "const { calls, characters } = desk.fault; \
                const one = async () => { const { written } = desk.seen(); await desk.tick(1); \
                await desk.until(() => desk.seen().written > written && desk.seen().mark === 'saved'); }; \
                await one(); const before = [calls(), characters()]; \
                for (let n = 0; n < 10; n += 1) await one(); \
                return [calls() - before[0], characters() - before[1]]";
    let cost = page.ask(tick, vec![]).await?;
    Ok((cost[0].as_u64().unwrap_or(0), cost[1].as_u64().unwrap_or(0)))
}

/// A tick writes as much at 50,000 entries as at none.
pub fn characters_per_tick(count: usize) {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(30).await?;
        page.settled().await?;
        let (calls, few) = cost(&page).await?;
        fill(&page, 30, count).await?;
        page.open(&place).await?;
        page.settled().await?;
        page.ask("for (let n = 0; n < 12; n += 1) { const box = desk.boxes().find((it) => it.getAttribute('aria-checked') === 'true'); if (!box) break; box.click(); await desk.until(() => box.getAttribute('aria-checked') !== 'true' || !box.isConnected); } await desk.settled()", vec![]).await?;
        let (calls_late, many) = cost(&page).await?;
        eprintln!(
            "characters per tick: {} at 20 entries, {} at {count}; calls {} and {}",
            few / 10,
            many / 10,
            calls / 10,
            calls_late / 10
        );
        assert_eq!(calls, calls_late);
        // Longer numbers, and two more pages that each entry says it knew of.
        assert!(many - few.min(many) <= 10 * 2 * 80, "{few} became {many}");
        Ok(())
    });
}

/// From a tick to its being saved, beside bare strict transactions of the same size.
pub fn tick_to_saved() {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        page.begin(8).await?;
        page.settled().await?;
        let measure = "
            const ticks = [], bare = [];
            const mark = desk.find('#kept');
            const saved = () => new Promise((done) => {
              const seen = new MutationObserver(() => { if (mark.classList.contains('saved')) { seen.disconnect(); done(); } });
              seen.observe(mark, { attributes: true });
            });
            const open = indexedDB.open('bare', 1);
            open.onupgradeneeded = () => open.result.createObjectStore('texts');
            const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
            const text = 'x'.repeat(450);
            for (let n = 0; n < 220; n += 1) {
              let start = performance.now();
              const done = saved();
              desk.boxes()[n % 8].click();
              await done;
              if (n >= 20) ticks.push(performance.now() - start);
              start = performance.now();
              await new Promise((done) => {
                const work = db.transaction('texts', 'readwrite', { durability: 'strict' });
                work.objectStore('texts').put(text, 'run/' + n);
                work.oncomplete = done;
              });
              if (n >= 20) bare.push(performance.now() - start);
            }
            const p95 = (all) => all.sort((a, b) => a - b)[Math.floor(all.length * 0.95)];
            return [p95(ticks), p95(bare), ticks[100], bare[100]]";
        let figures = page.ask(measure, vec![]).await?;
        let figure = |n: usize| figures[n].as_f64().unwrap_or(f64::NAN);
        let (ticks, bare) = (figure(0), figure(1));
        eprintln!(
            "tick to saved, p95: {ticks:.1} ms beside {bare:.1} ms bare; median {:.1} and {:.1}",
            figure(2),
            figure(3)
        );
        assert!(ticks <= 3.0 * bare, "{ticks} ms is more than three times {bare} ms");
        Ok(())
    });
}

/// From the address to the painted list, beside `getAll` and `JSON.parse` of the same bytes.
pub fn reopening(count: usize) {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(30).await?;
        page.settled().await?;
        fill(&page, 30, count).await?;
        page.open(&place).await?;
        let painted = "await desk.ready(); await desk.until(() => desk.boxes().length === 30); \
                       await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); return performance.now()";
        let whole = page.ask(painted, vec![]).await?.as_f64().unwrap_or(f64::NAN);
        let seen = page.seen().await?;
        assert_eq!(seen.notes(), "");
        let rows = page.ask("return desk.ticked()", vec![]).await?;
        let bare = "const start = performance.now(); const texts = await desk.vault('readonly', (it) => it.getAll()); const got = performance.now(); \
                    let count = 0; for (const text of texts) for (const line of text.split('\\n')) if (line.startsWith('{\"v\":')) { JSON.parse(line); count += 1; } \
                    return [got - start, performance.now() - got, count]";
        let bare = page.ask(bare, vec![]).await?;
        eprintln!(
            "reopening {count} entries: {whole:.0} ms from the address to the painted list, beside {:.0} ms getAll and {:.0} ms JSON.parse",
            bare[0].as_f64().unwrap_or(0.0),
            bare[1].as_f64().unwrap_or(0.0)
        );
        let on = (0..30).map(|row| (count + 29 - row) / 30 % 2 == 1).collect::<Vec<_>>();
        assert_eq!(rows, json!(on));
        assert_eq!(bare[2].as_u64(), Some(count as u64 + 1));
        Ok(())
    });
}
