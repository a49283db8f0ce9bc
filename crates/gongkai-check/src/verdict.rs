//! All rules over a report, over two years, over levels.

use gongkai_model::{Finding, SectionId};

use crate::RULES;
use crate::family::Family;
use crate::locator;
use crate::reason::Reason;
use crate::rule::{Rule, Test};
use crate::settings::Settings;
use crate::similarity::similarity;
use crate::sink::{Seen, Sink, Tally};
use crate::view::ReportView;

/// What came of checking.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// What each rule saw, in the order of the rules.
    pub seen: Vec<Seen>,
    /// What is wrong, in the order of the rules.
    pub findings: Vec<Finding>,
    /// How much of the text of each section stood in the report of the year before, in per mille (重复率); empty where that
    /// report was not given. See [`crate::similarity`].
    pub similarity: Vec<(SectionId, u32)>,
}

impl Verdict {
    /// All outcomes together.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.seen.iter().for_each(|seen| tally.add(&seen.tally));
        tally
    }

    /// Takes up what another check of the same report saw, in the order of the rules.
    pub fn extend(&mut self, other: Self) {
        let at = |id: &str| RULES.iter().position(|rule| rule.id == id);
        self.seen.extend(other.seen);
        self.seen.sort_by_key(|seen| at(seen.rule.id));
        self.findings.extend(other.findings);
        self.findings.sort_by_key(|finding| at(&finding.rule));
        self.similarity.extend(other.similarity);
    }

    /// Looks with one rule.
    fn look(
        &mut self,
        rule: &'static Rule,
        settings: &Settings,
        view: &ReportView<'_>,
        look: impl FnOnce(&mut Sink<'_>),
    ) {
        if !settings.checks(rule) {
            return;
        }
        let mut sink = Sink::new(rule, settings, view);
        look(&mut sink);
        let (seen, findings) = sink.into_parts();
        self.seen.push(seen);
        self.findings.extend(findings);
    }
}

/// Checks a report by itself.
pub fn check(view: &ReportView<'_>, settings: &Settings) -> Verdict {
    let mut verdict = Verdict::default();
    for rule in RULES {
        let Test::Report(test) = rule.test else { continue };
        verdict.look(rule, settings, view, |sink| {
            // Of something that is no report nothing is wrong and nothing is right; RD says what it is.
            if view.is_report() || rule.group() == "RD" {
                test(view, sink)
            } else {
                sink.not_assessable(Reason::NotAReport)
            }
        });
    }
    locator::locate(view, settings, &mut verdict.findings);
    verdict
}

/// Checks a report against the one of the same organ for the year before; findings are of the later one.
///
/// Without a report of the year before, every rule of this sort is not assessable.
pub fn check_years(before: Option<&ReportView<'_>>, after: &ReportView<'_>, settings: &Settings) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some(before) = before.filter(|before| before.is_report() && after.is_report()) {
        verdict.similarity = similarity(before, after);
    }
    for rule in RULES {
        let Test::Years(test) = rule.test else { continue };
        verdict.look(rule, settings, after, |sink| match before {
            _ if !after.is_report() => sink.not_assessable(Reason::NotAReport),
            Some(before) if before.is_report() => test(before, after, sink),
            _ => sink.not_assessable(Reason::YearBeforeAbsent),
        });
    }
    verdict
}

/// Checks a report against those of the units below it.
pub fn check_levels(family: &Family<'_>, settings: &Settings) -> Verdict {
    let mut verdict = Verdict::default();
    for rule in RULES {
        let Test::Levels(test) = rule.test else { continue };
        verdict.look(rule, settings, family.parent, |sink| test(family, sink));
    }
    verdict
}
