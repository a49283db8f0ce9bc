//! Running text as rules look at it: one spelling without white space, sentences and clauses, amounts, and the place of each.

use std::ops::Range;
use std::sync::OnceLock;

use gongkai_model::{Decimal, Fact, Found, Locus, Place, SectionId};
use gongkai_text::normalize::plain_chars;
use gongkai_text::number;

use crate::sink::Draft;
use crate::view::ReportView;

/// A paragraph in one spelling (simplified, half-width signs), without white space.
#[derive(Debug)]
pub(crate) struct Paragraph {
    /// The section it stands in.
    pub(crate) section: SectionId,
    /// Its text.
    pub(crate) text: String,
    /// As the report has it.
    value: String,
    locus: Option<Locus>,
    /// For every byte of the text the byte of the paragraph that its character comes from.
    origins: Vec<u32>,
    amounts: OnceLock<Vec<Amount>>,
}

impl Paragraph {
    /// A paragraph of a section.
    pub(crate) fn new(section: SectionId, found: &Found<String>) -> Self {
        let mut text = String::with_capacity(found.value.len());
        let mut origins = Vec::with_capacity(found.value.len());
        for (byte, c) in plain_chars(&found.value).filter(|(_, c)| !c.is_whitespace()) {
            text.push(c);
            origins.resize(text.len(), byte as u32);
        }
        let (value, locus) = (found.value.clone(), found.locus.clone());
        Self { section, text, value, locus, origins, amounts: OnceLock::new() }
    }

    /// The words of a range.
    pub(crate) fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Its figures.
    pub(crate) fn amounts(&self) -> &[Amount] {
        self.amounts.get_or_init(|| amounts(&self.text))
    }

    /// Its sentences: they end behind `。`, `!`, `?`.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        parts(&self.text, 0..self.text.len(), |c| matches!(c, '。' | '!' | '?'))
    }

    /// The clauses of a range, without what parts them.
    pub(crate) fn clauses(&self, range: Range<usize>) -> Vec<Range<usize>> {
        parts(&self.text, range, |c| matches!(c, '。' | '!' | '?' | ',' | ';' | ':' | '(' | ')'))
    }

    /// Where a range stands in the source.
    pub(crate) fn place(&self, range: &Range<usize>) -> Place {
        let value = &self.value;
        let start = self.origins.get(range.start).map_or(0, |byte| *byte as usize);
        let last = range.end.checked_sub(1).and_then(|end| self.origins.get(end)).map_or(value.len(), |b| *b as usize);
        let end = value.get(last..).and_then(|rest| rest.chars().next()).map_or(value.len(), |c| last + c.len_utf8());
        let raw = value.get(start..end).unwrap_or_default();
        let locus = self.locus.as_ref().map(|locus| {
            let before = value.get(..start).filter(|_| locus.is_of(value.len()));
            before.map_or_else(|| locus.clone(), |before| locus.part(start, raw).after(before))
        });
        Place { section: Some(self.section), locus, raw: raw.to_owned(), ..Place::default() }
    }
}

/// The parts of a range between characters; a comma inside a figure (`1,303件`) parts nothing.
fn parts(text: &str, range: Range<usize>, ends: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let all = text.get(range.clone()).unwrap_or_default().char_indices();
    for (at, c) in all.filter(|(_, c)| ends(*c)) {
        let (at, next) = (range.start + at, range.start + at + c.len_utf8());
        let behind = || text.get(next..).unwrap_or_default().chars();
        let thousands = c == ','
            && digit(text.get(..at).and_then(|before| before.chars().next_back()))
            && behind().take_while(char::is_ascii_digit).count() == 3;
        if !thousands {
            if at > start {
                parts.push(start..at);
            }
            start = next;
        }
    }
    if range.end > start {
        parts.push(start..range.end);
    }
    parts
}

/// A figure with its unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount {
    /// The figure.
    pub(crate) value: Decimal,
    /// The unit as written; empty: none.
    pub(crate) unit: String,
    /// Whether it is said to be rough: 约, 近, 余.
    pub(crate) approximate: bool,
    /// Where it stands in the text.
    pub(crate) range: Range<usize>,
}

/// The figures of a text in one spelling. Years, days, ordinals and Chinese numerals without a unit are none.
pub(crate) fn amounts(text: &str) -> Vec<Amount> {
    let mut amounts = Vec::new();
    let mut end = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let previous = before.replace(c);
        let begins = at >= end && (c.is_ascii_digit() || is_chinese_digit(c));
        let inside =
            previous.is_some_and(|p| p.is_ascii_alphanumeric() || matches!(p, '.' | '第' | '-') || is_chinese_digit(p));
        if !begins || inside {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        // Years and days are most figures of a text, and are seen without the grammar.
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && rest.get(digits..).is_some_and(|rest| rest.starts_with(['年', '月', '日', '号'])) {
            end = at + digits;
            continue;
        }
        let Some((number, length)) = number::leading(rest) else { continue };
        let bytes: usize = rest.chars().take(length).map(char::len_utf8).sum();
        let behind = rest.get(bytes..).and_then(|rest| rest.chars().next());
        end = at + bytes;
        let of_time = number.unit.is_empty() && matches!(behind, Some('年' | '月' | '日' | '号'));
        if of_time || (number.unit.is_empty() && !c.is_ascii_digit()) {
            continue;
        }
        let approximate = number.approximate || matches!(previous, Some('约' | '近' | '超' | '逾' | '过'));
        amounts.push(Amount { value: number.value, unit: number.unit, approximate, range: at..end });
    }
    amounts
}

/// Whether a character is one of which Chinese numerals up to ten thousands are made.
pub(crate) fn is_chinese_digit(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '两'
    )
}

/// A passage shortened for a message.
pub(crate) fn quote(raw: &str) -> String {
    const MOST: usize = 40;
    let words: String = raw.split_whitespace().collect();
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}……", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

/// Words without white space, which tell a finding from others in every format.
pub(crate) fn key(raw: &str) -> String {
    raw.split_whitespace().collect()
}

/// The section in which a figure is told.
pub(crate) fn section_of(view: &ReportView<'_>, fact: &Fact) -> Option<SectionId> {
    let words = fact.evidence.raw.replace('\n', "");
    let line = fact.evidence.locus.as_ref().and_then(Locus::line);
    let holds = |found: &Found<String>| found.value.contains(&words);
    let near = |found: &Found<String>| match (line, found.locus.as_ref().and_then(Locus::line)) {
        (Some(line), Some(start)) => start <= line,
        _ => true,
    };
    let found: Vec<SectionId> =
        view.paragraphs().filter(|(_, found)| holds(found) && near(found)).map(|(section, _)| section).collect();
    // Where the same words stand several times, the last one before the line of the figure is meant.
    if line.is_some() { found.last().copied() } else { found.first().copied() }
}

impl Draft {
    /// It is about a figure told in prose: its clause and its section.
    #[must_use]
    pub(crate) fn at_mention(self, view: &ReportView<'_>, fact: &Fact) -> Self {
        let quantity = fact.cell.strip_prefix("narrative.").unwrap_or(&fact.cell).to_owned();
        let draft = self.at_fact(fact).line(quantity).key(key(&fact.evidence.raw));
        match section_of(view, fact) {
            Some(section) => draft.in_section(section),
            None => draft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found<String> {
        let end = text.len() as u32;
        let locus = Locus::Text { line: 3, column: 1, start: 0, end };
        Found { value: text.into(), raw: text.into(), locus: Some(locus) }
    }

    #[test]
    fn clauses_and_their_places() {
        let found = found("全年收到申请 １,303件，其中网络 5 件。（二）收费：无。");
        let paragraph = Paragraph::new(SectionId::Overview, &found);
        let sentences = paragraph.sentences();
        let clauses = |range: &Range<usize>| -> Vec<String> {
            paragraph.clauses(range.clone()).iter().map(|range| paragraph.words(range).to_owned()).collect()
        };
        assert_eq!(clauses(&sentences[0]), ["全年收到申请1,303件", "其中网络5件"]);
        assert_eq!(clauses(&sentences[1]), ["二", "收费", "无"]);
        let place = paragraph.place(&paragraph.clauses(sentences[0].clone())[1]);
        assert_eq!(place.raw, "其中网络 5 件");
        assert_eq!(place.locus.map(|locus| locus.to_string()).as_deref(), Some("3:15"));
    }

    #[test]
    fn figures_of_a_text() {
        let told = |text: &str| -> Vec<String> {
            amounts(text).iter().map(|amount| format!("{}{}", amount.value, amount.unit)).collect()
        };
        assert_eq!(told("2023年1月1日,收到12件,占33.9%,计1,303条、约20余篇"), ["12件", "33.9%", "1303条", "20篇"]);
        assert_eq!(told("第三十六条规定,一是收到两件,收费380元"), ["2件", "380元"]);
    }
}
