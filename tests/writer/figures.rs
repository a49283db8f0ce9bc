//! Figures that satisfy every sum of the form, and how each cell is printed.

use std::collections::BTreeMap;

use gongkai::model::Decimal;
use gongkai::template::{
    APPLICANTS, Applicant, Band, BandColumn, BandRow, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeOutcome, RequestRow,
    disputes_cell, proactive_cell, requests_cell, statistics_cell,
};

use super::{Case, Damage, Dice};

/// How zeros are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// As `0`.
    Printed,
    /// Left blank everywhere.
    ZerosBlank,
    /// As `0`, but 总计 of the inner rows of Table 3 is left blank.
    InnerTotalsBlank,
}

/// The figures of a report: what every cell prints, and what that says.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Text of every cell; empty: blank.
    pub printed: BTreeMap<String, String>,
    /// Number in every cell; nothing: blank.
    pub truth: BTreeMap<String, Option<Decimal>>,
}

struct Builder<'a> {
    numbers: std::slice::Iter<'a, u32>,
    case: &'a Case,
    dice: &'a mut Dice,
    figures: Figures,
}

impl Figures {
    /// The figures of a case.
    pub(super) fn new(case: &Case, dice: &mut Dice) -> Self {
        let figures = Self { printed: BTreeMap::new(), truth: BTreeMap::new() };
        let mut builder = Builder { numbers: case.numbers.iter(), case, dice, figures };
        if case.form().statistics.is_empty() {
            builder.requests();
            builder.disputes();
            builder.proactive();
        } else {
            builder.statistics();
        }
        builder.figures
    }
}

impl Builder<'_> {
    /// The next number of the case.
    fn next(&mut self) -> u32 {
        self.numbers.next().copied().unwrap_or(0)
    }

    fn count(&mut self, cell: String, number: u64, blank: bool) {
        let blank = blank || (number == 0 && self.case.blanks == Blanks::ZerosBlank);
        let text = if blank { String::new() } else { self.spelled(number) };
        self.put(cell, text, (!blank).then(|| Decimal::from(number)));
    }

    fn put(&mut self, cell: String, text: String, number: Option<Decimal>) {
        self.figures.printed.insert(cell.clone(), text);
        self.figures.truth.insert(cell, number);
    }

    fn spelled(&mut self, number: u64) -> String {
        let mut text = number.to_string();
        if self.case.damages.contains(&Damage::Thousands) && text.len() > 3 {
            text.insert_str(text.len() - 3, if self.dice.chance(70) { "," } else { "，" });
        }
        if self.case.damages.contains(&Damage::FullWidthDigits) && self.dice.chance(40) {
            text = text.chars().map(full_width).collect();
        }
        if self.case.damages.contains(&Damage::UnitInCell) && self.dice.chance(40) {
            text.push('件');
        }
        text
    }

    fn statistics(&mut self) {
        for line in self.case.form().statistics {
            let number = u64::from(self.next());
            self.count(statistics_cell(line), number, false);
        }
    }

    fn requests(&mut self) {
        let mut columns = Vec::new();
        for _ in 0..6 {
            columns.push(self.column());
        }
        for line in self.case.form().requests {
            let outer = line.group.is_none() || line.row == RequestRow::TotalProcessed;
            let values: Vec<u64> = columns.iter().map(|column| column.get(&line.row).copied().unwrap_or(0)).collect();
            for (&applicant, &value) in APPLICANTS.iter().zip(&values) {
                self.count(requests_cell(line.row, applicant), value, false);
            }
            let blank = !outer && self.case.blanks == Blanks::InnerTotalsBlank;
            self.count(requests_cell(line.row, Applicant::Total), values.iter().sum(), blank);
        }
    }

    /// A column of Table 3: the inner rows as they come, the others from the sums.
    fn column(&mut self) -> BTreeMap<RequestRow, u64> {
        let mut column = BTreeMap::new();
        for line in self.case.form().requests {
            if line.group.is_some() && line.row != RequestRow::TotalProcessed {
                column.insert(line.row, u64::from(self.next()));
            }
        }
        let total: u64 = column.values().sum();
        let out = u64::from(self.next());
        let carried_in = u64::from(self.next()).min(total + out);
        column.insert(RequestRow::TotalProcessed, total);
        column.insert(RequestRow::CarriedOut, out);
        column.insert(RequestRow::CarriedIn, carried_in);
        column.insert(RequestRow::NewReceived, total + out - carried_in);
        column
    }

    fn disputes(&mut self) {
        for &block in DISPUTE_BLOCKS {
            let mut total = 0;
            for &outcome in DISPUTE_OUTCOMES {
                let number = if outcome == DisputeOutcome::Total { total } else { u64::from(self.next()) };
                total += number;
                self.count(disputes_cell(block, outcome), number, false);
            }
        }
    }

    fn proactive(&mut self) {
        let form = self.case.form();
        for band in form.proactive {
            for row in band.rows {
                for column in band.columns {
                    self.proactive_figure(band, row, column);
                }
            }
        }
    }

    fn proactive_figure(&mut self, band: &Band, row: &BandRow, column: &BandColumn) {
        let cell = proactive_cell(self.case.form(), band, row, column);
        let number = self.next();
        if number == 0 && self.case.blanks == Blanks::ZerosBlank {
            self.put(cell, String::new(), None);
        } else if column.signed {
            let (text, negative) = self.signed(number);
            let number = Decimal::from(number);
            self.put(cell, text, Some(if negative { -number } else { number }));
        } else if column.id.starts_with("amount") {
            let (text, number) = self.money(number);
            let unit = match column.id {
                "amount" => *self.dice.pick(&["", "元", "万元"]),
                _ => "",
            };
            self.put(cell, text + unit, Some(number));
        } else {
            self.count(cell, u64::from(number), false);
        }
    }

    fn signed(&mut self, number: u32) -> (String, bool) {
        match (number, self.dice.below(6)) {
            (0, _) => ("0".into(), false),
            (_, 0) => (format!("+{number}"), false),
            (_, 1) => (format!("-{number}"), true),
            (_, 2) => (format!("增{number}"), false),
            (_, 3) => (format!("减{number}"), true),
            _ => (number.to_string(), false),
        }
    }

    fn money(&mut self, number: u32) -> (String, Decimal) {
        let scale = *self.dice.pick(&[0, 0, 1, 2, 4, 4, 6]);
        let fraction = if number == 0 { 0 } else { self.dice.below(10_usize.pow(scale)) };
        let unscaled = i64::from(number) * 10_i64.pow(scale) + fraction as i64;
        let number = Decimal::new(unscaled, scale);
        (number.to_string(), number)
    }
}

fn full_width(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
        other => other,
    }
}
