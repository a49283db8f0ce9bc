//! `.zip`: whose names, what is left out, what cannot be had, and that it keeps its promises.

use std::ops::ControlFlow;

use crate::common::{capture, in_headers, overlapping, replaced, zip};
use gongkai_model::Language;
use gongkai_plugin::{Confidence, ImportError, Importer as _, Limits, Member, conformance};
use gongkai_zip::ZipImporter;

fn unpack(bytes: &[u8]) -> (Vec<Member>, Result<(), ImportError>) {
    let mut members = Vec::new();
    let result = ZipImporter.unpack(&capture(bytes), &Limits::default(), &mut |member| {
        members.push(member);
        ControlFlow::Continue(())
    });
    (members, result)
}

fn names(bytes: &[u8]) -> Vec<String> {
    let (members, result) = unpack(bytes);
    assert_eq!(result, Ok(()));
    assert!(members.iter().all(|member| member.bytes.is_ok()), "{members:?}");
    members.into_iter().map(|member| member.name).collect()
}

/// 年报 in GBK.
const GBK: &[u8] = b"\xC4\xEA\xB1\xA8";

#[test]
fn conforms() {
    let small = zip(&[("年报/青禾县.txt", b"text"), ("b.txt", &[7; 3000])]);
    let inner = zip(&[("a", b"1"), ("b", b"2")]);
    let nested = zip(&[("c.zip", &inner), ("d", b"3")]);
    assert_eq!(conformance::containers::check(&ZipImporter, &[&small, &nested]), Vec::<String>::new());
}

#[test]
fn names_in_the_charsets_that_programs_write() {
    let gbk = replaced(&zip(&[("name/name.txt", b"1")]), b"name", GBK);
    assert_eq!(names(&gbk), ["年报/年报.txt"]);
    // UTF-8 that does not say so: some programs of Linux and macOS.
    let marked = zip(&[("年报.txt", b"1")]);
    assert_eq!(names(&in_headers(&marked, 6, 8, 0)), ["年报.txt"]);
    assert_eq!(names(&marked), ["年报.txt"]);
    let windows = replaced(&zip(&[("a/b.txt", b"1")]), b"a/b", b"a\\b");
    assert_eq!(names(&windows), ["a/b.txt"]);
}

#[test]
fn the_unicode_path_wins() {
    use ::zip::write::{ExtendedFileOptions, FileOptions};
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut options = FileOptions::<ExtendedFileOptions>::default();
    // Version 1, the checksum of `name`, and the name in UTF-8.
    let mut field = vec![1];
    field.extend(CRC_OF_NAME.to_le_bytes());
    field.extend("青禾县.txt".as_bytes());
    options.add_extra_field(0x7075, field, false).unwrap();
    writer.start_file("name", options).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(names(&bytes), ["青禾县.txt"]);
    // It belongs to another name: a program that does not know it renamed the file.
    assert_eq!(names(&replaced(&bytes, b"name", GBK)), ["年报"]);
}

/// CRC-32 of `name`.
const CRC_OF_NAME: u32 = 0x5E23_7E06;

#[test]
fn names_that_lead_out_are_text() {
    let files = ["../../../etc/passwd", "/root/x", "C:/x", "a/../b", "\u{1b}[31mred"];
    let written: Vec<(&str, &[u8])> = files.iter().map(|name| (*name, &b"1"[..])).collect();
    assert_eq!(names(&zip(&written)), files);
}

#[test]
fn what_systems_add_is_left_out() {
    let files = ["a/", "__MACOSX/a/._b.txt", "a/.DS_Store", "a/Thumbs.db", "a/b.txt", "a/~$b.docx"];
    let written: Vec<(&str, &[u8])> = files.iter().map(|name| (*name, &b"1"[..])).collect();
    assert_eq!(names(&zip(&written)), ["a/b.txt"]);
}

#[test]
fn what_cannot_be_had_says_why() {
    let one = zip(&[("a.txt", b"some text")]);
    let why = |bytes: &[u8]| unpack(bytes).0.remove(0).bytes.unwrap_err();
    assert_eq!(why(&in_headers(&one, 6, 8, 1)), ImportError::Encrypted);
    assert_eq!(why(&in_headers(&one, 8, 10, 14)), ImportError::UnknownFormat { format: "ZIP (Lzma)".into() });
    assert!(matches!(why(&in_headers(&one, 8, 10, 77)), ImportError::UnknownFormat { .. }));
    // Stored as it is, and one byte changed: the checksum tells.
    let stored = in_headers(&one, 8, 10, 0);
    assert!(matches!(why(&stored), ImportError::Damaged { .. }));
}

#[test]
fn of_files_with_the_same_name_none_is_lost_in_silence() {
    let twice = replaced(&zip(&[("a.txt", b"1"), ("b.txt", b"2")]), b"b.txt", b"a.txt");
    let (members, result) = unpack(&twice);
    assert_eq!(members.len(), 1);
    assert!(result.unwrap_err().message(Language::En).contains("same name"));
    // The same name in two charsets.
    let charsets = replaced(&zip(&[("年报", b"1"), ("name", b"2")]), b"name", GBK);
    assert_eq!(names(&charsets), ["年报", "年报 (2)"]);
}

#[test]
fn documents_of_office_programs_are_not_packages() {
    let identify = |bytes: Vec<u8>| ZipImporter.identify(&capture(bytes));
    for name in ["[Content_Types].xml", "mimetype", "OFD.xml"] {
        assert_eq!(identify(zip(&[("a.xml", b"1"), (name, b"1")])), Confidence::No, "{name}");
        let whole = zip(&[(name, b"1"), ("a.xml", b"1")]);
        assert_eq!(identify(whole[..whole.len() - 30].to_vec()), Confidence::No, "{name}, cut");
        // A document among the files of a package, or a file of that name in a folder.
        assert_eq!(identify(zip(&[("a.docx", &whole)])), Confidence::Certain, "{name}, inside");
        assert_eq!(identify(zip(&[(&format!("a/{name}"), b"1")])), Confidence::Certain, "{name}, in a folder");
    }
    assert_eq!(identify(zip(&[])), Confidence::Certain);
    assert_eq!(identify(b"PK".to_vec()), Confidence::No);
}

#[test]
fn sizes_in_the_table_are_not_believed() {
    // 1,000 bytes that say they are 3.
    let lying = in_headers(&zip(&[("a", &[0; 1000])]), 22, 24, 3);
    let tight = Limits { bytes: 500, ..Limits::default() };
    let mut members = Vec::new();
    let mut take = |member: Member| {
        members.push(member);
        ControlFlow::Continue(())
    };
    ZipImporter.unpack(&capture(lying), &tight, &mut take).unwrap();
    assert!(members[0].bytes.is_err(), "{members:?}");
    assert!(members[0].unpacked <= 501);
    assert_eq!(unpack(&overlapping(b"1", 3)).0.len(), 3);
}
