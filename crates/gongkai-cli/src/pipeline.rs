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

/// What a command makes of a source.
#[derive(Default)]
pub(crate) struct Rendered {
    /// Bytes for the output.
    pub(crate) bytes: Vec<u8>,
    /// Remarks for standard error.
    pub(crate) notes: Vec<String>,
    /// Whether something was asked for that the source does not have.
    pub(crate) incomplete: bool,
}

/// What a command does with the sources.
pub(crate) struct Plan<'a> {
    /// How to read.
    pub(crate) reader: &'a Reader,
    /// Makes the output of one source; runs on several threads.
    pub(crate) render: &'a (dyn Fn(&Outcome) -> io::Result<Rendered> + Sync),
    /// Stands between two sources that gave output.
    pub(crate) between: &'a str,
    /// Whether to draw a progress bar.
    pub(crate) progress: bool,
}

#[derive(Default)]
struct Tally {
    read: usize,
    with_errors: usize,
    unreadable: usize,
}

struct Done {
    source: String,
    error: Option<String>,
    has_errors: bool,
    rendered: io::Result<Rendered>,
}

/// Reads all inputs and writes what the plan makes of them.
pub(crate) fn run(plan: &Plan<'_>, inputs: &[Input], output: &mut Output, console: &Console) -> io::Result<Exit> {
    let bar = progress_bar(plan.progress && inputs.len() > 1, inputs.len(), console);
    let (mut tally, mut first, mut rest) = (Tally::default(), true, inputs);
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_length(rest));
        rest = after;
        let results: Vec<Done> = chunk
            .par_iter()
            .map(|input| {
                let done = one(plan, input, console);
                bar.inc(1);
                done
            })
            .collect();
        for done in results {
            bar.suspend(|| tell(&done, console));
            tally.count(&done);
            let rendered = done.rendered?;
            if rendered.bytes.is_empty() {
                continue;
            }
            if !std::mem::take(&mut first) {
                output.write(plan.between.as_bytes())?;
            }
            bar.suspend(|| output.write(&rendered.bytes))?;
        }
    }
    bar.finish_and_clear();
    if inputs.len() > 1 {
        console.note(&tally.summary(console));
    }
    Ok(tally.exit())
}

fn one(plan: &Plan<'_>, input: &Input, console: &Console) -> Done {
    let outcome = read(plan.reader, input, console);
    let rendered = (plan.render)(&outcome);
    let errors = outcome
        .reports
        .iter()
        .any(|report| report.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error));
    let incomplete = rendered.as_ref().is_ok_and(|rendered| rendered.incomplete);
    Done { source: outcome.source, error: outcome.error, has_errors: errors || incomplete, rendered }
}

fn read(reader: &Reader, input: &Input, console: &Console) -> Outcome {
    let empty = Outcome { source: input.name(), capture: None, reports: Vec::new(), error: None };
    let capture = match source::capture(input, reader.limits().bytes, console) {
        Ok(capture) => capture,
        Err(error) => return Outcome { error: Some(error), ..empty },
    };
    // A defect of ours in one file of ten thousand must not cost the other ones.
    let result = catch_unwind(AssertUnwindSafe(|| reader.read(&capture)));
    match result {
        Ok(Ok(reports)) => Outcome { capture: Some(capture), reports, ..empty },
        Ok(Err(error)) => Outcome { error: Some(error.message(console.language)), capture: Some(capture), ..empty },
        Err(_) => {
            let message = console.pick((
                "gongkai 自身出错，未能读取；请把这个文件附在问题报告里",
                "a defect of gongkai itself; it was not read. Please report it with this file",
            ));
            Outcome { error: Some(message.into()), capture: Some(capture), ..empty }
        }
    }
}

fn tell(done: &Done, console: &Console) {
    if let Some(error) = &done.error {
        console.complain_of(&done.source, error);
    }
    for note in done.rendered.iter().flat_map(|rendered| &rendered.notes) {
        console.note_of(&done.source, note);
    }
}

/// How many of the inputs go together.
fn chunk_length(inputs: &[Input]) -> usize {
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

fn progress_bar(wanted: bool, length: usize, console: &Console) -> ProgressBar {
    if !wanted || console.is_quiet() {
        return ProgressBar::hidden();
    }
    let template = console.pick(("已读 {pos}/{len} {wide_bar} 剩余 {eta}", "{pos}/{len} read {wide_bar} {eta} left"));
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    // Draws only when standard error is a terminal.
    ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr()).with_style(style)
}

impl Tally {
    fn count(&mut self, done: &Done) {
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
