//! How much of a text stood in the report of the year before: 重复率.

use std::collections::BTreeMap;

use gongkai_model::{Passage, SectionId};
use gongkai_text::normalize::plain_chars;

use crate::prose::is_chinese_digit;
use crate::view::ReportView;

/// Characters of a shingle.
const LENGTH: usize = 6;

/// Texts with fewer shingles are too short to compare.
const LEAST: usize = 30;

/// For every section that both reports have: how much of its text stood in the same section the year before, in per mille.
///
/// Compared are runs of six characters (shingles) without white space and punctuation. Runs of numerals, Arabic and Chinese,
/// count as one sign, so that other years, dates and figures are no difference; sentences that every report has (its legal basis,
/// the statistical period, addresses) are left out. The share is that of the distinct shingles of the later text that the earlier
/// one has too, rounded down. Sections with too little text are left out.
pub fn similarity(before: &ReportView<'_>, after: &ReportView<'_>) -> Vec<(SectionId, u32)> {
    let (earlier, later) = (by_section(before), by_section(after));
    let share = |(section, shingles): (SectionId, Vec<u64>)| Some((section, share(earlier.get(&section)?, &shingles)?));
    later.into_iter().filter_map(share).collect()
}

/// The same for all sections together; nothing where a text is too short.
pub fn whole_similarity(before: &ReportView<'_>, after: &ReportView<'_>) -> Option<u32> {
    let all = |view: &ReportView<'_>| {
        let mut shingles: Vec<u64> = by_section(view).into_values().flatten().collect();
        tidy(&mut shingles);
        shingles
    };
    share(&all(before), &all(after))
}

/// The shingles of every section, sorted and distinct.
fn by_section(view: &ReportView<'_>) -> BTreeMap<SectionId, Vec<u64>> {
    let mut sections: BTreeMap<SectionId, Vec<u64>> = BTreeMap::new();
    for passage in &view.report.passages {
        add_shingles(passage, sections.entry(passage.section).or_default());
    }
    sections.values_mut().for_each(tidy);
    sections
}

fn tidy(shingles: &mut Vec<u64>) {
    shingles.sort_unstable();
    shingles.dedup();
}

fn add_shingles(passage: &Passage, shingles: &mut Vec<u64>) {
    let mut window = Window::default();
    for paragraph in &passage.paragraphs {
        for sentence in paragraph.value.split_inclusive(['。', '！', '？', '!', '?']) {
            if !is_boilerplate(sentence) {
                add_sentence(sentence, &mut window, shingles);
            }
        }
    }
}

fn add_sentence(sentence: &str, window: &mut Window, shingles: &mut Vec<u64>) {
    let mut numeral = false;
    for (_, c) in plain_chars(sentence).filter(|(_, c)| c.is_alphanumeric()) {
        let is_numeral = is_numeral(c);
        if is_numeral && numeral {
            continue;
        }
        numeral = is_numeral;
        shingles.extend(window.push(if is_numeral { '#' } else { c }));
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '亿' || is_chinese_digit(c)
}

/// Sentences that every report has.
fn is_boilerplate(sentence: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let opening = sentence.contains("条例") && has(&["编制", "年度报告", "公布"]);
    // One word of each, looked for first: most sentences have none.
    let period = sentence.contains('统') || sentence.contains('列');
    let contact =
        sentence.contains('联') || sentence.contains('邮') || sentence.contains('载') || sentence.contains('疑');
    opening
        || (period && has(&["统计期限", "所列数据", "统计时限"]))
        || (contact && has(&["对本报告有", "联系电话", "联系地址", "邮政编码", "邮编", "查阅和下载", "可下载"]))
}

/// The last characters of a text.
#[derive(Debug, Default)]
struct Window {
    last: [char; LENGTH],
    filled: usize,
}

impl Window {
    /// Takes a character; gives the shingle that ends with it.
    fn push(&mut self, c: char) -> Option<u64> {
        self.last.rotate_left(1);
        if let Some(last) = self.last.last_mut() {
            *last = c;
        }
        self.filled = (self.filled + 1).min(LENGTH);
        (self.filled == LENGTH).then(|| {
            // FNV-1a over the characters: the same on every machine.
            self.last.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
                (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3)
            })
        })
    }
}

/// How many of the later shingles the earlier ones have, in per mille, rounded down. Both sorted.
fn share(earlier: &[u64], later: &[u64]) -> Option<u32> {
    if earlier.len() < LEAST || later.len() < LEAST {
        return None;
    }
    let (mut at, mut common) = (0, 0_u64);
    for shingle in later {
        while earlier.get(at).is_some_and(|other| other < shingle) {
            at += 1;
        }
        common += u64::from(earlier.get(at) == Some(shingle));
    }
    u32::try_from(common * 1000 / later.len() as u64).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Form;

    const SENTENCE: &str =
        "供水价格听证的全过程在网站公布，意见采纳情况逐条作了说明，群众来电明显减少，乡镇公开栏按月更新，";

    fn shares(before: &str, after: &str) -> Vec<(SectionId, u32)> {
        let report = |text: &str| {
            Form::e2021().silence(SectionId::ProblemsImprovements).say(SectionId::ProblemsImprovements, text).read()
        };
        let (before, after) = (report(before), report(after));
        let mut shares = similarity(&ReportView::new(&before), &ReportView::new(&after));
        shares.retain(|(section, _)| *section == SectionId::ProblemsImprovements);
        shares
    }

    #[test]
    fn years_and_numbers_are_no_difference_and_words_are() {
        let same = |years: &str, count: &str| format!("{years}年，{SENTENCE}共举办培训{count}次。");
        assert_eq!(shares(&same("2022", "3"), &same("2023", "十二")), [(SectionId::ProblemsImprovements, 1000)]);
        let other = "政策解读形式不够多样，已经改用图解和短视频，下一步面向农户编印问答手册，并在集市设点讲解节水办法和补贴申领手续。";
        assert_eq!(shares(SENTENCE, other), [(SectionId::ProblemsImprovements, 0)]);
        let half = shares(SENTENCE, &format!("{SENTENCE}{other}"))[0].1;
        assert!((300..600).contains(&half), "{half}");
        assert_eq!(shares("工作正常。", "工作正常。"), []);
    }

    #[test]
    fn what_every_report_says_is_left_out() {
        assert!(is_boilerplate("根据《中华人民共和国政府信息公开条例》规定，编制本年度报告。"));
        assert!(is_boilerplate("本报告所列数据的统计期限自2023年1月1日起。"));
        assert!(!is_boilerplate("组织学习条例，提升业务能力。"));
    }
}
