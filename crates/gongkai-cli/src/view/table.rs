//! Tables: aligned in a terminal, values parted by tabs in a pipe.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::console::Console;
use crate::environment::Environment;
use crate::sanitize::sanitize_line;

/// Columns of a terminal that does not tell its width.
const WIDTH: usize = 100;
/// The last column is at least so wide.
const LAST: usize = 20;

/// Writes rows with a header to standard output.
pub(crate) fn write(
    header: &[&str],
    rows: &[Vec<String>],
    console: &Console,
    environment: &Environment,
) -> io::Result<()> {
    let mut out = anstream::AutoStream::new(io::stdout().lock(), console.color);
    out.write_all(&drawn(header, rows, environment.stdout_is_terminal, environment))?;
    out.flush()
}

/// Rows with a header. In a terminal the last column takes what is left of the line, and is cut at its front.
pub(crate) fn drawn(header: &[&str], rows: &[Vec<String>], terminal: bool, environment: &Environment) -> Vec<u8> {
    let clean = |text: &str| sanitize_line(text).into_owned();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| clean(text)).collect()).collect();
    let mut out = String::new();
    if !terminal {
        for row in std::iter::once(header.join("\t")).chain(rows.iter().map(|row| row.join("\t"))) {
            out += &row;
            out.push('\n');
        }
        return out.into_bytes();
    }
    let before = header.len().saturating_sub(1);
    let widths: Vec<usize> = (0..before)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at)).map(|text| text.width());
            cells.chain(header.get(at).map(|text| text.width())).max().unwrap_or(0)
        })
        .collect();
    let total = environment.columns.unwrap_or(WIDTH);
    let last = total.saturating_sub(widths.iter().map(|width| width + 2).sum()).max(LAST);
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (at, text) in cells.enumerate() {
            match widths.get(at) {
                Some(width) => line += &format!("{text}{}  ", " ".repeat(width.saturating_sub(text.width()))),
                None => line += &end_of(text, last),
            }
        }
        line.trim_end().to_owned()
    };
    let style = Style::new().dimmed();
    out += &format!("{style}{}{style:#}\n", line(&mut header.iter().copied()));
    for row in &rows {
        out += &line(&mut row.iter().map(String::as_str));
        out.push('\n');
    }
    out.into_bytes()
}

/// The end of a text that is too long: names of files differ there.
fn end_of(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut kept, mut left) = (Vec::new(), width.saturating_sub(1));
    for c in text.chars().rev() {
        let Some(rest) = left.checked_sub(c.width().unwrap_or(0)) else { break };
        left = rest;
        kept.push(c);
    }
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_their_front() {
        assert_eq!(end_of("/a/b", 4), "/a/b");
        assert_eq!(end_of("/archive/报告.html", 9), "…告.html");
    }
}
