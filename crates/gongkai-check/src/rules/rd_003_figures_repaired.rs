//! RD-003: figures that were repaired on reading are to be compared with the source.

use gongkai_model::{Fact, Obtained, Severity, TableId, Words};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::is_elsewhere;
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "RD-003",
    name: "figures-repaired",
    severity: Severity::Note,
    summary: ("读取时修复过的数字应与原文核对", "Figures repaired on reading should be compared with the source"),
    explanation: (
        "转换文件时数字常被拆开或粘连。有明显损坏、且按格式的各项之和只有一种读法时，程序按这种读法读取，并说明修复了哪些格。修复的数字参加其他规则的计算。",
        "Conversion often parts figures or runs them together. Where the damage is plain and the sums of the form leave a single \
         reading, that one is taken and said. Figures repaired take part in the other rules.",
    ),
    formula: "",
    basis: Basis::Logic,
    source: ("年度报告格式各表的各项之和", "The sums of the tables of the form"),
    false_positives: (
        "原文没有损坏、只是文本转换造成的，核对无误即可。",
        "The source itself is sound and only the conversion did the damage: compare, and that is all.",
    ),
    before: ("“1 0”两处数字合为 10", "the digits 1 and 0 in two places read as 10"),
    after: ("原文件中就是“10”", "10 in one cell of the source"),
    test: Test::Report(test),
};

/// Cells that a finding names; of more it gives the number.
const NAMED: usize = 4;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut groups: Vec<(Option<TableId>, &str, Vec<&Fact>)> = Vec::new();
    for fact in &view.report.facts {
        let Obtained::Repaired { reason, .. } = &fact.evidence.obtained else { continue };
        let table = table_of(&fact.cell);
        match groups.iter_mut().find(|(other, why, _)| *other == table && *why == reason.as_str()) {
            Some((_, _, facts)) => facts.push(fact),
            None => groups.push((table, reason, vec![fact])),
        }
    }
    if groups.is_empty() {
        return match view.is_report() {
            _ if is_elsewhere(view) => sink.not_assessable(Reason::ReportElsewhere),
            true => sink.held(),
            false => sink.not_assessable(Reason::NotAReport),
        };
    }
    for (table, reason, facts) in groups {
        sink.broken(draft(table, reason, &facts));
    }
}

fn draft(table: Option<TableId>, reason: &str, facts: &[&Fact]) -> Draft {
    let table = table.map_or_else(|| Words::new("指标表", "the list of indicators"), words::table);
    let what = repair(reason);
    let named: Vec<String> = facts.iter().take(NAMED).map(|fact| format!("{} {}", fact.label, fact.value)).collect();
    let more = if facts.len() > NAMED { ("等", " …") } else { ("", "") };
    let count = facts.len();
    let draft = Draft::new(
        format!("{}有 {count} 格的数字{}：{}{}", table.zh, what.zh, named.join("；"), more.0),
        format!("{}: {} (cells: {count}): {}{}", table.en, what.en, named.join("; "), more.1),
    );
    let draft = match facts.first() {
        Some(first) => draft.at_fact(first),
        None => draft,
    };
    draft
        .cells(facts.iter().skip(1).map(|fact| fact.cell.clone()))
        .line(reason)
        .advice("对照原文核对这些格", "compare these cells with the source")
}

/// What was done, in Chinese said of the figures.
fn repair(reason: &str) -> Words {
    let (zh, en) = match reason {
        "digits_rejoined" => ("曾被拆开，已合并", "figures whose digits stood apart were joined"),
        "cells_parted" => ("曾挤在一格，已分开", "figures that shared a cell were parted"),
        "digits_parted" | "list_parted" => ("曾连成一串，已分开", "figures that ran together were parted"),
        "rows_in_order" => (
            "曾与标签分离，已按格式的次序归位",
            "figures apart from their labels were put back in the order of the form",
        ),
        "columns_by_sums" => {
            ("所在的栏只按各项之和判断", "figures whose columns follow from the sums of the form only")
        }
        _ => ("经过修复", "figures repaired"),
    };
    Words::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let row = "| （一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |";
        let fires = Form::e2021().replace(row, "| （一）予以公开 | 2 1 0 0 0 0 3 |");
        case(&RULE, &fires, &Form::e2021().replace(row, "| （一）予以公开 | ２ | 1 件 | 0 | 0 | 0 | 0 | 3 |"));
    }
}
