//! Documents of a few lines, and who they say reports for which year.

use gongkai_model::{Block, Document, Locus, Metadatum};

use super::*;

fn locus(line: u32) -> Locus {
    Locus::Text { line, column: 1, start: 0, end: 0 }
}

fn document(text: &str) -> Document {
    let blocks = (1..).zip(text.lines());
    let blocks = blocks.map(|(line, text)| Block::Paragraph { text: text.trim().to_owned(), locus: locus(line) });
    Document { blocks: blocks.collect(), ..Document::default() }
}

fn view(identity: &Identity) -> String {
    let agency = identity.agency.as_ref().map_or("-", |found| found.value.name.as_str());
    let year = identity.year.as_ref().map_or("-".to_owned(), |found| found.value.to_string());
    let published = identity.published.as_ref().map_or("-".to_owned(), |found| found.value.to_string());
    let scope = identity.scope.as_ref().map_or("-", |found| found.value.id());
    let report = if identity.names_a_report { "report" } else { "other" };
    let codes: Vec<&str> = identity.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    format!("{agency} {year} {scope} {published} {report} {}", codes.join(" ")).trim_end().to_owned()
}

fn check(text: &str, expected: &str) {
    assert_eq!(view(&identify(&document(text), &[])), expected, "{text}");
}

#[test]
fn titles_whole_and_broken() {
    check("南河县财政局2021年政府信息公开工作年度报告\n一、总体情况", "南河县财政局 2021 own_organ - report");
    check("南河市人民政府2016年\n政府信息公开工作年度报告", "南河市人民政府 2016 whole_government - report");
    check("青石综合实验区2025年度政府信息公开工作年\n度报告", "青石综合实验区 2025 own_organ - report");
    check("南河区人民政府\n2023 年政府信息公开工作年度报告", "南河区人民政府 2023 whole_government - report");
    check("正文\n2024 年南河县财政局政府信息公开工作\n年度报告", "南河县财政局 2024 own_organ - report");
    check("长者版\n2019年政府信息公开工作年度报告", "- 2019 - - report agency_not_found");
    check(
        "首页\n政府信息公开\n政府信息公开年报\n南河县2016年政府信息公开工作年度报告\n来源:县政府办 时间:2017-01-12",
        "南河县 2016 whole_government 2017-01-12 report",
    );
}

#[test]
fn title_in_a_page_of_one_line() {
    check(
        "当前位置： 首页政务公开政府信息公开年报 青石镇 2011年政府信息公开工作年度报告 来源：青石镇 时间：2012-04-11 00:00 \
         本报告根据条例编制，统计期限自2011年1月1日起。 一、 概述 推进工作",
        "青石镇 2011 own_organ 2012-04-11 report",
    );
}

#[test]
fn fuller_names_complete_the_title() {
    check(
        "2021年青石街道政府信息公开工作年度报告\n南河区青石街道办事处\n2022年1月18日\n一、总体情况",
        "南河区青石街道办事处 2021 own_organ 2022-01-18 report",
    );
    check(
        "青石镇2019年度政府信息公开工作年度报告\n本报告由青石镇人民政府根据条例编制。",
        "青石镇人民政府 2019 own_organ - report",
    );
    check(
        "南河区人民政府2023年政府信息公开工作年度报告\n本报告由贵阳市南河区人民政府办公室根据条例编制。",
        "南河区人民政府 2023 whole_government - report",
    );
}

#[test]
fn sentences_where_no_title_is() {
    check(
        "根据条例要求,现将南河县人民政府2024年政府信息公开工作年度报告予以公开。",
        "南河县人民政府 2024 whole_government - report",
    );
    check("根据规定,现公布南河区公路局2015年度政府信息公开工作年度报告。", "南河区公路局 2015 own_organ - report");
    check("根据条例精神,结合我局实际编制2014年度政府信息公开工作年度报告", "- 2014 - - report agency_not_found");
    check(
        "本报告由南河市人民政府信息公开工作领导小组办公室根据《政府信息公开条例》及《关于做好2012年政府信息公开工作年度报告\
         有关事项的通知》编制。",
        "南河市人民政府 2012 whole_government - report",
    );
    check(
        "本报告根据《政府信息公开条例》,由青石经济开发区管理委员会(以下简称管委会)编制。",
        "青石经济开发区管理委员会 - own_organ - report year_not_found",
    );
    check(
        "一、总体情况\n2020年,在区委的领导下,南河区青石街道办事处认真做好政府信息公开工作。",
        "南河区青石街道办事处 2020 own_organ - report",
    );
    check(
        "本报告由贵阳市南河区人民政府办公室根据《政府信息公开条例》编制。\n一、总体情况\n2023年,南河区人民政府坚持公开。",
        "南河区人民政府 2023 whole_government - report",
    );
}

#[test]
fn signatures_and_fields() {
    check(
        "政府信息公开工作年度报告\n一、总体情况\n2022年,我局推进政府信息公开。\n南河县教育局\n2023年1月18日",
        "南河县教育局 2022 own_organ 2023-01-18 report",
    );
    check(
        "索 引 号:000000000/2016-00001 | 主题分类:综合政务/政府信息公开年报 | |\n发布机构:南河区审计局 | 关 键 词:政务 |",
        "南河区审计局 - own_organ - report year_not_found",
    );
    check(
        "南河县财政局2021年政府信息公开工作年度报告\n发布日期:2022-03-01\n一、总体情况\n六、其他\n南河县财政局\n2022年1月20日",
        "南河县财政局 2021 own_organ 2022-01-20 report",
    );
    check(
        "南河县财政局2021年政府信息公开工作年度报告\n统计期限为\n2021年1月1日至12月31日",
        "南河县财政局 2021 own_organ - report",
    );
}

#[test]
fn years_of_title_and_text() {
    let text = "南河县财政局2021年政府信息公开工作年度报告\n统计期限自2022年1月1日起至2022年12月31日止。";
    check(text, "南河县财政局 2021 own_organ - report year_disputed");
    check(
        "南河县财政局2021年政府信息公开工作年度报告\n一、总体情况\n2022年开展。2022年推进。2022年落实。",
        "南河县财政局 2021 own_organ - report year_disputed",
    );
    check(
        "青石街道政府信息公开工作年度报告\n本报告统计期限从2020年1月1日至2020年12月31日。",
        "青石街道 2020 own_organ - report",
    );
    check(
        "青石街道政府信息公开工作年度报告\n一、总体情况\n2020年,完成;比2019年多。2021年将改进。2022年。2022年。",
        "青石街道 - own_organ - report year_not_found",
    );
}

#[test]
fn scope_as_the_text_says() {
    check(
        "2024年南河县人民政府办公室政府信息公开工作年度报告\n本报告由县政府办汇总各乡镇、各部门数据编制。",
        "南河县人民政府办公室 2024 whole_government - report",
    );
    check(
        "南河市税务局2024年政府信息公开工作年度报告\n本报告统计全系统数据编制。",
        "南河市税务局 2024 system - report",
    );
}

#[test]
fn other_papers() {
    check(
        "南河县人民政府办公室关于做好2020年政府信息公开工作年度报告编制工作的通知\n各乡镇：现将有关事项通知如下。\n\
         南河县人民政府办公室\n2020年12月1日",
        "南河县人民政府办公室 - - 2020-12-01 other",
    );
    check("名称: | 青石街道政府信息公开统计制度 |\n发布机构: | 青石街道办事处 |", "青石街道办事处 - - - other");
    check("南河县财政局政府信息公开指南\n根据《政府信息公开条例》编制本指南。", "- - - - other");
    check("南河县召开2021年政府信息公开工作推进会\n会议要求做好年度报告。", "- - - - other");
    check(
        "政府信息公开年报\n青石镇2019年政府信息公开工作年度报告\n白水镇2019年政府信息公开工作年度报告\n\
         红石镇2019年政府信息公开工作年度报告",
        "- - - - other",
    );
    check(
        "政务公开指南\n南河县政务公开目录\n南河县2019年政府信息公开工作年度报告\n一、总体情况",
        "南河县 2019 whole_government - report",
    );
    check("", "- - - - other");
    check("今天天气很好。", "- - - - other");
}

#[test]
fn declared_title_and_day() {
    let mut document = document("本报告根据《政府信息公开条例》编制。");
    let datum = |name: &str, value: &str| Metadatum { name: name.into(), value: value.into(), locus: locus(1) };
    document.metadata.push(datum("articletitle", "南河县财政局2021年政府信息公开工作年度报告"));
    document.metadata.push(datum("pubdate", "2022-01-20 10:00"));
    assert_eq!(view(&identify(&document, &[])), "南河县财政局 2021 own_organ 2022-01-20 report");
}

#[test]
fn traditional_characters_and_evidence() {
    let identity = identify(&document("南河縣財政局２０２０年政府信息公開工作年度報告"), &[]);
    assert_eq!(view(&identity), "南河县财政局 2020 own_organ - report");
    let year = identity.year.unwrap();
    assert_eq!((year.raw.as_str(), year.locus), ("南河縣財政局２０２０年政府信息公開工作年度報告", Some(locus(1))));
}

#[test]
fn long_documents_cost_no_more() {
    let mut text = "南河县财政局2021年政府信息公开工作年度报告\n".to_owned();
    text.push_str(&"第一行文字2021年政府信息公开工作年度报告,由某某编制 \n".repeat(20_000));
    text.push_str("南河县财政局\n2022年1月20日");
    let start = std::time::Instant::now();
    let identity = identify(&document(&text), &[]);
    assert_eq!(identity.published.unwrap().value.to_string(), "2022-01-20");
    assert!(start.elapsed().as_secs() < 5);
    let line = "由《政府信息公开 年报 2021年".repeat(200_000);
    let _ = identify(&document(&line), &[]);
    assert!(start.elapsed().as_secs() < 10);
}
