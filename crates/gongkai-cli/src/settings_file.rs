//! The file of settings, `gongkai.toml`: where it is, and its text.

use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::exit::Failure;
use crate::inputs;

/// Name of the file of settings.
pub(crate) const FILE: &str = "gongkai.toml";

/// The file of settings nearest above a folder; an empty path is the current folder.
pub(crate) fn nearest(start: &Path) -> Option<PathBuf> {
    // The way upwards is that of the file system, not of what was typed.
    let absolute = std::path::absolute(if start.as_os_str().is_empty() { Path::new(".") } else { start }).ok()?;
    let depth = absolute.ancestors().position(|folder| folder.join(FILE).is_file())?;
    // As typed where that is possible, so that messages name short paths.
    let typed = start.ancestors().nth(depth).map(|folder| folder.join(FILE)).filter(|path| path.is_file());
    typed.or_else(|| absolute.ancestors().nth(depth).map(|folder| folder.join(FILE)))
}

/// The text of a file that the user wrote.
pub(crate) fn text(path: &Path, console: &Console) -> Result<String, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::Usage(format!("{}: {}", path.display(), inputs::unreadable(&error, console))))?;
    // Spreadsheet programs write CSV in the charset of their machine.
    Ok(gongkai::text_of(&bytes))
}

/// A file that is not well formed.
pub(crate) fn wrong(path: &Path, head: &str, error: &str) -> Failure {
    Failure::Usage(format!("{}: {head}{}", path.display(), error.replace('\n', " ")))
}

/// The roster in a file.
pub(crate) fn roster(path: &Path, console: &Console) -> Result<gongkai::check::Roster, Failure> {
    let head = console.pick(("名单写法不对：", "the roster is not well formed: "));
    let text = text(path, console)?;
    gongkai::check::Roster::parse(&path.to_string_lossy(), &text).map_err(|error| wrong(path, head, &error))
}
