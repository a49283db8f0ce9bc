//! there are rarely more reconsiderations than requests dealt with.

use gongkai_model::{Relation, Severity};

use crate::figure::weigh;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Draft;
use crate::sums::equation;
use crate::words::Term;

pub(super) const RULE: Rule = Rule {
    id: "X-002",
    name: "more-reconsiderations-than-results",
    severity: Severity::Note,
    summary: ("行政复议总计一般不多于办理结果总计", "Reconsiderations are rarely more than the requests processed"),
    explanation: (
        "行政复议多于本年办理的申请并不违反格式，但较少见，多由上年的申请或者逾期未答复引起，值得看一眼是否填错。",
        "More reconsiderations than requests processed do not break the form, but they are rare: they come from requests of the year before or \
         from requests not answered in time. Worth a look for a slip.",
    ),
    formula: "reconsideration.total ≤ T[c7]",
    basis: Basis::Logic,
    source: ("表三与表四的关系", "Table 4 follows from Table 3"),
    false_positives: (
        "案件集中，或者由上年的申请引起，属实。",
        "True: many cases, or cases of requests of the year before.",
    ),
    before: ("办理结果总计 4，行政复议总计 40", "4 processed, 40 reconsiderations"),
    after: ("办理结果总计 40，行政复议总计 4", "40 processed, 4 reconsiderations"),
    test: Test::Report(|view, sink| {
        // The statistics table of 2014 to 2018 counts otherwise.
        if view.has_statistics_only() {
            return sink.not_applicable();
        }
        let (disputes, results) = ("t4.reconsideration_total", "t3.total_processed.total");
        let (left, right) = (view.figure(disputes), view.figure(results));
        sink.weighed(weigh(&[left], Relation::AtMost, &[right], sink.blanks()), |l, r| {
            let left = Term::new("行政复议/总计", "reconsiderations", left.known());
            let right = Term::new("（七）总计", "processed", right.known());
            let draft = Draft::new(
                format!("行政复议 {l} 件，多于办理结果总计 {r} 件"),
                format!("{l} reconsiderations, more than the {r} requests processed"),
            )
            .advice("核对表三（七）总计和表四行政复议总计", "check the totals of Tables 3 and 4")
            .equation(equation(&[left], Relation::AtMost, &[right], l, r));
            match view.fact(disputes) {
                Some(fact) => draft.at_fact(fact).cells([results]),
                None => draft,
            }
        });
    }),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let cases = |count: &str| {
            Form::e2021().cell("t4.reconsideration_upheld", count).cell("t4.reconsideration_total", count)
        };
        case(&RULE, &cases("5"), &cases("4"));
    }
}
