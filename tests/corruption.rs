//! A run file that was hurt: it opens or is refused with a reason, nothing panics, and no entry,
//! plan or correction that was altered is taken for whole.
//!
//! Lines bear their own digests and are read one by one, so every byte of every line is changed and
//! the line read; the whole file is opened with every byte of its entries changed, one of every
//! other line at a time. Byte by byte a short file is opened, and of the long one each byte in
//! [`STRIDE`]; built for release, each of its bytes.

#[path = "run/sample.rs"]
mod sample;
#[path = "run/strategy.rs"]
mod strategy;

use holdpoint::run::journal::Entry;
use holdpoint::run::wire::{self, DamageKind, NotOpened, Opened, RunFile};
use std::collections::BTreeMap;

/// How far apart bytes within lines stand that are changed in the whole file.
const STRIDE: usize = if cfg!(debug_assertions) { 997 } else { 1 };
/// What a byte is changed by: one bit at each end, the bit of case, all bits.
const CHANGES: [u8; 4] = [0x01, 0x20, 0x80, 0xff];

/// The honest file, and what may be taken from it.
struct Honest {
    file: RunFile,
    text: String,
    entries: BTreeMap<[u8; 32], Entry>,
}

impl Honest {
    fn new(entries: u32) -> Self {
        let file = sample::file(entries);
        assert_eq!(file.journal.len(), entries as usize);
        let by_digest = |entry: &Entry| (entry.digest.0, entry.clone());
        let entries = file.journal.entries().iter().map(by_digest).collect();
        Self { text: file.write(), file, entries }
    }

    /// What was opened holds nothing that was not written.
    #[track_caller]
    fn check(&self, opened: Result<Opened, NotOpened>, what: &str) {
        let Ok(Opened { file, damages }) = opened else { return };
        for entry in file.journal.entries() {
            assert_eq!(self.entries.get(&entry.digest.0), Some(entry), "{what}");
        }
        for plan in file.plans.iter().filter(|plan| !plan.is_altered()) {
            assert!(self.file.plans.contains(plan), "{what}: {plan:?}");
        }
        for correction in &file.corrections {
            assert!(self.file.corrections.contains(correction), "{what}: {correction:?}");
        }
        if damages.is_empty() {
            assert_eq!(file, self.file, "{what}: altered, and nothing said");
        }
        for damage in damages {
            assert!(
                (1..=self.text.lines().count() + 1).contains(&damage.line),
                "{what}: {damage:?}"
            );
        }
    }
}

#[test]
fn an_honest_file_opens_whole() {
    let honest = Honest::new(200);
    let opened = RunFile::open(honest.text.as_bytes()).expect("it opens");
    assert_eq!(opened, Opened { file: honest.file.clone(), damages: Vec::new() });
    assert_eq!(opened.file.write(), honest.text);
    // Laid out in another way, with the ends of lines of another system, behind a mark.
    let other = honest.text.replace('\n', "\r\n");
    honest.check(RunFile::open(["\u{feff}", &other].concat().as_bytes()), "other ends");
    assert_eq!(RunFile::open(other.as_bytes()).map(|it| it.damages), Ok(Vec::new()));
    assert_eq!(
        RunFile::open(other.replace("\r\n", " ").as_bytes()).map(|it| it.damages),
        Ok(vec![])
    );
    assert_eq!(
        RunFile::open(honest.text.replace("\":", "\" : ").as_bytes())
            .map(|it| it.file)
            .ok()
            .map(|file| file.plans.len()),
        Some(2)
    );
}

#[test]
fn no_byte_of_a_line_can_be_changed_unseen() {
    let honest = Honest::new(200);
    for entry in honest.file.journal.entries() {
        let line = wire::line(entry).into_bytes();
        for at in 0..line.len() {
            for change in CHANGES {
                let mut hurt = line.clone();
                hurt[at] ^= change;
                let Ok(hurt) = String::from_utf8(hurt) else { continue };
                if let Ok(read) = wire::entry(&hurt) {
                    assert_eq!(&read, entry, "byte {at} by {change:#x}: {hurt}");
                }
            }
        }
    }
}

/// Bytes one by one: all of a short file, which has all that a long one has but for more lines of
/// the same make, and of the long one a few; of both built for release, all.
#[test]
fn no_byte_of_a_file_can_be_changed_unseen() {
    for (honest, stride) in [(Honest::new(3), 1), (Honest::new(200), STRIDE)] {
        let bytes = honest.text.as_bytes();
        for at in (0..bytes.len()).step_by(stride) {
            let mut hurt = bytes.to_vec();
            hurt[at] ^= CHANGES[at % CHANGES.len()];
            honest.check(RunFile::open(&hurt), &format!("byte {at}"));
        }
    }
}

/// Every byte of every entry in the long file, one of every other line at a time: what was hurt is
/// not taken, and what stands between is.
#[test]
fn lines_that_were_hurt_leave_the_others_whole() {
    let honest = Honest::new(200);
    let lines: Vec<&str> = honest.text.split_inclusive('\n').collect();
    let is_entry = |line: &str| line.trim_start().starts_with("{\"v\":");
    let first = lines.iter().position(|line| is_entry(line)).expect("entries");
    let longest = lines[first..].iter().map(|line| line.len()).max().unwrap_or_default();
    for at in 0..longest {
        for odd in [0, 1] {
            let mut hurt = honest.text.clone().into_bytes();
            let (mut start, mut untouched) = (0, 0);
            for (n, line) in lines.iter().enumerate() {
                let is_hurt = n % 2 == odd && is_entry(line) && at + 2 < line.len();
                if is_hurt {
                    hurt[start + at] ^= CHANGES[(at + n) % CHANGES.len()];
                } else if is_entry(line) {
                    untouched += 1;
                }
                start += line.len();
            }
            let opened = RunFile::open(&hurt);
            let found = opened.as_ref().map(|it| it.file.journal.len()).unwrap_or_default();
            assert!(found >= untouched, "byte {at}: {found} of {untouched} whole entries");
            honest.check(opened, &format!("byte {at} of each line"));
        }
    }
}

#[test]
fn a_file_that_was_cut_keeps_its_whole_lines() {
    let honest = Honest::new(200);
    let bytes = honest.text.as_bytes();
    let mut whole_lines = 0;
    // Without the end of its last line alone a file lacks nothing: that is asked below.
    for end in 0..honest.text.trim_end().len() {
        let is_line = end > 0 && bytes[end - 1] == b'\n';
        whole_lines += usize::from(is_line);
        let is_taken = end < 400 || end % STRIDE == 0 || (is_line && whole_lines % 20 == 0);
        if !is_taken {
            continue;
        }
        let opened = RunFile::open(&bytes[..end]);
        if let Ok(opened) = &opened {
            assert!(!opened.damages.is_empty(), "cut at {end}, and nothing said");
            let file = &opened.file;
            let found = file.plans.len() + file.corrections.len() + file.journal.len();
            // The frame takes four lines before the first plan and the first entry.
            assert!(found + 9 >= whole_lines, "cut at {end}: {found} of {whole_lines} lines");
        }
        honest.check(opened, &format!("cut at {end}"));
    }
    // But for the end of the last line nothing is missing.
    let cut = RunFile::open(honest.text.trim_end().as_bytes());
    assert_eq!(cut.map(|it| it.damages), Ok(Vec::new()));
}

#[test]
fn lines_that_left_or_moved_are_missed() {
    let honest = Honest::new(200);
    let lines: Vec<&str> = honest.text.lines().collect();
    let says = |lines: &[&str]| {
        let opened = RunFile::open(lines.join("\n").as_bytes());
        honest.check(opened.clone(), "lines");
        opened.map(|it| it.damages.iter().map(|damage| damage.kind).collect::<Vec<_>>())
    };
    for gone in [3, 7, 12, 100, 150] {
        let mut less = lines.clone();
        less.remove(gone);
        let said = says(&less).expect("it opens");
        assert_eq!(said.last(), Some(&DamageKind::NotWhole), "{}", lines[gone]);
        let mut moved = lines.clone();
        moved.swap(gone, gone - 1);
        assert_ne!(says(&moved), Ok(Vec::new()), "{}", lines[gone]);
        let mut twice = lines.clone();
        twice.insert(gone, lines[gone]);
        let said = says(&twice).expect("it opens");
        assert_eq!(said.last(), Some(&DamageKind::NotWhole), "{}", lines[gone]);
    }
}

#[test]
fn what_is_no_run_file_is_refused() {
    let refused = |text: &str| RunFile::open(text.as_bytes()).expect_err("it is refused");
    for (text, line, column) in [
        ("", 1, 1),
        ("# Plan\n\n- [ ] Step\n", 1, 1),
        ("{}", 1, 1),
        ("[]", 1, 1),
        ("{\"holdpoint\":0}", 1, 1),
        ("{\n  \"a\": 1,\n  \"Ж\": tru\n}\n", 3, 8),
        ("\u{0}\u{0}", 1, 1),
    ] {
        assert_eq!(refused(text), NotOpened::NotARunFile { line, column }, "{text}");
    }
    assert_eq!(refused("{\"holdpoint\":2,\n\"plans\":["), NotOpened::Newer { version: 2 });
    assert_eq!(refused("{\"holdpoint\":7,\"new\":{}}"), NotOpened::Newer { version: 7 });
}

#[test]
fn a_journal_alone_opens_too() {
    let journal = sample::journal(20);
    let opened = RunFile::open(wire::text(&journal).as_bytes()).expect("it opens");
    let file = RunFile { journal, ..RunFile::default() };
    assert_eq!(opened, Opened { file, damages: Vec::new() });
}
