//! The year that the text is about, where the title does not say it or to see whether it agrees.

use std::borrow::Cow;

use gongkai_model::{Found, Locus, Passage, SectionId};
use gongkai_text::title;

use super::lines::{Line, Running};

/// A year with the words that give it.
pub(super) type FoundYear = Found<i32>;

/// Words that introduce the period of the figures.
const PERIODS: &[&str] =
    &["统计期限", "统计时限", "统计周期", "统计时间", "统计期间", "数据期限", "期限", "时限", "起止时间"];

/// `统计期限从2025年1月1日至2025年12月31日`.
pub(super) fn of_period(lines: &[Line<'_>], running: &Running) -> Option<FoundYear> {
    PERIODS.iter().find_map(|word| {
        running.text.match_indices(word).find_map(|(at, _)| {
            let window = head(&running.text[at..], 48);
            let window = window.split(['。', ';', '(']).next().unwrap_or(window);
            let years = title::years(window);
            // From one year into another: the figures are not those of one year, or one of the two is misspelt.
            let year = *years.first().filter(|year| years.iter().all(|other| other == *year))?;
            (window.contains("1月") || window.contains("1日"))
                .then(|| found(year, window, lines[running.line_at(at)].locus))
        })
    })
}

/// `《…关于做好2012年政府信息公开工作年度报告有关事项的通知》`: the notice that the report follows.
pub(super) fn of_notice(lines: &[Line<'_>], running: &Running) -> Option<FoundYear> {
    running.text.match_indices('《').take(40).find_map(|(at, mark)| {
        let name = running.text[at + mark.len()..].split('》').next()?;
        let about = name.contains("年度报告") && name.contains("信息公开") && name.contains("关于");
        if !about || name.len() > 300 || name.contains("格式") {
            return None;
        }
        match title::years(name)[..] {
            [year] => Some(found(year, name, lines[running.line_at(at)].locus)),
            _ => None,
        }
    })
}

/// How often the first section names each year, and the year it begins with.
#[derive(Debug, Default)]
pub(super) struct Overview {
    lead: Option<FoundYear>,
    counts: Vec<(i32, usize, Locus)>,
}

impl Overview {
    /// Reads the section from the reader's passages, or from the lines from `start` on.
    pub(super) fn new(passages: &[Passage], lines: &[Line<'_>], start: Option<usize>) -> Self {
        let mut overview = Self::default();
        let passage = passages.iter().find(|passage| passage.section == SectionId::Overview);
        if let Some(passage) = passage {
            for paragraph in passage.paragraphs.iter().take(60) {
                if let Some(locus) = &paragraph.locus {
                    let text = head(&paragraph.value, 4_000);
                    let line = lines.iter().find(|line| line.is_of(text));
                    overview.read(&line.map_or_else(|| folded(text).into(), |line| Cow::Borrowed(&*line.key)), locus);
                }
            }
        } else {
            let (from, count) = start.map_or((0, 30), |start| (start, 40));
            for (number, line) in lines.iter().skip(from).take(count).enumerate() {
                if number > 0 && start.is_some() && super::sections::starts_later_section(&line.key) {
                    break;
                }
                let key = super::sections::behind_heading(&line.key);
                // Before any section only a line that begins with a year counts.
                if start.is_some() || title::leading_year(key).is_some_and(|(_, rest)| rest.starts_with([',', '以'])) {
                    overview.read(&folded(key), line.locus);
                }
            }
        }
        overview
    }

    /// Reads folded text without white space.
    fn read(&mut self, key: &str, locus: &Locus) {
        let years = title::years(key);
        if self.lead.is_none()
            && self.counts.is_empty()
            && let Some((year, rest)) = title::leading_year(key)
            && years.first() == Some(&year)
            && !rest.starts_with(|c: char| c.is_ascii_digit())
        {
            self.lead = Some(found(year, head(key, 20), locus));
        }
        for year in years {
            match self.counts.iter_mut().find(|(known, ..)| *known == year) {
                Some((_, count, _)) => *count += 1,
                None => self.counts.push((year, 1, locus.clone())),
            }
        }
    }

    /// The year named in at least three places and more often than all others together.
    pub(super) fn majority(&self) -> Option<FoundYear> {
        let all: usize = self.counts.iter().map(|(_, count, _)| count).sum();
        let (year, _, locus) = self.counts.iter().find(|(_, count, _)| *count >= 3 && 2 * count > all)?;
        Some(found(*year, &format!("{year}年"), locus))
    }

    /// The majority, or the year the section begins with where no other year is named more often.
    pub(super) fn year(&self) -> Option<FoundYear> {
        self.majority().or_else(|| {
            let lead = self.lead.clone()?;
            let count = |year| self.counts.iter().find(|(known, ..)| *known == year).map_or(0, |(_, count, _)| *count);
            self.counts.iter().all(|(_, other, _)| *other <= count(lead.value)).then_some(lead)
        })
    }
}

/// Text in one spelling, without white space.
fn folded(text: &str) -> String {
    let mut folded = gongkai_text::normalize::fold(text);
    folded.retain(|c| !c.is_whitespace());
    folded
}

fn found(value: i32, raw: &str, locus: &Locus) -> FoundYear {
    Found { value, raw: raw.to_owned(), locus: Some(locus.clone()) }
}

/// The first characters of a text.
fn head(text: &str, characters: usize) -> &str {
    if text.len() <= characters {
        return text;
    }
    &text[..text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end)]
}
