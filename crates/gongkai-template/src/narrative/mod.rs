//! Figures told in prose, as data: which quantities there are, how each is worded, and which words mean the same.
//!
//! A wording is a sentence of head words: `收到 申请 #` stands for `共收到政府信息公开申请12件` and for
//! `接到信息公开申请12件`, since [`WORDS`] lists what stands for 收到 and for 申请, and [`FILLERS`] mean nothing. A clause gives
//! a figure only if every one of its words is known and their order is that of a wording; what is not understood gives
//! nothing.

mod disputes;
mod outcomes;
mod proactive;
mod requests;
mod words;

pub use words::{CUMULATIVE, FILLERS, OWN, PART_OF_YEAR, TERRITORIES, THIS_YEAR, UNITS, WHOLE, WORDS, Words};

/// A quantity that prose tells.
#[derive(Debug, Clone, Copy)]
pub struct Quantity {
    /// Name in code and data; the cell is `narrative.<id>`.
    pub id: &'static str,
    /// Name in Chinese.
    pub label: &'static str,
    /// Name in English.
    pub label_en: &'static str,
    /// Units that it is counted in; another one means another quantity.
    pub units: &'static [&'static str],
    /// Wordings that say by themselves what is counted.
    ///
    /// `#` is the figure, `a|b` one of several words, `a?` a word that may be missing. A wording without `#` says that
    /// there is none: the value is zero.
    pub wordings: &'static [&'static str],
    /// Shorter wordings, which need the talk to be of one of [`Quantity::about`]: by the heading above, or by the clause
    /// before.
    pub in_talk: &'static [&'static str],
    /// Wordings so short that only the clause right before says what is counted.
    pub following: &'static [&'static str],
    /// What the talk must be of.
    pub about: &'static [&'static str],
    /// What the talk is of once this quantity was told.
    pub opens: &'static [&'static str],
    /// A stock at the end of the year (`现行有效`), which 截至 does not make another figure.
    pub stock: bool,
}

/// Units in which requests, cases and documents are counted.
pub(crate) const COUNTS: &[&str] = &["件", "条", "份", "起", "宗", "例", "次", "项", "个", "封", "件次"];

impl Quantity {
    const fn new(id: &'static str, label: &'static str, label_en: &'static str) -> Self {
        Self {
            id,
            label,
            label_en,
            units: COUNTS,
            wordings: &[],
            in_talk: &[],
            following: &[],
            about: &[],
            opens: &[],
            stock: false,
        }
    }

    /// The cell of a mention.
    pub fn cell(&self) -> String {
        format!("narrative.{}", self.id)
    }
}

/// Every quantity, in the order of a report.
pub fn quantities() -> impl Iterator<Item = &'static Quantity> {
    [proactive::QUANTITIES, requests::QUANTITIES, outcomes::QUANTITIES, disputes::QUANTITIES].into_iter().flatten()
}

/// The quantity of an id.
pub fn quantity(id: &str) -> Option<&'static Quantity> {
    quantities().find(|quantity| quantity.id == id)
}

/// What a heading above makes the talk be of, by words of the heading; the first that fits.
pub const TOPICS: &[(&str, &str)] = &[
    ("复议", "disputes"),
    ("诉讼", "disputes"),
    ("收费", "fees"),
    ("费用", "fees"),
    ("处理费", "fees"),
    ("依申请", "requests"),
    ("申请公开", "requests"),
    ("公开申请", "requests"),
    ("申请情况", "requests"),
    ("申请处理", "requests"),
    ("申请办理", "requests"),
    ("主动公开", "proactive"),
];

/// Words around a total of what was disclosed that make it the total of a part.
pub const NARROWING: &[&str] = &[
    "重点领域",
    "领域信息",
    "等领域",
    "专栏",
    "栏目",
    "专题",
    "网站",
    "平台",
    "公众号",
    "微信",
    "微博",
    "公报",
    "新媒体",
    "客户端",
    "公开栏",
    "公示栏",
    "查阅点",
    "板块",
    "模块",
    "目录",
];
