//! A finding as an article.

use std::collections::HashSet;

use gongkai_check::{pick as pick_text, rule};
use gongkai_model::{Finding, Language, State, Suspect};
use maud::{Markup, html};

use super::table::anchor;
use crate::page::{self, pick};

/// A finding; `drawn` are the cells that stand in a table of the page.
pub(super) fn article(
    number: usize,
    finding: &Finding,
    report: &str,
    drawn: &HashSet<String>,
    language: Language,
) -> Markup {
    let t = |zh: &'static str, en: &'static str| pick(language, zh, en);
    let summary = rule(&finding.rule).map_or("", |rule| pick_text(rule.summary, language));
    html! {
        article.finding.(finding.severity.id()).(finding.state.id()) id={ "f" (number) } {
            h3 {
                span.number { (number) }
                span.badge { (page::severity(finding.severity, language)) }
                @if finding.state == State::Accepted { span.badge.quiet { (finding.state.words().get(language)) } }
                span.rule title=(summary) { (finding.rule) }
                " " (finding.message.get(language))
            }
            dl {
                dt { (t("位置", "place")) }
                dd { (place(finding, report, drawn, language)) }
                @if let Some(equation) = &finding.equation {
                    dt { (t("公式", "formula")) }
                    dd { (equation.text.get(language)) }
                    dt { (t("数值", "figures")) }
                    dd.figures {
                        (equation.left) " " (equation.relation.broken_sign()) " " (equation.right)
                        @if let Some(difference) = equation.difference() {
                            (t("，差额 ", ", difference ")) (difference)
                        }
                    }
                }
                @if !finding.suspects.is_empty() {
                    dt { (t("疑点", "suspect")) }
                    dd { (suspects(finding, report, drawn, language)) }
                }
                @if !finding.advice.is_empty() {
                    dt { (t("建议", "advice")) }
                    dd { (finding.advice.get(language)) }
                }
                dt { (t("指纹", "fingerprint")) }
                dd.fingerprint { code { (finding.fingerprint) } }
            }
        }
    }
}

fn place(finding: &Finding, report: &str, drawn: &HashSet<String>, language: Language) -> Markup {
    let place = &finding.place;
    let words: Vec<&str> = [page::part_of_report(place, language), &place.row, &place.column]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let words = words.join(" · ");
    let cell = place.cells.iter().find(|cell| drawn.contains(*cell));
    html! {
        @match cell {
            Some(cell) => a href={ "#" (anchor(report, cell)) } { (words) },
            None => (words),
        }
        @if let Some(locus) = &place.locus {
            @if !words.is_empty() { " · " }
            code.locus { (finding.subject.source) ":" (locus) }
        }
        @if !place.raw.is_empty() { " " q { (place.raw) } }
    }
}

fn suspects(finding: &Finding, report: &str, drawn: &HashSet<String>, language: Language) -> Markup {
    let ways = page::explanations(finding);
    let several = ways.len() > 1;
    html! {
        @if several { p { (pick(language, "以下任一处改正后，各项之和都成立：", "With any one of these, every sum holds:")) } }
        ul {
            @for way in ways {
                li { @for (index, suspect) in way.into_iter().enumerate() {
                    @if index > 0 { (pick(language, "，同时 ", " together with ")) }
                    (one(suspect, several, report, drawn, language))
                } }
            }
        }
    }
}

fn one(suspect: &Suspect, several: bool, report: &str, drawn: &HashSet<String>, language: Language) -> Markup {
    html! {
        @if drawn.contains(&suspect.cell) { a href={ "#" (anchor(report, &suspect.cell)) } { (suspect.label) } }
        @else { (suspect.label) }
        (pick(language, "：", ": "))
        span.change { del { (suspect.present) } " → " ins { (suspect.proposed) } }
        @let slip = page::slip(suspect, several, language);
        @if !slip.is_empty() {
            span.slip { (pick(language, "（", " (")) (slip) (pick(language, "）", ")")) }
        }
        @for witness in &suspect.witnesses {
            div.witness { (pick(language, "佐证：", "witness: ")) (witness.get(language)) }
        }
    }
}
