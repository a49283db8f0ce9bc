//! Rows whose empty cells left no trace: the sums of the form say, cell by cell, what stands where.
//!
//! `18 18` behind a label may be one applicant and the total, or two applicants. Every way to place the figures of all
//! rows in order is tried in which all sums of the form hold, blanks counting as zero; a cell in which all such ways
//! agree is decided, any other stays open with the figures that it may hold.

use std::collections::{HashMap, HashSet};

use gongkai_model::Decimal;
use gongkai_template::{Edition, RequestRow};

use super::PlacedRow;
use crate::facts::Slot;
use crate::geometry::choices;

/// Mark of rows whose columns follow from the sums.
pub(super) const BY_SUMS: &str = "columns_by_sums";
/// Columns of the table, and the last of them.
const SEVEN: usize = 7;
const TOTAL: usize = SEVEN - 1;
/// Ways tried after which the rows stay as they are.
const MOST_STEPS: usize = 50_000;

/// A way to place the figures of a row: which figure stands in each column, and the numbers.
#[derive(Debug, Clone)]
struct Way {
    figures: [Option<usize>; SEVEN],
    numbers: [u64; SEVEN],
}

/// The ways of one row of the form, and which of them are part of a way to read the whole table.
#[derive(Debug)]
struct Choice {
    ways: Vec<Way>,
    possible: Vec<bool>,
}

/// Places what the sums decide; says whether they decide anything.
///
/// Only for a table that has every row of its form and whose figures stand behind their labels.
pub(super) fn place(rows: &mut [PlacedRow<'_>], form: &Edition) -> bool {
    let Some((mut balance, mut results)) = choices_of(rows, form) else { return false };
    if !search(&mut balance, &mut results) {
        return false;
    }
    let mut of_row = form.requests.iter().map(|line| line.row).filter(|row| !BALANCE.contains(row)).zip(&results);
    let all: HashMap<RequestRow, &Choice> = BALANCE.into_iter().zip(&balance).chain(&mut of_row).collect();
    for row in rows.iter_mut().filter(|row| row.slots.is_none()) {
        let Some(choice) = all.get(&row.observed.row) else { continue };
        row.slots = Some(std::array::from_fn(|column| choice.slot(column, &row.observed.values)));
        row.repair = Some(BY_SUMS);
    }
    true
}

/// Whether a row has cells that the sums leave open.
pub(super) fn is_partly_open(row: &PlacedRow<'_>) -> bool {
    let several = |slots: &[Slot<'_>; SEVEN]| slots.iter().any(|slot| matches!(slot, Slot::Several { .. }));
    row.repair == Some(BY_SUMS) && row.slots.as_ref().is_some_and(several)
}

/// 一 + 二 = 三（七） + 四, in this order.
const BALANCE: [RequestRow; 4] =
    [RequestRow::NewReceived, RequestRow::CarriedIn, RequestRow::TotalProcessed, RequestRow::CarriedOut];

/// The ways of the four rows of the balance and of the results; nothing if some row cannot be placed at all.
fn choices_of(rows: &[PlacedRow<'_>], form: &Edition) -> Option<([Choice; 4], Vec<Choice>)> {
    let find = |row: RequestRow| rows.iter().find(|placed| placed.observed.row == row);
    // A source may leave totals of inner rows blank. If it could leave out those of the balance, too, figures without the
    // first column would pass for figures without the last: shifted by one, every sum over rows holds as before.
    let choice = |row: RequestRow| Choice::of(find(row)?, BALANCE.contains(&row));
    let [new, old, total, out] = BALANCE.map(choice);
    let results = form.requests.iter().map(|line| line.row).filter(|row| !BALANCE.contains(row)).map(choice);
    Some(([new?, old?, total?, out?], results.collect::<Option<_>>()?))
}

/// The figures of a row in order; nothing if one is no count.
fn figures(row: &PlacedRow<'_>) -> Option<Vec<u64>> {
    let filled = row.observed.values.iter().copied().filter(|cell| !cell.is_blank());
    filled.map(|cell| count(Slot::Cell(cell).number()?)).collect()
}

fn count(number: Decimal) -> Option<u64> {
    let whole = number.normalize();
    (whole.scale() == 0).then(|| u64::try_from(whole.mantissa()).ok()).flatten().filter(|&count| count < 1 << 40)
}

impl Choice {
    fn of(row: &PlacedRow<'_>, with_total: bool) -> Option<Self> {
        let ways = match &row.slots {
            Some(slots) => {
                let numbers: Option<Vec<u64>> = slots.iter().map(|slot| count(slot.number()?)).collect();
                // Which figure stands in a column does not matter, only whether one does.
                let figures = std::array::from_fn(|column| slots[column].is_figure().then_some(column));
                vec![Way { figures, numbers: numbers?.try_into().ok()? }]
            }
            None if row.observed.disputed || row.observed.values.is_empty() => return None,
            None => ways(&figures(row)?, with_total),
        };
        Some(Self { possible: vec![false; ways.len()], ways })
    }

    /// What the ways that are left agree on.
    fn slot<'a>(&self, column: usize, values: &[&'a crate::flatten::Cell]) -> Slot<'a> {
        let filled: Vec<&crate::flatten::Cell> = values.iter().copied().filter(|cell| !cell.is_blank()).collect();
        let left: HashSet<Option<usize>> = self
            .ways
            .iter()
            .zip(&self.possible)
            .filter(|(_, possible)| **possible)
            .map(|(way, _)| way.figures[column])
            .collect();
        let mut figures: Vec<usize> = left.iter().flatten().copied().collect();
        figures.sort_unstable();
        match (left.contains(&None), &figures[..]) {
            (_, []) => Slot::Lost,
            (false, [figure]) => {
                let cell = filled[*figure];
                Slot::Cell(cell).number().map_or(Slot::Cell(cell), |value| Slot::Joined { cells: vec![cell], value })
            }
            _ => {
                let mut candidates: Vec<Decimal> =
                    figures.iter().filter_map(|&figure| Slot::Cell(filled[figure]).number()).collect();
                candidates.sort_unstable();
                candidates.dedup();
                Slot::Several { cells: filled, candidates }
            }
        }
    }
}

/// Every way to place figures in order, in which the total is blank or the sum of the others.
fn ways(figures: &[u64], with_total: bool) -> Vec<Way> {
    if figures.len() > SEVEN {
        return Vec::new();
    }
    let way = |columns: Vec<usize>| {
        let mut way = Way { figures: [None; SEVEN], numbers: [0; SEVEN] };
        for (figure, column) in columns.into_iter().enumerate() {
            way.figures[column] = Some(figure);
            way.numbers[column] = figures[figure];
        }
        way
    };
    let holds = |way: &Way| match way.figures[TOTAL] {
        Some(_) => way.numbers[..TOTAL].iter().sum::<u64>() == way.numbers[TOTAL],
        // A row of nothing but zeros and blanks has a total of zero either way.
        None => !with_total || figures.iter().all(|&figure| figure == 0),
    };
    choices(SEVEN, figures.len()).into_iter().map(way).filter(holds).collect()
}

/// Marks the ways that are part of a reading in which every sum holds; says whether there is one and no bound was met.
fn search(balance: &mut [Choice; 4], results: &mut [Choice]) -> bool {
    let [new, old, total, out] = balance;
    let mut by_numbers: HashMap<[u64; SEVEN], Vec<usize>> = HashMap::new();
    for (number, way) in out.ways.iter().enumerate() {
        by_numbers.entry(way.numbers).or_default().push(number);
    }
    let mut inner = Results { rows: results, known: HashMap::new(), steps: 0 };
    let mut found = false;
    for (t, of_total) in total.ways.iter().enumerate() {
        let mut filled: Option<bool> = None;
        for (n, of_new) in new.ways.iter().enumerate() {
            for (o, of_old) in old.ways.iter().enumerate() {
                let rest: Option<Vec<u64>> = (0..SEVEN)
                    .map(|c| (of_new.numbers[c] + of_old.numbers[c]).checked_sub(of_total.numbers[c]))
                    .collect();
                let Some(rest) = rest.and_then(|rest| <[u64; SEVEN]>::try_from(rest).ok()) else { continue };
                let Some(outs) = by_numbers.get(&rest) else { continue };
                if !*filled.get_or_insert_with(|| inner.fill(0, &Rest::of(of_total))) {
                    continue;
                }
                (new.possible[n], old.possible[o], total.possible[t], found) = (true, true, true, true);
                outs.iter().for_each(|&way| out.possible[way] = true);
            }
        }
    }
    found && inner.steps <= MOST_STEPS
}

/// What the results still have to make up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Rest {
    columns: [u64; TOTAL],
    total: u64,
    /// Whether some result had a total of its own; where none has, the column is left blank on inner rows.
    totals: bool,
}

impl Rest {
    fn of(total: &Way) -> Self {
        Self {
            columns: std::array::from_fn(|column| total.numbers[column]),
            total: total.numbers[TOTAL],
            totals: false,
        }
    }

    fn without(&self, way: &Way) -> Option<Self> {
        let mut rest = self.clone();
        for (left, taken) in rest.columns.iter_mut().zip(way.numbers) {
            *left = left.checked_sub(taken)?;
        }
        rest.total = rest.total.checked_sub(way.numbers[TOTAL])?;
        rest.totals |= way.figures[TOTAL].is_some();
        Some(rest)
    }

    fn is_made_up(&self) -> bool {
        self.columns == [0; TOTAL] && (!self.totals || self.total == 0)
    }
}

struct Results<'c> {
    rows: &'c mut [Choice],
    known: HashMap<(usize, Rest), bool>,
    steps: usize,
}

impl Results<'_> {
    /// Whether the rows from one on can make up the rest; marks the ways that do.
    fn fill(&mut self, row: usize, rest: &Rest) -> bool {
        if row == self.rows.len() {
            return rest.is_made_up();
        }
        if let Some(&known) = self.known.get(&(row, rest.clone())) {
            return known;
        }
        let mut any = false;
        for way in 0..self.rows[row].ways.len() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return false;
            }
            let Some(next) = rest.without(&self.rows[row].ways[way]) else { continue };
            if self.fill(row + 1, &next) {
                self.rows[row].possible[way] = true;
                any = true;
            }
        }
        self.known.insert((row, rest.clone()), any);
        any
    }
}
