//! How much a file may still draw.

use gongkai_plugin::ImportError;

/// Pages of a file. Reports have some tens.
const MOST_PAGES: u32 = 5_000;
/// Things drawn on all pages.
const MOST_DRAWN: usize = 2_000_000;
/// Characters and steps of paths on all pages. A page of small print has some thousands.
const MOST_KEPT: usize = 3_000_000;

/// What was drawn so far, and the bounds on it.
#[derive(Debug)]
pub(crate) struct Budget {
    pages: u32,
    drawn: usize,
    kept: usize,
    deepest: usize,
}

impl Budget {
    /// Nothing drawn yet; groups may lie in one another so deep.
    pub(crate) fn new(deepest: usize) -> Self {
        Self { pages: 0, drawn: 0, kept: 0, deepest }
    }

    /// Begins a page, and gives its number, from 1.
    pub(crate) fn page(&mut self) -> Result<u32, ImportError> {
        self.pages += 1;
        within(self.pages <= MOST_PAGES, || format!("more than {MOST_PAGES} pages"))?;
        Ok(self.pages)
    }

    /// Draws a thing, inside of so many groups.
    pub(crate) fn draw(&mut self, depth: usize) -> Result<(), ImportError> {
        self.drawn += 1;
        within(depth <= self.deepest, || format!("drawings nested deeper than {}", self.deepest))?;
        within(self.drawn <= MOST_DRAWN, || format!("more than {MOST_DRAWN} drawing steps"))
    }

    /// Draws a character or a step of a path.
    pub(crate) fn keep(&mut self) -> Result<(), ImportError> {
        self.kept += 1;
        within(self.kept <= MOST_KEPT, || format!("more than {MOST_KEPT} characters and lines"))
    }
}

fn within(is_within: bool, limit: impl FnOnce() -> String) -> Result<(), ImportError> {
    if is_within { Ok(()) } else { Err(ImportError::Unpacks { limit: limit() }) }
}
