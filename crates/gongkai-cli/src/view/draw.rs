//! Draws a table with a label column, in terminal columns: a Chinese character takes two.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::styles;

/// Space between columns.
const GAP: usize = 2;
/// A label column narrower than this is no fun to read; headers give way first.
const COMFORTABLE_LABEL: usize = 34;

/// A table to draw.
pub(super) struct Drawing {
    /// Header of the label column.
    pub(super) caption: String,
    /// Headers of the other columns.
    pub(super) columns: Vec<String>,
    /// Label, and a styled text for each column.
    pub(super) rows: Vec<(String, Vec<(Style, String)>)>,
}

impl Drawing {
    /// The table as lines of at most `width` columns, as far as its figures allow.
    pub(super) fn lines(&self, width: usize) -> Vec<String> {
        let (label, widths) = self.fit(width);
        let mut lines = Vec::new();
        self.push_header(&mut lines, label, &widths);
        let rule: usize = label + widths.iter().map(|width| width + GAP).sum::<usize>();
        lines.push(format!("  {0}{1}{0:#}", styles::DIM, "─".repeat(rule)));
        for (text, cells) in &self.rows {
            let indent = text.len() - text.trim_start().len();
            let mut parts = wrap(text.trim_start(), label - indent).into_iter();
            let first = format!("{}{}", " ".repeat(indent), parts.next().unwrap_or_default());
            let mut line = format!("  {}", pad(&first, label));
            for ((style, text), &width) in cells.iter().zip(&widths) {
                let padding = " ".repeat(GAP + width.saturating_sub(text.width()));
                line += &format!("{padding}{style}{text}{style:#}");
            }
            lines.push(line);
            lines.extend(parts.map(|part| format!("{}{part}", " ".repeat(indent + 4))));
        }
        lines
    }

    fn push_header(&self, lines: &mut Vec<String>, label: usize, widths: &[usize]) {
        let headers: Vec<Vec<String>> =
            self.columns.iter().zip(widths).map(|(text, &width)| wrap(text, width)).collect();
        let height = headers.iter().map(Vec::len).max().unwrap_or(1).max(1);
        for row in 0..height {
            let caption = if row + 1 == height { self.caption.as_str() } else { "" };
            let mut line = format!("  {}", pad(caption, label));
            for (header, &width) in headers.iter().zip(widths) {
                let from_top = row + header.len();
                let text = if from_top >= height { header[from_top - height].as_str() } else { "" };
                line += &" ".repeat(GAP + width.saturating_sub(text.width()));
                line += text;
            }
            lines.push(format!("{0}{1}{0:#}", styles::DIM, line.trim_end()));
        }
    }

    /// Width of the label column and of the others: as wide as their words like it, headers broken where it has to be.
    fn fit(&self, width: usize) -> (usize, Vec<usize>) {
        let figures = |column: usize| {
            self.rows.iter().filter_map(|(_, cells)| cells.get(column)).map(|(_, text)| text.width()).max().unwrap_or(1)
        };
        let labels = self.rows.iter().map(|(label, _)| label.width()).chain([self.caption.width()]).max().unwrap_or(0);
        let mut widths = Vec::new();
        let mut label = 0;
        for widest in [usize::MAX, 8, 4] {
            widths = self
                .columns
                .iter()
                .enumerate()
                .map(|(column, header)| header.width().min(widest.max(longest_word(header))).max(figures(column)))
                .collect();
            let others: usize = widths.iter().map(|width| width + GAP).sum();
            label = width.saturating_sub(others + 2).min(labels);
            if label >= COMFORTABLE_LABEL.min(labels) {
                break;
            }
        }
        (label.max(8), widths)
    }
}

/// Width of the longest run that may not be broken: Chinese breaks anywhere, other scripts at spaces.
fn longest_word(text: &str) -> usize {
    text.split(|c: char| c == ' ' || c.width() == Some(2)).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The text in lines of at most `width` columns, broken at spaces and underscores, between Chinese characters, or
/// anywhere if nothing else helps.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if line.width() + word.trim_end().width() > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for c in word.chars() {
            if line.width() + c.width().unwrap_or(0) > width.max(2) && c != ' ' {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The text cut after every place where a line may end. Closing marks stay with what they close.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut may_break = true;
    for c in text.chars() {
        let wide = c.width() == Some(2);
        let closing = "，。、；：）》”】".contains(c);
        match words.last_mut() {
            Some(word)
                if !closing && (may_break || wide) && !"（《“【".contains(word.chars().last().unwrap_or(' ')) =>
            {
                words.push(c.into());
            }
            Some(word) => word.push(c),
            None => words.push(c.into()),
        }
        may_break = wide || c == ' ' || c == '_';
    }
    words
}

/// The text with spaces behind it, up to a width.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_people_would() {
        assert_eq!(wrap("社会公益组织", 8), ["社会公益", "组织"]);
        assert_eq!(wrap("legal services", 8), ["legal", "services"]);
        assert_eq!(wrap("not_processed_confirm", 14), ["not_processed_", "confirm"]);
        assert_eq!(wrap("部分公开（区分", 10), ["部分公开", "（区分"]);
        assert_eq!(wrap("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn columns_line_up_whatever_the_script() {
        let cell = |text: &str| (Style::new(), text.to_owned());
        let drawing = Drawing {
            caption: "结果".into(),
            columns: vec!["自然人".into(), "总计".into()],
            rows: vec![
                ("予以公开".into(), vec![cell("1"), cell("1234567")]),
                ("x".into(), vec![cell("无"), cell("×")]),
            ],
        };
        let plain: Vec<_> =
            drawing.lines(80).iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        let widths: Vec<_> = plain.iter().map(|line| line.width()).collect();
        assert_eq!(widths, [27; 4], "{plain:#?}");
    }
}
