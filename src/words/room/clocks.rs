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

/// `02:31:07`.
pub fn full_clock(at: NaiveDateTime) -> String {
    format!("{}:{:02}", clock(at), at.second())
}

/// T+ or T− and a clock: «T+00:31:07»; days where there are any.
pub fn t_clock(since_ms: i64) -> String {
    let sign = if since_ms < 0 { '−' } else { '+' };
    let seconds = since_ms.unsigned_abs() / 1000;
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let days = if days > 0 { format!("{days}d ") } else { String::new() };
    format!("T{sign}{days}{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}

/// A length that beats: «13:53», «1:02:03», «−03:12».
pub fn timer(length_ms: i64) -> String {
    let sign = if length_ms < 0 { "−" } else { "" };
    let seconds = length_ms.unsigned_abs() / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
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
    let (left, until) = (timer(left_ms), at(run, until_ms));
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
    let end_ms = it.planned.to_ms.filter(|_| !it.planned.in_days);
    let forecast = it.forecast.to_ms.filter(|to_ms| Some(*to_ms) != end_ms);
    let forecast = forecast.map(|to_ms| match lang {
        Lang::Ru => format!(", прогноз {}", at(run, to_ms)),
        Lang::En => format!(", likely {}", at(run, to_ms)),
    });
    let forecast = forecast.unwrap_or_default();
    match (it.state, end_ms, it.took_ms) {
        (LegState::InHand, Some(to_ms), _) => Some(match (lang, to_ms < timing.now_ms) {
            (Lang::Ru, false) => format!("до {}{forecast}", at(run, to_ms)),
            (Lang::Ru, true) => format!("после {}{forecast}", at(run, to_ms)),
            (Lang::En, false) => format!("until {}{forecast}", at(run, to_ms)),
            (Lang::En, true) => format!("past {}{forecast}", at(run, to_ms)),
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
    let (from, to) = (at(run, timing.window.from_ms?), at(run, timing.window.to_ms?));
    let safe = timing.last_safe.at_ms.map(|safe_ms| at(run, safe_ms));
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
        assert_eq!(timer(833_000), "13:53");
        assert_eq!(timer(-192_000), "−03:12");
        assert_eq!(timer(3_723_000), "1:02:03");
        assert_eq!(t_clock(1_867_000), "T+00:31:07");
        assert_eq!(t_clock(-90_061_000), "T−1d 01:01:01");
        assert_eq!(ago(Lang::Ru, 3000), "только что");
        assert_eq!(ago(Lang::En, 240_000).replace('\u{a0}', " "), "4 min ago");
    }
}
