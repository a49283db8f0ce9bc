//! How alike two labels are.

/// Longer keys are no labels.
const LONGEST: usize = 80;
/// Keys whose lengths differ more than this are not compared: nobody asks for less.
const LEAST_LENGTH: f64 = 0.6;

/// Share of characters that two keys have in common, by edit distance: 1 is equal, 0 has nothing in common, or lengths
/// too different to matter.
pub(crate) fn similarity(a: &str, b: &str) -> f64 {
    let (a_length, b_length) = (a.chars().count(), b.chars().count());
    let longest = a_length.max(b_length);
    if longest == 0 || longest > LONGEST || (a_length.min(b_length) as f64) < LEAST_LENGTH * longest as f64 {
        return 0.0;
    }
    let mut row = [0usize; LONGEST + 1];
    row.iter_mut().enumerate().for_each(|(j, cell)| *cell = j);
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let substitution = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(diagonal + 1).min(row[j] + 1);
        }
    }
    1.0 - row[b_length] as f64 / longest as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_lost_characters_leave_a_label_alike() {
        assert!((similarity("其他法律行政法规禁止公开", "其他法律行政法规禁止公开") - 1.0).abs() < f64::EPSILON);
        assert!(similarity("其他法律行政止公开", "其他法律行政法规禁止公开") >= 0.7);
        assert!(similarity("属于国家秘密", "属于行政执法案卷") < 0.5);
    }
}
