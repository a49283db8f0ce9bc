//! Marks for a report: rules with weights, as evaluators give them.
//!
//! A rule that holds earns its weight, one that is broken loses it, one that could not look does neither and is listed apart.
//! Marks are the weight earned of the weight that could be looked at, so that a report is not blamed for what nobody could see.

use std::collections::BTreeMap;

use gongkai_model::{Decimal, Finding, Outcome, Severity};
use serde::{Deserialize, Serialize};

use crate::reason::Reason;
use crate::rule::Rule;
use crate::verdict::Verdict;

/// How marks are given, as `gongkai.toml` has it under `[score]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Scoring {
    /// Marks of a report in which every rule holds that could be looked at.
    pub full: u32,
    /// Weights by id, name or group of rules; of several that mean a rule the most exact one counts. A rule that none means
    /// weighs nothing. Where no weight is given at all, errors weigh 3, warnings 1, and everything else nothing.
    pub weights: BTreeMap<String, u32>,
}

impl Default for Scoring {
    fn default() -> Self {
        Self { full: 100, weights: BTreeMap::new() }
    }
}

/// A file of settings. Other tables than `[score]` belong to other commands.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    score: Scoring,
}

impl Scoring {
    /// Reads `[score]` of a `gongkai.toml`.
    ///
    /// # Errors
    /// What is wrong with it, with its line, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str::<File>(text).map(|file| file.score).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// What a rule weighs.
    pub fn weight(&self, rule: &Rule) -> u32 {
        if self.weights.is_empty() {
            return match rule.severity {
                Severity::Error => 3,
                Severity::Warning => 1,
                Severity::Advisory | Severity::Note => 0,
            };
        }
        let entries = self.weights.iter().filter(|(word, _)| rule.is_meant_by(word));
        entries.max_by_key(|(word, _)| word.len()).map_or(0, |(_, weight)| *weight)
    }

    /// Words that mean no rule: a typing error, which must not pass for a weight.
    pub fn unknown_words(&self) -> Vec<&str> {
        let known = |word: &&str| !crate::RULES.iter().any(|rule| rule.is_meant_by(word));
        self.weights.keys().map(String::as_str).filter(known).collect()
    }

    /// Marks a report.
    pub fn score<'a>(&self, verdict: &'a Verdict) -> Score<'a> {
        let mut score = Score { full: self.full, held: 0, broken: Vec::new(), unassessed: Vec::new() };
        for seen in &verdict.seen {
            let weight = self.weight(seen.rule);
            let tally = |outcome| seen.tally.of(outcome) > 0;
            // Findings that somebody accepted cost nothing.
            let open: Vec<&Finding> =
                verdict.findings.iter().filter(|finding| finding.rule == seen.rule.id && finding.is_open()).collect();
            if weight == 0 {
                continue;
            } else if !open.is_empty() {
                score.broken.push(Deduction { rule: seen.rule, weight, findings: open });
            } else if tally(Outcome::Held) || tally(Outcome::HeldWithBlanks) || tally(Outcome::Broken) {
                score.held += weight;
            } else if tally(Outcome::NotAssessable) {
                let reasons = seen.reasons.keys().copied().collect();
                score.unassessed.push(Unassessed { rule: seen.rule, weight, reasons });
            }
        }
        score
    }
}

/// The marks of a report, with everything that they rest on.
#[derive(Debug, Clone)]
pub struct Score<'a> {
    /// Marks of a report without fault.
    pub full: u32,
    /// Weight of the rules that hold.
    pub held: u32,
    /// The rules that are broken.
    pub broken: Vec<Deduction<'a>>,
    /// The rules that could not look.
    pub unassessed: Vec<Unassessed>,
}

/// What a broken rule costs.
#[derive(Debug, Clone)]
pub struct Deduction<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// Its weight.
    pub weight: u32,
    /// Each place where it is broken.
    pub findings: Vec<&'a Finding>,
}

/// A rule that could not look.
#[derive(Debug, Clone)]
pub struct Unassessed {
    /// The rule.
    pub rule: &'static Rule,
    /// Its weight.
    pub weight: u32,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Score<'_> {
    /// Weight of the rules that could look.
    pub fn assessed(&self) -> u32 {
        self.held + self.broken.iter().map(|broken| broken.weight).sum::<u32>()
    }

    /// The marks, to two places; nothing where no rule with a weight could look.
    pub fn marks(&self) -> Option<Decimal> {
        self.share(self.held)
    }

    /// The marks that a broken rule costs, to two places.
    pub fn cost(&self, deduction: &Deduction<'_>) -> Option<Decimal> {
        self.share(deduction.weight)
    }

    fn share(&self, weight: u32) -> Option<Decimal> {
        let share = Decimal::from(u64::from(self.full) * u64::from(weight)).checked_div(self.assessed().into())?;
        Some(share.round_dp(2).normalize())
    }
}

/// Draws `count` of the names, the same ones for the same seed whatever their order; each name stands alone, so that one more name
/// in the list moves at most one of those drawn. Sorted as they came.
pub fn sample<'a>(names: &[&'a str], count: usize, seed: u64) -> Vec<&'a str> {
    let mut ranked: Vec<(u64, usize)> = names.iter().enumerate().map(|(at, name)| (rank(name, seed), at)).collect();
    ranked.sort_unstable();
    let mut drawn: Vec<usize> = ranked.into_iter().take(count).map(|(_, at)| at).collect();
    drawn.sort_unstable();
    drawn.into_iter().filter_map(|at| names.get(at).copied()).collect()
}

/// FNV-1a over seed and name, mixed once more (as SplitMix64 does), since neighbouring names differ in few bits.
fn rank(name: &str, seed: u64) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in seed.to_le_bytes().into_iter().chain(name.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use gongkai_model::State;

    use super::*;
    use crate::settings::Settings;
    use crate::testing::Form;
    use crate::verdict::check;
    use crate::view::ReportView;

    fn scoring(weights: &[(&str, u32)]) -> Scoring {
        Scoring { full: 100, weights: weights.iter().map(|(word, weight)| ((*word).to_owned(), *weight)).collect() }
    }

    /// A report with one broken sum: a row total of Table 3.
    fn verdict() -> Verdict {
        let form = Form::e2021().cell("t3.granted.total", "7777");
        let report = form.read();
        check(&ReportView::new(&report), &Settings::default())
    }

    #[test]
    fn marks_are_the_weight_that_holds_of_the_weight_that_could_look() {
        let mut verdict = verdict();
        let scoring = scoring(&[("T3-003", 30), ("T4-001", 10), ("XY", 7)]);
        let score = scoring.score(&verdict);
        assert_eq!((score.held, score.assessed()), (10, 40));
        assert_eq!(score.marks(), Some(Decimal::from(25)));
        assert_eq!(score.cost(&score.broken[0]), Some(Decimal::from(75)));
        assert!(!score.broken[0].findings.is_empty());

        verdict.findings.iter_mut().for_each(|finding| finding.state = State::Accepted);
        assert_eq!(scoring.score(&verdict).marks(), Some(Decimal::from(100)));
    }

    #[test]
    fn the_most_exact_weight_counts_and_wrong_words_are_found() {
        let rule = |id: &str| crate::RULES.iter().find(|rule| rule.id == id).expect("a rule");
        let scoring = scoring(&[("T3", 2), ("T3-001", 9), ("T9-999", 1)]);
        assert_eq!((scoring.weight(rule("T3-001")), scoring.weight(rule("T3-002"))), (9, 2));
        assert_eq!(scoring.weight(rule("T4-001")), 0);
        assert_eq!(scoring.unknown_words(), ["T9-999"]);
        assert_eq!(Scoring::default().weight(rule("T3-001")), 3);
        assert_eq!(Scoring::parse("[score]\nfull = 50\n[score.weights]\nT3 = 4\n").expect("settings").full, 50);
        assert!(Scoring::parse("[score]\nfull = 50\nwieghts = 1\n").expect_err("unknown").contains("wieghts"));
    }

    #[test]
    fn a_sample_follows_from_its_seed_alone() {
        let names: Vec<String> = (0..400).map(|number| format!("青禾县第{number}局")).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        let drawn = sample(&names, 40, 7);
        assert_eq!(drawn.len(), 40);
        names.reverse();
        let mut again = sample(&names, 40, 7);
        again.reverse();
        assert_eq!(again, drawn);
        assert_ne!(sample(&names, 40, 8), sample(&names, 40, 7));
        // One name more moves one at the most.
        names.push("白川县水务局");
        let more = sample(&names, 40, 7);
        assert!(drawn.iter().filter(|name| more.contains(name)).count() >= 39);
        // Every tenth is drawn, wherever it stands.
        let lucky = (0..200).filter(|seed| sample(&names, 40, *seed).contains(&"青禾县第3局")).count();
        assert!((10..=35).contains(&lucky), "{lucky}");
    }
}
