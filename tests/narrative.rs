//! Figures told in prose: random prose comes back exactly, and the corpus tells what was reviewed.
//!
//! `GONGKAI_PROPERTY_CASES` says how many random reports are read (600 by default). The corpus is not ours to print, so
//! its snapshot holds no sentence, name or figure: a source goes by its digest, a mention by its quantity and the digest
//! of figure and clause, the many copies of a report that converters made by how many mentions they have and one digest.
//! Where it differs, the test shows the mentions themselves.

#![allow(clippy::print_stdout, reason = "mentions to review: cargo test --test narrative -- --nocapture")]

use std::path::{Path, PathBuf};

use gongkai::Reader;
use gongkai::model::{Capture, Provenance, Report};
use gongkai::template::narrative::quantity;
use gongkai_tests::corpus::directory;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Openings of a sentence about requests, with what they tell; `#` is the figure.
const OPENINGS: &[(&str, &str)] = &[
    ("全年共收到政府信息公开申请#件", "requests_received"),
    ("2024年，我县受理依申请公开事项#件", "requests_received"),
    ("本年度全县新收信息公开申请#件", "requests_received"),
    ("今年以来接到#件政府信息公开申请", "requests_received"),
];

/// Clauses that may follow.
const CLAUSES: &[(&str, &str)] = &[
    ("上年结转#件", "carried_in"),
    ("结转下年度继续办理#件", "carried_out"),
    ("#件结转至2025年", "carried_out"),
    ("办结#件", "requests_closed"),
    ("按期答复#件", "requests_closed_on_time"),
    ("其中网络申请#件", "requests_online"),
    ("通过信函提出申请#件", "requests_letter"),
    ("其中自然人#件", "applicant_natural_person"),
    ("商业企业#件", "applicant_commercial_enterprise"),
    ("予以公开#件", "granted"),
    ("部分公开的#件", "partially_granted"),
    ("#件不予公开", "denied"),
    ("无法提供#件", "unable"),
    ("不予处理#件", "not_processed"),
    ("其他处理#件", "other"),
];

/// Sentences that say everything themselves.
const OTHERS: &[(&str, &str)] = &[
    ("全年因政府信息公开被申请行政复议#件", "reconsideration_total"),
    ("全年发生因政府信息公开引发的行政诉讼#起", "litigation_total"),
    ("全年制发行政规范性文件#件", "normative_documents_issued"),
    ("2024年，通过政府门户网站公开发布信息#条", "channel_website"),
    ("全年发布政策解读#篇", "policy_interpretations"),
    ("全年未发生因政府信息公开申请提起的行政诉讼案件", "litigation_total"),
    ("本年度未收取信息处理费", "processing_fee"),
];

/// Sentences that tell nothing of the report.
const STRANGERS: &[&str] = &[
    "受理12345热线工单#件，办结#件",
    "办理建议提案#件",
    "召开专题会议#次，培训#人次",
    "2023年收到政府信息公开申请#件",
    "县直各部门共收到政府信息公开申请#件",
    "上半年收到政府信息公开申请#件",
    "自2008年以来，历年累计收到政府信息公开申请#件",
    "公开采购信息#条，其中竞价#条",
    "依据《条例》第三十六条第（#）项处理",
    "发出催办提示#次",
];

/// A sentence: kind, which one, its clauses, its figures.
type Draw = (u8, usize, Vec<usize>, Vec<u32>, u8);

/// A figure in one of the ways people write it.
fn written(figure: u32, way: u8) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match way % 4 {
        0 => figure.to_string().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect(),
        1 if figure >= 1000 => format!("{},{:03}", figure / 1000, figure % 1000),
        2 if (3..10).contains(&figure) => DIGITS[figure as usize].to_owned(),
        2 if (21..100).contains(&figure) && !figure.is_multiple_of(10) => {
            format!("{}十{}", DIGITS[figure as usize / 10], DIGITS[figure as usize % 10])
        }
        3 => format!(" {figure} "),
        _ => figure.to_string(),
    }
}

/// The prose of a draw, and what it tells as (quantity, figure).
fn prose(draws: &[Draw]) -> (String, Vec<(&'static str, u32)>) {
    let (mut text, mut told) = (String::new(), Vec::new());
    for (kind, which, clauses, figures, way) in draws {
        let mut figures = figures.iter().copied().cycle();
        let mut say = |text: &mut String, words: &str, quantity: Option<&'static str>| {
            let mut last = 0;
            for (index, piece) in words.split('#').enumerate() {
                if index > 0 {
                    last = figures.next().unwrap_or(1);
                    text.push_str(&written(last, *way));
                }
                text.push_str(piece);
            }
            told.extend(quantity.map(|quantity| (quantity, last)));
        };
        match kind % 3 {
            0 => {
                let (words, quantity) = OPENINGS[which % OPENINGS.len()];
                say(&mut text, words, Some(quantity));
                for clause in clauses {
                    let (words, quantity) = CLAUSES[clause % CLAUSES.len()];
                    text.push(if way % 2 == 0 { '，' } else { '；' });
                    say(&mut text, words, Some(quantity));
                }
            }
            1 => {
                let (words, quantity) = OTHERS[which % OTHERS.len()];
                say(&mut text, words, Some(quantity));
            }
            _ => say(&mut text, STRANGERS[which % STRANGERS.len()], None),
        }
        text.push('。');
    }
    (text, told)
}

/// The text with lines of about `width` characters, as tools break them; figures stay whole unless `torn`.
fn broken(text: &str, width: usize, torn: bool) -> String {
    let (mut lines, mut length) = (String::new(), 0);
    let mut before = ' ';
    for c in text.chars() {
        let in_figure = is_numeral(before) && is_numeral(c);
        if length >= width && (torn || !in_figure) {
            lines.push('\n');
            length = 0;
        }
        lines.push(c);
        length += 1;
        before = c;
    }
    lines
}

fn is_numeral(c: char) -> bool {
    c.is_numeric() || ", 〇一二三四五六七八九十".contains(c)
}

/// Whether mentions are some of those expected, in order.
fn are_among(mentions: &[(String, String)], expected: &[(String, String)]) -> bool {
    let mut expected = expected.iter();
    mentions.iter().all(|mention| expected.any(|one| one == mention))
}

fn mentions(report: &Report) -> Vec<(String, String)> {
    let facts = report.facts.iter().filter_map(|fact| Some((fact.cell.strip_prefix("narrative.")?, fact)));
    facts.map(|(id, fact)| (id.to_owned(), fact.value.to_string())).collect()
}

#[test]
fn random_prose_comes_back() {
    let cases = std::env::var("GONGKAI_PROPERTY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(600);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let draw = (
        any::<u8>(),
        any::<usize>(),
        proptest::collection::vec(any::<usize>(), 0..5),
        proptest::collection::vec(0_u32..20_000, 1..6),
        any::<u8>(),
    );
    let draws = (proptest::collection::vec(draw, 1..8), 0_usize..4, 30_usize..60);
    let result = TestRunner::new_with_rng(config, rng).run(&draws, |(draws, shape, width)| {
        let (text, told) = prose(&draws);
        let text = match shape {
            0 => text,
            1 => broken(&text, width, false),
            2 => broken(&text, width, true),
            _ => text.replace('。', "。\n\n"),
        };
        let report = format!(
            "青禾县人民政府2024年政府信息公开工作年度报告\n\n一、总体情况\n\n{text}\n\n六、其他需要报告的事项\n\n无。\n"
        );
        let reports = gongkai::parse(report.clone().into_bytes()).expect("text is read");
        let expected: Vec<_> =
            told.iter().map(|(quantity, figure)| ((*quantity).to_owned(), figure.to_string())).collect();
        let found = mentions(&reports[0]);
        // A figure torn over two lines is left out, never read in part.
        prop_assert!(
            found == expected || shape == 2 && are_among(&found, &expected),
            "{found:?}\n{expected:?}\n{report}"
        );
        for fact in reports[0].facts.iter().filter(|fact| fact.cell.starts_with("narrative.")) {
            let range = fact.evidence.locus.as_ref().and_then(gongkai::model::Locus::text_range).expect("a place");
            let stands: String = report[range].split_whitespace().collect();
            let raw: String = fact.evidence.raw.split_whitespace().collect();
            prop_assert_eq!(stands, raw);
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| ["txt", "md", "adoc"].iter().any(|kind| extension == *kind))
        {
            found.push(path);
        }
    }
}

fn digest(text: &str) -> String {
    let digest = Capture::new(text.as_bytes(), Provenance::of("-")).digest().to_string();
    digest[..8].to_owned()
}

#[test]
fn the_corpus_tells_what_was_reviewed() {
    let Some(corpus) = directory("figures told in prose") else { return };
    let mut sources = Vec::new();
    for folder in ["raw", "fragments", "variants"] {
        files(&corpus.join(folder), &mut sources);
    }
    sources.sort();
    let mut lines = Vec::new();
    for source in sources {
        let bytes = std::fs::read(&source).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
        let capture = Capture::new(bytes, Provenance::of(source.to_string_lossy()));
        let name = capture.digest().to_string()[..8].to_owned();
        println!("{} is {name}", source.display());
        let mut mentions = Vec::new();
        let reports = Reader::default().read(&capture).expect("the corpus can be read");
        for fact in reports.iter().flat_map(|report| &report.facts) {
            let Some(path) = fact.cell.strip_prefix("narrative.") else { continue };
            let id = path.split('.').next().unwrap_or_default();
            assert!(quantity(id).is_some(), "{path} is no quantity of the list");
            println!("  {path} = {}{}: {}", fact.value, fact.unit, fact.evidence.raw.replace('\n', "⏎"));
            let clause: String = fact.evidence.raw.split_whitespace().collect();
            mentions.push(format!("{path} {}", digest(&format!("{} {} {clause}", fact.value, fact.unit))));
        }
        if source.starts_with(corpus.join("variants")) {
            lines.push(format!("{name} {} mentions {}", mentions.len(), digest(&mentions.join("\n"))));
        } else {
            lines.extend(mentions.iter().map(|mention| format!("{name} {mention}")));
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots/corpus"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("narrative", lines.join("\n")));
}
