//! Every cell of every form, each with a number that stands for its path.

use std::collections::HashMap;
use std::sync::LazyLock;

use gongkai_model::{EditionId, TableId};
use gongkai_template::EDITIONS;

/// Number of a cell of the forms: its place in [`cells`]. Not stable from version to version; paths are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(u16);

/// A cell of the forms.
#[derive(Debug)]
pub struct Cell {
    /// Path (`t3.granted.total`).
    pub path: String,
    /// Label on the form, in Chinese, `row/column`; of the latest form that has the cell.
    pub label: String,
    /// Which table it stands in.
    pub table: TableId,
    /// Unit where the form fixes it; empty: not printed.
    pub unit: &'static str,
    /// Editions whose form has the cell, oldest first.
    pub editions: Vec<EditionId>,
}

struct Cells {
    all: Vec<Cell>,
    by_path: HashMap<String, CellId>,
}

static CELLS: LazyLock<Cells> = LazyLock::new(|| {
    let (mut all, mut by_path) = (Vec::<Cell>::new(), HashMap::new());
    for edition in EDITIONS.iter().rev() {
        for info in edition.cells() {
            let next = CellId(u16::try_from(all.len()).unwrap_or(u16::MAX));
            let id = *by_path.entry(info.path.clone()).or_insert(next);
            match all.get_mut(usize::from(id.0)) {
                Some(cell) => cell.editions.insert(0, edition.id),
                None => all.push(Cell {
                    label: info.label(),
                    path: info.path,
                    table: info.table,
                    unit: info.unit,
                    editions: vec![edition.id],
                }),
            }
        }
    }
    Cells { all, by_path }
});

/// All cells, those of the latest form first, in the order of the form.
pub fn cells() -> &'static [Cell] {
    &CELLS.all
}

/// The number of a cell; nothing for what is in no form (`free.…`, `narrative.…`).
pub fn cell(path: &str) -> Option<CellId> {
    CELLS.by_path.get(path).copied()
}

impl CellId {
    /// What the number stands for.
    pub fn cell(self) -> &'static Cell {
        // Numbers are made here only, from cells that are there.
        &CELLS.all[usize::from(self.0)]
    }

    /// Its place in [`cells`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_every_form_has_one_number() {
        let count: usize = EDITIONS.iter().map(|edition| edition.cells().count()).sum();
        let listed: usize = cells().iter().map(|cell| cell.editions.len()).sum();
        assert_eq!(listed, count);
        for (at, found) in cells().iter().enumerate() {
            let id = cell(&found.path).expect("listed");
            assert_eq!((id.index(), &id.cell().path), (at, &found.path));
        }
    }

    #[test]
    fn tables_3_and_4_are_shared_by_two_editions() {
        let granted = cell("t3.granted.total").expect("in both forms").cell();
        assert_eq!(granted.editions, [EditionId::E2019, EditionId::E2021]);
        assert_eq!(cell("free.公开数.数量"), None);
    }
}
