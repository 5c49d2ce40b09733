//! Laws of the journal and of how it is written down, on journals of anything: what is written is
//! read, a merge does not care for order, masking keeps the seal, what a later version wrote comes
//! through unharmed.

#[path = "run/strategy.rs"]
mod strategy;

use holdpoint::run::event::Event;
use holdpoint::run::journal::{Added, Entry, Flaw, Journal};
use holdpoint::run::seal::{self, Seal, digest};
use holdpoint::run::wire::{self, DamageKind};
use proptest::prelude::*;
use strategy::{copies, entry, journal, later, mask, pen};

/// A copy in which some entries are masked, and some not known.
fn partly(journal: &Journal, seed: u8) -> Journal {
    let chosen = journal.entries().iter().enumerate().filter_map(|(n, entry)| {
        let choice = u8::try_from(n % 251).unwrap_or(0).wrapping_mul(7).wrapping_add(seed) % 5;
        match choice {
            0 => None,
            1 | 2 => Some(seal::masked(entry, &mask(seed))),
            _ => Some(entry.clone()),
        }
    });
    Journal::of(chosen.collect::<Vec<_>>())
}

fn merged(a: &Journal, b: &Journal) -> Journal {
    let mut both = a.clone();
    both.merge(b);
    both
}

fn texts(entry: &Entry) -> Vec<&str> {
    entry.event.words().into_iter().map(|words| &*words.text).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_entry_is_read_as_it_was_written(entry in entry()) {
        let line = wire::line(&entry);
        let is_one_line = !line.contains(['\n', '\r', '\u{2028}', '\u{202e}']);
        prop_assert!(is_one_line, "{}", line);
        let read = wire::entry(&line);
        prop_assert_eq!(read.as_ref(), Ok(&entry), "{}", line);
        prop_assert_eq!(wire::line(&read.expect("just seen")), line);
    }

    #[test]
    fn a_line_is_json_as_others_read_it(entry in entry()) {
        let value: serde_json::Value = serde_json::from_str(&wire::line(&entry)).expect("JSON");
        prop_assert_eq!(value["by"].as_str(), Some(&*entry.by));
        prop_assert_eq!(value["at_ms"].as_i64(), Some(entry.at_ms));
        if !matches!(entry.event, Event::Unknown { .. }) {
            prop_assert_eq!(value["event"]["reason"]["said"].is_string(),
                texts(&entry).len() == 1 && wire::line(&entry).contains("\"reason\":{\"said\""));
        }
    }

    #[test]
    fn white_space_between_the_parts_means_nothing(entry in entry()) {
        let value: serde_json::Value = serde_json::from_str(&wire::line(&entry)).expect("JSON");
        // serde_json spells texts and numbers in its own way; what it spells as we do is the same.
        let spelt = value.to_string();
        if spelt == wire::line(&entry) {
            let spread = serde_json::to_string_pretty(&value).expect("JSON");
            prop_assert_eq!(wire::entry(&spread), Ok(entry));
        }
    }

    #[test]
    fn a_journal_is_read_as_it_was_written(journal in journal(12), hurt in any::<bool>()) {
        let mut text = wire::text(&journal);
        if hurt {
            text.insert_str(0, "\u{feff}\r\n{\n\n");
        }
        let (read, damages) = wire::journal(&text);
        prop_assert_eq!(&read, &journal);
        prop_assert_eq!(wire::text(&read), wire::text(&journal));
        prop_assert_eq!(damages.len(), usize::from(hurt));
        for damage in damages {
            prop_assert_eq!((damage.line, damage.kind, &*damage.text), (2, DamageKind::NotJson(2), "{"));
        }
    }

    #[test]
    fn what_a_later_version_says_comes_through(pen in pen(), event in later()) {
        let Event::Unknown { json, .. } = &event else { unreachable!("the later are unknown") };
        let entry = seal::write(&pen, &Journal::default(), event.clone());
        let line = wire::line(&entry);
        prop_assert!(line.contains(&**json), "{}", line);
        prop_assert_eq!(wire::entry(&line), Ok(entry.clone()));
        if let Event::Unknown { json: kept, .. } = &entry.event {
            prop_assert_eq!(kept, json);
        }
    }

    #[test]
    fn masking_keeps_the_digest(entry in entry(), seed in any::<u8>()) {
        let masked = seal::masked(&entry, &mask(seed));
        prop_assert_eq!(masked.digest, entry.digest);
        prop_assert_eq!((&masked.by, masked.name()), (&entry.by, entry.name()));
        prop_assert_eq!(wire::entry(&wire::line(&masked)), Ok(masked.clone()));
        prop_assert_eq!(&seal::masked(&masked, &|_| None), &masked);
        if matches!(entry.event, Event::Unknown { .. }) {
            return Ok(());
        }
        let hide = mask(seed);
        let expected: Vec<String> =
            texts(&entry).iter().map(|text| hide(text).unwrap_or_else(|| (*text).into())).collect();
        prop_assert_eq!(texts(&masked), expected);
        let is_masked = texts(&entry).iter().any(|text| hide(text).is_some());
        prop_assert!(masked.event.words().iter().all(|words| words.masked.is_some() == is_masked));
        prop_assert_eq!(masked.salt, if is_masked { 0 } else { entry.salt });
    }

    #[test]
    fn a_mask_leaves_nothing_of_the_text(pen in pen(), event in strategy::event()) {
        let entry = seal::write(&pen, &Journal::default(), event);
        let line = wire::line(&seal::masked(&entry, &|_| Some("•".into())));
        for text in texts(&entry).into_iter().filter(|text| text.len() > 20) {
            prop_assert!(!line.contains(text));
        }
    }

    #[test]
    fn a_merge_is_a_union([a, b] in copies(16), one in any::<u8>(), two in any::<u8>()) {
        let (a, b, c) = (partly(&a, one), partly(&b, two), partly(&merged(&a, &b), one ^ two));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a.clone());
        let both = merged(&a, &b);
        prop_assert_eq!(merged(&both, &a), both.clone());
        prop_assert_eq!(both.clone().merge(&a), false);
        prop_assert!(both.entries().is_sorted_by(|x, y| x.order(y).is_lt()));
    }

    #[test]
    fn one_by_one_is_as_all_at_once([a, b] in copies(16), seed in any::<u8>()) {
        let mut entries: Vec<Entry> = a.entries().iter().chain(b.entries()).cloned().collect();
        entries.extend(entries.clone().iter().map(|entry| seal::masked(entry, &mask(seed))));
        let len = entries.len().max(1);
        entries.rotate_left(usize::from(seed) % len);
        let at_once = Journal::of(entries.clone());
        let mut one_by_one = Journal::default();
        for entry in entries {
            let before = one_by_one.len();
            let added = one_by_one.add(entry);
            prop_assert!(added != Added::Last || one_by_one.len() == before + 1);
        }
        prop_assert_eq!(&one_by_one, &at_once);
        prop_assert_eq!(&one_by_one, &merged(&a, &b), "whole ones win");
        prop_assert_eq!(one_by_one.flaws(), merged(&b, &a).flaws());
    }

    #[test]
    fn a_seal_is_of_what_happened(journal in journal(8), seed in any::<u8>()) {
        let plan = digest(b"# Plan");
        let masked = journal.entries().iter().map(|entry| seal::masked(entry, &mask(seed)));
        prop_assert_eq!(Seal::of(plan, &Journal::of(masked)), Seal::of(plan, &journal));
        for gone in 0..journal.len() {
            let mut less = journal.entries().to_vec();
            less.remove(gone);
            prop_assert_ne!(Seal::of(plan, &Journal::of(less)).head, Seal::of(plan, &journal).head);
        }
    }

    #[test]
    fn what_is_missing_is_named([one, _] in copies(16)) {
        let (run, entries) = (one.run(), one.entries());
        prop_assume!(entries.iter().all(|entry| Some(entry.run) == run));
        let forked = |flaws: &[Flaw]| flaws.iter().any(|it| matches!(it, Flaw::Forked(_)));
        prop_assume!(!forked(&one.flaws()));
        let honest = one.flaws();
        for gone in 0..entries.len() {
            let mut less = entries.to_vec();
            let gone = less.remove(gone);
            // Nobody can miss the last that an actor wrote, if nobody saw it.
            let is_seen = less.iter().any(|entry| entry.knew(gone.name()));
            prop_assert_eq!(Journal::of(less).flaws() != honest, is_seen);
        }
    }
}
