//! LV-004: the scope that the text states is that of the title.

use gongkai_model::{Kind, Level, Place, Scope, Severity};
use gongkai_text::normalize::fold;

use crate::prose::{key, quote};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "LV-004",
    name: "scope-against-title",
    severity: Severity::Warning,
    summary: (
        "正文写明的统计范围应与标题的机关相符",
        "The scope that the text states agrees with the organ of the title",
    ),
    explanation: (
        "标题是政府办公室（本机关口径），正文却说汇总了各乡镇、各部门的；标题是县级以上政府（全口径），正文却说只含本级机关的，读者无从判断数据的口径。正文没有\
         写明范围的不看。",
        "A title of a government office (its own figures) with a text that compiles townships and departments, or a title of a government (all of it) \
         with a text that means the organ itself only: readers cannot tell what the figures cover. Nothing is said where the text does not state \
         its scope.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: (
        "《条例》第四十九条：部门与政府分别公布年度报告",
        "Regulations, Art. 49: departments and governments publish reports of their own",
    ),
    false_positives: (
        "办公室受政府委托发布全口径报告，标题未写政府。",
        "The office publishes the report of the government under its own name.",
    ),
    before: (
        "标题“青禾县人民政府办公室2023年…”，正文“本报告由县政府办公室汇总各乡镇、各部门数据编制”",
        "title: office of the county government; text: compiled from all townships and departments",
    ),
    after: (
        "标题“青禾县人民政府2023年…”，正文“本报告由县政府办公室汇总各乡镇、各部门数据编制”",
        "title: county government; text: compiled from all townships and departments",
    ),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    // Without a place the scope was concluded from the organ, not stated.
    let Some(stated) = view.report.scope.as_ref().filter(|scope| scope.locus.is_some()) else {
        return sink.not_applicable();
    };
    let Some(kind) = view.kind else { return sink.not_assessable(Reason::KindUnknown) };
    let title = view.report.title.as_ref().map_or("", |title| title.value.as_str());
    let lower = ["各乡镇", "各镇", "各县", "各区", "各街道"].iter().any(|word| stated.raw.contains(word));
    let of_title = match kind {
        Kind::Government if view.level == Some(Level::Township) => None,
        Kind::Government => Some(Scope::WholeGovernment),
        Kind::GovernmentOffice => Some(Scope::OwnOrgan),
        Kind::Department if lower => Some(Scope::OwnOrgan),
        _ => None,
    };
    let of_title = if ["全市", "全县", "全区", "全省"].iter().any(|word| title.contains(word)) {
        Some(Scope::WholeGovernment)
    } else {
        of_title
    };
    match of_title {
        Some(scope) if scope != stated.value && stated.value != Scope::System => sink.broken(draft(view, scope)),
        Some(_) => sink.held(),
        None => sink.not_applicable(),
    }
}

fn draft(view: &ReportView<'_>, of_title: Scope) -> Draft {
    let (raw, locus) = view.report.scope.as_ref().map_or((String::new(), None), |s| (s.raw.clone(), s.locus.clone()));
    // The sentence may have title and date before it.
    let said = raw.rfind("本报告").or_else(|| raw.rfind("本年度报告")).and_then(|at| raw.get(at..)).unwrap_or(&raw);
    let organ = view.agency_name();
    let (zh, en) = match of_title {
        Scope::OwnOrgan => (
            format!("标题的机关是{organ}（本机关口径），正文却说数据汇总了其他单位：“{}”", quote(said)),
            format!("the title is that of {organ} (its own figures), the text says that others were compiled"),
        ),
        _ => (
            format!("标题的机关是{organ}（全口径），正文却说只含本机关：“{}”", quote(said)),
            format!("the title is that of {organ} (the whole government), the text means the organ itself only"),
        ),
    };
    Draft::new(zh, en)
        .advice(
            "明确统计范围：全口径报告以政府名义发布，本机关报告只含本机关数据",
            "settle the scope: a report for the whole under the government's name, the organ's own with its own figures",
        )
        .key(key(said))
        .at(place(view, said).unwrap_or_else(|| Place { locus, raw: said.to_owned(), ..Place::default() }))
}

/// Where the sentence stands, which the reader knows by its first line only.
fn place(view: &ReportView<'_>, said: &str) -> Option<Place> {
    let said = fold(&key(said));
    view.prose().iter().find_map(|paragraph| {
        let at = paragraph.text.find(&said)?;
        Some(paragraph.place(&(at..at + said.len())))
    })
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let say = |organ: &str| {
            Form::e2021()
                .title(&format!("{organ}2023年政府信息公开工作年度报告"))
                .say(SectionId::Preamble, "本报告由县政府办公室汇总各乡镇、各部门数据编制。")
        };
        case(&RULE, &say("青禾县人民政府办公室"), &say("青禾县人民政府"));
    }
}
