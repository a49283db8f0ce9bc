//! A generated nation on the disk, and what it costs to read, check, archive and export it.

mod measure;

use std::fs;
use std::path::Path;
use std::thread;

use gongkai_tests::nation::{Medium, NationUnit, YEARS, report, roster, units};

pub(crate) use measure::bench;

/// Writes reports of a nation, and its roster: `FOLDER/roster.csv`, `FOLDER/reports/NN/…`. What is there already is not written again.
///
/// # Errors
/// A message for people, where the disk does not take them.
pub(crate) fn write(folder: &Path, count: usize, medium: Medium) -> Result<String, String> {
    let units = units(count.div_ceil(YEARS.len()));
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(wrong)?;
    fs::write(folder.join("roster.csv"), roster(&units)).map_err(wrong)?;
    let all: Vec<(usize, &NationUnit, i32)> = units
        .iter()
        .enumerate()
        .flat_map(|(number, unit)| YEARS.iter().map(move |year| (number, unit, *year)))
        .take(count)
        .collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(threads).max(1);
    let failed = thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().try_for_each(|one| file(folder, *one, medium))))
            .collect();
        parts.into_iter().filter_map(|part| part.join().ok()?.err()).next()
    });
    match failed {
        Some(error) => Err(wrong(error)),
        None => Ok(format!("{count} reports of {} units in {}", units.len(), folder.display())),
    }
}

fn file(folder: &Path, (number, unit, year): (usize, &NationUnit, i32), medium: Medium) -> std::io::Result<()> {
    // A thousand files a folder.
    let folder = folder.join("reports").join(format!("{:03}", number / 140));
    let extension = if medium == Medium::Page { "html" } else { "md" };
    let path = folder.join(format!("{number:06}-{year}.{extension}"));
    if path.is_file() {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    fs::write(path, report(unit, year, medium).bytes)
}
