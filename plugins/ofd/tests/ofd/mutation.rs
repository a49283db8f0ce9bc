//! Damaged packages: members cut, doubled, with other words in them; and bytes of packages changed. No panic, no hang.
//!
//! `GONGKAI_PROPERTY_CASES` says how many (3,000 unless given), `GONGKAI_PROPERTY_SEED` makes another run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::imported;
use crate::writer::{Ofd, package, table, text};

/// Far more than a case takes, also on a machine at work.
const SLOW: Duration = Duration::from_secs(10);

/// Put where nobody expects them.
const WORDS: &[&str] = &[
    "<PageBlock>",
    "</Layer>",
    "g 1000000000 1",
    "-1e300",
    "NaN",
    "CTM='0 0 0 0 0 0'",
    "Doc_0/Document.xml",
    "OFD.xml",
    "..",
    "<TextCode X='9' Y='9'>甲</TextCode>",
    "M 0 0 L 999999 0",
    "A 1 1 1 1 1 1 1",
    "<Template TemplateID='4'/>",
    "&x;",
    "]]>",
    "<!--",
    "<CompositeObject ResourceID='5'/>",
    "Visible='false'",
    "\u{0}",
    "é",
    "'",
    ">",
    "ReadDirection='90'",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// A package that has everything.
fn seed() -> Ofd {
    let xs = [20.0, 120.0, 220.0, 320.0];
    let form =
        format!("<Content><Layer DrawParam='7'>{}</Layer></Content>", table(&xs, &[40.0, 60.0], &[&["规章", "", ""]]));
    let resources = format!(
        "<DrawParams><DrawParam ID='7' LineWidth='0.2' Relative='7'/></DrawParams><CompositeGraphicUnits><CompositeGraphicUnit ID='5'><Content>{}</Content></CompositeGraphicUnit></CompositeGraphicUnits>",
        text(20.0, 200.0, "乙")
    );
    let page = format!(
        "<Template TemplateID='4'/><Content><Layer>{}<PageBlock>{}</PageBlock><CompositeObject ResourceID='5' Boundary='1 1 9 9' CTM='1 0 0 1 0 0'/></Layer></Content>",
        text(124.0, 54.0, "12"),
        table(&xs, &[80.0, 100.0, 120.0], &[&["甲", "1", "2"], &["乙", "34", "5"]])
    );
    Ofd::default()
        .info("<Title>年报</Title>")
        .common("<TemplatePage ID='4' BaseLoc='Tpl.xml'/><PublicRes>Res.xml</PublicRes>")
        .beside("<Annotations>Annots.xml</Annotations><Attachments>Attachs.xml</Attachments>")
        .page_of(&page)
        .page(&text(20.0, 40.0, "第二页的文字"))
        .member("Tpl.xml", "Page", &form)
        .member("Res.xml", "Res", &resources)
        .member("Annots.xml", "Annotations", "<Page><FileLoc>Annots.xml</FileLoc></Page>")
        .member("Attachs.xml", "Attachments", "<Attachment Name='a'/>")
}

fn damaged(text: &mut String, dice: &mut Dice) {
    let place = |dice: &mut Dice, text: &str| {
        (0..=dice.below(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let at = place(dice, text);
    let end = text.len().min(at + dice.below(60));
    let end = (at..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(at);
    match dice.below(6) {
        0 => text.replace_range(at..end, ""),
        1 => text.truncate(at),
        2 => {
            let copy = text[at..end].to_owned();
            let to = place(dice, text);
            text.insert_str(to, &copy);
        }
        3 => {
            let digit = text.char_indices().skip(at / 2).find(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
            let other = *[b'-', b'.', b'0', b'9', b'e', b' '].get(dice.below(6)).unwrap();
            if let Some(at) = digit {
                text.replace_range(at..=at, &char::from(other).to_string());
            }
        }
        _ => text.insert_str(at, WORDS[dice.below(WORDS.len())]),
    }
}

#[test]
fn damaged_packages_give_documents_or_an_error() {
    let setting =
        |name: &str, default: u64| std::env::var(name).map_or(default, |value| value.parse().expect("a number"));
    let (cases, seed_of) = (setting("GONGKAI_PROPERTY_CASES", 3_000), setting("GONGKAI_PROPERTY_SEED", 0));
    let sound = seed();
    assert_eq!(imported(sound.file()).map(|documents| documents.len()), Ok(1));
    for case in 0..cases {
        let mut dice = Dice(seed_of.wrapping_mul(1 << 32).wrapping_add(case));
        let mut members = sound.members();
        for _ in 0..=dice.below(4) {
            let member = dice.below(members.len());
            damaged(&mut members[member].1, &mut dice);
        }
        let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut bytes = package(&members);
        // Every fourth has its own bytes changed as well.
        if case % 4 == 0 {
            for _ in 0..=dice.below(4) {
                let at = dice.below(bytes.len());
                bytes[at] = dice.below(256) as u8;
            }
        }
        let start = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| imported(bytes)));
        assert!(read.is_ok(), "case {case} of seed {seed_of} panics");
        assert!(start.elapsed() < SLOW, "case {case} of seed {seed_of} takes {:?}", start.elapsed());
    }
}
