//! What an element is for the order of blocks.

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// Characters.
    Text,
    /// Nothing that a reader of the page sees: scripts, styles, controls, comments.
    Skipped,
    /// A line break.
    Break,
    /// Begins and ends on a line of its own.
    Block,
    /// A heading, with its level.
    Heading(u8),
    /// Menus, footers and the like, where the page says so.
    Frame,
    /// Goes on in the line.
    Inline,
    /// Bold, in the line.
    Bold,
    /// A link.
    Link,
    /// A note or exponent that touches the word before it, and words that were struck out.
    Apart,
    /// Text whose white space counts.
    Preformatted,
    /// A table.
    Table,
    /// The rows at the head of a table.
    TableHead,
    /// Rows of a table.
    TableBody,
    /// The rows at the foot of a table.
    TableFoot,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// A picture.
    Image,
}

impl Tag {
    /// What the element of a name is.
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "p" | "div" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "section" | "article" | "main" | "header"
            | "center" | "blockquote" | "form" | "fieldset" | "legend" | "address" | "figure" | "figcaption" | "hr"
            | "caption" | "details" | "summary" | "body" | "html" | "noscript" | "marquee" | "menu" | "dir"
            | "hgroup" | "search" | "dialog" => Self::Block,
            "span" | "font" => Self::Inline,
            "td" | "th" => Self::Cell,
            "tr" => Self::Row,
            "br" => Self::Break,
            "a" => Self::Link,
            "b" | "strong" => Self::Bold,
            "table" => Self::Table,
            "tbody" => Self::TableBody,
            "thead" => Self::TableHead,
            "tfoot" => Self::TableFoot,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "img" => Self::Image,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Preformatted,
            "nav" | "footer" | "aside" => Self::Frame,
            "sup" | "sub" | "del" | "s" | "strike" => Self::Apart,
            "script" | "style" | "head" | "title" | "meta" | "link" | "base" | "textarea" | "select" | "option"
            | "button" | "input" | "iframe" | "frame" | "frameset" | "noframes" | "embed" | "object" | "param"
            | "applet" | "svg" | "math" | "canvas" | "audio" | "video" | "source" | "map" | "area" | "template"
            | "datalist" | "col" | "colgroup" | "rt" | "rp" => Self::Skipped,
            _ => Self::Inline,
        }
    }

    /// Whether text before and text behind stand on lines of their own.
    pub(crate) fn breaks_line(self) -> bool {
        matches!(
            self,
            Self::Break
                | Self::Block
                | Self::Heading(_)
                | Self::Frame
                | Self::Preformatted
                | Self::Table
                | Self::TableHead
                | Self::TableBody
                | Self::TableFoot
                | Self::Row
                | Self::Cell
        )
    }
}
