//! The built page in real Chromium: what only a browser knows. Each test opens `dist` from a
//! loopback server, does what a person would do, and reads what a person would see. One browser at
//! a time, and none is left behind, however a test ends.

#[path = "browser/after.rs"]
mod after;
#[path = "browser/barriers.rs"]
mod barriers;
#[path = "browser/long.rs"]
mod long;
#[path = "browser/opening.rs"]
mod opening;
#[path = "browser/paper.rs"]
mod paper;
#[path = "browser/room.rs"]
mod room;
#[path = "browser/running.rs"]
mod running;
#[path = "browser/start.rs"]
mod start;
#[path = "browser/straits.rs"]
mod straits;
#[path = "browser/walk.rs"]
mod walk;
#[path = "browser/whole.rs"]
mod whole;

use running::{Running, port_of};
use serde_json::json;
use std::future::Future;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thirtyfour::extensions::query::ElementQueryable;
use thirtyfour::prelude::*;

const PLAN: &str = "plans/weekend-release.md";
const STAGES: [&str; 4] = [
    "Этап 1. Готовность (T-24h)",
    "Этап 2. Закрыть кассу (02:00-02:20)",
    "Этап 3. Новая схема мест (02:20-03:00)",
    "Этап 4. Открыть кассу (03:00-03:30)",
];

#[test]
fn a_dropped_plan_shows_its_stages() {
    in_browser(|page| async move {
        page.drop_file("weekend-release.md", &read(PLAN)).await?;
        assert_eq!(page.title().await?, "Выходной релиз / Weekend release: касса 3.2");
        assert_eq!(page.texts(".outline .section.r-stage h2").await?, STAGES);
        let counts = page.texts(".counts li").await?.join(" ");
        assert!(counts.contains("4 этапа"), "{counts}");
        let steps = page.texts(".section.r-stage .item.done .text").await?;
        assert_eq!(steps.len(), 2, "two steps are ticked in the file: {steps:?}");
        Ok(())
    });
}

#[test]
fn a_picked_plan_opens_and_makes_room_for_another() {
    in_browser(|page| async move {
        let picker = page.driver.find(By::Id("file")).await?;
        picker.send_keys(path(PLAN).display().to_string()).await?;
        page.shown(".understood").await?;
        assert_eq!(page.texts(".outline .section.r-stage h2").await?, STAGES);
        page.press("#another").await?;
        page.shown("#choose").await?;
        Ok(())
    });
}

/// From a sample to a signed report: steps by the mouse, a reload in the middle, an undo, a gate
/// passed over, the end, the name under it.
#[test]
fn a_sample_is_run_to_a_signed_report() {
    in_browser(|page| async move {
        page.driver.find_all(By::Css(".samples button")).await?[1].click().await?;
        page.press("#onward").await?;
        page.fill("#your-name", "Орлова").await?;
        page.fill("#your-role", "Руководитель релиза").await?;
        page.press("#begin").await?;
        page.shown(".room").await?;
        let boxes = page.driver.find_all(By::Css(".step [role=checkbox]")).await?;
        boxes[0].click().await?;
        boxes[1].click().await?;
        assert_eq!(page.ticked().await?, 2);
        page.driver.refresh().await?;
        page.shown(".room").await?;
        assert_eq!(page.ticked().await?, 2, "what was ticked is still ticked");
        page.press(".log li button").await?;
        assert_eq!(page.ticked().await?, 1, "the last tick was taken back");
        let pass = page.shown("#pass").await?;
        assert!(!pass.is_enabled().await?, "steps are open, so the gate is shut");
        page.press("#override").await?;
        page.fill("#ask", "проверено на словах").await?;
        page.fill(".firm input", "вопреки").await?;
        page.press(".firm button[type=submit]").await?;
        page.shown(".stop.behind").await?;
        room::end_and_sign_by_mouse(&page, "дальше не нужно").await?;
        let paper = page.texts(".paper").await?.join(" ");
        for told in ["Орлова", "проверено на словах", "дальше не нужно"]
        {
            assert!(paper.contains(told), "{told}: {paper}");
        }
        // The browser's own key signed, and the desk's mathematics agree with it.
        page.shown(".signed .by-key").await?;
        page.press(".finish .top .seg button:last-child").await?;
        page.shown(".written code").await?;
        let text = "return document.querySelector('.written code').textContent";
        let report: String = page.driver.execute(text, vec![]).await?.convert()?;
        let is_signed = |key: &[u8; 32], message: &[u8], signature: &[u8]| {
            let key = ed25519_dalek::VerifyingKey::from_bytes(key).expect("a key");
            let signature = ed25519_dalek::Signature::from_slice(signature).expect("a signature");
            key.verify_strict(message, &signature).is_ok()
        };
        let verdict = holdpoint::report::verify::verify(&report, None, Some(&is_signed));
        assert_eq!(verdict.faults, []);
        assert_eq!(verdict.signed.len(), 1);
        Ok(())
    });
}

#[test]
fn when_the_app_has_failed_what_is_kept_can_be_saved() {
    in_browser(|page| async move {
        let downloads = whole::Downloads::of(&page).await?;
        room::begun(&page).await?;
        page.press(".step:first-child .box").await?;
        page.shown("#kept.saved").await?;
        // What one store lost, the other still hands out.
        page.ask("localStorage.clear(); return ''").await?;
        // A trap of WebAssembly, as a panic ends in one.
        let trap = "const trap = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]); \
                    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(trap)).exports.f())";
        page.driver.execute(trap, vec![]).await?;
        page.shown("#fallen button").await?;
        let said = page.texts("#fallen").await?.join(" ");
        assert!(said.contains("Это ошибка приложения, а не вашего плана"), "{said}");
        page.press("#fallen button").await?;
        let kept = downloads.take("holdpoint-kept.json").await;
        for told in ["- [ ] Снять копию базы: `pg_dump shop`", r#"\"kind\":\"ticked\""#]
        {
            assert!(kept.contains(told), "{told}: {kept}");
        }
        Ok(())
    });
}

#[test]
fn every_sample_opens_in_one_press_under_its_own_title() {
    in_browser(|page| async move {
        let titles = page.texts(".samples button b").await?;
        assert!(!titles.is_empty());
        for (n, title) in titles.iter().enumerate() {
            page.driver.find_all(By::Css(".samples button")).await?[n].click().await?;
            page.shown(".understood").await?;
            assert_eq!(&page.title().await?, title);
            page.press("#another").await?;
            page.shown("#choose").await?;
        }
        Ok(())
    });
}

#[test]
fn pasted_text_opens_by_keys_and_by_the_dialog() {
    in_browser(|page| async move {
        page.press(".drop button:nth-of-type(2)").await?;
        let field = page.shown("#paste-text").await?;
        field.send_keys("# Ночной выпуск\n\n## Этап 1\n- [ ] Снять копию\n").await?;
        page.press("#paste-open").await?;
        page.shown(".understood").await?;
        assert_eq!(page.title().await?, "Ночной выпуск");

        page.press("#another").await?;
        page.press(".drop button:nth-of-type(2)").await?;
        let field = page.shown("#paste-text").await?;
        field.send_keys("# Дневной выпуск\n\n## Этап 1\n- [ ] Снять копию\n").await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(Key::Control + "x").await?;
        field.send_keys(Key::Escape + "").await?;
        page.driver.find(By::Id("choose")).await?.send_keys(Key::Control + "v").await?;
        page.shown(".understood").await?;
        assert_eq!(page.title().await?, "Дневной выпуск");
        Ok(())
    });
}

#[test]
fn a_binary_file_gets_a_clear_message_and_one_next_move() {
    in_browser(|page| async move {
        let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 1, 2, 255, 254]].concat();
        page.drop_file("scheme.png", &picture).await?;
        page.shown(".trouble").await?;
        assert_eq!(page.title().await?, "Это не текст");
        let said = page.texts(".trouble").await?.join(" ");
        assert!(said.contains("scheme.png") && said.contains("Похоже на файл вида PNG"), "{said}");
        assert_eq!(page.texts(".trouble button").await?, ["Выбрать файл"]);

        page.drop_file("core", b"\x01\x02\0\0\x03").await?;
        page.told("В файле двоичные данные").await?;
        page.drop_file("empty.md", b" \n").await?;
        page.told("Файл пуст").await?;
        page.drop_file("weekend-release.md", &read(PLAN)).await?;
        page.shown(".understood").await?;
        Ok(())
    });
}

/// The browser's own decoder answers here; at the desk it is another one.
#[test]
fn old_encodings_are_read_with_the_decoder_of_the_browser() {
    in_browser(|page| async move {
        let plan = String::from_utf8(read(PLAN)).expect("UTF-8");
        let old = |encoding: &'static encoding_rs::Encoding| encoding.encode(&plan).0.into_owned();
        let utf_16 = plan.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (encoding, bytes) in [
            ("windows-1251", old(encoding_rs::WINDOWS_1251)),
            ("koi8-r", old(encoding_rs::KOI8_R)),
            ("ibm866", old(encoding_rs::IBM866)),
            ("utf-16le", utf_16),
        ] {
            page.drop_file("old.md", &bytes).await?;
            page.told(encoding).await?;
            assert_eq!(page.texts(".outline .section.r-stage h2").await?, STAGES, "{encoding}");
            page.press("#another").await?;
            page.shown("#choose").await?;
        }
        Ok(())
    });
}

#[test]
fn a_damaged_plan_is_mended_and_can_be_left_as_it_was() {
    in_browser(|page| async move {
        let plan = String::from_utf8(read(PLAN)).expect("UTF-8");
        let damaged = encoding_rs::MACINTOSH.decode_without_bom_handling(plan.as_bytes()).0;
        page.drop_file("damaged.md", damaged.as_bytes()).await?;
        assert_eq!(page.texts(".outline .section.r-stage h2").await?, STAGES);
        let notice = page.texts(".notice").await?.join(" ");
        assert!(notice.contains("Стало Выходной релиз"), "{notice}");
        page.press(".notice button").await?;
        page.told("Текст показан таким, каким он пришёл в файле.").await?;
        assert!(page.title().await?.starts_with("–í—ã"));
        page.press(".notice button").await?;
        page.told("Текст был испорчен").await?;
        assert_eq!(page.texts(".outline .section.r-stage h2").await?, STAGES);
        Ok(())
    });
}

#[test]
fn language_and_theme_change_in_place_and_are_remembered() {
    in_browser(|page| async move {
        page.press(".samples button").await?;
        page.shown(".understood").await?;
        page.press(".bar .seg:nth-of-type(1) button:nth-child(2)").await?;
        page.told("To the shelf").await?;
        page.press(".bar .seg:nth-of-type(2) button:nth-child(3)").await?;
        let scheme = "return getComputedStyle(document.documentElement).colorScheme";
        assert_eq!(page.ask(scheme).await?, "dark");
        page.driver.refresh().await?;
        page.told("To the shelf").await?;
        assert_eq!(page.ask(scheme).await?, "dark");
        assert_eq!(page.ask("return document.documentElement.lang").await?, "en");
        Ok(())
    });
}

/// The page as a person meets it.
struct Page {
    driver: WebDriver,
}

impl Page {
    /// Drops a plan on the page, and waits until it is read.
    async fn drop_file(&self, name: &str, bytes: &[u8]) -> WebDriverResult<()> {
        self.hand(name, bytes).await?;
        self.shown(".understood, .trouble").await.map(|_| ())
    }

    /// Drops a file on the page, as a file manager would.
    async fn hand(&self, name: &str, bytes: &[u8]) -> WebDriverResult<()> {
        let script = "
            const [name, bytes] = arguments;
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(bytes)], name));
            const drop = { bubbles: true, cancelable: true, dataTransfer: carried };
            document.getElementById('drop').dispatchEvent(new DragEvent('dragover', drop));
            document.getElementById('drop').dispatchEvent(new DragEvent('drop', drop));";
        // A screen that is still being drawn has no place to drop on yet.
        self.shown("#drop").await?;
        self.driver.execute(script, vec![json!(name), json!(bytes)]).await.map(|_| ())
    }

    /// Waits until this is on the screen.
    async fn shown(&self, css: &'static str) -> WebDriverResult<WebElement> {
        let found = self.driver.query(By::Css(css)).and_displayed();
        found.wait(Duration::from_secs(10), Duration::from_millis(20)).first().await
    }

    /// Waits until these words are on the screen.
    async fn told(&self, words: &str) -> WebDriverResult<()> {
        for _ in 0..500 {
            if self.driver.find(By::Css("body")).await?.text().await?.contains(words) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("nothing says «{words}»");
    }

    /// Scrolls to it as a person would, out from under the bar that stays on top, and presses it.
    async fn press(&self, css: &'static str) -> WebDriverResult<()> {
        let button = self.shown(css).await?;
        button.scroll_into_view().await?;
        button.click().await
    }

    /// Types into an empty field.
    async fn fill(&self, css: &'static str, text: &str) -> WebDriverResult<()> {
        let field = self.shown(css).await?;
        field.clear().await?;
        field.send_keys(text).await
    }

    /// How many steps are ticked.
    async fn ticked(&self) -> WebDriverResult<usize> {
        Ok(self.driver.find_all(By::Css(".step [aria-checked=true]")).await?.len())
    }

    async fn title(&self) -> WebDriverResult<String> {
        self.shown("#title").await?.text().await
    }

    /// The words of each, as they are seen, gaps closed.
    async fn texts(&self, css: &'static str) -> WebDriverResult<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.driver.find_all(By::Css(css)).await? {
            let text = element.text().await?;
            texts.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Ok(texts)
    }

    async fn ask(&self, script: &str) -> WebDriverResult<String> {
        let answer = self.driver.execute(script, vec![]).await?;
        Ok(answer.json().as_str().unwrap_or_default().to_owned())
    }
}

/// Opens the page in a fresh browser that asks for Russian, and closes it whatever happens.
#[track_caller]
fn in_browser<S, F>(scenario: S)
where
    S: FnOnce(Page) -> F,
    F: Future<Output = WebDriverResult<()>> + Send + 'static,
{
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let dist = path("dist");
    assert!(
        dist.join("index.html").is_file(),
        "there is no built page in dist: `make test` builds it and then runs the tests"
    );
    let mut serve = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    let (_server, said) = Running::server(serve.arg("serve").arg(dist).args(["--port", "0"]));
    let site = port_of(&said).expect("the server names its port");
    let (_driver, port) = Running::driver();
    let profile = Profile::new();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime for the test");
    let outcome = runtime.block_on(async {
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), profile.capabilities())
            .await
            .expect("chromedriver starts Chromium");
        let page = Page { driver: driver.clone() };
        driver.goto(format!("http://127.0.0.1:{site}/")).await.expect("the page is served");
        page.shown("#choose").await.expect("the first screen appears");
        let scenario = tokio::time::timeout(Duration::from_secs(90), scenario(page));
        let outcome = tokio::spawn(scenario).await;
        driver.quit().await.expect("the browser closes");
        outcome
    });
    match outcome {
        Ok(outcome) => outcome.expect("the scenario ends in time").expect("the browser obeys"),
        Err(failure) => resume_unwind(failure.into_panic()),
    }
}

/// A browser's own folder, removed when dropped.
struct Profile(PathBuf);

impl Profile {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("holdpoint-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the browser");
        Self(folder)
    }

    fn capabilities(&self) -> thirtyfour::ChromeCapabilities {
        let mut asked = DesiredCapabilities::chrome();
        let profile = format!("--user-data-dir={}", self.0.display());
        let flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-sync \
                     --disable-background-networking --disable-component-update \
                     --window-size=1440,900";
        for flag in flags.split_whitespace().chain([profile.as_str()]) {
            asked.add_arg(flag).expect("a flag is a string");
        }
        let language = json!({ "intl.accept_languages": "ru-RU" });
        asked.add_experimental_option("prefs", language).expect("a preference is an object");
        asked
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // A folder that stays behind harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn read(relative: &str) -> Vec<u8> {
    std::fs::read(path(relative)).expect("a plan that stands in the repository")
}
