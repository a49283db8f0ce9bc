//! Files that are damaged or made to do harm: a clear error or a document, soon, and never a panic.

use std::time::{Duration, Instant};

use gongkai_model::{Capture, Provenance};
use gongkai_pdf::PdfImporter;
use gongkai_plugin::{Confidence, ImportError, Importer as _, conformance};

use crate::import;
use crate::writer::{Sheet, file, pdf};

/// Nothing here takes as long, on any machine.
const SOON: Duration = Duration::from_secs(30);

fn soon(bytes: Vec<u8>) -> Result<(), ImportError> {
    let start = Instant::now();
    let read = import(bytes).map(|_| ());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    read
}

fn objects(pages: &str, page: &str, content: &str) -> Vec<String> {
    let content = format!("<</Length {}>>\nstream\n{content}\nendstream", content.len());
    vec!["<</Type/Catalog/Pages 2 0 R>>".into(), pages.into(), page.into(), content]
}

#[test]
fn the_importer_conforms() {
    let sheet =
        Sheet::default().text(20.0, 40.0, "青禾县水务局").table(&[20.0, 120.0], &[60.0, 80.0, 100.0], &[&["1"]]);
    assert_eq!(conformance::check(&PdfImporter, &[&pdf(&[sheet], "<<>>")]), Vec::<String>::new());
}

#[test]
fn identified_by_its_mark() {
    let sure = |bytes: &[u8]| PdfImporter.identify(&Capture::new(bytes, Provenance::of("a.pdf")));
    assert_eq!(sure(b"%PDF-1.4\n%\xE2\xE3"), Confidence::Certain);
    assert_eq!(sure(b"\x00\x01 mail header\n%PDF-1.4\n%\xE2\xE3"), Confidence::Likely);
    assert_eq!(sure("PDF 文件以 %PDF- 开头".as_bytes()), Confidence::No);
    assert_eq!(sure(b"<html>"), Confidence::No);
}

#[test]
fn a_tree_of_pages_that_goes_round() {
    let page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>";
    for kids in ["2 0 R", "2 0 R 2 0 R 3 0 R", "9 0 R"] {
        let pages = format!("<</Type/Pages/Count 9/Kids[{kids}]>>");
        let _ = soon(file(&objects(&pages, page, "BT (a) Tj ET"), "/Root 1 0 R"));
    }
    let deep = format!("<</Type/Pages/Kids[{}3 0 R{}]>>", "<</Type/Pages/Kids[".repeat(2_000), "]>>".repeat(2_000));
    let _ = soon(file(&objects(&deep, page, "BT (a) Tj ET"), "/Root 1 0 R"));
}

#[test]
fn tables_of_places_that_go_round() {
    for trailer in ["/Root 1 0 R/Prev 9", "/Root 1 0 R/Prev 0", "/Root 9 0 R", ""] {
        let page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>";
        let _ = soon(file(&objects("<</Type/Pages/Count 1/Kids[3 0 R]>>", page, "BT (a) Tj ET"), trailer));
    }
}

#[test]
fn forms_that_draw_each_other_without_end() {
    let form = |next: usize, times: usize| {
        let content = "/X Do ".repeat(times);
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>/Length {}>>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let page = "<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>";
    let start = || objects("<</Type/Pages/Count 1/Kids[3 0 R]>>", page, "/X Do");
    let mut itself = start();
    itself.push(form(5, 2));
    let _ = soon(file(&itself, "/Root 1 0 R"));
    let mut laughs = start();
    laughs.extend((6..30).map(|next| form(next, 10)));
    assert!(matches!(soon(file(&laughs, "/Root 1 0 R")), Err(ImportError::Unpacks { .. })));
}

#[test]
fn a_million_objects() {
    let page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>";
    let mut many = objects("<</Type/Pages/Count 1/Kids[3 0 R]>>", page, "BT /F 9 Tf 9 9 Td (a) Tj ET");
    many.extend((0..1_000_000).map(|_| "<<>>".to_owned()));
    assert_eq!(soon(file(&many, "/Root 1 0 R")), Ok(()));
    // Without the table of places they are looked for one by one.
    let lost: Vec<u8> = file(&many, "/Root 1 0 R").split(|byte| *byte == b'x').next().unwrap_or_default().to_vec();
    let _ = soon(lost);
}

#[test]
fn pages_of_any_size() {
    for size in ["0 0 0 0", "0 0 1e30 1e30", "-9 -9 -9 -9", "0 0 99999999 1", "nan"] {
        let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Contents 4 0 R>>");
        let content = "BT /F 1e20 Tf 1e20 0 0 1e-20 9 9 Tm (12) Tj ET 1e30 0 m 0 1e30 l S";
        let _ = soon(file(&objects("<</Type/Pages/Count 1/Kids[3 0 R]>>", &page, content), "/Root 1 0 R"));
    }
}

#[test]
fn drawings_of_many_lines_and_copies() {
    let lines: String =
        (0..60_000).map(|n| format!("{0} 0 m {0} 300 l S 0 {0} m 400 {0} l S\n", n as f32 / 150.0)).collect();
    let _ = soon(pdf(&[Sheet::default().text(20.0, 40.0, "甲").raw(&lines)], "<<>>"));
    let copies = (0..50_000).fold(Sheet::default(), |sheet, _| sheet.text(20.0, 40.0, "甲乙"));
    assert_eq!(soon(pdf(&[copies], "<<>>")), Ok(()));
}

#[test]
fn cut_files() {
    let whole = pdf(&[Sheet::default().text(20.0, 40.0, "青禾县水务局")], "<<>>");
    for length in (0..whole.len()).step_by(7) {
        let _ = soon(whole[..length].to_vec());
    }
    assert_eq!(
        soon(b"%PDF-1.7\n".to_vec()),
        Err(ImportError::Damaged { reason: "no pages can be found in it".into() })
    );
    assert_eq!(soon(b" \n".to_vec()), Err(ImportError::Empty));
}

#[test]
fn locked_files() {
    let sample = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    assert_eq!(soon(sample("locked.pdf")), Err(ImportError::Encrypted));
    // Locked against changes only: anybody may read it.
    assert_eq!(crate::shown(&import(sample("owner_locked.pdf")).unwrap()), ["青禾县水务局"]);
}
