//! Who asks (Table 3, newly received).

use super::{Formula, Indicator, NO_NOTE, RECEIVED, plus};

pub(super) const LIST: &[Indicator] = &[
    Indicator {
        id: "applicant_mix_natural_person",
        name: ("申请人构成：自然人", "share of applicants: natural persons"),
        wording: ("自然人新收÷新收总计", "received from natural persons / received"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.new_received.natural_person")], RECEIVED),
    },
    Indicator {
        id: "applicant_mix_commercial_enterprise",
        name: ("申请人构成：商业企业", "share of applicants: commercial enterprises"),
        wording: ("商业企业新收÷新收总计", "received from commercial enterprises / received"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.new_received.commercial_enterprise")], RECEIVED),
    },
    Indicator {
        id: "applicant_mix_research_institution",
        name: ("申请人构成：科研机构", "share of applicants: research institutions"),
        wording: ("科研机构新收÷新收总计", "received from research institutions / received"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.new_received.research_institution")], RECEIVED),
    },
    Indicator {
        id: "applicant_mix_public_welfare_organization",
        name: ("申请人构成：社会公益组织", "share of applicants: public-welfare organizations"),
        wording: ("社会公益组织新收÷新收总计", "received from public-welfare organizations / received"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.new_received.public_welfare_organization")], RECEIVED),
    },
    Indicator {
        id: "applicant_mix_legal_services_institution",
        name: ("申请人构成：法律服务机构", "share of applicants: legal services institutions"),
        wording: ("法律服务机构新收÷新收总计", "received from legal services institutions / received"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.new_received.legal_services_institution")], RECEIVED),
    },
    Indicator {
        id: "applicant_mix_other_organization",
        name: ("申请人构成：其他组织", "share of applicants: other organizations"),
        wording: ("其他组织新收÷新收总计", "received from other organizations / received"),
        note: NO_NOTE,
        formula: Formula::Rate(&[plus("t3.new_received.other_organization")], RECEIVED),
    },
];
