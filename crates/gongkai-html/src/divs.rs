//! Tables made of blocks: rows and cells by their style or class, or by their shape.

use gongkai_model::{Grid, GridBuilder, Locus};
use gongkai_plugin::Limits;

use crate::flat::Flat;
use crate::style;
use crate::table::cell_text;
use crate::tag::Tag;

/// A cell made of a block is short.
const LONGEST_CELL: u32 = 100;
/// Rows and columns from which shape alone tells a table.
const FEWEST: usize = 3;

/// Classes of rows and of cells.
const ROWS: &[&str] = &["tr", "row", "table-row", "tablerow", "trow"];
const CELLS: &[&str] = &["td", "th", "cell", "col", "table-cell", "tablecell", "tcell", "tcol"];

/// The table that the children of a node make up, where they do.
pub(crate) fn read(flat: &Flat<'_>, place: usize, limits: &Limits) -> Option<Grid> {
    let item = &flat.items[place];
    if item.cells > 0 || item.text == 0 || item.linked * 2 > item.text || !matches!(item.tag, Tag::Block | Tag::Inline)
    {
        return None;
    }
    let rows: Vec<Vec<usize>> = rows(flat, place)?;
    if !(marked(flat, &rows) || shaped(flat, &rows)) {
        return None;
    }
    let mut builder = GridBuilder::new(limits.cells);
    for row in &rows {
        for &cell in row {
            builder.cell(cell_text(flat, cell), Locus::node(flat.path(cell))).ok()?;
        }
        builder.end_row();
    }
    Some(builder.finish())
}

/// The element children of a node that are shown; nothing where text stands between them.
fn elements(flat: &Flat<'_>, place: usize) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for child in flat.children(place) {
        let item = &flat.items[child];
        if item.tag == Tag::Text && item.text > 0 {
            return None;
        }
        if item.node.is_element() && !item.hidden && item.tag != Tag::Skipped {
            found.push(child);
        }
    }
    Some(found)
}

/// Rows of cells: grandchildren, all short.
fn rows(flat: &Flat<'_>, place: usize) -> Option<Vec<Vec<usize>>> {
    let children = elements(flat, place)?;
    if children.len() < 2 {
        return None;
    }
    let rows: Option<Vec<Vec<usize>>> = children
        .into_iter()
        .map(|row| {
            let cells = elements(flat, row)?;
            let short =
                cells.iter().all(|&cell| flat.items[cell].text <= LONGEST_CELL && flat.items[cell].tag != Tag::Break);
            (short && cells.len() >= 2).then_some(cells)
        })
        .collect();
    rows
}

/// Rows and cells say that they are such.
fn marked(flat: &Flat<'_>, rows: &[Vec<usize>]) -> bool {
    let says = |place: usize, display: &str, classes: &[&str]| {
        style::value(flat.items[place].node, "display") == Some(display)
            || flat.attribute(place, "role") == Some(if display == "table-row" { "row" } else { "cell" })
            || flat
                .attribute(place, "class")
                .is_some_and(|class| class.split_ascii_whitespace().any(|class| classes.contains(&class)))
    };
    rows.iter().all(|row| {
        says(flat.items[row[0]].parent, "table-row", ROWS) && row.iter().all(|&cell| says(cell, "table-cell", CELLS))
    })
}

/// All rows have as many cells, and beside the first column most are figures.
fn shaped(flat: &Flat<'_>, rows: &[Vec<usize>]) -> bool {
    let columns = rows[0].len();
    if rows.len() < FEWEST || columns < FEWEST || rows.iter().any(|row| row.len() != columns) {
        return false;
    }
    let is_figure = |cell: usize| {
        let text = flat.raw_text(cell);
        text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,-/+".contains(c))
    };
    let figures = rows.iter().skip(1).flat_map(|row| &row[1..]).filter(|&&cell| is_figure(cell)).count();
    figures * 2 > (rows.len() - 1) * (columns - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> Option<(u32, u32)> {
        let page = crate::tree::parse(html);
        let flat = Flat::new(&page.html);
        let grid = (0..flat.items.len()).find_map(|at| read(&flat, at, &Limits::default()))?;
        Some((grid.rows(), grid.columns()))
    }

    #[test]
    fn blocks_that_are_tables() {
        let row = |name: &str| format!("<div><div>{name}</div><div>1</div><div>2</div></div>");
        let shaped = ["项目", "规章", "文件"].map(row).concat();
        assert_eq!(shape(&format!("<div>{shaped}</div>")), Some((3, 3)));
        let marked = "<div class=row><div class='col a'>规章</div><div class=col>12</div></div>".repeat(2);
        assert_eq!(shape(&format!("<div>{marked}</div>")), Some((2, 2)));
        let styled = "<p style='display: table-row'><span style='display:table-cell'>规章</span><span style='display:table-cell'>1</span></p>";
        assert_eq!(shape(&format!("<div>{}</div>", styled.repeat(2))), Some((2, 2)));
    }

    #[test]
    fn blocks_that_are_none() {
        let words = "<div><div>甲</div><div>乙</div><div>丙</div></div>".repeat(4);
        assert_eq!(shape(&format!("<div>{words}</div>")), None);
        assert_eq!(shape("<div><p>一</p><p>二</p></div>"), None);
    }
}
