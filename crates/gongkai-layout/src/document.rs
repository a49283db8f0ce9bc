//! A drawing as a document: blocks, statements, remarks.

use gongkai_model::{Block, Diagnostic, Document, Locus, Metadatum};
use gongkai_plugin::{ImportError, Limits};

use crate::drawn::{Drawing, DrawnPage};
use crate::layout;
use crate::page::Page;

/// The document of a drawing.
///
/// # Errors
/// [`ImportError::Scan`] where no page has text, [`ImportError::Damaged`] where the fonts of all text are, [`ImportError::Empty`]
/// where there is no page, [`ImportError::TooManyLines`] beyond [`Limits::lines`].
pub fn document(drawing: Drawing, limits: &Limits) -> Result<Document, ImportError> {
    if drawing.pages.is_empty() {
        return Err(ImportError::Empty);
    }
    if !drawing.pages.iter().any(DrawnPage::has_text) {
        if drawing.lost_fonts > 0 {
            return Err(ImportError::Damaged { reason: "none of its fonts can be read".into() });
        }
        return Err(ImportError::Scan { pages: drawing.pages.len() });
    }
    let first = drawing.pages.first().map_or(1, |drawn| drawn.page.number);
    let mut diagnostics = remarks(&drawing.pages);
    if drawing.lost_fonts > 0 {
        let count = drawing.lost_fonts.to_string();
        diagnostics.push(Diagnostic::new("fonts_not_read", &[("count", &count)], None));
    }
    let pages: Vec<Page> = drawing.pages.into_iter().map(|drawn| drawn.page).collect();
    let layout = layout(&pages, limits);
    if layout.blocks.len() > limits.lines {
        return Err(ImportError::TooManyLines { lines: layout.blocks.len(), limit: limits.lines });
    }
    diagnostics.extend(layout.diagnostics);
    let statement = |name: &str, value: String| Metadatum { name: name.into(), value, locus: page(first) };
    let name = |name, value: &str| if name == "title" && has_title(&layout.blocks, value) { "name" } else { name };
    let mut metadata: Vec<Metadatum> =
        drawing.metadata.into_iter().map(|(key, value)| statement(name(key, &value), value)).collect();
    metadata.extend(drawing.attachments.into_iter().map(|name| statement("embeddedfile", name)));
    Ok(Document { metadata, blocks: layout.blocks, diagnostics, ..Document::default() })
}

/// Paragraphs at the head of a document in which its title may stand.
const HEAD: usize = 12;
/// Characters by which titles of one sort are known: their last words.
const LAST_WORDS: usize = 4;

/// Whether the text has a title of the sort that the file declares. Then that one counts: people write a report over the one of the year
/// before, or of another organ, and the file goes on declaring the old title.
fn has_title(blocks: &[Block], declared: &str) -> bool {
    let letters = |text: &str| text.chars().rev().filter(|c| !c.is_whitespace()).take(LAST_WORDS).collect::<String>();
    let last = letters(declared);
    blocks.iter().take(HEAD).any(|block| matches!(block, Block::Paragraph { text, .. } if letters(text) == last))
}

/// Where statements of the file are said to stand: on its first page, since it says them of all pages.
fn page(page: u32) -> Locus {
    Locus::Page { page, left: 0, top: 0, right: 0, bottom: 0, part: None }
}

fn remarks(pages: &[DrawnPage]) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    let without: Vec<u32> =
        pages.iter().filter(|page| !page.has_text() && page.pictures > 0).map(|page| page.page.number).collect();
    if !without.is_empty() {
        remarks.push(Diagnostic::new("pages_are_pictures", &[("pages", &ranges(&without))], None));
    }
    // A picture that is a whole page is said above.
    let pictures = pages.iter().filter(|page| page.has_text()).map(|page| page.pictures).sum();
    let mut counted = |code: &'static str, count: usize| {
        if count > 0 {
            remarks.push(Diagnostic::new(code, &[("count", &count.to_string())], None));
        }
    };
    let sum = |of: fn(&DrawnPage) -> usize| pages.iter().map(of).sum::<usize>();
    counted("pictures_not_read", pictures);
    counted("text_recognised", sum(|page| page.invisible));
    counted("glyphs_without_characters", sum(|page| page.nameless));
    counted("text_outside_page", sum(|page| page.outside));
    remarks
}

/// `1-3, 7`
fn ranges(numbers: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let shown = ranges.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}-{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_in_ranges() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1-3, 7, 9-10");
    }
}
