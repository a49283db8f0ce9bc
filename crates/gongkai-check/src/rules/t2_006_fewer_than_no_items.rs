//! T2-006: no more items are dropped than there were.

use gongkai_model::{EditionId, Relation, Severity};

use crate::band::rows;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::sums::Sentences;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-006",
    name: "fewer-than-no-items",
    severity: Severity::Error,
    summary: ("2019 年版表二：上一年项目数量＋本年增/减 ≥ 0", "Table 2 of 2019: items of the year before + change ≥ 0"),
    explanation: (
        "上一年的项目数加上本年增减，就是本年的项目数，不可能小于 0。",
        "The items of the year before and the change make the items of this year, which are not below zero.",
    ),
    formula: "prior_year_items + items_change ≥ 0",
    basis: Basis::Logic,
    source: ("2019 年版表二第二十条第（五）（六）（八）项", "Table 2 of 2019, Art. 20(v), (vi), (viii)"),
    false_positives: (
        "用“-”表示“没有变化”又连着写了数字的；正负号约定相反的。",
        "A dash for \"no change\" that touches a figure; signs used the other way round.",
    ),
    before: ("行政许可：上一年 18，本年增/减 -20", "licensing: 18 in the year before, change -20"),
    after: ("行政许可：上一年 18，本年增/减 -2", "licensing: 18 in the year before, change -2"),
    test: Test::Report(test),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表二“{where}”：上一年项目数量加本年增/减为 {left}，小于 0",
        "Table 2, {where}: the items of the year before and the change make {left}, below zero",
    ),
    advice: ("核对上一年项目数量和本年增/减的正负号", "check the items of the year before and the sign of the change"),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2019, view, sink).into_iter().filter(|row| row.has("items_change")) {
        row.compare(&["prior_year_items", "items_change"], Relation::AtLeast, &[], SENTENCES, view, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let change = "t2_2019.art20_5.administrative_licensing.items_change";
        case(&RULE, &Form::e2019().cell(change, "-20"), &Form::e2019().cell(change, "减18"));
    }

    #[test]
    fn a_blank_before_a_loss_is_not_judged() {
        let form = Form::e2019().cell("t2_2019.art20_5.administrative_licensing.prior_year_items", "");
        assert!(crate::testing::look(&RULE, &form).findings.is_empty());
    }
}
