//! LV-002: with every unit at hand, a whole government has what its units have.

use gongkai_model::{Equation, Relation, Severity, Words};

use crate::family::Family;
use crate::figure::{Weighed, weigh};
use crate::level_lines::{Cell, Line, compare, lines, sentence};
use crate::levels::{Assessable, Below, assess};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};

pub(super) const RULE: Rule = Rule {
    id: "LV-002",
    name: "not-the-sum-of-units",
    severity: Severity::Advisory,
    summary: (
        "名单完整、报告齐全时，全口径报告的每一格应等于所属各单位之和",
        "With a complete roster and every report, every cell of a whole government's report equals the sum of its units",
    ),
    explanation: (
        "只有名单声明列全了政府办公室、各部门和各乡镇街道，并且每个单位的报告都读到了，才作判断；缺一个单位就不判断。多于各单位之和的在这里报，少于的由 \
         LV-001 报，不重复。比较的格和报法与 LV-001 相同。",
        "Only where the roster says that it lists the office, every department and every township, and the report of each was read; with one unit \
         missing nothing is said. More than the sum is reported here, less by LV-001, not twice. The cells are those of LV-001.",
    ),
    formula: "X_whole = Σ X_unit",
    basis: Basis::Practice,
    source: (
        "县级公开主管部门汇总各部门、各乡镇的数据",
        "The county authority compiles the figures of departments and townships",
    ),
    false_positives: (
        "名单其实不全；垂直管理机关被计入汇总。",
        "The roster is not complete after all; organs under vertical management were counted.",
    ),
    before: ("县政府新收 9；全部单位合计 7", "county 9 received; all units together 7"),
    after: ("县政府新收 7；全部单位合计 7", "county 7 received; all units together 7"),
    test: Test::Levels(test),
};

fn test(family: &Family<'_>, sink: &mut Sink<'_>) {
    let below = match assess(family) {
        Assessable::Yes(below) => below,
        Assessable::NotApplicable => return sink.not_applicable(),
        Assessable::No(reason) => return sink.not_assessable(reason),
    };
    if !family.complete {
        return sink.not_assessable(Reason::RosterIncomplete);
    }
    if !below.missing.is_empty() || !below.unread.is_empty() {
        return sink.not_assessable(Reason::UnitsMissing);
    }
    let blanks = sink.blanks();
    let weigh_cell = |cell: &Cell| match weigh(
        &[family.parent.figure(&cell.path)],
        Relation::Equal,
        &below.figures(&cell.path),
        blanks,
    ) {
        // Less is what LV-001 reports.
        Weighed::Broken(left, right) if left < right => Weighed::Held,
        weighed => weighed,
    };
    compare(&lines(family.parent), sink, weigh_cell, |line, cells| draft(family, &below, line, cells));
}

fn draft(family: &Family<'_>, below: &Below<'_>, line: &Line, cells: &[&Cell]) -> Draft {
    let draft = sentence(family.parent, below, line, cells, ("多于", "more than")).advice(
        "核对汇总数和各单位报告；垂直管理机关、未列入名单的单位计入汇总的，说明口径",
        "compare the compiled figures with the reports of the units; say so where others were counted",
    );
    match cells {
        [cell] => {
            let left = family.parent.figure(&cell.path).or_zero().unwrap_or_default();
            let right = below.sum(&cell.path);
            let text =
                Words::new(format!("全口径 {left} = 各单位合计 {right}"), format!("whole {left} = units {right}"));
            draft.equation(Equation { text, left, relation: Relation::Equal, right })
        }
        _ => draft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_levels};

    fn county() -> Form {
        Form::e2021().title("青禾县人民政府2023年政府信息公开工作年度报告")
    }

    /// A unit with nothing, and one that has all that the county has.
    fn units(received: &str) -> [Option<Form>; 2] {
        let office = Form::e2021().title("青禾县人民政府办公室2023年政府信息公开工作年度报告");
        let none = office.clone().all("t3.", "0").all("t4.", "0").all("t2_2021.", "0");
        let all = Form::e2021().row("t3.new_received", received);
        [Some(none), Some(all)]
    }

    #[test]
    fn fires_and_does_not() {
        case_levels(&RULE, true, (&county(), &units("2 1 0 0 0 0 3")), (&county(), &units("4 1 0 0 0 0 5")));
    }

    #[test]
    fn with_a_unit_missing_nothing_is_said() {
        let parent = county().read();
        let below = Form::e2021().all("t3.", "0").read();
        let (parent, below) = (crate::ReportView::new(&parent), crate::ReportView::new(&below));
        let unit = |name: &str, report| crate::Unit { name: name.into(), report, unread: false };
        let settings = crate::Settings { select: vec!["LV-002".into()], ..crate::Settings::default() };
        for (units, complete, reason) in [
            (vec![unit("甲局", Some(&below)), unit("乙局", None)], true, Reason::UnitsMissing),
            (vec![unit("甲局", Some(&below))], false, Reason::RosterIncomplete),
            (Vec::new(), true, Reason::RosterAbsent),
        ] {
            let family = Family { parent: &parent, units, complete };
            let verdict = crate::check_levels(&family, &settings);
            assert!(verdict.findings.is_empty());
            assert!(verdict.seen[0].reasons.contains_key(&reason), "{reason:?}: {verdict:#?}");
        }
    }
}
