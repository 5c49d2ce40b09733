//! How soon the app opens when its server is gone, beside the least page that Leptos makes under the
//! same worker, in the same run.

use super::chrome::{Browser, House, Page, Profile, run};
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use thirtyfour::prelude::*;

/// So often a browser is started anew.
const TURNS: usize = 9;

const KEPT: &str = "for (let n = 0; n < 1000; n += 1) { const it = await navigator.serviceWorker.getRegistration(); \
    if (it?.active) return; await desk.sleep(20); } \
    throw new Error('no worker');";

/// Notes when the first of each of these is seen: once it is there, the second frame is painted.
const EYE: &str = "window.seen = {}; \
    const look = () => SOUGHT.filter((it) => !(it in seen) && document.querySelector(it)).forEach((it) => { \
        seen[it] = NaN; \
        requestAnimationFrame(() => requestAnimationFrame(() => { seen[it] = performance.now() })); \
    }); \
    new MutationObserver(look).observe(document, { subtree: true, childList: true });";

/// A run on the shelf, which can be opened; and how it stands, once its journal is read.
const OWN: [&str; 2] = ["a[href^='#/run/']", ".run .stages i"];

/// Fails if the app takes more than twice as long to open with its runs.
pub fn beside_a_bare_page() {
    run(async {
        let bare = std::env::var("HOLDPOINT_BARE").expect("`make soak` builds the bare page");
        let [bare] = opening(House::of(Path::new(&bare)), ["#bare"], false).await?;
        let [runs, read] = opening(House::open(), OWN, true).await?;
        eprintln!(
            "opened without a server: {runs:.0} ms with its runs, {:.2} times a bare page ({bare:.0} ms); \
             {read:.0} ms with how they stand, {:.2} times",
            runs / bare,
            read / bare
        );
        assert!(runs <= bare * 2.0, "{runs} ms is more than twice {bare} ms");
        Ok(())
    });
}

/// The median times from the address to what is looked for, painted, in browsers just started.
async fn opening<const N: usize>(
    mut house: House,
    sought: [&str; N],
    begins: bool,
) -> WebDriverResult<[f64; N]> {
    let profile = Profile::new();
    {
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        if begins {
            page.begin(30).await?;
            page.settled().await?;
            // As a page that was open for a while: what other tabs hear reaches the disk by a timer.
            tokio::time::sleep(Duration::from_secs(10)).await;
        }
        page.ask(KEPT, vec![]).await?;
        page.driver.clone().quit().await?;
    }
    house.shut();
    let mut times = [const { Vec::new() }; N];
    for _ in 0..TURNS {
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        for (times, time) in times.iter_mut().zip(once(&page, &sought).await?) {
            times.push(time);
        }
        page.driver.clone().quit().await?;
    }
    Ok(times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[TURNS / 2]
    }))
}

async fn once(page: &Page, sought: &[&str]) -> WebDriverResult<Vec<f64>> {
    let eye = EYE.replace("SOUGHT", &json!(sought).to_string());
    page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": eye })).await?;
    page.open("").await?;
    let times = "return desk.until(() => given[0].every((it) => seen[it] > 0) && given[0].map((it) => seen[it]))";
    let times = page.ask(times, vec![json!(sought)]).await?;
    let times = times.as_array().cloned().unwrap_or_default();
    Ok(times.iter().map(|it| it.as_f64().unwrap_or(f64::NAN)).collect())
}
