//! The library in process: from bytes to facts, beside html5ever's parse of the same bytes, by the benchmark `page`.

use super::environment::Environment;
use super::pages::Kind;
use super::print::Row;

/// The two readings that the benchmark times; the first is what the other is compared with.
const READINGS: [&str; 2] = ["html5ever, parse into a tree alone", "gongkai, bytes to facts"];

/// What a page of each kind costs each reading.
pub(crate) fn rows(environment: &Environment, kinds: &[Kind]) -> Result<Vec<Row>, String> {
    let mut rows = READINGS.map(Row::new);
    for kind in kinds {
        let files: Vec<_> = kind.pages.iter().map(|page| page.file.as_path()).collect();
        let costs = costs(&environment.benchmark("page", &files)?)?;
        for (at, row) in rows.iter_mut().enumerate() {
            row.pages.push(costs.iter().map(|cost| cost[at]).sum::<f64>() / costs.len().max(1) as f64);
        }
    }
    Ok(rows.into())
}

/// The seconds in what the benchmark prints: `file<TAB>tree<TAB>facts`, one line a page.
fn costs(printed: &str) -> Result<Vec<[f64; 2]>, String> {
    let cost = |line: &str| {
        let mut fields = line.split('\t').skip(1).map(|field| field.parse().ok());
        Some([fields.next()??, fields.next()??])
    };
    printed.lines().map(|line| cost(line).ok_or_else(|| format!("the benchmark printed “{line}”"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_benchmark_are_seconds() {
        assert_eq!(costs("a b.html\t0.5\t1e-3\nc\t1\t2\n"), Ok(vec![[0.5, 1e-3], [1.0, 2.0]]));
        assert!(costs("a\t1\n").is_err());
    }
}
