//! Random tables of requests and disputes whose sums hold.

use std::collections::BTreeMap;

use gongkai::model::EditionId;
use gongkai::template::{APPLICANTS, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, Edition, disputes_cell, edition, requests_cell};

use crate::writer::Dice;

/// Columns of Table 3.
const SEVEN: usize = 7;

/// Table 3 and Table 4 of an edition.
#[derive(Debug, Clone)]
pub struct Table {
    /// The edition.
    pub form: &'static Edition,
    /// Seven figures for each row of Table 3.
    pub requests: Vec<[usize; SEVEN]>,
    /// Five figures for each block of Table 4.
    pub disputes: Vec<[usize; 5]>,
}

impl Table {
    /// A table with counts below `size`.
    ///
    /// # Panics
    /// If the form lacks one of its rows.
    #[allow(clippy::needless_range_loop, reason = "a column runs through all rows")]
    pub fn random(dice: &mut Dice, size: usize) -> Self {
        let form = edition(if dice.below(2) == 0 { EditionId::E2019 } else { EditionId::E2021 });
        let ids: Vec<&str> = form.requests.iter().map(|line| line.row.id()).collect();
        let at = |id: &str| ids.iter().position(|other| *other == id).expect("a row of the form");
        let (new, old, total, out) = (at("new_received"), at("carried_in"), at("total_processed"), at("carried_out"));
        let mut requests = vec![[0; SEVEN]; ids.len()];
        let filled = 1 + dice.below(9);
        for column in 0..SEVEN - 1 {
            let mut results = 0;
            for row in (0..ids.len()).filter(|row| ![new, old, total, out].contains(row)) {
                // Most cells of most tables are zero.
                let value = if dice.below(10) < filled { dice.below(size) } else { 0 };
                requests[row][column] = value;
                results += value;
            }
            let all = results + dice.below(1 + size / 4);
            requests[total][column] = results;
            requests[out][column] = all - results;
            requests[old][column] = dice.below(1 + all);
            requests[new][column] = all - requests[old][column];
        }
        for row in &mut requests {
            row[SEVEN - 1] = row[..SEVEN - 1].iter().sum();
        }
        let disputes = (0..DISPUTE_BLOCKS.len())
            .map(|_| {
                let mut block = [0; 5];
                for value in &mut block[..4] {
                    *value = if dice.below(3) == 0 { dice.below(size) } else { 0 };
                }
                block[4] = block[..4].iter().sum();
                block
            })
            .collect();
        Self { form, requests, disputes }
    }

    /// Every cell with its figure.
    pub fn truth(&self) -> BTreeMap<String, usize> {
        let requests = self.form.requests.iter().zip(&self.requests);
        let requests = requests.flat_map(|(line, figures)| {
            APPLICANTS.iter().zip(figures).map(|(&column, &value)| (requests_cell(line.row, column), value))
        });
        let disputes = DISPUTE_BLOCKS.iter().zip(&self.disputes);
        let disputes = disputes.flat_map(|(&block, figures)| {
            DISPUTE_OUTCOMES.iter().zip(figures).map(move |(&outcome, &value)| (disputes_cell(block, outcome), value))
        });
        requests.chain(disputes).collect()
    }
}
