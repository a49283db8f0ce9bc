//! What was challenged, and how that ended (Table 4).

use super::{Formula, Indicator, NO_NOTE, PROCESSED, Term, minus, plus};

const ALL: &[Term] = &[
    plus("t4.reconsideration_total"),
    plus("t4.litigation_direct_total"),
    plus("t4.litigation_after_reconsideration_total"),
];
const RECONSIDERED: &[Term] = &[plus("t4.reconsideration_total"), minus("t4.reconsideration_pending")];
const CORRECTED: &[Term] = &[plus("t4.reconsideration_corrected")];
const LOST: &[Term] = &[plus("t4.litigation_direct_corrected"), plus("t4.litigation_after_reconsideration_corrected")];
const JUDGED: &[Term] = &[
    plus("t4.litigation_direct_total"),
    plus("t4.litigation_after_reconsideration_total"),
    minus("t4.litigation_direct_pending"),
    minus("t4.litigation_after_reconsideration_pending"),
];
const LITIGATION: &[Term] = &[plus("t4.litigation_direct_total"), plus("t4.litigation_after_reconsideration_total")];
const DIRECT: &[Term] = &[plus("t4.litigation_direct_total")];
const AFTER: &[Term] = &[plus("t4.litigation_after_reconsideration_total")];
const PENDING: &[Term] = &[
    plus("t4.reconsideration_pending"),
    plus("t4.litigation_direct_pending"),
    plus("t4.litigation_after_reconsideration_pending"),
];
const RECONSIDERATION: &[Term] = &[plus("t4.reconsideration_total")];

pub(super) const LIST: &[Indicator] = &[
    Indicator {
        id: "reconsiderations",
        name: ("行政复议", "reconsiderations"),
        wording: ("行政复议总计（件）", "reconsideration, total"),
        note: NO_NOTE,
        formula: Formula::Count(RECONSIDERATION),
    },
    Indicator {
        id: "litigation",
        name: ("行政诉讼", "litigation"),
        wording: ("未经复议直接起诉总计＋复议后起诉总计（件）", "direct + after reconsideration, totals"),
        note: NO_NOTE,
        formula: Formula::Count(LITIGATION),
    },
    Indicator {
        id: "dispute_rate",
        name: ("争议率", "dispute rate"),
        wording: ("（复议＋两类诉讼总计）÷办理总计", "(reconsideration + both sorts of litigation) / processed"),
        note: (
            "争议可能源于往年的申请；也有以新收为分母的",
            "cases may stem from requests of earlier years; others divide by requests received",
        ),
        formula: Formula::Rate(ALL, PROCESSED),
    },
    Indicator {
        id: "reconsideration_correction_rate",
        name: ("复议纠错率", "reconsideration correction rate"),
        wording: ("结果纠正÷（复议总计－尚未审结）", "corrected / (total - pending)"),
        note: ("只算已审结的；以总计为分母会偏低", "decided cases only; the total as denominator would understate it"),
        formula: Formula::Rate(CORRECTED, RECONSIDERED),
    },
    Indicator {
        id: "litigation_loss_rate",
        name: ("诉讼纠错率", "litigation loss rate"),
        wording: (
            "两类诉讼结果纠正÷（两类诉讼总计－尚未审结）",
            "corrected / (total - pending), both sorts of litigation",
        ),
        note: ("只算已审结的", "decided cases only"),
        formula: Formula::Rate(LOST, JUDGED),
    },
    Indicator {
        id: "direct_litigation_share",
        name: ("直接起诉占比", "direct litigation share"),
        wording: ("未经复议直接起诉÷（直接起诉＋复议后起诉）", "direct / (direct + after reconsideration)"),
        note: (
            "2024 年起不予公开须先复议，预计下降",
            "expected to fall from 2024, when reconsideration must come first for refusals",
        ),
        formula: Formula::Rate(DIRECT, LITIGATION),
    },
    Indicator {
        id: "escalation_rate",
        name: ("复议后起诉率", "escalation rate"),
        wording: ("复议后起诉总计÷（复议总计－尚未审结）", "after reconsideration / (reconsideration total - pending)"),
        note: NO_NOTE,
        formula: Formula::Rate(AFTER, RECONSIDERED),
    },
    Indicator {
        id: "pending_ratio",
        name: ("未审结占比", "pending ratio"),
        wording: ("三类尚未审结÷三类总计", "pending / total, all three sorts"),
        note: NO_NOTE,
        formula: Formula::Rate(PENDING, ALL),
    },
];
