//! The error locator: from all sums of a table together, the cell that is wrong and its right value.
//!
//! Table 3 is an error-locating code (`gongkai_template::Code`), so one wrong cell can be named; Table 4 has one sum a
//! block, so any of its five cells may be it. An explanation is a proposal: it never changes a figure.

mod slip;
mod witness;

use gongkai_model::{Culprit, Decimal, Fact, Finding, Obtained, Relation, Suspect, TableId};
use gongkai_template::{APPLICANTS, Code, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, Explanation};

use crate::figure::{Figure, Weighed, weigh};
use crate::settings::Settings;
use crate::view::{ReportView, table_of};
pub use witness::add_years;

/// So many pairs of cells are shown at most; more say nothing.
const MOST_PAIRS: usize = 3;

/// Gives the findings about sums of Tables 3 and 4 the cells that explain them.
pub(crate) fn locate(view: &ReportView<'_>, settings: &Settings, findings: &mut [Finding]) {
    let of = |table: TableId| move |finding: &Finding| is_sum(finding) && finding.place.table == Some(table);
    if findings.iter().any(of(TableId::Requests)) {
        let code = view.edition(TableId::Requests).map(|edition| edition.requests_code());
        let suspects =
            code.map(|code| Table::new(view, settings, code, APPLICANTS.len()).suspects(true)).unwrap_or_default();
        findings
            .iter_mut()
            .filter(|finding| of(TableId::Requests)(finding))
            .for_each(|f| f.suspects.clone_from(&suspects));
    }
    for (number, block) in DISPUTE_BLOCKS.iter().enumerate() {
        let of_block = |finding: &Finding| of(TableId::Disputes)(finding) && finding.place.line == block.id();
        for finding in findings.iter_mut().filter(|finding| of_block(finding)) {
            let Some(edition) = view.edition(TableId::Disputes) else { continue };
            let mut table = Table::new(view, settings, edition.disputes_code(), DISPUTE_OUTCOMES.len());
            table.keep_row(number);
            finding.suspects = table.suspects(false);
        }
    }
}

/// Whether a finding is about a sum that the form declares for Tables 3 or 4.
fn is_sum(finding: &Finding) -> bool {
    finding.equation.as_ref().is_some_and(|equation| equation.relation == Relation::Equal)
        && matches!(finding.rule.as_str(), "T3-001" | "T3-002" | "T3-003" | "T4-001")
}

/// A table with the figures that its sums may rest on.
struct Table<'a> {
    view: &'a ReportView<'a>,
    code: &'static Code,
    width: usize,
    figures: Vec<Option<Decimal>>,
}

impl<'a> Table<'a> {
    /// Blanks are zeros, except where a sum cannot tell what they stand for: such a blank is unknown.
    fn new(view: &'a ReportView<'a>, settings: &Settings, code: &'static Code, width: usize) -> Self {
        let seen = view.figures(code);
        let mut figures: Vec<Option<Decimal>> = seen.iter().map(|figure| figure.or_zero()).collect();
        for check in code.checks() {
            let side =
                |cells: &[usize]| -> Vec<Figure> { cells.iter().filter_map(|&cell| seen.get(cell).copied()).collect() };
            let weighed = weigh(&side(&check.left), Relation::Equal, &side(&check.right), settings.blanks);
            if !matches!(weighed, Weighed::NotAssessable(_)) {
                continue;
            }
            for &cell in check.left.iter().chain(&check.right).filter(|cell| seen.get(**cell) == Some(&Figure::Blank)) {
                if let Some(figure) = figures.get_mut(cell) {
                    *figure = None;
                }
            }
        }
        Self { view, code, width, figures }
    }

    /// Forgets the figures of every other row.
    fn keep_row(&mut self, row: usize) {
        let width = self.width;
        let elsewhere = self.figures.iter_mut().enumerate().filter(|(cell, _)| cell / width != row);
        elsewhere.for_each(|(_, figure)| *figure = None);
    }

    /// The cells that explain the broken sums: alone, else in pairs.
    fn suspects(&self, pairs: bool) -> Vec<Suspect> {
        let single = self.code.locate(&self.figures);
        if !single.is_empty() {
            let mut suspects: Vec<Suspect> = single.iter().filter_map(|e| self.suspect(*e, &[])).collect();
            suspects.sort_by_key(|suspect| (suspect.witnesses.is_empty(), suspect.slip));
            return suspects;
        }
        let found = if pairs { self.code.locate_pairs(&self.figures, MOST_PAIRS) } else { Vec::new() };
        if found.len() > MOST_PAIRS {
            return Vec::new();
        }
        found
            .iter()
            .flat_map(|[one, two]| [self.suspect(*one, &[*two]), self.suspect(*two, &[*one])])
            .flatten()
            .collect()
    }

    fn suspect(&self, explanation: Explanation, others: &[Explanation]) -> Option<Suspect> {
        let fact = self.view.fact(self.code.path(explanation.cell))?;
        let present = self.figures.get(explanation.cell).copied().flatten()?;
        Some(Suspect {
            cell: fact.cell.clone(),
            label: fact.label.clone(),
            present,
            proposed: explanation.value,
            slip: slip::slip(&self.neighbourhood(explanation.cell), present, explanation.value),
            culprit: culprit(fact, present),
            together_with: others.iter().map(|other| self.code.path(other.cell).to_owned()).collect(),
            witnesses: witness::told(self.view, &fact.cell, explanation.value),
        })
    }

    fn neighbourhood(&self, cell: usize) -> slip::Neighbourhood {
        let at = |cell: Option<usize>| cell.and_then(|cell| self.figures.get(cell).copied().flatten());
        let column = cell % self.width;
        let is_requests = table_of(self.code.path(cell)) == Some(TableId::Requests);
        slip::Neighbourhood {
            rows: if is_requests { [at(cell.checked_sub(self.width)), at(Some(cell + self.width))] } else { [None; 2] },
            columns: [
                at(if column > 0 { cell.checked_sub(1) } else { None }),
                at(if column + 1 < self.width { Some(cell + 1) } else { None }),
            ],
            is_total: column + 1 == self.width || self.code.path(cell).contains(".total_processed."),
        }
    }
}

/// Whose error it is likelier to be: a number that stands alone in its cell is the source's.
fn culprit(fact: &Fact, present: Decimal) -> Culprit {
    let raw = gongkai_text::number::parse(&fact.evidence.raw).map(|number| number.value);
    let as_read = raw == Some(present) || (present.is_zero() && fact.value.number().is_none());
    match fact.evidence.obtained {
        Obtained::Read if as_read => Culprit::Source,
        _ => Culprit::Reading,
    }
}
