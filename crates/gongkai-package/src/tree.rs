//! An XML member as a tree: elements by namespace and local name, their attributes, their text.

use std::borrow::Cow;
use std::ops::Range;

use gongkai_plugin::{ImportError, Limits};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// A namespace that a reader knows: the short name it goes by in code, and its address. Several addresses may share a name.
pub type Space = (&'static str, &'static str);

/// Elements and texts of a member. A report has some ten thousand.
const MOST_NODES: usize = 4_000_000;
/// Bytes of a member for each node, and for each attribute, in documents that say much about how they look.
const NODE: usize = 32;
/// Attributes of an element.
const MOST_ATTRIBUTES: usize = 1_000;
/// Namespaces declared around an element. Word declares some forty.
const MOST_SPACES: usize = 200;

/// A member that was read. Elements stand in the order of the member.
#[derive(Debug)]
pub struct Tree {
    /// The member, of which names, values and texts are pieces.
    text: String,
    /// Values and texts that the member writes otherwise than they are: with references and line ends. It counts on behind the member.
    more: String,
    nodes: Vec<Item>,
    attributes: Vec<(Range<u32>, Range<u32>)>,
}

#[derive(Debug)]
struct Item {
    /// Short name of the namespace, empty where the reader does not know it; absent for text.
    space: Option<&'static str>,
    /// Local name, or the text.
    text: Range<u32>,
    attributes: Range<u32>,
    /// The node behind everything in this one.
    end: u32,
}

/// What stands in an element.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Characters, references resolved.
    Text(&'a str),
}

/// An element of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    tree: &'a Tree,
    at: u32,
}

impl Tree {
    /// Reads a member in UTF-8, UTF-16 or the charset that it declares. A document type is skipped; a reference to an entity of it
    /// stays as it is written.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] for what is not well formed, [`ImportError::Unpacks`] for more than 4,000,000 nodes or a nesting
    /// beyond three times [`Limits::depth`].
    pub fn parse(bytes: &[u8], spaces: &[Space], limits: &Limits) -> Result<Self, ImportError> {
        let text = decoded(bytes);
        let mut builder = Builder {
            text: &text,
            more: String::new(),
            nodes: Vec::with_capacity(text.len() / NODE),
            attributes: Vec::with_capacity(text.len() / NODE),
            spaces,
            scope: Vec::new(),
            found: None,
            open: Vec::new(),
            depth: limits.depth.saturating_mul(3),
        };
        let mut reader = Reader::from_str(&text);
        reader.config_mut().allow_dangling_amp = true;
        loop {
            let event = reader.read_event().map_err(|error| ImportError::Damaged { reason: error.to_string() })?;
            match event {
                Event::Start(start) => builder.start(&start)?,
                Event::Empty(start) => {
                    builder.start(&start)?;
                    builder.end();
                }
                Event::End(_) => builder.end(),
                Event::Text(text) => builder.text(&text.xml10_content())?,
                Event::CData(text) => builder.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => builder.text(&referred(&reference))?,
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let (more, nodes, attributes) = builder.finish()?;
        Ok(Self { text: text.into_owned(), more, nodes, attributes })
    }

    /// The outermost element.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }

    fn str(&self, range: &Range<u32>) -> &str {
        let (start, end) = (range.start as usize, range.end as usize);
        let member = self.text.len();
        let piece =
            if start < member { self.text.get(start..end) } else { self.more.get(start - member..end - member) };
        piece.unwrap_or_default()
    }
}

/// The characters of a member.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = || {
        let (_, label) = head.strip_prefix("<?xml")?.split_once("?>")?.0.split_once("encoding=")?;
        let mut label = label.chars();
        let quote = label.next()?;
        encoding_rs::Encoding::for_label(label.as_str().split(quote).next()?.as_bytes())
    };
    declared().unwrap_or(encoding_rs::UTF_8).decode(bytes).0
}

/// What a reference stands for; itself where only a document type would say.
fn referred<'a>(reference: &BytesRef<'a>) -> Cow<'a, str> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Cow::Owned(character.to_string()),
        _ => resolve_predefined_entity(reference)
            .map_or_else(|| Cow::Owned(format!("&{};", &**reference)), Cow::Borrowed),
    }
}

struct Builder<'s> {
    /// The member.
    text: &'s str,
    more: String,
    nodes: Vec<Item>,
    attributes: Vec<(Range<u32>, Range<u32>)>,
    spaces: &'s [Space],
    /// Prefixes in force with their namespaces, and how many elements are open where each was declared.
    scope: Vec<(String, &'static str, usize)>,
    /// The one that was looked for last, until others come into force: most elements are of one namespace.
    found: Option<usize>,
    open: Vec<u32>,
    depth: usize,
}

impl Builder<'_> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ImportError> {
        if self.open.len() >= self.depth {
            return Err(ImportError::Unpacks { limit: format!("elements nested deeper than {}", self.depth) });
        }
        let first = self.attributes.len() as u32;
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| ImportError::Damaged { reason: error.to_string() })?;
            let name = attribute.key.0;
            let value = match attribute.value.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r')) {
                true => attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| attribute.value.clone()),
                false => attribute.value,
            };
            if self.attributes.len() as u32 - first >= MOST_ATTRIBUTES as u32 {
                return Err(ImportError::Unpacks { limit: format!("more than {MOST_ATTRIBUTES} attributes") });
            }
            match name.strip_prefix("xmlns") {
                Some("") => self.declare("", &value)?,
                Some(prefix) if prefix.starts_with(':') => self.declare(&prefix[1..], &value)?,
                _ => {
                    let colon = name.bytes().rposition(|byte| byte == b':');
                    let local = colon.map_or(name, |colon| &name[colon + 1..]);
                    let attribute = (self.piece(local), self.piece(&value));
                    self.attributes.push(attribute);
                }
            }
        }
        let name = start.name().0;
        let colon = name.bytes().position(|byte| byte == b':');
        let (prefix, local) = colon.map_or(("", name), |colon| (&name[..colon], &name[colon + 1..]));
        let space = self.space(prefix);
        let text = self.piece(local);
        self.open.push(self.nodes.len() as u32);
        self.push(Item { space: Some(space), text, attributes: first..self.attributes.len() as u32, end: 0 })
    }

    fn declare(&mut self, prefix: &str, address: &str) -> Result<(), ImportError> {
        if self.scope.len() >= MOST_SPACES {
            return Err(ImportError::Unpacks { limit: format!("more than {MOST_SPACES} namespaces") });
        }
        let space = self.spaces.iter().find(|(_, known)| *known == address).map_or("", |(space, _)| space);
        self.scope.push((prefix.to_owned(), space, self.open.len()));
        self.found = None;
        Ok(())
    }

    /// Short name of the namespace of a prefix.
    fn space(&mut self, prefix: &str) -> &'static str {
        let is = |at: &usize| self.scope.get(*at).is_some_and(|(known, ..)| known == prefix);
        self.found = self.found.filter(is).or_else(|| (0..self.scope.len()).rev().find(is));
        self.found.and_then(|at| self.scope.get(at)).map_or("", |(_, space, _)| space)
    }

    fn end(&mut self) {
        let end = self.nodes.len() as u32;
        if let Some(item) = self.open.pop().and_then(|at| self.nodes.get_mut(at as usize)) {
            item.end = end;
        }
        let depth = self.open.len();
        while self.scope.pop_if(|(.., declared)| *declared >= depth).is_some() {
            self.found = None;
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ImportError> {
        if self.open.is_empty() || text.is_empty() {
            return Ok(());
        }
        // Text around a reference is one text.
        let depth = self.open.len() as u32;
        if let Some(last) = self.nodes.last_mut().filter(|last| last.space.is_none() && last.end == depth) {
            let member = self.text.len();
            if (last.text.start as usize) < member {
                let begun = self.text.get(last.text.start as usize..last.text.end as usize);
                last.text.start = (member + self.more.len()) as u32;
                self.more.push_str(begun.unwrap_or_default());
            }
            self.more.push_str(text);
            last.text.end = (member + self.more.len()) as u32;
            return Ok(());
        }
        let text = self.piece(text);
        self.push(Item { space: None, text, attributes: 0..0, end: depth })
    }

    /// Where characters stand: those of the member there, others behind it.
    fn piece(&mut self, text: &str) -> Range<u32> {
        let member = self.text.len();
        let at = (text.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let start = if at < member {
            at
        } else {
            self.more.push_str(text);
            member + self.more.len() - text.len()
        };
        start as u32..(start + text.len()) as u32
    }

    fn push(&mut self, item: Item) -> Result<(), ImportError> {
        if self.nodes.len() >= MOST_NODES {
            return Err(ImportError::Unpacks { limit: format!("more than {MOST_NODES} elements") });
        }
        self.nodes.push(item);
        Ok(())
    }

    /// The text, the items, and where names and values of attributes stand.
    #[allow(clippy::type_complexity, reason = "taken apart at once by its only caller")]
    fn finish(self) -> Result<(String, Vec<Item>, Vec<(Range<u32>, Range<u32>)>), ImportError> {
        if !self.open.is_empty() {
            return Err(ImportError::Damaged { reason: "the XML stops before its end".into() });
        }
        if self.nodes.first().is_none_or(|root| root.space.is_none()) {
            return Err(ImportError::Damaged { reason: "no XML element".into() });
        }
        Ok((self.more, self.nodes, self.attributes))
    }
}

impl<'a> Element<'a> {
    fn item(&self) -> &'a Item {
        &self.tree.nodes[self.at as usize]
    }

    /// Short name of the namespace, empty where the reader does not know it, and local name: `("w", "p")`.
    pub fn name(&self) -> (&'static str, &'a str) {
        let item = self.item();
        (item.space.unwrap_or_default(), self.tree.str(&item.text))
    }

    /// Whether it is the element of a namespace and name.
    pub fn is(&self, space: &str, name: &str) -> bool {
        self.item().text.len() == name.len() && self.name() == (space, name)
    }

    /// Value of the first attribute of a local name, whatever its namespace.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let range = &self.item().attributes;
        let attributes = self.tree.attributes.get(range.start as usize..range.end as usize)?;
        let (_, value) = attributes.iter().find(|(key, _)| self.tree.str(key) == name)?;
        Some(self.tree.str(value))
    }

    /// Elements and texts in it, in order.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let (tree, end) = (self.tree, self.item().end);
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let item = tree.nodes.get(at as usize).filter(|_| at < end)?;
            let here = at;
            Some(match item.space {
                None => {
                    at += 1;
                    Node::Text(tree.str(&item.text))
                }
                Some(_) => {
                    at = item.end;
                    Node::Element(Element { tree, at: here })
                }
            })
        })
    }

    /// Elements in it, in order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        self.nodes().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    pub fn child(&self, space: &str, name: &str) -> Option<Element<'a>> {
        self.elements().find(|element| element.is(space, name))
    }

    /// Every element below it, in order.
    pub fn below(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        let (tree, end) = (self.tree, self.item().end);
        (self.at + 1..end).filter(|at| tree.nodes[*at as usize].space.is_some()).map(move |at| Element { tree, at })
    }

    /// All text below it.
    pub fn text(&self) -> String {
        let range = self.at as usize + 1..self.item().end as usize;
        let nodes = self.tree.nodes.get(range).unwrap_or_default();
        nodes.iter().filter(|item| item.space.is_none()).map(|item| self.tree.str(&item.text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACES: &[Space] = &[("w", "http://w"), ("w", "http://strict")];

    fn shown(element: Element<'_>) -> String {
        let inside: String = element
            .nodes()
            .map(|node| match node {
                Node::Element(element) => shown(element),
                Node::Text(text) => text.to_owned(),
            })
            .collect();
        let (space, name) = element.name();
        format!("{space}:{name}({inside})")
    }

    fn parsed(xml: &str) -> Result<String, ImportError> {
        Tree::parse(xml.as_bytes(), SPACES, &Limits::default()).map(|tree| shown(tree.root()))
    }

    #[test]
    fn names_go_by_their_namespace() {
        for (xml, expected) in [
            ("<w:a xmlns:w='http://w'>1<w:b/>&amp;2</w:a>", "w:a(1w:b()&2)"),
            ("<a xmlns='http://strict'><b xmlns='x'/><c/></a>", "w:a(:b()w:c())"),
            ("<a><![CDATA[<x>]]>&#21335;</a>", ":a(<x>南)"),
            ("<a>1<b>2</b>3&lt;</a>", ":a(1:b(2)3<)"),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;&lt;</a>", ":a(&b;<)"),
        ] {
            assert_eq!(parsed(xml).as_deref(), Ok(expected), "{xml}");
        }
        let tree = Tree::parse(b"<a w:b='1&amp;2' c='3'/>", SPACES, &Limits::default()).unwrap();
        assert_eq!((tree.root().attribute("b"), tree.root().attribute("d")), (Some("1&2"), None));
        let wide: Vec<u8> = "\u{feff}<a>南</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Tree::parse(&wide, SPACES, &Limits::default()).unwrap().root().text(), "南");
    }

    #[test]
    fn what_is_not_well_formed_is_an_error() {
        for xml in ["", "x", "<?xml encoding=é?>", "<a>", "<a></b>", "<a", "</a>", "<a b=1/>", "<a><b></a>"] {
            assert!(parsed(xml).is_err(), "{xml}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(matches!(parsed(&deep), Err(ImportError::Unpacks { .. })));
    }
}
