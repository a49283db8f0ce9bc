//! Requests: received, by channel and by applicant, carried over, answered; and the fees.

use super::Quantity;

const TALK: &[&str] = &["requests"];
/// Reconsiderations may be told right after requests.
const TOLD: &[&str] = &["requests", "requests_told"];

const fn request(id: &'static str, label: &'static str, label_en: &'static str) -> Quantity {
    Quantity { about: TALK, opens: TOLD, ..Quantity::new(id, label, label_en) }
}

/// A share of requests in percent.
const fn rate(id: &'static str, label: &'static str, label_en: &'static str) -> Quantity {
    Quantity { units: &["%"], opens: &[], ..request(id, label, label_en) }
}

/// A sum of money.
const fn money(id: &'static str, label: &'static str, label_en: &'static str) -> Quantity {
    Quantity { units: &["元", "万元"], about: &["fees"], opens: &["fees"], ..Quantity::new(id, label, label_en) }
}

pub(super) const QUANTITIES: &[Quantity] = &[
    Quantity {
        wordings: &[
            "收到|受理 申请|依申请 #",
            "收到|受理 # 申请|依申请",
            "申请|依申请 收到|受理 #",
            "申请 #",
            "收到|受理 公开 申请件 #",
            "没有 收到|受理|发生 公开 申请件",
            "没有 收到|受理|发生 提交? 申请|依申请",
            "没有 申请|依申请",
            "申请|依申请 没有 收到|受理",
        ],
        in_talk: &[
            "申请数 #",
            "收到|受理 申请件 #",
            "收到|受理 # 申请件",
            "申请件 收到|受理 #",
            "没有 收到|受理|发生 提交? 申请件",
            "没有 申请件",
        ],
        following: &["收到 #"],
        ..request("requests_received", "收到申请数", "requests received")
    },
    Quantity {
        following: &["受理 #", "# 受理"],
        ..request("requests_accepted", "受理申请数（收到之后）", "requests accepted, of those received")
    },
    Quantity {
        wordings: &[
            "收到|受理? 网络 收到|受理? 提交? 申请 收到|受理? #",
            "收到|受理 # 网络 申请",
            "收到|受理 公开 网络 提交? 申请件 #",
            "没有 收到|受理 网络 提交? 申请",
        ],
        in_talk: &[
            "收到|受理? 网络 收到|受理? 提交? 申请件? 收到|受理? #",
            "收到|受理? # 网络 提交? 申请件?",
            "没有 收到|受理 网络 提交? 申请件",
        ],
        ..request("requests_online", "网络申请数", "requests by network")
    },
    Quantity {
        wordings: &[
            "收到|受理? 信函 收到|受理? 提交? 申请 收到|受理? #",
            "收到|受理 # 信函 申请",
            "收到|受理 公开 信函 提交? 申请件 #",
            "没有 收到|受理 信函 提交? 申请",
        ],
        in_talk: &[
            "收到|受理? 信函 收到|受理? 提交? 申请件? 收到|受理? #",
            "收到|受理? # 信函 提交? 申请件?",
            "没有 收到|受理 信函 提交? 申请件",
        ],
        ..request("requests_letter", "信函申请数", "requests by letter")
    },
    Quantity {
        wordings: &[
            "收到|受理? 当面 收到|受理? 提交? 申请 收到|受理? #",
            "收到|受理 # 当面 申请",
            "收到|受理 公开 当面 提交? 申请件 #",
            "没有 收到|受理 当面 提交? 申请",
        ],
        in_talk: &[
            "收到|受理? 当面 收到|受理? 提交? 申请件? 收到|受理? #",
            "收到|受理? # 当面 提交? 申请件?",
            "没有 收到|受理 当面 提交? 申请件",
        ],
        ..request("requests_in_person", "当面申请数", "requests in person")
    },
    Quantity {
        wordings: &[
            "收到|受理? 传真 收到|受理? 提交? 申请 收到|受理? #",
            "收到|受理 # 传真 申请",
            "收到|受理 公开 传真 提交? 申请件 #",
            "没有 收到|受理 传真 提交? 申请",
        ],
        in_talk: &[
            "收到|受理? 传真 收到|受理? 提交? 申请件? 收到|受理? #",
            "收到|受理? # 传真 提交? 申请件?",
            "没有 收到|受理 传真 提交? 申请件",
        ],
        ..request("requests_fax", "传真申请数", "requests by fax")
    },
    Quantity {
        wordings: &[
            "收到|受理? 电子邮件 收到|受理? 提交? 申请 收到|受理? #",
            "收到|受理 # 电子邮件 申请",
            "收到|受理 公开 电子邮件 提交? 申请件 #",
            "没有 收到|受理 电子邮件 提交? 申请",
        ],
        in_talk: &[
            "收到|受理? 电子邮件 收到|受理? 提交? 申请件? 收到|受理? #",
            "收到|受理? # 电子邮件 提交? 申请件?",
            "没有 收到|受理 电子邮件 提交? 申请件",
        ],
        ..request("requests_email", "电子邮件申请数", "requests by e-mail")
    },
    Quantity {
        in_talk: &["收到|受理? 线下 收到|受理? 提交? 申请件? 收到|受理? #", "收到|受理? # 线下 提交? 申请件?"],
        ..request("requests_offline", "线下申请数", "requests handed in offline")
    },
    Quantity {
        wordings: &["收到|受理? 自然人 提交? 申请 #"],
        in_talk: &["收到|受理? 自然人 提交? 申请件? #", "收到|受理? # 自然人 提交? 申请件?"],
        ..request("applicant_natural_person", "自然人申请数", "requests of natural persons")
    },
    Quantity {
        wordings: &["收到|受理? 组织 提交? 申请 #"],
        in_talk: &["收到|受理? 组织 提交? 申请件? #", "收到|受理? # 组织 提交? 申请件?"],
        ..request("applicant_organization", "法人或其他组织申请数", "requests of legal persons and organizations")
    },
    Quantity {
        wordings: &["收到|受理? 企业 提交? 申请 #"],
        in_talk: &["收到|受理? 企业 提交? 申请件? #", "收到|受理? # 企业 提交? 申请件?"],
        ..request("applicant_commercial_enterprise", "商业企业申请数", "requests of commercial enterprises")
    },
    Quantity {
        in_talk: &["收到|受理? 科研机构 提交? 申请|申请件? #", "收到|受理? # 科研机构 提交? 申请|申请件?"],
        ..request("applicant_research_institution", "科研机构申请数", "requests of research institutions")
    },
    Quantity {
        in_talk: &["收到|受理? 社会公益组织 提交? 申请|申请件? #", "收到|受理? # 社会公益组织 提交? 申请|申请件?"],
        ..request(
            "applicant_public_welfare_organization",
            "社会公益组织申请数",
            "requests of public-welfare organizations",
        )
    },
    Quantity {
        in_talk: &["收到|受理? 法律服务机构 提交? 申请|申请件? #", "收到|受理? # 法律服务机构 提交? 申请|申请件?"],
        ..request(
            "applicant_legal_services_institution",
            "法律服务机构申请数",
            "requests of legal services institutions",
        )
    },
    Quantity {
        wordings: &["上年 结转 申请|依申请 办理? #", "结转 上年 申请|依申请 #"],
        in_talk: &[
            "上年 结转 申请件? 办理? #",
            "结转 上年 申请件? #",
            "收到|受理? # 上年 结转 申请|申请件?",
            "没有 上年 结转 申请|申请件?",
        ],
        ..request("carried_in", "上年结转申请数", "requests carried in from the year before")
    },
    Quantity {
        wordings: &["申请|依申请 结转 下年 办理|答复? #", "结转 下年 办理|答复? 申请|依申请 #"],
        in_talk: &[
            "申请件? 结转 下年 办理? 答复? 申请件? #",
            "申请件? # 申请|依申请|申请件? 结转 下年 办理? 答复?",
            "结转 # 申请|申请件? 下年 办理? 答复?",
            "没有 结转 下年 办理? 答复? 申请|申请件?",
            "没有 申请|申请件 结转 下年 办理? 答复?",
        ],
        ..request("carried_out", "结转下年度办理申请数", "requests carried out to the next year")
    },
    Quantity {
        wordings: &["办结 申请|依申请 #", "办结 # 申请|依申请", "申请|依申请 办结 #"],
        in_talk: &["办结 申请件 #", "办结 # 申请件", "申请件 办结 #"],
        following: &["办结 #", "# 办结"],
        ..request("requests_closed", "办结申请数", "requests closed")
    },
    Quantity {
        wordings: &["答复 申请|依申请 #", "答复 # 申请|依申请", "申请|依申请 答复 #"],
        in_talk: &["答复 申请件 #", "答复 # 申请件", "申请件 答复 #"],
        following: &["答复 #", "# 答复"],
        ..request("requests_answered", "答复申请数", "requests answered")
    },
    Quantity {
        wordings: &["办理 申请|依申请 #", "办理 # 申请|依申请", "申请|依申请 办理 #"],
        in_talk: &["办理 申请件 #", "办理 # 申请件"],
        following: &["办理 #"],
        ..request("requests_handled", "办理申请数", "requests handled")
    },
    Quantity {
        wordings: &["按时 办结|答复 申请|依申请 #"],
        in_talk: &["按时 办结|答复 申请件 #"],
        following: &["按时 办结|答复 #", "# 按时 办结|答复"],
        ..request("requests_closed_on_time", "按时办结申请数", "requests closed in time")
    },
    Quantity {
        wordings: &["延期 办结|答复 申请|依申请 #"],
        in_talk: &["延期 办结|答复 申请件 #"],
        following: &["延期 办结|答复 #", "# 延期 办结|答复"],
        ..request("requests_extended", "延期办结申请数", "requests closed after an extension")
    },
    Quantity {
        wordings: &["申请|依申请 办结率 #"],
        following: &["办结率 #"],
        ..rate("closing_rate", "办结率", "share of requests closed")
    },
    Quantity {
        wordings: &["申请|依申请 答复率 #"],
        following: &["答复率 #"],
        ..rate("answer_rate", "答复率", "share of requests answered")
    },
    Quantity {
        wordings: &["申请|依申请 按时 办结率|答复率 #"],
        following: &["按时 办结率|答复率 #"],
        ..rate("on_time_rate", "按时办结（答复）率", "share of requests closed in time")
    },
    Quantity {
        wordings: &[
            "收取 信息处理费 #",
            "办理 申请|依申请 收取 信息处理费 #",
            "信息处理费 收取? #",
            "没有 收取|发生? 信息处理费",
            "没有 收取|发生 公开费用",
            "没有 公开费用",
        ],
        in_talk: &["没有 收取|发生 费用", "收取 费用 #"],
        ..money("processing_fee", "信息处理费", "information processing fee")
    },
    Quantity {
        units: &["份", "件", "张", "次", "个"],
        wordings: &["发出 公开? 收费通知 #", "发出 # 公开? 收费通知", "没有 发出 公开? 收费通知"],
        ..money("fee_notices", "收费通知数", "fee notices")
    },
];
