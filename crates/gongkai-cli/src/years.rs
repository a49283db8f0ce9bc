//! `--years`, wherever only some years are wanted.

use std::ops::RangeInclusive;

use clap::{Arg, ArgMatches};
use gongkai::model::Language;

use crate::console::Console;
use crate::exit::Failure;
use crate::options;

/// The option.
pub(crate) fn option(language: Language) -> Arg {
    let help = ("只要这些年度：2023 或 2019..2025", "these years only: 2023 or 2019..2025");
    options::option(language, "years", ("年度", "YEARS"), help)
}

/// The years asked for; nothing: all.
pub(crate) fn of(matches: &ArgMatches, console: &Console) -> Result<Option<RangeInclusive<i32>>, Failure> {
    matches.get_one::<String>("years").map(|typed| parse(typed, console)).transpose()
}

/// `2023`, `2019..2025`, `2019-2025`.
fn parse(typed: &str, console: &Console) -> Result<RangeInclusive<i32>, Failure> {
    let ends = typed.split_once("..").or_else(|| typed.split_once('-')).unwrap_or((typed, typed));
    let year =
        |text: &str| text.trim_start_matches('=').parse::<i32>().ok().filter(|year| (2003..=2100).contains(year));
    match (year(ends.0), year(ends.1)) {
        (Some(from), Some(to)) if from <= to => Ok(from..=to),
        _ => {
            let text = console
                .pick(("--years 写成 2023 或 2019..2025，不是“{}”", "--years takes 2023 or 2019..2025, not \"{}\""));
            Err(Failure::Usage(text.replace("{}", typed)))
        }
    }
}
