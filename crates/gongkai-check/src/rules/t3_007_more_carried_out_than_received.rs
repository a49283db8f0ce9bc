//! T3-007: more is carried out than was received.

use gongkai_model::{Relation, Severity, TableId};
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::weigh;
use crate::reason::Reason;
use crate::requests::{figure, term};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-007",
    name: "more-carried-out-than-received",
    severity: Severity::Advisory,
    summary: (
        "表三总计一栏：结转下年度一般不大于本年新收",
        "Table 3, column of totals: what is carried out is rarely more than what was received",
    ),
    explanation: (
        "答复期限以二十个工作日计，上年结转的申请通常在本年办结，结转下年度的应当来自本年新收。结转大于新收，多是把历年累计数填入，或者填错了行。",
        "Requests are to be answered within twenty working days, so those carried in are usually closed within the year, and those \
         carried out were received in it. A larger figure is mostly a running total, or stands in the wrong row.",
    ),
    formula: "F[c7] ≤ N[c7]",
    basis: Basis::Logic,
    source: (
        "《政府信息公开条例》第三十三条的答复期限；表三各项的定义",
        "Time limits of Art. 33 of the Regulations; meaning of the rows",
    ),
    false_positives: (
        "上年结转的申请因征求第三方意见、中止等原因仍未办结。",
        "Requests carried in are still open, for instance while third parties are heard.",
    ),
    before: ("本年新收 2，上年结转 4；结转下年度 5", "received 2, carried in 4; carried out 5"),
    after: ("本年新收 2，上年结转 4；结转下年度 1", "received 2, carried in 4; carried out 1"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    use RequestRow::{CarriedOut, NewReceived};
    if view.reading(TableId::Requests).is_none() {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    }
    let cell = |row| figure(view, row, Applicant::Total);
    let weighed = weigh(&[cell(CarriedOut)], Relation::AtMost, &[cell(NewReceived)], sink.blanks());
    sink.weighed(weighed, |left, right| {
        let side = |row| [term(view, row, Applicant::Total)];
        let equation = equation(&side(CarriedOut), Relation::AtMost, &side(NewReceived), left, right);
        let draft = Draft::new(
            format!("表三结转下年度 {left} 件，大于本年新收 {right} 件"),
            format!("Table 3: {left} carried out, more than the {right} received"),
        )
        .advice("核对结转下年度是否误填累计数或串行", "check whether it is a running total, or stands in the wrong row")
        .equation(equation);
        let draft = match view.fact(&requests_cell(CarriedOut, Applicant::Total)) {
            Some(fact) => draft.at_fact(fact),
            None => draft,
        };
        draft.cells([requests_cell(NewReceived, Applicant::Total)])
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let near = Form::e2021().row("t3.carried_out", "4 1 0 0 0 0 5");
        case(&RULE, &Form::e2021().row("t3.carried_out", "5 1 0 0 0 0 6"), &near);
    }
}
