//! Rules for a person in a terminal: the list of all, and the page of one.

use gongkai::check::{Rule, pick};
use gongkai::export::{page, rules};
use unicode_width::UnicodeWidthStr;

use super::draw::{pad, wrap};
use super::{Page, line, styles};

/// Least columns for the summary of a rule, before it goes on a line of its own.
const LEAST_SUMMARY: usize = 24;

/// The list of rules, aligned: id, severity, name, what must hold.
pub(crate) fn rule_list(rules: &[&Rule], page: &Page) -> String {
    let severity = |rule: &Rule| page::severity(rule.severity, page.language);
    let widest = |text: &dyn Fn(&Rule) -> &'static str| rules.iter().map(|rule| text(rule).width()).max().unwrap_or(0);
    let (ids, severities, names) = (widest(&|rule| rule.id), widest(&severity), widest(&|rule| rule.name));
    let indent = ids + severities + names + 6;
    let beside = page.width >= indent + LEAST_SUMMARY;
    let (indent, room) = if beside { (indent, page.width - indent) } else { (4, page.width - 4) };
    let mut out = String::new();
    for rule in rules {
        let style = styles::severity(rule.severity);
        let (id, word) = (pad(rule.id, ids), pad(severity(rule), severities));
        let head = format!("{0}{id}{0:#}  {style}{word}{style:#}  {1}", styles::TITLE, pad(rule.name, names));
        let mut summary = wrap(pick(rule.summary, page.language), room).into_iter();
        match summary.next().filter(|_| beside) {
            Some(first) => line(&mut out, &format!("{head}  {first}")),
            None => {
                line(&mut out, &head);
                summary = wrap(pick(rule.summary, page.language), room).into_iter();
            }
        }
        summary.for_each(|rest| line(&mut out, &format!("{}{rest}", " ".repeat(indent))));
    }
    out
}

/// The page of a rule.
pub(crate) fn rule_page(rule: &Rule, page: &Page) -> String {
    let mut out = String::new();
    let (style, severity) = (styles::severity(rule.severity), page::severity(rule.severity, page.language));
    line(&mut out, &format!("{0}{1}{0:#} {2}  {style}{severity}{style:#}", styles::TITLE, rule.id, rule.name));
    wrap(pick(rule.summary, page.language), page.width).iter().for_each(|text| line(&mut out, text));
    line(&mut out, "");
    let parts = rules::parts(rule, page.language);
    for (heading, text) in parts {
        line(&mut out, &format!("{0}{heading}{0:#}", styles::HEADING));
        for part in wrap(text, page.width.saturating_sub(2)) {
            line(&mut out, &format!("  {part}"));
        }
    }
    out
}
