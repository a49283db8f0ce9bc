//! Whose report it is: kind and level of an organ, from its name.
//!
//! A name is a chain of divisions (`贵州省` `贵阳市`) and what belongs to the last of them (`财政局`). The chain gives
//! the level, the words behind it the kind. What a name does not tell stays empty: a city that is not in the list of the
//! prefecture level may be of the county level, or misspelt.

mod clues;
mod code;
mod contact;
mod credit;
mod divisions;
mod gazetteer;
mod kind;
mod naming;
mod resolve;
mod roster;
mod same;
mod spelling;
mod subject;
mod superior;

use gongkai_model::{Agency, Kind, Level};

pub use clues::{Basis, Bearing, Clue, Clues};
pub use code::{DivisionCode, NoCode};
pub use credit::{credit_check, is_credit_code, is_organisation_code, registrar};
pub use divisions::{Division, divisions};
pub use gazetteer::DivisionName;
pub use resolve::{Candidate, Confidence, Resolution, State, resolve, resolve_with};
pub use roster::{Roster, RosterUnit, Standing};
pub use same::{fuller, same_organ};

/// Kind and level of the organ that a name denotes, as far as the name tells.
///
/// `name` is folded (`gongkai_text::normalize::fold`) and without white space.
///
/// ```
/// use gongkai_model::{Kind, Level};
/// assert_eq!(gongkai_agency::classify("贵州省贵阳市财政局"), (Some(Kind::Department), Some(Level::Prefecture)));
/// ```
pub fn classify(name: &str) -> (Option<Kind>, Option<Level>) {
    kind::classify(name)
}

/// The organ of a name, with kind and level.
pub fn describe(name: &str) -> Agency {
    let (kind, level) = classify(name);
    Agency { name: name.to_owned(), kind, level }
}

/// Whether a name stands for one organ everywhere: `南河县财政局` does, `县财政局`, `我局` and `财政局` do not.
///
/// Meant for words found in running text, so it also refuses what is too long or holds punctuation.
pub fn is_specific(name: &str) -> bool {
    kind::is_specific(name)
}
