//! What a person does and sees beside a run: consent, the states of signals, the way back.

use super::chrome::{Browser, House, Page};
use super::servers::{Server, say};
use serde_json::{Value, json};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use thirtyfour::prelude::*;

/// A page of metrics whose share of errors a test sets.
pub struct Metrics {
    pub server: Server,
    percent: Arc<AtomicU32>,
}

impl Metrics {
    pub fn start() -> Self {
        let percent = Arc::new(AtomicU32::new(1));
        let shown = Arc::clone(&percent);
        let server = Server::new(move |_, _, stream| {
            let percent = shown.load(Ordering::SeqCst);
            let page = format!("# TYPE error_percent gauge\nerror_percent {percent}\n");
            say(stream, "200 OK", &page);
        });
        Self { server, percent }
    }

    pub fn show(&self, percent: u32) {
        self.percent.store(percent, Ordering::SeqCst);
    }
}

/// The page, beside a run.
pub struct Watch(Page);

impl Deref for Watch {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

impl Watch {
    pub async fn open(browser: &Browser, house: &House) -> WebDriverResult<Self> {
        let page = browser.page(house).await?;
        page.open("").await?;
        Ok(Self(page))
    }

    /// Opens the page by an address that ends like this.
    pub async fn place(&self, word: &str) -> WebDriverResult<()> {
        self.0.open(&format!("#{word}")).await?;
        self.until("find('#drop')").await
    }

    /// The first screen in a language.
    pub async fn anew(&self, lang: &str) -> WebDriverResult<()> {
        self.0.open("").await?;
        self.until("find('#drop')").await?;
        let press = "desk.all('.seg button').find(it => it.textContent.toLowerCase().startsWith(given[0] + ' ')).click()";
        self.ask(press, vec![json!(lang)]).await?;
        self.until("find('#drop')").await
    }

    /// From a plan's text to its run.
    pub async fn begin(&self, plan: &str) -> WebDriverResult<()> {
        self.ask("await desk.begin(given[0])", vec![json!(plan)]).await?;
        self.until("find('#signals')").await
    }

    /// The same run in a new document.
    pub async fn again(&self) -> WebDriverResult<()> {
        self.settled().await?;
        self.driver.refresh().await?;
        self.until("find('#signals')").await
    }

    /// Waits until something is so.
    pub async fn until(&self, what: &str) -> WebDriverResult<()> {
        let script =
            format!("const {{ find, all }} = desk; await desk.until(() => {what}, given[0])");
        self.ask(&script, vec![json!(what)]).await.map(|_| ())
    }

    /// Presses what is there, once it is.
    pub async fn press(&self, css: &str) -> WebDriverResult<()> {
        let script = "(await desk.until(() => desk.find(given[0]), given[0])).click()";
        self.ask(script, vec![json!(css)]).await.map(|_| ())
    }

    /// Waits until the signal whose row says `of` is in a state.
    pub async fn state(&self, of: &str, state: &str) -> WebDriverResult<()> {
        let script =
            "const row = () => desk.all('.signal').find(it => it.textContent.includes(given[0]));
            await desk.until(() => row()?.dataset.signal == given[1], [...given].join(' '))";
        self.ask(script, vec![json!(of), json!(state)]).await.map(|_| ())
    }

    /// The different words of all signals.
    pub async fn words(&self) -> WebDriverResult<Vec<Value>> {
        let script = "return [...new Set(desk.all('.signal .state').map(it => it.textContent))]";
        Ok(self.ask(script, vec![]).await?.as_array().cloned().unwrap_or_default())
    }

    pub async fn text(&self, css: &str) -> WebDriverResult<String> {
        let text = self.ask("return desk.find(given[0]).innerText", vec![json!(css)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    pub async fn count(&self, css: &str) -> WebDriverResult<usize> {
        let count = self.ask("return desk.all(given[0]).length", vec![json!(css)]).await?;
        Ok(usize::try_from(count.as_u64().unwrap_or(0)).unwrap_or(0))
    }

    pub async fn now_ms(&self) -> WebDriverResult<i64> {
        Ok(self.ask("return Date.now()", vec![]).await?.as_i64().unwrap_or_default())
    }

    /// Lets the page's own beat come so often.
    pub async fn beats(&self, count: u32) -> WebDriverResult<()> {
        let script = "await new Promise(done => { let left = given[0];
            addEventListener('holdpoint:beat', () => { left -= 1; if (left == 0) done(); }); })";
        self.ask(script, vec![json!(count)]).await.map(|_| ())
    }

    /// Chooses how often each address is asked.
    pub async fn every(&self, every_ms: u32) -> WebDriverResult<()> {
        let script = "const choice = desk.find('#every'); choice.value = given[0];
            choice.dispatchEvent(new Event('change', { bubbles: true }))";
        self.ask(script, vec![json!(every_ms.to_string())]).await.map(|_| ())
    }

    /// Says what must be true of the first address.
    pub async fn condition(&self, text: &str) -> WebDriverResult<()> {
        let script = "desk.fill('.tune textarea', given[0]); desk.find('.tune').requestSubmit()";
        self.ask(script, vec![json!(text)]).await.map(|_| ())
    }

    /// Loads a file of readings.
    pub async fn load(&self, text: &str) -> WebDriverResult<()> {
        let script = "const field = desk.find('#readings'); const carried = new DataTransfer();
            carried.items.add(new File([given[0]], 'readings.jsonl')); field.files = carried.files;
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        self.ask(script, vec![json!(text)]).await.map(|_| ())
    }

    /// Waits until the journal tells of so many silences of a signal. The time before it spoke first is
    /// one of them.
    pub async fn gaps(&self, of: &str, count: usize) -> WebDriverResult<()> {
        let script = "const gaps = () => desk.all('.log li').filter(it =>
                it.textContent.includes('измерений не было') && it.textContent.includes(given[0]));
            await desk.until(() => gaps().length == given[1], `${given[1]} gaps`)";
        self.ask(script, vec![json!(of), json!(count)]).await.map(|_| ())
    }

    /// Nobody looks at the page any more.
    pub async fn hide(&self) -> WebDriverResult<()> {
        self.driver.minimize_window().await?;
        // Drivers make every page believe that it is looked at.
        self.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": false })).await?;
        self.until("document.hidden").await
    }

    /// Passes the gate of the stage in hand.
    pub async fn open_gate(&self) -> WebDriverResult<()> {
        self.press("#pass").await?;
        self.press(".gate .ask button[type=submit]").await
    }

    /// Says why, walks the way back, and says that the old state is there again.
    pub async fn go_back(&self) -> WebDriverResult<()> {
        let script = "const { find, until, fill, all } = desk;
            await until(() => find('#ask'), 'why');
            fill('#ask', 'доля ошибок');
            fill('.firm input', find('.firm q').textContent);
            await until(() => !find('.firm button[type=submit]').disabled, 'sure');
            find('.firm button[type=submit]').click();
            await until(() => find('.backing-panel'), 'the way back');
            all('.backing-panel .step [role=checkbox]').forEach(it => it.click());
            find('#restored').click();
            (await until(() => find('.backing-panel .ask button[type=submit]'), 'restored')).click();
            await until(() => find('#retry'), 'back');";
        self.ask(script, vec![]).await.map(|_| ())
    }
}
