//! ST-009: section 6 speaks where fees were charged.

use gongkai_model::{Fact, SectionId, Severity};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, on_this_form, says_nothing, text_of};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ST-009",
    name: "fees-unsaid",
    severity: Severity::Warning,
    summary: ("收取信息处理费的，第六部分应写明", "Where processing fees were charged, section 6 says so"),
    explanation: (
        "《政府信息公开信息处理费管理办法》要求在年度报告中列明收费情况，通行做法是写在第六部分。表三“逾期未按收费通知要求缴纳费用”有数，或者正文写到收取了信息处理费，而第六部分没有内容或只写“无”，就是漏写。",
        "The measures on processing fees want the fees in the annual report, and by convention they stand in section 6. If Table 3 has \
         requests dropped since the fee was not paid, or the text tells of fees, and section 6 is empty or says \"none\", they were \
         left out.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("国办函〔2020〕109号《政府信息公开信息处理费管理办法》", "Measures on processing fees (2020)"),
    false_positives: ("收费情况写在其他部分、已有明确说明的。", "Fees that another section tells in full."),
    before: ("表三（六）2.总计 1；六、其他需要报告的事项：无", "Table 3 (6) 2 total 1; section 6: none"),
    after: (
        "六、其他需要报告的事项：本年度发出收费通知 1 件，收取信息处理费 0 元",
        "section 6: one fee notice, fees received 0 yuan",
    ),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    let Some(signal) = signal(view) else { return sink.not_applicable() };
    let section = SectionId::OtherMatters;
    let Some(passage) = view.passage(section) else {
        let lost = Break::of(view).is_some_and(|end| end.loses(section));
        return sink.not_assessable(if lost { Reason::TextBreaksOff } else { Reason::SectionAbsent(section) });
    };
    let text = text_of(passage);
    if !text.is_empty() && !says_nothing(&text) {
        return sink.held();
    }
    let (zh, en) = if signal.cell.starts_with("narrative.") {
        ("正文写到收取了信息处理费", "the text tells of processing fees")
    } else {
        ("表三有因逾期未缴费而不再处理的申请", "Table 3 has requests dropped since the fee was not paid")
    };
    let figure = &signal.value;
    let draft = Draft::new(
        format!("{zh}（{figure}{}），第六部分却没有收费情况", signal.unit),
        format!("{en} ({figure}), and section 6 says nothing of fees"),
    );
    sink.broken(draft.at_fact(signal).in_section(section).advice(
        "在第六部分写明收费通知的件数、应收和实收金额",
        "tell the number of fee notices and the amounts in section 6",
    ));
}

/// What tells that fees were charged.
fn signal<'a>(view: &ReportView<'a>) -> Option<&'a Fact> {
    let positive =
        |fact: &&Fact| fact.value.number().is_some_and(|number| number.is_sign_positive() && !number.is_zero());
    let in_table = view.fact("t3.other_fee_unpaid.total").filter(positive);
    in_table.or_else(|| view.told("processing_fee").find(positive))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    fn charged() -> Form {
        Form::e2021().row("t3.other_fee_unpaid", "1 0 0 0 0 0 1").silence(SectionId::OtherMatters)
    }

    #[test]
    fn fires_and_does_not() {
        let fires = charged().say(SectionId::OtherMatters, "无其他需要报告的事项。");
        case(&RULE, &fires, &charged().say(SectionId::OtherMatters, "本年度发出收费通知1件，申请人逾期未缴费。"));
    }

    #[test]
    fn fees_told_elsewhere() {
        let form = Form::e2021().silence(SectionId::OtherMatters).say(SectionId::OtherMatters, "无");
        let told = form.clone().say(SectionId::Overview, "全年收取信息处理费380元。");
        assert_eq!(look(&RULE, &told).findings.len(), 1);
        assert!(look(&RULE, &form.say(SectionId::Overview, "全年未收取信息处理费。")).findings.is_empty());
    }
}
