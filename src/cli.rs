//! The desk: arguments to actions. The only room that knows files, the environment and the
//! desk's clock. Data goes to stdout, words to stderr.

mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns a Markdown release plan into a live checklist that holds the release at each gate.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Serve(serve::Serve),
}

/// Does what the arguments ask. The exit code is 2 where the arguments or their files are wrong.
pub fn main() -> ExitCode {
    match Arguments::parse().action {
        Action::Serve(arguments) => serve::serve(&arguments),
    }
}
