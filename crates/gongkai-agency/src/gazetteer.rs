//! The divisions of the country, down to townships and subdistricts: codes, names, what lies in what.
//!
//! Read from `data/divisions.txt` and `data/changes.txt` once, when something is asked for the first time.

use std::collections::HashMap;
use std::sync::LazyLock;

use gongkai_model::Level;
use serde::Serialize;

use crate::DivisionCode;

/// A division with its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DivisionName {
    /// Its code.
    pub code: DivisionCode,
    /// Its name as the list has it.
    pub name: String,
}

/// Number of a division in the order of codes.
pub(crate) type Id = u32;

const DIVISIONS: &str = include_str!("data/divisions.txt");
const CHANGES: &str = include_str!("data/changes.txt");
/// Peoples in the names of autonomous divisions, as they stand there.
const PEOPLES: &[&str] = &[
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "普米族",
    "塔吉克",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春",
    "各族",
];

/// A division of the list.
#[derive(Debug, Clone, Copy)]
struct Entry {
    code: DivisionCode,
    name: &'static str,
}

/// The list, with its names looked up by.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    /// In the order of codes.
    entries: Vec<Entry>,
    /// The first division of a name, and for each division the next one of the same name.
    first: HashMap<&'static str, Id>,
    next: Vec<Option<Id>>,
    /// Other names: former ones, short ones of autonomous divisions and of zones.
    others: HashMap<String, Vec<Id>>,
    /// Names down to the county level without the word for what they are: `贵阳`, `南明`.
    stems: HashMap<&'static str, Vec<Id>>,
    /// Divisions down to the county level.
    upper: Vec<Id>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// The list.
pub(crate) fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

/// A line of the list: code, name, and what lies in it.
fn of_line(line: &'static str, entries: &mut Vec<Entry>) {
    let mut words = line.split(' ');
    let (Some(code), Some(name)) = (words.next(), words.next()) else { return };
    let Ok(digits) = code.parse::<u64>() else { return };
    let length = code.len() as u32;
    let own = DivisionCode::padded(digits, length);
    // 441900 东莞市 stands for the county level that is not there.
    if entries.last().is_none_or(|last| last.code != own) {
        entries.push(Entry { code: own, name });
    }
    let mut number = 1;
    for word in words {
        if let Ok(code) = word.parse() {
            number = code;
            continue;
        }
        // 金门县 stands for the townships that the list does not have.
        if number != 0 {
            entries.push(Entry { code: DivisionCode::padded(digits * 1000 + number, length + 3), name: word });
        }
        number += 1;
    }
}

/// Lines of a list without comments.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Gazetteer {
    fn read() -> Self {
        let mut entries = Vec::with_capacity(45_000);
        lines(DIVISIONS).for_each(|line| of_line(line, &mut entries));
        lines(CHANGES).filter_map(|line| line.strip_prefix("+ ")).for_each(|line| of_line(line, &mut entries));
        entries.sort_unstable_by_key(|entry| entry.code);

        let mut list = Self {
            first: HashMap::with_capacity(entries.len()),
            next: vec![None; entries.len()],
            others: HashMap::new(),
            stems: HashMap::new(),
            upper: Vec::new(),
            entries,
        };
        for (id, entry) in list.entries.iter().enumerate().rev().filter(|(_, entry)| !is_placeholder(entry.name)) {
            let name = without_organ(entry.name);
            if let Some(later) = list.first.insert(name, id as Id)
                && let Some(next) = list.next.get_mut(id)
            {
                *next = Some(later);
            }
        }
        list.add_other_names();
        list
    }

    /// Former names, and the short ones of autonomous divisions and of zones.
    fn add_other_names(&mut self) {
        let mut others: Vec<(String, Id)> = Vec::new();
        for (id, entry) in self.entries.iter().enumerate() {
            let id = id as Id;
            if entry.code.level() == Level::Township || is_placeholder(entry.name) {
                continue;
            }
            self.upper.push(id);
            let stem = stem(entry.name);
            if stem.chars().count() > 1 {
                self.stems.entry(stem).or_default().push(id);
            }
            for (full, short) in [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")] {
                if entry.name.ends_with(full) && stem.len() < entry.name.len() - full.len() {
                    others.push((format!("{stem}{short}"), id));
                }
            }
            if entry.code.is_statistical() {
                others.extend(self.names_of_zone(entry).into_iter().map(|name| (name, id)));
            }
        }
        for line in lines(CHANGES).filter_map(|line| line.strip_prefix("= ")) {
            let mut words = line.split(' ');
            let code = words.next().and_then(|code| code.parse().ok());
            if let (Some(id), Some(name)) = (code.and_then(|code| self.find(code)), words.next()) {
                others.push((name.to_owned(), id));
            }
        }
        for (name, id) in others {
            let ids = self.others.entry(name).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// Shorter names of a zone: without the prefecture before it, and `高新区` for `高新技术产业开发区`.
    fn names_of_zone(&self, zone: &Entry) -> Vec<String> {
        const WORDS: &[(&str, &str)] = &[
            ("高新技术产业开发区", "高新区"),
            ("高新技术开发区", "高新区"),
            ("经济技术开发区", "经开区"),
            ("经济开发区", "经开区"),
        ];
        let above = zone.code.prefecture().and_then(|code| self.find(code)).map_or("", |id| self.name(id));
        let own = [above, stem(above)].into_iter().find_map(|name| zone.name.strip_prefix(name));
        let own = own.filter(|own| !above.is_empty() && own.chars().count() > 2);
        let mut names: Vec<String> = own.map(ToOwned::to_owned).into_iter().collect();
        for name in own.into_iter().chain([zone.name]) {
            let short = WORDS.iter().find_map(|(long, short)| Some([name.strip_suffix(long)?, short].concat()));
            names.extend(short);
        }
        names
    }

    fn entry(&self, id: Id) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// How many divisions there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> Id {
        self.entries.len() as Id
    }

    /// The division of a code.
    pub(crate) fn find(&self, code: DivisionCode) -> Option<Id> {
        self.entries.binary_search_by_key(&code, |entry| entry.code).ok().map(|at| at as Id)
    }

    /// The code of a division.
    pub(crate) fn code(&self, id: Id) -> DivisionCode {
        self.entry(id).map_or(DivisionCode::padded(0, 12), |entry| entry.code)
    }

    /// The name of a division.
    pub(crate) fn name(&self, id: Id) -> &'static str {
        self.entry(id).map_or("", |entry| entry.name)
    }

    /// Whether a division only stands for a level that is not there: 市辖区, 省直辖县级行政区划.
    pub(crate) fn is_placeholder(&self, id: Id) -> bool {
        is_placeholder(self.name(id))
    }

    /// A division with all that it lies in, province first, placeholders left out.
    pub(crate) fn chain(&self, id: Id) -> Vec<Id> {
        let code = self.code(id);
        let codes = [Some(code.province()), code.prefecture(), code.county(), code.township()];
        let ids = codes.into_iter().flatten().filter_map(|code| self.find(code));
        ids.filter(|id| !self.is_placeholder(*id)).collect()
    }

    /// What a division lies in; nothing for a province.
    pub(crate) fn above(&self, id: Id) -> Option<Id> {
        self.chain(id).into_iter().rev().find(|above| *above != id)
    }

    /// The divisions that a text without white space names exactly.
    pub(crate) fn named(&self, name: &str) -> Vec<Id> {
        let mut ids = Vec::new();
        let mut next = self.first.get(name).copied();
        while let Some(id) = next {
            ids.push(id);
            next = self.next.get(id as usize).copied().flatten();
        }
        ids.extend(self.others.get(name).into_iter().flatten());
        ids
    }

    /// The divisions down to the county level with a name that begins so and goes on with nothing but what they are.
    pub(crate) fn by_stem(&self, stem: &str) -> &[Id] {
        self.stems.get(stem).map_or(&[], Vec::as_slice)
    }

    /// The divisions down to the county level.
    pub(crate) fn upper(&self) -> &[Id] {
        &self.upper
    }

    /// A division for others to see.
    pub(crate) fn shown(&self, id: Id) -> DivisionName {
        DivisionName { code: self.code(id), name: self.name(id).to_owned() }
    }
}

/// A name without the word for its organ: the list has 街道 and 街道办事处, 开发区 and 开发区管委会.
fn without_organ(name: &str) -> &str {
    let street = name.strip_suffix("办事处").filter(|name| name.ends_with("街道"));
    let zone = || ["管委会", "管理委员会"].iter().find_map(|organ| name.strip_suffix(organ));
    street.or_else(zone).filter(|name| !name.is_empty()).unwrap_or(name)
}

/// Names that stand where the level itself is not there.
fn is_placeholder(name: &str) -> bool {
    matches!(name, "市辖区" | "县") || name.contains("直辖县级") || name.contains("直辖村级")
}

/// A name without the word for what it is: `贵阳` of 贵阳市, `恩施` of 恩施土家族苗族自治州.
pub(crate) fn stem(name: &str) -> &str {
    const AUTONOMOUS: &[&str] = &["自治区", "自治州", "自治县", "自治旗"];
    const ENDS: &[&str] = &["特别行政区", "地区", "省", "市", "区", "县", "盟", "旗"];
    if name.starts_with("内蒙古") {
        return "内蒙古";
    }
    if let Some(mut stem) = AUTONOMOUS.iter().find_map(|end| name.strip_suffix(end)) {
        while let Some(shorter) = PEOPLES.iter().find_map(|people| stem.strip_suffix(people)) {
            if shorter.is_empty() {
                break;
            }
            stem = shorter;
        }
        return stem;
    }
    ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(code: &str) -> Id {
        gazetteer().find(code.parse().expect("a code")).expect("in the list")
    }

    #[test]
    fn the_list_is_whole() {
        let head = DIVISIONS.lines().find(|line| line.contains("townships: ")).expect("a head with counts");
        assert!(head.ends_with("31, 342, 2978, 41352."), "{head}");
        let own = |length: usize| {
            lines(DIVISIONS).filter(|line| line.split(' ').next().is_some_and(|code| code.len() == length)).count()
        };
        assert_eq!([own(2), own(4), own(6)], [31, 342, 2978]);
        let townships = gazetteer().entries.iter().filter(|entry| entry.code.level() == Level::Township).count();
        // 金门县 stands for its townships, and three prefectures for their county level.
        assert_eq!(townships, 41_352 - 1);
        assert_eq!(gazetteer().len() as usize, townships + 34 + 342 + 2978 - 3);
        assert!(DIVISIONS.len() + CHANGES.len() < 700_000, "under 1 MB in the binary");
    }

    #[test]
    fn codes_stand_once_and_lie_in_something() {
        let list = gazetteer();
        for (at, entry) in list.entries.iter().enumerate() {
            assert_eq!(list.find(entry.code), Some(at as Id), "{} {}", entry.code, entry.name);
            assert!(!list.chain(at as Id).is_empty());
            assert!(entry.code.level() == Level::Province || list.above(at as Id).is_some(), "{}", entry.code);
        }
    }

    #[test]
    fn every_change_is_of_a_division_in_the_list() {
        for line in lines(CHANGES).filter_map(|line| line.strip_prefix("= ")) {
            let words: Vec<&str> = line.split(' ').collect();
            let [code, name, year] = words[..] else { panic!("{line}") };
            assert!(gazetteer().named(name).contains(&id(code)), "{line}");
            assert!(!gazetteer().first.contains_key(name), "{line}: the name is in use again");
            assert!((2008..2026).contains(&year.parse::<i32>().expect("a year")), "{line}");
        }
    }

    #[test]
    fn chains_leave_placeholders_out() {
        let shown = |code: &str| {
            let names: Vec<_> = gazetteer().chain(id(code)).into_iter().map(|id| gazetteer().name(id)).collect();
            names.join(" ")
        };
        assert_eq!(shown("370871003"), "山东省 济宁市 济宁高新技术产业开发区 接庄街道");
        assert_eq!(shown("110105"), "北京市 朝阳区");
        assert_eq!(shown("429004"), "湖北省 仙桃市");
        assert_eq!(shown("441900003"), "广东省 东莞市 东城街道");
    }

    #[test]
    fn names() {
        let codes = |name: &str| {
            let codes: Vec<_> =
                gazetteer().named(name).into_iter().map(|id| gazetteer().code(id).to_string()).collect();
            codes.join(" ")
        };
        assert_eq!(codes("接庄街道"), "370871003000");
        assert_eq!(codes("鼓楼区").split(' ').count(), 4);
        assert_eq!(codes("密云县"), "110118000000");
        assert_eq!(codes("恩施州"), "422800000000");
        assert_eq!(codes("洛阳高新区"), "410371000000");
        assert_eq!(codes("市辖区"), "");
        assert_eq!(codes("青禾县"), "");
        for (name, expected) in [
            ("内蒙古自治区", "内蒙古"),
            ("广西壮族自治区", "广西"),
            ("巴音郭楞蒙古自治州", "巴音郭楞"),
            ("双江拉祜族佤族布朗族傣族自治县", "双江"),
            ("喀什地区", "喀什"),
            ("阿鲁科尔沁旗", "阿鲁科尔沁"),
        ] {
            assert_eq!(stem(name), expected);
        }
    }
}
