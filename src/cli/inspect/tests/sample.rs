//! The plan of the tests: small, and with every field in use.

use crate::cli::reading::Reading;
use crate::cli::source::{self, Document};
use crate::cli::veil::Veil;
use crate::plan::*;
use chrono::NaiveTime;

/// What the plan was read from.
const TEXT: &str = "\
# План релиза
Версия: 2.0 (окно 02:00 – 04:00 MSK)
## Выкатка
### 1. Миграции 02:15–02:45
- [x] Запустить миграции (Анна)
  - проверить лаг
- ошибок < 1 %
- пароль: hunter2-is-long
## Откат
- ошибок > 2,5 % дольше 5 минут
";

pub(super) fn document() -> Document {
    let document = source::document("plans/plan.md".into(), "plan".into(), TEXT.as_bytes());
    document.expect("plain text")
}

/// A reading of a plan with nothing wrong.
pub(super) fn with(plan: Plan) -> Reading {
    Reading { plan, faults: Vec::new(), veil: Veil::over(TEXT) }
}

/// The plan with two faults: a stage that cannot be undone, and a secret.
pub(super) fn reading() -> Reading {
    let faults = vec![
        Fault::new(FaultKind::NoWayBack { stage: "1. Миграции".into() }, Place::at(4, 5)),
        Fault::new(FaultKind::Secret { kind: SecretKind::Password }, Place::at(8, 11)),
    ];
    Reading { plan: plan(), faults, veil: Veil::over(TEXT) }
}

fn plan() -> Plan {
    let zone = Zone { name: "MSK".into(), kind: ZoneKind::Fixed(180) };
    let window = Window { from: clock(2, 0), to: Some(clock(4, 0)), zone: Some(zone) };
    Plan {
        title: Some("План релиза".into()),
        language: Language::Ru,
        facts: vec![Fact { label: "Версия".into(), value: "2.0".into(), line: 2 }],
        window: Some(PlanWindow { window, line: 2 }),
        sections: sections(),
        items: items(),
        people: vec![Person {
            role: "DBA".into(),
            name: Some("Анна".into()),
            channels: vec!["@anna".into(), "+7 900 000-00-00".into()],
            line: 5,
        }],
        probes: vec![
            probe(ProbeKind::Health, "/health", None, true),
            probe(ProbeKind::Metric, "http://shop.example/metrics", Some("error_rate"), false),
        ],
        asides: vec![Aside { kind: AsideKind::Title, line: 1, end: 1 }],
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

fn sections() -> Vec<Section> {
    let slot = Window { from: clock(2, 15), to: Some(clock(2, 45)), zone: None };
    let slot = Schedule { window: Some(slot), ..Schedule::default() };
    let release = titled("Выкатка", 3, 2, Role::Phase);
    let migration = titled("1. Миграции 02:15–02:45", 4, 3, Role::Stage);
    let back = titled("Откат", 9, 2, Role::Rollback);
    vec![
        Section { end: SectionIx::new(2), ..release },
        Section {
            schedule: Some(Box::new(slot)),
            parent: Some(SectionIx::new(0)),
            end: SectionIx::new(2),
            items: 0..4,
            ..migration
        },
        Section { end: SectionIx::new(3), items: 4..5, ..back },
    ]
}

fn items() -> Vec<Item> {
    let run = Command {
        lang: Some("bash".into()),
        text: "migrate up\nmigrate status".into(),
        line: 5,
        line_end: 5,
    };
    let day_before = Offset { from: Span::hours(24).before(), to: None };
    let half_hour = Schedule {
        offset: Some(day_before),
        wait: Some(Span::minutes(30)),
        limit: Some(Limit { from: Some(Span::default()), to: Some(Span::minutes(2)) }),
        ..Schedule::default()
    };
    vec![
        Item {
            done: true,
            schedule: Some(Box::new(half_hour)),
            commands: vec![run],
            people: vec!["Анна".into()],
            ..worded("Запустить миграции", 5, Kind::Step, Rule::TaskBox)
        },
        Item {
            parent: Some(ItemIx::new(0)),
            depth: 1,
            ..worded("проверить лаг", 6, Kind::Step, Rule::SubStep)
        },
        Item {
            thresholds: vec![limit("ошибок", Op::Below, 1.0, None)],
            ..worded("ошибок < 1 %", 7, Kind::Go, Rule::Limit)
        },
        worded("пароль: hunter2-is-long", 8, Kind::Note, Rule::Prose),
        Item {
            tier: Some(Tier::P(0)),
            thresholds: vec![limit("ошибок", Op::Above, 2.5, Some(Span::minutes(5)))],
            section: SectionIx::new(2),
            ..worded("ошибок > 2,5 % дольше 5 минут", 10, Kind::Abort, Rule::SectionTitle)
        },
    ]
}

fn clock(hour: u32, minute: u32) -> Moment {
    Moment { day: None, time: NaiveTime::from_hms_opt(hour, minute, 0) }
}

fn probe(kind: ProbeKind, url: &str, metric: Option<&str>, safe: bool) -> Probe {
    let relative = url.starts_with('/');
    Probe { kind, url: url.into(), metric: metric.map(Into::into), relative, safe, line: 7 }
}

fn limit(metric: &str, op: Op, value: f64, sustained: Option<Span>) -> Threshold {
    let stat = sustained.map(|_| "P95".into());
    Threshold { metric: metric.into(), stat, op, value, unit: Some("%".into()), sustained }
}

fn titled(title: &str, line: u32, level: u8, role: Role) -> Section {
    let id = Id::ROOT.child(title);
    Section { id, title: title.into(), line, line_end: line, level, role, ..section() }
}

/// A stage without anything.
pub(super) fn section() -> Section {
    Section {
        id: Id::ROOT,
        title: "".into(),
        line: 1,
        line_end: 1,
        column: 1,
        level: 1,
        role: Role::Stage,
        schedule: None,
        parent: None,
        end: SectionIx::new(0),
        items: 0..0,
    }
}

fn worded(text: &str, line: u32, kind: Kind, rule: Rule) -> Item {
    let section = SectionIx::new(1);
    let id = Id::ROOT.child(text);
    Item { id, text: text.into(), line, line_end: line, kind, rule, section, ..item() }
}

/// A step without anything.
pub(super) fn item() -> Item {
    Item {
        id: Id::ROOT,
        kind: Kind::Step,
        text: "".into(),
        line: 1,
        line_end: 1,
        column: 1,
        done: false,
        tier: None,
        schedule: None,
        thresholds: Vec::new(),
        commands: Vec::new(),
        people: Vec::new(),
        fields: Vec::new(),
        section: SectionIx::new(0),
        parent: None,
        depth: 0,
        rule: Rule::Bullet,
    }
}
