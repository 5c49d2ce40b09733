//! What is settled before a run holds within it: who stands there, and which addresses are asked.

use super::{Page, in_browser};
use thirtyfour::prelude::*;

const PLAN: &str = "# Ночной выпуск\n\n**Окно:** 02:00–04:00 MSK\n\n## Люди\n\n| Роль | Имя |\n|---|---|\n\
    | Руководитель релиза | Анна Орлова |\n| Базы данных | Пётр Ким |\n\n\
    ## Этап 1. Выкладка (02:00–03:00)\n\n- [ ] Проверить: `curl http://127.0.0.1:9/health`\n\
    - [ ] Проверить базу: `curl http://127.0.0.1:9/health/db`\n\n\
    ## Этап 2. Открытие (03:00–04:00)\n\n- [ ] Открыть кассу\n";

async fn at_the_start(page: &Page) -> WebDriverResult<()> {
    page.drop_file("night.md", PLAN.as_bytes()).await?;
    page.press("#onward").await?;
    page.shown("#begin").await?;
    Ok(())
}

#[test]
fn one_press_says_who_one_is_and_one_tick_what_may_be_asked() {
    in_browser(|page| async move {
        at_the_start(&page).await?;
        page.press(".which button:nth-child(2)").await?;
        let role = "return document.querySelector('#your-role').value";
        assert_eq!(page.ask(role).await?, "Базы данных");
        page.press(".asked li:first-child input").await?;
        page.press("#begin").await?;
        page.shown(".room").await?;
        page.told("ведёт Пётр Ким").await?;
        assert_eq!(page.texts("#at-work").await?, ["1"], "the one that was ticked");
        let asking = page.texts(".consent code").await?;
        assert_eq!(asking, ["http://127.0.0.1:9/health/db"], "the other one is still a question");
        Ok(())
    });
}

#[test]
fn the_schedule_follows_the_start() {
    in_browser(|page| async move {
        at_the_start(&page).await?;
        let said = page.texts(".ahead").await?.join(" ");
        assert!(said.contains("1 Выкладка 02:00–03:00 2 Открытие 03:00–04:00"), "{said}");
        let set = "const field = document.querySelector('#t0'); field.value = '2021-11-21T02:00'; \
                   field.dispatchEvent(new Event('input', { bubbles: true }))";
        page.driver.execute(set, vec![]).await?;
        page.told("Это окно уже прошло").await?;
        page.told("21 ноября, 02:00–04:00").await?;
        Ok(())
    });
}
