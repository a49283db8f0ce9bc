//! T2-008: procurement has projects if and only if it has an amount.

use gongkai_model::{Decimal, EditionId, Severity};

use crate::band::rows;
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-008",
    name: "procurement-without-amount",
    severity: Severity::Advisory,
    summary: (
        "2019 年版表二：采购项目数量和采购总金额同为 0 或同不为 0",
        "Table 2 of 2019: procurement has both projects and an amount, or neither",
    ),
    explanation: (
        "有采购项目就有金额，有金额就有项目。一格为 0 而另一格不为 0，多半漏填。空白的不判断。",
        "Projects cost something, and money was spent on projects. One cell of 0 beside another figure mostly means that something was \
         left out. Blanks are not judged.",
    ),
    formula: "projects = 0 ⇔ amount = 0",
    basis: Basis::Logic,
    source: ("2019 年版表二第二十条第（九）项", "Table 2 of 2019, Art. 20(ix)"),
    false_positives: ("金额以亿元、万元取整后为 0 的。", "An amount that was rounded to 0."),
    before: ("采购项目数量 6，采购总金额 0", "6 projects, amount 0"),
    after: ("采购项目数量 6，采购总金额 88.5 万元", "6 projects, amount 885,000 yuan"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2019, view, sink).into_iter().filter(|row| row.has("projects")) {
        let (projects, amount) = match (row.figure("projects", view), row.figure("amount", view)) {
            (Figure::Known(projects), Figure::Known(amount)) => (projects, amount),
            (Figure::Unknown(reason), _) | (_, Figure::Unknown(reason)) => {
                sink.not_assessable(reason);
                continue;
            }
            _ => {
                sink.not_assessable(Reason::CellBlank);
                continue;
            }
        };
        if (projects > Decimal::ZERO) == (amount > Decimal::ZERO) {
            sink.held();
            continue;
        }
        let empty = if projects > Decimal::ZERO { "amount" } else { "projects" };
        let draft = Draft::new(
            format!("政府集中采购：采购项目数量 {projects}，采购总金额 {amount}"),
            format!("centralised procurement: {projects} projects, amount {amount}"),
        );
        let draft = match view.fact(&row.cell(empty)) {
            Some(fact) => draft.at_fact(fact),
            None => draft,
        };
        sink.broken(
            draft
                .line(row.row.id)
                .key(format!("{} {}", projects.normalize(), amount.normalize()))
                .advice("核对是否漏填", "see whether a figure was left out"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let amount = "t2_2019.art20_9.centralized_procurement.amount";
        case(&RULE, &Form::e2019().cell(amount, "0"), &Form::e2019().all("t2_2019.art20_9", "0"));
    }

    #[test]
    fn blanks_are_not_judged() {
        let form = Form::e2019().cell("t2_2019.art20_9.centralized_procurement.amount", "");
        assert!(crate::testing::look(&RULE, &form).findings.is_empty());
    }
}
