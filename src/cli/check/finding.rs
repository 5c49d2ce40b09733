//! One finding as people read it: where, how grave, what, the line it is about, what to do.
//!
//! The first line is the one that editors and CI annotate by, so it keeps its shape in any language.

use super::excerpt::Excerpts;
use crate::cli::out::{self, shown, tame};
use crate::cli::reading::Reading;
use crate::cli::source::Document;
use crate::plan::{Fault, Level};
use crate::words::{self, Lang};
use annotate_snippets::{AnnotationKind, Group, Level as Tone, Renderer, Snippet};
use std::io::{self, Write};

/// Wider than any excerpt: lines are cut before they come here.
const TERM_WIDTH: usize = 400;

/// Prints every finding of a plan, in order.
pub(super) fn print(
    out: &mut impl Write,
    document: &Document,
    reading: &Reading,
    lang: Lang,
) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(TERM_WIDTH);
    let mut excerpts = Excerpts::of(&document.source.text);
    for fault in &reading.faults {
        let (level, code) = (fault.kind.level(), fault.kind.code());
        let (ink, strong) = (out::ink(level), out::STRONG);
        let (line, column) = (fault.place.line, fault.place.column);
        write!(out, "{strong}{}:{line}:{column}:{strong:#} ", shown(&document.file))?;
        write!(out, "{ink}{}[{code}]{ink:#}: ", level.word())?;
        writeln!(out, "{strong}{}{strong:#}", tame(&reading.message(lang, fault)))?;
        let help = Tone::HELP.with_name(words::outline(lang).advice);
        let advice = words::advice(lang, fault);
        let group = excerpt(&mut excerpts, reading, fault).element(help.message(advice));
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

/// The line with what is meant underlined, and no word of a secret.
fn excerpt<'a>(excerpts: &mut Excerpts<'_>, reading: &Reading, fault: &Fault) -> Group<'a> {
    let group = Group::with_level(match fault.kind.level() {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Note => Tone::NOTE,
    });
    let excerpt = if reading.veil.covers(fault.place.line) {
        excerpts.covered(fault.place, &reading.veil)
    } else {
        excerpts.at(fault.place)
    };
    let Some(excerpt) = excerpt else { return group };
    let meant = AnnotationKind::Primary.span(excerpt.meant);
    let snippet = Snippet::source(excerpt.shown).line_start(fault.place.line as usize);
    group.element(snippet.annotation(meant))
}

#[cfg(test)]
mod tests;
