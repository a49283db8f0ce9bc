//! fees of Table 2 hold the information processing fee.

use gongkai_model::{Decimal, EditionId, Equation, Relation, Severity, TableId, Words};

use crate::fees::{Fee, fees, received};
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "X-003",
    name: "fees-below-processing-fee",
    severity: Severity::Advisory,
    summary: (
        "收取的信息处理费应计入表二（八）行政事业性收费",
        "The information processing fee received is part of the administrative fees of Table 2",
    ),
    explanation: (
        "信息处理费属于行政事业性收费。第六部分写明收取了信息处理费的，表二第二十条第（八）项“本年收费金额”（万元）应不少于该数。",
        "The information processing fee is an administrative fee. Where section 6 says that it was received, the amount in Table 2 (in 10,000 \
         yuan) should be no less.",
    ),
    formula: "art20_8.amount_10k_yuan ≥ fee / 10000",
    basis: Basis::Notice,
    source: (
        "各省关于信息处理费收缴管理的通知：信息处理费为行政事业性收费",
        "Provincial notices on the information processing fee: it is an administrative fee",
    ),
    false_positives: (
        "收费由其他机关统一上缴、统计；以万元为单位四舍五入。",
        "The fee is booked by another organ; rounding to 10,000 yuan.",
    ),
    before: ("第六部分“收取信息处理费380元”；表二收费金额 0", "section 6: 380 yuan; Table 2: 0"),
    after: ("第六部分“收取信息处理费380元”；表二收费金额 0.038", "section 6: 380 yuan; Table 2: 0.038"),
    test: Test::Report(test),
};

const CELL: &str = "t2_2021.art20_8.administrative_fees.amount_10k_yuan";

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut told: Vec<Fee> = Vec::new();
    let mut place = None;
    for paragraph in view.prose() {
        let found = fees(paragraph);
        if let Some(fee) = found.iter().find(|fee| fee.yuan > Decimal::ZERO) {
            place.get_or_insert_with(|| paragraph.place(&fee.range));
        }
        told.extend(found);
    }
    let Some(place) = place else { return sink.not_applicable() };
    if view.reading(TableId::Proactive).is_some_and(|reading| reading.edition != EditionId::E2021) {
        return sink.not_applicable();
    }
    told.retain(|fee| fee.yuan > Decimal::ZERO);
    let Some(fee) = received(&told) else { return sink.not_assessable(Reason::ProseUnclear) };
    let Some(fee_10k) = fee.yuan.checked_div(Decimal::from(10_000)).map(|fee| fee.normalize()) else { return };
    let cell = match view.figure(CELL) {
        Figure::Known(cell) => cell,
        Figure::Blank => return sink.not_assessable(Reason::CellBlank),
        Figure::Unknown(reason) => return sink.not_assessable(reason),
    };
    // A figure may be rounded in its last digit; a zero holds nothing.
    let rounding = if cell.is_zero() { Decimal::ZERO } else { Decimal::new(5, cell.scale().saturating_add(1)) };
    if cell.checked_add(rounding).is_none_or(|most| most >= fee_10k) {
        return sink.held();
    }
    let text = Words::new(
        format!("表二（八）{cell} 万元 ≥ 信息处理费 {fee_10k} 万元"),
        format!("Table 2 (8) {cell} ≥ fee {fee_10k}"),
    );
    sink.broken(
        Draft::new(
            format!("第六部分称收取信息处理费 {} 元，表二“本年收费金额”为 {cell} 万元", fee.yuan),
            format!(
                "section 6 says that {} yuan of processing fees were received; Table 2 has {cell} (10,000 yuan)",
                fee.yuan
            ),
        )
        .advice("核对信息处理费是否计入表二（八）", "check whether the fee is part of the amount in Table 2")
        .equation(Equation { text, left: cell, relation: Relation::AtLeast, right: fee_10k })
        .at(place)
        .cells([CELL]),
    );
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    fn with(cell: &str, text: &str) -> Form {
        Form::e2021().cell(CELL, cell).silence(SectionId::OtherMatters).say(SectionId::OtherMatters, text)
    }

    #[test]
    fn fires_and_does_not() {
        let text = "2023年收取信息处理费共计380元，其中1件收取380元。";
        case(&RULE, &with("0", text), &with("0.038", text));
    }

    #[test]
    fn rounding_and_no_fee() {
        for (cell, text) in [
            ("0.04", "收取信息处理费420元。"),
            ("0", "未收取信息处理费。"),
            ("0", "超过30件的，每件收取信息处理费100元。"),
        ] {
            assert!(look(&RULE, &with(cell, text)).findings.is_empty(), "{text}");
        }
    }
}
