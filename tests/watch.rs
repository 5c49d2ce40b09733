//! Which signal each criterion of the plans is bound to, written down by hand: `metric = signal`
//! where it is bound, `metric = signal?` where a person is asked, `metric = -` where nothing
//! measures it. And whole runs that are measured: what the journal is told, and what that makes of
//! the criteria.

use holdpoint::plan::{ItemIx, read};
use holdpoint::run::Run;
use holdpoint::run::event::{Answer, Event, Mode, Seat, Source, Start, Until, Words};
use holdpoint::run::journal::{Actor, Digest, Journal, RunId};
use holdpoint::run::progress::State;
use holdpoint::run::seal::{Pen, write};
use holdpoint::run::watch::{
    Binding, Bindings, Reading, Sense, Settings, Signal, Told, Vigil, bind,
};
use holdpoint::run::zone::ZoneRule;
use std::collections::BTreeSet;
use std::fs;

/// Each different limit of the plan's criteria with what it is bound to.
#[track_caller]
fn check(path: &str, expected: &[&str]) {
    let source = fs::read_to_string(path).expect("a plan");
    let (plan, _) = read(&source);
    let signals = Signal::of_plan(&plan);
    let mut got = BTreeSet::new();
    for item in &plan.items {
        for (limit, _) in item.thresholds.iter().zip(Sense::of(item)) {
            let name = |at: &usize| &*signals[*at].name;
            let to = match bind(item, limit, &signals, &Bindings::default()) {
                Binding::Bound(at) => name(&at).to_owned(),
                Binding::Ask(all) => {
                    format!("{}?", all.iter().map(name).collect::<Vec<_>>().join(", "))
                }
                Binding::NotBound => "-".to_owned(),
            };
            let stat = limit.stat.as_deref().map_or(String::new(), |stat| format!(" {stat}"));
            got.insert(format!("{}{stat} = {to}", limit.metric));
        }
    }
    assert_eq!(got.into_iter().collect::<Vec<_>>(), expected, "{path}");
}

#[test]
fn the_shipped_plans() {
    check(
        "plans/database-cutover.md",
        &[
            "payments failed ratio = payments_failed_ratio",
            "query P95 = -",
            "replication lag = replication_lag_seconds",
        ],
    );
    check(
        "plans/internet-bank.md",
        &[
            "api_latency_p95 = api_latency_p95",
            "login_error_rate = login_error_rate",
            "payment_error_rate = payment_error_rate",
            "поддержка получила = -",
        ],
    );
    check(
        "plans/patient-portal-golive.md",
        &["booking_error_rate = booking_error_rate", "page_seconds_p95 = page_seconds_p95"],
    );
    check(
        "plans/taxi-canary.md",
        &["match_error_rate = match_error_rate", "match_seconds_p95 = match_seconds_p95"],
    );
    check(
        "plans/web-release.md",
        &[
            "error rate = error_rate",
            "latency P95 = latency_p95",
            "order queue length = order_queue_length",
        ],
    );
    check("plans/weekend-release.md", &["Error rate = -", "ошибок = -"]);
}

#[test]
fn english_plans() {
    check(
        "tests/plans/en-ad-exchange-shares.md",
        &[
            "Win rate = -",
            "bid P95 = -",
            "error rate = -",
            "fraud score = -",
            "timeout rate = timeout_rate",
        ],
    );
    // A counter of errors is no share of them.
    check("tests/plans/en-k8s-canary.md", &["error budget burns at = -", "error rate = -"]);
    check(
        "tests/plans/en-kafka-upgrade.md",
        &["UnderReplicatedPartitions = UnderReplicatedPartitions", "produce latency P99 = -"],
    );
    check("tests/plans/en-saas-release-train.md", &["error rate = -", "latency P95 = -"]);
}

#[test]
fn russian_plans() {
    check(
        "tests/plans/ru-porogi-api.md",
        &[
            "глубина очереди расчётов = -",
            "доля ошибок = rates_errors_ratio",
            "задержка P95 = rates_latency_p95",
            "исчерпание пула соединений = -",
            "таймауты перевозчиков = -",
        ],
    );
    check("tests/plans/ru-shop-canary.md", &["ошибки корзины = cart_error_rate"]);
    // A counter by its name, perhaps: a person knows.
    check(
        "tests/plans/ru-k8s-gateway.md",
        &["доля ответов 5xx = envoy_http_downstream_rq_5xx?", "задержка P99 = -"],
    );
}

/// A run whose journal is written as the app writes it: what is news is kept, then recorded.
struct Watched {
    run: Run,
    vigil: Vigil,
    now_ms: i64,
}

impl Watched {
    fn new(path: &str) -> Self {
        let (plan, _) = read(&fs::read_to_string(path).expect("a plan"));
        let signals = Signal::of_plan(&plan);
        let settings = Settings { interval_ms: 30_000, ..Settings::default() };
        let mut bindings = Bindings::default();
        let vigil = Vigil::new(&plan, signals.clone(), bindings.clone(), settings, 0);
        for question in vigil.questions() {
            bindings.answer(question, question.options[0]);
        }
        let vigil = Vigil::new(&plan, signals, bindings, settings, 0);
        let mut watched = Self { run: Run::new(plan, Journal::default()), vigil, now_ms: 0 };
        watched.write(Event::Started(Box::new(start())));
        watched
    }

    fn write(&mut self, event: Event) {
        let pen = Pen {
            run: RunId(1),
            actor: Actor(1),
            at_ms: self.now_ms,
            offset_min: 0,
            by: "Ann".into(),
            salt: 1,
        };
        let entry = write(&pen, &self.run.journal, event);
        self.run.record(entry);
    }

    /// Feeds a value every half minute for so many minutes.
    fn feed(&mut self, name: &str, value: f64, minutes: i64) {
        let signal = self.vigil.signals().iter().position(|signal| &*signal.name == name);
        for _ in 0..minutes * 2 {
            self.now_ms += 30_000;
            let reading = Reading { at_ms: self.now_ms, value: Some(value) };
            let gap = self.vigil.feed(signal.expect("a signal"), reading);
            let told = |item| Some(Told::of(self.run.progress.row(item), &self.run.journal));
            let news = self.vigil.news(self.now_ms, told);
            gap.into_iter().chain(news).for_each(|event| self.write(event));
        }
    }

    /// The item with these words.
    fn item(&self, words: &str) -> ItemIx {
        let at = self.run.plan.items.iter().position(|item| item.text.contains(words));
        ItemIx::new(at.expect("an item"))
    }

    fn state(&self, words: &str) -> State {
        self.run.progress.row(self.item(words)).state
    }
}

fn start() -> Start {
    Start {
        plan: Digest::default(),
        plan_name: "plan.md".into(),
        mode: Mode::Real,
        t0_ms: 0,
        zone: ZoneRule::utc(),
        zones: Vec::new(),
        version: "1".into(),
        environment: "production".into(),
        base: None,
        crew: vec![Seat { name: "Ann".into(), role: "lead".into() }],
        gate_people: 1,
    }
}

#[test]
fn a_breach_trips_is_accepted_worsens_and_recovers() {
    const P0: &str = "error rate > 5 %";
    const GO: &str = "error rate <= 1 %";
    let mut it = Watched::new("plans/web-release.md");
    it.feed("error_rate", 0.004, 14);
    assert_eq!((it.state(P0), it.state(GO)), (State::Open, State::Open), "not for 15 min yet");
    it.feed("error_rate", 0.004, 2);
    assert_eq!((it.state(P0), it.state(GO)), (State::Open, State::Yes));
    it.feed("error_rate", 0.06, 4);
    assert_eq!((it.state(P0), it.state(GO)), (State::Open, State::No));
    it.feed("error_rate", 0.06, 2);
    assert_eq!(it.state(P0), State::Tripped);
    it.feed("error_rate", 0.07, 1);
    let item = it.item(P0);
    let accepted = it.vigil.accepted(item, it.now_ms).expect("a value");
    it.write(accepted);
    let id = it.run.id(item);
    let dismissed = |until| Event::Dismissed { item: id, reason: Words::new("a spike"), until };
    it.write(dismissed(Until::Worse));
    it.feed("error_rate", 0.07, 5);
    assert_eq!(it.state(P0), State::Dismissed(Until::Worse));
    it.feed("error_rate", 0.08, 1);
    assert_eq!(it.state(P0), State::Tripped, "worse than what was accepted");
    it.feed("error_rate", 0.004, 2);
    assert_eq!(it.state(P0), State::Open);
    // P1 tripped and recovered beside it; thirty minutes and sixty readings made so many entries.
    let kinds: Vec<&str> =
        it.run.journal.entries().iter().map(|entry| kind(&entry.event)).collect();
    let expected = "start yes no tripped evidence dismissed tripped recovered";
    let p0_and_go: Vec<&str> = it
        .run
        .journal
        .entries()
        .iter()
        .filter(|entry| !of_p1(&it, &entry.event))
        .map(|entry| kind(&entry.event))
        .collect();
    assert_eq!(p0_and_go.join(" "), expected, "{kinds:?}");
    assert!(kinds.len() <= 10, "{kinds:?}");
}

/// Whether an event is told of the plan's P1.
fn of_p1(it: &Watched, event: &Event) -> bool {
    let p1 = it.run.id(it.item("error rate > 1 %"));
    matches!(event, Event::Tripped { item, .. } | Event::Recovered { item, .. } if *item == p1)
}

fn kind(event: &Event) -> &'static str {
    match event {
        Event::Started(_) => "start",
        Event::Tripped { .. } => "tripped",
        Event::Recovered { .. } => "recovered",
        Event::Dismissed { .. } => "dismissed",
        Event::Evidenced { .. } => "evidence",
        Event::Answered { answer: Answer::Yes, .. } => "yes",
        Event::Answered { .. } => "no",
        _ => "other",
    }
}

#[test]
fn a_persons_word_stays() {
    const P0: &str = "error rate > 5 %";
    const GO: &str = "error rate <= 1 %";
    let mut it = Watched::new("plans/web-release.md");
    let (abort, go) = (it.run.id(it.item(P0)), it.run.id(it.item(GO)));
    let (observed, source) = (None, Source::Attested);
    it.write(Event::Tripped { item: abort, observed: observed.clone(), source: source.clone() });
    it.write(Event::Answered { item: go, answer: Answer::Yes, observed, source });
    it.feed("error_rate", 0.004, 5);
    assert_eq!((it.state(P0), it.state(GO)), (State::Tripped, State::Yes));
    it.feed("error_rate", 0.06, 7);
    assert_eq!((it.state(P0), it.state(GO)), (State::Tripped, State::Yes));
}
