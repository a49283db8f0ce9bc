//! Tables whose columns are drawn by one line of dashes or equal signs: pandoc's simple and multiline tables.

use gongkai_model::{Block, GridBuilder, Locus};
use gongkai_plugin::Limits;

use super::blocks::Taken;
use super::inline;
use super::source::{Source, width};

/// How many lines a table may have before its second rule; more means that the dashes were something else.
const MOST_LINES: usize = 5_000;
/// A head of a multiline table has fewer lines than this.
const HEAD_LINES: usize = 8;

/// Takes a table that begins with a rule, or with a head line over a rule.
pub(super) fn take(source: &Source<'_>, start: usize, limits: &Limits) -> Option<Taken> {
    let line = |index: usize| (index < source.len()).then(|| source.line(index));
    if let Some(columns) = rule(source.line(start)) {
        return headless(source, start, &columns, limits);
    }
    let columns = rule(line(start + 1)?)?;
    if columns.len() < 2 {
        return None;
    }
    // Head, rule, rows to the next blank line or rule.
    let mut end = start + 2;
    while line(end).is_some_and(|line| !line.trim().is_empty() && rule(line).is_none()) {
        end += 1;
    }
    let closed = line(end).is_some_and(|line| rule(line).is_some());
    let rows: Vec<Vec<usize>> = std::iter::once(start).chain(start + 2..end).map(|index| vec![index]).collect();
    Some(build(source, &rows, &columns, end + usize::from(closed) - start, limits))
}

/// Rule, rows, rule. Rows are parted by blank lines in multiline tables, and one line each in simple ones.
fn headless(source: &Source<'_>, start: usize, columns: &[(u32, u32)], limits: &Limits) -> Option<Taken> {
    // One long rule opens a table only where a head and the rule below it follow at once.
    let close = |index: usize| index < source.len() && rule(source.line(index)).is_some_and(|rule| rule.len() > 1);
    if columns.len() == 1 && !(start + 2..start + HEAD_LINES).any(close) {
        return None;
    }
    let last = source.len().min(start + MOST_LINES);
    let end = (start + 1..last).find(|&index| rule(source.line(index)).is_some_and(|other| same(&other, columns)))?;
    // With a head there is a third rule: of the same columns and before a blank line, or as long as the first one.
    let third = if columns.len() > 1 {
        (end + 1..last)
            .take_while(|&index| !source.line(index).trim().is_empty())
            .find(|&index| rule(source.line(index)).is_some_and(|other| other == columns))
    } else {
        (end + 1..last).find(|&index| rule(source.line(index)).is_some())
    };
    let end = third.unwrap_or(end);
    let columns: Vec<(u32, u32)> = if columns.len() > 1 {
        columns.to_vec()
    } else {
        (start + 1..=end).filter_map(|index| rule(source.line(index))).find(|columns| columns.len() > 1)?
    };
    let body: Vec<usize> = (start + 1..end).filter(|&index| rule(source.line(index)).is_none()).collect();
    let multiline = body.iter().any(|&index| source.line(index).trim().is_empty());
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for index in body {
        if source.line(index).trim().is_empty() {
            open = false;
        } else if multiline && open {
            rows.last_mut()?.push(index);
        } else {
            rows.push(vec![index]);
            open = true;
        }
    }
    Some(build(source, &rows, &columns, end + 1 - start, limits))
}

fn same(rule: &[(u32, u32)], columns: &[(u32, u32)]) -> bool {
    rule == columns || columns.len() == 1 || rule.len() == 1
}

/// The columns that a line of dashes draws, as ranges of terminal columns; nothing for other lines.
fn rule(line: &str) -> Option<Vec<(u32, u32)>> {
    let trimmed = line.trim_end();
    let drawn = |mark: char| trimmed.contains(mark) && trimmed.chars().all(|c| c == mark || c == ' ');
    if trimmed.trim().len() < 3 || !(drawn('-') || drawn('=')) {
        return None;
    }
    let mut columns: Vec<(u32, u32)> = Vec::new();
    for (at, c) in trimmed.chars().enumerate() {
        match (c, columns.last_mut()) {
            ('-' | '=', Some((_, end))) if *end == at as u32 => *end += 1,
            ('-' | '=', _) => columns.push((at as u32, at as u32 + 1)),
            _ => {}
        }
    }
    // A single rule under a paragraph is a Markdown rule; a table's outer rule is long.
    (columns.len() > 1 || trimmed.trim().len() >= 20).then_some(columns)
}

fn build(source: &Source<'_>, rows: &[Vec<usize>], columns: &[(u32, u32)], lines: usize, limits: &Limits) -> Taken {
    let mut builder = GridBuilder::new(limits.cells);
    let mut too_large = false;
    for row in rows {
        for (number, column) in columns.iter().enumerate() {
            let from = if number == 0 { 0 } else { column.0 };
            let to = columns.get(number + 1).map_or(u32::MAX, |next| next.0);
            let (text, locus) = cell(source, row, from, to);
            too_large |= builder.cell(inline::plain(&text), locus).is_err();
        }
        builder.end_row();
    }
    Taken { block: Block::Table(builder.finish()), lines, too_large, rest: None }
}

/// What stands between two terminal columns on some lines.
fn cell(source: &Source<'_>, lines: &[usize], from: u32, to: u32) -> (String, Locus) {
    let mut text = String::new();
    let mut locus: Option<Locus> = None;
    for &index in lines {
        let part = slice(source.line(index), from, to).trim();
        let part = part.strip_suffix('\\').unwrap_or(part).trim_end();
        let place = source.locus(index, part);
        if part.is_empty() && (locus.is_some() || lines.len() > 1) {
            locus.get_or_insert(place);
            continue;
        }
        if text.is_empty() {
            locus = Some(place);
        } else {
            text.push('\n');
            locus = locus.map(|locus| locus.to(&place));
        }
        text.push_str(part);
    }
    (text, locus.unwrap_or_else(|| source.locus(lines[0], "")))
}

/// The slice of a line between two terminal columns; a character belongs where it begins.
fn slice(line: &str, from: u32, to: u32) -> &str {
    let mut column = 0;
    let (mut start, mut end) = (line.len(), line.len());
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        // A number that reaches over the edge belongs where it begins.
        let inside_number = before.is_ascii_digit() && c.is_ascii_digit();
        if column >= from && start == line.len() && !inside_number {
            start = at;
        }
        if column >= to && !inside_number {
            end = at;
            break;
        }
        column += width(c);
        before = c;
    }
    &line[start.min(end)..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> Option<String> {
        let source = Source::new(text);
        let taken = take(&source, 0, &Limits::default())?;
        let Block::Table(grid) = taken.block else { return None };
        let rows: Vec<String> = (0..grid.rows())
            .map(|row| grid.row(row).iter().map(|c| c.text.replace('\n', "⏎")).collect::<Vec<_>>().join("|"))
            .collect();
        Some(format!("{} / {}", rows.join("; "), taken.lines))
    }

    #[test]
    fn simple_and_multiline_tables() {
        for (text, expected) in [
            ("  信息   数量\n  ------ ------\n  规章   0\n  许可   12\n\n正文", Some("信息|数量; 规章|0; 许可|12 / 4")),
            ("  ---- ----\n  规章 0\n       1\n  ---- ----", Some("规章|0; |1 / 4")),
            ("  ---- ----\n  规章 0\n  文件\n\n  许可 1\n  ---- ----", Some("规章⏎文件|0; 许可|1 / 6")),
            ("----\n正文", None),
            ("正文\n第二行", None),
        ] {
            assert_eq!(view(text).as_deref(), expected, "{text}");
        }
    }
}
