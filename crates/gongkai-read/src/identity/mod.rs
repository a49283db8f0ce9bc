//! Whose report, of which year, of what scope, published when.

use gongkai_model::{Agency, Date, Diagnostic, Document, Found, Passage, Scope};

/// What a document says about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Identity {
    pub(crate) title: Option<Found<String>>,
    pub(crate) agency: Option<Found<Agency>>,
    pub(crate) year: Option<Found<i32>>,
    pub(crate) scope: Option<Found<Scope>>,
    pub(crate) published: Option<Found<Date>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether the words say that this is an annual report on open government information.
    pub(crate) names_a_report: bool,
}

/// Reads the identity from the document's blocks and the passages the reader made of them.
pub(crate) fn identify(document: &Document, passages: &[Passage]) -> Identity {
    let _ = (document, passages);
    Identity::default()
}
