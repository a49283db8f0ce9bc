//! Styles: what a paragraph or a character has without saying so itself.

use crate::bytes::{short, slice};
use crate::look::Look;
use crate::paragraph::Properties;
use crate::sprm::Sprms;

/// Styles that a style may be based on, one on the other. Word allows some ten.
const DEEPEST: usize = 30;
/// Bytes of changes of a style.
const LONGEST: usize = 4_000;
/// No style.
const NONE: u16 = 0x0FFF;
/// Numbers of styles that every document knows: headings from 1 to 9, and the title.
const HEADINGS: std::ops::RangeInclusive<u16> = 1..=9;
const TITLE: u16 = 62;

/// What a style says.
#[derive(Debug, Clone, Copy)]
struct Style<'a> {
    /// Its number among those that every document knows.
    known: u16,
    based_on: u16,
    /// Whether it is one of characters.
    of_characters: bool,
    /// Changes of paragraphs, and of characters.
    paragraph: &'a [u8],
    characters: &'a [u8],
}

/// A style worked out, with those that it is based on.
#[derive(Debug, Clone, Default)]
struct Whole {
    look: Look,
    /// Changes of characters, of a style of characters.
    changes: Vec<u8>,
    level: Option<u8>,
    /// List and level of its paragraphs, and the style that names the list.
    list: Option<(u16, u16)>,
    depth: Option<usize>,
}

/// The styles of a document, by number.
#[derive(Debug, Default)]
pub(crate) struct Styles(Vec<Whole>);

impl Styles {
    /// Reads the style sheet.
    pub(crate) fn read(sheet: &[u8]) -> Self {
        let head = usize::from(short(sheet, 0).unwrap_or(0));
        let base = usize::from(short(sheet, 4).unwrap_or(0));
        let mut rest = sheet.get(2 + head..).unwrap_or_default();
        let mut styles = Vec::new();
        while let Some(length) = short(rest, 0).map(usize::from) {
            let Some(bytes) = slice(rest, 2, length) else { break };
            styles.push(style(bytes, base));
            rest = rest.get(2 + length + length % 2..).unwrap_or_default();
            if styles.len() > usize::from(NONE) {
                break;
            }
        }
        Self((0..styles.len()).map(|number| whole(&styles, number)).collect())
    }

    fn get(&self, number: u16) -> Option<&Whole> {
        self.0.get(usize::from(number))
    }

    /// What a style of characters changes.
    pub(crate) fn changes(&self, number: u16) -> &[u8] {
        self.get(number).map(|style| style.changes.as_slice()).unwrap_or_default()
    }

    /// How characters of paragraphs of a style are shown.
    pub(crate) fn look(&self, number: u16) -> Look {
        self.get(number).map(|style| style.look).unwrap_or_default()
    }

    /// Level of the heading that paragraphs of a style are.
    pub(crate) fn level(&self, number: u16) -> Option<u8> {
        self.get(number)?.level.filter(|level| *level > 0)
    }

    /// The list of a style, the style that names it, and the level that is told.
    pub(crate) fn list(&self, number: u16) -> Option<(u16, u16, Option<usize>)> {
        let style = self.get(number)?;
        style.list.map(|(list, by)| (list, by, style.depth))
    }
}

/// A style from its bytes, whose fixed part has a length; nothing for an empty place.
fn style(bytes: &[u8], base: usize) -> Option<Style<'_>> {
    let word = |number: usize| short(bytes, 2 * number);
    let (known, kind_base, count) = (word(0)? & 0x0FFF, word(1)?, word(2)? & 0x000F);
    // The name stands between, with its length before and a zero behind.
    let mut at = base + 2 * usize::from(short(bytes, base)?) + 4;
    let mut parts = Vec::new();
    for _ in 0..count.min(3) {
        let Some(length) = short(bytes, at).map(usize::from) else { break };
        parts.push(slice(bytes, at + 2, length).unwrap_or_default());
        at += 2 + length + length % 2;
    }
    let part = |number: usize| parts.get(number).map(|part| &part[..part.len().min(LONGEST)]).unwrap_or_default();
    // Of paragraphs, of characters, of tables. Changes of paragraphs have the number of the style before them.
    let (paragraph, characters) = match kind_base & 0x000F {
        1 => (part(0).get(2..).unwrap_or_default(), part(1)),
        2 => (&[][..], part(0)),
        _ => (&[][..], &[][..]),
    };
    Some(Style { known, based_on: kind_base >> 4, of_characters: kind_base & 0x000F == 2, paragraph, characters })
}

fn whole(styles: &[Option<Style<'_>>], number: usize) -> Whole {
    let get = |number: usize| styles.get(number).copied().flatten().map(|style| (number, style));
    let next = |(_, style): &(usize, Style<'_>)| get(usize::from(style.based_on));
    let chain: Vec<_> = std::iter::successors(get(number), next).take(DEEPEST).collect();
    let mut whole = Whole::default();
    for (number, style) in chain.into_iter().rev() {
        let below = whole.look;
        whole.look.apply(style.characters, &below);
        if style.of_characters && whole.changes.len() < LONGEST {
            whole.changes.extend_from_slice(style.characters);
        }
        let mut own = Properties::default();
        Sprms(style.paragraph).for_each(|sprm| own.apply(sprm));
        let known = match style.known {
            TITLE => Some(1),
            known => HEADINGS.contains(&known).then_some(known as u8),
        };
        whole.level = own.level.or(known).or(whole.level);
        whole.list = own.list.map(|list| (list, number as u16)).or(whole.list);
        whole.depth = own.depth_in_list.or(whole.depth);
    }
    whole
}
