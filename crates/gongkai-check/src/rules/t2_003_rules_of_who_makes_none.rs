//! T2-003: only organs that make rules report rules.

use gongkai_model::{EditionId, Kind, Level, Scope, Severity};

use crate::band::{Row, rows};
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-003",
    name: "rules-of-who-makes-none",
    severity: Severity::Warning,
    summary: ("无权制定规章的机关，规章各格为 0", "Organs that make no rules report none"),
    explanation: (
        "规章由国务院部门、省级政府和设区的市、自治州政府制定。县、乡镇、街道以及地方部门填报的规章，多半是抄了上级的数，或者把规范性文件填在了规章一行。汇总全市、全省情况的报告可以有规章。",
        "Rules (规章) are made by departments of the State Council and by governments of provinces, of cities with districts and of \
         autonomous prefectures. A county, a township, a subdistrict or a local department that reports rules probably copied a figure \
         from above or put normative documents into the wrong row. Reports of whole provinces and cities may have them.",
    ),
    formula: "",
    basis: Basis::Background,
    source: ("立法法关于规章制定主体的规定", "The Legislation Law on who makes rules"),
    false_positives: (
        "省、市部门把由本部门起草、实施的政府规章计入的（只作提示）；机关层级由名称判断有误的（可用名单改正）。",
        "Departments of provinces and cities that count rules of their government which they drafted (advice only); a level misread from the \
         name (a roster corrects it).",
    ),
    before: ("某镇人民政府：规章 现行有效 6", "a township: 6 rules in force"),
    after: ("某镇人民政府：规章 现行有效 0", "a township: no rules in force"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2021, view, sink).into_iter().filter(|row| row.row.id == "rules") {
        match makes_rules(view) {
            Ok(true) => sink.not_applicable(),
            Err(reason) if row.band.columns.iter().any(|column| row.figure(column.id, view).is_positive()) => {
                sink.not_assessable(reason);
            }
            _ => look(&row, view, sink),
        }
    }
}

fn look(row: &Row, view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let figures: Vec<Figure> = row.band.columns.iter().map(|column| row.figure(column.id, view)).collect();
    let positive: Vec<_> = row.band.columns.iter().zip(&figures).filter(|(_, figure)| figure.is_positive()).collect();
    if let Some((first, _)) = positive.first()
        && let Some(fact) = view.fact(&row.cell(first.id))
    {
        let told = |(column, figure): &(&gongkai_template::BandColumn, &Figure)| {
            (column.label.text, crate::words::of_id(column.id), figure.known().unwrap_or_default())
        };
        let zh: Vec<String> = positive.iter().map(told).map(|(zh, _, figure)| format!("{zh} {figure}")).collect();
        let en: Vec<String> = positive.iter().map(told).map(|(_, en, figure)| format!("{en} {figure}")).collect();
        let draft = Draft::new(
            format!("表二“规章”填有{}，而本机关一般无权制定规章", zh.join("、")),
            format!("Table 2 has rules ({}), and this organ makes none", en.join(", ")),
        );
        let cells = positive.iter().skip(1).map(|(column, _)| row.cell(column.id));
        // Departments of provinces and cities often count rules of their government that they carry out.
        let near_a_maker = matches!(view.level, Some(Level::Province | Level::Prefecture));
        let draft = if near_a_maker { draft.severity(Severity::Advisory) } else { draft };
        return sink.broken(draft.at_fact(fact).cells(cells).line(row.row.id).advice(
            "核对是否抄了上级的数，或者把规范性文件填在了规章一行",
            "see whether the figures were copied from above or belong to normative documents",
        ));
    }
    match figures.iter().find_map(|figure| if let Figure::Unknown(reason) = figure { Some(*reason) } else { None }) {
        Some(reason) => sink.not_assessable(reason),
        None if figures.contains(&Figure::Blank) => sink.held_with_blanks(),
        None => sink.held(),
    }
}

/// Whether the organ, or the government whose work it reports, makes rules.
fn makes_rules(view: &ReportView<'_>) -> Result<bool, Reason> {
    let kind = view.kind.ok_or(Reason::KindUnknown)?;
    let whole = view.scope() == Some(Scope::WholeGovernment);
    match (kind, view.level) {
        (Kind::Subdistrict, _) | (_, Some(Level::County | Level::Township)) => Ok(false),
        (_, Some(Level::Central)) => Ok(true),
        (Kind::Government, Some(Level::Province | Level::Prefecture)) => Ok(true),
        // An office may keep the table for its government.
        (Kind::GovernmentOffice, Some(Level::Province | Level::Prefecture)) if whole => Ok(true),
        (Kind::GovernmentOffice, Some(_)) if view.scope().is_none() => Err(Reason::ScopeUnknown),
        (_, Some(_)) if whole || view.scope() == Some(Scope::System) => Ok(true),
        (_, Some(_)) => Ok(false),
        (_, None) => Err(Reason::LevelUnknown),
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::Outcome;

    use super::*;
    use crate::Standing;
    use crate::testing::{Form, case, look};

    fn with_rules() -> Form {
        Form::e2021().cell("t2_2021.art20_1.rules.in_force", "6")
    }

    #[test]
    fn fires_and_does_not() {
        let city = Standing { kind: Some(Kind::Government), level: Some(Level::Prefecture) };
        case(&RULE, &with_rules(), &with_rules().standing(city));
    }

    #[test]
    fn an_organ_that_nobody_knows_is_not_judged() {
        let form = with_rules().title("水务局2023年政府信息公开工作年度报告");
        let verdict = look(&RULE, &form);
        assert_eq!((verdict.tally().of(Outcome::NotAssessable), verdict.findings.len()), (1, 0));
    }
}
