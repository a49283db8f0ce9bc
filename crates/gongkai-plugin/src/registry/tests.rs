//! Who reads what, and packages.

use gongkai_model::{Block, Locus};

use super::*;
use crate::Taker;

struct Fixed(&'static str, Confidence);

impl Importer for Fixed {
    fn name(&self) -> &'static str {
        self.0
    }
    fn summary(&self) -> (&'static str, &'static str) {
        ("测试", "test")
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["x"]
    }
    fn identify(&self, _: &Capture) -> Confidence {
        self.1
    }
    fn import(&self, capture: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
        let text = String::from_utf8_lossy(capture.bytes()).into_owned();
        let locus = Locus::Paragraph { number: 1, more: 0, part: None };
        Ok(vec![Document { blocks: vec![Block::Paragraph { text, locus }], ..Document::default() }])
    }
}

/// `(name=content;name=content)`: a package, packages inside included.
struct Parentheses;

impl Importer for Parentheses {
    fn name(&self) -> &'static str {
        "parentheses"
    }
    fn summary(&self) -> (&'static str, &'static str) {
        ("测试", "test")
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["p"]
    }
    fn identify(&self, capture: &Capture) -> Confidence {
        if capture.bytes().starts_with(b"(") { Confidence::Certain } else { Confidence::No }
    }
    fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
        Err(ImportError::Empty)
    }
    fn is_container(&self) -> bool {
        true
    }
    fn unpack(&self, capture: &Capture, _: &Limits, take: &mut Taker<'_>) -> Result<(), ImportError> {
        let text = String::from_utf8_lossy(capture.bytes()).into_owned();
        let (mut depth, mut from) = (0, 1);
        for (at, c) in text.char_indices() {
            depth += i32::from(c == '(') - i32::from(c == ')');
            if (c == ';' && depth == 1) || (c == ')' && depth == 0) {
                let (name, content) = text[from..at].split_once('=').expect("name=content");
                let unpacked = content.len() as u64;
                if take(Member { name: name.into(), bytes: Ok(content.into()), unpacked }).is_break() {
                    return Ok(());
                }
                from = at + 1;
            }
        }
        if depth == 0 { Ok(()) } else { Err(ImportError::Damaged { reason: "it never ends".into() }) }
    }
}

fn capture(bytes: &[u8]) -> Capture {
    Capture::new(bytes, Provenance::of("a.p"))
}

#[test]
fn the_surest_importer_reads() {
    let registry = Registry::new(vec![
        Box::new(Fixed("fallback", Confidence::Fallback)),
        Box::new(Fixed("certain", Confidence::Certain)),
        Box::new(Fixed("likely", Confidence::Likely)),
    ]);
    assert_eq!(registry.identify(&capture(b"a")).map(Importer::name), Ok("certain"));
}

#[test]
fn equally_sure_importers_are_named_and_one_can_be_chosen() {
    let mut registry = Registry::new(vec![
        Box::new(Fixed("first", Confidence::Likely)),
        Box::new(Fixed("second", Confidence::Likely)),
        Box::new(Fixed("other", Confidence::No)),
    ]);
    let import = |registry: &Registry| registry.import(&capture(b"a"), &Limits::default());
    assert_eq!(import(&registry), Err(ImportError::Ambiguous { importers: vec!["first".into(), "second".into()] }));
    assert!(registry.choose("second"));
    assert_eq!(registry.identify(&capture(b"a")).map(Importer::name), Ok("second"));
    assert!(import(&registry).is_ok());
    assert!(!registry.choose("third"));
}

/// One that gives way, and takes up what was given up as a scan.
struct Polite(&'static str, Confidence);

impl Importer for Polite {
    fn name(&self) -> &'static str {
        self.0
    }
    fn summary(&self) -> (&'static str, &'static str) {
        ("测试", "test")
    }
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }
    fn identify(&self, _: &Capture) -> Confidence {
        self.1
    }
    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        match self.0 {
            "scanner" => Err(ImportError::Scan { pages: 1 }),
            _ => Fixed("", Confidence::No).import(capture, limits),
        }
    }
    fn gives_way(&self) -> bool {
        true
    }
    fn takes_up(&self, _: &Capture, error: &ImportError) -> bool {
        self.0.starts_with("ocr") && matches!(error, ImportError::Scan { .. })
    }
}

fn told(importers: Vec<Box<dyn Importer>>, chosen: &str) -> Result<String, ImportError> {
    let mut registry = Registry::new(importers);
    registry.choose(chosen);
    registry.identify(&capture(b"a")).map(|importer| importer.name().to_owned())
}

#[test]
fn who_gives_way_wins_only_where_nobody_else_is_as_sure() {
    let fixed = |name, confidence| Box::new(Fixed(name, confidence)) as Box<dyn Importer>;
    let polite = |name, confidence| Box::new(Polite(name, confidence)) as Box<dyn Importer>;
    use Confidence::{Certain, Fallback, Likely};
    assert_eq!(told(vec![polite("p", Likely), fixed("f", Fallback)], ""), Ok("p".into()));
    assert_eq!(told(vec![polite("p", Likely), fixed("f", Likely)], ""), Ok("f".into()));
    assert_eq!(told(vec![polite("p", Likely), fixed("f", Certain)], ""), Ok("f".into()));
    assert_eq!(told(vec![polite("p", Likely), polite("q", Likely), fixed("f", Likely)], ""), Ok("f".into()));
    assert_eq!(told(vec![polite("p", Likely), fixed("f", Likely)], "p"), Ok("p".into()));
    let two = ImportError::Ambiguous { importers: vec!["p".into(), "q".into()] };
    assert_eq!(told(vec![polite("p", Likely), polite("q", Likely), fixed("f", Fallback)], ""), Err(two));
}

#[test]
fn what_is_given_up_can_be_taken_up() {
    let scanner = || Box::new(Polite("scanner", Confidence::Certain)) as Box<dyn Importer>;
    let ocr = |name| Box::new(Polite(name, Confidence::No)) as Box<dyn Importer>;
    let import = |importers, chosen| {
        let mut registry = Registry::new(importers);
        registry.choose(chosen);
        registry.import(&capture(b"a"), &Limits::default()).map(|documents| documents.len())
    };
    assert_eq!(import(vec![scanner()], ""), Err(ImportError::Scan { pages: 1 }));
    assert_eq!(import(vec![scanner(), ocr("ocr1")], ""), Ok(1));
    let two = ImportError::Ambiguous { importers: vec!["ocr1".into(), "ocr2".into()] };
    assert_eq!(import(vec![scanner(), ocr("ocr1"), ocr("ocr2")], ""), Err(two));
    assert_eq!(import(vec![scanner(), ocr("ocr1"), ocr("ocr2")], "ocr2"), Ok(1));
}

#[test]
fn errors_name_the_format() {
    let registry = Registry::new(vec![Box::new(Fixed("none", Confidence::No))]);
    let error = |bytes: &[u8]| registry.import(&capture(bytes), &Limits::default()).unwrap_err();
    assert_eq!(error(b""), ImportError::Empty);
    assert_eq!(error(b"%PDF-1.7"), ImportError::UnknownFormat { format: "PDF".into() });
    assert_eq!(error(b"\0\0"), ImportError::UnknownFormat { format: String::new() });
    let limits = Limits { bytes: 1, ..Limits::default() };
    assert_eq!(registry.import(&capture(b"ab"), &limits).unwrap_err(), ImportError::TooLarge { size: 2, limit: 1 });
}

fn packages() -> Registry {
    Registry::new(vec![Box::new(Parentheses), Box::new(Fixed("text", Confidence::Fallback))])
}

#[test]
fn packages_are_read_file_by_file() {
    let text = b"(a=one;b=(c=two;d=);e=three)";
    let documents = packages().import(&capture(text), &Limits::default()).expect("a package");
    let told: Vec<(String, String)> = documents
        .iter()
        .map(|document| {
            let text = match document.blocks.first() {
                Some(Block::Paragraph { text, .. }) => text.clone(),
                _ => document.diagnostics[0].message(Language::En),
            };
            (document.name("a.p"), text)
        })
        .collect();
    let expected = [
        ("a.p!/a", "one"),
        ("a.p!/b!/c", "two"),
        (
            "a.p!/b!/d",
            "b!/d in the package was not read: the file is empty; check that it was downloaded or saved completely",
        ),
        ("a.p!/e", "three"),
    ];
    assert_eq!(told, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let member = packages().member(&capture(text), "b!/c", &Limits::default()).expect("a file in it");
    assert_eq!((member.bytes(), member.provenance().source.as_str()), (&b"two"[..], "a.p!/b!/c"));
    assert!(packages().member(&capture(text), "b!/x", &Limits::default()).is_none());
}

#[test]
fn packages_keep_limits() {
    let import = |text: &str, limits: &Limits| packages().import(&capture(text.as_bytes()), limits);
    let few = Limits { members: 2, ..Limits::default() };
    let documents = import("(a=1;b=2;c=3)", &few).expect("the first files");
    assert_eq!(documents.len(), 3);
    assert_eq!(
        documents[2].diagnostics[0].message(Language::En),
        "The rest of the package was not read: the package unpacks to more than is read (2 files); check where it comes from, or unpack it yourself"
    );
    let none = Limits { members: 0, ..Limits::default() };
    assert_eq!(import("(a=1)", &none), Err(ImportError::Unpacks { limit: "0 files".into() }));
    let deep = "(a=(a=(a=(a=(a=1)))))";
    let documents = import(deep, &Limits::default()).expect("a package");
    assert_eq!(documents.len(), 1);
    assert!(documents[0].diagnostics[0].arguments["reason_en"].contains("4 packages"));
}
