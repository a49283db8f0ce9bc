//! ED-002: all tables of a report are of one edition.

use gongkai_model::{Place, Severity, TableReading, Words};

use super::ed_001_edition_of_other_years::{edition_name, in_force, told};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{list, on_this_form};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "ED-002",
    name: "editions-mixed",
    severity: Severity::Warning,
    summary: ("同一报告的各表是同一版式", "All tables of a report are of one edition"),
    explanation: (
        "从旧文件复制某一张表，就会出现表二是 2021 年版、表三还是 2019 年版（（六）其他处理只有一行）的情况，汇总时对不上。表四两版相同，不参与判断。",
        "A table copied from an older file leaves, say, Table 2 of 2021 beside Table 3 of 2019, where (6) is one row. Such reports \
         cannot be added up with others. Table 4 did not change and tells nothing.",
    ),
    formula: "",
    basis: Basis::Notice,
    source: ("国办公开办函〔2019〕60号；国办公开办函〔2021〕30号", "The notices of 2019 and 2021"),
    false_positives: (
        "删去了（六）其他处理下三个小项、把数填在（六）一行的，按 2019 年版看待：版式确实不符。",
        "A Table 3 whose three rows under (6) were merged into one counts as the edition of 2019: it is not that of 2021.",
    ),
    before: ("表二为 2021 年版；表三“（六）其他处理”一行填数", "Table 2 of 2021; figures in the row (6) of Table 3"),
    after: ("表二、表三均为 2021 年版，（六）分 1、2、3 三行", "both of 2021, with rows 1, 2 and 3 under (6)"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let told = told(view);
    match told[..] {
        [] => {
            if on_this_form(view, sink) {
                sink.not_assessable(Reason::EditionUnknown);
            }
        }
        [_] => sink.not_applicable(),
        [one, other, ..] if one.edition == other.edition => sink.held(),
        [one, other, ..] => sink.broken(draft(one, other, view)),
    }
}

fn draft(one: &TableReading, other: &TableReading, view: &ReportView<'_>) -> Draft {
    let each = |reading: &TableReading| {
        let (table, edition) = (words::table(reading.table), edition_name(reading.edition));
        Words::new(format!("{}为{}", table.zh, edition.zh), format!("{} is of {}", table.en, edition.en))
    };
    let found = list([each(one), each(other)]);
    let expected = view.year().and_then(|year| Some((year, in_force(year)?)));
    let wrong = [one, other].into_iter().find(|reading| expected.is_some_and(|(_, form)| form.id != reading.edition));
    let wrong = wrong.unwrap_or(other);
    let draft =
        Draft::new(format!("各表版式不一：{}", found.zh), format!("tables of different editions: {}", found.en));
    let place = Place { table: Some(wrong.table), locus: Some(wrong.locus.clone()), ..Place::default() };
    let draft = draft.at(place).key([one.edition.id(), other.edition.id()].join(" "));
    match expected {
        Some((year, form)) => {
            let right = edition_name(form.id);
            draft.advice(
                format!("{year}年度应当用{}，改填不符的表", right.zh),
                format!("for {year} {} is in force: fill in the other table again", right.en),
            )
        }
        None => draft.advice("统一为报告年度的版式", "use the form in force for the year"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let form = ["t3.other_no_correction", "t3.other_fee_unpaid"].into_iter().fold(Form::e2021(), Form::without);
        let fires = form.replace("| （六）其他处理 3.其他 |", "| （六）其他处理 |");
        case(&RULE, &fires, &Form::e2021().without("t4"));
    }
}
