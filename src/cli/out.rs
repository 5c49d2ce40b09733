//! Standard output and standard error, where nobody may be listening any more.
//!
//! A reader that has seen enough (`| head -1`) closes the pipe: that is a normal end. What follows
//! is swallowed, so that the exit code is the one that the whole answer would have had.

use crate::plan::Level;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use anstream::AutoStream;
use std::fs::{self, File};
use std::io::{self, ErrorKind, StdoutLock, Write};
use std::path::Path;

/// For what leads the eye.
pub(super) const STRONG: Style = Style::new().effects(Effects::BOLD);
/// For what may be overlooked.
pub(super) const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// For what is done.
pub(super) const GREEN: Style = AnsiColor::Green.on_default();
const RED: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const YELLOW: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const CYAN: Style = AnsiColor::Cyan.on_default().effects(Effects::BOLD);

/// The colour of a finding.
pub(super) fn ink(level: Level) -> Style {
    match level {
        Level::Error => RED,
        Level::Warning => YELLOW,
        Level::Note => CYAN,
    }
}

/// A place to write to that does not mind being left.
pub(super) struct Out<W> {
    to: W,
    left: bool,
}

impl Out<StdoutLock<'static>> {
    /// Standard output, byte for byte.
    pub(super) fn bytes() -> Self {
        Self { to: io::stdout().lock(), left: false }
    }
}

impl Out<AutoStream<StdoutLock<'static>>> {
    /// Standard output for people: colours on a terminal, none elsewhere or where `NO_COLOR` asks.
    pub(super) fn words() -> Self {
        Self { to: anstream::stdout().lock(), left: false }
    }
}

impl<W: Write> Out<W> {
    fn unless_left<T>(&mut self, done: io::Result<T>, swallowed: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.left = true;
                Ok(swallowed)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left {
            return Ok(bytes.len());
        }
        let done = self.to.write(bytes);
        self.unless_left(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.left {
            return Ok(());
        }
        let done = self.to.flush();
        self.unless_left(done, ())
    }
}

/// One line on standard error. That it cannot be said is nothing one could say.
pub(super) fn say(words: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{words}");
}

/// The plan's own words made safe for a terminal: on one line, nothing in them steers the cursor.
pub(super) fn tame(words: &str) -> String {
    let visible = annotate_snippets::normalize_untrusted_str(words);
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file's name made safe for a terminal, its spaces kept: it may be clicked or copied.
pub(super) fn shown(name: &str) -> String {
    annotate_snippets::normalize_untrusted_str(name).replace('\n', "␊")
}

/// Writes beside the place and moves there, so that a full disk leaves what was.
pub(super) fn keep(output: &Path, bytes: &[u8]) -> io::Result<()> {
    if super::source::is_stdin(output) {
        let mut out = Out::bytes();
        out.write_all(bytes)?;
        return out.flush();
    }
    let mut beside = output.file_name().unwrap_or_default().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = output.with_file_name(beside);
    let done = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, output)
    })();
    if done.is_err() {
        // It may never have been there.
        let _ = fs::remove_file(&beside);
    }
    done
}
