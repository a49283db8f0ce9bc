//! Reconsiderations and litigations.

use gongkai_model::SectionId::{Overview, ReviewLitigation};

use super::check;

#[test]
fn totals() {
    check(
        Overview,
        &[
            (
                "全年办理因政府信息公开申请引发的行政复议36起，行政诉讼9起。",
                "reconsideration_total 36起; litigation_total 9起",
            ),
            ("因政府信息公开被申请行政复议3件。", "reconsideration_total 3件"),
            ("2024年有1件涉及政府信息公开工作的行政复议。", "reconsideration_total 1件"),
            ("因政府信息公开引发的行政复议和行政诉讼共5件。", "disputes_total 5件"),
            ("因政府信息公开引发的行政复议、行政诉讼各2件。", "reconsideration_total 2件; litigation_total 2件"),
            (
                "2024年未发生因政府信息公开申请提起的行政复议和行政诉讼案件。",
                "reconsideration_total 0; litigation_total 0",
            ),
            ("未收到有关政府信息公开行政复议申请。", "reconsideration_total 0"),
        ],
    );
}

#[test]
fn outcomes_go_with_their_kind() {
    check(
        ReviewLitigation,
        &[
            (
                "行政复议3件，其中维持2件、纠正1件；行政诉讼2件，维持1件、尚未审结1件。",
                "reconsideration_total 3件; reconsideration_upheld 2件; reconsideration_corrected 1件; \
                 litigation_total 2件; litigation_upheld 1件; litigation_pending 1件",
            ),
            (
                "行政复议2件，其中撤回1件、其他结果1件。",
                "reconsideration_total 2件; reconsideration_withdrawn 1件; reconsideration_other 1件",
            ),
            ("行政诉讼9件，均获维持。", "litigation_total 9件; litigation_corrected 0"),
            ("行政诉讼9件，均已审结。", "litigation_total 9件; litigation_pending 0"),
            ("维持2件、纠正1件。", ""),
            (
                "行政诉讼3件，其中未经复议直接起诉2件、复议后起诉1件。",
                "litigation_total 3件; litigation_direct_total 2件; litigation_after_reconsideration_total 1件",
            ),
        ],
    );
}

#[test]
fn disputes_about_something_else() {
    check(
        Overview,
        &[
            ("全年办理行政复议案件200件。", ""),
            ("全县法院受理行政诉讼80件。", ""),
            ("公开行政复议决定书20件。", ""),
            ("收到政府信息公开申请5件。全县共办理行政复议案件120件。", "requests_received 5件"),
            ("收到政府信息公开申请5件、行政复议0件。", "requests_received 5件; reconsideration_total 0件"),
            ("做好信息公开工作，办理行政复议案件200件，行政诉讼30件。", ""),
        ],
    );
}

#[test]
fn a_total_of_all_subjects_is_taken_back() {
    check(
        ReviewLitigation,
        &[
            ("全年办理行政复议120件，其中涉及政府信息公开3件。", ""),
            ("全年办理行政复议3件。", "reconsideration_total 3件"),
        ],
    );
}
