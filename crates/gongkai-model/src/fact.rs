//! Figures with their evidence.

use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EditionId, Locus};

/// One cell of the form, or one figure told elsewhere: what stands there, and how we know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// Path of the cell, `{table}.{row}.{column}` (`t3.granted.total`, `t4.reconsideration_pending`); `free.{label}.{column}`
    /// for lists that an agency laid out itself; `narrative.{quantity}` for a figure told in prose, one fact a mention.
    pub cell: String,
    /// Label of the cell on the form, in Chinese, `row/column`.
    pub label: String,
    /// Edition of the table that the cell belongs to.
    pub edition: EditionId,
    /// What stands in the cell.
    pub value: Value,
    /// Unit as printed in the cell or in its header (`件`, `万元`, `元`); empty: not said.
    pub unit: String,
    /// Where it stands and how it was obtained.
    pub evidence: Evidence,
}

/// What stands in a cell. The kinds of emptiness stay apart: a blank is not a zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// An exact number as printed; no unit conversion.
    Number(#[schemars(with = "String")] Decimal),
    /// The cell is there and empty.
    Blank,
    /// `/`, `-`, `—`: declared not applicable.
    NotApplicable,
    /// `无`.
    None,
    /// Words where a number is expected.
    Text(String),
    /// Something stands there but what it says is not decided; the readings that are left, or none.
    Unreadable(Vec<String>),
    /// The form has the cell, the source does not.
    Missing,
}

impl Value {
    /// The `state` column of the facts table.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Blank => "blank",
            Self::NotApplicable => "not_applicable",
            Self::None => "none",
            Self::Text(_) => "text",
            Self::Unreadable(_) => "unreadable",
            Self::Missing => "missing",
        }
    }

    /// The number, where there is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// The number, or nothing.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
            _ => Ok(()),
        }
    }
}

/// How a value is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Where it stands in the source; empty for a missing cell.
    pub locus: Option<Locus>,
    /// Text as written there.
    pub raw: String,
    /// Read as it stands, or repaired.
    pub obtained: Obtained,
}

/// How a value came out of the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Obtained {
    /// As it stands in the source.
    #[default]
    Read,
    /// Characters were moved between cells, since there is visible damage and the form's sums then hold.
    Repaired {
        /// Code of the repair (`digits_rejoined`, `cells_parted`, `digits_parted`, `rows_in_order`,
        /// `columns_by_sums`, `list_parted`).
        reason: String,
        /// What the cell held at first sight.
        first_reading: String,
    },
}

impl Obtained {
    /// The `obtained` column of the facts table.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Repaired { .. } => "repaired",
        }
    }
}

/// The facts of a report, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Appends a fact.
    pub fn push(&mut self, fact: Fact) {
        self.0.push(fact);
    }

    /// The fact of a cell. The first one, where a figure is told several times.
    pub fn get(&self, cell: &str) -> Option<&Fact> {
        self.0.iter().find(|fact| fact.cell == cell)
    }

    /// The number in a cell.
    pub fn number(&self, cell: &str) -> Option<Decimal> {
        self.get(cell)?.value.number()
    }

    /// All facts, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Fact> {
        self.0.iter()
    }

    /// Number of facts.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no fact.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<Fact> for Facts {
    fn extend<I: IntoIterator<Item = Fact>>(&mut self, facts: I) {
        self.0.extend(facts);
    }
}

impl<'a> IntoIterator for &'a Facts {
    type Item = &'a Fact;
    type IntoIter = std::slice::Iter<'a, Fact>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Fact> for Facts {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        Self(facts.into_iter().collect())
    }
}
