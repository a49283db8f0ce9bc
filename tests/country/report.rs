//! Reports of the country: each follows from its organ, its year and a seed, and can be printed again at any time.

use std::collections::BTreeMap;

use gongkai::model::{Decimal, EditionId};
use gongkai::template::{edition, statistics_cell};
use gongkai_tests::writer::{Blanks, Case, Dice, Printed, Shape, doc_file};

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
        match self.case(Shape::Html) {
            Some(case) => self.named(case.article()),
            None => self.statistics(true),
        }
    }

    /// The report as a page of its own, as editors save it.
    pub(crate) fn page(&self) -> Printed {
        match self.case(Shape::Html) {
            Some(case) => self.named(case.print()),
            None => {
                let printed = self.statistics(true);
                Printed { text: format!("<html><body>{}</body></html>", printed.text), ..printed }
            }
        }
    }

    /// The report as text.
    pub(crate) fn text(&self) -> Printed {
        match self.case(Shape::TabRows) {
            Some(case) => self.named(case.print()),
            None => self.statistics(false),
        }
    }

    /// The report as a binary document of Word.
    pub(crate) fn word(&self) -> Printed {
        let printed = match self.case(Shape::Doc) {
            Some(case) => self.named(case.print()),
            None => {
                let printed = self.statistics(false);
                let lines: String = printed.text.lines().map(|line| format!("p\t{line}\n")).collect();
                Printed { text: lines, ..printed }
            }
        };
        Printed { bytes: doc_file(&printed.text), ..printed }
    }

    /// The case of a form with three tables; nothing before there was one.
    fn case(&self, shape: Shape) -> Option<Case> {
        let edition = match self.year {
            ..=2018 => return None,
            2019 | 2020 => EditionId::E2019,
            _ => EditionId::E2021,
        };
        let mut dice = Dice::new(self.seed);
        let density = *dice.pick(&[8, 25, 60]);
        let numbers = (0..NUMBERS)
            .map(|_| if dice.chance(density) { *dice.pick(&[1, 2, 5, 7, 13, 48, 96, 1204, 33_017]) } else { 0 })
            .collect();
        let blanks = *dice.pick(&[Blanks::Printed, Blanks::Printed, Blanks::ZerosBlank, Blanks::InnerTotalsBlank]);
        let blanks = if shape == Shape::Html { blanks } else { Blanks::Printed };
        Some(Case { edition, shape, numbers, blanks, damages: Vec::new(), style: self.seed })
    }

    /// With the organ and the year of ours in the place of those that the writer drew.
    fn named(&self, printed: Printed) -> Printed {
        let text = printed.text.replace(&printed.agency, &self.organ);
        let text = text.replacen(&format!("{}年", printed.year), &format!("{}年", self.year), 1);
        let years = format!("{}年度政府信息", printed.year);
        let text = text.replacen(&years, &format!("{}年度政府信息", self.year), 1);
        Printed { bytes: text.clone().into_bytes(), text, year: self.year, agency: self.organ.clone(), ..printed }
    }

    /// The national table of the years before 2019.
    fn statistics(&self, is_page: bool) -> Printed {
        let mut dice = Dice::new(self.seed);
        let (title, year) = (self.title(), self.year);
        let mut rows = vec![["统计指标".to_owned(), "单位".to_owned(), "统计数".to_owned()]];
        let mut truth: BTreeMap<String, Option<Decimal>> = BTreeMap::new();
        for line in edition(EditionId::S14).statistics {
            let size = *dice.pick(&[1, 5, 40, 900]);
            let number = dice.below(size);
            truth.insert(statistics_cell(line), Some(Decimal::from(number as u64)));
            rows.push([line.label.printed(), line.unit.to_owned(), number.to_string()]);
        }
        let prose = "本机关依法公开政府信息，现将有关情况公布如下。";
        let text = if is_page {
            let rows = rows.iter().map(|[a, b, c]| format!("<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>\n"));
            let rows: String = rows.collect();
            format!(
                "<h1>{title}</h1>\n<p>一、概述</p><p>{prose}</p><p>附件</p><p>政府信息公开情况统计表</p>\
                 <p>（{year}年度）</p><table>{rows}</table>"
            )
        } else {
            let rows: String = rows.iter().map(|row| row.join("\t") + "\n").collect();
            format!("{title}\n\n一、概述\n\n{prose}\n\n附件\n\n政府信息公开情况统计表\n（{year}年度）\n\n{rows}\n")
        };
        Printed { bytes: text.clone().into_bytes(), text, truth, year, agency: self.organ.clone() }
    }
}
