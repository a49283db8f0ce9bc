//! Sites as data: what is known of a site, in `sites.toml` and in the user's own file.

use serde::Deserialize;

use crate::address;

/// Sites that ship.
const SITES: &str = include_str!("../sites.toml");

/// A site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Short name, lower case, by which users call it.
    pub name: String,
    /// The organ whose site it is.
    pub agency: String,
    /// Hosts that belong to it, without port.
    pub hosts: Vec<String>,
    /// Pages to begin at: the column, or a page that leads to it.
    pub entries: Vec<String>,
    /// The family, where it is known. Otherwise it is recognised from the page.
    #[serde(default)]
    pub family: Option<String>,
    /// What to know before one relies on it.
    #[serde(default)]
    pub caveats: Vec<Caveat>,
    /// How many organs the column should have reports of, where that is known.
    #[serde(default)]
    pub units: Option<Units>,
}

/// A caveat, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caveat {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Bounds of a number of organs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
}

/// What is wrong with a file of sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SitesError {
    /// It is no TOML, or not of this form; in the words of the parser.
    Form(String),
    /// A site says something that cannot be.
    Site {
        /// Its name.
        name: String,
        /// What, in Chinese and English.
        what: (String, String),
    },
}

impl std::fmt::Display for SitesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Form(message) => write!(f, "站点文件格式有误 / not a file of sites: {message}"),
            Self::Site { name, what: (chinese, english) } => {
                write!(f, "站点“{name}”：{chinese} / site {name}: {english}")
            }
        }
    }
}

impl std::error::Error for SitesError {}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "site")]
    sites: Vec<Site>,
}

/// The sites that ship.
pub fn shipped() -> Vec<Site> {
    // A test holds that the embedded file is one.
    parse(SITES).unwrap_or_default()
}

/// Reads a file of sites.
///
/// ```
/// let sites = gongkai_sites::sites::parse(r#"
/// [[site]]
/// name = "qingshi"
/// agency = "青石县人民政府"
/// hosts = ["www.qingshi.gov.cn"]
/// entries = ["https://www.qingshi.gov.cn/zwgk/nb/"]
/// "#).unwrap();
/// assert_eq!(sites[0].name, "qingshi");
/// ```
///
/// # Errors
/// [`SitesError`] where it is no such file, or a site has no entry page, an entry page outside its hosts, an unknown family,
/// or the name of another one.
pub fn parse(text: &str) -> Result<Vec<Site>, SitesError> {
    let text = text.trim_start_matches('\u{feff}');
    let file: File = toml::from_str(text).map_err(|error| SitesError::Form(error.to_string()))?;
    for (at, site) in file.sites.iter().enumerate() {
        let twice = file.sites.iter().take(at).any(|other| other.name == site.name);
        let problem = problem(site).or_else(|| twice.then(|| ("名称重复".into(), "the name is there twice".into())));
        if let Some(what) = problem {
            return Err(SitesError::Site { name: site.name.clone(), what });
        }
    }
    Ok(file.sites)
}

fn problem(site: &Site) -> Option<(String, String)> {
    let plain =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !plain(&site.name) {
        return Some((
            "名称只能用小写字母、数字和连字符".into(),
            "a name has lower-case letters, digits and hyphens only".into(),
        ));
    }
    if site.entries.is_empty() {
        return Some(("没有入口网页（entries）".into(), "there is no entry page (entries)".into()));
    }
    for entry in &site.entries {
        let Some(url) = address::parse(entry) else {
            return Some((format!("不是网址：{entry}"), format!("no address: {entry}")));
        };
        if !site.hosts.iter().any(|host| url.host_str() == Some(host)) {
            return Some((
                format!("入口网页不在 hosts 之内：{entry}"),
                format!("the entry page is on none of its hosts: {entry}"),
            ));
        }
    }
    if site.units.is_some_and(|units| units.min > units.max) {
        return Some(("units 的 min 大于 max".into(), "units has min above max".into()));
    }
    let unknown = site.family.as_deref().filter(|family| crate::by_name(family).is_none())?;
    Some((format!("没有名为“{unknown}”的网站类型"), format!("there is no family {unknown}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_one() {
        let sites = parse(SITES).unwrap_or_else(|error| panic!("{error}"));
        assert!(sites.len() >= 8, "{}", sites.len());
        for site in sites {
            assert!(!site.caveats.is_empty(), "{}: addresses drift, and a caveat says so", site.name);
            let outside: Vec<_> = site.hosts.iter().filter(|host| !host.ends_with(".gov.cn")).collect();
            assert!(outside.is_empty(), "{}: {outside:?}", site.name);
        }
    }

    fn refused(change: impl Fn(&str) -> String) -> String {
        let good =
            "[[site]]\nname = \"a\"\nagency = \"甲县\"\nhosts = [\"a.gov.cn\"]\nentries = [\"https://a.gov.cn/nb/\"]\n";
        assert!(parse(good).is_ok());
        parse(&change(good)).expect_err("refused").to_string()
    }

    #[test]
    fn what_cannot_be_is_said() {
        for (old, new, expected) in [
            ("\"a\"", "\"A B\"", "lower-case letters"),
            ("\"https://a.gov.cn/nb/\"", "", "no entry page"),
            ("https://a.gov.cn/nb/", "a.gov.cn/nb", "no address: a.gov.cn/nb"),
            ("[\"a.gov.cn\"]", "[\"b.gov.cn\"]", "on none of its hosts"),
            ("agency =", "agencie =", "not a file of sites"),
            ("[[site]]", "[[sites]]", "not a file of sites"),
        ] {
            let message = refused(|good| good.replace(old, new));
            assert!(message.contains(expected), "{message}");
        }
        assert!(refused(|good| format!("{good}family = \"joomla\"\n")).contains("no family joomla"));
        assert!(refused(|good| format!("{good}units = {{min = 3, max = 2}}\n")).contains("min above max"));
        assert!(refused(|good| format!("{good}{good}")).contains("twice"));
    }
}
