//! T3-006: subtotals that a report adds to Table 3 are the sums of their parts.

use gongkai_model::{Decimal, Diagnostic, Fact, Place, Relation, Severity, TableId};
use gongkai_template::{APPLICANTS, Applicant, RequestGroup, RequestRow, requests_cell};

use crate::figure::weigh;
use crate::requests::{figure, rows_of, term};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};

pub(super) const RULE: Rule = Rule {
    id: "T3-006",
    name: "subtotal-wrong",
    severity: Severity::Error,
    summary: (
        "表三自行加填的小计：（三）（四）（五）（六）标题行的数＝其下各项之和",
        "Subtotals that a report adds to the headings (3) to (6) of Table 3 are the sums of the rows below them",
    ),
    explanation: (
        "格式在（三）不予公开、（四）无法提供、（五）不予处理、（六）其他处理的标题行没有数字格。单位自行填了七个数的，应等于其下各小项之和；常见的错误是把第 1 小项\
         的数填进了标题行。标题行不足七个数、无法对应各栏的，不作核对。",
        "The form has no cells in the headings (3) to (6). Where a report fills in seven figures there, they must be the sums of the \
         rows below; often the figures of the first row slipped into the heading. Fewer than seven figures are not looked at, since \
         their columns are not known.",
    ),
    formula: "（三）[c] = ΣD[c]，（四）[c] = ΣU[c]，（五）[c] = ΣR[c]，（六）[c] = ΣO[c]",
    basis: Basis::Logic,
    source: ("表三各项的定义", "Meaning of the rows of Table 3"),
    false_positives: (
        "第 1 小项的数串到了标题行，而不是小计有误；“小计”栏由读取时核对，不在此列。",
        "The figures are those of the first row, not subtotals. A column of subtotals is checked in reading and not here.",
    ),
    before: ("（三）不予公开 2；其下各项合计 1", "heading (3): 2; the rows below add up to 1"),
    after: ("（三）不予公开 1；其下各项合计 1", "heading (3): 1; the rows below add up to 1"),
    test: Test::Report(test),
};

/// Groups, the beginning of the ids of their rows.
const GROUPS: [(RequestGroup, &str); 4] = [
    (RequestGroup::Denied, "denied_"),
    (RequestGroup::Unable, "unable_"),
    (RequestGroup::NotProcessed, "not_processed_"),
    (RequestGroup::Other, "other_"),
];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut any = false;
    for (group, prefix) in GROUPS {
        let rows = rows_of(view, prefix);
        let Some(printed) = rows.first().and_then(|&first| heading_figures(view, first)) else { continue };
        any = true;
        for (&column, (printed, diagnostic)) in APPLICANTS.iter().zip(printed) {
            let parts: Vec<_> = rows.iter().map(|&row| figure(view, row, column)).collect();
            let weighed = weigh(&parts, Relation::Equal, &[crate::Figure::Known(printed)], sink.blanks());
            sink.weighed(weighed, |left, right| draft(view, group, &rows, column, (left, right), diagnostic));
        }
    }
    if !any {
        sink.not_applicable();
    }
}

/// The seven figures between the row above and the first row of a group. The reader has no cell for them, so it says of
/// each that it has no place on the form.
fn heading_figures<'a>(view: &ReportView<'a>, first: RequestRow) -> Option<Vec<(Decimal, &'a Diagnostic)>> {
    let end = row_locus(view, first)?;
    let before = view.report.facts.iter().filter(|fact| fact.cell.starts_with("t3."));
    let start = before.filter_map(|fact| fact.evidence.locus.as_ref()).filter(|locus| *locus < end).max()?;
    let table = TableId::Requests.name();
    let between = view.report.diagnostics.iter().filter(|diagnostic| {
        diagnostic.code == "text_unplaced"
            && diagnostic.arguments.get("table").is_some_and(|name| name == table)
            && diagnostic.locus.as_ref().is_some_and(|locus| start < locus && locus < end)
    });
    let figures: Option<Vec<_>> =
        between.map(|diagnostic| Some((diagnostic.arguments.get("raw")?.trim().parse().ok()?, diagnostic))).collect();
    figures.filter(|figures| figures.len() == APPLICANTS.len())
}

/// Where the figures of a row begin.
fn row_locus<'a>(view: &ReportView<'a>, row: RequestRow) -> Option<&'a gongkai_model::Locus> {
    let facts = APPLICANTS.iter().filter_map(|&column| view.fact(&requests_cell(row, column)));
    facts.filter_map(|fact: &Fact| fact.evidence.locus.as_ref()).min()
}

fn draft(
    view: &ReportView<'_>,
    group: RequestGroup,
    rows: &[RequestRow],
    column: Applicant,
    (left, right): (Decimal, Decimal),
    diagnostic: &Diagnostic,
) -> Draft {
    let (heading, name) = (group.label().printed(), column.label().printed());
    let terms: Vec<Term> = rows.iter().map(|&row| term(view, row, column)).collect();
    let printed = Term::new(heading.clone(), "heading", Some(right));
    let place = Place {
        table: Some(TableId::Requests),
        row: heading.clone(),
        column: name.clone(),
        cells: rows.iter().map(|&row| requests_cell(row, column)).collect(),
        locus: diagnostic.locus.clone(),
        raw: right.to_string(),
        ..Place::default()
    };
    Draft::new(
        format!("表三“{heading}”一行在“{name}”栏填了 {right}，其下各项之和为 {left}"),
        format!("Table 3, column {}: the heading has {right}, the rows below it add up to {left}", of_id(column.id())),
    )
    .advice(
        "格式在标题行没有数字，宜删去；保留的应等于其下各项之和",
        "the form has no figures in headings: leave them out, or make them the sum of the rows below",
    )
    .equation(equation(&terms, Relation::Equal, &[printed], left, right))
    .at(place)
    .line(column.id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    fn with_heading(figures: &str) -> Form {
        let first = "| （三）不予公开 1.属于国家秘密 |";
        let row =
            format!("| （三）不予公开 | {} |\n{first}", figures.split_whitespace().collect::<Vec<_>>().join(" | "));
        Form::e2021().row("t3.denied_internal_affairs", "1 0 0 0 0 0 1").replace(first, &row)
    }

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &with_heading("2 0 0 0 0 0 2"), &with_heading("1 0 0 0 0 0 1"));
    }

    #[test]
    fn without_seven_figures_there_is_nothing_to_compare() {
        assert!(look(&RULE, &with_heading("2 2")).findings.is_empty());
    }
}
