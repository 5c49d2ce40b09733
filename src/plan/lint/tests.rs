//! Each fault from the Markdown that a person would write, and its neighbour without it.

use super::lint;
use crate::plan::read;

/// A way back, so that a test speaks of its own fault only.
const BACK: &str = "\n## Rollback\n\nRollback criteria:\n- users cannot log in\n\nRollback steps:\n1. Redeploy the last tag\n";

/// Codes and lines of what the lint says of a text.
#[track_caller]
fn check(markdown: &str, expected: &[(&str, u32)]) {
    let (plan, _) = read(markdown);
    let faults = lint(&plan, markdown);
    let got: Vec<_> = faults.iter().map(|f| (f.kind.code(), f.place.line)).collect();
    assert_eq!(got, expected, "{markdown}\n{faults:#?}");
}

/// The same, with a way back below.
#[track_caller]
fn with_back(markdown: &str, expected: &[(&str, u32)]) {
    check(&format!("{markdown}\n{BACK}"), expected);
}

#[test]
fn nothing_to_do() {
    check("", &[("HP006", 1)]);
    check("# Notes\n\nWe met and talked.\n", &[("HP006", 1)]);
    with_back("# Release\n\n## Deploy\n\n- [ ] Ship it\n", &[]);
}

#[test]
fn no_way_back() {
    check(
        "# Релиз\n\n## Этап 1. Деплой\n\n- [ ] Выкатить образ\n- [ ] Переключить трафик\n",
        &[("HP101", 3)],
    );
    check("# Release\n\n## Deploy\n\n1. Push the image\n2. Switch traffic\n", &[("HP101", 3)]);
    with_back("# Release\n\n## Deploy\n\n1. Push the image\n2. Switch traffic\n", &[]);
}

#[test]
fn one_stage_without_a_way_back() {
    let stage = |n: u32, back: &str| {
        format!(
            "## Этап {n}. Шаги {n}\n\n- [ ] Выкатить часть {n}\n- **Критерии отката:**\n  - ошибки\n{back}\n"
        )
    };
    let back = "- **Rollback:** вернуть прошлый тег\n";
    let all = format!("# План\n\n{}{}{}", stage(1, back), stage(2, back), stage(3, back));
    check(&all, &[]);
    let two = format!("# План\n\n{}{}{}", stage(1, back), stage(2, back), stage(3, ""));
    check(&two, &[("HP102", 17)]);
}

#[test]
fn criteria_and_steps_of_going_back() {
    let deploy = "# R\n\n## Deploy\n\n- [ ] Ship it\n\n";
    check(
        &format!("{deploy}## Rollback\n\nRollback criteria:\n- no logins\n- data is lost\n"),
        &[("HP102", 7)],
    );
    check(
        &format!("{deploy}## План отката\n\n1. Остановить сервисы\n2. Вернуть прошлый тег\n"),
        &[("HP103", 7)],
    );
    check(
        &format!(
            "{deploy}## Rollback\n\nIf users cannot log in:\n\n1. Stop the services\n2. Redeploy\n"
        ),
        &[],
    );
}

#[test]
fn slots() {
    let window = "# Go live\n\n**Окно обслуживания:** 02:00 - 04:00 (MSK)\n\n";
    let step = |title: &str| format!("## {title}\n\n- [ ] Сделать дело\n\n");
    let plan = |titles: &[&str]| {
        let steps: String = titles.iter().map(|title| step(title)).collect();
        format!("{window}{steps}")
    };
    with_back(&plan(&["Шаг 1 (02:00 - 02:15)", "Шаг 2 (02:15 - 04:00)"]), &[]);
    with_back(&plan(&["Шаг 1 (02:00 - 02:20)", "Шаг 2 (02:15 - 04:00)"]), &[("HP201", 9)]);
    with_back(&plan(&["Шаг 1 (02:00 - 02:15)", "Шаг 2 (02:30 - 04:00)"]), &[("HP202", 9)]);
    with_back(&plan(&["Шаг 1 (02:00 - 02:15)", "Шаг 2 (02:15 - 04:30)"]), &[("HP203", 9)]);
    let night =
        "# Night\n\n## Step 1 (23:30 - 00:15)\n\n- [ ] a\n\n## Step 2 (00:15 - 01:00)\n\n- [ ] b\n";
    with_back(night, &[]);
    with_back(&night.replace("00:15 - 01", "00:10 - 01"), &[("HP201", 7)]);
}

#[test]
fn totals() {
    let steps = "1. Install the package (10 min)\n2. Load the data (20 min)\n";
    with_back(&format!("# R\n\n## Deploy (20 mins)\n\n{steps}"), &[("HP204", 3)]);
    with_back(&format!("# R\n\n## Deploy (30 mins)\n\n{steps}"), &[]);
    with_back(&format!("# R\n\n## Deploy\n\n{steps}\nTotal: 20 mins\n"), &[("HP204", 8)]);
    let ru = "1. Поставить пакет (10 мин)\n2. Загрузить данные (20 мин)\n";
    with_back(&format!("# R\n\n## Деплой\n\n{ru}\n**Итого:** 20 минут\n"), &[("HP204", 8)]);
    with_back(&format!("# R\n\n## Деплой\n\n{ru}\n**Итого:** 30 минут\n"), &[]);
    let table = "| № | Задача | Время |\n|---|---|---|\n| 1 | Остановить | 01:00–01:10 |\n| 2 | Запустить | 01:10–01:40 |\n";
    with_back(&format!("# R\n\n## Ночь\n\n{table}| | **Итого** | 1 ч |\n"), &[("HP204", 9)]);
    with_back(&format!("# R\n\n## Ночь\n\n{table}| | **Итого** | 40 мин |\n"), &[]);
}

#[test]
fn counts() {
    let boxes = |count: usize| "- [ ] Выкатить одну часть\n".repeat(count);
    let plan = |count, goal: &str| {
        format!("# R\n\n## Деплой\n\n{}\n**Критерии перехода:**\n- {goal}\n", boxes(count))
    };
    with_back(&plan(19, "выполнены все 20 шагов"), &[("HP205", 26)]);
    with_back(&plan(20, "выполнены все 20 шагов"), &[]);
    with_back(&plan(19, "all 20 steps are done"), &[("HP205", 26)]);
    with_back(&format!("# R\n\n## Checklist (12 tasks)\n\n{}", boxes(9)), &[("HP205", 3)]);
}

#[test]
fn offsets() {
    let plan = "# R\n\nMaintenance window: 02:00 - 04:00 UTC\n\n## Deploy\n\n- [ ] **T-30m (01:45)** Tell the users\n- [ ] **T+30m (02:30)** Look at the graphs\n";
    with_back(plan, &[("HP206", 7)]);
    with_back(&plan.replace("01:45", "01:30"), &[]);
}

#[test]
fn bands() {
    let gate = |go: &str, abort: &str| {
        format!(
            "# R\n\n## Canary\n\n- [ ] Ship 10 %\n\n**Go criteria:**\n- {go}\n\n**No-go criteria:**\n- {abort}\n"
        )
    };
    with_back(&gate("error rate < 1 %", "error rate > 2 %"), &[("HP301", 11)]);
    with_back(&gate("error rate < 2 %", "error rate > 1 %"), &[("HP302", 11)]);
    with_back(&gate("error rate < 1 %", "error rate >= 1 %"), &[]);
    with_back(&gate("error rate < 1 %", "memory usage > 2 %"), &[]);
    let tiers = |grave: &str, light: &str| {
        format!(
            "# R\n\n## Деплой\n\n- [ ] Выкатить\n\n## Критерии отката\n\n**P0 (немедленный откат):**\n- доля ошибок > {grave} %\n\n**P1 (по решению команды):**\n- доля ошибок > {light} %\n\n## Процедура отката\n\n1. Вернуть прошлый тег\n"
        )
    };
    check(&tiers("1", "5"), &[("HP303", 10)]);
    check(&tiers("5", "1"), &[]);
}

#[test]
fn signals() {
    let plan = |limit: &str| {
        format!(
            "# R\n\n## Canary\n\n- [ ] Ship 10 %\n- [ ] Look: `curl -s http://a.example/metrics | grep error_rate`\n\n**Rollback criteria:**\n- {limit}\n\n**Rollback:** redeploy the last tag\n"
        )
    };
    check(&plan("error rate > 5 %"), &[]);
    check(&plan("доля ошибок > 5 %"), &[]);
    let two = plan("error rate > 5 %\n- memory usage > 95 %");
    check(&two, &[("HP304", 10)]);
    let blind = two.replace(" `curl -s http://a.example/metrics | grep error_rate`", " graphs");
    check(&blind, &[]);
}

#[test]
fn switches() {
    let plan = |on: &str, off: &str| {
        format!("# R\n\n## Деплой\n\n- [ ] {on}\n- [ ] Выкатить образ\n- [ ] {off}\n")
    };
    let quiet = "Посмотреть на графики";
    with_back(&plan("Включить режим обслуживания", quiet), &[("HP401", 5)]);
    with_back(&plan("Включить режим обслуживания", "Выключить режим обслуживания"), &[]);
    with_back(&plan("Enable maintenance mode", quiet), &[("HP401", 5)]);
    with_back(&plan("Silence alerts", quiet), &[("HP401", 5)]);
    with_back(&plan("Lower DNS TTL to 60", "Restore the TTL"), &[]);
    with_back(&plan("Объявить код-фриз", quiet), &[("HP401", 5)]);
}

#[test]
fn backups() {
    let plan = |one: &str, two: &str| format!("# R\n\n## Deploy\n\n1. {one}\n2. {two}\n");
    with_back(
        &plan("Apply migrations: `alembic upgrade head`", "Create a backup: `pg_dump shop`"),
        &[("HP402", 6)],
    );
    with_back(
        &plan("Create a backup: `pg_dump shop`", "Apply migrations: `alembic upgrade head`"),
        &[],
    );
    with_back(&plan("Применить миграции", "Создать бэкап БД"), &[("HP402", 6)]);
    with_back(&plan("Применить миграции", "Тестовое восстановление из бэкапа"), &[]);
}

#[test]
fn owners() {
    let table = |who: &str| {
        format!(
            "# R\n\n## Deploy\n\n| # | Task | Owner |\n|---|---|---|\n| 1 | Ship the api | Ann |\n| 2 | Ship the web | Bob |\n| 3 | Ship the jobs | {who} |\n"
        )
    };
    with_back(&table("—"), &[("HP403", 9)]);
    with_back(&table("Eve"), &[]);
}

#[test]
fn duplicates_and_anchors() {
    let twice = "# R\n\n## Deploy\n\n- [ ] Ship\n\n## Deploy\n\n- [ ] Ship\n";
    with_back(twice, &[("HP501", 7)]);
    with_back(
        "# R\n\n## 1. Обзор\n\nСм. [деплой](#2-деплой) и [итоги](#3-итоги).\n\n## 2. Деплой\n\n- [ ] Выкатить\n",
        &[("HP502", 5)],
    );
}

#[test]
fn secrets() {
    with_back("# R\n\n## Deploy\n\n- [ ] Log in with password: hunter2\n", &[("HP503", 5)]);
    with_back("# R\n\n## Deploy\n\n- [ ] Log in, password: see 1Password\n", &[]);
}

#[test]
fn any_text_is_survived() {
    let words = [
        "# ",
        "- [x] ",
        "откат",
        " > 5 %",
        "T-30m",
        "(02:00-02:15)",
        "\n",
        "|",
        "Итого: 20 мин",
        "**",
        "пароль: ",
        "all 20 steps",
        "`curl -s /metrics | grep a`",
        "P0",
        "[a](#b)",
    ];
    let mut seed = 7_u32;
    for _ in 0..300 {
        let text: String = (0..40)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                words[(seed >> 16) as usize % words.len()]
            })
            .collect();
        let (plan, _) = read(&text);
        let faults = lint(&plan, &text);
        assert!(faults.is_sorted_by_key(|fault| fault.place), "{text}");
    }
}
