//! The tree as one list in the order of the page, with what each node weighs.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use crate::style;
use crate::tag::Tag;

/// A node with its neighbourhood and its weight.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    pub(crate) node: &'a Node,
    pub(crate) tag: Tag,
    /// Place of its parent in the list.
    pub(crate) parent: usize,
    /// Which child of its parent it is.
    pub(crate) index: u32,
    /// Place behind its last descendant in the list.
    pub(crate) end: usize,
    /// The page does not show it.
    pub(crate) hidden: bool,
    /// Characters that a reader sees, white space left out.
    pub(crate) text: u32,
    /// Those of them that are links.
    pub(crate) linked: u32,
    /// Cells of tables.
    pub(crate) cells: u32,
}

/// All nodes of a page.
#[derive(Debug)]
pub(crate) struct Flat<'a> {
    pub(crate) items: Vec<Item<'a>>,
}

impl<'a> Flat<'a> {
    pub(crate) fn new(html: &'a Html) -> Self {
        let mut items: Vec<Item<'a>> = Vec::with_capacity(html.tree.nodes().len());
        // Places of the open elements, and how many children each has so far.
        let mut open: Vec<(usize, u32)> = Vec::new();
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    let (parent, index) = open.last_mut().map_or((0, 0), |(parent, children)| {
                        *children += 1;
                        (*parent, *children - 1)
                    });
                    open.push((items.len(), 0));
                    items.push(item(node.value(), parent, index));
                }
                Edge::Close(_) => {
                    let Some((place, _)) = open.pop() else { continue };
                    items[place].end = items.len();
                    add_to_parent(&mut items, place);
                }
            }
        }
        Self { items }
    }

    /// Places of the children of a node.
    pub(crate) fn children(&self, place: usize) -> impl Iterator<Item = usize> {
        let end = self.items[place].end;
        let first = Some(place + 1).filter(|&child| child < end);
        std::iter::successors(first, move |&child| Some(self.items[child].end).filter(|&next| next < end))
    }

    /// Places of a node and all below it.
    pub(crate) fn below(&self, place: usize) -> std::ops::Range<usize> {
        place..self.items[place].end
    }

    /// The way to a node.
    pub(crate) fn path(&self, place: usize) -> Vec<u32> {
        let up = || std::iter::successors(Some(place), |&at| Some(self.items[at].parent)).take_while(|&at| at > 0);
        let mut path = vec![0; up().count()];
        for (step, at) in path.iter_mut().rev().zip(up()) {
            *step = self.items[at].index;
        }
        path
    }

    /// The place of the node that a way leads to, and how much of the way is left at a text.
    pub(crate) fn follow<'p>(&self, path: &'p [u32]) -> Option<(usize, &'p [u32])> {
        let mut at = 0;
        for (done, &index) in path.iter().enumerate() {
            if self.items[at].tag == Tag::Text || self.items[at].node.is_text() {
                return Some((at, &path[done..]));
            }
            at = self.children(at).nth(index as usize)?;
        }
        Some((at, &[]))
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, place: usize, name: &str) -> Option<&'a str> {
        attribute(self.items[place].node, name)
    }

    /// Name of an element, empty for other nodes.
    pub(crate) fn name(&self, place: usize) -> &'a str {
        self.items[place].node.as_element().map_or("", |element| element.name())
    }

    /// Whether a place is at another one or below it.
    pub(crate) fn is_in(&self, place: usize, outer: usize) -> bool {
        self.below(outer).contains(&place)
    }

    /// All characters below a node, hidden or not, as they stand in the source.
    pub(crate) fn raw_text(&self, place: usize) -> String {
        self.below(place).filter_map(|at| self.items[at].node.as_text()).map(|text| &**text).collect()
    }
}

/// An attribute of a node.
pub(crate) fn attribute<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    node.as_element()?.attrs().find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn item(node: &Node, parent: usize, index: u32) -> Item<'_> {
    let (tag, hidden, text) = match node {
        Node::Text(text) => (Tag::Text, false, visible(text)),
        Node::Element(element) => (Tag::of(element.name()), style::is_hidden(node), 0),
        Node::Document | Node::Fragment => (Tag::Block, false, 0),
        _ => (Tag::Skipped, false, 0),
    };
    let cells = u32::from(tag == Tag::Cell);
    Item { node, tag, parent, index, end: 0, hidden, text, linked: 0, cells }
}

/// Characters that a reader sees.
fn visible(text: &str) -> u32 {
    if text.is_ascii() {
        let is_seen = |b: &u8| !matches!(b, b' ' | b'\t'..=b'\r');
        return text.bytes().map(|b| u32::from(is_seen(&b))).sum();
    }
    text.chars().filter(|c| !c.is_whitespace()).count() as u32
}

fn add_to_parent(items: &mut [Item<'_>], place: usize) {
    let Item { tag, parent, hidden, text, mut linked, cells, .. } = items[place];
    if place == parent || hidden || tag == Tag::Skipped {
        return;
    }
    if tag == Tag::Link {
        linked = text;
    }
    let parent = &mut items[parent];
    parent.text = parent.text.saturating_add(text);
    parent.linked = parent.linked.saturating_add(linked);
    parent.cells = parent.cells.saturating_add(cells);
}
