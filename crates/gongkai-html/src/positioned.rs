//! Pages whose pieces stand at places given in pixels, as converters from PDF write them: laid out as lines of text.
//!
//! What such lines mean is the same question as for text laid out by white space, so the importer for text answers it;
//! its places are then led back to the nodes.

use std::collections::HashMap;
use std::ops::Range;

use gongkai_model::{Block, Capture, Locus, Provenance};
use gongkai_plugin::{Importer as _, Limits};
use gongkai_text::TextImporter;

use crate::flat::{Flat, attribute};
use crate::run::{Manner, Run};
use crate::style;
use crate::tag::Tag;

/// Fewer pieces are decoration.
const FEWEST: usize = 20;
/// Pixels of a letter where no style says.
const FONT: f64 = 16.0;
/// Columns of one line; what stands farther right is moved here.
const WIDEST: usize = 400;

/// A line of a piece with its place on the page, in pixels.
#[derive(Debug)]
struct Piece {
    /// Number of the element that the place counts in.
    page: usize,
    /// The middle of the line.
    middle: f64,
    left: f64,
    font: f64,
    text: String,
    locus: Locus,
}

/// Where in a text the pieces stand, in order.
type Places = Vec<(Range<usize>, Locus)>;

/// The blocks of a page that is made of pieces at places; nothing where it is not.
pub(crate) fn read(flat: &Flat<'_>, limits: &Limits) -> Option<Vec<Block>> {
    let (text, places) = lay_out(flat)?;
    let capture = Capture::new(text, Provenance::of("page.txt"));
    let mut blocks = TextImporter.import(&capture, limits).ok()?.into_iter().next()?.blocks;
    relocate(&mut blocks, &places);
    Some(blocks)
}

/// The line around a place on such a page, and which bytes of it are meant.
pub(crate) fn show(flat: &Flat<'_>, locus: &Locus) -> Option<(String, Range<usize>)> {
    let (text, places) = lay_out(flat)?;
    let whole = Locus::Node { path: path(locus)?.to_vec(), more: 0, part: None };
    let (range, _) = places.iter().find(|(_, piece)| whole.to(piece) == *piece || path(piece) == path(locus))?;
    let is_end = |c: char| c == '\n' || c == '\u{c}';
    let start = text[..range.start].rfind(is_end).map_or(0, |at| at + 1);
    let end = text[range.end..].find(is_end).map_or(text.len(), |at| range.end + at);
    let meant = match locus {
        Locus::Node { part: Some((from, to)), .. } => range.start + *from as usize..range.start + *to as usize,
        _ => range.clone(),
    };
    let line = text.get(start..end)?.to_owned();
    let meant = meant.start - start..meant.end.min(end) - start;
    line.get(meant.clone())?;
    Some((line, meant))
}

fn path(locus: &Locus) -> Option<&[u32]> {
    if let Locus::Node { path, .. } = locus { Some(path) } else { None }
}

/// The page as lines of text, and where in it each piece stands.
fn lay_out(flat: &Flat<'_>) -> Option<(String, Places)> {
    let places: Vec<usize> = (0..flat.items.len()).filter(|&at| is_positioned(flat, at)).collect();
    let text: u64 = places.iter().map(|&at| u64::from(flat.items[at].text)).sum();
    if places.len() < FEWEST || text * 2 < u64::from(flat.items[0].text) {
        return None;
    }
    let fonts = fonts(flat);
    let mut pieces: Vec<Piece> = places.iter().flat_map(|&place| lines_of(flat, place, &fonts)).collect();
    let font = median(pieces.iter().map(|piece| piece.font).collect());
    pieces.sort_by(|a, b| {
        let order = a.page.cmp(&b.page).then(a.middle.total_cmp(&b.middle));
        order.then(a.left.total_cmp(&b.left))
    });
    Some(laid_out(pieces, font))
}

/// Whether an element has a place of its own and holds text, not other such elements.
fn is_positioned(flat: &Flat<'_>, place: usize) -> bool {
    let item = &flat.items[place];
    let has_place = |at: usize| {
        let node = flat.items[at].node;
        // Pages in which nothing has a place are nearly all; one search of the words spares them the grammar.
        attribute(node, "style").is_some_and(|style| style.contains("absolute"))
            && style::value(node, "position") == Some("absolute")
            && pixels(style::value(node, "top")).is_some()
            && pixels(style::value(node, "left")).is_some()
    };
    item.text > 0 && !item.hidden && has_place(place) && !flat.below(place).skip(1).any(has_place)
}

/// `12px`, `9pt`, `0`.
fn pixels(value: Option<&str>) -> Option<f64> {
    let value = value?.trim();
    let (number, scale) = match value {
        _ if value.ends_with("px") => (&value[..value.len() - 2], 1.0),
        _ if value.ends_with("pt") => (&value[..value.len() - 2], 4.0 / 3.0),
        _ => (value, 1.0),
    };
    number.trim().parse::<f64>().ok().map(|number| number * scale).filter(|number| number.is_finite())
}

/// Size of letters and height of lines of each class, from the style sheets in the page.
fn fonts(flat: &Flat<'_>) -> HashMap<String, (f64, f64)> {
    let mut fonts = HashMap::new();
    for place in (0..flat.items.len()).filter(|&at| flat.name(at) == "style") {
        let sheet = flat.raw_text(place);
        for rule in sheet.split('}') {
            let Some((selector, declarations)) = rule.split_once('{') else { continue };
            let Some((_, class)) = selector.rsplit_once('.') else { continue };
            let value = |name: &str| {
                let mut all = style::declarations(declarations);
                pixels(all.find(|(other, _)| *other == name).map(|(_, value)| value))
            };
            if let Some(size) = value("font-size").filter(|size| *size > 0.0) {
                fonts.insert(class.trim().to_owned(), (size, value("line-height").unwrap_or(size * 1.3)));
            }
        }
    }
    fonts
}

/// The lines of an element: a `<br>` begins the next one below.
fn lines_of(flat: &Flat<'_>, place: usize, fonts: &HashMap<String, (f64, f64)>) -> Vec<Piece> {
    let node = flat.items[place].node;
    let classes = flat.attribute(place, "class").unwrap_or_default();
    let own = pixels(style::value(node, "font-size")).map(|size| (size, size * 1.3));
    let font = own.or_else(|| classes.split_ascii_whitespace().find_map(|class| fonts.get(class).copied()));
    let (font, height) = font.unwrap_or((FONT, FONT * 1.3));
    let at = |name: &str| pixels(style::value(node, name)).unwrap_or(0.0);
    let mut found = Vec::new();
    let (mut run, mut number) = (Run::default(), 0);
    let mut take = |run: &mut Run, number: u32| {
        let Some(piece) = run.take(flat) else { return };
        found.push(Piece {
            page: flat.items[place].parent,
            middle: at("top") + f64::from(number) * height + font / 2.0,
            left: at("left"),
            font,
            text: piece.text,
            locus: piece.locus,
        });
    };
    for below in flat.below(place) {
        let item = &flat.items[below];
        if item.tag == Tag::Break {
            take(&mut run, number);
            number += 1;
        } else if let Some(text) = item.node.as_text() {
            run.push(text, below, Manner::default());
        }
    }
    take(&mut run, number);
    found
}

fn median(mut sizes: Vec<f64>) -> f64 {
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(FONT).max(1.0)
}

/// The pieces as lines of text, and where in it each of them stands.
fn laid_out(pieces: Vec<Piece>, font: f64) -> (String, Places) {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    for piece in pieces {
        if let Some(last) = line.last() {
            let page = last.page != piece.page;
            if page || piece.middle - last.middle > font * 0.45 {
                write(&mut line, font, &mut text, &mut places);
                text.push(if page { '\u{c}' } else { '\n' });
            }
        }
        line.push(piece);
    }
    write(&mut line, font, &mut text, &mut places);
    (text, places)
}

/// Writes one line: a letter takes two columns if it is Chinese, and pieces that touch are one.
fn write(line: &mut Vec<Piece>, font: f64, text: &mut String, places: &mut Places) {
    line.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (mut column, mut end) = (0, f64::MIN);
    for piece in line.drain(..) {
        let wanted = ((piece.left.max(0.0) * 2.0 / font).round() as usize).min(WIDEST);
        if piece.left - end > piece.font * 0.6 {
            let gap = wanted.saturating_sub(column).max(if column > 0 { 2 } else { 0 });
            text.extend(std::iter::repeat_n(' ', gap));
            column += gap;
        }
        // As many bytes as before, so that parts of the piece keep their place.
        let words = piece.text.replace('\u{a0}', "  ");
        let letters: usize = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        end = piece.left + letters as f64 * piece.font / 2.0;
        column += letters;
        let start = text.len();
        text.push_str(&words);
        places.push((start..text.len(), piece.locus));
    }
}

/// Leads places in the text back to the nodes that the text was made of.
fn relocate(blocks: &mut [Block], places: &[(Range<usize>, Locus)]) {
    let back = |locus: &mut Locus| {
        let Some(range) = locus.text_range() else { return };
        let first = places.partition_point(|(piece, _)| piece.end <= range.start);
        let last = places.partition_point(|(piece, _)| piece.start < range.end).max(first + 1) - 1;
        let (Some((piece, from)), Some((_, to))) = (places.get(first), places.get(last)) else { return };
        let whole = first != last || (range.start <= piece.start && piece.end <= range.end);
        *locus = if whole {
            from.to(to)
        } else {
            let length = range.end.min(piece.end).saturating_sub(range.start.max(piece.start));
            from.part(range.start.saturating_sub(piece.start), &" ".repeat(length))
        };
    };
    for block in blocks {
        match block {
            Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => back(locus),
            Block::Table(grid) => grid.relocate(back),
            Block::Lines(lines) => {
                lines.iter_mut().flat_map(|line| &mut line.pieces).for_each(|piece| back(&mut piece.locus))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: &str) -> String {
        format!("<style>.a{{font-size:16px;line-height:20px}}</style><div>{rows}</div>")
    }

    fn piece(top: u32, left: u32, text: &str) -> String {
        format!("<p style='position:absolute;top:{top}px;left:{left}px' class=a>{text}</p>")
    }

    #[test]
    fn pieces_stand_in_lines_and_columns() {
        let mut rows = piece(100, 16, "规章");
        rows += &piece(98, 96, "1");
        rows += &piece(99, 160, "12<br>34");
        rows += &piece(140, 16, "2021");
        rows += &piece(142, 48, "年某局");
        rows += &(0..FEWEST as u32).map(|n| piece(200 + 30 * n, 16, "正文")).collect::<String>();
        let page = crate::tree::parse(&page(&rows));
        let flat = Flat::new(&page.html);
        let (text, places) = lay_out(&flat).unwrap();
        let lines: Vec<&str> = text.lines().take(3).collect();
        assert_eq!(lines, ["  规章      1       12", "                    34", "  2021年某局"]);
        let (range, locus) = &places[1];
        assert_eq!(&text[range.clone()], "1");
        assert_eq!(show(&flat, locus), Some((lines[0].to_owned(), range.clone())));
    }

    #[test]
    fn other_pages_are_left_alone() {
        let page = crate::tree::parse(&page(&piece(1, 1, "12")));
        assert_eq!(read(&Flat::new(&page.html), &Limits::default()), None);
    }
}
