//! Russian: what the command line says about files, text, counts and the reader's reasons.

use crate::plan::{Rule, Span};
use crate::text::Refusal;
use crate::text::binary::Format;
use crate::words::outline::Outline;
use crate::words::{Lang, time};
use std::io;

pub(in crate::words) const OUTLINE: Outline = Outline {
    facts: "Сведения",
    window: "Окно работ",
    people: "Люди",
    probes: "Проверки",
    sections: "Разделы",
    faults: "Замечания",
    no_faults: "замечаний нет",
    unplaced: "Строки, не попавшие ни в один раздел",
    advice: "что делать",
    done: "выполнено",
    why: "почему",
    not_safe: "опрашивать небезопасно",
    needs_base: "нужен базовый адрес",
    mended_from: "исправлено: текст был прочитан как",
    stdin_twice: "стандартный ввод можно назвать только один раз",
    languages: ["русский", "английский", "русский и английский"],
    roles: ["фаза", "этап", "откат", "справка"],
    kinds: ["шаг", "критерий перехода", "критерий отката", "шаг отката", "артефакт", "примечание"],
};

/// So many minutes, as people say it.
pub(super) fn minutes(n: u32) -> String {
    let span = Span { hours: n / 60, minutes: n % 60, ..Span::default() };
    time::span(Lang::Ru, span).replace('\u{a0}', " ")
}

/// Why bytes are no text.
pub(in crate::words) fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::Empty => "Здесь ничего нет: файл пуст.".to_owned(),
        Refusal::Binary { format: Some(Format::Utf32), .. } => {
            "Текст сохранён в UTF-32: сохраните его в UTF-8.".to_owned()
        }
        Refusal::Binary { format: Some(format), .. } => match format.name() {
            Some(name) => format!("Это файл {name}: сохраните план как текст Markdown."),
            None => "Это программа, а не план.".to_owned(),
        },
        Refusal::Binary { format: None, offset } => {
            format!(
                "Это не текст: в нём есть байт, которого в тексте не бывает (смещение {offset})."
            )
        }
    }
}

/// Why a file could not be read.
pub(in crate::words) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "Такого файла нет.".to_owned(),
        io::ErrorKind::PermissionDenied => "Нет прав на чтение этого файла.".to_owned(),
        io::ErrorKind::IsADirectory => "Это каталог, а нужен файл.".to_owned(),
        io::ErrorKind::FileTooLarge => "Файл слишком велик для плана.".to_owned(),
        _ => format!("Прочитать не удалось: {error}."),
    }
}

/// Why an item stands where it stands.
pub(in crate::words) fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::TaskBox => "у пункта есть поле для отметки, - [ ]",
        Rule::BoxGlyph => "строка начинается с нарисованного поля (☐, ☑, ⬜)",
        Rule::MarkPair => "в списке ✅ стоит рядом с ⬜ или ❌, значит, это отметки о выполнении",
        Rule::Decision => "GO и NO-GO, да и нет: одно решение с двумя полями",
        Rule::Ordered => "пункт с номером там, где выполняют шаги",
        Rule::Bullet => "пункт списка там, где выполняют шаги",
        Rule::SubStep => "вложенный пункт под шагом",
        Rule::Titled => "жирная строка или заголовок над командами",
        Rule::Commands => "отдельный блок команд",
        Rule::TableRow => "строка таблицы с задачами",
        Rule::Label => "пункт списка под названием критериев",
        Rule::InlineList => "часть перечисления, которое идёт сразу за своим названием",
        Rule::SectionTitle => "о содержании списка сказано в заголовке раздела",
        Rule::Condition => "условие «если … произойдёт» там, где речь об откате",
        Rule::Limit => "порог метрики там, где выполняют шаги",
        Rule::Group => "название группы пунктов под ним",
        Rule::Option => "один из вариантов на выбор",
        Rule::Listed => "пункт списка там, где ничего не выполняют",
        Rule::Prose => "обычный текст",
        Rule::Exhibit => "схема, картинка или вывод программы",
        Rule::Corrected => "исправлено человеком",
    }
}
