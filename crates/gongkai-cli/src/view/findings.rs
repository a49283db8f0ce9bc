//! Findings as a linter shows them: what is wrong, the place in the source, the formula, the suspect cell, what to do.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::Source;
use gongkai::export::findings::{Checked, CheckedReport, Missing, Summary};
use gongkai::export::page;
use gongkai::model::{Finding, Language, Locus, Outcome, Report, SectionId, Severity, State, Suspect};
use unicode_width::UnicodeWidthStr;

use super::draw::{pad, wrap};
use super::{Page, evidence, heading, line, styles};
use crate::language::Text;
use crate::sanitize::sanitize_line;

/// Findings of one rule in one report that are shown in full; the others take a line each.
const IN_FULL: usize = 3;

/// Heading of what the error locator says.
const SUSPECT: Text = ("疑点", "suspect");

/// Rules named beside a reason; more are counted.
const MOST_RULES: usize = 8;

/// What a page tells of a source.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The page; empty where nothing was found.
    pub(crate) text: String,
    /// Findings that took one line.
    pub(crate) shortened: usize,
}

/// The findings of a source, with what stands in it; `all` shows each in full.
pub(crate) fn findings(
    checked: &Checked<'_>,
    source: Option<&Source<'_>>,
    all: bool,
    compared: bool,
    page: &Page,
) -> Told {
    let mut told = Told::default();
    for report in checked.reports.iter().filter(|report| !report.verdict.findings.is_empty()) {
        if !told.text.is_empty() {
            line(&mut told.text, "");
        }
        let view = View { report: report.report, source, compared, page };
        title(&mut told.text, report, page);
        repeated(&mut told.text, report, page);
        let (mut seen, mut shown) = (BTreeMap::<&str, usize>::new(), BTreeSet::new());
        for finding in &report.verdict.findings {
            let count = seen.entry(&finding.rule).or_default();
            *count += 1;
            if finding.state == State::Accepted {
                view.short(&mut told.text, finding, false);
            } else if all || *count <= IN_FULL {
                line(&mut told.text, "");
                view.full(&mut told.text, finding, &mut shown);
            } else {
                told.shortened += 1;
                view.short(&mut told.text, finding, *count == IN_FULL + 1);
            }
        }
    }
    told
}

fn title(out: &mut String, report: &CheckedReport<'_>, page: &Page) {
    let year = report.year().map(|year| format!(" {year}")).unwrap_or_default();
    let document = if report.report.document > 1 { format!(" #{}", report.report.document) } else { String::new() };
    let source = format!("{}{document}", report.report.source);
    let unit = report
        .report
        .agency
        .as_ref()
        .map_or(page.pick(("（机关不明）", "(organ not known)")), |agency| &agency.value.name);
    let (unit, source) = (sanitize_line(unit).into_owned(), sanitize_line(&source).into_owned());
    line(out, &format!("{0}{unit}{year}{0:#}  {1}{source}{1:#}", styles::TITLE, styles::DIM));
}

/// What is needed to show a finding.
struct View<'a> {
    report: &'a Report,
    source: Option<&'a Source<'a>>,
    /// Whether findings were compared with those of an earlier run.
    compared: bool,
    page: &'a Page,
}

/// How much of the text stood in the report of the year before, by section; more than half is marked.
fn repeated(out: &mut String, report: &CheckedReport<'_>, page: &Page) {
    let sections = &report.verdict.similarity;
    if sections.is_empty() {
        return;
    }
    let share = |&(section, per_mille): &(SectionId, u32)| {
        let style = if per_mille > 500 { styles::severity(Severity::Warning) } else { styles::DIM };
        format!("{style}{} {}%{style:#}", page::section(section, page.language), per_mille / 10)
    };
    let head = page.pick(("与上一年度的重复率：", "repeated from the year before: "));
    let shares: Vec<String> = sections.iter().map(share).collect();
    line(out, &format!("  {head}{}", shares.join(page.pick(("，", ", ")))));
}

impl View<'_> {
    /// `error[T3-001]: sentence`.
    fn head(&self, finding: &Finding) -> String {
        let style = styles::severity(finding.severity);
        let severity = page::severity(finding.severity, self.page.language);
        let state = match finding.state {
            State::Open => String::new(),
            State::New if !self.compared => String::new(),
            state => format!(" {0}({1}){0:#}", styles::DIM, state.words().get(self.page.language)),
        };
        let message = sanitize_line(finding.message.get(self.page.language)).into_owned();
        format!("{style}{severity}[{}]{style:#}{state}: {message}", sanitize_line(&finding.rule))
    }

    fn short(&self, out: &mut String, finding: &Finding, first: bool) {
        if first {
            line(out, "");
        }
        let place = finding.place.locus.as_ref().map(|locus| format!("  {0}{locus}{0:#}", styles::DIM));
        line(out, &format!("{}{}", self.head(finding), place.unwrap_or_default()));
    }

    fn full(&self, out: &mut String, finding: &Finding, shown: &mut BTreeSet<String>) {
        let language = self.page.language;
        line(out, &self.head(finding));
        let print = format!("  {0}#{1}{0:#}", styles::DIM, sanitize_line(&finding.fingerprint));
        self.place(out, finding.place.locus.as_ref(), &print);
        if let Some(equation) = &finding.equation {
            self.field(out, ("公式", "formula"), equation.text.get(language));
            let sides = format!("{} {} {}", equation.left, equation.relation.broken_sign(), equation.right);
            let difference = equation
                .difference()
                .map(|difference| format!("{}{difference}", self.page.pick(("，差额 ", ", difference "))));
            self.field(out, ("数值", "figures"), &format!("{sides}{}", difference.unwrap_or_default()));
        }
        self.suspects(out, finding, shown);
        if !finding.advice.is_empty() {
            self.field(out, ("建议", "advice"), finding.advice.get(language));
        }
    }

    /// `--> file:57:12` and what stands there.
    fn place(&self, out: &mut String, locus: Option<&Locus>, print: &str) {
        let place = locus.map(|locus| format!(":{locus}")).unwrap_or_default();
        let name = sanitize_line(&self.report.source).into_owned();
        line(out, &format!("  {0}-->{0:#} {name}{place}{print}", styles::CARET));
        if let (Some(source), Some(locus)) = (self.source, locus) {
            let mut excerpt = String::new();
            evidence::place(&mut excerpt, source, locus, self.page);
            out.push_str(&masked(&excerpt));
        }
    }

    /// The cells that explain it; `shown` are those whose place the page has shown already.
    fn suspects(&self, out: &mut String, finding: &Finding, shown: &mut BTreeSet<String>) {
        let ways = page::explanations(finding);
        let several = ways.len() > 1;
        if several {
            let text = self.page.pick(("以下任一处改正后，各项之和都成立", "with any one of these, every sum holds"));
            self.field(out, SUSPECT, text);
        }
        for (number, way) in (1..).zip(&ways) {
            for (index, suspect) in way.iter().enumerate() {
                let (name, mark) = match (several, index) {
                    (false, 0) => (SUSPECT, String::new()),
                    (true, 0) => (("", ""), format!("{number}) ")),
                    _ => (("", ""), self.page.pick(("同时 ", "together with ")).to_owned()),
                };
                self.field(out, name, &format!("{mark}{}", self.correction(suspect, several)));
                for witness in &suspect.witnesses {
                    let head = self.page.pick(("佐证：", "witness: "));
                    self.field(out, ("", ""), &format!("{head}{}", witness.get(self.page.language)));
                }
            }
        }
        if let [way] = ways.as_slice() {
            for suspect in way {
                let locus = self.report.facts.get(&suspect.cell).and_then(|fact| fact.evidence.locus.as_ref());
                let elsewhere = locus.is_some() && locus != finding.place.locus.as_ref();
                if shown.insert(suspect.cell.clone()) && elsewhere {
                    self.place(out, locus, "");
                }
            }
        }
    }

    /// `cell: 13 → 31 (two digits changed places)`.
    fn correction(&self, suspect: &Suspect, among_several: bool) -> String {
        let language = self.page.language;
        let (correction, slip) = (page::correction(suspect, language), page::slip(suspect, among_several, language));
        match language {
            _ if slip.is_empty() => correction,
            Language::Zh => format!("{correction}（{slip}）"),
            Language::En => format!("{correction} ({slip})"),
        }
    }

    /// A name and a text behind it, wrapped under itself.
    fn field(&self, out: &mut String, name: Text, text: &str) {
        let names = [("公式", "formula"), ("数值", "figures"), SUSPECT, ("建议", "advice")];
        let width = names.iter().map(|name| self.page.pick(*name).width()).max().unwrap_or(0);
        let mut name = pad(self.page.pick(name), width);
        for part in wrap(&sanitize_line(text), self.page.width.saturating_sub(width + 4)) {
            line(out, &format!("  {0}{name}{0:#}  {part}", styles::DIM));
            name = " ".repeat(width);
        }
    }
}

/// A text with its long numbers masked: a report may be checked as a draft, and findings travel further than drafts.
/// Telephone numbers of persons, identity numbers and bank cards have eleven digits or more; figures of reports do not.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits: Vec<char> = Vec::new();
    for c in text.chars().map(Some).chain([None]) {
        if let Some(digit) = c.filter(|c| c.is_numeric() && (c.is_ascii_digit() || ('０'..='９').contains(c))) {
            digits.push(digit);
            continue;
        }
        let hide = digits.len() >= 11;
        let last = digits.len().saturating_sub(2);
        out.extend(digits.iter().enumerate().map(|(at, digit)| match digit {
            '０'..='９' if hide && (3..last).contains(&at) => '＊',
            _ if hide && (3..last).contains(&at) => '*',
            digit => *digit,
        }));
        digits.clear();
        out.extend(c);
    }
    out
}

/// What all sources add up to, and what to do next.
pub(crate) fn summary(summary: &Summary, shortened: usize, page: &Page) -> String {
    let mut out = String::new();
    heading(&mut out, page.pick(("小结", "Summary")));
    line(&mut out, &format!("  {}", counts(summary, page)));
    line(&mut out, &format!("  {}", sources(summary, page)));
    let outcomes: Vec<String> = Outcome::ALL
        .into_iter()
        .map(|outcome| {
            let (count, words) = (summary.tally.of(outcome), outcome.words());
            let style = if outcome == Outcome::NotAssessable && count > 0 {
                styles::severity(Severity::Warning)
            } else {
                anstyle::Style::new()
            };
            format!("{style}{} {count}{style:#}", words.get(page.language))
        })
        .collect();
    line(&mut out, &format!("  {}", outcomes.join(page.pick(("，", ", ")))));
    reasons(&mut out, summary, page);
    units(&mut out, summary, page);
    next_steps(&mut out, summary, shortened, page);
    out
}

fn counts(summary: &Summary, page: &Page) -> String {
    let some = Severity::ALL.into_iter().filter(|&severity| summary.counts.get(severity) > 0);
    let mut counts: Vec<String> = some
        .map(|severity| {
            let (style, count) = (styles::severity(severity), summary.counts.get(severity));
            let word = page::severities(severity, count, page.language);
            match page.language {
                Language::Zh => format!("{style}{word} {count}{style:#}"),
                Language::En => format!("{style}{count} {word}{style:#}"),
            }
        })
        .collect();
    if counts.is_empty() {
        counts.push(nothing(summary, page));
    }
    if summary.counts.accepted > 0 {
        counts.push(page.pick(("已认可 {}", "{} accepted")).replace("{}", &summary.counts.accepted.to_string()));
    }
    if !summary.resolved.is_empty() {
        counts.push(page.pick(("已改 {}", "{} resolved")).replace("{}", &summary.resolved.len().to_string()));
    }
    counts.join(page.pick(("，", ", ")))
}

/// What to say where nothing was found: that nothing could be looked at is not that nothing is wrong.
fn nothing(summary: &Summary, page: &Page) -> String {
    let looked = [Outcome::Held, Outcome::HeldWithBlanks, Outcome::Broken].map(|outcome| summary.tally.of(outcome));
    let unknown = summary.tally.of(Outcome::NotAssessable);
    match (looked.iter().sum::<u32>(), unknown) {
        (0, _) => page.pick(("什么也没能核验", "nothing could be checked")).into(),
        (_, 0) => page.pick(("没有发现问题", "nothing found to be wrong")).into(),
        _ => page
            .pick((
                "能核验的没有发现问题，另有 {} 项无法核验",
                "nothing found to be wrong in what could be checked; {} could not be",
            ))
            .replace("{}", &unknown.to_string()),
    }
}

fn sources(summary: &Summary, page: &Page) -> String {
    let (reports, unread) = (summary.reports.to_string(), summary.unread.to_string());
    let text = match page.language {
        Language::Zh => format!("核验 {reports} 份报告"),
        Language::En if summary.reports == 1 => "1 report checked".into(),
        Language::En => format!("{reports} reports checked"),
    };
    match summary.unread {
        0 => text,
        _ => text + &page.pick(("；{} 个文件未能读取", "; {} could not be read")).replace("{}", &unread),
    }
}

/// Why rules could not look: "could not look" is never "fine".
fn reasons(out: &mut String, summary: &Summary, page: &Page) {
    let mut grouped: BTreeMap<_, (u32, BTreeSet<&str>)> = BTreeMap::new();
    for (&(reason, rule), &count) in &summary.reasons {
        let entry = grouped.entry(reason).or_default();
        entry.0 += count;
        entry.1.insert(rule);
    }
    if grouped.is_empty() {
        return;
    }
    line(out, &format!("  {}", page.pick(("无法核验的原因：", "not assessable because:"))));
    for (reason, (count, rules)) in grouped {
        let named: Vec<&str> = rules.iter().copied().take(MOST_RULES).collect();
        let more = if rules.len() > MOST_RULES { format!(" +{}", rules.len() - MOST_RULES) } else { String::new() };
        let words = reason.words();
        let rules = format!("{}{more}", named.join(" "));
        line(out, &format!("    {} ×{count}  {1}{rules}{1:#}", words.get(page.language), styles::DIM));
    }
}

/// Units of the roster that handed in nothing.
fn units(out: &mut String, summary: &Summary, page: &Page) {
    if summary.missing.is_empty() {
        return;
    }
    let head = page.pick(("未报：", "not handed in: "));
    let unit = |missing: &Missing| match missing.year {
        Some(year) => format!("{} {year}", missing.unit),
        None => missing.unit.clone(),
    };
    let units = summary.missing.iter().map(unit).collect::<Vec<_>>().join(page.pick(("、", ", ")));
    for part in wrap(&sanitize_line(&format!("{head}{units}")), page.width.saturating_sub(2)) {
        line(out, &format!("  {part}"));
    }
}

fn next_steps(out: &mut String, summary: &Summary, shortened: usize, page: &Page) {
    let most = summary.rules.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(id.as_str())));
    let Some((rule, _)) = most else { return };
    let mut steps = vec![
        (format!("gongkai rules {rule}"), page.pick(("规则的含义、依据和例子", "what the rule means and rests on"))),
        (
            "gongkai check … --format xlsx -o findings.xlsx".into(),
            page.pick(("问题清单，可发回各单位", "a list to send back to the units")),
        ),
    ];
    if shortened > 0 {
        let text = page.pick(("展开只列一行的问题", "show in full what took one line"));
        steps.push(("gongkai check … --all".into(), text));
    }
    let width = steps.iter().map(|(command, _)| command.width()).max().unwrap_or(0);
    line(out, &format!("  {}", page.pick(("下一步：", "next:"))));
    for (command, text) in steps {
        line(out, &format!("    {}  {1}{text}{1:#}", pad(&command, width), styles::DIM));
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn long_numbers_are_masked_and_figures_are_not() {
        assert_eq!(masked("电话13800000000，申请1234567件"), "电话138******00，申请1234567件");
        assert_eq!(masked("１３８００００００００"), "１３８＊＊＊＊＊＊００");
        assert_eq!(masked("13800000000"), "138******00");
    }
}
