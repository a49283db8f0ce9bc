//! What a person would read at each stage: a document as its blocks, a report as its tables.

use std::fmt::Write as _;

use gongkai::check::Verdict;
use gongkai::model::{
    Block, Document, EditionId, Fact, Grid, Language, Line, Outcome, Report, TableId, TableReading, Value,
};
use gongkai::template::{
    APPLICANTS, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, disputes_cell, edition, proactive_cell, requests_cell,
    statistics_cell,
};
use unicode_width::UnicodeWidthStr as _;

/// A document, block by block, each with the place where it begins.
pub fn document(documents: &[Document]) -> String {
    let mut view = String::new();
    for document in documents {
        for metadatum in &document.metadata {
            let _ = writeln!(view, "metadata {} = {}", metadatum.name, metadatum.value);
        }
        for block in &document.blocks {
            match block {
                Block::Heading { level, text, locus } => {
                    let _ = writeln!(view, "{:7} heading {level}  {text}", locus.to_string());
                }
                Block::Paragraph { text, locus } => {
                    let _ = writeln!(view, "{:7} {text}", locus.to_string());
                }
                Block::Table(grid) => table(&mut view, grid),
                Block::Lines(lines) => laid_out(&mut view, lines),
            }
        }
        for diagnostic in &document.diagnostics {
            let _ = writeln!(view, "! {} {}", diagnostic.code, diagnostic.message(Language::En));
        }
    }
    view
}

fn table(view: &mut String, grid: &Grid) {
    let ragged = if grid.is_ragged() { ", ragged" } else { "" };
    let _ = writeln!(view, "table of {} rows, {} columns{ragged}", grid.rows(), grid.columns());
    for row in 0..grid.rows() {
        let cells = grid.row(row);
        let place = cells.first().map_or(String::new(), |cell| cell.locus.to_string());
        let texts: Vec<String> = cells
            .iter()
            .map(|cell| match (cell.row_span, cell.column_span) {
                (1, 1) => cell.text.replace('\n', "⏎"),
                (rows, columns) => format!("{} ({rows}×{columns})", cell.text.replace('\n', "⏎")),
            })
            .collect();
        let _ = writeln!(view, "{place:7} ┊ {}", texts.join(" ┊ "));
    }
}

fn laid_out(view: &mut String, lines: &[Line]) {
    let _ = writeln!(view, "lines: {}", lines.len());
    for line in lines {
        let place = line.pieces.first().map_or(String::new(), |piece| piece.locus.to_string());
        let pieces: Vec<String> = line.pieces.iter().map(|piece| format!("{}:{}", piece.chars, piece.text)).collect();
        let _ = writeln!(view, "{place:7} p{} {}", line.page, pieces.join("  "));
    }
}

/// A report: whose it is, its tables drawn as tables, its passages, and what was said about it in both languages.
///
/// Blank is `␣`, missing `–`, not applicable `/`, undecided `?`; `*` marks a repaired cell.
pub fn report(reports: &[Report]) -> String {
    let mut view = String::new();
    for report in reports {
        identity(&mut view, report);
        for id in [TableId::Proactive, TableId::Requests, TableId::Disputes] {
            let _ = writeln!(view);
            match report.tables.iter().find(|reading| reading.table == id) {
                Some(reading) => form_table(&mut view, report, reading),
                None => {
                    let _ = writeln!(view, "{}: none", id.name_en());
                }
            }
        }
        if let Some(reading) = report.tables.iter().find(|reading| reading.table == TableId::Statistics) {
            let _ = writeln!(view);
            form_table(&mut view, report, reading);
        }
        told(&mut view, report);
        passages(&mut view, report);
        diagnostics(&mut view, report);
    }
    view
}

fn identity(view: &mut String, report: &Report) {
    let _ = writeln!(view, "document {}: {:?}", report.document, report.status);
    let mut line = |name: &str, found: Option<(String, &str, String)>| {
        let text = found.map_or("not found".to_owned(), |(value, raw, place)| format!("{value}  from “{raw}” {place}"));
        let _ = writeln!(view, "{name:9} {text}");
    };
    macro_rules! found {
        ($field:expr, $show:expr) => {
            $field.as_ref().map(|found| {
                let place = found.locus.as_ref().map_or("(no place)".to_owned(), |locus| format!("at {locus}"));
                ($show(&found.value), found.raw.as_str(), place)
            })
        };
    }
    line("title", found!(report.title, |title: &String| title.clone()));
    line(
        "agency",
        found!(report.agency, |agency: &gongkai::model::Agency| {
            let kind = agency.kind.map_or("kind unknown", gongkai::model::Kind::id);
            let level = agency.level.map_or("level unknown", gongkai::model::Level::id);
            format!("{} ({kind}, {level})", agency.name)
        }),
    );
    line("year", found!(report.year, |year: &i32| year.to_string()));
    line("scope", found!(report.scope, |scope: &gongkai::model::Scope| scope.id().to_owned()));
    line("published", found!(report.published, |date: &gongkai::model::Date| date.to_string()));
}

fn cell(report: &Report, path: &str) -> String {
    let Some(fact) = report.facts.get(path) else { return "absent!".into() };
    let text = match &fact.value {
        Value::Number(number) => format!("{number}{}", printed_unit(fact)),
        Value::Blank => "␣".into(),
        Value::NotApplicable => "/".into(),
        Value::None => "无".into(),
        Value::Text(text) => format!("“{text}”"),
        Value::Unreadable(candidates) => format!("?{}", candidates.join("|")),
        Value::Missing => "–".into(),
    };
    if fact.evidence.obtained.as_str() == "repaired" { text + "*" } else { text }
}

/// The unit, where the cell itself prints one.
fn printed_unit(fact: &Fact) -> &str {
    if fact.evidence.raw.ends_with(fact.unit.as_str()) { &fact.unit } else { "" }
}

/// The line a row stands on: that of its first fact with a place.
fn place<'a>(report: &Report, paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut facts = paths.into_iter().filter_map(|path| report.facts.get(path));
    facts.find_map(|fact| fact.evidence.locus.as_ref()).map_or(String::new(), ToString::to_string)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A line of a table: the label, the cells under their headers, the place.
fn row(view: &mut String, label: &str, head: &[&str], cells: &[String], place: &str) {
    let cells = cells.iter().zip(head).map(|(cell, head)| {
        let free = head.width().max(8).saturating_sub(cell.width());
        " ".repeat(free) + cell
    });
    let line = format!("  {} {}  {place}", padded(label, 44), cells.collect::<Vec<_>>().join("  "));
    let _ = writeln!(view, "{}", line.trim_end());
}

fn header(view: &mut String, label: &str, head: &[&str]) {
    let cells: Vec<String> = head.iter().map(|&head| head.to_owned()).collect();
    row(view, label, head, &cells, "");
}

fn figures(view: &mut String, report: &Report, label: &str, head: &[&str], paths: &[String]) {
    let cells: Vec<String> = paths.iter().map(|path| cell(report, path)).collect();
    row(view, label, head, &cells, &place(report, paths));
}

fn form_table(view: &mut String, report: &Report, reading: &TableReading) {
    let (name, id, locus) = (reading.table.name_en(), reading.edition.id(), &reading.locus);
    let _ = writeln!(view, "{name}, edition {id}, at {locus}: {} of {} cells", reading.present, reading.expected);
    match reading.table {
        TableId::Proactive => proactive(view, report, reading.edition),
        TableId::Requests => {
            let head: Vec<&str> = APPLICANTS.iter().map(|column| column.label().text).collect();
            header(view, "", &head);
            for line in edition(reading.edition).requests {
                let paths: Vec<String> = APPLICANTS.iter().map(|&column| requests_cell(line.row, column)).collect();
                figures(view, report, &shortened(&line.full_label()), &head, &paths);
            }
        }
        TableId::Disputes => {
            let head: Vec<&str> = DISPUTE_OUTCOMES.iter().map(|column| column.label().text).collect();
            header(view, "", &head);
            for &block in DISPUTE_BLOCKS {
                let paths: Vec<String> =
                    DISPUTE_OUTCOMES.iter().map(|&outcome| disputes_cell(block, outcome)).collect();
                figures(view, report, block.label().text, &head, &paths);
            }
        }
        TableId::Statistics => {
            header(view, "", &["统计数"]);
            for line in edition(reading.edition).statistics {
                figures(view, report, &shortened(&line.label.printed()), &["统计数"], &[statistics_cell(line)]);
            }
        }
    }
}

fn proactive(view: &mut String, report: &Report, id: EditionId) {
    const NUMERALS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let form = edition(id);
    for band in form.proactive {
        let head: Vec<&str> = band.columns.iter().map(|column| column.label.text).collect();
        header(view, &format!("第二十条第（{}）项", NUMERALS[usize::from(band.item)]), &head);
        for line in band.rows {
            let paths: Vec<String> =
                band.columns.iter().map(|column| proactive_cell(form, band, line, column)).collect();
            figures(view, report, line.label.text, &head, &paths);
        }
    }
}

fn shortened(label: &str) -> String {
    let mut text = String::new();
    for c in label.chars() {
        if text.width() > 40 {
            return text + "…";
        }
        text.push(c);
    }
    text
}

/// Figures that are told in the text.
fn told(view: &mut String, report: &Report) {
    let others: Vec<&Fact> = report
        .facts
        .iter()
        .filter(|fact| !["t2", "t3", "t4"].iter().any(|table| fact.cell.starts_with(table)))
        .collect();
    if !others.is_empty() {
        let _ = writeln!(view, "\nfigures in the text");
    }
    for fact in others {
        let place = fact.evidence.locus.as_ref().map_or(String::new(), ToString::to_string);
        let _ = writeln!(view, "  {} = {}{}  from “{}” {place}", fact.cell, fact.value, fact.unit, fact.evidence.raw);
    }
}

fn passages(view: &mut String, report: &Report) {
    let _ = writeln!(view, "\npassages");
    for passage in &report.passages {
        let _ = writeln!(view, "  {:?} “{}”", passage.section, passage.heading);
        for paragraph in &passage.paragraphs {
            let _ = writeln!(view, "    {}", shortened(&paragraph.value));
        }
    }
}

fn diagnostics(view: &mut String, report: &Report) {
    let _ = writeln!(view, "\ndiagnostics: {}", report.diagnostics.len());
    for diagnostic in &report.diagnostics {
        let place = diagnostic.locus.as_ref().map_or("no place".to_owned(), ToString::to_string);
        let _ = writeln!(view, "  {:?} {} ({place})", diagnostic.severity, diagnostic.code);
        let _ = writeln!(view, "    {}\n    {}", diagnostic.message(Language::En), diagnostic.message(Language::Zh));
    }
}

/// What came of checking: outcomes, why something could not be looked at, findings with place, formula and advice.
pub fn findings(report: &Report, verdict: &Verdict) -> String {
    let agency = report.agency.as_ref().map_or("—", |agency| agency.value.name.as_str());
    let year = report.year.as_ref().map_or_else(|| "—".to_owned(), |year| year.value.to_string());
    let mut view = format!("{agency} {year}\n");
    let counts = Outcome::ALL.map(|outcome| format!("{} {}", outcome.id(), verdict.tally().of(outcome)));
    let _ = writeln!(view, "{}", counts.join(", "));
    let mut reasons: std::collections::BTreeMap<_, Vec<String>> = std::collections::BTreeMap::new();
    for seen in &verdict.seen {
        for (reason, count) in &seen.reasons {
            let times = if *count > 1 { format!("×{count}") } else { String::new() };
            reasons.entry(*reason).or_default().push(format!("{}{times}", seen.rule.id));
        }
    }
    for (reason, rules) in reasons {
        let _ = writeln!(view, "  not assessable, {}: {}", reason.words().zh, rules.join(" "));
    }
    for finding in &verdict.findings {
        let place = finding.place.locus.as_ref().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(view, "\n{:?}[{}] {place} {}", finding.severity, finding.rule, finding.message.zh);
        let raw = finding.place.raw.replace('\n', "⏎");
        if !raw.is_empty() {
            let _ = writeln!(view, "  原文 {raw}");
        }
        if let Some(equation) = &finding.equation {
            let sides = format!("{} {} {}", equation.left, equation.relation.broken_sign(), equation.right);
            let _ = writeln!(view, "  公式 {}  {sides}", equation.text.zh);
        }
        for suspect in &finding.suspects {
            let together = if suspect.together_with.is_empty() {
                String::new()
            } else {
                format!(" + {}", suspect.together_with.join(" "))
            };
            let witnesses: Vec<&str> = suspect.witnesses.iter().map(|witness| witness.zh.as_str()).collect();
            let slip = format!("{} {}", suspect.slip.id(), witnesses.join(" "));
            let _ = writeln!(
                view,
                "  疑点 {} {} → {}{together} {}",
                suspect.label,
                suspect.present,
                suspect.proposed,
                slip.trim_end()
            );
        }
        let _ = writeln!(view, "  建议 {}", finding.advice.zh);
    }
    view
}
