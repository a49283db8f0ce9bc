//! Figures of two columns run together: `346085376` is 3460 and 85376.
//!
//! A split must have no leading zero, a cumulative figure is not below that of the year, and the items listed below an
//! indicator (其中) make it up in every column. Where that leaves several ways, a figure that the report's own text gives
//! for the same thing decides.

use crate::glued::digits::{Digits, splits};

use super::scan::{List, Run, own_number};

/// Ways to combine the splits of a group that are looked at.
const MOST_COMBINATIONS: usize = 4096;
/// Characters that begin a label and stand before its figure in a sentence.
const STEM: usize = 4;

/// The ways to read the figures of an entry, each a figure a column; empty where nothing or words stand there.
pub(super) type Ways = Vec<Vec<u64>>;

/// The ways to read each entry of a list, fewer where others or the text decide.
pub(super) fn ways(list: &List, sentences: &[&str]) -> Vec<Ways> {
    let columns = list.columns.len();
    let cumulative = columns == 2 && list.columns[1].contains("累计");
    let mut all: Vec<Ways> = list
        .entries
        .iter()
        .map(|entry| {
            let digits = Digits::of(entry.runs.iter().map(|run| run.text.as_str()));
            let found = digits.and_then(|digits| splits(&digits, columns)).map_or_else(Vec::new, |(found, _)| found);
            let figures = found.into_iter().map(|way| way.into_iter().map(|(_, value)| value).collect::<Vec<u64>>());
            figures.filter(|way| !cumulative || way[0] <= way[1]).collect()
        })
        .collect();
    // In a list that drops empty cells a run of digits need not hold a figure for every column.
    let digits = |runs: &[Run]| runs.iter().map(|run| run.text.len()).sum::<usize>();
    if list.entries.iter().any(|entry| !entry.runs.is_empty() && digits(&entry.runs) < columns) {
        return list.entries.iter().map(|_| Vec::new()).collect();
    }
    let groups = groups(list);
    groups.iter().for_each(|group| settle(group, &mut all));
    for (entry, ways) in list.entries.iter().zip(&mut all).filter(|(_, ways)| ways.len() > 1) {
        let stem: String = entry.label.chars().filter(|c| c.is_alphabetic()).take(STEM).collect();
        let told: Vec<usize> = (0..ways.len())
            .filter(|&way| sentences.iter().any(|text| tells(text, &stem, ways[way][0], entry.unit)))
            .collect();
        if let [way] = told[..] {
            *ways = vec![ways[way].clone()];
        }
    }
    groups.iter().for_each(|group| settle(group, &mut all));
    all
}

/// Whether a clause names a thing and then its figure with its unit.
fn tells(text: &str, stem: &str, value: u64, unit: &str) -> bool {
    let figure = format!("{value}{unit}");
    text.split(['，', '。', '；', '、', ',', ';']).any(|clause| {
        let clause: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
        clause.match_indices(&figure).any(|(at, _)| {
            let before = &clause[..at];
            before.contains(stem) && !before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        })
    })
}

/// An indicator and the numbered items below it, the first of which follows 其中.
fn groups(list: &List) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    for (index, entry) in list.entries.iter().enumerate() {
        let number = own_number(&entry.label);
        if entry.label.starts_with("其中") && number == Some(1) && index > 0 {
            all.push(vec![index - 1, index]);
        } else if let Some(group) = all.last_mut().filter(|group| group.last() == Some(&(index - 1)))
            && number == u32::try_from(group.len()).ok()
        {
            group.push(index);
        }
    }
    all
}

/// Keeps the ways that are part of a combination in which the items make up their indicator.
fn settle(group: &[usize], all: &mut [Ways]) {
    let combinations = group.iter().try_fold(1_usize, |product, &entry| product.checked_mul(all[entry].len()));
    if combinations.is_none_or(|count| count <= 1 || count > MOST_COMBINATIONS) {
        return;
    }
    let mut kept: Vec<Vec<bool>> = group.iter().map(|&entry| vec![false; all[entry].len()]).collect();
    let mut choice = vec![0; group.len()];
    loop {
        let figure = |member: usize, column: usize| all[group[member]][choice[member]][column];
        let columns = all[group[0]][0].len();
        let adds_up = |column| (1..group.len()).map(|member| figure(member, column)).sum::<u64>() == figure(0, column);
        if (0..columns).all(adds_up) {
            choice.iter().zip(&mut kept).for_each(|(&way, kept)| kept[way] = true);
        }
        let Some(next) = (0..group.len()).find(|&member| choice[member] + 1 < kept[member].len()) else { break };
        choice[next] += 1;
        choice[..next].fill(0);
    }
    if kept.iter().all(|kept| kept.contains(&true)) {
        for (&entry, kept) in group.iter().zip(&kept) {
            let mut keep = kept.iter();
            all[entry].retain(|_| keep.next() == Some(&true));
        }
    }
}
