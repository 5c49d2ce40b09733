//! Every fault, every rule and every count has its words, in both languages.

use holdpoint::plan::{Fault, FaultKind as F, Place, Rule, SecretKind, Switch};
use holdpoint::text::Refusal;
use holdpoint::text::binary::Format;
use holdpoint::words::{self, Lang};
use std::collections::BTreeMap;
use std::io::ErrorKind;

const LANGS: [Lang; 2] = [Lang::Ru, Lang::En];

/// The kind after this one. A new kind does not compile until it has its place here.
fn next(kind: &F) -> Option<F> {
    Some(match kind {
        F::Conflict { .. } => F::StrayConflictMarker,
        F::StrayConflictMarker => F::UnfilledSlot { slot: "[HH:MM]".into() },
        F::UnfilledSlot { .. } => F::AmbiguousZone { zone: "IST".into() },
        F::AmbiguousZone { .. } => F::UnknownZone { zone: "MKS".into() },
        F::UnknownZone { .. } => F::NothingToDo,
        F::NothingToDo => F::TickedTrigger { text: "Error rate > 5%".into() },
        F::TickedTrigger { .. } => F::NoWayBack { stage: "2. Deploy".into() },
        F::NoWayBack { .. } => F::CriteriaWithoutSteps { section: "Rollback".into() },
        F::CriteriaWithoutSteps { .. } => F::StepsWithoutCriteria { section: "Rollback".into() },
        F::StepsWithoutCriteria { .. } => {
            F::SlotsOverlap { first: "Backup".into(), first_line: 4, second: "Deploy".into() }
        }
        F::SlotsOverlap { .. } => gap(75),
        F::SlotGap { .. } => F::SlotOutsideWindow { slot: "Deploy".into(), window_line: 3 },
        F::SlotOutsideWindow { .. } => F::TotalTime { stated: 20, sum: 30 },
        F::TotalTime { .. } => F::TotalCount { stated: 20, found: 19 },
        F::TotalCount { .. } => F::OffsetAgainstClock {
            offset: "T-30m".into(),
            clock: "01:45".into(),
            expected: "01:30".into(),
        },
        F::OffsetAgainstClock { .. } => F::BandHole {
            metric: "Error rate".into(),
            go: "< 1%".into(),
            abort: "> 2%".into(),
            other_line: 9,
        },
        F::BandHole { .. } => F::BandClash {
            metric: "Error rate".into(),
            first: "< 5%".into(),
            second: "> 3%".into(),
            other_line: 9,
        },
        F::BandClash { .. } => F::TierLooser {
            metric: "Error rate".into(),
            grave: "> 2%".into(),
            light: "> 5%".into(),
            other_line: 9,
        },
        F::TierLooser { .. } => F::NoSignal { metric: "queue depth".into() },
        F::NoSignal { .. } => F::NeverSwitchedOff { what: Switch::Maintenance },
        F::NeverSwitchedOff { what: Switch::Maintenance } => {
            F::NeverSwitchedOff { what: Switch::Freeze }
        }
        F::NeverSwitchedOff { what: Switch::Freeze } => {
            F::NeverSwitchedOff { what: Switch::Silence }
        }
        F::NeverSwitchedOff { what: Switch::Silence } => F::NeverSwitchedOff { what: Switch::Ttl },
        F::NeverSwitchedOff { what: Switch::Ttl } => F::BackupAfterMigration { migration_line: 30 },
        F::BackupAfterMigration { .. } => F::NoOwner { step: "Restart the workers".into() },
        F::NoOwner { .. } => F::DuplicateSection { title: "Deploy".into(), first_line: 4 },
        F::DuplicateSection { .. } => F::BrokenAnchor { target: "откат".into() },
        F::BrokenAnchor { .. } => F::Secret { kind: SecretKind::Password },
        F::Secret { kind } => F::Secret { kind: secret_after(*kind)? },
    })
}

fn gap(minutes: u32) -> F {
    F::SlotGap { first: "Backup".into(), first_line: 4, second: "Deploy".into(), minutes }
}

fn secret_after(kind: SecretKind) -> Option<SecretKind> {
    match kind {
        SecretKind::Password => Some(SecretKind::Token),
        SecretKind::Token => Some(SecretKind::PrivateKey),
        SecretKind::PrivateKey => Some(SecretKind::Credential),
        SecretKind::Credential => None,
    }
}

fn every_fault() -> Vec<Fault> {
    let first = F::Conflict {
        ours: "HEAD".into(),
        ours_lines: (3, 5),
        theirs: "canary".into(),
        theirs_lines: (7, 7),
    };
    let kinds = std::iter::successors(Some(first), next);
    kinds.map(|kind| Fault::new(kind, Place::at(1, 1))).collect()
}

/// Fails where two of these say the same, or one says nothing.
#[track_caller]
fn distinct(lang: Lang, sentences: impl Iterator<Item = (String, String)>) {
    let mut seen = BTreeMap::new();
    for (who, sentence) in sentences {
        assert!(!sentence.trim().is_empty(), "{lang:?}: {who} says nothing");
        let before = seen.insert(sentence.clone(), who.clone());
        assert_eq!(before, None, "{lang:?}: {who} says the same: {sentence}");
    }
}

#[test]
fn every_fault_has_its_own_sentence_and_advice() {
    let faults = every_fault();
    let codes: std::collections::BTreeSet<_> = faults.iter().map(|f| f.kind.code()).collect();
    assert_eq!(codes.len(), 26, "a code was left out or used twice");
    for lang in LANGS {
        let name = |fault: &Fault| format!("{:?}", fault.kind);
        distinct(lang, faults.iter().map(|fault| (name(fault), words::fault(lang, fault))));
        distinct(lang, faults.iter().map(|fault| (name(fault), words::advice(lang, fault))));
    }
}

#[test]
fn sentences_are_whole_short_and_on_one_line() {
    for fault in every_fault() {
        for lang in LANGS {
            for sentence in [words::fault(lang, &fault), words::advice(lang, &fault)] {
                assert!(sentence.ends_with('.'), "no full stop: {sentence}");
                assert!(sentence.chars().count() <= 130, "too long: {sentence}");
                assert!(!sentence.contains(['\n', '\t']), "more than one line: {sentence:?}");
            }
            let russian = words::fault(lang, &fault).chars().any(|c| matches!(c, 'а'..='я'));
            let quotes = words::fault(lang, &fault).contains('"');
            assert!(lang == Lang::En || (russian && !quotes), "{:?}", fault.kind);
        }
    }
}

#[test]
fn long_words_of_a_plan_are_cut_and_quotes_do_not_nest() {
    let fault = |step: &str| Fault::new(F::NoOwner { step: step.into() }, Place::at(1, 1));
    let long = words::fault(Lang::En, &fault(&"step ".repeat(500)));
    assert!(long.contains("…\" has no owner"), "{long}");
    let quoted = words::fault(Lang::Ru, &fault("Открыть «Форму»"));
    assert!(quoted.contains("«Открыть „Форму“»"), "{quoted}");
    let quoted = words::fault(Lang::En, &fault("Press \"Go\""));
    assert!(quoted.contains("\"Press 'Go'\""), "{quoted}");
}

#[test]
fn a_conflict_without_names_or_lines_can_be_told() {
    let kind = F::Conflict {
        ours: "".into(),
        ours_lines: (4, 3),
        theirs: " ".into(),
        theirs_lines: (0, 0),
    };
    let fault = Fault::new(kind, Place::at(3, 1));
    let told = words::fault(Lang::En, &fault);
    assert_eq!(told, "A merge conflict is still open: one side (empty) against one side (empty).");
}

#[test]
fn every_rule_has_its_own_reason() {
    let rules = [
        Rule::TaskBox,
        Rule::BoxGlyph,
        Rule::MarkPair,
        Rule::Decision,
        Rule::Ordered,
        Rule::Bullet,
        Rule::SubStep,
        Rule::Titled,
        Rule::Commands,
        Rule::TableRow,
        Rule::Label,
        Rule::InlineList,
        Rule::SectionTitle,
        Rule::Condition,
        Rule::Limit,
        Rule::Group,
        Rule::Option,
        Rule::Listed,
        Rule::Prose,
        Rule::Exhibit,
        Rule::Corrected,
    ];
    for lang in LANGS {
        distinct(lang, rules.iter().map(|r| (format!("{r:?}"), words::rule(lang, *r).to_owned())));
    }
}

#[test]
fn a_file_that_is_no_text_is_called_what_it_is() {
    let binary = |format| Refusal::Binary { offset: 7, format };
    for lang in LANGS {
        let refusals = [
            Refusal::Empty,
            binary(None),
            binary(Some(Format::Pdf)),
            binary(Some(Format::Docx)),
            binary(Some(Format::Program)),
            binary(Some(Format::Utf32)),
        ];
        let told = refusals.map(|r| (format!("{r:?}"), words::refusal(lang, r)));
        distinct(lang, told.into_iter());
        assert!(words::refusal(lang, binary(Some(Format::Docx))).contains("Word"));
    }
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let kinds = [
        ErrorKind::NotFound,
        ErrorKind::PermissionDenied,
        ErrorKind::IsADirectory,
        ErrorKind::FileTooLarge,
        ErrorKind::TimedOut,
    ];
    for lang in LANGS {
        let told = kinds.map(|kind| (format!("{kind:?}"), words::unreadable(lang, &kind.into())));
        distinct(lang, told.into_iter());
    }
}
