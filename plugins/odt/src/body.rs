//! The content to a document: blocks, lists, paragraphs, runs.

use gongkai_model::Document;
use gongkai_package::{Element, Node};
use gongkai_plugin::{ImportError, Limits};
use gongkai_word::{Flow, Frame, Line, Manner, Paragraph, marks};

use crate::lists::{Lists, Open};
use crate::parts::Parts;
use crate::styles::Styles;
use crate::table::MOST_REPEATED;

/// Reads the parts of a text into a document.
pub(crate) fn read(parts: &Parts, limits: &Limits) -> Result<Document, ImportError> {
    let trees = || parts.styles.iter().chain([&parts.content]);
    let styles = Styles::read(trees());
    let mut walk = Walk {
        flow: Flow::new(limits),
        styles: &styles,
        lists: Lists::read(trees()),
        line: Line::default(),
        boxes: Vec::new(),
        notes: Vec::new(),
        list: None,
        item: None,
        repeatable: MOST_REPEATED,
    };
    let root = parts.content.root();
    let meta = parts.meta.as_ref().map_or(root, |tree| tree.root());
    for statement in meta.child("office", "meta").iter().flat_map(Element::elements) {
        let name = match statement.name() {
            // Dates of the file, not of what it holds.
            ("dc", "date") => "modified",
            (_, "creation-date") => "created",
            ("dc" | "meta", name) => name,
            _ => continue,
        };
        walk.flow.declare(name, &statement.text());
    }
    parts.remarks.iter().cloned().for_each(|remark| walk.flow.remark(remark));
    let body = root.child("office", "body").and_then(|body| body.child("office", "text"));
    let body = body.ok_or_else(|| ImportError::Damaged { reason: "content.xml: no text".into() })?;
    walk.blocks(body)?;
    for (number, note) in std::mem::take(&mut walk.notes).into_iter().enumerate() {
        walk.line.push(&format!("[{}] ", number + 1), Manner::default());
        walk.blocks(note)?;
    }
    walk.flow.finish()
}

/// An item of a list whose first paragraph is still to come: its list, and the number that it says it has.
#[derive(Debug)]
struct Item {
    list: Open,
    start: Option<u32>,
}

pub(crate) struct Walk<'a> {
    pub(crate) flow: Flow,
    styles: &'a Styles,
    lists: Lists,
    line: Line,
    /// Text boxes of the paragraph, to be read behind it.
    pub(crate) boxes: Vec<(Frame, Element<'a>)>,
    /// Bodies of notes, to be read behind the text.
    notes: Vec<Element<'a>>,
    /// The innermost list that is open.
    list: Option<Open>,
    item: Option<Item>,
    /// Bytes that repetition may yet add.
    pub(crate) repeatable: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn blocks(&mut self, parent: Element<'a>) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("text", "p" | "h") => self.paragraph(element)?,
                ("text", "list") => self.list(element)?,
                ("table", "table") => self.table(element)?,
                ("text", "tracked-changes") => element.elements().for_each(|_| self.flow.tracked()),
                ("text", "section") if element.attribute("display") == Some("none") => self.flow.hide(&element.text()),
                ("office", "annotation" | "forms") | ("text", "number" | "sequence-decls") => {}
                ("draw", _) => {
                    self.shape(element);
                    self.boxes()?;
                }
                _ => self.blocks(element)?,
            }
        }
        Ok(())
    }

    fn list(&mut self, list: Element<'a>) -> Result<(), ImportError> {
        let open = self.lists.open(list, self.list.as_ref());
        let outer = self.list.replace(open.clone());
        let mut done = Ok(());
        for item in list.elements() {
            if item.is("text", "list-item") {
                let start = item.attribute("start-value").and_then(|start| start.parse().ok());
                self.item = Some(Item { list: open.clone(), start });
            } else {
                self.item = None;
            }
            done = self.blocks(item);
            if done.is_err() {
                break;
            }
        }
        (self.list, self.item) = (outer, None);
        done
    }

    fn paragraph(&mut self, paragraph: Element<'a>) -> Result<(), ImportError> {
        let style = paragraph.attribute("style-name");
        let manner = self.styles.manner("paragraph", style, Manner::default());
        let is_heading = paragraph.is("text", "h");
        let outline = paragraph.attribute("outline-level").and_then(|level| level.parse::<u8>().ok());
        let level = if is_heading { Some(outline.unwrap_or(1).max(1)) } else { self.styles.level(style) };
        let item = self.item.take();
        self.inline(paragraph, manner);
        let Line { text, bold, font, .. } = self.line.take();
        let mark = match (item, level) {
            (Some(Item { list, start }), _) => self.lists.mark(&list, start),
            (None, Some(level)) if is_heading && self.list.is_none() && !text.trim().is_empty() => {
                if paragraph.attribute("is-list-header") == Some("true") {
                    String::new()
                } else {
                    self.lists.heading(level)
                }
            }
            _ => String::new(),
        };
        let is_shown = !text.trim().is_empty() || self.flow.is_in_table();
        let text = if mark.is_empty() || !is_shown { text } else { marks::before(&mark, text.trim_start()) };
        self.flow.paragraph(Paragraph { text, level, bold, font })?;
        self.boxes()
    }

    /// Reads the text boxes that wait.
    fn boxes(&mut self) -> Result<(), ImportError> {
        for (frame, content) in std::mem::take(&mut self.boxes) {
            let list = (self.list.take(), self.item.take());
            self.flow.begin_frame(frame);
            let done = self.blocks(content);
            self.flow.end_frame();
            (self.list, self.item) = list;
            done?;
        }
        Ok(())
    }

    fn inline(&mut self, parent: Element<'a>, manner: Manner) {
        for node in parent.nodes() {
            let element = match node {
                Node::Text(text) => {
                    self.show(text, manner);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name() {
                ("text", "s") => {
                    let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    self.line.push(&" ".repeat(std::cmp::min(count, 400)), manner);
                }
                ("text", "tab") => self.line.push("\t", manner),
                ("text", "line-break") => self.line.push("\n", manner),
                ("text", "span" | "a") => {
                    let manner = self.styles.manner("text", element.attribute("style-name"), manner);
                    self.inline(element, manner);
                }
                // The number of a note is made by the program, and would become part of a figure before it.
                ("text", "note") => self.notes.extend(element.child("text", "note-body")),
                ("text", "hidden-text" | "hidden-paragraph") if element.attribute("is-hidden") == Some("true") => {
                    self.flow.hide(element.attribute("string-value").unwrap_or_default());
                }
                ("office", "annotation" | "annotation-end") | ("text", "number" | "ruby-text") => {}
                ("draw", _) => self.shape(element),
                _ => self.inline(element, manner),
            }
        }
    }

    /// Adds characters, where they are shown. White space of the XML counts as one space, and as none at the beginning.
    fn show(&mut self, text: &str, manner: Manner) {
        if manner.hidden {
            self.flow.hide(text);
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            let before = shown.chars().next_back().or_else(|| self.line.text.chars().next_back());
            match is_space {
                true if before.is_none_or(|before| matches!(before, ' ' | '\n' | '\t')) => {}
                true => shown.push(' '),
                false => shown.push(c),
            }
        }
        self.line.push(&shown, manner);
    }
}
