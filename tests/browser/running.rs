//! A program that says on which port it listens, ended when dropped.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

/// So often a driver is started anew.
const TRIES: usize = 5;

/// The program.
pub struct Running(Child);

impl Running {
    /// A server of ours, and what it says behind the beginning of its address: its port first.
    #[allow(dead_code, reason = "a test of the driver alone needs none")]
    pub fn server(command: &mut Command) -> (Self, String) {
        let started = Self::told(command, "http://127.0.0.1:");
        started.unwrap_or_else(|| panic!("{command:?} named no port"))
    }

    /// Chromium's driver, and its port. It takes one that is free, and ends where somebody else was
    /// quicker to take it: then it is started once more.
    pub fn driver() -> (Self, u16) {
        let start = || {
            let mut command = Command::new("chromedriver");
            let (running, said) =
                Self::told(command.arg("--port=0"), "started successfully on port ")?;
            Some((running, port_of(&said)?))
        };
        let started = (0..TRIES).find_map(|_| start());
        started.expect("chromedriver names its port: `scripts/setup test` installs it")
    }

    /// What it says behind these words; nothing if it ended without them.
    fn told(command: &mut Command, before: &str) -> Option<(Self, String)> {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut running = Self(child.unwrap_or_else(|failure| panic!("{command:?}: {failure}")));
        let said = running.0.stdout.take().expect("it speaks");
        Some((running, behind(said, before)?))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The number that some words begin with.
pub fn port_of(said: &str) -> Option<u16> {
    said.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// What is said in a line behind some words.
pub fn behind(said: impl Read, before: &str) -> Option<String> {
    let mut lines = BufReader::new(said).lines().map_while(Result::ok);
    lines.find_map(|line| line.split_once(before).map(|(_, after)| after.to_owned()))
}
