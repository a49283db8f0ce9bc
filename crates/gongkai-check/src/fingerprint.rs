//! Names of findings that stay the same over runs and formats.

use gongkai_model::Finding;
use sha2::{Digest as _, Sha256};

/// The fingerprint of a finding: of rule, organ, year, cells, figures and the rule's own key; `nth` tells equal ones apart.
///
/// Path, place and spelling are no part of it, so that the same report as a web page, as Word file and at another place
/// gives the same name. The figures are: another wrong figure is another finding.
pub(crate) fn fingerprint(finding: &Finding, key: &str, nth: u32) -> String {
    let subject = &finding.subject;
    let organ = if subject.agency.is_empty() { file_stem(&subject.source) } else { &subject.agency };
    let sides = finding.equation.as_ref().map(|equation| (equation.left.normalize(), equation.right.normalize()));
    let mut hash = Sha256::new();
    let year = subject.year.map(|year| year.to_string()).unwrap_or_default();
    for part in [finding.rule.as_str(), organ, &year, &finding.place.line, &finding.place.cells.join(" "), key] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    if let Some((left, right)) = sides {
        hash.update(format!("{left} {right}"));
    }
    if nth > 0 {
        hash.update(nth.to_be_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The name of a file without folders and extension.
fn file_stem(source: &str) -> &str {
    let name = source.rsplit(['/', '\\']).next().unwrap_or(source);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Place, Severity, State, Subject, Words};

    use super::*;

    fn finding() -> Finding {
        Finding {
            rule: "T3-001".into(),
            severity: Severity::Error,
            subject: Subject {
                source: "a/b.html".into(),
                document: 1,
                agency: "青禾县财政局".into(),
                year: Some(2023),
            },
            place: Place { line: "total".into(), raw: "5 件".into(), ..Place::default() },
            message: Words::default(),
            equation: None,
            advice: Words::default(),
            suspects: Vec::new(),
            fingerprint: String::new(),
            state: State::New,
        }
    }

    #[test]
    fn place_and_spelling_do_not_matter_and_rule_year_and_key_do() {
        let print = fingerprint(&finding(), "", 0);
        assert_eq!(print.len(), 16);
        let mut elsewhere = finding();
        elsewhere.subject.source = "c/d.docx".into();
        elsewhere.place.raw = "５".into();
        assert_eq!(fingerprint(&elsewhere, "", 0), print);
        let mut other = finding();
        other.subject.year = Some(2024);
        for print in [fingerprint(&other, "", 0), fingerprint(&finding(), "x", 0), fingerprint(&finding(), "", 1)] {
            assert_ne!(print, fingerprint(&finding(), "", 0));
        }
    }

    #[test]
    fn a_report_without_organ_is_known_by_its_file() {
        assert_eq!(file_stem("reports/2023/甲.md"), "甲");
        assert_eq!(file_stem("C:\\reports\\甲.md"), "甲");
        assert_eq!(file_stem("-"), "-");
        assert_eq!(file_stem(".txt"), ".txt");
    }
}
