//! S14-007: items disclosed lie between the largest channel and the sum of all.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Comparison, Sentences, compare_all_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-007",
    name: "s14-channels-do-not-fit",
    severity: Severity::Warning,
    summary: (
        "统计表：主动公开信息数不大于各渠道之和，不小于其中任何一个渠道",
        "Statistics table: items disclosed are at most those of all channels, and at least those of each",
    ),
    explanation: (
        "同一信息在几个渠道公开只计 1 条，所以主动公开政府信息数不会大于各渠道之和，也不会小于任何一个渠道的数。",
        "An item disclosed through several channels counts once, so the items are at most the sum of the channels, and at least as many as any channel has.",
    ),
    formula: "max(channel) ≤ proactive_items ≤ Σ channel",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "各渠道只统计了一部分；渠道数按累计数填报。",
        "Only some channels were counted; running totals in the channels.",
    ),
    before: ("主动公开 612；政府网站 700", "items 612; web site 700"),
    after: ("主动公开 732；政府网站 700，政务微信 171", "items 732; web site 700, WeChat 171"),
    test: Test::Report(|view, sink| compare_all_statistics(COMPARISONS, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表“{where}”为 {right}，与渠道公开数 {left} 对不上",
        "Statistics table, {where}: {right} does not fit the channels, {left}",
    ),
    advice: (
        "核对是否按“不同渠道公开相同信息计 1 条”填报",
        "check whether an item in several channels was counted once",
    ),
};

const COMPARISONS: &[Comparison<'static>] = &[
    Comparison::new(
        &["channel_gazette", "channel_website", "channel_weibo", "channel_wechat", "channel_other"],
        Relation::AtLeast,
        &["proactive_items"],
    ),
    Comparison::new(&["channel_gazette"], Relation::AtMost, &["proactive_items"]),
    Comparison::new(&["channel_website"], Relation::AtMost, &["proactive_items"]),
    Comparison::new(&["channel_weibo"], Relation::AtMost, &["proactive_items"]),
    Comparison::new(&["channel_wechat"], Relation::AtMost, &["proactive_items"]),
    Comparison::new(&["channel_other"], Relation::AtMost, &["proactive_items"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::s14().cell("s14.channel_website", "700"), &Form::s14().cell("s14.proactive_items", "731"));
    }
}
