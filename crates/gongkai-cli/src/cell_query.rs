//! What `--evidence` names: a cell, the cells of a row or a table, or words of a label.

use gongkai::model::{Fact, Report};
use gongkai::template::{EDITIONS, narrative};

/// The facts of a report that a query names: the cell itself, else everything below the path, else every label that
/// holds the words (Chinese only: paths are ASCII).
pub(crate) fn find<'a>(report: &'a Report, query: &str) -> Vec<&'a Fact> {
    let facts: Vec<&Fact> = report.facts.iter().filter(|fact| matches(&fact.cell, &fact.label, query)).collect();
    let exact: Vec<&Fact> = facts.iter().copied().filter(|fact| fact.cell == query).collect();
    if exact.is_empty() { facts } else { exact }
}

fn matches(cell: &str, label: &str, query: &str) -> bool {
    if query.is_ascii() {
        let rest = cell.strip_prefix(query);
        return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_']) || query.ends_with(['.', '_']));
    }
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    squeeze(label).contains(&squeeze(query)) || cell.starts_with(query)
}

/// Whether some edition, or the list of quantities told in prose, has what a query names. Indicators that an agency laid
/// out itself have names of their own, so that these are known only from a report.
pub(crate) fn is_known(query: &str) -> bool {
    let open = query == "free" || query.starts_with("free.");
    open || told().any(|(cell, label)| matches(&cell, &label, query))
        || EDITIONS.iter().flat_map(|edition| edition.cells()).any(|cell| matches(&cell.path, &cell.label(), query))
}

/// Cells and labels of what prose tells.
fn told() -> impl Iterator<Item = (String, String)> {
    narrative::quantities().flat_map(|quantity| {
        let cells = ["", ".share", ".change"].map(|of| format!("{}{of}", quantity.cell()));
        cells.map(|cell| (cell, quantity.label.to_owned()))
    })
}

/// Cells and rows whose names are near to a query, the nearest first.
pub(crate) fn suggestions(query: &str) -> Vec<String> {
    let mut names: Vec<String> = EDITIONS
        .iter()
        .flat_map(|edition| edition.cells())
        .flat_map(|cell| {
            let row = cell.path.rsplit_once('.').map(|(row, _)| row.to_owned());
            [Some(cell.path), row].into_iter().flatten()
        })
        .collect();
    names.extend(narrative::quantities().map(narrative::Quantity::cell));
    names.sort_unstable();
    names.dedup();
    // Of names as near as each other those of the table that was asked for come first.
    let table = |name: &str| name.split_once('.').map(|(table, _)| table.to_owned());
    let asked = table(query);
    let mut near: Vec<(usize, bool, String)> = names
        .into_iter()
        .map(|name| (distance(&name, query), asked.is_some() && table(&name) != asked, name))
        .collect();
    near.sort();
    let limit = near.first().map_or(0, |(least, ..)| least + 1).min(query.chars().count().max(4) / 2);
    near.into_iter().take_while(|&(distance, ..)| distance <= limit).take(5).map(|(_, _, name)| name).collect()
}

/// Characters to change, add or drop between two names. The table in front (`t3.`) may be left out for free, the group
/// of the row (`denied_`) for one.
fn distance(name: &str, query: &str) -> usize {
    let tail = name.split_once('.').map_or(name, |(_, tail)| tail);
    let asked = query.split_once('.').map_or(query, |(_, tail)| tail);
    let inside = asked.len() > 5 && tail.ends_with(asked);
    if inside { 1 } else { edits(name, query).min(edits(tail, query)) }
}

/// Characters to change, add or drop between two words.
pub(crate) fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &b) in right.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_name_cells_rows_tables_and_labels() {
        for query in [
            "t3.granted.total",
            "t3.granted",
            "t3",
            "t4.reconsideration",
            "t2_2021.art20_1",
            "予以公开",
            "narrative",
            "narrative.requests",
            "narrative.denied.share",
        ] {
            assert!(is_known(query), "{query}");
        }
        for query in ["t3.grante", "narrative.x", "granted", "t5", "", "予以公关"] {
            assert!(!is_known(query), "{query}");
        }
    }

    #[test]
    fn suggestions_are_near() {
        assert_eq!(suggestions("t3.grnted"), ["t3.granted"]);
        assert_eq!(suggestions("granted.total").first().map(String::as_str), Some("t3.granted.total"));
        assert_eq!(suggestions("t3.state_secret").first().map(String::as_str), Some("t3.denied_state_secret"));
        assert_eq!(suggestions("完全不同的名字"), [""; 0]);
    }
}
