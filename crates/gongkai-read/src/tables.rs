//! The three tables of a document: where each begins and ends, and what each says.

use gongkai_model::{Diagnostic, EditionId, Fact, Locus, SectionId, TableId, TableReading};
use gongkai_template::{EDITIONS, Edition, edition};

use crate::flatten::{Cell, Row};
use crate::region::{Position, region};
use crate::sections::{Heading, after, position};
use crate::{disputes, facts, proactive, requests};

/// Everything read from the tables of a document.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) facts: Vec<Fact>,
    pub(crate) readings: Vec<TableReading>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether some label tells an edition.
    pub(crate) told: bool,
    /// Rows of the document that the tables take, first and last of each.
    pub(crate) rows: Vec<(usize, usize)>,
}

/// The first label may come twice within some rows: as a heading over its own small table.
const REPEATED_LABEL: usize = 12;

/// Rows above the first label of Table 3 in which its header may stand.
const HEADER_ROWS: usize = 15;

/// Finds and reads the tables.
pub(crate) fn read(rows: &[Row], headings: &[Heading]) -> Tables {
    let places = Places::find(rows, headings);
    let proactive_parts = places.proactive.map(|(from, to)| region(rows, from, to)).unwrap_or_default();
    let requests_parts = places.requests.map(|(from, to)| region(rows, from, to)).unwrap_or_default();
    let disputes_parts = places.disputes.map(|(from, to)| region(rows, from, to)).unwrap_or_default();

    let newest = EditionId::E2021;
    let told = proactive::told_edition(&proactive_parts).or_else(|| proactive::told_edition(&requests_parts));
    let requests = requests::read(&requests_parts, told.unwrap_or(newest));
    let of_requests = requests.reading.as_ref().map(|reading| reading.edition);
    let proactive = proactive::read(&proactive_parts, of_requests.unwrap_or(newest));
    let of_proactive = proactive.reading.as_ref().map(|reading| reading.edition);
    let common = of_requests.or(of_proactive).unwrap_or(newest);
    let ended = places.disputes.is_some_and(|(_, to)| to.is_some());
    let disputes = disputes::read(&disputes_parts, common, ended);

    let mut tables = Tables { told: told.is_some() || requests.told, ..Tables::default() };
    if let Some(locus) = places.repeated(rows) {
        tables.diagnostics.push(Diagnostic::new("table_repeated", &[("table", TableId::Requests.name())], Some(locus)));
    }
    tables.rows.extend(proactive.rows);
    tables
        .rows
        .extend(places.requests.map(|(from, to)| (from.0 + 1, last_row(to, rows))).filter(|_| of_requests.is_some()));
    tables.rows.extend(disputes.rows);
    for (reading, table) in [
        (&proactive.reading, TableId::Proactive),
        (&requests.reading, TableId::Requests),
        (&disputes.reading, TableId::Disputes),
    ] {
        match reading {
            Some(reading) => tables.readings.push(reading.clone()),
            None => tables.diagnostics.push(absent(table)),
        }
    }
    tables.diagnostics.extend(mixed(&tables.readings));
    if tables.readings.is_empty() {
        return tables;
    }
    let form = |id: Option<EditionId>| edition(id.unwrap_or(common));
    tables.facts.reserve(proactive.facts.len() + requests.facts.len() + disputes.facts.len());
    tables.facts.extend(or_missing(proactive.facts, form(of_proactive), TableId::Proactive));
    tables.facts.extend(or_missing(requests.facts, form(of_requests), TableId::Requests));
    tables.facts.extend(or_missing(disputes.facts, form(Some(common)), TableId::Disputes));
    tables.diagnostics.extend(proactive.diagnostics);
    tables.diagnostics.extend(requests.diagnostics);
    tables.diagnostics.extend(disputes.diagnostics);
    tables
}

fn last_row(end: Option<Position>, rows: &[Row]) -> usize {
    end.map_or(rows.len(), |end| end.0).saturating_sub(1)
}

/// The cells of a table that the source does not have at all.
fn or_missing(found: Vec<Fact>, form: &'static Edition, table: TableId) -> Vec<Fact> {
    if !found.is_empty() {
        return found;
    }
    facts::cells(form.id, table).map(facts::missing).collect()
}

/// Every cell of the form that a report of a year should be on: what a report lacks in which no table can be read.
pub(crate) fn all_missing(year: Option<i32>) -> Vec<Fact> {
    let newest = EDITIONS[EDITIONS.len() - 1];
    let in_force = |year: i32| EDITIONS.iter().rev().find(|edition| year >= edition.years.0).copied();
    let form = year.and_then(in_force).unwrap_or(newest);
    let tables = [TableId::Proactive, TableId::Requests, TableId::Disputes];
    tables.into_iter().flat_map(|table| or_missing(Vec::new(), form, table)).collect()
}

fn absent(table: TableId) -> Diagnostic {
    let title = match table {
        TableId::Proactive => "主动公开政府信息情况",
        TableId::Requests => "收到和处理政府信息公开申请情况",
        TableId::Disputes => "政府信息公开行政复议、行政诉讼情况",
        TableId::Statistics => "政府信息公开情况统计表",
    };
    Diagnostic::new("table_absent", &[("table", table.name()), ("title", title)], None)
}

/// Tables of different editions in one report. Table 4 has no edition of its own.
fn mixed(readings: &[TableReading]) -> Option<Diagnostic> {
    let own: Vec<&TableReading> = readings.iter().filter(|reading| reading.table != TableId::Disputes).collect();
    let first = own.first()?;
    if own.iter().all(|reading| reading.edition == first.edition) {
        return None;
    }
    let list: Vec<String> =
        own.iter().map(|reading| format!("{} {}", reading.table.name(), reading.edition.id())).collect();
    Some(Diagnostic::new("editions_mixed", &[("editions", &list.join("，"))], Some(first.locus.clone())))
}

/// From where to where each table may reach.
#[derive(Debug, Default)]
struct Places {
    proactive: Option<(Position, Option<Position>)>,
    requests: Option<(Position, Option<Position>)>,
    disputes: Option<(Position, Option<Position>)>,
}

impl Places {
    /// A second first row of Table 3: inside its region, or behind.
    fn repeated(&self, rows: &[Row]) -> Option<Locus> {
        let (from, _) = self.requests?;
        let first = first_cell(rows, from, &requests::is_first_row)?;
        let behind = |cell: &Cell| requests::is_first_row(cell) && cell.mark.is_some();
        let (row, cell) = first_cell(rows, (first.0 + REPEATED_LABEL, 0), &behind)?;
        Some(rows[row].cells[cell].locus.clone())
    }

    fn find(rows: &[Row], headings: &[Heading]) -> Self {
        let from = |start: Position, is: &dyn Fn(&Cell) -> bool| first_cell(rows, start, is);
        let section = |id| position(headings, id).map(|(row, cell)| (row, cell + 1));
        let two = section(SectionId::ProactiveDisclosure);
        let three = section(SectionId::Requests);
        let four = section(SectionId::ReviewLitigation);

        let first_row = from(three.unwrap_or((0, 0)), &requests::is_first_row);
        let requests_from = three.or_else(|| first_row.map(|(row, cell)| above(rows, (row, cell), two)));
        let anchor = requests_from.and_then(|start| from(first_row.unwrap_or(start), &disputes::is_anchor));
        let requests_to = earlier(after(headings, 3), anchor);

        let band = from(two.unwrap_or((0, 0)), &proactive::is_band);
        let proactive_from = two.or(band).or_else(|| from((0, 0), &proactive::is_header_corner));
        let proactive_to = earlier(after(headings, 2), first_row);

        let disputes_from = four.or(anchor).or_else(|| from((0, 0), &disputes::is_anchor));
        Self {
            proactive: proactive_from.map(|start| (start, proactive_to)),
            requests: requests_from.map(|start| (start, requests_to)),
            disputes: disputes_from.map(|start| (start, after(headings, 4))),
        }
    }
}

/// A little above the first label, for the header; never above the section before.
fn above(rows: &[Row], first: Position, limit: Option<Position>) -> Position {
    let block = rows[first.0].block;
    let in_one_row = first.1 > 0 && rows[first.0].cells.len() > 20;
    if in_one_row {
        return first;
    }
    let row = (first.0.saturating_sub(HEADER_ROWS)..=first.0).find(|&row| {
        rows[row].block == block
            || rows[row].cells.iter().any(|cell| cell.key.starts_with("本列数据的勾稽关系") || cell.key == "申请人情况")
    });
    let from = (row.unwrap_or(first.0), 0);
    limit.map_or(from, |limit| from.max(limit))
}

fn earlier(a: Option<Position>, b: Option<Position>) -> Option<Position> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn first_cell(rows: &[Row], from: Position, is: &dyn Fn(&Cell) -> bool) -> Option<Position> {
    rows.iter().enumerate().skip(from.0).find_map(|(number, row)| {
        let skip = if number == from.0 { from.1 } else { 0 };
        let cell = row.cells.iter().enumerate().skip(skip).find(|(_, cell)| is(cell))?.0;
        Some((number, cell))
    })
}
