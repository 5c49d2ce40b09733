//! How soon the app opens when its server is gone, beside the least page that Leptos makes under the
//! same worker, in the same run.

use super::chrome::{Browser, House, Page, Profile, run};
use std::path::Path;
use thirtyfour::prelude::*;

/// So often a browser is started anew.
const TURNS: usize = 9;

const KEPT: &str = "for (let n = 0; n < 1000; n += 1) { const it = await navigator.serviceWorker.getRegistration(); \
    if (it?.active) return; await desk.sleep(20); } \
    throw new Error('no worker');";

/// Fails if the app takes more than twice as long.
pub fn beside_a_bare_page() {
    run(async {
        let bare = std::env::var("HOLDPOINT_BARE").expect("`make soak` builds the bare page");
        let bare = opening(House::of(Path::new(&bare)), "#bare", false).await?;
        let own = opening(House::open(), "a[href^='#/run/']", true).await?;
        let times = own / bare;
        eprintln!(
            "opened without a server: {own:.0} ms with its runs, {times:.2} times a bare page"
        );
        assert!(times <= 2.0, "{own} ms is more than twice {bare} ms");
        Ok(())
    });
}

/// The median time from the address to what is looked for, painted, in browsers just started.
async fn opening(mut house: House, sought: &str, begins: bool) -> WebDriverResult<f64> {
    let profile = Profile::new();
    {
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        if begins {
            page.begin(30).await?;
            page.settled().await?;
        }
        page.ask(KEPT, vec![]).await?;
        page.driver.clone().quit().await?;
    }
    house.shut();
    let mut times = Vec::new();
    for _ in 0..TURNS {
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        times.push(once(&page, sought).await?);
        page.driver.clone().quit().await?;
    }
    times.sort_by(f64::total_cmp);
    Ok(times[TURNS / 2])
}

async fn once(page: &Page, sought: &str) -> WebDriverResult<f64> {
    page.open("").await?;
    let painted = "await desk.until(() => desk.find(given[0])); await new Promise((done) => \
                   requestAnimationFrame(() => requestAnimationFrame(done))); return performance.now()";
    let time = page.ask(painted, vec![serde_json::json!(sought)]).await?;
    Ok(time.as_f64().unwrap_or(f64::NAN))
}
