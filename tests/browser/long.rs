//! What is long is read in the background, can be given up, and is drawn where somebody looks.

#[allow(dead_code, reason = "the bench measures with more of it")]
#[path = "../../benches/web/plans.rs"]
mod plans;

use super::{Page, in_browser, read};
use serde_json::json;
use std::time::Duration;
use thirtyfour::prelude::*;

/// Drops a plan that repeats this one until it is ten megabytes long, and comes back at once.
async fn drop_long(page: &Page) -> WebDriverResult<()> {
    let script = "
        const plan = new TextEncoder().encode(arguments[0]);
        const bytes = new Uint8Array(10_000_000);
        for (let at = 0; at < bytes.length; at += plan.length) {
            bytes.set(plan.subarray(0, bytes.length - at), at);
        }
        const carried = new DataTransfer();
        carried.items.add(new File([bytes], 'long.md'));
        const drop = { bubbles: true, cancelable: true, dataTransfer: carried };
        document.getElementById('drop').dispatchEvent(new DragEvent('drop', drop));";
    page.driver.execute(script, vec![json!(plans::REAL)]).await.map(|_| ())
}

#[test]
fn a_long_plan_is_given_up_while_it_is_read_and_nothing_is_lost() {
    in_browser(|page| async move {
        page.drop_file("weekend-release.md", &read(super::PLAN)).await?;
        page.press("#another").await?;
        page.shown(".shelf .run").await?;
        let shelf = page.texts(".shelf .run").await?;

        drop_long(&page).await?;
        page.shown(".drop .progress").await?;
        page.told("Читаем план…").await?;
        page.press("#stop").await?;
        let rests = "return String(document.querySelector('#drop').getAttribute('aria-busy'))";
        assert_eq!(page.ask(rests).await?, "false");
        // Longer than the reading would have taken: it was ended, not left alone.
        tokio::time::sleep(Duration::from_secs(10)).await;
        assert_eq!(page.ask("return location.hash").await?, "#/");
        assert!(page.driver.find_all(By::Css(".understood, .trouble")).await?.is_empty());
        assert_eq!(
            page.texts(".shelf .run").await?,
            shelf,
            "what lay on the shelf lies there still"
        );

        page.drop_file("weekend-release.md", &read(super::PLAN)).await?;
        assert_eq!(page.texts(".outline .section.r-stage h2").await?, super::STAGES);
        Ok(())
    });
}

/// Opens a run in which so many criteria were answered.
async fn open_answered(page: &Page, count: usize) -> WebDriverResult<()> {
    let script = "
        const carried = new DataTransfer();
        carried.items.add(new File([arguments[0]], 'long.holdpoint.json'));
        const drop = { bubbles: true, cancelable: true, dataTransfer: carried };
        document.getElementById('drop').dispatchEvent(new DragEvent('drop', drop));";
    page.driver.execute(script, vec![json!(plans::answered(count))]).await?;
    page.shown(".room").await.map(|_| ())
}

async fn count(page: &Page, css: &str) -> WebDriverResult<usize> {
    let script = "return document.querySelectorAll(arguments[0]).length";
    page.driver.execute(script, vec![json!(css)]).await?.convert()
}

/// Waits until something is there, seen or not.
async fn there(page: &Page, script: &str) -> WebDriverResult<()> {
    for _ in 0..500 {
        if page.ask(&format!("return String({script})")).await? == "true" {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it never comes: {script}");
}

#[test]
fn all_of_a_long_journal_is_drawn_where_somebody_looks() {
    in_browser(|page| async move {
        open_answered(&page, 2_000).await?;
        assert_eq!(count(&page, ".log li").await?, 30);
        page.press(".journal > button").await?;
        page.shown(".log.slice").await?;
        assert!(count(&page, ".log time").await? <= 300, "only what is near is drawn whole");
        // The words of all the others come by and by, for a search of the browser.
        there(&page, "document.querySelectorAll('.log li').length > 2000").await?;
        there(&page, "document.querySelector('.journal').textContent.includes('Criterion 700:')")
            .await?;
        assert!(count(&page, ".log time").await? <= 300);
        // The first entry of all is drawn as soon as somebody goes there.
        page.ask(
            "document.querySelector('.journal > ol:last-of-type').scrollIntoView(); return ''",
        )
        .await?;
        there(
            &page,
            "document.querySelector('.journal > ol:last-of-type li:last-child time') !== null",
        )
        .await?;
        // What happens now stands over everything else, and is taken back there.
        page.press(".criterion [data-answer=failed]").await?;
        there(&page, "document.querySelectorAll('.log li').length > 2000").await?;
        page.press(".log li:first-child button").await?;
        there(&page, "document.querySelectorAll('.log .undone').length === 1").await?;
        Ok(())
    });
}

#[test]
fn a_long_stage_has_its_words_everywhere_and_its_buttons_where_somebody_looks() {
    in_browser(|page| async move {
        open_answered(&page, 2_000).await?;
        there(&page, "document.querySelectorAll('.criterion, .crit .plain').length === 2000")
            .await?;
        assert!(count(&page, ".criterion").await? <= 400, "only what is near is drawn whole");
        let last = "[...document.querySelectorAll('ul.crit > li')].at(-1)";
        page.ask(&format!("{last}.scrollIntoView({{ block: 'center' }}); return ''")).await?;
        there(
            &page,
            &format!("{last}.querySelector('.answers button[aria-pressed=true]') !== null"),
        )
        .await?;
        Ok(())
    });
}
