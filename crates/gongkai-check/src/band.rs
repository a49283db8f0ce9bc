//! Rows of Table 2: those of a band, and figures of one row compared with each other.

use gongkai_model::{EditionId, Equation, Relation, TableId, Words};
use gongkai_template::{Band, BandRow, edition};

use crate::figure::{Figure, weigh};
use crate::reason::Reason;
use crate::sections::on_this_form;
use crate::sink::Sink;
use crate::sums::{Sentences, equation};
use crate::view::ReportView;
use crate::words::{Term, of_id, sum};

/// A row of Table 2.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Edition of the table.
    edition: EditionId,
    /// The band it stands in.
    pub(crate) band: &'static Band,
    /// The row.
    pub(crate) row: &'static BandRow,
}

impl Row {
    /// Path of a cell of the row.
    pub(crate) fn cell(&self, column: &str) -> String {
        [edition(self.edition).proactive_prefix, self.band.id, self.row.id, column].join(".")
    }

    /// Whether the band has a column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.band.columns.iter().any(|other| other.id == column)
    }

    /// What is known of a cell of the row.
    pub(crate) fn figure(&self, column: &str, view: &ReportView<'_>) -> Figure {
        view.figure(&self.cell(column))
    }

    /// Its name.
    pub(crate) fn name(&self) -> Words {
        Words::new(self.row.label.text, of_id(self.row.id))
    }

    /// Compares sums of figures of the row; no column stands for zero.
    pub(crate) fn compare(
        &self,
        left: &[&str],
        relation: Relation,
        right: &[&str],
        sentences: Sentences,
        view: &ReportView<'_>,
        sink: &mut Sink<'_>,
    ) {
        let figures = |columns: &[&str]| -> Vec<Figure> { columns.iter().map(|id| self.figure(id, view)).collect() };
        let weighed = weigh(&figures(left), relation, &figures(right), sink.blanks());
        sink.weighed(weighed, |l, r| {
            let term = |id: &&str| {
                let column = self.band.columns.iter().find(|column| column.id == *id);
                let label = column.map_or("", |column| column.label.text);
                Term::new(label, of_id(id), self.figure(id, view).known())
            };
            let terms = |columns: &[&str]| -> Vec<Term> { columns.iter().map(term).collect() };
            let formula = if right.is_empty() {
                let side = sum(&terms(left));
                let zero = |side: &str| format!("{side} {} 0", relation.sign());
                Equation { text: Words::new(zero(&side.zh), zero(&side.en)), left: l, relation, right: r }
            } else {
                equation(&terms(left), relation, &terms(right), l, r)
            };
            let draft = sentences.fill(&self.name(), formula);
            let mut columns = left.iter().chain(right).map(|id| self.cell(id));
            let draft = match columns.next().and_then(|cell| view.fact(&cell)) {
                Some(fact) => draft.at_fact(fact),
                None => draft,
            };
            draft.line(self.row.id).cells(columns)
        });
    }
}

/// The rows of Table 2 of an edition; nothing, and the reason to the sink, where the report has no such table.
pub(crate) fn rows(id: EditionId, view: &ReportView<'_>, sink: &mut Sink<'_>) -> Vec<Row> {
    match view.reading(TableId::Proactive) {
        Some(reading) if reading.edition == id => {
            let rows = |band: &'static Band| band.rows.iter().map(move |row| Row { edition: id, band, row });
            edition(id).proactive.iter().flat_map(rows).collect()
        }
        Some(_) => {
            sink.not_applicable();
            Vec::new()
        }
        None => {
            if on_this_form(view, sink) {
                sink.not_assessable(Reason::TableAbsent(TableId::Proactive));
            }
            Vec::new()
        }
    }
}
