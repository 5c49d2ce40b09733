//! What calls a person, in real Chromium: what is heard, what the tab and the desktop show, and how it
//! is tried and muted beforehand. Besides, what a page does that nobody touches: the screen stays awake
//! while a run goes on, its clocks are right however long nobody looked, and nothing else moves.

#[allow(dead_code, reason = "other tests of the browser use the rest of it")]
#[path = "browser/chrome.rs"]
mod chrome;

use chrome::{Browser, House, Page, Profile, run};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// Hears what the page sounds, as loud as it comes to the loudspeaker, and notes what it asks of the
/// browser.
const EARS: &str = include_str!("alarms/ears.js");

/// A way back with a criterion that a person judges, and a stage that begins in five minutes.
const PLAN: &str = "# Ночной выпуск 3.4\n\n## Этап 1. Выкладка (T+0)\n\n- [ ] Выложить сервер\n\n\
    ## Этап 2. Касса (T+5m)\n\n- [ ] Открыть кассу\n\n\
    ## План отката\n\n**Немедленный откат (P0):**\n- доля ошибок > 5 %\n- касса не отвечает\n\n\
    ### Порядок отката\n\n1. Вернуть сервер 3.3\n";

/// A run in a browser that hears and may notify.
struct Room {
    page: Page,
    /// Ended from the first to the last.
    _rest: (Browser, Profile, House),
}

impl Room {
    async fn open(place: &str) -> WebDriverResult<Self> {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": EARS })).await?;
        page.open("").await?;
        page.fault(json!({ "clock_ms": 1 })).await?;
        page.open(place).await?;
        Ok(Self { page, _rest: (browser, profile, house) })
    }

    async fn begun() -> WebDriverResult<Self> {
        let room = Self::open("").await?;
        room.page.ask("await desk.begin(given[0])", vec![json!(PLAN)]).await?;
        Ok(room)
    }

    /// A press of a real pointer.
    async fn press(&self, css: &str) -> WebDriverResult<()> {
        self.until(&format!("find({})?.checkVisibility()", json!(css))).await?;
        let button = self.page.driver.find(By::Css(css)).await?;
        button.scroll_into_view().await?;
        button.click().await
    }

    async fn until(&self, what: &str) -> WebDriverResult<()> {
        let script =
            format!("const {{ find, all }} = desk; await desk.until(() => {what}, given[0])");
        self.page.ask(&script, vec![json!(what)]).await.map(|_| ())
    }

    async fn told(&self, what: &str) -> WebDriverResult<Value> {
        self.page.ask(&format!("const {{ find, all }} = desk; return {what}"), vec![]).await
    }

    /// The page's clock goes on by so many minutes at once.
    async fn pass(&self, minutes: i64) -> WebDriverResult<()> {
        let shift = "desk.fault.shift_ms += given[0] * 60000";
        self.page.ask(shift, vec![json!(minutes)]).await.map(|_| ())
    }

    async fn allow(&self, what: &str) -> WebDriverResult<()> {
        let given = json!({ "permissions": [what] });
        self.page.cdp("Browser.grantPermissions", given).await.map(|_| ())
    }

    /// Somebody looks at it again.
    async fn show(&self) -> WebDriverResult<()> {
        self.page.driver.maximize_window().await?;
        self.page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        self.until("!document.hidden").await
    }

    /// Nobody looks at the page any more, and its own timers are as slow as browsers make them.
    async fn hide(&self) -> WebDriverResult<()> {
        let slow = "const real = window.setTimeout; \
            window.setTimeout = (what, ms) => real(what, document.hidden && ms > 5 ? 60000 : ms)";
        self.page.ask(slow, vec![]).await?;
        self.page.driver.minimize_window().await?;
        // Drivers make every page believe that it is looked at.
        self.page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": false })).await?;
        self.until("document.hidden").await
    }
}

#[test]
fn an_alarm_can_be_tried_before_it_is_needed() {
    run(async {
        let room = Room::open("").await?;
        room.until("find('#drop')").await?;
        assert_eq!(room.told("ears.asked").await?, json!(0), "nothing is asked on load");
        room.press("#alarms").await?;
        room.press("#ask-notify").await?;
        room.until("ears.asked == 1").await?;
        room.press("#test-alarm").await?;
        room.until("ears.tones.length == 2").await?;
        room.until("ears.peak > 0.05").await?;
        room.until("document.title.startsWith('● Так выглядит и звучит сигнал')").await?;
        let strip = room.told("find('.alarms [role=alert]').innerText").await?;
        assert!(strip.as_str().is_some_and(|it| it.contains("Так выглядит")), "{strip}");
        room.press("#alarm-sound").await?;
        room.press("#test-alarm").await?;
        room.press(".alarm-dialog button[type=submit]").await?;
        room.press("#heard").await?;
        room.until("document.title == 'Holdpoint'").await?;
        assert_eq!(room.told("ears.tones.length").await?, json!(2), "without sound it is silent");
        Ok(())
    });
}

#[test]
fn what_comes_due_and_what_came_true_is_heard_shown_and_told() {
    run(async {
        let room = Room::begun().await?;
        room.allow("notifications").await?;
        // Any press lets a page sound.
        room.press("#stage").await?;
        // A stage is due while nobody looks at the tab.
        room.hide().await?;
        room.pass(6).await?;
        room.until("ears.notices.some(it => it.includes('Пора: Этап 2. Касса'))").await?;
        room.until("document.title.startsWith('● Срок до ')").await?;
        assert_eq!(room.told("ears.tones").await?, json!([659, 523]), "two falling tones");
        room.until("ears.peak > 0.05").await?;
        room.show().await?;
        let told = room.told("all('.alarms [role=alert] li').map(it => it.innerText)").await?;
        let told = told.to_string();
        assert!(told.contains("Срок до") && told.contains("Пора: Этап 2. Касса"), "{told}");
        assert!(!told.contains("конец окна"), "the plan tells no window: {told}");
        room.press("#heard").await?;
        room.until("document.title.startsWith('Ночной выпуск 3.4')").await?;
        // What sends the release back is the gravest.
        room.page.ask("ears.tones.length = 0", vec![]).await?;
        room.press(".watch .acts button").await?;
        room.page.ask("desk.fill('#ask', '9 %')", vec![]).await?;
        room.press(".watch .ask .back").await?;
        room.until("document.title.startsWith('● Сработал критерий отката')").await?;
        assert_eq!(room.told("ears.tones").await?, json!([523, 415, 523, 415]));
        room.until("ears.notices.some(it => it.includes('доля ошибок'))").await?;
        // The run's own screen says it in its strap; whoever touches the page has seen that.
        room.until("find('.strap.alarm').innerText.includes('доля ошибок')").await?;
        room.press("#stage").await?;
        room.until("!document.title.includes('●')").await?;
        // What is muted keeps silent, and everything else does not.
        room.press("#alarms").await?;
        room.press(".alarm-dialog fieldset label:first-child").await?;
        room.press(".alarm-dialog button[type=submit]").await?;
        room.press(".watch li:not(.hot) .acts button").await?;
        room.page.ask("desk.fill('#ask', 'да')", vec![]).await?;
        room.press(".watch .ask .back").await?;
        room.until("all('.watch .hot').length == 2").await?;
        let beats = "for (let n = 0; n < 2; n += 1) {
            const clock = desk.find('#t-clock').innerText;
            await desk.until(() => desk.find('#t-clock').innerText != clock); }";
        room.page.ask(beats, vec![]).await?;
        assert_eq!(room.told("ears.tones.length").await?, json!(4));
        room.until("!document.title.includes('●')").await
    });
}

#[test]
fn who_comes_back_sees_what_came_meanwhile() {
    run(async {
        let room = Room::begun().await?;
        room.page.settled().await?;
        assert_eq!(room.told("all('.log .new').length").await?, json!(0));
        room.hide().await?;
        // Somebody else ticks in a tab beside.
        room.page.ask("await desk.tick(1)", vec![]).await?;
        room.pass(6).await?;
        room.show().await?;
        room.until("find('.strap.back-again')?.innerText.includes('без вас')").await?;
        let new = room.told("all('.log .new').map(it => it.textContent).join(' ')").await?;
        assert!(new.as_str().is_some_and(|it| it.contains("Выложить сервер")), "{new}");
        let new = room.told("all('.log li:not(.new)').map(it => it.textContent).join(' ')").await?;
        assert!(new.as_str().is_some_and(|it| it.contains("прогон начат")), "{new}");
        Ok(())
    });
}

#[test]
fn the_screen_stays_awake_as_long_as_the_run_goes_on() {
    run(async {
        let room = Room::open("").await?;
        room.allow("wakeLockScreen").await?;
        room.page.ask("await desk.begin(given[0])", vec![json!(PLAN)]).await?;
        let held = "ears.locks.filter(it => !it.released).length";
        room.until(&format!("{held} == 1")).await?;
        let home = "location.hash = ''";
        room.page.ask(home, vec![]).await?;
        room.until(&format!("find('#drop') && {held} == 0")).await?;
        room.page.ask("history.back()", vec![]).await?;
        room.until(&format!("find('.room') && {held} == 1")).await?;
        // A browser lets go of a page that nobody sees.
        room.hide().await?;
        room.until(&format!("{held} == 0")).await?;
        room.show().await?;
        room.until(&format!("{held} == 1")).await?;
        room.press("#finish").await?;
        room.page.ask("desk.fill('.ending textarea', 'дальше не нужно')", vec![]).await?;
        room.press(".ending .ask button[type=submit]").await?;
        room.until(&format!("find('#over') && {held} == 0")).await
    });
}

#[test]
fn a_clock_is_right_within_a_second_and_nothing_else_moves() {
    run(async {
        let room = Room::begun().await?;
        room.page.settled().await?;
        // The tab lies frozen while forty minutes pass.
        let thaw = "desk.right = new Promise(done => {
            let from, before;
            const shown = () => {
                const [h, m, s] = desk.find('#t-clock').innerText.match(/\\d+/g);
                return h * 3600 + m * 60 + +s;
            };
            document.addEventListener('freeze', () => {
                before = shown();
                from = performance.now();
                desk.fault.shift_ms += 40 * 60000;
            });
            new MutationObserver(() => {
                if (shown() - before >= 2400) done(performance.now() - from);
            }).observe(desk.find('#t-clock'), { subtree: true, characterData: true }); })";
        room.page.ask(thaw, vec![]).await?;
        room.page.cdp("Page.setWebLifecycleState", json!({ "state": "frozen" })).await?;
        room.page.cdp("Page.setWebLifecycleState", json!({ "state": "active" })).await?;
        let shown = "return await desk.right";
        let took_ms = room.page.ask(shown, vec![]).await?.as_f64().unwrap_or(f64::MAX);
        assert!(took_ms <= 1000.0, "right again after {took_ms} ms");
        room.press("#heard").await?;
        // Nobody does anything: only letters of clocks change, each in its own place; with a minute
        // what stands for now moves along the strip.
        let moved = "const told = []; const seen = new MutationObserver(them => told.push(...them));
            await desk.sleep(1500);
            seen.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
            await desk.sleep(4200); seen.disconnect();
            return told.map(it => it.type == 'characterData'
                || (it.type == 'attributes' && it.target.matches('.now, .cap, .late')) ? 'letters' : `${it.type} of ${it.target.outerHTML.slice(0, 120)}`)";
        let moved = room.page.ask(moved, vec![]).await?;
        let moved = moved.as_array().expect("a list");
        assert!(moved.len() >= 4, "the clock goes: {moved:?}");
        assert!(moved.iter().all(|it| it == "letters"), "{moved:#?}");
        Ok(())
    });
}
