//! The chain of divisions that a name begins with.

use std::sync::LazyLock;

use gongkai_model::Level;

/// A division of the country as a name gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division<'a> {
    /// As written: `贵阳市`, `青石街道`.
    pub name: &'a str,
    /// Its level; empty for a city that may be of the prefecture or of the county level.
    pub level: Option<Level>,
}

/// Splits a folded name without white space into the divisions it begins with and the words behind them.
///
/// `人民政府` between two divisions (`南河区人民政府青石街道办事处`) is passed over.
pub fn divisions(name: &str) -> (Vec<Division<'_>>, &str) {
    let mut chain: Vec<Division<'_>> = Vec::new();
    let mut rest = name;
    while chain.len() < 6 {
        let above = chain.iter().rev().find_map(|division| division.level);
        let behind = ["人民政府", "政府"].iter().find_map(|word| rest.strip_prefix(word)).filter(|_| !chain.is_empty());
        let next = first(rest, above, chain.is_empty()).or_else(|| first(behind?, above, false));
        let Some((division, behind)) = next else { break };
        chain.push(division);
        rest = behind;
    }
    (chain, rest)
}

/// Full and short names of the provinces, as the lists in force give them.
const PROVINCES: &[(&str, &str)] = &[
    ("北京市", "北京"),
    ("天津市", "天津"),
    ("上海市", "上海"),
    ("重庆市", "重庆"),
    ("河北省", "河北"),
    ("山西省", "山西"),
    ("内蒙古自治区", "内蒙古"),
    ("辽宁省", "辽宁"),
    ("吉林省", "吉林"),
    ("黑龙江省", "黑龙江"),
    ("江苏省", "江苏"),
    ("浙江省", "浙江"),
    ("安徽省", "安徽"),
    ("福建省", "福建"),
    ("江西省", "江西"),
    ("山东省", "山东"),
    ("河南省", "河南"),
    ("湖北省", "湖北"),
    ("湖南省", "湖南"),
    ("广东省", "广东"),
    ("广西壮族自治区", "广西"),
    ("海南省", "海南"),
    ("四川省", "四川"),
    ("贵州省", "贵州"),
    ("云南省", "云南"),
    ("西藏自治区", "西藏"),
    ("陕西省", "陕西"),
    ("甘肃省", "甘肃"),
    ("青海省", "青海"),
    ("宁夏回族自治区", "宁夏"),
    ("新疆维吾尔自治区", "新疆"),
    ("香港特别行政区", "香港"),
    ("澳门特别行政区", "澳门"),
    ("台湾省", "台湾"),
];

/// Sorted; none is the beginning of another.
static PREFECTURES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("data/prefectures.txt").lines().filter(|line| !line.starts_with('#'));
    let names = lines.filter_map(|line| line.split_once(':')).flat_map(|(_, names)| names.split_whitespace());
    let mut names: Vec<&str> = names.filter(|name| *name != "-").collect();
    names.sort_unstable();
    names
});

type Step<'a> = Option<(Division<'a>, &'a str)>;

/// The division at the beginning of a text, below `above`.
fn first(text: &str, above: Option<Level>, leads: bool) -> Step<'_> {
    if above == Some(Level::Township) {
        return None;
    }
    let step = province(text)
        .or_else(|| prefecture(text))
        .or_else(|| short_province(text, leads))
        .or_else(|| generic(text, above))
        .or_else(|| province_of_department(text, leads))?;
    // 县 never contains 市, nor a province another one: what looks like that is a word of some other sort.
    let level = step.0.level;
    let below = match (above, level) {
        (Some(above), Some(level)) => level > above,
        _ => true,
    };
    below.then_some(step)
}

fn cut(text: &str, bytes: usize, level: Option<Level>) -> Step<'_> {
    let (name, rest) = text.split_at(bytes);
    Some((Division { name, level }, rest))
}

/// Whether the name of a province begins with the first character of a text; spares the others the list.
fn may_be_province(text: &str) -> bool {
    let begins = |c: char| {
        matches!(
            c,
            '北' | '天'
                | '上'
                | '重'
                | '河'
                | '山'
                | '内'
                | '辽'
                | '吉'
                | '黑'
                | '江'
                | '浙'
                | '安'
                | '福'
                | '湖'
                | '广'
                | '海'
                | '四'
                | '贵'
                | '云'
                | '西'
                | '陕'
                | '甘'
                | '青'
                | '宁'
                | '新'
                | '香'
                | '澳'
                | '台'
        )
    };
    text.starts_with(begins)
}

fn province(text: &str) -> Step<'_> {
    if !may_be_province(text) {
        return None;
    }
    let (full, _) = PROVINCES.iter().find(|(full, _)| text.starts_with(full))?;
    cut(text, full.len(), Some(Level::Province))
}

fn prefecture(text: &str) -> Step<'_> {
    // Between a name and a text that begins with it only such names sort that begin with it, too.
    let behind = PREFECTURES.partition_point(|name| *name <= text);
    let name = PREFECTURES[..behind].last().filter(|name| text.starts_with(**name))?;
    cut(text, name.len(), Some(Level::Prefecture))
}

fn short(text: &str, leads: bool) -> Option<&'static str> {
    if !leads || !may_be_province(text) {
        return None;
    }
    PROVINCES.iter().map(|(_, short)| *short).find(|short| text.starts_with(short))
}

/// `贵州贵阳市`: the short name counts only before a name that is known to belong below it.
fn short_province(text: &str, leads: bool) -> Step<'_> {
    let short = short(text, leads)?;
    prefecture(&text[short.len()..])?;
    cut(text, short.len(), Some(Level::Province))
}

/// `西藏国资委`: the short name of a province before a department, where no division is named.
fn province_of_department(text: &str, leads: bool) -> Step<'_> {
    let short = short(text, leads)?;
    let rest = &text[short.len()..];
    let department = ["局", "厅", "委", "委员会"].iter().any(|end| rest.ends_with(end)) && !rest.contains("分局");
    let other = ["市", "州", "区", "路", "街", "镇", "村"].iter().any(|start| rest.starts_with(start));
    if !department || other || zone_word(rest).is_some() {
        return None;
    }
    cut(text, short.len(), Some(Level::Province))
}

/// Names that are whole in themselves though their last words are no ending of a division elsewhere.
const WHOLE: &[&str] = &["神农架林区", "六枝特区", "浦东新区", "滨海新区"];
/// Endings, longest first where one ends another, with the characters that must stand before them at least.
const ENDINGS: &[(&str, usize, Level)] = &[
    ("自治州", 2, Level::Prefecture),
    ("自治县", 2, Level::County),
    ("自治旗", 2, Level::County),
    ("地区", 2, Level::Prefecture),
    ("民族乡", 1, Level::Township),
    ("苏木", 1, Level::Township),
    ("街道", 1, Level::Township),
    ("市", 2, Level::Prefecture),
    ("区", 1, Level::County),
    ("县", 1, Level::County),
    ("旗", 1, Level::County),
    ("镇", 1, Level::Township),
    ("乡", 2, Level::Township),
    ("街", 2, Level::Township),
];
/// Whether some ending begins with a character; spares the others the list.
fn begins_ending(c: char) -> bool {
    matches!(c, '自' | '地' | '民' | '苏' | '街' | '市' | '区' | '县' | '旗' | '镇' | '乡')
}

/// Characters before the ending of a division at most (积石山保安族东乡族撒拉族自治县 has 12).
const LONGEST: usize = 14;
/// Words that begin with the ending of a division and belong to what follows.
const WORDS: &[&str] = &[
    "市场", "市政", "市容", "市民", "市监", "市域", "市级", "市直", "市委", "区域", "区划", "区块", "区级", "区直",
    "区委", "县级", "县域", "县城", "县直", "县委", "旗下", "旗帜", "旗舰", "镇区", "镇级", "乡村", "乡镇", "乡贤",
    "乡族", "街面",
];
/// Words that no name of a division but a township has.
const FUNCTIONS: &[&str] = &[
    "管理", "监督", "服务", "建设", "发展", "事务", "资源", "工作", "住房", "生态", "农业", "卫生", "应急", "社会",
    "中心", "行政", "经济", "技术", "高新", "产业", "开发", "风景", "保税", "综合", "实验", "示范", "旅游", "合作",
    "保护", "教育", "财政", "文化", "工业",
];
/// What stands before 区 where it is a zone or another sort of area, not a division.
const ZONES: &[&str] = &[
    "社",
    "园",
    "新",
    "景",
    "开发",
    "高新",
    "经开",
    "实验",
    "试验",
    "示范",
    "保税",
    "合作",
    "度假",
    "名胜",
    "管理",
    "保护",
    "产业",
    "集聚",
    "工业",
    "新技术",
    "贸易",
    "校",
    "厂",
    "军",
    "库",
    "垦",
    "港",
    "林",
    "功能",
    "聚集",
    "先行",
    "自贸",
    "旅游",
    "物流",
    "创新",
];

/// The zone that a text names, to the end of its word: `高新区`, `开发区`.
pub(crate) fn zone_word(text: &str) -> Option<&str> {
    text.match_indices('区')
        .find(|(at, _)| {
            let before = &text[..*at];
            !before.ends_with('社') && ZONES.iter().any(|zone| before.ends_with(zone))
        })
        .map(|(at, area)| &text[..at + area.len()])
}

/// A division told by its ending alone: the first one that can be one.
fn generic(text: &str, above: Option<Level>) -> Step<'_> {
    if let Some(name) = WHOLE.iter().find(|name| text.starts_with(**name)) {
        return cut(text, name.len(), Some(Level::County));
    }
    let mut found: Option<(usize, &str, Level)> = None;
    for (count, (at, c)) in text.char_indices().take(LONGEST + 1).enumerate() {
        let is_here = |(ending, least, _): &&(&str, usize, Level)| count >= *least && text[at..].starts_with(ending);
        let ending = if begins_ending(c) { ENDINGS.iter().find(is_here) } else { None };
        match (found, ending) {
            // 景德镇市, 天镇县: an ending right behind an ending belongs to the name.
            (Some((end, ..)), Some((ending, _, level))) if end == at && stands(text, at, ending) => {
                found = Some((at + ending.len(), ending, *level));
            }
            (Some((end, ..)), _) if end <= at => break,
            (None, Some((ending, _, level))) if stands(text, at, ending) => {
                found = Some((at + ending.len(), ending, *level));
            }
            _ => {}
        }
    }
    let (end, ending, level) = found?;
    let level = match (ending, above) {
        ("市", None) => None,
        ("市", Some(_)) => Some(Level::County),
        ("地区", _) if text[end..].starts_with("办事处") => Some(Level::Township),
        _ => Some(level),
    };
    cut(text, end, level)
}

/// Whether a word begins with the ending of a division and belongs to what follows: 市场, 乡村.
pub(crate) fn is_word(word: &str) -> bool {
    WORDS.contains(&word)
}

/// Whether an ending at `at` can end the name of a division.
fn stands(text: &str, at: usize, ending: &str) -> bool {
    let (name, here) = text.split_at(at);
    let behind = &here[ending.len()..];
    if WORDS.iter().any(|word| here.starts_with(word))
        || name.contains(['局', '厅', '委', '署', '、', '(', ')', '"', '\'', '/'])
        || name.contains("政府")
        || ["我", "本", "该", "各", "全", "我们", "全体"].contains(&name)
    {
        return false;
    }
    let function = || FUNCTIONS.iter().any(|word| name.contains(word) && name != *word);
    match ending {
        "街道" => true,
        // 南河街, at the end or before its office.
        "街" => behind.is_empty() || behind.starts_with('办'),
        "镇" | "乡" | "民族乡" | "苏木" => {
            !name.ends_with(['城', '集', '乡', '村']) || name.chars().count() > 1 && !function()
        }
        "区" => !ZONES.iter().any(|zone| name.ends_with(zone)) && !function(),
        _ => !function(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_begins_as_one_may() {
        assert!(PROVINCES.iter().all(|(full, short)| may_be_province(full) && may_be_province(short)));
    }

    /// Chain as `name=level`, and the rest.
    fn check(cases: &[(&str, &str)]) {
        for (name, expected) in cases {
            let (chain, rest) = divisions(name);
            let chain: Vec<String> = chain
                .iter()
                .map(|division| format!("{}={}", division.name, division.level.map_or("?", Level::id)))
                .collect();
            assert_eq!(format!("{} +{rest}", chain.join(" ")), *expected, "{name}");
        }
    }

    #[test]
    fn chains() {
        check(&[
            ("贵州省贵阳市财政局", "贵州省=province 贵阳市=prefecture +财政局"),
            ("贵阳市南河区青石街道办事处", "贵阳市=prefecture 南河区=county 青石街道=township +办事处"),
            ("南河区人民政府青石街道办事处", "南河区=county 青石街道=township +办事处"),
            ("甘肃省临江市", "甘肃省=province 临江市=county +"),
            ("临江市教育局", "临江市=? +教育局"),
            ("山西大同市气象局", "山西=province 大同市=prefecture +气象局"),
            ("西藏国资委", "西藏=province +国资委"),
            ("天津街道办事处", "天津街道=township +办事处"),
            ("北京市南河地区办事处", "北京市=province 南河地区=township +办事处"),
            ("海西蒙古族藏族自治州", "海西蒙古族藏族自治州=prefecture +"),
            ("青石彝族苗族自治县白水彝族乡", "青石彝族苗族自治县=county 白水彝族乡=township +"),
            ("呼和浩特市", "呼和浩特市=prefecture +"),
            ("兴安盟", "兴安盟=prefecture +"),
        ]);
    }

    #[test]
    fn endings_inside_names() {
        check(&[
            ("景德镇市", "景德镇市=prefecture +"),
            ("大同市天镇县", "大同市=prefecture 天镇县=county +"),
            ("青岛市市北区市场监督管理局", "青岛市=prefecture 市北区=county +市场监督管理局"),
            ("津市市城市管理局", "津市市=? +城市管理局"),
            ("南河县市场监督管理局", "南河县=county +市场监督管理局"),
            ("南河县乡村振兴局", "南河县=county +乡村振兴局"),
            ("南河县住房和城乡建设局", "南河县=county +住房和城乡建设局"),
            ("南河县红旗镇", "南河县=county 红旗镇=township +"),
            ("内乡县", "内乡县=county +"),
            ("公安县公安局", "公安县=county +公安局"),
            ("文化路街道", "文化路街道=township +"),
            ("城区街道", "城区街道=township +"),
            ("青石街", "青石街=township +"),
        ]);
    }

    #[test]
    fn zones_are_no_divisions() {
        check(&[
            ("青石经济技术开发区管理委员会", " +青石经济技术开发区管理委员会"),
            ("南河市高新区税务局", "南河市=? +高新区税务局"),
            ("青石综合实验区", " +青石综合实验区"),
            ("滨海新区财政局", "滨海新区=county +财政局"),
        ]);
        assert_eq!(zone_word("青石高新区税务局"), Some("青石高新区"));
        assert_eq!(zone_word("南河区社区中心"), None);
    }

    #[test]
    fn the_list_is_whole() {
        assert_eq!(PREFECTURES.len(), 335);
        assert_eq!(PROVINCES.len(), 34);
        assert!(ENDINGS.iter().all(|(ending, ..)| ending.starts_with(begins_ending)));
        assert!(PREFECTURES.windows(2).all(|pair| pair[0] < pair[1] && !pair[1].starts_with(pair[0])));
        for name in PREFECTURES.iter() {
            assert_eq!(divisions(name), (vec![Division { name, level: Some(Level::Prefecture) }], ""));
        }
    }
}
