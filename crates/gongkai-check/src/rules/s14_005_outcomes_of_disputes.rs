//! S14-005: disputes are the sum of their outcomes.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-005",
    name: "s14-disputes-do-not-add-up",
    severity: Severity::Warning,
    summary: (
        "统计表：行政复议、行政诉讼数量各等于其三种结果之和",
        "Statistics table: reconsiderations and lawsuits are each the sum of their three outcomes",
    ),
    explanation: (
        "行政复议分维持、被依法纠错、其他情形三项，行政诉讼相同，三项之和应等于总数。尚未审结的计入其他情形。",
        "Reconsiderations and lawsuits have three outcomes each, which add up to their number. Pending cases count as other.",
    ),
    formula: "total = upheld + corrected + other",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: ("尚未审结的案件没有计入其他情形。", "Pending cases were not counted as other."),
    before: ("行政复议 1；维持 1，纠错 1，其他 0", "reconsiderations 1; upheld 1, corrected 1, other 0"),
    after: ("行政复议 2；维持 1，纠错 1，其他 0", "reconsiderations 2; upheld 1, corrected 1, other 0"),
    test: Test::Report(|view, sink| check_statistics("S14-005", Relation::Equal, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表“{where}”为 {right}，所列各项之和为 {left}，相差 {difference}",
        "Statistics table, {where}: {right}, but its parts add up to {left}; the difference is {difference}",
    ),
    advice: ("核对合计和各分项", "check the total and its parts"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(
            &RULE,
            &Form::s14().cell("s14.reconsideration_corrected", "1"),
            &Form::s14().cell("s14.litigation_other", ""),
        );
    }
}
