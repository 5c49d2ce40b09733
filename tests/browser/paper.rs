//! The plan and the report on paper, printed out of a dark page: dark on white, nothing to press,
//! nothing cut off, and text that can be searched.

use super::walk;
use super::{Page, in_browser};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// The width of A4 between its margins, in pixels of the page.
const SHEET: u32 = 718;

#[test]
fn the_plan_prints_as_a_plan() {
    in_browser(|page| async move {
        walk::prefer(&page, &[("prefers-color-scheme", "dark")]).await?;
        page.press(".samples li:nth-child(2) button").await?;
        page.shown("#onward").await?;
        on_paper(&page).await?;
        let said = page.texts("body").await?.join(" ");
        for told in ["снять копию базы", "критерии отката", "сообщить об отмене релиза"]
        {
            assert!(said.to_lowercase().contains(told), "{told}: {said}");
        }
        Ok(())
    });
}

#[test]
fn the_report_prints_as_a_report() {
    in_browser(|page| async move {
        walk::prefer(&page, &[("prefers-color-scheme", "dark")]).await?;
        super::room::begun(&page).await?;
        page.press(".step:first-child .box").await?;
        page.press("#to-report").await?;
        page.shown(".paper").await?;
        on_paper(&page).await?;
        let said = page.texts(".paper").await?.join(" ");
        for told in ["Ночной выпуск 7.1", "Снять копию базы", "Открыть кассу"]
        {
            assert!(said.contains(told), "{told}: {said}");
        }
        Ok(())
    });
}

/// What must hold for whatever is printed. The page is left as paper sees it.
async fn on_paper(page: &Page) -> WebDriverResult<()> {
    let sheet = page.driver.cdp().send_raw("Page.printToPDF", json!({})).await?;
    let counted = "const done = arguments[1]; (async () => { \
        const bytes = Uint8Array.from(atob(arguments[0]), (it) => it.charCodeAt(0)); \
        const text = new TextDecoder('latin1').decode(bytes); \
        let words = 0; \
        for (const it of text.matchAll(/stream\\r?\\n/g)) { \
            if (text.slice(it.index - 3, it.index) === 'end') continue; \
            const from = it.index + it[0].length; \
            const packed = bytes.slice(from, text.indexOf('endstream', from)); \
            const open = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')); \
            const parts = []; \
            try { for await (const part of open) parts.push(part); } catch { } \
            const page = await new Blob(parts).text(); \
            words += [...page.matchAll(/\\bT[jJ]\\b/g)].length; \
        } \
        return words; \
    })().then(done, (failure) => done(String(failure)))";
    let words = page.driver.execute_async(counted, vec![sheet["data"].clone()]).await?;
    assert!(words.json().as_u64().unwrap_or(0) > 20, "the sheets hold text: {:?}", words.json());

    walk::resize(page, SHEET, 1000).await?;
    let paper = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    page.driver.cdp().send_raw("Emulation.setEmulatedMedia", paper).await?;
    walk::settled(page).await?;
    let wrong = "const seen = (it) => it.checkVisibility() && it.getBoundingClientRect().width > 2; \
        const what = (it) => it.outerHTML.slice(0, 100); \
        const press = [...document.querySelectorAll('button, input, select, textarea, summary.more')]; \
        const wide = [...document.body.querySelectorAll('*')] \
            .filter((it) => seen(it) && it.getBoundingClientRect().right > innerWidth + 1); \
        const clipped = [...document.body.querySelectorAll('*')].filter((it) => seen(it) \
            && getComputedStyle(it).overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1); \
        const light = (colour) => { \
            const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number); \
            return (red + green + blue) / 3; \
        }; \
        const pale = [...document.querySelectorAll('h1, h2, h3, li, td')].filter((it) => seen(it) \
            && light(getComputedStyle(it).color) > 140); \
        return [['to press', press.filter(seen)], ['too wide', wide], ['cut off', clipped], ['pale', pale]] \
            .flatMap(([why, all]) => all.slice(0, 3).map((it) => `${why}: ${what(it)}`))";
    let wrong: Value = page.driver.execute(wrong, vec![]).await?.json().clone();
    assert_eq!(wrong, json!([]), "{wrong:#}");
    Ok(())
}
