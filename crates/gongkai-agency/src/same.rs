//! Whether two names denote one organ.

use crate::{classify, divisions};

/// Whether `candidate` is a fuller name of the organ `name`: with divisions before it (`贵阳市南河区` for `南河区`), or
/// with the word for its organ behind it (`青石街道办事处` for `青石街道`). The office of a government is another organ
/// than the government. Both folded and without white space.
pub fn fuller(name: &str, candidate: &str) -> bool {
    if name.is_empty() || candidate.len() <= name.len() {
        return false;
    }
    let (short, short_word) = split_organ(name);
    let (long, long_word) = split_organ(candidate);
    if !short_word.is_empty() && short_word != long_word {
        return false;
    }
    let Some(lead) = long.strip_suffix(short) else { return false };
    let (chain, rest) = divisions(lead);
    let leads = lead.is_empty() || (!chain.is_empty() && matches!(rest, "" | "人民政府" | "政府"));
    let (kind, long_kind) = (classify(name).0, classify(candidate).0);
    leads && (kind.is_none() || kind == long_kind)
}

/// Whether two names denote one organ, one of them perhaps in a fuller form.
pub fn same_organ(one: &str, other: &str) -> bool {
    one == other || fuller(one, other) || fuller(other, one) || {
        let ((a, a_word), (b, b_word)) = (split_organ(one), split_organ(other));
        a == b && (a_word == b_word || a_word.is_empty() || b_word.is_empty())
    }
}

/// A name without the word for the organ of its territory, and that word in its full form.
fn split_organ(name: &str) -> (&str, &'static str) {
    const WORDS: &[(&str, &str)] = &[
        ("人民政府", "人民政府"),
        ("管理委员会", "管理委员会"),
        ("管委会", "管理委员会"),
        ("街道办事处", "办事处"),
        ("街道办", "办事处"),
        ("政府", "人民政府"),
    ];
    for (word, full) in WORDS {
        if let Some(territory) = name.strip_suffix(word).filter(|territory| !territory.is_empty()) {
            let end = if *full == "办事处" { territory.len() + "街道".len() } else { territory.len() };
            return (&name[..end], full);
        }
    }
    (name, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fuller_names() {
        for (name, candidate) in [
            ("南河区", "贵阳市南河区"),
            ("南河区", "南河区人民政府"),
            ("南河区人民政府", "贵州省贵阳市南河区人民政府"),
            ("青石街道", "青石街道办事处"),
            ("青石街道", "南河区青石街道办事处"),
            ("青石街道办事处", "南河区人民政府青石街道办事处"),
            ("青石镇", "南河县青石镇人民政府"),
            ("南河区财政局", "贵阳市南河区财政局"),
            ("青石高新区", "青石高新区管理委员会"),
        ] {
            assert!(fuller(name, candidate), "{name} {candidate}");
            assert!(same_organ(candidate, name), "{name} {candidate}");
        }
    }

    #[test]
    fn other_organs() {
        for (name, candidate) in [
            ("南河区人民政府", "贵阳市南河区人民政府办公室"),
            ("南河区", "南河区财政局"),
            ("南河区", "小南河区"),
            ("青石镇", "南河县青石镇财政所"),
            ("财政局", "南河县公安局"),
            ("南河市财政局", "南河市教育局"),
            ("", "南河市"),
        ] {
            assert!(!fuller(name, candidate), "{name} {candidate}");
        }
        assert!(same_organ("青石高新区管委会", "青石高新区管理委员会"));
        assert!(!same_organ("南河区人民政府办公室", "南河区人民政府"));
    }
}
