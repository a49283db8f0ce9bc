//! XY-003: the items of the year before are those that it had with its own change (form of 2019).

use gongkai_model::{EditionId, Equation, Relation, Severity, TableId, Words};
use gongkai_template::edition;

use crate::figure::{Blanks, Figure};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words::of_id;
use crate::years::both_have;

pub(super) const RULE: Rule = Rule {
    id: "XY-003",
    name: "items-carried-wrongly",
    severity: Severity::Advisory,
    summary: (
        "2020 年“上一年项目数量”＝2019 年“上一年项目数量”＋2019 年“本年增/减”（2019 年版表二）",
        "Items of the year before = those of the report before with its increase or decrease (Table 2, form of 2019)",
    ),
    explanation: (
        "行政许可、其他对外管理服务事项、行政处罚、行政强制、行政事业性收费各行分别核对。事项目录重新编制的会不相符，所以只作提示。",
        "Compared for every row that counts items. A catalogue drawn up anew makes a difference, so this is an advisory.",
    ),
    formula: "prior_year_items[y] = prior_year_items[y-1] + items_change[y-1]",
    basis: Basis::Logic,
    source: ("2019 年版表二第二十条第（五）（六）（八）项", "Table 2 of the form of 2019, Art. 20 (5), (6), (8)"),
    false_positives: ("事项重新编目；权责清单调整口径。", "Items were catalogued anew."),
    before: ("2019 年：上一年 18，增/减 -2；2020 年：上一年 18（应为 16）", "2019: 18 and -2; 2020: 18 (should be 16)"),
    after: ("2019 年：上一年 18，增/减 -2；2020 年：上一年 16", "2019: 18 and -2; 2020: 16"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    match both_have(before, after, TableId::Proactive, EditionId::E2019) {
        Err(None) => return sink.not_applicable(),
        Err(Some(reason)) => return sink.not_assessable(reason),
        Ok(()) => {}
    }
    let form = edition(EditionId::E2019);
    for band in form.proactive.iter().filter(|band| band.columns.iter().any(|column| column.id == "items_change")) {
        for row in band.rows {
            let path = |column: &str| [form.proactive_prefix, band.id, row.id, column].join(".");
            compare(before, after, &path, &row.label.printed(), row.id, sink);
        }
    }
}

fn compare(
    before: &ReportView<'_>,
    after: &ReportView<'_>,
    path: &dyn Fn(&str) -> String,
    label: &str,
    row: &str,
    sink: &mut Sink<'_>,
) {
    let now = path("prior_year_items");
    let figures = [after.figure(&now), before.figure(&now), before.figure(&path("items_change"))];
    let mut numbers = [gongkai_model::Decimal::ZERO; 3];
    let mut blank = false;
    for (number, figure) in numbers.iter_mut().zip(figures) {
        match figure {
            Figure::Known(known) => *number = known,
            Figure::Blank => blank = true,
            Figure::Unknown(reason) => return sink.not_assessable(reason),
        }
    }
    let [now_count, base, change] = numbers;
    let Some(expected) = base.checked_add(change) else { return sink.not_assessable(Reason::FigureTooLarge) };
    match (blank, now_count == expected, sink.blanks()) {
        (false, true, _) => return sink.held(),
        (true, true, Blanks::Auto | Blanks::Zero) => return sink.held_with_blanks(),
        // A change may be below zero, so a blank could stand for anything.
        (true, _, Blanks::Auto | Blanks::Unknown) => return sink.not_assessable(Reason::CellBlank),
        (false, false, _) | (true, false, Blanks::Zero) => {}
    }
    let text = Words::new(
        format!("本年报告“上一年” {now_count} = 上年报告“上一年” {base} + “本年增/减” {change}"),
        format!("prior year {now_count} = prior year in the report before {base} + its change {change}"),
    );
    let draft = Draft::new(
        format!("表二“{label}”：上一年项目数量为 {now_count}，按上年报告应为 {expected}"),
        format!("Table 2, {}: {now_count} items of the year before, by its report {expected}", of_id(row)),
    )
    .advice(
        "对照上年报告核对；重新编目的在第六部分说明",
        "compare with the report of the year before; explain a new catalogue in section 6",
    )
    .equation(Equation { text, left: now_count, relation: Relation::Equal, right: expected });
    let draft = match after.fact(&now) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    };
    sink.broken(draft.line(row));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_years};

    #[test]
    fn fires_and_does_not() {
        let before = |licences: &str, change: &str| {
            Form::e2019()
                .title("青禾县水务局2019年政府信息公开工作年度报告")
                .cell("t2_2019.art20_5.administrative_licensing.prior_year_items", licences)
                .cell("t2_2019.art20_5.administrative_licensing.items_change", change)
                .cell("t2_2019.art20_6.administrative_penalties.items_change", "0")
        };
        case_years(&RULE, (&before("18", "-2"), &Form::e2019()), (&before("20", "-2"), &Form::e2019()));
    }
}
