//! Numbers made by lists: which list and level a paragraph is of, and the mark that Word shows before it.

use std::collections::{HashMap, HashSet};

use gongkai_word::marks::{Counters, LEVELS, Level, Numerals};

use crate::bytes::{long, short, slice, utf16};
use crate::paragraph::Properties;
use crate::styles::Styles;

/// Names in OOXML of the ways to write a number, by their number here.
const NUMERALS: &[&str] = &[
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
    "koreanDigital",
    "koreanCounting",
    "koreanLegal",
    "koreanDigital2",
];
/// No number at all.
const NO_NUMERAL: u8 = 255;
/// Characters of a mark.
const LONGEST_MARK: usize = 100;
/// Uses of lists that a paragraph can name.
const MOST_USES: u16 = 0x07FE;

/// A list as it is described.
#[derive(Debug, Clone, Default)]
struct List {
    levels: Vec<Level>,
    /// Style that each level is linked to.
    styles: Vec<u16>,
}

/// A list that paragraphs name.
#[derive(Debug, Clone, Default)]
struct Use {
    of: u32,
    /// Levels that this use has otherwise.
    levels: Vec<(usize, Level)>,
    /// Numbers that this use begins with.
    starts: Vec<(usize, u32)>,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    lists: HashMap<u32, List>,
    uses: Vec<Use>,
    counters: Counters<u32>,
    /// Uses that have begun.
    begun: HashSet<u16>,
}

impl Lists {
    /// Reads the lists, whose levels stand behind their table, and their uses.
    pub(crate) fn read(table: &[u8], mut behind: &[u8], uses: &[u8]) -> Self {
        let mut lists = Self::default();
        let count = usize::from(short(table, 0).unwrap_or(0));
        for number in 0..count {
            let Some(bytes) = slice(table, 2 + 28 * number, 28) else { break };
            let is_simple = bytes.get(26).is_some_and(|flags| flags & 1 != 0);
            let mut list = List::default();
            for depth in 0..if is_simple { 1 } else { LEVELS } {
                let Some((level, rest)) = level(behind, depth) else { break };
                list.levels.push(level);
                list.styles.extend(short(bytes, 8 + 2 * depth));
                behind = rest;
            }
            lists.lists.insert(long(bytes, 0).unwrap_or(0), list);
        }
        lists.uses = read_uses(uses).unwrap_or_default();
        lists
    }

    /// The mark of a paragraph, which then counts; nothing for one of no list.
    pub(crate) fn mark(&mut self, paragraph: &Properties, styles: &Styles) -> Option<String> {
        let (number, depth) = self.place(paragraph, styles)?;
        let used = self.uses.get(usize::from(number - 1))?;
        let list = self.lists.get(&used.of)?;
        let depth = depth.min(LEVELS - 1);
        let mut levels = list.levels.clone();
        for (depth, level) in &used.levels {
            if let Some(place) = levels.get_mut(*depth) {
                place.clone_from(level);
            }
        }
        if self.begun.insert(number) {
            for (depth, start) in &used.starts {
                self.counters.set(used.of, *depth, *start);
            }
        }
        Some(self.counters.next(used.of, depth, &levels))
    }

    /// Use and level: what the paragraph names, else its style; a level that is linked to the style goes before.
    fn place(&self, paragraph: &Properties, styles: &Styles) -> Option<(u16, usize)> {
        let is_used = |number: &u16| (1..=MOST_USES).contains(number);
        if let Some(number) = paragraph.list {
            return is_used(&number).then(|| (number, paragraph.depth_in_list.unwrap_or(0)));
        }
        let (number, by, depth) = styles.list(paragraph.style).filter(|(number, ..)| is_used(number))?;
        let linked = || {
            let list = self.lists.get(&self.uses.get(usize::from(number - 1))?.of)?;
            list.styles.iter().position(|style| *style == by)
        };
        Some((number, paragraph.depth_in_list.or_else(linked).or(depth).unwrap_or(0)))
    }
}

/// A level at the beginning of some bytes, and what stands behind it.
fn level(bytes: &[u8], depth: usize) -> Option<(Level, &[u8])> {
    let head = slice(bytes, 0, 28)?;
    let (numerals, flags) = (*head.get(4)?, *head.get(5)?);
    let changes = usize::from(*head.get(24)?) + usize::from(*head.get(25)?);
    let text = bytes.get(28 + changes..)?;
    let length = 2 * usize::from(short(text, 0)?);
    let rest = text.get(2 + length..)?;
    // Control characters stand for the numbers of levels.
    let mut mark = String::new();
    for c in utf16(slice(text, 2, length.min(2 * LONGEST_MARK))?).chars() {
        match u32::from(c) {
            number if (number as usize) < LEVELS => mark.extend(['%', char::from(b'1' + number as u8)]),
            _ => mark.push(c),
        }
    }
    let name = if numerals == NO_NUMERAL { Some(&"none") } else { NUMERALS.get(usize::from(numerals)) };
    let restart = if flags & 8 != 0 { usize::from(*head.get(26)?).min(depth) } else { depth };
    let level = Level {
        numerals: name.map(|name| Numerals::of_ooxml(name)).unwrap_or_default(),
        start: long(head, 0)?,
        text: mark,
        arabic: flags & 4 != 0,
        restart,
    };
    Some((level, rest))
}

/// The uses: 16 bytes for each, and behind them what each has otherwise.
fn read_uses(table: &[u8]) -> Option<Vec<Use>> {
    let count = long(table, 0)? as usize;
    let heads = table.get(4..)?.chunks_exact(16).take(count.min(usize::from(MOST_USES)));
    let mut rest = table.get(4 + 16 * heads.len()..)?;
    let mut uses = Vec::new();
    for head in heads {
        let mut used = Use { of: long(head, 0)?, ..Use::default() };
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..*head.get(12)? {
            let (Some(start), Some(flags)) = (long(rest, 0), long(rest, 4)) else { break };
            rest = rest.get(8..).unwrap_or_default();
            let depth = (flags & 0xF) as usize;
            if flags & 0x20 != 0 {
                let Some((level, behind)) = level(rest, depth) else { break };
                used.levels.push((depth, level));
                rest = behind;
            } else if flags & 0x10 != 0 {
                used.starts.push((depth, start));
            }
        }
        uses.push(used);
    }
    Some(uses)
}
