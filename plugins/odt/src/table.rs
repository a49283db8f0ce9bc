//! Tables: rows and cells, those that are repeated and those that others cover.

use gongkai_package::Element;
use gongkai_plugin::ImportError;
use gongkai_word::{Rows, Span};

use crate::body::Walk;

/// Times that a row or a cell is repeated at most.
const MOST_REPEATS: usize = 1_000;
/// Bytes that repetition may add to a text.
pub(crate) const MOST_REPEATED: usize = 4 << 20;

impl<'a> Walk<'a> {
    pub(crate) fn table(&mut self, table: Element<'a>) -> Result<(), ImportError> {
        self.flow.begin_table();
        let done = self.rows(table);
        self.flow.end_table();
        done
    }

    /// The rows in an element: those of a head stand in one of their own.
    fn rows(&mut self, parent: Element<'a>) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("table", "table-row") => {
                    for _ in 0..self.repeats(element, "number-rows-repeated") {
                        self.flow.begin_row(0, 0)?;
                        self.cells(element)?;
                    }
                }
                ("table", "table-header-rows" | "table-rows" | "table-row-group") => self.rows(element)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: Element<'a>) -> Result<(), ImportError> {
        for element in row.elements() {
            match element.name() {
                ("table", "table-cell") => {
                    let number = |name: &str| element.attribute(name).and_then(|number| number.parse::<u32>().ok());
                    let columns = number("number-columns-spanned").unwrap_or(1);
                    let rows = Rows::Count(number("number-rows-spanned").unwrap_or(1));
                    for _ in 0..self.repeats(element, "number-columns-repeated") {
                        self.flow.begin_cell(Span { columns, rows, ..Span::default() })?;
                        self.blocks(element)?;
                    }
                }
                ("table", "covered-table-cell") => self.flow.hide(&element.text()),
                _ => {}
            }
        }
        Ok(())
    }

    /// How often an element stands in the text: as often as it says, within bounds on all that is repeated.
    fn repeats(&mut self, element: Element<'a>, name: &str) -> usize {
        let said = element.attribute(name).and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
        let wanted = said.clamp(1, MOST_REPEATS);
        if wanted == 1 {
            return 1;
        }
        let more = (wanted - 1).saturating_mul(element.below().count() * 16 + element.text().len() + 16);
        if more > self.repeatable || element.elements().next().is_none() && name.contains("rows") {
            return 1;
        }
        self.repeatable -= more;
        wanted
    }
}
