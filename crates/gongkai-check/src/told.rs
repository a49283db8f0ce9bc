//! Figures told in prose against the figures of tables: what a mention may mean, and whether any of it fits.

use gongkai_model::{Decimal, Equation, Fact, Relation, Severity, TableId, Words};
use gongkai_template::{APPLICANTS, DisputeBlock, DisputeOutcome, disputes_cell};

use crate::figure::{Figure, Weighed, weigh};
use crate::prose::quote;
use crate::reason::Reason;
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};
use crate::words::{Term, of_id, sum, table};

/// A figure that rows or blocks of a table give.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    name: Words,
    figures: Vec<Figure>,
    cells: Vec<String>,
}

impl Part {
    fn new(name: Words, cells: Vec<(String, Figure)>) -> Self {
        let (cells, figures) = cells.into_iter().unzip();
        Self { name, figures, cells }
    }

    /// The total of a row of Table 3.
    pub(crate) fn row(view: &ReportView<'_>, row: &str) -> Self {
        let line = view.edition(TableId::Requests).and_then(|e| e.requests.iter().find(|line| line.row.id() == row));
        let zh = line.map_or_else(|| row.to_owned(), gongkai_template::RequestLine::full_label);
        // What the form explains in brackets is no part of a name.
        let zh = zh.char_indices().skip(1).find(|(_, c)| *c == '（').and_then(|(at, _)| zh.get(..at)).unwrap_or(&zh);
        Self::new(Words::new(zh, of_id(row)), vec![(total_cell(row), row_total(view, row))])
    }

    /// The total of rows of Table 3 whose ids begin alike: a group, or （六）其他处理 of either edition.
    pub(crate) fn rows(view: &ReportView<'_>, prefix: &str, zh: &str, en: &str) -> Self {
        let lines = view.edition(TableId::Requests).map_or(&[][..], |edition| edition.requests);
        let rows = lines.iter().map(|line| line.row.id()).filter(|id| id.starts_with(prefix));
        let mut cells: Vec<_> = rows.map(|id| (total_cell(id), row_total(view, id))).collect();
        if cells.is_empty() {
            cells.push((total_cell(prefix), Figure::Unknown(Reason::TableAbsent(TableId::Requests))));
        }
        Self::new(Words::new(zh, en), cells)
    }

    /// A cell of a row of Table 3.
    pub(crate) fn cell(view: &ReportView<'_>, row: &str, column: &str) -> Self {
        let row_part = Self::row(view, row);
        let label = APPLICANTS.iter().find(|applicant| applicant.id() == column).map(|a| a.label().printed());
        let name = Words::new(
            format!("{}/{}", row_part.name.zh, label.unwrap_or_default()),
            format!("{}, {}", of_id(row), of_id(column)),
        );
        let path = ["t3.", row, ".", column].concat();
        let figure = view.figure(&path);
        Self::new(name, vec![(path, figure)])
    }

    /// A cell of Table 4.
    pub(crate) fn dispute(view: &ReportView<'_>, block: DisputeBlock, outcome: DisputeOutcome) -> Self {
        let path = disputes_cell(block, outcome);
        let name = Words::new(
            format!("{}/{}", block.label().printed(), outcome.label().printed()),
            format!("{}: {}", of_id(block.id()), of_id(outcome.id())),
        );
        let figure = view.figure(&path);
        Self::new(name, vec![(path, figure)])
    }

    /// A line of the statistics table.
    pub(crate) fn statistic(view: &ReportView<'_>, id: &str, zh: &str) -> Self {
        let path = ["s14.", id].concat();
        let figure = view.figure(&path);
        Self::new(Words::new(zh, of_id(id)), vec![(path, figure)])
    }

    /// Requests received in the year: Table 3, or the statistics table of 2014 to 2018.
    pub(crate) fn received(view: &ReportView<'_>) -> Self {
        if view.has_statistics_only() {
            return Self::statistic(view, "requests_received", "收到申请数");
        }
        Self::row(view, "new_received")
    }

    /// Its figure, blanks counted as zeros; nothing where one is not known.
    pub(crate) fn sum(&self) -> Option<Decimal> {
        self.figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.or_zero()?))
    }

    /// What is known of it; a sum with a blank in it is what is not blank.
    pub(crate) fn figure(&self) -> Figure {
        self.figures.iter().copied().reduce(Figure::plus).unwrap_or(Figure::Unknown(Reason::CellMissing))
    }

    fn term(&self) -> Term {
        Term { name: self.name.clone(), figure: self.figure().known() }
    }
}

fn total_cell(row: &str) -> String {
    ["t3.", row, ".total"].concat()
}

/// The total of a row of Table 3. Where its cell is blank it is what the columns add up to: some organs leave the totals of
/// inner rows blank.
pub(crate) fn row_total(view: &ReportView<'_>, row: &str) -> Figure {
    let total = view.figure(&total_cell(row));
    if total != Figure::Blank {
        return total;
    }
    let columns = APPLICANTS.iter().filter(|column| column.id() != "total");
    let sum = columns.map(|column| view.figure(&["t3.", row, ".", column.id()].concat())).reduce(Figure::plus);
    sum.filter(|sum| sum.known().is_some()).unwrap_or(total)
}

/// What a mention may mean: parts added, others taken off.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    plus: Vec<Part>,
    minus: Vec<Part>,
}

impl Meaning {
    /// Parts added up.
    pub(crate) fn of(plus: impl Into<Vec<Part>>) -> Self {
        Self { plus: plus.into(), minus: Vec::new() }
    }

    /// Without some parts.
    #[must_use]
    pub(crate) fn without(mut self, minus: impl Into<Vec<Part>>) -> Self {
        self.minus = minus.into();
        self
    }

    /// Compares a figure with it.
    pub(crate) fn weigh(&self, value: Decimal, sink: &Sink<'_>) -> Weighed {
        let figures = |parts: &[Part]| -> Vec<Figure> { parts.iter().flat_map(|part| part.figures.clone()).collect() };
        let left = [vec![Figure::Known(value)], figures(&self.minus)].concat();
        weigh(&left, Relation::Equal, &figures(&self.plus), sink.blanks())
    }

    /// Its value, blanks counted as zeros.
    pub(crate) fn value(&self) -> Option<Decimal> {
        let side = |parts: &[Part]| parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.sum()?));
        side(&self.plus)?.checked_sub(side(&self.minus)?)
    }

    fn words(&self) -> Words {
        let side = |parts: &[Part]| sum(&parts.iter().map(Part::term).collect::<Vec<_>>());
        let mut words = side(&self.plus);
        for part in &self.minus {
            let Words { zh, en } = sum(&[part.term()]);
            words.zh.push_str(&format!(" - {zh}"));
            words.en.push_str(&format!(" - {en}"));
        }
        words
    }

    /// What its parts are called together.
    fn name(&self) -> Words {
        let join = |pick: fn(&Words) -> &String, sign: &str| {
            self.plus.iter().map(|part| pick(&part.name).as_str()).collect::<Vec<_>>().join(sign)
        };
        Words::new(join(|name| &name.zh, "＋"), join(|name| &name.en, " + "))
    }

    /// The table that it is in.
    fn table(&self) -> Words {
        self.plus.iter().flat_map(|part| &part.cells).find_map(|cell| table_of(cell)).map(table).unwrap_or_default()
    }

    fn cells(&self) -> Vec<String> {
        self.plus.iter().chain(&self.minus).flat_map(|part| part.cells.clone()).collect()
    }
}

/// Whether a mention has no figure of its own: words such as 没有, 均获维持 say that there is none.
pub(crate) fn is_inferred(fact: &Fact) -> bool {
    fact.unit.is_empty() && fact.value.number().is_some_and(|number| number.is_zero())
}

/// Compares a mention with everything that it may mean. It holds if anything fits; it is broken only if nothing does and
/// everything is known. The first meaning is the one that the finding shows.
pub(crate) fn compare(
    view: &ReportView<'_>,
    sink: &mut Sink<'_>,
    fact: &Fact,
    meanings: &[Meaning],
    severity: Option<Severity>,
) {
    let Some(value) = fact.value.number() else { return sink.not_assessable(Reason::CellNotANumber) };
    let mut unknown = None;
    let mut with_blanks = false;
    for meaning in meanings {
        match meaning.weigh(value, sink) {
            Weighed::Held => return sink.held(),
            Weighed::HeldWithBlanks => with_blanks = true,
            Weighed::NotAssessable(reason) => unknown = unknown.or(Some(reason)),
            Weighed::Broken(..) => {}
        }
    }
    if with_blanks {
        return sink.held_with_blanks();
    }
    if let Some(reason) = unknown {
        return sink.not_assessable(reason);
    }
    let Some(first) = meanings.first() else { return sink.not_applicable() };
    let draft = draft(view, fact, value, first, meanings);
    sink.broken(match severity {
        Some(severity) => draft.severity(severity),
        None => draft,
    });
}

fn draft(view: &ReportView<'_>, fact: &Fact, value: Decimal, first: &Meaning, meanings: &[Meaning]) -> Draft {
    let own = first.value().unwrap_or_default();
    let others = |pick: fn(&Words) -> &String, lead: &str| -> String {
        let words =
            meanings.iter().skip(1).filter_map(|m| Some((m.words(), m.value()?))).filter(|(_, value)| *value != own);
        words.map(|(words, value)| format!("{lead}{} = {value}", pick(&words))).collect()
    };
    let said = quote(&fact.evidence.raw);
    let quantity = label_en(fact);
    let words = first.words();
    let (name, table) = (first.name(), first.table());
    let zh = format!("正文“{said}”，{}“{}”为 {own}，不相符", table.zh, name.zh);
    let en = format!("the text says {quantity} {value}; {}, {}: {own}", table.en, name.en);
    let (hint_zh, hint_en) = same_cell(view, value, first).unwrap_or_default();
    let equation = Equation {
        text: Words::new(format!("正文 {value} = {}", words.zh), format!("text {value} = {}", words.en)),
        left: value,
        relation: Relation::Equal,
        right: own,
    };
    let zh_advice = format!("核对正文与表格，改正有误的一处{hint_zh}{}", others(|w| &w.zh, "；也不等于 "));
    let en_advice =
        format!("compare text and table and mend what is wrong{hint_en}{}", others(|w| &w.en, "; nor is it "));
    Draft::new(zh, en).advice(zh_advice, en_advice).equation(equation).at_mention(view, fact).cells(first.cells())
}

/// The name of a quantity in English.
pub(crate) fn label_en(fact: &Fact) -> String {
    let id = fact.cell.trim_start_matches("narrative.");
    gongkai_template::narrative::quantity(id).map_or_else(|| of_id(id), |quantity| quantity.label_en.to_owned())
}

/// Where the figure of the text stands in one of the cells behind a meaning, it was likely taken from there.
fn same_cell(view: &ReportView<'_>, value: Decimal, meaning: &Meaning) -> Option<(String, String)> {
    if value.is_zero() {
        return None;
    }
    let rows: Vec<String> = meaning
        .cells()
        .iter()
        .filter_map(|cell| Some(cell.strip_prefix("t3.")?.split('.').next()?.to_owned()))
        .collect();
    let cells =
        rows.iter().flat_map(|row| APPLICANTS.iter().map(move |column| ["t3.", row, ".", column.id()].concat()));
    let cell = cells.filter_map(|cell| view.fact(&cell)).find(|fact| fact.value.number() == Some(value));
    // A row whose total is blank, as a whole.
    let row = || rows.iter().find(|row| rows.len() > 1 && row_total(view, row).known() == Some(value));
    if let Some(fact) = cell {
        return Some((
            format!("（{value} 与“{}”一格相同，疑似误取）", fact.label),
            format!(" ({value} is what {} holds)", of_id(fact.cell.trim_start_matches("t3.")).replace('.', ", ")),
        ));
    }
    let row = row()?;
    let name = Part::row(view, row).name;
    Some((
        format!("（{value} 与“{}”一行之和相同，疑似误取）", name.zh),
        format!(" ({value} is the sum of row {})", name.en),
    ))
}
