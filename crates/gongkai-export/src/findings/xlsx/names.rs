//! Names of sheets: what spreadsheet programs allow, each once.

use std::collections::HashSet;

use crate::page::is_steering;

/// Code units of UTF-16 that the name of a sheet may have.
const LONGEST: usize = 31;

/// The names given so far, in lower case.
#[derive(Default)]
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// A name for a sheet that should be called so.
    pub(crate) fn of(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .filter(|&c| !is_steering(c) && c != '\n')
            .map(|c| if "[]:*?/\\'".contains(c) { '_' } else { c })
            .collect();
        let clean = clean.trim();
        // Excel keeps the name History for itself.
        let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "_" } else { clean };
        for number in 1_u32.. {
            let suffix = if number > 1 { format!(" ({number})") } else { String::new() };
            let name = cut(clean, LONGEST - suffix.len()) + &suffix;
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        // More sheets than numbers there are.
        clean.into()
    }
}

/// The beginning of a text that takes at most so many code units.
fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    text.chars().take_while(|c| left.checked_sub(c.len_utf16()).map(|rest| left = rest).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::utility::check_sheet_name;

    use super::*;

    #[test]
    fn names_are_allowed_and_each_is_given_once() {
        let mut names = Names::default();
        let long = "青禾县人民政府办公室".repeat(9);
        let wanted =
            ["a", "A", "", "[a]:*?/\\'", "'a'", "History", &long, &long, "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "a\u{7}"];
        let given: Vec<String> = wanted.iter().map(|name| names.of(name)).collect();
        for name in &given {
            assert!(check_sheet_name(name).is_ok(), "{name}");
        }
        let distinct: HashSet<String> = given.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(distinct.len(), given.len(), "{given:?}");
        assert_eq!(given[..2], ["a", "A (2)"]);
    }
}
