//! XY-001: what the last report carried out, this one carries in.

use gongkai_model::{Decimal, EditionId, Relation, Severity, TableId};
use gongkai_template::{APPLICANTS, Applicant};

use crate::figure::{Figure, weigh};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};
use crate::years::is_scope_unchanged;

pub(super) const RULE: Rule = Rule {
    id: "XY-001",
    name: "carried-over-differently",
    severity: Severity::Error,
    summary: (
        "本年表三“上年结转”应等于上年表三“结转下年度”，每一列都是",
        "Requests carried in equal those that the report of the year before carried out, in every column",
    ),
    explanation: (
        "上年结转下年度的申请，就是本年的上年结转。总计一列在机关和统计范围都没有变的情况下为错误，范围不明或者有变的为警告；各申请人栏为警告，因为申请人可能\
         重新归类。上年是 2018 年统计表的，以收到申请数减办结数对照，只作提示。",
        "What was carried out at the end of one year is what the next year begins with. In the total column it is an error where organ and scope \
         are known to be the same, else a warning; by applicant it is a warning, since applicants may be classified anew. Against the statistics \
         table of 2018, received minus closed is compared, as an advisory.",
    ),
    formula: "C[y][c] = F[y-1][c]",
    basis: Basis::Logic,
    source: ("“结转”的含义", "What carried over means"),
    false_positives: (
        "机构改革划转了申请；上年报告事后更正；申请人重新归类。",
        "Reorganisation moved requests; the earlier report was corrected; applicants were classified anew.",
    ),
    before: ("上年结转下年度总计 2；本年上年结转总计 1", "last year 2 carried out; this year 1 carried in"),
    after: ("上年结转下年度总计 2；本年上年结转总计 2", "last year 2 carried out; this year 2 carried in"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    if after.reading(TableId::Requests).is_none() {
        return match after.reading(TableId::Statistics) {
            Some(_) => sink.not_applicable(),
            None => sink.not_assessable(Reason::TableAbsent(TableId::Requests)),
        };
    }
    match (before.reading(TableId::Requests), before.reading(TableId::Statistics)) {
        (Some(_), _) => APPLICANTS.iter().for_each(|column| compare(before, after, *column, sink)),
        (None, Some(reading)) if reading.edition == EditionId::S14 => from_statistics(before, after, sink),
        (None, Some(_)) => sink.not_assessable(Reason::FormChanged),
        (None, None) => sink.not_assessable(Reason::TableAbsent(TableId::Requests)),
    }
}

fn compare(before: &ReportView<'_>, after: &ReportView<'_>, column: Applicant, sink: &mut Sink<'_>) {
    let (out, carried) = (["t3.carried_out.", column.id()].concat(), ["t3.carried_in.", column.id()].concat());
    let (left, right) = (after.figure(&carried), before.figure(&out));
    sink.weighed(weigh(&[left], Relation::Equal, &[right], sink.blanks()), |l, r| {
        let sure = column == Applicant::Total && is_scope_unchanged(before, after);
        let terms = [
            Term::new("本年：二、上年结转", "carried in", left.known()),
            Term::new("上年：四、结转下年度继续办理", "carried out the year before", right.known()),
        ];
        let label = column.label().printed();
        let draft = Draft::new(
            format!("表三“{label}”一列：上年结转为 {l} 件，上年报告结转下年度为 {r} 件"),
            format!("Table 3, {}: {l} carried in, the report of the year before carried out {r}", of_id(column.id())),
        )
        .equation(equation(&terms[..1], Relation::Equal, &terms[1..], l, r));
        finish(draft, after, &carried, &out, column.id()).severity(if sure {
            Severity::Error
        } else {
            Severity::Warning
        })
    });
}

fn finish(draft: Draft, after: &ReportView<'_>, carried: &str, out: &str, line: &str) -> Draft {
    let draft = draft.advice(
        "对照上年报告核对；因机构改革、申请人重新归类而不同的，在第六部分说明",
        "compare with the report of the year before; explain reorganisation or reclassification in section 6",
    );
    let draft = match after.fact(carried) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    };
    draft.line(line).cells([out])
}

/// 2018 had no cell for what was carried out: received minus closed stands for it.
fn from_statistics(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    let carried = "t3.carried_in.total";
    let figures = [carried].map(|cell| after.figure(cell));
    let (received, closed) = (before.figure("s14.requests_received"), before.figure("s14.requests_closed"));
    let open = match (received, closed) {
        (Figure::Known(received), Figure::Known(closed)) => {
            received.checked_sub(closed).filter(|open| *open >= Decimal::ZERO)
        }
        _ => None,
    };
    // More closed than received: older requests, and nothing is known of what was left.
    let Some(open) = open else { return sink.not_assessable(Reason::FormChanged) };
    sink.weighed(weigh(&figures, Relation::Equal, &[Figure::Known(open)], sink.blanks()), |l, r| {
        let left = Term::new("本年：二、上年结转", "carried in", Some(l));
        let right = Term::new("上年统计表：收到申请数－办结数", "received minus closed the year before", Some(r));
        let draft = Draft::new(
            format!("上年结转为 {l} 件，上年统计表收到申请数减办结数为 {r} 件"),
            format!("{l} carried in; the statistics table of the year before has {r} received and not closed"),
        )
        .equation(equation(&[left], Relation::Equal, &[right], l, r))
        .severity(Severity::Advisory);
        finish(draft, after, carried, "s14.requests_received", "total")
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use crate::testing::{Form, case_years};
    use crate::verdict::check_years;
    use crate::view::ReportView;

    fn earlier(out: &str) -> Form {
        Form::e2021().title("青禾县水务局2022年政府信息公开工作年度报告").row("t3.carried_out", out)
    }

    #[test]
    fn fires_and_does_not() {
        let after = Form::e2021();
        case_years(&RULE, (&earlier("1 1 0 0 0 0 2"), &after), (&earlier("1 _ _ _ _ _ 1"), &after));
    }

    #[test]
    fn the_total_is_an_error_only_where_the_scope_is_the_same() {
        for (title, severity) in [
            ("青禾县水务局2022年政府信息公开工作年度报告", Severity::Error),
            ("青禾县水利局2022年政府信息公开工作年度报告", Severity::Warning),
        ] {
            let (before, after) = (earlier("2 0 0 0 0 0 2").title(title).read(), Form::e2021().read());
            let views = (ReportView::new(&before), ReportView::new(&after));
            let settings = Settings { select: vec!["XY-001".into()], ..Settings::default() };
            let verdict = check_years(Some(&views.0), &views.1, &settings);
            let total = verdict.findings.iter().find(|finding| finding.place.line == "total").map(|f| f.severity);
            assert_eq!(total, Some(severity), "{title}");
            let column = verdict.findings.iter().find(|finding| finding.place.line == "natural_person");
            assert_eq!(column.map(|finding| finding.severity), Some(Severity::Warning));
        }
    }

    #[test]
    fn against_the_statistics_table() {
        let (before, after) = (Form::s14().read(), Form::e2021().read());
        let verdict = check_years(Some(&ReportView::new(&before)), &ReportView::new(&after), &Settings::default());
        let finding = verdict.findings.iter().find(|finding| finding.rule == "XY-001").map(|finding| finding.severity);
        assert_eq!(finding, Some(Severity::Advisory));
    }
}
