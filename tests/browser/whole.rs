//! Each sample from its press to a signed report that was downloaded and holds: by the mouse at a desk
//! in Russian, by keys alone, and by a finger on a phone in English.

use super::room::{end_and_sign, end_and_sign_by_mouse, enter, keys, reached, tab_to};
use super::walk::resize;
use super::{Page, in_browser, read};
use holdpoint::plan;
use holdpoint::report::verify::{Given, Verdict, verify};
use holdpoint::run::seal;
use serde_json::json;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use thirtyfour::prelude::*;

/// The samples, as the page offers them.
const SAMPLES: [&str; 6] = [
    "weekend-release",
    "internet-bank",
    "taxi-canary",
    "patient-portal-golive",
    "web-release",
    "database-cutover",
];

/// The box of the first step that is still to do.
const OPEN: &str = ".step .box[aria-checked=false]";

/// Where a browser puts what it downloads, removed when dropped.
pub(super) struct Downloads(PathBuf);

impl Downloads {
    /// Of this browser.
    pub(super) async fn of(page: &Page) -> WebDriverResult<Self> {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let n = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let name = format!("holdpoint-downloads-{}-{n}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder for downloads");
        let allow = json!({ "behavior": "allow", "downloadPath": folder });
        page.driver.cdp().send_raw("Browser.setDownloadBehavior", allow).await?;
        Ok(Self(folder))
    }

    /// What came, once all of it is there.
    pub(super) async fn take(&self, end: &str) -> String {
        for _ in 0..500 {
            let files = std::fs::read_dir(&self.0).expect("the folder").flatten();
            // Chromium takes the name by an empty file, and puts the whole one in its place.
            let begun = files.filter(|it| it.metadata().is_ok_and(|it| it.len() > 0));
            let whole = begun.map(|it| it.path()).find(|it| it.to_string_lossy().ends_with(end));
            if let Some(file) = whole {
                let text = std::fs::read_to_string(&file).expect("text");
                std::fs::remove_file(&file).expect("it is ours");
                return text;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("nothing that ends with {end} was downloaded");
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        // A folder that stays behind harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Reads a report against its plan: whole, of this plan, with a signature that holds.
#[track_caller]
fn holds(report: &str, sample: &str) {
    let is_signed = |key: &[u8; 32], message: &[u8], signature: &[u8]| {
        let key = ed25519_dalek::VerifyingKey::from_bytes(key).expect("a key");
        let signature = ed25519_dalek::Signature::from_slice(signature).expect("a signature");
        key.verify_strict(message, &signature).is_ok()
    };
    let text = String::from_utf8(read(&format!("plans/{sample}.md"))).expect("UTF-8");
    let given = Given { text: &text, digest: seal::digest(text.as_bytes()) };
    let Verdict { faults, signed, .. } = verify(report, Some(given), Some(&is_signed));
    assert_eq!(faults, [], "{sample}");
    assert_eq!(signed.len(), 1, "{sample}");
}

/// What a sample calls itself.
fn title(sample: &str) -> String {
    let text = String::from_utf8(read(&format!("plans/{sample}.md"))).expect("UTF-8");
    plan::read(&text).0.title.unwrap_or_default().to_string()
}

#[test]
fn every_sample_comes_to_a_signed_report_by_the_mouse() {
    in_browser(|page| async move {
        let downloads = Downloads::of(&page).await?;
        for (n, sample) in SAMPLES.iter().enumerate() {
            page.driver.find_all(By::Css(".samples button")).await?[n].click().await?;
            page.press("#onward").await?;
            page.fill("#your-name", "Орлова").await?;
            page.press("#begin").await?;
            page.shown(".room").await?;
            let before = page.ticked().await?;
            page.press(OPEN).await?;
            assert_eq!(page.ticked().await?, before + 1, "{sample}");
            page.driver.refresh().await?;
            page.shown(".room").await?;
            assert_eq!(
                page.ticked().await?,
                before + 1,
                "{sample}: what was ticked is still ticked"
            );
            end_and_sign_by_mouse(&page, "дальше не нужно").await?;
            page.shown(".signed .by-key").await?;
            page.press("#download").await?;
            let report = downloads.take(".report.md").await;
            assert!(report.contains("дальше не нужно") && report.contains("Орлова"), "{report}");
            assert!(report.contains(&*title(sample)), "{report}");
            holds(&report, sample);
            page.press(".brand").await?;
            page.shown(".samples").await?;
        }
        Ok(())
    });
}

#[test]
fn every_sample_comes_to_a_signed_report_by_keys_alone() {
    in_browser(|page| async move {
        let downloads = Downloads::of(&page).await?;
        for (n, sample) in SAMPLES.iter().enumerate() {
            enter(&page, &format!(".samples li:nth-child({}) button", n + 1)).await?;
            page.shown("#onward").await?;
            enter(&page, "#onward").await?;
            page.shown("#begin").await?;
            tab_to(&page, "#your-name").await?;
            keys(&page, Key::Control + "a").await?;
            keys(&page, "Орлова").await?;
            enter(&page, "#begin").await?;
            page.shown(".room").await?;
            let before = page.ticked().await?;
            keys(&page, "j").await?;
            reached(&page, ".step .box").await?;
            keys(&page, " ").await?;
            assert_eq!(page.ticked().await?, before + 1, "{sample}");
            keys(&page, "g").await?;
            reached(&page, "#gate").await?;
            end_and_sign(&page).await?;
            enter(&page, "#download").await?;
            holds(&downloads.take(".report.md").await, sample);
            page.ask("location.hash = '#/'; return ''").await?;
            page.shown(".samples").await?;
        }
        Ok(())
    });
}

#[test]
fn every_sample_comes_to_a_signed_report_by_a_finger_on_a_phone() {
    in_browser(|page| async move {
        resize(&page, 390, 844).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        page.driver.cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await?;
        let downloads = Downloads::of(&page).await?;
        tap(&page, ".bar .seg:nth-of-type(1) button:nth-child(2)").await?;
        page.told("Open a release plan").await?;
        for (n, sample) in SAMPLES.iter().enumerate() {
            tap(&page, &format!(".samples li:nth-child({}) button", n + 1)).await?;
            tap(&page, "#onward").await?;
            page.fill("#your-name", "Orlova").await?;
            tap(&page, "#begin").await?;
            page.shown(".room").await?;
            let before = page.ticked().await?;
            tap(&page, OPEN).await?;
            for _ in 0..100 {
                if page.ticked().await? > before {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            assert_eq!(page.ticked().await?, before + 1, "{sample}");
            tap(&page, "#finish").await?;
            page.shown(".ending #ask").await?;
            page.fill(".ending #ask", "no more is needed").await?;
            tap(&page, ".ending button[type=submit]").await?;
            tap(&page, "#to-report").await?;
            tap(&page, "#sign").await?;
            page.shown(".signed .by-key").await?;
            tap(&page, "#download").await?;
            let report = downloads.take(".report.md").await;
            assert!(report.contains("no more is needed") && report.contains("Orlova"), "{report}");
            holds(&report, sample);
            tap(&page, ".brand").await?;
            page.shown(".samples").await?;
        }
        Ok(())
    });
}

/// Touches the middle of something, as a finger does: what lies over it there is touched instead.
async fn tap(page: &Page, css: &str) -> WebDriverResult<()> {
    let place = "const it = document.querySelector(arguments[0]); \
        if (!it || !it.checkVisibility()) return null; \
        const { left, top, width, height } = it.getBoundingClientRect(); \
        const [x, y] = [left + width / 2, top + height / 2]; \
        if (it.contains(document.elementFromPoint(x, y))) return [x, y]; \
        it.scrollIntoView({ block: 'center', behavior: 'instant' }); \
        return null";
    let mut before = None;
    for _ in 0..500 {
        let at = page.driver.execute(place, vec![json!(css)]).await?.json().clone();
        // A finger goes where a thing stands, once that stands still.
        let still = before.replace(at.clone()).is_some_and(|before| before == at);
        if let Some([x, y]) = at.as_array().map(Vec::as_slice).filter(|_| still) {
            let points = json!([{ "x": x, "y": y }]);
            let begin = json!({ "type": "touchStart", "touchPoints": points });
            page.driver.cdp().send_raw("Input.dispatchTouchEvent", begin).await?;
            let end = json!({ "type": "touchEnd", "touchPoints": [] });
            page.driver.cdp().send_raw("Input.dispatchTouchEvent", end).await?;
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("there is no {css} to touch");
}

/// Two revisions of a plan in which one line is read wrongly.
const FIRST: &str =
    "# Ночной выпуск 7.1\n\n## Этап 1. Выкладка\n\n- [ ] Снять копию\n- [ ] Позвать дежурных\n";
const SECOND: &str = "# Ночной выпуск 7.1\n\n## Этап 1. Выкладка\n\n- [ ] Проверить место\n- [ ] Снять копию\n- [ ] Позвать дежурных\n";

#[test]
fn what_was_put_right_by_a_key_holds_in_the_next_revision_and_travels_in_the_run_file() {
    in_browser(|page| async move {
        let downloads = Downloads::of(&page).await?;
        page.drop_file("night.md", FIRST.as_bytes()).await?;
        understood(&page, &["Снять копию", "Позвать дежурных"]).await?;
        choose(&page, "Позвать дежурных").await?;
        keys(&page, "n").await?;
        understood(&page, &["Снять копию"]).await?;
        page.driver.refresh().await?;
        understood(&page, &["Снять копию"]).await?;

        page.press("#another").await?;
        page.drop_file("night.md", SECOND.as_bytes()).await?;
        understood(&page, &["Проверить место", "Снять копию"]).await?;

        page.press("#onward").await?;
        page.fill("#your-name", "Орлова").await?;
        page.press("#begin").await?;
        page.shown(".room").await?;
        assert_eq!(page.texts(".step .text").await?, ["Проверить место", "Снять копию"]);
        page.press("#to-report").await?;
        page.press("#run-file").await?;
        let file = downloads.take(".holdpoint.json").await;

        // On another computer, where nobody ever saw the plan.
        page.ask("localStorage.clear(); return ''").await?;
        page.driver
            .execute_async("const done = arguments[0]; indexedDB.databases().then((all) => Promise.all(all.map((it) => new Promise((ok) => { const gone = indexedDB.deleteDatabase(it.name); gone.onsuccess = gone.onerror = gone.onblocked = ok; })))).then(() => done(null))", vec![])
            .await?;
        page.ask("location.hash = '#/'; return ''").await?;
        page.driver.refresh().await?;
        page.shown("#choose").await?;
        let script = "
            const carried = new DataTransfer();
            carried.items.add(new File([arguments[0]], 'night.holdpoint.json'));
            const drop = { bubbles: true, cancelable: true, dataTransfer: carried };
            document.getElementById('drop').dispatchEvent(new DragEvent('drop', drop));";
        page.shown("#drop").await?;
        page.driver.execute(script, vec![json!(file)]).await?;
        page.shown(".room").await?;
        assert_eq!(page.texts(".step .text").await?, ["Проверить место", "Снять копию"]);
        Ok(())
    });
}

/// Waits until just these are taken for steps.
async fn understood(page: &Page, steps: &[&str]) -> WebDriverResult<()> {
    let mut seen = Vec::new();
    for _ in 0..500 {
        seen = page.texts(".outline [data-kind=step] .text").await?;
        if seen == steps {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{seen:?} are taken for steps, not {steps:?}");
}

/// Points at a line of the model, as a press of the mouse does.
async fn choose(page: &Page, words: &str) -> WebDriverResult<()> {
    let press = "const rows = [...document.querySelectorAll('.outline .item .text')]; \
                 const row = rows.find((it) => it.textContent.includes(arguments[0])); \
                 row.scrollIntoView({ block: 'center' }); return row";
    let row = page.driver.execute(press, vec![json!(words)]).await?;
    row.element()?.click().await?;
    page.shown("[data-chosen]").await.map(|_| ())
}
