//! The shapes of text in which reports are found: one printer each.

mod dashes;
mod delimited;
pub(super) mod doc;
pub(super) mod docx;
mod frames;
mod html;
mod layout;
mod lines;
mod odt;
pub(super) mod ofd;
mod pandas;
pub(super) mod paper;
pub(super) mod pdf;
mod rtf;
pub(super) mod xlsx;

use super::prose::Part;
use super::sheet::Sheet;
use super::{Case, Dice};

/// A shape of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Rows with tabs, merged cells empty.
    TabRows,
    /// Markdown pipe tables, rectangular.
    PipeFull,
    /// Markdown pipe tables, merged cells not there.
    PipeDropped,
    /// `cell| cell| cell` without outer pipes.
    BareBars,
    /// `+---+` grids.
    PandocGrid,
    /// Columns under dashes.
    PandocDashes,
    /// Box drawing characters, with spans.
    BoxFrame,
    /// `|===`.
    AsciiDoc,
    /// Columns by white space, as on the page.
    Layout,
    /// One cell a line.
    CellPerLine,
    /// Everything on one line, tabs between.
    OneLine,
    /// A data frame printed as Markdown.
    Pandas,
    /// A web page.
    Html,
    /// A Word document. Its text is the main part; the package around it is what is read.
    Docx,
    /// An OpenDocument text in one file.
    Odt,
    /// Rich text.
    Rtf,
    /// A workbook. Its text lists the cells; the workbook of them is what is read.
    Xlsx,
    /// A binary document of Word. Its text lists paragraphs and cells; the file of them is what is read.
    Doc,
    /// A file with fixed pages. Its text lists the members; the package of them is what is read.
    Ofd,
}

impl Shape {
    /// Every shape.
    pub const ALL: &'static [Self] = &[
        Self::TabRows,
        Self::PipeFull,
        Self::PipeDropped,
        Self::BareBars,
        Self::PandocGrid,
        Self::PandocDashes,
        Self::BoxFrame,
        Self::AsciiDoc,
        Self::Layout,
        Self::CellPerLine,
        Self::OneLine,
        Self::Pandas,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Xlsx,
        Self::Doc,
        Self::Ofd,
    ];
}

/// How headings are marked in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadingStyle {
    Plain,
    Hashes,
    Bold,
}

/// Prints the parts of a report in the shape of the case.
pub(super) fn print(case: &Case, parts: &[Part], dice: &mut Dice) -> String {
    match case.shape {
        Shape::Layout => layout::document(parts, dice),
        Shape::OneLine => lines::one_line(parts, dice),
        Shape::CellPerLine => lines::cell_per_line(parts, dice),
        Shape::Pandas => pandas::document(parts, dice),
        Shape::Html => html::document(parts, dice),
        Shape::Docx => docx::document(parts, dice),
        Shape::Doc => doc::document(parts, dice),
        Shape::Odt => odt::document(parts, dice),
        Shape::Rtf => rtf::document(parts, dice),
        Shape::Xlsx => xlsx::document(parts, dice),
        Shape::Ofd => ofd::document(parts, dice),
        _ => document(case, parts, dice),
    }
}

/// The article of a web page, without the page.
pub(super) fn article(parts: &[Part], dice: &mut Dice) -> String {
    html::article(parts, dice)
}

/// Paragraphs and tables with blank lines between.
fn document(case: &Case, parts: &[Part], dice: &mut Dice) -> String {
    let markdown = !matches!(case.shape, Shape::BoxFrame);
    let style = if markdown {
        *dice.pick(&[HeadingStyle::Plain, HeadingStyle::Hashes, HeadingStyle::Bold])
    } else {
        HeadingStyle::Plain
    };
    let variant = dice.below(1 << 16) as u64;
    let mut blocks = Vec::new();
    for part in parts {
        blocks.push(match part {
            Part::Title(text) | Part::Heading(text) => heading(text, style, dice),
            Part::Paragraph(text) => text.clone(),
            Part::Page(number) => format!("- {number} -"),
            Part::Table(sheet) => table(case, sheet, variant, dice),
        });
    }
    blocks.join("\n\n") + "\n"
}

fn heading(text: &str, style: HeadingStyle, dice: &mut Dice) -> String {
    match style {
        HeadingStyle::Plain => text.to_owned(),
        HeadingStyle::Hashes => format!("{} {text}", "#".repeat(1 + dice.below(4))),
        HeadingStyle::Bold => format!("**{text}**"),
    }
}

/// A table. `variant` holds the small choices that are the same for all tables of a document.
fn table(case: &Case, sheet: &Sheet, variant: u64, dice: &mut Dice) -> String {
    let variant = &mut Dice::new(variant);
    match case.shape {
        Shape::PipeFull => delimited::pipes(case, sheet, false, variant, dice),
        Shape::PipeDropped => delimited::pipes(case, sheet, true, variant, dice),
        Shape::BareBars => delimited::bars(case, sheet, dice),
        Shape::PandocGrid => frames::grid(sheet, variant),
        Shape::BoxFrame => frames::boxes(sheet),
        Shape::PandocDashes => dashes::table(sheet, variant),
        Shape::AsciiDoc => delimited::asciidoc(sheet, variant),
        _ => delimited::tabs(case, sheet, dice),
    }
}
