//! Text in which labels, figures and headings run into each other, taken apart at the labels of the form.
//!
//! A stretch is part of a table if it is made of nothing but labels, figures and the punctuation between: four labels
//! in a row never stand like that in prose, and neither does a whole line. Everything else stays the text it was,
//! parted only before and behind the numbered headings of sections.

use std::sync::LazyLock;

use gongkai_text::normalize::{key_chars, key_with_glosses};

use crate::known::{self, InHeadings};

/// A stretch of labels and figures inside other text has at least so many labels.
const LABELS_OF_A_TABLE: usize = 4;

/// What a piece of glued text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A label of a table.
    Label,
    /// A figure, or figures run together.
    Figure,
    /// The numbered heading of a section.
    Heading,
    /// Anything else.
    Prose,
}

/// A piece: bytes `start..end` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The labels that may stand in glued text, as keys, and whether each is the heading of a section with its number.
struct Labels {
    /// In drawers by their first bytes, the longer ones of a drawer first.
    words: Vec<(&'static str, bool)>,
    /// Where each drawer begins, and the last one ends.
    drawers: Vec<usize>,
}

/// A label in a key, by its bytes.
#[derive(Debug, Clone, Copy)]
struct Match {
    start: usize,
    end: usize,
    heading: bool,
}

/// Most drawers are empty, and most places of prose lead to an empty one.
const DRAWERS: usize = 1 << 12;

/// The drawer of what a key begins with, by the bytes that tell its first two characters apart; none if it has fewer.
fn drawer(key: &[u8]) -> Option<usize> {
    let &[_, b, c, _, e, f, ..] = key else { return None };
    Some((u32::from_le_bytes([b, c, e, f]).wrapping_mul(0x9E37_79B1) >> 20) as usize)
}

/// Bytes of a character by its first one.
fn length_of_char(first: u8) -> usize {
    1 + usize::from(first >= 0xC0) + usize::from(first >= 0xE0) + usize::from(first >= 0xF0)
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let labels = known::labels().map(|key| (key, known::in_headings(key)));
    let mut words: Vec<(usize, &str, bool)> = labels
        .filter(|(_, heading)| *heading != InHeadings::Words)
        .filter_map(|(key, heading)| Some((drawer(key.as_bytes())?, key, heading == InHeadings::Numbered)))
        .collect();
    words.sort_by_key(|&(drawer, key, _)| (drawer, std::cmp::Reverse(key.len())));
    let drawers = (0..=DRAWERS).map(|drawer| words.partition_point(|word| word.0 < drawer)).collect();
    Labels { words: words.into_iter().map(|(_, key, heading)| (key, heading)).collect(), drawers }
});

impl Labels {
    /// The labels in a key from left to right, of several at a place the longest.
    fn find(&self, key: &str) -> Vec<Match> {
        let key = key.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = key.get(at..)
            && let Some(drawer) = drawer(rest)
        {
            let words = &self.words[self.drawers[drawer]..self.drawers[drawer + 1]];
            match words.iter().find(|(word, _)| rest.starts_with(word.as_bytes())) {
                Some(&(word, heading)) => {
                    found.push(Match { start: at, end: at + word.len(), heading });
                    at += word.len();
                }
                None => at += length_of_char(rest[0]),
            }
        }
        found
    }
}

/// Takes a text apart, or says that nothing in it is glued.
pub(crate) fn segments(text: &str) -> Option<Vec<Segment>> {
    // Nothing but a label has no figure in it, and a figure has no label.
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    if !digits && text.len() < 200 {
        return None;
    }
    let found = LABELS.find(&key_with_glosses(text));
    let has_heading = found.iter().any(|found| found.heading);
    // Neither a table inside the text nor a line that begins with a label, which is to say prose.
    if !has_heading && found.len() < LABELS_OF_A_TABLE && found.first().is_none_or(|first| first.start > 0) {
        return None;
    }
    let mut places = Places::of(text);
    let mut marks: Vec<Segment> = Vec::new();
    for Match { start, end, heading } in found {
        let (start, end) = (places.of_byte(start), places.of_byte(end - 1));
        let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
        if heading && !begins_anew(&text[..start]) {
            continue;
        }
        // The digit of a mark such as `1.` is a figure where no mark's point follows.
        let word = &text[start..end];
        let unmarked = word.starts_with(|c: char| c.is_ascii_digit()) && !word[1..].starts_with(is_point);
        let start = if unmarked { start + 1 } else { start };
        let kind = if heading { Kind::Heading } else { Kind::Label };
        marks.push(with_brackets(text, Segment { kind, start, end }));
    }
    let stretches = stretches(text, &marks);
    let table: Vec<Segment> = stretches.into_iter().flatten().collect();
    let headings = marks.iter().filter(|mark| mark.kind == Kind::Heading).copied();
    let mut all: Vec<Segment> = headings.chain(table.iter().copied()).collect();
    all.sort_by_key(|segment| segment.start);
    all.dedup_by_key(|segment| segment.start);
    if all.is_empty() || (table.is_empty() && all.len() == 1 && text.len() < 200) {
        return None;
    }
    Some(with_prose(text, &all))
}

/// Where the characters of a key stand in its text; asked for in their order.
struct Places<I> {
    chars: I,
    /// Bytes of the key up to the last character looked at, and its place.
    passed: usize,
    place: usize,
}

impl<'a> Places<std::iter::Empty<(usize, char)>> {
    fn of(text: &'a str) -> Places<impl Iterator<Item = (usize, char)> + 'a> {
        Places { chars: key_chars(text), passed: 0, place: 0 }
    }
}

impl<I: Iterator<Item = (usize, char)>> Places<I> {
    /// The place of the character that has the byte `at` of the key.
    fn of_byte(&mut self, at: usize) -> usize {
        while self.passed <= at
            && let Some((place, c)) = self.chars.next()
        {
            self.passed += c.len_utf8();
            self.place = place;
        }
        self.place
    }
}

/// Whether a heading may begin behind this: a sentence has ended, or a figure, or there is white space.
fn begins_anew(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, '。' | '；' | '！' | '？' | '：' | '”' | '）' | ')' | '>' | '/' | '-' | '—')
    })
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '．' | '、' | ' ' | '\u{3000}' | ')' | '）')
}

/// The bracket before the number and the quotation mark or bracket behind belong to the label.
fn with_brackets(text: &str, mut segment: Segment) -> Segment {
    if let Some(c) = text[..segment.start].chars().next_back().filter(|c| matches!(c, '（' | '(' | '“' | '"')) {
        segment.start -= c.len_utf8();
    }
    while let Some(c) = text[segment.end..].chars().next().filter(|c| matches!(c, '）' | ')' | '”' | '"' | '：' | ':'))
    {
        segment.end += c.len_utf8();
    }
    segment
}

/// The stretches that are parts of tables: labels and the figures between them.
fn stretches(text: &str, marks: &[Segment]) -> Vec<Vec<Segment>> {
    let mut all = Vec::new();
    let mut open: Vec<Segment> = Vec::new();
    let mut opened_at_start =
        marks.first().is_some_and(|mark| figures(text, 0, mark.start).is_some_and(|f| f.is_empty()));
    for (index, &mark) in marks.iter().enumerate() {
        open.push(mark);
        let next = marks.get(index + 1).map_or(text.len(), |next| next.start);
        let (values, whole) = leading_figures(text, mark.end, next);
        open.extend(values);
        if whole && index + 1 < marks.len() {
            continue;
        }
        let labels = open.iter().filter(|segment| segment.kind != Kind::Figure).count();
        let has_figures = open.iter().any(|segment| segment.kind == Kind::Figure);
        let of_table = open.iter().any(|segment| segment.kind == Kind::Label);
        let whole_line = opened_at_start && whole && has_figures;
        if of_table && (labels >= LABELS_OF_A_TABLE || whole_line) {
            all.push(std::mem::take(&mut open));
        }
        open.clear();
        opened_at_start = false;
    }
    all
}

/// The figures of `from..to`; nothing if anything else stands there.
fn figures(text: &str, from: usize, to: usize) -> Option<Vec<Segment>> {
    let (figures, whole) = leading_figures(text, from, to);
    whole.then_some(figures)
}

/// The figures at the beginning of `from..to`, and whether there is nothing else.
fn leading_figures(text: &str, from: usize, to: usize) -> (Vec<Segment>, bool) {
    const UNITS: [&str; 6] = ["万元", "元", "件", "条", "个", "次"];
    let mut all = Vec::new();
    let mut at = from;
    while at < to {
        let rest = &text[at..to];
        let Some(c) = rest.chars().next() else { break };
        if c.is_ascii_digit() || (matches!(c, '+' | '-') && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
            let sign = usize::from(!c.is_ascii_digit());
            let mut length = sign + rest[sign..].bytes().take_while(|b| b.is_ascii_digit()).count();
            let fraction =
                rest[length..].strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
            if fraction > 0 {
                length += 1 + fraction;
            }
            let unit = UNITS.iter().find(|unit| rest[length..].starts_with(**unit)).map_or(0, |unit| unit.len());
            length += unit;
            all.push(Segment { kind: Kind::Figure, start: at, end: at + length });
            at += length;
            // `自然人20件、商业企业3件、…`: a comma behind a unit is of a sentence, however many labels it names.
            if unit > 0 && text[at..].starts_with(['，', '、', ',', '；']) {
                return (all, false);
            }
        } else if matches!(c, '/' | '／' | '-' | '—' | '无') {
            all.push(Segment { kind: Kind::Figure, start: at, end: at + c.len_utf8() });
            at += c.len_utf8();
        } else if c.is_whitespace() || matches!(c, '（' | '(' | '“' | '"' | '”' | '）' | ')' | '，' | ',' | '、' | '|')
        {
            at += c.len_utf8();
        } else {
            return (all, false);
        }
    }
    (all, true)
}

/// Fills what lies between with prose.
fn with_prose(text: &str, known: &[Segment]) -> Vec<Segment> {
    let mut all = Vec::new();
    let mut at = 0;
    let prose = |from: usize, to: usize, all: &mut Vec<Segment>| {
        if from < to && text[from..to].chars().any(char::is_alphanumeric) {
            all.push(Segment { kind: Kind::Prose, start: from, end: to });
        }
    };
    for segment in known {
        prose(at, segment.start, &mut all);
        all.push(*segment);
        at = segment.end;
    }
    prose(at, text.len(), &mut all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Kind, &str)> {
        segments(text).unwrap_or_default().iter().map(|part| (part.kind, &text[part.start..part.end])).collect()
    }

    #[test]
    fn every_label_has_its_drawer() {
        assert!(known::labels().all(|key| drawer(key.as_bytes()).is_some()));
    }

    #[test]
    fn a_line_of_label_and_figures() {
        use Kind::{Figure, Label};
        let line = "一、本年新收政府信息公开申请数量640020470";
        assert_eq!(parts(line), [(Label, "一、本年新收政府信息公开申请数量"), (Figure, "640020470")]);
        let line = "（三）不予公开1.属于国家秘密0000000";
        assert_eq!(parts(line), [(Label, "（三）不予公开"), (Label, "1.属于国家秘密"), (Figure, "0000000")]);
        assert_eq!(parts("3.危及“三安全一稳定”0000000")[1], (Figure, "0000000"));
    }

    #[test]
    fn the_number_of_the_next_label_is_no_figure() {
        let text = "1.属于国家秘密10000012.其他法律行政法规禁止公开00000003.危及“三安全一稳定”00000004.保护第三方合法权益0000000";
        let figures: Vec<&str> =
            parts(text).into_iter().filter(|(kind, _)| *kind == Kind::Figure).map(|(_, text)| text).collect();
        assert_eq!(figures, ["1000001", "0000000", "0000000", "0000000"]);
    }

    #[test]
    fn headings_are_parted_from_prose_and_tables_from_both() {
        use Kind::{Figure, Heading, Label, Prose};
        let text = "截至年底共整改2项。四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计1010五、存在的主要问题及改进情况今年继续。";
        let parts = parts(text);
        assert_eq!(parts[0], (Prose, "截至年底共整改2项。"));
        assert_eq!(parts[1].0, Heading);
        let tail = &parts[parts.len() - 4..];
        assert_eq!(tail[0], (Label, "总计"));
        assert_eq!(tail[1], (Figure, "1010"));
        assert_eq!(tail[2], (Heading, "五、存在的主要问题及改进情况"));
        assert_eq!(tail[3], (Prose, "今年继续。"));
    }

    #[test]
    fn prose_stays_whole() {
        for text in [
            "本年度予以公开3件、部分公开2件、不予公开1件。",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况三部分组成，共5页。",
            "行政许可12件，行政处罚3件。",
            "其中自然人20件、商业企业3件、科研机构0件、社会公益组织0件、法律服务机构1件、其他2件。",
            "予以公开9件，不予公开3件，商业企业2件，商业企业1件，部分公开2件。",
            "由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项组成，共6部分。",
        ] {
            assert_eq!(segments(text), None, "{text}");
        }
    }

    #[test]
    fn any_text_ends() {
        for piece in ["（一）", "总计1", "0", "一、总体情况", "(", "结果维持", "1.其他"] {
            let text = piece.repeat(20_000);
            let parts = segments(&text).unwrap_or_default();
            assert!(parts.windows(2).all(|pair| pair[0].end <= pair[1].start), "{piece}");
        }
    }
}
