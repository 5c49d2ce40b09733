//! Signals as HTML, in each of their states.

use super::*;
use crate::run::watch::{Bar, NoAnswer, Why};
use crate::view::testing::{html, words};

/// The section with one signal that stands like this.
fn shown(lang: Lang, row: Row, passing: Passing) -> String {
    html(move || {
        let ignore = Callback::new(|_| ());
        let watching = Watching {
            all: StoredValue::new(vec![(0, 0)]),
            seen: Signal::stored(0),
            now_ms: Signal::stored(0),
            asking: Signal::stored(Vec::new()),
            at_work: Signal::stored(1),
            stopped: Signal::stored(false),
            act: ignore,
            refused: Signal::stored(false),
            picker: NodeRef::new(),
            picked: Callback::new(|()| ()),
            every_ms: Signal::stored(10_000),
            tuned: Callback::new(|_| Tuned::default()),
            by_relay: false,
            measured: Callback::new(|_| None),
            signals: StoredValue::new(Stands {
                row: Callback::new(move |_| row.clone()),
                passing: Callback::new(move |_| passing.clone()),
                past: Callback::new(|_| Past::default()),
                answered: Callback::new(|_| Signal::stored(0)),
                zone: StoredValue::new(ZoneRule::utc()),
                origin: StoredValue::new("https://desk.example".to_owned()),
            }),
        };
        view! { <Signals watching lang/> }
    })
}

fn row(state: State) -> Row {
    Row {
        name: "error_rate".to_owned(),
        url: "http://shop:8080/metrics".to_owned(),
        host: "shop:8080".to_owned(),
        state,
        ..Row::default()
    }
}

/// A state has a mark, a word for styles, words in both languages, and what to do unless all is well.
#[track_caller]
fn check(state: &State, russian: &str, english: &str) {
    for (lang, expected) in [(Lang::Ru, russian), (Lang::En, english)] {
        let html = shown(lang, row(state.clone()), Passing::default());
        let said = words(&html).replace('\u{a0}', " ");
        assert!(said.contains(expected), "{expected}: {said}");
        assert!(said.contains(state.mark()), "{}: {said}", state.mark());
        assert!(html.contains(&format!("data-signal=\"{}\"", state.word())), "{html}");
        let is_well = matches!(state, State::Up { .. } | State::Waiting);
        assert_eq!(said.contains(health(lang).next), !is_well, "{said}");
    }
}

#[test]
fn each_state_has_its_mark_its_words_and_its_next_step() {
    check(&State::Up { status: 204, took_ms: 18 }, "отвечает: 204, 18 мс", "answers: 204, 18 ms");
    check(&State::BadStatus(503), "отвечает кодом 503", "503");
    let failed = State::Failed { condition: "[RESPONSE_TIME]".into(), seen: "812".into() };
    check(&failed, "[RESPONSE_TIME] не выполнено: 812", "[RESPONSE_TIME] does not hold: 812");
    let away = State::Without(NoAnswer::Redirected(Some("http://login/".into())));
    check(&away, "http://login/", "http://login/");
    check(&State::NoMetric("errors".into()), "нет такой метрики: errors", "no such metric: errors");
    check(&State::NotMetrics(3, 7), "(строка 3, столбец 7)", "(line 3, column 7)");
    check(&State::NotPrometheus, "не ответ Prometheus", "no answer of Prometheus");
    check(&State::TooLong, "длиннее 1 МиБ", "longer than 1 MiB");
    check(&State::NotAllowed, "ещё не разрешено", "not allowed yet");
    check(&State::Paused, "пауза", "paused");
    check(&State::Waiting, "ждём первого ответа", "waiting for the first answer");
    check(&State::Barred(Bar::Unsafe), "выполните её сами", "never asked by itself");
    check(&State::Barred(Bar::NoBase), "Укажите основу адресов", "never asked by itself");
}

#[test]
fn each_way_of_no_answer_says_who_has_to_act() {
    let check = |why, russian, english| check(&State::Without(why), russian, english);
    check(NoAnswer::Hidden, "Access-Control-Allow-Origin: https://desk.example", "holdpoint probe");
    check(NoAnswer::TimedOut, "не ответил вовремя", "no answer in time");
    check(NoAnswer::Unreachable, "не отвечает", "nobody answers");
    check(NoAnswer::Mixed, "страница по https", "a page over https");
    check(NoAnswer::PrivateDenied, "в локальную сеть", "the local network");
    check(NoAnswer::Offline, "у компьютера нет сети", "this computer has no network");
    check(NoAnswer::Forbidden, "её так раздали", "it was served without leave to");
}

#[test]
fn states_are_never_told_alike() {
    let states = [
        State::Up { status: 200, took_ms: 1 },
        State::BadStatus(500),
        State::Failed { condition: "status == 200".into(), seen: "201".into() },
        State::Without(NoAnswer::Hidden),
        State::Without(NoAnswer::Redirected(None)),
        State::Without(NoAnswer::TimedOut),
        State::Without(NoAnswer::Unreachable),
        State::Without(NoAnswer::Mixed),
        State::Without(NoAnswer::PrivateDenied),
        State::Without(NoAnswer::Offline),
        State::Without(NoAnswer::Forbidden),
        State::NoMetric("error_rate".into()),
        State::NotMetrics(1, 1),
        State::NotPrometheus,
        State::TooLong,
        State::NotAllowed,
        State::Paused,
        State::Waiting,
        State::Barred(Bar::Unsafe),
    ];
    for lang in [Lang::Ru, Lang::En] {
        let told = |state: &State| words(&shown(lang, row(state.clone()), Passing::default()));
        let mut all: Vec<String> = states.iter().map(told).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), states.len(), "{all:#?}");
    }
}

#[test]
fn only_what_is_asked_can_rest_or_be_forbidden() {
    let said = |state| words(&shown(Lang::En, row(state), Passing::default()));
    let up = said(State::Up { status: 200, took_ms: 1 });
    assert!(up.contains("Pause") && up.contains("Copy curl"), "{up}");
    let paused = said(State::Paused);
    assert!(paused.contains("Go on") && !paused.contains("Pause "), "{paused}");
    let barred = said(State::Barred(Bar::Unsafe));
    assert!(!barred.contains("Pause") && !barred.contains("Stop asking"), "{barred}");
}

#[test]
fn ages_are_told_and_an_old_value_is_struck_out() {
    let at = |age| Passing { age: Some(age), ..Passing::default() };
    let seen = Row { value: Some(0.09), ..row(State::Up { status: 200, took_ms: 1 }) };
    let fresh = shown(Lang::En, seen.clone(), at(Age::Fresh(4_000)));
    assert!(words(&fresh).contains("0.09") && words(&fresh).contains("4 s ago"), "{fresh}");
    assert!(!fresh.contains("aged"), "{fresh}");
    let silent = shown(Lang::En, seen, at(Age::Silent(660_000)));
    assert!(silent.contains("aged") && words(&silent).contains("no data for 11 min"), "{silent}");
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let seen = Row { value: Some(0.09), ..row(State::Up { status: 200, took_ms: 1 }) };
    let said = |lang| words(&shown(lang, seen.clone(), Passing::default()));
    assert!(said(Lang::Ru).contains("0,09 ") && said(Lang::En).contains("0.09 "));
}

#[test]
fn what_rests_on_it_leads_there_and_a_breach_looks_like_one() {
    let rests = vec![
        ("w7".to_owned(), "[P0] Errors > 5 %".to_owned()),
        ("i2".to_owned(), "Errors < 1 %".to_owned()),
    ];
    let row = Row { rests, ..row(State::Up { status: 200, took_ms: 1 }) };
    let outcomes = vec![
        Some(Outcome::Breached { since_ms: 0, count: 3, worst: 9.0 }),
        Some(Outcome::Unknown { since_ms: 0, why: Why::Settling }),
    ];
    let html = shown(Lang::En, row, Passing { outcomes, asks_person: true, ..Passing::default() });
    assert!(html.contains("href=\"#w7\"") && html.contains("href=\"#i2\""), "{html}");
    assert_eq!(html.matches("class=\"bad\"").count(), 1, "{html}");
    assert!(words(&html).contains(health(Lang::En).look_yourself), "{html}");
}

#[test]
fn the_unit_is_asked_only_where_it_is_open() {
    let open = |unit_open| {
        let row = Row { unit_open, ..row(State::Up { status: 200, took_ms: 1 }) };
        words(&shown(Lang::En, row, Passing::default())).contains(health(Lang::En).unit_question)
    };
    assert!(open(true) && !open(false));
}
