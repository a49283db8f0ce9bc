//! T4-005: a dispute that the text tells of is counted in Table 4.

use gongkai_model::{Decimal, Fact, Severity, TableId};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T4-005",
    name: "dispute-not-counted",
    severity: Severity::Advisory,
    summary: (
        "正文说有行政复议、行政诉讼的，表四不应全部为零",
        "Where the text tells of reconsiderations or lawsuits, Table 4 is not all zeros",
    ),
    explanation: (
        "正文写明因政府信息公开工作被申请行政复议、提起行政诉讼若干件，而表四十五格全部为 0。",
        "The text gives a number of reconsiderations or lawsuits about open government information, and all fifteen cells of Table 4 \
         are 0.",
    ),
    formula: "",
    basis: Basis::Logic,
    source: ("表四与正文的对应", "Table 4 and the text"),
    false_positives: (
        "正文说的是其他行政复议、行政诉讼案件，或者本机关作为复议机关办理的案件。",
        "The text speaks of other disputes, or of cases that the organ decided for others.",
    ),
    before: ("正文：收到政府信息公开行政复议 1 件；表四全部为 0", "text: one reconsideration; Table 4 all zeros"),
    after: ("表四：行政复议 结果维持 1，总计 1", "Table 4: reconsideration, upheld 1, total 1"),
    test: Test::Report(test),
};

/// What prose tells of disputes.
const TOLD: &[&str] = &["reconsideration_total", "litigation_total", "litigation_direct_total", "disputes_total"];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut told = TOLD.iter().flat_map(|quantity| view.told(quantity)).peekable();
    if told.peek().is_none() {
        return sink.not_applicable();
    }
    let Some(edition) = view.edition(TableId::Disputes) else {
        return sink.not_assessable(Reason::TableAbsent(TableId::Disputes));
    };
    let figures = view.figures(edition.disputes_code());
    if figures.iter().copied().any(Figure::is_positive) {
        return sink.held();
    }
    if let Some(Figure::Unknown(reason)) = figures.iter().find(|figure| matches!(figure, Figure::Unknown(_))) {
        return sink.not_assessable(*reason);
    }
    if figures.iter().all(|figure| *figure == Figure::Blank) {
        return sink.not_assessable(Reason::TableBlank(TableId::Disputes));
    }
    let positive = |fact: &&Fact| fact.value.number().is_some_and(|number| number > Decimal::ZERO);
    match told.find(positive) {
        Some(fact) => sink.broken(draft(fact)),
        None => sink.held(),
    }
}

fn draft(told: &Fact) -> Draft {
    let (raw, count) = (told.evidence.raw.trim(), told.value.number().unwrap_or_default());
    Draft::new(
        format!("正文说“{raw}”，表四各格全部为 0"),
        format!("the text tells of disputes ({count}), all cells of Table 4 are 0"),
    )
    .advice(
        "属于政府信息公开的案件填入表四；不属于的在正文中说明",
        "count them in Table 4 if they are about open government information, else say so in the text",
    )
    .at_fact(told)
    .key(raw.split_whitespace().collect::<String>())
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let told = Form::e2021().say(SectionId::Overview, "收到政府信息公开行政复议申请1件。");
        case(&RULE, &told.clone().all("t4.", "0"), &told);
    }
}
