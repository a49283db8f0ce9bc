//! Numbers as people write them.

use rust_decimal::Decimal;

/// A number with what is written around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The exact value as printed, sign included; a unit such as 万元 does not change it.
    pub value: Decimal,
    /// Unit as printed (`件`, `万元`); empty: none.
    pub unit: String,
    /// Whether it is said to be rough: 约, 余, 多.
    pub approximate: bool,
}

/// Reads a text that is a number and nothing else.
pub fn parse(text: &str) -> Option<Number> {
    let text = text.trim();
    Some(Number { value: text.parse().ok()?, unit: String::new(), approximate: false })
}
