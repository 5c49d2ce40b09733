//! `holdpoint probe`: asks the plan's own addresses from this machine, where no browser hides an
//! answer, and judges what they say as the page does.

pub(super) mod ask;

use super::out::{FAINT, STRONG, shown, tame};
use super::reading::Reading;
use super::{Out, Tongue, say, source};
use crate::plan::Plan;
use crate::run::watch::outcome::Why;
use crate::run::watch::{Bar, Heard, Orders, Outcome, Pace, Post, State, Verdict, figure};
use crate::run::wire::{Look, look_line};
use crate::words::Lang;
use crate::words::health;
use std::fs::OpenOptions;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Ask the addresses that a plan names, and judge what they say
#[derive(clap::Args)]
#[command(after_help = "\
Asks only what the plan names, with GET, without credentials, and follows no redirect. Lines of the
plan that send a body or a credential stay commands and are never asked.

Exit code: 0  everything answers and no limit is passed
           1  something is down, or a limit is passed
           2  the plan could not be read, or wrong usage
           3  nothing bad was seen, but something could not be read")]
pub(super) struct Arguments {
    /// Markdown file to read; - reads standard input
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Ask each address once; this is what happens where no --every is given
    #[arg(long, conflicts_with_all = ["every", "last"])]
    once: bool,
    /// Ask again and again, such as 10s or 1m
    #[arg(long, value_name = "TIME", value_parser = length)]
    every: Option<Duration>,
    /// End after so long, such as 15m; without it Ctrl-C ends it
    #[arg(long = "for", value_name = "TIME", value_parser = length, requires = "every")]
    last: Option<Duration>,
    /// How long an answer may take
    #[arg(long, value_name = "TIME", value_parser = length, default_value = "5s")]
    timeout: Duration,
    /// What paths such as /health stand on, such as `https://shop.example`
    #[arg(long, value_name = "ADDRESS")]
    base: Option<String>,
    /// Print each look as a line of JSON
    #[arg(long)]
    json: bool,
    /// Write each look to this file as well; the page loads it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the words
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// `10s`, `500ms`, `1m`, `2h`.
fn length(text: &str) -> Result<Duration, String> {
    let at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(at);
    let unit_ms = match unit {
        "ms" => Some(1),
        "s" => Some(1_000),
        "m" => Some(60_000),
        "h" => Some(3_600_000),
        _ => None,
    };
    let ms = digits.parse::<u64>().ok().zip(unit_ms).and_then(|(n, unit)| n.checked_mul(unit));
    let ms = ms.filter(|ms| (10..=86_400_000).contains(ms));
    ms.map(Duration::from_millis).ok_or_else(|| "such as 500ms, 10s, 1m or 2h".to_owned())
}

/// Asks, and tells how it went.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let lang = Lang::from(arguments.lang);
    let document = match source::read(&arguments.plan) {
        Ok(document) => document,
        Err(unreadable) => {
            let name = shown(&source::name_of(&arguments.plan));
            say(&format!("{name}: {}", unreadable.sentence(lang)));
            return Ok(ExitCode::from(2));
        }
    };
    let plan = Reading::of(&document).plan;
    let every_ms = arguments.every.map_or(10_000, ms);
    let pace = Pace { every_ms, timeout_ms: ms(arguments.timeout), ..Pace::default() };
    let post = Post::new(&plan, arguments.base.as_deref(), pace, now_ms());
    if post.targets.is_empty() {
        say(health::health(lang).none);
        return Ok(ExitCode::from(3));
    }
    let file = arguments
        .output
        .as_ref()
        .map(|path| OpenOptions::new().create(true).append(true).open(path));
    let file = file.transpose()?;
    let (to_us, answers) = mpsc::channel();
    let agent = ask::agent();
    let told = vec![None; post.targets.iter().map(|it| it.wants.len()).sum()];
    let mut round =
        Round { plan, post, agent, to_us, answers, json: arguments.json, lang, file, told };
    round.tell_barred()?;
    round.poll(arguments.every.is_none(), arguments.last)?;
    round.sum_up(arguments.every.is_none())
}

/// Asking, until it ends.
struct Round {
    plan: Plan,
    post: Post,
    agent: ask::Agent,
    to_us: Sender<ask::Told>,
    answers: Receiver<ask::Told>,
    json: bool,
    lang: Lang,
    file: Option<std::fs::File>,
    /// The state that was told last of each thing, in order.
    told: Vec<Option<State>>,
}

impl Round {
    /// Addresses that are never asked are said so once.
    fn tell_barred(&mut self) -> io::Result<()> {
        for target in 0..self.post.targets.len() {
            if self.post.targets[target].bar.is_some() {
                self.tell(target)?;
            }
        }
        Ok(())
    }

    /// Whoever calls this on a plan allows the addresses that it names.
    fn poll(&mut self, once: bool, last: Option<Duration>) -> io::Result<()> {
        let began = Instant::now();
        let mut open: Vec<usize> = (0..self.post.targets.len())
            .filter(|target| self.post.targets[*target].bar.is_none())
            .collect();
        for target in open.clone() {
            let orders = self.post.hear(now_ms(), Heard::Allowed(target, true), dice());
            self.obey(orders);
        }
        while !(once && open.is_empty()) && last.is_none_or(|last| began.elapsed() < last) {
            match self.answers.recv_timeout(Duration::from_millis(100)) {
                Ok((target, ticket, answer)) => {
                    let orders = self.post.answered(now_ms(), ticket, &answer, dice());
                    open.retain(|own| *own != target);
                    self.obey(orders);
                    self.tell(target)?;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    let orders = self.post.hear(now_ms(), Heard::Beat, dice());
                    self.obey(orders);
                }
            }
        }
        Ok(())
    }

    fn obey(&self, orders: Orders) {
        for (target, ticket, timeout_ms) in orders.fetch {
            let (agent, to_us) = (self.agent.clone(), self.to_us.clone());
            let url = self.post.targets[target].url.clone();
            let limit = Duration::from_millis(timeout_ms.unsigned_abs());
            // Nobody may wait for it any more; then the answer is dropped.
            thread::spawn(move || {
                let _ = to_us.send((target, ticket, ask::ask(&agent, &url, limit)));
            });
        }
    }

    /// Prints each look as JSON, or what has changed for people; the file gets every look.
    fn tell(&mut self, target: usize) -> io::Result<()> {
        let before: usize = self.post.targets[..target].iter().map(|it| it.wants.len()).sum();
        for want in 0..self.post.targets[target].wants.len() {
            let state = self.post.state(target, want);
            let line = look_line(&self.look(target, want, &state));
            if let Some(file) = &mut self.file {
                writeln!(file, "{line}")?;
            }
            if self.json {
                let mut out = Out::bytes();
                writeln!(out, "{line}")?;
                out.flush()?;
                continue;
            }
            let known = &mut self.told[before + want];
            let word = known.as_ref().map(State::word);
            let changed = word != Some(state.word());
            *known = Some(state.clone());
            if changed {
                self.print(target, want, &state)?;
            }
        }
        Ok(())
    }

    fn look(&self, target: usize, want: usize, state: &State) -> Look {
        let seen = self.post.seen(target, want);
        let (status, took_ms) = match state {
            State::Up { status, took_ms } => (Some(*status), Some(*took_ms)),
            State::BadStatus(status) => (Some(*status), None),
            _ => (None, None),
        };
        Look {
            at_ms: seen.at_ms.unwrap_or_else(now_ms),
            url: self.post.targets[target].url.clone(),
            signal: self.post.targets[target].wants[want].name.clone(),
            state: state.word().into(),
            status,
            took_ms,
            value: seen.sight.value,
        }
    }

    fn print(&self, target: usize, want: usize, state: &State) -> io::Result<()> {
        let mut out = Out::words();
        let (url, wanted) =
            (&self.post.targets[target].url, &self.post.targets[target].wants[want]);
        let number = wanted.measure.is_some() || wanted.signal.is_some();
        let value = self.post.seen(target, want).sight.value.filter(|_| number);
        let value = value.map(|value| format!(" = {}", figure(value))).unwrap_or_default();
        let (mark, said) = (state.mark(), tame(&health::state(self.lang, state)));
        writeln!(
            out,
            "{mark} {STRONG}{}{value}{STRONG:#}  {said}  {}",
            tame(&wanted.name),
            tame(url)
        )?;
        if let Some(step) = health::next_step(self.lang, state, "*") {
            writeln!(out, "  {FAINT}{step}{FAINT:#}")?;
        }
        out.flush()
    }

    /// What the limits of the plan come to, and the exit code.
    fn sum_up(&self, once: bool) -> io::Result<ExitCode> {
        let now_ms = now_ms();
        let mut worst = Verdict::Good;
        for (target, it) in self.post.targets.iter().enumerate() {
            let asked = it.bar != Some(Bar::Unsafe);
            for want in (0..it.wants.len()).filter(|_| asked) {
                worst = graver(worst, self.post.state(target, want).verdict());
            }
        }
        let mut out = Out::words();
        for watched in self.post.vigil().watched() {
            let (outcome, part) = watched.outcome(now_ms);
            let verdict = match outcome {
                Outcome::Within { .. } | Outcome::Unknown { why: Why::Settling, .. } => {
                    Verdict::Good
                }
                Outcome::Breached { .. } => Verdict::Bad,
                // One look is all there is.
                Outcome::Unknown { why: Why::Looming, .. } if once => Verdict::Bad,
                // What nothing measures is a person's, and no fault of an address.
                Outcome::Unknown { why: Why::NotBound, .. } => continue,
                Outcome::Unknown { .. } => Verdict::Unknown,
            };
            worst = graver(worst, verdict);
            if !self.json {
                let item = self.plan.item(watched.item);
                let value = watched.parts[part].judge.last().map(|(_, value)| value);
                let unit = watched.parts[part].limit.unit.as_deref().unwrap_or_default();
                let value =
                    value.map(|value| format!(" ({} {unit})", figure(value))).unwrap_or_default();
                let said = health::outcome(self.lang, &outcome);
                let text = tame(&item.text);
                writeln!(out, "{text}: {STRONG}{said}{STRONG:#}{}", value.replace(" )", ")"))?;
            }
        }
        out.flush()?;
        Ok(ExitCode::from(match worst {
            Verdict::Good => 0,
            Verdict::Bad => 1,
            Verdict::Unknown => 3,
        }))
    }
}

/// What is bad outweighs what is unknown, and that outweighs what is good.
fn graver(one: Verdict, other: Verdict) -> Verdict {
    let weight = |verdict| match verdict {
        Verdict::Good => 0,
        Verdict::Unknown => 1,
        Verdict::Bad => 2,
    };
    if weight(other) > weight(one) { other } else { one }
}

fn ms(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

fn now_ms() -> i64 {
    ms(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

/// Any number: the seed of a table that the system draws anew each time.
fn dice() -> u64 {
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}
