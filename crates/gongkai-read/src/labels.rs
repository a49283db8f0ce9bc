//! How alike two labels are.

/// Share of characters that two keys have in common, by edit distance: 1 is equal, 0 has nothing in common.
pub(crate) fn similarity(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let longest = a.len().max(b.len());
    if longest == 0 || longest > 80 {
        return 0.0;
    }
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut current = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let substitution = previous[j] + usize::from(x != y);
            current.push(substitution.min(previous[j + 1] + 1).min(current[j] + 1));
        }
        previous = current;
    }
    1.0 - previous[b.len()] as f64 / longest as f64
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
