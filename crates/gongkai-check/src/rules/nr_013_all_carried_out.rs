//! NR-013: requests that the text says were carried out as a whole are carried out in Table 3.

use gongkai_model::{Decimal, Equation, Fact, Place, Relation, Severity, TableId, Words};
use gongkai_text::normalize::fold;

use crate::figure::{Figure, weigh};
use crate::prose::{amounts, key, quote};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::told::row_total;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-013",
    name: "all-carried-out",
    severity: Severity::Warning,
    summary: (
        "正文称收到的 n 件申请结转下年度的，表三结转下年度总计应不少于 n",
        "Where the text says that the n requests received were carried out, Table 3 has at least n carried out",
    ),
    explanation: (
        "“收到申请 1 件，结转至下一年度办理”，没有另写件数，是说收到的全部结转：表三第四项总计至少为 n，办理结果总计至多为上年结转数。写明结转件数的由 \
         NR-003 核对。",
        "\"1 request was received and is carried out to the next year\", with no other figure, means all of them: item 4 of Table 3 is at least n. \
         Where the number carried out is given, NR-003 compares it.",
    ),
    formula: "F[c7] ≥ n",
    basis: Basis::Logic,
    source: ("表三第四项与正文同指一事", "Item 4 of Table 3 and the text mean the same thing"),
    false_positives: (
        "只有一部分结转，而句中没有写明。",
        "Only some were carried out, and the sentence does not say so.",
    ),
    before: (
        "正文“收到申请1件，结转至下一年度办理”；表三结转下年度总计 0",
        "text: 1 received and carried out; Table 3: 0 carried out",
    ),
    after: (
        "正文“收到申请1件，结转至下一年度办理”；表三结转下年度总计 1",
        "text: 1 received and carried out; Table 3: 1 carried out",
    ),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut told = 0;
    for fact in view.told("requests_received") {
        let Some(value) = fact.value.number().filter(|value| *value > Decimal::ZERO) else { continue };
        let Some(place) = all_carried(view, fact) else { continue };
        told += 1;
        let out = row_total(view, "carried_out");
        let weighed = weigh(&[out], Relation::AtLeast, &[Figure::Known(value)], sink.blanks());
        sink.weighed(weighed, |left, right| draft(place, left, right));
    }
    if told == 0 {
        sink.not_applicable();
    }
}

/// The clause behind a mention that says, without a figure, that the requests were carried out.
fn all_carried(view: &ReportView<'_>, fact: &Fact) -> Option<Place> {
    const SOME: &[&str] = &["部分", "其余", "剩余", "其中", "未", "没有", "无", "上年", "上一年", "余", "不"];
    let mention = fold(&key(&fact.evidence.raw));
    for paragraph in view.prose() {
        for sentence in paragraph.sentences() {
            let words = paragraph.words(&sentence);
            let Some(at) = words.find(&mention) else { continue };
            let behind = sentence.start + at + mention.len()..sentence.end;
            for clause in paragraph.clauses(behind) {
                let words = paragraph.words(&clause);
                if !amounts(words).is_empty() || SOME.iter().any(|word| words.contains(word)) {
                    return None;
                }
                let next = ["下年", "下一年", "次年"].iter().any(|word| words.contains(word));
                if words.contains("结转") && next {
                    return Some(paragraph.place(&clause));
                }
            }
        }
    }
    None
}

fn draft(place: Place, left: Decimal, right: Decimal) -> Draft {
    let text = Words::new(
        format!("四、结转下年度继续办理 {left} ≥ 正文 {right}"),
        format!("carried out {left} ≥ text {right}"),
    );
    Draft::new(
        format!("正文称收到的 {right} 件申请“{}”，表三结转下年度总计为 {left}", quote(&place.raw)),
        format!("the text says that the {right} requests received were carried out; Table 3 has {left}"),
    )
    .advice(
        "核对表三第四项；部分结转的，在正文写明件数",
        "check item 4 of Table 3; where only some were carried out, give their number",
    )
    .equation(Equation { text, left, relation: Relation::AtLeast, right })
    .key(key(&place.raw))
    .at(Place {
        table: Some(TableId::Requests),
        cells: vec!["t3.carried_out.total".into()],
        line: "carried_out".into(),
        ..place
    })
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        // Two are carried out.
        case(
            &RULE,
            &say("本年度收到政府信息公开申请5件，因征求第三方意见，结转至下一年度办理。"),
            &say("本年度收到政府信息公开申请2件，因征求第三方意见，结转至下一年度办理。"),
        );
    }

    #[test]
    fn some_of_them_are_not_all() {
        for text in [
            "本年度收到政府信息公开申请5件，其余结转至下一年度办理。",
            "本年度收到政府信息公开申请5件，办结4件，结转至下一年度办理。",
            "本年度收到政府信息公开申请5件，没有结转下一年度办理的申请。",
        ] {
            let verdict = look(&RULE, &Form::e2021().say(SectionId::Overview, text));
            assert!(verdict.findings.is_empty(), "{text}: {:#?}", verdict.findings);
        }
    }
}
