//! What a line of a script asks for, as a command.

use super::{Played, Who, file};
use chrono::NaiveDateTime;
use holdpoint::plan::{ItemIx, Kind, normalise};
use holdpoint::run::command::Command;
use holdpoint::run::course::LegIx;
use holdpoint::run::event::{
    Answer, Event, Evidence, Mark, Observed, Seat, SignOff, Source, Until, Words,
};
use holdpoint::run::journal::{Digest, EntryRef};
use holdpoint::run::seal::{self, Seal};

impl Played {
    pub(super) fn command(&self, who: &Who, verb: &str, rest: &str) -> Command {
        let (subject, reason) = split(rest);
        let words = || Words::new(reason);
        match verb {
            "start" => Command::Start(Box::new(self.start.clone())),
            "hold" => Command::Hold(words()),
            "resume" => Command::Resume,
            "pass" => Command::Pass(leg(subject), Self::seat(who, subject)),
            "override" => Command::Override(leg(subject), who.seat.clone(), words()),
            "nogo" => Command::Refuse(leg(subject), who.seat.clone(), words()),
            "leave" => Command::LeaveOut(leg(subject), words()),
            "retry" => Command::Retry(leg(subject), words()),
            "ask" => {
                let count = subject.split_once(' ').map_or("1", |(_, n)| n);
                Command::AskPeople(leg(subject), count.parse().expect("a number"))
            }
            "restored" => Command::FinishBack { restored: true, reason: words() },
            "lost" => Command::FinishBack { restored: false, reason: words() },
            "t0" => {
                let (moment, zone) = (subject.replace('T', " "), &self.start.zone);
                let moment = NaiveDateTime::parse_from_str(&moment, "%Y-%m-%d %H:%M");
                Command::MoveT0(zone.moment(moment.expect("a time")).0, words())
            }
            "handover" => Command::HandOver(self.people[subject].seat.clone()),
            "amend" => Command::Amend(Self::digest_of(subject), words()),
            "finish" => Command::Finish(words()),
            "abandon" => Command::Abandon(words()),
            "sign" => Command::Sign(Box::new(SignOff {
                seat: who.seat.clone(),
                statement: words(),
                seal: Seal::now(&self.devices[&who.device].journal).head,
                envelope: None,
            })),
            "undo" => Command::Undo(self.to_undo(who, subject)),
            "back" => {
                let cause = (!subject.is_empty()).then(|| self.item(who, subject, &[Kind::Abort]));
                Command::GoBack(cause, who.seat.clone(), words())
            }
            "note" if subject.is_empty() => Command::Note(None, words()),
            _ => self.of_item(who, verb, subject, words()),
        }
    }

    fn of_item(&self, who: &Who, verb: &str, subject: &str, words: Words) -> Command {
        const TICKED: [Kind; 3] = [Kind::Step, Kind::Rollback, Kind::Artefact];
        const PUT: [Kind; 4] = [Kind::Step, Kind::Go, Kind::Rollback, Kind::Artefact];
        const ANY: [Kind; 6] =
            [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];
        let (subject, seen) = match subject.rsplit_once(" = ") {
            Some((subject, seen)) => (subject, Some(seen)),
            None => (subject, None),
        };
        let (seen, source) = match seen.and_then(|seen| seen.split_once(" by ")) {
            Some((seen, signal)) => (Some(seen), Source::Measured(Words::new(signal))),
            None => (seen, Source::Attested),
        };
        let item = |kinds: &[Kind]| self.item(who, subject, kinds);
        let seen = seen.map(observed);
        let answer =
            |answer| Command::Answer(item(&[Kind::Go]), answer, seen.clone(), source.clone());
        match verb {
            "tick" => Command::Tick(item(&TICKED)),
            "untick" => Command::Untick(item(&TICKED)),
            "skip" => Command::Mark(item(&PUT), Mark::Skipped, words),
            "drop" => Command::Mark(item(&PUT), Mark::NotApplicable, words),
            "block" => Command::Mark(item(&PUT), Mark::Blocked, words),
            "fail" => Command::Mark(item(&PUT), Mark::Failed, words),
            "yes" => answer(Answer::Yes),
            "no" => answer(Answer::No),
            "na" => answer(Answer::NotApplicable),
            "note" => Command::Note(Some(item(&ANY)), words),
            "link" => Command::Prove(item(&ANY), Evidence::Link(words)),
            "paste" => Command::Prove(item(&ANY), Evidence::Text(words)),
            "value" => Command::Prove(item(&ANY), Evidence::Value(observed(&words.text))),
            "critical" => Command::Criticise(item(&ANY), true),
            "uncritical" => Command::Criticise(item(&ANY), false),
            "close" => Command::Close(item(&ANY), words),
            "trip" => Command::Trip(item(&[Kind::Abort]), seen, source),
            "recover" => Command::Recover(item(&[Kind::Abort]), seen),
            "dismiss" => {
                let until = seen.map(|seen| Until::At(self.moment(&seen.text.text)));
                Command::Dismiss(item(&[Kind::Abort]), words, until.unwrap_or(Until::Worse))
            }
            // What the table of kinds has to refuse.
            "tick?" => Command::Tick(item(&ANY)),
            "mark?" => Command::Mark(item(&ANY), Mark::Skipped, words),
            "yes?" => Command::Answer(item(&ANY), Answer::Yes, seen, source),
            "trip?" => Command::Trip(item(&ANY), seen, source),
            _ => panic!("nobody can {verb}"),
        }
    }

    /// The name under a passage may be typed otherwise: `pass 1 as ann LEE`.
    fn seat(who: &Who, subject: &str) -> Seat {
        let typed = subject.split_once(" as ").map(|(_, name)| name);
        Seat {
            name: typed.map_or_else(|| who.seat.name.clone(), |it| it.trim_matches('_').into()),
            ..who.seat.clone()
        }
    }

    fn digest_of(path: &str) -> Digest {
        let text = if path.starts_with('#') { path.replace("\\n", "\n") } else { file(path) };
        seal::digest(text.as_bytes())
    }

    /// The last entry of this person, or the last that told something of an item.
    fn to_undo(&self, who: &Who, subject: &str) -> EntryRef {
        let run = &self.devices[&who.device];
        let ids: Vec<_> = (run.plan.items.iter())
            .filter(|item| !subject.is_empty() && fits(&item.text, subject) < 3)
            .map(|item| item.id)
            .collect();
        let fits = |event: &Event| match event.item() {
            _ if subject.is_empty() => true,
            Some(item) => ids.contains(&item),
            None => false,
        };
        let mut entries = run.journal.entries().iter().rev();
        let entry = entries
            .find(|entry| fits(&entry.event) && (!subject.is_empty() || entry.by == who.seat.name));
        entry.expect("something to take back").name()
    }

    /// The item of these words, in the stage in hand where there are several.
    fn item(&self, who: &Who, words: &str, kinds: &[Kind]) -> ItemIx {
        let run = &self.devices[&who.device];
        let current = run.progress.current();
        let back: Option<Vec<ItemIx>> = run.progress.back().map(|back| {
            run.ways_back(back).iter().flat_map(|way| way.items.iter().copied()).collect()
        });
        let elsewhere = |ix: ItemIx| {
            if let Some(ways) = &back {
                return !ways.contains(&ix);
            }
            let watched = run.course.watched.iter().find(|it| it.item == ix);
            watched.map_or_else(|| run.course.leg_of(ix), |it| it.from) != current
        };
        let mut found: Vec<(bool, usize, ItemIx)> = (0..run.plan.items.len())
            .map(ItemIx::new)
            .filter(|ix| kinds.contains(&run.plan.item(*ix).kind))
            .map(|ix| (elsewhere(ix), fits(&run.plan.item(ix).text, words), ix))
            .filter(|(_, how, _)| *how < 3)
            .collect();
        found.sort_unstable();
        match found[..] {
            [(_, _, only)] => only,
            [(elsewhere, how, first), (also, next, _), ..] if (elsewhere, how) < (also, next) => {
                first
            }
            _ => panic!("{} items are «{words}»", found.len()),
        }
    }
}

/// `subject — reason`.
pub fn split(rest: &str) -> (&str, &str) {
    let rest = rest.trim();
    let (subject, reason) = match rest.strip_prefix("— ") {
        Some(reason) => ("", reason),
        None => rest.split_once(" — ").unwrap_or((rest, "")),
    };
    (subject.trim(), reason.trim())
}

/// `2`, counted from one.
pub fn leg(subject: &str) -> LegIx {
    let number = subject.split(' ').next().and_then(|it| it.parse::<usize>().ok());
    LegIx::new(number.unwrap_or_else(|| panic!("not a stage: {subject}")) - 1)
}

/// How well words name an item: it is them, begins with them, holds them, or does not.
pub fn fits(text: &str, words: &str) -> usize {
    let (text, words) = (normalise(text), normalise(words));
    match (text == words, text.starts_with(&words), text.contains(&words)) {
        (true, _, _) => 0,
        (_, true, _) => 1,
        (_, _, true) => 2,
        (_, _, false) => 3,
    }
}

pub fn observed(text: &str) -> Observed {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    Observed { text: Words::new(text), number: digits.replace(',', ".").parse().ok() }
}
