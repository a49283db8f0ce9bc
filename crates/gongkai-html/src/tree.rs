//! Text to a tree of nodes, by html5ever, with bounds on depth, nodes and attributes.
//!
//! html5ever takes quadratic time for elements nested without end and for tags with attributes without end; both are
//! cut here, and said.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use ego_tree::{NodeId, Tree};
use html5ever::local_name;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use scraper::{Html, HtmlTreeSink, Node};

use crate::rows::Rows;

/// Elements may be nested this deep; browsers stop at 512, too.
const DEEPEST: usize = 512;
/// Start tags between two looks at the depth.
const STEP: u32 = 32;
/// Nodes of one page. Real pages have some thousands.
const MOST_NODES: usize = 1_000_000;
/// Bytes of a page for each node, in pages with many nodes.
const NODE: usize = 16;
/// Attributes of one tag, counted by the white space and slashes that part them.
const MOST_ATTRIBUTES: usize = 5_000;
/// A shorter tag cannot have too many of them.
const LONG_TAG: usize = 2 * MOST_ATTRIBUTES;

/// A page as a tree.
#[derive(Debug)]
pub(crate) struct Page {
    /// The tree.
    pub(crate) html: Html,
    /// Elements were nested so deep that inner ones were left out; their text is there.
    pub(crate) too_deep: bool,
    /// The page had so many nodes that its end was left out.
    pub(crate) too_large: bool,
    /// Cells whose start tags were lost.
    pub(crate) cells_opened: u32,
}

/// Parses a whole page, or a part of one: what a page needs around it is supplied.
pub(crate) fn parse(text: &str) -> Page {
    let text = without_endless_tags(text);
    let nodes = (text.len() / NODE).min(MOST_NODES);
    let sink = HtmlTreeSink::new(Html { tree: Tree::with_capacity(Node::Document, nodes), ..Html::new_document() });
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tokenizer = Tokenizer::new(Guard::new(TreeBuilder::new(sink, options)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text.as_ref()));
    // A script that ends makes the tokenizer pause for whoever would run it.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let Guard { builder, too_deep, too_large, cells_opened, .. } = tokenizer.sink;
    Page {
        html: builder.sink.finish(),
        too_deep: too_deep.get(),
        too_large: too_large.get(),
        cells_opened: cells_opened.get(),
    }
}

/// Stands between tokenizer and tree builder and lets through what stays within the bounds.
struct Guard {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    start_tags: Cell<u32>,
    /// The last look found the tree at its depth limit.
    at_bottom: Cell<bool>,
    /// Start tags left out whose end tags are to be left out.
    skipped: Cell<u64>,
    too_deep: Cell<bool>,
    too_large: Cell<bool>,
    rows: RefCell<Rows>,
    cells_opened: Cell<u32>,
}

impl Guard {
    fn new(builder: TreeBuilder<NodeId, HtmlTreeSink>) -> Self {
        Self {
            builder,
            start_tags: Cell::new(0),
            at_bottom: Cell::new(false),
            skipped: Cell::new(0),
            too_deep: Cell::new(false),
            too_large: Cell::new(false),
            rows: RefCell::default(),
            cells_opened: Cell::new(0),
        }
    }

    fn look(&self) {
        let html = self.builder.sink.0.borrow();
        let mut nodes = html.tree.nodes();
        self.too_large.set(nodes.len() > MOST_NODES);
        let depth = nodes.next_back().map_or(0, |node| node.ancestors().take(DEEPEST + 1).count());
        self.at_bottom.set(depth > DEEPEST);
    }

    /// Whether a tag is to be left out.
    fn refuses(&self, tag: &Tag) -> bool {
        let nests = !nests_not(&tag.name);
        match tag.kind {
            TagKind::StartTag => {
                self.start_tags.set(self.start_tags.get().wrapping_add(1));
                if (self.at_bottom.get() && nests) || self.start_tags.get().is_multiple_of(STEP) {
                    self.look();
                }
                let refused = self.at_bottom.get() && nests;
                if refused {
                    self.skipped.set(self.skipped.get() + 1);
                    self.too_deep.set(true);
                }
                refused
            }
            TagKind::EndTag if nests && self.skipped.get() > 0 => {
                self.skipped.set(self.skipped.get() - 1);
                true
            }
            TagKind::EndTag => {
                self.at_bottom.set(self.at_bottom.get() && !nests);
                false
            }
        }
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let end = matches!(token, Token::EOFToken);
        if !end && (self.too_large.get() || matches!(&token, Token::TagToken(tag) if self.refuses(tag))) {
            return TokenSinkResult::Continue;
        }
        match &token {
            Token::TagToken(tag) => self.rows.borrow_mut().tag(tag),
            Token::CharacterTokens(characters) if self.rows.borrow_mut().opens_cell(characters) => {
                self.cells_opened.set(self.cells_opened.get().saturating_add(1));
                let _ = self.builder.process_token(Token::TagToken(cell()), line);
            }
            _ => {}
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The start tag of a cell.
fn cell() -> Tag {
    Tag {
        kind: TagKind::StartTag,
        name: local_name!("td"),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

/// Elements that have no children, or text only.
fn nests_not(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "col"
            | "base"
            | "wbr"
            | "embed"
            | "area"
            | "param"
            | "source"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
            | "plaintext"
    )
}

/// The text without tags that have thousands of attributes.
fn without_endless_tags(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if bytes.split(|byte| *byte == b'>').all(|run| run.len() <= MOST_ATTRIBUTES) {
        return Cow::Borrowed(text);
    }
    let mut kept: Option<String> = None;
    let (mut done, mut at) = (0, 0);
    while let Some(open) = text[at..].find('<').map(|found| at + found) {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        // Nearly all tags end soon.
        let near = &bytes[at..bytes.len().min(at + LONG_TAG)];
        if let Some(end) = near.iter().position(|&b| b == b'>') {
            at += end;
            continue;
        }
        let (end, attributes) = long_tag(bytes, at);
        if attributes > MOST_ATTRIBUTES {
            kept.get_or_insert_with(String::new).push_str(&text[done..open]);
            done = end;
        }
        at = end;
    }
    match kept {
        Some(kept) => Cow::Owned(kept + &text[done..]),
        None => Cow::Borrowed(text),
    }
}

/// Where a tag ends, and how many attributes it may have. The end is a `>` outside quotes.
fn long_tag(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut quote, mut marks, mut last) = (None, 0, b' ');
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (at + 1, marks),
            None if matches!(byte, b'"' | b'\'') && last == b'=' => quote = Some(byte),
            None => marks += usize::from(byte.is_ascii_whitespace() || byte == b'/'),
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    (bytes.len(), marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &Page) -> String {
        page.html.tree.values().filter_map(|node| node.as_text()).map(|text| &**text).collect()
    }

    #[test]
    fn deep_nesting_is_cut_and_its_text_kept() {
        let deep = format!("{}12{}<p>34", "<div>".repeat(200_000), "</div>".repeat(200_000));
        let page = parse(&deep);
        assert!(page.too_deep);
        assert_eq!(text(&page), "1234");
        let depth = page.html.tree.nodes().map(|node| node.ancestors().count()).max();
        assert!(depth <= Some(DEEPEST + 2 * STEP as usize), "{depth:?}");
        for open in ["<b>", "<font color=1>", "<table>", "<table><tr><td>", "<svg>", "<a href=x>", "<ul><li>", "<p><i>"]
        {
            parse(&open.repeat(20_000));
        }
    }

    #[test]
    fn text_between_cells_is_a_cell() {
        for (html, opened, cells) in [
            ("<table><tr><td>规章</td>1</td><td>2</td></tr></table>", 1, "规章|1|2"),
            ("<table><tr><td>规章</td>\n<b>1</b></td> &nbsp; <td>2</td></tr></table>", 1, "规章|1|2"),
            ("<table><tr><script>var a = 1;</script><td>1</td></tr></table>", 0, "1"),
            ("<table><tr><td>规章</td><td>1</td></tr>2</td></tr></table>", 1, "规章|1|2"),
            ("<table>单位：件<tr><td>1<td>2</tr></table>3", 0, "1|2"),
            ("<table><tr><td><table><tr><td>1</table>2<td>3</table>", 0, "12|1|3"),
        ] {
            let page = parse(html);
            assert_eq!(page.cells_opened, opened, "{html}");
            let flat = crate::flat::Flat::new(&page.html);
            let found: Vec<String> = (0..flat.items.len())
                .filter(|&at| flat.name(at) == "td")
                .map(|at| flat.raw_text(at).trim().to_owned())
                .collect();
            assert_eq!(found.join("|"), cells, "{html}");
        }
    }

    #[test]
    fn endless_tags_are_left_out() {
        let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
        let page = parse(&format!("<p>12<p {attributes}>34<p title=\"{}\">56", "x ".repeat(20_000)));
        assert_eq!(text(&page), "123456");
        assert!(!parse("<p>12").too_deep);
    }
}
