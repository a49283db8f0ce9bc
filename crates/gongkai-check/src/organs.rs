//! Other organs that a text names as if it were theirs: leftovers of a copied report.

use gongkai_model::{Kind, Level};

/// Words of organs that upload, supervise or decide for others, and are rightly named in their reports.
const FOR_OTHERS: &[&str] =
    &["政务", "数据", "信息", "审批", "信访", "司法", "机关事务", "档案", "保密", "办公", "融媒", "财政"];

/// Whether `other` is a peer of the organ `own`: specific, of the same sort and level, and another organ.
///
/// Superiors and subordinates are no peers, nor are offices that publish for others.
pub(crate) fn is_peer(own: &str, other: &str) -> bool {
    let ((kind, level), (other_kind, other_level)) = (gongkai_agency::classify(own), gongkai_agency::classify(other));
    let same_level = level == other_level || level.is_none() || other_level.is_none();
    gongkai_agency::is_specific(other)
        && kind.is_some()
        && kind == other_kind
        && kind != Some(Kind::GovernmentOffice)
        && same_level
        && !own.contains(other)
        && !other.contains(own)
        && !gongkai_agency::same_organ(own, other)
        && !FOR_OTHERS.iter().any(|word| other.contains(word))
}

/// How organs of the sort and level of the reporting one are named in texts.
#[derive(Debug)]
pub(crate) struct Sort {
    /// Words that end a name; `{unit}` is the same for all of them where they mean one sort.
    ends: Vec<(String, String)>,
}

/// A mention of an organ of the sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// What tells it from others: the name without what leads to it.
    pub(crate) name: String,
    /// First character and the one behind the last, in the text.
    pub(crate) range: (usize, usize),
    /// The text goes on about the organ as its own.
    pub(crate) own_voice: bool,
}

impl Sort {
    /// The sort of an organ, where peers of it can be told from its superiors and subordinates by their names: subdistricts,
    /// townships, and departments and governments of counties and districts.
    pub(crate) fn of(name: &str, kind: Option<Kind>, level: Option<Level>) -> Option<Self> {
        let same = |ends: &[&str], unit: &str| {
            Some(Self { ends: ends.iter().map(|end| ((*end).to_owned(), unit.to_owned())).collect() })
        };
        match (kind?, level) {
            (Kind::Subdistrict, _) => same(&["街道办事处", "街道办", "街道"], "街道"),
            (Kind::Government, Some(Level::Township)) => {
                let unit = if name.contains('镇') { "镇" } else { "乡" };
                same(&[&[unit, "人民政府"].concat(), &[unit, "政府"].concat()], unit)
            }
            (Kind::Government, Some(Level::County)) => {
                let units = ["县", "区"].into_iter().flat_map(|unit| [(unit, "人民政府"), (unit, "政府")]);
                Some(Self { ends: units.map(|(unit, end)| ([unit, end].concat(), unit.to_owned())).collect() })
            }
            (Kind::Department, Some(Level::County)) => {
                let (chain, rest) = gongkai_agency::divisions(name);
                let county = chain.last()?.name;
                let ends = ["县", "区"].map(|unit| [unit, rest].concat());
                let known = (county.ends_with('县') || county.ends_with('区')) && !rest.is_empty();
                known.then(|| Self { ends: ends.into_iter().map(|end| (end.clone(), end)).collect() })
            }
            _ => None,
        }
    }

    /// The name by which mentions of an organ are compared.
    pub(crate) fn name_of(&self, organ: &str) -> Option<String> {
        self.mentions(organ).pop().map(|mention| mention.name)
    }

    /// The organs of the sort that a text without white space names, enumerations, titles of papers and quotations left out.
    pub(crate) fn mentions(&self, text: &str) -> Vec<Mention> {
        let chars: Vec<char> = text.chars().collect();
        let mut mentions = Vec::new();
        let (mut at, mut depth) = (0, 0_i32);
        while let Some(&c) = chars.get(at) {
            match c {
                '《' | '〔' => depth += 1,
                '》' | '〕' => depth -= 1,
                _ => {}
            }
            let here = chars.get(at..).unwrap_or_default();
            let longest = self.ends.iter().filter(|(end, _)| begins(here, end)).max_by_key(|(end, _)| end.len());
            let Some((end, unit)) = longest.filter(|_| depth <= 0) else {
                at += 1;
                continue;
            };
            let behind = at + end.chars().count();
            if let Some(mention) = mention(&chars, at, behind, unit) {
                mentions.push(mention);
            }
            at = behind;
        }
        mentions
    }
}

fn begins(text: &[char], word: &str) -> bool {
    let mut count = 0;
    word.chars().all(|c| {
        count += 1;
        text.get(count - 1) == Some(&c)
    })
}

/// Characters that a name may have before the word for its sort.
const LONGEST: usize = 6;

fn mention(chars: &[char], at: usize, behind: usize, unit: &str) -> Option<Mention> {
    let before = chars.get(..at)?;
    let han = before.iter().rev().take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(*c)).take(LONGEST).count();
    let run: String = before.get(at - han..)?.iter().collect();
    let stem = last_piece(&run);
    let length = stem.chars().count();
    let lead = before.get(..at - length)?.last();
    let follows: String = chars.get(behind..)?.iter().take(8).collect();
    let enumerated = lead == Some(&'、') || follows.starts_with(['、', '等', '和', '与', '及']);
    (length >= 1 && !enumerated && !is_relative(stem)).then(|| Mention {
        name: [stem, unit].concat(),
        range: (at - length, behind),
        own_voice: speaks_of_itself(&follows),
    })
}

/// What is left of a run of characters behind words that lead to a name or stand above it.
fn last_piece(run: &str) -> &str {
    const BEFORE: &[&str] = &[
        "人民政府",
        "政府",
        "按照",
        "根据",
        "依据",
        "组织",
        "开展",
        "来自",
        "由",
        "向",
        "在",
        "对",
        "与",
        "和",
        "及",
        "至",
        "为",
        "是",
        "经",
        "以",
        "将",
        "到",
        "从",
        "于",
        "的",
        "了",
        "年度",
        "年",
        "月",
        "日",
        "县",
        "区",
        "市",
        "省",
        "州",
        "旗",
    ];
    let ends = BEFORE.iter().filter_map(|word| run.rfind(word).map(|at| at + word.len()));
    run.get(ends.max().unwrap_or(0)..).unwrap_or_default()
}

/// Words that stand for no name.
fn is_relative(stem: &str) -> bool {
    const WORDS: &[&str] = &[
        "我", "本", "该", "各", "全", "所", "每", "某", "几", "两", "个", "乡镇", "镇", "乡", "城", "村", "集", "社区",
        "辖", "下属", "上级", "有关", "相关", "有", "指导", "督促", "XX",
    ];
    WORDS
        .iter()
        .any(|word| stem == *word || stem.ends_with(word) || (word.chars().count() == 1 && stem.starts_with(word)))
}

/// Whether what follows a name says what its bearer did for open information.
fn speaks_of_itself(follows: &str) -> bool {
    const VOICE: &[&str] = &[
        "严格",
        "认真",
        "高度重视",
        "坚持",
        "始终",
        "全年",
        "共",
        "主动公开",
        "收到",
        "政府信息公开",
        "深入",
        "持续",
        "切实",
        "2",
        "未收到",
        "没有收到",
    ];
    VOICE.iter().any(|word| follows.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(own: &str, text: &str) -> Vec<(String, bool)> {
        let (kind, level) = gongkai_agency::classify(own);
        let sort = Sort::of(own, kind, level).expect("a sort");
        sort.mentions(text).into_iter().map(|mention| (mention.name, mention.own_voice)).collect()
    }

    #[test]
    fn subdistricts() {
        for (text, expected) in [
            ("2023年,柳塘街道办事处严格落实条例。", &[("柳塘街道", true)][..]),
            ("按照青禾县人民政府柳塘街道要求", &[("柳塘街道", false)]),
            ("我街道、各街道、全街道、本街道办事处、该街道", &[]),
            ("辖柳塘街道、北关街道、南关街道等", &[]),
            ("印发《柳塘街道政府信息公开制度》", &[]),
            ("指导街道和社区", &[]),
        ] {
            let expected: Vec<(String, bool)> = expected.iter().map(|(name, own)| ((*name).to_owned(), *own)).collect();
            assert_eq!(names("青禾县北关街道办事处", text), expected, "{text}");
        }
    }

    #[test]
    fn departments_of_counties() {
        for (text, expected) in [
            ("白川县水务局认真贯彻", &[("白川县水务局", true)][..]),
            ("县水务局、市水务局、我县水务局", &[]),
            ("河州市水务局要求", &[]),
        ] {
            let expected: Vec<(String, bool)> = expected.iter().map(|(name, own)| ((*name).to_owned(), *own)).collect();
            assert_eq!(names("青禾县水务局", text), expected, "{text}");
        }
    }

    #[test]
    fn peers() {
        for (own, other, expected) in [
            ("青禾县水务局", "白川县水务局", true),
            ("青禾县柳塘街道办事处", "北关街道办事处", true),
            ("水务局", "青禾县水务局", false),
            ("青禾县水务局", "县水务局", false),
            ("青禾县水务局", "青禾县人民政府", false),
            ("青禾县水务局", "青禾县政务服务和数据管理局", false),
            ("青禾县水务局", "贵州省水务局", false),
            ("青禾县人民政府", "青禾县人民政府办公室", false),
        ] {
            assert_eq!(is_peer(own, other), expected, "{own} {other}");
        }
    }

    #[test]
    fn nothing_panics() {
        let pieces = ["", "街道", "县", "水务局", "《", "》", "、", "等", "柳塘", "a", "é"];
        let (kind, level) = gongkai_agency::classify("青禾县水务局");
        let sort = Sort::of("青禾县水务局", kind, level).expect("a sort");
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    let _ = sort.mentions(&[a, b, c, a].concat());
                }
            }
        }
    }
}
