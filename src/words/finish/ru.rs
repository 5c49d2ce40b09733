//! The report's screen in Russian.

use super::Finish;

pub(super) const FINISH: Finish = Finish {
    title: "Отчёт",
    back: "К прогону",
    rendered: "Как увидят",
    written: "Как текст",
    look: "Вид",
    out: "Выгрузка",
    download: "Скачать Markdown",
    copy: "Скопировать для заметки о релизе",
    copied: "Скопировано",
    print: "Напечатать",
    check: "Проверить отчёт",
    run_file: "Скачать прогон файлом",
    choices: "Что в отчёте",
    language: "Язык отчёта",
    short: "Коротко",
    tasks: "Пункты с галочками вместо таблицы",
    secrets: "Скрыть пароли и ключи",
    contacts: "Скрыть телефоны и почту",
    signatures: "Подписи",
    unsigned: "Пока никто не подписал.",
    not_over: "Подписать можно, когда прогон завершён.",
    statement: "Что вы подтверждаете",
    statement_hint: "Отчёт верен, решения приняты мной",
    name: "Имя",
    role: "Роль",
    sign: "Подписать",
};
