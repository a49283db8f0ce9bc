//! The prose of two reports, section by section: how alike it is, and which sentences changed.

use std::collections::{BTreeMap, HashMap};

use gongkai_model::{Passage, SectionId};
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Share of pairs of characters, in per mille, from which two sentences are one sentence changed.
const ALIKE: u64 = 500;

/// Sentences of a stretch that are tried against each other; longer stretches are paired in order.
const MOST_PAIRS: usize = 10_000;

/// The prose of a section of two reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// Which section.
    pub section: SectionId,
    /// Characters in the first and in the second report, white space, punctuation and figures left out.
    pub characters: [usize; 2],
    /// How much of both is the same, in per mille, whatever the years and figures; nothing where neither has any text.
    pub similarity: Option<u32>,
    /// Sentences that stand in both, apart from years and figures.
    pub same: usize,
    /// Of these, those with other years or figures.
    pub other_figures: usize,
    /// Sentences that changed, in the order of the text.
    pub changes: Vec<Change>,
}

/// A change of the prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Only the first report has the sentence.
    OnlyFirst {
        /// As written.
        text: String,
    },
    /// Only the second report has the sentence.
    OnlySecond {
        /// As written.
        text: String,
    },
    /// The sentence reads otherwise.
    Changed {
        /// Its parts, in order: the first report's wording are the parts in both and in the first, the second's those in both and
        /// in the second.
        parts: Vec<Part>,
    },
}

/// A part of a changed sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which report has it.
    pub of: Which,
    /// As written.
    pub text: String,
}

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Both.
    Both,
    /// The first.
    First,
    /// The second.
    Second,
}

/// Compares the prose of two reports. What comes of it does not depend on which one is the first.
pub fn compare(first: &[Passage], second: &[Passage]) -> Vec<Prose> {
    let (first, second) = (by_section(first), by_section(second));
    let mut sections: Vec<SectionId> = first.keys().chain(second.keys()).copied().collect();
    sections.sort_unstable();
    sections.dedup();
    let of = |section: SectionId| {
        let none = Vec::new();
        section_of(section, first.get(&section).unwrap_or(&none), second.get(&section).unwrap_or(&none))
    };
    sections.into_iter().map(of).filter(|prose| prose.characters != [0, 0]).collect()
}

/// A sentence as written, and what of it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sentence {
    plain: Vec<char>,
    text: String,
}

fn by_section(passages: &[Passage]) -> BTreeMap<SectionId, Vec<Sentence>> {
    let mut sections: BTreeMap<SectionId, Vec<Sentence>> = BTreeMap::new();
    for passage in passages {
        let sentences = sections.entry(passage.section).or_default();
        for paragraph in &passage.paragraphs {
            let parts = paragraph.value.split_inclusive(['。', '！', '？', '；', '!', '?', ';']);
            sentences.extend(parts.map(Sentence::new).filter(|sentence| !sentence.plain.is_empty()));
        }
    }
    sections
}

impl Sentence {
    fn new(text: &str) -> Self {
        Self { plain: plain(text), text: text.trim().to_owned() }
    }
}

/// The characters of a text without white space and punctuation, every run of numerals as one sign.
fn plain(text: &str) -> Vec<char> {
    let mut plain = Vec::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if !is_numeral(c) {
            plain.push(c);
        } else if plain.last() != Some(&'#') {
            plain.push('#');
        }
    }
    plain
}

fn is_numeral(c: char) -> bool {
    c.is_numeric() || "〇零一二三四五六七八九十百千万亿".contains(c)
}

fn section_of(section: SectionId, first: &[Sentence], second: &[Sentence]) -> Prose {
    // Of several ways to line up texts a diff takes one, not the same from both sides: so the sides are put in order.
    let turned = second < first;
    let (one, other) = if turned { (second, first) } else { (first, second) };
    let length = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.plain.len()).sum::<usize>();
    let mut prose = Prose {
        section,
        characters: [length(first), length(second)],
        similarity: None,
        same: 0,
        other_figures: 0,
        changes: Vec::new(),
    };
    let mut common = 0;
    let plain = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.plain.clone()).collect::<Vec<_>>();
    for op in capture_diff_slices(Algorithm::Myers, &plain(one), &plain(other)) {
        let (old, new) = (some(one, &op.old_range()), some(other, &op.new_range()));
        if let DiffOp::Equal { .. } = op {
            let with_other_figures = |(old, new): &(&Sentence, &Sentence)| squeezed(&old.text) != squeezed(&new.text);
            prose.same += old.len();
            prose.other_figures += old.iter().zip(new).filter(with_other_figures).count();
            common += length(old);
        } else {
            common += changed(old, new, turned, &mut prose.changes);
        }
    }
    let all = prose.characters[0] + prose.characters[1];
    prose.similarity = (all > 0).then(|| u32::try_from(common * 2 * 1000 / all).unwrap_or(1000));
    prose
}

fn some<'a, T>(all: &'a [T], range: &std::ops::Range<usize>) -> &'a [T] {
    all.get(range.clone()).unwrap_or_default()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A stretch of sentences in place of another one: those that are alike are one changed sentence each, in order. `turned`: the new
/// ones are those of the first report. Gives the characters that they have in common.
fn changed(old: &[Sentence], new: &[Sentence], turned: bool, changes: &mut Vec<Change>) -> usize {
    let pairs = pairs(old, new);
    let partner = |at: usize| match turned {
        false => pairs.iter().find(|(old, _)| *old == at).map(|(_, new)| *new),
        true => pairs.iter().find(|(_, new)| *new == at).map(|(old, _)| *old),
    };
    let (first, second) = if turned { (new, old) } else { (old, new) };
    let (mut common, mut at) = (0, 0);
    let only_second = |sentences: &[Sentence], changes: &mut Vec<Change>| {
        changes.extend(sentences.iter().map(|sentence| Change::OnlySecond { text: sentence.text.clone() }));
    };
    for (index, sentence) in first.iter().enumerate() {
        let Some((partner, other)) = partner(index).and_then(|partner| Some((partner, second.get(partner)?))) else {
            changes.push(Change::OnlyFirst { text: sentence.text.clone() });
            continue;
        };
        only_second(some(second, &(at..partner)), changes);
        at = partner + 1;
        let ops = capture_diff_slices(Algorithm::Myers, &sentence.plain, &other.plain);
        common += ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum::<usize>();
        changes.push(Change::Changed { parts: parts(&sentence.text, &other.text) });
    }
    only_second(some(second, &(at..second.len())), changes);
    common
}

/// Sentences of both stretches that are alike, in the order of both: the most alike first, those that would cross them left out.
fn pairs(old: &[Sentence], new: &[Sentence]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST_PAIRS {
        let in_order = old.iter().zip(new).enumerate();
        return in_order.filter(|(_, (old, new))| alike(old, new) >= ALIKE).map(|(at, _)| (at, at)).collect();
    }
    let mut ways: Vec<(u64, usize, usize)> = Vec::new();
    for (at, sentence) in old.iter().enumerate() {
        let scored = new.iter().enumerate().map(|(other, new)| (alike(sentence, new), at, other));
        ways.extend(scored.filter(|(share, ..)| *share >= ALIKE));
    }
    ways.sort_by_key(|(share, at, other)| (std::cmp::Reverse(*share), *at, *other));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, other) in ways {
        // In front of both or behind both.
        if pairs.iter().all(|pair| (pair.0 < at && pair.1 < other) || (at < pair.0 && other < pair.1)) {
            pairs.push((at, other));
        }
    }
    pairs
}

/// How alike two sentences are: pairs of neighbouring characters in both, in per mille (Dice).
fn alike(one: &Sentence, other: &Sentence) -> u64 {
    let mut counts: HashMap<&[char], i64> = HashMap::new();
    one.plain.windows(2).for_each(|pair| *counts.entry(pair).or_default() += 1);
    let mut common = 0;
    for pair in other.plain.windows(2) {
        if let Some(count) = counts.get_mut(pair).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    let all = one.plain.len().saturating_sub(1) + other.plain.len().saturating_sub(1);
    if all == 0 { 0 } else { 2000 * common / all as u64 }
}

/// What two wordings of a sentence have in common and what not; numbers and words in Latin letters stay whole.
fn parts(first: &str, second: &str) -> Vec<Part> {
    let turned = second < first;
    let (one, other) = if turned { (tokens(second), tokens(first)) } else { (tokens(first), tokens(second)) };
    let mut parts = Vec::new();
    let mut push = |of, tokens: &[&str]| {
        if !tokens.is_empty() {
            parts.push(Part { of, text: tokens.concat() });
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &one, &other) {
        let (old, new) = (some(&one, &op.old_range()), some(&other, &op.new_range()));
        if let DiffOp::Equal { .. } = op {
            push(Which::Both, old);
        } else {
            push(Which::First, if turned { new } else { old });
            push(Which::Second, if turned { old } else { new });
        }
    }
    parts
}

fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '%'))).unwrap_or(rest.len());
        let (token, after) = rest.split_at(run.max(first.len_utf8()));
        tokens.push(token);
        rest = after;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use gongkai_model::Found;

    use super::*;

    fn passages(text: &str) -> Vec<Passage> {
        let paragraph = Found { value: text.to_owned(), raw: text.to_owned(), locus: None };
        let section = SectionId::ProblemsImprovements;
        vec![Passage { section, heading: String::new(), locus: None, paragraphs: vec![paragraph] }]
    }

    fn compared(one: &str, other: &str) -> Prose {
        compare(&passages(one), &passages(other)).remove(0)
    }

    const A: &str =
        "2022年，组织培训3次，参加120人次。公开栏按月更新。政策解读形式不够多样，图解偏少。下一步面向农户编印手册。";
    const B: &str =
        "2023年，组织培训五次，参加86人次。公开栏按月更新。政策解读形式仍然不够多样，视频偏少。水价听证全过程公开。";

    #[test]
    fn a_text_is_like_itself() {
        let prose = compared(A, A);
        assert_eq!((prose.similarity, prose.same, prose.other_figures, prose.changes.len()), (Some(1000), 4, 0, 0));
    }

    #[test]
    fn years_and_figures_are_no_change_and_words_are() {
        let prose = compared(A, B);
        assert_eq!((prose.same, prose.other_figures), (2, 1));
        let [Change::Changed { parts }, Change::OnlyFirst { text: gone }, Change::OnlySecond { text: new }] =
            prose.changes.as_slice()
        else {
            panic!("{:?}", prose.changes)
        };
        assert_eq!((gone.as_str(), new.as_str()), ("下一步面向农户编印手册。", "水价听证全过程公开。"));
        let of = |which: Which| -> String {
            let parts = parts.iter().filter(|part| part.of == Which::Both || part.of == which);
            parts.map(|part| part.text.as_str()).collect()
        };
        assert_eq!(of(Which::First), "政策解读形式不够多样，图解偏少。");
        assert_eq!(of(Which::Second), "政策解读形式仍然不够多样，视频偏少。");
        assert!(prose.similarity.is_some_and(|share| (500..900).contains(&share)), "{:?}", prose.similarity);
    }

    /// Changes as they are told from the other side, whatever their order.
    fn seen(prose: &Prose, turned: bool) -> Vec<String> {
        let which = |first: bool| if first != turned { "A" } else { "B" };
        let wording = |parts: &[Part], which: Which| -> String {
            let parts = parts.iter().filter(|part| part.of == Which::Both || part.of == which);
            parts.map(|part| part.text.as_str()).collect()
        };
        let one = |change: &Change| match change {
            Change::OnlyFirst { text } => format!("{} {text}", which(true)),
            Change::OnlySecond { text } => format!("{} {text}", which(false)),
            Change::Changed { parts } => {
                let (mut a, mut b) = (wording(parts, Which::First), wording(parts, Which::Second));
                if turned {
                    std::mem::swap(&mut a, &mut b);
                }
                let kept: String = parts.iter().filter(|p| p.of == Which::Both).map(|p| p.text.as_str()).collect();
                format!("{a} → {b} ({kept})")
            }
        };
        let mut seen: Vec<String> = prose.changes.iter().map(one).collect();
        seen.sort();
        seen
    }

    fn mirrors(one: &str, other: &str) {
        let (there, back) = (compare(&passages(one), &passages(other)), compare(&passages(other), &passages(one)));
        assert_eq!(there.len(), back.len());
        for (there, back) in there.iter().zip(&back) {
            assert_eq!(seen(there, false), seen(back, true));
            assert_eq!(
                (there.similarity, there.same, there.other_figures),
                (back.similarity, back.same, back.other_figures)
            );
        }
    }

    #[test]
    fn turned_round_it_is_the_mirror() {
        for (one, other) in [(A, B), (A, ""), ("甲乙丙。丁戊己。庚辛。", "丁戊己。甲乙丙。庚壬。"), (B, A)]
        {
            mirrors(one, other);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_mirror_each_other(one in "[甲乙丙丁戊1-3，。]{0,60}", other in "[甲乙丙丁戊1-3，。]{0,60}") {
            mirrors(&one, &other);
        }

        #[test]
        fn any_text_is_like_itself(text in "[甲乙丙丁戊1-3，。；！A-C ]{0,80}") {
            for prose in compare(&passages(&text), &passages(&text)) {
                proptest::prop_assert_eq!((prose.similarity, prose.changes.len()), (Some(1000), 0));
            }
        }
    }
}
