//! Which family a page belongs to.

use gongkai_plugin::{Mark, SiteAdapter, SitePage};

use crate::column::either;

/// A family that a page carries marks of.
#[derive(Clone)]
pub struct Recognised {
    /// The adapter of the family.
    pub adapter: &'static dyn SiteAdapter,
    /// How sure, 1 to 100.
    pub confidence: u8,
    /// What speaks for it.
    pub marks: Vec<Mark>,
}

impl std::fmt::Debug for Recognised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {:?}", self.adapter.name(), self.confidence, self.marks)
    }
}

/// What follows from the families that a page carries marks of.
#[derive(Debug, Clone)]
pub enum Choice {
    /// One is clearly ahead.
    One(Recognised),
    /// Several are as likely. To choose is for the user (`family` of a site).
    Tie(Vec<Recognised>),
    /// None.
    Unknown,
}

/// Confidences nearer than this are the same.
const SAME: u8 = 10;

/// Every family that a page carries marks of, the surest first. Marks of one family add up; each says less than all.
pub fn recognise(page: &SitePage<'_>) -> Vec<Recognised> {
    let mut found: Vec<Recognised> = Vec::new();
    for adapter in crate::families::all() {
        let marks = adapter.marks(page);
        let confidence = marks.iter().fold(0, |sum, mark| either(sum, mark.weight));
        if confidence > 0 {
            found.push(Recognised { adapter: *adapter, confidence, marks });
        }
    }
    found.sort_by_key(|recognised| std::cmp::Reverse(recognised.confidence));
    found
}

/// Chooses among recognised families: a tie is said, not decided.
pub fn choose(found: Vec<Recognised>) -> Choice {
    let Some(first) = found.first().map(|first| first.confidence) else { return Choice::Unknown };
    let mut near: Vec<_> = found.into_iter().filter(|other| first - other.confidence < SAME).collect();
    match (near.len(), near.pop()) {
        (1, Some(one)) => Choice::One(one),
        (_, Some(last)) => {
            near.push(last);
            Choice::Tie(near)
        }
        (_, None) => Choice::Unknown,
    }
}
