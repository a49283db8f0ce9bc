//! The sums of the form, as rules check them.

use gongkai_model::{Decimal, EditionId, Equation, Place, Relation, Severity, TableId, Words};
use gongkai_template::{APPLICANTS, Axis, Check, Code, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, Edition, Sum};

use crate::figure::{Figure, weigh};
use crate::reason::Reason;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words::{Term, of_id, sum};

/// What a finding about a broken sum says besides the formula: the sentence and the advice, with `{where}` for the row or
/// column, `{left}`, `{right}` and `{difference}`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentences {
    /// What is wrong.
    pub(crate) message: (&'static str, &'static str),
    /// What to do.
    pub(crate) advice: (&'static str, &'static str),
}

/// Checks every sum that an edition declares for a rule in Table 3 or 4.
pub(crate) fn check_table(
    rule: &str,
    table: TableId,
    sentences: Sentences,
    view: &ReportView<'_>,
    sink: &mut Sink<'_>,
) {
    let Some(edition) = view.edition(table) else { return sink.not_assessable(Reason::TableAbsent(table)) };
    let code = match table {
        TableId::Disputes => edition.disputes_code(),
        _ => edition.requests_code(),
    };
    let figures = view.figures(code);
    if !figures.iter().any(|figure| figure.known().is_some()) {
        return sink.not_assessable(Reason::TableBlank(table));
    }
    for check in code.checks().iter().filter(|check| check.rule == rule) {
        let side =
            |cells: &[usize]| -> Vec<Figure> { cells.iter().filter_map(|&cell| figures.get(cell).copied()).collect() };
        let weighed = weigh(&side(&check.left), Relation::Equal, &side(&check.right), sink.blanks());
        sink.weighed(weighed, |left, right| {
            let layout = Layout { table, edition, code, figures: &figures, view };
            layout.draft(check, sentences, left, right)
        });
    }
}

/// What is needed to say which cells a sum is about.
struct Layout<'a> {
    table: TableId,
    edition: &'static Edition,
    code: &'static Code,
    figures: &'a [Figure],
    view: &'a ReportView<'a>,
}

impl Layout<'_> {
    fn draft(&self, check: &Check, sentences: Sentences, left: Decimal, right: Decimal) -> Draft {
        let line = self.line(check);
        let (row, column) = match check.axis {
            Axis::Columns => (line.zh.clone(), String::new()),
            Axis::Rows => (String::new(), line.zh.clone()),
        };
        let terms = |cells: &[usize]| -> Vec<Term> { cells.iter().map(|&cell| self.term(cell, check.axis)).collect() };
        let cells: Vec<String> =
            check.right.iter().chain(&check.left).map(|&cell| self.code.path(cell).to_owned()).collect();
        let first = cells.first().and_then(|cell| self.view.fact(cell));
        let place = Place {
            table: Some(self.table),
            section: None,
            line: check.line.into(),
            row,
            column,
            locus: first.and_then(|fact| fact.evidence.locus.clone()),
            raw: first.map(|fact| fact.evidence.raw.clone()).unwrap_or_default(),
            cells,
        };
        let equation = equation(&terms(&check.left), Relation::Equal, &terms(&check.right), left, right);
        sentences.fill(&line, equation).at(place)
    }

    /// The row, column or block that a sum runs along.
    fn line(&self, check: &Check) -> Words {
        let zh = match (self.table, check.axis) {
            (TableId::Disputes, _) => {
                let block = DISPUTE_BLOCKS.iter().find(|block| block.id() == check.line);
                block.map(|block| block.label().printed())
            }
            (_, Axis::Columns) => {
                let line = self.edition.requests.iter().find(|line| line.row.id() == check.line);
                line.map(gongkai_template::RequestLine::full_label)
            }
            (_, Axis::Rows) => {
                let column = APPLICANTS.iter().find(|column| column.id() == check.line);
                column.map(|column| column.label().printed())
            }
        };
        Words::new(zh.unwrap_or_default(), of_id(check.line))
    }

    /// A cell as a part of a formula: named by its column in a sum along a row, by its row else.
    fn term(&self, cell: usize, axis: Axis) -> Term {
        let (zh, id) = match self.table {
            TableId::Disputes => {
                let outcome = DISPUTE_OUTCOMES.get(cell % DISPUTE_OUTCOMES.len());
                outcome.map_or((String::new(), ""), |outcome| (outcome.label().printed(), outcome.id()))
            }
            _ if axis == Axis::Columns => {
                let column = APPLICANTS.get(cell % APPLICANTS.len());
                column.map_or((String::new(), ""), |column| (column.label().printed(), column.id()))
            }
            _ => {
                let line = self.edition.requests.get(cell / APPLICANTS.len());
                line.map_or((String::new(), ""), |line| (line.full_label(), line.row.id()))
            }
        };
        Term::new(zh, of_id(id), self.figures.get(cell).and_then(|figure| figure.known()))
    }
}

impl Sentences {
    /// The finding in words.
    pub(crate) fn fill(self, line: &Words, equation: Equation) -> Draft {
        let difference = equation.difference().unwrap_or_default();
        let fill = |text: &str, line: &str| {
            text.replace("{where}", line)
                .replace("{left}", &equation.left.to_string())
                .replace("{right}", &equation.right.to_string())
                .replace("{difference}", &difference.to_string())
        };
        Draft::new(fill(self.message.0, &line.zh), fill(self.message.1, &line.en))
            .advice(fill(self.advice.0, &line.zh), fill(self.advice.1, &line.en))
            .equation(equation)
    }
}

/// A formula with its figures.
pub(crate) fn equation(left: &[Term], relation: Relation, right: &[Term], l: Decimal, r: Decimal) -> Equation {
    let (a, b) = (sum(left), sum(right));
    let text =
        Words::new(format!("{} {} {}", a.zh, relation.sign(), b.zh), format!("{} {} {}", a.en, relation.sign(), b.en));
    Equation { text, left: l, relation, right: r }
}

/// Checks the sums that the statistics table declares for a rule.
pub(crate) fn check_statistics(
    rule: &str,
    relation: Relation,
    sentences: Sentences,
    view: &ReportView<'_>,
    sink: &mut Sink<'_>,
) {
    let Some(edition) = view.edition(TableId::Statistics) else { return sink.not_applicable() };
    let sums: Vec<&Sum> = edition.statistics_sums.iter().filter(|sum| sum.rule == rule).collect();
    if sums.is_empty() {
        return sink.not_applicable();
    }
    for sum in sums {
        compare_statistics(&Comparison::new(sum.left, relation, sum.right), sentences, view, sink);
    }
}

/// Sums of lines of the statistics table to compare, by the ids of the lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison<'a> {
    left: &'a [&'a str],
    relation: Relation,
    right: &'a [&'a str],
    severity: Option<Severity>,
}

impl<'a> Comparison<'a> {
    /// Lines on the left, how the sides should relate, lines on the right.
    pub(crate) const fn new(left: &'a [&'a str], relation: Relation, right: &'a [&'a str]) -> Self {
        Self { left, relation, right, severity: None }
    }

    /// It matters less than the rule says.
    pub(crate) const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// Compares sums of lines of the statistics table. `{where}` is the first line on the right.
pub(crate) fn compare_statistics(
    comparison: &Comparison<'_>,
    sentences: Sentences,
    view: &ReportView<'_>,
    sink: &mut Sink<'_>,
) {
    let Comparison { left, relation, right, severity } = *comparison;
    let cell = |id: &str| ["s14.", id].concat();
    let figures = |ids: &[&str]| -> Vec<Figure> { ids.iter().map(|id| view.figure(&cell(id))).collect() };
    let weighed = weigh(&figures(left), relation, &figures(right), sink.blanks());
    sink.weighed(weighed, |l, r| {
        let name =
            |id: &str| view.fact(&cell(id)).map(|fact| fact.label.split('/').next().unwrap_or_default().to_owned());
        let term = |id: &&str| Term::new(name(id).unwrap_or_default(), of_id(id), view.figure(&cell(id)).known());
        let terms = |ids: &[&str]| -> Vec<Term> { ids.iter().map(term).collect() };
        let line = Words::new(
            right.first().and_then(|id| name(id)).unwrap_or_default(),
            right.first().map_or(String::new(), |id| of_id(id)),
        );
        let draft = sentences.fill(&line, equation(&terms(left), relation, &terms(right), l, r));
        let draft = match right.first().and_then(|id| view.fact(&cell(id))) {
            Some(fact) => draft.at_fact(fact),
            None => draft,
        };
        let draft = draft.line(right.first().copied().unwrap_or_default()).cells(left.iter().map(|id| cell(id)));
        severity.into_iter().fold(draft, Draft::severity)
    });
}

/// Makes comparisons between lines of the statistics table of 2014 to 2018; other reports have no such table.
pub(crate) fn compare_all_statistics(
    comparisons: &[Comparison<'_>],
    sentences: Sentences,
    view: &ReportView<'_>,
    sink: &mut Sink<'_>,
) {
    if !view.has(TableId::Statistics, EditionId::S14) {
        return sink.not_applicable();
    }
    comparisons.iter().for_each(|comparison| compare_statistics(comparison, sentences, view, sink));
}
