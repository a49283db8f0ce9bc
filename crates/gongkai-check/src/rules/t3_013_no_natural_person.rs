//! T3-013: many requests of research institutions or law firms, and none of natural persons.

use gongkai_model::{Decimal, Severity, TableId};
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::figure;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-013",
    name: "no-natural-person",
    severity: Severity::Note,
    summary: (
        "科研机构、法律服务机构申请很多而自然人申请为 0 的少见",
        "Many requests of research institutions or law firms and none of natural persons are rare",
    ),
    explanation: (
        "新收申请中自然人为 0，而科研机构在 10 件以上或法律服务机构在 30 件以上的，多半是串栏。只作提示。",
        "Among the requests received none is of a natural person, but at least 10 of research institutions or 30 of law firms: the \
         figures may stand in the wrong column. This is a note only.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("各地报告的通常情形", "What reports usually have"),
    false_positives: ("律师事务所成批提出申请。", "A law firm that filed requests in bulk."),
    before: ("新收：自然人 0，科研机构 24，总计 24", "received: natural persons 0, research institutions 24, total 24"),
    after: ("新收：自然人 24，科研机构 0，总计 24", "received: natural persons 24, research institutions 0, total 24"),
    test: Test::Report(test),
};

/// Columns, and from how many requests on they are remarkable.
const MANY: [(Applicant, i64); 2] = [(Applicant::ResearchInstitution, 10), (Applicant::LegalServicesInstitution, 30)];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if view.reading(TableId::Requests).is_none() {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    }
    let cell = |column| figure(view, RequestRow::NewReceived, column);
    match cell(Applicant::NaturalPerson) {
        Figure::Unknown(reason) => return sink.not_assessable(reason),
        Figure::Blank => return sink.not_assessable(Reason::CellBlank),
        Figure::Known(number) if number > Decimal::ZERO => return sink.held(),
        Figure::Known(_) => {}
    }
    for (column, many) in MANY {
        match (cell(column), view.fact(&requests_cell(RequestRow::NewReceived, column))) {
            (Figure::Unknown(reason), _) => sink.not_assessable(reason),
            (Figure::Blank, _) => sink.held_with_blanks(),
            (Figure::Known(number), Some(fact)) if number >= Decimal::from(many) => sink.broken(
                Draft::new(
                    format!("本年新收：{} {number} 件，自然人 0 件，少见", column.label().printed()),
                    format!("received: {} {number}, natural persons 0", crate::words::of_id(column.id())),
                )
                .advice("核对是否串栏", "check whether the figure stands in the wrong column")
                .at_fact(fact)
                .line(column.id())
                .cells([requests_cell(RequestRow::NewReceived, Applicant::NaturalPerson)]),
            ),
            _ => sink.held(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let near = Form::e2021().row("t3.new_received", "1 0 24 0 0 0 25");
        case(&RULE, &Form::e2021().row("t3.new_received", "0 0 24 0 0 0 24"), &near);
    }
}
