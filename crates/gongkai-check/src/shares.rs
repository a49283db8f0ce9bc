//! Shares told in prose: `3件，占75%`.

use std::ops::Range;

use gongkai_model::Decimal;

use crate::prose::Amount;

/// A count and its share in percent.
#[derive(Debug)]
pub(crate) struct Share {
    /// The count.
    pub(crate) count: Decimal,
    /// Its unit.
    pub(crate) unit: String,
    /// The share in percent.
    pub(crate) percent: Decimal,
    /// Where both stand in the text.
    pub(crate) range: Range<usize>,
}

impl Share {
    /// Whether the count is that share of a total, as exactly as people round.
    pub(crate) fn fits(&self, whole: Decimal) -> bool {
        let tolerance = if self.percent.scale() == 0 { Decimal::new(5, 1) } else { Decimal::new(1, 1) };
        if whole < self.count || whole <= Decimal::ZERO {
            return false;
        }
        let share = self.count.checked_mul(Decimal::ONE_HUNDRED).and_then(|count| count.checked_div(whole));
        share.and_then(|share| share.checked_sub(self.percent)).is_some_and(|off| off.abs() <= tolerance)
    }
}

/// Every `n件，占p%` of a text: nothing but words for the whole of the report may stand around 占.
pub(crate) fn shares(text: &str, amounts: &[Amount]) -> Vec<Share> {
    let pairs = amounts.windows(2).filter_map(|pair| <&[Amount; 2]>::try_from(pair).ok());
    pairs
        .filter(|[count, percent]| {
            let between = text.get(count.range.end..percent.range.start).unwrap_or_default();
            let behind = text.get(percent.range.end..).unwrap_or_default();
            percent.unit == "%"
                && percent.value <= Decimal::ONE_HUNDRED
                && !matches!(count.unit.as_str(), "" | "%" | "元" | "万元")
                && !count.approximate
                && !percent.approximate
                && is_share(between)
                && !behind.starts_with(['以', '左', '多'])
        })
        .map(|[count, percent]| Share {
            count: count.value,
            unit: count.unit.clone(),
            percent: percent.value,
            range: count.range.start..percent.range.end,
        })
        .collect()
}

/// Whether words between a count and a percentage say no more than that it is a share of the whole.
fn is_share(between: &str) -> bool {
    const WORDS: &[&str] = &[
        "占比例",
        "占比",
        "占",
        "总数",
        "总量",
        "总件数",
        "全部",
        "所有",
        "政府信息公开",
        "依申请公开",
        "主动公开",
        "政府信息",
        "信息",
        "申请",
        "办结",
        "答复",
        "办理",
        "处理",
        "件数",
        "总",
        "数量",
        "量",
        "数",
        "比例",
        "比重",
        "的",
        "为",
        "达",
        "到",
        "类",
        "各类",
        "案件",
        ",",
        "(",
        ":",
    ];
    let mut rest = between;
    while !rest.is_empty() {
        match WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    between.contains('占')
}
