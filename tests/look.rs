//! Pictures of the run's screen for the eye: the screen in several states, with its looks, as pages
//! in `target/look`. Asked for by `cargo test --test look -- --ignored`.

use holdpoint::plan::{Kind, read};
use holdpoint::run::Run;
use holdpoint::run::command::Command;
use holdpoint::run::course::LegIx;
use holdpoint::run::event::{
    Answer, Evidence, Mark, Mode, Observed, Seat, Source, Start, Until, Words,
};
use holdpoint::run::journal::{Actor, Digest, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::zone::ZoneRule;
use holdpoint::view::item::Copying;
use holdpoint::view::live::Live;
use holdpoint::view::place;
use holdpoint::view::room::{Acts, Form, Grip, Left, Room};
use holdpoint::words::Lang;
use leptos::prelude::*;
use std::fs;

/// 17 October 2026, 01:00 in Moscow.
const T0_MS: i64 = 1_792_188_000_000;

struct Told {
    run: Run,
    now_ms: i64,
    by: &'static str,
}

impl Told {
    fn new(file: &str) -> Self {
        let (plan, _) = read(&fs::read_to_string(file).expect("a plan"));
        let mut told = Self {
            run: Run::new(plan, Journal::default()),
            now_ms: T0_MS - 3_600_000,
            by: "Минина",
        };
        let seat = |name: &str, role: &str| Seat { name: name.into(), role: role.into() };
        told.press(Command::Start(Box::new(Start {
            plan: Digest([0x9f; 32]),
            plan_name: "internet-bank.md".into(),
            mode: Mode::Real,
            t0_ms: T0_MS,
            zone: ZoneRule::fixed("Europe/Moscow", 180),
            zones: Vec::new(),
            version: "5.2.0".into(),
            environment: "prod".into(),
            base: None,
            crew: vec![
                seat("А. Минина", "руководитель релиза"),
                seat("Р. Айвазян", "выкладка"),
                seat("К. Лосева", "базы данных"),
            ],
            gate_people: 2,
        })));
        told
    }

    fn at(&mut self, minutes: i64) -> &mut Self {
        self.now_ms = T0_MS + minutes * 60_000;
        self
    }

    fn press(&mut self, command: Command) -> &mut Self {
        let event = self.run.decide(command, self.now_ms).expect("it may happen");
        let pen = Pen {
            run: RunId(7),
            actor: Actor(1),
            by: self.by.into(),
            at_ms: self.now_ms,
            offset_min: 180,
            salt: 1,
        };
        let entry = seal::write(&pen, &self.run.journal, event);
        self.run.record(entry);
        self.now_ms += 41_000;
        self
    }

    /// Everything of a stage is settled, and its gate passed by two.
    fn pass(&mut self, leg: usize) -> &mut Self {
        self.settle(leg, usize::MAX);
        let leg = LegIx::new(leg);
        for name in ["А. Минина", "К. Лосева"] {
            let seat = Seat { name: name.into(), role: "".into() };
            self.press(Command::Pass(leg, seat));
        }
        self
    }

    fn settle(&mut self, leg: usize, most: usize) -> &mut Self {
        let items = self.run.course.leg(LegIx::new(leg)).items.clone();
        for item in items.into_iter().take(most) {
            let plan = self.run.plan.item(item);
            let seen = (!plan.thresholds.is_empty())
                .then(|| Observed { text: Words::new("0,1 %"), number: Some(0.1) });
            match plan.kind {
                Kind::Go => self.press(Command::Answer(item, Answer::Yes, seen, Source::Attested)),
                _ => self.press(Command::Tick(item)),
            };
        }
        self
    }

    fn item(&self, text: &str) -> holdpoint::plan::ItemIx {
        let at = self.run.plan.items.iter().position(|it| it.text.contains(text)).expect(text);
        holdpoint::plan::ItemIx::new(at)
    }
}

fn middle() -> Told {
    let mut told = Told::new("plans/internet-bank.md");
    told.pass(0).at(1).pass(1).at(33);
    let items = told.run.course.leg(LegIx::new(2)).items.clone();
    told.by = "Айвазян";
    told.press(Command::Tick(items[0]));
    told.press(Command::Note(
        Some(items[0]),
        Words::new("0042 шла 4 минуты вместо 1: большая таблица событий"),
    ));
    told.press(Command::Tick(items[1]));
    told.press(Command::Prove(
        items[1],
        Evidence::Link(Words::new("https://ci.example.ru/build/5120")),
    ));
    told.by = "Лосева";
    told.press(Command::Mark(
        items[3],
        Mark::Skipped,
        Words::new("второй узел выведен из балансировки"),
    ));
    let go = told.item("миграции завершились без предупреждений");
    told.press(Command::Answer(go, Answer::Yes, None, Source::Attested));
    let p0 = told.item("login_error_rate ≥ 0,5");
    let seen = Observed { text: Words::new("0,12 %"), number: Some(0.12) };
    told.press(Command::Prove(p0, Evidence::Value(seen)));
    told.at(44);
    told
}

fn tripped() -> Told {
    let mut told = middle();
    let hot = told.item("login_error_rate > 5");
    let seen = Observed { text: Words::new("6,2 %"), number: Some(6.2) };
    told.press(Command::Trip(hot, Some(seen), Source::Attested));
    let risk = told.item("api_latency_p95 ≥ 600");
    let seen = Observed { text: Words::new("640 мс"), number: Some(640.0) };
    told.press(Command::Trip(risk, Some(seen), Source::Attested));
    told.press(Command::Dismiss(risk, Words::new("ночной пик очереди"), Until::Worse));
    told
}

fn back() -> Told {
    let mut told = tripped();
    let hot = told.item("login_error_rate > 5");
    let seat = Seat {
        name: "А. Минина".into(), role: "руководитель релиза".into()
    };
    told.press(Command::GoBack(Some(hot), seat, Words::default()));
    let first = told.run.ways_back(told.run.progress.back().expect("back"))[0].items[0];
    told.press(Command::Tick(first));
    told
}

fn acts(grip: Grip, left: Option<Left>) -> Acts {
    let seat = Seat {
        name: "А. Минина".into(), role: "руководитель релиза".into()
    };
    Acts {
        press: Callback::new(|_| ()),
        refused: Signal::stored(None),
        copying: Copying { last: Signal::stored(None), copy: Callback::new(|_| ()) },
        go: Callback::new(|_| ()),
        who: Signal::stored(seat),
        take: Callback::new(|_| ()),
        keep_draft: Callback::new(|_| ()),
        draft: Callback::new(|_| String::new()),
        grip,
        hints: RwSignal::new(3),
        letters: RwSignal::new(true),
        left: RwSignal::new(left),
    }
}

fn page(name: &str, told: Told, lang: Lang, form: Option<Form>, left: Option<Left>, paper: bool) {
    let owner = Owner::new();
    let html = owner.with(|| {
        let grip = Grip::default();
        if let Some(form) = form {
            grip.toggle(form);
        }
        let live = Live::new(told.run, Signal::stored(told.now_ms));
        let part = Signal::stored(place::Room::Now);
        let acts = (!paper).then(|| acts(grip, left));
        view! { <Room live part lang acts/> }.to_html()
    });
    let styles: String = ["tokens", "page", "plan", "desk", "room"]
        .map(|it| fs::read_to_string(format!("style/{it}.css")).expect("a style"))
        .concat();
    let bar = r#"<header class="bar"><a class="brand" href="/"><b>Holdpoint</b></a></header>"#;
    fs::create_dir_all("target/look").expect("a folder");
    for theme in ["dark", "light"] {
        let page = format!(
            r#"<!doctype html><html lang="{}" data-theme="{theme}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title><style>{styles}</style><body>{bar}{html}</body></html>"#,
            lang.tag()
        );
        fs::write(format!("target/look/{name}-{theme}.html"), page).expect("a page");
    }
}

#[test]
#[ignore = "for the eye"]
fn pages() {
    let left = Some(Left { entries: 20 });
    page("run", middle(), Lang::Ru, None, None, false);
    page("again", middle(), Lang::En, Some(Form::Override), left, false);
    let told = middle();
    let item = told.item("Через 5 минут");
    page("menu", told, Lang::Ru, Some(Form::More(item)), None, false);
    page("tripped", tripped(), Lang::Ru, Some(Form::GoBack(None)), None, false);
    let told = tripped();
    let item = told.item("login_error_rate > 5");
    page("risk", told, Lang::En, Some(Form::Dismiss(item)), None, false);
    page("back", back(), Lang::Ru, None, None, false);
    let mut told = middle();
    told.press(Command::Hold(Words::new("ждём ответа банка-партнёра")));
    page("held", told, Lang::Ru, Some(Form::Lead), None, false);
    let mut told = middle();
    told.settle(2, usize::MAX).at(52);
    let seat = Seat { name: "А. Минина".into(), role: "".into() };
    told.press(Command::Pass(LegIx::new(2), seat));
    page("ready", told, Lang::Ru, Some(Form::Pass), None, false);
    let mut told = middle();
    told.press(Command::Abandon(Words::new("окно закрыто")));
    page("over", told, Lang::Ru, None, None, false);
    page("paper", middle(), Lang::Ru, None, None, true);
}
