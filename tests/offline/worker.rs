//! The worker that keeps a site: the server gone, an update cut short, an update that is whole.

use super::chrome::{Browser, Desk, plan, run};
use serde_json::json;
use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

pub fn server_gone() {
    run(async {
        let desk = Desk::new("gone");
        desk.put("in/one.md", &plan("Release one")).put("in/b/other.md", &plan("The other"));
        desk.holdpoint(&["build", "in/one.md", "in/b/other.md", "-o", "out"]);
        let server = desk.serve("out", 0);
        let port = server.port;
        let browser = Browser::start(&desk, &[]).await?;
        browser.driver.goto(server.site("one.html")).await?;
        browser.begin().await?;
        let run = browser.ask("return location.hash").await?;
        browser.is_kept().await?;
        browser.quit().await?;
        drop(server);

        let browser = Browser::start(&desk, &[]).await?;
        let site = |path: &str| format!("http://127.0.0.1:{port}/{path}");
        let started = Instant::now();
        browser.driver.goto(site("app/")).await?;
        browser.shown("#choose").await?;
        let took_ms = started.elapsed().as_millis();
        std::io::stderr()
            .write_all(format!("opened without a server in {took_ms} ms\n").as_bytes())
            .expect("somebody to tell");
        browser.shown(".run:not(.unread) a[href^='#/run/']").await?;
        browser.driver.goto(site(&format!("one.html{}", run.as_str().expect("a place")))).await?;
        browser.shown(".room").await?;
        browser
            .until("return document.querySelectorAll('.step [aria-checked=true]').length === 1")
            .await?;
        // What nobody has visited is here, too; what is not of the site is not.
        browser.driver.goto(site("b/other.html")).await?;
        browser.shown("#onward").await?;
        assert_eq!(browser.title().await?, "The other");
        browser.driver.goto(site("index.html")).await?;
        browser.shown(".plans-index").await?;
        let none = browser.ask("return fetch('none.txt').then(() => 'came', () => 'gone')").await?;
        assert_eq!(none, "gone");
        browser.quit().await
    });
}

const WAITS: &str = "return navigator.serviceWorker.getRegistration().then((it) => !!it.waiting)";
/// Asks for an update and waits for how it ends.
const UPDATE: &str = "const it = await navigator.serviceWorker.getRegistration(); \
    await it.update().catch(() => {}); const worker = it.installing; if (!worker) return it.waiting ? 'waits' : 'none'; \
    return new Promise((done) => worker.addEventListener('statechange', () => { \
    if (worker.state !== 'installing') done(worker.state === 'installed' ? 'waits' : worker.state); }));";

async fn ends(browser: &Browser, expected: &str) -> WebDriverResult<()> {
    let script = format!("return (async () => {{ {UPDATE} }})()");
    let found = browser.ask(&script).await?;
    assert_eq!(found, expected);
    Ok(())
}

/// What the page is made of: the words of the plan and the program come from one build.
async fn is_of(browser: &Browser, address: &str, title: &str, mark: &str) -> WebDriverResult<()> {
    browser.driver.goto(address).await?;
    browser.shown("#onward").await?;
    assert_eq!(browser.title().await?, title);
    let said = browser.ask("return fetch('app/fallen.js').then((it) => it.text())").await?;
    let said = said.as_str().unwrap_or_default();
    assert_eq!(
        said.contains("// second build"),
        mark == "second",
        "the app is of the {mark} build"
    );
    Ok(())
}

pub fn update() {
    run(async {
        let desk = Desk::new("update");
        desk.put("one.md", &plan("First build")).holdpoint(&["build", "one.md", "-o", "out"]);
        let server = desk.serve("out", 0);
        let address = server.site("one.html");
        let browser = Browser::start(&desk, &[]).await?;
        browser.driver.goto(&address).await?;
        browser.shown("#onward").await?;
        browser.is_kept().await?;
        is_of(&browser, &address, "First build", "first").await?;

        // The second build: another plan, another part of the app.
        desk.put("one.md", &plan("Second build")).holdpoint(&["build", "one.md", "-o", "out"]);
        let out = desk.0.join("out");
        let fallen = fs::read_to_string(out.join("app/fallen.js")).expect("a part of the app");
        let second = format!("{fallen}\n// second build\n");
        let digest = |text: &str| holdpoint::run::seal::digest(text.as_bytes()).to_string();
        let worker = fs::read_to_string(out.join("offline.js")).expect("the worker");
        assert!(worker.contains(&digest(&fallen)), "it lists the part by its digest");
        let worker = worker.replace(&digest(&fallen), &digest(&second));
        fs::write(out.join("offline.js"), worker).expect("the worker");

        // One file is of the build before: stale. Then it is missing. Nothing changes.
        ends(&browser, "redundant").await?;
        is_of(&browser, &address, "First build", "first").await?;
        fs::rename(out.join("app/fallen.js"), desk.0.join("aside")).expect("away");
        ends(&browser, "redundant").await?;
        is_of(&browser, &address, "First build", "first").await?;
        let newer = browser.driver.find_all(By::Css("#newer")).await?;
        assert!(newer.is_empty(), "an update that did not come is not told of");

        // All of it is there: it waits, under a run too, until somebody presses.
        fs::write(out.join("app/fallen.js"), &second).expect("the new part");
        ends(&browser, "waits").await?;
        browser.begin().await?;
        browser.shown("#newer").await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(browser.ask(WAITS).await?, json!(true));
        browser.press("#newer").await?;
        browser
            .until("return !document.querySelector('#newer') && !!document.querySelector('.room')")
            .await?;
        browser
            .until("return document.querySelectorAll('.step [aria-checked=true]').length === 1")
            .await?;
        is_of(&browser, &address, "Second build", "second").await?;
        browser.until("return caches.keys().then((names) => names.length === 1)").await?;
        drop(server);
        is_of(&browser, &address, "Second build", "second").await?;
        browser.quit().await
    });
}
