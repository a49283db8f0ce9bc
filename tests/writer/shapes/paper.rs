//! A web page to be printed: sound elements, and a style of its own.

use crate::writer::prose::Part;
use crate::writer::sheet::{Role, Sheet};

/// The whole page. Elements are closed and nothing is hidden: a printer shows what stands here.
pub(in crate::writer) fn document(parts: &[Part], style: &str, border: bool) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><style>{style}</style></head><body>\n"
    );
    for part in parts {
        page.push_str(&match part {
            Part::Title(text) => format!("<h1>{}</h1>\n", escaped(text)),
            Part::Heading(text) => format!("<p class=\"heading\">{}</p>\n", escaped(text)),
            Part::Paragraph(text) => format!("<p>{}</p>\n", escaped(text)),
            Part::Page(number) => format!("<p class=\"number\">- {number} -</p>\n"),
            Part::Table(sheet) => table(sheet, border),
        });
    }
    page + "</body></html>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}

fn table(sheet: &Sheet, border: bool) -> String {
    // Some programs know borders by this attribute only.
    let border = if border { " border=1" } else { "" };
    let rows: Vec<String> = (0..sheet.rows).map(|row| self::row(sheet, row)).collect();
    // A head that a cell reaches out of is none.
    let head = sheet.header_rows;
    let crosses = sheet.cells.iter().any(|cell| cell.row < head && cell.row + cell.row_span > head);
    let head = if crosses { 0 } else { head };
    format!("<table{border}><thead>{}</thead><tbody>{}</tbody></table>\n", rows[..head].concat(), rows[head..].concat())
}

fn row(sheet: &Sheet, row: usize) -> String {
    let mut cells: Vec<_> = sheet.cells.iter().filter(|cell| cell.row == row).collect();
    cells.sort_by_key(|cell| cell.column);
    let cell = |cell: &&crate::writer::sheet::Cell| {
        let class = match cell.role {
            Role::Label => "label",
            Role::Header => "header",
            Role::Value => "value",
        };
        let (rows, columns) = (cell.row_span.min(sheet.rows - row), cell.column_span);
        format!("<td class={class} rowspan={rows} colspan={columns}>{}</td>", escaped(&cell.text))
    };
    format!("<tr>{}</tr>\n", cells.iter().map(cell).collect::<String>())
}
