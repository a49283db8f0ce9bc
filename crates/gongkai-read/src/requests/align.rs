//! Which row of the form a stretch of cells is.
//!
//! Cells are taken in reading order. A label may come whole, behind its group, or in fragments between other cells'
//! fragments and figures (a page laid out in columns); since the form is known, a fragment is recognised as the
//! beginning of a label or as the rest of one that is open. Rows only go forward.

use gongkai_template::{RequestGroup, RequestRow};
use gongkai_text::numbering::Mark;

use super::vocabulary::{Target, VOCABULARY, Words};
use crate::flatten::{Cell, Place};
use crate::labels::similarity;
use crate::region::Part;

/// A row of the form as it was found.
#[derive(Debug, Clone)]
pub(crate) struct Observed<'a> {
    pub(crate) row: RequestRow,
    /// The cell in which the label begins.
    pub(crate) label: &'a Cell,
    /// Words of the label as found.
    pub(crate) text: String,
    /// Whether the words only resemble the label.
    pub(crate) unlike: bool,
    /// The cells behind the label, empty ones included.
    pub(crate) values: Vec<&'a Cell>,
    /// Whether the figures stood on a line of their own behind the finished label.
    pub(crate) loose: bool,
    /// Whether all figures stand on the row of the label.
    pub(crate) beside: bool,
    /// Whether figures came from more places than one row has.
    pub(crate) disputed: bool,
    /// The line of the words that follow the figures.
    pub(crate) next_line: Option<u32>,
    /// How many headers were repeated above the row: a table that was cut is laid out anew behind each.
    pub(crate) segment: u32,
    /// Lines of the source between label and first value, one cell a line; where blank lines may stand for blanks.
    pub(crate) gap: u32,
}

impl<'a> Observed<'a> {
    /// A row whose label was not recognised; `first` is its first figure.
    pub(super) fn without_label(row: RequestRow, first: &'a Cell) -> Self {
        let text = String::new();
        Self {
            row,
            label: first,
            text,
            unlike: false,
            values: vec![first],
            loose: false,
            beside: false,
            disputed: false,
            next_line: None,
            segment: 0,
            gap: 0,
        }
    }
}

/// Rows found, header found, and what fits nowhere.
#[derive(Debug, Default)]
pub(crate) struct Alignment<'a> {
    pub(crate) observed: Vec<Observed<'a>>,
    /// Rows of cells above the first label, and headers repeated further down, with the segment that each heads.
    pub(crate) header: Vec<(u32, Part<'a>)>,
    /// Cells inside the table that fit no row.
    pub(crate) unplaced: Vec<&'a Cell>,
    /// Whether something follows the table, so that it was not cut at its end.
    pub(crate) ended: bool,
}

impl Alignment<'_> {
    /// Whether figures and labels came apart: figures that belong to no label, or labels with more than a row holds.
    pub(crate) fn is_torn(&self) -> bool {
        let figures = |values: &[&Cell]| values.iter().filter(|cell| cell.has_digits()).count();
        let has_digits = |cell: &Cell| cell.has_digits() || cell.bare.bytes().any(|b| b.is_ascii_digit());
        self.unplaced.iter().any(|cell| has_digits(cell))
            || self.observed.iter().any(|row| row.disputed || figures(&row.values) > 8)
    }
}

/// Whether a cell is the label of the first row, 本年新收政府信息公开申请数量.
pub(crate) fn is_first_row(cell: &Cell) -> bool {
    VOCABULARY.whole(&cell.key, &cell.bare) == Some(Target::Row(RequestRow::NewReceived))
}

/// More labels than this that only resemble something, and the text is no table.
const MOST_GUESSES: usize = 200;
/// A row with more cells is a page in one line: what stands behind a label there need not be beside it.
const WIDEST_ROW: usize = 60;
/// In a cell of its own a remark may be longer.
const LONGEST_CELL: usize = 40;
/// Words that stand where a figure should are no longer than this: 详见附件, 不详, a letter misread.
const LONGEST_REMARK: usize = 12;
/// Labels of groups stand in the middle of their rows, so a few of them may be open at a time.
const OPEN_GROUPS: usize = 4;

/// Finds the rows of Table 3 in its region.
pub(crate) fn align<'a>(parts: &[Part<'a>]) -> Alignment<'a> {
    let mut aligner = Aligner::default();
    for part in parts {
        if aligner.closed {
            aligner.result.ended = true;
            break;
        }
        aligner.part(part);
    }
    aligner.result
}

#[derive(Debug, Default)]
struct Aligner<'a> {
    result: Alignment<'a>,
    /// What is still to come of the open label of a row, one entry a wording.
    leaf: Vec<String>,
    /// What is still to come of the open labels of groups, the last one opened last.
    groups: Vec<Vec<String>>,
    /// Inside a header repeated in the middle of the table.
    in_header: bool,
    segment: u32,
    after_header: bool,
    /// Behind words that are no label of the form: figures there are not those of the label before.
    orphaned: bool,
    guesses: usize,
    closed: bool,
    last_line: Option<u32>,
}

/// What a cell turned out to be.
enum Found {
    Row { row: RequestRow, rest: Vec<String>, unlike: bool },
    Rest,
    Group { rest: Vec<String> },
    Header,
    Unknown,
}

impl<'a> Aligner<'a> {
    fn part(&mut self, part: &Part<'a>) {
        let begun = !self.result.observed.is_empty();
        if self.is_header_row(part) {
            // The second line of a repeated header belongs to the same one.
            if begun && !self.after_header {
                self.segment += 1;
            }
            self.after_header = true;
            self.result.header.push((self.segment, *part));
            return;
        }
        self.after_header = false;
        let mut behind_label = false;
        // Figures belong to the label on their row; on a row without one they belong to the label that is open.
        let has_label = part.cells.iter().any(|cell| !cell.is_value());
        let mut taken = false;
        let narrow = part.width <= WIDEST_ROW;
        for cell in part.cells {
            if self.closed {
                self.result.ended = true;
                return;
            }
            if cell.is_value() && !self.continues_label(cell) {
                if !cell.is_blank() || behind_label {
                    self.value(cell, has_label, &mut taken);
                }
                continue;
            }
            if let Some(last) = self.result.observed.last_mut().filter(|last| !last.values.is_empty()) {
                last.next_line = last.next_line.or(cell.line);
            }
            if self.words(cell, behind_label && narrow) {
                taken &= !behind_label;
                behind_label = true;
            }
        }
        if self.result.observed.is_empty() {
            self.result.header.push((self.segment, *part));
        }
        self.last_line = part.cells.last().and_then(|cell| cell.line);
    }

    /// `无` or a Chinese numeral may be the rest of a broken label.
    fn continues_label(&self, cell: &Cell) -> bool {
        !cell.key.is_empty()
            && !cell.text.bytes().any(|b| b.is_ascii_digit())
            && self.leaf.iter().chain(self.groups.iter().flatten()).any(|rest| rest.starts_with(&cell.key))
    }

    fn value(&mut self, cell: &'a Cell, has_label: bool, taken: &mut bool) {
        let line = cell.line;
        let last_line = self.last_line;
        let label_open = self.leaf.iter().any(|rest| !rest.is_empty()) && !self.leaf.iter().any(String::is_empty);
        let alone = cell.place == Place::Alone;
        let in_header = self.in_header;
        let orphaned = self.orphaned;
        let row = self.result.observed.last_mut().filter(|_| !in_header && !orphaned);
        let Some(row) = row else {
            if cell.has_digits() {
                self.result.unplaced.push(cell);
            }
            return;
        };
        if !alone && !*taken && !row.values.is_empty() {
            // A second row of figures for one label: the label between them was lost.
            if cell.has_digits() {
                row.disputed = row.values.iter().filter(|value| value.has_digits()).count() < 7;
                self.result.unplaced.push(cell);
            }
            return;
        }
        if !has_label && !*taken {
            row.beside = false;
            row.loose = !alone && !label_open;
        }
        if alone && row.values.is_empty() {
            row.gap = line.zip(last_line).map_or(0, |(line, last)| line.saturating_sub(last));
        }
        *taken = true;
        row.values.push(cell);
        if alone {
            self.last_line = line;
        }
    }

    /// Takes a cell of words; says whether a label of a row is (still) the last thing read. `beside` says that the label
    /// stands on the same row.
    fn words(&mut self, cell: &'a Cell, beside: bool) -> bool {
        let found = self.recognise(cell);
        if !matches!(found, Found::Unknown) {
            self.orphaned = false;
        }
        match found {
            Found::Row { row, rest, unlike } => {
                self.in_header = false;
                if row == RequestRow::Other {
                    // It may turn out to be the heading of the three rows of 2021.
                    self.groups.push(rest.clone());
                }
                self.leaf = rest;
                let again = self.result.observed.last().is_some_and(|last| last.row == row && last.values.is_empty());
                if !again {
                    self.result.observed.push(Observed {
                        row,
                        label: cell,
                        text: cell.text.clone(),
                        unlike,
                        values: Vec::with_capacity(7),
                        loose: false,
                        beside: true,
                        disputed: false,
                        next_line: None,
                        segment: self.segment,
                        gap: 0,
                    });
                }
                true
            }
            Found::Rest => true,
            Found::Group { rest } => {
                self.groups.push(rest);
                true
            }
            Found::Header => {
                self.in_header = !self.result.observed.is_empty();
                false
            }
            Found::Unknown => {
                self.unknown(cell, beside);
                false
            }
        }
    }

    /// Words that are no label: a cell that holds words where a figure should stand, the end of the table, or something
    /// that fits nowhere.
    fn unknown(&mut self, cell: &'a Cell, beside: bool) {
        let Some(last) = self.result.observed.last_mut() else { return };
        let figures = last.values.iter().filter(|value| !value.is_blank()).count();
        let short = cell.text.chars().count() <= LONGEST_REMARK;
        let stands_for_a_figure = match cell.place {
            Place::Grid { .. } => beside && figures < 7 && cell.text.chars().count() <= LONGEST_CELL,
            Place::Line { .. } => beside && figures > 0 && short,
            Place::Alone => (1..7).contains(&figures) && short,
        };
        let of_header = cell.key.chars().count() >= 2 && VOCABULARY.is_header_fragment(&cell.key);
        if stands_for_a_figure && !self.in_header && !of_header {
            last.values.push(cell);
        } else if last.row == RequestRow::CarriedOut && (figures >= 7 || !short) {
            self.closed = true;
        } else {
            // Without figures of its own the row before must not take those behind these words.
            self.orphaned = figures == 0 || cell.place != Place::Alone;
            self.result.unplaced.push(cell);
        }
    }

    fn last_row(&self) -> Option<RequestRow> {
        self.result.observed.last().map(|last| last.row)
    }

    /// Rows go forward; the last one may be named again while it has no figures.
    fn may_follow(&self, row: RequestRow) -> bool {
        self.result.observed.last().is_none_or(|last| row > last.row || (row == last.row && last.values.is_empty()))
    }

    fn recognise(&mut self, cell: &Cell) -> Found {
        let vocabulary = &*VOCABULARY;
        if cell.key.is_empty() && cell.mark.is_none() && !cell.text.chars().any(char::is_alphanumeric) {
            // A quotation mark or bracket that a line break has cut off.
            return Found::Rest;
        }
        if cell.mark.is_none() && !cell.key.is_empty() && continue_with(&mut self.leaf, &cell.key) {
            return Found::Rest;
        }
        if let Some(target) = vocabulary.whole(&cell.key, &cell.bare)
            && let Some(found) = self.whole(target, cell)
        {
            return found;
        }
        if cell.bare.is_empty() {
            return self.mark_alone(cell);
        }
        if cell.mark.is_none()
            && self.groups.iter_mut().rev().take(OPEN_GROUPS).any(|open| continue_with(open, &cell.key))
        {
            return Found::Rest;
        }
        if let Some(found) = self.ambiguous(cell).or_else(|| self.beginning(cell)) {
            return found;
        }
        if vocabulary.is_header(&cell.key) || (self.in_header && vocabulary.is_header_fragment(&cell.key)) {
            return Found::Header;
        }
        self.resembling(cell).unwrap_or(Found::Unknown)
    }

    fn whole(&self, target: Target, cell: &Cell) -> Option<Found> {
        match target {
            Target::Group(group) => {
                let words = VOCABULARY.groups.iter().find(|words| words.what == group)?;
                Some(Found::Group { rest: rests(words, &cell.bare) })
            }
            Target::Row(row) if self.may_follow(row) => {
                let words = VOCABULARY.rows.iter().find(|words| words.what == row)?;
                let mut rest = rests(words, &cell.bare);
                if rest.is_empty() {
                    rest.push(String::new());
                }
                Some(Found::Row { row, rest, unlike: false })
            }
            Target::Row(_) => None,
        }
    }

    /// `（三）` alone: the words of the row or group follow in other lines.
    fn mark_alone(&self, cell: &Cell) -> Found {
        let Some(mark) = cell.mark.filter(|mark| !matches!(mark, Mark::Item(_))) else { return Found::Unknown };
        let row = VOCABULARY.rows.iter().find(|words| words.mark == Some(mark) && self.may_follow(words.what));
        if let Some(words) = row {
            return Found::Row { row: words.what, rest: words.keys.clone(), unlike: false };
        }
        let group = VOCABULARY.groups.iter().find(|words| words.mark == Some(mark));
        group.map_or(Found::Rest, |words| Found::Group { rest: words.keys.clone() })
    }

    /// 总计 and 其他 without mark: rows where the form has them next, columns elsewhere.
    fn ambiguous(&self, cell: &Cell) -> Option<Found> {
        let total = matches!(cell.bare.as_str(), "总计" | "合计");
        let other = matches!(cell.bare.as_str(), "其他" | "其它");
        if !total && !other {
            return None;
        }
        let row = |row: RequestRow| Found::Row { row, rest: vec![String::new()], unlike: false };
        let found = match (cell.mark, self.last_row()) {
            (Some(Mark::Group(7)), Some(_)) if total => row(RequestRow::TotalProcessed),
            (Some(Mark::Group(6)), Some(last)) if other && last < RequestRow::Other => row(RequestRow::Other),
            (_, Some(RequestRow::OtherFeeUnpaid)) if other && !self.in_header => row(RequestRow::OtherMisc),
            (Some(Mark::Item(3)), Some(last)) if other && last >= RequestRow::NotProcessedConfirmReissue => {
                row(RequestRow::OtherMisc)
            }
            (_, Some(last)) if total && !self.in_header && last >= RequestRow::Other => row(RequestRow::TotalProcessed),
            _ => Found::Header,
        };
        match found {
            Found::Row { row, .. } if !self.may_follow(row) => Some(Found::Header),
            found => Some(found),
        }
    }

    /// The beginning of a label that goes on elsewhere.
    fn beginning(&self, cell: &Cell) -> Option<Found> {
        // A header repeated in the table has words in which labels begin, too.
        let long_enough = cell.mark.is_some() || (cell.bare.chars().count() >= 3 && !self.in_header);
        if !long_enough {
            return None;
        }
        let begins = |keys: &[String]| keys.iter().any(|key| key.starts_with(&cell.bare));
        let fits = |mark: Option<Mark>| cell.mark.is_none() || cell.mark == mark;
        let open = |group: RequestGroup| group != RequestGroup::Other || self.last_row() >= Some(RequestRow::Other);
        let group = VOCABULARY.groups.iter().find(|words| open(words.what) && fits(words.mark) && begins(&words.keys));
        let row =
            VOCABULARY.rows.iter().find(|words| fits(words.mark) && begins(&words.keys) && self.may_follow(words.what));
        if let (Some(group), true) = (group, row.is_none()) {
            return Some(Found::Group { rest: rests(group, &cell.bare) });
        }
        row.map(|words| Found::Row { row: words.what, rest: rests(words, &cell.bare), unlike: false })
    }

    /// A label with characters lost or wrong: alike enough, in its place, and nothing else as alike.
    fn resembling(&mut self, cell: &Cell) -> Option<Found> {
        let length = cell.bare.chars().count();
        self.guesses += 1;
        // Labels of this table have no figures: what has some is a label and its figures in one.
        let figures = cell.bare.bytes().any(|b| b.is_ascii_digit());
        if !(4..=60).contains(&length) || figures || self.guesses > MOST_GUESSES {
            return None;
        }
        let mut scores: Vec<(f64, RequestRow)> = VOCABULARY
            .rows
            .iter()
            .map(|words| {
                let score = words.keys.iter().map(|key| similarity(key, &cell.bare)).fold(0.0, f64::max);
                let marked = cell.mark.is_some() && cell.mark == words.mark;
                (score + if marked { 0.1 } else { 0.0 }, words.what)
            })
            .collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, row) = *scores.first()?;
        let margin = best - scores.get(1)?.0;
        // Without any row before, only a near-certain resemblance may open the table.
        let enough = if self.result.observed.is_empty() { 0.85 } else { 0.66 };
        (best >= enough && margin >= 0.1 && self.may_follow(row)).then(|| Found::Row {
            row,
            rest: vec![String::new()],
            unlike: true,
        })
    }

    /// A row of column labels and nothing else, at the head of the table or repeated within it.
    fn is_header_row(&self, part: &Part<'_>) -> bool {
        if part.cells.iter().any(Cell::has_digits) {
            return false;
        }
        let words: Vec<&Cell> = part.cells.iter().filter(|cell| !cell.is_value()).collect();
        let headers = words.iter().filter(|cell| cell.mark.is_none() && VOCABULARY.is_header(&cell.key)).count();
        let mut rows: Vec<Target> = words
            .iter()
            .filter_map(|cell| VOCABULARY.whole(&cell.key, &cell.bare))
            .filter(|target| matches!(target, Target::Row(_)))
            .collect();
        rows.dedup();
        // A row of the body names one row of the form; three and more words that do not are a header.
        let unmarked = words.len() >= 3 && words.iter().all(|cell| cell.mark.is_none()) && rows.len() != 1;
        headers >= 2 || (rows.len() >= 2 && headers >= 1) || unmarked
    }
}

/// What is left of each wording behind a beginning.
fn rests<T>(words: &Words<T>, beginning: &str) -> Vec<String> {
    words.keys.iter().filter_map(|key| key.strip_prefix(beginning)).map(str::to_owned).collect()
}

/// Whether an open label goes on with a fragment; keeps the wordings for which that is so.
fn continue_with(open: &mut Vec<String>, fragment: &str) -> bool {
    let rest: Vec<String> = open.iter().filter_map(|rest| rest.strip_prefix(fragment)).map(str::to_owned).collect();
    let goes_on = !rest.is_empty();
    if goes_on {
        *open = rest;
    }
    goes_on
}
