//! Cells to facts: the value, the words it was read from, and how sure that is.

use std::collections::HashSet;
use std::sync::LazyLock;

use gongkai_model::{Decimal, Diagnostic, EditionId, Evidence, Fact, Locus, Obtained, TableId, Value};
use gongkai_template::{CellInfo, EDITIONS};
use gongkai_text::reading::Reading;

use crate::flatten::Cell;

/// What was found for a cell of the form.
#[derive(Debug, Clone)]
pub(crate) enum Slot<'a> {
    /// A cell of the source.
    Cell(&'a Cell),
    /// The row is there, its empty cells were dropped by a converter.
    Lost,
    /// Digits of one number found apart, joined since the sums then hold.
    Joined {
        /// Where they stand, in order.
        cells: Vec<&'a Cell>,
        /// The number.
        value: Decimal,
    },
    /// Digits run together that can be parted in several ways.
    Several {
        /// Where they stand, in order.
        cells: Vec<&'a Cell>,
        /// The numbers that the cell may hold.
        candidates: Vec<Decimal>,
    },
}

impl Slot<'_> {
    /// The number for sums: blanks count as zero, words and doubtful digits as unknown.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Lost => Some(Decimal::ZERO),
            Self::Joined { value, .. } => summable(*value),
            Self::Several { .. } => None,
            Self::Cell(cell) => match &cell.reading {
                Reading::Number(number, _) => summable(number.value),
                Reading::Blank | Reading::NotApplicable | Reading::None => Some(Decimal::ZERO),
                Reading::SplitDigits(_) | Reading::Text => None,
            },
        }
    }

    /// Whether a figure stands there.
    pub(crate) fn is_figure(&self) -> bool {
        match self {
            Self::Lost => false,
            Self::Joined { .. } | Self::Several { .. } => true,
            Self::Cell(cell) => cell.has_digits(),
        }
    }
}

/// Figures as large as this count nothing.
const LARGEST: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// A number that sums may be made of: those of a whole form never overflow then.
pub(crate) fn summable(number: Decimal) -> Option<Decimal> {
    (number.abs() < LARGEST).then_some(number)
}

/// The number that some digits write, if sums may be made of it.
pub(crate) fn figure(digits: &str) -> Option<Decimal> {
    digits.parse().ok().and_then(summable)
}

/// Repair of cells that ran together.
pub(crate) const PARTED: &str = "digits_parted";

/// Identity of the cell that a fact is about.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) cell: String,
    pub(crate) label: String,
    pub(crate) edition: EditionId,
    /// Unit that the form prints, for cells that print none themselves.
    pub(crate) unit: &'static str,
}

impl Context {
    fn fact(self, value: Value, evidence: Evidence) -> Fact {
        let unit = if matches!(value, Value::Number(_)) { self.unit.to_owned() } else { String::new() };
        Fact { cell: self.cell, label: self.label, edition: self.edition, value, unit, evidence }
    }
}

/// The cells of every edition with their tables. Every report has nearly all cells of one, so they are put into words once.
static CELLS: LazyLock<Vec<(TableId, Context)>> = LazyLock::new(|| {
    let cells = EDITIONS.iter().flat_map(|form| form.cells().map(move |cell| (form.id, cell)));
    let context = |(edition, cell): (EditionId, CellInfo)| {
        let label = cell.label();
        (cell.table, Context { cell: cell.path, label, edition, unit: cell.unit })
    };
    cells.map(context).collect()
});

/// The cells of a table, in the order of the form.
pub(crate) fn cells(form: EditionId, table: TableId) -> impl Iterator<Item = Context> {
    let cells = CELLS.iter().filter(move |(of_table, cell)| *of_table == table && cell.edition == form);
    cells.map(|(_, cell)| cell.clone())
}

/// The form has the cell, the source does not.
pub(crate) fn missing(context: Context) -> Fact {
    context.fact(Value::Missing, Evidence::default())
}

/// The fact of a slot. `label` is the place of the row, for cells that have none themselves.
pub(crate) fn fact(context: Context, slot: &Slot<'_>, label: &Cell, repair: Option<&'static str>) -> Fact {
    match slot {
        Slot::Lost => {
            let evidence = Evidence { locus: Some(label.locus.clone()), ..Evidence::default() };
            context.fact(Value::Blank, evidence)
        }
        Slot::Several { cells, candidates } => {
            let value = Value::Unreadable(candidates.iter().map(Decimal::to_string).collect());
            let evidence = Evidence { locus: stretch(cells), raw: joined(cells), obtained: Obtained::Read };
            context.fact(value, evidence)
        }
        Slot::Joined { cells, value } => {
            let first_reading = joined(cells);
            let locus = stretch(cells);
            let obtained = Obtained::Repaired {
                reason: repair.unwrap_or("digits_rejoined").into(),
                first_reading: first_reading.clone(),
            };
            context.fact(Value::Number(*value), Evidence { locus, raw: first_reading, obtained })
        }
        Slot::Cell(cell) => {
            let (mut value, unit) = value(cell);
            if let (Value::Number(number), true) = (&value, is_scaled_twice(cell, context.unit, &unit)) {
                value = Value::Unreadable(vec![number.to_string()]);
            }
            let mut fact = context.fact(value, Evidence { locus: Some(cell.locus.clone()), ..Evidence::default() });
            fact.evidence.raw = cell.text.clone();
            if !unit.is_empty() {
                fact.unit = unit;
            }
            fact
        }
    }
}

/// Something stands in the row, but in which column is not decided.
pub(crate) fn undecided(context: Context, values: &[&Cell], label: &Cell) -> Fact {
    let mut candidates: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let glued = may_be_glued(values);
    for cell in values.iter().filter(|_| !glued) {
        if let Reading::Number(number, _) = &cell.reading {
            let number = number.value.to_string();
            if seen.insert(number.clone()) {
                candidates.push(number);
            }
        }
    }
    let locus = values
        .first()
        .zip(values.last())
        .map_or_else(|| label.locus.clone(), |(first, last)| first.locus.to(&last.locus));
    let evidence = Evidence { locus: Some(locus), raw: joined(values), obtained: Obtained::Read };
    context.fact(Value::Unreadable(candidates), evidence)
}

/// Whether these may be the seven figures of Table 3 or the fifteen of Table 4 run together, so that no run need be a
/// figure.
fn may_be_glued(values: &[&Cell]) -> bool {
    let digits: usize = values.iter().map(|cell| cell.text.bytes().filter(u8::is_ascii_digit).count()).sum();
    [7, 15].iter().any(|&figures| values.len() < figures && digits >= figures)
}

fn stretch(cells: &[&Cell]) -> Option<Locus> {
    cells.first().zip(cells.last()).map(|(first, last)| first.locus.to(&last.locus))
}

/// The values of a row as written.
pub(crate) fn joined(values: &[&Cell]) -> String {
    let words: Vec<&str> = values.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).collect();
    words.join(" ")
}

fn value(cell: &Cell) -> (Value, String) {
    match &cell.reading {
        Reading::Number(number, _) => (Value::Number(number.value), number.unit.clone()),
        Reading::SplitDigits(parts) => (Value::Unreadable(vec![parts.concat()]), String::new()),
        Reading::Blank => (Value::Blank, String::new()),
        Reading::NotApplicable => (Value::NotApplicable, String::new()),
        Reading::None => (Value::None, String::new()),
        Reading::Text => (Value::Text(cell.text.trim().to_owned()), String::new()),
    }
}

/// `1.2万` in a column of 万元: the amount, or ten thousand times as much?
fn is_scaled_twice(cell: &Cell, of_form: &str, printed: &str) -> bool {
    of_form == "万元" && printed.is_empty() && cell.text.contains(['万', '亿'])
}

/// The first slot that cannot be read although its column is known: its index and its words.
pub(crate) fn unreadable(slots: &[Slot<'_>]) -> Option<(usize, String)> {
    slots.iter().enumerate().find_map(|(index, slot)| match slot {
        Slot::Cell(cell) if matches!(cell.reading, Reading::SplitDigits(_)) => Some((index, cell.text.clone())),
        Slot::Several { cells, .. } => Some((index, joined(cells))),
        _ => None,
    })
}

/// A cell inside a table that fits no row.
pub(crate) fn unplaced(table: TableId, cell: &Cell) -> Diagnostic {
    let raw: String = cell.text.chars().take(60).collect();
    let arguments = [("table", table.name()), ("raw", raw.as_str())];
    Diagnostic::new("text_unplaced", &arguments, Some(cell.locus.clone()))
}

/// Cells that ran together were parted in some rows, from the one with this label on.
pub(crate) fn parted(table: TableId, rows: usize, label: &Cell) -> Diagnostic {
    let count = rows.to_string();
    Diagnostic::new(PARTED, &[("table", table.name()), ("count", &count)], Some(label.locus.clone()))
}
