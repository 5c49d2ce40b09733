//! Afterwards, in real Chromium: what happened is looked up in the journal, the report is checked by
//! whoever got it, and a run is removed for good.

use super::whole::Downloads;
use super::{Page, in_browser, room};
use thirtyfour::prelude::*;

/// What the journal shows, once a filter is pressed.
async fn shown(page: &Page, filter: &str) -> WebDriverResult<Vec<String>> {
    for button in page.driver.find_all(By::Css("#journal .filters button")).await? {
        if button.text().await? == filter {
            button.scroll_into_view().await?;
            button.click().await?;
        }
    }
    page.texts("#journal .log li .told").await
}

/// Over a shut gate, with a remark before and a criterion that came true.
async fn lived(page: &Page) -> WebDriverResult<()> {
    room::begun(page).await?;
    page.press(".step:first-child .box").await?;
    page.press("#remark").await?;
    page.fill("#journal #ask", "Ждём подрядчика").await?;
    page.press("#journal .ask button[type=submit]").await?;
    page.press(".watch .acts button").await?;
    page.fill(".watch #ask", "9 %").await?;
    page.press(".watch .ask .back").await?;
    page.press("#override").await?;
    page.fill(".gate #ask", "проверено на словах").await?;
    page.fill(".firm input", "вопреки").await?;
    page.press(".firm button[type=submit]").await?;
    page.shown(".stop.behind").await.map(|_| ())
}

#[test]
fn a_journal_is_looked_through_and_its_report_is_checked_by_whoever_got_it() {
    in_browser(|page| async move {
        let downloads = Downloads::of(&page).await?;
        lived(&page).await?;
        let all = shown(&page, "все").await?;
        assert!(all.iter().any(|it| it.contains("Снять копию базы")), "{all:?}");
        let notes = shown(&page, "заметки").await?;
        assert!(notes.iter().any(|it| it.contains("Ждём подрядчика")), "{notes:?}");
        assert!(!notes.iter().any(|it| it.contains("Снять копию")), "{notes:?}");
        let decisions = shown(&page, "решения").await?;
        assert!(decisions.iter().any(|it| it.contains("проверено на словах")), "{decisions:?}");
        assert!(!decisions.iter().any(|it| it.contains("Ждём подрядчика")), "{decisions:?}");
        let odd = shown(&page, "отклонения").await?;
        assert!(odd.iter().any(|it| it.contains("доля ошибок")), "{odd:?}");
        assert!(all.len() > odd.len().max(notes.len()).max(decisions.len()));

        room::end_and_sign_by_mouse(&page, "дальше не нужно").await?;
        page.press("#download").await?;
        let report = downloads.take(".report.md").await;
        page.press(".brand").await?;
        page.shown("#choose").await?;
        page.hand("night.report.md", report.as_bytes()).await?;
        page.told("Отчёт верен").await?;
        page.told("План прогона лежит на вашей полке").await?;
        let forged = report.replacen("проверено на словах", "проверено на деле", 1);
        assert_ne!(forged, report);
        page.hand("forged.report.md", forged.as_bytes()).await?;
        page.told("Отчёт не сходится").await?;
        let told = page.texts(".verify").await?.join(" ");
        assert!(
            told.contains("проверено на деле") && told.contains("проверено на словах"),
            "{told}"
        );
        Ok(())
    });
}

#[test]
fn a_run_is_removed_by_a_word_and_handed_out_before() {
    in_browser(|page| async move {
        let downloads = Downloads::of(&page).await?;
        lived(&page).await?;
        page.shown("#kept.saved").await?;
        page.press(".brand").await?;
        page.shown(".card.run:not(.unread) a[href*='#/run/']").await?;
        page.press(".card.run .delete").await?;
        assert!(
            !page.shown(".card.run .for-good").await?.is_enabled().await?,
            "not without a word"
        );
        page.press(".card.run .save-first").await?;
        let file = downloads.take(".holdpoint.json").await;
        page.fill(".card.run .word", "удалить").await?;
        page.press(".card.run .for-good").await?;
        // The plan lies there by itself now.
        page.shown(".card.run a[href*='#/plan/']").await?;
        let rows =
            "return String(document.querySelector('.shelf .card b').getClientRects().length)";
        assert_eq!(page.ask(rows).await?, "1", "its name has the whole width");
        let links = page.driver.find_all(By::Css(".card.run a[href*='#/run/']")).await?;
        assert_eq!(links.len(), 0);
        // What was handed out opens again, as it was.
        page.hand("night.holdpoint.json", file.as_bytes()).await?;
        page.told("Ждём подрядчика").await
    });
}
