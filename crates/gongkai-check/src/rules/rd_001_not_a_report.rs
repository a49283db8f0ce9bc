//! RD-001: what is checked is a filled annual report.

use gongkai_model::{Severity, Status};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{diagnostic, is_elsewhere, said};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "RD-001",
    name: "not-a-report",
    severity: Severity::Error,
    summary: ("所检查的文件是一份填好的年度报告", "What is checked is a filled annual report"),
    explanation: (
        "空白的格式、通知、指南、列表页等不是年度报告，其他规则对它们都不作判断。批量检查时，这一条说明哪些文件没有被检查。",
        "A blank form, a notice, a guide or a list page is no annual report, and no other rule judges it. In a batch this rule says \
         which files were not checked.",
    ),
    formula: "",
    basis: Basis::Logic,
    source: ("条例第四十九条、第五十条", "Arts 49 and 50 of the Regulations"),
    false_positives: (
        "标题和各部分标题都是图片的报告。网页只指向附件的，由 RD-002 报告，本条不作判断。",
        "Reports whose title and headings are pictures. Pages that only point to a file are left to RD-002.",
    ),
    before: ("表二、表三、表四各格全部空白", "every cell of Tables 2, 3 and 4 is blank"),
    after: ("填好的报告", "the form filled in"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let code = match view.report.status {
        Status::Report => return sink.held(),
        Status::BlankForm => "blank_form",
        Status::NotAReport => "not_a_report",
    };
    if is_elsewhere(view) {
        return sink.not_assessable(Reason::ReportElsewhere);
    }
    let Some(diagnostic) = diagnostic(view, code) else { return sink.not_assessable(Reason::NotAReport) };
    let (words, blank) = (said(diagnostic), code == "blank_form");
    let draft = Draft::new(words.zh, words.en);
    sink.broken(if blank {
        draft.advice(
            "填写后再检查；如系已公开的报告，应尽快补填",
            "fill it in and check again; if it is published, replace it soon",
        )
    } else {
        draft.advice("核对文件；不是报告的请移出检查范围", "check the file; leave it out if it is no report")
    });
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Outcome, SectionId};

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let blank = ["t2", "t3", "t4"].into_iter().fold(Form::e2021(), |form, table| form.all(table, ""));
        // A report of zeros is a report.
        let zeros = ["t2", "t3", "t4"].into_iter().fold(Form::e2021(), |form, table| form.all(table, "0"));
        case(&RULE, &blank, &zeros);
    }

    #[test]
    fn something_else() {
        let sections = ["section 1", "section 2", "section 3", "section 4", "section 5", "section 6"];
        let notice = sections
            .into_iter()
            .fold(Form::e2021().title("关于召开会议的通知"), |form, part| form.without(part));
        let verdict = look(&RULE, &notice.say(SectionId::Preamble, "会议定于下周三上午召开。"));
        assert_eq!(verdict.tally().of(Outcome::Broken), 1);
    }
}
