//! The roster: which units there are, what they are, and which belong to which.

use std::collections::HashMap;

use gongkai_model::{Kind, Level};
use serde::Deserialize;

use crate::{DivisionCode, same_organ};

/// What a roster says of an organ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// What sort of organ it is.
    pub kind: Option<Kind>,
    /// Its level.
    pub level: Option<Level>,
}

/// The units of a region, as an office lists them.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    units: Vec<RosterUnit>,
    by_name: HashMap<String, usize>,
}

/// A unit of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterUnit {
    /// Its name.
    pub name: String,
    /// Other names that its reports may carry.
    pub aliases: Vec<String>,
    /// Name of the unit whose report should cover it.
    pub parent: Option<String>,
    /// What it is.
    pub standing: Standing,
    /// Whether the roster lists every unit below it.
    pub complete: bool,
    /// Code of its division.
    pub code: Option<DivisionCode>,
}

/// Headers of a CSV roster, Chinese and English.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("unit", &["unit", "name", "单位", "单位名称", "机关"]),
    ("parent", &["parent", "上级", "上级单位", "所属"]),
    ("level", &["level", "层级", "级别"]),
    ("kind", &["kind", "类别", "性质"]),
    ("aliases", &["aliases", "alias", "别名", "曾用名"]),
    ("complete", &["complete", "名单完整", "完整"]),
    ("code", &["code", "区划代码", "行政区划代码", "代码"]),
];

const LEVELS: &[(&str, Level)] = &[
    ("central", Level::Central),
    ("中央", Level::Central),
    ("国家级", Level::Central),
    ("province", Level::Province),
    ("省", Level::Province),
    ("省级", Level::Province),
    ("prefecture", Level::Prefecture),
    ("市", Level::Prefecture),
    ("市级", Level::Prefecture),
    ("地市级", Level::Prefecture),
    ("county", Level::County),
    ("县", Level::County),
    ("区", Level::County),
    ("县级", Level::County),
    ("区级", Level::County),
    ("区县级", Level::County),
    ("县区级", Level::County),
    ("township", Level::Township),
    ("乡", Level::Township),
    ("镇", Level::Township),
    ("乡级", Level::Township),
    ("乡镇", Level::Township),
    ("乡镇级", Level::Township),
    ("街道", Level::Township),
];

const KINDS: &[(&str, Kind)] = &[
    ("government", Kind::Government),
    ("政府", Kind::Government),
    ("人民政府", Kind::Government),
    ("government_office", Kind::GovernmentOffice),
    ("政府办公室", Kind::GovernmentOffice),
    ("政府办公厅", Kind::GovernmentOffice),
    ("department", Kind::Department),
    ("部门", Kind::Department),
    ("subdistrict", Kind::Subdistrict),
    ("街道", Kind::Subdistrict),
    ("街道办", Kind::Subdistrict),
    ("街道办事处", Kind::Subdistrict),
    ("dispatched_office", Kind::DispatchedOffice),
    ("派出机构", Kind::DispatchedOffice),
    ("development_zone", Kind::DevelopmentZone),
    ("管委会", Kind::DevelopmentZone),
    ("开发区", Kind::DevelopmentZone),
    ("authorised_organisation", Kind::AuthorisedOrganisation),
    ("授权组织", Kind::AuthorisedOrganisation),
    ("public_institution", Kind::PublicInstitution),
    ("事业单位", Kind::PublicInstitution),
    ("公共企事业单位", Kind::PublicInstitution),
];

/// A unit as TOML has it, under `[[unit]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    parent: Option<String>,
    level: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    complete: bool,
    code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    unit: Vec<Written>,
}

impl Roster {
    /// Reads a roster: TOML with one `[[unit]]` each where the name of the file ends so, else CSV with a header.
    ///
    /// # Errors
    /// What is wrong with it and where, for people.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let is_toml = name.rsplit('.').next().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let units = if is_toml { from_toml(text)? } else { from_csv(text)? };
        Self::new(units)
    }

    /// A roster of units.
    ///
    /// # Errors
    /// Says which name stands twice.
    pub fn new(units: Vec<RosterUnit>) -> Result<Self, String> {
        let mut by_name = HashMap::new();
        for (at, unit) in units.iter().enumerate() {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                if by_name.insert(key(name), at).is_some_and(|other| other != at) {
                    return Err(format!("{name}: 重复 / occurs twice"));
                }
            }
        }
        Ok(Self { units, by_name })
    }

    /// All units, in order.
    pub fn units(&self) -> &[RosterUnit] {
        &self.units
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The unit that a name of an organ means: by its name or an alias, else the only one that may be the same organ.
    pub fn find(&self, organ: &str) -> Option<&RosterUnit> {
        if organ.is_empty() {
            return None;
        }
        if let Some(unit) = self.by_name.get(&key(organ)).and_then(|at| self.units.get(*at)) {
            return Some(unit);
        }
        let mut like = self.units.iter().filter(|unit| same_organ(&unit.name, organ));
        let first = like.next()?;
        like.next().is_none().then_some(first)
    }

    /// The units whose work the report of a unit should cover.
    pub fn below(&self, name: &str) -> impl Iterator<Item = &RosterUnit> {
        self.units.iter().filter(move |unit| unit.parent.as_deref() == Some(name))
    }
}

/// A name as it is compared: without white space.
fn key(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

fn word<T: Copy>(words: &[(&str, T)], written: &str, line: &str) -> Result<Option<T>, String> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(written)).map(|(_, value)| *value);
    let known = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
    found.map(Some).ok_or_else(|| format!("{line}: “{written}” ∉ {{{}}}", known()))
}

fn code(written: &str, line: &str) -> Result<Option<DivisionCode>, String> {
    if written.trim().is_empty() {
        return Ok(None);
    }
    written.parse().map(Some).map_err(|error| format!("{line}: “{written}”: {error}"))
}

fn from_toml(text: &str) -> Result<Vec<RosterUnit>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
    let unit = |written: Written| {
        let level = word(LEVELS, written.level.as_deref().unwrap_or_default(), &written.name)?;
        let kind = word(KINDS, written.kind.as_deref().unwrap_or_default(), &written.name)?;
        Ok(RosterUnit {
            name: key(&written.name),
            aliases: written.aliases,
            parent: written.parent.as_deref().map(key),
            standing: Standing { kind, level },
            complete: written.complete,
            code: code(written.code.as_deref().unwrap_or_default(), &written.name)?,
        })
    };
    file.unit.into_iter().map(unit).collect()
}

fn from_csv(text: &str) -> Result<Vec<RosterUnit>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let at = |id: &str| {
        let names = COLUMNS.iter().find(|(column, _)| *column == id).map_or(&[][..], |(_, names)| *names);
        headers.iter().position(|header| names.iter().any(|name| name.eq_ignore_ascii_case(header)))
    };
    let [Some(unit), parent, level, kind, aliases, complete, division] = COLUMNS.map(|(column, _)| at(column)) else {
        return Err("没有“单位”一列（单位,上级,层级,类别,别名,名单完整,区划代码） / no column \"unit\" (unit,parent,level,kind,aliases,complete,code)".into());
    };
    let mut units = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or_else(String::new, |position| position.line().to_string());
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let name = key(field(Some(unit)));
        if name.is_empty() {
            continue;
        }
        let parent = key(field(parent));
        units.push(RosterUnit {
            name,
            aliases: field(aliases).split([';', '；', '、']).map(key).filter(|alias| !alias.is_empty()).collect(),
            parent: (!parent.is_empty()).then_some(parent),
            standing: Standing { kind: word(KINDS, field(kind), &line)?, level: word(LEVELS, field(level), &line)? },
            complete: matches!(field(complete).to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "是"),
            code: code(field(division), &line)?,
        });
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "\u{feff}单位,上级,层级,类别,别名,名单完整\n\
        青禾县人民政府,,县级,政府,,是\n\
        青禾县水务局,青禾县人民政府,县级,部门,水务局；青禾县水利局,\n\
        ,,,,,\n\
        禾苗镇人民政府,青禾县人民政府,乡镇,政府,,\n";

    #[test]
    fn units_are_found_by_name_and_alias() {
        let roster = Roster::parse("roster.csv", CSV).expect("a roster");
        assert_eq!(roster.units().len(), 3);
        let unit = roster.find("青禾县水利局").expect("an alias");
        assert_eq!((unit.name.as_str(), unit.standing.level), ("青禾县水务局", Some(Level::County)));
        assert_eq!(roster.find("青禾县财政局"), None);
        assert_eq!(roster.find(""), None);
        assert_eq!(roster.find("南河市青禾县水务局").map(|unit| unit.name.as_str()), Some("青禾县水务局"));
        let below: Vec<&str> = roster.below("青禾县人民政府").map(|unit| unit.name.as_str()).collect();
        assert_eq!(below, ["青禾县水务局", "禾苗镇人民政府"]);
        assert!(roster.find("青禾县人民政府").expect("the government").complete);
    }

    #[test]
    fn toml_says_the_same() {
        let text = "[[unit]]\nname = \"青禾县人民政府\"\nlevel = \"county\"\nkind = \"government\"\ncomplete = true\n\n\
                    [[unit]]\nname = \"青禾县水务局\"\nparent = \"青禾县人民政府\"\nlevel = \"县级\"\nkind = \"部门\"\naliases = [\"水务局\", \"青禾县水利局\"]\n";
        let toml = Roster::parse("roster.TOML", text).expect("a roster");
        let csv = Roster::parse("roster.csv", CSV).expect("a roster");
        assert_eq!(toml.units(), &csv.units()[..2]);
    }

    #[test]
    fn codes_of_divisions() {
        for (name, text) in [
            ("a.csv", "单位,区划代码\n甲局,520199\n乙局,\n"),
            ("a.toml", "[[unit]]\nname = \"甲局\"\ncode = \"520199000000\"\n[[unit]]\nname = \"乙局\"\n"),
        ] {
            let roster = Roster::parse(name, text).expect("a roster");
            let codes: Vec<_> = roster.units().iter().map(|unit| unit.code.map(|code| code.to_string())).collect();
            assert_eq!(codes, [Some("520199000000".to_owned()), None]);
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (name, text, said) in [
            ("a.csv", "名称,上级\n甲,乙\n", "单位"),
            ("a.csv", "单位,层级\n甲局,县级\n乙局,高级\n", "3: “高级”"),
            ("a.csv", "单位\n甲局\n甲 局\n", "甲局"),
            ("a.toml", "[[unit]]\nname = \"甲局\"\nlevle = \"县级\"\n", "levle"),
            ("a.toml", "[[unit]]\nname = \"甲局\"\nkind = \"公司\"\n", "甲局: “公司”"),
            ("a.csv", "单位,区划代码\n甲局,五二\n", "2: “五二”: 区划代码"),
        ] {
            let error = Roster::parse(name, text).expect_err("it is wrong");
            assert!(error.contains(said), "{error}");
        }
    }
}
