//! The edition of 2019: 国办公开办函〔2019〕60号, 年度报告格式（试行）, for the years 2019 and 2020.

use gongkai_model::EditionId;

use super::{Edition, common};
use crate::{Axis, Band, BandColumn, BandRow, Label, Sum};

/// The edition.
pub(super) const EDITION: Edition = Edition {
    id: EditionId::E2019,
    notice: "国办公开办函〔2019〕60号",
    years: (2019, Some(2020)),
    sections: common::SECTIONS,
    overview: &[],
    instructions: common::INSTRUCTIONS,
    proactive_prefix: "t2_2019",
    proactive: PROACTIVE,
    requests: common::REQUESTS_2019,
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
                "other",
            ],
            right: &["total_processed"],
        },
        common::APPLICANT_SUM,
    ],
    dispute_sums: common::DISPUTE_SUMS,
    statistics: &[],
    statistics_sums: &[],
    telling_labels: &[
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增/减",
        "政府集中采购",
        "采购项目数量",
        "采购总金额",
        "其他对外管理服务事项",
    ],
};

const fn column(id: &'static str, label: Label) -> BandColumn {
    BandColumn { id, label, unit: "", signed: false }
}

const PRIOR: BandColumn = column("prior_year_items", Label::plain("上一年项目数量", &["上年项目数量"]));
const CHANGE: BandColumn = BandColumn {
    id: "items_change",
    label: Label::plain("本年增/减", &["本年增减", "本年数量", "本年增减数量", "本年增/减数量"]),
    unit: "",
    signed: true,
};
const DECISIONS: BandColumn = column("decisions", Label::plain("处理决定数量", &["本年处理决定数量"]));

const PROACTIVE: &[Band] = &[
    Band {
        id: "art20_1",
        item: 1,
        columns: &[
            column("newly_produced", Label::plain("本年新制作数量", &["本年制作数量"])),
            column("newly_disclosed", Label::plain("本年新公开数量", &["本年公开数量"])),
            column("total_disclosed", Label::plain("对外公开总数量", &["对外公开总数"])),
        ],
        rows: &[
            BandRow { id: "rules", label: Label::plain("规章", &[]) },
            BandRow { id: "normative_documents", label: Label::plain("规范性文件", &["行政规范性文件"]) },
        ],
    },
    Band {
        id: "art20_5",
        item: 5,
        columns: &[PRIOR, CHANGE, DECISIONS],
        rows: &[
            BandRow { id: "administrative_licensing", label: Label::plain("行政许可", &[]) },
            BandRow {
                id: "other_public_services",
                label: Label::plain("其他对外管理服务事项", &["其它对外管理服务事项"]),
            },
        ],
    },
    Band {
        id: "art20_6",
        item: 6,
        columns: &[PRIOR, CHANGE, DECISIONS],
        rows: &[
            BandRow { id: "administrative_penalties", label: Label::plain("行政处罚", &[]) },
            BandRow { id: "administrative_compulsion", label: Label::plain("行政强制", &[]) },
        ],
    },
    Band {
        id: "art20_8",
        item: 8,
        columns: &[PRIOR, CHANGE],
        rows: &[BandRow { id: "administrative_fees", label: Label::plain("行政事业性收费", &[]) }],
    },
    Band {
        id: "art20_9",
        item: 9,
        columns: &[
            column("projects", Label::plain("采购项目数量", &[])),
            column("amount", Label::plain("采购总金额", &["采购金额"])),
        ],
        rows: &[BandRow { id: "centralized_procurement", label: Label::plain("政府集中采购", &[]) }],
    },
];
