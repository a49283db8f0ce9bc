//! Rows of Table 3 as parts of formulas.

use gongkai_model::TableId;
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::Figure;
use crate::view::ReportView;
use crate::words::{Term, of_id};

/// Label of a row on the form that the report uses, with its group.
pub(crate) fn label(view: &ReportView<'_>, row: RequestRow) -> String {
    let lines = view.edition(TableId::Requests).map_or(&[][..], |edition| edition.requests);
    lines.iter().find(|line| line.row == row).map(gongkai_template::RequestLine::full_label).unwrap_or_default()
}

/// [`label`] in quotes, as sentences name it.
pub(crate) fn quoted(view: &ReportView<'_>, row: RequestRow) -> String {
    format!("“{}”", label(view, row).replace('“', "‘").replace('”', "’"))
}

/// What is known of a cell of Table 3.
pub(crate) fn figure(view: &ReportView<'_>, row: RequestRow, column: Applicant) -> Figure {
    view.figure(&requests_cell(row, column))
}

/// A cell of Table 3 as a part of a formula, named by its row.
pub(crate) fn term(view: &ReportView<'_>, row: RequestRow, column: Applicant) -> Term {
    Term::new(label(view, row), of_id(row.id()), figure(view, row, column).known())
}

/// Rows of the report's form whose ids begin like this: `denied_` for the grounds of （三）.
pub(crate) fn rows_of(view: &ReportView<'_>, prefix: &str) -> Vec<RequestRow> {
    let lines = view.edition(TableId::Requests).map_or(&[][..], |edition| edition.requests);
    lines.iter().map(|line| line.row).filter(|row| row.id().starts_with(prefix)).collect()
}
