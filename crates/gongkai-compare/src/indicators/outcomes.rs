//! How requests ended (Table 3, all applicants), each share of the total processed.

use super::{Formula, Indicator, NO_NOTE, PROCESSED, RECEIVED, Term, minus, plus};

const GRANTED: &[Term] = &[plus("t3.granted.total")];
const DISCLOSED: &[Term] = &[plus("t3.granted.total"), plus("t3.partially_granted.total")];
const PARTIALLY: &[Term] = &[plus("t3.partially_granted.total")];
/// 不予公开, all grounds.
const DENIED: &[Term] = &[
    plus("t3.denied_state_secret.total"),
    plus("t3.denied_prohibited_by_law.total"),
    plus("t3.denied_security_stability.total"),
    plus("t3.denied_third_party_rights.total"),
    plus("t3.denied_internal_affairs.total"),
    plus("t3.denied_process_information.total"),
    plus("t3.denied_enforcement_case_file.total"),
    plus("t3.denied_administrative_inquiry.total"),
];
/// 无法提供.
const UNABLE: &[Term] = &[
    plus("t3.unable_not_held.total"),
    plus("t3.unable_requires_creation.total"),
    plus("t3.unable_still_unclear.total"),
];
/// 不予处理.
const NOT_PROCESSED: &[Term] = &[
    plus("t3.not_processed_petition.total"),
    plus("t3.not_processed_repeated.total"),
    plus("t3.not_processed_publication.total"),
    plus("t3.not_processed_excessive.total"),
    plus("t3.not_processed_confirm_reissue.total"),
];
/// 其他处理: one row on the form of 2019, the sum of three on that of 2021.
const OTHER: &[Term] = &[plus("t3.other.total")];
const NOT_HELD: &[Term] = &[plus("t3.unable_not_held.total")];
const REPEATED: &[Term] = &[plus("t3.not_processed_repeated.total"), plus("t3.not_processed_excessive.total")];
const FEE_UNPAID: &[Term] = &[plus("t3.other_fee_unpaid.total")];
/// The total without requests that went astray or that applicants let lapse.
const ADDRESSED: &[Term] = &[
    plus("t3.total_processed.total"),
    minus("t3.unable_not_held.total"),
    minus("t3.not_processed_petition.total"),
    minus("t3.not_processed_repeated.total"),
    minus("t3.other_no_correction.total"),
];

pub(super) const LIST: &[Indicator] = &[
    Indicator {
        id: "grant_rate_full",
        name: ("予以公开率", "full grant rate"),
        wording: ("予以公开÷办理总计", "granted / processed"),
        note: NO_NOTE,
        formula: Formula::Rate(GRANTED, PROCESSED),
    },
    Indicator {
        id: "disclosure_rate",
        name: ("公开率", "disclosure rate"),
        wording: ("（予以公开＋部分公开）÷办理总计", "(granted + partially granted) / processed"),
        note: (
            "各地公布的公开率也有以新收或受理合计为分母的，不能直接比较",
            "published rates may have the requests received or the workload as denominator",
        ),
        formula: Formula::Rate(DISCLOSED, PROCESSED),
    },
    Indicator {
        id: "partial_rate",
        name: ("部分公开率", "partial grant rate"),
        wording: ("部分公开÷办理总计", "partially granted / processed"),
        note: NO_NOTE,
        formula: Formula::Rate(PARTIALLY, PROCESSED),
    },
    Indicator {
        id: "denial_rate",
        name: ("不予公开率", "denial rate"),
        wording: ("不予公开（八项之和）÷办理总计", "denied (all 8 grounds) / processed"),
        note: NO_NOTE,
        formula: Formula::Rate(DENIED, PROCESSED),
    },
    Indicator {
        id: "unable_rate",
        name: ("无法提供率", "unable-to-provide rate"),
        wording: ("无法提供（三项之和）÷办理总计", "unable to provide (3 rows) / processed"),
        note: NO_NOTE,
        formula: Formula::Rate(UNABLE, PROCESSED),
    },
    Indicator {
        id: "not_processed_rate",
        name: ("不予处理率", "not-processed rate"),
        wording: ("不予处理（五项之和）÷办理总计", "not processed (5 rows) / total processed"),
        note: NO_NOTE,
        formula: Formula::Rate(NOT_PROCESSED, PROCESSED),
    },
    Indicator {
        id: "other_rate",
        name: ("其他处理率", "other-handling rate"),
        wording: ("其他处理÷办理总计", "other handling / processed"),
        note: (
            "2021 年版的三行相加后与 2019 年版的一行比较",
            "the three rows of the form of 2021 together are the one row of 2019",
        ),
        formula: Formula::Rate(OTHER, PROCESSED),
    },
    Indicator {
        id: "denial_mix_1",
        name: ("不予公开理由：属于国家秘密", "share of denials: state secrets"),
        wording: ("属于国家秘密÷不予公开（八项之和）", "state secrets / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_state_secret.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_2",
        name: ("不予公开理由：其他法律行政法规禁止公开", "share of denials: prohibited by other laws"),
        wording: ("其他法律行政法规禁止公开÷不予公开（八项之和）", "prohibited by other laws / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_prohibited_by_law.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_3",
        name: ("不予公开理由：危及“三安全一稳定”", "share of denials: security and stability"),
        wording: ("危及“三安全一稳定”÷不予公开（八项之和）", "security and stability / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_security_stability.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_4",
        name: ("不予公开理由：保护第三方合法权益", "share of denials: third-party rights"),
        wording: ("保护第三方合法权益÷不予公开（八项之和）", "third-party rights / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_third_party_rights.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_5",
        name: ("不予公开理由：三类内部事务信息", "share of denials: internal affairs information"),
        wording: ("三类内部事务信息÷不予公开（八项之和）", "internal affairs information / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_internal_affairs.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_6",
        name: ("不予公开理由：四类过程性信息", "share of denials: process information"),
        wording: ("四类过程性信息÷不予公开（八项之和）", "process information / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_process_information.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_7",
        name: ("不予公开理由：行政执法案卷", "share of denials: enforcement case files"),
        wording: ("行政执法案卷÷不予公开（八项之和）", "enforcement case files / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_enforcement_case_file.total")], DENIED),
    },
    Indicator {
        id: "denial_mix_8",
        name: ("不予公开理由：行政查询事项", "share of denials: administrative inquiries"),
        wording: ("行政查询事项÷不予公开（八项之和）", "administrative inquiries / denied (all 8 grounds)"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.denied_administrative_inquiry.total")], DENIED),
    },
    Indicator {
        id: "not_held_share",
        name: ("本机关不掌握占比", "not-held share"),
        wording: ("本机关不掌握÷办理总计", "not held / processed"),
        note: NO_NOTE,
        formula: Formula::Rate(NOT_HELD, PROCESSED),
    },
    Indicator {
        id: "adjusted_disclosure_rate",
        name: ("调整后公开率", "adjusted disclosure rate"),
        wording: (
            "（予以公开＋部分公开）÷（办理总计－不掌握－信访－重复申请－逾期不补正）",
            "(granted + partially granted) / (processed - not held - petitions - repeated - not corrected)",
        ),
        note: (
            "分析者的口径，不是表中的数；2019 年版没有“逾期不补正”，不计算",
            "an analyst's choice; not computed for the form of 2019, which has no row for requests not corrected",
        ),
        formula: Formula::Rate(DISCLOSED, ADDRESSED),
    },
    Indicator {
        id: "legal_vs_factual_refusal",
        name: ("法定拒绝与事实拒绝之比", "legal to factual refusals"),
        wording: ("不予公开÷无法提供", "denied / unable to provide"),
        note: NO_NOTE,
        formula: Formula::Ratio(DENIED, UNABLE),
    },
    Indicator {
        id: "abuse_share",
        name: ("重复和反复申请占比", "share of repeated requests"),
        wording: ("（重复申请＋无正当理由大量反复）÷办理总计", "(repeated + excessive) / processed"),
        note: NO_NOTE,
        formula: Formula::Rate(REPEATED, PROCESSED),
    },
    Indicator {
        id: "fee_effect",
        name: ("逾期未缴费占比", "fee-unpaid share"),
        wording: ("逾期未缴费÷办理总计", "fee unpaid / processed"),
        note: ("2021 年起才有信息处理费", "processing fees exist from 2021 on"),
        formula: Formula::Rate(FEE_UNPAID, PROCESSED),
    },
    Indicator {
        id: "reply_share",
        name: ("办理总计与新收之比", "processed to received"),
        wording: ("办理总计÷本年新收", "processed / newly received"),
        note: ("含上年结转，可以大于 100%", "what was carried in counts above the line only, so it may exceed 100%"),
        formula: Formula::Rate(PROCESSED, RECEIVED),
    },
];
