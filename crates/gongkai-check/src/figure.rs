//! Figures of cells as rules see them, and both sides of a formula weighed against each other.

use gongkai_model::{Decimal, Fact, Relation, Value};
use serde::{Deserialize, Serialize};

use crate::reason::Reason;

/// What a rule knows of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A number.
    Known(Decimal),
    /// Nothing, `/` or `无` stands there; often that means zero.
    Blank,
    /// There is no telling, and why.
    Unknown(Reason),
}

impl Figure {
    /// What is known of a cell by its fact.
    pub fn of(fact: Option<&Fact>) -> Self {
        match fact.map(|fact| &fact.value) {
            Some(Value::Number(number)) => Self::Known(*number),
            Some(Value::Blank | Value::NotApplicable | Value::None) => Self::Blank,
            Some(Value::Text(_)) => Self::Unknown(Reason::CellNotANumber),
            Some(Value::Unreadable(_)) => Self::Unknown(Reason::CellUnreadable),
            Some(Value::Missing) | None => Self::Unknown(Reason::CellMissing),
        }
    }

    /// The number, where there is one.
    pub fn known(self) -> Option<Decimal> {
        match self {
            Self::Known(number) => Some(number),
            _ => None,
        }
    }

    /// The number, blanks counted as zero.
    pub fn or_zero(self) -> Option<Decimal> {
        match self {
            Self::Known(number) => Some(number),
            Self::Blank => Some(Decimal::ZERO),
            Self::Unknown(_) => None,
        }
    }

    /// Whether there is a number above zero.
    pub fn is_positive(self) -> bool {
        self.known().is_some_and(|number| number > Decimal::ZERO)
    }

    /// Two figures added; a blank adds nothing and leaves a blank.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown(reason), _) | (_, Self::Unknown(reason)) => Self::Unknown(reason),
            (Self::Blank, Self::Blank) => Self::Blank,
            (Self::Known(number), Self::Blank) | (Self::Blank, Self::Known(number)) => Self::Known(number),
            (Self::Known(one), Self::Known(other)) => {
                one.checked_add(other).map_or(Self::Unknown(Reason::FigureTooLarge), Self::Known)
            }
        }
    }
}

/// What a blank cell counts as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blanks {
    /// Zero where the rule then holds exactly; a rule that no blank could mend is broken; else nothing is said.
    #[default]
    Auto,
    /// Zero.
    Zero,
    /// Unknown.
    Unknown,
}

/// What came of comparing two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighed {
    /// They stand to each other as they should.
    Held,
    /// They do if blanks are zeros.
    HeldWithBlanks,
    /// They do not; both sides, blanks counted as zeros.
    Broken(Decimal, Decimal),
    /// There is no telling.
    NotAssessable(Reason),
}

/// One side of a formula: its sum, and whether blanks are in it.
#[derive(Debug, Clone, Copy)]
struct Side {
    sum: Decimal,
    blanks: bool,
}

fn side(figures: &[Figure]) -> Result<Side, Reason> {
    figures.iter().try_fold(Side { sum: Decimal::ZERO, blanks: false }, |side, figure| match figure {
        Figure::Known(number) => {
            let sum = side.sum.checked_add(*number).ok_or(Reason::FigureTooLarge)?;
            Ok(Side { sum, ..side })
        }
        Figure::Blank => Ok(Side { blanks: true, ..side }),
        Figure::Unknown(reason) => Err(*reason),
    })
}

/// Compares the sums of two sides.
///
/// Counts are not below zero, so blanks can only add: where even that cannot make the sides meet, they are broken
/// whatever the blanks stand for.
pub fn weigh(left: &[Figure], relation: Relation, right: &[Figure], blanks: Blanks) -> Weighed {
    let (left, right) = match (side(left), side(right)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(reason), _) | (_, Err(reason)) => return Weighed::NotAssessable(reason),
    };
    let holds = relation.holds(left.sum, right.sum);
    if !left.blanks && !right.blanks {
        return if holds { Weighed::Held } else { Weighed::Broken(left.sum, right.sum) };
    }
    let mendable = match relation {
        Relation::Equal => (left.blanks && left.sum < right.sum) || (right.blanks && right.sum < left.sum),
        Relation::AtMost => right.blanks,
        Relation::AtLeast => left.blanks,
    };
    match blanks {
        Blanks::Unknown => Weighed::NotAssessable(Reason::CellBlank),
        Blanks::Zero | Blanks::Auto if holds => Weighed::HeldWithBlanks,
        Blanks::Auto if mendable => Weighed::NotAssessable(Reason::CellBlank),
        Blanks::Zero | Blanks::Auto => Weighed::Broken(left.sum, right.sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<Figure> {
        let figure = |word| match word {
            "_" => Figure::Blank,
            "?" => Figure::Unknown(Reason::CellUnreadable),
            number => Figure::Known(number.parse().expect("a number")),
        };
        text.split_whitespace().map(figure).collect()
    }

    fn weighed(left: &str, relation: Relation, right: &str, blanks: Blanks) -> &'static str {
        match weigh(&figures(left), relation, &figures(right), blanks) {
            Weighed::Held => "held",
            Weighed::HeldWithBlanks => "held with blanks",
            Weighed::Broken(..) => "broken",
            Weighed::NotAssessable(Reason::CellBlank) => "blank",
            Weighed::NotAssessable(_) => "unknown",
        }
    }

    #[test]
    fn blanks_are_zeros_only_where_that_settles_it() {
        use Blanks::{Auto, Unknown, Zero};
        use Relation::{AtLeast, AtMost, Equal};
        for (left, relation, right, policy, expected) in [
            ("1 2", Equal, "3", Auto, "held"),
            ("1 2", Equal, "4", Auto, "broken"),
            ("1 2 _", Equal, "3", Auto, "held with blanks"),
            ("1 2 _", Equal, "4", Auto, "blank"),
            ("1 2 _", Equal, "2", Auto, "broken"),
            ("1 2", Equal, "_", Auto, "blank"),
            ("_ _", Equal, "_", Auto, "held with blanks"),
            ("1 2 _", Equal, "4", Zero, "broken"),
            ("1 2 _", Equal, "3", Zero, "held with blanks"),
            ("1 2 _", Equal, "3", Unknown, "blank"),
            ("1 2", Equal, "3", Unknown, "held"),
            ("1 ?", Equal, "3", Zero, "unknown"),
            ("3 _", AtMost, "2", Auto, "broken"),
            ("3", AtMost, "2 _", Auto, "blank"),
            ("1 _", AtMost, "2", Auto, "held with blanks"),
            ("1 _", AtLeast, "2", Auto, "blank"),
            ("1", AtLeast, "2 _", Auto, "broken"),
        ] {
            assert_eq!(weighed(left, relation, right, policy), expected, "{left} {} {right}", relation.sign());
        }
    }

    #[test]
    fn sums_too_large_to_store_are_not_assessed() {
        let huge = Figure::Known(Decimal::MAX);
        let weighed = weigh(&[huge, huge], Relation::Equal, &[huge], Blanks::Auto);
        assert_eq!(weighed, Weighed::NotAssessable(Reason::FigureTooLarge));
        assert_eq!(huge.plus(huge), Figure::Unknown(Reason::FigureTooLarge));
    }
}
