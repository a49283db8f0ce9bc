//! How a command ends.

use std::io;
use std::process::ExitCode;

/// Exit codes of every command. A higher one wins over a lower one, except that wrong usage ends everything at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, nothing to complain of.
    Done = 0,
    /// Done, with errors found or coverage incomplete.
    Findings = 1,
    /// The command line makes no sense; nothing was done.
    Usage = 2,
    /// Some input could not be read, or the result could not be written.
    Unreadable = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the arguments ask for makes no sense; the sentence for people.
    Usage(String),
    /// The result could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
