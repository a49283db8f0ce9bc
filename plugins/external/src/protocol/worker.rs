//! One running program that speaks the protocol: a line out, a line back.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use gongkai_plugin::ProgramFailure;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use super::wire::{Answer, Call, Hello, Refusal, Request};
use crate::command::{Paths, filled};
use crate::declaration::Declaration;
use crate::process::{self, Failed, Running, failure_of, not_started};

/// How long the end of a program that closed its output is waited for.
const LAST: Duration = Duration::from_millis(500);

/// A line of a program, or that it is too long.
type Line = Result<Vec<u8>, ()>;

/// A running program. It ends when it is dropped.
pub(super) struct Worker {
    running: Running,
    stdin: ChildStdin,
    lines: Receiver<Line>,
    next: u64,
    output: u64,
    /// Where it works, and where sources are laid.
    pub(super) folder: TempDir,
}

impl Worker {
    /// Starts a program and agrees on a version with it.
    pub(super) fn start(declaration: &Declaration, versions: &[u64]) -> Result<Self, Failed> {
        let folder = process::folder()?;
        let here = std::path::absolute(declaration.here()).map_err(|error| not_started(&error))?;
        let tmp = folder.path();
        let paths = Paths { input: tmp, output: tmp, tmp, here: &here };
        let arguments = filled(&declaration.command, &paths);
        let mut running = Running::start(&arguments, tmp, declaration, Stdio::piped())?;
        let pipes = (running.child().stdin().take(), running.child().stdout().take());
        let (Some(stdin), Some(stdout)) = pipes else {
            return Err(ProgramFailure::NotStarted { reason: "it has no pipes".into() }.into());
        };
        let output = declaration.limits.output;
        let mut worker = Self { running, stdin, lines: listen(stdout, output), next: 0, output, folder };
        let host = concat!("gongkai/", env!("CARGO_PKG_VERSION"));
        let hello = worker.ask::<Hello>(Call::Hello { protocols: versions, host }, declaration.limits.time)?;
        match hello {
            Ok(Hello { protocol }) if versions.contains(&protocol) => Ok(worker),
            Ok(Hello { protocol }) => Err(worker.failed(ProgramFailure::WrongVersion { version: protocol })),
            Err(refusal) => Err(worker.failed(ProgramFailure::Refused { message: refusal.message })),
        }
    }

    /// Asks, and gives the answer or the refusal of the program.
    pub(super) fn ask<T: DeserializeOwned>(
        &mut self,
        call: Call<'_>,
        within: Duration,
    ) -> Result<Result<T, Refusal>, Failed> {
        self.next += 1;
        let id = self.next;
        let mut line = serde_json::to_vec(&Request { id, call }).map_err(|error| bad(&error))?;
        line.push(b'\n');
        // A program that has ended hears nothing; how it ended is found out below. A request is far shorter than a pipe.
        let _ = self.stdin.write_all(&line).and_then(|()| self.stdin.flush());
        let line = self.line(within)?;
        let text = std::str::from_utf8(&line).map_err(|_| self.failed(bad(&"its line is not UTF-8")))?;
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|_| self.failed(bad(&format!("its line is not JSON: {}", beginning(text)))))?;
        // From the text once more, so that errors name the place; by way of a value, since the content decides the shape.
        let answer: Answer<serde_json::Value> =
            serde_json::from_value(value).map_err(|error| self.failed(bad(&error)))?;
        if answer.id != id {
            let reason = format!("it answers request {} where {id} was asked", answer.id);
            return Err(self.failed(bad(&reason)));
        }
        if let Some(refusal) = answer.error {
            return Ok(Err(refusal));
        }
        let content = answer.content.unwrap_or_default();
        serde_json::from_value(content).map(Ok).map_err(|error| self.failed(bad(&error)))
    }

    /// The next line of the program.
    fn line(&mut self, within: Duration) -> Result<Vec<u8>, Failed> {
        match self.lines.recv_timeout(within) {
            Ok(Ok(line)) => Ok(line),
            Ok(Err(())) => Err(self.failed(ProgramFailure::TooMuchOutput { limit: self.output })),
            Err(RecvTimeoutError::Timeout) => {
                self.running.end();
                Err(self.failed(ProgramFailure::TimedOut { seconds: within.as_secs() }))
            }
            Err(RecvTimeoutError::Disconnected) => {
                let failure = self.end_of_program();
                Err(self.failed(failure))
            }
        }
    }

    /// How a program that says nothing more ended.
    fn end_of_program(&mut self) -> ProgramFailure {
        let begun = Instant::now();
        while begun.elapsed() < LAST {
            match self.running.ended() {
                Ok(Some(status)) => {
                    return match failure_of(status) {
                        None => ProgramFailure::Ended { code: 0 },
                        Some(ProgramFailure::Exited { code }) => ProgramFailure::Ended { code },
                        Some(failure) => failure,
                    };
                }
                Ok(None) => thread::sleep(Duration::from_millis(5)),
                Err(failure) => return failure,
            }
        }
        bad(&"it closed its output and goes on")
    }

    fn failed(&self, failure: ProgramFailure) -> Failed {
        if !matches!(failure, ProgramFailure::BadAnswer { .. } | ProgramFailure::TooMuchOutput { .. }) {
            self.running.said().wait();
        }
        self.running.failed(failure)
    }
}

/// Reads lines on a thread of their own, each up to a limit.
fn listen(stdout: impl Read + Send + 'static, limit: u64) -> Receiver<Line> {
    // A program that answers what nobody asked is held up by its pipe, not by our memory.
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || {
        let mut stdout = BufReader::new(stdout);
        loop {
            let mut line = Vec::new();
            let read = stdout.by_ref().take(limit.saturating_add(1)).read_until(b'\n', &mut line);
            let sent = match read {
                Ok(1..) if line.last() == Some(&b'\n') => sender.send(Ok(line)),
                Ok(1..) if line.len() as u64 > limit => sender.send(Err(())),
                // The rest of a line that was never ended is no answer.
                _ => return,
            };
            if sent.is_err() {
                return;
            }
        }
    });
    receiver
}

fn bad(reason: &dyn std::fmt::Display) -> ProgramFailure {
    ProgramFailure::BadAnswer { reason: reason.to_string() }
}

/// The beginning of a line, to recognise it by.
fn beginning(text: &str) -> String {
    let text = text.trim_end();
    let cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
