//! Text on pages: lines, turned pages, copies, numbers, pictures.

use gongkai_model::{Block, Locus};
use gongkai_plugin::ImportError;

use crate::writer::{Sheet, pdf};
use crate::{codes, document, import, shown};

#[test]
fn lines_that_are_full_go_on() {
    let full = "收到政府信息公开申请与上年相比有所增加其中网络申请";
    let sheet = Sheet::default().text(20.0, 40.0, "青禾县水务局");
    let sheet = sheet.text(70.0, 60.0, full).text(50.0, 75.0, "占比最高。").text(70.0, 90.0, "二、其他");
    let sheet = sheet.text(50.0, 105.0, &format!("{full}是是"));
    assert_eq!(
        shown(&document(&[sheet])),
        ["青禾县水务局".to_owned(), format!("{full}占比最高。"), "二、其他".into(), format!("{full}是是")]
    );
}

#[test]
fn every_text_has_its_page_and_box() {
    let read = document(&[Sheet::default().text(20.0, 40.0, "甲"), Sheet::default().text(30.0, 50.0, "乙12")]);
    let places: Vec<String> = read
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { locus, .. } => locus.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    // The box goes from 0.88 of the size above the base line to 0.12 below it.
    assert_eq!(places, ["p1(20.0,31.2)-(30.0,41.2)", "p2(30.0,41.2)-(50.0,51.2)"]);
}

#[test]
fn turned_pages_and_turned_text_are_read_upright() {
    for rotate in [90, 180, 270] {
        let sheet = Sheet::default().text(20.0, 40.0, "第一行的文字").text(20.0, 60.0, "第二行");
        assert_eq!(shown(&document(&[sheet.turned_page(rotate)])), ["第一行的文字", "第二行"], "{rotate}");
    }
    // Text that runs up the page, its second line right of the first.
    let up = Sheet::default().turned(40.0, 200.0, (0.0, 1.0), "第一行的文字").turned(60.0, 200.0, (0.0, 1.0), "第二行");
    let read = document(&[up]);
    assert_eq!(shown(&read), ["第一行的文字", "第二行"]);
    let Block::Paragraph { locus: Locus::Page { left, top, right, bottom, .. }, .. } = &read.blocks[1] else {
        panic!()
    };
    assert_eq!([*left, *top, *right, *bottom], [512, 1700, 612, 2000]);
}

#[test]
fn text_askew_is_kept_apart() {
    let sheet = Sheet::default().text(20.0, 40.0, "正文的第一行").text(20.0, 60.0, "正文的第二行");
    let sheet = sheet.turned(30.0, 65.0, (0.7, 0.7), "水印");
    assert_eq!(shown(&document(&[sheet])), ["正文的第一行", "正文的第二行", "水印"]);
}

#[test]
fn fake_bold_is_read_once() {
    let sheet = Sheet::default().text(20.0, 40.0, "11").text(20.3, 40.0, "11").text(20.0, 60.0, "11");
    assert_eq!(shown(&document(&[sheet])), ["11", "11"]);
    let sheet = Sheet::default().raw("2 Tr").text(20.0, 40.0, "粗体22");
    assert_eq!(shown(&document(&[sheet])), ["粗体22"]);
}

#[test]
fn numbers_of_pages_go_and_nothing_else() {
    let page = |number: &str, text: &str| Sheet::default().text(20.0, 100.0, text).text(190.0, 290.0, number);
    let read = document(&[page("- 1 -", "甲"), page("- 2 -", "乙")]);
    assert_eq!((shown(&read), codes(&read)), (vec!["甲".into(), "乙".into()], vec!["page_numbers_left_out"]));
    let read = document(&[page("1", "甲"), page("2", "乙"), page("30", "丙")]);
    assert_eq!(shown(&read), ["甲", "乙", "丙", "30"]);
    assert_eq!(shown(&document(&[page("5", "甲")])), ["甲", "5"]);
    // Not at the foot of the page.
    assert_eq!(shown(&document(&[Sheet::default().text(20.0, 100.0, "- 1 -")])), ["- 1 -"]);
}

#[test]
fn pages_without_text_are_said_to_be_pictures() {
    let picture = || Sheet::default().raw("q 400 0 0 300 0 0 cm /Im Do Q");
    let read = import(pdf(&[picture(), picture()], "<<>>"));
    assert_eq!(read, Err(ImportError::Scan { pages: 2 }));
    let read = document(&[Sheet::default().text(20.0, 40.0, "正文"), picture(), picture()]);
    assert_eq!(codes(&read), ["pages_are_pictures"]);
    assert_eq!(read.diagnostics[0].arguments["pages"], "2-3");
    let emblem = Sheet::default().text(20.0, 40.0, "正文").raw("q 30 0 0 30 0 0 cm /Im Do Q");
    assert!(codes(&document(&[emblem])).is_empty());
    let hidden = picture().raw("3 Tr").text(20.0, 40.0, "识别的文字");
    assert_eq!(codes(&document(&[hidden])), ["pictures_not_read", "text_recognised"]);
}

#[test]
fn glyphs_without_characters_are_counted() {
    // F2 is a font whose codes mean something in it alone.
    let sheet = Sheet::default().text(20.0, 40.0, "甲").raw("BT /F2 10 Tf 1 0 0 1 40 260 Tm <0102> Tj ET");
    let read = document(&[sheet]);
    assert_eq!(codes(&read), ["glyphs_without_characters"]);
    assert_eq!(shown(&read), ["甲 \u{FFFD}"]);
}

#[test]
fn what_the_file_says_of_itself() {
    let info = "<</Title<FEFF5E7462A5>/Author(\\304\\352\\261\\250)/CreationDate(D:20240131093000+08'00')>>";
    let read = import(pdf(&[Sheet::default().text(20.0, 40.0, "正文")], info)).unwrap();
    let said: Vec<(&str, &str)> =
        read.metadata.iter().map(|datum| (datum.name.as_str(), datum.value.as_str())).collect();
    assert_eq!(said, [("title", "年报"), ("author", "年报"), ("creationdate", "2024-01-31 09:30")]);
    // A title on the page counts; what the file declares may be that of the year before.
    let read = import(pdf(&[Sheet::default().text(20.0, 40.0, "新的年报")], info)).unwrap();
    assert_eq!(read.metadata[0].name, "title");
    let read = import(pdf(&[Sheet::default().text(20.0, 40.0, "年 报")], info)).unwrap();
    assert_eq!(read.metadata[0].name, "name");
}
