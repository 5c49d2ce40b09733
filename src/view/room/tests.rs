//! The run's screen as HTML, state by state, in both languages and on paper.

use super::testing::{T0_MS, Told, acts, plan};
use super::{Acts, Form, Left, Room};
use crate::plan::ItemIx;
use crate::run::command::{Command, Refusal};
use crate::run::course::LegIx;
use crate::run::event::{Answer, Mark, Observed, Seat, Source, Until, Words};
use crate::run::journal::Entry;
use crate::view::live::Live;
use crate::view::place;
use crate::view::testing::{html, words};
use crate::words::Lang;
use leptos::prelude::*;

/// The screen of a run, with acts made as a test needs them.
fn shown(told: Told, lang: Lang, part: place::Room, make: impl FnOnce() -> Option<Acts>) -> String {
    html(|| {
        let live = Live::new(told.run, Signal::stored(told.now_ms));
        view! { <Room live part=Signal::stored(part) lang acts=make()/> }
    })
}

fn screen(told: Told, lang: Lang) -> String {
    shown(told, lang, place::Room::Now, || Some(acts()))
}

/// With this form open.
fn asked(told: Told, lang: Lang, form: Form) -> String {
    shown(told, lang, place::Room::Now, || {
        let acts = acts();
        acts.grip.toggle(form);
        Some(acts)
    })
}

#[test]
fn a_tick_that_could_not_be_saved_says_so_on_its_row() {
    let told = Told::new(plan()).start().tick(0).tick(1);
    let names: Vec<_> = told.run.journal.entries().iter().map(Entry::name).collect();
    for (unsaved, saved, expected) in [(1..3, 0..0, [true, true]), (1..3, 1..2, [false, true])] {
        let told = Told::new(plan()).start().tick(0).tick(1);
        let html = html(|| {
            let live = Live::new(told.run, Signal::stored(told.now_ms));
            live.saved(&names[unsaved], false);
            live.saved(&names[saved], true);
            let part = Signal::stored(place::Room::Now);
            view! { <Room live part lang=Lang::Ru acts=Some(acts())/> }
        });
        for (item, expected) in expected.into_iter().enumerate() {
            let (_, row) = html.split_once(&format!("id=\"i{item}\"")).expect("the row");
            let (row, _) = row.split_once("</li>").expect("its end");
            assert_eq!(row.matches("class=\"unsaved\"").count(), usize::from(expected), "{row}");
            assert_eq!(row.contains(", сделано, не сохранено\""), expected, "{row}");
        }
    }
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let said = words(html).replace('\u{a0}', " ");
    for part in expected {
        assert!(said.contains(part), "no «{part}» in {said}");
    }
}

fn by(name: &str) -> Seat {
    Seat { name: name.into(), role: "".into() }
}

fn find(told: &Told, text: &str) -> ItemIx {
    let at = told.run.plan.items.iter().position(|it| it.text.contains(text)).expect(text);
    ItemIx::new(at)
}

/// Everything of the first stage is settled.
fn ready() -> Told {
    let told = Told::new(plan()).start().tick(0).tick(1);
    let (copy, rate) = (find(&told, "копия читается"), find(&told, "error_rate <"));
    let seen = Observed { text: Words::new("0,2 %"), number: Some(0.2) };
    told.press(Command::Answer(copy, Answer::Yes, None, Source::Attested)).press(Command::Answer(
        rate,
        Answer::Yes,
        Some(seen),
        Source::Attested,
    ))
}

fn tripped() -> Told {
    let told = Told::new(plan()).start().tick(0);
    let hot = find(&told, "error_rate > 5");
    let seen = Observed { text: Words::new("6,2 %"), number: Some(6.2) };
    told.press(Command::Trip(hot, Some(seen), Source::Attested))
}

#[test]
fn the_four_questions_are_answered() {
    let html = screen(Told::new(plan()).start().tick(0), Lang::Ru);
    check(
        &html,
        &[
            "Релиз 5.2",
            "боевой",
            "ведёт Орлова",
            "02:02:00",
            "T+00:02:00",
            "Этап 1. Подготовка",
            "28:00 до 02:30",
            "Осталось: 1 шаг, 2 критерия перехода",
            "сначала рубеж «Этап 1. Подготовка (02:00–02:30)»",
            "1 из 4",
            "error_rate > 5 %",
            "наблюдает человек",
            "Орлова: сделано «Снять копию базы: pg_dump bereg»",
        ]
        .map(|it| it.replace('>', "&gt;"))
        .each_ref()
        .map(String::as_str),
    );
    assert!(html.contains(r##"href="#/run/0000000000000007/stage/2""##), "{html}");
    let html = screen(Told::new(plan()).start(), Lang::En);
    check(&html, &["real", "led by", "Still missing: 2 steps, 2 go criteria", "watched by people"]);
}

#[test]
fn a_step_tells_who_when_and_why() {
    let told = Told::new(plan()).start().tick(0);
    let skip = Command::Mark(ItemIx::new(1), Mark::Skipped, Words::new("нет изменений"));
    let note = Command::Note(Some(ItemIx::new(0)), Words::new("4 ГБ"));
    let html = screen(told.press(skip).press(note), Lang::Ru);
    check(&html, &["02:01 · Орлова", "пропущено : нет изменений", "4 ГБ 02:03 · Орлова"]);
    assert!(html.contains(r#"data-state="aside""#) && html.contains(r#"aria-checked="true""#));
}

#[test]
fn each_rarer_thing_asks_under_its_row() {
    let item = ItemIx::new(1);
    let told = || Told::new(plan()).start();
    check(&asked(told(), Lang::Ru, Form::More(item)), &["Пропустить", "Не применимо", "Не удался"]);
    let aside = Form::Aside(item, Mark::Blocked);
    check(&asked(told(), Lang::En, aside), &["What is in the way", "Record Cancel"]);
    check(&asked(told(), Lang::En, Form::Note(item)), &["Note"]);
    check(&asked(told(), Lang::Ru, Form::Evidence(item)), &["Ссылка или текст"]);
    let html = asked(told(), Lang::Ru, Form::Note(item));
    assert_eq!(html.matches(r#"id="ask""#).count(), 1, "{html}");
}

#[test]
fn a_shut_gate_counts_and_an_open_one_invites() {
    let html = screen(ready(), Lang::Ru);
    check(&html, &["Всё готово: рубеж можно пройти.", "Пройти рубеж → Выкладка", "✓ да", "0,2 %"]);
    let html = asked(ready(), Lang::Ru, Form::Pass);
    let question = "Пропустить релиз дальше? «Релиз 5.2», Этап 1. Подготовка (02:00–02:30); \
                    боевой прогон, 02:05.";
    check(&html, &[question, "Да, пройти рубеж"]);
    let html = asked(Told::new(plan()).start(), Lang::En, Form::Override);
    check(&html, &["Pass though the gate is shut?", "hold down", "Or type the word", "anyway"]);
    let html = asked(Told::new(plan()).start(), Lang::Ru, Form::Refuse);
    check(&html, &["Не пускать релиз дальше?", "Почему не идём"]);
}

#[test]
fn two_people_open_a_gate() {
    let told = ready().press(Command::AskPeople(LegIx::new(0), 2));
    let told = told.press(Command::Pass(LegIx::new(0), by("Орлова")));
    let html = asked(told, Lang::Ru, Form::Pass);
    check(&html, &["Согласны 1 из 2: Орлова"]);
    // The second name is not filled in for the first person.
    assert!(!html.contains(r#"value="Орлова" "#), "{html}");
}

#[test]
fn a_gate_behind_is_called_and_a_stage_ahead_is_locked() {
    let told = || ready().press(Command::Pass(LegIx::new(0), by("Орлова")));
    let stage = |n| place::Room::Stage(n);
    let html = shown(told(), Lang::Ru, stage(1), || Some(acts()));
    check(&html, &["Этап завершён, рубеж пройден в 02:05: Орлова"]);
    let html = shown(Told::new(plan()).start(), Lang::En, stage(2), || Some(acts()));
    check(&html, &["This stage is locked:", "comes first"]);
    assert!(html.contains("disabled"), "{html}");
}

#[test]
fn what_came_true_is_loud_and_offers_two_moves() {
    let html = screen(tripped(), Lang::Ru);
    check(&html, &["Сработал критерий отката: error_rate", "6,2 %", "Принять риск", "▲ сработал"]);
    let hot = find(&tripped(), "error_rate > 5");
    let html = asked(tripped(), Lang::En, Form::Dismiss(hot));
    check(&html, &["until it worsens", "until a time", "Why we may go on"]);
    let html = asked(tripped(), Lang::Ru, Form::Seen(hot));
    check(&html, &["Записать, всё в пределах"]);
    let told = tripped().press(Command::Dismiss(hot, Words::new("пик"), Until::Worse));
    check(&screen(told, Lang::Ru), &["принят, пока не станет хуже", "пик"]);
}

#[test]
fn going_back_is_another_state_of_the_screen() {
    let hot = find(&tripped(), "error_rate > 5");
    let html = asked(tripped(), Lang::Ru, Form::GoBack(Some(hot)));
    check(&html, &["Начать откат?", "По решению, без критерия", "удерживайте", "откат"]);
    let back = || tripped().press(Command::GoBack(Some(hot), by("Ким"), Words::default()));
    let html = screen(back(), Lang::Ru);
    check(
        &html,
        &["Идёт откат с этапа «Подготовка»", "Решение: Ким, 02:03", "до конца окна", "10 мин"],
    );
    check(&html, &["Вернуть сервер", "идёт 01:00", "Не начинались: Выкладка", "Откат завершён"]);
    assert!(html.contains("room backing"), "{html}");
    let done = Command::FinishBack { restored: true, reason: Words::new("проверили") };
    let html = asked(back().press(done), Lang::En, Form::Retry);
    check(&html, &["Rolled back", "From which stage", "What was put right"]);
}

#[test]
fn answers_that_differ_are_both_shown() {
    let mut told = Told::new(plan()).start();
    let mut other = Told { run: told.run.clone(), ..Told::new(plan()) };
    other.actor = crate::run::journal::Actor(2);
    let fail = Command::Mark(ItemIx::new(0), Mark::Failed, Words::new("диск полон"));
    other = other.press(fail);
    told = told.tick(0);
    told.run.merge(&other.run.journal);
    check(&screen(told, Lang::Ru), &["Ответы расходятся. Какой верен?", "Сделано", "Верно это"]);
}

#[test]
fn what_has_to_be_known_at_once_stands_across_the_screen() {
    let hold = Command::Hold(Words::new("ждём банк"));
    let html = screen(Told::new(plan()).start().press(hold), Lang::Ru);
    check(&html, &["‖ Пауза: ждём банк", "с 02:01", "Снять паузу"]);
    let html = shown(Told::new(plan()).start().tick(0), Lang::En, place::Room::Now, || {
        let refused = Signal::stored(Some(Refusal::NoReason));
        let left = RwSignal::new(Some(Left { entries: 1 }));
        Some(Acts { refused, left, ..acts() })
    });
    check(&html, &["Give a reason", "1 new entry since you left", "To the next step"]);
}

#[test]
fn a_run_ends_with_a_word_and_leads_to_its_report() {
    let html = asked(Told::new(plan()).start(), Lang::Ru, Form::Finish);
    check(&html, &["Ещё не закрыто:", "рубеж не пройден: Этап 1"]);
    let html = asked(Told::new(plan()).start(), Lang::En, Form::Abandon);
    check(&html, &["Abandon the run: hold down"]);
    let html = screen(
        Told::new(plan()).start().press(Command::Abandon(Words::new("окно закрыто"))),
        Lang::Ru,
    );
    check(&html, &["Прогон прекращён", "окно закрыто", "Открыть отчёт"]);
    check(&screen(Told::new(plan()), Lang::En), &["not begun"]);
}

#[test]
fn the_lead_goes_over_by_name_in_one_move() {
    let html = asked(Told::new(plan()).start(), Lang::Ru, Form::Lead);
    check(&html, &["Кто ведёт дальше?", "Ким · базы данных"]);
}

#[test]
fn on_paper_nothing_can_be_pressed() {
    let told = Told::new(plan()).start().tick(0);
    let html = shown(told, Lang::Ru, place::Room::Now, || None);
    let buttons = html.matches("<button").count();
    let idle = html.split("<button").skip(1).filter(|it| {
        it.split('>').next().is_some_and(|tag| tag.contains("disabled") || tag.contains("hidden"))
    });
    assert_eq!(idle.count(), buttons, "{html}");
    assert!(!html.contains("<form") && !html.contains("<textarea"), "{html}");
}

#[test]
fn words_of_a_plan_never_become_markup() {
    let told = Told::new(plan()).start();
    let html = screen(
        told.press(Command::Note(None, Words::new("<img src=x onerror=alert(1)>"))),
        Lang::Ru,
    );
    assert!(!html.contains("<img"), "{html}");
    assert_eq!(T0_MS % 1000, 0);
}
