//! Word's binary documents that are none, or that mean harm: content decides and not the name, refusals say what it is, what a file claims
//! is not believed.

use std::time::Instant;

use gongkai::model::{Capture, Language, Provenance};
use gongkai::plugin::Limits;
use gongkai_tests::brief::{PATIENCE, shown};
use gongkai_tests::mutation::{break_bytes, fault};
use gongkai_tests::writer::doc::{StyleOf, doc, longs, ole, sheet, sprm};
use gongkai_tests::writer::{Dice, zipped};

#[test]
fn content_decides_not_the_name() {
    let text = doc(|doc| {
        doc.p("甲");
    })
    .write();
    for name in ["a.doc", "a.wps", "a.dot", "a.docx", "a.xls", "a.txt", "-"] {
        assert_eq!(shown(&text, name), "甲", "{name}");
    }
    let others: &[&[u8]] = &[
        b"{\\rtf1 \\'bc\\'d7\\par}",
        "<html><body><p>甲</p></body></html>".as_bytes(),
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>甲</p></body></html>\r\n--x--\r\n".as_bytes(),
        &zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>".as_bytes()),
        ]),
        "甲\n".as_bytes(),
    ];
    for name in ["a.doc", "a.wps"] {
        others.iter().for_each(|bytes| assert_eq!(shown(bytes, name), "甲", "{name}"));
    }
    let named = |streams: &[&str], name: &str| {
        let streams: Vec<_> = streams.iter().map(|name| ((*name).to_owned(), b"x".repeat(64))).collect();
        shown(&ole(&streams), name)
    };
    for name in ["a.doc", "a.docx", "a.wps", "a.xlsx", "a.et", "-"] {
        assert_eq!(named(&["EncryptedPackage", "EncryptionInfo"], name), "Encrypted", "{name}");
    }
    // Presentations are nobody's; workbooks are another importer's.
    assert_eq!(named(&["PowerPoint Document"], "a.doc"), "UnknownFormat");
    assert_eq!(named(&["Workbook"], "a.doc"), "Damaged");
    let registry = gongkai::plugins::registry();
    let workbook =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../plugins/sheets/samples/report.xls")).expect("a sample");
    let read_by = |bytes: &[u8], name: &str| {
        registry.identify(&Capture::new(bytes, Provenance::of(name))).map(|importer| importer.name().to_owned())
    };
    assert_eq!(read_by(&workbook, "a.doc"), Ok("xls".to_owned()));
    assert_eq!(read_by(&text, "a.xls"), Ok("doc".to_owned()));
    ["doc", "wps", "dot", "wpt"].iter().for_each(|extension| assert!(registry.knows_extension(extension)));
}

/// What is refused, in the words that people read.
#[test]
fn refusals_say_what_it_is() {
    let message = |bytes: &[u8], name: &str| {
        let capture = Capture::new(bytes, Provenance::of(name));
        let error = gongkai::plugins::registry().import(&capture, &Limits::default()).expect_err("it is refused");
        error.message(Language::En)
    };
    let text = doc(|doc| {
        doc.p("甲");
    });
    let mut locked = text.clone();
    locked.flags = 0x0100;
    assert!(message(&locked.write(), "a.doc").contains("password"));
    let old = [&[0xDC, 0xA5, 0x68, 0][..], &[0; 600]].concat();
    assert!(message(&ole(&[("WordDocument".into(), old)]), "a.doc").contains("Word 2–95"));
    assert!(message(&ole(&[("CONTENTS".into(), vec![1])]), "a.wps").contains("Microsoft Works"));
    for (content, expected) in
        [(vec![], "empty"), (vec![7; 600], "does not begin"), (vec![0xEC, 0xA5, 0xC1, 0], "stops in its head")]
    {
        assert!(message(&ole(&[("WordDocument".into(), content)]), "a.doc").contains(expected), "{expected}");
    }
    let whole = text.write();
    // Without what lists its streams, the name says what it should be.
    assert!(message(&whole[..520], "a.wps").contains("damaged"));
    assert!(message(&whole[..whole.len() - 600], "-").contains("damaged"));
    let head = [&[0xEC, 0xA5, 0xC1, 0][..], &[0; 2000]].concat();
    assert!(message(&ole(&[("WordDocument".into(), head.clone())]), "a.doc").contains("0Table"));
    let streams = [("WordDocument".into(), head), ("1Table".into(), vec![0; 50])];
    assert!(message(&ole(&streams), "a.doc").contains("pieces of text"));
}

/// A document with one table replaced by what a file may claim.
fn claiming(number: usize, table: Vec<u8>) -> Vec<u8> {
    let mut text = doc(|doc| {
        doc.p("甲").cell("1").cell("2").row(0, &[(1000, 0), (2000, 0)]).p("乙");
    });
    text.tables.push((number, table, 0));
    text.write()
}

#[test]
fn claims_are_not_believed() {
    // Pieces that are the same text again and again, that claim more than there is, that go backwards.
    let piece = |place: u32| [&[0, 0][..], &place.to_le_bytes(), &[0, 0]].concat();
    let pieces = |numbers: &[u32], place: u32| {
        let list = [longs(numbers), piece(place).repeat(numbers.len() - 1)].concat();
        [&[2][..], &(list.len() as u32).to_le_bytes(), &list].concat()
    };
    let every: Vec<u32> = (0..100_000).map(|number| number * 1_000).collect();
    for table in [
        pieces(&every, 1024),
        pieces(&[0, u32::MAX], 1024),
        pieces(&[0, 3, 1, 5], 1024),
        pieces(&[5, 9], 1024),
        pieces(&[0, 3], 0x3FFF_FFFF),
        vec![1, 0xFF, 0xFF],
        vec![1; 5_000],
        vec![2, 0xFF, 0xFF, 0xFF, 0x7F],
    ] {
        shown(&claiming(33, table), "a.doc");
    }
    // Every other table full of ones, of zeros, of a number that counts up.
    for number in [1, 2, 3, 12, 13, 15, 40, 46, 47, 50, 56, 73, 74] {
        for fill in
            [vec![0xFF; 40_000], vec![0; 40_000], (0..10_000_u32).flat_map(u32::to_le_bytes).collect(), vec![1; 3]]
        {
            shown(&claiming(number, fill), "a.doc");
        }
    }
    // Records in records.
    let deep = (0..4_000).fold(Vec::new(), |inside: Vec<u8>, _| {
        [&[0xF, 0, 3, 0xF0][..], &(inside.len() as u32).to_le_bytes(), &inside].concat()
    });
    shown(
        &claiming(
            50,
            [&[0, 0, 0, 0xF0, 0, 0, 0, 0, 0, 0xF, 0, 2, 0xF0][..], &(deep.len() as u32).to_le_bytes(), &deep].concat(),
        ),
        "a.doc",
    );
    // Styles that are based on each other.
    let based_on = |base| StyleOf { base, paragraph: sprm(0x2640, &[1]), ..StyleOf::default() };
    let round = sheet(&[based_on(1), based_on(0)]);
    assert_eq!(shown(&claiming(1, round), "a.doc"), "H2 甲\n1|2\nH2 乙");
}

#[test]
fn hostile_texts() {
    let deep = |depth: u32| [sprm(0x2416, &[1]), sprm(0x6649, &depth.to_le_bytes())].concat();
    let texts = [
        doc(|doc| {
            (0..3_000).for_each(|depth| {
                doc.run("x", &[]).end(0x0D, 0, &deep(depth * 40_000));
            })
        }),
        doc(|doc| {
            (0..200_000).for_each(|_| {
                doc.cell("");
            })
        }),
        doc(|doc| {
            (0..100_000).for_each(|_| {
                doc.row(-32_000, &[(32_000, 3), (-32_000, 0x7F)]);
            })
        }),
        doc(|doc| {
            doc.run(&"\u{13}".repeat(500_000), &[]).end(0x0D, 0, &[]).p("x");
        }),
        doc(|doc| {
            doc.run(&"\u{13}\u{14}\r".repeat(200_000), &[]).p("x");
        }),
        doc(|doc| {
            doc.run(&"\u{15}\u{14}\u{1}\u{8}\u{7}".repeat(100_000), &[]).p("x");
        }),
        doc(|doc| {
            doc.run(&"\r".repeat(900_000), &[]).p("x");
        }),
        doc(|doc| {
            doc.run(&"\u{c}".repeat(900_000), &[]).p("x");
        }),
    ];
    for mut text in texts {
        shown(&text.write(), "a.doc");
        (text.cut, text.backwards) = (100, true);
        shown(&text.write(), "a.doc");
    }
    // Notes that all are the same text.
    let mut notes = doc(|doc| {
        doc.run(&"\u{2}".repeat(50_000), &[]).end(0x0D, 0, &[]);
        doc.begin(1);
        doc.p(&"注".repeat(50_000));
    });
    let marks: Vec<u32> = (0..=40_000).collect();
    let starts: Vec<u32> = (0..=40_000).map(|number| if number % 2 == 0 { 0 } else { 50_000 }).collect();
    notes.tables = vec![(2, [longs(&marks), vec![1; 80_000]].concat(), 0), (3, longs(&starts), 0)];
    assert_eq!(shown(&notes.write(), "a.doc"), "Unpacks");
    // Properties that found no room, which every paragraph names again.
    let mut further = doc(|doc| {
        (0..40_000).for_each(|_| {
            doc.run("x", &[]).end(0x0D, 0, &sprm(0x6646, &[0; 4]));
        })
    });
    further.streams =
        vec![("Data".into(), [&[0xF0, 0xFF][..], &sprm(0x6646, &[0; 4]).repeat(10_000), &[0; 5_600]].concat())];
    assert_eq!(shown(&further.write(), "a.doc"), "Unpacks");
}

/// Documents with bytes broken anywhere, and in the places that tell where everything lies.
#[test]
fn survives_damage() {
    let count: usize = std::env::var("GONGKAI_PROPERTY_CASES").map_or(600, |value| value.parse().expect("a number"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/legacy_2024.doc");
    let example = std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    for number in 0..count {
        let mut dice = Dice::new(number as u64);
        let mut bytes = example.clone();
        match number % 3 {
            0 => (0..1 + dice.below(6)).for_each(|_| break_bytes(&mut bytes, &mut dice)),
            // Another byte, often one that makes a number large, small or negative.
            1 => (0..1 + dice.below(40)).for_each(|_| {
                let at = dice.below(bytes.len());
                bytes[at] = [0, 1, 0x7F, 0x80, 0xFF, dice.below(256) as u8][dice.below(6)];
            }),
            // The head of the file, or of the document.
            _ => (0..1 + dice.below(6)).for_each(|_| {
                let head = if dice.chance(30) { 512 } else { 2_048 };
                let at = dice.below(head);
                bytes[at] = [0, 1, 0x7F, 0x80, 0xFF, dice.below(256) as u8][dice.below(6)];
            }),
        }
        let start = Instant::now();
        if let Ok(reports) = gongkai::parse(bytes) {
            assert_eq!(fault(&reports), None, "{number}");
        }
        assert!(start.elapsed() < PATIENCE, "{number}");
    }
}
