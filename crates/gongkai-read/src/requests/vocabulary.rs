//! The words of Table 3 and what each can mean.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use gongkai_template::{APPLICANTS, EDITIONS, Label, Mark, RequestGroup, RequestLine, RequestRow};
use gongkai_text::normalize::label_key;
use gongkai_text::numbering;

/// What a whole label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Row(RequestRow),
    Group(RequestGroup),
}

/// A label with the keys of its wordings.
#[derive(Debug)]
pub(super) struct Words<T> {
    pub(super) what: T,
    pub(super) keys: Vec<String>,
    pub(super) mark: Option<numbering::Mark>,
}

/// Everything that can stand in the table, by key.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Rows of all editions in the order of the form.
    pub(super) rows: Vec<Words<RequestRow>>,
    /// Groups.
    pub(super) groups: Vec<Words<RequestGroup>>,
    /// Whole labels, with and without marks and groups in front.
    whole: HashMap<String, Target>,
    /// Words of the header.
    header: HashSet<String>,
}

/// The vocabulary, built once.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

/// Groups that are nothing but groups; （六）其他处理 may be a row.
const GROUPS: [RequestGroup; 4] =
    [RequestGroup::Results, RequestGroup::Denied, RequestGroup::Unable, RequestGroup::NotProcessed];

/// Words of the header that are no column label: the note, the spanning cells, what converters put in.
const HEADER_WORDS: [&str; 12] = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "申请人情况",
    "法人或其他组织",
    "类别",
    "项目",
    "数据项目",
    "数量",
    "小计",
    "指标",
    "序号",
    "单位：件",
    "数据",
];

impl Vocabulary {
    fn new() -> Self {
        let mut lines: Vec<&RequestLine> = EDITIONS.iter().flat_map(|edition| edition.requests).collect();
        lines.sort_by_key(|line| line.row);
        lines.dedup_by_key(|line| line.row);
        let mut whole = HashMap::new();
        for group in GROUPS {
            for key in keys(&group.label(), true) {
                whole.insert(key, Target::Group(group));
            }
        }
        for line in &lines {
            for key in composed(line) {
                whole.insert(key, Target::Row(line.row));
            }
        }
        let columns = APPLICANTS.iter().flat_map(|column| column.label().texts());
        let header = columns.chain(HEADER_WORDS).map(label_key).collect();
        let rows = lines.iter().map(|line| words(line.row, &line.label)).collect();
        let groups = GROUPS.iter().chain([&RequestGroup::Other]).map(|group| words(*group, &group.label())).collect();
        Self { rows, groups, whole, header }
    }

    /// What a whole label means, by its key with the mark, else without.
    pub(super) fn whole(&self, key: &str, bare: &str) -> Option<Target> {
        if key.is_empty() {
            return None;
        }
        let without_mark = || if bare == key { None } else { self.whole.get(bare) };
        self.whole.get(key).or_else(without_mark).copied()
    }

    /// Whether a key is a word of the header.
    pub(super) fn is_header(&self, key: &str) -> bool {
        self.header.contains(key)
            || key.starts_with("本列数据的勾稽关系")
            || key.starts_with("申请人情况")
            || key.strip_prefix("数据").is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether a key is part of a word of the header: what is left when a header cell is broken over lines.
    pub(super) fn is_header_fragment(&self, key: &str) -> bool {
        self.is_header(key) || self.header.iter().any(|word| word.contains(key))
    }
}

fn words<T>(what: T, label: &Label) -> Words<T> {
    let keys = label.texts().map(label_key).collect();
    let mark = label.mark.map(|mark| match mark {
        Mark::Section(n) => numbering::Mark::Section(n),
        Mark::Group(n) => numbering::Mark::Group(n),
        Mark::Item(n) => numbering::Mark::Item(n),
    });
    Words { what, keys, mark }
}

/// Keys of a label's wordings, with the mark and, if asked for, without.
fn keys(label: &Label, bare: bool) -> Vec<String> {
    let mut keys = Vec::new();
    for text in label.texts() {
        keys.push(label_key(&Label { text, aliases: &[], mark: label.mark }.printed()));
        if bare || label.mark.is_none() {
            keys.push(label_key(text));
        }
    }
    keys
}

/// Keys of a row: alone, behind its group, behind both groups.
fn composed(line: &RequestLine) -> Vec<String> {
    // Words that mean something else without their mark: 总计 and 其他 are columns, too.
    let ambiguous = matches!(line.row, RequestRow::OtherMisc | RequestRow::TotalProcessed);
    let own = keys(&line.label, !ambiguous);
    let mut all = own.clone();
    let groups: Vec<String> = match line.group {
        Some(RequestGroup::Results) => keys(&RequestGroup::Results.label(), true),
        Some(group) => {
            let inner = keys(&group.label(), true);
            let outer = keys(&RequestGroup::Results.label(), true);
            let both = outer.iter().flat_map(|outer| inner.iter().map(move |inner| format!("{outer}{inner}")));
            let both: Vec<String> = both.collect();
            inner.into_iter().chain(both).collect()
        }
        None => Vec::new(),
    };
    let full = keys(&line.label, true);
    all.extend(groups.iter().flat_map(|group| full.iter().map(move |own| format!("{group}{own}"))));
    all
}
