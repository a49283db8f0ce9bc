//! A generated nation: units of all levels, a report of each for every year, and the roster of them. Each report follows from
//! its unit and its year, so that any number of them needs no memory.

use gongkai::model::EditionId;

use crate::writer::{Blanks, Case, Dice, Printed, Shape};

/// Years that every unit reports on.
pub const YEARS: [i32; 7] = [2019, 2020, 2021, 2022, 2023, 2024, 2025];

/// Numbers that a report needs at most.
const NUMBERS: usize = 180;

/// Shapes of text, as converters leave them.
const TEXTS: &[Shape] =
    &[Shape::PipeFull, Shape::TabRows, Shape::PandocGrid, Shape::BareBars, Shape::AsciiDoc, Shape::PandocDashes];

const PROVINCES: &[&str] = &[
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
];

const STEMS: &[&str] = &[
    "青禾",
    "澄汀",
    "云梧",
    "白川",
    "南柳",
    "禾苗",
    "石泉湾",
    "松岭",
    "雁回",
    "临溪",
    "望江桥",
    "枫林渡",
    "竹园",
    "莲塘",
];

const DEPARTMENTS: &[&str] = &[
    "水务局",
    "财政局",
    "教育局",
    "农业农村局",
    "交通运输局",
    "民政局",
    "审计局",
    "统计局",
    "司法局",
    "卫生健康局",
    "市场监督管理局",
    "自然资源局",
    "生态环境局",
    "应急管理局",
    "医疗保障局",
    "退役军人事务局",
];

/// Counties of a province, and units that a county has besides its government: departments and townships.
const COUNTIES: usize = 12;
const TOWNSHIPS: usize = 8;

/// A unit of the nation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NationUnit {
    /// Its name, with everything above it.
    pub name: String,
    /// Name of the unit that it belongs to; nothing: of none.
    pub parent: Option<String>,
    /// `province`, `county`, `township`, as rosters have it.
    pub level: &'static str,
    /// `government`, `department`, as rosters have it.
    pub kind: &'static str,
    /// Province it lies in.
    pub province: &'static str,
}

/// The first units of the nation, province by province in turn, so that every number of them spreads over all of it.
pub fn units(count: usize) -> Vec<NationUnit> {
    let mut units = Vec::with_capacity(count);
    for round in 0.. {
        for (at, province) in PROVINCES.iter().enumerate() {
            units.extend(county(province, round, at));
            if units.len() >= count {
                units.truncate(count);
                return units;
            }
        }
    }
    units
}

/// A county with its departments and townships; before the first one of a province, the province itself.
fn county(province: &'static str, round: usize, at: usize) -> Vec<NationUnit> {
    let unit = |name: String, parent: Option<&str>, level, kind| NationUnit {
        name,
        parent: parent.map(str::to_owned),
        level,
        kind,
        province,
    };
    let government = format!("{province}人民政府");
    let mut units = Vec::new();
    if round == 0 {
        units.push(unit(government.clone(), None, "province", "government"));
    }
    let stem = |number: usize| STEMS[number % STEMS.len()];
    let (prefecture, number) = (round / COUNTIES, round % COUNTIES);
    let above = format!("{province}{}{}州", stem(prefecture + at), stem(prefecture / STEMS.len() + 3 * at + 1));
    let name = format!("{above}{}{}县", stem(number + 2 * at), if round < STEMS.len() { "" } else { stem(round) });
    let own = format!("{name}人民政府");
    units.push(unit(own.clone(), Some(&government), "county", "government"));
    units.extend(DEPARTMENTS.iter().map(|word| unit(format!("{name}{word}"), Some(&own), "county", "department")));
    units.extend((0..TOWNSHIPS).map(|number| {
        let township = format!("{name}{}{}镇人民政府", stem(number + at), stem(number / STEMS.len() + number + 5));
        unit(township, Some(&own), "township", "government")
    }));
    units
}

/// How the reports of the nation are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Text and Markdown, as converters leave them.
    Text,
    /// Web pages of about 50 KB.
    Page,
}

/// The report of a unit for a year.
pub fn report(unit: &NationUnit, year: i32, medium: Medium) -> Printed {
    let mut seed: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in unit.name.bytes().chain(year.to_le_bytes()) {
        seed = (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mut dice = Dice::new(seed);
    let density = *dice.pick(&[8, 25, 60]);
    let numbers = (0..NUMBERS)
        .map(|_| if dice.chance(density) { *dice.pick(&[1, 2, 5, 7, 13, 48, 96, 1204]) } else { 0 })
        .collect();
    let edition = if year < 2021 { EditionId::E2019 } else { EditionId::E2021 };
    let shape = if medium == Medium::Page { Shape::Html } else { *dice.pick(TEXTS) };
    let heading = Some((unit.name.clone(), year));
    let case = Case { edition, shape, numbers, blanks: Blanks::Printed, damages: Vec::new(), style: seed, heading };
    match medium {
        Medium::Text => case.print(),
        Medium::Page => {
            let article = case.article();
            let bytes = page(unit, &article.text).into_bytes();
            Printed { bytes, ..article }
        }
    }
}

/// An article with what sites put around it.
fn page(unit: &NationUnit, article: &str) -> String {
    let links = |head: &str, count: usize| -> String {
        let link = |number| {
            format!(
                "<li class=\"item item-{number}\"><a href=\"/{head}/{number}/index.shtml\" target=\"_blank\" title=\"{}第{number}期\">\
                 {}第{number}期</a><span class=\"date\">2024-01-{:02}</span></li>\n",
                unit.province,
                unit.province,
                number % 28 + 1
            )
        };
        (0..count).map(link).collect()
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{name}</title>\n<style>.TRS_Editor p{{margin:0}}</style>\
         <script>var column = \"年报\"; var pages = 1;</script></head>\n<body><div class=\"header\"><ul class=\"nav\">{nav}</ul></div>\n\
         <div class=\"TRS_Editor\">{article}</div>\n<div class=\"side\"><ul>{side}</ul></div><div class=\"footer\"><p>主办：{name}</p></div>\
         </body></html>\n",
        name = unit.name,
        nav = links("zwgk", 60),
        side = links("xw", 60),
    )
}

/// The roster of units, as CSV.
pub fn roster(units: &[NationUnit]) -> String {
    let mut text = String::from("unit,parent,level,kind\n");
    for unit in units {
        text += &format!("{},{},{},{}\n", unit.name, unit.parent.as_deref().unwrap_or_default(), unit.level, unit.kind);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn units_are_distinct_and_their_parents_among_them() {
        let units = units(20_000);
        let names: BTreeSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names.len(), units.len());
        assert!(units.iter().filter_map(|unit| unit.parent.as_deref()).all(|parent| names.contains(parent)));
        assert_eq!(units.iter().map(|unit| unit.province).collect::<BTreeSet<_>>().len(), PROVINCES.len());
    }

    #[test]
    fn a_report_is_read_as_it_was_made() {
        for (unit, year) in units(60).iter().zip(YEARS.iter().cycle()) {
            for medium in [Medium::Text, Medium::Page] {
                let made = report(unit, *year, medium);
                let read = gongkai::parse(made.bytes.clone()).expect("readable").remove(0);
                assert_eq!(read.agency.as_ref().map(|agency| agency.value.name.as_str()), Some(unit.name.as_str()));
                assert_eq!(read.year.as_ref().map(|year| year.value), Some(*year));
                for (cell, number) in &made.truth {
                    assert_eq!(read.facts.number(cell), *number, "{} {year} {medium:?} {cell}", unit.name);
                }
            }
        }
    }
}
