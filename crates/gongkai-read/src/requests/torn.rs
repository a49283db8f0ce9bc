//! Rows of figures apart from their labels: a page whose columns of text and of figures were written one after the
//! other.
//!
//! Where nothing was lost, all figures of the table still follow each other in the order of the form, row by row or,
//! where a tool wrote a block of rows column by column, transposed. Such an order is believed only if there are exactly
//! as many figures as the form has cells, every sum of the form holds, and no label beside its figures contradicts.

use std::array;
use std::collections::HashSet;

use gongkai_model::Decimal;
use gongkai_template::{Checked, Edition, RequestRow};
use gongkai_text::reading::Reading;

use super::{PlacedRow, align::Observed};
use crate::facts::{Slot, figure, summable};
use crate::flatten::{Cell, is_page_number_text};
use crate::region::Part;

/// Mark of rows that were put together from figures apart from their labels.
pub(super) const IN_ORDER: &str = "rows_in_order";
/// Columns of the table.
const SEVEN: usize = 7;
/// After so many steps the figures are left undecided.
const MOST_STATES: usize = 20_000;
/// Longer texts are no label with a figure behind it.
const LONGEST_LABEL: usize = 40;
/// Labels that must be found for the figures to be those of this table.
const LABELS: usize = 6;

/// A figure and the cell it stands in.
#[derive(Debug, Clone, Copy)]
struct Figure<'a> {
    cell: &'a Cell,
    value: Decimal,
}

/// All figures of a table in the order of the source.
fn figures<'a>(parts: &[Part<'a>]) -> Vec<Figure<'a>> {
    let mut all = Vec::new();
    for part in parts {
        let values = part.cells.iter().filter(|cell| !cell.text.is_empty() && cell.key.is_empty());
        let text: String = values.map(|cell| cell.text.as_str()).collect();
        if is_page_number_text(&text) {
            continue;
        }
        for cell in part.cells {
            match &cell.reading {
                Reading::Number(number, _) => {
                    all.extend(summable(number.value).map(|value| Figure { cell, value }));
                }
                Reading::SplitDigits(split) => {
                    let values = split.iter().filter_map(|part| figure(part));
                    all.extend(values.map(|value| Figure { cell, value }));
                }
                _ => all.extend(behind_label(cell)),
            }
        }
    }
    all
}

/// The figure behind a label on its line, with white space between.
fn behind_label<'a>(cell: &'a Cell) -> Option<Figure<'a>> {
    let (words, digits) = cell.text.trim_end().rsplit_once(char::is_whitespace)?;
    let value = digits.bytes().all(|b| b.is_ascii_digit()).then(|| figure(digits))??;
    (!words.trim_end().ends_with("数据") && words.chars().count() <= LONGEST_LABEL).then_some(Figure { cell, value })
}

/// The form whose cells are as many as the figures.
pub(super) fn fits(parts: &[Part<'_>], form: &Edition) -> bool {
    !form.requests.is_empty() && figures(parts).len() == form.requests.len() * SEVEN
}

/// Puts the rows together; says whether it could.
pub(super) fn arrange<'a>(rows: &mut Vec<PlacedRow<'a>>, parts: &[Part<'a>], form: &Edition) -> bool {
    let figures = figures(parts);
    if figures.len() != form.requests.len() * SEVEN || rows.len() < LABELS {
        return false;
    }
    let sound = DAMAGES.iter().find_map(|&damage| {
        let mut orders = Search::new(&figures, form.requests.len(), damage).run()?;
        orders.retain(|order| every_sum_holds(order, &figures, form) && !contradicted(order, &figures, rows, form));
        (!orders.is_empty()).then_some(orders)
    });
    let Some([order]) = sound.as_deref() else { return false };
    for (line, order) in form.requests.iter().zip(order) {
        let slots: [Slot<'a>; SEVEN] = array::from_fn(|column| {
            let figure = figures[order[column]];
            Slot::Joined { cells: vec![figure.cell], value: figure.value }
        });
        match rows.iter_mut().find(|row| row.observed.row == line.row) {
            Some(row) => {
                (row.slots, row.repair, row.by_position) = (Some(slots), Some(IN_ORDER), false);
            }
            None => {
                let cell = figures[order[0]].cell;
                rows.push(PlacedRow {
                    observed: Observed::without_label(line.row, cell),
                    slots: Some(slots),
                    repair: Some(IN_ORDER),
                    by_position: false,
                });
            }
        }
    }
    rows.sort_by_key(|row| row.observed.row);
    true
}

/// Where the seven figures of each row stand among all.
type Order = Vec<[usize; SEVEN]>;

/// What the order of figures may have suffered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Damage {
    /// Rows, and blocks of rows written column by column.
    Blocks,
    /// Rows whose first figure comes last, since it stood lower; two rows cut at columns and laid into each other.
    Shifted,
    /// One figure of one row, not a zero, stands somewhere else.
    Displaced,
}

const DAMAGES: [Damage; 3] = [Damage::Blocks, Damage::Shifted, Damage::Displaced];

/// A way to read the figures up to some row.
#[derive(Debug, Clone, Copy)]
struct State {
    /// The rows taken last, and through them all before; none at the beginning.
    node: Option<usize>,
    /// Rows taken.
    done: usize,
    /// Their numbers: ways that give the same numbers count once.
    numbers: u128,
    /// Figures used up.
    next: usize,
    /// The figure that stands elsewhere.
    skipped: Option<usize>,
    /// The cell it is missing from.
    hole: Option<(usize, usize)>,
}

/// Rows taken at once, behind others.
#[derive(Debug)]
struct Node {
    before: Option<usize>,
    rows: Vec<[usize; SEVEN]>,
}

/// What makes two ways the same up to some row.
type Key = (u128, usize, Option<Decimal>, Option<(usize, usize)>);

/// Every way to take the figures as rows in which every row adds up. Ways that give the same numbers count once.
struct Search<'f, 'a> {
    figures: &'f [Figure<'a>],
    rows: usize,
    damage: Damage,
    nodes: Vec<Node>,
    /// Ways that wait to be continued, by the rows taken.
    reached: Vec<Vec<State>>,
    seen: HashSet<(usize, Key)>,
}

impl<'f, 'a> Search<'f, 'a> {
    fn new(figures: &'f [Figure<'a>], rows: usize, damage: Damage) -> Self {
        let reached = vec![Vec::new(); rows + 1];
        Self { figures, rows, damage, nodes: Vec::new(), reached, seen: HashSet::new() }
    }

    fn value(&self, at: usize) -> Decimal {
        self.figures.get(at).map_or(Decimal::MIN, |figure| figure.value)
    }

    fn adds_up(&self, row: &[usize; SEVEN]) -> bool {
        row[..6].iter().map(|&at| self.value(at)).try_fold(Decimal::ZERO, Decimal::checked_add)
            == Some(self.value(row[6]))
    }

    /// All orders; nothing if there are too many ways to look at.
    fn run(mut self) -> Option<Vec<Order>> {
        let begin = State { node: None, done: 0, numbers: 1, next: 0, skipped: None, hole: None };
        self.reached[0].push(begin);
        for done in 0..self.rows {
            for state in std::mem::take(&mut self.reached[done]) {
                self.continue_from(state);
                if self.seen.len() > MOST_STATES {
                    return None;
                }
            }
        }
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for state in std::mem::take(&mut self.reached[self.rows]) {
            let behind = state.next + 1 == self.figures.len() && state.skipped.is_none() && state.hole.is_some();
            let whole = state.next == self.figures.len() && state.skipped.is_some() == state.hole.is_some();
            if !(whole || behind) {
                continue;
            }
            let mut order = self.order(state);
            if let Some((row, column)) = state.hole {
                order[row][column] = state.skipped.unwrap_or(state.next);
                if !self.adds_up(&order[row]) {
                    continue;
                }
            }
            if seen.insert(order.iter().flatten().map(|&at| self.value(at)).collect::<Vec<_>>()) {
                all.push(order);
            }
        }
        Some(all)
    }

    /// The rows of a way, from the first one on.
    fn order(&self, state: State) -> Order {
        let mut pieces: Vec<&[[usize; SEVEN]]> = Vec::new();
        let mut node = state.node;
        while let Some(at) = node {
            pieces.push(&self.nodes[at].rows);
            node = self.nodes[at].before;
        }
        pieces.into_iter().rev().flatten().copied().collect()
    }

    /// Takes some rows behind a way; `next` says what is used up, skipped and missing then.
    fn take(&mut self, rows: &[[usize; SEVEN]], next: State) {
        let done = next.done + rows.len();
        if done > self.rows {
            return;
        }
        let mix = |numbers: u128, at: &usize| {
            (numbers ^ self.value(*at).mantissa().unsigned_abs())
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
        };
        let numbers = rows.iter().flatten().fold(next.numbers, mix);
        let key = (numbers, next.next, next.skipped.map(|at| self.value(at)), next.hole);
        if self.seen.insert((done, key)) {
            self.nodes.push(Node { before: next.node, rows: rows.to_vec() });
            self.reached[done].push(State { node: Some(self.nodes.len() - 1), done, numbers, ..next });
        }
    }

    /// Takes rows that lie in order of the source and all add up.
    fn take_sound(&mut self, rows: &[[usize; SEVEN]], state: State) {
        let next = state.next + rows.len() * SEVEN;
        if next <= self.figures.len() && rows.iter().all(|row| self.adds_up(row)) {
            self.take(rows, State { next, ..state });
        }
    }

    fn continue_from(&mut self, state: State) {
        let from = state.next;
        for height in 1..=self.rows - state.done {
            let block: Vec<[usize; SEVEN]> =
                (0..height).map(|row| array::from_fn(|column| from + column * height + row)).collect();
            self.take_sound(&block, state);
        }
        if self.damage == Damage::Shifted {
            let shifted = array::from_fn(|column| if column == 0 { from + 6 } else { from + column - 1 });
            self.take_sound(&[shifted], state);
            for (upper, lower) in (1..SEVEN).flat_map(|upper| (1..SEVEN).map(move |lower| (upper, lower))) {
                let first = array::from_fn(|column| from + column + if column < upper { 0 } else { lower });
                let second = array::from_fn(|column| from + column + if column < lower { upper } else { SEVEN });
                self.take_sound(&[first, second], state);
            }
        }
        if self.damage == Damage::Displaced {
            self.displaced(state);
        }
    }

    /// A row that lacks a figure, and the figure where it stands.
    fn displaced(&mut self, state: State) {
        let from = state.next;
        if state.hole.is_none() && from + 6 <= self.figures.len() {
            for column in 0..SEVEN {
                let at = |index: usize| from + index - usize::from(index > column);
                // Until it is found, the hole holds a figure that does not exist.
                let row = array::from_fn(|index| if index == column { usize::MAX } else { at(index) });
                let sum: Decimal = (0..6).filter(|&index| index != column).map(|index| self.value(at(index))).sum();
                let missing = if column == 6 { sum } else { self.value(at(6)) - sum };
                let fits = state.skipped.is_none_or(|skipped| self.value(skipped) == missing);
                if missing > Decimal::ZERO && fits {
                    self.take(&[row], State { next: from + 6, hole: Some((state.done, column)), ..state });
                }
            }
        }
        if state.skipped.is_none() && self.value(from) > Decimal::ZERO {
            let skipped = State { skipped: Some(from), next: from + 1, ..state };
            self.take_sound(&[array::from_fn(|column| from + 1 + column)], skipped);
        }
    }
}

/// Whether every sum of the form holds.
fn every_sum_holds(order: &Order, figures: &[Figure<'_>], form: &Edition) -> bool {
    let numbers: Vec<Option<Decimal>> = order.iter().flatten().map(|&at| Some(figures[at].value)).collect();
    form.requests_code().syndrome(&numbers).iter().all(Checked::holds)
}

/// Whether some label has all its seven figures beside it, and they are not those of its row.
fn contradicted(order: &Order, figures: &[Figure<'_>], rows: &[PlacedRow<'_>], form: &Edition) -> bool {
    let place = |wanted: RequestRow| form.requests.iter().position(|line| line.row == wanted);
    rows.iter().filter(|row| row.observed.beside && !row.observed.values.is_empty()).any(|row| {
        let Some(at) = place(row.observed.row) else { return true };
        let Some(slots) = &row.slots else { return false };
        let numbers: Option<Vec<Decimal>> = slots.iter().map(Slot::number).collect();
        let blank = slots.iter().any(|slot| !slot.is_figure());
        !blank
            && numbers
                .is_some_and(|numbers| (0..SEVEN).any(|column| figures[order[at][column]].value != numbers[column]))
    })
}
