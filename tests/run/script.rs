//! A run as a script: one line says when, who and what, and the line is asked of `decide` and
//! written into a journal, as the app would. Lines that begin with a word and a colon settle what
//! is settled before; `@` names the day.
//!
//! ```text
//! plan: plans/web-release.md
//! zone: Europe/Berlin 60 2026-03-29T01:00=120
//! who: ann = Ann Lee / release lead
//! who: kim = Kim / DBA / 2            a third part is the device, 1 where there is none
//! @ 2026-11-21
//! 01:50 ann start
//! 02:00-02:15 ann does 1              everything of the stage, evenly over the time
//! 02:16 kim no replication = 4 s — it lags
//! 02:17 ann pass 1 !GateShut          the refusal that is expected
//! 02:20 ann sync                      the devices exchange what they know
//! ```

#![allow(dead_code, reason = "each test that shares this file uses a part of it")]

#[path = "facts.rs"]
mod facts_of;
#[path = "saying.rs"]
mod saying;

#[allow(unused_imports, reason = "replays do not ask for facts")]
pub use facts_of::facts;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use holdpoint::plan::{self, ItemIx, Kind, Language, Op, Plan, Threshold};
use holdpoint::run::Run;
use holdpoint::run::command::Command;
use holdpoint::run::course::LegIx;
use holdpoint::run::event::{Answer, Event, Mode, Observed, Seat, SignOff, Source, Start, Words};
use holdpoint::run::gate::Missing;
use holdpoint::run::journal::{Actor, Journal, RunId};
use holdpoint::run::seal::{self, Pen, Seal};
use holdpoint::run::wire::Statement;
use holdpoint::run::zone::ZoneRule;
use saying::{fits, leg, split};
use std::collections::BTreeMap;

/// Somebody who may act.
#[derive(Debug, Clone)]
struct Who {
    seat: Seat,
    device: u64,
}

/// A run that is being played.
pub struct Played {
    /// The run as each device knows it.
    pub devices: BTreeMap<u64, Run>,
    /// The bytes of the plan, and of each later revision.
    pub plans: Vec<String>,
    people: BTreeMap<String, Who>,
    start: Start,
    number: u64,
    day: NaiveDate,
    now_ms: i64,
    written: u64,
}

/// Plays a script over a plan of this text.
#[track_caller]
pub fn play(plan: &str, script: &str) -> Played {
    let mut played = Played::over(plan);
    played.play(script);
    played
}

/// Plays a script that names its plan.
#[track_caller]
pub fn play_file(script: &str) -> Played {
    let name = script.lines().find_map(|line| line.strip_prefix("plan:")).expect("a plan").trim();
    let mut played = Played::over(&file(name));
    played.start.plan_name = name.rsplit('/').next().unwrap_or(name).into();
    played.play(script);
    played
}

fn file(name: &str) -> String {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

impl Played {
    fn over(text: &str) -> Self {
        let (plan, _) = plan::read(text);
        let start = Start {
            plan: seal::digest(text.as_bytes()),
            plan_name: "plan.md".into(),
            mode: Mode::Real,
            t0_ms: 0,
            zone: ZoneRule::utc(),
            zones: Vec::new(),
            version: "".into(),
            environment: "production".into(),
            base: None,
            crew: Vec::new(),
            gate_people: 1,
        };
        Self {
            devices: BTreeMap::from([(1, Run::new(plan, Journal::default()))]),
            plans: vec![text.to_owned()],
            people: BTreeMap::new(),
            start,
            number: 1,
            day: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
            now_ms: 0,
            written: 0,
        }
    }

    /// The run as the first device knows it.
    pub fn run(&self) -> &Run {
        &self.devices[&1]
    }

    /// The moment of the last line.
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// Goes on with more lines.
    #[track_caller]
    pub fn play(&mut self, script: &str) {
        for line in script.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(day) = line.strip_prefix('@') {
                self.day = day.trim().parse().unwrap_or_else(|_| panic!("{line}"));
            } else if line.starts_with(|c: char| c.is_ascii_digit()) {
                self.act(line);
            } else {
                self.settle(line);
            }
        }
    }

    fn settle(&mut self, line: &str) {
        let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("not a line: {line}"));
        let value = value.trim();
        let start = &mut self.start;
        match key {
            "plan" => {}
            "run" => self.number = u64::from_str_radix(value, 16).expect("a number"),
            "mode" if value == "rehearsal" => start.mode = Mode::Rehearsal,
            "version" => start.version = value.into(),
            "environment" => start.environment = value.into(),
            "base" => start.base = Some(value.into()),
            "people" => start.gate_people = value.parse().expect("a number"),
            "zone" => start.zone = zone(value),
            "also" => start.zones.push(zone(value)),
            "t0" => {
                let t0 = NaiveDateTime::parse_from_str(value, "%Y-%m-%d %H:%M").expect("a time");
                start.t0_ms = start.zone.moment(t0).0;
            }
            "who" => {
                let (nick, rest) = value.split_once(" = ").expect("a name");
                let mut parts = rest.split(" / ").map(str::trim);
                let name = parts.next().unwrap_or_default().into();
                let role = parts.next().unwrap_or_default().into();
                let device = parts.next().map_or(1, |it| it.parse().expect("a device"));
                let seat = Seat { name, role };
                start.crew.push(seat.clone());
                self.people.insert(nick.into(), Who { seat, device });
            }
            _ => panic!("not a line: {line}"),
        }
    }

    #[track_caller]
    fn act(&mut self, line: &str) {
        let (said, refused) = match line.rsplit_once(" !") {
            Some((said, refused)) => (said, Some(refused.trim())),
            None => (line, None),
        };
        let mut parts = said.splitn(4, ' ');
        let mut next = || parts.next().unwrap_or_default().trim();
        let (time, nick, verb, rest) = (next(), next(), next(), next());
        let (from, to) = time.split_once('-').unwrap_or((time, time));
        let (from_ms, to_ms) = (self.moment(from), self.moment(to));
        self.now_ms = to_ms;
        let who = self.people.get(nick).unwrap_or_else(|| panic!("nobody is {nick}: {line}"));
        let who = who.clone();
        let first = self.run().clone();
        self.devices.entry(who.device).or_insert(first);
        match verb {
            "does" | "walks" => self.all(&who, verb, rest, from_ms, to_ms),
            "sync" => self.sync(),
            "jump" | "gap" => {
                let event = self.observed(verb, rest);
                self.write(&who, event, to_ms);
            }
            _ => {
                let command = self.command(&who, verb, rest);
                let amends = matches!(command, Command::Amend(..)).then(|| split(rest).0);
                let decided = self.devices[&who.device].decide(command, to_ms);
                match (decided, refused) {
                    (Ok(event), None) => self.write(&who, event, to_ms),
                    (Err(why), Some(word)) => {
                        let why = format!("{why:?}");
                        assert!(why.starts_with(word), "{line}\nrefused, but so: {why}");
                    }
                    (decided, _) => panic!("{line}\ncame out as {decided:?}"),
                }
                if let Some(path) = amends {
                    self.amend(who.device, path);
                }
            }
        }
    }

    fn moment(&self, time: &str) -> i64 {
        let format = if time.matches(':').count() > 1 { "%H:%M:%S" } else { "%H:%M" };
        let time = NaiveTime::parse_from_str(time, format).unwrap_or_else(|_| panic!("{time}"));
        self.start.zone.moment(self.day.and_time(time)).0
    }

    /// Writes an event as this person's device does, and records it there.
    pub fn write_as(&mut self, nick: &str, event: Event) {
        let who = self.people[nick].clone();
        self.write(&who, event, self.now_ms);
    }

    fn write(&mut self, who: &Who, event: Event, at_ms: i64) {
        let pen = self.pen(who, at_ms);
        self.written += 1;
        let run = self.devices.get_mut(&who.device).expect("a device");
        let entry = seal::write(&pen, &run.journal, event);
        run.record(entry);
    }

    fn pen(&self, who: &Who, at_ms: i64) -> Pen {
        // Random to the eye, the same each time.
        let salt = (self.number ^ (self.written + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Pen {
            run: RunId(self.number),
            actor: Actor(0x1000_0000_0000_0000 + who.device),
            by: who.seat.name.clone(),
            at_ms,
            offset_min: self.start.zone.offset_at(at_ms),
            salt,
        }
    }

    /// Puts a name under the run with a key, which signs bytes.
    pub fn sign_with(&mut self, nick: &str, key: &[u8; 32], sign: impl Fn(&[u8]) -> Vec<u8>) {
        let who = self.people[nick].clone();
        let sum = Seal::now(&self.run().journal);
        let (pen, text) = (self.pen(&who, self.now_ms), "So it was.");
        let statement = Statement::of(&pen, sum, &who.seat, text);
        let envelope = statement.envelope(key, &sign(&statement.to_sign()));
        let (seat, statement) = (who.seat.clone(), Words::new(text));
        let sign = SignOff { seat, statement, seal: sum.head, envelope: Some(envelope.into()) };
        self.write(&who, Event::SignedOff(Box::new(sign)), self.now_ms);
    }

    fn sync(&mut self) {
        let journals: Vec<Journal> = self.devices.values().map(|run| run.journal.clone()).collect();
        for run in self.devices.values_mut() {
            for journal in &journals {
                run.merge(journal);
            }
        }
    }

    fn amend(&mut self, device: u64, path: &str) {
        let text = if path.starts_with('#') { path.replace("\\n", "\n") } else { file(path) };
        let (plan, _) = plan::read(&text);
        self.plans.push(text);
        self.devices.get_mut(&device).expect("a device").amend(plan);
    }

    fn observed(&self, verb: &str, rest: &str) -> Event {
        let mut words = rest.split_whitespace();
        let first = words.next().unwrap_or_default();
        if verb == "jump" {
            let by_ms = first.trim_end_matches('m').parse::<i64>().expect("minutes") * 60_000;
            return Event::ClockJumped { by_ms, slept: words.next() == Some("slept") };
        }
        let (from, to) = first.split_once('-').expect("from and to");
        let signal = Words::new(words.collect::<Vec<_>>().join(" "));
        Event::MeasuringGap { signal, from_ms: self.moment(from), to_ms: self.moment(to) }
    }
}

impl Played {
    /// Settles everything that is open in a stage or on the way back, evenly over a time.
    fn all(&mut self, who: &Who, verb: &str, rest: &str, from_ms: i64, to_ms: i64) {
        let (subject, except) = rest.split_once("but ").unwrap_or((rest, ""));
        let run = &self.devices[&who.device];
        let items: Vec<ItemIx> = match run.progress.back() {
            Some(back) if verb == "walks" => run.open_on_the_way_back(back),
            _ => run.course.leg(leg(subject)).items.clone(),
        };
        let left = |ix: &ItemIx| {
            let words = except.split(" & ").filter(|words| !words.is_empty());
            words.into_iter().any(|words| fits(&run.plan.item(*ix).text, words) < 3)
        };
        let open: Vec<ItemIx> = items
            .into_iter()
            .filter(|ix| !run.progress.row(*ix).is_settled() && !left(ix))
            .collect();
        let every_ms = (to_ms - from_ms) / i64::try_from(open.len().max(2) - 1).expect("few");
        for (at_ms, ix) in (0..).map(|n| from_ms + n * every_ms).zip(open) {
            let run = &self.devices[&who.device];
            let item = run.plan.item(ix);
            let command = match item.kind {
                Kind::Go => {
                    let seen = item.thresholds.first().map(|limit| within(limit, &run.plan));
                    Command::Answer(ix, Answer::Yes, seen, Source::Attested)
                }
                Kind::Step | Kind::Abort | Kind::Rollback | Kind::Artefact | Kind::Note => {
                    Command::Tick(ix)
                }
            };
            let decided = run.decide(command, at_ms);
            let event = decided.unwrap_or_else(|why| panic!("{}: {why:?}", item.text));
            self.write(who, event, at_ms);
        }
        if verb == "does" {
            self.refresh(who, leg(subject), to_ms);
        }
    }

    /// Says again of critical items what was said of them long ago.
    fn refresh(&mut self, who: &Who, leg: LegIx, at_ms: i64) {
        let run = &self.devices[&who.device];
        let missing = run.look().missing(&run.progress, leg, at_ms);
        for it in missing {
            let Missing::Stale(ix, _) = it else { continue };
            let run = &self.devices[&who.device];
            let row = run.progress.row(ix);
            let event = row.by.map(|at| run.entry(at).event.clone());
            let event = event.unwrap_or(Event::Ticked { item: run.id(ix) });
            self.write(who, event, at_ms);
        }
    }
}

/// A value that keeps a limit.
fn within(limit: &Threshold, plan: &Plan) -> Observed {
    let value = match limit.op {
        Op::Below | Op::AtMost => limit.value * 0.6,
        Op::Above | Op::AtLeast => limit.value * 1.005,
        Op::Equal => limit.value,
    };
    let mut text = format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
    if plan.language == Language::Ru {
        text = text.replace('.', ",");
    }
    if let Some(unit) = &limit.unit {
        text = format!("{text} {unit}");
    }
    saying::observed(&text)
}

/// `UTC`, or a name, minutes east, and when they change: `Europe/Berlin 60 2026-03-29T01:00=120`.
fn zone(value: &str) -> ZoneRule {
    let mut words = value.split_whitespace();
    let name = words.next().unwrap_or("UTC");
    let offset_min = words.next().map_or(0, |it| it.parse().expect("minutes"));
    let changes = words.map(|change| {
        let (moment, offset) = change.split_once('=').expect("a change");
        let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%M").expect("a moment");
        (moment.and_utc().timestamp_millis(), offset.parse().expect("minutes"))
    });
    ZoneRule { changes: changes.collect(), ..ZoneRule::fixed(name, offset_min) }
}
