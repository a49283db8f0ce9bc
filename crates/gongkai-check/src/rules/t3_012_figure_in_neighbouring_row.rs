//! T3-012: a figure that the text gives for a row stands in the row above or below.

use gongkai_model::{Decimal, Fact, Severity, TableId};
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::{figure, quoted};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-012",
    name: "figure-in-neighbouring-row",
    severity: Severity::Advisory,
    summary: (
        "正文所说的办理结果填在表三的同一行，没有串到上一行或下一行",
        "A result that the text gives stands in its own row of Table 3, not in the one above or below",
    ),
    explanation: (
        "正文说某一情形有若干件，表三该行总计为 0，而紧邻的上一行或下一行恰好是这个数，且正文没有另外说到那一行，多半是串行。没有正文印证的不报。",
        "The text gives a figure for a result, the total of its row is 0, and the row above or below has that very figure, which the \
         text does not mention. Nothing is reported without such a witness in the text.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("表三各行与正文的对应", "Rows of Table 3 and the text"),
    false_positives: (
        "正文把两种情形合称；恰巧数目相同。",
        "The text calls two results by one name; the figures are equal by chance.",
    ),
    before: (
        "正文：本机关不掌握 3 件；表三：属于行政查询事项 3，本机关不掌握 0",
        "text: 3 not held; Table 3: 3 in the row of registry records, 0 not held",
    ),
    after: ("表三：属于行政查询事项 0，本机关不掌握 3", "Table 3: 0 in the row of registry records, 3 not held"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    use RequestRow::{CarriedIn, CarriedOut, NewReceived, TotalProcessed};
    let Some(edition) = view.edition(TableId::Requests) else {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    };
    let results: Vec<RequestRow> = edition
        .requests
        .iter()
        .map(|line| line.row)
        .filter(|row| ![NewReceived, CarriedIn, TotalProcessed, CarriedOut].contains(row))
        .collect();
    let mut told_any = false;
    for (at, &row) in results.iter().enumerate() {
        let Some((told, number)) = told_once(view, row) else { continue };
        told_any = true;
        let neighbours = [at.checked_sub(1), at.checked_add(1)];
        let neighbours = neighbours.into_iter().flatten().filter_map(|at| results.get(at).copied());
        match figure(view, row, Applicant::Total) {
            Figure::Unknown(reason) => sink.not_assessable(reason),
            Figure::Blank => sink.not_assessable(Reason::CellBlank),
            Figure::Known(own) if !own.is_zero() => sink.held(),
            Figure::Known(_) => {
                let holder = neighbours.into_iter().find(|&other| {
                    figure(view, other, Applicant::Total).known() == Some(number) && !is_told(view, other)
                });
                match holder {
                    Some(holder) => sink.broken(draft(view, row, holder, told, number)),
                    None => sink.held(),
                }
            }
        }
    }
    if !told_any {
        sink.not_applicable();
    }
}

/// The figure above zero that the text gives for a row, where it gives only one.
fn told_once<'a>(view: &ReportView<'a>, row: RequestRow) -> Option<(&'a Fact, Decimal)> {
    let mut told = view.told(row.id());
    let first = told.next()?;
    let number = first.value.number().filter(|number| *number > Decimal::ZERO)?;
    told.all(|fact| fact.value.number() == Some(number)).then_some((first, number))
}

fn is_told(view: &ReportView<'_>, row: RequestRow) -> bool {
    view.told(row.id()).next().is_some()
}

fn draft(view: &ReportView<'_>, row: RequestRow, holder: RequestRow, told: &Fact, number: Decimal) -> Draft {
    let (own, other) = (quoted(view, row), quoted(view, holder));
    let draft = Draft::new(
        format!(
            "正文说{own}{number} 件（“{}”），表三该行为 0，相邻的{other}为 {number}，疑似串行",
            told.evidence.raw.trim()
        ),
        format!(
            "the text gives {number} for {}; its row has 0 and its neighbour {} has {number}",
            crate::words::of_id(row.id()),
            crate::words::of_id(holder.id())
        ),
    )
    .advice("核对这两行是否填串", "check whether the two rows were mixed up");
    let draft = match view.fact(&requests_cell(holder, Applicant::Total)) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    };
    draft.line(row.id()).cells([requests_cell(row, Applicant::Total)])
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let told = Form::e2021().say(
            SectionId::Overview,
            "本年度办结政府信息公开申请4件，其中予以公开3件，无法提供1件（本机关不掌握相关政府信息1件）。",
        );
        let slipped = told
            .clone()
            .row("t3.unable_not_held", "0 0 0 0 0 0 0")
            .row("t3.denied_administrative_inquiry", "1 0 0 0 0 0 1");
        case(&RULE, &slipped, &told);
    }
}
