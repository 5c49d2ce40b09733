//! Russian: what a report says.

use crate::run::event::{Answer, Event, Mark, Mode, Until};
use crate::run::progress::{State, Stray};
use crate::words::Lang;
use crate::words::plural::{Thing, counted};
use crate::words::report::{Oddity, Outcome, Report};

pub(in crate::words) const REPORT: Report = Report {
    untitled: "План без названия",
    rehearsal: "УЧЕНИЯ",
    rehearsal_note: "Это отчёт об учениях. Настоящего релиза не было, и ничто в этом отчёте не говорит о том, что он прошёл.",
    what: "План",
    version: "Версия",
    environment: "Среда",
    window: "Окно",
    outcome: "Итог",
    decided: "Решение",
    deviations: "Отклонения",
    duration: "Длительность",
    zone: "Часовой пояс",
    as_of: "Состояние на",
    unsaid: "не указано",
    undecided: "решения ещё нет",
    none: "нет",
    planned: "План",
    actual: "Факт",
    by_plan: "по плану",
    in_fact: "на деле",
    slip: "Сдвиг",
    stages: "Этапы",
    stage: "Этап",
    gate: "Рубеж",
    timeline: "Ход релиза",
    items: "Пункты по этапам",
    item: "Пункт",
    state: "Состояние",
    who: "Кто",
    when: "Когда",
    value: "Значение",
    source: "Источник",
    reason: "Причина",
    note: "Заметка",
    evidence: "Подтверждение",
    go: "Критерий",
    watched: "Критерии отката",
    signals: "Сигналы",
    signal: "Сигнал",
    counted: "Значения, которые решали",
    availability: "Доступность измерений по этапам",
    spoke: "Измерялось",
    no_silence: "молчаний не записано",
    silent: "Молчание",
    rollback: "Откат",
    cause: "Повод",
    by: "Решение",
    during: "На каком этапе",
    began: "Начат",
    ended: "Окончен",
    not_ended: "не окончен",
    restored: "прежнее состояние восстановлено",
    not_restored: "прежнее состояние не восстановлено",
    not_begun: "Не начинались, их откат не нужен",
    retry: "Повтор",
    step: "Шаг",
    allowed: "По плану",
    took: "Заняло",
    obligations: "Что включали на время релиза",
    still_on: "НЕ ВЫКЛЮЧЕНО",
    never_on: "о включении никто не сообщал",
    off_again: "выключено",
    artefacts: "Артефакты",
    signatures: "Подписи",
    unsigned: "Под этим прогоном никто не подписался.",
    name: "Имя",
    role: "Роль",
    statement: "Заявление",
    seal: "Печать журнала",
    key: "Ключ",
    attested: "имя вписано, ключом не подтверждено",
    enveloped: "подписано этим ключом; подлинность подписи покажет проверка",
    journal: "Журнал",
    number: "№",
    device: "Устройство",
    happened: "Что произошло",
    lead: "ведёт",
    missing: "Не хватало",
    taken_back: "отменена записью №",
    fits_nothing: "не учтена",
    now: "сейчас",
    line: "Строка",
    unknown_item: "нет в плане",
    from_plan: "взято из плана, никто не подтверждал",
    by_person: "со слов человека",
    measured: "измерено",
    seen_by_nobody: "никто не сообщал",
    came_true: "больше не действует",
    left_out: "исключён из прогона",
    settled: "Решено ответом",
    overridden: "ОТКРЫТ ВОПРЕКИ УСЛОВИЯМ",
    ahead: "не пройден",
    refused: "отказ",
    attempt: "Попытка",
    integrity: "Печать",
    self_attested: "Отчёт самозаверен: изменения обнаружимы, но подписи ключом нет. Имена вписаны людьми, время взято с часов их устройств.",
    signed: "К печати приложена подпись ключом. Чей это ключ, отчёт доказать не может; время взято с часов устройств.",
    how_to_verify: "Проверить, что каждая строка следует из журнала, можно командой «holdpoint verify» с этим файлом; с планом релиза проверка полнее.",
    short_note: "Это краткая форма без журнала: сама по себе она непроверяема. Для проверки нужен полный отчёт или файл прогона.",
    appendix: "Приложение для машинной проверки: журнал и план",
    covered: "Пароли, токены и ключи закрыты знаком ‹••••›.",
    journal_left_out: "Журнал в приложение не вошёл: в именах или в настройках прогона есть то, что показывать нельзя, а закрыть их печать не позволяет. Для проверки нужен файл прогона.",
    plan_digest: "План, sha256",
    run_number: "Номер прогона",
    plan_left_out: "Текст плана в приложение не вошёл; для проверки нужен сам файл плана.",
};

pub(in crate::words) fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::NotStarted => "ещё не начат".to_owned(),
        Outcome::Running => "ещё идёт".to_owned(),
        Outcome::Held => "остановлен, ждёт".to_owned(),
        Outcome::GoingBack => "идёт откат".to_owned(),
        Outcome::WentBack(true) => "откат, прежнее состояние восстановлено".to_owned(),
        Outcome::WentBack(false) => "откат, прежнее состояние НЕ восстановлено".to_owned(),
        Outcome::Released(false) => "завершён без отклонений".to_owned(),
        Outcome::Released(true) => "завершён с отклонениями".to_owned(),
        Outcome::Unfinished(n) => {
            format!("окончен не до конца, впереди {}", counted(Lang::Ru, n, Thing::Stage))
        }
        Outcome::GivenUp => "прекращён".to_owned(),
    }
}

pub(in crate::words) fn oddity(oddity: Oddity) -> [&'static str; 3] {
    match oddity {
        Oddity::Rollback => ["откат", "отката", "откатов"],
        Oddity::Overridden => [
            "рубеж открыт вопреки условиям",
            "рубежа открыто вопреки условиям",
            "рубежей открыто вопреки условиям",
        ],
        Oddity::LeftOut => ["этап исключён", "этапа исключено", "этапов исключено"],
        Oddity::Refused => ["отказ на рубеже", "отказа на рубеже", "отказов на рубеже"],
        Oddity::Contested => [
            "проход рубежа не засчитан",
            "прохода рубежа не засчитано",
            "проходов рубежа не засчитано",
        ],
        Oddity::Tripped => [
            "срабатывание критерия отката",
            "срабатывания критериев отката",
            "срабатываний критериев отката",
        ],
        Oddity::Dismissed => {
            ["срабатывание принято", "срабатывания принято", "срабатываний принято"]
        }
        Oddity::Unmet => {
            ["критерий не выполнен", "критерия не выполнено", "критериев не выполнено"]
        }
        Oddity::Aside(Mark::Skipped) => ["пункт пропущен", "пункта пропущено", "пунктов пропущено"],
        Oddity::Aside(Mark::NotApplicable) => {
            ["пункт неприменим", "пункта неприменимо", "пунктов неприменимо"]
        }
        Oddity::Aside(Mark::Blocked) => {
            ["пункт заблокирован", "пункта заблокировано", "пунктов заблокировано"]
        }
        Oddity::Aside(Mark::Failed) => {
            ["пункт не удался", "пункта не удалось", "пунктов не удалось"]
        }
        Oddity::Unsettled => [
            "пункт остался без ответа",
            "пункта осталось без ответа",
            "пунктов осталось без ответа",
        ],
        Oddity::Conflict => {
            ["противоречие в ответах", "противоречия в ответах", "противоречий в ответах"]
        }
        Oddity::StillOn => [
            "включённое так и не выключено",
            "включённых так и не выключено",
            "включённых так и не выключено",
        ],
        Oddity::Hold => ["остановка", "остановки", "остановок"],
        Oddity::T0Moved => ["перенос T0", "переноса T0", "переносов T0"],
        Oddity::Amended => ["замена плана", "замены плана", "замен плана"],
        Oddity::ClockJump => ["скачок часов", "скачка часов", "скачков часов"],
        Oddity::Gap => ["перерыв в измерениях", "перерыва в измерениях", "перерывов в измерениях"],
        Oddity::Undone => ["запись отменена", "записи отменены", "записей отменено"],
        Oddity::Stray => ["запись не учтена", "записи не учтены", "записей не учтено"],
        Oddity::Flaw => ["изъян журнала", "изъяна журнала", "изъянов журнала"],
    }
}

pub(in crate::words) fn state(state: State) -> &'static str {
    match state {
        State::Open => "нет ответа",
        State::Done => "сделано",
        State::Yes => "выполнен",
        State::No => "НЕ ВЫПОЛНЕН",
        State::Aside(Mark::Skipped) => "пропущено",
        State::Aside(Mark::NotApplicable) => "неприменимо",
        State::Aside(Mark::Blocked) => "заблокировано",
        State::Aside(Mark::Failed) => "НЕ УДАЛОСЬ",
        State::Tripped => "СРАБОТАЛ",
        State::Dismissed(Until::Worse) => "сработал, принят до ухудшения",
        State::Dismissed(Until::At(_)) => "сработал, принят на время",
    }
}

pub(in crate::words) fn deed(event: &Event) -> &'static str {
    match event {
        Event::Started(start) if start.mode == Mode::Rehearsal => "Учения начаты",
        Event::Started(_) => "Прогон начат",
        Event::Ticked { .. } => "Сделано",
        Event::Unticked { .. } => "Отметка снята",
        Event::Marked { mark: Mark::Skipped, .. } => "Пропущено",
        Event::Marked { mark: Mark::NotApplicable, .. } => "Неприменимо",
        Event::Marked { mark: Mark::Blocked, .. } => "Заблокировано",
        Event::Marked { mark: Mark::Failed, .. } => "Не удалось",
        Event::Noted { .. } => "Заметка",
        Event::Evidenced { .. } => "Подтверждение",
        Event::Answered { answer: Answer::Yes, .. } => "Критерий выполнен",
        Event::Answered { answer: Answer::No, .. } => "Критерий не выполнен",
        Event::Answered { answer: Answer::NotApplicable, .. } => "Критерий неприменим",
        Event::GatePassed { .. } => "Рубеж пройден",
        Event::GateOverridden { .. } => "Рубеж открыт вопреки условиям",
        Event::GateRefused { .. } => "Отказ на рубеже",
        Event::GateAsked { .. } => "Сколько человек решают на рубеже",
        Event::StageLeftOut { .. } => "Этап исключён",
        Event::Held { .. } => "Всё остановлено",
        Event::Resumed => "Работа продолжена",
        Event::Tripped { .. } => "Критерий отката сработал",
        Event::Dismissed { .. } => "Срабатывание принято",
        Event::Recovered { .. } => "Критерий отката больше не сработал",
        Event::RollbackStarted { .. } => "Откат начат",
        Event::RollbackFinished { restored: true, .. } => {
            "Откат окончен, прежнее состояние восстановлено"
        }
        Event::RollbackFinished { restored: false, .. } => {
            "Откат окончен, прежнее состояние не восстановлено"
        }
        Event::Retried { .. } => "Новая попытка с этапа",
        Event::T0Moved { .. } => "T0 перенесён",
        Event::HandedOver { .. } => "Ведение передано",
        Event::PlanAmended { .. } => "План заменён",
        Event::Criticised { critical: true, .. } => "Назван критическим",
        Event::Criticised { critical: false, .. } => "Больше не критический",
        Event::ObligationClosed { .. } => "За включённое ответили",
        Event::Finished { .. } => "Прогон окончен",
        Event::Abandoned { .. } => "Прогон прекращён",
        Event::SignedOff(_) => "Подпись",
        Event::Undone { .. } => "Отменена запись",
        Event::ClockJumped { slept: true, .. } => "Устройство спало",
        Event::ClockJumped { slept: false, .. } => "Часы устройства перевели",
        Event::MeasuringGap { .. } => "Измерений не было",
        Event::Unknown { .. } => "Запись более новой версии",
    }
}

pub(in crate::words) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "да",
        Answer::No => "нет",
        Answer::NotApplicable => "неприменимо",
    }
}

pub(in crate::words) fn stray(stray: Stray) -> &'static str {
    match stray {
        Stray::NoItem(_) => "такого пункта в плане нет",
        Stray::NoStage(_) => "такого этапа в плане нет",
        Stray::WrongKind => "к такому пункту это не относится",
        Stray::Again => "это уже было",
        Stray::GateShut => "рубеж был закрыт",
        Stray::NoWayBack => "отката в это время не было",
        Stray::CannotUndo => "отменить это нельзя",
        Stray::AfterEnd => "записано после окончания прогона",
        Stray::Unknown => "записано более новой версией",
    }
}
