//! ST-003: Tables 2, 3 and 4 are there.

use gongkai_model::{Severity, TableId};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, TABLES, at_heading, diagnostic, on_this_form};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "ST-003",
    name: "table-absent",
    severity: Severity::Error,
    summary: ("表二、表三、表四齐全", "Tables 2, 3 and 4 are there"),
    explanation: (
        "第二、三、四部分各有一张表，没有数据的也应填 0 而不是不放表。整个部分都缺的由 ST-001 报告，文本中断造成的由 ST-014 报告，这里只报告“有标题而没有表”。2018 年及以前的报告不用这些表，不适用。",
        "Sections 2, 3 and 4 have a table each, filled with zeros where nothing happened. Where the whole section is absent ST-001 says \
         so, where the text breaks off ST-014; this rule speaks of headings without their table. Reports up to 2018 do not have these \
         tables.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式第二、三、四部分", "Sections 2, 3 and 4 of the form"),
    false_positives: (
        "表格是图片或附件：图片中的表格读不到，页面上有图片时降为警告。",
        "The table is a picture or a file of its own. Pictures are not read; where the page has some, this is a warning.",
    ),
    before: ("四、政府信息公开行政复议、行政诉讼情况 / 无。", "section 4 says \"none\" and has no table"),
    after: ("四、政府信息公开行政复议、行政诉讼情况 / 表四，各格填 0", "section 4 with Table 4, every cell 0"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    let broken_off = Break::of(view);
    for (table, section) in TABLES {
        if view.reading(table).is_some() {
            sink.held();
        } else if broken_off.as_ref().is_some_and(|end| end.loses_table(table)) {
            sink.not_assessable(Reason::TextBreaksOff);
        } else if let Some(passage) = view.passage(section) {
            sink.broken(draft(table, view).at(at_heading(passage)).key(table.name()));
        } else {
            sink.not_assessable(Reason::SectionAbsent(section));
        }
    }
}

fn draft(table: TableId, view: &ReportView<'_>) -> Draft {
    let name = words::table(table);
    if diagnostic(view, "pictures_not_read").is_some() {
        return Draft::new(
            format!("没有读到{}；网页上有图片，表格可能是图片", name.zh),
            format!("{} was not read; the page has pictures, and the table may be one", name.en),
        )
        .advice("表格应以可读的表格形式公开，不用图片", "publish the table as a table, not as a picture")
        .severity(Severity::Warning);
    }
    Draft::new(format!("有标题，没有读到{}", name.zh), format!("{} was not found below its heading", name.en))
        .advice("按格式补上表格，没有数据的填 0", "add the table of the form, with zeros where nothing happened")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::e2021().without("t4"), &Form::e2021().all("t4", "0"));
    }

    #[test]
    fn an_absent_section_is_left_to_the_rule_about_sections() {
        for form in [Form::e2021().without("section 4"), Form::s14()] {
            assert!(look(&RULE, &form).findings.is_empty());
        }
    }
}
