//! The organ whose report it is: what its name alone tells of its place.

use gongkai_model::{Kind, Level};

use crate::divisions::{divisions, zone_word};
use crate::gazetteer::{Id, gazetteer};
use crate::kind::without_body;
use crate::naming::{Naming, branch, namings};

/// An organ by its name.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// Folded, without white space.
    pub(crate) name: &'a str,
    pub(crate) kind: Option<Kind>,
    pub(crate) level: Option<Level>,
    /// Where it may be, by the list of divisions.
    pub(crate) places: Vec<Place>,
    /// How many divisions the name gives, one in the other.
    pub(crate) named: usize,
    /// The words behind the divisions.
    pub(crate) rest: &'a str,
    /// What the name gives as its division that the list does not have: a township that is no more, a zone.
    pub(crate) unlisted: bool,
}

/// A place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) id: Id,
    /// The division is the organ's own; else it lies somewhere in it.
    pub(crate) own: bool,
}

impl<'a> Subject<'a> {
    pub(crate) fn of(name: &'a str) -> Self {
        let (kind, level) = crate::classify(name);
        let all = namings(without_body(name));
        let rest = all.first().map_or(without_body(name), |naming| naming.rest);
        let named = all.iter().map(|naming| naming.named.len()).max().unwrap_or(0);
        let branch = all.iter().any(|naming| place(naming, kind).is_some_and(|place| Some(place.id) != naming.own()));
        let named = named + usize::from(branch);
        let mut places: Vec<Place> = all.iter().filter_map(|naming| place(naming, kind)).collect();
        let unlisted = names_more(rest);
        keep_level(&mut places, level);
        places.sort_by_key(|place| place.id);
        places.dedup();
        // A zone of the county level and the one unit in it that bears the same name.
        let list = gazetteer();
        let all: Vec<Id> = places.iter().map(|place| place.id).collect();
        places.retain(|place| !all.iter().any(|id| *id != place.id && list.code(*id).holds(list.code(place.id))));
        Self { name, kind, level, places, named, rest, unlisted }
    }

    /// What the first word of a name says where it names no division: 县 of 县财政局.
    pub(crate) fn relative(&self) -> Option<(&'static str, &'static [Level])> {
        const WORDS: &[(&str, &[Level])] = &[
            ("街道", &[Level::Township]),
            ("省", &[Level::Province]),
            ("自治区", &[Level::Province]),
            ("市", &[Level::Prefecture, Level::County]),
            ("州", &[Level::Prefecture]),
            ("盟", &[Level::Prefecture]),
            ("县", &[Level::County]),
            ("区", &[Level::County]),
            ("旗", &[Level::County]),
            ("镇", &[Level::Township]),
            ("乡", &[Level::Township]),
        ];
        // 市场监督管理局, 乡村振兴局 are words, not levels.
        let word = |text: &str| {
            let mut chars = text.chars();
            let two: String = chars.by_ref().take(2).collect();
            crate::divisions::is_word(&two)
        };
        WORDS.iter().find(|(begin, _)| self.rest.starts_with(begin) && !word(self.rest)).copied()
    }

    /// Whether a name without any division is one of a sort that every place has: 财政局, 县财政局, 人民政府办公室.
    pub(crate) fn is_bare(&self) -> bool {
        let sort = matches!(self.kind, Some(Kind::Government | Kind::GovernmentOffice | Kind::Department));
        sort && self.named == 0 && !self.unlisted && !begins_with_stem(self.rest)
    }
}

/// Whether words behind the divisions of the list name another division or a zone.
fn names_more(rest: &str) -> bool {
    !divisions(rest).0.is_empty() || zone_word(rest).is_some()
}

/// The place that a naming means for an organ of a kind.
fn place(naming: &Naming<'_>, kind: Option<Kind>) -> Option<Place> {
    let id = naming.own()?;
    if kind == Some(Kind::DispatchedOffice)
        && let Some((_, behind)) = naming.rest.split_once('局')
        && behind.ends_with("分局")
    {
        return Some(branch(behind, id).map_or(Place { id, own: false }, |id| Place { id, own: true }));
    }
    if naming.rest.ends_with("分局") {
        return Some(Place { id, own: false });
    }
    let of_zone = !matches!(naming.rest, "管委会" | "管理委员会");
    let own = match kind {
        _ if naming.rest.is_empty() => true,
        None => false,
        // 青禾县街道办事处 does not say which.
        Some(Kind::Subdistrict) if gazetteer().code(id).level() != Level::Township => false,
        Some(Kind::DevelopmentZone) if of_zone => false,
        _ => !names_more(naming.rest) && !begins_with_stem(naming.rest),
    };
    Some(Place { id, own })
}

/// Whether words begin with the short name of some division: 珲春林业局 belongs to no county but 珲春.
fn begins_with_stem(text: &str) -> bool {
    // 公安局 is not of 公安县.
    if text.starts_with("公安局") {
        return false;
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(6).skip(1);
    ends.filter_map(|end| text.get(..end)).any(|stem| !gazetteer().by_stem(stem).is_empty())
}

/// Of places on several levels those on the level that the words of the name give.
fn keep_level(places: &mut Vec<Place>, level: Option<Level>) {
    let list = gazetteer();
    let fits = |place: &Place| {
        let code = list.code(place.id);
        Some(code.level()) == level && !code.is_statistical()
    };
    if places.iter().any(fits) {
        places.retain(fits);
    }
}
