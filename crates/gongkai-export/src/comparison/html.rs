//! A comparison as one page: no script, nothing loaded from elsewhere, in light and dark, on paper and on a phone.

use std::io::{self, Write};

use gongkai_compare::comparison::{Apart, Line, TableComparison};
use gongkai_compare::indicators::percent;
use gongkai_compare::prose::{Change, Part, Prose, Which};
use gongkai_compare::{Figure, Flag};
use gongkai_model::{Language, Outcome};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rust_decimal::Decimal;

use super::{Continuity, Pair, name_of};
use crate::names;
use crate::page::{self, pick};

const STYLE: &str = concat!(include_str!("../findings/html/style.css"), include_str!("style.css"));

pub(super) fn write(out: &mut dyn Write, pair: &Pair<'_>, language: Language) -> io::Result<()> {
    let page = Page { pair, language }.page().into_string();
    // Markup is escaped already; what steers is no markup.
    out.write_all(page.replace(page::is_steering, "\u{FFFD}").as_bytes())
}

struct Page<'a> {
    pair: &'a Pair<'a>,
    language: Language,
}

impl Page<'_> {
    fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    fn page(&self) -> Markup {
        let names = [0, 1].map(|side| name_of(self.pair, side, self.language));
        let title = format!("{} ↔ {}", names[0], names[1]);
        html! {
            (DOCTYPE)
            html lang=(self.t("zh-CN", "en")) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content={ "gongkai " (env!("CARGO_PKG_VERSION")) };
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body { main {
                    h1 { (title) }
                    (self.sides())
                    (self.continuity())
                    @for table in &self.pair.comparison.tables { (self.table(table)) }
                    (self.prose())
                } }
            }
        }
    }

    /// Which two reports.
    fn sides(&self) -> Markup {
        html! {
            div.wrap tabindex="0" { table.sides {
                tbody { @for (side, report) in self.pair.reports.iter().enumerate() { tr {
                    th scope="row" { span.side { (letter(side)) } (name_of(self.pair, side, self.language)) }
                    td { (page::title(report, self.language)) }
                    td { @if let Some(day) = &report.published { (day.value) } }
                    td { @if let Some(scope) = &report.scope { (page::scope(scope.value, self.language)) } }
                    td.source { (report.source) @if report.document > 1 { " #" (report.document) } }
                } } }
            } }
        }
    }

    fn continuity(&self) -> Markup {
        let heading = self.t("年度衔接", "Between the years");
        match &self.pair.continuity {
            Err(reason) => html! { h2 { (heading) } p.source { (names::text(reason.words(), self.language)) } },
            Ok(continuity) => html! {
                h2 { (heading) " " span.year { (continuity.years[0]) " → " (continuity.years[1]) } }
                p.chips { @for outcome in Outcome::ALL {
                    @let count = continuity.count(outcome);
                    span.chip.error[outcome == Outcome::Broken && count > 0].none[count == 0] {
                        b { (count) } " " (outcome.words().get(self.language))
                    }
                } }
                (self.findings(continuity))
            },
        }
    }

    fn findings(&self, continuity: &Continuity) -> Markup {
        html! { @for finding in &continuity.findings {
            article.finding.(finding.severity.id()) {
                h3 {
                    span.badge { (page::severity(finding.severity, self.language)) }
                    span.rule { (finding.rule) } " " (finding.message.get(self.language))
                }
                @if let Some(equation) = &finding.equation { p { (equation.text.get(self.language)) span.figures { " · " (equation.left) " " (equation.relation.broken_sign()) " " (equation.right) } } }
                @if !finding.advice.is_empty() { p.source { (finding.advice.get(self.language)) } }
            }
        } }
    }

    fn table(&self, table: &TableComparison) -> Markup {
        let differing = table.lines.iter().filter(|line| line.differs()).count();
        let (same, shown): (Vec<&Line>, Vec<&Line>) = table.lines.iter().partition(|line| !line.differs());
        let edition = |side: usize| table.editions[side].map_or(self.t("无", "absent"), |edition| edition.id());
        html! {
            h2 {
                (page::table_name(table.table, self.language)) " " (page::table_title(table.table, self.language)) " "
                span.year { (self.t("版式 ", "form ")) (edition(0)) " ↔ " (edition(1)) }
            }
            @if !table.lines.is_empty() {
                p { (match self.language {
                    Language::Zh => format!("可比 {} 项，不同 {differing} 项。", table.lines.len()),
                    Language::En => format!("{} figures compare, {differing} differ.", table.lines.len()),
                }) }
            }
            @if !shown.is_empty() { (self.lines(&shown)) }
            @if !same.is_empty() {
                details { summary { (self.t("相同的项目", "Figures that are the same")) " (" (same.len()) ")" } (self.lines(&same)) }
            }
            @if !table.apart.is_empty() { (self.apart(&table.apart)) }
        }
    }

    fn lines(&self, lines: &[&Line]) -> Markup {
        html! { div.wrap tabindex="0" { table.lines {
            thead { tr {
                th scope="col" { (self.t("项目", "Figure")) }
                th scope="col" { "A" } th scope="col" { "B" } th scope="col" { "B − A" } th scope="col" { (self.t("变化", "Change")) }
            } }
            tbody { @for line in lines {
                @let path = line.cells.iter().find(|cells| cells.len() == 1).and_then(|cells| cells.first());
                tr.differs[line.differs()] {
                    th scope="row" title=[path] { (names::cell(path.map_or("", String::as_str), &line.label, self.language))
                        @if !line.unit.is_empty() && !line.label.contains(&line.unit) { span.source { " " (line.unit) } } }
                    @for figure in &line.figures { (self.figure(figure)) }
                    (self.difference(line))
                }
            } }
        } } }
    }

    fn difference(&self, line: &Line) -> Markup {
        let direction = |number: Decimal| {
            if number.is_zero() {
                ""
            } else if number.is_sign_negative() {
                "down"
            } else {
                "up"
            }
        };
        html! { @match line.difference {
            Some(difference) => {
                td.(direction(difference)) { @if difference.is_zero() { "0" } @else { (names::signed(difference)) } }
                td { @if let Some(change) = line.change() { (sign(change)) (percent(change)) } }
            },
            None if line.units_differ => { td.state colspan="2" { (self.t("单位不同，不比较", "other units, not compared")) } },
            None => { td {} td {} },
        } }
    }

    fn figure(&self, figure: &Figure) -> Markup {
        html! { td.state[figure.number.is_none() || figure.flag != Flag::Read] { (names::figure(figure, self.language)) } }
    }

    fn apart(&self, apart: &[Apart]) -> Markup {
        html! { details {
            summary { (self.t("不可比、没有比较的项目", "Not comparable, and not compared")) " (" (apart.len()) ")" }
            div.wrap tabindex="0" { table.lines {
                thead { tr {
                    th scope="col" { (self.t("项目", "Figure")) } th scope="col" { "A" } th scope="col" { "B" }
                    th scope="col" { (self.t("原因", "Reason")) }
                } }
                tbody { @for one in apart { tr {
                    @let name = |path: &String| names::cell(path, &one.label, self.language);
                    th scope="row" { @match (&one.cells, self.language) {
                        ([Some(a), Some(b)], Language::En) => { (name(a)) " ↔ " (name(b)) },
                        ([Some(path), _] | [_, Some(path)], _) => (name(path)),
                        _ => (one.label),
                    } }
                    @for figure in &one.figures { @match figure { Some(figure) => (self.figure(figure)), None => td {} } }
                    td.reason { (names::text(one.reason.words(), self.language)) }
                } } }
            } }
        } }
    }

    fn prose(&self) -> Markup {
        html! { @if !self.pair.comparison.prose.is_empty() {
            h2 { (self.t("文字", "Prose")) }
            p.source { (self.t(
                "相似度：两份报告相同的文字占两份之和的比例，年份和数字不计。",
                "Similarity: the share of the text of both that is the same, whatever the years and figures.",
            )) }
            @for section in &self.pair.comparison.prose { (self.section(section)) }
        } }
    }

    fn section(&self, prose: &Prose) -> Markup {
        let share = Decimal::new(i64::from(prose.similarity.unwrap_or(0)), 3);
        let width = format!("width:{:.1}%", Decimal::new(i64::from(prose.similarity.unwrap_or(0)), 1));
        html! {
            h3 { (page::section(prose.section, self.language))
                span.bar { i style=(width) {} } (percent(share)) }
            p.source { (match self.language {
                Language::Zh => format!(
                    "A {} 字，B {} 字；相同 {} 句，其中 {} 句只是年份或数字不同",
                    prose.characters[0], prose.characters[1], prose.same, prose.other_figures
                ),
                Language::En => format!(
                    "A {} characters, B {}; sentences in both: {}, of which with other years or figures: {}",
                    prose.characters[0], prose.characters[1], prose.same, prose.other_figures
                ),
            }) }
            @if !prose.changes.is_empty() { ul.changes { @for change in &prose.changes { (change_of(change)) } } }
        }
    }
}

fn change_of(change: &Change) -> Markup {
    html! { @match change {
        Change::OnlyFirst { text } => li.first { span.side { "A" } del { (text) } },
        Change::OnlySecond { text } => li.second { span.side { "B" } ins { (text) } },
        Change::Changed { parts } => li { @for Part { of, text } in parts { @match of {
            Which::Both => (text),
            Which::First => del { (text) },
            Which::Second => ins { (text) },
        } } },
    } }
}

fn letter(side: usize) -> &'static str {
    if side == 0 { "A" } else { "B" }
}

fn sign(number: Decimal) -> &'static str {
    if number > Decimal::ZERO { "+" } else { "" }
}
