//! What applies to a check: the file of settings, the command line above it, the roster and the decisions it names.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gongkai::check::{self, Baseline, Blanks, Grade, Roster, Settings};

use crate::console::Console;
use crate::exit::Failure;
use crate::inputs::Input;
use crate::rule_query;
use crate::settings_file::{self, FILE, text, wrong};

/// Name of the file of decisions where nobody names another.
const BASELINE: &str = "gongkai-baseline.json";

/// Everything that applies.
pub(in crate::commands) struct Applied {
    /// The settings.
    pub(in crate::commands) settings: Settings,
    /// The units there are; empty: not given.
    pub(in crate::commands) roster: Roster,
    /// Where the roster stands, if one is given.
    roster_path: Option<PathBuf>,
    /// What earlier runs found; nothing: no file of decisions.
    pub(in crate::commands) baseline: Option<Baseline>,
    /// Where decisions are kept.
    pub(in crate::commands) baseline_path: PathBuf,
}

/// Collects what applies to some inputs.
pub(in crate::commands) fn applied(
    matches: &ArgMatches,
    inputs: &[Input],
    console: &Console,
) -> Result<Applied, Failure> {
    let file = file(matches, inputs);
    let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_path_buf();
    let mut settings = match &file {
        Some(path) => config(path, console)?,
        None => Settings::default(),
    };
    above(&mut settings, matches);
    if let Some(word) = settings.unknown_words().first() {
        return Err(Failure::Usage(rule_query::unknown(word, console)));
    }
    if let Some(problem) = settings.problems().first() {
        let name = file.as_deref().unwrap_or(Path::new(FILE)).display();
        return Err(Failure::Usage(format!("{name}: {}", problem.get(console.language))));
    }
    let named = |option: &str, set: Option<&String>| {
        matches.get_one::<PathBuf>(option).cloned().or_else(|| set.map(|path| folder.join(path)))
    };
    let roster = named("roster", settings.roster.as_ref());
    let roster_path = roster.clone();
    let roster = roster.map_or(Ok(Roster::default()), |path| settings_file::roster(&path, console))?;
    let asked = named("baseline", settings.baseline.as_ref());
    let baseline_path = asked.clone().unwrap_or_else(|| folder.join(BASELINE));
    // Commands that only read decisions have no such options.
    let records = matches.try_get_one::<bool>("record").ok().flatten().is_some_and(|record| *record);
    let writes = matches.try_contains_id("accept").unwrap_or(false) || records;
    let baseline = match baseline_path.try_exists() {
        Ok(true) => Some(baseline_of(&baseline_path, console)?),
        _ if asked.is_some() && !writes => Some(baseline_of(&baseline_path, console)?),
        _ => writes.then(Baseline::default),
    };
    Ok(Applied { settings, roster, roster_path, baseline, baseline_path })
}

impl Applied {
    /// Whether an input is the roster, which may lie in the folder of the reports and is none.
    pub(in crate::commands) fn is_roster(&self, input: &Input) -> bool {
        let (Some(roster), Input::File(path)) = (&self.roster_path, input) else { return false };
        match (roster.canonicalize(), path.canonicalize()) {
            (Ok(roster), Ok(path)) => roster == path,
            _ => false,
        }
    }
}

/// The file of settings that applies to some inputs: the one named, else the nearest one.
pub(in crate::commands) fn file(matches: &ArgMatches, inputs: &[Input]) -> Option<PathBuf> {
    matches.get_one::<PathBuf>("config").cloned().or_else(|| discovered(inputs))
}

/// The file of settings nearest above the first input; standard input counts as the current folder.
fn discovered(inputs: &[Input]) -> Option<PathBuf> {
    let start = match inputs.first() {
        Some(Input::File(path)) => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        _ => PathBuf::new(),
    };
    settings_file::nearest(&start)
}

/// What the command line sets wins over the file.
fn above(settings: &mut Settings, matches: &ArgMatches) {
    let words =
        |id: &str| -> Option<Vec<String>> { Some(matches.try_get_many::<String>(id).ok()??.cloned().collect()) };
    let choice = |id: &str| matches.try_get_one::<String>(id).ok().flatten().map(String::as_str);
    if let Some(select) = words("select") {
        settings.select = select;
    }
    settings.ignore.extend(words("ignore").unwrap_or_default());
    match choice("blanks") {
        Some("zero") => settings.blanks = Blanks::Zero,
        Some("unknown") => settings.blanks = Blanks::Unknown,
        Some(_) => settings.blanks = Blanks::Auto,
        None => {}
    }
    match choice("fail-on") {
        Some("note") => settings.fail_on = Some(Grade::Note),
        Some("advisory") => settings.fail_on = Some(Grade::Advisory),
        Some("warning") => settings.fail_on = Some(Grade::Warning),
        Some(_) => settings.fail_on = Some(Grade::Error),
        None => {}
    }
}

fn config(path: &Path, console: &Console) -> Result<Settings, Failure> {
    let head = console.pick(("设置文件写法不对：", "the file of settings is not well formed: "));
    check::parse_settings(&text(path, console)?).map_err(|error| wrong(path, head, &error))
}

fn baseline_of(path: &Path, console: &Console) -> Result<Baseline, Failure> {
    let head = console.pick(("记录文件写法不对：", "the file of decisions is not well formed: "));
    Baseline::parse(&text(path, console)?).map_err(|error| wrong(path, head, &error))
}
