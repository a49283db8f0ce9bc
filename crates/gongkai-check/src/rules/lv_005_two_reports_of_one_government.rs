//! LV-005: the report of a government and that of its office are two, and must not be added up as if both were parts.

use gongkai_model::{Scope, Severity};

use crate::family::Family;
use crate::levels::{is_office, is_same};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "LV-005",
    name: "two-reports-of-one-government",
    severity: Severity::Note,
    summary: (
        "同一政府的全口径报告与其办公室的报告不应混同",
        "The report of a whole government and that of its office are not to be confused",
    ),
    explanation: (
        "名单把政府自己列为所属单位，办公室的报告也是全口径，或者办公室与政府的申请数完全相同而其他单位也有申请的，相加会重复计算。前两种情形，LV-001、LV-002 \
         不计入该报告。",
        "The roster lists the government among its own units, the office reports for the whole as well, or the office has the very figures of the \
         government while other units have requests too: adding up would count twice. In the first two cases LV-001 and LV-002 leave that report out.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: (
        "有的政府既有全口径报告，又有办公室自己的报告",
        "Some governments publish a report for the whole and one of the office",
    ),
    false_positives: ("其他单位的申请都由办公室统一答复。", "The office answers the requests of all."),
    before: ("县政府新收 5，县政府办公室新收 5，水务局新收 3", "county 5 received, its office 5, water bureau 3"),
    after: ("县政府新收 5，县政府办公室新收 2，水务局新收 3", "county 5 received, its office 2, water bureau 3"),
    test: Test::Levels(test),
};

fn test(family: &Family<'_>, sink: &mut Sink<'_>) {
    let parent = family.parent;
    if parent.agency_name().is_empty() {
        return sink.not_assessable(Reason::OrganUnknown);
    }
    if parent.scope() != Some(Scope::WholeGovernment) {
        return sink.not_applicable();
    }
    let mut met = 0;
    for unit in &family.units {
        let Some(report) = unit.report.filter(|report| report.is_report()) else { continue };
        let same = is_same(parent, report, &unit.name);
        if !same && !is_office(parent, report, &unit.name) {
            continue;
        }
        met += 1;
        let words = if same {
            Some((
                format!("名单把{}列为自己的所属单位", unit.name),
                format!("the roster lists {} among its own units", unit.name),
            ))
        } else if report.scope() == Some(Scope::WholeGovernment) {
            Some((
                format!("{}的报告也是全口径，与{}重复", unit.name, parent.agency_name()),
                format!(
                    "the report of {} covers the whole government too, like that of {}",
                    unit.name,
                    parent.agency_name()
                ),
            ))
        } else if has_its_figures(parent, report) && others_have_requests(family, report) {
            Some((
                format!("{}与{}的申请数完全相同，而其他单位也有申请", unit.name, parent.agency_name()),
                format!(
                    "{} has the very figures of {}, while other units have requests too",
                    unit.name,
                    parent.agency_name()
                ),
            ))
        } else {
            None
        };
        match words {
            Some((zh, en)) => sink.broken(
                Draft::new(zh, en)
                    .advice(
                        "分清两份报告的统计范围，汇总时只计一份",
                        "settle the scope of each, and count one of them only",
                    )
                    .key(&*unit.name),
            ),
            None => sink.held(),
        }
    }
    if met == 0 {
        sink.not_applicable();
    }
}

/// Whether an office has the figures of the government in every total of requests, and there are some.
fn has_its_figures(parent: &ReportView<'_>, office: &ReportView<'_>) -> bool {
    let rows = ["new_received", "carried_in", "total_processed", "carried_out"];
    let equal = rows.iter().all(|row| {
        let cell = ["t3.", row, ".total"].concat();
        parent.figure(&cell).known().is_some() && parent.figure(&cell) == office.figure(&cell)
    });
    equal && office.figure("t3.new_received.total").is_positive()
}

fn others_have_requests(family: &Family<'_>, office: &ReportView<'_>) -> bool {
    let others = family.units.iter().filter_map(|unit| unit.report);
    let others =
        others.filter(|report| !std::ptr::eq(*report, office) && !is_same(family.parent, report, report.agency_name()));
    others.into_iter().any(|report| report.figure("t3.new_received.total").is_positive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_levels};

    #[test]
    fn fires_and_does_not() {
        let title = |organ: &str| Form::e2021().title(&format!("{organ}2023年政府信息公开工作年度报告"));
        let county = title("青禾县人民政府");
        let office = title("青禾县人民政府办公室");
        let own = office.clone().row("t3.new_received", "2 0 0 0 0 0 2").row("t3.total_processed", "1 0 0 0 0 0 1");
        let department = title("青禾县水务局");
        case_levels(
            &RULE,
            false,
            (&county, &[Some(office), Some(department.clone())]),
            (&county, &[Some(own), Some(department)]),
        );
    }
}
