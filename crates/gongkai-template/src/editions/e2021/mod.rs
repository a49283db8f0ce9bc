//! The edition of 2021: 国办公开办函〔2021〕30号, 年度报告格式, for the years from 2021 on.

use gongkai_model::EditionId;

use super::{Edition, common};
use crate::{Axis, Band, BandColumn, BandRow, Label, Sum};

/// The edition.
pub(super) const EDITION: Edition = Edition {
    id: EditionId::E2021,
    notice: "国办公开办函〔2021〕30号",
    years: (2021, None),
    sections: common::SECTIONS,
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
