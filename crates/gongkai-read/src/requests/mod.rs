//! Table 3, 收到和处理政府信息公开申请情况.
//!
//! [`align`] says which row of the form a stretch of cells is, [`columns`] which column a figure stands in, [`glued`] parts
//! cells that run together, [`torn`] puts rows together whose figures stand apart from their labels, [`sums`] proves or refutes what they propose,
//! [`sparse`] places what no position tells.

mod align;
mod columns;
mod glued;
mod layout;
mod sparse;
mod sums;
mod torn;
mod vocabulary;

use gongkai_model::{Diagnostic, EditionId, Fact, TableId, TableReading};
use gongkai_template::{APPLICANTS, EDITIONS, Edition, RequestLine, RequestRow, edition};

use crate::facts::{self, Slot};
use crate::region::Part;

pub(crate) use align::is_first_row;
pub(crate) use columns::keeps_blanks;

/// What was read of Table 3.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    pub(crate) facts: Vec<Fact>,
    pub(crate) reading: Option<TableReading>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether the rows tell the edition.
    pub(crate) told: bool,
}

/// A row of the form with the cells found for its seven columns.
#[derive(Debug)]
pub(crate) struct PlacedRow<'a> {
    pub(crate) observed: align::Observed<'a>,
    pub(crate) slots: Option<[Slot<'a>; 7]>,
    pub(crate) repair: Option<&'static str>,
    /// Whether the columns were told by where figures stand on a page; to be believed only if the sums agree.
    pub(crate) by_position: bool,
}

/// The edition that the rows tell, if they do: （六）其他处理 with rows of its own or with figures of its own.
fn told_edition(rows: &[PlacedRow<'_>]) -> Option<EditionId> {
    let has = |row: RequestRow| rows.iter().any(|placed| placed.observed.row == row);
    if has(RequestRow::OtherNoCorrection) || has(RequestRow::OtherFeeUnpaid) || has(RequestRow::OtherMisc) {
        return Some(EditionId::E2021);
    }
    let after_other = has(RequestRow::TotalProcessed) || has(RequestRow::CarriedOut);
    let other = rows.iter().find(|placed| placed.observed.row == RequestRow::Other);
    other.filter(|placed| after_other || !placed.observed.values.is_empty()).map(|_| EditionId::E2019)
}

/// Reads Table 3 from the rows of its region. `fallback` is the edition of the neighbouring tables.
pub(crate) fn read(parts: &[Part<'_>], fallback: EditionId) -> Requests {
    let alignment = align::align(parts);
    let mut result = Requests::default();
    let Some(first) = alignment.observed.first() else { return result };
    let locus = first.label.locus.clone();
    let torn = alignment.is_torn();
    let in_order = columns::in_order(&alignment.header);
    let mut placed = columns::place(alignment.observed, &alignment.header);
    let told = told_edition(&placed);
    result.told = told.is_some();
    // The number of figures tells it, too.
    let by_count = || EDITIONS.iter().find(|edition| torn::fits(parts, edition)).map(|edition| edition.id);
    let id = told.or_else(by_count).unwrap_or(fallback);
    let form = edition(id);
    // （六）其他处理 over rows of its own is a heading, not a row.
    let (own, headings): (Vec<_>, Vec<_>) =
        placed.into_iter().partition(|row| form.requests.iter().any(|line| line.row == row.observed.row));
    placed = own;
    for cell in headings.iter().flat_map(|row| &row.observed.values).filter(|cell| !cell.is_blank()) {
        result.diagnostics.push(facts::unplaced(TableId::Requests, cell));
    }
    drop_last_without_values(&mut placed, alignment.ended);
    glued::part(&mut placed, form);
    sums::settle(&mut placed, form, torn);
    let whole = form.requests.len() == placed.iter().filter(|row| row.slots.is_some()).count();
    let rejoined = !whole && torn::arrange(&mut placed, parts, form);
    if !whole && !rejoined && !torn && in_order {
        sparse::place(&mut placed, form);
    }
    if told.is_none() && placed.iter().any(|row| row.observed.row >= RequestRow::Other) {
        let arguments = [("table", TableId::Requests.name()), ("edition", id.id())];
        result.diagnostics.push(Diagnostic::new("edition_undecided", &arguments, Some(locus.clone())));
    }
    emit(&placed, form, &mut result);
    complain(&placed, form, &mut result);
    for cell in alignment.unplaced.into_iter().filter(|cell| !(rejoined && cell.has_digits())) {
        result.diagnostics.push(facts::unplaced(TableId::Requests, cell));
    }
    let present = result.facts.iter().filter(|fact| fact.value != gongkai_model::Value::Missing).count();
    result.reading = Some(TableReading {
        table: TableId::Requests,
        edition: id,
        locus,
        present: present as u32,
        expected: result.facts.len() as u32,
    });
    result
}

/// A label at the very end of a text that was cut, with nothing behind it, is no row of blanks.
fn drop_last_without_values(placed: &mut Vec<PlacedRow<'_>>, ended: bool) {
    let cut =
        placed.last().is_some_and(|row| row.observed.values.is_empty() && row.observed.row != RequestRow::CarriedOut);
    if cut && !ended {
        placed.pop();
    }
}

fn emit(placed: &[PlacedRow<'_>], form: &Edition, result: &mut Requests) {
    result.facts.reserve(form.requests.len() * APPLICANTS.len());
    let mut cells = facts::cells(form.id, TableId::Requests);
    for line in form.requests {
        let row = placed.iter().find(|row| row.observed.row == line.row);
        for (column, context) in APPLICANTS.iter().zip(&mut cells) {
            result.facts.push(match row {
                None => facts::missing(context),
                Some(row) => match &row.slots {
                    Some(slots) => facts::fact(context, &slots[column.index()], row.observed.label, row.repair),
                    None => facts::undecided(context, &row.observed.values, row.observed.label),
                },
            });
        }
    }
}

/// Says what is missing, undecided, repaired or strangely labelled.
fn complain(placed: &[PlacedRow<'_>], form: &Edition, result: &mut Requests) {
    let table = TableId::Requests.name();
    let found = |row: RequestRow| placed.iter().any(|placed| placed.observed.row == row);
    let last = form.requests.iter().rposition(|line| found(line.row));
    for (index, line) in form.requests.iter().enumerate() {
        if last.is_some_and(|last| index < last) && !found(line.row) {
            let arguments = [("table", table), ("row", &line.full_label())];
            result.diagnostics.push(Diagnostic::new("row_absent", &arguments, None));
        }
    }
    if let (Some(last), Some(row)) = (last, placed.last())
        && let Some(next) = form.requests.get(last + 1)
    {
        let count = (form.requests.len() - last - 1) * APPLICANTS.len();
        let arguments = [
            ("table", table),
            ("after", &form.requests[last].full_label()),
            ("next", &next.full_label()),
            ("count", &count.to_string()),
        ];
        let locus = row.observed.label.locus.clone();
        result.diagnostics.push(Diagnostic::new("table_stops", &arguments, Some(locus)));
    }
    let mut parted = placed.iter().filter(|row| row.slots.is_some() && row.repair == Some(facts::PARTED));
    if let Some(first) = parted.next() {
        result.diagnostics.push(facts::parted(TableId::Requests, parted.count() + 1, first.observed.label));
    }
    let in_order = placed.iter().filter(|row| row.repair == Some(torn::IN_ORDER)).count();
    if let (true, Some(row)) = (in_order > 0, placed.first()) {
        let count = in_order.to_string();
        let locus = Some(row.observed.label.locus.clone());
        result.diagnostics.push(Diagnostic::new(torn::IN_ORDER, &[("table", table), ("count", &count)], locus));
    }
    let mut by_sums = placed.iter().filter(|row| row.repair == Some(sparse::BY_SUMS));
    if let Some(first) = by_sums.next() {
        let count = (by_sums.count() + 1).to_string();
        let locus = Some(first.observed.label.locus.clone());
        result.diagnostics.push(Diagnostic::new(sparse::BY_SUMS, &[("table", table), ("count", &count)], locus));
    }
    for row in placed {
        let Some(line) = form.requests.iter().find(|line| line.row == row.observed.row) else { continue };
        result.diagnostics.extend(complain_row(row, line, table));
    }
}

fn complain_row(row: &PlacedRow<'_>, line: &RequestLine, table: &str) -> Option<Diagnostic> {
    let locus = Some(row.observed.label.locus.clone());
    if row.slots.is_none() || sparse::is_partly_open(row) {
        let (label, raw) = (line.full_label(), facts::joined(&row.observed.values));
        return Some(Diagnostic::new("row_undecided", &[("table", table), ("row", &label), ("raw", &raw)], locus));
    }
    let told_once = [facts::PARTED, torn::IN_ORDER, sparse::BY_SUMS];
    if let Some(repair) = row.repair.filter(|repair| !told_once.contains(repair)) {
        return Some(Diagnostic::new(repair, &[("table", table), ("row", &line.full_label())], locus));
    }
    let slots = row.slots.as_ref()?;
    if let Some((column, raw)) = facts::unreadable(slots) {
        let cell = format!("{}/{}", line.full_label(), APPLICANTS[column].label().text);
        let arguments = [("table", table), ("row", cell.as_str()), ("raw", raw.as_str())];
        return Some(Diagnostic::new("cell_unreadable", &arguments, locus));
    }
    if row.observed.unlike {
        let arguments = [("found", row.observed.text.as_str()), ("label", &line.full_label())];
        return Some(Diagnostic::new("label_unlike", &arguments, locus));
    }
    None
}
