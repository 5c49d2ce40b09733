//! A go criterion that asks whether something answers: «сервис отвечает на /health три раза подряд».
//!
//! It is bound to an address of the plan where its words or its own lines name exactly one. Only where
//! its words say nothing else is it answered yes by measurement; the rest is a person's.

use super::change::{About, Told, changes};
use super::judge::{Judge, Settings};
use super::limit::Limit;
use super::outcome::{Outcome, Reading};
use super::target::{Target, parts};
use super::unit::Scale;
use crate::plan::{Id, Item, ItemIx, Kind, Plan, ProbeKind};
use crate::run::event::{Event, Observed, Words};

/// A criterion, and the address that answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulse {
    /// Which criterion.
    pub item: ItemIx,
    /// Which address.
    pub target: usize,
    /// What of it.
    pub want: usize,
    id: Id,
    judge: Judge,
    whole: bool,
    /// How often in a row it must answer, by its own words.
    times: u32,
}

/// Words that say nothing beyond "it answers".
const SAYS_UP: &str = "a an the is are on at in of and with by http https get status code ok up 200 \
    200-299 2xx health healthy healthcheck check checks ready readiness live liveness endpoint address \
    service server api app site page answers answer responds respond returns return replies reachable \
    available working works times time row consecutive successively readings once twice three two five \
    и на по с в из сервис сервер приложение сайт узел отвечает ответил отвечают возвращает вернул \
    доступен доступна работает жив готов адрес проверка здоровья здоровье статус код раз раза подряд \
    один два три пять";

impl Pulse {
    /// Every criterion of a plan that an address answers.
    pub fn of_plan(plan: &Plan, targets: &[Target], settings: Settings, now_ms: i64) -> Vec<Self> {
        let of = |(n, item): (usize, &Item)| {
            if item.kind != Kind::Go || !item.thresholds.is_empty() {
                return None;
            }
            let (target, want) = answering(item, targets)?;
            let times = times(&item.text);
            let settings = Settings { to_recover: times, ..settings };
            let judge = Judge::new(Limit::up(), settings, Ok(Scale::SAME), now_ms);
            let whole = says_up_alone(&item.text, &targets[target].url);
            Some(Self { item: ItemIx::new(n), target, want, id: item.id, judge, whole, times })
        };
        plan.items.iter().enumerate().filter_map(of).collect()
    }

    /// Is so patient from now on. Its own words say how often it must answer, unless somebody does.
    pub fn be_patient(&mut self, settings: Settings, to_recover: Option<u32>) {
        let to_recover = to_recover.unwrap_or(self.times);
        self.judge.be_patient(Settings { to_recover, ..settings });
    }

    /// Takes one look at the address.
    pub fn feed(&mut self, reading: Reading) {
        self.judge.take(reading);
    }

    /// What is to be said of it.
    pub fn outcome(&self, now_ms: i64) -> Outcome {
        self.judge.outcome(now_ms)
    }

    /// What the journal has to hear now.
    pub fn news(&self, told: Told, url: &str, seen: &str, now_ms: i64) -> Option<Event> {
        let about = About {
            item: self.id,
            kind: Kind::Go,
            limit: *self.judge.limit(),
            signal: url,
            observed: Some(Observed { text: Words::new(seen), number: None }),
            whole: self.whole,
        };
        changes(told, &self.judge.outcome(now_ms), &about, now_ms)
    }
}

/// The one address that a criterion names: in its words, else on its own lines.
fn answering(item: &Item, targets: &[Target]) -> Option<(usize, usize)> {
    let health: Vec<(usize, usize, &str)> = (targets.iter().enumerate())
        .filter(|(_, target)| target.bar.is_none())
        .filter_map(|(n, target)| {
            let want = target.wants.iter().position(|want| want.kind == ProbeKind::Health)?;
            Some((n, want, &*target.url))
        })
        .collect();
    let on_lines = |n: usize| (item.line..=item.line_end).contains(&targets[n].line);
    // A whole address names one; a path may be that of many.
    let whole: Vec<_> = health.iter().filter(|(_, _, url)| names(&item.text, url)).collect();
    let path = |url: &str| names(&item.text, parts(url).1);
    let by_path: Vec<_> = health.iter().filter(|(_, _, url)| path(url)).collect();
    let by_line: Vec<_> = health.iter().filter(|(n, ..)| on_lines(*n)).collect();
    match (&whole[..], &by_path[..], &by_line[..]) {
        ([only], _, _) | ([], [only], _) | ([], [], [only]) => Some((only.0, only.1)),
        _ => None,
    }
}

/// Whether a text names a path, not only one that begins like it: `/health` is not `/health/db`.
fn names(text: &str, path: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "/-_".contains(c));
    path.len() > 1 && text.match_indices(path).any(|(at, _)| ends(&text[at + path.len()..]))
}

fn says_up_alone(text: &str, url: &str) -> bool {
    let bare = text.replace(url, " ").replace(parts(url).1, " ").to_lowercase();
    let known = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit()) || SAYS_UP.split_whitespace().any(|it| it == word)
    };
    bare.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).all(known)
}

/// How many times in a row it must answer; three where nobody says.
fn times(text: &str) -> u32 {
    let words: Vec<String> =
        (text.to_lowercase().split(|c: char| !c.is_alphanumeric())).map(str::to_owned).collect();
    let is_times = |word: &str| matches!(word, "times" | "раз" | "раза");
    let pair = words.windows(2).find(|pair| is_times(&pair[1]));
    let said = pair.and_then(|pair| match &*pair[0] {
        "two" | "два" => Some(2),
        "three" | "три" => Some(3),
        "five" | "пять" => Some(5),
        digits => digits.parse().ok(),
    });
    said.filter(|n| (1..=100).contains(n)).unwrap_or(3)
}
