//! What unreadable cells must hold.

use gongkai_model::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Code;

/// Cells that can be restored at a time.
const MOST_CELLS: usize = 3;
/// Counts beyond this are none; it keeps the elimination exact.
const LARGEST: i128 = 1_000_000_000_000_000;

/// What the sums say of some unreadable cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completion {
    /// The only counts with which every sum that can be made holds, in the order of the cells asked for.
    Unique(Vec<Decimal>),
    /// No counts make the sums hold: some other figure is wrong.
    Impossible,
    /// The sums do not decide it, or more than three cells were asked for.
    Undecided,
}

/// `Σ coefficients · unknowns = right`.
#[derive(Debug, Clone, Copy)]
struct Equation {
    coefficients: [i128; MOST_CELLS],
    right: i128,
}

impl Code {
    /// The counts that up to three cells must hold if all other figures are right. Whatever `figures` says of these cells
    /// is not looked at; sums with other unknown figures are left out.
    pub fn complete(&self, figures: &[Option<Decimal>], cells: &[usize]) -> Completion {
        if cells.len() > MOST_CELLS {
            return Completion::Undecided;
        }
        let zeros: Vec<Option<Decimal>> = figures
            .iter()
            .enumerate()
            .map(|(cell, figure)| if cells.contains(&cell) { Some(Decimal::ZERO) } else { *figure })
            .collect();
        let mut equations = Vec::new();
        for checked in self.syndrome(&zeros) {
            let Some(residual) = checked.residual else { continue };
            let Some(residual) = whole(residual) else { return Completion::Impossible };
            let mut coefficients = [0; MOST_CELLS];
            for (index, &cell) in cells.iter().enumerate() {
                coefficients[index] = i128::from(checked.check.sign(cell));
            }
            equations.push(Equation { coefficients, right: -residual });
        }
        solve(equations, cells.len())
    }
}

fn whole(value: Decimal) -> Option<i128> {
    value.fract().is_zero().then(|| value.to_i128()).flatten().filter(|value| value.abs() <= LARGEST)
}

/// Elimination over the integers: rows are multiplied, never divided.
fn solve(mut equations: Vec<Equation>, unknowns: usize) -> Completion {
    let mut solved: Vec<Equation> = Vec::new();
    for unknown in 0..unknowns {
        let Some(at) = equations.iter().position(|equation| equation.coefficients[unknown] != 0) else {
            return undecided(&equations);
        };
        let pivot = equations.swap_remove(at);
        for equation in equations.iter_mut().chain(&mut solved) {
            *equation = eliminate(*equation, pivot, unknown);
        }
        solved.push(pivot);
    }
    if equations.iter().any(|equation| equation.right != 0) {
        return Completion::Impossible;
    }
    let values: Option<Vec<Decimal>> = solved
        .iter()
        .enumerate()
        .map(|(unknown, equation)| {
            let coefficient = equation.coefficients[unknown];
            let value = equation.right / coefficient;
            (value * coefficient == equation.right && (0..=LARGEST).contains(&value)).then(|| Decimal::from(value))
        })
        .collect();
    values.map_or(Completion::Impossible, Completion::Unique)
}

/// An unknown stands in no sum: undecided, unless the sums without unknowns are broken.
fn undecided(equations: &[Equation]) -> Completion {
    let broken = |equation: &Equation| equation.coefficients == [0; MOST_CELLS] && equation.right != 0;
    if equations.iter().any(broken) { Completion::Impossible } else { Completion::Undecided }
}

fn eliminate(equation: Equation, pivot: Equation, unknown: usize) -> Equation {
    let (own, of_pivot) = (equation.coefficients[unknown], pivot.coefficients[unknown]);
    if own == 0 {
        return equation;
    }
    let combine = |a: i128, b: i128| a * of_pivot - b * own;
    let mut coefficients = [0; MOST_CELLS];
    for (index, coefficient) in coefficients.iter_mut().enumerate() {
        *coefficient = combine(equation.coefficients[index], pivot.coefficients[index]);
    }
    Equation { coefficients, right: combine(equation.right, pivot.right) }
}
