//! Two consecutive reports of one organ: whether their figures can be compared.

use gongkai_agency::same_organ;
use gongkai_model::{EditionId, TableId};

use crate::reason::Reason;
use crate::view::ReportView;

/// Whether both reports are known to cover the same: the same organ by name, the same scope, both stated or known from the
/// kind of organ.
pub(crate) fn is_scope_unchanged(before: &ReportView<'_>, after: &ReportView<'_>) -> bool {
    let (one, other) = (before.agency_name(), after.agency_name());
    let organ = !one.is_empty() && !other.is_empty() && same_organ(one, other);
    organ && before.scope().is_some() && before.scope() == after.scope()
}

/// Whether both have a table of an edition.
///
/// # Errors
/// Why not; nothing: the later report has another form, and the rule is not about it.
pub(crate) fn both_have(
    before: &ReportView<'_>,
    after: &ReportView<'_>,
    table: TableId,
    edition: EditionId,
) -> Result<(), Option<Reason>> {
    match after.reading(table) {
        None if has_other_form(after, edition) => return Err(None),
        None => return Err(Some(Reason::TableAbsent(table))),
        Some(reading) if reading.edition != edition => return Err(None),
        Some(_) => {}
    }
    match before.reading(table) {
        Some(reading) if reading.edition == edition => Ok(()),
        Some(_) => Err(Some(Reason::FormChanged)),
        None if has_other_form(before, edition) => Err(Some(Reason::FormChanged)),
        None => Err(Some(Reason::TableAbsent(table))),
    }
}

/// Whether a report has tables, all of other editions.
fn has_other_form(view: &ReportView<'_>, edition: EditionId) -> bool {
    let mut tables = view.report.tables.iter().peekable();
    tables.peek().is_some() && tables.all(|reading| reading.edition != edition)
}
