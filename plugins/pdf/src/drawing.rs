//! What the importer needs of a library for PDF.

use gongkai_layout::Page;
use gongkai_plugin::ImportError;

/// A library that draws PDF.
pub(crate) trait Engine {
    /// Draws a file, in bounded time and memory, and without a panic.
    ///
    /// # Errors
    /// [`ImportError::Encrypted`], [`ImportError::Unpacks`] where it takes too much to draw, [`ImportError::Damaged`].
    fn draw(&self, bytes: &[u8]) -> Result<Drawing, ImportError>;
}

/// A file as it is drawn, and what it says of itself.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    pub(crate) pages: Vec<DrawnPage>,
    /// Fonts that cannot be loaded; their text is not drawn.
    pub(crate) lost_fonts: usize,
    /// Name and value of each statement of the document.
    pub(crate) metadata: Vec<(&'static str, String)>,
    /// Names of files that lie inside.
    pub(crate) attachments: Vec<String>,
}

/// A page as it is drawn.
#[derive(Debug, Default)]
pub(crate) struct DrawnPage {
    pub(crate) page: Page,
    /// Pictures large enough to hold text.
    pub(crate) pictures: usize,
    /// Characters that do not show.
    pub(crate) invisible: usize,
    /// Glyphs without a character; they stand as `�`.
    pub(crate) nameless: usize,
    /// Characters beyond the edges of the page, left out.
    pub(crate) outside: usize,
}

impl DrawnPage {
    /// Whether there is any text.
    pub(crate) fn has_text(&self) -> bool {
        self.page.glyphs.iter().any(|glyph| !glyph.character.is_whitespace())
    }
}
