//! NR-008: all upheld, none lost, all concluded, says the text; then Table 4 says so too.

use gongkai_model::{Decimal, Equation, Fact, Place, Relation, Severity, TableId, Words};
use gongkai_template::{DISPUTE_OUTCOMES, DisputeBlock, DisputeOutcome, disputes_cell};
use gongkai_text::normalize::fold;

use crate::figure::{Figure, weigh};
use crate::prose::{key, section_of};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::told::is_inferred;
use crate::view::ReportView;
use crate::words::{Term, of_id, sum};

pub(super) const RULE: Rule = Rule {
    id: "NR-008",
    name: "outcomes-said-to-be-clean",
    severity: Severity::Warning,
    summary: (
        "正文称“均获维持”“零败诉”“全部审结”的，表四相应各格应为 0",
        "Where the text says that all were upheld, none was lost or all are concluded, the cells of Table 4 say so too",
    ),
    explanation: (
        "“没有纠正”“零败诉”要求结果纠正为 0；“全部审结”要求尚未审结为 0；“行政复议 7 件，均获维持”，而且 7 就是表四总计的，要求维持等于总计，\
         没有纠正、其他结果和尚未审结的案件。没有写件数的“均获维持”可以只指已审结的，只核对结果纠正。",
        "\"None corrected\" and \"none lost\" mean that corrected is 0, \"all concluded\" that pending is 0. \"7 reconsiderations, all upheld\", \
         where 7 is the total of Table 4, means that upheld equals the total. Without a figure it may mean concluded cases only, and just \
         corrected is compared.",
    ),
    formula: "corrected = 0; pending = 0; upheld = total",
    basis: Basis::Logic,
    source: ("表四与正文同指一事", "Table 4 and the text mean the same thing"),
    false_positives: (
        "“均获维持”说的是更大范围或者以前年度的案件。",
        "The words are about cases of a wider scope or of earlier years.",
    ),
    before: (
        "正文“行政复议2件，均获维持”；表四维持 1，尚未审结 1",
        "text: 2 reconsiderations, all upheld; Table 4: 1 upheld, 1 pending",
    ),
    after: (
        "正文“行政复议2件，维持1件，1件尚未审结”；表四维持 1，尚未审结 1",
        "text: 1 upheld, 1 pending; Table 4: the same",
    ),
    test: Test::Report(test),
};

const RECONSIDERATION: &[DisputeBlock] = &[DisputeBlock::Reconsideration];
const LITIGATION: &[DisputeBlock] = &[DisputeBlock::LitigationDirect, DisputeBlock::LitigationAfterReconsideration];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut told = 0;
    for (kind, blocks) in [("reconsideration", RECONSIDERATION), ("litigation", LITIGATION)] {
        for (id, outcome) in [("corrected", DisputeOutcome::Corrected), ("pending", DisputeOutcome::Pending)] {
            for fact in view.told(&format!("{kind}_{id}")).filter(|fact| is_inferred(fact)) {
                told += 1;
                let claim = if says_all_upheld(fact) && counts_every_case(view, kind, blocks) {
                    Claim::AllUpheld
                } else {
                    Claim::None(outcome)
                };
                compare(view, blocks, claim, mention(view, fact), sink);
                // `复议7件，诉讼9件，均获维持` is about both.
                if kind == "litigation" && is_about_both(view, fact) {
                    let claim = match claim {
                        Claim::None(outcome) => Claim::None(outcome),
                        Claim::AllUpheld if counts_every_case(view, "reconsideration", RECONSIDERATION) => {
                            Claim::AllUpheld
                        }
                        Claim::AllUpheld => Claim::None(DisputeOutcome::Corrected),
                    };
                    compare(view, RECONSIDERATION, claim, mention(view, fact), sink);
                }
            }
        }
    }
    for place in none_lost(view) {
        told += 1;
        compare(view, LITIGATION, Claim::None(DisputeOutcome::Corrected), place, sink);
    }
    if told == 0 {
        sink.not_applicable();
    }
}

/// What the text says.
#[derive(Debug, Clone, Copy)]
enum Claim {
    /// Every case was upheld.
    AllUpheld,
    /// There is no case of this outcome.
    None(DisputeOutcome),
}

fn says_all_upheld(fact: &Fact) -> bool {
    fact.evidence.raw.contains("维持")
}

/// Whether the text gives the number of cases, and it is that of Table 4.
fn counts_every_case(view: &ReportView<'_>, kind: &str, blocks: &[DisputeBlock]) -> bool {
    let totals = blocks.iter().map(|block| view.figure(&disputes_cell(*block, DisputeOutcome::Total)).or_zero());
    let total = totals.into_iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure?));
    view.told(&format!("{kind}_total")).any(|fact| fact.value.number() == total && total.is_some())
}

/// Whether reconsiderations and litigations are told right before these words, with nothing between.
fn is_about_both(view: &ReportView<'_>, claim: &Fact) -> bool {
    let plain = |fact: &Fact| fold(&key(&fact.evidence.raw));
    let claim = plain(claim);
    let pairs = view
        .told("reconsideration_total")
        .flat_map(|first| view.told("litigation_total").map(move |second| (plain(first), plain(second))));
    pairs.into_iter().any(|(first, second)| {
        [',', '、'].into_iter().any(|mark| {
            let words = format!("{first}{mark}{second},{claim}");
            view.prose().iter().any(|paragraph| paragraph.text.contains(&words))
        })
    })
}

fn mention(view: &ReportView<'_>, fact: &Fact) -> Place {
    Place {
        section: section_of(view, fact),
        locus: fact.evidence.locus.clone(),
        raw: fact.evidence.raw.clone(),
        ..Place::default()
    }
}

/// Clauses that say 零败诉 of litigation over open government information.
fn none_lost(view: &ReportView<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for paragraph in view.prose() {
        for sentence in paragraph.sentences() {
            let ours = ["信息公开", "依申请"].iter().any(|word| paragraph.words(&sentence).contains(word));
            for clause in paragraph.clauses(sentence).into_iter().filter(|_| ours) {
                let words = paragraph.words(&clause);
                // The record of a superior or of years is not that of this report.
                if words.contains("零败诉")
                    && !["省级", "全省", "连续", "多年", "全市"].iter().any(|w| words.contains(w))
                {
                    places.push(paragraph.place(&clause));
                }
            }
        }
    }
    places
}

fn compare(view: &ReportView<'_>, blocks: &[DisputeBlock], claim: Claim, place: Place, sink: &mut Sink<'_>) {
    let kind = blocks;
    let blocks = filled(view, blocks);
    let cells = |outcome: DisputeOutcome| -> Vec<(String, Term, Figure)> {
        let one = |block: &DisputeBlock| {
            let path = disputes_cell(*block, outcome);
            let figure = view.figure(&path);
            let zh = format!("{}/{}", block.label().printed(), outcome.label().printed());
            (path, Term::new(zh, of_id(&format!("{} {}", block.id(), outcome.id())), figure.known()), figure)
        };
        blocks.iter().map(one).collect()
    };
    let (left, right) = match claim {
        Claim::AllUpheld => (cells(DisputeOutcome::Upheld), cells(DisputeOutcome::Total)),
        Claim::None(outcome) => (cells(outcome), Vec::new()),
    };
    let figures = |cells: &[(String, Term, Figure)]| -> Vec<Figure> { cells.iter().map(|cell| cell.2).collect() };
    let zero = [Figure::Known(Decimal::ZERO)];
    let other_side = if right.is_empty() { zero.to_vec() } else { figures(&right) };
    sink.weighed(weigh(&figures(&left), Relation::Equal, &other_side, sink.blanks()), |l, r| {
        let terms =
            |cells: &[(String, Term, Figure)]| sum(&cells.iter().map(|cell| cell.1.clone()).collect::<Vec<_>>());
        let (a, b) = (terms(&left), if right.is_empty() { Words::new("0", "0") } else { terms(&right) });
        let text = Words::new(format!("{} = {}", a.zh, b.zh), format!("{} = {}", a.en, b.en));
        let paths: Vec<String> = left.iter().chain(&right).map(|cell| cell.0.clone()).collect();
        let place = Place { table: Some(TableId::Disputes), line: line(kind).into(), cells: paths, ..place };
        draft(kind, claim, l, r)
            .equation(Equation { text, left: l, relation: Relation::Equal, right: r })
            .key(key(&place.raw))
            .at(place)
    });
}

/// The blocks in which anything stands: a block left blank as a whole has no cases. All of them where all are blank.
fn filled(view: &ReportView<'_>, blocks: &[DisputeBlock]) -> Vec<DisputeBlock> {
    let is_blank = |block: &DisputeBlock| {
        DISPUTE_OUTCOMES.iter().all(|outcome| view.figure(&disputes_cell(*block, *outcome)) == Figure::Blank)
    };
    let filled: Vec<DisputeBlock> = blocks.iter().copied().filter(|block| !is_blank(block)).collect();
    if filled.is_empty() { blocks.to_vec() } else { filled }
}

fn line(blocks: &[DisputeBlock]) -> &'static str {
    if blocks.len() == 1 { "reconsideration" } else { "litigation" }
}

fn draft(blocks: &[DisputeBlock], claim: Claim, left: Decimal, right: Decimal) -> Draft {
    let (kind, kind_en) =
        if blocks.len() == 1 { ("行政复议", "reconsiderations") } else { ("行政诉讼", "litigations") };
    let draft = match claim {
        Claim::AllUpheld => Draft::new(
            format!("正文称{kind}均获维持，表四{kind}共 {right} 件，结果维持只有 {left} 件"),
            format!("the text says that all {kind_en} were upheld; Table 4 has {right}, of which {left} upheld"),
        ),
        Claim::None(outcome) => Draft::new(
            format!("正文称{kind}没有“{}”的，表四为 {left} 件", outcome.label().printed()),
            format!("the text says that no {kind_en} are {}; Table 4 has {left}", of_id(outcome.id())),
        ),
    };
    draft.advice(
        "核对表四各格与正文的说法，尚未审结的不能说成均获维持",
        "compare Table 4 with the text; a pending case is not upheld yet",
    )
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let form = Form::e2021().cell("t4.reconsideration_pending", "1").cell("t4.reconsideration_total", "2");
        let say = |text: &str| form.clone().say(SectionId::ReviewLitigation, text);
        // Without figures the words may be about what is concluded.
        case(&RULE, &say("发生政府信息公开行政复议2件，均获维持。"), &say("发生政府信息公开行政复议1件，均获维持。"));
    }

    #[test]
    fn nothing_lost_and_all_concluded() {
        let form = Form::e2021().cell("t4.litigation_direct_corrected", "1").cell("t4.litigation_direct_total", "1");
        for (text, findings) in [
            ("政府信息公开行政诉讼继续保持零败诉。", 1),
            ("政府信息公开方面继续保持全省零败诉的记录。", 0),
            ("行政诉讼继续保持零败诉。", 0),
            ("发生政府信息公开行政复议1件，行政诉讼1件，均获维持。", 1),
            ("发生政府信息公开行政复议1件，行政诉讼1件，均已审结。", 0),
        ] {
            let verdict = look(&RULE, &form.clone().say(SectionId::ReviewLitigation, text));
            assert_eq!(verdict.findings.len(), findings, "{text}: {:#?}", verdict.findings);
        }
    }
}
