//! Nobody looks for a while: the laptop sleeps, the network is gone, the tab lies frozen. What was not
//! seen is a gap with its length, and is asked of a person before long.

use super::RELEASE;
use super::chrome::{Browser, House, Profile, run};
use super::desk::{Metrics, Watch};
use super::servers::Server;
use serde_json::json;
use thirtyfour::prelude::*;

/// A run that is watched, whose clock a test can set on. Everything it rests on goes with it.
struct Watched {
    watch: Watch,
    metrics: Metrics,
    /// Ended from the first to the last.
    _rest: (Server, Browser, Profile, House),
}

impl Watched {
    async fn begin() -> WebDriverResult<Self> {
        let (house, profile) = (House::serving(&["--polls"]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        let (metrics, health) = (Metrics::start(), Server::said("200 OK", "fine"));
        watch.fault(json!({ "clock_ms": 1 })).await?;
        watch.place("").await?;
        let plan = RELEASE
            .replace("SERVICE", &health.address.to_string())
            .replace("METRICS", &metrics.server.address.to_string());
        watch.begin(&plan).await?;
        watch.every(2_000).await?;
        watch.press("#allow-all").await?;
        watch.state("error_percent", "up").await?;
        watch.state("/health", "up").await?;
        Ok(Self { watch, metrics, _rest: (health, browser, profile, house) })
    }
}

/// The page's clock goes on by so many minutes at once.
async fn pass(watch: &Watch, minutes: i64) -> WebDriverResult<()> {
    let shift = "desk.fault.shift_ms += given[0] * 60000";
    watch.ask(shift, vec![json!(minutes)]).await.map(|_| ())
}

#[test]
fn every_way_of_not_looking_is_a_gap() {
    run(async {
        let of = Watched::begin().await?;
        let (watch, metrics) = (&of.watch, &of.metrics);
        watch.gaps("error_percent", 1).await?;
        // The laptop sleeps.
        pass(watch, 7).await?;
        watch.gaps("error_percent", 2).await?;
        // The network is gone, and nobody sees anything.
        let network = |gone: bool| json!({ "offline": gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        watch.cdp("Network.enable", json!({})).await?;
        watch.cdp("Network.emulateNetworkConditions", network(true)).await?;
        watch.state("error_percent", "unreachable").await?;
        pass(watch, 11).await?;
        watch
            .until("all('.signal.aged').some(it => it.innerText.includes('нет данных 11'))")
            .await?;
        watch.cdp("Network.emulateNetworkConditions", network(false)).await?;
        watch.gaps("error_percent", 3).await?;
        watch.until("all('.signal.aged').length == 0").await?;
        // A tab that nobody looks at is asked for on; one that lies frozen is not.
        watch.hide().await?;
        let before = metrics.server.count();
        watch.beats(4).await?;
        assert!(metrics.server.count() > before, "a hidden tab goes on asking");
        let thaw =
            "document.addEventListener('freeze', () => { desk.fault.shift_ms += 13 * 60000 })";
        watch.ask(thaw, vec![]).await?;
        watch.cdp("Page.setWebLifecycleState", json!({ "state": "frozen" })).await?;
        watch.cdp("Page.setWebLifecycleState", json!({ "state": "active" })).await?;
        watch.gaps("error_percent", 4).await?;
        watch.press("#to-report").await?;
        watch.until("find('.paper')").await?;
        let report = watch.text(".paper").await?.replace('\u{a0}', " ");
        for lasted in ["(7 мин", "(11 мин", "(13 мин"] {
            assert!(report.contains(lasted), "{lasted} in: {report}");
        }
        Ok(())
    });
}

#[test]
fn what_nobody_can_measure_is_asked_of_a_person() {
    run(async {
        let mut of = Watched::begin().await?;
        of.metrics.server.stop();
        let watch = &of.watch;
        watch.state("error_percent", "unreachable").await?;
        let asked = "[...all('.next.ask')].some(it => it.innerText.includes('Посмотрите сами'))";
        assert_eq!(watch.count(".next.ask").await?, 0, "not at once");
        pass(watch, 3).await?;
        watch.until(asked).await?;
        // The person looks, and says what they saw.
        watch.ask("const row = desk.find('.next.ask').closest('li'); row.querySelector('.acts button').click()", vec![]).await?;
        watch.until("find('.next.ask').closest('li').querySelector('form input')").await?;
        let say = "const form = desk.find('.next.ask').closest('li').querySelector('form');
            const field = form.querySelector('input'); field.value = '7 %';
            field.dispatchEvent(new Event('input', { bubbles: true })); await desk.sleep(0); form.requestSubmit()";
        watch.ask(say, vec![]).await?;
        watch.until("all('.seen').some(it => it.innerText.includes('7 %'))").await
    });
}

#[test]
fn passed_gates_are_marked_and_one_key_shows_what_is_asked() {
    run(async {
        let of = Watched::begin().await?;
        let watch = &of.watch;
        watch.until("find('.signal svg.spark path')").await?;
        assert_eq!(watch.count(".spark .gate").await?, 0);
        watch.ask("desk.all('.step [role=checkbox]').forEach(it => it.click())", vec![]).await?;
        watch.until("find('.criterion[data-state=done]')").await?;
        watch.open_gate().await?;
        watch.until("find('.spark .gate')").await?;
        // One key, in either layout, leads to the list and its one switch.
        for key in ["w", "ц"] {
            watch.ask("document.activeElement.blur(); document.dispatchEvent(new KeyboardEvent('keydown', { key: given[0], bubbles: true }))", vec![json!(key)]).await?;
            watch.until("document.activeElement.id == 'signals'").await?;
        }
        watch
            .until("find('#signals #at-work').innerText == '2' && find('#signals #stop-all')")
            .await?;
        // From every other screen as well: a link that tells how much is asked, and the same key.
        assert_eq!(watch.count("#polled").await?, 0, "the list itself is here");
        for (hash, key) in [("'#/'", "ц"), ("location.hash.replace(/signals$/, 'report')", "w")] {
            let away = format!("const run = location.hash; location.hash = {hash}; return run");
            let list = watch.ask(&away, vec![]).await?;
            watch.until("find('#polled')?.innerText == '◉ 2'").await?;
            assert!(list.as_str().is_some_and(|it| it.contains("/run/")), "{list}");
            watch.ask("document.activeElement.blur(); document.dispatchEvent(new KeyboardEvent('keydown', { key: given[0], bubbles: true }))", vec![json!(key)]).await?;
            watch.until("document.activeElement.id == 'signals' && !find('#polled')").await?;
        }
        watch.press("#stop-all").await?;
        watch.until("find('#at-work').innerText == '0' && all('.signal').every(it => it.dataset.signal == 'paused')").await
    });
}
