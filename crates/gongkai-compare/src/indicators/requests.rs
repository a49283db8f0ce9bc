//! How many requests, and how many were dealt with (Table 3, all applicants).

use super::{Formula, Indicator, NO_NOTE, PROCESSED, RECEIVED, Term, plus};

/// What there was to deal with.
const WORKLOAD: &[Term] = &[plus("t3.new_received.total"), plus("t3.carried_in.total")];
const CARRIED_IN: &[Term] = &[plus("t3.carried_in.total")];
const CARRIED_OUT: &[Term] = &[plus("t3.carried_out.total")];

pub(super) const LIST: &[Indicator] = &[
    Indicator {
        id: "requests_received",
        name: ("新收申请", "requests received"),
        wording: ("本年新收（件）", "newly received"),
        note: NO_NOTE,
        formula: Formula::Count(RECEIVED),
    },
    Indicator {
        id: "requests_carried_in",
        name: ("上年结转申请", "requests carried in"),
        wording: ("上年结转（件）", "carried in from the year before"),
        note: NO_NOTE,
        formula: Formula::Count(CARRIED_IN),
    },
    Indicator {
        id: "requests_carried_out",
        name: ("结转下年申请", "requests carried out"),
        wording: ("结转下年度继续办理（件）", "carried out to the next year"),
        note: NO_NOTE,
        formula: Formula::Count(CARRIED_OUT),
    },
    Indicator {
        id: "requests_processed",
        name: ("办理总计", "requests processed"),
        wording: ("（七）总计（件）", "total processed"),
        note: NO_NOTE,
        formula: Formula::Count(PROCESSED),
    },
    Indicator {
        id: "workload",
        name: ("受理合计", "workload"),
        wording: ("本年新收＋上年结转（件）", "newly received + carried in"),
        note: NO_NOTE,
        formula: Formula::Count(WORKLOAD),
    },
    Indicator {
        id: "requests_growth",
        name: ("新收申请增长率", "growth of requests"),
        wording: ("本年新收÷上年新收－1", "newly received / newly received the year before - 1"),
        note: (
            "上年报告没有给出的不计算；上年不足 10 件的只列件数",
            "needs the report of the year before; hidden where that has fewer than 10",
        ),
        formula: Formula::Growth(RECEIVED),
    },
    Indicator {
        id: "disposal_rate",
        name: ("办结率", "disposal rate"),
        wording: ("办理总计÷（本年新收＋上年结转）", "processed / (newly received + carried in)"),
        note: NO_NOTE,
        formula: Formula::Rate(PROCESSED, WORKLOAD),
    },
    Indicator {
        id: "carry_over_ratio",
        name: ("结转率", "carry-over ratio"),
        wording: ("结转下年÷（本年新收＋上年结转）", "carried out / (newly received + carried in)"),
        note: NO_NOTE,
        formula: Formula::Rate(CARRIED_OUT, WORKLOAD),
    },
];
