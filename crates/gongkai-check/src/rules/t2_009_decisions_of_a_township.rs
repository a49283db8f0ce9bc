//! T2-009: a township or subdistrict decides within reason.

use gongkai_model::{Decimal, Kind, Level, Severity, TableId};

use crate::band::rows;
use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-009",
    name: "decisions-of-a-township",
    severity: Severity::Advisory,
    summary: (
        "乡镇、街道的许可、处罚、强制处理决定数量不异常大",
        "Townships and subdistricts do not decide very many cases",
    ),
    explanation: (
        "乡镇、街道的执法权限有限，一年上万件许可、处罚或强制决定，多半是抄了县区的数，或者把办理的服务事项计入了。综合执法下沉的街道可能有几千件，所以只在一格达到 10000 时提示。",
        "Townships and subdistricts have few powers of enforcement. Ten thousand decisions a year were probably copied from the county, or \
         count services. Subdistricts with delegated powers may have some thousands, so only cells of 10,000 and more are reported.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("表二第二十条第（五）（六）项", "Table 2, Art. 20(v) and (vi)"),
    false_positives: (
        "执法力量下沉、确有上万件决定的大街道、大镇。",
        "Large subdistricts and towns with delegated powers.",
    ),
    before: ("某街道办事处：行政处罚处理决定数量 23607", "a subdistrict: 23,607 penalties"),
    after: ("某街道办事处：行政处罚处理决定数量 236", "a subdistrict: 236 penalties"),
    test: Test::Report(test),
};

/// Decisions of one sort in a year, from which on a unit of this size is asked.
const MANY: u32 = 10_000;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let id = view.reading(TableId::Proactive).map_or(gongkai_model::EditionId::E2021, |reading| reading.edition);
    let rows = rows(id, view, sink);
    if rows.is_empty() {
        return;
    }
    match (view.kind, view.level) {
        (Some(Kind::Subdistrict), _) | (Some(Kind::Government), Some(Level::Township)) => {}
        (Some(Kind::Government), None) => return sink.not_assessable(Reason::LevelUnknown),
        (None, _) => return sink.not_assessable(Reason::KindUnknown),
        _ => return sink.not_applicable(),
    }
    for row in rows.into_iter().filter(|row| row.has("decisions")) {
        let cell = row.cell("decisions");
        match (view.figure(&cell), view.fact(&cell)) {
            (Figure::Known(number), Some(fact)) if number >= Decimal::from(MANY) => {
                let name = row.name();
                let draft = Draft::new(
                    format!("表二“{}”处理决定数量 {number}，乡镇、街道少有这样多", name.zh),
                    format!("Table 2, {}: {number} decisions, very many for a township or subdistrict", name.en),
                );
                let advice =
                    ("核对是否抄了上级的数或计入了服务事项", "see whether the figure was copied or counts services");
                let draft = draft.at_fact(fact).line(row.row.id).key(number.normalize().to_string());
                sink.broken(draft.advice(advice.0, advice.1));
            }
            (Figure::Unknown(reason), _) => sink.not_assessable(reason),
            (Figure::Blank, _) => sink.held_with_blanks(),
            (Figure::Known(_), _) => sink.held(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let of = |title: &str| {
            Form::e2021().title(title).cell("t2_2021.art20_6.administrative_penalties.decisions", "23607")
        };
        let near = of("青禾县公安局2023年政府信息公开工作年度报告");
        case(&RULE, &of("青禾县柳湾街道办事处2023年政府信息公开工作年度报告"), &near);
    }
}
