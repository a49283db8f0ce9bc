//! T2-002: documents issued in the year are in force at its end or were abolished.

use gongkai_model::{EditionId, Relation, Severity};

use crate::band::rows;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::sums::Sentences;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-002",
    name: "more-issued-than-left",
    severity: Severity::Advisory,
    summary: (
        "2021 年版表二：现行有效件数＋本年废止件数 ≥ 本年制发件数",
        "Table 2 of 2021: in force + abolished ≥ issued in the year",
    ),
    explanation: (
        "本年制发的文件，到年底或者现行有效，或者已经废止，所以现行有效与本年废止之和一般不小于本年制发。规章和行政规范性文件分别核对。",
        "What was issued in the year is in force at its end or was abolished, so that both together are not less than what was issued. \
         Rules and normative documents are looked at one by one.",
    ),
    formula: "in_force + abolished ≥ issued",
    basis: Basis::Logic,
    source: ("2021 年版表二第二十条第（一）项", "Table 2 of 2021, Art. 20(i)"),
    false_positives: (
        "当年制发、当年有效期届满自行失效，没有计入废止的。",
        "Documents that were issued and lapsed in the same year.",
    ),
    before: ("行政规范性文件：制发 9，废止 0，现行有效 6", "normative documents: issued 9, abolished 0, in force 6"),
    after: ("行政规范性文件：制发 3，废止 0，现行有效 6", "normative documents: issued 3, abolished 0, in force 6"),
    test: Test::Report(test),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表二“{where}”：现行有效与本年废止之和为 {left}，少于本年制发 {right}",
        "Table 2, {where}: in force and abolished make {left}, less than {right} issued",
    ),
    advice: (
        "核对三个件数；当年失效的可在正文说明",
        "check the three figures; documents that lapsed can be told in the text",
    ),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2021, view, sink).into_iter().filter(|row| row.has("issued")) {
        row.compare(&["in_force", "abolished"], Relation::AtLeast, &["issued"], SENTENCES, view, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let cell = |column: &str| format!("t2_2021.art20_1.normative_documents.{column}");
        let fires = Form::e2021().cell(&cell("issued"), "19");
        case(&RULE, &fires, &Form::e2021().cell(&cell("issued"), "19").cell(&cell("in_force"), ""));
    }

    #[test]
    fn all_that_was_issued_may_be_abolished() {
        let cell = |column: &str| format!("t2_2021.art20_1.normative_documents.{column}");
        let form = Form::e2021().cell(&cell("issued"), "1").cell(&cell("in_force"), "0");
        assert!(crate::testing::look(&RULE, &form).findings.is_empty());
    }
}
