//! Reports to try rules on: a complete, consistent one of each edition, and ways to change it; and the case that every
//! rule has, one report on which it fires and one near it on which it must not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use gongkai_model::{Capture, EditionId, Finding, Outcome, Provenance, Report, SectionId, TableId};
use gongkai_plugin::{Importer, Limits};
use gongkai_template::{APPLICANTS, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, edition};
use gongkai_text::TextImporter;

use crate::Standing;
use crate::family::{Family, Unit};
use crate::rule::{Rule, Test};
use crate::settings::Settings;
use crate::verdict::{Verdict, check, check_levels, check_years};
use crate::view::ReportView;

/// A report that can be changed and printed as Markdown.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    edition: EditionId,
    title: String,
    published: String,
    source: String,
    cells: BTreeMap<String, String>,
    headings: BTreeMap<SectionId, String>,
    prose: BTreeMap<SectionId, Vec<String>>,
    left_out: Vec<String>,
    edits: Vec<(String, String)>,
    pub(crate) standing: Standing,
}

impl Form {
    /// A consistent report of a county department for 2023. Requests: 5 received, 1 carried in, 4 processed (3 granted, 1
    /// not held), 2 carried out.
    pub(crate) fn e2021() -> Self {
        let mut form = Self::blank(EditionId::E2021, "青禾县水务局2023年政府信息公开工作年度报告", "2024年1月19日");
        for (cell, text) in [
            ("t2_2021.art20_1.normative_documents.issued", "2"),
            ("t2_2021.art20_1.normative_documents.abolished", "1"),
            ("t2_2021.art20_1.normative_documents.in_force", "17"),
            ("t2_2021.art20_5.administrative_licensing.decisions", "436"),
            ("t2_2021.art20_6.administrative_penalties.decisions", "29"),
            ("t2_2021.art20_6.administrative_compulsion.decisions", "6"),
            ("t2_2021.art20_8.administrative_fees.amount_10k_yuan", "12.3860"),
        ] {
            form = form.cell(cell, text);
        }
        form.requests().disputes().talk()
    }

    /// A consistent report of a county department for 2020, on the form of 2019.
    pub(crate) fn e2019() -> Self {
        let mut form = Self::blank(EditionId::E2019, "青禾县水务局2020年政府信息公开工作年度报告", "2021年1月19日");
        for (cell, text) in [
            ("t2_2019.art20_1.normative_documents.newly_produced", "3"),
            ("t2_2019.art20_1.normative_documents.newly_disclosed", "3"),
            ("t2_2019.art20_1.normative_documents.total_disclosed", "21"),
            ("t2_2019.art20_5.administrative_licensing.prior_year_items", "18"),
            ("t2_2019.art20_5.administrative_licensing.items_change", "-2"),
            ("t2_2019.art20_5.administrative_licensing.decisions", "410"),
            ("t2_2019.art20_6.administrative_penalties.prior_year_items", "40"),
            ("t2_2019.art20_6.administrative_penalties.items_change", "+4"),
            ("t2_2019.art20_6.administrative_penalties.decisions", "22"),
            ("t2_2019.art20_9.centralized_procurement.projects", "6"),
            ("t2_2019.art20_9.centralized_procurement.amount", "88.5万元"),
        ] {
            form = form.cell(cell, text);
        }
        form.requests().disputes().talk()
    }

    /// A consistent statistics table for 2016.
    pub(crate) fn s14() -> Self {
        let mut form = Self::blank(EditionId::S14, "青禾县水务局2016年政府信息公开工作年度报告", "2017年3月10日");
        for (id, text) in [
            ("proactive_items", "612"),
            ("proactive_normative_documents", "4"),
            ("normative_documents_issued", "5"),
            ("channel_website", "560"),
            ("channel_wechat", "171"),
            ("press_conferences", "2"),
            ("press_conferences_by_principal", "1"),
            ("policy_interpretations", "4"),
            ("requests_received", "9"),
            ("requests_in_person", "2"),
            ("requests_online", "6"),
            ("requests_letter", "1"),
            ("requests_closed", "9"),
            ("closed_on_time", "8"),
            ("closed_extended", "1"),
            ("replies", "9"),
            ("reply_granted", "6"),
            ("reply_denied", "2"),
            ("denied_personal_privacy", "2"),
            ("reply_not_existing", "1"),
            ("reconsideration_total", "1"),
            ("reconsideration_upheld", "1"),
            ("dedicated_bodies", "1"),
            ("reading_points", "2"),
            ("staff_total", "3"),
            ("staff_full_time", "1"),
            ("staff_part_time", "2"),
            ("meetings", "2"),
            ("training_classes", "1"),
            ("trainees", "30"),
        ] {
            form = form.cell(&format!("s14.{id}"), text);
        }
        form
    }

    fn blank(id: EditionId, title: &str, published: &str) -> Self {
        let cells = edition(id).cells().map(|cell| (cell.path, "0".to_owned())).collect();
        let headings = edition(id).sections.iter().map(|section| (section.id, section.label.printed())).collect();
        Self {
            edition: id,
            title: title.into(),
            published: published.into(),
            source: "report.md".into(),
            cells,
            headings,
            prose: BTreeMap::new(),
            left_out: Vec::new(),
            edits: Vec::new(),
            standing: Standing::default(),
        }
    }

    fn requests(self) -> Self {
        self.row("t3.new_received", "4 1 0 0 0 0 5")
            .row("t3.carried_in", "1 0 0 0 0 0 1")
            .row("t3.granted", "2 1 0 0 0 0 3")
            .row("t3.unable_not_held", "1 0 0 0 0 0 1")
            .row("t3.total_processed", "3 1 0 0 0 0 4")
            .row("t3.carried_out", "2 0 0 0 0 0 2")
    }

    fn disputes(self) -> Self {
        self.cell("t4.reconsideration_upheld", "1").cell("t4.reconsideration_total", "1")
    }

    fn talk(self) -> Self {
        self.say(SectionId::Overview, "（一）主动公开。通过门户网站公开水源地保护、供水价格等政府信息。")
            .say(SectionId::Overview, "（二）依申请公开。规范登记、审核、答复各环节，按期答复申请人。")
            .say(SectionId::Overview, "（三）政府信息管理。公文起草时同步确定公开属性。")
            .say(SectionId::Overview, "（四）政府信息公开平台建设。专栏按统一样式改版。")
            .say(SectionId::Overview, "（五）监督保障。组织业务培训，接受工作考核和社会评议，没有责任追究的情形。")
            .say(SectionId::ProblemsImprovements, "政策解读形式不够多样。已改用图解和短视频解读节水政策。")
            .say(SectionId::OtherMatters, "本年度没有收取信息处理费。")
    }

    /// Changes what is printed in a cell; empty: blank.
    pub(crate) fn cell(mut self, path: &str, text: &str) -> Self {
        assert!(self.cells.insert(path.into(), text.into()).is_some(), "the form has no cell {path}");
        self
    }

    /// Changes a row of Table 3: seven texts parted by spaces, `_` for a blank.
    pub(crate) fn row(self, row: &str, texts: &str) -> Self {
        let columns = APPLICANTS.iter().zip(texts.split_whitespace());
        columns.fold(self, |form, (column, text)| {
            form.cell(&format!("{row}.{}", column.id()), if text == "_" { "" } else { text })
        })
    }

    /// Changes every cell whose path begins like this.
    pub(crate) fn all(mut self, prefix: &str, text: &str) -> Self {
        self.cells.iter_mut().filter(|(path, _)| path.starts_with(prefix)).for_each(|(_, cell)| *cell = text.into());
        self
    }

    /// Adds a paragraph to a section.
    pub(crate) fn say(mut self, section: SectionId, text: &str) -> Self {
        self.prose.entry(section).or_default().push(text.into());
        self
    }

    /// Takes the prose of a section away.
    pub(crate) fn silence(mut self, section: SectionId) -> Self {
        self.prose.remove(&section);
        self
    }

    /// Changes the heading of a section; empty: none.
    pub(crate) fn heading(mut self, section: SectionId, text: &str) -> Self {
        self.headings.insert(section, text.into());
        self
    }

    /// Changes the title; empty: none.
    pub(crate) fn title(mut self, title: &str) -> Self {
        self.title = title.into();
        self
    }

    /// Changes the day below the title (`2024年1月19日`); empty: none.
    pub(crate) fn published(mut self, date: &str) -> Self {
        self.published = date.into();
        self
    }

    /// Changes the name of the file.
    pub(crate) fn source(mut self, source: &str) -> Self {
        self.source = source.into();
        self
    }

    /// Leaves out a section with its table (`section 3`), a table (`t3`) or a row of Table 3 (`t3.granted`).
    pub(crate) fn without(mut self, what: &str) -> Self {
        self.left_out.push(what.into());
        self
    }

    /// Replaces a piece of the printed text, which must be there.
    pub(crate) fn replace(mut self, from: &str, to: &str) -> Self {
        self.edits.push((from.into(), to.into()));
        self
    }

    /// What a roster says of the organ.
    pub(crate) fn standing(mut self, standing: Standing) -> Self {
        self.standing = standing;
        self
    }

    /// The report as Markdown.
    pub(crate) fn print(&self) -> String {
        let mut out = format!("# {}\n\n", self.title);
        if !self.published.is_empty() {
            let _ = writeln!(out, "发布日期：{}\n", self.published);
        }
        for paragraph in self.prose.get(&SectionId::Preamble).into_iter().flatten() {
            let _ = writeln!(out, "{paragraph}\n");
        }
        for (section, number) in edition(self.edition).sections.iter().zip(1..) {
            if self.is_left_out(&format!("section {number}")) {
                continue;
            }
            let heading = self.headings.get(&section.id).map(String::as_str).unwrap_or_default();
            if !heading.is_empty() {
                let _ = writeln!(out, "## {heading}\n");
            }
            for paragraph in self.prose.get(&section.id).into_iter().flatten() {
                let _ = writeln!(out, "{paragraph}\n");
            }
            match section.id {
                SectionId::ProactiveDisclosure if !self.is_left_out("t2") => self.print_proactive(&mut out),
                SectionId::Requests if !self.is_left_out("t3") => self.print_requests(&mut out),
                SectionId::ReviewLitigation if !self.is_left_out("t4") => self.print_disputes(&mut out),
                _ => {}
            }
        }
        if self.edition == EditionId::S14 {
            self.print_statistics(&mut out);
        }
        for (from, to) in &self.edits {
            assert!(out.contains(from), "the report does not hold {from}:\n{out}");
            out = out.replace(from, to);
        }
        out
    }

    fn is_left_out(&self, what: &str) -> bool {
        self.left_out.iter().any(|other| other == what)
    }

    fn text(&self, path: &str) -> &str {
        self.cells.get(path).map(String::as_str).unwrap_or_default()
    }

    fn print_proactive(&self, out: &mut String) {
        let edition = edition(self.edition);
        let mut rule = "| --- | --- | --- | --- |\n";
        for band in edition.proactive {
            let _ = write!(
                out,
                "| 第二十条第（{}）项 |  |  |  |\n{rule}",
                ["", "一", "", "", "", "五", "六", "", "八", "九"][usize::from(band.item)]
            );
            rule = "";
            let pad = |cells: usize| " |".repeat(3 - cells);
            let headers: Vec<String> = band.columns.iter().map(|column| column.label.printed()).collect();
            let _ = writeln!(out, "| 信息内容 | {} |{}", headers.join(" | "), pad(headers.len()));
            for row in band.rows {
                let path = |column: &str| format!("{}.{}.{}.{column}", edition.proactive_prefix, band.id, row.id);
                let cells: Vec<&str> = band.columns.iter().map(|column| self.text(&path(column.id))).collect();
                let _ = writeln!(out, "| {} | {} |{}", row.label.printed(), cells.join(" | "), pad(cells.len()));
            }
        }
        out.push('\n');
    }

    fn print_requests(&self, out: &mut String) {
        let columns: Vec<String> = APPLICANTS.iter().map(|column| column.label().printed()).collect();
        let _ = writeln!(out, "| 申请人情况 | {} |\n| --- {}|", columns.join(" | "), "| --- ".repeat(columns.len()));
        for line in edition(self.edition).requests {
            let path = format!("t3.{}", line.row.id());
            if self.is_left_out(&path) {
                continue;
            }
            let cells: Vec<&str> =
                APPLICANTS.iter().map(|column| self.text(&format!("{path}.{}", column.id()))).collect();
            let _ = writeln!(out, "| {} | {} |", line.full_label(), cells.join(" | "));
        }
        out.push('\n');
    }

    fn print_disputes(&self, out: &mut String) {
        let outcomes: Vec<String> = DISPUTE_OUTCOMES.iter().map(|outcome| outcome.label().printed()).collect();
        let blank = |count: usize| " |".repeat(count);
        let _ = writeln!(out, "| 行政复议 |{} 行政诉讼 |{}", blank(4), blank(9));
        let _ = writeln!(out, "|{}", " --- |".repeat(15));
        let _ = writeln!(out, "| {} | 未经复议直接起诉 |{} 复议后起诉 |{}", outcomes.join(" | "), blank(4), blank(4));
        let _ = writeln!(out, "|{} {} |", blank(5), [outcomes.join(" | "), outcomes.join(" | ")].join(" | "));
        let cells = DISPUTE_BLOCKS.iter().flat_map(|block| {
            DISPUTE_OUTCOMES.iter().map(move |outcome| format!("t4.{}_{}", block.id(), outcome.id()))
        });
        let cells: Vec<String> = cells.map(|path| self.text(&path).to_owned()).collect();
        let _ = writeln!(out, "| {} |\n", cells.join(" | "));
    }

    fn print_statistics(&self, out: &mut String) {
        out.push_str("附件：政府信息公开情况统计表\n\n| 统计指标 | 单位 | 统计数 |\n| --- | --- | --- |\n");
        for line in edition(EditionId::S14).statistics {
            let path = format!("s14.{}", line.id);
            if !self.is_left_out(&path) {
                for head in heads_before(line.id) {
                    let _ = writeln!(out, "| {head} | — |  |");
                }
                let _ = writeln!(out, "| {} | {} | {} |", line.label.printed(), line.unit, self.text(&path));
            }
        }
    }

    /// The report as the reader gives it.
    pub(crate) fn read(&self) -> Report {
        let capture = Capture::new(self.print(), Provenance::of(&*self.source));
        let documents = TextImporter.import(&capture, &Limits::default()).expect("the text is read");
        gongkai_read::read(&self.source, 1, &documents[0])
    }

    fn view<'a>(&self, report: &'a Report) -> ReportView<'a> {
        ReportView::with(report, self.standing)
    }
}

/// Lines of the statistics table without figures, which stand before others.
fn heads_before(id: &str) -> &'static [&'static str] {
    match id {
        "proactive_items" => &["一、主动公开情况"],
        "channel_gazette" => &["（二）通过不同渠道和方式公开政府信息的情况"],
        "hot_topic_responses" => &["二、回应解读情况"],
        "press_conferences" => &["（二）通过不同渠道和方式回应解读的情况"],
        "requests_received" => &["三、依申请公开情况"],
        "dedicated_bodies" => &["八、机构建设和保障经费情况"],
        "meetings" => &["九、政府信息公开会议和培训情况"],
        _ => &[],
    }
}

fn only(rule: &Rule) -> Settings {
    Settings { select: vec![rule.id.into()], ..Settings::default() }
}

/// What a rule makes of one report.
pub(crate) fn look(rule: &Rule, form: &Form) -> Verdict {
    assert!(matches!(rule.test, Test::Report(_)), "{} does not look at one report", rule.id);
    let report = form.read();
    check(&form.view(&report), &only(rule))
}

/// The case of a rule that looks at one report: it fires on the first and must not on the second.
pub(crate) fn case(rule: &Rule, fires: &Form, near: &Form) {
    compare(rule, &look(rule, fires), &look(rule, near));
}

/// The case of a rule that looks at two years: it fires on the first pair (before, after) and must not on the second.
pub(crate) fn case_years(rule: &Rule, fires: (&Form, &Form), near: (&Form, &Form)) {
    let look = |(before, after): (&Form, &Form)| {
        let (earlier, later) = (before.read(), after.read());
        check_years(Some(&before.view(&earlier)), &after.view(&later), &only(rule))
    };
    compare(rule, &look(fires), &look(near));
}

/// The case of a rule that looks at levels: a report and those of its units (nothing: not handed in).
pub(crate) fn case_levels(
    rule: &Rule,
    complete: bool,
    fires: (&Form, &[Option<Form>]),
    near: (&Form, &[Option<Form>]),
) {
    let look = |(parent, units): (&Form, &[Option<Form>])| {
        let above = parent.read();
        let reports: Vec<Option<Report>> = units.iter().map(|unit| unit.as_ref().map(Form::read)).collect();
        let views: Vec<Option<ReportView<'_>>> = units
            .iter()
            .zip(&reports)
            .map(|(unit, report)| unit.as_ref().zip(report.as_ref()).map(|(unit, report)| unit.view(report)))
            .collect();
        let name = |view: &Option<ReportView<'_>>, number: usize| {
            view.as_ref().map_or_else(|| format!("单位{number}"), |view| view.agency_name().to_owned())
        };
        let units = views.iter().zip(1..).map(|(view, number)| Unit {
            name: name(view, number),
            report: view.as_ref(),
            unread: false,
        });
        let parent_view = parent.view(&above);
        let family = Family { parent: &parent_view, units: units.collect(), complete };
        check_levels(&family, &only(rule))
    };
    compare(rule, &look(fires), &look(near));
}

fn compare(rule: &Rule, fires: &Verdict, near: &Verdict) {
    assert!(!fires.findings.is_empty(), "{} does not fire: {fires:#?}", rule.id);
    assert!(near.findings.is_empty(), "{} fires where it must not: {:#?}", rule.id, near.findings);
    let looked = near.tally().of(Outcome::Held)
        + near.tally().of(Outcome::HeldWithBlanks)
        + near.tally().of(Outcome::NotApplicable);
    assert!(looked > 0, "{} did not look at the report near it", rule.id);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/rules");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(rule.id, view(rule, fires, near)));
}

/// What a person reads of a case.
fn view(rule: &Rule, fires: &Verdict, near: &Verdict) -> String {
    let mut out = format!("{} {}\n\nfires: {}\n", rule.id, rule.name, outcomes(fires));
    fires.findings.iter().for_each(|finding| show(&mut out, finding));
    let _ = writeln!(out, "\nnear: {}", outcomes(near));
    out
}

fn show(out: &mut String, finding: &Finding) {
    let _ = writeln!(out, "\n{:?}: {}\n{}", finding.severity, finding.message.zh, finding.message.en);
    if let Some(equation) = &finding.equation {
        let sides = format!("{} {} {}", equation.left, equation.relation.broken_sign(), equation.right);
        let _ = writeln!(
            out,
            "  {}\n  {}\n  {sides}, {}",
            equation.text.zh,
            equation.text.en,
            equation.difference().unwrap_or_default()
        );
    }
    let _ = writeln!(out, "  → {}\n  → {}", finding.advice.zh, finding.advice.en);
    let place = &finding.place;
    let table = place.table.map(TableId::name).unwrap_or_default();
    let section = place.section.map(|section| format!("{section:?}")).unwrap_or_default();
    let locus = place.locus.as_ref().map(ToString::to_string).unwrap_or_default();
    let cells = place.cells.first().map(String::as_str).unwrap_or_default();
    let words = [table, &section, &place.line, &place.row, &place.column, cells, &locus, &place.raw];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let _ = writeln!(out, "  at {}", words.join(" · "));
}

fn outcomes(verdict: &Verdict) -> String {
    let tally = verdict.tally();
    let counts = Outcome::ALL.into_iter().filter(|outcome| tally.of(*outcome) > 0);
    let mut words: Vec<String> = counts.map(|outcome| format!("{} {}", outcome.id(), tally.of(outcome))).collect();
    let reasons = verdict.seen.iter().flat_map(|seen| &seen.reasons);
    words.extend(reasons.map(|(reason, count)| format!("({}: {count})", reason.words().en)));
    words.join(", ")
}

mod tests {
    use super::*;

    /// Nothing is wrong with the reports that cases start from.
    #[test]
    fn the_reports_that_cases_start_from_are_sound() {
        for form in [Form::e2021(), Form::e2019(), Form::s14()] {
            let report = form.read();
            let errors: Vec<_> =
                report.diagnostics.iter().filter(|d| d.severity != gongkai_model::Severity::Note).collect();
            assert!(errors.is_empty(), "{errors:#?}\n{}", form.print());
            let verdict = check(&form.view(&report), &Settings::default());
            assert!(verdict.findings.is_empty(), "{:#?}", verdict.findings);
        }
    }
}
