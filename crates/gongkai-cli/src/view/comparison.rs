//! Two reports side by side, in a terminal.

use anstyle::{AnsiColor, Style};
use gongkai::compare::Figure;
use gongkai::compare::comparison::{Apart, Incomparable, Line, TableComparison};
use gongkai::compare::indicators::percent;
use gongkai::compare::prose::{Change, Part, Prose, Which};
use gongkai::export::comparison::{Continuity, Pair, name_of};
use gongkai::export::{names, page};
use gongkai::model::{Decimal, Language, Outcome, TableId};

use super::draw::{Drawing, wrap};
use super::{Page, heading, line, styles};
use crate::sanitize::sanitize_line;

const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();

/// Changed sentences of a section that are shown unless all are asked for.
const MOST_CHANGES: usize = 8;

/// The page; `all` shows the figures that are the same as well, and every change of the prose.
pub(crate) fn comparison(pair: &Pair<'_>, all: bool, page: &Page) -> String {
    let mut out = String::new();
    sides(&mut out, pair, page);
    continuity(&mut out, pair, page);
    for table in &pair.comparison.tables {
        figures(&mut out, table, all, page);
    }
    if !pair.comparison.prose.is_empty() {
        heading(&mut out, page.pick(("文字", "Prose")));
        pair.comparison.prose.iter().for_each(|section| prose(&mut out, section, all, page));
    }
    out
}

fn sides(out: &mut String, pair: &Pair<'_>, page: &Page) {
    for (side, letter) in [(0, "A"), (1, "B")] {
        let Some(report) = pair.reports.get(side) else { continue };
        let name = sanitize_line(&name_of(pair, side, page.language)).into_owned();
        let document = if report.document > 1 { format!(" #{}", report.document) } else { String::new() };
        let source = sanitize_line(&report.source).into_owned();
        line(out, &format!("{0}{letter}  {name}{0:#}  {1}{source}{document}{1:#}", styles::TITLE, styles::DIM));
    }
}

fn continuity(out: &mut String, pair: &Pair<'_>, page: &Page) {
    let Continuity { years, findings, .. } = match &pair.continuity {
        Ok(continuity) => continuity,
        Err(reason) => {
            let text = names::text(reason.words(), page.language);
            return line(out, &format!("   {0}{text}{0:#}", styles::DIM));
        }
    };
    heading(out, &format!("{} {} → {}", page.pick(("年度衔接", "Between the years")), years[0], years[1]));
    let counts = Outcome::ALL.into_iter().filter_map(|outcome| {
        let count = pair.continuity.as_ref().map_or(0, |continuity| continuity.count(outcome));
        (count > 0).then(|| format!("{} {count}", outcome.words().get(page.language)))
    });
    line(out, &format!("  {}", counts.collect::<Vec<_>>().join(page.pick(("，", ", ")))));
    for finding in findings {
        let style = styles::severity(finding.severity);
        let severity = page::severity(finding.severity, page.language);
        let message = sanitize_line(finding.message.get(page.language)).into_owned();
        let mut parts = wrap(&message, page.width.saturating_sub(6)).into_iter();
        line(out, &format!("  {style}{severity}[{}]{style:#} {}", finding.rule, parts.next().unwrap_or_default()));
        parts.for_each(|part| line(out, &format!("      {part}")));
    }
}

fn figures(out: &mut String, table: &TableComparison, all: bool, page: &Page) {
    let name = page::table_name(table.table, page.language);
    heading(out, &format!("{name} {}", page::table_title(table.table, page.language)));
    let edition = |side: usize| match table.editions.get(side).copied().flatten() {
        Some(edition) => page.pick(("{} 版", "form of {}")).replace("{}", edition.id()),
        None => page.pick(("没有此表", "absent")).into(),
    };
    let differing = table.lines.iter().filter(|line| line.differs()).count();
    let text = match page.language {
        Language::Zh => {
            format!("A {}，B {}；可比 {} 项，不同 {differing} 项", edition(0), edition(1), table.lines.len())
        }
        Language::En => {
            format!("A {}, B {}; {} figures compare, {differing} differ", edition(0), edition(1), table.lines.len())
        }
    };
    line(out, &format!("  {0}{text}{0:#}", styles::DIM));
    let is_total = |line: &Line| {
        table.table != TableId::Requests || line.cells.iter().flatten().all(|path| path.ends_with(".total"))
    };
    let shown: Vec<&Line> = table.lines.iter().filter(|line| all || (line.differs() && is_total(line))).collect();
    if !shown.is_empty() {
        let drawing = Drawing {
            caption: page.pick(("项目", "figure")).into(),
            columns: ["A", "B", "B−A", page.pick(("变化", "change"))].map(String::from).into(),
            rows: shown.into_iter().map(|line| row(line, page)).collect(),
        };
        drawing.lines(page.width).iter().for_each(|text| line(out, text));
    }
    let hidden = table.lines.iter().filter(|line| !all && line.differs() && !is_total(line)).count();
    if hidden > 0 {
        let text = page
            .pick(("另有 {} 格（各申请人栏）不同，--all 列出", "{} more cells differ, by applicant; --all shows them"));
        line(out, &format!("  {0}{1}{0:#}", styles::DIM, text.replace("{}", &hidden.to_string())));
    }
    apart(out, &table.apart, all, page);
}

fn row(line: &Line, page: &Page) -> (String, Vec<(Style, String)>) {
    let path = line.cells.iter().find(|cells| cells.len() == 1).and_then(|cells| cells.first());
    let mut label = names::cell(path.map_or("", String::as_str), &line.label, page.language);
    if !line.unit.is_empty() && line.unit != "件" && !label.contains(&line.unit) {
        label = format!("{label} ({})", line.unit);
    }
    let mut cells: Vec<(Style, String)> = line.figures.iter().map(|figure| shown(figure, page)).collect();
    match line.difference {
        Some(difference) if difference.is_zero() => cells.push((styles::DIM, "0".into())),
        Some(difference) => {
            let style = if difference.is_sign_negative() { GONE } else { NEW };
            cells.push((style, names::signed(difference)));
            let sign = if difference > Decimal::ZERO { "+" } else { "" };
            cells.push((
                styles::DIM,
                line.change().map(|change| format!("{sign}{}", percent(change))).unwrap_or_default(),
            ));
        }
        None if line.units_differ => cells.push((styles::DIM, page.pick(("单位不同", "other unit")).into())),
        None => cells.push((styles::DIM, "—".into())),
    }
    (sanitize_line(&label).into_owned(), cells)
}

fn shown(figure: &Figure, page: &Page) -> (Style, String) {
    let style = if figure.number.is_some() { Style::new() } else { styles::DIM };
    (style, names::figure(figure, page.language))
}

/// What does not compare: counted by reason, the pairs that are near in name one by one.
fn apart(out: &mut String, apart: &[Apart], all: bool, page: &Page) {
    for reason in [Incomparable::OtherMeaning, Incomparable::OneForm, Incomparable::OneReport] {
        let of: Vec<&Apart> = apart.iter().filter(|apart| apart.reason == reason).collect();
        if of.is_empty() {
            continue;
        }
        let text = names::text(reason.words(), page.language);
        let head = page.pick(("不比较：{text}（{count} 项）", "not compared: {text} ({count})"));
        let head = head.replace("{text}", text).replace("{count}", &of.len().to_string());
        line(out, &format!("  {0}{head}{0:#}", styles::CARET));
        if !all && reason == Incomparable::OneReport {
            continue;
        }
        for one in of {
            line(out, &format!("    {}", sanitize_line(&sentence(one, page))));
        }
    }
}

fn sentence(apart: &Apart, page: &Page) -> String {
    let sides = apart.cells.iter().zip(&apart.figures).zip(["A", "B"]);
    let told = sides.filter_map(|((path, figure), letter)| {
        let (path, figure) = (path.as_ref()?, figure.as_ref()?);
        let name = match (page.language, apart.label.split_once(" ↔ ")) {
            (Language::Zh, Some((old, new))) => {
                if path.contains("_2019") {
                    old.to_owned()
                } else {
                    new.to_owned()
                }
            }
            _ => names::cell(path, &apart.label, page.language),
        };
        Some(format!("{letter} {name} {}", names::figure(figure, page.language)))
    });
    told.collect::<Vec<_>>().join(" ↔ ")
}

fn prose(out: &mut String, prose: &Prose, all: bool, page: &Page) {
    let share = percent(Decimal::new(i64::from(prose.similarity.unwrap_or(0)), 3));
    let name = page::section(prose.section, page.language);
    let text = match (page.language, prose.other_figures) {
        (Language::Zh, 0) => format!("相似 {share}（相同 {} 句）", prose.same),
        (Language::Zh, other) => format!("相似 {share}（相同 {} 句，其中 {other} 句只是年份或数字不同）", prose.same),
        (Language::En, 0) => format!("{share} alike (sentences in both: {})", prose.same),
        (Language::En, other) => {
            format!("{share} alike (sentences in both: {}, of which with other years or figures: {other})", prose.same)
        }
    };
    line(out, &format!("  {0}{name}{0:#}  {1}{text}{1:#}", styles::TITLE, styles::DIM));
    let most = if all { usize::MAX } else { MOST_CHANGES };
    for change in prose.changes.iter().take(most) {
        sentence_of(out, change, page);
    }
    let more = prose.changes.len().saturating_sub(most);
    if more > 0 {
        let text = page.pick(("另有 {} 句改动，--all 列出", "{} more changed sentences; --all shows them"));
        line(out, &format!("    {0}{1}{0:#}", styles::DIM, text.replace("{}", &more.to_string())));
    }
}

/// A changed sentence. Without colour, what only A has stands in `[-…-]`, what only B has in `{+…+}`.
fn sentence_of(out: &mut String, change: &Change, page: &Page) {
    let (sign, parts) = match change {
        Change::OnlyFirst { text } => ("-", vec![(Which::First, text.clone())]),
        Change::OnlySecond { text } => ("+", vec![(Which::Second, text.clone())]),
        Change::Changed { parts } => ("~", parts.iter().map(|Part { of, text }| (*of, text.clone())).collect()),
    };
    let marked = |(of, text): &(Which, String)| {
        let text = sanitize_line(text).into_owned();
        match of {
            Which::First if sign == "~" => format!("[-{text}-]"),
            Which::Second if sign == "~" => format!("{{+{text}+}}"),
            _ => text,
        }
    };
    let whole: String = parts.iter().map(marked).collect();
    let style = match sign {
        "-" => GONE,
        "+" => NEW,
        _ => Style::new(),
    };
    for (at, part) in wrap(&whole, page.width.saturating_sub(6)).into_iter().enumerate() {
        let sign = if at == 0 { sign } else { " " };
        line(out, &format!("    {style}{sign} {}{style:#}", part));
    }
}
