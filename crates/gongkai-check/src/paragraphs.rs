//! Running text as rules look at it: one spelling, without white space, with the way back to the source.

use gongkai_model::{Found, Locus, Place, SectionId};
use gongkai_text::normalize;

use crate::view::ReportView;

/// Characters that a clause may have on either side of what it is asked for.
const REACH: usize = 200;

/// A paragraph in one spelling, character by character.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    /// Where it stands in the report.
    pub(crate) section: SectionId,
    /// As written.
    raw: &'a str,
    locus: Option<&'a Locus>,
    /// Characters in one spelling, each with its byte in `raw`.
    chars: Vec<(usize, char)>,
}

impl<'a> Paragraph<'a> {
    /// A paragraph with its white space.
    pub(crate) fn spaced(section: SectionId, found: &'a Found<String>) -> Self {
        let chars = normalize::plain_chars(&found.value).collect();
        Self { section, raw: &found.value, locus: found.locus.as_ref(), chars }
    }

    /// A paragraph without its white space.
    pub(crate) fn dense(section: SectionId, found: &'a Found<String>) -> Self {
        let mut paragraph = Self::spaced(section, found);
        paragraph.chars.retain(|(_, c)| !c.is_whitespace());
        paragraph
    }

    /// Its characters in one spelling.
    pub(crate) fn text(&self) -> String {
        self.chars.iter().map(|(_, c)| *c).collect()
    }

    /// Its characters in one spelling.
    pub(crate) fn chars(&self) -> impl Iterator<Item = char> {
        self.chars.iter().map(|(_, c)| *c)
    }

    /// What stands from one character to another, as written.
    pub(crate) fn written(&self, from: usize, to: usize) -> &'a str {
        let start = self.chars.get(from).map_or(self.raw.len(), |(byte, _)| *byte);
        let end = self.chars.get(to).map_or(self.raw.len(), |(byte, _)| *byte);
        self.raw.get(start..end).unwrap_or_default().trim_end()
    }

    /// The place of the characters from one to another.
    pub(crate) fn place(&self, from: usize, to: usize) -> Place {
        let written = self.written(from, to);
        let start = self.chars.get(from).map_or(0, |(byte, _)| *byte);
        let before = self.raw.get(..start).unwrap_or_default();
        let locus = self.locus.map(|locus| {
            // Places can be counted only in a text that stands in the source as it was imported, on one line.
            let narrow = locus.is_of(self.raw.len());
            if narrow { locus.part(start, written).after(before) } else { locus.clone() }
        });
        Place { section: Some(self.section), locus, raw: written.to_owned(), ..Place::default() }
    }

    /// From the last end of a clause before a character to the next one behind another, not further than [`REACH`].
    pub(crate) fn clause(&self, from: usize, to: usize) -> (usize, usize) {
        let ends = |(_, c): &(usize, char)| "。;!?,:\n".contains(*c);
        let first = from.saturating_sub(REACH);
        let last = to.saturating_add(REACH).min(self.chars.len());
        let before = self.chars.get(first..from).unwrap_or_default();
        let behind = self.chars.get(to..last).unwrap_or_default();
        let start = before.iter().rposition(ends).map_or(first, |at| first + at + 1);
        (start, behind.iter().position(ends).map_or(last, |at| to + at))
    }
}

/// The paragraphs of a report without white space.
pub(crate) fn dense<'a>(view: &ReportView<'a>) -> impl Iterator<Item = Paragraph<'a>> {
    view.paragraphs().map(|(section, found)| Paragraph::dense(section, found))
}

/// The paragraphs of a report with their white space.
pub(crate) fn spaced<'a>(view: &ReportView<'a>) -> impl Iterator<Item = Paragraph<'a>> {
    view.paragraphs().map(|(section, found)| Paragraph::spaced(section, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_source() {
        let value = "甲 乙，电话：１２３。".to_owned();
        let end = 10 + value.len() as u32;
        let locus = Locus::Text { line: 2, column: 1, start: 10, end };
        let found = Found { raw: value.clone(), value, locus: Some(locus) };
        let paragraph = Paragraph::dense(SectionId::Overview, &found);
        assert_eq!(paragraph.text(), "甲乙,电话:123。");
        let place = paragraph.place(6, 9);
        assert_eq!(place.raw, "１２３");
        assert_eq!(place.locus.map(|locus| locus.to_string()).as_deref(), Some("2:8"));
        assert_eq!(paragraph.clause(6, 9), (6, 9));
    }
}
