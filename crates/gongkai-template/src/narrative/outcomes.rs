//! What became of requests: granted, denied and the rest, with the reasons that Table 3 knows.

use super::Quantity;

const TALK: &[&str] = &["requests"];
const TOLD: &[&str] = &["requests", "requests_told"];

const fn outcome(id: &'static str, label: &'static str, label_en: &'static str) -> Quantity {
    Quantity { about: TALK, opens: TOLD, ..Quantity::new(id, label, label_en) }
}

/// A reason, told after its group.
const fn reason(
    id: &'static str,
    label: &'static str,
    label_en: &'static str,
    group: &'static [&'static str],
) -> Quantity {
    Quantity { about: group, opens: group, ..Quantity::new(id, label, label_en) }
}

const DENIED: &[&str] = &["denied", "requests", "requests_told"];
const UNABLE: &[&str] = &["unable", "requests", "requests_told"];
const NOT_PROCESSED: &[&str] = &["not_processed", "requests", "requests_told"];
const OTHER: &[&str] = &["other", "requests", "requests_told"];
const OF_DENIED: &[&str] = &["denied"];
const OF_UNABLE: &[&str] = &["unable"];
const OF_NOT_PROCESSED: &[&str] = &["not_processed"];
const OF_OTHER: &[&str] = &["other"];

pub(super) const QUANTITIES: &[Quantity] = &[
    Quantity {
        in_talk: &[
            "办结|答复|办理? 申请|依申请|申请件? 予以公开 申请|申请件? 答复? #",
            "答复? # 申请|申请件? 予以公开 答复?",
            "没有 予以公开 信息|申请?",
        ],
        ..outcome("granted", "予以公开", "granted")
    },
    Quantity {
        in_talk: &[
            "办结|答复|办理? 申请|依申请|申请件? 部分公开 申请|申请件? 答复? #",
            "答复? # 申请|申请件? 部分公开 答复?",
            "没有 部分公开 信息|申请?",
        ],
        ..outcome("partially_granted", "部分公开", "partially granted")
    },
    Quantity {
        in_talk: &["答复? 予以公开 和 部分公开 答复? #", "答复? 部分公开 和 予以公开 答复? #"],
        ..outcome("granted_or_partially_granted", "予以公开和部分公开", "granted or partially granted")
    },
    Quantity {
        in_talk: &[
            "办结|答复|办理? 申请|依申请|申请件? 不予公开 申请|申请件? 答复? #",
            "答复? # 申请|申请件? 不予公开 答复?",
            "没有 不予公开 信息|申请?",
        ],
        opens: DENIED,
        ..outcome("denied", "不予公开", "denied")
    },
    Quantity {
        in_talk: &[
            "办结|答复|办理? 申请|依申请|申请件? 无法提供 申请|申请件|信息? 答复? #",
            "答复? # 申请|申请件? 无法提供 信息? 答复?",
            "没有 无法提供 信息|申请?",
        ],
        opens: UNABLE,
        ..outcome("unable", "无法提供", "unable to provide")
    },
    Quantity {
        in_talk: &[
            "办结|答复|办理? 申请|依申请|申请件? 不予处理 申请|申请件? 答复? #",
            "答复? # 申请|申请件? 不予处理 答复?",
            "没有 不予处理 申请?",
        ],
        opens: NOT_PROCESSED,
        ..outcome("not_processed", "不予处理", "not processed")
    },
    Quantity {
        in_talk: &[
            "办结|答复|办理? 申请|依申请|申请件? 其他处理 申请|申请件? 答复? #",
            "答复? # 申请|申请件? 其他处理 答复?",
            "没有 其他处理 申请?",
        ],
        opens: OTHER,
        ..outcome("other", "其他处理", "other handling")
    },
    Quantity {
        in_talk: &["国家秘密 #", "# 国家秘密"],
        ..reason("denied_state_secret", "不予公开：属于国家秘密", "denied: state secret", OF_DENIED)
    },
    Quantity {
        in_talk: &["禁止公开 #", "# 禁止公开"],
        ..reason(
            "denied_prohibited_by_law",
            "不予公开：其他法律行政法规禁止公开",
            "denied: prohibited by law",
            OF_DENIED,
        )
    },
    Quantity {
        in_talk: &["三安全一稳定 #", "# 三安全一稳定"],
        ..reason(
            "denied_security_stability",
            "不予公开：危及“三安全一稳定”",
            "denied: endangers security or stability",
            OF_DENIED,
        )
    },
    Quantity {
        in_talk: &["第三方权益 #", "# 第三方权益"],
        ..reason("denied_third_party_rights", "不予公开：保护第三方合法权益", "denied: third-party rights", OF_DENIED)
    },
    Quantity {
        in_talk: &["内部事务 #", "# 内部事务"],
        ..reason("denied_internal_affairs", "不予公开：属于三类内部事务信息", "denied: internal affairs", OF_DENIED)
    },
    Quantity {
        in_talk: &["过程性信息 #", "# 过程性信息"],
        ..reason("denied_process_information", "不予公开：属于四类过程性信息", "denied: process information", OF_DENIED)
    },
    Quantity {
        in_talk: &["执法案卷 #", "# 执法案卷"],
        ..reason(
            "denied_enforcement_case_file",
            "不予公开：属于行政执法案卷",
            "denied: enforcement case file",
            OF_DENIED,
        )
    },
    Quantity {
        in_talk: &["行政查询 #", "# 行政查询"],
        ..reason(
            "denied_administrative_inquiry",
            "不予公开：属于行政查询事项",
            "denied: administrative inquiry",
            OF_DENIED,
        )
    },
    Quantity {
        in_talk: &["不掌握 #", "# 不掌握"],
        ..reason("unable_not_held", "无法提供：本机关不掌握相关政府信息", "unable: not held", OF_UNABLE)
    },
    Quantity {
        in_talk: &["没有现成信息 #", "# 没有现成信息"],
        ..reason(
            "unable_requires_creation",
            "无法提供：没有现成信息需要另行制作",
            "unable: would have to be created",
            OF_UNABLE,
        )
    },
    Quantity {
        in_talk: &["仍不明确 #", "# 仍不明确"],
        ..reason("unable_still_unclear", "无法提供：补正后申请内容仍不明确", "unable: still unclear", OF_UNABLE)
    },
    Quantity {
        in_talk: &["信访举报投诉类 申请|申请件? #", "# 信访举报投诉类 申请|申请件?"],
        ..reason(
            "not_processed_petition",
            "不予处理：信访举报投诉类申请",
            "not processed: petition or complaint",
            OF_NOT_PROCESSED,
        )
    },
    Quantity {
        in_talk: &["重复申请 #", "# 重复申请"],
        ..reason("not_processed_repeated", "不予处理：重复申请", "not processed: repeated", OF_NOT_PROCESSED)
    },
    Quantity {
        in_talk: &["公开出版物 #", "# 公开出版物"],
        ..reason(
            "not_processed_publication",
            "不予处理：要求提供公开出版物",
            "not processed: publication",
            OF_NOT_PROCESSED,
        )
    },
    Quantity {
        in_talk: &["大量反复申请 #", "# 大量反复申请"],
        ..reason(
            "not_processed_excessive",
            "不予处理：无正当理由大量反复申请",
            "not processed: excessive",
            OF_NOT_PROCESSED,
        )
    },
    Quantity {
        in_talk: &["重新出具 #", "# 重新出具"],
        ..reason(
            "not_processed_confirm_reissue",
            "不予处理：要求行政机关确认或重新出具已获取信息",
            "not processed: confirm or re-issue",
            OF_NOT_PROCESSED,
        )
    },
    Quantity {
        in_talk: &["逾期不补正 #", "# 逾期不补正"],
        ..reason(
            "other_no_correction",
            "其他处理：申请人无正当理由逾期不补正",
            "other handling: not corrected in time",
            OF_OTHER,
        )
    },
    Quantity {
        in_talk: &["逾期未缴费 #", "# 逾期未缴费"],
        ..reason(
            "other_fee_unpaid",
            "其他处理：申请人逾期未按收费通知要求缴纳费用",
            "other handling: fee unpaid",
            OF_OTHER,
        )
    },
];
