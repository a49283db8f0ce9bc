//! 政府信息公开情况统计表 of 2014: 国办发〔2014〕32号, for the years 2014 to 2018. One figure a line.

use gongkai_model::EditionId;

use super::Edition;
use crate::Mark::{Group, Item, Section};
use crate::{Axis, Label, StatisticsLine, Sum};

/// The edition.
pub(super) const EDITION: Edition = Edition {
    id: EditionId::S14,
    notice: "国办发〔2014〕32号",
    years: (2014, Some(2018)),
    sections: &[],
    overview: &[],
    instructions: &[],
    proactive_prefix: "",
    proactive: &[],
    requests: &[],
    request_sums: &[],
    dispute_sums: &[],
    statistics: STATISTICS,
    statistics_sums: SUMS,
    telling_labels: &[
        "统计指标",
        "不同渠道和方式公开相同信息计1条",
        "回应解读情况",
        "按时办结数",
        "属于已主动公开范围数",
        "举报投诉数量",
    ],
};

const fn line(id: &'static str, label: Label, unit: &'static str) -> StatisticsLine {
    StatisticsLine { id, label, unit }
}

const STATISTICS: &[StatisticsLine] = &[
    line(
        "proactive_items",
        Label::marked(Group(1), "主动公开政府信息数（不同渠道和方式公开相同信息计1条）", &["主动公开政府信息数"]),
        "条",
    ),
    line("proactive_normative_documents", Label::plain("主动公开规范性文件数", &["其中：主动公开规范性文件数"]), "条"),
    line("normative_documents_issued", Label::plain("制发规范性文件总数", &[]), "件"),
    line("channel_gazette", Label::marked(Item(1), "政府公报公开政府信息数", &[]), "条"),
    line("channel_website", Label::marked(Item(2), "政府网站公开政府信息数", &[]), "条"),
    line("channel_weibo", Label::marked(Item(3), "政务微博公开政府信息数", &[]), "条"),
    line("channel_wechat", Label::marked(Item(4), "政务微信公开政府信息数", &[]), "条"),
    line("channel_other", Label::marked(Item(5), "其他方式公开政府信息数", &["其它方式公开政府信息数"]), "条"),
    line(
        "hot_topic_responses",
        Label::marked(
            Group(1),
            "回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）",
            &["回应公众关注热点或重大舆情数"],
        ),
        "次",
    ),
    line("press_conferences", Label::marked(Item(1), "参加或举办新闻发布会总次数", &[]), "次"),
    line(
        "press_conferences_by_principal",
        Label::plain("主要负责同志参加新闻发布会次数", &["其中：主要负责同志参加新闻发布会次数"]),
        "次",
    ),
    line("online_interviews", Label::marked(Item(2), "政府网站在线访谈次数", &[]), "次"),
    line(
        "online_interviews_by_principal",
        Label::plain("主要负责同志参加政府网站在线访谈次数", &["其中：主要负责同志参加政府网站在线访谈次数"]),
        "次",
    ),
    line("policy_interpretations", Label::marked(Item(3), "政策解读稿件发布数", &[]), "篇"),
    line("social_media_responses", Label::marked(Item(4), "微博微信回应事件数", &[]), "次"),
    line("other_responses", Label::marked(Item(5), "其他方式回应事件数", &["其它方式回应事件数"]), "次"),
    line("requests_received", Label::marked(Group(1), "收到申请数", &[]), "件"),
    line("requests_in_person", Label::marked(Item(1), "当面申请数", &[]), "件"),
    line("requests_fax", Label::marked(Item(2), "传真申请数", &[]), "件"),
    line("requests_online", Label::marked(Item(3), "网络申请数", &[]), "件"),
    line("requests_letter", Label::marked(Item(4), "信函申请数", &[]), "件"),
    line("requests_closed", Label::marked(Group(2), "申请办结数", &[]), "件"),
    line("closed_on_time", Label::marked(Item(1), "按时办结数", &[]), "件"),
    line("closed_extended", Label::marked(Item(2), "延期办结数", &[]), "件"),
    line("replies", Label::marked(Group(3), "申请答复数", &[]), "件"),
    line("reply_already_public", Label::marked(Item(1), "属于已主动公开范围数", &[]), "件"),
    line("reply_granted", Label::marked(Item(2), "同意公开答复数", &[]), "件"),
    line("reply_partially_granted", Label::marked(Item(3), "同意部分公开答复数", &[]), "件"),
    line("reply_denied", Label::marked(Item(4), "不同意公开答复数", &[]), "件"),
    line("denied_state_secret", Label::plain("涉及国家秘密", &["其中：涉及国家秘密"]), "件"),
    line("denied_commercial_secret", Label::plain("涉及商业秘密", &[]), "件"),
    line("denied_personal_privacy", Label::plain("涉及个人隐私", &[]), "件"),
    line("denied_security_stability", Label::plain("危及国家安全、公共安全、经济安全和社会稳定", &[]), "件"),
    line("denied_not_government_information", Label::plain("不是《条例》所指政府信息", &[]), "件"),
    line("denied_other_legal_grounds", Label::plain("法律法规规定的其他情形", &["法律法规规定的其它情形"]), "件"),
    line("reply_other_organ", Label::marked(Item(5), "不属于本行政机关公开数", &[]), "件"),
    line("reply_not_existing", Label::marked(Item(6), "申请信息不存在数", &[]), "件"),
    line("reply_asked_to_amend", Label::marked(Item(7), "告知作出更改补充数", &[]), "件"),
    line("reply_other_channel", Label::marked(Item(8), "告知通过其他途径办理数", &["告知通过其它途径办理数"]), "件"),
    line("reconsideration_total", Label::marked(Section(4), "行政复议数量", &[]), "件"),
    line("reconsideration_upheld", Label::marked(Group(1), "维持具体行政行为数", &[]), "件"),
    line("reconsideration_corrected", Label::marked(Group(2), "被依法纠错数", &[]), "件"),
    line("reconsideration_other", Label::marked(Group(3), "其他情形数", &["其它情形数"]), "件"),
    line("litigation_total", Label::marked(Section(5), "行政诉讼数量", &[]), "件"),
    line("litigation_upheld", Label::marked(Group(1), "维持具体行政行为或者驳回原告诉讼请求数", &[]), "件"),
    line("litigation_corrected", Label::marked(Group(2), "被依法纠错数", &[]), "件"),
    line("litigation_other", Label::marked(Group(3), "其他情形数", &["其它情形数"]), "件"),
    line("complaints", Label::marked(Section(6), "举报投诉数量", &[]), "件"),
    line("request_fees_10k_yuan", Label::marked(Section(7), "依申请公开信息收取的费用", &[]), "万元"),
    line("dedicated_bodies", Label::marked(Group(1), "政府信息公开工作专门机构数", &[]), "个"),
    line("reading_points", Label::marked(Group(2), "设置政府信息公开查阅点数", &[]), "个"),
    line("staff_total", Label::marked(Group(3), "从事政府信息公开工作人员数", &[]), "人"),
    line(
        "staff_full_time",
        Label::marked(Item(1), "专职人员数（不包括政府公报及政府网站工作人员数）", &["专职人员数"]),
        "人",
    ),
    line("staff_part_time", Label::marked(Item(2), "兼职人员数", &[]), "人"),
    line(
        "dedicated_funding_10k_yuan",
        Label::marked(
            Group(4),
            "政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
            &["政府信息公开专项经费"],
        ),
        "万元",
    ),
    line("meetings", Label::marked(Group(1), "召开政府信息公开工作会议或专题会议数", &[]), "次"),
    line("training_classes", Label::marked(Group(2), "举办各类培训班数", &[]), "次"),
    line("trainees", Label::marked(Group(3), "接受培训人员数", &[]), "人次"),
];

const fn sum(rule: &'static str, left: &'static [&'static str], right: &'static [&'static str]) -> Sum {
    Sum { rule, axis: Axis::Rows, left, right }
}

const SUMS: &[Sum] = &[
    sum(
        "S14-001",
        &["requests_in_person", "requests_fax", "requests_online", "requests_letter"],
        &["requests_received"],
    ),
    sum("S14-002", &["closed_on_time", "closed_extended"], &["requests_closed"]),
    sum(
        "S14-003",
        &[
            "reply_already_public",
            "reply_granted",
            "reply_partially_granted",
            "reply_denied",
            "reply_other_organ",
            "reply_not_existing",
            "reply_asked_to_amend",
            "reply_other_channel",
        ],
        &["replies"],
    ),
    sum(
        "S14-004",
        &[
            "denied_state_secret",
            "denied_commercial_secret",
            "denied_personal_privacy",
            "denied_security_stability",
            "denied_not_government_information",
            "denied_other_legal_grounds",
        ],
        &["reply_denied"],
    ),
    sum(
        "S14-005",
        &["reconsideration_upheld", "reconsideration_corrected", "reconsideration_other"],
        &["reconsideration_total"],
    ),
    sum("S14-005", &["litigation_upheld", "litigation_corrected", "litigation_other"], &["litigation_total"]),
    sum("S14-006", &["staff_full_time", "staff_part_time"], &["staff_total"]),
];
