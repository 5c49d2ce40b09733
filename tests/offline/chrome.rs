//! A desk with a site on it, and Chromium to look at it; neither outlives its test.

#[path = "../browser/running.rs"]
mod running;

use running::{Running, port_of};
use serde_json::{Value, json};
use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thirtyfour::CapabilitiesHelper;
use thirtyfour::extensions::query::ElementQueryable;
use thirtyfour::prelude::*;

pub const HOLDPOINT: &str = env!("CARGO_BIN_EXE_holdpoint");

/// A small plan under this title.
pub fn plan(title: &str) -> String {
    format!(
        "# {title}\n\n## Stage 1. Switch\n\n- [ ] Back up\n- [ ] Switch over, see \
         [the other](b/other.md)\n\n**Go criteria:**\n\n- The backup can be read\n\n## Rollback\n\n\
         1. Switch back\n"
    )
}

/// Runs a scenario; only one browser is open at a time.
pub fn run<F: Future<Output = WebDriverResult<()>>>(scenario: F) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime for the test");
    let limit = Duration::from_secs(150);
    let outcome = runtime.block_on(async { tokio::time::timeout(limit, scenario).await });
    outcome.expect("the scenario ends in time").expect("the browser obeys");
}

/// A folder that is gone after the test.
pub struct Desk(pub PathBuf);

impl Desk {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("offline-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    pub fn put(&self, path: &str, text: &str) -> &Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// Runs the desk's command, which has to do well.
    #[track_caller]
    pub fn holdpoint(&self, arguments: &[&str]) -> &Self {
        let done = Command::new(HOLDPOINT).args(arguments).current_dir(&self.0).output();
        let done = done.expect("a run");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
        assert!(
            !said.contains("built without the app"),
            "the binary carries no app: `make test` builds the site first"
        );
        self
    }

    /// Serves a folder of the desk.
    pub fn serve(&self, folder: &str, port: u16) -> Served {
        let folder = self.0.join(folder);
        let port = port.to_string();
        let mut serve = Command::new(HOLDPOINT);
        let (server, said) =
            Running::server(serve.arg("serve").arg(folder).args(["--port", &port]));
        let port = port_of(&said).expect("the server names its port");
        Served { port, _server: server }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A server of the desk.
pub struct Served {
    pub port: u16,
    _server: Running,
}

impl Served {
    pub fn site(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }
}

/// Chromium with its driver; closed when it is told to, and ended with the test in any case.
pub struct Browser {
    pub driver: WebDriver,
    _driver: Running,
}

impl Browser {
    /// A browser on this profile, a folder of the desk. More flags may be given.
    pub async fn start(desk: &Desk, flags: &[&str]) -> WebDriverResult<Self> {
        let (chromedriver, port) = Running::driver();
        let mut asked = DesiredCapabilities::chrome();
        let profile = format!("--user-data-dir={}", desk.0.join("profile").display());
        let usual = "--headless --no-sandbox --disable-gpu --no-first-run --disable-sync \
                     --disable-background-networking --disable-component-update \
                     --window-size=1440,900";
        for flag in usual.split_whitespace().chain([profile.as_str()]).chain(flags.iter().copied())
        {
            asked.add_arg(flag)?;
        }
        asked.add_experimental_option("prefs", json!({ "intl.accept_languages": "en-US" }))?;
        asked.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
        let address = format!("http://127.0.0.1:{port}");
        let driver = WebDriver::new(address, asked).await?;
        Ok(Self { driver, _driver: chromedriver })
    }

    pub async fn shown(&self, css: &'static str) -> WebDriverResult<WebElement> {
        let found = self.driver.query(By::Css(css)).and_displayed();
        found.wait(Duration::from_secs(30), Duration::from_millis(20)).first().await
    }

    pub async fn press(&self, css: &'static str) -> WebDriverResult<()> {
        let button = self.shown(css).await?;
        button.scroll_into_view().await?;
        button.click().await
    }

    pub async fn fill(&self, css: &'static str, text: &str) -> WebDriverResult<()> {
        let field = self.shown(css).await?;
        field.clear().await?;
        field.send_keys(text).await
    }

    pub async fn title(&self) -> WebDriverResult<String> {
        self.shown("#title").await?.text().await
    }

    /// What a script says.
    pub async fn ask(&self, script: &str) -> WebDriverResult<Value> {
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    /// Waits until a script says yes.
    pub async fn until(&self, script: &str) -> WebDriverResult<()> {
        for _ in 0..600 {
            if self.ask(script).await? == json!(true) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never: {script}");
    }

    /// A worker keeps the whole site.
    pub async fn is_kept(&self) -> WebDriverResult<()> {
        let active = "return navigator.serviceWorker.getRegistration().then((it) => !!it?.active)";
        self.until(active).await
    }

    pub async fn cdp(&self, command: &str, given: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(command, given).await
    }

    /// What the browser complained of since it was asked last.
    pub async fn complaints(&self) -> WebDriverResult<Vec<String>> {
        let log = self.driver.get_log("browser").await?;
        // The fields of dialogs that nobody opened yet are not focused at once, which is meant.
        let said = log.into_iter().map(|entry| entry.message);
        Ok(said.filter(|message| !message.contains("Autofocus processing was blocked")).collect())
    }

    /// Begins a run of the plan that is open, ticks its first step, and waits until it is saved.
    pub async fn begin(&self) -> WebDriverResult<()> {
        self.press("#onward").await?;
        self.fill("#your-name", "Kim").await?;
        self.press("#begin").await?;
        self.shown(".room").await?;
        self.press(".step [role=checkbox]").await?;
        self.until("return document.querySelectorAll('.step [aria-checked=true]').length === 1")
            .await
    }

    pub async fn quit(self) -> WebDriverResult<()> {
        self.driver.quit().await
    }
}
