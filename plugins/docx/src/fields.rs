//! Fields: only their results are text, not what they are computed from.

/// The fields that are open, the innermost last: whether each is at its result.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<bool>);

impl Fields {
    /// A `w:fldChar` of a type.
    pub(crate) fn turn(&mut self, kind: &str) {
        match kind {
            "begin" => self.0.push(false),
            "separate" => self.0.iter_mut().rev().take(1).for_each(|result| *result = true),
            "end" => drop(self.0.pop()),
            _ => {}
        }
    }

    /// Whether text is a result, or in no field at all.
    pub(crate) fn shows(&self) -> bool {
        self.0.iter().all(|result| *result)
    }

    /// Ends fields whose code is not over at the end of a paragraph: their mark is lost, and would hide the rest of the document.
    pub(crate) fn end_codes(&mut self) {
        self.0.retain(|result| *result);
    }
}
