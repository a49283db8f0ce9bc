//! What sort of slip a wrong figure looks like.

use gongkai_model::{Decimal, Slip};

/// The figures around a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbourhood {
    /// In the row above and the row below, same column.
    pub(super) rows: [Option<Decimal>; 2],
    /// In the column before and the column behind, same row.
    pub(super) columns: [Option<Decimal>; 2],
    /// Whether the cell is a total.
    pub(super) is_total: bool,
}

/// The slip that turns the right value into the one that stands there.
pub(super) fn slip(around: &Neighbourhood, present: Decimal, right: Decimal) -> Slip {
    let (wrong, good) = (present.normalize().to_string(), right.normalize().to_string());
    let moved = |neighbours: [Option<Decimal>; 2]| !right.is_zero() && neighbours.contains(&Some(right));
    if wrong.len() > 1 && is_swapped(&wrong, &good) {
        Slip::DigitsSwapped
    } else if present.is_zero() {
        // What is missing here and stands next to it came into the wrong cell.
        match (moved(around.rows), moved(around.columns)) {
            (true, _) => Slip::RowShifted,
            (_, true) if !around.is_total => Slip::ColumnShifted,
            _ if around.is_total => Slip::SumNotUpdated,
            _ => Slip::LeftOut,
        }
    } else if is_without_one(&good, &wrong) {
        Slip::DigitLost
    } else if !right.is_zero() && is_without_one(&wrong, &good) {
        Slip::DigitDoubled
    } else if moved(around.rows) {
        Slip::RowShifted
    } else if moved(around.columns) && !around.is_total {
        Slip::ColumnShifted
    } else if is_ten_thousandfold(present, right) {
        Slip::UnitWrong
    } else if around.is_total {
        Slip::SumNotUpdated
    } else if wrong.len() > 1 && differs_in_one(&wrong, &good) {
        Slip::DigitChanged
    } else {
        Slip::Unclear
    }
}

/// Whether two neighbouring digits changed places.
fn is_swapped(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let places: Vec<usize> = one.iter().zip(other).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let [a, b] = places[..] else { return false };
    one.len() == other.len() && b == a + 1 && one[a] == other[b] && one[b] == other[a]
}

/// Whether the second is the first without one of its digits.
fn is_without_one(whole: &str, part: &str) -> bool {
    whole.len() == part.len() + 1
        && (0..whole.len())
            .any(|at| [whole.get(..at), whole.get(at + 1..)].into_iter().flatten().collect::<String>() == part)
}

/// Whether two numbers of the same length differ in one digit.
fn differs_in_one(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn is_ten_thousandfold(one: Decimal, other: Decimal) -> bool {
    let times = |a: Decimal, b: Decimal| a.checked_mul(10_000.into()) == Some(b);
    !other.is_zero() && (times(one, other) || times(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(present: i64, right: i64, around: Neighbourhood) -> &'static str {
        slip(&around, present.into(), right.into()).id()
    }

    #[test]
    fn slips_are_told_by_digits_and_neighbours() {
        let inner = Neighbourhood::default();
        let total = Neighbourhood { is_total: true, ..inner };
        let below = Neighbourhood { rows: [None, Some(7.into())], ..inner };
        let behind = Neighbourhood { columns: [None, Some(7.into())], ..inner };
        for (present, right, around, expected) in [
            (45, 54, inner, "digits_swapped"),
            (45, 54, total, "digits_swapped"),
            (1, 10, inner, "digit_lost"),
            (133, 13, inner, "digit_doubled"),
            (18, 13, inner, "digit_changed"),
            (8, 3, inner, "unclear"),
            (0, 7, inner, "left_out"),
            (0, 7, total, "sum_not_updated"),
            (0, 7, below, "row_shifted"),
            (0, 7, behind, "column_shifted"),
            (5, 7, below, "row_shifted"),
            (5, 7, total, "sum_not_updated"),
            (30_000, 3, inner, "unit_wrong"),
            (9, 0, inner, "unclear"),
        ] {
            assert_eq!(of(present, right, around), expected, "{present} for {right}");
        }
    }
}
