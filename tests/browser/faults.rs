//! Each way in which keeping can fail, what the page says of it, and what is there afterwards.

use super::chrome::{Browser, House, Page, Profile, run};
use super::past::{ticked, told_so_far};
use holdpoint::run::event::Event;
use holdpoint::run::journal::Actor;
use holdpoint::run::kept::key;
use holdpoint::run::wire::RunFile;
use serde_json::json;
use thirtyfour::prelude::*;

const SAYS: &str = "await desk.until(() => desk.seen().notes.includes(given[0]), given[0])";

/// A browser with a page on it, for one test.
fn on_page<F>(scenario: impl FnOnce(Page) -> F)
where
    F: Future<Output = WebDriverResult<()>>,
{
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        page.ask("await desk.until(() => desk.find('#choose'))", vec![]).await?;
        // Chromium mixes up who leaves a page that is making its database; nobody is so quick.
        let made = "for (let n = 0; n < 100 && !(await indexedDB.databases()).length; n += 1) await desk.sleep(20)";
        page.ask(made, vec![]).await?;
        scenario(page).await
    });
}

async fn says(page: &Page, words: &str) -> WebDriverResult<()> {
    page.ask(SAYS, vec![json!(words)]).await.map(|_| ())
}

/// The words of the rows that say they are not saved, to eyes and to ears.
async fn unsaved_rows(page: &Page) -> WebDriverResult<Vec<String>> {
    let rows = "return desk.all('.room li').filter((it) => it.querySelector('.unsaved') \
                && it.querySelector('.box').getAttribute('aria-label').endsWith(', не сохранено')) \
                .map((it) => it.querySelector('.text').innerText.trim())";
    let rows = page.ask(rows, vec![]).await?;
    Ok(serde_json::from_value(rows).unwrap_or_default())
}

/// No room in either store: it is said, the file is offered, and once there is room it is saved.
pub fn no_room() {
    on_page(|page| async move {
        page.begin(5).await?;
        page.settled().await?;
        page.ask("desk.fault.plan = { at: 0, onward: true, as: 'QuotaExceededError' }; await desk.tick(2)", vec![]).await?;
        says(&page, "В браузере кончилось место").await?;
        says(&page, "Браузер не принял 2\u{a0}записи").await?;
        let seen = page.seen().await?;
        assert_eq!((seen.ticked(), seen.mark(), seen.offers_file()), (2, "unsaved", true));
        assert_eq!(unsaved_rows(&page).await?, ["Шаг 1", "Шаг 2"]);
        let file = "let text; const make = URL.createObjectURL; \
                    const kept = new Promise((done) => { URL.createObjectURL = (blob) => { blob.text().then(done); return make.call(URL, blob); }; }); \
                    desk.find('#run-file-now').click(); return await kept";
        let file = page.ask(file, vec![]).await?;
        let file = RunFile::open(file.as_str().unwrap_or_default().as_bytes()).expect("a run file");
        assert_eq!(file.damages, []);
        assert_eq!(file.file.journal.len(), 3, "the start and both ticks");
        page.ask("desk.fault.plan = null", vec![]).await?;
        assert_eq!(page.settled().await?.notes(), "");
        assert_eq!(unsaved_rows(&page).await?, [""; 0]);
        page.driver.refresh().await?;
        assert_eq!(page.settled().await?.ticked(), 2);
        Ok(())
    });
}

/// A disk that does not answer: it is said, and what waited is saved once it answers again.
pub fn hanging() {
    on_page(|page| async move {
        page.begin(5).await?;
        page.settled().await?;
        // Whoever writes into the same table keeps all others waiting for as long as they like.
        let hold = "const opening = indexedDB.open('holdpoint/1'); \
                    const base = await new Promise((done) => { opening.onsuccess = () => done(opening.result); }); \
                    const table = base.transaction('texts', 'readwrite').objectStore('texts'); \
                    window.holding = true; \
                    const hold = () => { if (window.holding) table.get('nothing').onsuccess = hold; }; hold(); \
                    await desk.tick(2)";
        page.ask(hold, vec![]).await?;
        assert_eq!(page.seen().await?.mark(), "saving");
        says(&page, "Диск не подтвердил 2\u{a0}записи").await?;
        let seen = page.seen().await?;
        assert_eq!((seen.ticked(), seen.mark(), seen.offers_file()), (2, "unsaved", true));
        assert_eq!(unsaved_rows(&page).await?, ["Шаг 1", "Шаг 2"]);
        page.ask("window.holding = false", vec![]).await?;
        assert_eq!(page.settled().await?.notes(), "");
        assert_eq!(unsaved_rows(&page).await?, [""; 0]);
        Ok(())
    });
}

/// The browser gives no store at all, or only one.
pub fn denied() {
    on_page(|page| async move {
        page.fault(json!({ "deny": "all" })).await?;
        page.open("").await?;
        page.begin(5).await?;
        page.ask("await desk.tick(2)", vec![]).await?;
        says(&page, "Этот браузер не даёт надёжно хранить данные").await?;
        says(&page, "Браузер не принял 3\u{a0}записи: с закрытием вкладки это пропадёт").await?;
        let seen = page.seen().await?;
        assert_eq!((seen.ticked(), seen.mark(), seen.offers_file()), (2, "unsaved", true));
        // A page that would take it along asks before it goes.
        let asks = "const leaving = new Event('beforeunload', { cancelable: true }); dispatchEvent(leaving); return leaving.defaultPrevented";
        assert_eq!(page.ask(asks, vec![]).await?, json!(true));
        Ok(())
    });
    on_page(|page| async move {
        page.fault(json!({ "deny": "vault" })).await?;
        page.open("").await?;
        let place = page.begin(5).await?;
        page.ask("await desk.tick(2)", vec![]).await?;
        says(&page, "Диск не подтвердил 3\u{a0}записи").await?;
        // Said while nothing can be saved, it is marked at once; taken up again, it is marked still.
        assert_eq!(unsaved_rows(&page).await?, ["Шаг 1", "Шаг 2"]);
        // The page has to be left before the fault is lifted: it asks whoever goes.
        page.open("plans/none").await?;
        page.fault(json!(null)).await?;
        page.open(&place).await?;
        let seen = page.settled().await?;
        assert_eq!((seen.ticked(), seen.notes()), (2, ""), "the other store has it now");
        Ok(())
    });
}

/// A browser that keeps no copy; then the copy alone can be read, then nothing can.
pub fn copied() {
    on_page(|page| async move {
        let open = async |place: &str, fault| {
            page.open("plans/none").await?;
            page.fault(fault).await?;
            page.open(place).await
        };
        let local_is_lost = "localStorage.clear()";
        open("", json!({ "deny": "second" })).await?;
        let place = page.begin(5).await?;
        page.ask("await desk.tick(2)", vec![]).await?;
        page.settled().await?;
        open(&place, json!(null)).await?;
        let seen = page.settled().await?;
        assert_eq!((seen.ticked(), seen.notes()), (2, ""), "without a copy");
        page.ask("await desk.copied()", vec![]).await?;
        page.ask(local_is_lost, vec![]).await?;
        open(&place, json!({ "deny": "vault" })).await?;
        page.ask("await desk.ready()", vec![]).await?;
        assert_eq!(page.seen().await?.ticked(), 2, "the copy");
        says(&page, "Этот браузер не даёт надёжно хранить данные").await?;
        page.ask(local_is_lost, vec![]).await?;
        open(&place, json!({ "deny": "both" })).await?;
        says(&page, "Прогон не удалось прочитать: хранилище браузера недоступно").await?;
        let seen = page.seen().await?;
        assert_eq!((seen.mark(), seen.offers_file()), ("", false), "nothing is known of it");
        open("#/run/0123456789abcdef", json!(null)).await?;
        says(&page, "Такого прогона в этом браузере нет").await
    });
}

/// A run of which nothing came to the disk but which plan it was to follow.
pub fn unstarted() {
    on_page(|page| async move {
        let place = page.begin(5).await?;
        page.settled().await?;
        page.ask("await desk.copied()", vec![]).await?;
        page.open("plans/none").await?;
        page.ask("await desk.unstart()", vec![]).await?;
        page.open(&place).await?;
        says(&page, "Такого прогона в этом браузере нет").await?;
        assert_eq!(page.ask("return Boolean(desk.find('.room'))", vec![]).await?, json!(false));
        page.open("").await?;
        let shelf = "await desk.until(() => desk.find('.shelf .card')); \
                     return desk.all('.shelf h2, .shelf b').map((it) => it.innerText.toLowerCase())";
        let shelf = page.ask(shelf, vec![]).await?;
        assert_eq!(shelf, json!(["планы", "ночной выпуск"]), "no run follows the plan");
        Ok(())
    });
}

/// An entry is damaged in one store, then in both.
pub fn damaged() {
    on_page(|page| async move {
        let place = page.begin(5).await?;
        page.ask("await desk.tick(3)", vec![]).await?;
        page.settled().await?;
        let spoil_local = "const key = Object.keys(localStorage).filter((it) => it.endsWith('/00000004'))[0]; \
                           localStorage[key] = localStorage[key].replace('Орлова', 'Орлов');";
        let spoil_vault = "const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
                           const own = keys.filter((it) => it.endsWith('/00000004'))[0]; \
                           const text = await desk.vault('readonly', (it) => it.get(own)); \
                           await desk.vault('readwrite', (it) => it.put(text.replace('Орлова', 'Орлов'), own));";
        page.ask(spoil_local, vec![]).await?;
        page.open(&place).await?;
        let seen = page.settled().await?;
        assert_eq!((seen.ticked(), seen.notes()), (3, ""), "the other store has it whole");
        page.ask(&format!("{spoil_local} {spoil_vault}"), vec![]).await?;
        page.open(&place).await?;
        says(&page, "Повреждена 1\u{a0}запись, целой копии нет").await?;
        assert_eq!(page.seen().await?.ticked(), 2, "nothing altered is shown as whole");
        let kept = "return Object.entries(localStorage).some(([key, text]) => key.endsWith('/00000004') && text.includes('Орлов'))";
        assert_eq!(
            page.ask(kept, vec![]).await?,
            json!(true),
            "what is damaged is not thrown away"
        );
        Ok(())
    });
    on_page(|page| async move {
        let place = page.begin(5).await?;
        page.settled().await?;
        let spoil = "for (const key of Object.keys(localStorage).filter((it) => it.endsWith('/text'))) localStorage[key] = localStorage[key].replace('Шаг 2', 'Шаг 7'); \
                     const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
                     const own = keys.filter((it) => it.endsWith('/text'))[0]; \
                     const text = await desk.vault('readonly', (it) => it.get(own)); \
                     await desk.vault('readwrite', (it) => it.put(text.replace('Шаг 2', 'Шаг 7'), own));";
        page.ask(spoil, vec![]).await?;
        page.open(&place).await?;
        says(&page, "Текст плана на диске изменился").await
    });
}

/// Another tab runs a version that knows the first store alone; what it writes is shown at once and
/// is in both stores when the run is opened next.
pub fn older_version_beside() {
    on_page(|page| async move {
        let place = page.begin(5).await?;
        page.settled().await?;
        let (journal, plan) = told_so_far(&page, 5).await?;
        let slip = key::slip(&ticked(&journal, &plan, Actor(0xa), 0));
        let home = page.driver.window().await?;
        let other = page.driver.new_tab().await?;
        page.driver.switch_to_window(other).await?;
        page.put_desk().await?;
        page.open("plans/none").await?;
        let write = "localStorage.setItem('holdpoint/1/' + given[0], given[1])";
        page.ask(write, vec![json!(slip.key), json!(slip.text)]).await?;
        page.driver.close_window().await?;
        page.driver.switch_to_window(home).await?;
        page.ask("await desk.until(() => desk.ticked()[0])", vec![]).await?;
        page.open(&place).await?;
        assert_eq!(page.settled().await?.ticked(), 1);
        let there = "return await desk.vault('readonly', (it) => it.get(given[0]))";
        assert_eq!(page.ask(there, vec![json!(slip.key)]).await?, json!(slip.text));
        Ok(())
    });
}

/// A later version has kept things here, or makes the database over while we look on.
pub fn newer_version() {
    on_page(|page| async move {
        let place = page.begin(5).await?;
        page.settled().await?;
        let later = "localStorage['holdpoint/2/run/1'] = 'tomorrow'; \
                     window.later = await new Promise((done) => { const open = indexedDB.open('holdpoint/1', 2); open.onsuccess = () => done(open.result); })";
        page.ask(later, vec![]).await?;
        page.ask("await desk.tick(1)", vec![]).await?;
        says(&page, "В другой вкладке открыта более новая версия Holdpoint").await?;
        says(&page, "Диск не подтвердил 1\u{a0}запись").await?;
        page.ask("window.later.close()", vec![]).await?;
        page.open(&place).await?;
        page.ask("await desk.ready()", vec![]).await?;
        says(&page, "Здесь хранит прогоны более новая версия Holdpoint").await?;
        let seen = page.seen().await?;
        assert_eq!(seen.ticked(), 1, "the first store still has it");
        let untouched = "const open = indexedDB.open('holdpoint/1'); \
                         const version = await new Promise((done) => { open.onsuccess = () => done(open.result.version); }); \
                         return [localStorage['holdpoint/2/run/1'], version]";
        assert_eq!(page.ask(untouched, vec![]).await?, json!(["tomorrow", 2]));
        Ok(())
    });
}

/// What the browser promised is told, and what Safari does.
pub fn promises() {
    on_page(|page| async move {
        page.begin(5).await?;
        page.settled().await?;
        let more = "desk.find('#kept summary').click(); await desk.until(() => desk.find('.kept-more').innerText.includes('Браузер')); return desk.find('.kept-more').innerText";
        let more = page.ask(more, vec![]).await?;
        let more = more.as_str().unwrap_or_default();
        assert!(more.contains("Браузер не обещал") || more.contains("Браузер обещал"), "{more}");
        page.fault(json!({ "vendor": "Apple Computer, Inc." })).await?;
        page.open("").await?;
        says(&page, "Safari удаляет данные страницы, если её не открывать семь дней").await
    });
}

/// A run that one tab removes goes from the other, and no store brings it back.
pub fn removed() {
    on_page(|page| async move {
        let place = page.begin(5).await?;
        page.ask("await desk.tick(2)", vec![]).await?;
        page.settled().await?;
        let home = page.driver.window().await?;
        let other = page.driver.new_tab().await?;
        page.driver.switch_to_window(other).await?;
        page.put_desk().await?;
        page.open("").await?;
        let remove = "const button = () => desk.all('button').find((it) => it.innerText === 'Удалить'); \
                      await desk.until(button); button().click(); \
                      const field = () => desk.find('.ask:not([hidden]) .word'); \
                      await desk.until(field); field().value = 'удалить'; \
                      field().dispatchEvent(new Event('input', { bubbles: true })); \
                      const sure = () => desk.find('.ask:not([hidden]) .for-good:enabled'); \
                      await desk.until(sure); sure().click(); await desk.sleep(300)";
        page.ask(remove, vec![]).await?;
        page.driver.close_window().await?;
        page.driver.switch_to_window(home).await?;
        page.ask("await desk.until(() => desk.find('#choose'))", vec![]).await?;
        page.open(&place).await?;
        page.ask("await desk.until(() => desk.find('#choose'))", vec![]).await?;
        let left = "let left; for (let n = 0; n < 200; n += 1) { \
                    const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
                    left = keys.concat(Object.keys(localStorage)).filter((it) => it.includes(given[0]) && !it.includes('gone/')); \
                    if (!left.length) return 0; await desk.sleep(25); } return left";
        let run = place.rsplit('/').next().unwrap_or_default();
        assert_eq!(page.ask(left, vec![json!(run)]).await?, json!(0));
        Ok(())
    });
}

/// The clock is set by an hour and the zone to another season: every tick stays, in its order.
pub fn moved_clock() {
    on_page(|page| async move {
        page.fault(json!({ "clock_ms": 1 })).await?;
        page.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Berlin" })).await?;
        page.open("").await?;
        let place = page.begin(8).await?;
        let spring_ms = "const at = Date.UTC(2026, 2, 29, 0, 59, 58); desk.fault.shift_ms += at - Date.now(); await desk.tick(2); await desk.sleep(3000); await desk.tick(2);";
        page.ask(spring_ms, vec![]).await?;
        for hour in [1, -2] {
            page.ask(
                "desk.fault.shift_ms += given[0] * 3600000; await desk.tick(2)",
                vec![json!(hour)],
            )
            .await?;
        }
        page.settled().await?;
        page.open(&place).await?;
        assert_eq!(page.settled().await?.ticked(), 8);
        let (journal, _) = told_so_far(&page, 8).await?;
        assert_eq!(journal.flaws(), []);
        let offsets: Vec<i16> = journal.entries().iter().map(|it| it.offset_min).collect();
        assert!(offsets.contains(&60) && offsets.contains(&120), "{offsets:?}");
        let jumps =
            journal.entries().iter().filter(|it| matches!(it.event, Event::ClockJumped { .. }));
        assert!(jumps.count() > 0, "a clock that was set is told");
        Ok(())
    });
}

/// Nobody looks at the page for ten minutes, of the browser's own virtual time; it ticks meanwhile, as
/// a tab beside may, and then the browser is killed.
pub fn long_hidden() {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(6).await?;
        page.ask("await desk.tick(2)", vec![]).await?;
        page.settled().await?;
        page.driver.minimize_window().await?;
        // Drivers make every page believe that it is looked at.
        page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": false })).await?;
        let clock = "const [h, m, s] = desk.find('#t-clock').innerText.match(/\\d+/g); \
                     return [h * 3600 + m * 60 + +s, Date.now() / 1000]";
        let before = seconds(page.ask(clock, vec![]).await?);
        let leave = "await desk.until(() => document.hidden); desk.left_ms = Date.now(); await desk.tick(1)";
        page.ask(leave, vec![]).await?;
        let policy = json!({ "policy": "advance", "budget": 600_000 });
        page.cdp("Emulation.setVirtualTimePolicy", policy).await?;
        let away = "return Date.now() - desk.left_ms";
        while page.ask(away, vec![]).await?.as_i64().is_none_or(|it| it < 600_000) {}
        // A clock that nobody sees may be woken once a minute; looked at, it is right within a second.
        page.driver.maximize_window().await?;
        page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        let back = "await desk.until(() => !document.hidden); desk.back_ms = Date.now()";
        page.ask(back, vec![]).await?;
        page.cdp("Emulation.setVirtualTimePolicy", json!({ "policy": "advance", "budget": 1_000 }))
            .await?;
        let since = "return Date.now() - desk.back_ms";
        while page.ask(since, vec![]).await?.as_i64().is_none_or(|it| it < 1_000) {}
        let after = seconds(page.ask(clock, vec![]).await?);
        let (shown, passed) = (after.0 - before.0, after.1 - before.1);
        assert!(passed >= 600.0 && (shown - passed).abs() < 2.0, "{shown} s of {passed} s");
        // The page's time stands still from here on.
        let seen = page.seen().await?;
        assert_eq!((seen.ticked(), seen.saved()), (3, 3));
        browser.kill();
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open(&place).await?;
        assert_eq!(page.settled().await?.ticked(), 3);
        Ok(())
    });
}

/// What the clock of the run shows, and the browser's own, in seconds.
fn seconds(told: serde_json::Value) -> (f64, f64) {
    serde_json::from_value(told).expect("two numbers")
}

/// Two tabs sign for one seat in the same moment.
pub fn one_signature() {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(2).await?;
        page.settled().await?;
        page.ask(
            "desk.find('#finish').click(); await desk.until(() => desk.find('#ask')); \
             desk.fill('#ask', 'дальше не нужно'); await desk.until(() => desk.find('.ask [type=submit]:enabled')); \
             desk.find('.ask [type=submit]:enabled').click(); await desk.until(() => desk.find('.over'))",
            vec![],
        )
        .await?;
        page.settled().await?;
        let home = page.driver.window().await?;
        let other = page.driver.new_tab().await?;
        let report = format!("{place}/report");
        page.driver.switch_to_window(other.clone()).await?;
        page.put_desk().await?;
        for tab in [&home, &other] {
            page.driver.switch_to_window(tab.clone()).await?;
            page.open(&report).await?;
            let sign = "await desk.until(() => desk.find('#sign')); const bell = new BroadcastChannel('test'); \
                        bell.onmessage = () => { desk.find('#sign').click(); }";
            page.ask(sign, vec![]).await?;
        }
        page.ask("new BroadcastChannel('test').postMessage(0); desk.find('#sign').click()", vec![])
            .await?;
        for tab in [&home, &other] {
            page.driver.switch_to_window(tab.clone()).await?;
            page.ask(
                "await desk.until(() => desk.find('.signed li') && desk.seen().mark === 'saved')",
                vec![],
            )
            .await?;
        }
        page.open(&report).await?;
        let signed =
            "await desk.until(() => desk.find('.signed li')); return desk.all('.signed li').length";
        assert_eq!(page.ask(signed, vec![]).await?, json!(1));
        let claims = page.ask(
            "return (await desk.vault('readonly', (it) => it.getAllKeys())).filter((key) => key.startsWith('seat/')).length",
            vec![],
        );
        assert_eq!(claims.await?, json!(1));
        // Not one of two that is left out of the count: one was written.
        let written = "const texts = await desk.vault('readonly', (it) => it.getAll()); \
                       return texts.join('\\n').split('\\n').filter((it) => it.includes('\"kind\":\"signed-off\"')).length";
        let claim = 1;
        assert_eq!(page.ask(written, vec![]).await?, json!(1 + claim));
        Ok(())
    });
}

/// A page that is left while it makes its database must not keep the next one from it.
pub fn left_at_once() {
    run(async {
        let house = House::open();
        for left_ms in [60, 120, 180, 260] {
            let profile = Profile::new();
            let browser = Browser::start(&profile);
            let page = browser.page(&house).await?;
            page.open("").await?;
            tokio::time::sleep(std::time::Duration::from_millis(left_ms)).await;
            page.open("").await?;
            page.begin(2).await?;
            page.settled().await?;
        }
        Ok(())
    });
}
