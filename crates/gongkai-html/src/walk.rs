//! The nodes of a page to blocks: the article whole, of the rest its tables, its title and what it says about the page.

use gongkai_model::{Block, Diagnostic, Document, Locus};
use gongkai_plugin::Limits;

use crate::flat::Flat;
use crate::run::{Manner, Piece, Run};
use crate::tag::Tag;
use crate::{chrome, divs, metadata, style, table};

/// A longer paragraph in bold is emphasis, not a heading.
const LONGEST_HEADING: usize = 60;
/// Level of a paragraph in bold.
const BOLD_LEVEL: u8 = 6;
/// Cells of a table outside the article that is worth keeping.
const SMALLEST_TABLE: usize = 4;

/// Reads a page into a document, given the places of its article.
pub(crate) fn read(flat: &Flat<'_>, containers: &[usize], limits: &Limits) -> Document {
    let mut document = Document::default();
    metadata::of_head(flat, &mut document.metadata);
    let titles = metadata::title_keys(flat, &document.metadata);
    let whole = containers.iter().any(|&place| holds_all(flat, place));
    let mut walk = Walk {
        flat,
        containers,
        limits,
        titles,
        document,
        run: Run::default(),
        inside: false,
        passed: false,
        whole,
        heading: None,
        images: Vec::new(),
        unseen: Vec::new(),
    };
    walk.node(0, Manner::default());
    walk.flush();
    walk.finish()
}

/// Whether a container is the page itself: then frame and article are not told apart by place.
fn holds_all(flat: &Flat<'_>, place: usize) -> bool {
    matches!(flat.name(place), "" | "html" | "body")
}

struct Walk<'a, 'b> {
    flat: &'a Flat<'b>,
    containers: &'a [usize],
    limits: &'a Limits,
    /// Titles that the head of the page gives, without white space.
    titles: Vec<String>,
    document: Document,
    run: Run,
    /// In the article.
    inside: bool,
    /// Behind the beginning of the article.
    passed: bool,
    /// The article is the whole page.
    whole: bool,
    /// Level of the heading that is open.
    heading: Option<u8>,
    images: Vec<usize>,
    /// Parts of the article that the page does not show.
    unseen: Vec<usize>,
}

impl Walk<'_, '_> {
    fn node(&mut self, place: usize, manner: Manner) {
        let item = &self.flat.items[place];
        if item.tag == Tag::Image {
            self.images.extend(Some(place).filter(|_| self.inside));
        }
        if !self.inside && self.containers.contains(&place) {
            self.flush();
            (self.inside, self.passed) = (true, true);
            self.element(place, manner);
            self.flush();
            self.inside = false;
            return;
        }
        if item.hidden && self.inside && item.text > 0 {
            self.unseen.push(place);
        }
        if item.hidden || matches!(item.tag, Tag::Skipped | Tag::Image) {
            return;
        }
        if let Some(text) = item.node.as_text() {
            self.run.push(text, place, manner);
            self.run.weigh(item.text as usize, manner);
            return;
        }
        if self.whole && self.is_menu(place) {
            self.flush();
            return;
        }
        self.element(place, manner);
    }

    /// Menus and lists of links, where the article is not parted from them.
    fn is_menu(&self, place: usize) -> bool {
        let item = &self.flat.items[place];
        if item.cells > 0 {
            return false;
        }
        let list = matches!(self.flat.name(place), "ul" | "ol" | "dl" | "div");
        let links = || self.flat.below(place).filter(|&at| self.flat.items[at].tag == Tag::Link).count();
        item.tag == Tag::Frame || (list && item.linked > 0 && item.linked * 10 >= item.text * 8 && links() >= 4)
    }

    fn element(&mut self, place: usize, mut manner: Manner) {
        let item = &self.flat.items[place];
        match item.tag {
            Tag::Break => return self.flush(),
            Tag::Table => return self.table(place, manner),
            Tag::Bold => manner.bold = true,
            Tag::Link => manner.linked = true,
            Tag::Preformatted => manner.preformatted = true,
            _ => {}
        }
        if self.inside
            && let Some(grid) = divs::read(self.flat, place, self.limits)
        {
            self.flush();
            self.document.blocks.push(Block::Table(grid));
            return;
        }
        manner.bold = style::is_bold(item.node).unwrap_or(manner.bold);
        let breaks = item.tag.breaks_line();
        if breaks {
            self.flush();
        }
        if let Tag::Heading(level) = item.tag {
            self.heading = Some(level);
        }
        let (before, behind) = table::apart(self.flat, place, &self.run);
        self.run.mark(before);
        for child in self.flat.children(place) {
            self.node(child, manner);
        }
        self.run.mark(behind);
        if breaks {
            self.flush();
            self.heading = None;
        }
    }

    fn table(&mut self, place: usize, manner: Manner) {
        self.flush();
        if table::is_layout(self.flat, place) {
            for child in self.flat.children(place) {
                self.node(child, manner);
                self.flush();
            }
            return;
        }
        let item = &self.flat.items[place];
        let menu = item.linked * 2 > item.text || (item.cells as usize) < SMALLEST_TABLE;
        if (!self.inside && menu) || item.text == 0 {
            return;
        }
        for caption in self.flat.children(place).filter(|&child| self.flat.name(child) == "caption") {
            self.node(caption, manner);
        }
        self.flush();
        if self.inside {
            self.images.extend(self.flat.below(place).filter(|&at| self.flat.items[at].tag == Tag::Image));
        }
        let read = table::read(self.flat, place, self.limits);
        if !read.grid.cells().is_empty() {
            self.document.blocks.push(Block::Table(read.grid));
        }
        self.document.blocks.extend(read.rest);
        self.document.diagnostics.extend(read.diagnostics);
    }

    /// Ends the paragraph or heading that is open.
    fn flush(&mut self) {
        let Some(piece) = self.run.take(self.flat) else { return };
        // One more than the limit tells the caller that there are too many.
        if self.document.blocks.len() > self.limits.lines {
            return;
        }
        if piece.text.contains('\n') {
            return self.lines(&piece);
        }
        if chrome::is_trail(&piece.text) {
            let trail = piece.text.split_once([':', '：']).map_or(piece.text.as_str(), |(_, trail)| trail);
            metadata::add(&mut self.document.metadata, "trail", trail, || piece.locus.clone());
            return;
        }
        if chrome::is_button(&piece.text) || (self.whole && chrome::is_foot(&piece.text)) {
            return;
        }
        if !self.inside {
            return self.outside(piece);
        }
        // The line under the title, with buttons and counters in it.
        if chrome::has_buttons(&piece.text) && metadata::of_line(&piece.text, &piece.locus, &mut self.document.metadata)
        {
            return;
        }
        self.push(piece);
    }

    fn push(&mut self, piece: Piece) {
        let Piece { text, locus, bold, .. } = piece;
        let level = self.heading.or((bold && text.chars().count() <= LONGEST_HEADING).then_some(BOLD_LEVEL));
        self.document.blocks.push(match level {
            Some(level) => Block::Heading { level, text, locus },
            None => Block::Paragraph { text, locus },
        });
    }

    /// Lines of text whose white space counts.
    fn lines(&mut self, piece: &Piece) {
        if !self.inside {
            return;
        }
        for line in piece.text.lines().filter(|line| !line.trim().is_empty()) {
            let offset = line.as_ptr() as usize - piece.text.as_ptr() as usize;
            let (text, locus) = (line.trim().to_owned(), piece.locus.part(offset, line));
            self.document.blocks.push(Block::Paragraph { text, locus });
        }
    }

    /// What a line outside the article is worth: the title, or statements about the page.
    fn outside(&mut self, piece: Piece) {
        let key = metadata::key(&piece.text);
        let letters = key.chars().count();
        let titled = self.heading == Some(1) || self.titles.iter().any(|title| letters >= 6 && title.contains(&key));
        if titled && !self.passed && !piece.linked {
            self.heading = self.heading.or(Some(1));
            self.push(piece);
        } else if letters <= 300 {
            metadata::of_line(&piece.text, &piece.locus, &mut self.document.metadata);
        }
    }

    fn finish(self) -> Document {
        let mut document = self.document;
        if let Some(&first) = self.unseen.first() {
            let count: u32 = self.unseen.iter().map(|&place| self.flat.items[place].text).sum();
            let locus = Locus::node(self.flat.path(first));
            let count = count.to_string();
            document.diagnostics.push(Diagnostic::new("hidden_text_left_out", &[("count", &count)], Some(locus)));
        }
        let pictures: Vec<usize> = self.images.into_iter().filter(|&place| is_picture(self.flat, place)).collect();
        if let Some(&first) = pictures.first() {
            let count = pictures.len().to_string();
            let locus = Locus::node(self.flat.path(first));
            document.diagnostics.push(Diagnostic::new("pictures_not_read", &[("count", &count)], Some(locus)));
        }
        document
    }
}

/// Whether an image may hold text or a table: icons of buttons and of file types are small.
fn is_picture(flat: &Flat<'_>, place: usize) -> bool {
    let measure = |name: &str| {
        let value = flat.attribute(place, name).or_else(|| style::value(flat.items[place].node, name))?;
        value.trim().trim_end_matches("px").parse::<f64>().ok()
    };
    let small = |size: Option<f64>| size.is_some_and(|size| size < 100.0);
    let source = flat.attribute(place, "src").unwrap_or_default().to_ascii_lowercase();
    let icon = ["icon", "logo", "filetype", "/sys", "button", "qrcode", "ewm"].iter().any(|word| source.contains(word));
    !icon && !small(measure("width")) && !small(measure("height"))
}
