//! The report as a page in Markdown, with GitHub tables.

use std::collections::BTreeSet;
use std::io::{self, Write};

use gongkai_model::{Language, Report};

use crate::page::{self, Mark, Part, TableView, pick};
use crate::{Content, Format, Options, Pieces, Reading, Shape};

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    summary: ("便于阅读的页面，表格为 GitHub 表格", "a page to read, with GitHub tables"),
    content: Content::Reports,
    shape: Shape::Pieces(Pieces { head: |_, _| Ok(()), source, between: "\n", tail: "" }),
};

fn source(out: &mut dyn Write, reading: &Reading<'_>, options: &Options) -> io::Result<()> {
    for (index, report) in reading.reports.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_report(out, report, options.language)?;
    }
    Ok(())
}

fn write_report(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<()> {
    writeln!(out, "# {}\n", escape(&page::title(report, language)))?;
    for (name, value) in page::fields(report, language) {
        writeln!(out, "- {name}: {}", escape(&value))?;
    }
    writeln!(out, "- {}: {}", pick(language, "来源", "source"), escape(&report.source))?;
    let mut marks = BTreeSet::new();
    for table in page::tables(report, language) {
        write_table(out, &table, language, &mut marks)?;
    }
    let legend: Vec<_> = marks
        .into_iter()
        .filter(|mark: &Mark| !mark.meaning(language).is_empty())
        .map(|mark| format!("`{}` {}", mark.sign(), mark.meaning(language)))
        .collect();
    if !legend.is_empty() {
        writeln!(out, "\n{}", legend.join(pick(language, "；", "; ")))?;
    }
    write_others(out, report, language)?;
    write_told(out, report, language)?;
    write_diagnostics(out, report, language)?;
    write_passages(out, report, language)
}

fn write_table(
    out: &mut dyn Write,
    view: &TableView<'_>,
    language: Language,
    marks: &mut BTreeSet<Mark>,
) -> io::Result<()> {
    let name = page::table_name(view.table, language);
    writeln!(out, "\n## {name} {}", page::table_title(view.table, language))?;
    if view.reading.is_none() {
        return writeln!(out, "\n{}", pick(language, "报告中没有这张表。", "The report does not have this table."));
    }
    for part in &view.parts {
        write_part(out, part, marks)?;
    }
    Ok(())
}

fn write_part(out: &mut dyn Write, part: &Part<'_>, marks: &mut BTreeSet<Mark>) -> io::Result<()> {
    writeln!(out, "\n| {} | {} |", part.caption, part.columns.join(" | "))?;
    writeln!(out, "|---|{}", "--:|".repeat(part.columns.len()))?;
    for row in &part.rows {
        let group = row.group.as_ref().map(|group| format!("{group} ")).unwrap_or_default();
        write!(out, "| {} |", escape(&format!("{group}{}", row.label)))?;
        for &cell in &row.cells {
            marks.insert(Mark::of(cell));
            write!(out, " {} |", escape(&Mark::show(cell)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_others(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<()> {
    let others = page::other_facts(report);
    if others.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", pick(language, "其他数据", "Other figures"))?;
    for fact in others {
        let place = fact.evidence.locus.as_ref().map(|locus| format!(" ({locus})")).unwrap_or_default();
        writeln!(out, "- {}: {}{place}", escape(&fact.label), escape(&page::figure(fact)))?;
    }
    Ok(())
}

fn write_told(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<()> {
    let told = page::told(report, language);
    if told.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", pick(language, "正文中的数据", "Figures told in prose"))?;
    writeln!(out, "{}", pick(language, "| 指标 | 数值 | 原文 | 位置 |", "| quantity | figure | clause | place |"))?;
    writeln!(out, "|---|--:|---|---|")?;
    for told in told {
        let place = told.locus.map(ToString::to_string).unwrap_or_default();
        let (quantity, figure, clause) = (escape(&told.quantity), escape(&told.figure), escape(&told.clause));
        writeln!(out, "| {quantity} | {figure} | {clause} | {place} |")?;
    }
    Ok(())
}

fn write_diagnostics(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<()> {
    if report.diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", pick(language, "读取情况", "Remarks"))?;
    for diagnostic in &report.diagnostics {
        let severity = page::severity(diagnostic.severity, language);
        let place = diagnostic.locus.as_ref().map(|locus| format!(" ({locus})")).unwrap_or_default();
        writeln!(out, "- **{severity}** {}{place}", escape(&diagnostic.message(language)))?;
    }
    Ok(())
}

fn write_passages(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<()> {
    for passage in report.passages.iter().filter(|passage| !passage.paragraphs.is_empty()) {
        let heading = match passage.heading.as_str() {
            "" => page::section(passage.section, language),
            heading => heading,
        };
        writeln!(out, "\n## {}", escape(heading))?;
        for paragraph in &passage.paragraphs {
            writeln!(out, "\n{}", escape(&paragraph.value))?;
        }
    }
    Ok(())
}

/// The text on one line, without meaning to Markdown or HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            // Within a word an underscore means nothing.
            '_' if before.is_alphanumeric() => escaped.push(c),
            '\n' | '\r' | '\t' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
        before = c;
    }
    escaped
}
