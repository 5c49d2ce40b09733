//! What a criterion claims of a health address, in its own words: that it answers or that it does
//! not, how often in a row, for how long; and every word besides, which makes it a person's.

use super::sight::{NoAnswer, Sight, State};
use crate::plan::known::Known;
use crate::plan::unit::{Dimension, unit};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// What is claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claim {
    /// All is well, or something is wrong; none where the words do not say, or say both.
    pub well: Option<bool>,
    /// What kind of wrong is meant.
    pub fault: Fault,
    /// So often in a row.
    pub times: Option<u32>,
    /// For so long.
    pub lasts_ms: Option<i64>,
    /// It speaks of something that has an address: a service, its health.
    pub of_service: bool,
    /// Words that say something else, and numbers that belong to nothing.
    pub besides: Vec<String>,
}

/// What kind of wrong is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Fault {
    /// Any.
    #[default]
    Any,
    /// A status out of these.
    Status(RangeInclusive<u16>),
    /// No answer in time.
    Late,
}

/// How a word bears on the claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Not,
    Well,
    Wrong,
    Late,
    Thing,
    Often,
    Fill,
}

/// Words by their beginnings, those that end with `=` whole.
const WORDS: [(Sense, &str); 7] = [
    (
        Sense::Not,
        "not= no= non= never= cannot= doesn= isn= aren= don= stops= stop= stopped= stopping= ceases= \
         cease= не= нет= переста прекра",
    ),
    (
        Sense::Well,
        "answer respond response= responses= responsive= reply= replies= replied= reachable= \
         available= healthy= ok= up= alive= works= working= pass= passes= passed= passing= succeed \
         successful 2xx= 200= отвеча ответ доступен= доступн работа жив= жива= живо= живы= готов \
         проход прош пройд успеш ок= здоров= здорова= здорово= здоровы= 200ok=",
    ),
    (
        Sense::Wrong,
        "fail unavailab unreachable= down= unhealthy= dead= unresponsive= inaccessible= outage= \
         недоступ упал упад пада лежит= лежат= лёг= лег= легла= легли= мертв мёртв нездоров неуспеш \
         отказ сбой= сбоит= сбои= провал молчит= молчат=",
    ),
    (Sense::Late, "timeout= timeouts= таймаут"),
    (
        Sense::Thing,
        "service services server servers app= apps= application site= website= page= node= host= \
         endpoint address= probe= probes= health= healthz= healthcheck readiness liveness ready= live= \
         api= system= сервис сервер приложени сайт страниц узел= узла= узлы= хост адрес здоровь \
         эндпоинт эндпойнт хелсчек хелс= систем апи=",
    ),
    (
        Sense::Often,
        "times= time= row= consecutive consecutively= successive readings= reading= check= checks= \
         attempt request= requests= tries= раз= раза= подряд= попыт провер проб= пробы= запрос",
    ),
    (
        Sense::Fill,
        "a= an= the= is= are= was= be= been= being= has= have= does= do= did= t= on= at= in= of= to= by= \
         with= from= for= it= its= and= or= if= when= this= that= more= than= over= longer= least= \
         during= sustained= stays= stay= remains= remain= becomes= become= goes= gives= keeps= still= \
         after= http= https= get= status code= codes= и= или= на= по= с= в= из= к= от= о= \
         же= за= если= когда= более= больше= дольше= свыше= долее= течение= течении= протяжении= \
         остается= остаётся= стал= стала= становится= код= кода= кодом= статус чем= минимум= как= \
         бы= хотя= return возвращ верн p0= p1= p2= p3= p4=",
    ),
];

const NUMBERS: [(&str, u32); 22] = [
    ("once", 1),
    ("one", 1),
    ("один", 1),
    ("одну", 1),
    ("two", 2),
    ("twice", 2),
    ("два", 2),
    ("две", 2),
    ("дважды", 2),
    ("three", 3),
    ("три", 3),
    ("трижды", 3),
    ("four", 4),
    ("четыре", 4),
    ("five", 5),
    ("пять", 5),
    ("six", 6),
    ("шесть", 6),
    ("seven", 7),
    ("семь", 7),
    ("ten", 10),
    ("десять", 10),
];

impl Claim {
    /// What a text claims. `known` says which words name the address or what is released.
    pub fn of(text: &str, known: impl Fn(&str) -> bool) -> Self {
        let bare = text.to_lowercase().replace("!=", " not ").replace(['≠'], " not ");
        let words = words(&bare);
        let mut claim = Self::default();
        let (mut senses, mut left, mut often) = (Vec::new(), Vec::new(), false);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            at += 1;
            let number = number(word);
            if let (Some(n), Some(unit_ms)) = (number, words.get(at).and_then(|it| unit_ms(it))) {
                claim.last(i64::from(n).saturating_mul(unit_ms));
                at += 1;
            } else if let Some(status) = status(word) {
                claim.fault = Fault::Status(status);
                senses.push(Sense::Wrong);
            } else if let Some(sense) = sense(word) {
                // «fails to answer» is one word for not answering.
                let to = sense == Sense::Wrong && words.get(at).is_some_and(|it| it == "to");
                senses.push(if to { Sense::Not } else { sense });
                often |= sense == Sense::Often;
                claim.of_service |= sense == Sense::Thing;
            } else if let Some(n) = number {
                left.push(n);
                often |= matches!(&**word, "once" | "twice" | "дважды" | "трижды");
            } else if !known(word) {
                claim.besides.push(word.clone());
            }
        }
        match left[..] {
            [n] if often && (1..=100).contains(&n) => claim.times = Some(n),
            [] => {}
            _ => claim.besides.extend(left.iter().map(u32::to_string)),
        }
        if senses.contains(&Sense::Late) {
            claim.fault = Fault::Late;
        }
        claim.well = agreed(&senses);
        claim
    }

    fn last(&mut self, ms: i64) {
        if self.lasts_ms.replace(ms).is_some() {
            self.besides.push(ms.to_string());
        }
    }

    /// Whether it says nothing but that something is wrong, in one way to count it.
    pub fn is_only_wrong(&self) -> bool {
        let counted_once = self.times.is_none() || self.lasts_ms.is_none();
        self.well == Some(false) && self.besides.is_empty() && counted_once
    }
}

impl Fault {
    /// A look at the address as this fault is counted: 1 well, 0 wrong, none where nobody can say.
    pub fn value(&self, sight: &Sight) -> Option<f64> {
        match (self, &sight.state) {
            (Self::Any, _) => sight.value,
            (_, State::Up { .. }) | (Self::Late, State::BadStatus(_) | State::Failed { .. }) => {
                Some(1.0)
            }
            (Self::Status(wrong), State::BadStatus(status)) => {
                wrong.contains(status).then_some(0.0)
            }
            (Self::Late, State::Without(NoAnswer::TimedOut)) => Some(0.0),
            (Self::Status(_) | Self::Late, _) => None,
        }
    }
}

/// What all words that say well or wrong agree on. A «not» turns the next one of them.
fn agreed(senses: &[Sense]) -> Option<bool> {
    let (mut turned, mut all) = (false, None);
    for sense in senses {
        let well = match sense {
            Sense::Not => {
                turned = true;
                continue;
            }
            Sense::Well => true,
            Sense::Wrong | Sense::Late => false,
            Sense::Thing | Sense::Often | Sense::Fill => continue,
        };
        let well = well != std::mem::take(&mut turned);
        if all.is_some_and(|all| all != well) {
            return None;
        }
        all = Some(well);
    }
    // A «not» that turns nothing says something that is not understood.
    if turned { None } else { all }
}

/// Runs of letters and digits; `5min` is two of them, `2xx` and `p0` one.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = word.split_at(digits);
        if number.is_empty() || unit_ms(unit).is_none() && unit != "x" {
            all.push(word.to_owned());
        } else {
            all.push(number.to_owned());
            all.push(if unit == "x" { "times".to_owned() } else { unit.to_owned() });
        }
    }
    all
}

fn sense(word: &str) -> Option<Sense> {
    static KNOWN: LazyLock<Known<Sense>> = LazyLock::new(|| Known::of(WORDS));
    KNOWN.all(word).next()
}

fn number(word: &str) -> Option<u32> {
    let told = NUMBERS.iter().find(|(own, _)| *own == word).map(|(_, n)| *n);
    told.or_else(|| word.parse().ok())
}

fn unit_ms(word: &str) -> Option<i64> {
    let (dimension, seconds) = unit(word)?;
    #[expect(clippy::cast_possible_truncation, reason = "no unit of time has as many milliseconds")]
    (dimension == Dimension::Time).then_some((seconds * 1000.0) as i64)
}

/// `503`, `5xx`, `4xx`.
fn status(word: &str) -> Option<RangeInclusive<u16>> {
    match word {
        "4xx" => Some(400..=499),
        "5xx" => Some(500..=599),
        code => code.parse().ok().filter(|it| (400..600).contains(it)).map(|it| it..=it),
    }
}
