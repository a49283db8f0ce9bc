//! The tables of a report that have findings, drawn as on the form, with the cells marked.

use std::collections::{BTreeSet, HashMap, HashSet};

use gongkai_model::{Fact, Finding, Language, Suspect};
use maud::{Markup, html};

use crate::findings::CheckedReport;
use crate::page::{self, Mark, Part, PartRow, TableView, pick};

/// Tables as drawn, and which cells stand in them.
pub(super) struct Tables {
    pub(super) markup: Markup,
    pub(super) drawn: HashSet<String>,
}

/// What findings say of a cell.
#[derive(Default)]
struct Said<'a> {
    /// Numbers of the findings that it is in.
    numbers: Vec<usize>,
    /// Numbers of the findings that begin with it.
    first: Vec<usize>,
    /// The only explanation of a finding has it.
    suspect: Option<&'a Suspect>,
    /// One of several explanations has it.
    possible: Option<&'a Suspect>,
}

impl Said<'_> {
    /// Name of the style of the cell.
    fn kind(&self) -> &'static str {
        match self {
            Self { suspect: Some(_), .. } => "suspect",
            Self { possible: Some(_), .. } => "possible",
            Self { first, .. } if !first.is_empty() => "first",
            _ => "concerned",
        }
    }
}

/// Where a cell of a report stands on the page.
pub(super) fn anchor(report: &str, cell: &str) -> String {
    let cell: String = cell.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
    format!("{report}-{cell}")
}

/// Draws every table that has a cell which a finding is about.
pub(super) fn tables(
    checked: &CheckedReport<'_>,
    findings: &[(usize, &Finding)],
    report: &str,
    language: Language,
) -> Tables {
    let said = said(findings);
    let views: Vec<TableView<'_>> =
        page::tables(checked.report, language).into_iter().filter(|view| concerns(view, &said)).collect();
    let facts = views.iter().flat_map(|view| &view.parts).flat_map(|part| &part.rows).flat_map(|row| &row.cells);
    let drawn = facts.flatten().map(|fact| fact.cell.clone()).collect();
    let drawing = Drawing { said: &said, report, language };
    let markup = html! { @for view in &views { (drawing.table(view)) } };
    Tables { markup, drawn }
}

fn said<'a>(findings: &[(usize, &'a Finding)]) -> HashMap<&'a str, Said<'a>> {
    let mut said: HashMap<&str, Said<'_>> = HashMap::new();
    for &(number, finding) in findings {
        for (index, cell) in finding.place.cells.iter().enumerate() {
            let said = said.entry(cell).or_default();
            said.numbers.push(number);
            if index == 0 {
                said.first.push(number);
            }
        }
        let alone = page::explanations(finding).len() == 1;
        for suspect in &finding.suspects {
            let said = said.entry(&suspect.cell).or_default();
            if alone { &mut said.suspect } else { &mut said.possible }.get_or_insert(suspect);
            said.first.push(number);
        }
    }
    for said in said.values_mut() {
        said.first.sort_unstable();
        said.first.dedup();
    }
    said
}

fn concerns(view: &TableView<'_>, said: &HashMap<&str, Said<'_>>) -> bool {
    let mut rows = view.parts.iter().flat_map(|part| &part.rows);
    rows.any(|row| row.cells.iter().flatten().any(|fact| said.contains_key(fact.cell.as_str())))
}

struct Drawing<'a> {
    said: &'a HashMap<&'a str, Said<'a>>,
    report: &'a str,
    language: Language,
}

impl Drawing<'_> {
    fn table(&self, view: &TableView<'_>) -> Markup {
        let name = page::table_name(view.table, self.language);
        let rows = view.parts.iter().flat_map(|part| &part.rows);
        let cells: Vec<&Option<&Fact>> = rows.flat_map(|row| &row.cells).collect();
        html! {
            figure {
                figcaption { (name) " " (page::table_title(view.table, self.language)) }
                div.wrap tabindex="0" { @for part in &view.parts { (self.part(part)) } }
                (self.legend(&cells))
            }
        }
    }

    fn part(&self, part: &Part<'_>) -> Markup {
        let mut group: Option<&String> = None;
        html! {
            table.form {
                thead { tr {
                    th scope="col" { (part.caption) }
                    @for column in &part.columns { th scope="col" { (column) } }
                } }
                tbody {
                    @for row in &part.rows {
                        @if row.group.as_ref() != group {
                            ({ group = row.group.as_ref(); "" })
                            @if let Some(group) = group {
                                tr.group { th scope="rowgroup" { (group) } td colspan=(part.columns.len()) {} }
                            }
                        }
                        (self.row(row))
                    }
                }
            }
        }
    }

    fn row(&self, row: &PartRow<'_>) -> Markup {
        html! {
            tr.inner[row.group.is_some()] {
                th scope="row" { (row.label) }
                @for &cell in &row.cells { (self.cell(cell)) }
            }
        }
    }

    fn cell(&self, cell: Option<&Fact>) -> Markup {
        let said = cell.and_then(|fact| self.said.get(fact.cell.as_str()));
        let kind = said.map_or("", Said::kind);
        let empty = !matches!(Mark::of(cell), Mark::Number | Mark::Repaired);
        html! {
            td.(kind).empty[empty] id=[cell.map(|fact| anchor(self.report, &fact.cell))] {
                @match said {
                    Some(Said { suspect: Some(suspect), .. }) => { del { (Mark::show(cell)) } " " ins { (suspect.proposed) } },
                    Some(Said { possible: Some(suspect), .. }) => {
                        (Mark::show(cell)) " " span.maybe { (suspect.proposed) "?" }
                    },
                    _ => (Mark::show(cell)),
                }
                @if let Some(said) = said.filter(|said| !said.first.is_empty()) {
                    sup { @for (index, number) in said.first.iter().enumerate() {
                        @if index > 0 { " " }
                        a href={ "#f" (number) } { (number) }
                    } }
                }
            }
        }
    }

    fn legend(&self, cells: &[&Option<&Fact>]) -> Markup {
        let t = |zh: &'static str, en: &'static str| pick(self.language, zh, en);
        let said = cells.iter().filter_map(|cell| cell.as_ref()).filter_map(|fact| self.said.get(fact.cell.as_str()));
        let kinds: BTreeSet<&str> = said.map(Said::kind).collect();
        let marks: BTreeSet<Mark> = cells.iter().map(|cell| Mark::of(**cell)).collect();
        let meant = marks.iter().filter(|mark| !mark.meaning(self.language).is_empty());
        html! {
            p.legend {
                @if kinds.contains("suspect") {
                    span { span.key.suspect { del { "3" } " " ins { "4" } } " " (t("疑误的数及建议值", "suspect figure and proposed value")) }
                }
                @if kinds.contains("possible") {
                    span { span.key.possible { "3 " span.maybe { "4?" } } " " (t("其中一格有误，改此格则为", "one of these is wrong; the value if it is this one")) }
                }
                @if kinds.contains("first") {
                    span { span.key.first { "3" } " " (t("问题所在的格", "where the finding is")) }
                }
                @if kinds.contains("concerned") {
                    span { span.key.concerned { "3" } " " (t("公式涉及的格", "in the formula")) }
                }
                @for mark in meant { span { code { (mark.sign()) } " " (mark.meaning(self.language)) } }
            }
        }
    }
}
