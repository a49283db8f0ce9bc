//! Reconsiderations and litigations, with their outcomes.

use super::Quantity;

/// The heading is of disputes, or requests were told just before; other disputes are not of this report.
const BOTH: &[&str] = &["disputes", "requests_told"];

/// A kind of dispute: how many there were.
const fn total(
    id: &'static str,
    label: &'static str,
    label_en: &'static str,
    opens: &'static [&'static str],
) -> Quantity {
    Quantity { about: BOTH, opens, ..Quantity::new(id, label, label_en) }
}

/// An outcome of a kind of dispute, told after its total.
const fn outcome(
    id: &'static str,
    label: &'static str,
    label_en: &'static str,
    kind: &'static [&'static str],
    following: &'static [&'static str],
) -> Quantity {
    Quantity { about: kind, opens: kind, following, ..Quantity::new(id, label, label_en) }
}

const RECONSIDERATION: &[&str] = &["reconsideration"];
const LITIGATION: &[&str] = &["litigation"];
const DIRECT: &[&str] = &["litigation_direct", "litigation"];
const AFTER: &[&str] = &["litigation_after_reconsideration", "litigation"];

const UPHELD: &[&str] = &["办结? 维持 #", "# 维持", "没有 维持"];
const CORRECTED: &[&str] = &["办结? 纠正 #", "# 纠正", "没有 纠正", "均 维持"];
const OTHER: &[&str] = &["其他结果 #", "# 其他结果"];
const PENDING: &[&str] = &["未审结 #", "# 未审结", "没有 未审结", "均 审结"];
const CONCLUDED: &[&str] = &["审结 #", "# 审结"];
const DISMISSED: &[&str] = &["驳回 #", "# 驳回"];
const WITHDRAWN: &[&str] = &["撤回 #", "# 撤回"];

pub(super) const QUANTITIES: &[Quantity] = &[
    Quantity {
        wordings: &[
            "收到|受理|发生|办理? 公开|申请|依申请 提起? 复议 #",
            "收到|受理|发生|办理? # 公开|申请|依申请 提起? 复议",
            "收到|受理|发生|办理? 公开|申请|依申请 提起? 复议 和 提起? 诉讼 各 #",
            "没有 收到|受理|发生? 公开|申请|依申请 提起? 复议 申请件?",
            "没有 收到|受理|发生? 公开|申请|依申请 提起? 复议 和 提起? 诉讼 申请件?",
            "没有 提起 公开|申请|依申请 复议",
        ],
        about: &["disputes", "requests_told", "litigation"],
        in_talk: &[
            "收到|受理|发生|办理? 提起? 复议 提起? #",
            "收到|受理|发生|办理? # 提起? 复议",
            "收到|受理|发生|办理? 提起? 复议 和 提起? 诉讼 各 #",
            "没有 收到|受理|发生? 提起? 复议 申请件?",
            "没有 收到|受理|发生? 提起? 复议 和 提起? 诉讼 申请件?",
        ],
        ..total("reconsideration_total", "行政复议", "reconsiderations", RECONSIDERATION)
    },
    outcome("reconsideration_upheld", "行政复议：结果维持", "reconsiderations: upheld", RECONSIDERATION, UPHELD),
    outcome(
        "reconsideration_corrected",
        "行政复议：结果纠正",
        "reconsiderations: corrected",
        RECONSIDERATION,
        CORRECTED,
    ),
    outcome("reconsideration_other", "行政复议：其他结果", "reconsiderations: other result", RECONSIDERATION, OTHER),
    outcome("reconsideration_pending", "行政复议：尚未审结", "reconsiderations: pending", RECONSIDERATION, PENDING),
    outcome("reconsideration_concluded", "行政复议：已审结", "reconsiderations: concluded", RECONSIDERATION, CONCLUDED),
    outcome("reconsideration_dismissed", "行政复议：驳回", "reconsiderations: dismissed", RECONSIDERATION, DISMISSED),
    outcome("reconsideration_withdrawn", "行政复议：撤回", "reconsiderations: withdrawn", RECONSIDERATION, WITHDRAWN),
    Quantity {
        wordings: &[
            "收到|受理|发生|办理? 公开|申请|依申请 提起? 诉讼 #",
            "收到|受理|发生|办理? # 公开|申请|依申请 提起? 诉讼",
            "收到|受理|发生|办理? 公开|申请|依申请 提起? 复议 和 提起? 诉讼 各 #",
            "没有 收到|受理|发生? 公开|申请|依申请 提起? 诉讼 申请件?",
            "没有 收到|受理|发生? 公开|申请|依申请 提起? 复议 和 提起? 诉讼 申请件?",
            "没有 提起 公开|申请|依申请 诉讼",
        ],
        in_talk: &[
            "收到|受理|发生|办理? 提起? 诉讼 提起? #",
            "收到|受理|发生|办理? # 提起? 诉讼",
            "收到|受理|发生|办理? 提起? 复议 和 提起? 诉讼 各 #",
            "没有 收到|受理|发生? 提起? 诉讼 申请件?",
            "没有 收到|受理|发生? 提起? 复议 和 提起? 诉讼 申请件?",
        ],
        about: &["disputes", "requests_told", "reconsideration"],
        ..total("litigation_total", "行政诉讼", "litigations", LITIGATION)
    },
    outcome("litigation_upheld", "行政诉讼：结果维持", "litigations: upheld", LITIGATION, UPHELD),
    outcome("litigation_corrected", "行政诉讼：结果纠正", "litigations: corrected", LITIGATION, CORRECTED),
    outcome("litigation_other", "行政诉讼：其他结果", "litigations: other result", LITIGATION, OTHER),
    outcome("litigation_pending", "行政诉讼：尚未审结", "litigations: pending", LITIGATION, PENDING),
    outcome("litigation_concluded", "行政诉讼：已审结", "litigations: concluded", LITIGATION, CONCLUDED),
    outcome("litigation_dismissed", "行政诉讼：驳回", "litigations: dismissed", LITIGATION, DISMISSED),
    outcome("litigation_withdrawn", "行政诉讼：撤回", "litigations: withdrawn", LITIGATION, WITHDRAWN),
    Quantity {
        in_talk: &["直接起诉 诉讼? #", "# 直接起诉 诉讼?", "没有 直接起诉"],
        about: &["litigation", "disputes"],
        ..total("litigation_direct_total", "行政诉讼：未经复议直接起诉", "litigations: sued directly", DIRECT)
    },
    Quantity {
        in_talk: &["复议后起诉 诉讼? #", "# 复议后起诉 诉讼?", "没有 复议后起诉"],
        about: &["litigation", "disputes"],
        ..total(
            "litigation_after_reconsideration_total",
            "行政诉讼：复议后起诉",
            "litigations: sued after reconsideration",
            AFTER,
        )
    },
    Quantity {
        wordings: &["收到|受理|发生|办理? 公开|申请|依申请 提起? 复议 和 提起? 诉讼 #"],
        in_talk: &["收到|受理|发生|办理? 提起? 复议 和 提起? 诉讼 #"],
        ..total("disputes_total", "行政复议和行政诉讼合计", "reconsiderations and litigations together", &[])
    },
];
