//! NR-002: the requests that the text says were received are those of Table 3.

use gongkai_model::{Decimal, Fact, Severity};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::told::{Meaning, Part, compare};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-002",
    name: "requests-received-differ",
    severity: Severity::Warning,
    summary: (
        "正文“收到（受理）申请 n 件”应等于表三本年新收总计，或本年新收与上年结转之和",
        "The requests that the text says were received are the total of Table 3, with or without those carried in",
    ),
    explanation: (
        "正文件数可以只算本年新收，也可以含上年结转，两种口径有一种相符即可。正文分渠道列举的（线下 15 件，在线 9 件），与列举的其他渠道合计相符也可。\
         只写“受理”的，可能不含退回的申请，少于收到数或者等于办理总数的不报。正文按申请人列明的件数，与该栏同样核对。",
        "The figure may mean requests of the year, or those together with the ones carried in; either will do. Where the text lists channels, \
         a figure that fits together with the others will do. 受理 (accepted) may leave out what was returned, so a smaller figure, or the \
         number processed, is not reported. Figures by applicant are compared with their column in the same way.",
    ),
    formula: "n = N[c] | n = N[c] + C[c]",
    basis: Basis::Logic,
    source: ("表三第一、二项与正文同指一事", "Items 1 and 2 of Table 3 and the text mean the same thing"),
    false_positives: (
        "正文件数属于另一时段或者另一机关，而句中没有写明。",
        "The figure is of another period or another organ, and the sentence does not say so.",
    ),
    before: ("正文“收到申请8件”；表三本年新收 5，上年结转 1", "text: 8 received; Table 3: 5 received, 1 carried in"),
    after: ("正文“收到申请6件”；表三本年新收 5，上年结转 1", "text: 6 received; Table 3: 5 received, 1 carried in"),
    test: Test::Report(test),
};

/// Quantities by applicant, with their column.
const APPLICANTS: &[(&str, &str)] = &[
    ("applicant_natural_person", "natural_person"),
    ("applicant_commercial_enterprise", "commercial_enterprise"),
    ("applicant_research_institution", "research_institution"),
    ("applicant_public_welfare_organization", "public_welfare_organization"),
    ("applicant_legal_services_institution", "legal_services_institution"),
];

const CHANNELS: &[&str] =
    &["requests_online", "requests_letter", "requests_in_person", "requests_fax", "requests_email", "requests_offline"];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let told: Vec<&Fact> =
        view.told("requests_received").filter(|fact| fact.value.number().is_some_and(|n| n > Decimal::ZERO)).collect();
    let mut count = told.len();
    for fact in told {
        total(view, fact, sink);
    }
    for (quantity, column) in APPLICANTS {
        for fact in view.told(quantity) {
            count += 1;
            let received = Part::cell(view, "new_received", column);
            let both = Meaning::of([received.clone(), Part::cell(view, "carried_in", column)]);
            let processed = Meaning::of([Part::cell(view, "total_processed", column)]);
            compare(view, sink, fact, &[Meaning::of([received]), both, processed], None);
        }
    }
    if count == 0 {
        sink.not_applicable();
    }
}

fn total(view: &ReportView<'_>, fact: &Fact, sink: &mut Sink<'_>) {
    let received = Part::received(view);
    let mut meanings = vec![Meaning::of([received.clone()])];
    if !view.has_statistics_only() {
        meanings.push(Meaning::of([received, Part::row(view, "carried_in")]));
    }
    if is_accepted_only(fact) {
        let Some(all) = meanings.last().and_then(Meaning::value) else {
            return sink.not_assessable(Reason::CellMissing);
        };
        if fact.value.number().is_some_and(|value| value < all) {
            return sink.held();
        }
    }
    if fits_with_channels(view, fact, &meanings) {
        return sink.held();
    }
    compare(view, sink, fact, &meanings, None);
}

/// 受理 without 收到: what was returned may not be counted.
fn is_accepted_only(fact: &Fact) -> bool {
    let raw = &fact.evidence.raw;
    raw.contains("受理") && !["收到", "接到", "新收"].iter().any(|word| raw.contains(word))
}

/// Whether the figure and other channels told beside it make up the whole.
fn fits_with_channels(view: &ReportView<'_>, fact: &Fact, meanings: &[Meaning]) -> bool {
    let channels: Vec<Decimal> =
        CHANNELS.iter().filter_map(|channel| view.told(channel).next()?.value.number()).collect();
    let all = channels.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(*one));
    let Some(value) = fact.value.number() else { return false };
    let rests = meanings.iter().filter_map(|meaning| meaning.value()?.checked_sub(value));
    rests.filter(|rest| !rest.is_zero()).any(|rest| channels.contains(&rest) || all == Some(rest))
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        // With the request carried in.
        case(&RULE, &say("全年收到政府信息公开申请8件。"), &say("全年收到政府信息公开申请6件。"));
    }

    #[test]
    fn channels_applicants_and_what_was_returned() {
        for (text, findings) in [
            ("全年收到政府信息公开申请5件，其中自然人申请4件，商业企业申请1件。", 0),
            ("全年收到政府信息公开申请5件，其中自然人申请2件，商业企业申请3件。", 2),
            ("全年受理政府信息公开申请4件。", 0),
            ("全年受理政府信息公开申请7件。", 1),
            ("全年收到政府信息公开申请3件，网上收到申请2件。", 0),
            ("上年收到政府信息公开申请9件。", 0),
        ] {
            let verdict = look(&RULE, &Form::e2021().say(SectionId::Overview, text));
            assert_eq!(verdict.findings.len(), findings, "{text}: {:#?}", verdict.findings);
        }
    }
}
