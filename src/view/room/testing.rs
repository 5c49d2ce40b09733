//! For the tests of the run's screen: a small plan, and a run of it told in a line.

use super::{Acts, Grip};
use crate::plan::{ItemIx, Plan, read};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::event::{Mode, Seat, Start};
use crate::run::journal::{Actor, Digest, Journal, RunId};
use crate::run::seal::{self, Pen};
use crate::run::zone::ZoneRule;
use crate::view::item::Copying;
use leptos::prelude::*;

/// 21 November 2026, 02:00 in Moscow.
pub(in crate::view) const T0_MS: i64 = 1_795_215_600_000;

/// Two stages with a gate each, something to watch, and a way back.
const PLAN: &str = "# Релиз 5.2\n\n**Окно работ:** 02:00–04:00 МСК\n\n\
    ## Этап 1. Подготовка (02:00–02:30)\n\n\
    - [ ] Снять копию базы: `pg_dump bereg`\n- [ ] Применить миграции\n\n\
    **Критерии перехода:**\n- копия читается\n- error_rate < 0,5 %\n\n\
    **Критерии отката:**\n- копия не готова\n\n\
    ## Этап 2. Выкладка (02:30–03:30)\n\n- [ ] Выложить сервер\n- [ ] Выждать 10 минут\n\n\
    **Критерии перехода:**\n- узлы отвечают\n\n\
    ## План отката\n\n**Немедленный откат (P0):**\n- error_rate > 5 %\n\n\
    ### Порядок отката\n\n1. Вернуть сервер (0–5 минут): `deploy 5.1`\n2. Проверить узлы (5–10 минут)\n";

/// The plan.
pub(in crate::view) fn plan() -> Plan {
    read(PLAN).0
}

/// A run in which so much has happened.
pub(in crate::view) struct Told {
    pub(in crate::view) run: Run,
    pub(in crate::view) actor: Actor,
    pub(in crate::view) now_ms: i64,
}

impl Told {
    /// A run of this plan in which nothing happened yet.
    pub(in crate::view) fn new(plan: Plan) -> Self {
        Self { run: Run::new(plan, Journal::default()), actor: Actor(1), now_ms: T0_MS }
    }

    /// Begun by Орлова, with Ким, for real.
    pub(in crate::view) fn start(self) -> Self {
        let seat = |name: &str, role: &str| Seat { name: name.into(), role: role.into() };
        let start = Start {
            plan: Digest([0x9f; 32]),
            plan_name: "plan.md".into(),
            mode: Mode::Real,
            t0_ms: T0_MS,
            zone: ZoneRule::fixed("MSK", 180),
            zones: Vec::new(),
            version: "5.2".into(),
            environment: "prod".into(),
            base: None,
            crew: vec![seat("Орлова", "руководитель релиза"), seat("Ким", "базы данных")],
            gate_people: 1,
        };
        self.press(Command::Start(Box::new(start)))
    }

    /// One more press, a minute later.
    #[track_caller]
    pub(in crate::view) fn press(mut self, command: Command) -> Self {
        let event = self.run.decide(command, self.now_ms).expect("it may happen");
        let pen = Pen {
            run: RunId(7),
            actor: self.actor,
            by: "Орлова".into(),
            at_ms: self.now_ms,
            offset_min: 180,
            salt: 1,
        };
        let entry = seal::write(&pen, &self.run.journal, event);
        self.run.record(entry);
        self.now_ms += 60_000;
        self
    }

    /// A step is done.
    pub(in crate::view) fn tick(self, item: usize) -> Self {
        self.press(Command::Tick(ItemIx::new(item)))
    }
}

/// Acts that do nothing.
pub(in crate::view) fn acts() -> Acts {
    let seat =
        Seat { name: "Орлова".into(), role: "руководитель релиза".into() };
    Acts {
        press: Callback::new(|_| ()),
        refused: Signal::stored(None),
        copying: Copying { last: Signal::stored(None), copy: Callback::new(|_| ()) },
        go: Callback::new(|_| ()),
        who: Signal::stored(seat),
        take: Callback::new(|_| ()),
        keep_draft: Callback::new(|_| ()),
        draft: Callback::new(|_| String::new()),
        grip: Grip::default(),
        left: RwSignal::new(None),
        hints: RwSignal::new(super::HINTS),
        letters: RwSignal::new(true),
    }
}
