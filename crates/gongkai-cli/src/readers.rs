//! The reader of a command: what ships, the plugins that may run, and the importer that was asked for.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gongkai::external::{self, Loaded, Places, Refused};
use gongkai::plugin::{Importer, Limits, Registry};
use gongkai::{Reader, registry_with};

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::{options, settings_file};

/// The reader that the arguments ask for. Plugins that may not run are said.
pub(crate) fn reader(
    matches: &ArgMatches,
    limits: Limits,
    console: &Console,
    environment: &Environment,
) -> Result<Reader, Failure> {
    let loaded = loaded(matches, console, environment)?;
    with(loaded, limits, matches, console)
}

/// A reader with the plugins that a certain file of settings declares.
pub(crate) fn beside(
    project: Option<PathBuf>,
    matches: &ArgMatches,
    console: &Console,
    environment: &Environment,
) -> Result<Reader, Failure> {
    with(load(project, matches, console, environment)?, Limits::default(), matches, console)
}

fn with(loaded: Loaded, limits: Limits, matches: &ArgMatches, console: &Console) -> Result<Reader, Failure> {
    loaded.refused.iter().for_each(|refused| console.complain(&refusal(refused, console)));
    Ok(Reader::new(registry(loaded, matches, console)?, limits))
}

/// The reader with the limit of `--max-size`.
pub(crate) fn sized(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Reader, Failure> {
    let limits = Limits { bytes: options::max_bytes(matches), ..Limits::default() };
    reader(matches, limits, console, environment)
}

/// The importers of what was loaded, with the one that was asked for.
pub(crate) fn registry(loaded: Loaded, matches: &ArgMatches, console: &Console) -> Result<Registry, Failure> {
    let mut registry =
        registry_with(loaded.declarations).map_err(|error| Failure::Usage(error.message(console.language)))?;
    let asked = matches.try_get_one::<String>("importer").ok().flatten();
    if let Some(name) = asked.filter(|name| !registry.choose(name)) {
        let text =
            console.pick(("没有读取插件“{}”；可用的有 {names}", "there is no importer \"{}\"; there are {names}"));
        let names: Vec<&str> = registry.iter().map(Importer::name).collect();
        return Err(Failure::Usage(text.replace("{}", name).replace("{names}", &names.join(", "))));
    }
    Ok(registry)
}

/// The plugins that are declared for what the arguments name.
pub(crate) fn loaded(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Loaded, Failure> {
    load(project(matches), matches, console, environment)
}

fn load(
    project: Option<PathBuf>,
    matches: &ArgMatches,
    console: &Console,
    environment: &Environment,
) -> Result<Loaded, Failure> {
    let places = Places { user: environment.user_folder.clone(), project };
    let allow = matches.try_get_one::<bool>("allow-plugins").ok().flatten().copied().unwrap_or_default();
    external::load(&places, allow).map_err(|error| Failure::Usage(error.message(console.language)))
}

/// The file of settings: the one named, else the nearest above the first source.
fn project(matches: &ArgMatches) -> Option<PathBuf> {
    let named = |id: &str| matches.try_get_one::<PathBuf>(id).ok().flatten();
    if let Some(config) = named("config") {
        return Some(config.clone());
    }
    let first = matches.try_get_many::<PathBuf>("inputs").ok().flatten().and_then(|mut inputs| inputs.next());
    let start = match first {
        Some(path) if path.is_dir() => path.clone(),
        Some(path) if path.exists() => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        _ => PathBuf::new(),
    };
    settings_file::nearest(&start)
}

/// Why the plugins of a file do not run, and what to do.
pub(crate) fn refusal(refused: &Refused, console: &Console) -> String {
    let command = |(name, command): &(String, Vec<String>)| format!("{name}: {}", command.join(" "));
    let commands: Vec<String> = refused.plugins.iter().map(command).collect();
    let text = match refused.has_changed {
        false => console.pick((
            "这里声明了要运行的外部程序（{}），没有运行；看过文件后用 gongkai plugins allow {file} 允许，或加 --allow-plugins 只允许这一次",
            "programs are declared here ({}) and were not run; look at the file and allow them with gongkai plugins allow {file}, or for this run with --allow-plugins",
        )),
        true => console.pick((
            "这里声明的外部程序（{}）在允许之后改过，没有运行；请再看一遍，用 gongkai plugins allow {file} 重新允许",
            "the programs declared here ({}) have changed since they were allowed and were not run; look again, and allow them anew with gongkai plugins allow {file}",
        )),
    };
    let file = refused.file.to_string_lossy();
    format!("{file}: {}", text.replace("{}", &commands.join("; ")).replace("{file}", &file))
}
