//! Times on the run's screen: clocks that beat, stretches, how long ago.

use crate::plan::SectionIx;
use crate::run::Run;
use crate::run::course::LegIx;
use crate::run::event::Until;
use crate::run::timing::{LegState, Planned, Timing};
use crate::words::Lang;
use crate::words::report::{clock, day, length};
use chrono::{Datelike, NaiveDateTime, Timelike};

/// A moment by the run's clock: «02:31».
pub fn at(run: &Run, at_ms: i64) -> String {
    run.start().map(|start| clock(start.zone.clock(at_ms))).unwrap_or_default()
}

/// A moment beside another one: «02:31», with its day where that is another: «21 ноября 02:31».
pub fn near(lang: Lang, run: &Run, at_ms: i64, now_ms: i64) -> String {
    let Some(zone) = run.start().map(|start| &start.zone) else { return String::new() };
    let (then, now) = (zone.clock(at_ms), zone.clock(now_ms));
    if then.date() == now.date() {
        clock(then)
    } else {
        format!("{} {}", day(lang, then), clock(then))
    }
}

/// `02:31:07`.
pub fn full_clock(at: NaiveDateTime) -> String {
    format!("{}:{:02}", clock(at), at.second())
}

/// T+ or T− and a clock: «T+00:31:07»; days from two of them on: «T+35 дн. 12:18».
pub fn t_clock(lang: Lang, since_ms: i64) -> String {
    let sign = if since_ms < 0 { '−' } else { '+' };
    let seconds = since_ms.unsigned_abs() / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours < 48 {
        return format!("T{sign}{hours:02}:{minutes:02}:{seconds:02}");
    }
    let days = of_days(lang, hours / 24);
    format!("T{sign}{days} {:02}:{minutes:02}", hours % 24)
}

fn of_days(lang: Lang, days: u64) -> String {
    match lang {
        Lang::Ru => format!("{days}\u{a0}дн."),
        Lang::En => format!("{days}\u{a0}d"),
    }
}

/// How far behind or ahead, in few letters: «+3 мин», «+2:05 ч», «−35 дн.».
pub fn slip(lang: Lang, slip_ms: i64) -> String {
    let sign = if slip_ms < 0 { '−' } else { '+' };
    let minutes = slip_ms.unsigned_abs() / 60_000;
    let [hours, short] = match lang {
        Lang::Ru => ["ч", "мин"],
        Lang::En => ["h", "min"],
    };
    match minutes {
        0..60 => format!("{sign}{minutes}\u{a0}{short}"),
        60..2880 => format!("{sign}{}:{:02}\u{a0}{hours}", minutes / 60, minutes % 60),
        _ => format!("{sign}{}", of_days(lang, minutes / 1440)),
    }
}

/// A length that beats: «13:53», «1:02:03», «−03:12»; days from two of them on: «3 дн. 02:10».
pub fn timer(lang: Lang, length_ms: i64) -> String {
    let sign = if length_ms < 0 { "−" } else { "" };
    let seconds = length_ms.unsigned_abs() / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours >= 48 {
        format!("{sign}{} {:02}:{minutes:02}", of_days(lang, hours / 24), hours % 24)
    } else if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{sign}{minutes:02}:{seconds:02}")
    }
}

/// «суббота, 21 ноября».
pub fn today(lang: Lang, at: NaiveDateTime) -> String {
    const RU: [&str; 7] =
        ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
    const EN: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let names = match lang {
        Lang::Ru => RU,
        Lang::En => EN,
    };
    let name = names[at.weekday().num_days_from_monday() as usize];
    format!("{name} {}", day(lang, at))
}

/// «с 02:40».
pub fn since(lang: Lang, run: &Run, from_ms: i64) -> String {
    let from = at(run, from_ms);
    match lang {
        Lang::Ru => format!("с {from}"),
        Lang::En => format!("since {from}"),
    }
}

/// «4 мин назад».
pub fn ago(lang: Lang, ago_ms: i64) -> String {
    if ago_ms < 10_000 {
        return match lang {
            Lang::Ru => "только что".to_owned(),
            Lang::En => "just now".to_owned(),
        };
    }
    let ago = length(lang, ago_ms);
    match lang {
        Lang::Ru => format!("{ago} назад"),
        Lang::En => format!("{ago} ago"),
    }
}

/// «ещё 12:34, до 03:10»: an item soaks.
pub fn until(lang: Lang, run: &Run, left_ms: i64, until_ms: i64) -> String {
    let (left, until) = (timer(lang, left_ms), at(run, until_ms));
    match lang {
        Lang::Ru => format!("выдержка: ещё {left}, до {until}"),
        Lang::En => format!("soaking: {left} to go, until {until}"),
    }
}

/// How long a rollback criterion that came true is accepted.
pub fn patience(lang: Lang, run: &Run, until: Until) -> String {
    match (lang, until) {
        (Lang::Ru, Until::Worse) => "принят, пока не станет хуже".to_owned(),
        (Lang::En, Until::Worse) => "accepted until it worsens".to_owned(),
        (Lang::Ru, Until::At(at_ms)) => format!("принят до {}", at(run, at_ms)),
        (Lang::En, Until::At(at_ms)) => format!("accepted until {}", at(run, at_ms)),
    }
}

/// «02:15–02:45», where the plan tells of hours and not of half a day or more.
pub fn range(run: &Run, planned: &Planned) -> Option<String> {
    if planned.in_days {
        return None;
    }
    let told = |at_ms: i64| at(run, at_ms);
    match (planned.from_ms, planned.to_ms) {
        (Some(from_ms), Some(to_ms)) if to_ms - from_ms > 43_200_000 => None,
        (Some(from_ms), Some(to_ms)) => Some(format!("{}–{}", told(from_ms), told(to_ms))),
        (Some(from_ms), None) => Some(told(from_ms)),
        (None, Some(to_ms)) => Some(format!("–{}", told(to_ms))),
        (None, None) => None,
    }
}

/// Beside the time that a stage has left: «до 02:45, прогноз 02:48».
pub fn stage_time(lang: Lang, run: &Run, timing: &Timing, leg: LegIx) -> Option<String> {
    let it = timing.leg(leg);
    let told = |at_ms: i64| near(lang, run, at_ms, timing.now_ms);
    let end_ms = it.planned.to_ms.filter(|_| !it.planned.in_days);
    let forecast = it.forecast.to_ms.filter(|to_ms| Some(*to_ms) != end_ms);
    let forecast = forecast.map(|to_ms| match lang {
        Lang::Ru => format!(", прогноз {}", told(to_ms)),
        Lang::En => format!(", likely {}", told(to_ms)),
    });
    let forecast = forecast.unwrap_or_default();
    match (it.state, end_ms, it.took_ms) {
        (LegState::InHand, Some(to_ms), _) => Some(match (lang, to_ms < timing.now_ms) {
            (Lang::Ru, false) => format!("до {}{forecast}", told(to_ms)),
            (Lang::Ru, true) => format!("после {}{forecast}", told(to_ms)),
            (Lang::En, false) => format!("until {}{forecast}", told(to_ms)),
            (Lang::En, true) => format!("past {}{forecast}", told(to_ms)),
        }),
        (LegState::InHand, None, Some(_)) => Some(match lang {
            Lang::Ru => format!("идёт{forecast}"),
            Lang::En => format!("under way{forecast}"),
        }),
        (LegState::Passed, _, Some(took_ms)) => Some(match lang {
            Lang::Ru => format!("заняло {}", length(lang, took_ms)),
            Lang::En => format!("took {}", length(lang, took_ms)),
        }),
        (LegState::Ahead, ..) => range(run, &it.planned),
        (LegState::InHand | LegState::Passed | LegState::LeftOut, ..) => None,
    }
}

/// The strip in a sentence.
pub fn strip_said(lang: Lang, run: &Run, timing: &Timing) -> Option<String> {
    let told = |at_ms: i64| near(lang, run, at_ms, timing.now_ms);
    let (from, to) = (told(timing.window.from_ms?), told(timing.window.to_ms?));
    let safe = timing.last_safe.at_ms.map(told);
    let now = at(run, timing.now_ms);
    Some(match (lang, safe) {
        (Lang::Ru, Some(safe)) => {
            format!("Окно {from}–{to}, сейчас {now}. Начать откат без риска можно до {safe}.")
        }
        (Lang::Ru, None) => format!("Окно {from}–{to}, сейчас {now}."),
        (Lang::En, Some(safe)) => {
            format!("Window {from}–{to}, now {now}. Rolling back still fits until {safe}.")
        }
        (Lang::En, None) => format!("Window {from}–{to}, now {now}."),
    })
}

/// A stage's title without «Этап 2.» before it and a time in brackets behind it: its number and its
/// times stand beside it.
pub fn short(title: &str) -> &str {
    const BEFORE: [&str; 8] = ["этап", "шаг", "фаза", "stage", "step", "phase", "часть", "part"];
    let title = title.trim();
    let rest = title.split_once(char::is_whitespace).and_then(|(first, rest)| {
        let word = first.to_lowercase();
        let rest = rest.trim_start();
        let numbered = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let digits = rest[..numbered].bytes().any(|it| it.is_ascii_digit());
        let behind = rest[numbered..].trim_start().trim_start_matches([':', '—', '–', '-', ')']);
        (BEFORE.contains(&word.as_str()) && digits).then(|| behind.trim_start())
    });
    let rest = rest.filter(|it| !it.is_empty()).unwrap_or(title);
    match rest.rfind('(') {
        Some(at) if at > 0 && rest.ends_with(')') && tells_time(&rest[at..]) => {
            rest[..at].trim_end()
        }
        _ => rest,
    }
}

fn tells_time(text: &str) -> bool {
    text.bytes().any(|it| it.is_ascii_digit())
}

/// The title of a section as it is written.
pub(super) fn title(run: &Run, section: SectionIx) -> &str {
    &run.plan.section(section).title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        assert_eq!(short(title), expected);
    }

    #[test]
    fn a_title_loses_what_stands_beside_it_anyway() {
        check("Этап 3. Обновление (01:30–02:20)", "Обновление");
        check("Stage 2: Deploy backend", "Deploy backend");
        check("Шаг 2 — Деплой", "Деплой");
        check("Подготовка (T−24 ч … T−1 ч)", "Подготовка");
        check("Деплой (backend)", "Деплой (backend)");
        check("Этап подготовки", "Этап подготовки");
        check("Этап 3", "Этап 3");
        check("(02:00)", "(02:00)");
    }

    #[test]
    fn clocks_never_lose_a_digit() {
        assert_eq!(timer(Lang::Ru, 833_000), "13:53");
        assert_eq!(timer(Lang::Ru, -192_000), "−03:12");
        assert_eq!(timer(Lang::Ru, 3_723_000), "1:02:03");
        assert_eq!(timer(Lang::En, -853 * 3_600_000), "−35\u{a0}d 13:00");
        assert_eq!(slip(Lang::Ru, 180_000), "+3\u{a0}мин");
        assert_eq!(slip(Lang::En, -7_500_000), "−2:05\u{a0}h");
        assert_eq!(slip(Lang::Ru, 3_067_000_000), "+35\u{a0}дн.");
        assert_eq!(t_clock(Lang::Ru, 1_867_000), "T+00:31:07");
        assert_eq!(t_clock(Lang::Ru, -90_061_000), "T−25:01:01");
        assert_eq!(t_clock(Lang::En, 3_068_319_000), "T+35\u{a0}d 12:18");
        assert_eq!(ago(Lang::Ru, 3000), "только что");
        assert_eq!(ago(Lang::En, 240_000).replace('\u{a0}', " "), "4 min ago");
    }
}
