//! Running text: the characters of neighbouring nodes, with white space as a browser shows it.

use gongkai_model::Locus;

use crate::flat::Flat;

/// How characters stand in the text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// In bold.
    pub(crate) bold: bool,
    /// In a link.
    pub(crate) linked: bool,
    /// White space counts.
    pub(crate) preformatted: bool,
}

/// Text that is being put together.
#[derive(Debug, Default)]
pub(crate) struct Run {
    text: String,
    /// First and last text node in it.
    nodes: Option<(usize, usize)>,
    space: bool,
    bold: usize,
    linked: usize,
    all: usize,
}

/// A finished piece of running text.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The text, without white space at its ends.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) locus: Locus,
    /// All of it is bold.
    pub(crate) bold: bool,
    /// Nearly all of it is links.
    pub(crate) linked: bool,
}

impl Run {
    /// Adds the characters of a text node.
    pub(crate) fn push(&mut self, text: &str, place: usize, manner: Manner) {
        let before = self.text.len();
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
        let mut rest = text;
        while let Some(&first) = rest.as_bytes().first() {
            let length = rest.bytes().position(|byte| is_space(&byte)).unwrap_or(rest.len());
            let (words, behind) = rest.split_at(length.max(1));
            rest = behind;
            match first {
                b'\n' if manner.preformatted => self.end_line(),
                b' ' | b'\t' if manner.preformatted => self.text.push(char::from(first)),
                _ if is_space(&first) => self.space = true,
                _ => {
                    self.put_space();
                    self.text.push_str(words);
                }
            }
        }
        if self.text.len() > before {
            let first = self.nodes.map_or(place, |(first, _)| first);
            self.nodes = Some((first, place));
        }
    }

    /// Says of so many visible characters of the text how they stand in it.
    pub(crate) fn weigh(&mut self, seen: usize, manner: Manner) {
        self.all += seen;
        self.bold += if manner.bold { seen } else { 0 };
        self.linked += if manner.linked { seen } else { 0 };
    }

    /// Adds a mark that stands for markup.
    pub(crate) fn mark(&mut self, mark: &str) {
        if mark.is_empty() {
            return;
        }
        self.put_space();
        self.text.push_str(mark);
    }

    fn put_space(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
    }

    /// Begins a new line in the same text.
    pub(crate) fn end_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Whether the text ends in a digit.
    pub(crate) fn ends_in_digit(&self) -> bool {
        !self.space && self.text.ends_with(|c: char| c.is_ascii_digit())
    }

    /// What came together since the last call; nothing where it is white space.
    pub(crate) fn take(&mut self, flat: &Flat<'_>) -> Option<Piece> {
        let run = std::mem::take(self);
        let (first, last) = run.nodes?;
        let text = trimmed(run.text);
        if text.is_empty() {
            return None;
        }
        let locus = Locus::node(flat.path(first));
        let locus = if first == last { locus } else { locus.to(&Locus::node(flat.path(last))) };
        let bold = run.all > 0 && run.bold == run.all;
        Some(Piece { text, locus, bold, linked: run.linked * 10 >= run.all * 9 && run.linked > 0 })
    }

    /// The text as a cell has it: lines without white space at their ends, joined by `\n`.
    pub(crate) fn into_cell(self) -> String {
        trimmed(self.text)
    }
}

/// Lines without white space at their ends and without empty ones.
fn trimmed(mut text: String) -> String {
    if text.contains('\n') {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        return lines.join("\n");
    }
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
    text
}
