//! What the importer needs of a library for PDF.

use gongkai_layout::Drawing;
use gongkai_plugin::ImportError;

/// A library that draws PDF.
pub(crate) trait Engine {
    /// Draws a file, in bounded time and memory, and without a panic.
    ///
    /// # Errors
    /// [`ImportError::Encrypted`], [`ImportError::Unpacks`] where it takes too much to draw, [`ImportError::Damaged`].
    fn draw(&self, bytes: &[u8]) -> Result<Drawing, ImportError>;
}
