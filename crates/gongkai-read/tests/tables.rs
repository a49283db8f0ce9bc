//! What the reader makes of small tables: one damage each, and what must come out.

use gongkai_model::{Capture, Provenance, Report, Status, Value};
use gongkai_plugin::{Importer, Limits};
use gongkai_text::TextImporter;

fn read(text: &str) -> Report {
    let capture = Capture::new(text.as_bytes(), Provenance::of("test.md"));
    let documents = TextImporter.import(&capture, &Limits::default()).expect("the text is read");
    gongkai_read::read("test.md", 1, &documents[0])
}

/// The cells of a row of Table 3 as one line: `·` blank, `?` unreadable, `×` missing, `*` behind a repaired number.
fn row(report: &Report, row: &str) -> String {
    let columns = [
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_services_institution",
        "other_organization",
        "total",
    ];
    let cells = columns.map(|column| cell(report, &format!("t3.{row}.{column}")));
    cells.join(" ")
}

fn cell(report: &Report, path: &str) -> String {
    let fact = report.facts.get(path).unwrap_or_else(|| panic!("no fact {path}"));
    let mark = if fact.evidence.obtained.as_str() == "repaired" { "*" } else { "" };
    match &fact.value {
        Value::Number(number) => format!("{number}{mark}"),
        Value::Blank => "·".into(),
        Value::NotApplicable => "/".into(),
        Value::None => "无".into(),
        Value::Text(text) => text.clone(),
        Value::Unreadable(_) => "?".into(),
        Value::Missing => "×".into(),
    }
}

fn codes(report: &Report) -> Vec<&str> {
    let of_table =
        |code: &&str| !matches!(*code, "section_absent" | "agency_not_found" | "year_not_found" | "table_absent");
    report.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).filter(of_table).collect()
}

/// Table 3 with the lines given, under a heading.
fn requests(lines: &str) -> Report {
    read(&format!("三、收到和处理政府信息公开申请情况\n\n{lines}\n\n五、存在的主要问题及改进情况\n"))
}

#[test]
fn seven_figures_need_no_position() {
    let report = requests("| 一、本年新收政府信息公开申请数量 | | | 5 | 1 | 0 | 0 | 0 | 0 | 6 | |");
    assert_eq!(row(&report, "new_received"), "5 1 0 0 0 0 6");
    assert_eq!(row(&report, "carried_in"), "× × × × × × ×");
    assert!(codes(&report).contains(&"table_stops"));
}

#[test]
fn kinds_of_emptiness_stay_apart() {
    let report = requests("| 一、本年新收政府信息公开申请数量 | 5 |  | / | 无 | 0 | — | 5 |");
    assert_eq!(row(&report, "new_received"), "5 · / 无 0 / 5");
}

#[test]
fn padding_that_fits_twice_is_not_guessed() {
    // Eight cells behind the label, and nothing tells on which side the padding is.
    let report = requests("| 一、本年新收政府信息公开申请数量 |  | 4 |  |  |  |  |  |  |");
    assert_eq!(row(&report, "new_received"), "? ? ? ? ? ? ?");
    assert!(codes(&report).contains(&"row_undecided"));
}

#[test]
fn digits_of_one_number_are_joined_where_the_sum_then_holds() {
    let split = requests("一、本年新收政府信息公开申请数量   1 0   0   0   0   0   0   10");
    assert_eq!(row(&split, "new_received"), "10* 0 0 0 0 0 10");
    assert!(codes(&split).contains(&"digits_rejoined"));
    // Without a sum that holds, eight figures for seven columns stay what they are.
    let broken = requests("一、本年新收政府信息公开申请数量   1 0   0   0   0   0   0   99");
    assert_eq!(row(&broken, "new_received"), "? ? ? ? ? ? ?");
}

#[test]
fn a_wrong_sum_is_the_agencys_and_stays() {
    let report = requests("| 一、本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 0 | 0 | 9 |");
    assert_eq!(row(&report, "new_received"), "5 1 0 0 0 0 9");
}

#[test]
fn a_subtotal_of_organisations_is_left_out_and_said() {
    let report = requests(
        "|  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 小计 | 总计 |\n\
         | 一、本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 2 | 0 | 3 | 8 |",
    );
    assert_eq!(row(&report, "new_received"), "5 1 0 0 2 0 8");
    assert!(codes(&report).contains(&"subtotal_left_out"));
}

#[test]
fn labels_broken_over_lines_and_around_figures_come_together() {
    let report = requests(
        "一、本年新收政府信息公开申      6    0    0    0    0    0    6\n请数量\n\
         二、上年结转政府信息公开申      0    0    0    0    0    0    0\n请数量\n\
         （三） 1.属于国家秘密           0    0    0    0    0    0    0\n\
         不予公 2.其他法律行政法规\n\
                                        2    0    0    0    0    0    2\n\
         开     禁止公开",
    );
    assert_eq!(row(&report, "new_received"), "6 0 0 0 0 0 6");
    assert_eq!(row(&report, "carried_in"), "0 0 0 0 0 0 0");
    assert_eq!(row(&report, "denied_prohibited_by_law"), "2 0 0 0 0 0 2");
}

#[test]
fn a_label_that_only_resembles_one_is_taken_and_said() {
    let report = requests(
        "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
         | 2.其他法律行政止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    );
    assert_eq!(row(&report, "denied_prohibited_by_law"), "1 0 0 0 0 0 1");
    assert!(codes(&report).contains(&"label_unlike"));
}

#[test]
fn figures_apart_from_labels_make_no_row_of_blanks() {
    let report = requests(
        "一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n（一）予以公开\n1\n0\n0\n0\n0\n0\n1\n2\n0\n0\n0\n0\n0\n2",
    );
    assert_eq!(row(&report, "new_received"), "? ? ? ? ? ? ?");
    assert_eq!(row(&report, "granted"), "? ? ? ? ? ? ?");
}

#[test]
fn blank_lines_stand_for_blank_cells_only_if_they_add_up() {
    let six = "一、本年新收政府信息公开申请数量\n\n\n\n\n\n\n\n 3\n\n二、上年结转政府信息公开申请数量\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n";
    assert_eq!(row(&requests(six), "new_received"), "· · · · · · 3");
    let three = "一、本年新收政府信息公开申请数量\n\n\n\n\n 3\n\n二、上年结转政府信息公开申请数量\n\n0\n";
    assert_eq!(row(&requests(three), "new_received"), "? ? ? ? ? ? ?");
}

#[test]
fn the_edition_of_table_3_is_told_by_its_sixth_group() {
    let old = requests(
        "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
         | （六）其他处理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    );
    assert_eq!(row(&old, "other"), "1 0 0 0 0 0 1");
    let new = requests(
        "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
         | （六）其他处理 | 3.其他 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    );
    assert_eq!(row(&new, "other_misc"), "1 0 0 0 0 0 1");
    assert!(new.facts.get("t3.other.total").is_none());
}

#[test]
fn a_header_repeated_inside_the_table_is_no_row() {
    let report = requests(
        "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
         |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n\
         | 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
    );
    assert_eq!(row(&report, "carried_in"), "2 0 0 0 0 0 2");
    assert_eq!(row(&report, "total_processed"), "× × × × × × ×");
}

#[test]
fn table_2_tells_its_edition_and_its_columns() {
    let report = read(
        "二、主动公开政府信息情况\n\n| 第二十条第（五）项 |\n| 信息内容 | 上一年项目数量 | 本年增/减 |  | 处理决定数量 |\n\
         | 行政许可 | 12 |  | -3 | 40 |\n| 行政处罚 |  |  |  |  |\n\n三、收到和处理政府信息公开申请情况\n",
    );
    assert_eq!(cell(&report, "t2_2019.art20_5.administrative_licensing.prior_year_items"), "12");
    assert_eq!(cell(&report, "t2_2019.art20_5.administrative_licensing.items_change"), "-3");
    assert_eq!(cell(&report, "t2_2019.art20_6.administrative_penalties.decisions"), "·");
    assert_eq!(cell(&report, "t2_2019.art20_9.centralized_procurement.amount"), "×");
}

#[test]
fn figures_of_table_2_above_their_labels_are_as_many_as_the_form_has_cells_or_undecided() {
    let lacking = read(
        "二、主动公开政府信息情况\n\n第二十条第（一）项\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|  | 1 | 2 | 3 |\n规章\n|  | 4 |  | 6 |\n\
         行政规范性文件\n\n三、收到和处理政府信息公开申请情况\n",
    );
    assert_eq!(cell(&lacking, "t2_2021.art20_1.rules.issued"), "?");
    assert_eq!(cell(&lacking, "t2_2021.art20_1.normative_documents.issued"), "?");
    let report = read(
        "二、主动公开政府信息情况\n\n第二十条第（一）项\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|  | 1 | 2 | 3 |\n规章\n|  | 4 | 5 | 6 |\n\
         行政规范性文件\n\n三、收到和处理政府信息公开申请情况\n",
    );
    assert_eq!(cell(&report, "t2_2021.art20_1.rules.issued"), "1");
    assert_eq!(cell(&report, "t2_2021.art20_1.normative_documents.in_force"), "6");
}

const BLOCKS: &str = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |";

#[test]
fn table_4_in_one_row_or_in_three() {
    let one = read(&format!(
        "四、政府信息公开行政复议、行政诉讼情况\n\n| 行政复议 | 行政诉讼 |\n{BLOCKS}\n| 1 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 0 | 0 | 4 | | | | 4 |\n\n五、存在的主要问题及改进情况\n"
    ));
    assert_eq!(cell(&one, "t4.reconsideration_pending"), "2");
    assert_eq!(cell(&one, "t4.litigation_after_reconsideration_corrected"), "·");
    assert_eq!(cell(&one, "t4.litigation_after_reconsideration_total"), "4");
    let three = read(&format!(
        "四、政府信息公开行政复议、行政诉讼情况\n\n行政复议\n{BLOCKS}\n| 1 | 0 | 0 | 2 | 3 |\n\n行政诉讼（复议后起诉）\n{BLOCKS}\n| 7 | 0 | 0 | 0 | 7 |\n\n五、存在的主要问题及改进情况\n"
    ));
    assert_eq!(cell(&three, "t4.litigation_after_reconsideration_upheld"), "7");
    assert_eq!(cell(&three, "t4.litigation_direct_upheld"), "×");
    assert!(codes(&three).contains(&"block_absent"));
}

#[test]
fn six_figures_for_fifteen_columns_are_undecided() {
    let report = read(&format!(
        "四、政府信息公开行政复议、行政诉讼情况\n\n行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n{}\n5\n2\n7\n8\n1\n9\n\n五、存在的主要问题及改进情况\n",
        BLOCKS.replace(" | ", "\n").replace("| ", "").replace(" |", "")
    ));
    assert_eq!(cell(&report, "t4.reconsideration_upheld"), "?");
    assert!(codes(&report).contains(&"figures_undecided"));
}

#[test]
fn other_tables_and_other_pages_give_no_figures() {
    let report = read("关于召开会议的通知\n\n| 姓名 | 人数 |\n| 张三 | 12 |\n\n请准时参加。");
    assert_eq!(report.status, Status::NotAReport);
    assert!(report.facts.is_empty());
}

#[test]
fn words_where_a_figure_should_stand_are_kept() {
    let three = requests("| 一、本年新收政府信息公开申请数量 | 77 | 9 | 无 | 见附件 | 4 | 0 | 91 |");
    assert_eq!(row(&three, "new_received"), "77 9 无 见附件 4 0 91");
    let four = read(&format!(
        "四、政府信息公开行政复议、行政诉讼情况\n\n行政复议\n{BLOCKS}\n| 不详 | 0 | 1 | 1 | 4 |\n\n五、存在的主要问题及改进情况\n"
    ));
    assert_eq!(cell(&four, "t4.reconsideration_upheld"), "不详");
    assert_eq!(cell(&four, "t4.reconsideration_total"), "4");
}

#[test]
fn a_second_report_is_named_and_not_read() {
    let one = |figure: u32| {
        format!(
            "一、总体情况\n\n本年度各项工作有序推进。\n\n三、收到和处理政府信息公开申请情况\n\n| 一、本年新收政府信息公开申请数量 | {figure} | 0 | 0 | 0 | 0 | 0 | {figure} |\n\n\
             五、存在的主要问题及改进情况\n\n一是更新不够及时。\n\n六、其他需要报告的事项\n\n无其他事项。\n\n"
        )
    };
    let report = read(&(one(1) + &one(2)));
    assert_eq!(row(&report, "new_received"), "1 0 0 0 0 0 1");
    assert!(codes(&report).contains(&"second_report"));
}

/// `18 18` may be one applicant and the total, or two applicants: the sums of the form decide.
#[test]
fn cells_are_decided_by_sums_where_blank_cells_left_no_trace() {
    let labels = |results: &str| {
        format!(
            "一、本年新收政府信息公开申请数量\n40\n3\n43\n二、上年结转政府信息公开申请数量\n18\n18\n三、本年度办理结果\n（一）予以公开\n30\n{results}\n30\n2\n32\n（二）部分公开\n（三）不予公开\n1.属于国家秘密\n2.其他法律行政法规禁止公开\n3.危及“三安全一稳定”\n4.保护第三方合法权益\n5.属于三类内部事务信息\n6.属于四类过程性信息\n7.属于行政执法案卷\n8.属于行政查询事项\n（四）无法提供\n1.本机关不掌握相关政府信息\n20\n20\n2.没有现成信息需要另行制作\n3.补正后申请内容仍不明确\n（五）不予处理\n1.信访举报投诉类申请\n2.重复申请\n3.要求提供公开出版物\n4.无正当理由大量反复申请\n5.要求行政机关确认或重新出具已获取信息\n（六）其他处理\n（七）总计\n50\n2\n52\n四、结转下年度继续办理\n8\n1\n9"
        )
    };
    let report = requests(&labels("").replace("30\n\n30\n", "30\n"));
    assert_eq!(row(&report, "new_received"), "? ? ? ? ? ? 43*");
    assert_eq!(row(&report, "carried_in"), "? ? ? ? ? · 18*");
    assert_eq!(row(&report, "unable_not_held"), "? ? ? ? ? · 20*");
    assert!(codes(&report).contains(&"columns_by_sums"));
    // A figure too many, and no way to read the table makes the sums hold.
    let report = requests(&labels("7"));
    assert_eq!(row(&report, "new_received"), "? ? ? ? ? ? ?");
    assert!(!codes(&report).contains(&"columns_by_sums"));
}

/// Every row of the form of 2021 with its figures, natural persons left out of the cells and not of the totals.
const WITHOUT_NATURAL_PERSONS: &[(&str, &str)] = &[
    ("一、本年新收政府信息公开申请数量", "1 0 0 0 0 5"),
    ("二、上年结转政府信息公开申请数量", "0 0 0 0 0 1"),
    ("（一）予以公开", "1 0 0 0 0 3"),
    ("（二）部分公开", "0 0 0 0 0 0"),
    ("（三）不予公开 1.属于国家秘密", "0 0 0 0 0 0"),
    ("2.其他法律行政法规禁止公开", "0 0 0 0 0 0"),
    ("3.危及“三安全一稳定”", "0 0 0 0 0 0"),
    ("4.保护第三方合法权益", "0 0 0 0 0 0"),
    ("5.属于三类内部事务信息", "0 0 0 0 0 0"),
    ("6.属于四类过程性信息", "0 0 0 0 0 0"),
    ("7.属于行政执法案卷", "0 0 0 0 0 0"),
    ("8.属于行政查询事项", "0 0 0 0 0 0"),
    ("（四）无法提供 1.本机关不掌握相关政府信息", "0 0 0 0 0 1"),
    ("2.没有现成信息需要另行制作", "0 0 0 0 0 0"),
    ("3.补正后申请内容仍不明确", "0 0 0 0 0 0"),
    ("（五）不予处理 1.信访举报投诉类申请", "0 0 0 0 0 0"),
    ("2.重复申请", "0 0 0 0 0 0"),
    ("3.要求提供公开出版物", "0 0 0 0 0 0"),
    ("4.无正当理由大量反复申请", "0 0 0 0 0 0"),
    ("5.要求行政机关确认或重新出具已获取信息", "0 0 0 0 0 0"),
    ("（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "0 0 0 0 0 0"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "0 0 0 0 0 0"),
    ("3.其他", "0 0 0 0 0 0"),
    ("（七）总计", "1 0 0 0 0 4"),
    ("四、结转下年度继续办理", "0 0 0 0 0 2"),
];

/// Figures without the first column pass every sum as figures without the last, shifted by one: never read like that.
#[test]
fn a_blank_first_column_is_not_taken_for_a_blank_last_one() {
    let header = "| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    let cells = |figures: &str| figures.replace(' ', " | ");
    let rows: Vec<String> =
        WITHOUT_NATURAL_PERSONS.iter().map(|(label, figures)| format!("| {label} |  | {} |", cells(figures))).collect();
    let report = requests(&format!("{header}{}", rows.join("\n")));
    assert_eq!(row(&report, "new_received"), "· 1 0 0 0 0 5");
    assert_eq!(row(&report, "carried_in"), "· 0 0 0 0 0 1");
    assert_eq!(row(&report, "unable_not_held"), "· 0 0 0 0 0 1");
    // Without the cells nothing tells which column is blank.
    let lines: Vec<String> =
        WITHOUT_NATURAL_PERSONS.iter().map(|(label, figures)| format!("{label} {figures}")).collect();
    let report = requests(&lines.join("\n"));
    assert_eq!(row(&report, "new_received"), "? ? ? ? ? ? ?");
    assert_eq!(row(&report, "unable_not_held"), "? ? ? ? ? ? ?");
}

/// A column that somebody deleted with its header: six figures a row are not the last six columns.
#[test]
fn a_deleted_column_leaves_the_figures_undecided() {
    let table = |header: &str, figures: &str| {
        let row = |label: &str, figures: &str| format!("| {label} |  |  | {} |\n", figures.replace(' ', " | "));
        let head = format!("| 申请人情况 |  |  | {} |\n| --- |\n", header.replace(' ', " | "));
        head + &row("一、本年新收政府信息公开申请数量", figures) + &row("二、上年结转政府信息公开申请数量", figures)
    };
    let six = "自然人 商业企业 社会公益组织 法律服务机构 其他 总计";
    let report = requests(&table(six, "77 9 1 4 0 91"));
    assert_eq!(row(&report, "new_received"), "? ? ? ? ? ? ?");
    assert!(codes(&report).contains(&"row_undecided"));
    // A header that merely lost a name has no less figures.
    let report = requests(&table(six, "77 9 0 1 4 0 91"));
    assert_eq!(row(&report, "new_received"), "77 9 0 1 4 0 91");
}
