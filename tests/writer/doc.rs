//! A binary document of Word, byte by byte: a head, text in pieces, pages of properties, tables. Other programs write it in one way
//! only; this one can be told to put the pieces anywhere and to leave out what it likes.

use std::io::{Cursor, Write as _};

/// Page of properties, and where the text begins.
const PAGE: usize = 512;
const TEXT: usize = 1024;

/// A character with what holds for it.
#[derive(Debug, Clone, Copy)]
struct Unit {
    unit: u16,
    /// Number of its look, and of its paragraph.
    look: usize,
    paragraph: usize,
}

/// A document that is being written.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    units: Vec<Unit>,
    looks: Vec<Vec<u8>>,
    paragraphs: Vec<Vec<u8>>,
    /// Characters of main text, footnotes, headers, macros, comments, endnotes, boxes.
    lengths: [u32; 7],
    story: usize,
    /// Characters of a piece; 0: there is one piece.
    pub cut: usize,
    /// Whether the pieces lie in the file from the last to the first.
    pub backwards: bool,
    /// Whether pieces of Latin letters have a byte for each.
    pub narrow: bool,
    /// What is changed all over each piece, by the number of the piece.
    pub changes: Vec<(usize, u16)>,
    /// Lists of changes that pieces refer to.
    pub lists: Vec<Vec<u8>>,
    /// Tables by their number, each with so many bytes behind it that it does not count.
    pub tables: Vec<(usize, Vec<u8>, usize)>,
    /// Other streams of the file.
    pub streams: Vec<(String, Vec<u8>)>,
    /// Flags of the head, beside those that must be.
    pub flags: u16,
}

/// A document from what a function writes into it.
pub fn doc(write: impl FnOnce(&mut Doc)) -> Doc {
    let mut doc = Doc::new();
    write(&mut doc);
    doc
}

/// Numbers of four bytes.
pub fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A style of a style sheet.
#[derive(Debug, Clone)]
pub struct StyleOf {
    /// Its number among those that every document knows.
    pub known: u16,
    /// 1 for paragraphs, 2 for characters.
    pub kind: u16,
    /// Number of the one that it is based on.
    pub base: u16,
    /// Changes of paragraphs.
    pub paragraph: Vec<u8>,
    /// Changes of characters.
    pub characters: Vec<u8>,
}

impl Default for StyleOf {
    fn default() -> Self {
        Self { known: 0, kind: 1, base: 0, paragraph: Vec::new(), characters: Vec::new() }
    }
}

/// A style sheet.
pub fn sheet(styles: &[StyleOf]) -> Vec<u8> {
    let count = (styles.len() as u16).to_le_bytes();
    let mut sheet = [&18_u16.to_le_bytes()[..], &count, &10_u16.to_le_bytes(), &[0; 14]].concat();
    for (number, StyleOf { known, kind, base, paragraph, characters }) in styles.iter().enumerate() {
        // How many lists of changes there are, and a name of one letter.
        let words = [*known, kind | base << 4, 3 - kind, 0, 0, 1, u16::from(b's'), 0];
        let mut style: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let paragraph = [&(number as u16).to_le_bytes()[..], paragraph].concat();
        for part in [&paragraph, characters].into_iter().skip(usize::from(*kind == 2)) {
            style.extend((part.len() as u16).to_le_bytes());
            style.extend(part);
            style.resize(style.len().next_multiple_of(2), 0);
        }
        sheet.extend((style.len() as u16).to_le_bytes());
        sheet.extend(style);
    }
    sheet
}

/// A change of properties.
pub fn sprm(code: u16, operand: &[u8]) -> Vec<u8> {
    [&code.to_le_bytes(), operand].concat()
}

/// What the mark at the end of a row says: left edge, and for each cell right edge and flags.
pub fn row(left: i16, cells: &[(i16, u16)]) -> Vec<u8> {
    let mut operand = vec![cells.len() as u8];
    operand.extend(left.to_le_bytes());
    cells.iter().for_each(|(edge, _)| operand.extend(edge.to_le_bytes()));
    // Cells that are as all others need no description.
    let told = cells.iter().rposition(|(_, flags)| *flags != 0).map_or(0, |last| last + 1);
    for (_, flags) in cells.iter().take(told) {
        operand.extend(flags.to_le_bytes());
        operand.extend([0; 18]);
    }
    let length = (operand.len() as u16 + 1).to_le_bytes();
    [sprm(0x2416, &[1]), sprm(0x2417, &[1]), sprm(0xD608, &[&length[..], &operand].concat())].concat()
}

impl Doc {
    /// A document without text.
    pub fn new() -> Self {
        Self::default()
    }

    /// What follows belongs to another story.
    pub fn begin(&mut self, story: usize) {
        self.story = story;
    }

    /// Characters so far.
    pub fn count(&self) -> u32 {
        self.units.len() as u32
    }

    /// Characters with changes of their look. A line break is one in the paragraph; what stands for a field, a note or a picture says
    /// so.
    pub fn run(&mut self, text: &str, look: &[u8]) -> &mut Self {
        let text: Vec<u16> = text.replace('\n', "\u{b}").encode_utf16().collect();
        let is_special = |unit: &u16| matches!(unit, 0x01 | 0x02 | 0x05 | 0x08 | 0x13..=0x15);
        for stretch in text.chunk_by(|a, b| is_special(a) == is_special(b)) {
            match stretch.iter().any(is_special) {
                true => self.push(stretch, &[look, &sprm(0x0855, &[1])].concat()),
                false => self.push(stretch, look),
            }
        }
        self
    }

    fn push(&mut self, text: &[u16], look: &[u8]) {
        self.looks.push(look.to_vec());
        let (look, paragraph) = (self.looks.len() - 1, self.paragraphs.len());
        self.units.extend(text.iter().map(|unit| Unit { unit: *unit, look, paragraph }));
        self.lengths[self.story] += text.len() as u32;
    }

    /// The mark at the end of a paragraph of a style, with changes of it.
    pub fn end(&mut self, mark: u16, style: u16, paragraph: &[u8]) -> &mut Self {
        self.end_as(mark, style, paragraph, &[])
    }

    /// The same with changes of the look of the mark.
    pub fn end_as(&mut self, mark: u16, style: u16, paragraph: &[u8], look: &[u8]) -> &mut Self {
        self.push(&[mark], look);
        self.paragraphs.push([&style.to_le_bytes(), paragraph].concat());
        self
    }

    /// A paragraph.
    pub fn p(&mut self, text: &str) -> &mut Self {
        self.run(text, &[]).end(0x0D, 0, &[])
    }

    /// A cell.
    pub fn cell(&mut self, text: &str) -> &mut Self {
        self.run(text, &[]).end(0x07, 0, &sprm(0x2416, &[1]))
    }

    /// The end of a row.
    pub fn row(&mut self, left: i16, cells: &[(i16, u16)]) -> &mut Self {
        self.end(0x07, 0, &row(left, cells))
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let (mut main, places, pieces) = self.text();
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by_key(|number| places[*number]);
        let mut tables = Vec::new();
        let mut head = vec![0_u8; TEXT];
        let characters = pages(&mut main, &self.stretches(&order, &places, |unit| unit.look), &self.looks, true);
        let paragraphs =
            pages(&mut main, &self.stretches(&order, &places, |unit| unit.paragraph), &self.paragraphs, false);
        let fixed = [(12, characters, 0), (13, paragraphs, 0), (33, pieces, 0)];
        for (number, table, beyond) in fixed.iter().chain(&self.tables) {
            let at = 154 + 8 * number;
            head[at..at + 4].copy_from_slice(&(tables.len() as u32).to_le_bytes());
            head[at + 4..at + 8].copy_from_slice(&((table.len() - beyond) as u32).to_le_bytes());
            tables.extend(table);
        }
        head[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0x00]);
        head[10..12].copy_from_slice(&(0x1200 | self.flags).to_le_bytes());
        head[32] = 14;
        head[62] = 22;
        head[152] = 93;
        for (number, length) in self.lengths.iter().enumerate() {
            head[76 + 4 * number..80 + 4 * number].copy_from_slice(&length.to_le_bytes());
        }
        main[..TEXT].copy_from_slice(&head);
        let mut streams = vec![("WordDocument".to_owned(), main), ("1Table".to_owned(), tables)];
        streams.extend(self.streams.iter().cloned());
        ole(&streams)
    }

    /// The stream with the text, where each character lies in it, and the table of pieces.
    fn text(&self) -> (Vec<u8>, Vec<usize>, Vec<u8>) {
        let cut = if self.cut == 0 { self.units.len().max(1) } else { self.cut };
        let pieces: Vec<&[Unit]> = self.units.chunks(cut).collect();
        let mut main = vec![0; TEXT];
        let mut starts = vec![(0, 2); pieces.len()];
        let order: Vec<usize> =
            if self.backwards { (0..pieces.len()).rev().collect() } else { (0..pieces.len()).collect() };
        for number in order {
            let is_latin = |unit: &Unit| unit.unit < 0x80 || (0xA0..0x100).contains(&unit.unit);
            let width = if self.narrow && pieces[number].iter().all(is_latin) { 1 } else { 2 };
            starts[number] = (main.len(), width);
            pieces[number].iter().for_each(|unit| main.extend(&unit.unit.to_le_bytes()[..width]));
        }
        let mut places = Vec::new();
        let (mut numbers, mut told) = (vec![0_u32], Vec::new());
        for (number, (start, width)) in starts.iter().enumerate() {
            places.extend((0..pieces[number].len()).map(|index| start + width * index));
            numbers.push(places.len() as u32);
            let place = if *width == 1 { (2 * start) as u32 | 0x4000_0000 } else { *start as u32 };
            let change = self.changes.iter().find(|(piece, _)| *piece == number).map_or(0, |(_, change)| *change);
            told.extend([&[0, 0][..], &place.to_le_bytes(), &change.to_le_bytes()].concat());
        }
        let list: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).chain(told).collect();
        let mut table = Vec::new();
        for list in &self.lists {
            table.extend([&[1][..], &(list.len() as u16).to_le_bytes(), list].concat());
        }
        table.extend([&[2][..], &(list.len() as u32).to_le_bytes(), &list].concat());
        (main, places, table)
    }

    /// Stretches of the stream with the same number of something: start, end, number.
    fn stretches(&self, order: &[usize], places: &[usize], of: fn(&Unit) -> usize) -> Vec<(usize, usize, usize)> {
        let mut stretches: Vec<(usize, usize, usize)> = Vec::new();
        for (index, number) in order.iter().enumerate() {
            let next = order.get(index + 1).map(|next| places[*next]);
            let start = places[*number];
            let end = next.unwrap_or(start + 2).min(start + 2);
            match stretches.last_mut() {
                Some((_, last, known)) if *known == of(&self.units[*number]) && *last == start => *last = end,
                _ => stretches.push((start, end, of(&self.units[*number]))),
            }
        }
        stretches
    }
}

/// Writes pages of properties for stretches behind the stream; the list of them.
fn pages(
    main: &mut Vec<u8>,
    stretches: &[(usize, usize, usize)],
    properties: &[Vec<u8>],
    of_characters: bool,
) -> Vec<u8> {
    let size = if of_characters { 1 } else { 13 };
    let none = Vec::new();
    let mut list: Vec<(u32, u32)> = Vec::new();
    let mut rest = stretches;
    while !rest.is_empty() {
        main.resize(main.len().next_multiple_of(PAGE), 0);
        let mut page = vec![0_u8; PAGE];
        let (mut count, mut low) = (0, PAGE - 2);
        // As many as find room: their places from the front, their properties from the back.
        for (_, _, number) in rest {
            let content = properties.get(*number).unwrap_or(&none);
            let length = (content.len() + 2).next_multiple_of(2);
            if 4 * (count + 2) + size * (count + 1) + length > low || count == 100 {
                break;
            }
            low -= length;
            count += 1;
        }
        assert!(count > 0, "properties find no room on a page");
        let mut low = PAGE - 2;
        for (index, (start, _, number)) in rest[..count].iter().enumerate() {
            let content = properties.get(*number).unwrap_or(&none);
            low -= (content.len() + 2).next_multiple_of(2);
            page[4 * index..4 * index + 4].copy_from_slice(&(*start as u32).to_le_bytes());
            page[4 * (count + 1) + size * index] = (low / 2) as u8;
            let at = match (of_characters, content.len() % 2) {
                (true, _) => {
                    page[low] = content.len() as u8;
                    low + 1
                }
                (false, 1) => {
                    page[low] = content.len().div_ceil(2) as u8;
                    low + 1
                }
                (false, _) => {
                    page[low + 1] = (content.len() / 2) as u8;
                    low + 2
                }
            };
            page[at..at + content.len()].copy_from_slice(content);
        }
        let end = rest[count - 1].1;
        page[4 * count..4 * count + 4].copy_from_slice(&(end as u32).to_le_bytes());
        page[PAGE - 1] = count as u8;
        list.push((rest[0].0 as u32, (main.len() / PAGE) as u32));
        main.extend(page);
        rest = &rest[count..];
    }
    let end = stretches.last().map_or(0, |(_, end, _)| *end as u32);
    let starts = list.iter().map(|(start, _)| *start).chain([end]);
    starts.chain(list.iter().map(|(_, number)| *number)).flat_map(u32::to_le_bytes).collect()
}

/// A file with streams.
pub fn ole(streams: &[(String, Vec<u8>)]) -> Vec<u8> {
    let file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()));
    let mut file = file.expect("memory can be written");
    for (name, content) in streams {
        match name.strip_suffix('/') {
            Some(storage) => file.create_storage(format!("/{storage}")).expect("memory can be written"),
            None => {
                let mut stream = file.create_stream(format!("/{name}")).expect("memory can be written");
                stream.write_all(content).expect("memory can be written");
            }
        }
    }
    file.into_inner().into_inner()
}
