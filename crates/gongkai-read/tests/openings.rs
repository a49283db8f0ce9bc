//! Who reports and for which year, measured over the openings of real pages in a corpus outside the repository.
//!
//! `GONGKAI_CORPUS` names the folder that holds `openings.jsonl`; without it the test is skipped and says so.

use gongkai_model::{Block, Document, Locus, Report, Status};
use gongkai_text::normalize;
use serde_json::Value;

/// Paragraphs of the title (where it is not the first line anyway) and of the lines of the excerpt.
fn document(opening: &Value) -> Document {
    let excerpt = opening["excerpt"].as_str().unwrap_or_default();
    let title = opening["title"].as_str().filter(|title| excerpt.lines().next() != Some(title));
    let mut blocks = Vec::new();
    for (line, text) in (1..).zip(title.into_iter().chain(excerpt.lines())) {
        let locus = Locus::Text { line, column: 1, start: 0, end: 0 };
        blocks.push(Block::Paragraph { text: text.to_owned(), locus });
    }
    Document { blocks, ..Document::default() }
}

/// Whether two names denote one organ: equal after folding once the word for the organ of a territory (人民政府, 办事处,
/// 管理委员会) is dropped on both sides, or one of them with nothing but superior divisions before the other.
fn same(found: &str, gold: &str) -> bool {
    let bare = |name: &str| {
        let mut name: String = normalize::fold(name).chars().filter(|c| !c.is_whitespace()).collect();
        for word in ["人民政府", "办事处", "管理委员会", "管委会"] {
            name = name.strip_suffix(word).unwrap_or(&name).to_owned();
        }
        name
    };
    let (found, gold) = (bare(found), bare(gold));
    let (long, short) = if found.len() >= gold.len() { (&found, &gold) } else { (&gold, &found) };
    let lead = long.strip_suffix(short.as_str()).filter(|_| !short.is_empty());
    lead.is_some_and(|lead| lead.is_empty() || lead.ends_with(['省', '市', '区', '县', '州', '旗', '府']))
}

/// Whether a text names an organ in titles of regulations only: every organ of a city cites the regulations of the city,
/// so that they do not decide whose report it is.
fn only_in_titles(text: &str, organ: &str) -> bool {
    let text: String = normalize::fold(text).chars().filter(|c| !c.is_whitespace()).collect();
    let outside: String =
        text.split('《').map(|piece| piece.split_once('》').map_or(piece, |(_, rest)| rest)).collect();
    let titles_open = text.matches('《').count() > 0;
    titles_open && text.contains(organ) && !outside.contains(organ)
}

#[derive(Default)]
struct Count {
    right: usize,
    absent: usize,
    wrong: usize,
}

impl Count {
    fn add<T>(&mut self, found: Option<T>, right: impl FnOnce(&T) -> bool) -> bool {
        match &found {
            None => self.absent += 1,
            Some(found) if right(found) => {
                self.right += 1;
                return true;
            }
            Some(_) => self.wrong += 1,
        }
        false
    }

    fn share(&self) -> f64 {
        self.right as f64 / (self.right + self.absent + self.wrong).max(1) as f64
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} right, {} absent, {} wrong ({:.1} %)", self.right, self.absent, self.wrong, 100.0 * self.share())
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn openings() {
    let Some(corpus) = std::env::var_os("GONGKAI_CORPUS") else {
        println!("skipped: openings (GONGKAI_CORPUS not set)");
        return;
    };
    let path = std::path::Path::new(&corpus).join("openings.jsonl");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut years, mut agencies) = (Count::default(), Count::default());
    let (mut year_without_evidence, mut reports, mut false_reports, mut missed_reports) = (0, 0, 0, 0);
    for (number, line) in text.lines().enumerate() {
        let opening: Value = serde_json::from_str(line).unwrap();
        let report: Report = gongkai_read::read("-", 1, &document(&opening));
        let is_report = opening["is_report"] == true;
        let (gold_year, gold_agency) = (opening["year"].as_i64(), opening["agency"].as_str());
        let year = report.year.map(|year| i64::from(year.value));
        let agency = report.agency.map(|agency| agency.value.name);
        if is_report && opening["year_in_excerpt"] == true {
            if !years.add(year, |year| Some(*year) == gold_year) {
                println!("{number}: year {year:?}, is {gold_year:?}");
            }
        } else if year.is_some() && year != gold_year {
            year_without_evidence += 1;
            println!("{number}: year {year:?} without evidence");
        }
        let undecided =
            only_in_titles(opening["excerpt"].as_str().unwrap_or_default(), gold_agency.unwrap_or_default());
        if undecided {
            println!("{number}: {gold_agency:?} is named in titles of regulations only, read {agency:?}");
        } else if opening["agency_in_excerpt"] == true {
            if !agencies.add(agency.clone(), |agency| same(agency, gold_agency.unwrap_or_default())) {
                println!("{number}: agency {agency:?}, is {gold_agency:?}");
            }
        } else if let (Some(agency), Some(gold)) = (&agency, gold_agency)
            && !same(agency, gold)
        {
            println!("{number}: agency {agency}, not decided by the excerpt, is {gold}");
        } else if let (Some(agency), None) = (&agency, gold_agency) {
            println!("{number}: agency {agency}, unknown to the gold");
        }
        let read_as_report = report.status != Status::NotAReport;
        reports += usize::from(is_report);
        missed_reports += usize::from(is_report && !read_as_report);
        if is_report && !read_as_report {
            println!("{number}: not read as a report");
        }
        false_reports += usize::from(!is_report && read_as_report);
    }
    println!("years: {years}");
    println!("agencies: {agencies}");
    println!("reports: {missed_reports} of {reports} missed, {false_reports} false");
    assert_eq!((years.wrong, year_without_evidence), (0, 0), "a wrong year");
    assert!(years.absent <= 1, "years: {years}");
    assert!(agencies.share() >= 0.97, "agencies: {agencies}");
    assert_eq!(false_reports, 0);
}
