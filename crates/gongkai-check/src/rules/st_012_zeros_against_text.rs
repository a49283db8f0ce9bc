//! ST-012: a table of zeros beside a text that tells of cases.

use gongkai_model::{Decimal, Fact, Severity, TableId, Value};
use gongkai_template::narrative::quantity;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::on_this_form;
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};

pub(super) const RULE: Rule = Rule {
    id: "ST-012",
    name: "zeros-against-text",
    severity: Severity::Note,
    summary: (
        "正文写有申请或案件的，表三、表四不全是 0",
        "Tables 3 and 4 are not all zeros where the text tells of requests or cases",
    ),
    explanation: (
        "表中各格全是 0，正文却说收到了申请（表三）或发生了复议、诉讼（表四），多半是表没有填，沿用了空表。只看表格是否全为 0，数目是否一致由 NR 各条核对。",
        "Every cell is 0 while the text tells of requests (Table 3) or of reconsiderations and lawsuits (Table 4): probably the table was \
         never filled in. Whether figures agree is for the rules NR.",
    ),
    formula: "",
    basis: Basis::Logic,
    source: ("表三、表四与正文", "Tables 3 and 4 and the text"),
    false_positives: (
        "正文说的是下属单位或其他年度的申请；表格在转换时丢了数字。",
        "The text tells of other units or years; the table lost its figures in conversion.",
    ),
    before: ("正文：收到申请 6 件；表三各格均为 0", "text: 6 requests received; every cell of Table 3 is 0"),
    after: ("正文：收到申请 6 件；表三本年新收总计 6", "text: 6 requests received; Table 3, received, total 6"),
    test: Test::Report(test),
};

/// Tables, and the quantities of the text that their figures count.
const TOLD: [(TableId, &[&str]); 2] = [
    (TableId::Requests, &["requests_received", "requests_carried_in"]),
    (TableId::Disputes, &["reconsideration_total", "litigation_total"]),
];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    for (table, quantities) in TOLD {
        if view.reading(table).is_none() {
            sink.not_assessable(Reason::TableAbsent(table));
            continue;
        }
        let facts: Vec<&Fact> = view.report.facts.iter().filter(|fact| table_of(&fact.cell) == Some(table)).collect();
        if !facts.iter().all(|fact| is_zero(fact)) {
            sink.held();
            continue;
        }
        let positive = |fact: &&Fact| fact.value.number().is_some_and(|number| number > Decimal::ZERO);
        match quantities.iter().find_map(|id| view.told(id).find(positive)) {
            Some(fact) => sink.broken(draft(table, fact)),
            None => sink.held(),
        }
    }
}

fn is_zero(fact: &Fact) -> bool {
    matches!(&fact.value, Value::Number(number) if number.is_zero())
}

fn draft(table: TableId, fact: &Fact) -> Draft {
    let id = fact.cell.strip_prefix("narrative.").unwrap_or(&fact.cell);
    let (zh, en) = quantity(id).map_or(("", ""), |quantity| (quantity.label, quantity.label_en));
    let figure = &fact.value;
    Draft::new(
        format!("{}各格全是 0，正文却说{zh} {figure}", table.name()),
        format!("every cell of {} is 0, and the text tells: {en} {figure}", table.name_en()),
    )
    .at_fact(fact)
    .line(id)
    .advice("核对表格是否漏填", "see whether the table was filled in")
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let zeros = Form::e2021().all("t3.", "0");
        let fires = zeros.clone().say(SectionId::Overview, "全年收到政府信息公开申请6件。");
        case(&RULE, &fires, &zeros.say(SectionId::Overview, "全年未收到政府信息公开申请。"));
    }
}
