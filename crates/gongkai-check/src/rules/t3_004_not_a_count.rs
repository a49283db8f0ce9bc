//! T3-004: the cells of Table 3 hold counts.

use gongkai_model::{Severity, TableId};

use crate::counts::check_counts;
use crate::rule::{Basis, Rule, Test};

pub(super) const RULE: Rule = Rule {
    id: "T3-004",
    name: "requests-not-counted",
    severity: Severity::Error,
    summary: ("表三每一格都是非负整数", "Every cell of Table 3 is a whole number, not below zero"),
    explanation: (
        "表三的单位是件，只能填非负整数。填文字、负数、小数的，无法参与勾稽。用“/”“-”“无”代替 0 的，全表合并提示一次。",
        "Table 3 counts requests. Words, numbers below zero and fractions cannot be added up. Cells with /, - or 无 in place of 0 \
         are reported once for the whole table, as an advisory.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式表三，单位：件", "Table 3 of the form, which counts requests"),
    false_positives: (
        "有的地方约定用“/”“-”表示没有；空白格不在此列。",
        "Some places agreed to write / or - where there is none. Blank cells are not meant here.",
    ),
    before: ("予以公开：若干", "granted: some"),
    after: ("予以公开：3", "granted: 3"),
    test: Test::Report(|view, sink| check_counts(TableId::Requests, view, sink)),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021()
            .cell("t3.granted.natural_person", "-2")
            .cell("t3.granted.research_institution", "/")
            .cell("t3.partially_granted.total", "无");
        case(&RULE, &fires, &Form::e2021().all("t3.denied_", "").cell("t3.granted.total", "3件"));
    }

    #[test]
    fn signs_are_told_once() {
        let verdict = look(&RULE, &Form::e2021().all("t3.denied_", "/"));
        let severities: Vec<Severity> = verdict.findings.iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, [Severity::Advisory]);
        assert_eq!(verdict.findings[0].place.cells.len(), 8 * 7);
    }

    #[test]
    fn fractions_and_words() {
        for text in ["1.5", "若干"] {
            let verdict = look(&RULE, &Form::e2021().cell("t3.granted.commercial_enterprise", text));
            assert_eq!(verdict.findings.len(), 1, "{text}");
        }
    }
}
