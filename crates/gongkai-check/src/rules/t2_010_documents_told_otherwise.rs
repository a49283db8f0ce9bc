//! T2-010: documents told in prose are those of Table 2.

use gongkai_model::{EditionId, Relation, Severity};

use crate::band::{Row, rows};
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};

pub(super) const RULE: Rule = Rule {
    id: "T2-010",
    name: "documents-told-otherwise",
    severity: Severity::Note,
    summary: (
        "正文所写规章、规范性文件的制发、废止、现行有效件数与表二一致",
        "Rules and normative documents told in the text are as many as in Table 2",
    ),
    explanation: (
        "正文写明制发、废止、现行有效多少件的，应与 2021 年版表二相同。一处与表二一致即可；正文没有写件数的不适用。",
        "Where the text says how many documents were issued, abolished or in force, Table 2 of 2021 should say the same. One mention that \
         agrees is enough; where the text gives no figure, the rule does not apply.",
    ),
    formula: "",
    basis: Basis::Notice,
    source: (
        "各地关于规范性文件件数与司法行政部门核对一致的通知",
        "Local notices that want the counts agreed with the justice authority",
    ),
    false_positives: (
        "正文的件数包括代拟稿、其他公文，或者只说其中一类。",
        "The text counts drafts or other papers, or one sort of documents only.",
    ),
    before: ("正文：制发行政规范性文件 3 件；表二本年制发 2", "text: 3 normative documents issued; Table 2: 2"),
    after: ("正文：制发行政规范性文件 2 件；表二本年制发 2", "text: 2 normative documents issued; Table 2: 2"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2021, view, sink).into_iter().filter(|row| row.has("in_force")) {
        for column in row.band.columns {
            look(&row, column.id, view, sink);
        }
    }
}

fn look(row: &Row, column: &str, view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let quantity = [row.row.id, "_", column].concat();
    let told: Vec<_> = view.told(&quantity).filter_map(|fact| Some((fact, fact.value.number()?))).collect();
    let Some((fact, number)) = told.first() else { return sink.not_applicable() };
    let cell = row.cell(column);
    let printed = match view.figure(&cell) {
        Figure::Known(printed) => printed,
        Figure::Blank if told.iter().any(|(_, told)| told.is_zero()) => return sink.held_with_blanks(),
        Figure::Blank => return sink.not_assessable(Reason::CellBlank),
        Figure::Unknown(reason) => return sink.not_assessable(reason),
    };
    if told.iter().any(|(_, told)| *told == printed) {
        return sink.held();
    }
    let label = row.band.columns.iter().find(|other| other.id == column).map_or("", |column| column.label.text);
    let name = row.name();
    let term =
        |zh: &str, en: &str, figure| Term::new(format!("{zh}{label}"), format!("{en} {}", of_id(column)), Some(figure));
    let formula = equation(
        &[term("正文", "text,", *number)],
        Relation::Equal,
        &[term("表二", "Table 2,", printed)],
        *number,
        printed,
    );
    let draft = Draft::new(
        format!("正文所写“{}”{label}为 {number}，表二为 {printed}", name.zh),
        format!("{}, {}: the text says {number}, Table 2 {printed}", name.en, of_id(column)),
    );
    sink.broken(
        draft
            .at_fact(fact)
            .cells([cell])
            .line(quantity)
            .equation(formula)
            .advice("核对两处，说明口径不同的原因或改正", "check both, and correct one or tell why they differ"),
    );
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let says = |words: &str| Form::e2021().say(SectionId::Overview, words);
        let near = says("全年制发行政规范性文件2件，废止行政规范性文件1件，现行有效行政规范性文件17件。");
        case(&RULE, &says("全年制发行政规范性文件3件。"), &near);
    }
}
