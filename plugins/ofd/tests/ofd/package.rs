//! What lies in a package: documents, what they say of themselves, places of members, what is beside the pages.

use gongkai_model::{Block, Capture, Provenance};
use gongkai_ofd::OfdImporter;
use gongkai_plugin::{Confidence, ImportError, Importer as _, conformance};

use crate::writer::{Ofd, package, root, table, text};
use crate::{codes, import, imported, shown};

#[test]
fn conforms() {
    let text_only = Ofd::default().page(&text(20.0, 40.0, "甲")).file();
    let tables = Ofd::default()
        .page(&table(&[20.0, 120.0, 220.0], &[40.0, 60.0], &[&["规章", "1"]]))
        .page(&text(20.0, 40.0, "乙"));
    assert_eq!(conformance::check(&OfdImporter, &[&text_only, &tables.file()]), Vec::<String>::new());
}

#[test]
fn it_is_known_by_its_entry() {
    let sure = |bytes: Vec<u8>| OfdImporter.identify(&Capture::new(bytes, Provenance::of("a")));
    assert_eq!(sure(Ofd::default().file()), Confidence::Certain);
    assert_eq!(sure(package(&[("/ofd.xml", "")])), Confidence::Certain);
    assert_eq!(sure(package(&[("a/OFD.xml", "")])), Confidence::No);
    assert_eq!(sure(package(&[("a.xml", "")])), Confidence::No);
    assert_eq!(sure(b"OFD.xml".to_vec()), Confidence::No);
}

#[test]
fn a_document_says_what_it_is() {
    let info = "<Title>水务局\n年报</Title><Author> 甲 </Author><Creator>写</Creator><CreationDate>2024-01-02</CreationDate><ModDate></ModDate><Keywords><Keyword>乙</Keyword><Keyword>丙</Keyword></Keywords>";
    let read = import(&Ofd::default().info(info).page(&text(20.0, 40.0, "甲"))).unwrap();
    let said: Vec<String> = read.metadata.iter().map(|it| format!("{}={}", it.name, it.value)).collect();
    assert_eq!(said, ["title=水务局 年报", "author=甲", "creator=写", "creationdate=2024-01-02", "keywords=乙 丙"]);
}

#[test]
fn documents_come_in_order_and_pages_are_counted_through() {
    let first = Ofd::default().page(&text(20.0, 40.0, "甲")).page(&text(20.0, 40.0, "乙"));
    let bodies: String = ["Doc_0/Document.xml", "/Doc_1/Document.xml", "Doc_2/Document.xml"]
        .map(|place| format!("<DocBody><DocRoot>{place}</DocRoot></DocBody>"))
        .concat();
    let entry = root("OFD", &bodies);
    let second = root("Document", "<Pages><Page BaseLoc='/Doc_0/Pages/1.xml'/></Pages>");
    let mut members = first.members();
    members[0].1 = entry;
    members.push(("Doc_1/Document.xml".into(), second));
    let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let read = imported(package(&members)).unwrap();
    assert_eq!(read.iter().map(shown).collect::<Vec<_>>(), [vec!["甲", "乙"], vec!["乙"], vec![]]);
    let Block::Paragraph { locus, .. } = &read[1].blocks[0] else { panic!() };
    assert_eq!(locus.page(), Some(3));
    assert_eq!(codes(&read[2]), ["member_unread"]);
}

#[test]
fn what_lies_beside_the_pages_is_said() {
    let ofd = Ofd::default()
        .page(&text(20.0, 40.0, "甲"))
        .beside("<Annotations>Annots/All.xml</Annotations><Attachments>Attachs/All.xml</Attachments>")
        .body("<Signatures>/Doc_0/Signs/All.xml</Signatures>")
        .member("Annots/All.xml", "Annotations", "<Page PageID='0'><FileLoc>0.xml</FileLoc></Page>")
        .member("Annots/0.xml", "PageAnnot", "<Annot Type='Stamp'/><Annot Type='Link'/><Annot Type='Watermark'/>")
        .member(
            "Attachs/All.xml",
            "Attachments",
            "<Attachment ID='1' Name='年报.xlsx'><FileLoc>a.xlsx</FileLoc></Attachment>",
        )
        .member("Signs/All.xml", "Signatures", "<MaxSignId>1</MaxSignId><Signature ID='1'/>");
    let read = import(&ofd).unwrap();
    assert_eq!(codes(&read), ["annotations_not_read", "signatures_not_verified"]);
    assert_eq!(read.diagnostics[0].arguments["count"], "2");
    let files: Vec<&str> =
        read.metadata.iter().filter(|it| it.name == "embeddedfile").map(|it| it.value.as_str()).collect();
    assert_eq!(files, ["年报.xlsx"]);
}

#[test]
fn damaged_parts_are_said_and_the_rest_is_read() {
    let mut members = Ofd::default().page(&text(20.0, 40.0, "甲")).page(&text(20.0, 40.0, "乙")).members();
    members[2].1.truncate(200);
    let strings = |members: &[(String, String)]| {
        let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        imported(package(&members))
    };
    let read = strings(&members).unwrap();
    assert_eq!((shown(&read[0]), codes(&read[0])), (vec!["乙".into()], vec!["part_unreadable"]));
    let Block::Paragraph { locus, .. } = &read[0].blocks[0] else { panic!() };
    assert_eq!(locus.page(), Some(2));
    members.truncate(3);
    assert!(matches!(strings(&members), Err(ImportError::Damaged { .. })));
    members.truncate(1);
    assert!(matches!(strings(&members), Err(ImportError::Damaged { .. })));
    assert_eq!(strings(&[("OFD.xml".into(), root("OFD", ""))]), Err(ImportError::Empty));
    assert_eq!(import(&Ofd::default()), Err(ImportError::Empty));
}

#[test]
fn names_may_be_written_as_windows_does() {
    let members = Ofd::default().page(&text(20.0, 40.0, "甲")).members();
    let members: Vec<(String, String)> =
        members.into_iter().map(|(name, text)| (name.replace('/', "\\"), text)).collect();
    let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(shown(&imported(package(&members)).unwrap()[0]), ["甲"]);
}

#[test]
fn encrypted_packages_are_named() {
    let lock = root("Encryptions", "");
    let mut members = vec![("Encryptions.xml", lock.as_str())];
    assert_eq!(imported(package(&members)), Err(ImportError::Encrypted));
    assert_eq!(OfdImporter.identify(&Capture::new(package(&members), Provenance::of("a"))), Confidence::Certain);
    members.push(("OFD.xml", ""));
    assert_eq!(imported(package(&members)), Err(ImportError::Encrypted));
}
