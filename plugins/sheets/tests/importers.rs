//! What each importer promises, and what sheets come to. The samples are the workbook made here, saved by LibreOffice, and a table as text.

use std::time::{Duration, Instant};

use gongkai_model::{Block, Capture, Document, Grid, Provenance};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, conformance};
use gongkai_sheets::{CsvImporter, OdsImporter, XlsImporter, XlsxImporter};
use rust_xlsxwriter::{Format, FormatBorder, Formula, Workbook};

/// Far more than any of these files needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(30);

const XLS: &[u8] = include_bytes!("../samples/report.xls");
const ODS: &[u8] = include_bytes!("../samples/report.ods");
const CSV: &[u8] = include_bytes!("../samples/report.csv");

/// A report of an invented county: prose, a table with merged cells, hidden rows and a column, a hidden sheet, formulas, formats.
fn report() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let border = Format::new().set_border(FormatBorder::Thin);
    let percent = Format::new().set_border(FormatBorder::Thin).set_num_format("0.0%");
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let sheet = workbook.add_worksheet().set_name("年报").expect("a sound sample");
    sheet.merge_range(0, 0, 0, 4, "青禾县2023年政府信息公开工作年度报告", &border).expect("a sound sample");
    sheet.write_with_format(1, 0, 45_306, &day).expect("a sound sample");
    sheet.write(3, 0, "一、总体情况\n全年公开信息12条。").expect("a sound sample");
    sheet.merge_range(5, 0, 6, 0, "类别", &border).expect("a sound sample");
    sheet.merge_range(5, 1, 5, 2, "件数", &border).expect("a sound sample");
    sheet.write_with_format(5, 3, "占比", &border).expect("a sound sample");
    sheet.write_with_format(5, 4, "内部", &border).expect("a sound sample");
    for (column, text) in [(1, "制发"), (2, "现行")] {
        sheet.write_with_format(6, column, text, &border).expect("a sound sample");
    }
    sheet.write_with_format(6, 3, "", &border).expect("a sound sample");
    for (row, label) in [(7, "规章"), (8, "旧行"), (9, "文件"), (10, "许可")] {
        sheet.write_with_format(row, 0, label, &border).expect("a sound sample");
        sheet.write_with_format(row, 1, 6.0, &border).expect("a sound sample");
        sheet.write_with_format(row, 3, 0.123, &percent).expect("a sound sample");
        sheet.write_with_format(row, 4, 99, &border).expect("a sound sample");
    }
    sheet.write_with_format(7, 2, 5.999_999_999_999_999, &border).expect("a sound sample");
    sheet.write_with_format(9, 2, "12", &border).expect("a sound sample");
    sheet.write_formula_with_format(10, 1, Formula::new("=B8+B10").set_result("18"), &border).expect("a sound sample");
    sheet.write_blank(10, 2, &border).expect("a sound sample");
    sheet
        .write_formula_with_format(11, 0, Formula::new("=A99/0").set_result("#DIV/0!"), &border)
        .expect("a sound sample");
    sheet.write_with_format(11, 1, true, &border).expect("a sound sample");
    sheet.set_row_hidden(8).expect("a sound sample");
    sheet.set_column_hidden(4).expect("a sound sample");
    let hidden = workbook.add_worksheet().set_name("底稿").expect("a sound sample");
    hidden.write(0, 0, "旧稿").expect("a sound sample");
    hidden.set_hidden(true);
    let last = workbook.add_worksheet().set_name("附注").expect("a sound sample");
    last.write(0, 1, "无其他事项。").expect("a sound sample");
    workbook.save_to_buffer().expect("a sound sample")
}

fn import(importer: &dyn Importer, bytes: &[u8]) -> Result<Vec<Document>, ImportError> {
    let start = Instant::now();
    let documents = importer.import(&Capture::new(bytes, Provenance::of("sample")), &Limits::default());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    documents
}

/// Blocks and remarks, one a line, the first place of each in front; spans as `(2×1)`.
fn shown(importer: &dyn Importer, bytes: &[u8]) -> String {
    let documents = match import(importer, bytes) {
        Ok(documents) => documents,
        Err(error) => return format!("{error:?}").split(['{', ' ']).next().unwrap_or_default().to_owned(),
    };
    let mut lines = Vec::new();
    for document in documents {
        lines.push(document.metadata.iter().map(|datum| datum.value.as_str()).collect::<Vec<_>>().join("、"));
        for block in &document.blocks {
            lines.push(match block {
                Block::Heading { text, locus, .. } | Block::Paragraph { text, locus } => format!("{locus} {text}"),
                Block::Table(grid) => table(grid),
                Block::Lines(_) => "lines".into(),
            });
        }
        lines.extend(document.diagnostics.iter().map(|remark| format!("!{} {:?}", remark.code, remark.arguments)));
    }
    lines.join("\n")
}

fn table(grid: &Grid) -> String {
    let row = |row: u32| {
        let cells = grid.row(row).iter().map(|cell| match (cell.row_span, cell.column_span) {
            (1, 1) => cell.text.replace('\n', "⏎"),
            (rows, columns) => format!("{}({rows}×{columns})", cell.text.replace('\n', "⏎")),
        });
        cells.collect::<Vec<_>>().join("|")
    };
    (0..grid.rows()).map(row).collect::<Vec<_>>().join("\n  ")
}

const REPORT: &str = "\
年报、附注
年报!A1 青禾县2023年政府信息公开工作年度报告
年报!A2 2024年1月15日
年报!A4[0..18] 一、总体情况
年报!A4[19..45] 全年公开信息12条。
类别(2×1)|件数(1×2)|占比
  制发|现行|
  规章|6|6|12.3%
  文件|6|12|12.3%
  许可|18||12.3%
  #DIV/0!|TRUE||
附注!B1 无其他事项。
!hidden_cells_left_out {\"count\": \"8\", \"sheet\": \"年报\"}
!hidden_sheets_left_out {\"count\": \"1\", \"names\": \"底稿\"}";

#[test]
fn a_workbook_as_people_see_it() {
    assert_eq!(shown(&XlsxImporter, &report()), REPORT);
}

/// Programs keep the values; which number a percentage shows the old format does not tell here.
#[test]
fn the_same_report_in_other_formats() {
    assert_eq!(shown(&OdsImporter, ODS), REPORT);
    assert_eq!(shown(&XlsImporter, XLS), REPORT.replace("12.3%", "0.123").replace("2024年1月15日", "2024-01-15"));
}

/// Writes the samples' source for LibreOffice, on demand.
#[test]
#[ignore = "makes the source of the samples"]
fn write_the_source_of_the_samples() {
    std::fs::write(std::env::temp_dir().join("report.xlsx"), report()).expect("a sound sample");
}

#[test]
fn keep_the_promises_of_an_importer() {
    assert_eq!(conformance::check(&XlsxImporter, &[&report()]), Vec::<String>::new());
    assert_eq!(conformance::check(&XlsImporter, &[XLS]), Vec::<String>::new());
    assert_eq!(conformance::check(&OdsImporter, &[ODS]), Vec::<String>::new());
    let gb = "规章;1;2\n文件;3;4\n";
    assert_eq!(conformance::check(&Named(CsvImporter), &[CSV, gb.as_bytes()]), Vec::<String>::new());
}

/// An importer of files that only their name tells.
struct Named(CsvImporter);

impl Importer for Named {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn summary(&self) -> (&'static str, &'static str) {
        self.0.summary()
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.0.extensions()
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        self.0.identify(&Capture::new(capture.bytes(), Provenance::of("sample.csv")))
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        self.0.import(capture, limits)
    }
}

#[test]
fn values_parted_by_commas() {
    let expected = "
csv!A1 青禾县2023年政府信息公开工作年度报告
规章|1|0
  文件⏎（件）|12|
csv!A7 二、其他";
    let text = std::str::from_utf8(CSV).expect("a sound sample");
    assert_eq!(shown(&CsvImporter, CSV), expected);
    assert_eq!(shown(&CsvImporter, text.replace(',', ";").as_bytes()), expected);
    assert_eq!(shown(&CsvImporter, text.replace(',', "\t").as_bytes()), expected);
}
