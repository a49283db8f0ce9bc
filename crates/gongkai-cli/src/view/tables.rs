//! The tables of the form, drawn as tables; every kind of emptiness looks different.

use std::collections::BTreeSet;

use gongkai::export::page::{self, Mark, Part, TableView};
use gongkai::model::Report;

use super::draw::Drawing;
use super::{Page, heading, line, styles};
use crate::sanitize::sanitize_line;

/// Writes all tables and the legend of the marks that occur.
pub(super) fn write(out: &mut String, report: &Report, page: &Page) {
    let mut marks = BTreeSet::new();
    for view in page::tables(report, page.language) {
        caption(out, report, &view, page);
        if view.reading.is_none() {
            line(out, &format!("  {}", page.pick(("报告中没有这张表。", "The report does not have this table."))));
            continue;
        }
        for (index, part) in view.parts.iter().enumerate() {
            if index > 0 {
                line(out, "");
            }
            for text in drawing(part, &mut marks).lines(page.width) {
                line(out, &text);
            }
        }
    }
    legend(out, &marks, page);
}

fn caption(out: &mut String, report: &Report, view: &TableView<'_>, page: &Page) {
    let name = page::table_name(view.table, page.language);
    let title = page::table_title(view.table, page.language);
    heading(out, &format!("{name} {title}"));
    if let Some(reading) = view.reading {
        let edition = view.edition.id();
        let edition = page.pick(("{} 版", "edition of {}")).replace("{}", edition);
        let text = format!("{edition} · {}:{}", sanitize_line(&report.source), reading.locus);
        line(out, &format!("  {0}{text}{0:#}", styles::DIM));
    }
}

fn drawing(part: &Part<'_>, marks: &mut BTreeSet<Mark>) -> Drawing {
    let mut rows: Vec<(String, Vec<_>)> = Vec::new();
    let mut group: Option<&String> = None;
    for row in &part.rows {
        if row.group.as_ref() != group {
            group = row.group.as_ref();
            rows.extend(group.map(|group| (group.clone(), Vec::new())));
        }
        let mut cells = Vec::new();
        for &cell in &row.cells {
            let mark = Mark::of(cell);
            marks.insert(mark);
            cells.push((styles::mark(mark), Mark::show(cell)));
        }
        let indent = if group.is_some() { "  " } else { "" };
        rows.push((format!("{indent}{}", row.label), cells));
    }
    Drawing { caption: part.caption.clone(), columns: part.columns.clone(), rows }
}

fn legend(out: &mut String, marks: &BTreeSet<Mark>, page: &Page) {
    let entries: Vec<_> = marks
        .iter()
        .filter(|mark| !mark.meaning(page.language).is_empty())
        .map(|&mark| format!("{0}{1}{0:#} {2}", styles::mark(mark), mark.sign(), mark.meaning(page.language)))
        .collect();
    if !entries.is_empty() {
        line(out, &format!("\n  {}", entries.join("   ")));
    }
}
