//! The rules: one file each, one line here, in the order of their ids.

mod t3_001_requests_not_balanced;
mod t3_002_results_do_not_add_up;
mod t3_003_row_total_wrong;
mod t4_001_disputes_do_not_add_up;

use crate::rule::Rule;

/// Every rule.
pub const RULES: &[&Rule] = &[
    &t3_001_requests_not_balanced::RULE,
    &t3_002_results_do_not_add_up::RULE,
    &t3_003_row_total_wrong::RULE,
    &t4_001_disputes_do_not_add_up::RULE,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use gongkai_model::Severity;

    use super::*;
    use crate::rule::{Basis, Text};

    #[test]
    fn ids_are_in_order_and_names_distinct() {
        assert!(RULES.windows(2).all(|pair| order(pair[0].id) < order(pair[1].id)));
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            assert!(
                rule.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                rule.name
            );
        }
    }

    /// Groups in the order in which domain and manual list them.
    fn order(id: &str) -> (Option<usize>, &str) {
        let groups = ["RD", "ST", "ED", "T2", "T3", "T4", "X", "NR", "XY", "LV", "DT", "ID", "PD", "S14"];
        let (group, number) = id.rsplit_once('-').expect("an id has a group and a number");
        let at = groups.iter().position(|other| *other == group);
        assert!(at.is_some(), "{id}: the group is not known");
        (at, number)
    }

    #[test]
    fn every_rule_has_a_whole_page() {
        for rule in RULES {
            let page: [(&str, Text); 6] = [
                ("summary", rule.summary),
                ("explanation", rule.explanation),
                ("source", rule.source),
                ("false_positives", rule.false_positives),
                ("before", rule.before),
                ("after", rule.after),
            ];
            for (part, (zh, en)) in page {
                assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{}: {part} is empty", rule.id);
                assert!(en.is_ascii() || zh != en, "{}: {part} is the same in both languages", rule.id);
            }
        }
    }

    #[test]
    fn what_rests_on_background_is_a_warning_at_most() {
        for rule in RULES.iter().filter(|rule| rule.basis == Basis::Background) {
            assert!(rule.severity <= Severity::Warning, "{}", rule.id);
        }
    }

    #[test]
    fn every_rule_has_a_case() {
        for rule in RULES {
            let path = format!("{}/../../snapshots/rules/{}.snap", env!("CARGO_MANIFEST_DIR"), rule.id);
            assert!(std::path::Path::new(&path).exists(), "{} has no case in snapshots/rules", rule.id);
        }
    }
}
