//! The main part to a document: blocks, paragraphs, runs.

use std::collections::HashMap;

use gongkai_model::Document;
use gongkai_package::{Element, Node, Tree};
use gongkai_plugin::{ImportError, Limits};
use gongkai_word::{Flow, Frame, Line, Manner, Paragraph, marks};

use crate::boxes::choice;
use crate::fields::Fields;
use crate::numbering::Numbering;
use crate::parts::Parts;
use crate::run::{manner, symbol};
use crate::styles::{Style, Styles, outline, value};

/// Reads the parts of a package into a document.
pub(crate) fn read(parts: &Parts, limits: &Limits) -> Result<Document, ImportError> {
    let styles = Styles::read(parts.styles.as_ref());
    let mut walk = Walk {
        flow: Flow::new(limits),
        styles: &styles,
        numbering: Numbering::read(parts.numbering.as_ref()),
        line: Line::default(),
        fields: Fields::default(),
        boxes: Vec::new(),
        notes: Vec::new(),
    };
    for property in parts.properties.iter().flat_map(|tree| tree.root().elements()) {
        walk.flow.declare(property.name().1, &property.text());
    }
    parts.remarks.iter().cloned().for_each(|remark| walk.flow.remark(remark));
    walk.blocks(parts.main.root())?;
    walk.notes(parts)?;
    walk.flow.finish()
}

pub(crate) struct Walk<'a> {
    pub(crate) flow: Flow,
    styles: &'a Styles,
    numbering: Numbering,
    line: Line,
    fields: Fields,
    /// Text boxes of the paragraph, to be read behind it.
    pub(crate) boxes: Vec<(Frame, Element<'a>)>,
    /// Notes that the text refers to: name of the element, id.
    notes: Vec<(&'static str, &'a str)>,
}

impl<'a> Walk<'a> {
    /// The blocks in an element, which content controls and tracked changes may wrap.
    pub(crate) fn blocks(&mut self, parent: Element<'a>) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("w", "p") => self.paragraph(element)?,
                ("w", "tbl") => self.table(element)?,
                ("w", "del" | "moveFrom") => self.flow.tracked(),
                ("w", "ins" | "moveTo") => {
                    self.flow.tracked();
                    self.blocks(element)?;
                }
                ("w", "altChunk") => self.flow.object("altChunk"),
                ("w", "sectPr" | "tcPr" | "sdtPr" | "customXmlPr" | "background") => {}
                ("mc", "AlternateContent") => self.chosen(element, Self::blocks)?,
                _ => self.blocks(element)?,
            }
        }
        Ok(())
    }

    /// Reads the branch to read of a choice.
    pub(crate) fn chosen(
        &mut self,
        element: Element<'a>,
        read: impl Fn(&mut Self, Element<'a>) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        choice(element).map_or(Ok(()), |branch| read(self, branch))
    }

    fn paragraph(&mut self, paragraph: Element<'a>) -> Result<(), ImportError> {
        let properties = paragraph.child("w", "pPr");
        let style = self.styles.of(properties.and_then(|all| value(all, "pStyle")));
        self.inline(paragraph, style)?;
        self.fields.end_codes();
        let end = properties.and_then(|all| all.child("w", "rPr"));
        if end.is_some_and(|end| end.child("w", "del").is_some() || end.child("w", "moveFrom").is_some()) {
            // Its end was deleted: the next paragraph goes on here.
            self.flow.tracked();
            return Ok(());
        }
        let mark = self.numbering.mark(properties, style, self.styles).unwrap_or_default();
        let Line { text, bold, font, .. } = self.line.take();
        let is_shown = !text.trim().is_empty() || self.flow.is_in_table();
        let text = if mark.is_empty() || !is_shown { text } else { marks::before(&mark, text.trim_start()) };
        let own = properties.and_then(outline);
        let level = match own {
            Some(level) => Some(level).filter(|level| *level > 0),
            None => style.level(),
        };
        self.flow.paragraph(Paragraph { text, level, bold, font })?;
        for (frame, content) in std::mem::take(&mut self.boxes) {
            let fields = std::mem::take(&mut self.fields);
            self.flow.begin_frame(frame);
            let done = self.blocks(content);
            self.flow.end_frame();
            self.fields = fields;
            done?;
        }
        Ok(())
    }

    fn inline(&mut self, parent: Element<'a>, style: &'a Style) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("w", "r") => {
                    let manner = manner(element, style, self.styles);
                    self.run(element, manner)?;
                }
                ("w", "pPr" | "sdtPr" | "customXmlPr" | "smartTagPr" | "rt") => {}
                ("w", "del" | "moveFrom") => self.flow.tracked(),
                ("w", "ins" | "moveTo") => {
                    self.flow.tracked();
                    self.inline(element, style)?;
                }
                ("m", "t") => self.show(&element.text(), Manner::default()),
                ("w", "t") => {}
                ("mc", "AlternateContent") => self.chosen(element, |walk, branch| walk.inline(branch, style))?,
                _ => self.inline(element, style)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, run: Element<'a>, manner: Manner) -> Result<(), ImportError> {
        for element in run.elements() {
            match element.name() {
                ("w", "t") => {
                    for node in element.nodes() {
                        if let Node::Text(text) = node {
                            self.show(text, manner);
                        }
                    }
                }
                ("w", "tab" | "ptab") => self.show("\t", manner),
                ("w", "br" | "cr") => self.show("\n", manner),
                ("w", "noBreakHyphen") => self.show("-", manner),
                ("w", "sym") => self.show(&symbol(element), manner),
                ("w", "fldChar") => self.fields.turn(element.attribute("fldCharType").unwrap_or_default()),
                ("w", "footnoteReference") => self.note("footnote", element.attribute("id")),
                ("w", "endnoteReference") => self.note("endnote", element.attribute("id")),
                ("w", "drawing" | "pict" | "object") if !manner.hidden => self.drawing(element)?,
                ("w", "ruby") => {
                    if let Some(base) = element.child("w", "rubyBase") {
                        self.inline(base, self.styles.of(None))?;
                    }
                }
                ("mc", "AlternateContent") => self.chosen(element, |walk, branch| walk.run(branch, manner))?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds characters, where they are shown.
    fn show(&mut self, text: &str, manner: Manner) {
        if manner.hidden {
            self.flow.hide(text);
        } else if self.fields.shows() {
            self.line.push(text, manner);
        }
    }

    /// A reference to a note. Its number is made by the program, and would become part of a figure before it.
    fn note(&mut self, name: &'static str, id: Option<&'a str>) {
        self.notes.extend(id.map(|id| (name, id)));
    }

    /// The notes that the text refers to, behind it.
    fn notes(&mut self, parts: &'a Parts) -> Result<(), ImportError> {
        let all = |name: &'static str, part: &'a Option<Tree>| {
            let notes = part.iter().flat_map(|tree| tree.root().elements()).filter(move |note| note.is("w", name));
            notes.filter_map(move |note| Some(((name, note.attribute("id")?), note)))
        };
        let all = all("footnote", &parts.footnotes).chain(all("endnote", &parts.endnotes));
        // Each note once, however often it is referred to.
        let mut all: HashMap<_, _> = all.collect();
        for (number, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            if let Some(note) = all.remove(&note) {
                self.line.push(&format!("[{}] ", number + 1), Manner::default());
                self.blocks(note)?;
            }
        }
        Ok(())
    }
}
