//! The edition of 2021: 国办公开办函〔2021〕30号, 年度报告格式, for the years from 2021 on.

use gongkai_model::EditionId;

use super::{Edition, common};
use crate::Mark::Group;
use crate::{Axis, Band, BandColumn, BandRow, Label, OverviewItem, Sum};

/// The edition.
pub(super) const EDITION: Edition = Edition {
    id: EditionId::E2021,
    notice: "国办公开办函〔2021〕30号",
    years: (2021, None),
    sections: common::SECTIONS,
    overview: OVERVIEW,
    instructions: common::INSTRUCTIONS,
    proactive_prefix: "t2_2021",
    proactive: PROACTIVE,
    requests: common::REQUESTS_2021,
    request_sums: &[
        common::BALANCE,
        Sum {
            rule: "T3-002",
            axis: Axis::Rows,
            left: &[
                "granted",
                "partially_granted",
                "denied_state_secret",
                "denied_prohibited_by_law",
                "denied_security_stability",
                "denied_third_party_rights",
                "denied_internal_affairs",
                "denied_process_information",
                "denied_enforcement_case_file",
                "denied_administrative_inquiry",
                "unable_not_held",
                "unable_requires_creation",
                "unable_still_unclear",
                "not_processed_petition",
                "not_processed_repeated",
                "not_processed_publication",
                "not_processed_excessive",
                "not_processed_confirm_reissue",
                "other_no_correction",
                "other_fee_unpaid",
                "other_misc",
            ],
            right: &["total_processed"],
        },
        common::APPLICANT_SUM,
    ],
    dispute_sums: common::DISPUTE_SUMS,
    statistics: &[],
    statistics_sums: &[],
    telling_labels: &[
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "本年处理决定数量",
        "本年收费金额",
        "逾期未按收费通知",
    ],
};

const fn item(id: &'static str, number: u8, text: &'static str, wordings: &'static [&'static str]) -> OverviewItem {
    OverviewItem { id, label: Label::marked(Group(number), text, wordings) }
}

/// The five things that the notice wants section 1 to speak of. The wordings are words of sentences about the same thing:
/// whoever speaks of them speaks of the item.
const OVERVIEW: &[OverviewItem] = &[
    item(
        "proactive_disclosure",
        1,
        "主动公开",
        &["公开政府信息", "公开信息", "发布信息", "发布政府信息", "公开内容", "公开重点"],
    ),
    item("disclosure_on_request", 2, "依申请公开", &["依申请", "公开申请", "申请公开", "申请人", "申请事项"]),
    item(
        "information_management",
        3,
        "政府信息管理",
        &[
            "信息管理",
            "信息资源",
            "信息发布审",
            "发布审核",
            "公开审查",
            "保密审查",
            "公开属性",
            "属性认定",
            "三审",
            "先审后",
            "审核制度",
            "审核机制",
            "审查机制",
            "审查制度",
            "信息审核",
            "动态调整",
            "动态更新",
            "规范性文件管理",
            "规范性文件清理",
            "公开目录",
        ],
    ),
    item(
        "platforms",
        4,
        "政府信息公开平台建设",
        &[
            "平台建设",
            "公开平台",
            "平台",
            "网站",
            "专栏",
            "新媒体",
            "公众号",
            "微信",
            "微博",
            "公开栏",
            "查阅点",
            "公开专区",
        ],
    ),
    item(
        "supervision_and_support",
        5,
        "监督保障",
        &[
            "监督",
            "考核",
            "考评",
            "评议",
            "追责",
            "责任追究",
            "问责",
            "组织领导",
            "组织保障",
            "领导小组",
            "协调小组",
            "机制保障",
            "工作保障",
            "保障措施",
            "培训",
            "督查",
            "督促",
        ],
    ),
];

const fn column(id: &'static str, label: Label, unit: &'static str) -> BandColumn {
    BandColumn { id, label, unit, signed: false }
}

const DECISIONS: BandColumn = column("decisions", Label::plain("本年处理决定数量", &["处理决定数量"]), "");

const PROACTIVE: &[Band] = &[
    Band {
        id: "art20_1",
        item: 1,
        columns: &[
            column("issued", Label::plain("本年制发件数", &["本年制发数"]), "件"),
            column("abolished", Label::plain("本年废止件数", &["本年废止数"]), "件"),
            column("in_force", Label::plain("现行有效件数", &["现行有效数"]), "件"),
        ],
        rows: &[
            BandRow { id: "rules", label: Label::plain("规章", &[]) },
            BandRow { id: "normative_documents", label: Label::plain("行政规范性文件", &["规范性文件"]) },
        ],
    },
    Band {
        id: "art20_5",
        item: 5,
        columns: &[DECISIONS],
        rows: &[BandRow { id: "administrative_licensing", label: Label::plain("行政许可", &[]) }],
    },
    Band {
        id: "art20_6",
        item: 6,
        columns: &[DECISIONS],
        rows: &[
            BandRow { id: "administrative_penalties", label: Label::plain("行政处罚", &[]) },
            BandRow { id: "administrative_compulsion", label: Label::plain("行政强制", &[]) },
        ],
    },
    Band {
        id: "art20_8",
        item: 8,
        columns: &[column(
            "amount_10k_yuan",
            Label::plain(
                "本年收费金额（单位：万元）",
                &["本年收费金额", "本年收费金额（万元）", "本年收费金额（单位：万元，保留4位小数）"],
            ),
            "万元",
        )],
        rows: &[BandRow { id: "administrative_fees", label: Label::plain("行政事业性收费", &[]) }],
    },
];
