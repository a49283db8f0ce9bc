//! English names of the cells, after the usage of China Law Translate for the Regulations of 2019.

/// Rows of Table 2.
const PROACTIVE_ROWS: &[(&str, &str)] = &[
    ("rules", "rules"),
    ("normative_documents", "normative documents"),
    ("administrative_licensing", "administrative licensing"),
    ("other_public_services", "other external management and service matters"),
    ("administrative_penalties", "administrative penalties"),
    ("administrative_compulsion", "administrative compulsion"),
    ("administrative_fees", "administrative and institutional fees"),
    ("centralized_procurement", "centralized government procurement"),
];

/// Columns of Table 2.
const PROACTIVE_COLUMNS: &[(&str, &str)] = &[
    ("issued", "issued this year"),
    ("abolished", "abolished this year"),
    ("in_force", "in force"),
    ("newly_produced", "newly produced this year"),
    ("newly_disclosed", "newly disclosed this year"),
    ("total_disclosed", "total disclosed"),
    ("prior_year_items", "items in the prior year"),
    ("items_change", "change of items this year"),
    ("decisions", "decisions made this year"),
    ("amount_10k_yuan", "amount collected this year"),
    ("projects", "projects"),
    ("amount", "total amount"),
];

/// Rows of Table 3.
const REQUEST_ROWS: &[(&str, &str)] = &[
    ("new_received", "newly received this year"),
    ("carried_in", "carried in from the prior year"),
    ("granted", "granted"),
    ("partially_granted", "partially granted"),
    ("denied_state_secret", "denied: state secrets"),
    ("denied_prohibited_by_law", "denied: prohibited by other laws or administrative regulations"),
    ("denied_security_stability", "denied: endangers national, public or economic security or social stability"),
    ("denied_third_party_rights", "denied: protects third-party lawful rights and interests"),
    ("denied_internal_affairs", "denied: internal affairs information (three types)"),
    ("denied_process_information", "denied: process information (four types)"),
    ("denied_enforcement_case_file", "denied: administrative enforcement case files"),
    ("denied_administrative_inquiry", "denied: administrative inquiry matters"),
    ("unable_not_held", "unable to provide: not held by this organ"),
    ("unable_requires_creation", "unable to provide: not ready-made, would need creating"),
    ("unable_still_unclear", "unable to provide: still unclear after correction"),
    ("not_processed_petition", "not processed: petition, report or complaint"),
    ("not_processed_repeated", "not processed: repeated request"),
    ("not_processed_publication", "not processed: public publications"),
    ("not_processed_excessive", "not processed: excessive repeated requests without just cause"),
    ("not_processed_confirm_reissue", "not processed: confirm or re-issue information already obtained"),
    ("other", "other handling"),
    ("other_no_correction", "other handling: not corrected in time"),
    ("other_fee_unpaid", "other handling: fee unpaid"),
    ("other_misc", "other handling: other"),
    ("total_processed", "total processed"),
    ("carried_out", "carried out to the next year"),
];

/// Columns of Table 3.
const APPLICANTS: &[(&str, &str)] = &[
    ("natural_person", "natural persons"),
    ("commercial_enterprise", "commercial enterprises"),
    ("research_institution", "research institutions"),
    ("public_welfare_organization", "public-welfare organizations"),
    ("legal_services_institution", "legal services institutions"),
    ("other_organization", "other organizations"),
    ("total", "total"),
];

/// Blocks of Table 4.
const DISPUTE_BLOCKS: &[(&str, &str)] = &[
    ("reconsideration", "administrative reconsideration"),
    ("litigation_direct", "administrative litigation, sued directly"),
    ("litigation_after_reconsideration", "administrative litigation, sued after reconsideration"),
];

/// Columns of each block of Table 4.
const OUTCOMES: &[(&str, &str)] = &[
    ("upheld", "upheld"),
    ("corrected", "corrected"),
    ("other", "other result"),
    ("pending", "pending"),
    ("total", "total"),
];

/// Lines of the statistics table.
const STATISTICS: &[(&str, &str)] = &[
    ("proactive_items", "items disclosed proactively"),
    ("proactive_normative_documents", "normative documents disclosed proactively"),
    ("normative_documents_issued", "normative documents issued"),
    ("channel_gazette", "items disclosed in government gazettes"),
    ("channel_website", "items disclosed on government websites"),
    ("channel_weibo", "items disclosed on government Weibo accounts"),
    ("channel_wechat", "items disclosed on government WeChat accounts"),
    ("channel_other", "items disclosed in other ways"),
    ("hot_topic_responses", "responses to matters of public concern or public opinion"),
    ("press_conferences", "press conferences attended or held"),
    ("press_conferences_by_principal", "press conferences attended by the principal"),
    ("online_interviews", "online interviews on government websites"),
    ("online_interviews_by_principal", "online interviews with the principal"),
    ("policy_interpretations", "policy interpretations published"),
    ("social_media_responses", "responses on Weibo and WeChat"),
    ("other_responses", "responses in other ways"),
    ("requests_received", "requests received"),
    ("requests_in_person", "requests in person"),
    ("requests_fax", "requests by fax"),
    ("requests_online", "requests online"),
    ("requests_letter", "requests by letter"),
    ("requests_closed", "requests closed"),
    ("closed_on_time", "requests closed on time"),
    ("closed_extended", "requests closed after an extension"),
    ("replies", "replies to requests"),
    ("reply_already_public", "replies: already public"),
    ("reply_granted", "replies: granted"),
    ("reply_partially_granted", "replies: partially granted"),
    ("reply_denied", "replies: denied"),
    ("denied_state_secret", "denied: state secrets"),
    ("denied_commercial_secret", "denied: commercial secrets"),
    ("denied_personal_privacy", "denied: personal privacy"),
    ("denied_security_stability", "denied: endangers national, public or economic security or social stability"),
    ("denied_not_government_information", "denied: not government information in the sense of the Regulations"),
    ("denied_other_legal_grounds", "denied: other grounds in laws and regulations"),
    ("reply_other_organ", "replies: another organ discloses it"),
    ("reply_not_existing", "replies: the information does not exist"),
    ("reply_asked_to_amend", "replies: asked to amend the request"),
    ("reply_other_channel", "replies: to be handled through another channel"),
    ("reconsideration_total", "administrative reconsideration: total"),
    ("reconsideration_upheld", "administrative reconsideration: upheld"),
    ("reconsideration_corrected", "administrative reconsideration: corrected"),
    ("reconsideration_other", "administrative reconsideration: other"),
    ("litigation_total", "administrative litigation: total"),
    ("litigation_upheld", "administrative litigation: upheld or claims rejected"),
    ("litigation_corrected", "administrative litigation: corrected"),
    ("litigation_other", "administrative litigation: other"),
    ("complaints", "reports and complaints"),
    ("request_fees_10k_yuan", "fees collected for disclosure upon request"),
    ("dedicated_bodies", "bodies dedicated to open government information"),
    ("reading_points", "reading points"),
    ("staff_total", "staff for open government information"),
    ("staff_full_time", "full-time staff"),
    ("staff_part_time", "part-time staff"),
    ("dedicated_funding_10k_yuan", "dedicated funding"),
    ("meetings", "meetings on open government information"),
    ("training_classes", "training classes"),
    ("trainees", "persons trained"),
];

/// The name of a cell in English, `row / column`; nothing for a path that is in no form.
///
/// ```
/// assert_eq!(gongkai_template::english("t3.granted.total").as_deref(), Some("granted / total"));
/// assert_eq!(gongkai_template::english("free.公开数.数量"), None);
/// ```
pub fn english(path: &str) -> Option<String> {
    let (table, rest) = path.split_once('.')?;
    match table {
        "s14" => Some(of(STATISTICS, rest)?.to_owned()),
        "t3" => {
            let (row, column) = rest.split_once('.')?;
            Some(format!("{} / {}", of(REQUEST_ROWS, row)?, of(APPLICANTS, column)?))
        }
        "t4" => {
            let (block, outcome) = rest.rsplit_once('_')?;
            Some(format!("{} / {}", of(DISPUTE_BLOCKS, block)?, of(OUTCOMES, outcome)?))
        }
        _ => {
            let (_band, rest) = rest.split_once('.')?;
            let (row, column) = rest.split_once('.')?;
            Some(format!("{} / {}", of(PROACTIVE_ROWS, row)?, of(PROACTIVE_COLUMNS, column)?))
        }
    }
}

fn of(names: &'static [(&str, &str)], id: &str) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == id).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EDITIONS;

    #[test]
    fn every_cell_of_every_form_has_a_name_of_its_own() {
        for edition in EDITIONS {
            let mut names: Vec<String> =
                edition.cells().map(|cell| english(&cell.path).unwrap_or_else(|| panic!("{}", cell.path))).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{:?}", edition.id);
        }
    }
}
