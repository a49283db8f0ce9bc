//! Reports in packages: each is read with a source of its own, and what cannot be read is said.

use std::io::{Cursor, Write as _};

use crate::snapshots::{check, transcript};
use crate::util::{Case, example};

const FIRST: &str = "packed_2023.zip!/年度报告/青禾县农业农村局2021年.md";
const SECOND: &str = "packed_2023.zip!/年度报告/云梧县交通运输局2023年.html";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A package of Chinese Windows; and one with a package, a picture and an empty file in it.
fn case() -> Case {
    let case = Case::new();
    case.write("packed_2023.zip", example("packed_2023.zip"));
    let inner = zip(&[("年报.md", &example("clean_2021.md"))]);
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &[7; 99]].concat();
    case.write(
        "mixed.zip",
        zip(&[("扫描件.png", &picture), ("内.zip", &inner), ("空.txt", b""), ("a.gz", b"\x1F\x8B\x08\0")]),
    );
    case
}

#[test]
fn every_report_has_a_source_of_its_own() {
    let case = case();
    let run = case.run(&["facts", "packed_2023.zip"]).expect(0);
    let mut sources: Vec<_> = run.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    sources.dedup();
    assert_eq!(sources, [FIRST, SECOND]);
    // The same figures as from the files alone, but for the names of the sources.
    case.write("b.md", example("clean_2021.md"));
    let alone = case.run(&["facts", "b.md"]).expect(0);
    let inside = case.run(&["facts", "mixed.zip"]).expect(1);
    assert!(alone.rows() > 200);
    let figures =
        |text: &str| text.lines().skip(1).map(|line| line.split(',').skip(2).collect()).collect::<Vec<String>>();
    assert_eq!(figures(&inside.stdout), figures(&alone.stdout));
}

#[test]
fn what_people_see() {
    let case = case();
    for language in ["en", "zh"] {
        let told = |arguments: &[&str]| transcript(&case, &[arguments, &["--lang", language]].concat());
        let pages = [
            told(&["parse", "packed_2023.zip", "--evidence", "t3.granted.total"]),
            told(&["parse", "mixed.zip", "--evidence", "t3.new_received.total"]),
            told(&["check", "mixed.zip"]),
        ];
        check!(format!("package_{language}"), pages.join("\n"));
    }
}

#[test]
fn a_file_that_cannot_be_read_stops_nobody() {
    let case = case();
    for command in ["parse", "facts", "check"] {
        case.run(&[command, "mixed.zip"])
            .expect(1)
            .says("gongkai: mixed.zip: 扫描件.png in the package was not read: this is a PNG file")
            .says("空.txt in the package was not read: the file is empty")
            .says("this is a gzip package, which this version does not unpack");
    }
    let whole = example("packed_2023.zip");
    case.write("cut.zip", &whole[..whole.len() / 2]);
    case.run(&["parse", "cut.zip"]).expect(3).says("gongkai: cut.zip: the file is damaged");
}

#[test]
fn packages_in_folders_and_archives() {
    let case = case();
    case.write("folder/a.zip", example("packed_2023.zip"));
    case.run(&["parse", "folder"]).expect(0).shows("a.zip!/年度报告/青禾县农业农村局2021年.md");
    case.run(&["archive", "add", "folder"]).expect(0).says("1 added");
    case.run(&["archive", "show", "1"]).expect(0).shows("青禾县农业农村局").shows("云梧县交通运输局");
    case.run(&["archive", "add", "mixed.zip"]).expect(1).says("扫描件.png in the package was not read");
    case.run(&["archive", "show", "2"]).expect(0).shows("青禾县农业农村局");
}
