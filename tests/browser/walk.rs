//! A walk past every screen, for what has to hold on each: each stop is reached from the one before.

use super::Page;
use serde_json::json;
use thirtyfour::prelude::*;

/// The screens, in the order of a first release.
pub const SCREENS: [&str; 15] = [
    "shelf",
    "understood",
    "help",
    "alarms",
    "findings",
    "start",
    "run",
    "keys",
    "gate",
    "row",
    "rollback",
    "back",
    "report",
    "written",
    "verify",
];

/// The language of the page and the words that a firm decision asks for in it.
#[derive(Clone, Copy)]
pub enum Tongue {
    Ru,
    En,
}

/// Goes on to this screen.
pub async fn on(page: &Page, screen: &str, tongue: Tongue) -> WebDriverResult<()> {
    match screen {
        "shelf" => {
            if matches!(tongue, Tongue::En) {
                touch(page, ".bar .seg:nth-of-type(1) button:nth-child(2)").await?;
            }
        }
        "understood" => touch(page, ".samples li:nth-child(2) button").await?,
        "help" => touch(page, "#help").await?,
        "alarms" => {
            shut(page).await?;
            touch(page, "#alarms").await?;
        }
        "findings" => {
            shut(page).await?;
            page.shown("#onward").await?;
            touch(page, "main .seg button:last-child").await?;
        }
        "start" => touch(page, "#onward").await?,
        "run" => {
            page.fill("#your-name", "Orlova").await?;
            touch(page, "#begin").await?;
            touch(page, ".step .box").await?;
        }
        "keys" => touch(page, "#keys").await?,
        "gate" => touch(page, "#override").await?,
        "row" => touch(page, ".step .more").await?,
        "rollback" => touch(page, "#roll-back").await?,
        "back" => {
            page.fill("#ask", "errors").await?;
            let word = match tongue {
                Tongue::Ru => "откат",
                Tongue::En => "rollback",
            };
            page.fill(".firm input", word).await?;
            touch(page, ".firm button[type=submit]").await?;
            page.shown("#back-title").await?;
        }
        "report" => {
            touch(page, "#to-report").await?;
            page.shown(".paper").await?;
        }
        "written" => touch(page, ".finish .top .seg button:last-child").await?,
        "verify" => page.driver.execute("location.hash = '#/verify'", vec![]).await.map(|_| ())?,
        other => panic!("there is no way to a screen {other}"),
    }
    settled(page).await
}

/// Presses it wherever it is: a tour is no test of the pointer.
async fn touch(page: &Page, css: &'static str) -> WebDriverResult<()> {
    page.shown(css).await?;
    let press = "document.querySelector(arguments[0]).click()";
    page.driver.execute(press, vec![json!(css)]).await.map(|_| ())
}

async fn shut(page: &Page) -> WebDriverResult<()> {
    page.shown("dialog[open]").await?;
    page.driver.execute("document.querySelector('dialog[open]').close()", vec![]).await.map(|_| ())
}

/// Waits for two frames: what was pressed is on the screen.
pub async fn settled(page: &Page) -> WebDriverResult<()> {
    let frames = "const done = arguments[0]; \
                  requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";
    page.driver.execute_async(frames, vec![]).await.map(|_| ())
}

/// The page on a device of this size.
pub async fn resize(page: &Page, width: u32, height: u32) -> WebDriverResult<()> {
    let size = json!({
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600
    });
    page.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.map(|_| ())
}

/// What the system wants of the page: `("prefers-color-scheme", "dark")`.
pub async fn prefer(page: &Page, wishes: &[(&str, &str)]) -> WebDriverResult<()> {
    let wishes: Vec<_> =
        wishes.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let wishes = json!({ "features": wishes });
    page.driver.cdp().send_raw("Emulation.setEmulatedMedia", wishes).await.map(|_| ())
}
