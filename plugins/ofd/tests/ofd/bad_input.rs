//! Hostile packages: bounded time and size, an error or a remark, no crash.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gongkai_model::Document;
use gongkai_plugin::ImportError;

use crate::writer::{Ofd, package, root, text, text_of};
use crate::{imported, shown};

/// Far more than any of these packages needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(30);

fn import(bytes: Vec<u8>) -> Result<Vec<Document>, ImportError> {
    let start = Instant::now();
    let result = imported(bytes);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    result
}

fn refused(ofd: &Ofd, limit: &str) {
    match import(ofd.file()) {
        Err(ImportError::Unpacks { limit: said }) => assert!(said.contains(limit), "{said}"),
        other => panic!("{limit}: {other:?}"),
    }
}

#[test]
fn not_a_package() {
    assert_eq!(import(Vec::new()), Err(ImportError::Empty));
    for bytes in [&b"OFD"[..], b"PK\x03\x04", &[0; 5000]] {
        assert!(matches!(import(bytes.to_vec()), Err(ImportError::Damaged { .. })));
    }
    assert!(matches!(import(package(&[("a", "b")])), Err(ImportError::Damaged { .. })));
}

#[test]
fn pages_without_end() {
    let pages: String = (0..200_000).map(|_| "<Page BaseLoc='Pages/0.xml'/>").collect();
    let page = root("Page", &format!("<Content><Layer>{}</Layer></Content>", text(20.0, 40.0, "甲")));
    let document = root("Document", &format!("<Pages>{pages}</Pages>"));
    let entry = root("OFD", "<DocBody><DocRoot>D/Document.xml</DocRoot></DocBody>");
    let bytes = package(&[("OFD.xml", &entry), ("D/Document.xml", &document), ("D/Pages/0.xml", &page)]);
    assert_eq!(import(bytes), Err(ImportError::Unpacks { limit: "more than 5000 pages".into() }));
    // Pages that are the entry, the document, themselves, or none.
    let entry = root("OFD", &"<DocBody><DocRoot>D/Document.xml</DocRoot></DocBody>".repeat(101));
    let document = root("Document", "<Pages><Page BaseLoc='Document.xml'/><Page BaseLoc='/OFD.xml'/><Page/></Pages>");
    let bytes = package(&[("OFD.xml", &entry), ("D/Document.xml", &document)]);
    assert_eq!(import(bytes), Err(ImportError::Unpacks { limit: "more than 100 documents".into() }));
}

#[test]
fn things_that_hold_themselves() {
    let template = "<Template TemplateID='1'/><Content><Layer><TextObject Size='3' Boundary='9 9 9 9'><TextCode X='0' Y='9'>甲</TextCode></TextObject></Layer></Content>";
    let ofd = Ofd::default().page_of(template).common("<TemplatePage ID='1' BaseLoc='Tpl.xml'/>");
    assert_eq!(shown(&import(ofd.member("Tpl.xml", "Page", template).file()).unwrap()[0]), ["甲"]);
    let graphic = |inside: &str| {
        let resources = format!(
            "<CompositeGraphicUnits><CompositeGraphicUnit ID='5'><Content>{inside}</Content></CompositeGraphicUnit></CompositeGraphicUnits>"
        );
        let ofd = Ofd::default().page("<CompositeObject ResourceID='5'/>").common("<PublicRes>Res.xml</PublicRes>");
        ofd.member("Res.xml", "Res", &resources)
    };
    refused(&graphic("<CompositeObject ResourceID='5'/>"), "nested deeper");
    refused(&graphic(&"<CompositeObject ResourceID='5'/>".repeat(9)), "nested deeper");
    // Each of ten graphics holds the next one ten times.
    let units: String = (0..10)
        .map(|id| {
            format!(
                "<CompositeGraphicUnit ID='{id}'><Content>{}</Content></CompositeGraphicUnit>",
                format!("<CompositeObject ResourceID='{}'/>", id + 1).repeat(10)
            )
        })
        .collect();
    let ofd = Ofd::default().page("<CompositeObject ResourceID='0'/>").common("<PublicRes>Res.xml</PublicRes>");
    refused(
        &ofd.member("Res.xml", "Res", &format!("<CompositeGraphicUnits>{units}</CompositeGraphicUnits>")),
        "drawing steps",
    );
}

#[test]
fn groups_without_end() {
    let deep = |depth: usize| {
        Ofd::default().page(&format!(
            "{}{}{}",
            "<PageBlock>".repeat(depth),
            text(9.0, 20.0, "甲"),
            "</PageBlock>".repeat(depth)
        ))
    };
    assert!(import(deep(60).file()).is_ok());
    refused(&deep(100), "nested deeper");
    assert!(import(deep(100_000).file()).is_err());
}

#[test]
fn steps_without_end() {
    for steps in [
        "DeltaX='g 1000000000 1'",
        "DeltaX='g 18446744073709551615 1' DeltaY='g 99999999999999999999 0'",
        "DeltaX='1e308 1e308 1e308'",
        "DeltaX='-1 NaN inf'",
    ] {
        let ofd = Ofd::default().page(&(text(20.0, 20.0, "丁") + &text_of(20.0, 40.0, "甲乙丙", steps)));
        assert!(import(ofd.file()).is_ok(), "{steps}");
    }
}

#[test]
fn more_text_than_pages_hold() {
    refused(
        &Ofd::default().page(&text_of(20.0, 40.0, &"1".repeat(4_000_000), "DeltaX='g 9999999 0.00001'")),
        "characters and lines",
    );
    let mut data = String::new();
    for number in 0..1_000_000 {
        let _ = write!(data, "M 0 {number} L 9 0 L 1 1 C ");
    }
    refused(
        &Ofd::default()
            .page(&format!("<PathObject Boundary='0 0 9 9'><AbbreviatedData>{data}</AbbreviatedData></PathObject>")),
        "characters and lines",
    );
    // A small template on every page.
    let template = format!("<Content><Layer>{}</Layer></Content>", text_of(20.0, 40.0, &"一".repeat(1_000), ""));
    let ofd = (0..4_000).fold(Ofd::default(), |ofd, _| ofd.page_of("<Template TemplateID='1'/>"));
    let ofd = ofd.common("<TemplatePage ID='1' BaseLoc='Tpl.xml'/>").member("Tpl.xml", "Page", &template);
    refused(&ofd, "characters and lines");
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String =
        (1..9).map(|number| format!("<!ENTITY l{number} '{}'>", format!("&l{};", number - 1).repeat(10))).collect();
    let mut members = Ofd::default().page(&text_of(20.0, 40.0, "甲&l8;", "")).members();
    members[2].1 = members[2].1.replacen("?>", &format!("?><!DOCTYPE Page [<!ENTITY l0 'ha'>{laughs}]>"), 1);
    let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(shown(&import(package(&members)).unwrap()[0]), ["甲&l8;"]);
}

#[test]
fn members_that_unpack_to_much() {
    let ofd = Ofd::default().page(&text(20.0, 40.0, "甲")).common("<PublicRes>Res.xml</PublicRes>");
    refused(&ofd.member("Res.xml", "Res", &" ".repeat(70 << 20)), "MB");
}

#[test]
fn places_and_sizes_that_are_none() {
    for page in ["0 0 1e300 1e300", "0 0 -5 -5", "0 0 NaN 1", "", "1 2 3"] {
        for attributes in [
            "Size='1e300'",
            "Size='-1'",
            "Size='3' CTM='1e300 0 0 1e300 0 0'",
            "Size='3' CTM='0 0 0 0 0 0'",
            "Size='3' Boundary='1e308 1e308 1 1'",
            "HScale='1e300'",
            "CharDirection='1e300'",
        ] {
            let inside = format!(
                "<Area><PhysicalBox>{page}</PhysicalBox></Area><Content><Layer>{}<TextObject {attributes}><TextCode X='1e300' Y='1'>甲乙</TextCode><TextCode X='5' Y='9'>丙丁</TextCode></TextObject></Layer></Content>",
                text(20.0, 40.0, "戊")
            );
            assert!(import(Ofd::default().page_of(&inside).file()).is_ok(), "{page} {attributes}");
        }
    }
}
