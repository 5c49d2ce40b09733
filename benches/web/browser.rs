//! The site, served as `make run` serves it, and a browser that nobody used before.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;

const MEASURE: &str = include_str!("measure.js");
/// Remembers the memory of each program that the page starts.
const NOTE_MEMORY: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const start = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
        const started = await start.apply(WebAssembly, given);
        const { memory } = (started.instance ?? started).exports;
        if (memory) (window.holdpointMemories ??= new Set()).add(memory);
        return started;
    };
}";
/// The page that ours is compared with.
const PLAIN: [(&str, &str); 3] = [
    ("plain.html", include_str!("plain.html")),
    ("plain.js", include_str!("plain.js")),
    ("plain.css", include_str!("plain.css")),
];
/// The longest that one measurement may take.
const PATIENCE: Duration = Duration::from_mins(5);

/// The built site with the plain page beside it, and what serves them.
pub struct Site {
    folder: PathBuf,
    address: String,
    driver: String,
    running: [Child; 2],
}

impl Site {
    /// Serves it.
    pub fn start() -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(dist.join("index.html").is_file(), "`make bench-web` builds the site first");
        let folder = std::env::temp_dir().join(format!("holdpoint-bench-{}", std::process::id()));
        copy(&dist, &folder);
        for (name, text) in PLAIN {
            std::fs::write(folder.join(name), text).expect("a file");
        }
        let mut serve = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
        let (server, site) =
            start(serve.arg("serve").arg(&folder).args(["--port", "0", "--polls"]));
        let (driver, port) = start(Command::new("chromedriver").arg("--port=0"));
        let address = format!("http://127.0.0.1:{site}/");
        let driver_address = format!("http://127.0.0.1:{port}");
        Self { folder, address, driver: driver_address, running: [server, driver] }
    }

    /// What is in one of its files.
    pub fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(name)).expect("a file of the site")
    }

    /// Its files, those of the bench left out.
    pub fn files(&self) -> Vec<String> {
        let mut names = Vec::new();
        list(&self.folder, "", &mut names);
        names.retain(|name| PLAIN.iter().all(|(plain, _)| plain != name));
        names.sort();
        names
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for running in &mut self.running {
            // It may have ended by itself.
            let _ = running.kill();
            let _ = running.wait();
        }
        // A folder that stays behind harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// How the opening of a plan went.
pub struct Opened {
    /// Until it was painted.
    pub took_ms: f64,
    /// The longest that nothing else could happen.
    pub longest_ms: f64,
    /// It was said that the plan is being read.
    pub progress: bool,
}

/// What a while cost.
pub struct Spent {
    /// How long it was.
    pub wall_s: f64,
    /// How much of it the main thread was at some task.
    pub busy_s: f64,
    /// How much of the processor that took.
    pub processor_s: f64,
    /// The longest task, where it was a long one.
    pub longest_ms: f64,
}

/// A page in a browser of its own.
pub struct Page {
    driver: WebDriver,
    address: String,
}

impl Page {
    /// Opens a page of the site.
    pub async fn open(site: &Site, path: &str) -> WebDriverResult<Self> {
        let mut asked = DesiredCapabilities::chrome();
        for flag in ["--headless=new", "--no-sandbox", "--no-first-run", "--window-size=1440,900"] {
            asked.add_arg(flag)?;
        }
        let driver = WebDriver::new(&site.driver, asked).await?;
        driver.set_script_timeout(PATIENCE).await?;
        driver
            .cdp()
            .send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTE_MEMORY }))
            .await?;
        let page = Self { driver, address: site.address.clone() };
        page.driver.goto(format!("{}{path}", page.address)).await?;
        page.shown("#choose, ul.crit").await?;
        page.driver.execute(MEASURE, vec![]).await?;
        Ok(page)
    }

    /// Closes the browser.
    pub async fn close(self) -> WebDriverResult<()> {
        self.driver.quit().await
    }

    /// The files that it has loaded by now, once it is quiet.
    pub async fn loaded(&self) -> WebDriverResult<Vec<String>> {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let script = "return performance.getEntriesByType('resource').map((it) => it.name)";
        let answer = self.driver.execute(script, vec![]).await?;
        let named: Vec<String> = answer.convert()?;
        let mut files: Vec<String> = named
            .iter()
            .filter_map(|name| name.strip_prefix(&self.address))
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        files.push("index.html".into());
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// Opens a plan and begins a run of it.
    pub async fn begin(&self, plan: &str) -> WebDriverResult<()> {
        self.pick(plan, "#onward").await?;
        self.press("#onward").await?;
        self.shown("#your-name").await?.send_keys("Ada").await?;
        self.press("#begin").await?;
        self.shown(".room").await?;
        Ok(())
    }

    /// Picks a plan as a file.
    pub async fn pick(&self, plan: &str, shown: &str) -> WebDriverResult<Opened> {
        self.pick_again_and_again(plan, plan.len(), shown).await
    }

    /// Picks a plan that repeats this one until it is so long.
    pub async fn pick_again_and_again(
        &self,
        plan: &str,
        length: usize,
        shown: &str,
    ) -> WebDriverResult<Opened> {
        let patience = u64::try_from(PATIENCE.as_millis()).unwrap_or(u64::MAX);
        let arguments = vec![json!(plan), json!(length), json!(shown), json!(patience)];
        let told = self.measure("open", arguments).await?;
        let number = |name: &str| told[name].as_f64().unwrap_or(f64::MAX);
        Ok(Opened {
            took_ms: number("took"),
            longest_ms: number("longest"),
            progress: told["progress"] == json!(true),
        })
    }

    /// Presses rows, and says how long each took, in milliseconds.
    pub async fn presses(
        &self,
        rows: &str,
        answer: &str,
        count: usize,
    ) -> WebDriverResult<Vec<f64>> {
        let told = self.measure("presses", vec![json!(rows), json!(answer), json!(count)]).await?;
        Ok(told.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
    }

    /// All memory of the page and of its programs, in bytes, and what its parts are. What nobody holds
    /// any more is thrown away before: what is counted is what somebody holds.
    pub async fn memory(&self) -> WebDriverResult<(f64, String)> {
        self.measure("drawn", vec![]).await?;
        for _ in 0..2 {
            self.driver.cdp().send_raw("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let told = self.measure("memory", vec![]).await?;
        let parts = told["parts"].as_str().unwrap_or_default().to_owned();
        Ok((told["bytes"].as_f64().unwrap_or(f64::MAX), parts))
    }

    /// Lets so many items soak, allows every address and asks as often as can be chosen; comes back
    /// when all answer and nothing more is drawn.
    pub async fn watch(&self, addresses: usize, timers: usize) -> WebDriverResult<()> {
        self.measure("watch", vec![json!(addresses), json!(timers)]).await.map(|_| ())
    }

    /// What a minute costs.
    pub async fn spend(&self) -> WebDriverResult<Spent> {
        self.driver.cdp().send_raw("Performance.enable", json!({})).await?;
        let before = self.spent().await?;
        let longest = self.measure("longest", vec![json!(60_000)]).await?;
        let after = self.spent().await?;
        let more = |name: &str| number(&after, name) - number(&before, name);
        Ok(Spent {
            wall_s: more("Timestamp"),
            busy_s: more("TaskDuration"),
            processor_s: more("ThreadTime"),
            longest_ms: longest.as_f64().unwrap_or(f64::MAX),
        })
    }

    async fn spent(&self) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw("Performance.getMetrics", json!({})).await
    }

    /// Leaves the run for the shelf, and comes back, so many times. The page does it by itself: what a
    /// driver finds in a page it holds, and what is held is not given back.
    pub async fn there_and_back(&self, times: usize) -> WebDriverResult<()> {
        self.measure("thereAndBack", vec![json!(times)]).await.map(|_| ())
    }

    async fn measure(&self, what: &str, mut arguments: Vec<Value>) -> WebDriverResult<Value> {
        arguments.insert(0, json!(what));
        // Asked again and again, because no single answer may take minutes.
        let begin = "const [what, ...rest] = arguments; window.holdpointTold = null;
            const tell = (told) => { window.holdpointTold = { told }; };
            holdpointBench[what](...rest).then(tell, (why) => tell({ failed: String(why) }));";
        self.driver.execute(begin, arguments).await?;
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let ask = "return window.holdpointTold";
            let answer = self.driver.execute(ask, vec![]).await?.json().clone();
            let Some(told) = answer.get("told") else { continue };
            assert!(told.get("failed").is_none(), "{what}: {told}");
            return Ok(told.clone());
        }
    }

    async fn press(&self, css: &str) -> WebDriverResult<()> {
        self.shown(css).await?;
        let script = "document.querySelector(arguments[0]).click()";
        self.driver.execute(script, vec![json!(css)]).await?;
        Ok(())
    }

    async fn shown(&self, css: &str) -> WebDriverResult<WebElement> {
        let found = self.driver.query(By::Css(css.to_owned())).and_displayed();
        found.wait(Duration::from_mins(1), Duration::from_millis(20)).first().await
    }
}

/// One of the browser's own figures.
fn number(told: &Value, name: &str) -> f64 {
    let figures = told["metrics"].as_array().into_iter().flatten();
    let mut own = figures.filter(|it| it["name"] == json!(name));
    own.next().and_then(|it| it["value"].as_f64()).unwrap_or(f64::NAN)
}

fn start(command: &mut Command) -> (Child, u16) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|failure| panic!("{command:?}: {failure}"));
    let said = BufReader::new(child.stdout.take().expect("it speaks"));
    let port = said.lines().map_while(Result::ok).find_map(|line| {
        let (_, after) =
            line.split_once("successfully on port ").or(line.split_once("http://127.0.0.1:"))?;
        after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
    });
    (child, port.unwrap_or_else(|| panic!("{command:?} named no port")))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder of the site") {
        let entry = entry.expect("a file of the site").path();
        let copied = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &copied);
        } else {
            std::fs::copy(&entry, &copied).expect("a copy of a file");
        }
    }
}

fn list(folder: &Path, before: &str, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the site") {
        let entry = entry.expect("a file of the site");
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names);
        } else {
            names.push(name);
        }
    }
}
