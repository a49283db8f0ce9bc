//! Tables: rows and cells, and how far each reaches.

use gongkai_package::Element;
use gongkai_plugin::ImportError;
use gongkai_word::{Rows, Span};

use crate::body::Walk;
use crate::styles::{switch, value};

impl<'a> Walk<'a> {
    pub(crate) fn table(&mut self, table: Element<'a>) -> Result<(), ImportError> {
        self.flow.begin_table();
        let done = self.rows(table);
        self.flow.end_table();
        done
    }

    /// The rows in an element, which content controls and tracked changes may wrap.
    fn rows(&mut self, parent: Element<'a>) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("w", "tr") => self.row(element)?,
                ("w", "tblPr" | "tblGrid" | "sdtPr" | "customXmlPr") => {}
                ("w", "del" | "moveFrom") => self.flow.tracked(),
                ("mc", "AlternateContent") => self.chosen(element, Self::rows)?,
                _ => self.rows(element)?,
            }
        }
        Ok(())
    }

    fn row(&mut self, row: Element<'a>) -> Result<(), ImportError> {
        let properties = row.child("w", "trPr");
        let number = |name: &str| properties.and_then(|all| value(all, name)?.parse().ok()).unwrap_or(0);
        let has = |name: &str| properties.is_some_and(|all| all.child("w", name).is_some());
        if has("del") || has("ins") {
            self.flow.tracked();
        }
        if has("del") {
            return Ok(());
        }
        if properties.and_then(|all| switch(all, "hidden")).unwrap_or(false) {
            self.flow.hide(&row.text());
            return Ok(());
        }
        self.flow.begin_row(number("gridBefore"), number("gridAfter"))?;
        self.cells(row)
    }

    fn cells(&mut self, parent: Element<'a>) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("w", "tc") => self.cell(element)?,
                ("w", "trPr" | "tblPrEx" | "sdtPr" | "customXmlPr") => {}
                ("w", "del" | "moveFrom") => self.flow.tracked(),
                _ => self.cells(element)?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, cell: Element<'a>) -> Result<(), ImportError> {
        let properties = cell.child("w", "tcPr");
        if properties.is_some_and(|all| all.child("w", "cellDel").is_some()) {
            self.flow.tracked();
            return Ok(());
        }
        let columns = properties.and_then(|all| value(all, "gridSpan")?.parse::<u32>().ok()).unwrap_or(1);
        // A merge without a word continues the cell above or before.
        let merge = |name: &str| {
            let merge = properties.and_then(|all| all.child("w", name))?;
            Some(merge.attribute("val").unwrap_or("continue"))
        };
        let rows = match merge("vMerge") {
            None => Rows::Count(1),
            Some("restart") => Rows::Begin,
            Some(_) => Rows::Continue,
        };
        let joins = merge("hMerge").is_some_and(|merge| merge != "restart");
        self.flow.begin_cell(Span { columns, edge: None, rows, joins })?;
        self.blocks(cell)
    }
}
