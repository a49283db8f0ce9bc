//! A test-only writer: a random report, printed in one of the shapes that converters and web pages leave, damaged in
//! ways that keep every digit. What it printed is the truth that a reading is compared with.

mod damage;
mod dice;
pub mod doc;
mod figures;
mod form;
mod prose;
mod shapes;
mod sheet;
mod strategy;
mod traditional;

use std::collections::BTreeMap;

use gongkai::model::{Decimal, EditionId};
use gongkai::template::{Edition, edition};

pub use damage::Damage;
pub use dice::Dice;
pub use figures::{Blanks, Figures};
pub use shapes::Shape;
pub use shapes::docx::zipped;
pub use shapes::pdf::objects as pdf_file;
pub use strategy::cases;

/// Everything that decides a printed report; plain data, so that a failing case can be made smaller.
#[derive(Debug, Clone)]
pub struct Case {
    /// The form.
    pub edition: EditionId,
    /// The shape of the text.
    pub shape: Shape,
    /// Numbers from which the figures are made.
    pub numbers: Vec<u32>,
    /// How zeros are printed.
    pub blanks: Blanks,
    /// What happened to the text.
    pub damages: Vec<Damage>,
    /// Seed of all small choices: wording, widths, places of damage.
    pub style: u64,
    /// Agency and year of the title; nothing: they are drawn.
    pub heading: Option<(String, i32)>,
}

/// A printed report with what it says.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The text.
    pub text: String,
    /// What is read: the text, or the file around it.
    pub bytes: Vec<u8>,
    /// Every cell of the form: its number, or nothing where a blank was printed.
    pub truth: BTreeMap<String, Option<Decimal>>,
    /// The year in the title.
    pub year: i32,
    /// The agency in the title.
    pub agency: String,
}

impl Case {
    /// The form of the case.
    pub fn form(&self) -> &'static Edition {
        edition(self.edition)
    }

    /// Whether all zeros are printed and nothing is damaged.
    pub fn is_clean(&self) -> bool {
        self.damages.is_empty() && self.blanks == Blanks::Printed
    }

    /// Prints the report.
    pub fn print(&self) -> Printed {
        self.printed(|document, dice| shapes::print(self, document, dice))
    }

    /// Prints the report as the article of a web page, for pages that somebody else builds around it.
    pub fn article(&self) -> Printed {
        self.printed(shapes::article)
    }

    /// Prints the report as a web page for paper, with a style sheet, and with lines around cells or without.
    pub fn print_for_paper(&self, style: &str, border: bool) -> Printed {
        self.printed(|document, _| shapes::paper::document(document, style, border))
    }

    /// Prints the report as a PDF with lines around its cells, as office programs do. Its text is the file, byte by byte.
    pub fn print_to_pdf(&self) -> Printed {
        self.printed(|document, _| shapes::pdf::file(document))
    }

    fn printed(&self, print: impl Fn(&[prose::Part], &mut Dice) -> String) -> Printed {
        let mut dice = Dice::new(self.style);
        let figures = Figures::new(self, &mut dice);
        let (heading, document) = prose::document(self, &figures, &mut dice);
        let document = damage::apply(self, document, &mut dice);
        let text = print(&document, &mut dice);
        let text = if self.damages.contains(&Damage::LineEndings) { text.replace('\n', "\r\n") } else { text };
        let bytes = match self.shape {
            Shape::Docx => shapes::docx::package(&text),
            Shape::Doc => shapes::doc::file(&text),
            Shape::Xlsx => shapes::xlsx::package(&text),
            Shape::Ofd => shapes::ofd::package(&text),
            _ => text.clone().into_bytes(),
        };
        Printed { text, bytes, truth: figures.truth, year: heading.year, agency: heading.agency }
    }
}
