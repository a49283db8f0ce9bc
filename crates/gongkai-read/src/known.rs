//! Every whole label of the form, by key: what pieces of a line may be put together to.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use gongkai_template::{APPLICANTS, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, EDITIONS, Label, RequestGroup};
use gongkai_text::normalize::label_key;

/// The relation that the header of Table 3 prints.
const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

static LABELS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut labels: Vec<Label> = Vec::new();
    for edition in EDITIONS {
        labels.extend(edition.sections.iter().map(|section| section.label));
        labels.extend(edition.proactive.iter().flat_map(|band| band.rows).map(|row| row.label));
        labels.extend(edition.proactive.iter().flat_map(|band| band.columns).map(|column| column.label));
        labels.extend(edition.requests.iter().map(|line| line.label));
        labels.extend(edition.requests.iter().filter_map(|line| line.group).map(RequestGroup::label));
    }
    labels.extend(APPLICANTS.iter().map(|column| column.label()));
    labels.extend(DISPUTE_BLOCKS.iter().map(|block| block.label()));
    labels.extend(DISPUTE_OUTCOMES.iter().map(|outcome| outcome.label()));
    let others = ["信息内容", "申请人情况", "法人或其他组织", "行政诉讼", NOTE].into_iter().map(label_key);
    let bands = ["一", "五", "六", "八", "九"].into_iter().map(|item| format!("第二十条第{item}项"));
    let wordings = labels.iter().flat_map(|label| {
        label.texts().flat_map(|text| {
            let marked = Label { text, aliases: &[], mark: label.mark }.printed();
            [label_key(text), label_key(&marked)]
        })
    });
    wordings.chain(others).chain(bands).collect()
});

/// All keys.
pub(crate) fn labels() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(String::as_str)
}

/// What a key is in the headings of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InHeadings {
    /// A heading with its number.
    Numbered,
    /// The words of a heading, which prose has, too.
    Words,
    /// No heading.
    No,
}

/// The headings of sections by key; the first wording of a key tells what it is.
static HEADINGS: LazyLock<HashMap<String, InHeadings>> = LazyLock::new(|| {
    let mut headings = HashMap::new();
    let labels = EDITIONS.iter().flat_map(|edition| edition.sections).map(|section| section.label);
    for (label, text) in labels.flat_map(|label| label.texts().map(move |text| (label, text))) {
        headings.entry(label_key(text)).or_insert(InHeadings::Words);
        let marked = Label { text, aliases: &[], mark: label.mark }.printed();
        headings.entry(label_key(&marked)).or_insert(InHeadings::Numbered);
    }
    headings
});

/// What a key is in the headings of sections.
pub(crate) fn in_headings(key: &str) -> InHeadings {
    HEADINGS.get(key).copied().unwrap_or(InHeadings::No)
}

/// Whether a key is a whole label of the form.
pub(crate) fn is_label(key: &str) -> bool {
    LABELS.contains(key)
}
