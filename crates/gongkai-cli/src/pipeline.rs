//! Many sources on all cores: results in the order given, memory bounded, a bad source stops nobody.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gongkai::Reader;
use gongkai::model::{Capture, Report, Severity};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::console::Console;
use crate::exit::Exit;
use crate::inputs::Input;
use crate::language::Text;
use crate::output::Output;
use crate::source;

/// Sources whose results may wait in memory at a time.
const CHUNK_FILES: usize = 64;
/// Bytes of sources whose results may wait in memory at a time.
const CHUNK_BYTES: u64 = 32_000_000;

/// What came of one source.
pub(crate) struct Outcome {
    /// Name of the source.
    pub(crate) source: String,
    /// Its bytes, where there are any.
    pub(crate) capture: Option<Capture>,
    /// The reports in it.
    pub(crate) reports: Vec<Report>,
    /// Why it could not be read.
    pub(crate) error: Option<String>,
}

/// What a command makes of a source: bytes for the output, or what it writes itself.
#[derive(Default)]
pub(crate) struct Rendered<T = Vec<u8>> {
    /// What was made.
    pub(crate) made: T,
    /// Remarks for standard error.
    pub(crate) notes: Vec<String>,
    /// Whether something was asked for that the source does not have.
    pub(crate) incomplete: bool,
}

/// What a command does with the sources.
pub(crate) struct Plan<'a, T = Vec<u8>> {
    /// How to read.
    pub(crate) reader: &'a Reader,
    /// Makes the output of one source; runs on several threads. It may take the reports.
    pub(crate) render: &'a (dyn Fn(&mut Outcome) -> io::Result<Rendered<T>> + Sync),
    /// Whether to draw a progress bar.
    pub(crate) progress: bool,
}

#[derive(Default)]
struct Tally {
    read: usize,
    with_errors: usize,
    unreadable: usize,
}

struct Done<T> {
    source: String,
    error: Option<String>,
    /// What is said of the files in it that were not read.
    unread: Vec<String>,
    has_errors: bool,
    rendered: io::Result<Rendered<T>>,
}

/// Reads all inputs and writes what the plan makes of them; `between` stands between two sources that gave output.
pub(crate) fn run(
    plan: &Plan<'_>,
    between: &str,
    inputs: &[Input],
    output: &mut Output,
    console: &Console,
) -> io::Result<Exit> {
    let mut first = true;
    hand_over(plan, inputs, console, &mut |bytes| {
        if bytes.is_empty() {
            return Ok(());
        }
        if !std::mem::take(&mut first) {
            output.write(between.as_bytes())?;
        }
        output.write(&bytes)
    })
}

/// Reads all inputs and hands over what the plan makes of them, one at a time.
pub(crate) fn hand_over<T: Send>(
    plan: &Plan<'_, T>,
    inputs: &[Input],
    console: &Console,
    take: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<Exit> {
    let mut tally = Tally::default();
    let work = |outcome: Outcome| Done::of(plan, outcome, console);
    let stage = Stage { reader: plan.reader, work: &work, progress: plan.progress };
    each(&stage, inputs, console, &mut |done| {
        tell(&done, console);
        tally.count(&done);
        take(done.rendered?.made)
    })?;
    if inputs.len() > 1 {
        console.note(&tally.summary(console));
    }
    Ok(tally.exit())
}

impl<T> Done<T> {
    fn of(plan: &Plan<'_, T>, mut outcome: Outcome, console: &Console) -> Self {
        let unread = unread_files(&outcome.reports, console);
        let errors = outcome
            .reports
            .iter()
            .any(|report| report.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error));
        let rendered = (plan.render)(&mut outcome);
        let incomplete = rendered.as_ref().is_ok_and(|rendered| rendered.incomplete);
        Self { source: outcome.source, error: outcome.error, unread, has_errors: errors || incomplete, rendered }
    }
}

/// How sources are read, and what is made of each.
pub(crate) struct Stage<'a, T> {
    /// How to read.
    pub(crate) reader: &'a Reader,
    /// Makes something of a source; runs on several threads.
    pub(crate) work: &'a (dyn Fn(Outcome) -> T + Sync),
    /// Whether to draw a progress bar.
    pub(crate) progress: bool,
}

/// Reads all inputs and hands over what was made of each, in the order given and one at a time.
pub(crate) fn each<T: Send>(
    stage: &Stage<'_, T>,
    inputs: &[Input],
    console: &Console,
    take: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let bar = progress_bar(stage.progress && inputs.len() > 1, inputs.len(), ("已读", "read"), console);
    let mut rest = inputs;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_length(rest));
        rest = after;
        let results: Vec<T> = chunk
            .par_iter()
            .map(|input| {
                let made = (stage.work)(read(stage.reader, input, console));
                bar.inc(1);
                made
            })
            .collect();
        for made in results {
            bar.suspend(|| take(made))?;
        }
    }
    bar.finish_and_clear();
    Ok(())
}

/// Reads one input.
pub(crate) fn read(reader: &Reader, input: &Input, console: &Console) -> Outcome {
    let empty = Outcome { source: input.name(), capture: None, reports: Vec::new(), error: None };
    let capture = match source::capture(input, reader.limits().bytes, console) {
        Ok(capture) => capture,
        Err(error) => return Outcome { error: Some(error), ..empty },
    };
    match guarded(|| reader.read(&capture), console) {
        Ok(Ok(reports)) => Outcome { capture: Some(capture), reports, ..empty },
        Ok(Err(error)) => Outcome { error: Some(error.message(console.language)), capture: Some(capture), ..empty },
        Err(defect) => Outcome { error: Some(defect), capture: Some(capture), ..empty },
    }
}

/// Does something with one source: a defect of ours in one file of ten thousand must not cost the other ones.
///
/// # Errors
/// The sentence to say of a source on which we failed.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T, console: &Console) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let message = console.pick((
            "gongkai 自身出错，未能处理；请把这个文件附在问题报告里",
            "a defect of gongkai itself; nothing is known of it. Please report it with this file",
        ));
        message.into()
    })
}

/// What is said of the files in a package that were not read.
pub(crate) fn unread_files<'a>(reports: impl IntoIterator<Item = &'a Report>, console: &Console) -> Vec<String> {
    let said =
        reports.into_iter().flat_map(|report| &report.diagnostics).filter(|diagnostic| diagnostic.is_of_package());
    said.map(|diagnostic| diagnostic.message(console.language)).collect()
}

fn tell<T>(done: &Done<T>, console: &Console) {
    if let Some(error) = &done.error {
        console.complain_of(&done.source, error);
    }
    done.unread.iter().for_each(|message| console.complain_of(&done.source, message));
    for note in done.rendered.iter().flat_map(|rendered| &rendered.notes) {
        console.note_of(&done.source, note);
    }
}

/// How many of the inputs go together.
pub(crate) fn chunk_length(inputs: &[Input]) -> usize {
    let mut bytes = 0;
    let size = |input: &Input| match input {
        Input::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
        _ => 0,
    };
    let fitting = inputs.iter().take(CHUNK_FILES).take_while(|input| {
        bytes += size(input);
        bytes <= CHUNK_BYTES
    });
    fitting.count().max(1)
}

/// A bar that counts what was done, in words such as `read`.
pub(crate) fn progress_bar(wanted: bool, length: usize, done: Text, console: &Console) -> ProgressBar {
    if !wanted || console.is_quiet() {
        return ProgressBar::hidden();
    }
    let template = console.pick(("@ {pos}/{len} {wide_bar} 剩余 {eta}", "{pos}/{len} @ {wide_bar} {eta} left"));
    let style = ProgressStyle::with_template(&template.replace('@', console.pick(done)))
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    // Draws only when standard error is a terminal.
    ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr()).with_style(style)
}

impl Tally {
    fn count<T>(&mut self, done: &Done<T>) {
        match done.error {
            Some(_) => self.unreadable += 1,
            None => self.read += 1,
        }
        self.with_errors += usize::from(done.has_errors);
    }

    fn summary(&self, console: &Console) -> String {
        console
            .pick((
                "读取 {read} 份，其中 {errors} 份有错误；{unreadable} 份无法读取",
                "{read} read, {errors} of them with errors; {unreadable} could not be read",
            ))
            .replace("{read}", &self.read.to_string())
            .replace("{errors}", &self.with_errors.to_string())
            .replace("{unreadable}", &self.unreadable.to_string())
    }

    fn exit(&self) -> Exit {
        match self {
            Self { unreadable: 1.., .. } => Exit::Unreadable,
            Self { with_errors: 1.., .. } => Exit::Findings,
            _ => Exit::Done,
        }
    }
}
