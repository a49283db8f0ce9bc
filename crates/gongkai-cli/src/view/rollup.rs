//! Roll-ups in a terminal: who is covered, what differs, the share of each unit.

use anstyle::Style;
use gongkai::compare::indicators::percent;
use gongkai::compare::rollup::{Cell, Outcome, Rollup, Standing};
use gongkai::compare::{Known, Lack};
use gongkai::export::{names, page};
use gongkai::model::{Severity, TableId};

use super::draw::{Drawing, wrap};
use super::{Page, heading, line, styles};
use crate::sanitize::sanitize_line;

/// Differences that are shown with the figures of every unit.
const IN_FULL: usize = 12;

/// The page; `all` shows every cell.
pub(crate) fn rollups(rollups: &[Rollup], all: bool, page: &Page) -> String {
    let mut out = String::new();
    for rollup in rollups {
        if !out.is_empty() {
            line(&mut out, "");
        }
        line(&mut out, &format!("{0}{1} {2}{0:#}", styles::TITLE, sanitize_line(&rollup.name), rollup.year));
        coverage(&mut out, rollup, page);
        for table in [TableId::Requests, TableId::Disputes, TableId::Proactive] {
            cells(&mut out, rollup, table, all, page);
        }
        details(&mut out, rollup, all, page);
    }
    out
}

fn coverage(out: &mut String, rollup: &Rollup, page: &Page) {
    let complete = match rollup.complete {
        true => page.pick(("名单写明完整", "the roster says that it is complete")),
        false => page.pick(("名单没有说明是否完整", "the roster does not say that it is complete")),
    };
    let counted = page.pick(("计入 {} 个单位，{}", "units counted: {}; {}"));
    let counted = counted.replacen("{}", &rollup.counted().to_string(), 1).replacen("{}", complete, 1);
    line(out, &format!("  {counted}"));
    let said = [
        (Standing::NoReport, ("没有报告", "without report"), styles::severity(Severity::Warning)),
        (Standing::Vertical, ("垂直管理，不计入", "under vertical management, not part of it"), styles::DIM),
        (
            Standing::TheWhole,
            ("与上级是同一份汇总报告，不计入", "handed in the report of the whole, not part of it"),
            styles::DIM,
        ),
    ];
    for (standing, text, style) in said {
        let names: Vec<&str> = rollup.of_standing(standing).map(|part| part.name.as_str()).collect();
        if !names.is_empty() {
            let names = sanitize_line(&names.join(page.pick(("、", ", ")))).into_owned();
            let text = format!("{}{}{names}", page.pick(text), page.pick(("：", ": ")));
            wrap(&text, page.width.saturating_sub(4))
                .iter()
                .for_each(|part| line(out, &format!("  {style}{part}{style:#}")));
        }
    }
    let count = |outcome| rollup.cells.iter().filter(|cell| cell.outcome == outcome).count();
    let outcomes =
        [Outcome::Equal, Outcome::UnitsHaveMore, Outcome::UnitsHaveLess, Outcome::Open, Outcome::NotAssessable];
    let told = outcomes.into_iter().filter(|outcome| count(*outcome) > 0).map(|outcome| {
        let style = style(outcome);
        format!("{style}{} {}{style:#}", names::text(outcome.words(), page.language), count(outcome))
    });
    line(out, &format!("  {}", told.collect::<Vec<_>>().join(page.pick(("，", ", ")))));
}

fn style(outcome: Outcome) -> Style {
    match outcome {
        Outcome::Equal => Style::new(),
        Outcome::UnitsHaveMore | Outcome::UnitsHaveLess => styles::severity(Severity::Error),
        Outcome::Open => styles::severity(Severity::Advisory),
        Outcome::NotAssessable => styles::DIM,
    }
}

/// Differences and totals, or all cells but those that are nothing everywhere.
fn cells(out: &mut String, rollup: &Rollup, table: TableId, all: bool, page: &Page) {
    const TOTALS: [&str; 4] =
        ["t3.new_received.total", "t3.carried_in.total", "t3.total_processed.total", "t3.carried_out.total"];
    let is_total = |cell: &Cell| match table {
        TableId::Requests => TOTALS.contains(&cell.path.as_str()),
        TableId::Disputes => cell.path.ends_with("_total"),
        _ => true,
    };
    let is_shown = |cell: &&Cell| {
        cell.table == table && (cell.outcome.is_difference() || is_total(cell) || (all && !cell.is_zero()))
    };
    let shown: Vec<&Cell> = rollup.cells.iter().filter(is_shown).collect();
    if shown.is_empty() {
        return;
    }
    let (name, title) = (page::table_name(table, page.language), page::table_title(table, page.language));
    heading(out, &format!("{name} {title}"));
    let row = |cell: &&Cell| {
        let parent = value(&cell.parent, page);
        let difference = cell.difference().map(names::signed).unwrap_or_default();
        let outcome = names::text(cell.outcome.words(), page.language).to_owned();
        let cells = vec![
            parent,
            (Style::new(), cell.sum.normalize().to_string()),
            (style(cell.outcome), difference),
            (style(cell.outcome), outcome),
        ];
        (names::cell(&cell.path, &cell.label, page.language), cells)
    };
    let drawing = Drawing {
        caption: page.pick(("单元格", "cell")).into(),
        columns: [
            page.pick(("上级", "government")),
            page.pick(("各单位之和", "units")),
            page.pick(("差额", "difference")),
            page.pick(("结果", "outcome")),
        ]
        .map(String::from)
        .into(),
        rows: shown.iter().map(row).collect(),
    };
    drawing.lines(page.width).iter().for_each(|text| line(out, text));
}

fn value(value: &Result<Known, Lack>, page: &Page) -> (Style, String) {
    match value {
        Ok(known) => (Style::new(), known.number.normalize().to_string()),
        Err(lack) => (styles::DIM, names::flag(lack.flag, page.language).to_owned()),
    }
}

/// The units behind differences, the largest first.
fn details(out: &mut String, rollup: &Rollup, all: bool, page: &Page) {
    let differing: Vec<&Cell> = rollup.differences().collect();
    if differing.is_empty() {
        return;
    }
    heading(out, page.pick(("差异单元格中的各单位", "The units behind the differences")));
    let most = if all { usize::MAX } else { IN_FULL };
    for cell in differing.iter().take(most) {
        line(out, &format!("  {0}{1}{0:#}", styles::TITLE, names::cell(&cell.path, &cell.label, page.language)));
        let mut units: Vec<(usize, &Result<Known, Lack>)> =
            cell.children.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?))).collect();
        units.retain(|(_, value)| value.as_ref().map_or(true, |known| !known.number.is_zero()));
        units.sort_by_key(|(at, value)| (std::cmp::Reverse(value.as_ref().ok().map(|known| known.number)), *at));
        for (at, number) in units {
            let name = rollup.children.get(at).map_or("", |part| part.name.as_str());
            let share = cell.share(at).map(|share| format!("  {}", percent(share))).unwrap_or_default();
            let (style, text) = value(number, page);
            line(out, &format!("    {}  {style}{text}{style:#}{1}{share}{1:#}", sanitize_line(name), styles::DIM));
        }
    }
    let more = differing.len().saturating_sub(most);
    if more > 0 {
        let text = page.pick(("另有 {} 格，--all 列出", "{} more; --all shows them")).replace("{}", &more.to_string());
        line(out, &format!("  {0}{text}{0:#}", styles::DIM));
    }
}
