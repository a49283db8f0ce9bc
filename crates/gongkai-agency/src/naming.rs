//! The divisions of the list that a name begins with.

use crate::gazetteer::{Id, gazetteer, stem};

/// The divisions that a name begins with, by the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Naming<'a> {
    /// Those that are named, the outer ones first. Never empty.
    pub(crate) named: Vec<Id>,
    /// What stands behind them.
    pub(crate) rest: &'a str,
    /// How many of them are named by their short names.
    short: usize,
}

impl Naming<'_> {
    /// The innermost division.
    pub(crate) fn own(&self) -> Option<Id> {
        self.named.last().copied()
    }
}

/// Characters of a name that are looked up: NBS names of townships have 20 at most.
const LONGEST: usize = 20;
/// Namings looked at for one name; 城关镇 alone has about ninety.
const MOST: usize = 2_000;

/// Every way to read the divisions at the beginning of a name that takes in as much of it as any other.
///
/// A division comes only behind one that it lies in; levels may be left out. The short name of a division (`贵阳`) counts
/// only before another one.
pub(crate) fn namings(text: &str) -> Vec<Naming<'_>> {
    let mut found = Vec::new();
    for (id, rest, whole) in beginnings(text, None) {
        go_on(Naming { named: vec![id], rest, short: usize::from(!whole) }, whole, &mut found);
    }
    let shortest = found.iter().map(|naming: &Naming<'_>| naming.rest.len()).min();
    found.retain(|naming| Some(naming.rest.len()) == shortest);
    // 河北衡水高新技术产业开发区 is a name, not a chain of short ones.
    let short = found.iter().map(|naming| naming.short).min();
    found.retain(|naming| Some(naming.short) == short);
    // 吉林省吉林市 and 吉林市 end alike where the province is named; more divisions say more.
    let most = found.iter().map(|naming| naming.named.len()).max();
    found.retain(|naming| Some(naming.named.len()) == most);
    found
}

/// Follows a naming on; `whole`: its last division was named in full.
fn go_on<'a>(naming: Naming<'a>, whole: bool, found: &mut Vec<Naming<'a>>) {
    let Some(own) = naming.own() else { return };
    let mut ended = true;
    if found.len() < MOST {
        let behind = ["人民政府", "政府"].iter().find_map(|word| naming.rest.strip_prefix(word)).unwrap_or(naming.rest);
        for (id, rest, whole) in beginnings(behind, Some(own)) {
            let mut named = naming.named.clone();
            named.push(id);
            ended = false;
            go_on(Naming { named, rest, short: naming.short + usize::from(!whole) }, whole, found);
        }
    }
    if ended && whole {
        found.push(naming);
    }
}

/// The divisions inside `above` that a text begins with: what follows, and whether the name was in full.
fn beginnings(text: &str, above: Option<Id>) -> Vec<(Id, &str, bool)> {
    let list = gazetteer();
    let mut found = Vec::new();
    let inside = |id: Id, name: &str| match above {
        Some(above) => id != above && list.code(above).holds(list.code(id)),
        None => begins_alone(id, name),
    };
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).skip(1);
    for end in ends {
        let (name, rest) = text.split_at(end);
        // 乡村振兴局.
        if name.ends_with('乡') && rest.starts_with('村') {
            continue;
        }
        found.extend(list.named(name).into_iter().filter(|id| inside(*id, name)).map(|id| (id, rest, true)));
        // 佳荣里街 and 佳荣里街办事处 for 佳荣里街道.
        if name.ends_with('街') && !rest.starts_with('道') {
            let street = [name, "道"].concat();
            found.extend(list.named(&street).into_iter().filter(|id| inside(*id, name)).map(|id| (id, rest, true)));
        }
        if !rest.is_empty() && !rest.starts_with(['市', '省', '区', '县', '旗', '盟', '街', '镇', '乡']) {
            found.extend(list.by_stem(name).iter().filter(|id| inside(**id, name)).map(|id| (*id, rest, false)));
        }
    }
    found
}

/// Whether a name can stand first. Names of zones, farms and the like are words (开发区, 林场) unless they hold the name of
/// something that they lie in; a zone of the county level may have one of its own.
fn begins_alone(id: Id, name: &str) -> bool {
    const WORDS: &[&str] = &[
        "区管",
        "园区",
        "开发区",
        "新区",
        "新城",
        "保税",
        "示范区",
        "度假区",
        "管理区",
        "管委会",
        "产业园",
        "工业园",
        "高新",
        "经开",
        "办公室",
        "农科",
    ];
    let list = gazetteer();
    let is_word =
        WORDS.iter().any(|word| name.contains(word)) || name.ends_with('场') || matches!(name, "街道" | "城区");
    let above =
        || list.chain(id).into_iter().filter(|above| *above != id).any(|above| name.contains(stem(list.name(above))));
    !is_word || (list.code(id).is_statistical() && list.name(id) == name) || above()
}

/// The division below `above` that the name of a branch means: 南明 of 南明分局 and 南明区分局.
pub(crate) fn branch(name: &str, above: Id) -> Option<Id> {
    let list = gazetteer();
    let own = name.strip_suffix("分局").or_else(|| name.strip_suffix("分队")).unwrap_or(name);
    let mut ids: Vec<Id> = list.named(own);
    ids.extend(list.by_stem(own));
    ids.retain(|id| *id != above && list.code(above).holds(list.code(*id)) && list.above(*id) == Some(above));
    match ids[..] {
        [id] => Some(id),
        _ => None,
    }
}

/// Whether a text says that a place lies in a division: by its whole name, or a province by its short one.
pub(crate) fn mentions(text: &str, id: Id) -> bool {
    let name = gazetteer().name(id);
    let whole = name.chars().count() > 2 && text.contains(name);
    whole || (name.ends_with("自治区") && text.contains(stem(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let list = gazetteer();
            let namings = namings(text);
            let shown: Vec<String> = namings
                .iter()
                .map(|naming| {
                    let names: Vec<&str> = naming.named.iter().map(|id| list.name(*id)).collect();
                    format!("{}@{} +{}", names.join(" "), list.code(*naming.named.last().unwrap()), naming.rest)
                })
                .collect();
            assert_eq!(shown.join(" | "), *expected, "{text}");
        }
    }

    #[test]
    fn chains() {
        check(&[
            ("贵州省贵阳市财政局", "贵州省 贵阳市@520100000000 +财政局"),
            ("贵阳南明区财政局", "贵阳市 南明区@520102000000 +财政局"),
            ("贵州贵阳市财政局", "贵州省 贵阳市@520100000000 +财政局"),
            ("贵阳财政局", ""),
            ("济宁市接庄街道办事处", "济宁市 接庄街道@370871003000 +办事处"),
            ("济宁市高新区接庄街道", "济宁市 济宁高新技术产业开发区 接庄街道@370871003000 +"),
            ("吉林省吉林市教育局", "吉林省 吉林市@220200000000 +教育局"),
            ("北京市朝阳区人民政府东风地区办事处", "北京市 朝阳区 东风地区@110105030000 +办事处"),
            ("密云县民政局", "密云区@110118000000 +民政局"),
            (
                "蚌埠市高新技术开发区管委会",
                "蚌埠市 高新技术开发区管委会@340371400000 +管委会 | 蚌埠市 蚌埠市高新技术开发区@340371000000 +管委会",
            ),
            ("密云县财政局", "密云区@110118000000 +财政局"),
            ("恩施州财政局", "恩施土家族苗族自治州@422800000000 +财政局"),
            ("古县乡村振兴局", "古县@141025000000 +乡村振兴局"),
            ("青禾县城关镇", ""),
            ("市场监督管理局", ""),
        ]);
    }

    #[test]
    fn ambiguous() {
        assert_eq!(namings("鼓楼区财政局").len(), 4);
        assert!(namings("城关镇人民政府").len() > 80);
        assert_eq!(namings("徐州市鼓楼区财政局").len(), 1);
    }

    #[test]
    fn branches() {
        let city = gazetteer().find("520100".parse().expect("a code")).expect("in the list");
        let name = |text: &str| branch(text, city).map(|id| gazetteer().name(id));
        assert_eq!(name("南明分局"), Some("南明区"));
        assert_eq!(name("南明区分局"), Some("南明区"));
        assert_eq!(name("青禾分局"), None);
    }
}
