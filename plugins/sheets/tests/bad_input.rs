//! Hostile and broken workbooks: a named error or a remark, bounded time and memory, no crash.

use std::time::{Duration, Instant};

use gongkai_model::{Capture, Document, Provenance};
use gongkai_plugin::{ImportError, Importer, Limits};
use gongkai_sheets::{CsvImporter, OdsImporter, XlsImporter, XlsxImporter};
use rust_xlsxwriter::Workbook;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Far more than any of these files needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(60);
const XLS: &[u8] = include_bytes!("../samples/report.xls");
const ODS: &[u8] = include_bytes!("../samples/report.ods");

fn import(importer: &dyn Importer, bytes: &[u8]) -> Result<Vec<Document>, ImportError> {
    let start = Instant::now();
    let documents = importer.import(&Capture::new(bytes, Provenance::of("sample")), &Limits::default());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    documents
}

fn codes(importer: &dyn Importer, bytes: &[u8]) -> Vec<String> {
    let documents = import(importer, bytes).unwrap_or_else(|error| panic!("{error}"));
    documents.iter().flat_map(|document| &document.diagnostics).map(|remark| remark.code.clone()).collect()
}

/// A package with a member in the place of another.
fn replaced(bytes: &[u8], member: &str, content: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a sound sample");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..old.len() {
        let mut part = old.by_index(number).expect("a sound sample");
        let name = part.name().expect("a sound sample").into_owned();
        new.start_file(name.as_str(), SimpleFileOptions::default()).expect("a sound sample");
        let mut whole = Vec::new();
        part.read_to_end(&mut whole).expect("a sound sample");
        new.write_all(if name == member { content } else { &whole }).expect("a sound sample");
    }
    new.finish().expect("a sound sample").into_inner()
}

fn one_cell() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "甲").expect("a sound sample");
    workbook.save_to_buffer().expect("a sound sample")
}

/// A workbook whose sheet is given as XML.
fn xlsx(data: &str, rest: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/>\
         <sheetData>{data}</sheetData>{rest}</worksheet>"
    );
    replaced(&one_cell(), "xl/worksheets/sheet1.xml", sheet.as_bytes())
}

fn ods(table: &str) -> Vec<u8> {
    let urn = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{urn}:office:1.0\" xmlns:table=\"{urn}:table:1.0\" \
         xmlns:text=\"{urn}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"一\">{table}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    replaced(ODS, "content.xml", content.as_bytes())
}

#[test]
fn two_cells_far_apart_cost_nothing() {
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>\
               <row r=\"1048576\"><c r=\"A1048576\"><v>3</v></c><c r=\"XFD1048576\"><v>4</v></c></row>";
    let documents = import(&XlsxImporter, &xlsx(far, "")).expect("a sound sample");
    assert_eq!(documents[0].blocks.len(), 2, "{:?}", documents[0].blocks);
    let all = "<mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>".repeat(3);
    assert!(import(&XlsxImporter, &xlsx(far, &all)).is_ok());
}

#[test]
fn a_million_rows() {
    let rows: String =
        (1..=300_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let refused = import(&XlsxImporter, &xlsx(&rows, ""));
    assert!(matches!(refused, Err(ImportError::TooManyLines { .. })), "{refused:?}");
    let million = "甲,1\n".repeat(1_000_000);
    let refused = import(&CsvImporter, million.as_bytes());
    assert!(matches!(refused, Err(ImportError::TooManyLines { .. })), "{refused:?}");
    let wide: String = (1..=60_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c><c r=\"B{row}\"><v>2</v></c></row>"))
        .collect();
    assert!(codes(&XlsxImporter, &xlsx(&wide, "")).contains(&"table_too_large".to_owned()));
}

#[test]
fn figures_that_are_not_saved_are_said() {
    let cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>SUM(A1:A1)</f></c></row>";
    let bytes = xlsx(cells, "");
    assert_eq!(codes(&XlsxImporter, &bytes), ["formulas_without_value"]);
    let documents = import(&XlsxImporter, &bytes).expect("a sound sample");
    assert!(format!("{:?}", documents[0].blocks).contains("=SUM(A1:A1)"));
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 80 << 20];
    let refused = import(&XlsxImporter, &replaced(&one_cell(), "xl/styles.xml", &zeros));
    assert!(matches!(refused, Err(ImportError::Unpacks { .. })), "{refused:?}");
    let strings =
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"99999999999\"/>";
    let refused = import(&XlsxImporter, &replaced(&one_cell(), "xl/sharedStrings.xml", strings.as_bytes()));
    assert!(matches!(refused, Err(ImportError::Unpacks { .. })), "{refused:?}");
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>";
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let refused = import(&OdsImporter, &ods(&row));
    assert!(matches!(refused, Err(ImportError::Unpacks { .. })), "{refused:?}");
}

#[test]
fn blank_rows_and_cells_without_number() {
    let blank = "<table:table-cell table:number-columns-repeated=\"4294967295\"/>";
    let row = format!("<table:table-row table:number-rows-repeated=\"4294967295\">{blank}</table:table-row>");
    let cell = "<table:table-cell table:number-rows-spanned=\"4294967295\" table:number-columns-spanned=\"4294967295\">\
                <text:p>甲</text:p></table:table-cell>";
    let documents =
        import(&OdsImporter, &ods(&(row.repeat(3) + &format!("<table:table-row>{cell}</table:table-row>"))));
    assert_eq!(documents.expect("a sound sample")[0].blocks.len(), 1);
}

#[test]
fn locked_files_are_named() {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a sound sample");
    file.create_stream("/EncryptedPackage").expect("a sound sample");
    let bytes = file.into_inner().into_inner();
    assert_eq!(import(&XlsxImporter, &bytes), Err(ImportError::Encrypted));
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    assert_eq!(import(&OdsImporter, &replaced(ODS, "META-INF/manifest.xml", manifest)), Err(ImportError::Encrypted));
}

/// The stream of an old workbook with a record in front that claims a sheet of 4,294,967,295 rows: nothing may be allocated for it.
#[test]
fn claims_of_old_workbooks_are_not_believed() {
    let mut bytes = XLS.to_vec();
    // DIMENSIONS of the first sheet: type 0x0200, 14 bytes, first row 0, then the row behind the last.
    let at = bytes.windows(8).position(|window| window == [0, 2, 14, 0, 0, 0, 0, 0]).expect("a sound sample");
    bytes[at + 8..at + 12].fill(0xFF);
    let refused = import(&XlsImporter, &bytes);
    assert!(matches!(refused, Err(ImportError::Unpacks { .. })), "{refused:?}");
}

/// Bytes broken anywhere, in packages also within their members.
#[test]
fn survive_damage() {
    let rounds = std::env::var("GONGKAI_PROPERTY_CASES").map_or(300, |cases| cases.parse().expect("a sound sample"));
    let mut state = 7_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let sheet = {
        use std::io::Read as _;
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(one_cell())).expect("a sound sample");
        let mut whole = Vec::new();
        archive
            .by_name("xl/worksheets/sheet1.xml")
            .expect("a sound sample")
            .read_to_end(&mut whole)
            .expect("a sound sample");
        whole
    };
    for _ in 0..rounds {
        for (importer, bytes) in
            [(&XlsImporter as &dyn Importer, XLS), (&OdsImporter, ODS), (&XlsxImporter, &one_cell())]
        {
            let mut bytes = bytes.to_vec();
            for _ in 0..1 + draw(8) {
                let at = draw(bytes.len());
                bytes[at] = draw(256) as u8;
            }
            let _ = import(importer, &bytes);
            bytes.truncate(draw(bytes.len()));
            let _ = import(importer, &bytes);
        }
        let mut broken = sheet.clone();
        for _ in 0..1 + draw(4) {
            let at = draw(broken.len());
            broken[at] = b"0129<>/\" A"[draw(10)];
        }
        let _ = import(&XlsxImporter, &replaced(&one_cell(), "xl/worksheets/sheet1.xml", &broken));
    }
}
