//! T3-005: no more is processed or carried out than came in.

use gongkai_model::{Place, Relation, Severity, TableId, Words};
use gongkai_template::{APPLICANTS, Applicant, RequestRow, requests_cell};

use crate::figure::{Weighed, weigh};
use crate::reason::Reason;
use crate::requests::{figure, label, term};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-005",
    name: "more-than-came-in",
    severity: Severity::Warning,
    summary: (
        "表三每一列：办理结果总计、结转下年度都不大于新收与上年结转之和",
        "Table 3, every column: neither the total processed nor what is carried out exceeds what came in",
    ),
    explanation: (
        "办理结果和结转都只能来自新收与上年结转的申请。总计或结转有一格缺失、看不清，T3-001 无从核对时，这一条仍然可以核对另一格；T3-001 能够核对的列由它报告。",
        "What was processed or carried out was received this year or carried in. Where one of the two is missing or cannot be read, \
         the balance of T3-001 cannot be checked, but the other one still can. Columns that T3-001 can check are left to it.",
    ),
    formula: "T[c] ≤ N[c] + C[c], F[c] ≤ N[c] + C[c]",
    basis: Basis::Logic,
    source: ("表三各项的定义", "Meaning of the rows of Table 3"),
    false_positives: (
        "新收或上年结转填错，而不是办理结果填错。",
        "The figures received or carried in are wrong rather than those processed.",
    ),
    before: (
        "新收 5，上年结转 1；办理结果总计 8，结转下年度缺失",
        "received 5, carried in 1; processed 8, carried out missing",
    ),
    after: ("新收 5，上年结转 1；办理结果总计 6，结转下年度 0", "received 5, carried in 1; processed 6, carried out 0"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    use RequestRow::{CarriedIn, CarriedOut, NewReceived, TotalProcessed};
    if view.reading(TableId::Requests).is_none() {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    }
    for &column in APPLICANTS {
        let cell = |row| figure(view, row, column);
        let came = [cell(NewReceived), cell(CarriedIn)];
        let went = [cell(TotalProcessed), cell(CarriedOut)];
        match weigh(&came, Relation::Equal, &went, sink.blanks()) {
            Weighed::Held => sink.held(),
            Weighed::HeldWithBlanks => sink.held_with_blanks(),
            // T3-001 says so.
            Weighed::Broken(..) => sink.not_applicable(),
            Weighed::NotAssessable(_) => {
                for row in [TotalProcessed, CarriedOut] {
                    let weighed = weigh(&[cell(row)], Relation::AtMost, &came, sink.blanks());
                    sink.weighed(weighed, |left, right| {
                        let came = [term(view, NewReceived, column), term(view, CarriedIn, column)];
                        let equation = equation(&[term(view, row, column)], Relation::AtMost, &came, left, right);
                        draft(view, row, column, Words::new(left.to_string(), right.to_string())).equation(equation)
                    });
                }
            }
        }
    }
}

/// `figures`: the two sides.
fn draft(view: &ReportView<'_>, row: RequestRow, column: Applicant, figures: Words) -> Draft {
    let cells = [row, RequestRow::NewReceived, RequestRow::CarriedIn].map(|row| requests_cell(row, column));
    let (name, (left, right)) = (column.label().printed(), (figures.zh, figures.en));
    let place = Place { table: Some(TableId::Requests), column: name.clone(), ..Place::default() };
    let message = format!("表三“{name}”一列：“{}”为 {left}，大于新收与上年结转之和 {right}", label(view, row));
    let (id, of) = (crate::words::of_id(column.id()), crate::words::of_id(row.id()));
    let draft = Draft::new(message, format!("Table 3, column {id}: {of} is {left}, more than came in, {right}"))
        .advice("核对该列第一、二、三（七）、四项", "check items 1, 2, 3 (7) and 4 of the column")
        .at(place);
    let draft = match view.fact(&requests_cell(row, column)) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    };
    draft.line(row.id()).cells(cells.into_iter().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().without("t3.carried_out").cell("t3.total_processed.natural_person", "8");
        case(&RULE, &fires, &Form::e2021().row("t3.carried_out", "_ _ _ _ _ _ _"));
    }

    #[test]
    fn what_the_balance_tells_is_not_told_twice() {
        let verdict = look(&RULE, &Form::e2021().cell("t3.total_processed.natural_person", "8"));
        assert!(verdict.findings.is_empty());
    }
}
