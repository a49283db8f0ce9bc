//! Document to report: which tables, which rows, which columns, whose report and of which year.
//!
//! Align, then prove: labels say what a row is, positions and the form's sums say which column a figure stands in, and
//! what neither decides is said to be undecided.

mod identity;

use gongkai_model::{Document, Facts, Report, Status};

/// Reads one document.
pub fn read(source: &str, number: u32, document: &Document) -> Report {
    let identity = identity::identify(document, &[]);
    let mut diagnostics = document.diagnostics.clone();
    diagnostics.extend(identity.diagnostics);
    Report {
        source: source.into(),
        document: number,
        status: if identity.names_a_report { Status::Report } else { Status::NotAReport },
        title: identity.title,
        agency: identity.agency,
        year: identity.year,
        scope: identity.scope,
        published: identity.published,
        tables: Vec::new(),
        passages: Vec::new(),
        facts: Facts::default(),
        diagnostics,
    }
}
