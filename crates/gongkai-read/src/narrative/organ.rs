//! Whose figures a clause tells: names and words that stand for the reporting organ.

use gongkai_model::{Agency, Kind, Level, Scope};
use gongkai_template::narrative::TERRITORIES;
use gongkai_text::normalize::plain_chars;

/// What is left of a name without these is the name of its territory.
const ORGANS: &[&str] = &[
    "人民政府办公厅",
    "人民政府办公室",
    "政府办公厅",
    "政府办公室",
    "人民政府",
    "管理委员会",
    "管委会",
    "办事处",
    "政府",
];

/// The reporting organ as prose may call it.
#[derive(Debug, Default)]
pub(super) struct Organ {
    /// Its names, whole and cut at the front; the longest first.
    names: Vec<Vec<char>>,
    /// What they begin with.
    firsts: Vec<char>,
    /// Name of the territory it reports for as a whole; empty: it reports for itself.
    territory: String,
    /// Whether 我局, 本机关 and the like mean what the report is about.
    own: bool,
}

impl Organ {
    pub(super) fn new(agency: Option<&Agency>, scope: Option<Scope>) -> Self {
        let Some(agency) = agency else { return Self { own: true, ..Self::default() } };
        let name: String = plain_chars(&agency.name).map(|(_, c)| c).collect();
        let territory = ORGANS.iter().find_map(|organ| name.strip_suffix(organ)).unwrap_or(&name);
        let of_territory = match agency.kind {
            Some(Kind::Government | Kind::Subdistrict | Kind::DevelopmentZone) => true,
            _ => scope == Some(Scope::WholeGovernment),
        };
        let whole = of_territory && agency.level != Some(Level::Township);
        let territory = if of_territory { territory.to_owned() } else { String::new() };
        let names = names(&name, &territory);
        let mut firsts: Vec<char> = names.iter().filter_map(|name| name.first().copied()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        Self { names, firsts, territory, own: !whole }
    }

    /// Characters of its name at the beginning of some characters; 0: another name.
    pub(super) fn named(&self, chars: &[char]) -> usize {
        if !chars.first().is_some_and(|first| self.firsts.contains(first)) {
            return 0;
        }
        self.names.iter().find(|name| chars.starts_with(name)).map_or(0, Vec::len)
    }

    /// Whether the whole of a territory of this sort is what the report is about.
    pub(super) fn is_whole_of(&self, sort: &str) -> bool {
        let ends = self.territory.ends_with(sort);
        ends || (sort == "街" && self.territory.ends_with("街道"))
            || (sort == "区" && self.territory.ends_with("自治区"))
    }

    /// Whether words for the organ itself mean what the report is about.
    pub(super) fn is_own(&self) -> bool {
        self.own
    }
}

/// `青禾县人民政府` is also 青禾县政府, 县人民政府, 县政府 and 青禾县.
fn names(name: &str, territory: &str) -> Vec<Vec<char>> {
    const LEAST: usize = 3;
    let short = name.replace("人民政府", "政府");
    let without = name.strip_suffix("办事处").map(|base| [base.to_owned(), format!("{base}办")]);
    let mut wholes: Vec<String> = vec![name.to_owned(), short, territory.to_owned()];
    wholes.extend(without.into_iter().flatten());
    let mut names: Vec<Vec<char>> = Vec::new();
    for whole in wholes {
        let chars: Vec<char> = whole.chars().take(60).collect();
        // A bare sort of territory (`实验区`, `街道`) is too short to be a name unless it has a word of its own.
        let starts = (0..chars.len()).filter(|&start| {
            let rest = &chars[start..];
            let text: String = rest.iter().collect();
            rest.len() >= LEAST && !TERRITORIES.contains(&text.as_str())
        });
        names.extend(starts.map(|start| chars[start..].to_vec()));
    }
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names
}
