//! Lines laid out in columns by white space: `pdftotext -layout`, browsers without frames, hand-made tables.
//!
//! Whether such lines are a table cannot be told without knowing the form, so they stay lines of pieces.

use gongkai_model::{Block, Line, Piece};
use gongkai_plugin::Limits;

use super::blocks::Taken;
use super::source::{Source, width};

/// A line at least this long and without gap is prose.
const PROSE: usize = 30;
/// A run is not broken by this many blank lines.
const BLANKS: usize = 6;

/// Takes a run of lines that contains gaps, with the short lines between and before them.
pub(super) fn take(source: &Source<'_>, start: usize, limits: &Limits) -> Option<Taken> {
    if !belongs(source.line(start)) {
        return None;
    }
    let mut end = start;
    let mut gaps = false;
    let mut blanks = 0;
    for index in start..source.len().min(start + limits.cells) {
        let line = source.line(index);
        if line.trim().is_empty() {
            blanks += 1;
            if blanks > BLANKS {
                break;
            }
            continue;
        }
        // Until a gap is seen only the next line or so can be claimed: a short line alone is a paragraph.
        if !belongs(line) || (!gaps && index > start + 3 + blanks) {
            break;
        }
        blanks = 0;
        gaps |= has_gap(line);
        end = index + 1;
    }
    if !gaps || !indented_or_gapped(source.line(start)) {
        return None;
    }
    let lines = (start..end)
        .filter(|&index| !source.line(index).trim().is_empty())
        .map(|index| Line { pieces: pieces(source, index), page: source.page(index) })
        .collect();
    Some(Taken { block: Block::Lines(lines), lines: end - start, too_large: false, rest: None })
}

fn indented_or_gapped(line: &str) -> bool {
    has_gap(line) || line.starts_with("  ")
}

fn belongs(line: &str) -> bool {
    let has_own_sort = line.contains('\t') || line.contains('|') || line.trim_start().starts_with('#');
    let is_short = || line.trim().chars().nth(PROSE - 1).is_none() && !line.trim_end().ends_with(['。', '；']);
    !has_own_sort && (is_short() || has_gap(line))
}

/// Two blanks or more between words, or several figures at the end.
fn has_gap(line: &str) -> bool {
    let line = line.trim();
    line.contains("  ") || line.contains('\u{3000}') || ends_with_figures(line)
}

/// Three or more numbers at the end of a line, parted by one blank each: a row whose columns were squeezed.
fn ends_with_figures(line: &str) -> bool {
    let is_figure = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'-' | b'/'));
    line.ends_with(|c: char| c.is_ascii_digit() || c == '-' || c == '/')
        && line.rsplit(' ').take_while(|word| is_figure(word)).count() >= 3
}

fn pieces(source: &Source<'_>, index: usize) -> Vec<Piece> {
    let line = source.line(index);
    let mut pieces = Vec::new();
    let (mut chars, mut columns) = (0u32, 0u32);
    let mut open: Option<(usize, u32, u32)> = None;
    for (at, c) in line.char_indices().chain(std::iter::once((line.len(), ' '))) {
        match (c.is_whitespace(), open) {
            (true, Some((from, chars, columns))) => {
                let text = &line[from..at];
                pieces.push(Piece { text: text.to_owned(), chars, columns, locus: source.locus(index, text) });
                open = None;
            }
            (false, None) => open = Some((at, chars, columns)),
            _ => {}
        }
        chars += 1;
        columns += width(c);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> Option<String> {
        let source = Source::new(text);
        let taken = take(&source, 0, &Limits::default())?;
        let Block::Lines(lines) = taken.block else { return None };
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                line.pieces
                    .iter()
                    .map(|p| format!("{}@{}/{}", p.text, p.chars, p.columns))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        Some(lines.join("; "))
    }

    #[test]
    fn runs_of_columns() {
        assert_eq!(
            view("规章      0   1\n\n  文件\n件数      2\n\n这一行是正文，说的是别的事情，没有空格，也很长很长很长很长很长。").as_deref(),
            Some("规章@0/0 0@8/10 1@12/14; 文件@2/2; 件数@0/0 2@8/10")
        );
    }

    #[test]
    fn prose_and_short_lines_are_left_alone() {
        assert_eq!(view("总体情况\n规章  0"), None);
        assert_eq!(view("规章"), None);
    }
}
