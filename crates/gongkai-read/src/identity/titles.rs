//! Titles in the lines of a document: whole lines, lines broken in two or three, pieces of a line, sentences.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use gongkai_model::{Document, Locus};
use gongkai_text::title::{self, Title};

use super::lines::{Line, Running};

/// Where a title was found, which says how much it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// One line, or lines joined.
    Line,
    /// A piece of a line between white space.
    Piece,
    /// What the container declares.
    Metadata,
    /// `现将…年度报告予以公开`.
    Sentence,
}

/// A title and its place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) title: Title,
    pub(super) raw: String,
    pub(super) locus: Locus,
    pub(super) place: Place,
    heading: bool,
    /// Sentence that announces the report itself (现将, 现公布), not one that only speaks of reports.
    pub(super) announces: bool,
}

impl Candidate {
    fn same(&self, other: &Self) -> bool {
        self.title.agency == other.title.agency && self.title.year == other.title.year
    }

    fn weight(&self) -> u32 {
        let said = 4 * u32::from(!self.title.agency.is_empty()) + 4 * u32::from(self.title.year.is_some());
        let place = match self.place {
            Place::Line => 2 + 2 * u32::from(self.heading),
            Place::Piece | Place::Metadata => 1,
            Place::Sentence => 0,
        };
        said + place
    }
}

/// The candidate that most speaks for, given the year that the text is about.
pub(super) fn best(candidates: &[Candidate], text_year: Option<i32>) -> Option<&Candidate> {
    let weight = |candidate: &Candidate| {
        let echoes = candidates.iter().filter(|other| other.same(candidate) && other.place != candidate.place).count();
        let agrees = text_year.is_some() && candidate.title.year == text_year;
        candidate.weight() + 2 * u32::from(echoes > 0) + 3 * u32::from(agrees)
    };
    // The first of equals: what follows the report on a page are other reports.
    candidates.iter().rev().max_by_key(|candidate| weight(candidate))
}

/// All titles in the lines before `end` (the first section), in the metadata and in the sentences.
pub(super) fn candidates(document: &Document, lines: &[Line<'_>], running: &Running, end: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut skip = 0;
    for at in 0..end.min(lines.len()) {
        if at < skip || leads_elsewhere(&lines[at].key) {
            continue;
        }
        if let Some((candidate, used)) = whole(&lines[at..end.min(lines.len())]) {
            skip = at + used;
            found.push(candidate);
        } else {
            found.extend(pieces(&lines[at]));
        }
    }
    found.extend(metadata(document));
    found.extend(sentences(lines, running));
    found
}

/// Links to the neighbours of a page.
fn leads_elsewhere(key: &str) -> bool {
    ["上一", "下一", "上篇", "下篇", "相关", "前一", "后一"].iter().any(|start| key.starts_with(start))
}

/// A title in the first line, or in the first two or three lines together, and how many lines it takes.
fn whole(lines: &[Line<'_>]) -> Option<(Candidate, usize)> {
    let first = &lines[0];
    if let Some(title) = title::parse(&first.raw) {
        return Some((at_line(title, std::slice::from_ref(first)), 1));
    }
    if !can_begin(first) {
        return None;
    }
    (2..=lines.len().min(3)).find_map(|used| {
        let parts = &lines[..used];
        // A line that is a title with organ and year needs nothing before it.
        if title::parse(&parts[used - 1].raw).is_some_and(|title| !title.agency.is_empty() && title.year.is_some()) {
            return None;
        }
        let text: String = parts.iter().map(|line| line.key.as_str()).collect();
        let title = title::parse(&text).filter(|title| !title.agency.is_empty() || title.year.is_some())?;
        Some((at_line(title, parts), used))
    })
}

/// Whether a line can be the first part of a broken title: an organ, or words of the title itself.
fn can_begin(line: &Line<'_>) -> bool {
    let key = line.key.as_str();
    key.chars().nth(60).is_none()
        && !key.ends_with(['。', ':', ';', ',', '>'])
        && (!title::years(key).is_empty() || key.contains("信息公开") || gongkai_agency::is_specific(key))
}

fn at_line(title: Title, lines: &[Line<'_>]) -> Candidate {
    let raw: Vec<&str> = lines.iter().map(|line| line.raw.as_ref()).collect();
    let locus = lines[0].locus.to(lines[lines.len() - 1].locus);
    let heading = lines.iter().any(|line| line.heading);
    Candidate { title, raw: raw.join("\n"), locus, place: Place::Line, heading, announces: true }
}

/// Titles in one to three neighbouring pieces of a line: pages saved as one line have title, source and text there.
fn pieces(line: &Line<'_>) -> Option<Candidate> {
    let pieces: Vec<&str> = line.pieces().take(80).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for start in 0..pieces.len() {
        for end in start + 1..=pieces.len().min(start + 3) {
            let text = pieces[start..end].concat();
            if !text.contains("公开") || !text.contains('报') {
                continue;
            }
            if end - start > 1 && !(title::leading_year(&text).is_some() || gongkai_agency::is_specific(pieces[start]))
            {
                continue;
            }
            if let Some(title) = title::parse(&text) {
                let raw = pieces[start..end].join(" ");
                let locus = line.locus.clone();
                found.push(Candidate { title, raw, locus, place: Place::Piece, heading: false, announces: true });
            }
        }
    }
    best(&found, None).cloned()
}

fn metadata(document: &Document) -> impl Iterator<Item = Candidate> {
    document.metadata.iter().take(100).filter(|datum| datum.name.contains("title")).filter_map(|datum| {
        let title = title::parse(&datum.value)?;
        let (raw, locus) = (datum.value.clone(), datum.locus.clone());
        Some(Candidate { title, raw, locus, place: Place::Metadata, heading: false, announces: true })
    })
}

/// Words before a title in a sentence; the first ones announce the report itself.
const VERBS: &[(&str, bool)] = &[
    ("现将", true),
    ("特将", true),
    ("现公布", true),
    ("现发布", true),
    ("现公开", true),
    ("社会公布", true),
    ("社会公开", true),
    ("社会发布", true),
    ("予以公布", true),
    ("编制了", true),
    ("编制完成", true),
    ("编制", false),
    ("编写", false),
    ("制作", false),
    ("公布", false),
    ("发布", false),
];

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(VERBS.iter().map(|(verb, _)| verb)).ok());

/// What ends a clause.
const ENDS: [char; 3] = [',', '。', ';'];

/// How many 《 are open at the places of a text, asked for from front to back. One that never closes ends with its sentence.
struct Marks<'a> {
    text: &'a str,
    counted: usize,
    open: usize,
}

impl Marks<'_> {
    fn open_at(&mut self, end: usize) -> usize {
        let mut stretch = &self.text[self.counted..end];
        if let Some(stop) = stretch.rfind('。') {
            stretch = &stretch[stop..];
            self.open = 0;
        }
        self.counted = end;
        self.open = stretch.chars().fold(self.open, |open, c| match c {
            '《' => open + 1,
            '》' => open.saturating_sub(1),
            _ => open,
        });
        self.open
    }
}

/// Titles inside sentences.
fn sentences(lines: &[Line<'_>], running: &Running) -> Vec<Candidate> {
    let text = running.text.as_str();
    let mut found = Vec::new();
    let mut marks = Marks { text, counted: 0, open: 0 };
    let mut done = 0;
    for (at, _) in text.match_indices('报') {
        if at < done {
            continue;
        }
        let start = text[..at].rfind(ENDS).map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
        let end = text[at..].find(ENDS).map(|length| at + length);
        done = end.unwrap_or(text.len());
        // Titles of other papers in 《》 are not looked into.
        if end.is_none_or(|end| text[end..].starts_with('。') || marks.open_at(end) == 0) {
            found.extend(clause(&text[start..done]).map(|found| (start, found)));
        }
    }
    let in_running = found.into_iter().map(|(at, (title, raw, announces))| {
        let line = &lines[running.line_at(at)];
        candidate(title, raw, line, announces)
    });
    let at_start = lines.iter().take(60).filter(|line| line.key.chars().nth(20).is_some()).filter_map(|line| {
        let (title, raw) = until_report(&line.key)?;
        (!title.agency.is_empty() && title.year.is_some()).then(|| candidate(title, raw, line, true))
    });
    in_running.chain(at_start).collect()
}

fn candidate(title: Title, raw: String, line: &Line<'_>, announces: bool) -> Candidate {
    Candidate { title, raw, locus: line.locus.clone(), place: Place::Sentence, heading: false, announces }
}

/// The title behind the last verb of a clause.
fn clause(text: &str) -> Option<(Title, String, bool)> {
    if !text.contains('报') || !text.contains("公开") || text.len() > 1_200 {
        return None;
    }
    // Where each verb stands last ends.
    let mut behind = [None; VERBS.len()];
    for found in FINDER.iter().flat_map(|verbs| verbs.find_overlapping_iter(text)) {
        behind[found.pattern()] = Some(found.end());
    }
    VERBS.iter().zip(behind).find_map(|((_, announces), behind)| {
        let (title, raw) = until_report(own(&text[behind?..]))?;
        Some((title, raw, *announces))
    })
}

/// Drops 我局, 本机关 before a year: they name nobody.
fn own(text: &str) -> &str {
    if !text.starts_with(['我', '本']) {
        return text;
    }
    let year = text.char_indices().take(12).find(|(at, _)| title::leading_year(&text[*at..]).is_some());
    year.map_or(text, |(at, _)| &text[at..])
}

/// The title that a text begins with, up to a 报告 or 年报.
fn until_report(text: &str) -> Option<(Title, String)> {
    let mut ends = text.match_indices('报').take(4).filter(|(at, _)| *at < 400);
    ends.find_map(|(at, word)| {
        let end = at + word.len();
        let end = if text[end..].starts_with('告') { end + "告".len() } else { end };
        Some((title::parse_folded(&text[..end])?, text[..end].to_owned()))
    })
}
