//! What the editions of 2019 and 2021 share.

use gongkai_model::SectionId;

use crate::Mark::{Group, Item, Section as Number};
use crate::{Axis, Label, RequestGroup, RequestLine, RequestRow, Section, Sum};

const fn section(id: SectionId, number: u8, text: &'static str, aliases: &'static [&'static str]) -> Section {
    Section { id, number, label: Label::marked(Number(number), text, aliases) }
}

/// The six sections.
pub(super) const SECTIONS: &[Section] = &[
    section(SectionId::Overview, 1, "总体情况", &["概述", "基本情况", "总体工作情况"]),
    section(
        SectionId::ProactiveDisclosure,
        2,
        "主动公开政府信息情况",
        &["行政机关主动公开政府信息情况", "主动公开情况", "政府信息主动公开情况"],
    ),
    section(
        SectionId::Requests,
        3,
        "收到和处理政府信息公开申请情况",
        &["行政机关收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况", "收到和处理政府信息公开情况"],
    ),
    section(
        SectionId::ReviewLitigation,
        4,
        "政府信息公开行政复议、行政诉讼情况",
        &[
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议、行政诉讼情况",
            "政府信息公开行政复议和行政诉讼情况",
            "政府信息公开被申请行政复议、提起行政诉讼情况",
        ],
    ),
    section(
        SectionId::ProblemsImprovements,
        5,
        "存在的主要问题及改进情况",
        &[
            "政府信息公开工作存在的主要问题及改进情况",
            "存在问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题和改进情况",
            "存在的主要问题及改进措施",
        ],
    ),
    section(
        SectionId::OtherMatters,
        6,
        "其他需要报告的事项",
        &["其他报告的事项", "需要报告的其他事项", "其他需要报告事项", "其他需要说明的事项"],
    ),
];

/// Sentences by which the annex explains the form.
pub(super) const INSTRUCTIONS: &[&str] = &[
    "该部分以表格形式报告",
    "此部分以表格形式报告",
    "本部分以表格形式报告",
    "该部分以文字形式报告",
    "本部分以文字形式报告",
];

const fn line(row: RequestRow, label: Label, group: Option<RequestGroup>) -> RequestLine {
    RequestLine { row, label, group }
}

macro_rules! lines {
    ($($row:ident $group:expr, $mark:expr, $text:literal [$($alias:literal),*];)*) => {
        &[$(line(RequestRow::$row, Label::marked($mark, $text, &[$($alias),*]), $group),)*]
    };
}

const RESULTS: Option<RequestGroup> = Some(RequestGroup::Results);
const DENIED: Option<RequestGroup> = Some(RequestGroup::Denied);
const UNABLE: Option<RequestGroup> = Some(RequestGroup::Unable);
const NOT_PROCESSED: Option<RequestGroup> = Some(RequestGroup::NotProcessed);
const OTHER: Option<RequestGroup> = Some(RequestGroup::Other);

/// Lines of Table 3 in both editions: those of one edition only are picked out by [`pick`].
const LINES: &[RequestLine] = lines! {
    NewReceived None, Number(1), "本年新收政府信息公开申请数量" ["本年新收政府信息公开申请", "本年新收申请数量"];
    CarriedIn None, Number(2), "上年结转政府信息公开申请数量" ["上年结转政府信息公开申请", "上年结转申请数量"];
    Granted RESULTS, Group(1), "予以公开" [];
    PartiallyGranted RESULTS, Group(2), "部分公开（区分处理的，只计这一情形，不计其他情形）" ["部分公开"];
    DeniedStateSecret DENIED, Item(1), "属于国家秘密" [];
    DeniedProhibitedByLaw DENIED, Item(2), "其他法律行政法规禁止公开" [];
    DeniedSecurityStability DENIED, Item(3), "危及“三安全一稳定”" [];
    DeniedThirdPartyRights DENIED, Item(4), "保护第三方合法权益" [];
    DeniedInternalAffairs DENIED, Item(5), "属于三类内部事务信息" [];
    DeniedProcessInformation DENIED, Item(6), "属于四类过程性信息" [];
    DeniedEnforcementCaseFile DENIED, Item(7), "属于行政执法案卷" [];
    DeniedAdministrativeInquiry DENIED, Item(8), "属于行政查询事项" [];
    UnableNotHeld UNABLE, Item(1), "本机关不掌握相关政府信息" [];
    UnableRequiresCreation UNABLE, Item(2), "没有现成信息需要另行制作" [];
    UnableStillUnclear UNABLE, Item(3), "补正后申请内容仍不明确" [];
    NotProcessedPetition NOT_PROCESSED, Item(1), "信访举报投诉类申请" [];
    NotProcessedRepeated NOT_PROCESSED, Item(2), "重复申请" [];
    NotProcessedPublication NOT_PROCESSED, Item(3), "要求提供公开出版物" [];
    NotProcessedExcessive NOT_PROCESSED, Item(4), "无正当理由大量反复申请" [];
    NotProcessedConfirmReissue NOT_PROCESSED, Item(5), "要求行政机关确认或重新出具已获取信息" [];
    Other RESULTS, Group(6), "其他处理" ["其它处理"];
    OtherNoCorrection OTHER, Item(1), "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" [];
    OtherFeeUnpaid OTHER, Item(2), "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" [];
    OtherMisc OTHER, Item(3), "其他" ["其它"];
    TotalProcessed RESULTS, Group(7), "总计" ["合计"];
    CarriedOut None, Number(4), "结转下年度继续办理" ["结转下年继续办理"];
};

/// All lines but those given: the lines of an edition, computed at compile time.
const fn pick<const N: usize>(without: &[RequestRow]) -> [RequestLine; N] {
    let mut lines = [LINES[0]; N];
    let (mut from, mut to) = (0, 0);
    while from < LINES.len() {
        let mut skip = false;
        let mut index = 0;
        while index < without.len() {
            skip |= without[index] as usize == LINES[from].row as usize;
            index += 1;
        }
        if !skip {
            lines[to] = LINES[from];
            to += 1;
        }
        from += 1;
    }
    lines
}

/// Table 3 of 2019: （六）其他处理 is one row.
pub(super) const REQUESTS_2019: &[RequestLine] =
    &pick::<23>(&[RequestRow::OtherNoCorrection, RequestRow::OtherFeeUnpaid, RequestRow::OtherMisc]);

/// Table 3 of 2021: （六）其他处理 has three rows.
pub(super) const REQUESTS_2021: &[RequestLine] = &pick::<25>(&[RequestRow::Other]);

/// `总计 = Σ c1..c6` in every row (T3-003).
pub(super) const APPLICANT_SUM: Sum = Sum {
    rule: "T3-003",
    axis: Axis::Columns,
    left: &[
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_services_institution",
        "other_organization",
    ],
    right: &["total"],
};

/// `一 + 二 = 三（七） + 四`, printed on the form (T3-001).
pub(super) const BALANCE: Sum = Sum {
    rule: "T3-001",
    axis: Axis::Rows,
    left: &["new_received", "carried_in"],
    right: &["total_processed", "carried_out"],
};

/// `总计 = 维持 + 纠正 + 其他 + 尚未审结` in every block of Table 4 (T4-001).
pub(super) const DISPUTE_SUMS: &[Sum] = &[Sum {
    rule: "T4-001",
    axis: Axis::Columns,
    left: &["upheld", "corrected", "other", "pending"],
    right: &["total"],
}];
