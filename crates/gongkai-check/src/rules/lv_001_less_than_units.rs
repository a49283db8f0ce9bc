//! LV-001: a whole government has at least what its units have.

use gongkai_model::{Equation, Relation, Severity, Words};

use crate::family::Family;
use crate::figure::{Figure, Weighed, weigh};
use crate::level_lines::{Cell, Line, compare, lines, sentence};
use crate::levels::{Assessable, Below, assess};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};

pub(super) const RULE: Rule = Rule {
    id: "LV-001",
    name: "less-than-units",
    severity: Severity::Advisory,
    summary: (
        "全口径报告的每一格应不少于所属各单位已知数之和",
        "Every cell of a whole government's report is at least the sum of what is known of its units",
    ),
    explanation: (
        "比较表三、表四各格和表二处理决定数量。先比总计：总计不足的只报总计，办理结果总计不足的不再逐项报；总计不少而某些栏不足的，一行报一次，写明各栏。\
         缺报的单位只会使差距更大，所以名单不全也可以判断；每条都写明计入了多少单位、缺哪些。税务、海关、气象等垂直管理机关，以及按全口径编报的政府办公室，\
         不计入。",
        "Compared are the cells of Tables 3 and 4 and the decisions of Table 2. Totals come first: where a total is too small only the total is \
         reported, where the total processed is, no single result; where a total holds, one finding a row names its columns. Missing units \
         could only add, so the rule works without them; every finding says how many units were counted and who is missing. Organs under \
         vertical management, and an office that reports for the whole government, are not part of the sum.",
    ),
    formula: "X_whole ≥ Σ X_unit",
    basis: Basis::Logic,
    source: ("全口径报告汇总所属各单位", "A report for a whole government covers its units"),
    false_positives: (
        "垂直管理机关不在内；转办的申请两家都计；单位事后更正。",
        "Organs under vertical management; requests passed on and counted twice; a unit that corrected its report later.",
    ),
    before: ("县政府新收 5；水务局 4，教育局 3（合计 7）", "county 5 received; water 4, education 3 (7)"),
    after: ("县政府新收 7；水务局 4，教育局 3", "county 7 received; water 4, education 3"),
    test: Test::Levels(test),
};

fn test(family: &Family<'_>, sink: &mut Sink<'_>) {
    let below = match assess(family) {
        Assessable::Yes(below) => below,
        Assessable::NotApplicable => return sink.not_applicable(),
        Assessable::No(reason) => return sink.not_assessable(reason),
    };
    let blanks = sink.blanks();
    let weigh_cell = |cell: &Cell| -> Weighed {
        let known = below.figures(&cell.path).into_iter().filter_map(Figure::known).map(Figure::Known);
        let known: Vec<Figure> = known.collect();
        weigh(&[family.parent.figure(&cell.path)], Relation::AtLeast, &known, blanks)
    };
    compare(&lines(family.parent), sink, weigh_cell, |line, cells| draft(family, &below, line, cells));
}

fn draft(family: &Family<'_>, below: &Below<'_>, line: &Line, cells: &[&Cell]) -> Draft {
    let draft = sentence(family.parent, below, line, cells, ("少于", "less than"));
    let draft = draft.advice(
        "对照各单位报告核对汇总数；重复计数或者事后更正的，说明原因",
        "compare with the reports of the units; explain double counting and later corrections",
    );
    match cells {
        [cell] => draft.equation(equation(family, below, cell)),
        _ => draft,
    }
}

fn equation(family: &Family<'_>, below: &Below<'_>, cell: &Cell) -> Equation {
    let left = family.parent.figure(&cell.path).or_zero().unwrap_or_default();
    let right = below.sum(&cell.path);
    let text = Words::new(format!("全口径 {left} ≥ 各单位合计 {right}"), format!("whole {left} ≥ units {right}"));
    Equation { text, left, relation: Relation::AtLeast, right }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_levels};

    fn county() -> Form {
        Form::e2021().title("青禾县人民政府2023年政府信息公开工作年度报告")
    }

    fn unit(name: &str) -> Form {
        let form = Form::e2021().title(&format!("{name}2023年政府信息公开工作年度报告"));
        form.all("t3.", "0").all("t4.", "0").all("t2_2021.", "0")
    }

    #[test]
    fn fires_and_does_not() {
        let asked = |name: &str, row: &str| Some(unit(name).row("t3.new_received", row));
        let too_many = [
            asked("青禾县水务局", "4 0 0 0 0 0 4"),
            asked("青禾县教育局", "2 1 0 0 0 0 3"),
            Some(unit("青禾县财政局").cell("t4.reconsideration_other", "1").cell("t4.reconsideration_total", "1")),
            None,
            asked("国家税务总局青禾县税务局", "9 0 0 0 0 0 9"),
        ];
        let fewer = [asked("青禾县水务局", "3 0 0 0 0 0 3"), None, asked("国家税务总局青禾县税务局", "9 0 0 0 0 0 9")];
        case_levels(&RULE, false, (&county(), &too_many), (&county(), &fewer));
    }

    #[test]
    fn columns_of_a_row_are_one_finding() {
        let parent = county().read();
        let below = unit("青禾县水务局").row("t3.new_received", "2 2 1 0 0 0 5").read();
        let (parent, below) = (crate::ReportView::new(&parent), crate::ReportView::new(&below));
        let units = vec![crate::Unit { name: "青禾县水务局".into(), report: Some(&below), unread: false }];
        let family = Family { parent: &parent, units, complete: false };
        let settings = crate::Settings { select: vec!["LV-001".into()], ..crate::Settings::default() };
        let verdict = crate::check_levels(&family, &settings);
        assert_eq!(verdict.findings.len(), 1, "{:#?}", verdict.findings);
        assert_eq!(verdict.findings[0].place.cells.len(), 2);
    }
}
