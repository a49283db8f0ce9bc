//! From what was typed to the list of sources: files, folders, globs, addresses, standard input.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use gongkai::plugin::Registry;
use walkdir::{DirEntry, WalkDir};

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::pages::{self, Page};

/// Something to read, or the reason why there is nothing.
#[derive(Debug, Clone)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file, a pipe or a device.
    File(PathBuf),
    /// The page of a site.
    Page(Arc<Page>),
    /// What was named cannot be read; the sentence says what to do.
    Problem {
        /// What was named.
        source: String,
        /// Sentence for people.
        message: String,
    },
}

impl Input {
    /// The name that reports and messages use.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".into(),
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Page(page) => page.address.clone(),
            Self::Problem { source, .. } => source.clone(),
        }
    }
}

/// The inputs that the arguments name, in the order typed; what a folder or a glob holds is sorted. Nothing is read twice.
/// `limit`: bytes of one page at the most.
pub(crate) fn of(
    matches: &ArgMatches,
    registry: &Registry,
    limit: u64,
    console: &Console,
    environment: &Environment,
) -> Result<Vec<Input>, Failure> {
    let typed: Vec<PathBuf> = matches.get_many::<PathBuf>("inputs").into_iter().flatten().cloned().collect();
    named(&typed, matches, registry, limit, console, environment)
}

/// Like [`of`], for what is named here.
pub(crate) fn named(
    typed: &[PathBuf],
    matches: &ArgMatches,
    registry: &Registry,
    limit: u64,
    console: &Console,
    environment: &Environment,
) -> Result<Vec<Input>, Failure> {
    let address = |path: &Path| path.to_str().and_then(pages::address).map(str::to_owned);
    let addresses: Vec<String> = typed.iter().filter_map(|path| address(path)).collect();
    let mut pages = pages::pages(&addresses, matches, limit, console, environment)?.into_iter();
    let mut seen = HashSet::new();
    let mut inputs = Vec::new();
    for path in typed {
        let found = match address(path).and_then(|_| pages.next()) {
            Some(page) => vec![Input::Page(page)],
            None => expand_one(path, registry, console),
        };
        inputs.extend(found.into_iter().filter(|input| seen.insert(input.name())));
    }
    Ok(inputs)
}

fn expand_one(path: &Path, registry: &Registry, console: &Console) -> Vec<Input> {
    if path.as_os_str() == "-" {
        return vec![Input::Stdin];
    }
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => folder(path, registry, console),
        Ok(_) => vec![Input::File(path.into())],
        Err(error) => match path.to_str().filter(|text| text.contains(['*', '?', '['])) {
            Some(pattern) => matching(pattern, registry, console),
            None => vec![problem(path, &unreadable(&error, console))],
        },
    }
}

fn problem(path: &Path, message: &str) -> Input {
    Input::Problem { source: path.to_string_lossy().into_owned(), message: message.into() }
}

/// Why a path cannot be opened, for people.
pub(crate) fn unreadable(error: &std::io::Error, console: &Console) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => console
            .pick((
                "没有这个文件；请检查路径，文件名中有空格时加引号",
                "no such file; check the path, and quote names with spaces",
            ))
            .into(),
        std::io::ErrorKind::PermissionDenied => console
            .pick((
                "没有读取权限；请修改文件权限或换用有权限的账户",
                "permission denied; change the file's mode or use an account that may read it",
            ))
            .into(),
        _ => format!("{}{error}", console.pick(("无法读取：", "cannot be read: "))),
    }
}

/// The files of a folder that some importer reads, sorted by path. Hidden files and folders are left out; links are
/// followed, those that lead back are not.
fn folder(path: &Path, registry: &Registry, console: &Console) -> Vec<Input> {
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut inputs = Vec::new();
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_known(entry.path(), registry) => {
                inputs.push(Input::File(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let place = error.path().unwrap_or(path).to_path_buf();
                // A link that leads nowhere matters only where it looks like a report.
                let message = error.io_error().map(|error| unreadable(error, console)).unwrap_or_default();
                let dangling = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
                if !dangling || is_known(&place, registry) {
                    inputs.push(problem(&place, &message));
                }
            }
        }
    }
    if inputs.is_empty() {
        let message = console
            .pick((
                "文件夹里没有可读的报告；找过的扩展名：{}。其他文件请直接写出文件名",
                "the folder holds no file that can be read; looked for {}. Name other files one by one",
            ))
            .replace("{}", &extensions(registry).join(" "));
        inputs.push(problem(path, &message));
    }
    inputs
}

/// What a pattern matches: files as they are, folders with what is below.
fn matching(pattern: &str, registry: &Registry, console: &Console) -> Vec<Input> {
    let path = Path::new(pattern);
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => {
            let head = console.pick(("通配符写法不对：", "the pattern is not well formed: "));
            return vec![problem(path, &format!("{head}{error}"))];
        }
    };
    let mut inputs = Vec::new();
    for found in paths {
        match found {
            // `**` names folders too, whose files it names anyway.
            Ok(found) if found.is_dir() && pattern.contains("**") => {}
            Ok(found) if found.is_dir() => inputs.extend(folder(&found, registry, console)),
            Ok(found) => inputs.push(Input::File(found)),
            Err(error) => inputs.push(problem(error.path(), &unreadable(error.error(), console))),
        }
    }
    if inputs.is_empty() {
        let message = console.pick((
            "没有与通配符相符的文件；请检查路径和写法（** 代表任意层文件夹）",
            "no file matches the pattern; check the path and the pattern (** stands for folders of any depth)",
        ));
        inputs.push(problem(path, message));
    }
    inputs
}

fn is_known(path: &Path, registry: &Registry) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| registry.knows_extension(&extension.to_ascii_lowercase()))
}

/// `.txt`, `.md` …: what is looked for in folders.
pub(crate) fn extensions(registry: &Registry) -> Vec<String> {
    registry.iter().flat_map(|importer| importer.extensions()).map(|extension| format!(".{extension}")).collect()
}
