//! Reports up to 2018: lists of indicators that agencies laid out themselves, and the national table of 2014.

use std::collections::BTreeMap;
use std::path::Path;

use gongkai::model::{EditionId, Fact, Report, Status, Value};
use gongkai::template::{StatisticsLine, edition, statistics_cell};
use gongkai_tests::corpus;
use gongkai_tests::writer::Dice;

fn read(text: &str) -> Report {
    gongkai::parse(text).expect("readable").remove(0)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The figures of `gold/*.json`, as the labels print them: of the year, and cumulative.
#[test]
fn lists_of_the_corpus_give_the_gold_figures() {
    let Some(corpus) = corpus::directory("lists_of_the_corpus_give_the_gold_figures") else { return };
    let mut checked = 0;
    for entry in std::fs::read_dir(corpus.join("gold")).expect("gold") {
        let path = entry.expect("an entry").path();
        let source = corpus.join("raw").join(path.with_extension("txt").file_name().expect("a name"));
        if path.extension().is_none_or(|extension| extension != "json") || !source.exists() {
            continue;
        }
        let gold: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).expect("gold")).expect("a gold file");
        let report = read_file(&source);
        let facts: Vec<&Fact> = report.facts.iter().filter(|fact| fact.cell.starts_with("free.")).collect();
        for (name, cumulative) in [("stats", false), ("stats_cumulative", true)] {
            let figures = gold[name].as_object().expect("figures");
            for (label, figure) in figures {
                let start = format!("free.{}.", squeezed(label));
                let of_column =
                    |fact: &&&Fact| fact.cell.starts_with(&start) && fact.cell.ends_with("累计") == cumulative;
                let found: Vec<&&Fact> = facts.iter().filter(of_column).collect();
                assert_eq!(found.len(), 1, "{label} in {}", source.display());
                let number = found[0].value.number().map(|number| number.to_string());
                assert_eq!(number, Some(figure.to_string()), "{label} in {}", source.display());
                assert!(found[0].evidence.locus.is_some() && !found[0].unit.is_empty());
                checked += 1;
            }
            assert_eq!(facts.len(), 2 * figures.len(), "{}", source.display());
        }
    }
    assert!(checked > 90, "{checked} figures");
}

fn read_file(path: &Path) -> Report {
    gongkai::parse(std::fs::read(path).expect("a source")).expect("readable").remove(0)
}

/// Reports on the forms of 2019 and 2021 have no lists, whatever a converter made of their tables.
#[test]
fn later_reports_of_the_corpus_have_no_lists() {
    let Some(corpus) = corpus::directory("later_reports_of_the_corpus_have_no_lists") else { return };
    let mut read = 0;
    for list in ["text.tsv", "hard.tsv", "fragments.tsv"] {
        let list = std::fs::read_to_string(corpus.join(list)).expect("a list");
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let source = corpus.join(line.split('\t').next().unwrap_or_default());
            let report = read_file(&source);
            let stray =
                report.facts.iter().find(|fact| fact.cell.starts_with("free.") || fact.cell.starts_with("s14."));
            assert_eq!(stray.map(|fact| &fact.cell), None, "{}", source.display());
            read += 1;
        }
    }
    assert!(read > 70, "{read} sources");
}

const SHAPES: [&str; 6] = ["pipes", "tabs", "cells", "spaces", "one line", "glued"];

/// Heads that stand between the lines and have no figure.
const HEADS: [(&str, &str); 6] = [
    ("proactive_items", "一、主动公开情况"),
    ("channel_gazette", "（二）通过不同渠道和方式公开政府信息的情况"),
    ("hot_topic_responses", "二、回应解读情况"),
    ("requests_received", "三、依申请公开情况"),
    ("dedicated_bodies", "八、机构建设和保障经费情况"),
    ("meetings", "九、政府信息公开会议和培训情况"),
];

fn national(figures: &BTreeMap<&str, u64>, shape: &str) -> String {
    let lines = edition(EditionId::S14).statistics;
    let mut rows: Vec<[String; 3]> = vec![["统计指标", "单位", "统计数"].map(str::to_owned)];
    for line in lines {
        if let Some((_, head)) = HEADS.iter().find(|(id, _)| *id == line.id) {
            rows.push([(*head).to_owned(), "——".to_owned(), "——".to_owned()]);
        }
        let first_of_group = ["proactive_normative_documents", "denied_state_secret"].contains(&line.id);
        let label = format!("{}{}", if first_of_group { "其中：" } else { "" }, line.label.printed());
        rows.push([label, line.unit.to_owned(), figures[line.id].to_string()]);
    }
    let body = match shape {
        "pipes" => rows.iter().map(|row| format!("| {} |\n", row.join(" | "))).collect(),
        "tabs" => rows.iter().map(|row| format!("{}\n", row.join("\t"))).collect(),
        "cells" => rows.iter().flatten().map(|cell| format!("{cell}\n\n")).collect(),
        "spaces" => rows.iter().map(|row| format!("{}\n", row.join("     "))).collect::<String>(),
        "one line" => rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join(" "),
        _ => rows.iter().flatten().cloned().collect::<String>(),
    };
    format!(
        "青禾县财政局2016年政府信息公开工作年度报告\n\n一、概述\n\n2016年，我局主动公开预算、决算和采购信息。\n\n附件\n\n政府信息公开情况统计表\n（2016年度）\n\n{body}\n\n单位负责人：甲 审核人：乙 填报人：丙\n联系电话：0550-3131234 填报日期：2017年1月20日\n"
    )
}

#[test]
fn the_national_table_comes_back_in_every_shape() {
    let form = edition(EditionId::S14);
    for number in 0..300 {
        let mut dice = Dice::new(number);
        let shape = SHAPES[number as usize % SHAPES.len()];
        let figure = |_: &StatisticsLine, dice: &mut Dice| {
            let size = [1, 5, 40, 900, 30_000][dice.below(5)];
            dice.below(size) as u64
        };
        let figures: BTreeMap<&str, u64> =
            form.statistics.iter().map(|line| (line.id, figure(line, &mut dice))).collect();
        let text = national(&figures, shape);
        let report = read(&text);
        assert_eq!(report.status, Status::Report);
        for line in form.statistics {
            let fact = report.facts.get(&statistics_cell(line)).unwrap_or_else(|| panic!("{}, {shape}", line.id));
            assert_eq!(
                fact.value,
                Value::Number(figures[line.id].into()),
                "{}, {shape}, case {number}\n{text}",
                line.id
            );
            assert_eq!((fact.unit.as_str(), fact.edition), (line.unit, EditionId::S14), "{}", line.id);
        }
        let stray: Vec<&Fact> = report.facts.iter().filter(|fact| !fact.cell.starts_with("s14.")).collect();
        assert!(stray.is_empty(), "{shape}: {stray:?}");
    }
}

/// A list of two columns, printed glued: right or undecided.
#[test]
fn glued_lists_come_back_as_they_are_or_undecided() {
    let labels = [
        "主动公开信息数",
        "其中：1、网站公开数",
        "2、公报公开数",
        "收到申请数",
        "其中：1、当面申请数",
        "2、信函申请数",
        "行政复议数",
    ];
    let mut decided = 0;
    let cases = 2_000;
    for number in 0..cases {
        let mut dice = Dice::new(number);
        let size = [2, 30, 700, 9_000][dice.below(4)];
        let mut figures: Vec<[usize; 2]> = labels
            .iter()
            .map(|_| {
                let year = dice.below(size);
                [year, year + dice.below(1 + size * 3)]
            })
            .collect();
        for parent in [0, 3] {
            let (first, second) = (figures[parent + 1], figures[parent + 2]);
            figures[parent] = [first[0] + second[0], first[1] + second[1]];
        }
        let mut text =
            "青禾县财政局2012年政府信息公开工作年度报告\n\n统计表 指标名称计量单位2012年度历年累计".to_owned();
        for (label, [year, all]) in labels.iter().zip(&figures) {
            text.push_str(&format!("{label}条{year}{all}"));
        }
        let report = read(&text);
        for (label, figures) in labels.iter().zip(&figures) {
            for (column, figure) in ["2012年度", "历年累计"].iter().zip(figures) {
                let fact =
                    report.facts.get(&format!("free.{label}.{column}")).unwrap_or_else(|| panic!("{label}\n{text}"));
                match &fact.value {
                    Value::Number(read) => {
                        assert_eq!(read.to_string(), figure.to_string(), "{label} {column}, case {number}\n{text}");
                        decided += 1;
                    }
                    Value::Unreadable(candidates) => {
                        assert!(
                            candidates.is_empty() || candidates.contains(&figure.to_string()),
                            "{label}, case {number}\n{text}"
                        );
                    }
                    other => panic!("{label}: {other:?}\n{text}"),
                }
            }
        }
    }
    assert!(decided > 2_000, "{decided} figures decided");
}

#[test]
fn a_report_before_2019_without_a_list_says_so() {
    let report = read("青禾县财政局2012年政府信息公开工作年度报告\n\n一、概述\n\n2012年，我局主动公开信息12条。\n");
    assert!(report.diagnostics.iter().any(|diagnostic| diagnostic.code == "form_before_2019"));
    assert!(report.facts.iter().all(|fact| !fact.cell.starts_with("t3.")));
}
