//! The rules: one file each, one line here, in the order of their ids.

mod ed_001_edition_of_other_years;
mod ed_002_editions_mixed;
mod ed_003_basis_out_of_date;
mod rd_001_not_a_report;
mod rd_002_figures_not_read;
mod rd_003_figures_repaired;
mod st_001_section_absent;
mod st_002_sections_out_of_order;
mod st_003_table_absent;
mod st_004_row_absent;
mod st_005_columns_wrong;
mod st_006_words_among_figures;
mod st_007_overview_incomplete;
mod st_008_problems_empty;
mod st_009_fees_unsaid;
mod st_010_instruction_left;
mod st_011_appraisal_unsaid;
mod st_012_zeros_against_text;
mod st_013_table_blank;
mod st_014_text_breaks_off;
mod t2_001_count_not_whole;
mod t2_002_more_issued_than_left;
mod t2_003_rules_of_who_makes_none;
mod t2_004_more_newly_than_in_all;
mod t2_005_more_disclosed_than_produced;
mod t2_006_fewer_than_no_items;
mod t2_007_fees_not_in_10k_yuan;
mod t2_008_procurement_without_amount;
mod t2_009_decisions_of_a_township;
mod t2_010_documents_told_otherwise;
mod t3_001_requests_not_balanced;
mod t3_002_results_do_not_add_up;
mod t3_003_row_total_wrong;
mod t4_001_disputes_do_not_add_up;

use crate::rule::Rule;

/// Every rule.
pub const RULES: &[&Rule] = &[
    &rd_001_not_a_report::RULE,
    &rd_002_figures_not_read::RULE,
    &rd_003_figures_repaired::RULE,
    &st_001_section_absent::RULE,
    &st_002_sections_out_of_order::RULE,
    &st_003_table_absent::RULE,
    &st_004_row_absent::RULE,
    &st_005_columns_wrong::RULE,
    &st_006_words_among_figures::RULE,
    &st_007_overview_incomplete::RULE,
    &st_008_problems_empty::RULE,
    &st_009_fees_unsaid::RULE,
    &st_010_instruction_left::RULE,
    &st_011_appraisal_unsaid::RULE,
    &st_012_zeros_against_text::RULE,
    &st_013_table_blank::RULE,
    &st_014_text_breaks_off::RULE,
    &ed_001_edition_of_other_years::RULE,
    &ed_002_editions_mixed::RULE,
    &ed_003_basis_out_of_date::RULE,
    &t2_001_count_not_whole::RULE,
    &t2_002_more_issued_than_left::RULE,
    &t2_003_rules_of_who_makes_none::RULE,
    &t2_004_more_newly_than_in_all::RULE,
    &t2_005_more_disclosed_than_produced::RULE,
    &t2_006_fewer_than_no_items::RULE,
    &t2_007_fees_not_in_10k_yuan::RULE,
    &t2_008_procurement_without_amount::RULE,
    &t2_009_decisions_of_a_township::RULE,
    &t2_010_documents_told_otherwise::RULE,
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
