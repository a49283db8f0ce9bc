//! The rules: one file each, one line here, in the order of their ids.

mod dt_001_department_late;
mod dt_002_government_late;
mod dt_003_township_late;
mod dt_004_published_too_early;
mod dt_005_days_disagree;
mod dt_006_late_before_2019;
mod ed_001_edition_of_other_years;
mod ed_002_editions_mixed;
mod ed_003_basis_out_of_date;
mod id_001_years_disagree;
mod id_002_title_without_year;
mod id_003_organs_disagree;
mod id_004_other_organ_in_text;
mod id_005_placeholder_left;
mod lv_001_less_than_units;
mod lv_002_not_the_sum_of_units;
mod lv_003_less_than_lower_government;
mod lv_004_scope_against_title;
mod lv_005_two_reports_of_one_government;
mod nr_001_requests_said_to_be_none;
mod nr_002_requests_received_differ;
mod nr_003_requests_carried_differ;
mod nr_004_requests_closed_differ;
mod nr_005_results_differ;
mod nr_006_share_wrong;
mod nr_007_disputes_differ;
mod nr_008_outcomes_said_to_be_clean;
mod nr_009_parts_do_not_add_up;
mod nr_010_other_organ_named;
mod nr_011_period_not_the_year;
mod nr_012_channels_do_not_add_up;
mod nr_013_all_carried_out;
mod pd_001_citizen_id;
mod pd_002_mobile_number;
mod pd_003_bank_card;
mod pd_004_private_mailbox;
mod rd_001_not_a_report;
mod rd_002_figures_not_read;
mod rd_003_figures_repaired;
mod s14_001_channels_of_requests;
mod s14_002_closed_in_time;
mod s14_003_replies;
mod s14_004_grounds_of_denial;
mod s14_005_outcomes_of_disputes;
mod s14_006_staff;
mod s14_007_channels_of_disclosure;
mod s14_008_normative_documents;
mod s14_009_by_principal;
mod s14_010_replies_and_closed;
mod s14_011_more_closed_than_received;
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
mod t3_004_not_a_count;
mod t3_005_more_processed_than_there_was;
mod t3_006_subtotal_wrong;
mod t3_007_more_carried_out_than_received;
mod t3_008_unpaid_fees_not_reported;
mod t3_009_unpaid_fees_before_2021;
mod t3_010_rare_ground_in_small_unit;
mod t3_011_totals_apart;
mod t3_012_figure_in_neighbouring_row;
mod t3_013_no_natural_person;
mod t4_001_disputes_do_not_add_up;
mod t4_002_not_a_count;
mod t4_003_more_lawsuits_after_reconsideration;
mod t4_004_refusals_sued_directly;
mod t4_005_dispute_told_but_not_counted;
mod t4_006_often_corrected;
mod x_001_disputes_without_requests;
mod x_002_more_reconsiderations_than_results;
mod x_003_fees_below_processing_fee;
mod x_004_fee_not_a_multiple;
mod xy_001_carried_over_differently;
mod xy_002_documents_in_force;
mod xy_003_items_carried_wrongly;
mod xy_004_fewer_documents_disclosed;
mod xy_005_pending_cases_gone;
mod xy_006_copy_of_last_year;
mod xy_007_requests_jump;
mod xy_008_same_source;

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
    &t3_004_not_a_count::RULE,
    &t3_005_more_processed_than_there_was::RULE,
    &t3_006_subtotal_wrong::RULE,
    &t3_007_more_carried_out_than_received::RULE,
    &t3_008_unpaid_fees_not_reported::RULE,
    &t3_009_unpaid_fees_before_2021::RULE,
    &t3_010_rare_ground_in_small_unit::RULE,
    &t3_011_totals_apart::RULE,
    &t3_012_figure_in_neighbouring_row::RULE,
    &t3_013_no_natural_person::RULE,
    &t4_001_disputes_do_not_add_up::RULE,
    &t4_002_not_a_count::RULE,
    &t4_003_more_lawsuits_after_reconsideration::RULE,
    &t4_004_refusals_sued_directly::RULE,
    &t4_005_dispute_told_but_not_counted::RULE,
    &t4_006_often_corrected::RULE,
    &x_001_disputes_without_requests::RULE,
    &x_002_more_reconsiderations_than_results::RULE,
    &x_003_fees_below_processing_fee::RULE,
    &x_004_fee_not_a_multiple::RULE,
    &nr_001_requests_said_to_be_none::RULE,
    &nr_002_requests_received_differ::RULE,
    &nr_003_requests_carried_differ::RULE,
    &nr_004_requests_closed_differ::RULE,
    &nr_005_results_differ::RULE,
    &nr_006_share_wrong::RULE,
    &nr_007_disputes_differ::RULE,
    &nr_008_outcomes_said_to_be_clean::RULE,
    &nr_009_parts_do_not_add_up::RULE,
    &nr_010_other_organ_named::RULE,
    &nr_011_period_not_the_year::RULE,
    &nr_012_channels_do_not_add_up::RULE,
    &nr_013_all_carried_out::RULE,
    &xy_001_carried_over_differently::RULE,
    &xy_002_documents_in_force::RULE,
    &xy_003_items_carried_wrongly::RULE,
    &xy_004_fewer_documents_disclosed::RULE,
    &xy_005_pending_cases_gone::RULE,
    &xy_006_copy_of_last_year::RULE,
    &xy_007_requests_jump::RULE,
    &xy_008_same_source::RULE,
    &lv_001_less_than_units::RULE,
    &lv_002_not_the_sum_of_units::RULE,
    &lv_003_less_than_lower_government::RULE,
    &lv_004_scope_against_title::RULE,
    &lv_005_two_reports_of_one_government::RULE,
    &dt_001_department_late::RULE,
    &dt_002_government_late::RULE,
    &dt_003_township_late::RULE,
    &dt_004_published_too_early::RULE,
    &dt_005_days_disagree::RULE,
    &dt_006_late_before_2019::RULE,
    &id_001_years_disagree::RULE,
    &id_002_title_without_year::RULE,
    &id_003_organs_disagree::RULE,
    &id_004_other_organ_in_text::RULE,
    &id_005_placeholder_left::RULE,
    &pd_001_citizen_id::RULE,
    &pd_002_mobile_number::RULE,
    &pd_003_bank_card::RULE,
    &pd_004_private_mailbox::RULE,
    &s14_001_channels_of_requests::RULE,
    &s14_002_closed_in_time::RULE,
    &s14_003_replies::RULE,
    &s14_004_grounds_of_denial::RULE,
    &s14_005_outcomes_of_disputes::RULE,
    &s14_006_staff::RULE,
    &s14_007_channels_of_disclosure::RULE,
    &s14_008_normative_documents::RULE,
    &s14_009_by_principal::RULE,
    &s14_010_replies_and_closed::RULE,
    &s14_011_more_closed_than_received::RULE,
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
