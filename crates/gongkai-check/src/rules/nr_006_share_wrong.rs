//! NR-006: a share in percent follows from figures of the text or of the tables.

use gongkai_model::{Decimal, Severity, TableId, Words};
use gongkai_template::{DISPUTE_BLOCKS, DISPUTE_OUTCOMES};

use crate::prose::{Amount, Paragraph, key, quote};
use crate::rule::{Basis, Rule, Test};
use crate::shares::{Share, shares};
use crate::sink::{Draft, Sink};
use crate::told::row_total;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-006",
    name: "share-wrong",
    severity: Severity::Advisory,
    summary: (
        "正文“n 件，占 p%”应能由某一总数算出",
        "A share in the text (n, p %) follows from some total of the report",
    ),
    explanation: (
        "以 n 除以表三的本年新收、新收与结转之和、办理结果总计、各组合计，表四总计，以及正文提到的其他总数，有一个与 p% 相符（误差不超过 0.1 个百分点，\
         整数百分比不超过 0.5 个百分点）即可；都不相符，说明 n、p 或总数有误。“占全市 p%”等以报告以外的数为总数的不看。",
        "n over requests received, with or without those carried in, over the total processed, over groups, over totals of Table 4, or over any \
         other figure of the text: one must give p within 0.1 percentage points (0.5 where p is whole). If none does, n, p or the total is \
         wrong. Shares of something outside the report are not looked at.",
    ),
    formula: "|n / d - p%| ≤ 0.1%",
    basis: Basis::Logic,
    source: ("算术", "Arithmetic"),
    false_positives: ("总数没有写在报告里；各项取整后合计不足 100%。", "The total is not in the report."),
    before: ("正文“予以公开3件，占65%”；表三办理结果总计 4", "text: 3 granted, 65 %; Table 3: 4 processed"),
    after: ("正文“予以公开3件，占75%”；表三办理结果总计 4", "text: 3 granted, 75 %; Table 3: 4 processed"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let told: Vec<(&Paragraph, &[Amount])> =
        view.prose().iter().map(|paragraph| (paragraph, paragraph.amounts())).collect();
    let shares: Vec<(&Paragraph, Share)> = told
        .iter()
        .flat_map(|(paragraph, amounts)| shares(&paragraph.text, amounts).into_iter().map(move |s| (*paragraph, s)))
        .collect();
    if shares.is_empty() {
        return sink.not_applicable();
    }
    let in_tables = totals(view);
    for (paragraph, share) in &shares {
        let counts = told.iter().flat_map(|(_, amounts)| *amounts).filter(|amount| amount.unit != "%");
        let counts: Vec<Decimal> = counts.map(|amount| amount.value).collect();
        let parts: Vec<Decimal> =
            shares.iter().filter(|(other, _)| std::ptr::eq(*other, *paragraph)).map(|(_, share)| share.count).collect();
        let whole = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
        let mut wholes = in_tables.iter().map(|(_, total)| *total).chain(counts).chain(whole);
        if wholes.any(|whole| share.fits(whole)) {
            sink.held();
        } else {
            sink.broken(draft(paragraph, share, &in_tables));
        }
    }
}

/// Totals of the tables that a share may be of.
fn totals(view: &ReportView<'_>) -> Vec<(Words, Decimal)> {
    let mut totals = Vec::new();
    let row = |row: &str| row_total(view, row).known();
    let mut add = |zh: &str, en: &str, figure: Option<Decimal>| {
        if let Some(figure) = figure.filter(|figure| *figure > Decimal::ZERO) {
            totals.push((Words::new(zh, en), figure));
        }
    };
    let (received, carried) = (row("new_received"), row("carried_in"));
    add("办理结果总计", "processed", row("total_processed"));
    add("本年新收", "received", received);
    add("新收与上年结转之和", "received and carried in", received.zip(carried).and_then(|(n, c)| n.checked_add(c)));
    let lines = view.edition(TableId::Requests).map_or(&[][..], |edition| edition.requests);
    for (prefix, zh, en) in [
        ("denied_", "不予公开合计", "denied"),
        ("unable_", "无法提供合计", "unable"),
        ("not_processed_", "不予处理合计", "not processed"),
        ("other", "其他处理合计", "other handling"),
    ] {
        let rows = lines.iter().map(|line| line.row.id()).filter(|id| id.starts_with(prefix));
        add(zh, en, rows.filter_map(row).try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure)));
    }
    for block in DISPUTE_BLOCKS {
        for outcome in DISPUTE_OUTCOMES {
            let figure = view.figure(&gongkai_template::disputes_cell(*block, *outcome)).known();
            add(&block.label().printed(), &crate::words::of_id(block.id()), figure);
        }
    }
    for (id, zh) in
        [("requests_received", "收到申请数"), ("replies", "申请答复数"), ("proactive_items", "主动公开信息数")]
    {
        add(zh, &crate::words::of_id(id), view.figure(&["s14.", id].concat()).known());
    }
    totals
}

fn draft(paragraph: &Paragraph, share: &Share, totals: &[(Words, Decimal)]) -> Draft {
    let place = paragraph.place(&share.range);
    let (count, percent) = (share.count, share.percent);
    let shown = totals.iter().filter(|(_, total)| *total >= count).take(3);
    let percents: Vec<(String, String)> = shown
        .filter_map(|(name, total)| {
            let share = count.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*total)?.round_dp(2).normalize();
            Some((
                format!("{count}/{}（{total}）= {share}%", name.zh),
                format!("{count} / {} ({total}) = {share} %", name.en),
            ))
        })
        .collect();
    let join = |texts: Vec<&String>, mark: &str| texts.into_iter().cloned().collect::<Vec<_>>().join(mark);
    let zh = join(percents.iter().map(|(zh, _)| zh).collect(), "，");
    let en = join(percents.iter().map(|(_, en)| en).collect(), ", ");
    let known = |text: &str, lead: &str| if text.is_empty() { String::new() } else { format!("{lead}{text}") };
    Draft::new(
        format!("正文“{}”：{count} 与报告中任何一个总数之比都不是 {percent}%", quote(&place.raw)),
        format!("the text gives {count} as {percent} %, which no total of the report makes it"),
    )
    .advice(
        format!("核对件数、百分比和作为分母的总数{}", known(&zh, "；")),
        format!("check the count, the percentage and its total{}", known(&en, "; ")),
    )
    .key(key(&place.raw))
    .at(place)
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        case(
            &RULE,
            &say("办结申请4件，其中予以公开3件，占65%；无法提供1件，占25%。"),
            &say("办结申请4件，其中予以公开3件，占75%；无法提供1件，占总数的25%。"),
        );
    }

    #[test]
    fn rounding_and_other_wholes() {
        for (text, findings) in [
            ("主动公开政府信息913条，其中规划类127条，占13.9%，统计类45条，占5%。", 0),
            ("主动公开政府信息913条，其中规划类127条，占14.3%。", 1),
            ("受理申请3件，占全市总数的0.4%。", 0),
            ("公开信息约300条，占40%以上。", 0),
        ] {
            let verdict = look(&RULE, &Form::e2021().say(SectionId::Overview, text));
            assert_eq!(verdict.findings.len(), findings, "{text}: {:#?}", verdict.findings);
        }
    }
}
