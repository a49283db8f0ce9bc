//! Reports of the country: each follows from its organ, its year and a seed, and can be printed again at any time.

use gongkai::model::EditionId;
use gongkai_tests::writer::{Blanks, Case, Dice, Printed, Shape};

/// Numbers that a report needs at most.
const NUMBERS: usize = 180;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) organ: String,
    pub(crate) year: i32,
    pub(crate) seed: u64,
}

impl Report {
    /// `澄汀县财政局2023年政府信息公开工作年度报告`
    pub(crate) fn title(&self) -> String {
        format!("{}{}年政府信息公开工作年度报告", self.organ, self.year)
    }

    /// The report as the article of a page.
    pub(crate) fn article(&self) -> Printed {
        self.case(Shape::Html).article()
    }

    /// The report in a shape: a page of its own, text, or a file of an office program.
    pub(crate) fn print(&self, shape: Shape) -> Printed {
        self.case(shape).print()
    }

    /// The report as a PDF.
    pub(crate) fn pdf(&self) -> Printed {
        self.case(Shape::Html).print_to_pdf()
    }

    /// The case: a form with three tables, and the one national table before there was such a form.
    fn case(&self, shape: Shape) -> Case {
        let edition = match self.year {
            ..=2018 => EditionId::S14,
            2019 | 2020 => EditionId::E2019,
            _ => EditionId::E2021,
        };
        let mut dice = Dice::new(self.seed);
        let density = *dice.pick(&[8, 25, 60]);
        let numbers = (0..NUMBERS)
            .map(|_| if dice.chance(density) { *dice.pick(&[1, 2, 5, 7, 13, 48, 96, 1204, 33_017]) } else { 0 })
            .collect();
        let blanks = *dice.pick(&[Blanks::Printed, Blanks::Printed, Blanks::ZerosBlank, Blanks::InnerTotalsBlank]);
        let blanks = if shape == Shape::Html && edition != EditionId::S14 { blanks } else { Blanks::Printed };
        let heading = Some((self.organ.clone(), self.year));
        Case { edition, shape, numbers, blanks, damages: Vec::new(), style: self.seed, heading }
    }
}
