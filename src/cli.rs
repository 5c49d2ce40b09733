//! The desk: arguments to actions.
//!
//! The only room that knows files, the environment and the desk's clock; everything below gets its
//! bytes as arguments. Data goes to standard output, words go to standard error.

mod build;
mod check;
mod inspect;
mod merge;
mod out;
mod pack;
mod probe;
mod reading;
mod report;
mod runs;
mod serve;
mod source;
mod status;
mod veil;
mod verify;
pub mod zones;

use crate::words::Lang;
use crate::words::plural::{self, Thing};
use clap::{Parser, Subcommand, ValueEnum};
use out::{Out, keep, say};
use std::process::ExitCode;

/// A thousand plans are millions of small pieces of memory, which the system's own allocator hands
/// out slowly. A fuzzer watches memory by an allocator of its own.
#[cfg(not(fuzzing))]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns a Markdown release plan into a live checklist that holds the release at each gate.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Inspect(inspect::Arguments),
    Check(check::Arguments),
    Report(report::Arguments),
    Verify(verify::Arguments),
    Merge(merge::Arguments),
    Status(status::Arguments),
    Probe(probe::Arguments),
    Build(build::Arguments),
    Pack(pack::Arguments),
    Serve(serve::Serve),
}

/// In which language the answers are.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Tongue {
    Ru,
    #[default]
    En,
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Ru => Self::Ru,
            Tongue::En => Self::En,
        }
    }
}

/// How it went, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing that should stop anyone.
    Clean,
    /// Errors in a plan, or warnings where warnings count.
    Faulty,
    /// Something could not be read, written or understood.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Faulty => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Does what the arguments ask and tells how it went: 0 clean, 1 faults, 2 unreadable or misused.
///
/// `app` is the built app that the binary carries, by path; empty where it was built without.
pub fn main(app: &'static [(&'static str, &'static [u8])]) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and version are answers too. Nobody may be listening; the code still tells.
            let _ = answer.print();
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2));
        }
    };
    let done = match arguments.action {
        Action::Inspect(arguments) => inspect::run(&arguments).map(ExitCode::from),
        Action::Check(arguments) => check::run(&arguments).map(ExitCode::from),
        Action::Report(arguments) => report::run(&arguments).map(ExitCode::from),
        Action::Verify(arguments) => verify::run(&arguments).map(ExitCode::from),
        Action::Merge(arguments) => merge::run(&arguments).map(ExitCode::from),
        Action::Status(arguments) => status::run(&arguments),
        Action::Probe(arguments) => probe::run(&arguments),
        Action::Build(arguments) => Ok(build::run(&arguments, app).into()),
        Action::Pack(arguments) => Ok(pack::run(&arguments, app).into()),
        Action::Serve(arguments) => return serve::serve(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            say(&format!("holdpoint: {error}"));
            Outcome::Failed.into()
        }
    }
}

/// A number with its noun, with the spaces that a terminal and a search know.
fn count(lang: Lang, thing: Thing, n: usize) -> String {
    plural::counted(lang, n, thing).replace('\u{a0}', " ")
}

/// Numbers with their nouns, without those that are nought.
fn counted(lang: Lang, counts: &[(Thing, usize)]) -> Vec<String> {
    let some = counts.iter().filter(|(_, n)| *n > 0);
    some.map(|(thing, n)| count(lang, *thing, *n)).collect()
}
