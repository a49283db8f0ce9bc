//! Word's binary documents, rule by rule: what each construct comes to, also in the ways in which no program at hand
//! writes it.

use gongkai::model::{Capture, Provenance};
use gongkai::plugin::Limits;
use gongkai_tests::brief::shown;
use gongkai_tests::writer::doc::{Doc, StyleOf, doc, longs, row, sheet, sprm};

/// Cells merged with those below, and covered by one above.
const BEGINS: u16 = 0x60;
const COVERED: u16 = 0x20;

fn check(doc: &Doc, expected: &str) {
    assert_eq!(shown(&doc.write(), "a.doc"), expected);
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn pieces_in_any_order() {
    let mut text = doc(|doc| {
        doc.p("2024年 annual report").p("新收到申请63件").p("Café – 5 “x”");
        doc.cell("甲").cell("1").row(0, &[(1000, 0), (2000, 0)]);
        doc.p("尾");
    });
    let expected = "2024年 annual report\n新收到申请63件\nCafé – 5 “x”\n甲|1\n尾";
    for cut in [0, 1, 2, 3, 7, 20] {
        for (backwards, narrow) in [(false, false), (true, false), (false, true), (true, true)] {
            (text.cut, text.backwards, text.narrow) = (cut, backwards, narrow);
            check(&text, expected);
        }
    }
    // Bytes of Latin letters are those of Windows.
    let mut bytes = doc(|doc| {
        doc.p("a\u{a3}b");
    })
    .clone();
    bytes.narrow = true;
    let mut file = bytes.write();
    let at = file.windows(3).position(|window| window == b"a\xA3b").expect("a byte a letter");
    file[at + 1] = 0x93;
    assert_eq!(shown(&file, "a.doc"), "a“b");
}

#[test]
fn changes_all_over_a_piece() {
    // The second piece is hidden, the third one deleted, by a change in short and by a list of changes.
    let mut text = doc(|doc| {
        doc.run("abcdefghi", &[]).end(0x0D, 0, &[]);
    });
    text.cut = 3;
    text.changes = vec![(1, u16::from_le_bytes([0x5C << 1, 1])), (2, 1)];
    text.lists = vec![sprm(0x0800, &[1])];
    check(&text, "abc\n!tracked_changes\n!hidden_words_left_out");
    // A cell that is one by a change of its piece only.
    let mut cells = doc(|doc| {
        doc.run("甲", &[]).end(0x07, 0, &[]).run("乙", &[]).end(0x07, 0, &[]).row(0, &[(1000, 0), (2000, 0)]).p("丙");
    });
    cells.cut = 2;
    cells.changes = vec![(0, u16::from_le_bytes([0x18 << 1, 1])), (1, u16::from_le_bytes([0x18 << 1, 1]))];
    check(&cells, "甲|乙\n丙");
}

#[test]
fn merged_cells() {
    let edges = |flags: [u16; 3]| [(1000, flags[0]), (2010, flags[1]), (3000, flags[2])];
    let table = doc(|doc| {
        doc.cell("a").cell("b").cell("c").row(0, &edges([BEGINS, 0, 0]));
        doc.cell("").cell("d").row(0, &[(1005, COVERED), (3000, 0)]);
        doc.p("e");
    });
    check(&table, "a(2×1)|b|c / d(1×2)\ne");
    // Both ways to tell the first of cells that are merged with those beside them.
    for (first, other) in [(1, 2), (2, 1), (3, 1)] {
        let table = doc(|doc| {
            doc.cell("a").cell("").cell("c").row(0, &edges([first, other, 0]));
            doc.cell("1").cell("2").cell("3").row(0, &edges([0; 3]));
        });
        check(&table, "a(1×2)|c / 1|2|3");
    }
    // Merges that are told behind the definition, as files that were saved fast have them.
    let changes = [row(0, &edges([0; 3])), sprm(0x5624, &[0, 2]), sprm(0xD62B, &[2, 2, 3])].concat();
    let table = doc(|doc| {
        doc.cell("a").cell("").cell("c").end(0x07, 0, &changes);
        doc.cell("1").cell("2").cell("").row(0, &edges([0, 0, COVERED]));
    });
    check(&table, "a(1×2)|c(2×1) / 1|2");
    // Cells put in, left out and made wider.
    let changes = [
        row(0, &[(1000, 0), (1500, 0)]),
        sprm(0x7621, &[1, 2, 0xE8, 3]),
        sprm(0x5622, &[2, 3]),
        sprm(0x7623, &[2, 3, 0xE8, 3]),
    ];
    let table = doc(|doc| {
        doc.cell("a").cell("b").cell("c").end(0x07, 0, &changes.concat());
        doc.cell("1").cell("2").cell("3").row(0, &edges([0; 3]));
    });
    check(&table, "a|b|c / 1|2|3");
    // Nothing told of the row, or of some of its cells.
    let bare = [sprm(0x2416, &[1]), sprm(0x2417, &[1])].concat();
    check(
        &doc(|doc| {
            doc.cell("a").cell("b").end(0x07, 0, &bare).p("c");
        }),
        "a|b\nc",
    );
    check(
        &doc(|doc| {
            doc.cell("a").cell("b").row(0, &[(1000, 0)]).p("c");
        }),
        "a|b\nc",
    );
}

#[test]
fn tables_in_tables() {
    let deep = |more: &[u8]| [&sprm(0x2416, &[1])[..], &sprm(0x6649, &[2, 0, 0, 0]), more].concat();
    let inner_row = [&deep(&sprm(0x244C, &[1]))[..], &row(0, &[(500, 0), (900, 0)])[6..]].concat();
    let table = doc(|doc| {
        doc.run("x", &[]).end(0x0D, 0, &sprm(0x2416, &[1]));
        for (left, right) in [("规章", "1"), ("文件", "2")] {
            doc.run(left, &[]).end(0x0D, 0, &deep(&sprm(0x244B, &[1])));
            doc.run(right, &[]).end(0x0D, 0, &deep(&sprm(0x244B, &[1])));
            doc.end(0x0D, 0, &inner_row);
        }
        doc.cell("y").row(0, &[(3000, 0)]);
        doc.p("z");
    });
    check(&table, "x\n规章|1 / 文件|2\ny\nz");
}

#[test]
fn what_word_shows_counts() {
    let (hidden, deleted, inserted) = (sprm(0x083C, &[1]), sprm(0x0800, &[1]), sprm(0x0801, &[1]));
    for (runs, expected) in [
        (vec![("12", &deleted[..]), ("13", &inserted), ("件", &[])], "13件\n!tracked_changes"),
        (vec![("12", &hidden), ("13", &[])], "13\n!hidden_words_left_out"),
        (vec![("12", &[]), ("1", &sprm(0x2A48, &[1]))], "12^1"),
        (vec![("12", &sprm(0x0837, &[1])), ("13", &[])], "~~12~~13"),
        (vec![("\u{13}", &[]), (" SUM 7 ", &[]), ("\u{14}", &[]), ("12", &[]), ("\u{15}", &[]), ("件", &[])], "12件"),
        (vec![("\u{13} IF \u{13} PAGE \u{14}7\u{15} \u{14}甲\u{15}乙", &[])], "甲乙"),
        (vec![("甲\u{13} EMBED Excel.Sheet.8 \u{14}\u{1}\u{15}", &[])], "甲\n!objects_not_read"),
        (vec![("甲\u{1}", &[])], "甲\n!pictures_not_read"),
        (vec![("a\tb\nc\u{1e}d\u{1f}e\u{a0}f\u{5}\u{2}", &[])], "a\tb\nc-de\u{a0}f"),
        (
            vec![("(", &[&sprm(0x0855, &[1])[..], &sprm(0x6A09, &[0, 0, 0xFE, 0xF0])].concat()), ("有(甲)", &[])],
            "☑有(甲)",
        ),
    ] {
        let mut text = Doc::new();
        runs.iter().for_each(|(words, look)| {
            text.run(words, look);
        });
        text.end(0x0D, 0, &[]);
        let font = [&[0; 39][..], &utf16("Wingdings\0")].concat();
        text.tables = vec![(15, [&[1, 0, 0, 0, font.len() as u8][..], &font].concat(), 0)];
        check(&text, expected);
    }
    // A paragraph whose end is deleted goes on; a row whose end is deleted is gone.
    check(
        &doc(|doc| {
            doc.run("甲", &[]).end_as(0x0D, 0, &[], &deleted).p("乙");
        }),
        "甲乙\n!tracked_changes",
    );
    let table = doc(|doc| {
        doc.cell("a").cell("b").row(0, &[(1000, 0), (2000, 0)]);
        doc.run("旧", &deleted).end(0x07, 0, &sprm(0x2416, &[1])).cell("");
        doc.end_as(0x07, 0, &row(0, &[(1000, 0), (2000, 0)]), &deleted);
        doc.cell("c").cell("d").row(0, &[(1000, 0), (2000, 0)]);
    });
    check(&table, "a|b / c|d\n!tracked_changes");
    // A page ends within a paragraph, and with one.
    check(
        &doc(|doc| {
            doc.run("甲\u{c}乙", &[]).end(0x0C, 0, &[]).p("丙");
        }),
        "甲\n乙\n丙",
    );
    check(
        &doc(|doc| {
            doc.run("\u{1}", &[]).end(0x0D, 0, &[]);
        }),
        "Scan",
    );
    check(
        &doc(|doc| {
            doc.p("");
        }),
        "Empty",
    );
    check(
        &doc(|doc| {
            doc.run("\u{13} PAGE", &[]).end(0x0D, 0, &[]).p("乙");
        }),
        "乙",
    );
}

/// A level of a list.
fn level(numerals: u8, flags: u8, start: u32, text: &str) -> Vec<u8> {
    let text: Vec<u16> = text.encode_utf16().collect();
    let mut level =
        [&start.to_le_bytes()[..], &[numerals, flags], &[0; 22], &(text.len() as u16).to_le_bytes()].concat();
    level[24] = 2;
    // Changes of the look of the number stand between.
    level.splice(28..28, [0, 0]);
    level.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
    level
}

#[test]
fn numbers_that_word_makes() {
    let listed = |number: u16, depth: u8| [sprm(0x460B, &number.to_le_bytes()), sprm(0x260A, &[depth])].concat();
    let mut levels = level(37, 0, 1, "\0、");
    levels.extend(level(39, 0, 1, "（\u{1}）"));
    levels.extend(level(39, 4, 1, "\0.\u{2}"));
    levels.extend(level(23, 0, 1, "•"));
    (4..9).for_each(|_| levels.extend(level(255, 0, 1, "")));
    // One list, linked to style 1 on its first level.
    let mut list = [&[1, 0][..], &longs(&[77, 0])].concat();
    list.extend([1, 0].into_iter().chain([0xFF, 0x0F].repeat(8)).chain([0, 0]));
    // Two uses; the second one begins with nine.
    let mut uses = longs(&[2, 77, 0, 0, 0, 77, 0, 0, 1, u32::MAX, u32::MAX, 9, 0x10]);
    uses.extend([0; 4]);
    let own = StyleOf { known: 0x0FFE, ..StyleOf::default() };
    let styles = sheet(&[
        StyleOf { base: 0x0FFF, ..StyleOf::default() },
        StyleOf { known: 1, paragraph: listed(1, 5)[..4].to_vec(), characters: sprm(0x0835, &[1]), ..own.clone() },
        StyleOf { base: 1, ..own.clone() },
        StyleOf { paragraph: sprm(0x2640, &[1]), ..own.clone() },
        StyleOf { known: 62, ..own.clone() },
        StyleOf { kind: 2, base: 0x0FFF, characters: sprm(0x083C, &[1]), ..own },
    ]);
    let mut text = doc(|doc| {
        doc.run("甲", &[]).end(0x0D, 1, &[]);
        for (words, number, depth) in [("乙", 1, 1), ("丙", 1, 1), ("丁", 1, 2)] {
            doc.run(words, &[]).end(0x0D, 0, &listed(number, depth));
        }
        doc.run("戊", &[]).end(0x0D, 2, &[]);
        for (words, number, depth) in
            [("己", 1, 1), ("庚", 1, 3), ("辛", 0, 0), ("壬", 2, 0), ("癸", 2, 0), ("子", 9, 0)]
        {
            doc.run(words, &[]).end(0x0D, 0, &listed(number, depth));
        }
        doc.run("丑", &[]).end(0x0D, 3, &[]).run("寅", &[]).end(0x0D, 4, &[]);
        doc.run("卯", &[]).run("辰", &sprm(0x4A30, &[5, 0])).end(0x0D, 3, &sprm(0x2640, &[9]));
    });
    let all = [list.clone(), levels.clone()].concat();
    text.tables = vec![(1, styles, 0), (73, all, levels.len()), (74, uses, 0)];
    let expected = "H1 一、甲\n（一）乙\n（二）丙\n1.1 丁\nH1 二、戊\n（一）己\n庚\n辛\n九、壬\n十、癸\n子\nH2 丑\nH1 寅\n卯\n!hidden_words_left_out";
    check(&text, expected);
}

#[test]
fn notes_and_boxes() {
    let mut text = doc(|doc| {
        doc.run("12", &[]).run("\u{2}", &sprm(0x2A48, &[1])).run("件\u{2}", &[]).end(0x0D, 0, &[]);
        doc.run("甲\u{8}", &[]).end(0x0D, 0, &[]);
        doc.p("乙");
        doc.begin(1);
        doc.run("\u{2} 脚注", &[]).end(0x0D, 0, &[]).end(0x0D, 0, &[]);
        doc.begin(2);
        doc.p("页眉 77");
        doc.begin(4);
        doc.p("批注 77");
        doc.begin(5);
        doc.run("\u{2} 尾注", &[]).end(0x0D, 0, &[]).end(0x0D, 0, &[]);
        doc.begin(6);
        doc.p("盒一").p("盒二").cell("1").cell("2").row(0, &[(1000, 0), (2000, 0)]).p("");
    });
    let shape = |number: u32| longs(&[number, 100, 200, 3000, 900, 0, 0])[..26].to_vec();
    let text_of = |number: u32| [longs(&[0, 0]), vec![0; 6], longs(&[number, 0])].concat();
    // A group of two shapes hangs on the character; the text of the first box is in the second one of them.
    let record = |kind: u16, instance: u16, content: Vec<u8>| {
        [&(instance << 4 | 0xF).to_le_bytes()[..], &kind.to_le_bytes(), &(content.len() as u32).to_le_bytes(), &content]
            .concat()
    };
    let one = |number: u32, kind: u16| record(0xF004, 0, record(0xF00A, kind, longs(&[number, 0])));
    let group = record(0xF003, 0, [one(1024, 0), one(1025, 202), one(1026, 202)].concat());
    let drawing = record(0xF002, 0, record(0xF003, 0, [one(1000, 0), group].concat()));
    text.tables = vec![
        (2, [longs(&[2, 20]), vec![1, 0]].concat(), 0),
        (3, longs(&[0, 5, 6]), 0),
        (46, [longs(&[4, 20]), vec![1, 0]].concat(), 0),
        (47, longs(&[0, 5, 6]), 0),
        (40, [longs(&[7, 20]), shape(1024)].concat(), 0),
        (56, [longs(&[0, 3, 12, 14]), text_of(1026), text_of(9), text_of(0)].concat(), 0),
        (50, [record(0xF000, 0, Vec::new()), vec![0], drawing].concat(), 0),
    ];
    check(&text, "12件\n甲\n盒一\n乙\n盒二\n1|2\n[1] 脚注\n[2] 尾注");
    // What is deleted does not refer to a note.
    let mut gone = doc(|doc| {
        doc.run("12", &[]).run("\u{2}", &sprm(0x0800, &[1])).end(0x0D, 0, &[]);
        doc.begin(1);
        doc.p("脚注");
    });
    gone.tables = vec![(2, [longs(&[2, 20]), vec![1, 0]].concat(), 0), (3, longs(&[0, 3, 4]), 0)];
    check(&gone, "12\n!tracked_changes");
}

#[test]
fn what_the_file_says_of_itself() {
    let property = |kind: u32, value: &[u8]| [&kind.to_le_bytes()[..], value].concat();
    let title: &[u8] = b"\xC4\xEA\xB1\xA8\0\0\0\0";
    let values = [
        (1, property(2, &[0xA8, 0x03, 0, 0])),
        (2, property(30, &[&longs(&[5])[..], title].concat())),
        (4, property(31, &[longs(&[3]), utf16("甲乙\0")].concat())),
        (12, property(64, &133_815_762_000_000_000_u64.to_le_bytes())),
    ];
    let mut set = longs(&[0, values.len() as u32]);
    let mut at = 8 + 8 * values.len();
    for (number, value) in &values {
        set.extend(longs(&[*number, at as u32]));
        at += value.len();
    }
    values.iter().for_each(|(_, value)| set.extend(value));
    let mut text = doc(|doc| {
        doc.p("甲");
    });
    let head = [&[0xFE, 0xFF][..], &[0; 42], &48_u32.to_le_bytes(), &set].concat();
    text.streams = vec![("\u{5}SummaryInformation".into(), head), ("Macros/".into(), Vec::new())];
    let capture = Capture::new(text.write(), Provenance::of("a.wps"));
    let documents = gongkai::plugins::registry().import(&capture, &Limits::default()).expect("a sound file");
    let told: Vec<String> =
        documents[0].metadata.iter().map(|datum| format!("{} {}", datum.name, datum.value)).collect();
    assert_eq!(told, ["title 年报", "creator 甲乙", "created 2025-01-17T08:30:00Z"]);
    assert_eq!(
        documents[0].diagnostics.iter().map(|remark| remark.code.as_str()).collect::<Vec<_>>(),
        ["macros_ignored"]
    );
}
