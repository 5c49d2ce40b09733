//! The zones that a plan names, and which zone each name means.
//!
//! People write MSK, «по Москве», CET, PDT and mean a place whose clocks they live by: such names
//! are aliases of zones of the IANA database, and their summers are that zone's. MSK+2 is a fixed
//! offset. A name that several places share (IST, CST, ET, PT) is a question, never a guess: what
//! the reader finds fault with as ambiguous is asked for here.

use super::ZoneRule;
use crate::plan::{Plan, Schedule, Zone, ZoneKind};
use std::borrow::Cow;

/// Whatever knows zones: the rule of an IANA zone around a moment, if there is such a zone.
pub type ZoneTable<'a> = dyn Fn(&str, i64) -> Option<ZoneRule> + 'a;

/// Which zone a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// So many minutes east of UTC, always.
    Fixed(i16),
    /// The zone of the IANA database by this name.
    Named(Box<str>),
    /// One of these, and a person says which.
    Choice(&'static [&'static str]),
    /// Nobody knows; a person says which.
    Unknown,
}

/// A zone that a plan names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneAsk {
    /// As the plan writes it.
    pub name: Box<str>,
    /// Which one it is.
    pub meaning: Meaning,
}

/// Names by which people call a zone of the IANA database.
const ALIASES: [(&str, &str); 20] = [
    ("MSK", "Europe/Moscow"),
    ("МСК", "Europe/Moscow"),
    ("MSD", "Europe/Moscow"),
    ("Москве", "Europe/Moscow"),
    ("московскому времени", "Europe/Moscow"),
    ("московское время", "Europe/Moscow"),
    ("Moscow time", "Europe/Moscow"),
    ("КЛД", "Europe/Kaliningrad"),
    ("SAMT", "Europe/Samara"),
    ("YEKT", "Asia/Yekaterinburg"),
    ("CET", "Europe/Brussels"),
    ("CEST", "Europe/Brussels"),
    ("EET", "Europe/Athens"),
    ("EEST", "Europe/Athens"),
    ("WET", "Europe/Lisbon"),
    ("EDT", "America/New_York"),
    ("CDT", "America/Chicago"),
    ("MDT", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
];

/// Names that several places share, the likeliest first.
const SHARED: [(&str, &[&str]); 9] = [
    ("IST", &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
    ("CST", &["America/Chicago", "Asia/Shanghai", "America/Havana"]),
    ("EST", &["America/New_York", "America/Panama", "Australia/Sydney"]),
    ("BST", &["Europe/London", "Asia/Dhaka"]),
    ("MST", &["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"]),
    ("ET", &["America/New_York", "America/Panama", "Australia/Sydney"]),
    ("CT", &["America/Chicago", "America/Costa_Rica", "Australia/Adelaide"]),
    ("MT", &["America/Denver", "America/Phoenix"]),
    ("PT", &["America/Los_Angeles", "Europe/Lisbon"]),
];

impl Meaning {
    /// What a zone of a plan means.
    pub fn of(zone: &Zone) -> Self {
        let alias = ALIASES.iter().find(|(name, _)| *name == &*zone.name);
        if let Some((_, iana)) = alias {
            return Self::Named((*iana).into());
        }
        match zone.kind {
            ZoneKind::Fixed(min) => i16::try_from(min).map_or(Self::Unknown, Self::Fixed),
            ZoneKind::Named => Self::Named(zone.name.clone()),
            ZoneKind::Ambiguous => {
                let shared = SHARED.iter().find(|(name, _)| *name == &*zone.name);
                shared.map_or(Self::Unknown, |(_, places)| Self::Choice(places))
            }
            ZoneKind::Unknown => Self::Unknown,
        }
    }
}

/// Every zone that a plan names, each once, in the order of the plan.
pub fn zones_named(plan: &Plan) -> Vec<ZoneAsk> {
    let window = plan.window.iter().filter_map(|window| window.window.zone.as_ref());
    let sections = plan.sections.iter().filter_map(|section| section.schedule.as_deref());
    let items = plan.items.iter().filter_map(|item| item.schedule.as_deref());
    let mut asks: Vec<ZoneAsk> = Vec::new();
    for zone in window.chain(sections.chain(items).filter_map(zone_of)) {
        if !asks.iter().any(|ask| ask.name == zone.name) {
            asks.push(ZoneAsk { name: zone.name.clone(), meaning: Meaning::of(zone) });
        }
    }
    asks
}

fn zone_of(schedule: &Schedule) -> Option<&Zone> {
    schedule.window.as_ref()?.zone.as_ref()
}

/// The rules of all zones of a plan that need no question, and the questions that are left. What
/// the table does not know is a question too.
pub fn settle(plan: &Plan, around_ms: i64, table: &ZoneTable<'_>) -> (Vec<ZoneRule>, Vec<ZoneAsk>) {
    let (mut rules, mut asks): (Vec<ZoneRule>, Vec<ZoneAsk>) = (Vec::new(), Vec::new());
    for ask in zones_named(plan) {
        let Meaning::Named(iana) = &ask.meaning else {
            let is_question = !matches!(ask.meaning, Meaning::Fixed(_));
            asks.extend(is_question.then_some(ask));
            continue;
        };
        if rules.iter().any(|rule| rule.name == *iana) {
            continue;
        }
        match table(iana, around_ms) {
            Some(rule) => rules.push(rule),
            None => asks.push(ZoneAsk { meaning: Meaning::Unknown, ..ask }),
        }
    }
    (rules, asks)
}

impl ZoneRule {
    /// The rule by which a person answered what a name means: `IST = Asia/Kolkata`.
    #[must_use]
    pub fn answering(self, asked: &str) -> Self {
        Self { name: format!("{asked} = {}", self.name).into(), ..self }
    }

    /// Whether this is the answer to what a name means.
    pub fn answers(&self, asked: &str) -> bool {
        self.name.strip_prefix(asked).is_some_and(|rest| rest.starts_with(" = "))
    }
}

/// The rule of a zone that a plan names, among those that a run brought along. A person's answer
/// comes first. Nothing where it is still a question.
pub fn rule_of<'a>(zone: &Zone, rules: &'a [ZoneRule]) -> Option<Cow<'a, ZoneRule>> {
    if let Some(answer) = rules.iter().find(|rule| rule.answers(&zone.name)) {
        return Some(Cow::Borrowed(answer));
    }
    let fixed = |min: i16| Some(Cow::Owned(ZoneRule::fixed(zone.name.clone(), min)));
    match Meaning::of(zone) {
        Meaning::Fixed(min) => fixed(min),
        Meaning::Named(iana) => match rules.iter().find(|rule| rule.name == iana) {
            Some(rule) => Some(Cow::Borrowed(rule)),
            // Better the offset that the name itself tells than nothing.
            None => match zone.kind {
                ZoneKind::Fixed(min) => fixed(i16::try_from(min).ok()?),
                ZoneKind::Named | ZoneKind::Ambiguous | ZoneKind::Unknown => None,
            },
        },
        Meaning::Choice(_) | Meaning::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, ZoneRule, rule_of, settle, zones_named};
    use crate::plan::{FaultKind, read};

    /// A window in this zone: what it means.
    #[track_caller]
    fn check(zone: &str, expected: Meaning) {
        let (plan, _) = read(&format!("# P\n\n## Stage 1 (02:00 – 03:00 {zone})\n\n- [ ] a\n"));
        let asks = zones_named(&plan);
        assert_eq!(asks.first().map(|ask| ask.meaning.clone()), Some(expected), "{zone}");
    }

    #[test]
    fn a_name_means_a_place_an_offset_or_a_question() {
        let named = |name: &str| Meaning::Named(name.into());
        check("MSK", named("Europe/Moscow"));
        check("МСК", named("Europe/Moscow"));
        check("по Москве", named("Europe/Moscow"));
        check("МСК+2", Meaning::Fixed(300));
        check("MSK+2", Meaning::Fixed(300));
        check("MSK-1", Meaning::Fixed(120));
        check("UTC", Meaning::Fixed(0));
        check("UTC+3", Meaning::Fixed(180));
        check("CET", named("Europe/Brussels"));
        check("CEST", named("Europe/Brussels"));
        check("PDT", named("America/Los_Angeles"));
        check("Europe/Berlin", named("Europe/Berlin"));
        check("IST", Meaning::Choice(&["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]));
        check("QST", Meaning::Unknown);
    }

    #[test]
    fn what_the_reader_doubts_is_asked_and_nothing_else() {
        let doubted = ["IST", "CST", "EST", "MST", "BST", "ET", "CT", "PT", "MT"];
        for zone in doubted.into_iter().chain(["MSK", "CET", "EDT", "PDT", "UTC", "Europe/Berlin"])
        {
            let (plan, faults) =
                read(&format!("# P\n\n## Stage 1 (02:00 – 03:00 {zone})\n\n- [ ] a\n"));
            let is_doubted =
                faults.iter().any(|it| matches!(it.kind, FaultKind::AmbiguousZone { .. }));
            let asks = zones_named(&plan);
            let is_asked = matches!(asks[0].meaning, Meaning::Choice(places) if places.len() > 1);
            assert_eq!((is_doubted, is_asked), (doubted.contains(&zone), is_doubted), "{zone}");
        }
    }

    #[test]
    fn what_the_table_does_not_know_is_asked() {
        let text = "# P\n\nMaintenance window: 02:00 – 03:00 MSK\n\n## Stage 1 (02:00 IST)\n\n- [ ] a\n\n## Stage 2 (02:30 Europe/Atlantis)\n\n- [ ] b\n";
        let (plan, _) = read(text);
        let table = |name: &str, _: i64| {
            (name == "Europe/Moscow").then(|| ZoneRule::fixed("Europe/Moscow", 180))
        };
        let (rules, asks) = settle(&plan, 0, &table);
        assert_eq!(rules, [ZoneRule::fixed("Europe/Moscow", 180)]);
        let names: Vec<&str> = asks.iter().map(|ask| &*ask.name).collect();
        assert_eq!(names, ["IST", "Europe/Atlantis"]);
        assert_eq!(asks[1].meaning, Meaning::Unknown);
    }

    #[test]
    fn an_answer_is_kept_with_its_question() {
        let (plan, _) = read("# P\n\n## Stage 1 (02:00 – 03:00 IST)\n\n- [ ] a\n");
        let schedule = plan.sections.iter().find_map(|it| it.schedule.as_deref());
        let zone = schedule.and_then(super::zone_of).expect("a zone");
        assert_eq!(rule_of(zone, &[]), None);
        let answer = ZoneRule::fixed("Asia/Kolkata", 330).answering("IST");
        assert_eq!(&*answer.name, "IST = Asia/Kolkata");
        assert_eq!(rule_of(zone, &[answer]).map(|rule| rule.offset_min), Some(330));
    }
}
