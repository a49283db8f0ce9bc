//! Documents and decisions (Table 2).

use super::{Formula, Indicator, NO_NOTE, Term, plus};

const ABOLISHED: &[Term] = &[plus("t2_2021.art20_1.normative_documents.abolished")];
const IN_FORCE: &[Term] = &[plus("t2_2021.art20_1.normative_documents.in_force")];
const EVER: &[Term] =
    &[plus("t2_2021.art20_1.normative_documents.in_force"), plus("t2_2021.art20_1.normative_documents.abolished")];
const LICENCES: &[Term] = &[plus("t2_2021.art20_5.administrative_licensing.decisions")];
const PENALTIES: &[Term] = &[plus("t2_2021.art20_6.administrative_penalties.decisions")];
const SANCTIONS: &[Term] = &[
    plus("t2_2021.art20_6.administrative_penalties.decisions"),
    plus("t2_2021.art20_6.administrative_compulsion.decisions"),
];

pub(super) const LIST: &[Indicator] = &[
    Indicator {
        id: "normative_documents_in_force",
        name: ("现行有效行政规范性文件", "normative documents in force"),
        wording: ("现行有效件数", "in force"),
        note: ("2019 年版没有同口径的数", "the form of 2019 has nothing that compares"),
        formula: Formula::Count(IN_FORCE),
    },
    Indicator {
        id: "normative_turnover",
        name: ("规范性文件废止率", "turnover of normative documents"),
        wording: ("本年废止÷（现行有效＋本年废止）", "abolished / (in force + abolished)"),
        note: ("2019 年版没有同口径的数", "the form of 2019 has nothing that compares"),
        formula: Formula::Rate(ABOLISHED, EVER),
    },
    Indicator {
        id: "licensing_decisions",
        name: ("行政许可决定", "licensing decisions"),
        wording: ("行政许可处理决定数量", "administrative licensing, decisions"),
        note: NO_NOTE,
        formula: Formula::Count(LICENCES),
    },
    Indicator {
        id: "penalty_decisions",
        name: ("行政处罚决定", "penalty decisions"),
        wording: ("行政处罚处理决定数量", "administrative penalties, decisions"),
        note: NO_NOTE,
        formula: Formula::Count(PENALTIES),
    },
    Indicator {
        id: "permit_penalty_ratio",
        name: ("许可与处罚强制之比", "licences to sanctions"),
        wording: ("行政许可÷（行政处罚＋行政强制）", "licensing / (penalties + compulsion)"),
        note: ("只是监管与服务结构的粗略反映", "a weak proxy for the mix of service and enforcement"),
        formula: Formula::Ratio(LICENCES, SANCTIONS),
    },
];
