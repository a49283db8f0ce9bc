//! Drawings: which shape hangs on which character, where it stands, and which text is in it.

use std::collections::{HashMap, HashSet};

use gongkai_word::Frame;

use crate::bytes::{long, plc, short, slice};

/// Twips of a point.
const POINT: f64 = 20.0;
/// A shape that is a picture.
const PICTURE: u16 = 75;
/// Groups inside of each other.
const DEEPEST: usize = 32;
/// Kinds of records: the drawing, a group of shapes, a shape, the head of one.
const DRAWING: u16 = 0xF002;
const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF004;
const HEAD: u16 = 0xF00A;

/// A shape that hangs on a character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    number: u32,
    pub(crate) frame: Frame,
    /// Width in points.
    pub(crate) width: f64,
}

/// The shapes of the main text.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    /// By the number of the character.
    anchors: HashMap<usize, Shape>,
    /// Texts of boxes by the shape that they are in, or the group of it: where they begin and end in their story.
    boxes: HashMap<u32, Vec<(usize, usize)>>,
    pictures: HashSet<u32>,
}

impl Shapes {
    /// Reads the places of shapes, the texts of boxes, and what the shapes are.
    pub(crate) fn read(places: &[u8], boxes: &[u8], drawings: &[u8]) -> Self {
        let mut shapes = Self::default();
        for (at, _, place) in plc(places, 26) {
            let number = |index: usize| long(place, 4 * index).unwrap_or(0);
            let points = |index: usize| f64::from(number(index) as i32) / POINT;
            let height = (points(4) - points(2)).max(0.0);
            let frame = Frame { left: points(1), top: points(2), height };
            let shape = Shape { number: number(0), frame, width: points(3) - points(1) };
            shapes.anchors.insert(at as usize, shape);
        }
        let mut outermost = HashMap::new();
        walk(drawings, &mut shapes.pictures, &mut outermost);
        for (start, end, text) in plc(boxes, 22) {
            // A place that was left free, for another text to come.
            if short(text, 8).unwrap_or(0) != 0 {
                continue;
            }
            let own = long(text, 14).unwrap_or(0);
            let shape = outermost.get(&own).copied().unwrap_or(own);
            shapes.boxes.entry(shape).or_default().push((start as usize, end as usize));
        }
        shapes
    }

    /// The shape that hangs on a character.
    pub(crate) fn at(&self, character: usize) -> Option<Shape> {
        self.anchors.get(&character).copied()
    }

    /// Whether a shape is a picture.
    pub(crate) fn is_picture(&self, shape: Shape) -> bool {
        self.pictures.contains(&shape.number)
    }

    /// The texts in a shape, which are had once.
    pub(crate) fn take(&mut self, shape: Shape) -> Vec<(usize, usize)> {
        self.boxes.remove(&shape.number).unwrap_or_default()
    }

    /// The texts that no shape took, in their order.
    pub(crate) fn rest(&mut self) -> Vec<(usize, usize)> {
        let mut rest: Vec<_> =
            self.boxes.drain().flat_map(|(_, texts)| texts).filter(|(start, end)| start < end).collect();
        rest.sort_unstable();
        rest
    }
}

/// Kind, number of the kind, and content of the record at the beginning, and what stands behind.
fn record(bytes: &[u8]) -> Option<(u16, u16, &[u8], &[u8])> {
    let (instance, kind, length) = (short(bytes, 0)? >> 4, short(bytes, 2)?, long(bytes, 4)? as usize);
    let content = slice(bytes, 8, length)?;
    Some((kind, instance, content, bytes.get(8 + length..)?))
}

/// Notes the pictures, and for each shape in a group the number of the outermost group.
fn walk(drawings: &[u8], pictures: &mut HashSet<u32>, outermost: &mut HashMap<u32, u32>) {
    let Some((_, _, _, mut rest)) = record(drawings) else { return };
    // A byte before each drawing says whether it is one of the main text.
    while let Some((DRAWING, _, mut drawing, behind)) = rest.get(1..).and_then(record) {
        while let Some((kind, _, content, behind)) = record(drawing) {
            if kind == GROUP {
                let mut page = content;
                while let Some((kind, _, content, behind)) = record(page) {
                    shapes(kind, content, &mut None, DEEPEST, pictures, outermost);
                    page = behind;
                }
            }
            drawing = behind;
        }
        rest = behind;
    }
}

/// A shape, or a group with all shapes in it; the first one of a group is the group itself.
fn shapes(
    kind: u16,
    mut content: &[u8],
    group: &mut Option<u32>,
    depth: usize,
    pictures: &mut HashSet<u32>,
    outermost: &mut HashMap<u32, u32>,
) {
    if !matches!(kind, GROUP | SHAPE) || depth == 0 {
        return;
    }
    while let Some((kind, instance, inside, behind)) = record(content) {
        match (kind, long(inside, 0)) {
            (HEAD, Some(number)) => {
                outermost.insert(number, *group.get_or_insert(number));
                if instance == PICTURE {
                    pictures.insert(number);
                }
            }
            _ => shapes(kind, inside, group, depth - 1, pictures, outermost),
        }
        content = behind;
    }
}
