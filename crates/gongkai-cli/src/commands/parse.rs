//! `gongkai parse`: the report for a person.

use super::Command;

pub(super) const COMMAND: Command = Command { name: "parse", ..super::facts::COMMAND };
