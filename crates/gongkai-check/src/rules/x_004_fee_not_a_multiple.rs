//! the information processing fee comes in tens of yuan.

use gongkai_model::{Decimal, Severity};

use crate::fees::fees;
use crate::prose::{key, quote};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "X-004",
    name: "fee-not-a-multiple",
    severity: Severity::Warning,
    summary: ("信息处理费应为 10 元的整数倍", "The information processing fee is a multiple of 10 yuan"),
    explanation: (
        "按件计收以 100 元为单位，按量计收以每页 10 元、20 元、40 元为单位，合计必为 10 元的整数倍。不是的，金额或者单位有误。",
        "By request the fee comes in steps of 100 yuan, by volume in 10, 20 or 40 yuan a page, so any sum is a multiple of 10. Another amount \
         has a wrong figure or a wrong unit.",
    ),
    formula: "fee mod 10 = 0",
    basis: Basis::Notice,
    source: (
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的收费标准",
        "Fee scale of the Measures on information processing fees (Guobanhan [2020] No. 109)",
    ),
    false_positives: ("减收后的金额。", "Amounts after a reduction."),
    before: ("“收取信息处理费385元”", "385 yuan received"),
    after: ("“收取信息处理费380元”", "380 yuan received"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut told = 0;
    for paragraph in view.prose() {
        for fee in fees(paragraph) {
            told += 1;
            if fee.yuan.checked_rem(Decimal::TEN).is_none_or(|rest| rest.is_zero()) {
                sink.held();
                continue;
            }
            let place = paragraph.place(&fee.range);
            let yuan = fee.yuan.normalize();
            sink.broken(
                Draft::new(
                    format!("信息处理费“{}”（{yuan} 元）不是 10 元的整数倍", quote(&place.raw)),
                    format!("a processing fee of {yuan} yuan is no multiple of 10"),
                )
                .advice("核对金额和单位", "check the amount and its unit")
                .key(key(&place.raw))
                .at(place),
            );
        }
    }
    if told == 0 {
        sink.not_applicable();
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::OtherMatters, text);
        // 0.038 of 10,000 yuan are 380.
        case(&RULE, &say("收取信息处理费385元。"), &say("收取信息处理费0.038万元。"));
    }
}
