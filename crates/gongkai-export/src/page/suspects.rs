//! What the error locator says, as a page shows it.

use gongkai_model::{Culprit, Finding, Language, Place, Slip, Suspect};

use super::{pick, section, table_name};

/// Ways to explain a finding: each is the cells that must be wrong together, one as a rule.
pub fn explanations(finding: &Finding) -> Vec<Vec<&Suspect>> {
    let mut ways: Vec<Vec<&Suspect>> = Vec::new();
    let mut open: Vec<&Suspect> = finding.suspects.iter().rev().collect();
    while let Some(suspect) = open.pop() {
        let mut way = vec![suspect];
        for cell in &suspect.together_with {
            let partner =
                open.iter().rposition(|other| other.cell == *cell && other.together_with.contains(&suspect.cell));
            way.extend(partner.map(|at| open.remove(at)));
        }
        ways.push(way);
    }
    ways
}

/// `（一）予以公开/总计：4 → 3`.
pub fn correction(suspect: &Suspect, language: Language) -> String {
    let colon = pick(language, "：", ": ");
    format!("{}{colon}{} → {}", suspect.label, suspect.present, suspect.proposed)
}

/// Every way to explain a finding on a line: cells that are wrong together joined by a plus, ways by "or".
pub fn corrections(finding: &Finding, language: Language) -> String {
    let way = |way: Vec<&Suspect>| {
        let cells: Vec<String> = way.into_iter().map(|suspect| correction(suspect, language)).collect();
        cells.join(pick(language, "，同时 ", " together with "))
    };
    let ways: Vec<String> = explanations(finding).into_iter().map(way).collect();
    ways.join(pick(language, "；或 ", "; or "))
}

/// What sort of slip a cell looks like, and whose it is likelier to be. Among several cells of which one is wrong only
/// what tells them apart is said, so it may be empty.
pub fn slip(suspect: &Suspect, among_several: bool, language: Language) -> String {
    let slip = (suspect.slip != Slip::Unclear).then(|| suspect.slip.words());
    let culprit = (!among_several || suspect.culprit == Culprit::Reading).then(|| suspect.culprit.words());
    let words: Vec<String> =
        [slip, culprit].into_iter().flatten().map(|words| words.get(language).to_owned()).collect();
    words.join(pick(language, "；", "; "))
}

/// The table or the section that a place is in.
pub fn part_of_report(place: &Place, language: Language) -> &'static str {
    let table = place.table.map(|table| table_name(table, language));
    table.or_else(|| place.section.map(|id| section(id, language))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Severity, State, Subject, Words};

    use super::*;

    fn suspect(cell: &str, proposed: i64, together_with: &[&str]) -> Suspect {
        Suspect {
            cell: cell.into(),
            label: cell.into(),
            present: 1.into(),
            proposed: proposed.into(),
            slip: Slip::Unclear,
            culprit: Culprit::Source,
            together_with: together_with.iter().map(|&cell| cell.into()).collect(),
            witnesses: Vec::new(),
        }
    }

    #[test]
    fn alternatives_and_pairs() {
        let mut finding = Finding {
            rule: "T3-001".into(),
            severity: Severity::Error,
            subject: Subject::default(),
            place: Place::default(),
            message: Words::default(),
            equation: None,
            advice: Words::default(),
            suspects: vec![suspect("a", 2, &[]), suspect("b", 3, &[])],
            fingerprint: String::new(),
            state: State::New,
        };
        assert_eq!(corrections(&finding, Language::En), "a: 1 → 2; or b: 1 → 3");
        // The cell a is in two pairs, each with a value of its own.
        finding.suspects =
            vec![suspect("a", 2, &["b"]), suspect("b", 3, &["a"]), suspect("a", 4, &["c"]), suspect("c", 5, &["a"])];
        let text = corrections(&finding, Language::En);
        assert_eq!(text, "a: 1 → 2 together with b: 1 → 3; or a: 1 → 4 together with c: 1 → 5");
        finding.suspects.clear();
        assert_eq!(corrections(&finding, Language::Zh), "");
    }
}
