//! T4-006: most disputes end with a correction.

use gongkai_model::{Decimal, Relation, Severity, TableId};
use gongkai_template::{DISPUTE_BLOCKS, DisputeBlock, DisputeOutcome, disputes_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};

pub(super) const RULE: Rule = Rule {
    id: "T4-006",
    name: "often-corrected",
    severity: Severity::Note,
    summary: (
        "已审结的案件在 10 件以上，结果纠正一般不超过半数",
        "Of ten and more disputes decided, seldom more than half are corrected",
    ),
    explanation: (
        "已审结案件（维持、纠正、其他结果）在 10 件以上而纠正超过半数的，或者是填反了维持与纠正，或者确实值得在第五部分分析。只作提示。",
        "Of ten or more decided disputes more than half were corrected: either 维持 and 纠正 changed places, or it is worth a word in \
         section 5. This is a note only.",
    ),
    formula: "corrected ≤ upheld + other",
    basis: Basis::Practice,
    source: ("各地报告的通常情形", "What reports usually have"),
    false_positives: ("纠错率确实偏高。", "Many decisions were indeed corrected."),
    before: ("结果维持 2，结果纠正 9，其他结果 0", "upheld 2, corrected 9, other 0"),
    after: ("结果维持 9，结果纠正 2，其他结果 0", "upheld 9, corrected 2, other 0"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if view.reading(TableId::Disputes).is_none() {
        return sink.not_assessable(Reason::TableAbsent(TableId::Disputes));
    }
    for &block in DISPUTE_BLOCKS {
        look(view, block, sink);
    }
}

fn look(view: &ReportView<'_>, block: DisputeBlock, sink: &mut Sink<'_>) {
    use DisputeOutcome::{Corrected, Other, Upheld};
    let cells = [Corrected, Upheld, Other].map(|outcome| (outcome, view.figure(&disputes_cell(block, outcome))));
    if let Some(Figure::Unknown(reason)) =
        cells.iter().map(|(_, figure)| *figure).find(|f| matches!(f, Figure::Unknown(_)))
    {
        return sink.not_assessable(reason);
    }
    let sum = cells.iter().try_fold(Decimal::ZERO, |sum, (_, figure)| sum.checked_add(figure.or_zero()?));
    let Some(decided) = sum else { return sink.not_assessable(Reason::FigureTooLarge) };
    let [(_, corrected), rest @ ..] = cells;
    let corrected = corrected.or_zero().unwrap_or_default();
    let Some(others) = decided.checked_sub(corrected) else { return sink.not_assessable(Reason::FigureTooLarge) };
    if decided < Decimal::TEN {
        return sink.not_applicable();
    }
    if corrected <= others {
        return sink.held();
    }
    let name = block.label().printed();
    let side = |(outcome, figure): (DisputeOutcome, Figure)| {
        Term::new(outcome.label().printed(), of_id(outcome.id()), figure.known())
    };
    let terms = rest.map(side);
    let draft = Draft::new(
        format!("表四“{name}”：已审结 {decided} 件，其中结果纠正 {corrected} 件，超过半数"),
        format!("Table 4, {}: {corrected} of {decided} cases decided were corrected", of_id(block.id())),
    )
    .advice(
        "核对维持与纠正是否填反；无误的，宜在第五部分分析原因",
        "check whether 维持 and 纠正 changed places; else say why in section 5",
    )
    .equation(equation(&[side(cells[0])], Relation::AtMost, &terms, corrected, others));
    let draft = match view.fact(&disputes_cell(block, Corrected)) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    };
    sink.broken(draft.line(block.id()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let form = |upheld: &str, corrected: &str| {
            let form = Form::e2021().cell("t4.reconsideration_upheld", upheld);
            form.cell("t4.reconsideration_corrected", corrected).cell("t4.reconsideration_total", "12")
        };
        case(&RULE, &form("3", "9"), &form("6", "6"));
    }
}
