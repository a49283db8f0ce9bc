//! Drawn lines: pieces put together, level and upright ones apart, those that touch in one net.

use crate::page::Rect;

/// Pieces of a line lie this close to each other across it, and along it.
const ACROSS: f32 = 1.2;
const ALONG: f32 = 3.0;
/// Lines meet where they come this close.
pub(crate) const NEAR: f32 = 3.0;
/// Shorter ones rule nothing.
const SHORTEST: f32 = 4.0;
/// More lines on a page, of either sort, are a drawing.
const MOST: usize = 4_000;

/// A level or upright line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    /// Where it lies across its direction.
    pub(crate) at: f32,
    pub(crate) from: f32,
    pub(crate) to: f32,
}

/// Lines that touch.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Net {
    pub(crate) level: Vec<Segment>,
    pub(crate) upright: Vec<Segment>,
}

/// The nets of a page; nothing where there are too many lines to be of tables.
pub(crate) fn nets(rules: &[Rect]) -> Option<Vec<Net>> {
    let level = rules.iter().filter(|rule| rule.width() >= rule.height());
    let level = merged(level.map(|rule| Segment { at: rule.middle_y(), from: rule.left, to: rule.right }).collect());
    let upright = rules.iter().filter(|rule| rule.height() >= rule.width());
    let upright =
        merged(upright.map(|rule| Segment { at: rule.middle_x(), from: rule.top, to: rule.bottom }).collect());
    (level.len() <= MOST && upright.len() <= MOST).then(|| connected(&level, &upright))
}

/// Pieces of one line as one segment.
fn merged(mut pieces: Vec<Segment>) -> Vec<Segment> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut whole: Vec<Segment> = Vec::new();
    let mut rest = pieces.as_mut_slice();
    while let Some(first) = rest.first().map(|piece| piece.at) {
        let (level, behind) = rest.split_at_mut(rest.partition_point(|piece| piece.at - first <= ACROSS));
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut last: Option<Segment> = None;
        for piece in level {
            match &mut last {
                Some(last) if piece.from <= last.to + ALONG => last.to = last.to.max(piece.to),
                _ => whole.extend(last.replace(*piece)),
            }
        }
        whole.extend(last);
        rest = behind;
    }
    whole.retain(|segment| segment.to - segment.from >= SHORTEST);
    whole
}

fn connected(level: &[Segment], upright: &[Segment]) -> Vec<Net> {
    // Both lists lie in order across their direction, so that the upright lines a level one can meet stand side by side.
    let mut parents: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (index, line) in level.iter().enumerate() {
        let start = upright.partition_point(|other| other.at < line.from - NEAR);
        let reach = upright.iter().enumerate().skip(start).take_while(|(_, other)| other.at <= line.to + NEAR);
        for (other, crossing) in reach {
            if (crossing.from - NEAR..=crossing.to + NEAR).contains(&line.at) {
                join(&mut parents, index, level.len() + other);
            }
        }
    }
    let mut nets: Vec<(usize, Net)> = Vec::new();
    let mut places = vec![usize::MAX; parents.len()];
    for index in 0..parents.len() {
        let root = root(&mut parents, index);
        if places[root] == usize::MAX {
            places[root] = nets.len();
            nets.push((root, Net::default()));
        }
        let (_, net) = &mut nets[places[root]];
        match level.get(index) {
            Some(line) => net.level.push(*line),
            None => net.upright.extend(upright.get(index - level.len())),
        }
    }
    nets.into_iter().map(|(_, net)| net).collect()
}

fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    // The smaller one stays, so that nets come in the order of their first lines.
    parents[a.max(b)] = a.min(b);
}

/// Numbers that lie close together as one: the middle of each group, in order.
pub(crate) fn clusters(mut numbers: Vec<f32>) -> Vec<f32> {
    numbers.sort_by(f32::total_cmp);
    let mut groups: Vec<(f32, f32, f32)> = Vec::new();
    for number in numbers {
        match groups.last_mut() {
            Some((first, last, _)) if number - *last <= NEAR && number - *first <= 2.0 * NEAR => *last = number,
            _ => groups.push((number, number, 0.0)),
        }
    }
    groups.into_iter().map(|(first, last, _)| f32::midpoint(first, last)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_lines_and_lines_make_nets() {
        // A box of dashes, its sides twice, and a line far away.
        let dashes = (0..20).flat_map(|index| {
            let x = index as f32 * 5.0;
            [Rect::new(x, 0.0, x + 3.0, 0.5), Rect::new(x, 50.0, x + 3.0, 50.5)]
        });
        let sides = [0.0, 0.8, 98.0].map(|x| Rect::new(x, 0.0, x + 0.5, 50.0));
        let rules: Vec<Rect> = dashes.chain(sides).chain([Rect::new(0.0, 90.0, 90.0, 90.5)]).collect();
        let nets = nets(&rules).unwrap();
        let shape: Vec<(usize, usize)> = nets.iter().map(|net| (net.level.len(), net.upright.len())).collect();
        assert_eq!(shape, [(2, 2), (1, 0)]);
    }

    #[test]
    fn close_numbers_are_one() {
        assert_eq!(clusters(vec![10.0, 50.0, 11.0, 12.0, 51.0]), [11.0, 50.5]);
        // A chain of neighbours is no group without end.
        assert!(clusters((0..20).map(|number| number as f32 * 2.0).collect()).len() > 4);
    }
}
