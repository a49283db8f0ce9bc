//! Fixed pages to blocks: characters with boxes and drawn lines become paragraphs, lines laid out in columns, and tables, in the order
//! in which people read. It knows no format: the importers for PDF and for OFD draw on [`DrawnPage`]s, and [`document()`] makes a
//! document of them.
//!
//! A page goes one way: it is turned so that its text runs left to right (`frame`), copies of characters are dropped (`runs`), drawn
//! lines make nets (`rules`) and nets lattices (`ruled`), what stands in no lattice becomes lines (`lines`). Then, over all pages:
//! page numbers go (`furniture`), a table that goes on is one (`join`), lines become paragraphs (`prose`).

mod columns;
mod content;
mod document;
mod drawn;
mod frame;
mod furniture;
mod join;
mod lines;
mod page;
mod prose;
mod ruled;
mod rules;
mod runs;
mod table;

pub use document::document;
pub use drawn::{Drawing, DrawnPage};
pub use page::{Glyph, Page, Rect, Turn};

use gongkai_model::{Block, Diagnostic};
use gongkai_plugin::Limits;

use crate::content::{Content, Item};
use crate::frame::Frame;
use crate::lines::Line;
use crate::table::Table;

/// The blocks of a document, and what was odd about its pages.
#[derive(Debug, Default)]
pub struct Layout {
    /// The content in reading order.
    pub blocks: Vec<Block>,
    /// What was left out or not looked at.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays pages out. Numbers of pages are left out, which is said; nothing else is.
pub fn layout(pages: &[Page], limits: &Limits) -> Layout {
    let mut contents: Vec<Content> = pages.iter().map(content::content).collect();
    let mut flow = Flow::new(limits);
    let numbers = furniture::without_numbers(&mut contents);
    if numbers > 0 {
        let count = numbers.to_string();
        flow.layout.diagnostics.push(Diagnostic::new("page_numbers_left_out", &[("count", &count)], None));
    }
    for content in contents.iter().filter(|content| content.too_many_rules) {
        let page = content.frame.number().to_string();
        flow.layout.diagnostics.push(Diagnostic::new("rules_not_read", &[("page", &page)], None));
    }
    let running = furniture::running(&contents);
    for (content, running) in contents.into_iter().zip(running) {
        let frame = content.frame;
        flow.new_page();
        for (item, is_running) in content.items.into_iter().zip(running) {
            match item {
                Item::Line(line) if is_running => flow.running(line, frame),
                Item::Line(line) => flow.line(line, frame),
                Item::Table(table) => flow.table(table),
            }
        }
    }
    flow.finish()
}

/// Items of all pages in order, on their way to blocks.
struct Flow<'a> {
    limits: &'a Limits,
    layout: Layout,
    /// The last table, while nothing but a page break has come after it.
    open: Option<Table>,
    /// Lines at the foot and head of pages since then.
    passed: Vec<(Line, Frame)>,
    lines: Vec<Line>,
    frame: Option<Frame>,
    /// Whether a page break has come after the open table.
    broken: bool,
}

impl<'a> Flow<'a> {
    fn new(limits: &'a Limits) -> Self {
        let (layout, passed, lines) = (Layout::default(), Vec::new(), Vec::new());
        Self { limits, layout, open: None, passed, lines, frame: None, broken: false }
    }

    fn new_page(&mut self) {
        self.close_lines();
        self.broken = true;
    }

    fn line(&mut self, line: Line, frame: Frame) {
        self.close_table();
        self.frame = Some(frame);
        self.lines.push(line);
    }

    /// A line that every page has at its head or foot: it does not end a table that goes on behind it.
    fn running(&mut self, line: Line, frame: Frame) {
        if self.open.is_some() {
            self.passed.push((line, frame));
        } else {
            self.line(line, frame);
        }
    }

    fn table(&mut self, table: Table) {
        self.close_lines();
        match &mut self.open {
            Some(open) if self.broken && join::goes_on(open, &table) => join::append(open, table),
            _ => {
                self.close_table();
                self.open = Some(table);
            }
        }
        self.broken = false;
    }

    fn close_lines(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if let Some(frame) = self.frame.take() {
            self.layout.blocks.extend(prose::blocks(&lines, frame));
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.open.take() else { return };
        // Lines of the pages come before the tables: between two of them, or behind, they would stand before what may go on with the last.
        let passed = std::mem::take(&mut self.passed).into_iter();
        let passed: Vec<Block> = passed.flat_map(|(line, frame)| prose::blocks(&[line], frame)).collect();
        let blocks = &mut self.layout.blocks;
        let before = blocks.iter().rposition(|block| !matches!(block, Block::Table(_))).map_or(0, |at| at + 1);
        blocks.splice(before..before, passed);
        match table.grid(self.limits.cells) {
            Ok(grid) => self.layout.blocks.push(Block::Table(grid)),
            Err(_) => {
                let limit = self.limits.cells.to_string();
                let diagnostic = Diagnostic::new("table_too_large", &[("limit", &limit)], None);
                self.layout.diagnostics.push(diagnostic);
                let cells = table.cells.iter().filter(|cell| !cell.lines.is_empty());
                let paragraphs = cells.map(|cell| Block::Paragraph { text: cell.text(), locus: cell.locus() });
                self.layout.blocks.extend(paragraphs);
            }
        }
    }

    fn finish(mut self) -> Layout {
        self.close_table();
        self.close_lines();
        self.layout
    }
}
