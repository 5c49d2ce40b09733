//! The browser's decoder against the desk's: each byte under each label, asked of real Chromium on a
//! blank page. They must agree, for the same file is the same text in both places.

#[path = "browser/running.rs"]
mod running;

use holdpoint::text::Charset;
use running::Running;
use serde_json::json;
use std::path::PathBuf;
use thirtyfour::prelude::*;

const CHARSETS: [Charset; 7] = [
    Charset::Windows1251,
    Charset::Koi8R,
    Charset::Ibm866,
    Charset::MacRoman,
    Charset::Windows1252,
    Charset::Utf16Le,
    Charset::Utf16Be,
];

/// Bytes to try: all there are, in order; for UTF-16 also marks, pairs, halves of pairs, an odd end.
fn tries(charset: Charset) -> Vec<Vec<u8>> {
    let mut tries = vec![(0..=255).collect()];
    if matches!(charset, Charset::Utf16Le | Charset::Utf16Be) {
        let units = [0x41, 0x041F, 0xD83D, 0xDE80, 0xD83D, 0x20, 0xDE80, 0xFFFD, 0x2028];
        tries.push(units.iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect());
        tries.push(units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
        tries.push(vec![0x1F, 0x04, 0x3B]);
    }
    tries
}

#[test]
fn the_browser_and_the_desk_decode_alike() {
    let (_driver, port) = Running::driver();
    let profile = Profile::new();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime for the test");
    runtime.block_on(async {
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), profile.capabilities())
            .await
            .expect("chromedriver starts Chromium");
        let differ = differences(&driver).await;
        driver.quit().await.expect("the browser closes");
        assert_eq!(differ.expect("the browser obeys"), Vec::<String>::new());
    });
}

async fn differences(driver: &WebDriver) -> WebDriverResult<Vec<String>> {
    // Numbers of UTF-16 units: a half of a pair would not survive the way as text.
    let script = "
        const [label, bytes] = arguments;
        const text = new TextDecoder(label).decode(new Uint8Array(bytes));
        return Array.from(text, (c) => c.codePointAt(0));";
    let mut differ = Vec::new();
    driver.goto("about:blank").await?;
    for charset in CHARSETS {
        let label = charset.label();
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a known label");
        for bytes in tries(charset) {
            let answer = driver.execute(script, vec![json!(label), json!(bytes)]).await?;
            let theirs: Vec<u32> = answer.convert()?;
            let ours = encoding.decode_without_bom_handling(&bytes).0;
            let ours: Vec<u32> = ours.chars().map(u32::from).collect();
            if ours != theirs {
                let at = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs);
                differ.push(format!("{label}: {bytes:?} from character {at:?}"));
            }
        }
    }
    Ok(differ)
}

/// A browser's own folder, removed when dropped.
struct Profile(PathBuf);

impl Profile {
    fn new() -> Self {
        let name = format!("holdpoint-decoders-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder for the browser");
        Self(folder)
    }

    fn capabilities(&self) -> thirtyfour::ChromeCapabilities {
        let mut asked = DesiredCapabilities::chrome();
        let profile = format!("--user-data-dir={}", self.0.display());
        let flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-sync \
                     --disable-background-networking --disable-component-update";
        for flag in flags.split_whitespace().chain([profile.as_str()]) {
            asked.add_arg(flag).expect("a flag is a string");
        }
        asked
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // A folder that stays behind harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
