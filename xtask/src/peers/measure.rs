//! How much processor time programs take: several rounds, one after the other in each, and the medians.

use std::path::Path;

use super::environment::Environment;
use super::pages::Copies;

/// Every program is measured so often.
const ROUNDS: usize = 7;
/// Processor time that a round shall take each program, in seconds.
const ROUND: f64 = 1.0;

/// What a program costs, in seconds of processor time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cost {
    /// Until it has started, and read a page with nothing on it.
    pub(crate) start: f64,
    /// Each page, without the start.
    pub(crate) page: f64,
}

/// The costs of programs over the same pages.
pub(crate) fn costs(environment: &Environment, commands: &[Vec<String>], copies: &Copies) -> Result<Vec<Cost>, String> {
    let nowhere = Path::new("/dev/null");
    let start = |command: &[String]| environment.seconds(command, &[copies.nothing()], nowhere);
    let mut counts = Vec::new();
    for command in commands {
        // The first run also brings files into memory.
        start(command)?;
        let (few, start) = (environment.seconds(command, copies.first(5), nowhere)?, start(command)?);
        let copy = ((few - start) / 5.0).max(1e-6);
        counts.push(copies.first((ROUND / copy).ceil() as usize).len());
    }
    let mut rounds = vec![(Vec::new(), Vec::new()); commands.len()];
    for _ in 0..ROUNDS {
        for ((command, count), (starts, runs)) in commands.iter().zip(&counts).zip(&mut rounds) {
            starts.push(start(command)?);
            runs.push(environment.seconds(command, copies.first(*count), nowhere)?);
        }
    }
    let cost = |((starts, runs), count): (&mut (Vec<f64>, Vec<f64>), &usize)| {
        let start = median(starts);
        Cost { start, page: (median(runs) - start) / (count * copies.pages) as f64 }
    };
    Ok(rounds.iter_mut().zip(&counts).map(cost).collect())
}

/// The middle one.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
