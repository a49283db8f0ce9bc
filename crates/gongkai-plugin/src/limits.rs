//! How much an importer may take and give.

/// Bounds that keep one hostile file from taking the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a source. Real reports stay below 1 MB; scans in PDF reach some tens.
    pub bytes: u64,
    /// Lines of a text. Real reports have some hundreds.
    pub lines: usize,
    /// Cells of one table; what comes after is kept as lines of text.
    pub cells: usize,
    /// Files in one package, those in packages inside included.
    pub members: usize,
    /// Nesting of containers, elements or tables.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, lines: 200_000, cells: 100_000, members: 2_000, depth: 64 }
    }
}
