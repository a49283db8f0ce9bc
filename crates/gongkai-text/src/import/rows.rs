//! Tables whose rows are lines and whose cells are parted by `|` or by tabs.

use gongkai_model::{Block, GridBuilder};
use gongkai_plugin::Limits;
use nom::Parser;
use nom::bytes::complete::is_a;
use nom::character::complete::char;
use nom::combinator::all_consuming;
use nom::multi::{many1, separated_list1};

use super::blocks::{Taken, add_cell};
use super::source::Source;

/// Takes consecutive lines with `|` between cells: Markdown pipe tables, with outer pipes or without.
pub(super) fn take_pipes<'a>(source: &Source<'a>, start: usize, limits: &Limits) -> Option<Taken> {
    let is_row = |line: &str| between_bars(line).is_some();
    let first = source.line(start);
    let outer = first.trim_start().starts_with('|');
    let more = start + 1 < source.len() && is_row(source.line(start + 1));
    let figures = || pipe_cells(first).is_some_and(|cells| cells.iter().skip(1).any(|cell| is_figure(cell)));
    // One line with a bar in it is prose or a menu, unless it is drawn as a row or holds figures.
    if !is_row(first) || !(outer || more || figures()) {
        return None;
    }
    // A row without outer bars whose first cell is empty begins with a bar, too: the rows decide together.
    let rows = (start..source.len()).map(|index| source.line(index)).take_while(|line| is_row(line));
    let (framed, all) =
        rows.fold((0, 0), |(framed, all), line| (framed + usize::from(line.trim_start().starts_with('|')), all + 1));
    let bare = framed * 2 < all;
    let cells = move |line: &'a str| if bare { Some(bars(line.trim())) } else { pipe_cells(line) };
    take(source, start, limits, is_row, |line| cells(line).filter(|_| !is_rule(line)))
}

/// Takes consecutive lines with tabs between cells.
pub(super) fn take_tabs(source: &Source<'_>, start: usize, limits: &Limits) -> Option<Taken> {
    let is_row = |line: &str| line.trim_start().contains('\t');
    if !is_row(source.line(start)) {
        return None;
    }
    take(source, start, limits, is_row, |line| Some(line.split('\t').collect()))
}

fn take<'a>(
    source: &Source<'a>,
    start: usize,
    limits: &Limits,
    is_row: impl Fn(&str) -> bool,
    cells: impl Fn(&'a str) -> Option<Vec<&'a str>>,
) -> Option<Taken> {
    let mut builder = GridBuilder::new(limits.cells);
    let mut index = start;
    let mut rest = None;
    while rest.is_none() && index < source.len() && is_row(source.line(index)) {
        let line = source.line(index);
        if let Some(cells) = cells(line) {
            let refused = cells.into_iter().find(|cell| add_cell(&mut builder, source, index, cell).is_err());
            rest = refused.map(|cell| {
                let text = &line[cell.as_ptr() as usize - line.as_ptr() as usize..];
                Block::Paragraph { text: text.to_owned(), locus: source.locus(index, text) }
            });
            builder.end_row();
        }
        index += 1;
    }
    let too_large = rest.is_some();
    Some(Taken { block: Block::Table(builder.finish()), lines: index - start, too_large, rest })
}

/// The cells of `| a | b |` and of `a| b|`: escaped bars kept, outer ones dropped. Nothing where there is no bar.
fn pipe_cells(line: &str) -> Option<Vec<&str>> {
    between_bars(line).map(bars)
}

/// A row of cells without its outer bars; nothing where there is no bar.
fn between_bars(line: &str) -> Option<&str> {
    let line = line.trim();
    // A bar alone parts cells that stand on lines of their own.
    if !line.contains('|') || line == "|" {
        return None;
    }
    match line.strip_prefix('|') {
        Some(inner) if !inner.ends_with("\\|") => Some(inner.strip_suffix('|').unwrap_or(inner)),
        Some(inner) => Some(inner),
        // Without a bar in front, one at the end parts off a last cell that is empty.
        None => Some(line).filter(|line| places_of_bars(line).next().is_some()),
    }
}

/// What stands between bars that are not escaped.
fn bars(line: &str) -> Vec<&str> {
    // Most rows are those of Table 3: a label and seven figures.
    let mut cells = Vec::with_capacity(8);
    let mut start = 0;
    for at in places_of_bars(line) {
        cells.push(&line[start..at]);
        start = at + 1;
    }
    cells.push(&line[start..]);
    cells
}

fn places_of_bars(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices('|').map(|(at, _)| at).filter(|&at| !line[..at].ends_with('\\'))
}

fn is_figure(cell: &str) -> bool {
    matches!(crate::reading::read(cell), crate::reading::Reading::Number(..))
}

/// `|---|:--:|`, `---|---`, `|---+---|`: the rule between head and body.
fn is_rule(line: &str) -> bool {
    let line = line.trim().trim_matches('|');
    let dashes = many1(is_a::<_, _, nom::error::Error<&str>>("-: +"));
    line.contains('-') && all_consuming(separated_list1(char('|'), dashes)).parse(line).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str, taker: fn(&Source<'_>, usize, &Limits) -> Option<Taken>) -> Option<String> {
        let source = Source::new(text);
        let taken = taker(&source, 0, &Limits::default())?;
        let Block::Table(grid) = taken.block else { return None };
        let rows: Vec<String> = (0..grid.rows())
            .map(|row| {
                grid.row(row).iter().map(|cell| format!("{}={}", cell.column, cell.text)).collect::<Vec<_>>().join(" ")
            })
            .collect();
        Some(format!("{} / {}", rows.join("; "), taken.lines))
    }

    #[test]
    fn pipe_tables() {
        for (text, expected) in [
            ("| 规章 | 0 |\n|---|---|\n| 文件 | |", Some("0=规章 1=0; 0=文件 1= / 3")),
            ("规章| 0| 1\n文件| 2|  ", Some("0=规章 1=0 2=1; 0=文件 1=2 2= / 2")),
            ("| 甲 | NaN | 1 | NaN |", Some("0=甲 2=1 / 1")),
            ("使用帮助 | 联系我们", None),
            ("规章", None),
        ] {
            assert_eq!(view(text, take_pipes).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_a_table_cannot_hold_is_kept_as_text() {
        let source = Source::new("a\tb\tc\td");
        let taken = take_tabs(&source, 0, &Limits { cells: 2, ..Limits::default() }).unwrap();
        let Some(Block::Paragraph { text, .. }) = taken.rest else { panic!("no rest") };
        assert_eq!(text, "c\td");
    }

    #[test]
    fn tab_rows() {
        assert_eq!(view("规章\t0\t\t1\n文件\t2", take_tabs).as_deref(), Some("0=规章 1=0 2= 3=1; 0=文件 1=2 / 2"));
        assert_eq!(view("\t缩进的段落", take_tabs), None);
    }
}
