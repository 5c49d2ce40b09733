//! A criterion that asks whether something answers: «сервис отвечает на /health три раза подряд» of a
//! gate, «/health не отвечает 3 раза подряд» of a way back.
//!
//! It is bound to an address of the plan where its words or its own lines name exactly one; a rollback
//! criterion also where the plan has one alone that fits. Only where its words say nothing else does a
//! measurement answer yes, or send back; the rest is a person's.

use super::change::{About, Told, changes};
use super::claim::{Claim, Fault, words};
use super::judge::{Judge, Settings};
use super::limit::Limit;
use super::outcome::{Outcome, Reading};
use super::sight::Sight;
use super::target::{Target, parts};
use super::unit::Scale;
use crate::plan::unit::{Dimension, unit};
use crate::plan::{Id, Item, ItemIx, Kind, Op, Plan, ProbeKind};
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
    kind: Kind,
    judge: Judge,
    whole: bool,
    /// How often in a row it must be so, by its own words.
    times: Option<u32>,
    /// What counts as wrong.
    fault: Fault,
}

/// What answers a criterion, and how it is judged.
struct Bound {
    at: (usize, usize),
    limit: Limit,
    claim: Claim,
    whole: bool,
}

impl Pulse {
    /// Every criterion of a plan that an address answers.
    pub fn of_plan(plan: &Plan, targets: &[Target], settings: Settings, now_ms: i64) -> Vec<Self> {
        let title = words(&plan.title.as_deref().unwrap_or_default().to_lowercase());
        let of = |(n, item): (usize, &Item)| {
            let Bound { at, limit, claim, whole } = match item.kind {
                Kind::Go if item.thresholds.is_empty() => answers(item, targets)?,
                Kind::Abort => is_silent(item, targets, &title)?,
                Kind::Go | Kind::Step | Kind::Rollback | Kind::Artefact | Kind::Note => {
                    return None;
                }
            };
            let mut pulse = Self {
                item: ItemIx::new(n),
                target: at.0,
                want: at.1,
                id: item.id,
                kind: item.kind,
                judge: Judge::new(limit, settings, Ok(Scale::SAME), now_ms),
                whole,
                times: claim.times,
                fault: claim.fault,
            };
            pulse.be_patient(settings, None, None);
            Some(pulse)
        };
        plan.items.iter().enumerate().filter_map(of).collect()
    }

    /// Is so patient from now on. Its own words say how often in a row it must be so, unless somebody
    /// does.
    pub fn be_patient(
        &mut self,
        settings: Settings,
        to_fail: Option<u32>,
        to_recover: Option<u32>,
    ) {
        let said = |kind: Kind| self.times.filter(|_| self.kind == kind);
        let to_fail = to_fail.or(said(Kind::Abort)).unwrap_or(settings.to_fail);
        let to_recover = to_recover.or(said(Kind::Go)).unwrap_or(settings.to_recover);
        self.judge.be_patient(Settings { to_fail, to_recover, ..settings });
    }

    /// Takes one look at the address.
    pub fn feed(&mut self, sight: &Sight, at_ms: i64) {
        self.judge.take(Reading { at_ms, value: self.fault.value(sight) });
    }

    /// What is to be said of it.
    pub fn outcome(&self, now_ms: i64) -> Outcome {
        self.judge.outcome(now_ms)
    }

    /// What the journal has to hear now.
    pub fn news(&self, told: Told, url: &str, seen: &str, now_ms: i64) -> Option<Event> {
        let outcome = self.judge.outcome(now_ms);
        // What does not answer cannot answer any less: whoever accepted that, did.
        if matches!((told, outcome), (Told::Dismissed(_), Outcome::Breached { .. })) {
            return None;
        }
        let about = About {
            item: self.id,
            kind: self.kind,
            limit: *self.judge.limit(),
            signal: url,
            observed: Some(Observed { text: Words::new(seen), number: None }),
            whole: self.whole,
        };
        changes(told, &outcome, &about, now_ms)
    }
}

/// A go criterion, by the one address that it names.
fn answers(item: &Item, targets: &[Target]) -> Option<Bound> {
    let at = named(item, targets, &health(targets)).one()?;
    let url = &*targets[at.0].url;
    let claim = Claim::of(&bare(&item.text, url), |_| false);
    if claim.well == Some(false) {
        return None;
    }
    let whole = claim.besides.is_empty() && claim.lasts_ms.is_none();
    Some(Bound { at, limit: Limit::up(), claim, whole })
}

/// A rollback criterion that says nothing but that an address is silent: the one that it names, else
/// the one that fits.
fn is_silent(item: &Item, targets: &[Target], title: &[String]) -> Option<Bound> {
    // «Service unavailable > 5 min» looks like a limit on a length of time, and is one.
    let is_time = |of: &str| unit(of).is_some_and(|(dimension, _)| dimension == Dimension::Time);
    let lengths = |op: Op| matches!(op, Op::Above | Op::AtLeast);
    let all_lengths = (item.thresholds.iter())
        .all(|it| lengths(it.op) && it.unit.as_deref().is_some_and(is_time));
    if !all_lengths {
        return None;
    }
    let health = health(targets);
    let at = match named(item, targets, &health) {
        Named::One(at) => at,
        Named::Other => return None,
        Named::Some(among) => match told_apart(&item.text, targets, &among)[..] {
            [one] => one,
            [] if among.len() == 1 => among[0],
            _ => return None,
        },
    };
    let url = &*targets[at.0].url;
    let own = words(&url.to_lowercase());
    let is_named = |word: &str| own.iter().chain(title).any(|it| is_like(it, word));
    let text = bare(&item.text, url);
    let claim = Claim::of(&text, is_named);
    let names_it = *text != *item.text || words(&text.to_lowercase()).iter().any(|it| is_named(it));
    if !claim.is_only_wrong() || !claim.of_service && !names_it {
        return None;
    }
    let limit = Limit::down(claim.lasts_ms.unwrap_or(0));
    Some(Bound { at, limit, claim, whole: true })
}

/// Addresses that tell whether something lives, and may be asked.
fn health(targets: &[Target]) -> Vec<(usize, usize)> {
    let asked = targets.iter().enumerate().filter(|(_, target)| target.bar.is_none());
    let at = |(n, target): (usize, &Target)| {
        let want = target.wants.iter().position(|want| want.kind == ProbeKind::Health)?;
        Some((n, want))
    };
    asked.filter_map(at).collect()
}

/// What a criterion names.
enum Named {
    /// This address and no other.
    One((usize, usize)),
    /// One that is not asked.
    Other,
    /// None of them, or several.
    Some(Vec<(usize, usize)>),
}

impl Named {
    fn one(self) -> Option<(usize, usize)> {
        match self {
            Self::One(at) => Some(at),
            Self::Other | Self::Some(_) => None,
        }
    }
}

/// The address that a criterion names: in its words, else on its own lines.
fn named(item: &Item, targets: &[Target], health: &[(usize, usize)]) -> Named {
    let url = |at: &(usize, usize)| &*targets[at.0].url;
    let of = |wanted: &dyn Fn(&(usize, usize)) -> bool| {
        health.iter().copied().filter(|at| wanted(at)).collect::<Vec<_>>()
    };
    // A whole address names one; a path may be that of many.
    let whole = of(&|at| names(&item.text, url(at)));
    let by_path = of(&|at| names(&item.text, parts(url(at)).1));
    let by_line = of(&|at| (item.line..=item.line_end).contains(&targets[at.0].line));
    match (&whole[..], &by_path[..], &by_line[..]) {
        ([only], _, _) | ([], [only], _) | ([], [], [only]) => Named::One(*only),
        ([], [], []) if names_some(&item.text) => Named::Other,
        ([], [], _) => Named::Some(health.to_vec()),
        ([], _, _) => Named::Some(by_path),
        (_, _, _) => Named::Some(whole),
    }
}

/// Whether a text names any path or address at all.
fn names_some(text: &str) -> bool {
    let begins = |at: usize| text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let path = |rest: &str| rest.starts_with(char::is_alphabetic);
    text.contains("://")
        || text.match_indices('/').any(|(at, _)| begins(at) && path(&text[at + 1..]))
}

/// Those of several addresses of which a text has a word that the others do not have: of their hosts
/// and paths.
fn told_apart(text: &str, targets: &[Target], among: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let said = words(&text.to_lowercase());
    let of = |at: &(usize, usize)| words(&targets[at.0].url.to_lowercase());
    let all: Vec<Vec<String>> = among.iter().map(of).collect();
    let own = |n: usize, word: &String| {
        let with = all.iter().filter(|it| it.contains(word)).count();
        word.chars().count() > 2 && with == 1 && all[n].contains(word)
    };
    let is_said =
        |n: usize| all[n].iter().any(|it| own(n, it) && said.iter().any(|w| is_like(it, w)));
    (0..among.len()).filter(|n| is_said(*n)).map(|n| among[n]).collect()
}

/// One word in two forms: «касса», «кассы».
fn is_like(a: &str, b: &str) -> bool {
    let begins = |it: &str| it.chars().take(4).collect::<String>();
    let long = |it: &str| it.chars().count() > 3 && it.chars().any(char::is_alphabetic);
    a == b || long(a) && long(b) && begins(a) == begins(b)
}

/// A text without the address that it names.
fn bare(text: &str, url: &str) -> String {
    let path = parts(url).1;
    let bare = text.replace(url, " ");
    if path.len() > 1 { bare.replace(path, " ") } else { bare }
}

/// Whether a text names a path, not only one that begins like it: `/health` is not `/health/db`.
fn names(text: &str, path: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "/-_".contains(c));
    path.len() > 1 && text.match_indices(path).any(|(at, _)| ends(&text[at + path.len()..]))
}

#[cfg(test)]
mod tests {
    use super::Pulse;
    use crate::plan::read;
    use crate::run::watch::target::targets;
    use crate::run::watch::{Settings, Signal};

    /// What a rollback criterion is bound to, and how it is judged: in a plan with these addresses.
    #[track_caller]
    fn check(text: &str, urls: &[&str], expected: &str) {
        let probes = urls
            .iter()
            .fold(String::new(), |all, url| [&all, "- [ ] See: `curl -f ", url, "`\n"].concat());
        let source = format!(
            "# Payments 4.2\n\n## Stage 1\n\n- [ ] Deploy\n{probes}\n**Rollback criteria:**\n\n- {text}\n"
        );
        let (plan, _) = read(&source);
        let targets = targets(&plan, &Signal::of_plan(&plan), None);
        let pulses = Pulse::of_plan(&plan, &targets, Settings::default(), 0);
        let told = |pulse: &Pulse| {
            let lasts_s = pulse.judge.limit().sustained_ms / 1000;
            let times = pulse.times.map(|n| format!(" {n} times")).unwrap_or_default();
            let lasts = if lasts_s > 0 { format!(" for {lasts_s} s") } else { String::new() };
            format!("{}{times}{lasts}", targets[pulse.target].url)
        };
        let got = pulses.first().map_or_else(|| "a person".to_owned(), told);
        assert_eq!(got, expected, "{text}: {:?}", plan.items.last());
    }

    const ONE: &[&str] = &["http://pay:80/health"];
    const TWO: &[&str] = &["http://pay:80/health", "http://orders:80/health"];

    #[test]
    fn a_silent_service_sends_back() {
        let one = |text, how: &str| check(text, ONE, &format!("{}{how}", ONE[0]));
        one("Health check fails three times in a row", " 3 times");
        one("/health не отвечает 3 раза подряд", " 3 times");
        one("`/health` does not respond 5 consecutive times", " 5 times");
        one("The service is unavailable for more than 5 minutes", " for 300 s");
        one("Service unavailable > 5 min", " for 300 s");
        one("Сервис недоступен более 5 минут", " for 300 s");
        one("Недоступность сервиса дольше 2 минут", " for 120 s");
        one("[P0] Узел не отвечает на `/health` дольше 5 минут", " for 300 s");
        one("Payments are down for 30s", " for 30 s");
        one("The health endpoint stops responding", "");
        one("The application fails to answer 4x in a row", " 4 times");
        one("/health returns 5xx three times in a row", " 3 times");
        one("Проверка здоровья не проходит два раза подряд", " 2 times");
        one("Health checks are failing", "");
    }

    #[test]
    fn of_several_addresses_the_one_that_is_named() {
        check("pay health check fails 3 times in a row", TWO, "http://pay:80/health 3 times");
        check("Orders are unavailable for 5 minutes", TWO, "http://orders:80/health for 300 s");
        check("http://orders:80/health fails", TWO, "http://orders:80/health");
        check("/health fails", TWO, "a person");
        check("The service is unavailable", TWO, "a person");
        let paths = &["http://pay:80/health", "http://pay:80/ready"];
        check("/ready does not answer", paths, "http://pay:80/ready");
    }

    #[test]
    fn what_says_more_is_a_persons() {
        let person = |text| check(text, ONE, "a person");
        person("The service is unavailable in two regions");
        person("Health check fails 3 times within 5 minutes");
        person("/ready fails three times in a row");
        person("Smoke check fails");
        person("Любой узел не отвечает дольше 2 минут");
        person("Сервис недоступен для разных клиентов");
        person("База недоступна дольше 5 минут");
        person("The service is available again");
        person("The health check never fails");
        person("The service is not down");
        person("Service unavailable for 5 minutes and the team agrees");
        person("Error rate > 5 %");
        person("Response time > 5 s");
        check("The service is unavailable", &[], "a person");
    }
}
