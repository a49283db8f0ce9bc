//! LV-003: a government has at least what each government below it has.

use gongkai_model::{Equation, Kind, Relation, Scope, Severity, Words};

use crate::family::Family;
use crate::figure::{Weighed, weigh};
use crate::level_lines::{Cell, Line, lines, place};
use crate::levels::{Assessable, assess};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "LV-003",
    name: "less-than-lower-government",
    severity: Severity::Warning,
    summary: (
        "上级政府全口径报告的总计应不少于每个下级政府的全口径数",
        "The totals of a government's report are at least those of each government below it",
    ),
    explanation: (
        "省不少于每个市，市不少于每个县。比较表三、表四的总计和表二处理决定数量，一个下级政府报一次，列出不足的各项。两级报告都须是全口径。",
        "A province has at least what each prefecture has, a prefecture what each county has. Compared are totals of Tables 3 and 4 and decisions of \
         Table 2, one finding a lower government. Both reports must cover the whole government.",
    ),
    formula: "X_upper ≥ X_lower",
    basis: Basis::Logic,
    source: ("全口径报告包括下级政府", "A report for a whole government covers the governments below it"),
    false_positives: ("省直管县、开发区不由市汇总。", "Counties directly under the province, development zones."),
    before: ("市新收 50；所属某县新收 80", "prefecture 50 received; one of its counties 80"),
    after: ("市新收 150；所属某县新收 80", "prefecture 150 received; one of its counties 80"),
    test: Test::Levels(test),
};

fn test(family: &Family<'_>, sink: &mut Sink<'_>) {
    let below = match assess(family) {
        Assessable::Yes(below) => below,
        Assessable::NotApplicable => return sink.not_applicable(),
        Assessable::No(reason) => return sink.not_assessable(reason),
    };
    let Some(level) = family.parent.level else { return sink.not_assessable(Reason::LevelUnknown) };
    let lines = lines(family.parent);
    let mut governments = 0;
    for (name, report) in &below.counted {
        let whole = report.kind == Some(Kind::Government) && report.scope() == Some(Scope::WholeGovernment);
        if !whole || report.level.is_none_or(|lower| lower <= level) {
            continue;
        }
        governments += 1;
        look(family.parent, name, report, &lines, sink);
    }
    if governments == 0 {
        sink.not_applicable();
    }
}

fn look(parent: &ReportView<'_>, name: &str, report: &ReportView<'_>, lines: &[Line], sink: &mut Sink<'_>) {
    let mut broken: Vec<(&Line, &Cell)> = Vec::new();
    let mut compared = 0;
    let mut unknown = None;
    for line in lines {
        let cell = &line.total;
        match weigh(&[parent.figure(&cell.path)], Relation::AtLeast, &[report.figure(&cell.path)], sink.blanks()) {
            Weighed::Broken(..) => broken.push((line, cell)),
            Weighed::NotAssessable(reason) => unknown = Some(reason),
            Weighed::Held | Weighed::HeldWithBlanks => compared += 1,
        }
    }
    let Some((line, first)) = broken.first() else {
        return match unknown {
            Some(reason) if compared == 0 => sink.not_assessable(reason),
            _ => sink.held(),
        };
    };
    const MOST: usize = 10;
    let figure = |view: &ReportView<'_>, cell: &Cell| view.figure(&cell.path).or_zero().unwrap_or_default();
    let own = parent.agency_name();
    let zh: Vec<String> = broken
        .iter()
        .take(MOST)
        .map(|(_, cell)| format!("“{}” {}，{name} {}", cell.name.zh, figure(parent, cell), figure(report, cell)))
        .collect();
    let en: Vec<String> = broken
        .iter()
        .take(MOST)
        .map(|(_, cell)| format!("{}: {}, {name} {}", cell.name.en, figure(parent, cell), figure(report, cell)))
        .collect();
    let more = broken.len().saturating_sub(MOST);
    let (more_zh, more_en) = if more == 0 {
        (String::new(), String::new())
    } else {
        (format!("；另有 {more} 项"), format!("; {more} more"))
    };
    let (left, right) = (figure(parent, first), figure(report, first));
    let place = place(parent, line, &[*first]);
    let cells: Vec<String> = broken.iter().skip(1).map(|(_, cell)| cell.path.clone()).collect();
    sink.broken(
        Draft::new(
            format!("{own}的数少于所属{name}：{}{more_zh}", zh.join("；")),
            format!("{own} has less than {name} below it: {}{more_en}", en.join("; ")),
        )
        .advice("核对两级报告的统计范围和汇总数", "check the scope of both reports and the compiled figures")
        .equation(Equation {
            text: Words::new(format!("{own} {left} ≥ {name} {right}"), format!("{own} {left} ≥ {name} {right}")),
            left,
            relation: Relation::AtLeast,
            right,
        })
        .at(place)
        .cells(cells)
        .key(name),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_levels};

    #[test]
    fn fires_and_does_not() {
        let report = |title: &str, count: &str| {
            Form::e2021()
                .title(&format!("{title}2023年政府信息公开工作年度报告"))
                .row("t3.new_received", &format!("{count} 0 0 0 0 0 {count}"))
        };
        let city = report("云岭市人民政府", "50")
            .standing(crate::Standing { kind: Some(Kind::Government), level: Some(gongkai_model::Level::Prefecture) });
        let below = |count: &str| [Some(report("青禾县人民政府", count)), None];
        case_levels(&RULE, false, (&city, &below("80")), (&city, &below("50")));
    }
}
