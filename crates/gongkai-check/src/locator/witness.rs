//! What else speaks for a proposed value: figures told in prose, the report of the year before or after.

use gongkai_model::{Decimal, Finding, Words};

use crate::view::ReportView;

/// Quantities of prose that mean the total of a row of Table 3 or a cell of Table 4, where their names differ.
const SAME: &[(&str, &[&str])] = &[
    ("t3.new_received.total", &["requests_received"]),
    ("t3.carried_in.total", &["carried_in"]),
    ("t3.total_processed.total", &["requests_closed", "requests_answered", "requests_handled"]),
    ("t3.new_received.natural_person", &["applicant_natural_person"]),
    ("t3.new_received.commercial_enterprise", &["applicant_commercial_enterprise"]),
    ("t3.new_received.research_institution", &["applicant_research_institution"]),
    ("t3.new_received.public_welfare_organization", &["applicant_public_welfare_organization"]),
    ("t3.new_received.legal_services_institution", &["applicant_legal_services_institution"]),
];

/// Figures told in prose that are the value proposed for a cell.
pub(super) fn told(view: &ReportView<'_>, cell: &str, proposed: Decimal) -> Vec<Words> {
    let own =
        cell.strip_prefix("t4.").or_else(|| cell.strip_prefix("t3.").and_then(|rest| rest.strip_suffix(".total")));
    let same = SAME.iter().find(|(path, _)| *path == cell).map(|(_, quantities)| *quantities);
    let quantities = same.into_iter().flatten().copied().chain(own);
    let mut mentions: Vec<_> = quantities.flat_map(|quantity| view.told(quantity)).collect();
    mentions.dedup_by_key(|fact| &fact.evidence.locus);
    // A zero that follows from a wording is no figure that somebody wrote.
    let written = |fact: &&gongkai_model::Fact| {
        fact.evidence.raw.chars().any(|c| c.is_numeric() || "一二三四五六七八九十百千".contains(c))
    };
    mentions
        .into_iter()
        .filter(|fact| fact.value.number() == Some(proposed))
        .filter(written)
        .map(|fact| {
            let raw = fact.evidence.raw.trim();
            Words::new(format!("正文：“{raw}”"), format!("the text says \"{raw}\""))
        })
        .collect()
}

/// Adds what the reports of the year before and after say of the cells that findings suspect: requests carried out of a
/// year are carried into the next.
pub fn add_years(findings: &mut [Finding], before: Option<&ReportView<'_>>, after: Option<&ReportView<'_>>) {
    for suspect in findings.iter_mut().flat_map(|finding| &mut finding.suspects) {
        let Some((row, column)) = suspect.cell.strip_prefix("t3.").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        let (view, cell, zh, en) = match row {
            "carried_in" => (
                before,
                "carried_out",
                "上一年度报告：结转下年度继续办理",
                "the report of the year before: carried out",
            ),
            "carried_out" => {
                (after, "carried_in", "下一年度报告：上年结转", "the report of the year after: carried in")
            }
            _ => continue,
        };
        let figure = view.and_then(|view| view.figure(&format!("t3.{cell}.{column}")).known());
        if figure == Some(suspect.proposed) {
            suspect
                .witnesses
                .push(Words::new(format!("{zh} {}", suspect.proposed), format!("{en} {}", suspect.proposed)));
        }
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::settings::Settings;
    use crate::testing::Form;
    use crate::verdict::check;

    fn suspects(form: &Form) -> Vec<String> {
        let report = form.read();
        let verdict = check(
            &ReportView::new(&report),
            &Settings { select: vec!["T3".into(), "T4".into()], ..Settings::default() },
        );
        let suspects = &verdict.findings.first().expect("a finding").suspects;
        let view = |s: &gongkai_model::Suspect| {
            let witnesses: Vec<&str> = s.witnesses.iter().map(|witness| witness.zh.as_str()).collect();
            format!(
                "{} {}→{} {:?} {:?} {:?} {witnesses:?}",
                s.cell, s.present, s.proposed, s.slip, s.culprit, s.together_with
            )
        };
        suspects.iter().map(view).collect()
    }

    #[test]
    fn one_cell_is_named_with_its_value_and_its_witnesses() {
        let form =
            Form::e2021().cell("t3.new_received.total", "50").say(SectionId::Overview, "全年新收政府信息公开申请5件。");
        assert_eq!(
            suspects(&form),
            ["t3.new_received.total 50→5 DigitDoubled Source [] [\"正文：“全年新收政府信息公开申请5件”\"]"]
        );
    }

    #[test]
    fn two_cells_are_named_together() {
        let form = Form::e2021().cell("t3.granted.natural_person", "9").cell("t3.carried_out.total", "8");
        let all = suspects(&form);
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all.iter().any(|one| one.starts_with("t3.granted.natural_person 9→2 ")), "{all:?}");
        assert!(all.iter().any(|one| one.starts_with("t3.carried_out.total 8→2 ")), "{all:?}");
    }

    #[test]
    fn of_a_block_of_table_4_every_cell_may_be_it_and_what_has_witnesses_stands_first() {
        let form = Form::e2021()
            .cell("t4.reconsideration_total", "2")
            .say(SectionId::ReviewLitigation, "收到政府信息公开行政复议1件，结果维持1件。");
        let all = suspects(&form);
        assert!(all[0].starts_with("t4.reconsideration_total 2→1 SumNotUpdated"), "{all:?}");
        assert!(all.len() > 1, "{all:?}");
    }
}
