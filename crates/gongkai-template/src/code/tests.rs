use gongkai_model::{Decimal, EditionId};
use proptest::prelude::*;

use super::{Code, Completion};
use crate::{APPLICANTS, Edition, edition};

const EDITIONS: [EditionId; 2] = [EditionId::E2019, EditionId::E2021];
const SEVEN: usize = 7;

/// A table of an edition in which every sum holds, from counts of applicants' results.
fn table(form: &Edition, counts: &[u32]) -> Vec<Option<Decimal>> {
    let rows: Vec<&str> = form.requests.iter().map(|line| line.row.id()).collect();
    let at = |id: &str| rows.iter().position(|row| *row == id).unwrap();
    let (new, old, total, out) = (at("new_received"), at("carried_in"), at("total_processed"), at("carried_out"));
    let mut table = vec![[0_i64; SEVEN]; rows.len()];
    let mut counts = counts.iter().cycle();
    for column in 0..SEVEN - 1 {
        for (row, line) in table.iter_mut().enumerate().filter(|(row, _)| ![new, old, total].contains(row)) {
            line[column] = if row == out { 2 } else { i64::from(*counts.next().unwrap()) };
        }
        let results: i64 =
            (0..rows.len()).filter(|row| ![new, old, total, out].contains(row)).map(|row| table[row][column]).sum();
        table[total][column] = results;
        table[old][column] = 1;
        table[new][column] = results + table[out][column] - 1;
    }
    for line in &mut table {
        line[SEVEN - 1] = line[..SEVEN - 1].iter().sum();
    }
    table.iter().flatten().map(|&value| Some(value.into())).collect()
}

/// Rank of the checks over a large prime field.
fn rank(code: &Code) -> usize {
    const PRIME: i128 = 1_000_000_007;
    let inverse = |value: i128| {
        (0..30).rev().fold(1, |power: i128, bit| {
            let square = power * power % PRIME;
            if (PRIME - 2) >> bit & 1 == 1 { square * value % PRIME } else { square }
        })
    };
    let mut rows: Vec<Vec<i128>> = code
        .checks()
        .iter()
        .map(|check| (0..code.len()).map(|cell| i128::from(check.sign(cell)).rem_euclid(PRIME)).collect())
        .collect();
    let mut rank = 0;
    for cell in 0..code.len() {
        let Some(at) = (rank..rows.len()).find(|&row| rows[row][cell] != 0) else { continue };
        rows.swap(rank, at);
        let pivot = rows[rank].clone();
        let scale = inverse(pivot[cell]);
        for row in rows.iter_mut().skip(rank + 1).filter(|row| row[cell] != 0) {
            let factor = row[cell] * scale % PRIME;
            for (value, of_pivot) in row.iter_mut().zip(&pivot) {
                *value = (*value - factor * of_pivot).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}

#[test]
fn checks_and_their_ranks() {
    let of = |id| {
        let code = Code::requests(edition(id));
        (code.len(), code.checks().len(), rank(&code))
    };
    assert_eq!(of(EditionId::E2021), (175, 39, 37));
    assert_eq!(of(EditionId::E2019), (161, 37, 35));
    let disputes = Code::disputes(edition(EditionId::E2021));
    assert_eq!((disputes.len(), disputes.checks().len(), rank(&disputes)), (15, 3, 3));
}

#[test]
fn every_cell_has_a_syndrome_of_its_own() {
    for id in EDITIONS {
        let code = Code::requests(edition(id));
        let syndrome = |cell: usize| code.checks().iter().map(|check| check.sign(cell)).collect::<Vec<_>>();
        let mut all: Vec<Vec<i8>> = (0..code.len()).map(syndrome).collect();
        // Up to a factor: the first sign made positive.
        for signs in &mut all {
            if signs.iter().find(|sign| **sign != 0) == Some(&-1) {
                signs.iter_mut().for_each(|sign| *sign = -*sign);
            }
        }
        all.sort();
        all.dedup();
        assert_eq!(all.len(), code.len());
    }
}

#[test]
fn a_path_names_its_cell() {
    let code = Code::requests(edition(EditionId::E2019));
    assert_eq!(code.path(code.cell("t3.other.total").unwrap()), "t3.other.total");
    assert_eq!(code.cell("t3.other_misc.total"), None);
    assert_eq!(code.cell("t3.new_received.total"), Some(APPLICANTS.len() - 1));
}

#[test]
fn what_the_sums_do_not_touch_or_decide_stays_undecided() {
    let form = edition(EditionId::E2021);
    let code = Code::requests(form);
    let mut figures = table(form, &[1, 0, 4]);
    // A rectangle of four cells satisfies every sum; so do three of them and a fourth unknown.
    let cell = |path: &str| code.cell(path).unwrap();
    let rectangle = [
        cell("t3.granted.natural_person"),
        cell("t3.granted.commercial_enterprise"),
        cell("t3.denied_state_secret.natural_person"),
        cell("t3.denied_state_secret.commercial_enterprise"),
    ];
    assert_eq!(code.complete(&figures, &rectangle), Completion::Undecided);
    figures[rectangle[3]] = None;
    assert_eq!(code.complete(&figures, &rectangle[..3]), Completion::Undecided);
    // With another figure wrong nothing completes the table.
    figures = table(form, &[1, 0, 4]);
    figures[cell("t3.carried_out.total")] = Some(77.into());
    assert_eq!(code.complete(&figures, &rectangle[..1]), Completion::Impossible);
}

proptest! {
    #[test]
    fn a_single_error_is_located(counts in prop::collection::vec(0_u32..60, 1..60), id in prop::sample::select(EDITIONS.to_vec()), at in 0_usize..161, wrong in 0_u32..200) {
        let form = edition(id);
        let code = Code::requests(form);
        let right = table(form, &counts);
        prop_assert!(code.locate(&right).is_empty());
        prop_assert!(code.syndrome(&right).iter().all(super::Checked::holds));
        let mut figures = right.clone();
        figures[at] = Some(wrong.into());
        let found = code.locate(&figures);
        if figures == right {
            prop_assert!(found.is_empty());
        } else {
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!((found[0].cell, Some(found[0].value)), (at, right[at]));
        }
    }

    #[test]
    fn two_errors_are_seen_and_never_look_like_one(counts in prop::collection::vec(0_u32..60, 1..60), id in prop::sample::select(EDITIONS.to_vec()), one in 0_usize..161, two in 0_usize..161, by in (1_u32..50, 1_u32..50)) {
        prop_assume!(one != two);
        let form = edition(id);
        let code = Code::requests(form);
        let mut figures = table(form, &counts);
        figures[one] = figures[one].map(|value| value + Decimal::from(by.0));
        figures[two] = figures[two].map(|value| value + Decimal::from(by.1));
        prop_assert!(code.syndrome(&figures).iter().any(super::Checked::is_broken));
        prop_assert!(code.locate(&figures).is_empty());
    }

    /// A pair may be one of several, but the true one is among them.
    #[test]
    fn two_errors_are_among_the_pairs(counts in prop::collection::vec(0_u32..60, 1..60), id in prop::sample::select(EDITIONS.to_vec()), one in 0_usize..161, two in 0_usize..161, by in (1_u32..50, 1_u32..50)) {
        prop_assume!(one != two);
        let form = edition(id);
        let code = Code::requests(form);
        let right = table(form, &counts);
        prop_assert!(code.locate_pairs(&right, 10).is_empty());
        let mut figures = right.clone();
        figures[one] = figures[one].map(|value| value + Decimal::from(by.0));
        figures[two] = figures[two].map(|value| value + Decimal::from(by.1));
        let pairs = code.locate_pairs(&figures, 1000);
        let mut expected = [one, two].map(|cell| (cell, right[cell]));
        expected.sort();
        prop_assert!(pairs.iter().any(|pair| pair.map(|explanation| (explanation.cell, Some(explanation.value))) == expected), "{pairs:?}");
    }

    #[test]
    fn up_to_three_unreadable_cells_are_restored(counts in prop::collection::vec(0_u32..60, 1..60), id in prop::sample::select(EDITIONS.to_vec()), cells in prop::collection::hash_set(0_usize..161, 1..=3)) {
        let form = edition(id);
        let code = Code::requests(form);
        let right = table(form, &counts);
        let cells: Vec<usize> = cells.into_iter().collect();
        let mut figures = right.clone();
        cells.iter().for_each(|&cell| figures[cell] = None);
        let expected: Vec<Decimal> = cells.iter().filter_map(|&cell| right[cell]).collect();
        prop_assert_eq!(code.complete(&figures, &cells), Completion::Unique(expected));
    }

    #[test]
    fn any_figures_end(figures in prop::collection::vec(prop::option::of(any::<i64>()), 0..200), cells in prop::collection::vec(0_usize..300, 0..5)) {
        let code = Code::requests(edition(EditionId::E2021));
        let figures: Vec<Option<Decimal>> = figures.into_iter().map(|figure| figure.map(Decimal::from)).collect();
        let _ = (code.locate(&figures), code.locate_pairs(&figures, 3), code.complete(&figures, &cells));
    }
}
