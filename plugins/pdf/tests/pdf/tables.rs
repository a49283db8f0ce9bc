//! Tables: by lines, over page breaks, by alignment.

use crate::writer::Sheet;
use crate::{document, shown};

const XS: &[f32] = &[20.0, 120.0, 220.0, 320.0];

#[test]
fn a_table_with_lines_is_a_grid() {
    let sheet = Sheet::default().text(20.0, 30.0, "表前").table(
        XS,
        &[40.0, 60.0, 80.0],
        &[&["规章", "1", ""], &["文件", "12", "3"]],
    );
    assert_eq!(shown(&document(&[sheet.text(20.0, 100.0, "表后")])), ["表前", "|规章|1|", "|文件|12|3", "表后"]);
}

#[test]
fn a_number_wider_than_its_cell_is_whole() {
    let sheet = Sheet::default().table(&[20.0, 60.0, 80.0, 120.0], &[40.0, 60.0], &[&["规章", "", ""]]);
    assert_eq!(shown(&document(&[sheet.text(58.0, 54.0, "12345")])), ["|规章|12345|"]);
}

#[test]
fn a_table_over_a_page_break_is_one() {
    let first = Sheet::default().text(20.0, 100.0, "表前").table(
        XS,
        &[200.0, 220.0, 240.0, 260.0],
        &[&["内容", "甲类", "乙类"], &["规章", "1", "2"], &["文件", "3", "4"]],
    );
    let second = Sheet::default().table(XS, &[40.0, 60.0, 80.0], &[&["内容", "甲类", "乙类"], &["许可", "5", "6"]]);
    let first = first.text(190.0, 290.0, "- 1 -");
    let second = second.text(20.0, 100.0, "表后").text(190.0, 290.0, "- 2 -");
    assert_eq!(
        shown(&document(&[first, second])),
        ["表前", "|内容|甲类|乙类", "|规章|1|2", "|文件|3|4", "|许可|5|6", "表后"]
    );
}

#[test]
fn lines_at_head_and_foot_of_every_page_do_not_end_a_table() {
    let page = |row: &[&str], top: f32| {
        Sheet::default().text(20.0, 20.0, "青禾县水务局年度报告").table(XS, &[top, top + 20.0], &[row])
    };
    let read = shown(&document(&[page(&["规章", "1", "2"], 240.0), page(&["文件", "3", "4"], 40.0)]));
    assert_eq!(read, ["青禾县水务局年度报告", "青禾县水务局年度报告", "|规章|1|2", "|文件|3|4"]);
}

#[test]
fn two_tables_with_text_between_stay_two() {
    let first = Sheet::default().table(XS, &[200.0, 220.0], &[&["规章", "1", "2"]]).text(20.0, 240.0, "三、收到申请");
    let second = Sheet::default().table(XS, &[40.0, 60.0], &[&["结果", "3", "4"]]);
    let read = document(&[first, second]);
    assert_eq!(read.blocks.len(), 3);
}

#[test]
fn a_row_cut_by_the_page_break_is_one_row() {
    // The lower line of the first part and the upper line of the second are missing.
    let first = Sheet::default().text(20.0, 100.0, "表前").table(XS, &[220.0, 240.0], &[&["规章", "1", "2"]]);
    let first = first.raw("20 60 m 20 20 l S 120 60 m 120 20 l S 220 60 m 220 20 l S 320 60 m 320 20 l S");
    let first = first.text(24.0, 254.0, "规范性文件制发").text(124.0, 254.0, "3").text(224.0, 254.0, "4");
    let second =
        Sheet::default().raw("20 280 m 20 240 l S 120 280 m 120 240 l S 220 280 m 220 240 l S 320 280 m 320 240 l S");
    let second = second.raw("20 240 m 320 240 l S").text(24.0, 34.0, "数量");
    assert_eq!(shown(&document(&[first, second])), ["表前", "|规章|1|2", "|规范性文件制发⏎数量|3|4"]);
}

#[test]
fn a_box_around_text_is_no_table() {
    let sheet = Sheet::default().raw("10 290 380 -280 re S").text(20.0, 40.0, "正文的文字");
    let sheet = sheet.table(XS, &[60.0, 80.0], &[&["规章", "1", "2"]]);
    assert_eq!(shown(&document(&[sheet])), ["正文的文字", "|规章|1|2"]);
}

#[test]
fn columns_without_lines_keep_their_places() {
    let row = |sheet: Sheet, y: f32, cells: [&str; 3]| {
        cells.iter().zip([20.0, 120.0, 220.0]).fold(sheet, |sheet, (text, x)| sheet.text(x, y, text))
    };
    let sheet = row(row(Sheet::default(), 40.0, ["规章", "1", "2"]), 60.0, ["文件", "12", "3"]);
    assert_eq!(shown(&document(&[sheet])), ["规章@0 1@20 2@40", "文件@0 12@20 3@40"]);
}

#[test]
fn two_rows_at_a_page_break_stay_two() {
    // No line stands between the pages, but both parts have figures.
    let sides = "20 60 m 20 20 l S 120 60 m 120 20 l S 220 60 m 220 20 l S 320 60 m 320 20 l S";
    let first = Sheet::default().table(XS, &[220.0, 240.0], &[&["规章", "1", "2"]]).raw(sides);
    let first = first.text(24.0, 254.0, "文件").text(124.0, 254.0, "3").text(224.0, 254.0, "4");
    let second = Sheet::default().raw("20 280 m 20 240 l S 120 280 m 120 240 l S 220 280 m 220 240 l S");
    let second = second.raw("320 280 m 320 240 l S 20 240 m 320 240 l S");
    let second = second.text(24.0, 34.0, "许可").text(124.0, 34.0, "5").text(224.0, 34.0, "6");
    assert_eq!(shown(&document(&[first, second])), ["|规章|1|2", "|文件|3|4", "|许可|5|6"]);
}

#[test]
fn a_number_cut_by_the_page_break_is_one_number() {
    let first = Sheet::default().table(&[20.0, 120.0, 141.0, 162.0], &[220.0, 240.0], &[&["一、新收", "34", "5"]]);
    let second = Sheet::default().table(&[20.0, 120.0, 141.0, 162.0], &[40.0, 60.0], &[&["数量", "33", ""]]);
    assert_eq!(shown(&document(&[first, second])), ["|一、新收⏎数量|3433|5"]);
}
