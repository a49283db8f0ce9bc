//! S14-006: staff is full-time and part-time staff.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-006",
    name: "s14-staff-does-not-add-up",
    severity: Severity::Warning,
    summary: (
        "统计表：从事政府信息公开工作人员数＝专职人员数＋兼职人员数",
        "Statistics table: staff is full-time and part-time staff",
    ),
    explanation: (
        "从事政府信息公开工作的人员不是专职就是兼职，两项之和应等于人员总数。",
        "Staff works full-time or part-time; both add up to all staff.",
    ),
    formula: "staff_total = full_time + part_time",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "零留作空白；填报时分项只填了主要渠道；附有“本年累计”一栏。",
        "Zeros left blank; only some of the parts filled in; a column of running totals.",
    ),
    before: ("工作人员 3；专职 1，兼职 3", "staff 3; full-time 1, part-time 3"),
    after: ("工作人员 4；专职 1，兼职 3", "staff 4; full-time 1, part-time 3"),
    test: Test::Report(|view, sink| check_statistics("S14-006", Relation::Equal, SENTENCES, view, sink)),
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
            &Form::s14().cell("s14.staff_part_time", "3"),
            &Form::s14().cell("s14.staff_total", "2").cell("s14.staff_full_time", ""),
        );
    }
}
