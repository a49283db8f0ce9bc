//! Whose report it is: the organ of the title, in the fullest form that the text gives.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use gongkai_agency as agency;
use gongkai_model::{Agency, Found, Kind, Locus};
use gongkai_text::title;

use super::fields::{Field, Label};
use super::lines::{Line, Running};
use super::titles::{Candidate, Place};

/// A name found in the text, folded and without white space.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) raw: String,
    pub(super) locus: Locus,
}

/// What the organ can be read from.
pub(super) struct Sources<'a, 'b> {
    pub(super) lines: &'a [Line<'b>],
    pub(super) running: &'a Running,
    pub(super) fields: &'a [Field<'a>],
    /// Number of the line that opens the first section.
    pub(super) section: Option<usize>,
    pub(super) signature: Option<Named>,
}

/// The organ: of the title, else of the sentences that say who made the report, of the signature, of the text about
/// itself, of the publisher; then the fullest name for the same organ among all of these.
pub(super) fn choose(
    title: Option<&Candidate>,
    candidates: &[Candidate],
    sources: &Sources<'_, '_>,
) -> Option<Found<Agency>> {
    let titled = title.and_then(of_title);
    let mut named: Vec<Named> = compilers(sources);
    named.extend(candidates.iter().filter(|candidate| candidate.announces).filter_map(of_title));
    named.extend(sources.signature.clone());
    named.extend(alone(sources));
    named.extend(speaks_of_itself(sources));
    named.extend(publishers(sources));
    named.retain(|named| agency::is_specific(&named.name));
    let first = titled.or_else(|| government_of_office(&named)).or_else(|| named.first().cloned())?;
    let fullest = named
        .iter()
        .filter(|named| agency::fuller(&first.name, &named.name))
        .fold(&first, |best, named| if named.name.len() > best.name.len() { named } else { best });
    Some(Found { value: agency::describe(&fullest.name), raw: fullest.raw.clone(), locus: Some(fullest.locus.clone()) })
}

/// The office of a government compiles the government's report too: where the text then speaks of the government itself,
/// the report is the government's.
fn government_of_office(named: &[Named]) -> Option<Named> {
    let office = named.first().filter(|named| agency::classify(&named.name).0 == Some(Kind::GovernmentOffice))?;
    let territory = office.name.rsplit_once("办公").map(|(territory, _)| territory)?;
    named
        .iter()
        .find(|other| {
            agency::classify(&other.name).0 == Some(Kind::Government) && agency::same_organ(&other.name, territory)
        })
        .cloned()
}

/// The organ that a title names, before or behind its words. `县政府`, `我局` name nobody.
fn of_title(candidate: &Candidate) -> Option<Named> {
    let title = &candidate.title;
    let name = if !title.agency.is_empty() {
        // The words of a sentence before a title are an organ only where they look like one.
        let trusted = matches!(candidate.place, Place::Line | Place::Metadata) && !is_relative(&title.agency);
        Some(&title.agency).filter(|name| trusted || agency::is_specific(name))
    } else {
        Some(&title.note).filter(|note| agency::is_specific(note))
    };
    let name = name?.clone();
    Some(Named { raw: raw_of(&candidate.raw, &name), name, locus: candidate.locus.clone() })
}

/// `我局`, `县政府`: true of many organs.
fn is_relative(name: &str) -> bool {
    ["我", "本", "该", "全"].iter().any(|start| name.starts_with(start))
        || (name.chars().count() <= 3 && agency::classify(name).1.is_none() && !agency::is_specific(name))
}

/// The part of a raw text that gives a name, where it stands there in one piece; else the whole raw text.
fn raw_of(raw: &str, name: &str) -> String {
    if raw.contains(name) { name.to_owned() } else { raw.to_owned() }
}

/// `本报告由南河县财政局编制`, `由青石镇人民政府根据…`.
fn compilers(sources: &Sources<'_, '_>) -> Vec<Named> {
    const BEHIND: &[&str] = &[
        "编制", "根据", "按照", "依据", "依照", "编写", "汇总", "负责", "撰写", "统计", "整理", "会同", "组织", "结合",
        "综合",
    ];
    static VERBS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(BEHIND).ok());
    let text = &sources.running.text;
    let mut named = Vec::new();
    for (at, by) in text.match_indices('由').take(60) {
        let words = head(&text[at + by.len()..], 50);
        let end = words.find(|c: char| ",。;:、(《".contains(c)).unwrap_or(words.len());
        let verb = VERBS.as_ref().and_then(|verbs| verbs.find(&words[..end])).map_or(end, |verb| verb.start());
        // 由某局(以下简称我局)编制: the bracket ends the name as well as a verb does.
        let bracket = words[end..].starts_with('(');
        if verb < end || bracket {
            let name = territory_of_office(&words[..verb]);
            if agency::is_specific(name) {
                named.push(at_byte(name, &words[..verb], at, sources));
            }
        }
    }
    named
}

/// The office that compiles for a government: `南河市人民政府信息公开工作领导小组办公室` stands for the government.
fn territory_of_office(name: &str) -> &str {
    let Some(at) = name.find("信息公开").or_else(|| name.find("政务公开")) else { return name };
    let rest = &name[at..];
    if !["办公室", "领导小组", "机构", "处", "科"].iter().any(|end| rest.ends_with(end)) {
        return name;
    }
    let before = &name[..at];
    before.strip_suffix("政府").filter(|bare| !bare.ends_with("人民")).unwrap_or(before)
}

/// `2020年,在…领导下,南河县财政局认真贯彻`: a clause of the first section that is an organ and what it did.
fn speaks_of_itself(sources: &Sources<'_, '_>) -> Option<Named> {
    let start = sources.section.unwrap_or(0);
    for (number, line) in sources.lines.iter().enumerate().skip(start).take(12) {
        for clause in super::sections::behind_heading(&line.key).split([',', '。', ';']).take(12) {
            let mut clause = clause;
            if let Some((_, rest)) = title::leading_year(clause) {
                clause = rest.trim_start_matches(['度', ',', '来']).trim_start_matches("以来");
            }
            // The first verb that leaves an organ before it: names may hold the shorter ones (在, 共).
            let names = verbs(clause).into_iter().map(|end| &clause[..end]);
            if let Some(name) = names.into_iter().find(|name| agency::is_specific(name)) {
                let locus = sources.lines[number].locus.clone();
                return Some(Named { name: name.to_owned(), raw: raw_of(&line.raw, name), locus });
            }
        }
    }
    None
}

/// Verbs that follow an organ which says what it did.
const DID: &[&str] = &[
    "认真",
    "坚持",
    "深入",
    "严格",
    "全面",
    "积极",
    "高度",
    "始终",
    "持续",
    "切实",
    "按照",
    "根据",
    "不断",
    "以习近平",
    "扎实",
    "紧紧",
    "围绕",
    "进一步",
    "大力",
    "主动",
    "着力",
    "在",
    "坚决",
    "贯彻",
    "聚焦",
    "立足",
    "紧扣",
    "共",
    "通过",
];

/// Where a clause has each of these verbs first, in order.
fn verbs(clause: &str) -> Vec<usize> {
    static VERBS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(DID).ok());
    let mut seen = [false; DID.len()];
    let found = VERBS.iter().flat_map(|verbs| verbs.find_overlapping_iter(clause));
    let first = found.filter(|found| !std::mem::replace(&mut seen[found.pattern()], true));
    let mut starts: Vec<usize> = first.map(|found| found.start()).collect();
    starts.sort_unstable();
    starts
}

/// A line before the first section that is an organ and nothing else.
fn alone(sources: &Sources<'_, '_>) -> Vec<Named> {
    let end = sources.section.unwrap_or(0).min(sources.lines.len());
    let from = end.saturating_sub(12);
    let lines = sources.lines[from..end].iter().filter(|line| agency::is_specific(&line.key));
    lines.map(|line| Named { name: line.key.clone(), raw: line.raw.to_string(), locus: line.locus.clone() }).collect()
}

/// 发布机构, 来源: the last resort, since one office uploads for many.
fn publishers(sources: &Sources<'_, '_>) -> Vec<Named> {
    let fields = sources.fields.iter().filter(|field| field.label == Label::Publisher);
    fields
        .filter(|field| agency::is_specific(field.value))
        .map(|field| {
            let line = &sources.lines[field.line];
            Named { name: field.value.to_owned(), raw: raw_of(&line.raw, field.value), locus: line.locus.clone() }
        })
        .collect()
}

fn at_byte(name: &str, raw: &str, at: usize, sources: &Sources<'_, '_>) -> Named {
    let line = &sources.lines[sources.running.line_at(at)];
    let raw = if line.raw.contains(raw) { raw.to_owned() } else { line.raw.chars().take(80).collect() };
    Named { name: name.to_owned(), raw, locus: line.locus.clone() }
}

/// The first characters of a text.
fn head(text: &str, characters: usize) -> &str {
    &text[..text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end)]
}
