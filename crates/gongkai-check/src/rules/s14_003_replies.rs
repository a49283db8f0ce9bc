//! S14-003: replies are the sum of their kinds.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-003",
    name: "s14-replies-do-not-add-up",
    severity: Severity::Warning,
    summary: ("统计表：申请答复数＝八类答复之和", "Statistics table: replies are the sum of their eight kinds"),
    explanation: (
        "申请答复数分为属于已主动公开范围、同意公开、同意部分公开、不同意公开、不属于本行政机关公开、申请信息不存在、告知作出更改补充、告知通过其他途径办理八类，八类之和应等于申请答复数。",
        "Replies are of eight kinds, from already public to referred elsewhere, and these add up to all replies.",
    ),
    formula: "replies = Σ reply_1..8",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: ("一件申请作多种答复；零留作空白。", "Several replies to one request; zeros left blank."),
    before: ("答复 9；同意公开 6，不同意公开 2，其余 0", "replies 9; granted 6, denied 2, others 0"),
    after: ("答复 9；同意公开 6，不同意公开 2，信息不存在 1", "replies 9; granted 6, denied 2, not existing 1"),
    test: Test::Report(|view, sink| check_statistics("S14-003", Relation::Equal, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表“{where}”为 {right}，所列各项之和为 {left}，相差 {difference}",
        "Statistics table, {where}: {right}, but its parts add up to {left}; the difference is {difference}",
    ),
    advice: ("核对合计和各分项", "check the total and its parts"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::s14().cell("s14.reply_not_existing", "0"), &Form::s14().cell("s14.reply_other_channel", ""));
    }
}
