//! AsciiDoc tables: `|===`, cells that begin with `|`, rows counted by the columns declared before.

use gongkai_model::{Block, GridBuilder, Locus};
use gongkai_plugin::Limits;

use super::blocks::Taken;
use super::inline;
use super::source::Source;

const FENCE: &str = "|===";

/// Takes `[cols="…"]`, `|===`, cells, `|===`.
pub(super) fn take(source: &Source<'_>, start: usize, limits: &Limits) -> Option<Taken> {
    let first = source.line(start).trim();
    let attributes = first.starts_with('[') && first.ends_with(']');
    let fence = start + usize::from(attributes);
    if fence >= source.len() || source.line(fence).trim() != FENCE {
        return None;
    }
    let end = (fence + 1..source.len()).find(|&index| source.line(index).trim() == FENCE).unwrap_or(source.len());
    let cells = cells(source, fence + 1, end);
    let declared = attributes.then(|| columns(first)).flatten();
    let width = declared.unwrap_or_else(|| {
        let line = cells.first().map(|cell| cell.line);
        cells.iter().take_while(|cell| Some(cell.line) == line).count()
    });
    let mut builder = GridBuilder::new(limits.cells);
    let mut too_large = false;
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 && number % width.max(1) == 0 {
            builder.end_row();
        }
        too_large |= builder.cell(cell.text.trim().to_owned(), cell.locus).is_err();
    }
    builder.end_row();
    Some(Taken {
        block: Block::Table(builder.finish()),
        lines: (end + 1).min(source.len()) - start,
        too_large,
        rest: None,
    })
}

struct Cell {
    text: String,
    line: usize,
    locus: Locus,
}

fn cells(source: &Source<'_>, from: usize, to: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for index in from..to {
        let line = source.line(index);
        for (number, part) in line.split('|').enumerate() {
            // `a|` and `2+|`: the style of the cell to come stands before its bar.
            let words = if number < line.matches('|').count() { without_style(part) } else { part };
            let words = words.trim();
            let words = words.strip_suffix(" +").unwrap_or(words).trim();
            let locus = source.locus(index, words);
            if number > 0 {
                cells.push(Cell { text: inline::plain(words), line: index, locus });
            } else if let (Some(cell), false) = (cells.last_mut(), words.is_empty() || words == "+") {
                if cell.text.is_empty() {
                    cell.locus = locus;
                } else {
                    cell.text.push('\n');
                    cell.locus = cell.locus.to(&locus);
                }
                cell.text.push_str(&inline::plain(words));
            }
        }
    }
    cells
}

/// `a`, `h`, `2+`, `.3+^a` before a bar.
fn without_style(part: &str) -> &str {
    let cut = part.rfind(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '+' | '^' | '<' | '>' | '*'));
    let words = cut.map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
    let style = &part[words..];
    let is_style = style.ends_with(['a', 'h', 'e', 'm', 's', 'l', 'd', '+', '^', '<', '>'])
        && style.len() <= 6
        && (style.len() == 1 || style.contains(['+', '.', '^', '<', '>']));
    if is_style { &part[..words] } else { part }
}

/// The number of columns in `[width="99%",cols="10%,10%,.",]`.
fn columns(attributes: &str) -> Option<usize> {
    let (_, after) = attributes.split_once("cols=\"")?;
    let (list, _) = after.split_once('"')?;
    match list.split_once('*') {
        Some((count, _)) => count.trim().parse().ok().filter(|&count| count <= 1000),
        None => Some(list.split(',').count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_wrap_over_lines() {
        let text = "[cols=\",,\",]\n|===\n|甲 |乙 +\n丙 |\n|1 | \n|2\n\na|\n三、本\n\n年度\n\n|4 |5\n|===\n正文";
        let source = Source::new(text);
        let taken = take(&source, 0, &Limits::default()).unwrap();
        assert_eq!(taken.lines, 14);
        let Block::Table(grid) = taken.block else { panic!("no table") };
        let rows: Vec<String> = (0..grid.rows())
            .map(|row| grid.row(row).iter().map(|c| c.text.replace('\n', "⏎")).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(rows, ["甲|乙⏎丙|", "1||2", "三、本⏎年度|4|5"]);
    }
}
