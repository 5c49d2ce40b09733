//! The run's screen in real Chromium: by keys alone, over a shut gate, back and again, undone,
//! and loaded anew in the middle of a word.

use super::{Page, in_browser, read};
use serde_json::json;
use thirtyfour::prelude::*;

/// Two stages, a way back, and nothing that has to be waited for.
const PLAN: &str = "# Ночной выпуск 7.1\n\n## Этап 1. Выкладка\n\n\
    - [ ] Снять копию базы: `pg_dump shop`\n- [ ] Выложить сервер\n\n\
    **Критерии перехода:**\n- копия читается\n\n\
    **Откат:** вернуть сервер 7.0\n\n\
    ## Этап 2. Открытие\n\n- [ ] Открыть кассу\n\n\
    ## План отката\n\n**Немедленный откат (P0):**\n- доля ошибок > 5 %\n\n\
    ### Порядок отката\n\n1. Закрыть кассу\n2. Вернуть сервер\n";

/// Opens the plan and begins a real run of it.
pub(super) async fn begun(page: &Page) -> WebDriverResult<()> {
    page.drop_file("night.md", PLAN.as_bytes()).await?;
    page.press("#onward").await?;
    page.fill("#your-name", "Орлова").await?;
    page.fill("#your-role", "Руководитель релиза").await?;
    page.press("#begin").await?;
    page.shown(".room").await?;
    Ok(())
}

/// Presses keys wherever the keyboard is.
pub(super) async fn keys(page: &Page, keys: impl Into<TypingData>) -> WebDriverResult<()> {
    page.driver.active_element().await?.send_keys(keys).await
}

/// Waits until the keyboard is on it.
pub(super) async fn reached(page: &Page, css: &str) -> WebDriverResult<()> {
    let script = "return String(document.activeElement.matches(arguments[0]))";
    for _ in 0..250 {
        let at = page.driver.execute(script, vec![json!(css)]).await?;
        if at.json() == "true" {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let at = page.ask("return document.activeElement.outerHTML.slice(0, 300)").await?;
    panic!("the keyboard is not on {css} but on {at}");
}

/// Goes on with Tab until the keyboard is on it.
pub(super) async fn tab_to(page: &Page, css: &str) -> WebDriverResult<()> {
    let script = "return String(document.activeElement.matches(arguments[0]))";
    for _ in 0..120 {
        keys(page, Key::Tab + "").await?;
        if page.driver.execute(script, vec![json!(css)]).await?.json() == "true" {
            return Ok(());
        }
    }
    panic!("Tab never comes to {css}");
}

pub(super) async fn enter(page: &Page, css: &str) -> WebDriverResult<()> {
    tab_to(page, css).await?;
    keys(page, Key::Enter + "").await
}

/// Writes the word that stands for a long press, and answers.
async fn firmly(page: &Page, word: &str) -> WebDriverResult<()> {
    page.fill(".firm input", word).await?;
    page.press(".firm button[type=submit]").await
}

async fn stage(page: &Page) -> WebDriverResult<String> {
    page.shown("#stage").await?.text().await
}

#[test]
fn a_run_goes_from_its_sample_to_a_signature_by_keys_alone() {
    in_browser(|page| async move {
        enter(&page, ".samples li:nth-child(2) button").await?;
        page.shown("#onward").await?;
        enter(&page, "#onward").await?;
        page.shown("#begin").await?;
        tab_to(&page, "#your-name").await?;
        keys(&page, "Орлова").await?;
        tab_to(&page, "#your-role").await?;
        keys(&page, "Руководитель релиза").await?;
        enter(&page, "#begin").await?;
        page.shown(".room").await?;
        keys(&page, "j").await?;
        reached(&page, ".step .box").await?;
        keys(&page, " ").await?;
        assert_eq!(page.ticked().await?, 1);
        // A key of the Russian layout does the same.
        keys(&page, "о").await?;
        keys(&page, "n").await?;
        reached(&page, "#ask").await?;
        keys(&page, "дольше, чем думали").await?;
        enter(&page, ".ask button[type=submit]").await?;
        page.told("дольше, чем думали").await?;
        reached(&page, ".step .box").await?;
        keys(&page, "g").await?;
        reached(&page, "#gate").await?;
        enter(&page, "#override").await?;
        reached(&page, "#ask").await?;
        keys(&page, "проверено на словах").await?;
        tab_to(&page, ".firm input").await?;
        keys(&page, "вопреки").await?;
        keys(&page, Key::Enter + "").await?;
        reached(&page, "#stage").await?;
        end_and_sign(&page).await
    });
}

/// Ends the run with a reason and signs its report, by the mouse.
pub(super) async fn end_and_sign_by_mouse(page: &Page, why: &str) -> WebDriverResult<()> {
    page.press("#finish").await?;
    page.fill(".ending #ask", why).await?;
    page.press(".ending .ask button[type=submit]").await?;
    page.press("#to-report").await?;
    page.shown(".paper").await?;
    page.press("#sign").await?;
    page.shown(".signed li").await.map(|_| ())
}

/// Ends the run with a reason and signs its report, by keys alone.
pub(super) async fn end_and_sign(page: &Page) -> WebDriverResult<()> {
    enter(page, "#finish").await?;
    reached(page, "#ask").await?;
    keys(page, "дальше не нужно").await?;
    enter(page, ".ending .ask button[type=submit]").await?;
    reached(page, "#over").await?;
    enter(page, ".over a").await?;
    page.shown(".paper").await?;
    enter(page, "#sign").await?;
    page.shown(".signed .by-key").await.map(|_| ())
}

#[test]
fn a_rollback_is_walked_and_tried_again() {
    in_browser(|page| async move {
        begun(&page).await?;
        page.press(".step:first-child .box").await?;
        // The value that somebody sees trips the criterion, and the screen says so at once.
        page.press(".watch li .acts button").await?;
        page.fill(".watch #ask", "6,2 %").await?;
        page.press(".watch .ask .back").await?;
        page.press(".strap.alarm .back").await?;
        page.fill("#ask", "ошибки растут").await?;
        firmly(&page, "откат").await?;
        page.told("Идёт откат с этапа «Выкладка»").await?;
        reached(&page, "#back-title").await?;
        let steps = page.texts(".proc .text").await?;
        assert!(steps.iter().any(|it| it.starts_with("Вернуть сервер")), "{steps:?}");
        for step in page.driver.find_all(By::Css(".proc .box")).await? {
            step.scroll_into_view().await?;
            step.click().await?;
        }
        page.press("#restored").await?;
        page.press(".backing-panel .ask button[type=submit]").await?;
        page.told("Прежнее состояние восстановлено").await?;
        page.press("#retry").await?;
        page.fill("#ask", "вернули настройку").await?;
        page.press(".backing-panel .ask button[type=submit]").await?;
        reached(&page, "#stage").await?;
        assert_eq!(stage(&page).await?, "Этап 1. Выкладка");
        assert_eq!(page.ticked().await?, 0, "a new attempt begins with nothing done");
        Ok(())
    });
}

#[test]
fn what_was_done_is_taken_back_by_a_key_and_in_the_journal() {
    in_browser(|page| async move {
        begun(&page).await?;
        let boxes = page.driver.find_all(By::Css(".step .box")).await?;
        boxes[0].click().await?;
        boxes[1].click().await?;
        assert_eq!(page.ticked().await?, 2);
        keys(&page, "u").await?;
        page.told("отменено").await?;
        assert_eq!(page.ticked().await?, 1);
        reached(&page, ".step .box").await?;
        page.press(".criterion [data-answer=done]").await?;
        page.press(".step:nth-child(2) .box").await?;
        page.press("#pass").await?;
        page.press(".gate .ask button[type=submit]").await?;
        reached(&page, "#stage").await?;
        assert_eq!(stage(&page).await?, "Этап 2. Открытие");
        // Even the gate.
        page.press(".log li button").await?;
        page.told("Этап 1. Выкладка").await?;
        page.shown("#pass").await?;
        Ok(())
    });
}

#[test]
fn a_half_typed_note_and_the_place_outlive_a_reload() {
    in_browser(|page| async move {
        begun(&page).await?;
        page.press(".step:first-child .box").await?;
        keys(&page, "j").await?;
        keys(&page, "n").await?;
        reached(&page, "#ask").await?;
        keys(&page, "сервер отвечает мед").await?;
        page.driver.refresh().await?;
        page.shown(".room").await?;
        page.told("Последнее: Орлова: сделано «Снять копию базы").await?;
        assert_eq!(page.ticked().await?, 1);
        reached(&page, "#ask").await?;
        keys(&page, "ленно").await?;
        page.press(".step .ask button[type=submit]").await?;
        page.told("сервер отвечает медленно").await?;
        page.press(".rail .stop:nth-child(2) a").await?;
        page.told("Этап 2. Открытие").await?;
        assert!(page.ask("return location.hash").await?.ends_with("/stage/2"));
        page.driver.back().await?;
        page.told("Этап 1. Выкладка").await?;
        page.driver.forward().await?;
        page.told("Этап 2. Открытие").await?;
        Ok(())
    });
}

#[test]
fn somebody_else_takes_over_in_one_move_and_letters_can_be_switched_off() {
    in_browser(|page| async move {
        page.drop_file("internet-bank.md", &read("plans/internet-bank.md")).await?;
        page.press("#onward").await?;
        page.fill("#your-name", "Орлова").await?;
        page.press("#begin").await?;
        page.press("#lead").await?;
        page.press(".over-to .row:first-of-type button:nth-child(2)").await?;
        page.told("ведёт Роберт Айвазян").await?;
        page.press(".step .box").await?;
        let who = page.texts(".step .who").await?.join(" ");
        assert!(who.contains("Роберт Айвазян"), "{who}");
        page.press("#keys").await?;
        page.press("#letters").await?;
        page.press("#title").await?;
        keys(&page, "n").await?;
        assert!(page.driver.find_all(By::Id("ask")).await?.is_empty(), "a letter is only a letter");
        Ok(())
    });
}
