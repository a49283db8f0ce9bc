//! Figures as the database has them, and which of them differ between two readings.

use std::collections::BTreeMap;

use gongkai_model::{Fact, Value};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// `number`, `blank` … as in the facts table.
    pub state: String,
    /// Number or text as printed; empty where there is none.
    pub value: String,
    /// Unit as printed.
    pub unit: String,
    /// Readings left of an unreadable cell, joined by `|`.
    pub candidates: String,
}

impl Figure {
    /// The figure of a fact.
    pub fn of(fact: &Fact) -> Self {
        let candidates = match &fact.value {
            Value::Unreadable(candidates) => candidates.join("|"),
            _ => String::new(),
        };
        Self { state: fact.value.state().into(), value: fact.value.to_string(), unit: fact.unit.clone(), candidates }
    }
}

/// A figure that differs between two readings, or between two contents of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// 1, 2 … within the capture.
    pub document: u32,
    /// Path of the cell.
    pub cell: String,
    /// Label of the cell.
    pub label: String,
    /// What it was; nothing: the cell was not there.
    pub before: Option<Figure>,
    /// What it is; nothing: the cell is not there any more.
    pub after: Option<Figure>,
}

/// Figures of a capture by document, cell, label and mention.
pub(crate) type Figures = BTreeMap<(u32, String, String, u32), Figure>;

/// What differs, in the order of cells.
pub(crate) fn changes(mut before: Figures, after: Figures) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, figure) in after {
        let was = before.remove(&key);
        if was.as_ref() != Some(&figure) {
            changes.push(change(key, was, Some(figure)));
        }
    }
    changes.extend(before.into_iter().map(|(key, figure)| change(key, Some(figure), None)));
    changes.sort_by(|a, b| (a.document, &a.cell, &a.label).cmp(&(b.document, &b.cell, &b.label)));
    changes
}

fn change(key: (u32, String, String, u32), before: Option<Figure>, after: Option<Figure>) -> Change {
    let (document, cell, label, _) = key;
    Change { document, cell, label, before, after }
}
