//! Reports by unit and year, for the commands that look at many: from files, folders, addresses and archives.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use gongkai::archive::{Archive, Mode};
use gongkai::check::{Roster, Settings};
use gongkai::compare::{Collection, UnitYear};
use gongkai::gathering;
use gongkai::model::{Language, Severity, Status};

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::inputs::{self, Input};
use crate::pipeline::{self, Outcome, Stage};
use crate::{options, readers, settings_file};

/// The positional inputs, what goes with them, and the roster.
pub(crate) fn arguments(command: Command, language: Language) -> Command {
    options::inputs(command, language).arg(roster_option(language))
}

/// `--roster`.
pub(crate) fn roster_option(language: Language) -> Arg {
    let help = (
        "单位名单（CSV 或 TOML：单位、上级、层级、类别、别名）",
        "roster of units (CSV or TOML: unit, parent, level, kind, aliases)",
    );
    options::option(language, "roster", ("文件", "FILE"), help).value_parser(value_parser!(PathBuf))
}

/// What was collected.
pub(crate) struct Collected {
    /// The reports, one for each unit and year.
    pub(crate) reports: Collection,
    /// The units of the roster; empty where none is given.
    pub(crate) roster: Roster,
    /// The reports that are not in the collection, each with the reason: those that tell no organ or no year.
    pub(crate) left_out: usize,
    /// `Unreadable` where some input could not be read.
    pub(crate) exit: Exit,
}

/// The roster that the arguments name; an empty one where they name none.
pub(crate) fn roster(matches: &ArgMatches, console: &Console) -> Result<Roster, Failure> {
    let path = matches.get_one::<PathBuf>("roster");
    path.map_or(Ok(Roster::default()), |path| settings_file::roster(path, console))
}

/// Collects what the arguments name. A folder that is an archive (it holds `captures/` and `gongkai.db`) gives what was read there.
pub(crate) fn collect(
    matches: &ArgMatches,
    console: &Console,
    environment: &Environment,
) -> Result<Collected, Failure> {
    let reader = readers::sized(matches, console, environment)?;
    let roster = roster(matches, console)?;
    let mut collected = Collected { reports: Collection::default(), roster, left_out: 0, exit: Exit::Done };
    let (archives, files) = parted(matches);
    for folder in &archives {
        let read = Archive::open(folder, Mode::Read).and_then(|archive| {
            gathering::archived(&archive, &collected.roster, &mut |report| {
                collected.reports.add(report);
                true
            })
        });
        if let Err(error) = read {
            console.complain_of(&folder.to_string_lossy(), &error.message(console.language));
            collected.exit = Exit::Unreadable;
        }
    }
    if files {
        let limit = options::max_bytes(matches);
        let mut inputs = inputs::of(matches, reader.registry(), limit, console, environment)?;
        let path = matches.get_one::<PathBuf>("roster").and_then(|path| path.canonicalize().ok());
        let output = matches.get_one::<PathBuf>("output").and_then(|path| path.canonicalize().ok());
        inputs.retain(|input| !is_one_of(input, &archives) && !is_file(input, path.as_deref()));
        inputs.retain(|input| !output.as_deref().is_some_and(|output| is_below(input, output)));
        files_of(&reader, &inputs, matches, console, &mut collected)?;
    }
    for aside in collected.reports.set_aside().iter().filter(|aside| aside.differing > 0) {
        let text = console.pick((
            "与 {preferred} 是同一单位同一年度的报告，有 {count} 个数据不同；采用后者",
            "is of the same unit and year as {preferred}, with figures that differ: {count}; the latter counts",
        ));
        let text = text.replace("{preferred}", &aside.preferred).replace("{count}", &aside.differing.to_string());
        console.note_of(&aside.source, &text);
    }
    Ok(collected)
}

/// The folders among the inputs that are archives, and whether there is anything else.
fn parted(matches: &ArgMatches) -> (Vec<PathBuf>, bool) {
    let typed: Vec<&PathBuf> = matches.get_many::<PathBuf>("inputs").into_iter().flatten().collect();
    let is_archive = |path: &&PathBuf| path.join("captures").is_dir() && path.join("gongkai.db").is_file();
    let archives: Vec<PathBuf> = typed.iter().copied().filter(is_archive).cloned().collect();
    let files = archives.len() < typed.len();
    (archives, files)
}

fn is_one_of(input: &Input, archives: &[PathBuf]) -> bool {
    let name = input.name();
    archives.iter().any(|folder| Path::new(&name).starts_with(folder))
}

fn is_file(input: &Input, path: Option<&Path>) -> bool {
    let Input::File(file) = input else { return false };
    path.is_some_and(|path| file.canonicalize().is_ok_and(|file| file == path))
}

/// Whether a file is the output, or in the folder that is: of an earlier run, or of this one.
fn is_below(input: &Input, output: &Path) -> bool {
    matches!(input, Input::File(file) if file.canonicalize().is_ok_and(|file| file.starts_with(output)))
}

/// What came of one source.
struct Read {
    source: String,
    error: Option<String>,
    kept: Vec<UnitYear>,
    left_out: usize,
}

fn files_of(
    reader: &gongkai::Reader,
    inputs: &[Input],
    matches: &ArgMatches,
    console: &Console,
    collected: &mut Collected,
) -> io::Result<()> {
    let Collected { reports, roster, left_out, exit } = collected;
    let settings = Settings::default();
    let work = |outcome: Outcome| {
        let kept = outcome.capture.as_ref().map_or_else(Vec::new, |capture| {
            let made = || gathering::unit_years(&outcome.reports, capture, roster, &settings);
            pipeline::guarded(made, console).unwrap_or_default()
        });
        let all = outcome.reports.iter().filter(|report| report.status == Status::Report).count();
        let error = outcome.error.or_else(|| not_a_report(&outcome.reports, console));
        Read { left_out: all.saturating_sub(kept.len()), source: outcome.source, error, kept }
    };
    let stage = Stage { reader, work: &work, progress: !matches.get_flag("no-progress") };
    pipeline::each(&stage, inputs, console, &mut |read: Read| {
        if let Some(error) = &read.error {
            console.complain_of(&read.source, error);
            *exit = Exit::Unreadable;
        }
        if read.left_out > 0 {
            let text = console.pick((
                "没有写明单位或年度，未计入；用 gongkai parse 查看",
                "tells no unit or no year and is left out; gongkai parse shows it",
            ));
            console.complain_of(&read.source, text);
            *left_out += read.left_out;
        }
        read.kept.into_iter().for_each(|report| reports.add(report));
        Ok(())
    })
}

/// The sentence for a source without any report in it.
fn not_a_report(reports: &[gongkai::model::Report], console: &Console) -> Option<String> {
    if reports.is_empty() || reports.iter().any(|report| report.status == Status::Report) {
        return None;
    }
    let said = reports.iter().flat_map(|report| &report.diagnostics);
    let mut errors = said.filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.next().map(|diagnostic| diagnostic.message(console.language))
}
