//! The page opens on what is kept: with its runs by name before anything of them is read, and where
//! the browser took one of the stores away.

use super::in_browser;
use super::room::begun;
use super::straits::under;
use thirtyfour::prelude::*;

/// A run is on the shelf by its name while the rest of the program is still on its way; nothing is
/// claimed of it but that it is being read.
#[test]
fn the_shelf_names_its_runs_before_it_can_read_them() {
    in_browser(|page| async move {
        begun(&page).await?;
        page.shown("#kept.saved").await?;
        page.press(".brand").await?;
        page.shown(".card.run .delete").await?;
        let whole = page.texts(".card.run").await?.join(" ");
        assert!(whole.contains("этап 1"), "{whole}");

        let held = "const gate = new Promise((done) => { window.letGo = done; }); \
            const was = WebAssembly.compileStreaming; \
            WebAssembly.compileStreaming = (...given) => gate.then(() => was.apply(WebAssembly, given));";
        under(&page, held).await?;
        page.shown(".card.run a[href^='#/run/']").await?;
        assert_eq!(page.texts(".card.run").await?, ["Ночной выпуск 7.1 читаем журнал…"]);
        assert!(page.driver.find_all(By::Css(".card.run .delete")).await?.is_empty());

        // Where one wants to go is known already.
        page.press(".card.run a").await?;
        page.ask("letGo(); return ''").await?;
        page.shown(".room").await?;
        page.press(".brand").await?;
        page.shown(".card.run .delete").await?;
        let again = page.texts(".card.run").await?.join(" ");
        assert!(again.contains("этап 1"), "{again}");
        Ok(())
    });
}

/// The database went away while the other store stayed: it is made again, with all that there is.
#[test]
fn a_database_that_the_browser_took_away_is_made_again() {
    in_browser(|page| async move {
        begun(&page).await?;
        page.shown("#kept.saved").await?;
        page.driver
            .execute_async(
                "const done = arguments[0]; const gone = indexedDB.deleteDatabase('holdpoint/1'); \
                 gone.onsuccess = () => done(null);",
                vec![],
            )
            .await?;
        page.driver.refresh().await?;
        page.shown(".room").await?;
        page.shown("#kept.saved").await?;
        let kept = "const done = arguments[0]; const asked = indexedDB.open('holdpoint/1'); \
            asked.onsuccess = () => { \
                const keys = asked.result.transaction('texts').objectStore('texts').getAllKeys(); \
                keys.onsuccess = () => done(keys.result.join(' ')); \
            };";
        let mut keys = String::new();
        for _ in 0..250 {
            keys = page.driver.execute_async(kept, vec![]).await?.convert()?;
            if keys.contains("run/") && keys.contains("plan/") {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{keys}");
    });
}
