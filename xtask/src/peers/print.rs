//! The results as a table, for a terminal or as Markdown.

use std::fmt::Write as _;

use super::accuracy::Tally;
use super::pages::{Kind, Page};

/// What was found out about a program or a reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Seconds of a page of each kind, in the order of the kinds.
    pub(crate) pages: Vec<f64>,
    /// Seconds until a program has started.
    pub(crate) start: Option<f64>,
    /// None where nobody has read the pages.
    pub(crate) tally: Option<Tally>,
}

impl Row {
    /// A row of which nothing is known yet.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// Seconds of a page of each kind, and of any page.
    fn costs(&self, kinds: &[Kind]) -> Vec<f64> {
        let count = |kind: &Kind| kind.pages.len() as f64;
        let all: f64 = self.pages.iter().zip(kinds).map(|(page, kind)| page * count(kind)).sum();
        self.pages.iter().copied().chain([all / kinds.iter().map(count).sum::<f64>()]).collect()
    }
}

/// A table: a column for each kind of pages and one for all of them. Ratios are to the first row.
pub(crate) fn table(what: &str, kinds: &[Kind], rows: &[Row], markdown: bool) -> String {
    let mut lines = vec![head(what, kinds)];
    let units = rows.first().map(|row| row.costs(kinds)).unwrap_or_default();
    lines.extend(rows.iter().map(|row| line(row, kinds, &units)));
    if !rows.iter().any(|row| row.start.is_some()) {
        lines.iter_mut().for_each(|line| line.truncate(units.len() + 1));
    } else if !rows.iter().any(|row| row.tally.is_some()) {
        lines.iter_mut().for_each(|line| line.truncate(units.len() + 2));
    }
    lay_out(&lines, markdown)
}

/// Lines of cells in columns, for a terminal or as Markdown; the first line is the head.
pub(crate) fn lay_out(lines: &[Vec<String>], markdown: bool) -> String {
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..lines.first().map_or(0, Vec::len)).map(width).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        if markdown {
            let _ = writeln!(text, "| {} |", line.join(" | "));
            if number == 0 {
                let _ = writeln!(text, "|{}", "---|".repeat(line.len()));
            }
        } else {
            let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
            let _ = writeln!(text, "{}", cells.join("  ").trim_end());
        }
    }
    text.push('\n');
    text
}

fn head(what: &str, kinds: &[Kind]) -> Vec<String> {
    let of = |name: &str, count: usize, bytes: u64| format!("{count} {name}, {} KB each", (bytes >> 10) / count as u64);
    let bytes = |pages: &[Page]| pages.iter().map(|page| page.bytes).sum::<u64>();
    let (pages, all) =
        kinds.iter().fold((0, 0), |(pages, all), kind| (pages + kind.pages.len(), all + bytes(&kind.pages)));
    let mut head = vec![what.to_owned()];
    head.extend(kinds.iter().map(|kind| of(kind.name, kind.pages.len(), bytes(&kind.pages))));
    head.extend([of("in all", pages.max(1), all), "start-up".into(), "cells right / wrong / missed".into()]);
    head
}

fn line(row: &Row, kinds: &[Kind], units: &[f64]) -> Vec<String> {
    let cost = |(cost, unit): (f64, &f64)| format!("{:.2} ms, {:.1} ×", cost * 1e3, cost / unit);
    let tally = |tally: Tally| format!("{} / {} / {}", tally.right, tally.wrong, tally.missed);
    let mut line = vec![row.name.to_owned()];
    line.extend(row.costs(kinds).into_iter().zip(units).map(cost));
    line.extend([row.start.map_or_else(String::new, |start| format!("{:.0} ms", start * 1e3))]);
    line.extend([row.tally.map_or_else(String::new, tally)]);
    line
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> [Kind; 2] {
        let page = |bytes| Page { file: "a.html".into(), gold: None, bytes };
        [
            Kind { name: "large", pages: vec![page(100 << 10)] },
            Kind { name: "small", pages: vec![page(2 << 10), page(4 << 10), page(3 << 10)] },
        ]
    }

    #[test]
    fn the_first_row_is_the_unit_of_each_kind_and_of_all_pages() {
        let tally = Some(Tally { right: 3, wrong: 0, missed: 1 });
        let rows = [
            Row { name: "a", pages: vec![0.004, 0.001], start: Some(0.25), tally: None },
            Row { name: "b", pages: vec![0.010, 0.0005], start: Some(0.3), tally },
        ];
        let text = table("program", &kinds(), &rows, true);
        assert_eq!(
            text.lines().collect::<Vec<_>>(),
            [
                "| program | 1 large, 100 KB each | 3 small, 3 KB each | 4 in all, 27 KB each | start-up | cells right / wrong / missed |",
                "|---|---|---|---|---|---|",
                "| a | 4.00 ms, 1.0 × | 1.00 ms, 1.0 × | 1.75 ms, 1.0 × | 250 ms |  |",
                "| b | 10.00 ms, 2.5 × | 0.50 ms, 0.5 × | 2.88 ms, 1.6 × | 300 ms | 3 / 0 / 1 |",
                "",
            ]
        );
    }

    #[test]
    fn columns_of_which_nothing_is_known_are_left_out() {
        let rows = [Row { name: "a", pages: vec![0.004, 0.001], ..Row::default() }];
        let text = table("in process", &kinds(), &rows, false);
        assert!(
            text.ends_with("\na           4.00 ms, 1.0 ×        1.00 ms, 1.0 ×      1.75 ms, 1.0 ×\n\n"),
            "{text:?}"
        );
    }
}
