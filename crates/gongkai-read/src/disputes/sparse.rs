//! A row of Table 4 on a page laid out by white space, where figures stand below no header: what the names of the blocks
//! above and the sums of the blocks say of each cell.
//!
//! Every way to place the figures in order is tried in which the total of each block that has figures is the sum of its
//! outcomes and each figure stands where its block may be. A cell in which all ways that are left agree is decided, any
//! other stays open. Without places the sums of five small figures prove too little.

use gongkai_model::Decimal;
use gongkai_template::DisputeBlock;

use super::{FIFTEEN, FIVE, Run};
use crate::facts::Slot;
use crate::flatten::Cell;
use crate::geometry::{Measure, centre, choices, start};

/// Mark of cells whose columns follow from the sums.
pub(super) const BY_SUMS: &str = "columns_by_sums";
/// Figures of a row that are tried in every way; there are 6,435 at most.
const MOST_FIGURES: usize = FIFTEEN - 1;
/// Left edges that differ by no more than this are one edge.
const SAME_EDGE: f64 = 1.0;

/// The cells that are decided, and those that are not with the figures they may hold; nothing if no cell is decided.
///
/// `names` are the names of blocks above the figures, `header` the outcomes.
pub(super) fn place<'a>(
    run: &Run<'a>,
    names: &[(DisputeBlock, &'a Cell)],
    header: &[&Cell],
) -> Option<Vec<Option<Slot<'a>>>> {
    let cells: Vec<&Cell> = run.cells.iter().copied().filter(|cell| !cell.is_blank()).collect();
    if cells.is_empty() || cells.len() > MOST_FIGURES || !cells.iter().all(|cell| cell.has_digits()) {
        return None;
    }
    let figures: Vec<Decimal> = cells.iter().map(|cell| Slot::Cell(cell).number()).collect::<Option<_>>()?;
    let mut ways = choices(FIFTEEN, figures.len());
    ways.retain(|way| adds_up(way, &figures));
    let page = Page::of(&cells, names, header)?;
    ways.retain(|way| page.allows(way));
    let slots: Vec<Slot<'a>> = (0..FIFTEEN).map(|cell| slot(cell, &ways, &cells)).collect();
    let decided = !ways.is_empty() && slots.iter().any(|slot| !matches!(slot, Slot::Several { .. }));
    decided.then(|| slots.into_iter().map(Some).collect())
}

/// Whether each block with figures has a total, and that is the sum of its outcomes.
fn adds_up(way: &[usize], figures: &[Decimal]) -> bool {
    (0..FIFTEEN / FIVE).all(|block| {
        let total = block * FIVE + FIVE - 1;
        let of_block = || way.iter().zip(figures).filter(|(cell, _)| (block * FIVE..=total).contains(*cell));
        let sum: Decimal = of_block().filter(|(cell, _)| **cell != total).map(|(_, figure)| figure).sum();
        match of_block().find(|(cell, _)| **cell == total) {
            Some((_, figure)) => *figure == sum,
            None => of_block().next().is_none(),
        }
    })
}

fn slot<'a>(cell: usize, ways: &[Vec<usize>], cells: &[&'a Cell]) -> Slot<'a> {
    let mut figures: Vec<Option<usize>> =
        ways.iter().map(|way| way.iter().position(|&placed| placed == cell)).collect();
    figures.sort_unstable();
    figures.dedup();
    let value = |figure: &usize| Slot::Cell(cells[*figure]).number();
    match figures[..] {
        [None] => Slot::Lost,
        [Some(figure)] => match value(&figure) {
            Some(value) => Slot::Joined { cells: vec![cells[figure]], value },
            None => Slot::Cell(cells[figure]),
        },
        _ => {
            let mut candidates: Vec<Decimal> = figures.iter().flatten().filter_map(value).collect();
            candidates.sort_unstable();
            candidates.dedup();
            Slot::Several { cells: cells.to_vec(), candidates }
        }
    }
}

/// Where figures and names of blocks stand on a page laid out by white space.
struct Page {
    /// For each figure, the blocks that it may belong to.
    blocks: Vec<[bool; 3]>,
    /// Left edges of the figures, and of the blocks where their names stand at the left edge of their first column.
    edges: Option<(Vec<f64>, [f64; 3])>,
}

impl Page {
    fn of(cells: &[&Cell], names: &[(DisputeBlock, &Cell)], header: &[&Cell]) -> Option<Self> {
        let mut blocks = vec![[false; 3]; cells.len()];
        let mut edges = None;
        for measure in [Measure::Chars, Measure::Columns] {
            let (lefts, middles) = (places(names, measure, start)?, places(names, measure, centre)?);
            let figures: Option<Vec<f64>> = cells.iter().map(|cell| start(cell, measure)).collect();
            let figures = figures?;
            let middle = |a: usize| (middles[a] + middles[a + 1]) / 2.0;
            for (allowed, &figure) in blocks.iter_mut().zip(&figures) {
                // A name stands at the left edge of its block or in the middle; either may be meant.
                allowed[block_at(figure + SAME_EDGE, [lefts[1], lefts[2]])] = true;
                allowed[block_at(figure, [middle(0), middle(1)])] = true;
            }
            let leftmost = header.iter().filter_map(|cell| start(cell, measure)).fold(f64::MAX, f64::min);
            if (leftmost - lefts[0]).abs() <= SAME_EDGE && edges.is_none() {
                edges = Some((figures, lefts));
            }
        }
        Some(Self { blocks, edges })
    }

    fn allows(&self, way: &[usize]) -> bool {
        let in_block = way.iter().zip(&self.blocks).all(|(cell, allowed)| allowed[cell / FIVE]);
        in_block && (0..3).all(|block| self.fits(way, block))
    }

    /// Whether the figure at the left edge of a block, if there is one, is in its first column.
    fn fits(&self, way: &[usize], block: usize) -> bool {
        let Some((figures, lefts)) = &self.edges else { return true };
        way.iter()
            .zip(figures)
            .filter(|(cell, _)| **cell / FIVE == block)
            .all(|(cell, figure)| (figure - lefts[block]).abs() > SAME_EDGE || cell % FIVE == 0)
    }
}

/// The block that begins at or before a place, given where the second and the third begin.
fn block_at(place: f64, begins: [f64; 2]) -> usize {
    begins.iter().filter(|&&begin| begin <= place).count()
}

/// Where the names of the three blocks stand, left to right.
fn places(
    names: &[(DisputeBlock, &Cell)],
    measure: Measure,
    at: fn(&Cell, Measure) -> Option<f64>,
) -> Option<[f64; 3]> {
    let of = |block: DisputeBlock| {
        let mut found = names.iter().filter(|(named, _)| *named == block);
        let place = at(found.next()?.1, measure)?;
        found.next().is_none().then_some(place)
    };
    let all = [
        of(DisputeBlock::Reconsideration)?,
        of(DisputeBlock::LitigationDirect)?,
        of(DisputeBlock::LitigationAfterReconsideration)?,
    ];
    all.is_sorted().then_some(all)
}
