//! T2-001: counts of Table 2 are whole numbers, and not below zero.

use gongkai_model::{Decimal, EditionId, Severity, TableId};

use crate::band::rows;
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-001",
    name: "count-not-whole",
    severity: Severity::Error,
    summary: ("表二的件数都是不小于 0 的整数", "Counts of Table 2 are whole numbers, not below zero"),
    explanation: (
        "件数、项目数、处理决定数量只能是 0 或正整数。2019 年版“本年增/减”可以是负数；收费金额和采购总金额可以有小数，但不能是负数。",
        "Counts of documents, items and decisions are 0 or positive whole numbers. The column of changes (2019) may be negative; amounts \
         of money may have decimals, but are not below zero.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式表二", "Table 2 of the form"),
    false_positives: (
        "把金额填到了件数一栏（本身就是错误）。",
        "An amount of money in a column of counts, which is an error of its own.",
    ),
    before: ("行政许可 处理决定数量 12.5", "administrative licensing, decisions: 12.5"),
    after: ("行政许可 处理决定数量 12", "administrative licensing, decisions: 12"),
    test: Test::Report(test),
};

/// Columns of money.
const MONEY: [&str; 2] = ["amount", "amount_10k_yuan"];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let id = view.reading(TableId::Proactive).map_or(EditionId::E2021, |reading| reading.edition);
    for row in rows(id, view, sink) {
        for column in row.band.columns {
            let cell = row.cell(column.id);
            let number = match view.figure(&cell) {
                Figure::Known(number) => number,
                Figure::Blank => {
                    sink.not_assessable(Reason::CellBlank);
                    continue;
                }
                Figure::Unknown(reason) => {
                    sink.not_assessable(reason);
                    continue;
                }
            };
            let whole = number.is_integer() || MONEY.contains(&column.id);
            let negative = number < Decimal::ZERO && !column.signed;
            let Some(fact) = view.fact(&cell).filter(|_| !whole || negative) else {
                sink.held();
                continue;
            };
            let label = &fact.label;
            let draft = if negative {
                Draft::new(
                    format!("表二“{label}”为 {number}，是负数"),
                    format!("Table 2, {label}: {number} is below zero"),
                )
            } else {
                Draft::new(
                    format!("表二“{label}”为 {number}，不是整数"),
                    format!("Table 2, {label}: {number} is no whole number"),
                )
            };
            let key = number.normalize().to_string();
            sink.broken(draft.at_fact(fact).line(row.row.id).key(key).advice("核对后改正", "check and correct it"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t2_2021.art20_5.administrative_licensing.decisions", "436.5");
        case(&RULE, &fires, &Form::e2019());
    }

    #[test]
    fn below_zero() {
        let form = Form::e2019().cell("t2_2019.art20_6.administrative_penalties.decisions", "-3");
        assert_eq!(look(&RULE, &form).findings.len(), 1);
    }
}
