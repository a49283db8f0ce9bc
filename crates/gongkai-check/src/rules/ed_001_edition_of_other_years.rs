//! ED-001: the tables are of the edition that the year demands.

use gongkai_model::{EditionId, Severity, TableId, TableReading, Words};
use gongkai_template::{EDITIONS, Edition, edition};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{list, on_this_form};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "ED-001",
    name: "edition-of-other-years",
    severity: Severity::Warning,
    summary: ("各表的版式与报告年度相符", "The tables are of the edition in force for the year"),
    explanation: (
        "2014—2018年度用国办发〔2014〕32号统计表，2019、2020年度用2019年版（试行），2021年度起用2021年版。版式按表中的标签判断，不按年度推断；表四两版相同，不参与判断。各表版式不一的，由 ED-002 报告。",
        "The statistics table of 2014 is for the years 2014 to 2018, the form of 2019 (trial) for 2019 and 2020, that of 2021 for the \
         years from 2021 on. The labels of a table tell its edition, never the year; Table 4 did not change and tells nothing. Tables \
         of different editions are left to ED-002.",
    ),
    formula: "",
    basis: Basis::Notice,
    source: (
        "国办发〔2014〕32号；国办公开办函〔2019〕60号；国办公开办函〔2021〕30号",
        "The notices of 2014, 2019 and 2021",
    ),
    false_positives: (
        "报告年度读错的；标签改写、认不出版式的不作判断。",
        "A year that was misread; tables whose labels tell no edition are not judged.",
    ),
    before: (
        "2022年度报告，表二为“本年新制作数量、上一年项目数量、政府集中采购”",
        "the report for 2022 with Table 2 of 2019",
    ),
    after: (
        "2022年度报告，表二为“本年制发件数、本年废止件数、现行有效件数”",
        "the report for 2022 with Table 2 of 2021",
    ),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let told = told(view);
    if told.is_empty() {
        let undecided = view.reading(TableId::Proactive).or_else(|| view.reading(TableId::Requests));
        return match undecided {
            Some(_) => sink.not_assessable(Reason::EditionUnknown),
            None if on_this_form(view, sink) => sink.not_assessable(Reason::TableAbsent(TableId::Requests)),
            None => {}
        };
    }
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    let Some(expected) = in_force(year) else { return sink.not_applicable() };
    if told.iter().any(|reading| told.first().is_some_and(|first| first.edition != reading.edition)) {
        return sink.not_assessable(Reason::EditionsMixed);
    }
    let Some(first) = told.first().filter(|first| first.edition != expected.id) else { return sink.held() };
    let names = list(told.iter().map(|reading| words::table(reading.table)));
    let found = edition_name(first.edition);
    let right = edition_name(expected.id);
    let draft = Draft::new(
        format!("{year}年度报告的{}用的是{}，应当用{}", names.zh, found.zh, right.zh),
        format!("the report for {year} has {} on {}; {} is in force", names.en, found.en, right.en),
    );
    let place =
        gongkai_model::Place { table: Some(first.table), locus: Some(first.locus.clone()), ..Default::default() };
    sink.broken(draft.at(place).key(first.edition.id()).advice("换用现行版式重新填写", "fill in the form in force"));
}

/// The tables whose labels tell their edition. The statistics table counts only in reports without the others.
pub(super) fn told<'a>(view: &ReportView<'a>) -> Vec<&'a TableReading> {
    let undecided = |table: TableId| {
        view.report.diagnostics.iter().any(|diagnostic| {
            diagnostic.code == "edition_undecided"
                && diagnostic.arguments.get("table").is_some_and(|name| name == table.name())
        })
    };
    let of_form = |table: TableId| view.reading(table).filter(|reading| reading.present > 0 && !undecided(table));
    let own: Vec<&TableReading> = [TableId::Proactive, TableId::Requests].into_iter().filter_map(of_form).collect();
    let other =
        [TableId::Proactive, TableId::Requests, TableId::Disputes].iter().any(|table| view.reading(*table).is_some());
    if own.is_empty() && !other { view.reading(TableId::Statistics).into_iter().collect() } else { own }
}

/// The edition in force for a year; nothing before there was one.
pub(super) fn in_force(year: i32) -> Option<&'static Edition> {
    EDITIONS.iter().copied().find(|edition| edition.years.0 <= year && edition.years.1.is_none_or(|last| year <= last))
}

/// An edition with its notice.
pub(super) fn edition_name(id: EditionId) -> Words {
    let notice = edition(id).notice;
    match id {
        EditionId::Free => Words::new("自行设计的版式", "a form of its own"),
        EditionId::S14 => Words::new(format!("2014年统计表（{notice}）"), "the statistics table of 2014"),
        _ => Words::new(format!("{}年版（{notice}）", id.id()), format!("the form of {}", id.id())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2019().title("青禾县水务局2022年政府信息公开工作年度报告").published("2023年1月19日");
        let near = Form::e2019().title("青禾县水务局2019年政府信息公开工作年度报告").published("2020年1月19日");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn years_of_the_statistics_table() {
        assert!(look(&RULE, &Form::s14()).findings.is_empty());
        let late = Form::s14().title("青禾县水务局2019年政府信息公开工作年度报告");
        assert_eq!(look(&RULE, &late).findings.len(), 1);
    }
}
