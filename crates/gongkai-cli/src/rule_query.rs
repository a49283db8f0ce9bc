//! Which rules words of the command line or of the settings mean: ids, names, beginnings of ids.

use gongkai::check::{RULES, Rule};

use crate::cell_query::edits;
use crate::console::Console;

/// The rules that words mean, in the order of the list.
///
/// # Errors
/// The sentence about the first word that means no rule.
pub(crate) fn find(words: &[String], console: &Console) -> Result<Vec<&'static Rule>, String> {
    if let Some(word) = words.iter().find(|word| !RULES.iter().any(|rule| rule.is_meant_by(word))) {
        return Err(unknown(word, console));
    }
    Ok(RULES.iter().copied().filter(|rule| words.iter().any(|word| rule.is_meant_by(word))).collect())
}

/// What to say of a word that means no rule.
pub(crate) fn unknown(word: &str, console: &Console) -> String {
    let near = suggestions(word);
    let text = match near.is_empty() {
        true => console.pick((
            "没有“{}”这条规则；gongkai rules 列出全部规则",
            "there is no rule \"{}\"; gongkai rules lists them all",
        )),
        false => console.pick(("没有“{}”这条规则；相近的有：{near}", "there is no rule \"{}\"; near to it: {near}")),
    };
    text.replace("{}", word).replace("{near}", &near.join(", "))
}

/// Ids and names near to a word, the nearest first.
fn suggestions(word: &str) -> Vec<&'static str> {
    let word = word.trim().to_ascii_lowercase();
    let names = RULES.iter().flat_map(|rule| [rule.id, rule.name]);
    let mut near: Vec<(usize, &str)> = names.map(|name| (edits(&name.to_ascii_lowercase(), &word), name)).collect();
    near.sort();
    let limit = near.first().map_or(0, |(least, _)| *least).min(word.chars().count().max(2) / 2);
    near.into_iter().take_while(|&(distance, _)| distance <= limit).take(5).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_near() {
        assert_eq!(suggestions("T3001").first(), Some(&"T3-001"));
        assert_eq!(suggestions("row-totals-wrong"), ["row-total-wrong"]);
        assert_eq!(suggestions("something-else-entirely"), [""; 0]);
    }
}
