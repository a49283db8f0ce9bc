//! NR-009: the parts of what was disclosed, as the text lists them, add up to the whole that it gives.

use std::ops::Range;

use gongkai_model::{Decimal, Equation, Relation, Severity, Words};

use crate::prose::{Amount, Paragraph, key, quote};
use crate::rule::{Basis, Rule, Test};
use crate::shares::{Share, shares};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-009",
    name: "parts-do-not-add-up",
    severity: Severity::Note,
    summary: (
        "正文分类列举的公开信息条数之和应等于其总数",
        "The parts of the information disclosed, as the text lists them, add up to the total that it gives",
    ),
    explanation: (
        "正文先说公开信息 n 条，再逐类列举（三类以上，同一单位；或者所占百分比合计为 100%）。列举之和多于总数的，或者列举是完整的（“分别”“分为”“包括”“类别有”引出，或者最后一类是\
         “其他”）而少于总数的，列为提示。按渠道（网站、微信等）列举的不看，同一条信息可以在几个渠道发布。",
        "The text gives a total of items and lists three or more parts in the same unit, or parts whose shares make up 100 %. Noted are lists that add up to more, and lists that are \
         whole (introduced as such, or with \"other\" at the end) that add up to less. Lists by channel are not looked at, since an item may be \
         in several channels.",
    ),
    formula: "n = Σ n_i",
    basis: Basis::Logic,
    source: ("算术", "Arithmetic"),
    false_positives: (
        "一条信息归入几类；列举的不是上文总数的组成部分。",
        "An item counted in several parts; a list that is not of the total before it.",
    ),
    before: (
        "公开信息90条，其中机构类20条，规划类30条，其他50条（20＋30＋50＝100）",
        "90 items: 20 on organs, 30 plans, 50 others (100)",
    ),
    after: ("公开信息100条，其中机构类20条，规划类30条，其他50条", "100 items: 20 on organs, 30 plans, 50 others"),
    test: Test::Report(test),
};

/// A list of fewer parts is no list.
const LEAST: usize = 3;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut lists = 0;
    let mut totals: Vec<Decimal> = view.told("proactive_items").filter_map(|fact| fact.value.number()).collect();
    totals.sort_unstable();
    totals.dedup();
    for paragraph in view.prose() {
        let amounts = paragraph.amounts();
        for list in lists_of(paragraph, amounts).into_iter().chain(wholly_shared(paragraph, amounts)) {
            lists += 1;
            weigh(paragraph, &list, &totals, sink);
        }
    }
    if lists == 0 {
        sink.not_applicable();
    }
}

/// Parts listed in a sentence.
#[derive(Debug)]
struct List {
    parts: Vec<Amount>,
    range: Range<usize>,
    /// The figure before the list, in its sentence.
    whole: Option<Decimal>,
    /// Whether the list has no figure before it and is of what was disclosed, by categories.
    of_the_only_total: bool,
    /// Whether the list says that it is whole.
    complete: bool,
}

/// Lists of parts: neighbouring clauses of one sentence, each with one figure in the same unit; shares of them in between.
fn lists_of(paragraph: &Paragraph, amounts: &[Amount]) -> Vec<List> {
    let mut lists = Vec::new();
    for sentence in paragraph.sentences() {
        // Requests are the matter of other rules.
        if paragraph.words(&sentence).contains("申请") {
            continue;
        }
        let mut run = Run::default();
        for clause in paragraph.clauses(sentence) {
            let inside: Vec<&Amount> =
                amounts.iter().filter(|a| clause.contains(&a.range.start) && a.range.end <= clause.end).collect();
            let words = paragraph.words(&clause);
            if LEADS.iter().any(|lead| words.starts_with(lead)) {
                lists.extend(run.lead(paragraph));
            }
            match inside[..] {
                [amount] if amount.unit == "%" && words.starts_with('占') => {}
                [amount] if is_part(words, amount, &clause) && run.unit().is_none_or(|unit| unit == amount.unit) => {
                    run.parts.push((clause.clone(), amount.clone()));
                }
                [amount] if is_whole(words) && !amount.approximate => {
                    lists.extend(run.close(paragraph));
                    run.whole = Some(amount.clone());
                }
                [] if LEADS.iter().any(|lead| words.contains(lead)) => {}
                _ => lists.extend(run.close(paragraph)),
            }
        }
        lists.extend(run.close(paragraph));
    }
    lists
}

/// Parts whose shares in percent make up the whole, over several sentences: `其中，部门30条，占60%。乡镇20条，占40%。`
fn wholly_shared(paragraph: &Paragraph, amounts: &[Amount]) -> Option<List> {
    let shares = shares(&paragraph.text, amounts);
    let (first, last) = (shares.first()?, shares.last()?);
    let percent = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(share.percent))?;
    let off = percent.checked_sub(Decimal::ONE_HUNDRED)?.abs();
    let same_unit = shares.iter().all(|share| share.unit == first.unit);
    // In one sentence they are a list already.
    let one_sentence = !paragraph.words(&(first.range.start..last.range.end)).contains('。');
    if shares.len() < 2 || off > Decimal::new(5, 1) || !same_unit || one_sentence {
        return None;
    }
    let before = amounts.iter().rfind(|amount| amount.range.end <= first.range.start && amount.unit == first.unit)?;
    let part = |share: &Share| Amount {
        value: share.count,
        unit: share.unit.clone(),
        approximate: false,
        range: share.range.clone(),
    };
    Some(List {
        range: first.range.start..last.range.end,
        parts: shares.iter().map(part).collect(),
        whole: Some(before.value).filter(|_| !before.approximate),
        of_the_only_total: false,
        complete: true,
    })
}

/// Words before the first part of a list.
const LEADS: &[&str] = &["其中", "包括", "分别", "分为", "类别有", "类别为"];

/// The clauses of a sentence that may be a list.
#[derive(Debug, Default)]
struct Run {
    whole: Option<Amount>,
    parts: Vec<(Range<usize>, Amount)>,
}

impl Run {
    fn unit(&self) -> Option<&str> {
        self.parts.first().map(|(_, amount)| amount.unit.as_str())
    }

    /// `其中` begins the list: a single figure before it is the whole.
    fn lead(&mut self, paragraph: &Paragraph) -> Option<List> {
        if self.parts.len() != 1 {
            return if self.parts.is_empty() { None } else { self.close(paragraph) };
        }
        self.whole = self.parts.pop().map(|(_, amount)| amount);
        None
    }

    fn close(&mut self, paragraph: &Paragraph) -> Option<List> {
        let (parts, whole) = (std::mem::take(&mut self.parts), self.whole.take());
        list(paragraph, parts, whole)
    }
}

/// Whether a clause is a part: some words and a figure behind them.
fn is_part(words: &str, amount: &Amount, clause: &Range<usize>) -> bool {
    amount.range.end == clause.end
        && matches!(amount.unit.as_str(), "条" | "件" | "项" | "篇")
        && !amount.approximate
        && amount.range.start > clause.start
        && !is_whole(words)
}

/// Whether a clause gives the figure of a whole.
fn is_whole(words: &str) -> bool {
    !["其中", "其他", "其它", "其余"].iter().any(|word| words.starts_with(word))
        && ["公布政府信息", "公开政府信息", "政府信息总数", "公开信息", "发布信息", "条政府信息中", "总数"]
            .iter()
            .any(|word| words.contains(word))
}

/// Words of channels: the same item may be in several of them.
fn is_channel(part: &str) -> bool {
    [
        "网站",
        "平台",
        "微信",
        "微博",
        "公众号",
        "新媒体",
        "公报",
        "公告栏",
        "公示栏",
        "公开栏",
        "电子屏",
        "媒体",
        "渠道",
        "栏目",
        "客户端",
    ]
    .iter()
    .any(|word| part.contains(word))
}

fn list(paragraph: &Paragraph, run: Vec<(Range<usize>, Amount)>, before: Option<Amount>) -> Option<List> {
    if run.len() < LEAST || run.iter().any(|(clause, _)| is_channel(paragraph.words(clause))) {
        return None;
    }
    let (first, last) = (run.first()?.0.clone(), run.last()?.0.clone());
    let unit = run.first()?.1.unit.clone();
    let lead_start = paragraph.text.get(..first.start)?.char_indices().rev().nth(12).map_or(0, |(at, _)| at);
    let lead = paragraph.words(&(lead_start..first.start)).to_owned() + paragraph.words(&first);
    let introduced = ["分别", "分为", "包括", "类别有", "类别:", "类别为"].iter().any(|word| lead.contains(word));
    let partly = ["中包括", "主要包括"].iter().any(|word| lead.contains(word));
    let rest = ["其他", "其它", "其余"].iter().any(|word| paragraph.words(&last).starts_with(word));
    Some(List {
        range: first.start..last.end,
        parts: run.into_iter().map(|(_, amount)| amount).collect(),
        whole: before.filter(|whole| whole.unit == unit).map(|whole| whole.value),
        of_the_only_total: lead.contains("类别") && unit == "条",
        complete: rest || (introduced && !partly),
    })
}

fn weigh(paragraph: &Paragraph, list: &List, totals: &[Decimal], sink: &mut Sink<'_>) {
    let sum = list.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value));
    let Some(sum) = sum else { return sink.not_assessable(crate::reason::Reason::FigureTooLarge) };
    let whole = list.whole.or(match totals {
        [total] if list.of_the_only_total => Some(*total),
        _ => None,
    });
    let Some(whole) = whole else { return sink.not_applicable() };
    if sum == whole || totals.contains(&sum) || (sum < whole && !list.complete) {
        return sink.held();
    }
    let place = paragraph.place(&list.range);
    let terms = list.parts.iter().map(|part| part.value.to_string()).collect::<Vec<_>>().join(" + ");
    sink.broken(
        Draft::new(
            format!("正文“{}”各类之和为 {sum}，总数为 {whole}", quote(&place.raw)),
            format!("the parts that the text lists add up to {sum}, the total is {whole}"),
        )
        .advice("核对各类条数和总数；一条信息只归一类", "check the parts and the total; an item belongs to one part")
        .equation(Equation {
            text: Words::new(format!("{terms} = {whole}"), format!("{terms} = {whole}")),
            left: sum,
            relation: Relation::Equal,
            right: whole,
        })
        .key(key(&place.raw))
        .at(place),
    );
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    fn say(text: &str) -> Form {
        Form::e2021().say(SectionId::Overview, text)
    }

    #[test]
    fn fires_and_does_not() {
        case(
            &RULE,
            &say("全年主动公开政府信息90条，其中机构职能类信息20条，规划计划类信息30条，其他信息50条。"),
            &say("全年主动公开政府信息100条，其中机构职能类信息20条，占20%；规划计划类信息30条，占30%；其他信息50条。"),
        );
    }

    #[test]
    fn lists_in_part_and_by_channel() {
        for (text, findings) in [
            ("主动公开政府信息90条，其中规划类20条，统计类10条，人事类5条。", 0),
            ("公布政府信息90条，（其中规划类20条，统计类10条，其他应公开政府信息50条），主要在网站公开。", 1),
            ("主动公开政府信息90条。其中，部门公开60条，占67%。乡镇公开40条，占33%。", 1),
            ("主动公开政府信息90条。其中，部门公开60条，占67%。乡镇公开30条，占33%。", 0),
            ("收到申请6件，其中自然人申请5件，企业申请1件；共办理4件，结转下年2件。", 0),
            ("主动公开政府信息90条，其中规划类20条，统计类80条，人事类5条。", 1),
            ("主动公开政府信息90条。办结申请8件，其中：予以公开3件，占38%；无法提供4件，占50%；不予处理1件。", 0),
            ("主动公开政府信息90条，其中涉及公开信息9条，住房类20条，食品类10条，环保类5条。", 0),
            ("主动公开政府信息90条，其中网站80条，微信公众号60条，其他50条。", 0),
            ("主动公开政府信息90条。信息的主要类别有：规划类20条，统计类10条，人事类5条。", 1),
        ] {
            let verdict = look(&RULE, &say(text));
            assert_eq!(verdict.findings.len(), findings, "{text}: {:#?}", verdict.findings);
        }
    }
}
