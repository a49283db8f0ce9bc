//! T3-010: grounds that small units hardly ever have.

use gongkai_model::{Decimal, Level, Severity, TableId};
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::{figure, quoted};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-010",
    name: "rare-ground",
    severity: Severity::Note,
    summary: (
        "乡镇、街道很少有“危及三安全一稳定”“要求提供公开出版物”“确认或重新出具”的情形",
        "Townships and subdistricts hardly ever have some of the grounds of Table 3",
    ),
    explanation: (
        "乡镇、街道办结申请不多（不超过 20 件）而在这几行有数的，往往是串行。只作提示，确有其事的不必修改。",
        "Where a township or subdistrict closed few requests (20 at most), a figure in one of these rows often belongs into a \
         neighbouring one. This is a note only.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("各地报告的通常情形", "What reports usually have"),
    false_positives: ("确有此类申请。", "There was such a request."),
    before: (
        "街道办事处，办结 4 件，其中“危及三安全一稳定”1 件",
        "a subdistrict closed 4 requests, one of them as a danger to security",
    ),
    after: ("核对后改为“保护第三方合法权益”1 件", "after a look: one of them to protect a third party"),
    test: Test::Report(test),
};

const RARE: [RequestRow; 3] =
    [RequestRow::DeniedSecurityStability, RequestRow::NotProcessedPublication, RequestRow::NotProcessedConfirmReissue];
/// Requests closed by a unit that counts as small.
const FEW: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if view.reading(TableId::Requests).is_none() {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    }
    match view.level {
        Some(Level::Township) => {}
        Some(_) => return sink.not_applicable(),
        None => return sink.not_assessable(Reason::LevelUnknown),
    }
    let closed = match figure(view, RequestRow::TotalProcessed, Applicant::Total) {
        Figure::Known(closed) if closed > FEW => return sink.not_applicable(),
        Figure::Known(closed) => closed,
        Figure::Blank => return sink.not_assessable(Reason::CellBlank),
        Figure::Unknown(reason) => return sink.not_assessable(reason),
    };
    for row in RARE {
        match (figure(view, row, Applicant::Total), view.fact(&requests_cell(row, Applicant::Total))) {
            (Figure::Unknown(reason), _) => sink.not_assessable(reason),
            (Figure::Blank, _) => sink.held_with_blanks(),
            (Figure::Known(count), Some(fact)) if count > Decimal::ZERO => sink.broken(
                Draft::new(
                    format!("办结 {closed} 件，其中{}{count} 件，乡镇、街道少见", quoted(view, row)),
                    format!(
                        "{count} of {closed} requests in the row {}, which is rare here",
                        crate::words::of_id(row.id())
                    ),
                )
                .advice("核对是否串行", "check whether the figure stands in the wrong row")
                .at_fact(fact)
                .line(row.id()),
            ),
            _ => sink.held(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let street = Form::e2021().title("青禾县柳塘街道办事处2023年政府信息公开工作年度报告");
        let fires = street.clone().row("t3.denied_security_stability", "1 0 0 0 0 0 1");
        case(&RULE, &fires, &street.row("t3.denied_third_party_rights", "1 0 0 0 0 0 1"));
    }

    #[test]
    fn not_of_counties() {
        let verdict = look(&RULE, &Form::e2021().row("t3.denied_security_stability", "1 0 0 0 0 0 1"));
        assert!(verdict.findings.is_empty());
    }
}
