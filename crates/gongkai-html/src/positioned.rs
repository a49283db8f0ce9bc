//! Pages whose pieces stand at places given in pixels, as converters from PDF write them: laid out as lines of text.
//!
//! What such lines mean is the same question as for text laid out by white space, so the importer for text answers it;
//! its places are then led back to the nodes.

use std::collections::HashMap;
use std::ops::Range;

use gongkai_model::{Block, Locus};
use gongkai_plugin::Limits;
use gongkai_text::placed::{Piece, Placed};

use crate::flat::{Flat, attribute};
use crate::run::{Manner, Run};
use crate::style;
use crate::tag::Tag;

/// Fewer pieces are decoration.
const FEWEST: usize = 20;
/// Pixels of a letter where no style says.
const FONT: f64 = 16.0;

/// The blocks of a page that is made of pieces at places; nothing where it is not.
pub(crate) fn read(flat: &Flat<'_>, limits: &Limits) -> Option<Vec<Block>> {
    lay_out(flat)?.blocks(limits)
}

/// The line around a place on such a page, and which bytes of it are meant.
pub(crate) fn show(flat: &Flat<'_>, locus: &Locus) -> Option<(String, Range<usize>)> {
    let Placed { text, places } = lay_out(flat)?;
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

/// The page as lines of text, and where in it each piece stands. A place counts in the element around it, which is its page.
fn lay_out(flat: &Flat<'_>) -> Option<Placed> {
    let places: Vec<usize> = (0..flat.items.len()).filter(|&at| is_positioned(flat, at)).collect();
    let text: u64 = places.iter().map(|&at| u64::from(flat.items[at].text)).sum();
    if places.len() < FEWEST || text * 2 < u64::from(flat.items[0].text) {
        return None;
    }
    let fonts = fonts(flat);
    let pieces = places.iter().flat_map(|&place| lines_of(flat, place, &fonts));
    Some(Placed::lay_out(pieces.collect()))
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
        let Placed { text, places } = lay_out(&flat).unwrap();
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
