//! The longer scenarios of keeping, in the measure that the caller asks for.

use super::chrome::{Browser, House, Page, Profile, Seen, run};
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// How often a browser is killed, and how fast somebody ticks meanwhile.
pub struct Kills {
    pub count: usize,
    pub pause_ms: u64,
    pub instant_ms: u64,
}

/// Kills the browser at random instants while somebody ticks.
pub fn kills(Kills { count, pause_ms, instant_ms }: Kills) {
    const STEPS: usize = 90;
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let mut place = None::<String>;
        let (mut saved, mut was_called_saved) = (0, false);
        let (mut at_risk, mut all, mut unsaved) = (0, 0, 0);
        for n in 0..count {
            let browser = Browser::start(&profile);
            let page = browser.page(&house).await?;
            if let Some(place) = &place {
                page.open(place).await?;
                if is_there(&page).await? {
                    let seen = page.settled().await?;
                    assert!(seen.ticked() >= saved, "kill {n}: {saved} were saved, {seen:?}");
                    assert_eq!(seen.notes(), "", "kill {n}");
                    (saved, was_called_saved) = (seen.ticked(), true);
                } else {
                    if was_called_saved {
                        let shown = page.ask(SHOWN, vec![]).await?;
                        panic!("kill {n}: the run is gone, and {saved} were saved: {shown:#}");
                    }
                    unsaved += 1;
                    saved = STEPS;
                }
            }
            if place.is_none() || saved + 40 > STEPS {
                page.open("").await?;
                place = Some(page.begin(STEPS).await?);
                was_called_saved = false;
            }
            page.ask("desk.tick(given[0], given[1])", vec![json!(STEPS), json!(pause_ms)]).await?;
            let seen = watch_until(&page, instant(n, instant_ms)).await?;
            browser.kill();
            saved = seen.saved();
            was_called_saved |= saved > 0 || seen.mark() == "saved";
            at_risk += seen.ticked() - saved;
            all += seen.ticked();
        }
        assert!(all > count, "{all} rows in {count} kills are too few to tell anything");
        eprintln!(
            "{count} kills: {all} rows seen ticked, {at_risk} not called saved at the time; \
             {unsaved} runs gone of which nothing was saved yet"
        );
        Ok(())
    });
}

/// What a page says that shows no run, and how many texts either store holds.
const SHOWN: &str = "return { says: document.body.innerText, \
    vault: await desk.vault('readonly', (table) => table.count()).catch(String), \
    local: localStorage.length, address: location.href }";

/// The run that the address leads to was found; the first screen stands where it was not.
async fn is_there(page: &Page) -> WebDriverResult<bool> {
    let found = "await desk.until(() => desk.find('.room') || desk.find('#choose')); \
                 return Boolean(desk.find('.room'))";
    Ok(page.ask(found, vec![]).await? == json!(true))
}

/// An instant that differs each time and falls anywhere.
fn instant(n: usize, most_ms: u64) -> Duration {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let noise = u64::from(now.map_or(0, |it| it.subsec_nanos())) / 997 + n as u64 * 7919;
    Duration::from_millis(noise % most_ms)
}

/// Reads the page again and again; the last that was seen.
async fn watch_until(page: &Page, length: Duration) -> WebDriverResult<Seen> {
    let start = Instant::now();
    loop {
        let seen = page.seen().await?;
        if start.elapsed() >= length {
            return Ok(seen);
        }
    }
}

/// Each call to a store fails, or every `step`-th.
pub fn calls_that_fail(step: usize) {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(4).await?;
        page.ask("await desk.tick(2)", vec![]).await?;
        page.settled().await?;
        let calls = page.ask("return desk.fault.calls()", vec![]).await?.as_u64().unwrap_or(0);
        assert!(calls > 20, "{calls} calls are too few to begin a run and tick twice");
        drop(place);
        for onward in [false, true] {
            for at in (1..=calls).step_by(step) {
                one_fault(&page, at, onward).await?;
            }
        }
        Ok(())
    });
}

/// A run is begun and ticked three times while a call fails.
async fn one_fault(page: &Page, at: u64, onward: bool) -> WebDriverResult<()> {
    let what = format!("call {at} fails{}", if onward { " and all after it" } else { "" });
    page.open("plans/none").await?;
    page.fault(json!({ "at": at, "onward": onward })).await?;
    page.open("").await?;
    let place = page.begin(4).await?;
    page.ask("await desk.tick(3)", vec![]).await?;
    let seen = if onward {
        let wait = "await desk.until(() => desk.seen().mark !== 'saving'); return desk.seen()";
        page.ask(wait, vec![]).await?;
        page.seen().await?
    } else {
        page.settled().await?
    };
    assert_eq!(seen.ticked(), 3, "{what}: a tick shows at once");
    if seen.mark() == "unsaved" {
        assert!(seen.offers_file(), "{what}: {seen:?}");
    }
    page.open("plans/none").await?;
    page.fault(json!(null)).await?;
    page.open(&place).await?;
    // A run of which nothing was saved may be gone.
    if is_there(page).await? {
        let again = page.settled().await?;
        assert!(again.ticked() >= seen.saved(), "{what}: {seen:?} became {again:?}");
    } else {
        assert_eq!(seen.saved(), 0, "{what}: {seen:?} is gone");
    }
    Ok(())
}

/// Three tabs of one run tick in turns, so many times each; one of them is frozen in the middle.
pub fn tabs_side_by_side(count: usize) {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(12).await?;
        let mut tabs = vec![page.driver.window().await?];
        for _ in 0..2 {
            let tab = page.driver.new_tab().await?;
            page.driver.switch_to_window(tab.clone()).await?;
            page.put_desk().await?;
            page.open(&place).await?;
            page.ask("await desk.ready()", vec![]).await?;
            tabs.push(tab);
        }
        // Each tab has four rows of its own, so that what must come out is known.
        let press = "window.pressing = (async () => { for (let n = 0; n < given[1]; n += 1) { \
                     desk.boxes()[given[0] * 4 + n % 4].click(); await new Promise((next) => { \
                     const bell = new MessageChannel(); bell.port1.onmessage = next; bell.port2.postMessage(0); }); } })()";
        for (n, tab) in tabs.iter().enumerate() {
            page.driver.switch_to_window(tab.clone()).await?;
            page.ask(press, vec![json!(n), json!(count)]).await?;
        }
        // The one in the background sleeps for a while and wakes.
        page.driver.switch_to_window(tabs[1].clone()).await?;
        page.cdp("Page.setWebLifecycleState", json!({ "state": "frozen" })).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        page.cdp("Page.setWebLifecycleState", json!({ "state": "active" })).await?;
        for tab in &tabs {
            page.driver.switch_to_window(tab.clone()).await?;
            page.ask("await window.pressing; await desk.settled()", vec![]).await?;
        }
        let ended = Instant::now();
        let expected = rows_after(count);
        for tab in &tabs {
            page.driver.switch_to_window(tab.clone()).await?;
            let mut rows = page.ask("return desk.ticked()", vec![]).await?;
            while rows != expected && ended.elapsed() < Duration::from_secs(1) {
                rows = page.ask("return desk.ticked()", vec![]).await?;
            }
            assert_eq!(rows, expected, "a second after the last tick");
        }
        page.open(&place).await?;
        page.settled().await?;
        assert_eq!(page.ask("return desk.ticked()", vec![]).await?, expected, "opened again");
        Ok(())
    });
}

/// What each tab's four rows come to after so many presses in turn.
fn rows_after(count: usize) -> serde_json::Value {
    let own: Vec<bool> = (0..4).map(|row| (count + 3 - row) / 4 % 2 == 1).collect();
    json!(own.repeat(3))
}
