//! T3-011: the column of totals and the others are filled together.

use gongkai_model::{Severity, TableId};
use gongkai_template::{APPLICANTS, Applicant, requests_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::figure;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-011",
    name: "totals-not-filled",
    severity: Severity::Warning,
    summary: (
        "表三总计一栏与前六栏同时有数或同时为零",
        "Table 3: the column of totals and the six columns before it are filled together",
    ),
    explanation: (
        "前六栏有数而总计一栏全为 0 或空白，或者总计有数而前六栏全为 0 或空白，说明有一边没有填。只有零星总计空白的不在此列。",
        "Figures in the six columns and nothing but zeros or blanks among the totals, or the other way round: one side was not filled \
         in. A few blank totals are not meant.",
    ),
    formula: "Σ X[c1…c6] > 0 ⇔ Σ X[c7] > 0",
    basis: Basis::Logic,
    source: ("表三“总计”一栏的定义", "Meaning of the column 总计"),
    false_positives: ("读取时漏掉一栏。", "A column that was lost in reading."),
    before: ("自然人一栏有数，总计一栏全部为 0", "figures for natural persons, all totals 0"),
    after: ("总计一栏填各栏之和", "the totals are the sums of the columns"),
    test: Test::Report(test),
};

/// What stands in some cells together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filled {
    /// A number above zero.
    Yes,
    /// Zeros and blanks.
    No,
    Unknown(Reason),
}

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = view.edition(TableId::Requests) else {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    };
    let figures = view.figures(edition.requests_code());
    if !figures.iter().any(|figure| figure.known().is_some()) {
        return sink.not_assessable(Reason::TableBlank(TableId::Requests));
    }
    let rows = edition.requests.iter().map(|line| line.row);
    let of = |columns: &[Applicant]| {
        filled(rows.clone().flat_map(|row| columns.iter().map(move |&column| figure(view, row, column))))
    };
    let (parts, total) = APPLICANTS.split_at(APPLICANTS.len().saturating_sub(1));
    match (of(parts), of(total)) {
        (Filled::Yes, Filled::No) => sink.broken(draft(
            view,
            (
                "表三前六栏有数，总计一栏全为 0 或空白",
                "Table 3 has figures in its six columns and none among the totals",
            ),
            Applicant::Total,
        )),
        (Filled::No, Filled::Yes) => sink.broken(draft(
            view,
            (
                "表三总计一栏有数，前六栏全为 0 或空白",
                "Table 3 has totals and no figure in the six columns before them",
            ),
            Applicant::NaturalPerson,
        )),
        (Filled::Unknown(reason), _) | (_, Filled::Unknown(reason)) => sink.not_assessable(reason),
        _ => sink.held(),
    }
}

fn filled(figures: impl Iterator<Item = Figure> + Clone) -> Filled {
    if figures.clone().any(Figure::is_positive) {
        return Filled::Yes;
    }
    let unknown = figures.filter_map(|figure| match figure {
        Figure::Unknown(reason) => Some(reason),
        _ => None,
    });
    unknown.min().map_or(Filled::No, Filled::Unknown)
}

fn draft(view: &ReportView<'_>, message: (&str, &str), empty: Applicant) -> Draft {
    let draft = Draft::new(message.0, message.1)
        .advice("补填另一边，使每行各栏之和等于总计", "fill in the other side, so that every row adds up to its total")
        .key(empty.id());
    match view.fact(&requests_cell(gongkai_template::RequestRow::NewReceived, empty)) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    fn without_totals(text: &str) -> Form {
        gongkai_template::RequestRow::ALL
            .iter()
            .filter(|row| row.id() != "other")
            .fold(Form::e2021(), |form, row| form.cell(&requests_cell(*row, Applicant::Total), text))
    }

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &without_totals("0"), &without_totals("").cell("t3.new_received.total", "5"));
    }

    #[test]
    fn totals_alone() {
        let form = APPLICANTS.iter().take(6).fold(Form::e2021(), |form, column| {
            ["new_received", "carried_in", "granted", "unable_not_held", "total_processed", "carried_out"]
                .iter()
                .fold(form, |form, row| form.cell(&format!("t3.{row}.{}", column.id()), ""))
        });
        assert_eq!(look(&RULE, &form).findings.len(), 1);
    }
}
