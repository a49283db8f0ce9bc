//! T2-007: fees are in 万元, with no more than four decimals.

use gongkai_model::{Decimal, EditionId, Fact, Kind, Level, Severity};

use crate::band::rows;
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-007",
    name: "fees-not-in-10k-yuan",
    severity: Severity::Warning,
    summary: (
        "2021 年版表二：收费金额以万元为单位，小数不超过 4 位",
        "Table 2 of 2021: fees are in 万元 (10,000 yuan), with four decimals at most",
    ),
    explanation: (
        "本年收费金额的单位是万元，4 位小数即精确到元。超过 4 位小数、格内写明“元”，或者县级部门、乡镇、街道填了不小于 10000 的整数（县级政府汇总报告为 1000000），多半是按元填写的。",
        "The amount is in 万元, and four decimals are whole yuan. More decimals, 元 in the cell, or a whole number of 10,000 and more from a \
         county department, a township or a subdistrict (1,000,000 from a whole county) mostly mean that yuan were written.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("2021 年版表二第二十条第（八）项“本年收费金额（单位：万元）”", "Table 2 of 2021, Art. 20(viii)"),
    false_positives: (
        "确实收费上亿元的县级部门。大城市的金额可以很大，市级以上不判断大小；层级不明的也不判断。",
        "County departments with fees beyond 100 million yuan. Large amounts of cities and above, and of organs of unknown level, are not \
         judged.",
    ),
    before: ("某县水务局：收费金额 123860", "a county bureau: fees 123860"),
    after: ("某县水务局：收费金额 12.3860", "a county bureau: fees 12.3860"),
    test: Test::Report(test),
};

/// Decimals that make whole yuan.
const DECIMALS: u32 = 4;
/// Whole numbers from here on are too large for a unit of a county, and for a county.
const OF_A_UNIT: u32 = 10_000;
const OF_A_COUNTY: u32 = 1_000_000;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2021, view, sink).into_iter().filter(|row| row.has("amount_10k_yuan")) {
        let cell = row.cell("amount_10k_yuan");
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
        match view.fact(&cell).and_then(|fact| wrong(fact, number, view)) {
            Some(draft) => sink.broken(draft.line(row.row.id)),
            None => sink.held(),
        }
    }
}

fn wrong(fact: &Fact, number: Decimal, view: &ReportView<'_>) -> Option<Draft> {
    let whole_county = view.kind == Some(Kind::Government) && view.level == Some(Level::County);
    let limit = match view.level {
        Some(Level::County | Level::Township) => Decimal::from(if whole_county { OF_A_COUNTY } else { OF_A_UNIT }),
        _ => Decimal::MAX,
    };
    let draft = if fact.unit == "元" && !number.is_zero() {
        Draft::new(
            format!("收费金额写的是 {number} 元，本格单位是万元"),
            format!("the fees are written as {number} yuan; the unit of the cell is 10,000 yuan"),
        )
    } else if number.normalize().scale() > DECIMALS {
        Draft::new(
            format!("收费金额 {number} 万元的小数超过 4 位，不足 1 元"),
            format!("the fees, {number} times 10,000 yuan, have more than four decimals: parts of a yuan"),
        )
    } else if number.is_integer() && number >= limit {
        Draft::new(
            format!("收费金额 {number} 万元过大，疑似按元填写"),
            format!("fees of {number} times 10,000 yuan are very large; perhaps yuan were written"),
        )
    } else {
        return None;
    };
    let draft = draft.at_fact(fact).key(number.normalize().to_string());
    Some(draft.advice("换算成万元，最多保留 4 位小数", "write it in 万元 with four decimals at most"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standing;
    use crate::testing::{Form, case, look};

    const FEES: &str = "t2_2021.art20_8.administrative_fees.amount_10k_yuan";

    #[test]
    fn fires_and_does_not() {
        let city = Standing { kind: Some(Kind::Government), level: Some(Level::Prefecture) };
        case(&RULE, &Form::e2021().cell(FEES, "123860"), &Form::e2021().cell(FEES, "316441").standing(city));
    }

    #[test]
    fn decimals_and_yuan() {
        for (text, findings) in
            [("0.038", 0), ("0.03800000", 0), ("0.03805", 1), ("380元", 1), ("0元", 0), ("12.386万元", 0), ("10000", 1)]
        {
            assert_eq!(look(&RULE, &Form::e2021().cell(FEES, text)).findings.len(), findings, "{text}");
        }
    }
}
