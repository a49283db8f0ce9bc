//! What a PDF, a Word document or a workbook costs `gongkai facts`, and what it costs scripts over the libraries that people take for it.

use std::path::Path;

use super::accuracy::{self, Tally};
use super::environment::Environment;
use super::measure::{self, Cost};
use super::pages::{Copies, Page, corpus};
use super::print;

/// A format, and who is compared.
struct Format {
    name: &'static str,
    extension: &'static str,
    /// What is measured without a corpus.
    samples: &'static [&'static str],
    /// Name and script of the library for this format alone.
    peer: (&'static str, &'static str),
}

/// Lists of the corpus in which documents stand.
const LISTS: [&str; 2] = ["office.tsv", "pdf.tsv"];

const FORMATS: [Format; 3] = [
    Format {
        name: "PDF",
        extension: "pdf",
        samples: &[
            "plugins/pdf/samples/browser.pdf",
            "plugins/pdf/samples/level.pdf",
            "plugins/pdf/samples/office.pdf",
        ],
        peer: ("pdfplumber", "pdfplumber_tables.py"),
    },
    Format {
        name: "DOCX",
        extension: "docx",
        samples: &["examples/word_2024.docx"],
        peer: ("python-docx", "python_docx_tables.py"),
    },
    Format {
        name: "XLSX",
        extension: "xlsx",
        samples: &["examples/sheet_2023.xlsx"],
        peer: ("openpyxl", "openpyxl_cells.py"),
    },
];

/// Reads all of them.
const ANY: (&str, &str) = ("markitdown", "markitdown_convert.py");

/// What was found out about a program.
type Found = (&'static str, Cost, Option<Tally>);

/// Measures every format and prints what each program took.
pub(crate) fn table(root: &Path, environment: &Environment, markdown: bool) -> Result<String, String> {
    let mut lines =
        vec![["documents", "program", "CPU a document", "start-up", "cells right / wrong / missed"].map(str::to_owned)];
    for format in &FORMATS {
        let documents = documents(root, format)?;
        crate::say(&format!("measuring {} …", format.name));
        let found = measured(environment, format, &documents)?;
        lines.extend(rows(&described(format, &documents), &found));
    }
    let lines: Vec<_> = lines.into_iter().map(Vec::from).collect();
    Ok(print::lay_out(&lines, markdown))
}

/// The documents of a format: those of the corpus, or our own where there is none.
fn documents(root: &Path, format: &Format) -> Result<Vec<Page>, String> {
    let is_wanted = |file: &Path| file.extension().is_some_and(|extension| extension == format.extension);
    let mut files = corpus(&LISTS, is_wanted)?;
    if files.is_empty() {
        files.extend(format.samples.iter().map(|sample| (root.join(sample), None)));
    }
    let page = |(file, gold): (std::path::PathBuf, _)| match file.metadata() {
        Ok(metadata) => Ok(Page { file, gold, bytes: metadata.len() }),
        Err(error) => Err(format!("{}: {error}", file.display())),
    };
    files.into_iter().map(page).collect()
}

/// `6 PDF, 115 KB each`
fn described(format: &Format, documents: &[Page]) -> String {
    let bytes: u64 = documents.iter().map(|document| document.bytes).sum();
    format!("{} {}, {} KB each", documents.len(), format.name, (bytes >> 10) / documents.len().max(1) as u64)
}

/// The program itself first, then its peers.
fn measured(environment: &Environment, format: &Format, documents: &[Page]) -> Result<Vec<Found>, String> {
    let programs = [("gongkai facts", None), (format.peer.0, Some(format.peer.1)), (ANY.0, Some(ANY.1))];
    let commands = programs.map(|(_, script)| environment.command(script, "facts"));
    let copies = Copies::of(documents, environment.folder())?;
    let costs = measure::costs(environment, &commands, &copies)?;
    let output = environment.folder().join("cells.csv");
    let is_known = documents.iter().any(|document| document.gold.is_some());
    let found = programs.iter().zip(&commands).zip(costs).map(|(((name, _), command), cost)| {
        if !is_known {
            return Ok((*name, cost, None));
        }
        environment.seconds(command, copies.first(1), &output)?;
        Ok((*name, cost, Some(accuracy::tally(&output, documents)?)))
    });
    found.collect()
}

/// A line for each program; the first is the unit.
fn rows(documents: &str, found: &[Found]) -> Vec<[String; 5]> {
    let unit = found.first().map_or(1.0, |(_, cost, _)| cost.page);
    let row = |(name, cost, tally): &Found| {
        let told =
            tally.map_or_else(String::new, |tally| format!("{} / {} / {}", tally.right, tally.wrong, tally.missed));
        [
            documents.to_owned(),
            (*name).to_owned(),
            format!("{:.2} ms, {:.1} ×", cost.page * 1e3, cost.page / unit),
            format!("{:.0} ms", cost.start * 1e3),
            told,
        ]
    };
    found.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_program_is_the_unit() {
        let tally = Tally { right: 3, wrong: 0, missed: 1 };
        let found =
            [("a", Cost { start: 0.01, page: 0.002 }, Some(tally)), ("b", Cost { start: 0.5, page: 0.05 }, None)];
        assert_eq!(
            rows("2 PDF, 9 KB each", &found),
            [
                ["2 PDF, 9 KB each", "a", "2.00 ms, 1.0 ×", "10 ms", "3 / 0 / 1"],
                ["2 PDF, 9 KB each", "b", "50.00 ms, 25.0 ×", "500 ms", ""],
            ]
        );
    }
}
