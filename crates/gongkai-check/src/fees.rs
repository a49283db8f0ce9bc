//! Information processing fees received, as section 六 tells them.

use std::ops::Range;

use gongkai_model::{Decimal, SectionId};

use crate::prose::{Amount, Paragraph, amounts};

/// A fee as told, in yuan.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fee {
    /// The amount in yuan.
    pub(crate) yuan: Decimal,
    /// Where it stands in its paragraph.
    pub(crate) range: Range<usize>,
    /// Whether it is said to be the whole: 共计, 合计, 总计, 累计.
    pub(crate) whole: bool,
}

/// Words after which an amount is not what was received in the year.
const NOT_RECEIVED: &[&str] = &[
    "应收",
    "拟收",
    "减免",
    "免收",
    "免除",
    "退还",
    "退回",
    "标准",
    "每件",
    "每页",
    "每份",
    "按件",
    "按量",
    "超过",
    "上年",
    "去年",
    "上一年",
    "未缴",
    "逾期",
    "不再",
    "预算",
    "支出",
    "经费",
];

/// The fees that a paragraph of section 六 says were received; zero where it says that none were.
///
/// A sentence must speak of 信息处理费 (or 处理费); an amount counts if its clause, or the one before in the sentence, says that
/// it was received.
pub(crate) fn fees(paragraph: &Paragraph) -> Vec<Fee> {
    if paragraph.section != SectionId::OtherMatters {
        return Vec::new();
    }
    let mut fees = Vec::new();
    for sentence in paragraph.sentences() {
        if !paragraph.words(&sentence).contains("处理费") {
            continue;
        }
        let mut received = false;
        for clause in paragraph.clauses(sentence) {
            let words = paragraph.words(&clause);
            if NOT_RECEIVED.iter().any(|word| words.contains(word)) {
                received = false;
                continue;
            }
            received |= ["收取", "收到", "实收", "征收", "收缴", "收费", "收入", "共收"]
                .iter()
                .any(|word| words.contains(word));
            let money: Vec<Amount> = amounts(words).into_iter().filter(|amount| in_yuan(amount).is_some()).collect();
            let none = [
                "未收取",
                "没有收取",
                "未产生",
                "未发生",
                "没有产生",
                "没有发生",
                "无收取",
                "未收到",
                "不收取",
                "均未收取",
            ];
            if money.is_empty() && none.iter().any(|word| words.contains(word)) {
                fees.push(Fee { yuan: Decimal::ZERO, range: clause.clone(), whole: true });
            }
            let whole =
                ["共计", "合计", "总计", "累计", "总额", "总金额", "共收"].iter().any(|word| words.contains(word));
            for amount in money.into_iter().filter(|amount| received && !amount.approximate) {
                let Some(yuan) = in_yuan(&amount) else { continue };
                let range = clause.start + amount.range.start..clause.start + amount.range.end;
                fees.push(Fee { yuan, range, whole });
            }
        }
    }
    fees
}

fn in_yuan(amount: &Amount) -> Option<Decimal> {
    match amount.unit.as_str() {
        "元" => Some(amount.value),
        "万元" => amount.value.checked_mul(Decimal::from(10_000)),
        _ => None,
    }
}

/// What was received in all: the amount that is said to be the whole, or the only one; nothing where several are told.
pub(crate) fn received(fees: &[Fee]) -> Option<&Fee> {
    let mut wholes = fees.iter().filter(|fee| fee.whole);
    let only = |mut fees: Vec<&'_ Fee>| {
        fees.dedup_by(|a, b| a.yuan == b.yuan);
        fees.len() == 1
    };
    match wholes.next() {
        Some(whole) => only(fees.iter().filter(|fee| fee.whole).collect()).then_some(whole),
        None => only(fees.iter().collect()).then(|| fees.first())?,
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::Found;

    use super::*;

    fn told(text: &str) -> Vec<String> {
        let found = Found { value: text.into(), raw: text.into(), locus: None };
        let paragraph = Paragraph::new(SectionId::OtherMatters, &found);
        fees(&paragraph).iter().map(|fee| format!("{}{}", fee.yuan, if fee.whole { "!" } else { "" })).collect()
    }

    #[test]
    fn amounts_received_and_others() {
        for (text, expected) in [
            ("2023年度收取信息处理费380元。", &["380"][..]),
            ("收取信息处理费共计400元，其中水务局1件，收取400元。", &["400!", "400"]),
            ("收取政府信息公开信息处理费0.04万元。", &["400.00"]),
            ("本年度没有收取信息处理费。", &["0!"]),
            ("本机关未收取信息处理费，也未发出收费通知。", &["0!"]),
            ("依据信息处理费管理办法，超过30件的每件收取100元。", &[]),
            ("发出收费通知2件，应收信息处理费200元，实收100元。", &["100"]),
            ("减免信息处理费50元。", &[]),
            ("开展培训，支出培训费3000元。", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
