//! A Chromium that a test starts, kills and starts again. It is the head of a process group of its
//! own, so that one signal ends all of it at once and nothing of it stays behind.

#[path = "running.rs"]
mod running;

use running::{Running, behind, port_of};
use serde_json::{Value, json};
use std::future::Future;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use thirtyfour::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;

const DESK: &str = include_str!("desk.js");

/// The server of the built page, and the driver.
pub struct House {
    /// Where the page is.
    pub site: String,
    /// What stands behind the `#` of the address that the server printed.
    #[allow(dead_code, reason = "only the tests of the relay read it")]
    pub word: Option<String>,
    driver: u16,
    server: Option<Running>,
    _driver: Running,
    _turn: MutexGuard<'static, ()>,
}

impl House {
    /// Starts both for the app; one house stands at a time.
    pub fn open() -> Self {
        Self::of(&dist())
    }

    /// The same, of a server that is told more.
    #[allow(dead_code, reason = "only the tests of polls tell it more")]
    pub fn serving(more: &[&str]) -> Self {
        Self::over(&dist(), more)
    }

    /// Starts both for any folder.
    pub fn of(folder: &Path) -> Self {
        Self::over(folder, &[])
    }

    fn over(folder: &Path, more: &[&str]) -> Self {
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(
            folder.join("index.html").is_file(),
            "there is no built page: `make test` and `make soak` build it and then run the tests"
        );
        let mut serve = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
        let serve = serve.arg("serve").arg(folder).args(["--port", "0"]).args(more);
        let (server, said) = Running::server(serve);
        let site = port_of(&said).expect("the server names its port");
        let word =
            said.split(' ').next().and_then(|it| it.split_once("/#")).map(|(_, it)| it.into());
        let (driver, port) = Running::driver();
        let site = format!("http://127.0.0.1:{site}/");
        Self { site, word, driver: port, server: Some(server), _driver: driver, _turn: turn }
    }

    /// Ends the server.
    pub fn shut(&mut self) {
        self.server = None;
    }
}

/// The folder of the built app.
fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    std::env::var_os("HOLDPOINT_DIST").map_or(dist, PathBuf::from)
}

impl Drop for House {
    fn drop(&mut self) {
        self.shut();
    }
}

/// What a test does, in a runtime of its own.
#[track_caller]
pub fn run<F: Future<Output = WebDriverResult<()>>>(scenario: F) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime for the test");
    runtime.block_on(scenario).expect("the browser obeys");
}

/// A browser's own folder, removed when dropped.
pub struct Profile(PathBuf);

impl Profile {
    /// An empty one.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("holdpoint-kept-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder for the browser");
        Self(folder)
    }

    /// Where it is.
    #[allow(dead_code, reason = "only a test that spoils it reads it")]
    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // A folder that stays behind harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A browser.
pub struct Browser {
    child: Child,
    port: u16,
}

impl Browser {
    /// Starts one on this folder.
    pub fn start(profile: &Profile) -> Self {
        let flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-sync \
                     --disable-background-networking --disable-component-update \
                     --remote-debugging-port=0 --window-size=1440,900 --lang=ru-RU \
                     --accept-lang=ru-RU about:blank";
        let mut command = Command::new("chromium");
        command.args(flags.split_whitespace());
        command.arg(format!("--user-data-dir={}", profile.0.display()));
        command.stdout(Stdio::null()).stderr(Stdio::piped()).process_group(0);
        let mut child = command.spawn().expect("Chromium starts");
        let said = child.stderr.take().expect("it speaks");
        let told = behind(said, "DevTools listening on ws://127.0.0.1:");
        let port = told.and_then(|it| port_of(&it));
        let Some(port) = port else {
            end(&mut child);
            panic!("Chromium named no port");
        };
        Self { child, port }
    }

    /// The page in its first tab.
    pub async fn page(&self, house: &House) -> WebDriverResult<Page> {
        let mut asked = DesiredCapabilities::chrome();
        asked.set_debugger_address(&format!("127.0.0.1:{}", self.port))?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", house.driver), asked).await?;
        driver.set_script_timeout(Duration::from_mins(2)).await?;
        let page = Page { driver, site: house.site.clone() };
        page.put_desk().await?;
        Ok(page)
    }

    /// Ends it in this instant: the signal that nobody can catch, to the whole group.
    pub fn kill(mut self) {
        end(&mut self.child);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    if child.try_wait().is_ok_and(|ended| ended.is_none()) {
        let group = format!("-{}", child.id());
        // The group is ours: we started its head, and it has not ended.
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        let _ = child.wait();
    }
}

/// The page as a person meets it.
#[derive(Clone)]
pub struct Page {
    pub driver: WebDriver,
    site: String,
}

impl Page {
    /// Puts the desk under every document that this tab opens.
    pub async fn put_desk(&self) -> WebDriverResult<()> {
        let script = json!({ "source": DESK });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", script).await.map(|_| ())
    }

    /// Opens a place of the app, in a document of its own.
    pub async fn open(&self, place: &str) -> WebDriverResult<()> {
        self.driver.goto("about:blank").await?;
        self.driver.goto(format!("{}{place}", self.site)).await
    }

    /// Runs a script and waits for what it promises.
    pub async fn ask(&self, script: &str, given: Vec<Value>) -> WebDriverResult<Value> {
        let answer = self.driver.execute(
            format!("const given = arguments; return (async () => {{ {script} }})()"),
            given,
        );
        Ok(answer.await?.json().clone())
    }

    /// What the page says now.
    pub async fn seen(&self) -> WebDriverResult<Seen> {
        Ok(Seen(self.ask("return desk.seen()", vec![]).await?))
    }

    /// What the page says once everything is saved.
    pub async fn settled(&self) -> WebDriverResult<Seen> {
        Ok(Seen(self.ask("return await desk.settled()", vec![]).await?))
    }

    /// Puts a fault under the documents that this tab opens next.
    pub async fn fault(&self, fault: Value) -> WebDriverResult<()> {
        let put = "sessionStorage.setItem('fault', JSON.stringify(given[0]))";
        self.ask(put, vec![fault]).await.map(|_| ())
    }

    /// Begins a run of so many steps; the place of its screen.
    pub async fn begin(&self, steps: usize) -> WebDriverResult<String> {
        let run = self.ask("return await desk.begin(given[0])", vec![json!(plan(steps))]).await?;
        Ok(format!("#/run/{}", run.as_str().expect("a run has a number")))
    }

    pub async fn cdp(&self, command: &str, given: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(command, given).await
    }
}

/// A plan of one stage with so many steps.
pub fn plan(steps: usize) -> String {
    let steps: String =
        (1..=steps).flat_map(|n| ["- [ ] Шаг ".to_owned(), n.to_string(), "\n".into()]).collect();
    format!("# Ночной выпуск\n\n## Этап 1\n{steps}")
}

/// What the page said at one moment.
#[derive(Debug, Clone)]
pub struct Seen(Value);

impl Seen {
    /// How many rows are ticked. They were ticked in their order, so none may be open among them.
    #[track_caller]
    pub fn ticked(&self) -> usize {
        let rows = self.0["rows"].as_array().expect("rows");
        let count = rows.iter().take_while(|row| **row == json!(true)).count();
        assert!(rows[count..].iter().all(|row| *row == json!(false)), "a row is missing: {rows:?}");
        count
    }

    /// Of those, how many the page calls saved.
    #[track_caller]
    pub fn saved(&self) -> usize {
        let number = |name: &str| usize::try_from(self.0[name].as_u64().unwrap_or(0)).unwrap_or(0);
        let unsaved = number("written") - number("saved");
        assert_eq!(self.mark() == "saved", unsaved == 0, "{self:?}");
        self.ticked().saturating_sub(unsaved)
    }

    /// What the mark is.
    pub fn mark(&self) -> &str {
        self.0["mark"].as_str().unwrap_or_default()
    }

    /// The sentences below the bar.
    pub fn notes(&self) -> &str {
        self.0["notes"].as_str().unwrap_or_default()
    }

    /// Whether the run file is offered there.
    pub fn offers_file(&self) -> bool {
        self.0["file"] == json!(true)
    }
}
