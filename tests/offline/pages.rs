//! Pages made of plans: alive, without scripts, in one file.

use super::chrome::{Browser, Desk, plan, run};
use serde_json::json;
use std::fs;
use thirtyfour::prelude::*;

/// Violations of the policy, gathered from the first script on.
const LISTEN: &str = "window.broken = []; document.addEventListener('securitypolicyviolation', \
    (event) => window.broken.push(`${event.violatedDirective}: ${event.sample} ${event.blockedURI}`));";

pub async fn listen(browser: &Browser) -> WebDriverResult<()> {
    let script = json!({ "source": LISTEN });
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", script).await.map(|_| ())
}

/// No policy was broken, and the browser has nothing to say.
#[track_caller]
pub fn assert_quiet(broken: &serde_json::Value, complaints: &[String]) {
    assert_eq!(*broken, json!([]));
    assert_eq!(complaints, &[] as &[String]);
}

/// A plan that no screen shows at once.
fn long() -> String {
    plan("The other").replace("- [ ] Back up\n", &"- [ ] Look again\n".repeat(200))
}

pub fn alive() {
    run(async {
        let desk = Desk::new("alive");
        desk.put("in/one.md", &plan("Release one")).put("in/b/other.md", &long());
        desk.holdpoint(&["build", "in/one.md", "in/b/other.md", "-o", "www/deep/er site"]);
        let server = desk.serve("www", 0);
        let browser = Browser::start(&desk, &[]).await?;
        listen(&browser).await?;
        browser.driver.goto(server.site("deep/er%20site/")).await?;
        let card = browser.driver.find(By::LinkText("Release one")).await;
        match card {
            Ok(card) => card.click().await?,
            Err(_) => browser.press("a.card[href='one.html']").await?,
        }
        browser.shown("#onward").await?;
        assert_eq!(browser.title().await?, "Release one");
        assert_quiet(&browser.ask("return window.broken").await?, &browser.complaints().await?);

        // A link into a plan leads there, with the app alive as well.
        browser.driver.goto(server.site("deep/er%20site/b/other.html#i150")).await?;
        browser.shown("#onward").await?;
        assert_eq!(browser.title().await?, "The other");
        let seen = "const box = document.getElementById('i150').getBoundingClientRect(); \
                    return box.top >= 0 && box.bottom <= innerHeight";
        browser.until(seen).await?;
        browser.begin().await?;
        assert_quiet(&browser.ask("return window.broken").await?, &browser.complaints().await?);

        // Installable: a manifest with its icons, and a worker.
        let manifest = browser.cdp("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]), "{manifest}");
        let errors = browser.cdp("Page.getInstallabilityErrors", json!({})).await?;
        let only_private = |it: &serde_json::Value| it["errorId"] == "in-incognito";
        let errors = errors["installabilityErrors"].as_array().cloned().unwrap_or_default();
        assert!(errors.iter().all(only_private), "{errors:?}");

        browser.quit().await
    });
}

pub fn without_scripts() {
    run(async {
        let desk = Desk::new("scripts");
        desk.put("in/one.md", &plan("Release one")).put("in/b/other.md", &plan("The other"));
        desk.holdpoint(&["build", "in/one.md", "in/b/other.md", "-o", "out"]);
        desk.holdpoint(&["pack", "in/one.md", "-o", "out/packed.html"]);
        let server = desk.serve("out", 0);
        let browser = Browser::start(&desk, &[]).await?;
        browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        let on_disk = |path: &str| format!("file://{}", desk.0.join(path).display());
        for place in [server.site("one.html"), on_disk("out/one.html"), on_disk("out/packed.html")]
        {
            browser.driver.goto(&place).await?;
            assert_eq!(browser.title().await?, "Release one", "{place}");
            let boxes = browser.driver.find_all(By::Css(".item input[type=checkbox]")).await?;
            assert_eq!(boxes.len(), 4, "{place}: two steps, a criterion, a step back");
            boxes[0].click().await?;
            assert!(boxes[0].is_selected().await?, "{place}");
            assert_eq!(browser.driver.find_all(By::Css("#onward")).await?.len(), 0);
        }
        browser.driver.goto(on_disk("out/one.html")).await?;
        browser.press("a[href='b/other.html']").await?;
        assert_eq!(browser.title().await?, "The other");
        browser.press(".bar .brand").await?;
        browser.shown(".plans-index").await?;
        browser.quit().await
    });
}

pub fn packed() {
    run(async {
        let desk = Desk::new("packed");
        desk.put("one.md", &plan("Release one")).holdpoint(&["pack", "one.md", "-o", "one.html"]);
        let browser = Browser::start(&desk, &["--proxy-server=http://127.0.0.1:9"]).await?;
        listen(&browser).await?;
        let place = format!("file://{}", desk.0.join("one.html").display());
        browser.driver.goto(&place).await?;
        browser.shown("#onward").await?;
        assert_eq!(browser.title().await?, "Release one");
        browser.begin().await?;
        assert_quiet(&browser.ask("return window.broken").await?, &browser.complaints().await?);
        assert_eq!(browser.ask("return performance.getEntriesByType('resource').filter((it) => !it.name.startsWith('blob:')).length").await?, 0);
        browser.quit().await
    });
}

/// A run goes from one file to another: saved on the page, packed again, opened by somebody else.
pub fn packed_again() {
    run(async {
        let desk = Desk::new("again");
        desk.put("one.md", &plan("Release one")).holdpoint(&["pack", "one.md", "-o", "one.html"]);
        let browser = Browser::start(&desk, &[]).await?;
        browser.driver.goto(format!("file://{}", desk.0.join("one.html").display())).await?;
        browser.begin().await?;
        browser.press("#to-report").await?;
        browser.shown("#run-file").await?;
        let save = "let text; const make = URL.createObjectURL; \
                    const kept = new Promise((done) => { URL.createObjectURL = (blob) => { blob.text().then(done); return make.call(URL, blob); }; }); \
                    document.querySelector('#run-file').click(); return kept";
        let saved = browser.ask(save).await?;
        browser.quit().await?;
        desk.put("saved.holdpoint.json", saved.as_str().expect("a run file"));
        let again = ["pack", "one.md", "--run", "saved.holdpoint.json", "-o", "two.html"];
        desk.holdpoint(&again);
        fs::remove_dir_all(desk.0.join("profile")).expect("somebody else's browser");
        let browser = Browser::start(&desk, &[]).await?;
        browser.driver.goto(format!("file://{}", desk.0.join("two.html").display())).await?;
        browser.shown(".room").await?;
        browser
            .until("return document.querySelectorAll('.step [aria-checked=true]').length === 1")
            .await?;
        assert!(browser.shown("#lead").await?.text().await?.contains("Kim"));
        browser.quit().await
    });
}

/// Another page shows this one in a frame, where no header can forbid it: it does not come alive.
pub fn framed() {
    run(async {
        let desk = Desk::new("framed");
        desk.put("one.md", &plan("Release one")).holdpoint(&["pack", "one.md", "-o", "one.html"]);
        desk.put("around.html", "<!doctype html><iframe src='one.html'></iframe>");
        let browser = Browser::start(&desk, &[]).await?;
        browser.driver.goto(format!("file://{}", desk.0.join("around.html").display())).await?;
        browser.shown("iframe").await?.enter_frame().await?;
        browser.until("return !!document.querySelector('#boot.failed')").await?;
        assert_eq!(
            browser.ask("return document.querySelectorAll('button, #onward').length").await?,
            0
        );
        browser.quit().await
    });
}

/// Letters take a third more than what they spell; nothing else may weigh much.
pub fn packed_size() {
    let desk = Desk::new("size");
    desk.put("one.md", &plan("Release one"));
    desk.holdpoint(&["build", "one.md", "-o", "out"])
        .holdpoint(&["pack", "one.md", "-o", "one.html"]);
    let mut whole = 0;
    for entry in fs::read_dir(desk.0.join("out/app")).expect("the app") {
        let path = entry.expect("an entry").path();
        let end = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if ["js", "css", "wasm"].contains(&end.as_str()) {
            let mut pressed = flate2::read::GzEncoder::new(
                fs::File::open(path).expect("a file"),
                flate2::Compression::best(),
            );
            whole += std::io::copy(&mut pressed, &mut std::io::sink()).expect("gzip");
        }
    }
    let size = fs::metadata(desk.0.join("one.html")).expect("the file").len();
    assert!(size * 10 <= whole * 14, "{size} bytes over {whole} pressed");
}
