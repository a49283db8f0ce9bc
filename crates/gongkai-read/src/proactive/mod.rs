//! Table 2, 主动公开政府信息情况: bands of 条例 Art. 20, each with a header of its own.

mod order;

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use gongkai_model::{Diagnostic, EditionId, Fact, TableId, TableReading, Value};
use gongkai_template::{Band, BandColumn, BandRow, EDITIONS, Edition, edition, proactive_cell};
use gongkai_text::normalize::label_key;

use crate::facts::{self, Slot};
use crate::flatten::{Cell, Place};
use crate::glued::Glued;
use crate::region::Part;

/// What was read of Table 2.
#[derive(Debug, Default)]
pub(crate) struct Proactive {
    pub(crate) facts: Vec<Fact>,
    pub(crate) reading: Option<TableReading>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// First and last row of the document that belong to the table.
    pub(crate) rows: Option<(usize, usize)>,
    /// Whether figures and labels came apart.
    torn: bool,
}

/// A row of a band as found.
#[derive(Debug)]
struct Observed<'a> {
    id: &'static str,
    label: &'a Cell,
    values: Vec<&'a Cell>,
    /// Whether the figures stand on the row of the label.
    beside: bool,
    /// Cells of the header above, in the same table.
    header: Vec<&'a Cell>,
    /// Figures without a label stand on the next row of the table: cells that are not there may be among them.
    broken_off: bool,
}

/// Whether a cell opens a band: 第二十条第（一）项.
pub(crate) fn is_band(cell: &Cell) -> bool {
    cell.key.starts_with("第二十条第") && cell.key.chars().count() <= 12
}

/// Whether a cell is the corner of a band's header, 信息内容.
pub(crate) fn is_header_corner(cell: &Cell) -> bool {
    cell.key == "信息内容"
}

/// Keys of the labels that tell an edition.
static TELLING: LazyLock<Vec<(EditionId, Vec<String>)>> = LazyLock::new(|| {
    let keys = |edition: &&Edition| edition.telling_labels.iter().map(|label| label_key(label)).collect();
    let with_table_2 = EDITIONS.iter().filter(|edition| !edition.proactive.is_empty());
    with_table_2.map(|edition| (edition.id, keys(edition))).collect()
});

/// Keys of the column labels of every band.
static COLUMNS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let columns = EDITIONS.iter().flat_map(|edition| edition.proactive).flat_map(|band| band.columns);
    columns.flat_map(|column| column.label.texts()).map(label_key).collect()
});

/// Keys of each column's wordings, by its label; the same label has the same wordings in every band.
static COLUMN_KEYS: LazyLock<HashMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let columns = EDITIONS.iter().flat_map(|edition| edition.proactive).flat_map(|band| band.columns);
    columns.map(|column| (column.label.text, column.label.texts().map(label_key).collect())).collect()
});

/// Keys of a column's wordings.
fn keys_of(column: &BandColumn) -> &'static [String] {
    COLUMN_KEYS.get(column.label.text).map_or(&[], Vec::as_slice)
}

/// Votes of the labels in a region for an edition: those that stand in one edition only.
pub(crate) fn told_edition(parts: &[Part<'_>]) -> Option<EditionId> {
    let votes = |keys: &[String]| {
        let cells = parts.iter().flat_map(|part| part.cells);
        cells.filter(|cell| !cell.key.is_empty() && keys.iter().any(|key| cell.key.starts_with(key.as_str()))).count()
    };
    let (votes, told) = TELLING.iter().map(|(id, keys)| (votes(keys), *id)).max_by_key(|(votes, _)| *votes)?;
    (votes > 0).then_some(told)
}

/// Reads Table 2 from the rows of its region.
pub(crate) fn read(parts: &[Part<'_>], fallback: EditionId) -> Proactive {
    let mut result = Proactive::default();
    let alignment = align(parts);
    let observed = &alignment.observed;
    result.rows = alignment.rows;
    result.torn = alignment.torn;
    let Some(first) = observed.first() else { return result };
    let locus = first.label.locus.clone();
    let told = told_edition(parts).or_else(|| pieces_told_edition(parts)).or_else(|| figures_told_edition(observed));
    let id = told.unwrap_or(fallback);
    let form = edition(id);
    result.torn |= form.proactive.iter().any(|band| has_row_with_too_many(band, observed));
    if told.is_none() {
        let arguments = [("table", TableId::Proactive.name()), ("edition", id.id())];
        result.diagnostics.push(Diagnostic::new("edition_undecided", &arguments, Some(locus.clone())));
    }
    let ordered = LazyCell::new(|| order::rows(parts, form));
    for band in form.proactive {
        for row in band.rows {
            let found = observed.iter().find(|observed| observed.id == row.id);
            let in_order = || ordered.iter().find(|(id, _)| *id == row.id).map(|(_, slots)| slots.clone());
            emit(form, band, row, (found, &in_order), &mut result);
        }
    }
    result.diagnostics.extend(alignment.unplaced.iter().map(|cell| facts::unplaced(TableId::Proactive, cell)));
    let expected = result.facts.len() as u32;
    let present = result.facts.iter().filter(|fact| fact.value != Value::Missing).count() as u32;
    result.reading = Some(TableReading { table: TableId::Proactive, edition: id, locus, present, expected });
    result
}

/// Whether a row of a band has more figures than the band has columns: another row's figures are among them.
fn has_row_with_too_many(band: &Band, observed: &[Observed<'_>]) -> bool {
    observed.iter().filter(|row| band.rows.iter().any(|of_band| of_band.id == row.id)).any(|row| {
        let figures: Vec<&str> =
            row.values.iter().filter(|cell| cell.has_digits()).map(|cell| cell.text.as_str()).collect();
        let merged = row.beside && figures.iter().all(|text| *text == figures[0]);
        figures.len() > band.columns.len() && !merged
    })
}

/// Headers broken over lines still tell the edition by what is left of them.
fn pieces_told_edition(parts: &[Part<'_>]) -> Option<EditionId> {
    let has = |words: &[&str]| {
        parts.iter().flat_map(|part| part.cells).any(|cell| words.iter().any(|word| cell.key.contains(word)))
    };
    if has(&["制作数量", "公开总数", "上一年项目", "采购项目", "采购总金额"]) {
        Some(EditionId::E2019)
    } else if has(&["制发件数", "废止件数", "有效件数", "收费金额"]) {
        Some(EditionId::E2021)
    } else {
        None
    }
}

/// So does the number of figures: one decision count a row in 2021, three columns in 2019.
fn figures_told_edition(observed: &[Observed<'_>]) -> Option<EditionId> {
    const ROWS: [&str; 3] = ["administrative_licensing", "administrative_penalties", "administrative_compulsion"];
    let figures = |row: &Observed<'_>| row.values.iter().filter(|cell| cell.has_digits()).count();
    let counts: Vec<usize> = observed.iter().filter(|row| ROWS.contains(&row.id)).map(figures).collect();
    match counts[..] {
        [first, ..] if counts.iter().all(|count| *count == first) && first == 1 => Some(EditionId::E2021),
        [first, ..] if counts.iter().all(|count| *count == first) && first == 3 => Some(EditionId::E2019),
        _ => None,
    }
}

/// A row as found, and its figures where the order of the table tells them.
type Found<'o, 'a> = (Option<&'o Observed<'a>>, &'o dyn Fn() -> Option<Vec<Slot<'a>>>);

fn emit(form: &Edition, band: &Band, row: &BandRow, (found, in_order): Found<'_, '_>, result: &mut Proactive) {
    // Where figures and labels came apart, only figures beside their label are its own.
    let own = |observed: &&Observed<'_>| !result.torn || (observed.beside && !observed.values.is_empty());
    let slots = found.filter(own).and_then(|observed| place(observed, band));
    let gone = |slots: &Vec<Slot<'_>>| slots.iter().any(|slot| matches!(slot, Slot::Lost));
    let slots = slots.filter(|slots| !(found.is_some_and(|observed| observed.broken_off) && gone(slots)));
    let undecided = slots.as_ref().is_none_or(|slots| slots.iter().any(|slot| matches!(slot, Slot::Several { .. })));
    let slots = if undecided { found.and_then(|_| in_order()).or(slots) } else { slots };
    for (index, column) in band.columns.iter().enumerate() {
        let context = facts::Context {
            cell: proactive_cell(form, band, row, column),
            label: [row.label.text, column.label.text].join("/"),
            edition: form.id,
            unit: column.unit,
        };
        result.facts.push(match (found, &slots) {
            (None, _) => facts::missing(context),
            (Some(observed), Some(slots)) => facts::fact(context, &slots[index], observed.label, Some("digits_parted")),
            (Some(observed), None) => facts::undecided(context, &observed.values, observed.label),
        });
    }
    let table = TableId::Proactive.name();
    match (found, &slots) {
        (None, _) => {
            let arguments = [("table", table), ("row", row.label.text)];
            result.diagnostics.push(Diagnostic::new("row_absent", &arguments, None));
        }
        (Some(observed), None) => {
            let raw = facts::joined(&observed.values);
            let arguments = [("table", table), ("row", row.label.text), ("raw", raw.as_str())];
            let locus = Some(observed.label.locus.clone());
            result.diagnostics.push(Diagnostic::new("row_undecided", &arguments, locus));
        }
        (Some(observed), Some(slots)) => {
            if slots.iter().any(|slot| matches!(slot, Slot::Joined { .. })) {
                result.diagnostics.push(facts::parted(TableId::Proactive, 1, observed.label));
            }
            if let Some((column, raw)) = facts::unreadable(slots) {
                let cell = format!("{}/{}", row.label.text, band.columns[column].label.text);
                let arguments = [("table", table), ("row", cell.as_str()), ("raw", raw.as_str())];
                let locus = Some(observed.label.locus.clone());
                result.diagnostics.push(Diagnostic::new("cell_unreadable", &arguments, locus));
            }
        }
    }
}

/// The cells of a row by the columns of its band.
fn place<'a>(observed: &Observed<'a>, band: &Band) -> Option<Vec<Slot<'a>>> {
    let count = band.columns.len();
    let values = &observed.values;
    let mut filled: Vec<&Cell> = values.iter().copied().filter(|cell| !cell.is_blank()).collect();
    // Words behind the last figure are a note under the table.
    while filled.len() > count && filled.last().is_some_and(|cell| !cell.is_value()) {
        filled.pop();
    }
    let slots = |cells: &[&'a Cell]| cells.iter().map(|cell| Slot::Cell(cell)).collect::<Vec<_>>();
    if filled.is_empty() {
        return Some((0..count).map(|index| values.get(index).map_or(Slot::Lost, |cell| Slot::Cell(cell))).collect());
    }
    let in_grid = values.iter().all(|cell| matches!(cell.place, Place::Grid { .. }));
    let in_order = header_in_order(observed, band);
    if in_order && (values.len() == count && in_grid || values.len() <= count && filled.len() == count) {
        return Some(slots(if filled.len() == count { &filled } else { values }));
    }
    let direct = || (in_order && filled.len() == count).then(|| slots(&filled));
    by_header(observed, band)
        .or_else(direct)
        .or_else(|| {
            // One merged cell written into each of the columns that it covers.
            let same = in_grid && count == 1 && filled.iter().all(|cell| cell.text == filled[0].text);
            same.then(|| slots(&filled[..1]))
        })
        .or_else(|| in_order.then(|| Glued::without_sums(&filled, count)).flatten())
}

/// Whether the header above names the columns in the order of the form, as far as it names them.
fn header_in_order(observed: &Observed<'_>, band: &Band) -> bool {
    let column = |cell: &Cell| band.columns.iter().position(|column| keys_of(column).contains(&cell.key));
    let named: Vec<usize> = observed.header.iter().filter_map(|cell| column(cell)).collect();
    named.windows(2).all(|pair| pair[0] <= pair[1])
}

/// Columns by the header cell that stands above, where every column of the band has one.
fn by_header<'a>(observed: &Observed<'a>, band: &Band) -> Option<Vec<Slot<'a>>> {
    let column_of = |cell: &Cell| match cell.place {
        Place::Grid { grid, column } => Some((grid, column)),
        _ => None,
    };
    let mut slots: Vec<Option<Slot<'a>>> = vec![None; band.columns.len()];
    for value in observed.values.iter().filter(|cell| !cell.is_blank()) {
        let (grid, column) = column_of(value)?;
        let above = observed.header.iter().find(|cell| column_of(cell) == Some((grid, column)))?;
        let index = band
            .columns
            .iter()
            .position(|column| keys_of(column).iter().any(|key| above.key.starts_with(key.as_str())))?;
        match &slots[index] {
            Some(Slot::Cell(other)) if other.text != value.text => return None,
            Some(_) => {}
            None => slots[index] = Some(Slot::Cell(value)),
        }
    }
    let named = band.columns.iter().all(|column| {
        observed.header.iter().any(|cell| keys_of(column).iter().any(|key| cell.key.starts_with(key.as_str())))
    });
    named.then(|| slots.into_iter().map(|slot| slot.unwrap_or(Slot::Lost)).collect())
}

/// Every row label of Table 2, of all editions: id and key.
static ROWS: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let bands = EDITIONS.iter().flat_map(|edition| edition.proactive);
    let rows = bands.flat_map(|band| band.rows);
    rows.flat_map(|row| row.label.texts().map(|text| (row.id, label_key(text)))).collect()
});

/// Rows of the table as found, and whether figures and labels came apart.
#[derive(Debug, Default)]
struct Alignment<'a> {
    observed: Vec<Observed<'a>>,
    rows: Option<(usize, usize)>,
    unplaced: Vec<&'a Cell>,
    torn: bool,
}

fn align<'a>(parts: &[Part<'a>]) -> Alignment<'a> {
    let mut aligner = Aligner { keys: &ROWS, ..Aligner::default() };
    for part in parts {
        aligner.part(part);
    }
    aligner.result
}

#[derive(Debug, Default)]
struct Aligner<'a> {
    keys: &'static [(&'static str, String)],
    result: Alignment<'a>,
    header: Vec<&'a Cell>,
    /// What is still to come of a label broken over lines.
    rest: Vec<String>,
    /// The beginning of a label, too short to say of which.
    broken: String,
    /// Whether cells of figures may still belong to the last label.
    open: bool,
    begun: bool,
}

impl<'a> Aligner<'a> {
    fn part(&mut self, part: &Part<'a>) {
        let has_label = part.cells.iter().any(|cell| !cell.is_value());
        let (mut behind_label, mut taken, mut mine) = (false, false, false);
        // In a page in one line, words behind a label need not be beside it.
        let narrow = part.width <= 60;
        for cell in part.cells {
            if cell.is_value() {
                let fits = self.open && (behind_label || !has_label);
                taken |= self.value(cell, fits, behind_label, taken);
                mine |= self.begun && cell.has_digits();
            } else {
                let label = self.words(cell, behind_label && narrow);
                mine |= label.is_some();
                behind_label = label.unwrap_or(behind_label);
                taken &= label.is_none();
            }
        }
        if mine {
            let rows = &mut self.result.rows;
            *rows = Some(rows.map_or((part.row, part.row), |(first, _)| (first, part.row)));
        }
    }

    /// Takes a cell for figures; says whether it went to a row.
    fn value(&mut self, cell: &'a Cell, fits: bool, beside: bool, taken: bool) -> bool {
        let fits_row = |row: &Observed<'_>| taken || row.values.is_empty() || cell.place == Place::Alone;
        let Some(row) = self.result.observed.last_mut().filter(|row| fits && fits_row(row)) else {
            if let Some(row) = self.result.observed.last_mut().filter(|_| fits && cell.has_digits()) {
                row.broken_off |= matches!(cell.place, Place::Grid { .. });
            }
            if cell.has_digits() && self.begun {
                self.result.unplaced.push(cell);
                self.result.torn = true;
            }
            return false;
        };
        let own = beside || !cell.is_blank();
        if own {
            row.beside &= beside;
            row.values.push(cell);
        }
        own
    }

    /// Takes a cell of words; says whether it belongs to the table, and if so whether it is a row's label. `beside` says
    /// that a label stands on the same row.
    fn words(&mut self, cell: &'a Cell, beside: bool) -> Option<bool> {
        let goes_on = self.rest.iter().find_map(|rest| rest.strip_prefix(cell.key.as_str()));
        if let Some(left) = goes_on.filter(|_| !cell.key.is_empty()) {
            self.rest = vec![left.to_owned()];
            return Some(true);
        }
        let broken = std::mem::take(&mut self.broken);
        // Before any header of the form the same words are those of some other table.
        if !self.begun && !is_band(cell) && !is_header(cell) {
            return None;
        }
        if let Some(id) = self.label(&cell.bare) {
            return Some(self.row(id, cell, &cell.bare));
        }
        let whole = format!("{broken}{}", cell.bare);
        if let Some(id) = self.label(&whole).filter(|_| !broken.is_empty()) {
            return Some(self.row(id, cell, &whole));
        }
        if is_band(cell) || is_header(cell) {
            self.begun |= is_band(cell) || is_header_corner(cell) || Self::is_column(cell);
            if is_band(cell) || cell.key == "信息内容" {
                self.header.clear();
            }
            self.header.push(cell);
            self.open = false;
            return Some(false);
        }
        if cell.bare.chars().count() >= 2 && self.keys.iter().any(|(_, key)| key.starts_with(&cell.bare)) {
            self.broken.clone_from(&cell.bare);
        } else if let (true, Some(row)) = (self.open && beside, self.result.observed.last_mut()) {
            // Words where a figure should stand: 详见附件, 不详.
            row.values.push(cell);
            return None;
        }
        // Figures behind words that are no label of the form are not those of the label before.
        self.open = false;
        None
    }

    /// Whether a cell is a column label of some band.
    fn is_column(cell: &Cell) -> bool {
        COLUMNS.contains(&cell.key)
    }

    /// The row that a key is the label of, or the beginning of one.
    fn label(&self, bare: &str) -> Option<&'static str> {
        let whole = self.keys.iter().find(|(_, key)| *key == bare);
        let long_enough = bare.chars().count() >= 4;
        let begins = || self.keys.iter().find(|(_, key)| long_enough && key.starts_with(bare));
        whole.or_else(begins).map(|(id, _)| *id)
    }

    fn row(&mut self, id: &'static str, cell: &'a Cell, bare: &str) -> bool {
        let own = self.keys.iter().filter(|(other, _)| *other == id);
        let rest = own.filter_map(|(_, key)| key.strip_prefix(bare)).filter(|rest| !rest.is_empty());
        self.rest = rest.map(str::to_owned).collect();
        let again = self.result.observed.last().is_some_and(|last| last.id == id && last.values.is_empty());
        self.open = again || !self.result.observed.iter().any(|row| row.id == id);
        if self.open && !again {
            let header = self.header.clone();
            let (label, values, beside, broken_off) = (cell, Vec::new(), true, false);
            self.result.observed.push(Observed { id, label, values, beside, header, broken_off });
        }
        true
    }
}

fn is_header(cell: &Cell) -> bool {
    const WORDS: [&str; 8] = ["信息内容", "件数", "数量", "总金额", "收费金额", "本年", "上一年", "对外公开"];
    cell.bare.chars().count() <= 30 && WORDS.iter().any(|word| cell.bare.contains(word))
}
