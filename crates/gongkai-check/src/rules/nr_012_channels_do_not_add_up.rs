//! NR-012: requests by channel, as the text lists them, add up to those received.

use gongkai_model::{Decimal, Equation, Fact, Relation, Severity, Words};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::told::{Part, label_en};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-012",
    name: "channels-do-not-add-up",
    severity: Severity::Note,
    summary: (
        "正文分渠道（网络、信函、当面、传真等）的申请件数之和应等于收到申请数",
        "Requests by channel in the text (network, letter, in person, fax) add up to those received",
    ),
    explanation: (
        "与表三本年新收、新收与上年结转之和、正文的收到申请数之一相符即可。电子邮件可以含在网络之内，线下可以含当面和信函。列举的渠道不足三个而少于总数\
         的，可能没有列全，不报。",
        "The sum may be that of requests received, with or without those carried in, or the figure of the text. E-mail may be part of network, \
         letters and visits part of offline. A list of fewer than three channels that adds up to less may not be whole and is not reported.",
    ),
    formula: "N = Σ channels",
    basis: Basis::Logic,
    source: ("算术", "Arithmetic"),
    false_positives: ("列举的渠道不全。", "Not every channel is listed."),
    before: (
        "新收 24 件，网络15件，信函6件，当面2件（合计 23）",
        "24 received: 15 by network, 6 letters, 2 in person (23)",
    ),
    after: ("新收 24 件，网络15件，信函6件，当面3件", "24 received: 15 by network, 6 letters, 3 in person"),
    test: Test::Report(test),
};

const CHANNELS: &[&str] =
    &["requests_online", "requests_letter", "requests_in_person", "requests_fax", "requests_email", "requests_offline"];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut channels: Vec<(&str, &Fact, Decimal)> = Vec::new();
    for channel in CHANNELS {
        let mut told = view.told(channel).filter_map(|fact| Some((*channel, fact, fact.value.number()?)));
        let Some(first) = told.next() else { continue };
        if told.any(|(_, _, figure)| figure != first.2) {
            return sink.not_assessable(Reason::ProseUnclear);
        }
        channels.push(first);
    }
    if channels.len() < 2 {
        return sink.not_applicable();
    }
    let received = Part::received(view);
    let Some(own) = received.sum() else { return sink.not_assessable(Reason::CellMissing) };
    let carried = Part::row(view, "carried_in").sum();
    let mut wholes = vec![own];
    wholes.extend(carried.and_then(|carried| own.checked_add(carried)));
    wholes.extend(view.told("requests_received").filter_map(|fact| fact.value.number()));
    let sums: Vec<Decimal> =
        [&[][..], &["requests_email"], &["requests_offline"], &["requests_letter", "requests_in_person"]]
            .iter()
            .filter_map(|left_out| total(&channels, left_out))
            .collect();
    let Some(sum) = sums.first().copied() else { return sink.not_assessable(Reason::FigureTooLarge) };
    let most = wholes.iter().max().copied().unwrap_or(own);
    if sums.iter().any(|sum| wholes.contains(sum)) || (sum < most && channels.len() < 3) {
        return sink.held();
    }
    sink.broken(draft(view, &channels, sum, own));
}

fn total(channels: &[(&str, &Fact, Decimal)], left_out: &[&str]) -> Option<Decimal> {
    let counted = channels.iter().filter(|(id, _, _)| !left_out.contains(id));
    counted.map(|(_, _, figure)| *figure).try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure))
}

fn draft(view: &ReportView<'_>, channels: &[(&str, &Fact, Decimal)], sum: Decimal, own: Decimal) -> Draft {
    let join = |names: Vec<String>| names.join(" + ");
    let zh = join(channels.iter().map(|(_, fact, figure)| format!("{} {figure}", fact.label)).collect());
    let en = join(channels.iter().map(|(_, fact, figure)| format!("{} {figure}", label_en(fact))).collect());
    let draft = Draft::new(
        format!("正文各渠道申请件数之和为 {sum}，收到申请数为 {own}"),
        format!("requests by channel add up to {sum}; {own} were received"),
    )
    .advice("核对各渠道件数，列全各渠道", "check the figures of the channels, and list every channel")
    .equation(Equation {
        text: Words::new(format!("{zh} = 收到 {own}"), format!("{en} = received {own}")),
        left: sum,
        relation: Relation::Equal,
        right: own,
    });
    match channels.first() {
        Some((_, fact, _)) => draft.at_mention(view, fact),
        None => draft,
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        let lead = "收到政府信息公开申请5件，其中";
        case(
            &RULE,
            &say(&format!("{lead}网络申请3件，信函申请1件，当面申请3件。")),
            &say(&format!("{lead}网络申请3件，信函申请1件，当面申请1件。")),
        );
    }

    #[test]
    fn two_channels_may_not_be_all() {
        for (text, findings) in [
            ("收到政府信息公开申请5件，其中网络申请3件，信函申请1件。", 0),
            ("收到政府信息公开申请5件，其中网络申请4件，信函申请3件。", 1),
            ("收到政府信息公开申请6件，其中网络申请4件，信函申请2件。", 0),
        ] {
            let verdict = look(&RULE, &Form::e2021().say(SectionId::Overview, text));
            assert_eq!(verdict.findings.len(), findings, "{text}: {:#?}", verdict.findings);
        }
    }
}
