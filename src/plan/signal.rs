//! What the name of a metric means, so that «Доля ошибок», "Error rate" and `error_rate` are one.
//!
//! A name is cut into words, and each word is looked up among the few that release plans use, in
//! Russian and in English. What the table does not know stands for itself, without its ending.
//! Nothing is measured here: the lint asks whether a limit has a signal, a run which one it is.

use super::known::Known;
use super::{Probe, ProbeKind, Threshold};
use std::sync::LazyLock;

/// What a metric counts, and which statistic of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Meaning {
    /// The words that count, sorted: `error`, `latency`, `database`.
    subjects: Vec<Box<str>>,
    /// `p95`, `avg`, `max`, `min`.
    stat: Option<Box<str>>,
    /// A part of a whole and not a number of things.
    share: bool,
}

/// How much a word of a name counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Says what is measured.
    Strong,
    /// Says where, and counts only where nothing stronger does: "API response time" is a latency.
    Weak,
    /// Tells a share from a number.
    Share,
    /// Says nothing.
    Filler,
}

use Weight::{Filler, Share, Strong, Weak};

/// Meaning, its weight, and the words that have it. A word ending in `=` is meant as it stands,
/// all others by how they begin. The first that fits wins.
const WORDS: &[(&str, Weight, &str)] = &[
    ("error", Strong, "error err= errs= ошиб 5xx 500= 502= 503= fail сбой сбоя сбоев сбои"),
    ("exception", Strong, "exception исключени"),
    ("success", Strong, "success успешн"),
    ("availability", Strong, "availab uptime доступност аптайм"),
    ("latency", Strong, "latenc латентност time= times= duration delay response_time время"),
    ("latency", Strong, "времени= задержк длительност"),
    ("cpu", Strong, "cpu процессор цпу"),
    ("memory", Strong, "memory mem= ram= rss= heap памят озу="),
    ("disk", Strong, "disk диск filesystem storage хранилищ"),
    (
        "database",
        Strong,
        "database db= postgres pg= mysql mariadb mongo sql= бд= базы= база= базе=",
    ),
    ("queue", Strong, "queue очеред backlog"),
    ("lag", Strong, "lag= lags= лаг= лага= отставани"),
    ("replication", Strong, "replica реплик"),
    ("user", Strong, "user пользовател юзер"),
    ("connection", Strong, "connection conn= conns= соединени подключени"),
    ("order", Strong, "order заказ"),
    ("payment", Strong, "payment платеж платёж оплат"),
    ("cart", Strong, "cart= basket корзин"),
    ("login", Strong, "login логин вход= входа="),
    ("timeout", Strong, "timeout таймаут тайм="),
    ("cache", Strong, "cache кеш кэш"),
    ("conversion", Strong, "conversion конверси"),
    ("restart", Strong, "restart рестарт перезапуск"),
    ("complaint", Strong, "complaint жалоб"),
    ("traffic", Weak, "request req= reqs= запрос rps= qps= throughput traffic трафик пропускн"),
    ("api", Weak, "api= http= https= grpc= web= endpoint response ответ отклик"),
    ("service", Weak, "service сервис server сервер app= application приложени system систем"),
    (
        "",
        Share,
        "rate= ratio share percent percentage pct= дол= доля долей доли процент уровень уровня",
    ),
    ("", Filler, "usage utilization utilisation использовани загрузк утилизаци нагрузк load="),
    ("", Filler, "per= second seconds= sec= ms= total count bucket sum= current number количество"),
    (
        "",
        Filler,
        "числа= число= bytes= в= на= секунду= of= the= in= for= by= за= по= от= le= status",
    ),
    (
        "",
        Filler,
        "p0= p1= p2= p3= p4= sev= code= histogram quantile increase irate= перцентиль percentile данных= данны",
    ),
];

/// Words that name a statistic, besides `p95` and its like.
const STATS: &[(&str, &str)] = &[
    ("avg", "avg= average mean= средн"),
    ("max", "max= maximum макс"),
    ("min", "min= minimum миним"),
    ("p50", "median медиан"),
];

impl Meaning {
    /// The meaning of a name, of an identifier or of a query.
    pub fn of(name: &str) -> Self {
        let mut meaning = Self::default();
        let mut weak = Vec::new();
        let words = words(name);
        for (n, word) in words.iter().enumerate() {
            if let Some(stat) = stat(word, words.get(n + 1..).unwrap_or_default()) {
                meaning.stat = Some(stat);
                continue;
            }
            if word == "5" && n > 0 && words[n - 1].starts_with("status") {
                meaning.subjects.push("error".into());
                continue;
            }
            match weigh(word) {
                Some((subject, Strong)) => meaning.subjects.push(subject.into()),
                Some((subject, Weak)) => weak.push(subject.into()),
                Some((_, Share)) => meaning.share = true,
                Some((_, Filler)) => {}
                None => meaning.subjects.extend(stem(word)),
            }
        }
        if meaning.subjects.is_empty() {
            meaning.subjects = weak;
        }
        meaning.subjects.sort_unstable();
        meaning.subjects.dedup();
        meaning
    }

    /// The meaning of what a limit is set on.
    pub fn of_limit(limit: &Threshold) -> Self {
        let mut meaning = Self::of(&limit.metric);
        if let Some(written) = &limit.stat {
            let word = written.to_lowercase();
            meaning.stat = stat(&word, &[]).or(Some(word.into_boxed_str()));
        }
        meaning.share |= limit.unit.as_deref() == Some("%");
        meaning
    }

    /// The meaning of what a probe measures; none where it says only whether something is up, or
    /// where it is a page of every metric there is.
    pub fn of_probe(probe: &Probe) -> Option<Self> {
        let name = match (probe.kind, &probe.metric) {
            (ProbeKind::Health, _) | (ProbeKind::Metric, None) => return None,
            (_, Some(metric)) => metric.to_string(),
            (ProbeKind::Query, None) => query(&probe.url)?,
        };
        Some(Self::of(&name)).filter(|meaning| !meaning.is_empty())
    }

    /// True when no word of the name says anything.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// True when at least one of its words is one that release plans measure.
    pub fn is_known(&self) -> bool {
        self.subjects.iter().any(|own| Self::is_table_word(own))
    }

    /// The words that count, sorted: the table's own, such as `error` or `latency`, and others
    /// without their endings.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        self.subjects.iter().map(|subject| &**subject)
    }

    /// The statistic that is named: `p95`, `avg`, `max`, `min`.
    pub fn stat(&self) -> Option<&str> {
        self.stat.as_deref()
    }

    /// True for a part of a whole: a rate, a ratio, a percentage.
    pub fn is_share(&self) -> bool {
        self.share
    }

    /// The same in one line, to be kept: `error,login share p95`.
    pub fn key(&self) -> String {
        let mut key = self.subjects.join(",");
        if self.share {
            key.push_str(" share");
        }
        if let Some(stat) = &self.stat {
            key.push(' ');
            key.push_str(stat);
        }
        key
    }

    /// True when the word is one that release plans measure.
    pub fn is_table_word(subject: &str) -> bool {
        WORDS.iter().any(|(known, ..)| *known == subject)
    }

    /// How many words a signal says more than this limit asks for; none where it measures something
    /// else. 0 is the best fit. A statistic counts only where both name one.
    pub fn answered_by(&self, signal: &Self) -> Option<usize> {
        let stats_agree = match (&self.stat, &signal.stat) {
            (Some(asked), Some(given)) => asked == given,
            _ => true,
        };
        let told = self.subjects.iter().all(|asked| signal.subjects.binary_search(asked).is_ok());
        (stats_agree && told && !self.is_empty())
            .then(|| signal.subjects.len() - self.subjects.len())
    }
}

/// The query of an address of Prometheus, decoded as far as its words need.
pub fn query(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("query=")?;
    let rest = rest.split(['&', '#']).next().unwrap_or_default();
    let mut out = String::with_capacity(rest.len());
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let code: String = chars.by_ref().take(2).collect();
        let byte = u8::from_str_radix(&code, 16).unwrap_or(b' ');
        out.push(if byte.is_ascii() { char::from(byte) } else { ' ' });
    }
    Some(out)
}

/// Lower-case words; `errorRate` and `error_rate` are two each.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        let turns = small && c.is_uppercase();
        small = c.is_lowercase();
        let lower = c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c });
        match words.last_mut() {
            Some(word) if open && !turns => word.extend(lower),
            _ => words.push(lower.collect()),
        }
        open = true;
    }
    words
}

/// `p95`, "95th percentile", `quantile(0.95`, «среднее».
fn stat(word: &str, rest: &[String]) -> Option<Box<str>> {
    static KNOWN: LazyLock<Known<&str>> =
        LazyLock::new(|| Known::of(STATS.iter().map(|(stat, words)| (*stat, *words))));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(number) = word.strip_prefix(['p', 'р'])
        && digits(number)
        && (2..=3).contains(&number.len())
    {
        return Some(format!("p{number}").into());
    }
    let next = rest.first().map_or("", String::as_str);
    if word.ends_with("quantile") && next == "0" {
        return rest.get(1).filter(|n| digits(n)).map(|n| format!("p{n}").into());
    }
    let number = word.strip_suffix("th").or_else(|| word.strip_suffix('й')).unwrap_or(word);
    if digits(number) && (next.starts_with("percentile") || next.starts_with("перцентил"))
    {
        return Some(format!("p{number}").into());
    }
    KNOWN.all(word).next().map(Into::into)
}

fn weigh(word: &str) -> Option<(&'static str, Weight)> {
    static KNOWN: LazyLock<Known<(&str, Weight)>> = LazyLock::new(|| {
        Known::of(WORDS.iter().map(|(subject, weight, words)| ((*subject, *weight), *words)))
    });
    KNOWN.all(word).next()
}

/// A word that the table does not know, without its ending; numbers and lone letters say nothing.
fn stem(word: &str) -> Option<Box<str>> {
    if word.starts_with(|c: char| c.is_ascii_digit()) || word.chars().count() < 2 {
        return None;
    }
    if word.is_ascii() {
        let cut = if word.len() > 3 { word.strip_suffix('s') } else { None };
        return Some(cut.unwrap_or(word).into());
    }
    Some(word.chars().take(5).collect::<String>().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fits(limit: &str, signal: &str, surplus: Option<usize>) {
        let got = Meaning::of(limit).answered_by(&Meaning::of(signal));
        assert_eq!(got, surplus, "{:?} by {:?}", Meaning::of(limit), Meaning::of(signal));
    }

    #[test]
    fn one_metric_has_many_names() {
        fits("Error rate", "error_rate", Some(0));
        fits("Доля ошибок", "error_rate", Some(0));
        fits("Доля ошибок 5xx", "errorRate", Some(0));
        fits("Error rate", "http_requests_total{status=~\"5..\"}", Some(0));
        fits("Latency P95", "api_response_time_p95", Some(0));
        fits("[P1] Latency P95", "latency_p95", Some(0));
        fits("Latency", "api_response_time_p95", Some(0));
        fits("Время ответа (P95)", "http_request_duration_seconds", Some(0));
        fits("CPU usage", "cpu_usage_percent", Some(0));
        fits("Загрузка CPU", "cpu", Some(0));
        fits("Использование памяти", "memory_usage_bytes", Some(0));
        fits("RPS", "requests_per_second", Some(0));
        fits("Ошибки базы данных", "db_errors_total", Some(0));
        fits("Количество заказов", "orders_total", Some(0));
        fits(
            "Latency P99",
            "histogram_quantile(0.99, sum(rate(request_duration_bucket[5m])) by (le))",
            Some(0),
        );
    }

    #[test]
    fn a_signal_may_say_more_than_the_limit_asks() {
        fits("Latency", "db_query_time", Some(2));
        fits("Active users", "active_users", Some(0));
    }

    #[test]
    fn another_metric_does_not_answer() {
        fits("Database errors", "error_rate", None);
        fits("Latency P99", "api_response_time_p95", None);
        fits("Memory usage", "cpu_usage_percent", None);
        fits("Отставание репликации", "error_rate", None);
        fits("", "error_rate", None);
    }

    #[test]
    fn a_query_is_read_from_its_address() {
        let probe = |url: &str| Probe {
            kind: ProbeKind::Query,
            url: url.into(),
            metric: None,
            relative: false,
            safe: true,
            line: 1,
        };
        let signal = Meaning::of_probe(&probe("http://p/api/v1/query?query=error_rate%5B1h%5D"));
        assert_eq!(signal, Some(Meaning::of("error_rate")));
        assert_eq!(Meaning::of_probe(&probe("http://p/graph")), None);
    }
}
