//! The codebook: a row for each column of figures, what it takes of each edition, and what cannot be compared.

use std::io::{self, Write};

use gongkai_compare::harmony::{self, Column as Harmonized};
use gongkai_model::{EditionId, Language};

use super::unit_en;
use crate::table::{self, Cell, Column, Type};

/// Columns of the codebook.
const COLUMNS: [(&str, (&str, &str)); 11] = [
    ("column", ("数据列", "the column")),
    ("label_zh", ("中文名称：行/列", "name in Chinese, row/column")),
    ("label_en", ("英文名称", "name in English")),
    ("table", ("来自哪张表", "table of the form")),
    ("unit_zh", ("单位", "unit, in Chinese")),
    ("unit_en", ("单位（英文）", "unit, in English")),
    ("cells_s14", ("取自2014年统计表的单元格", "cells of the statistics table of 2014")),
    ("cells_2019", ("取自2019年版的单元格；+ 表示求和", "cells of the edition of 2019; + adds them up")),
    ("cells_2021", ("取自2021年版的单元格；+ 表示求和", "cells of the edition of 2021; + adds them up")),
    ("note_zh", ("说明：能否比较及原因", "what cannot be compared and why, in Chinese")),
    ("note_en", ("说明（英文）", "the same in English")),
];

/// The columns of the codebook, with what they are.
pub(super) fn columns() -> Vec<Column> {
    COLUMNS.into_iter().map(|(name, about)| Column::new(name, Type::Text, 20.0, about)).collect()
}

/// Names of the columns of the codebook, in order.
pub fn codebook_columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().map(|(name, _)| name)
}

/// Writes the codebook as CSV.
///
/// # Errors
/// What the writer gives.
pub fn codebook(out: &mut dyn Write, bom: bool) -> io::Result<()> {
    let options = table::Options { language: Language::En, bom, sheet: ("", ""), frozen: 0 };
    let mut table = table::csv(out, columns(), &options)?;
    for column in harmony::columns() {
        let cells = [EditionId::S14, EditionId::E2019, EditionId::E2021].map(|edition| taken(column, edition));
        let [s14, e2019, e2021] = &cells;
        table.row(
            out,
            &[
                Cell::text(&column.id),
                Cell::text(&column.name),
                Cell::text(&column.name_en),
                Cell::text(column.table.id()),
                Cell::text(column.unit),
                Cell::text(unit_en(column.unit)),
                Cell::text(s14),
                Cell::text(e2019),
                Cell::text(e2021),
                Cell::text(&column.note.0),
                Cell::text(&column.note.1),
            ],
        )?;
    }
    table.finish(out)
}

fn taken(column: &Harmonized, edition: EditionId) -> String {
    let cells = column.takes.iter().filter(|(known, _)| *known == edition).flat_map(|(_, cells)| cells);
    cells.map(|cell| cell.cell().path.as_str()).collect::<Vec<_>>().join(" + ")
}
