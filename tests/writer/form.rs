//! The three tables of a form as sheets, with the figures in them.

use std::collections::BTreeMap;

use gongkai::model::TableId;
use gongkai::template::{
    APPLICANTS, Applicant, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, Edition, RequestGroup, disputes_cell, proactive_cell,
    requests_cell, statistics_cell,
};

use super::sheet::{Role, Sheet};

const NUMERALS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The one table of the years before 2019.
pub(super) fn statistics(form: &'static Edition, printed: &BTreeMap<String, String>) -> Sheet {
    let mut sheet = Sheet::new(TableId::Statistics, 3, 1);
    for (column, text) in ["统计指标", "单位", "统计数"].into_iter().enumerate() {
        sheet.put((0, column), (1, 1), text, Role::Header);
    }
    for (line, row) in form.statistics.iter().zip(1..) {
        sheet.put((row, 0), (1, 1), line.label.printed(), Role::Label);
        sheet.put((row, 1), (1, 1), line.unit, Role::Label);
        sheet.put((row, 2), (1, 1), text(printed, &statistics_cell(line)), Role::Value);
    }
    sheet
}

/// The three tables of a form.
pub(super) fn sheets(form: &'static Edition, printed: &BTreeMap<String, String>) -> [Sheet; 3] {
    [proactive(form, printed), requests(form, printed), disputes(printed)]
}

fn text<'a>(printed: &'a BTreeMap<String, String>, cell: &str) -> &'a str {
    printed.get(cell).map_or("", String::as_str)
}

fn proactive(form: &'static Edition, printed: &BTreeMap<String, String>) -> Sheet {
    let mut sheet = Sheet::new(TableId::Proactive, 4, 2);
    let mut row = 0;
    for band in form.proactive {
        sheet.put((row, 0), (1, 4), format!("第二十条第（{}）项", NUMERALS[usize::from(band.item)]), Role::Header);
        sheet.put((row + 1, 0), (1, 1), "信息内容", Role::Header);
        let spans: &[usize] = match band.columns.len() {
            1 => &[3],
            2 => &[1, 2],
            _ => &[1, 1, 1],
        };
        let mut at = 1;
        for (column, &span) in band.columns.iter().zip(spans) {
            sheet.put((row + 1, at), (1, span), column.label.text, Role::Header);
            for (line, below) in band.rows.iter().zip(row + 2..) {
                let cell = proactive_cell(form, band, line, column);
                sheet.put((below, at), (1, span), text(printed, &cell), Role::Value);
            }
            at += span;
        }
        for (line, below) in band.rows.iter().zip(row + 2..) {
            sheet.put((below, 0), (1, 1), line.label.text, Role::Label);
        }
        row += 2 + band.rows.len();
    }
    sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    sheet
}

fn requests(form: &'static Edition, printed: &BTreeMap<String, String>) -> Sheet {
    let mut sheet = Sheet::new(TableId::Requests, 10, 3);
    request_header(&mut sheet);
    let results = form.requests.iter().filter(|line| line.group.is_some()).count();
    let mut open = None;
    for (line, row) in form.requests.iter().zip(3..) {
        let label = line.label.printed();
        if line.group.is_some() && open.is_none() {
            sheet.put((row, 0), (results, 1), RequestGroup::Results.label().printed(), Role::Label);
        }
        match line.group {
            None => sheet.put((row, 0), (1, 3), label, Role::Label),
            Some(RequestGroup::Results) => sheet.put((row, 1), (1, 2), label, Role::Label),
            Some(group) => {
                if open != line.group {
                    let rows = form.requests.iter().filter(|other| other.group == line.group).count();
                    sheet.put((row, 1), (rows, 1), group.label().printed(), Role::Label);
                }
                sheet.put((row, 2), (1, 1), label, Role::Label);
            }
        }
        open = line.group;
        for (&applicant, column) in APPLICANTS.iter().zip(3..) {
            sheet.put((row, column), (1, 1), text(printed, &requests_cell(line.row, applicant)), Role::Value);
        }
    }
    sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    sheet
}

fn request_header(sheet: &mut Sheet) {
    let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    sheet.put((0, 0), (3, 3), note, Role::Header);
    sheet.put((0, 3), (1, 7), "申请人情况", Role::Header);
    sheet.put((1, 3), (2, 1), Applicant::NaturalPerson.label().text, Role::Header);
    sheet.put((1, 4), (1, 5), "法人或其他组织", Role::Header);
    sheet.put((1, 9), (2, 1), Applicant::Total.label().text, Role::Header);
    for (&applicant, column) in APPLICANTS[1..6].iter().zip(4..) {
        sheet.put((2, column), (1, 1), applicant.label().text, Role::Header);
    }
}

fn disputes(printed: &BTreeMap<String, String>) -> Sheet {
    let mut sheet = Sheet::new(TableId::Disputes, 15, 3);
    sheet.put((0, 0), (1, 5), "行政复议", Role::Header);
    sheet.put((0, 5), (1, 10), "行政诉讼", Role::Header);
    for (&block, left) in DISPUTE_BLOCKS.iter().zip([0, 5, 10]) {
        if left > 0 {
            sheet.put((1, left), (1, 5), block.label().text, Role::Header);
        }
        for (&outcome, column) in DISPUTE_OUTCOMES.iter().zip(left..) {
            let (row, span) = if left == 0 { (1, 2) } else { (2, 1) };
            sheet.put((row, column), (span, 1), outcome.label().text, Role::Header);
            sheet.put((3, column), (1, 1), text(printed, &disputes_cell(block, outcome)), Role::Value);
        }
    }
    sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    sheet
}
