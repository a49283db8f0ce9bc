//! Which division a report belongs to, by everything that is known of it.
//!
//! The name gives candidates, the other clues say in turn which of them may be meant. An answer is claimed where one is
//! left; a clue that speaks against an answer which rests on a bare name takes it back.

use gongkai_model::{Kind, Level};
use serde::Serialize;

use crate::clues::{Basis, Bearing, Clue, Clues, Statement, statements};
use crate::gazetteer::{DivisionName, Id, gazetteer};
use crate::naming::mentions;
use crate::subject::{Place, Subject};
use crate::superior::superior;
use crate::{DivisionCode, Roster, RosterUnit};

/// How sure an answer is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// There is no answer.
    #[default]
    Open,
    /// Something speaks against it, or little for it.
    Low,
    /// One clue, or a name that occurs once.
    Medium,
    /// A whole chain of divisions, clues that agree, or the roster.
    High,
}

impl Confidence {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The organ's division is known, or it is one of the State Council.
    Resolved,
    /// It is known where it lies, and it has no code of its own, or none in the list: zones, former townships.
    Located,
    /// Several divisions are left, or one that a clue speaks against.
    Ambiguous,
    /// Nothing is known.
    Unresolved,
}

impl State {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Located => "located",
            Self::Ambiguous => "ambiguous",
            Self::Unresolved => "unresolved",
        }
    }
}

/// A division that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its code.
    pub code: DivisionCode,
    /// The division with all that it lies in, province first.
    pub divisions: Vec<DivisionName>,
}

/// Whose a report is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Resolution {
    /// The organ, as the roster or else the report names it.
    pub name: String,
    /// What sort of organ it is.
    pub kind: Option<Kind>,
    /// Its level; for a department that of the government it belongs to.
    pub level: Option<Level>,
    /// Code of its division: for a department that of the government it belongs to. Empty where the organ has none of its own.
    pub code: Option<DivisionCode>,
    /// The divisions that it lies in as far as they are known, province first; the last one is its own where `code` is there.
    pub divisions: Vec<DivisionName>,
    /// The organ above it.
    pub superior: Option<String>,
    /// What the answer rests on.
    pub basis: Option<Basis>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it may be, where that is not decided; the first [`Resolution::MOST`] of many.
    pub candidates: Vec<Candidate>,
    /// Every clue, and what it said.
    pub evidence: Vec<Clue>,
}

impl Resolution {
    /// Candidates that are listed at most.
    pub const MOST: usize = 20;

    /// What became of the question.
    pub fn state(&self) -> State {
        if self.code.is_some() || self.level == Some(Level::Central) {
            State::Resolved
        } else if !self.candidates.is_empty() {
            State::Ambiguous
        } else if self.divisions.is_empty() {
            State::Unresolved
        } else {
            State::Located
        }
    }

    /// The province: its code and its short name (`贵州`).
    pub fn province(&self) -> Option<(DivisionCode, &str)> {
        let province = self.divisions.first()?;
        Some((province.code, crate::gazetteer::stem(&province.name)))
    }
}

/// Whose a report is, by its clues.
///
/// ```
/// use gongkai_agency::{Basis, Clues, State, resolve};
///
/// let clues = |organ: &str| Clues { organ: organ.into(), ..Clues::default() };
/// let found = resolve(&clues("贵阳市南明区财政局"));
/// assert_eq!(found.code.unwrap().to_string(), "520102000000");
/// assert_eq!((found.basis, found.superior.as_deref()), (Some(Basis::Chain), Some("贵阳市南明区人民政府")));
///
/// // Four districts bear the name.
/// let found = resolve(&clues("鼓楼区财政局"));
/// assert_eq!((found.state(), found.candidates.len()), (State::Ambiguous, 4));
/// ```
pub fn resolve(clues: &Clues) -> Resolution {
    resolve_with(clues, &Roster::default())
}

/// Whose a report is, by its clues and by a roster, which wins over everything else.
pub fn resolve_with(clues: &Clues, roster: &Roster) -> Resolution {
    let reported = compact(&clues.organ);
    let unit = roster.find(&reported);
    let name = unit.map_or(reported.as_str(), |unit| unit.name.as_str());
    let subject = Subject::of(name);
    let mut found = match unit.and_then(|unit| Some((unit, unit.code?))) {
        Some((unit, code)) => of_roster(unit, code),
        None => Search::new(&subject, clues, unit.map(|unit| superiors(unit, roster)).unwrap_or_default()).answer(),
    };
    found.name = name.to_owned();
    let standing = unit.map(|unit| unit.standing).unwrap_or_default();
    found.kind = standing.kind.or(subject.kind);
    // A branch or a zone is not of the level of the division that it lies in.
    let of_code = found.code.filter(|code| !code.is_statistical() && found.kind != Some(Kind::DevelopmentZone));
    found.level = standing.level.or(of_code.map(DivisionCode::level)).or(subject.level);
    let place = found.divisions.last().and_then(|last| gazetteer().find(last.code));
    // What only clues place somewhere may belong to another division all the same.
    let place = place.filter(|_| found.code.is_some() || matches!(found.basis, Some(Basis::Chain | Basis::Roster)));
    let parent = unit.and_then(|unit| unit.parent.clone());
    found.superior = parent.or_else(|| match (found.level, place) {
        (Some(Level::Central), _) => Some("国务院".to_owned()).filter(|above| above != name),
        (_, Some(place)) => superior(name, found.kind, place, found.code.is_some()),
        _ => None,
    });
    found
}

/// Without white space.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The answer of a roster. The code need not be in the list.
fn of_roster(unit: &RosterUnit, code: DivisionCode) -> Resolution {
    let list = gazetteer();
    let codes = [Some(code.province()), code.prefecture(), code.county(), code.township()];
    let ids = codes.into_iter().flatten().filter_map(|code| list.find(code)).filter(|id| !list.is_placeholder(*id));
    let divisions: Vec<DivisionName> = ids.map(|id| list.shown(id)).collect();
    let says = divisions.last().cloned().into_iter().collect();
    let clue = Clue { basis: Basis::Roster, text: unit.name.clone(), says, bearing: Bearing::Supports };
    Resolution {
        code: Some(code),
        divisions,
        basis: Some(Basis::Roster),
        confidence: Confidence::High,
        evidence: vec![clue],
        ..Resolution::default()
    }
}

/// The names above a unit in a roster, the nearest one first.
fn superiors(unit: &RosterUnit, roster: &Roster) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut next = unit.parent.clone();
    while let Some(name) = next.filter(|name| !names.contains(name)) {
        next = roster.find(&name).and_then(|unit| unit.parent.clone());
        names.push(name);
    }
    names
}

/// A question on its way to the answer.
struct Search<'a> {
    subject: &'a Subject<'a>,
    texts: Vec<String>,
    statements: Vec<Statement>,
    places: Vec<Place>,
    /// What left the places that are left.
    basis: Option<Basis>,
    evidence: Vec<Clue>,
}

impl<'a> Search<'a> {
    fn new(subject: &'a Subject<'a>, clues: &Clues, superiors: Vec<String>) -> Self {
        let texts = clues.title.iter().chain(&clues.opening).map(|text| compact(text)).collect();
        let mut above: Vec<Statement> =
            superiors.iter().filter_map(|name| Statement::of_name(Basis::Roster, name)).collect();
        above.extend(statements(clues));
        Self { subject, texts, statements: above, places: subject.places.clone(), basis: None, evidence: Vec::new() }
    }

    fn answer(mut self) -> Resolution {
        if self.subject.level == Some(Level::Central) {
            let own = self.own_name(Vec::new());
            let evidence = vec![Clue { basis: Basis::Chain, bearing: Bearing::Supports, ..own }];
            let (basis, confidence) = (Some(Basis::Chain), Confidence::High);
            return Resolution { basis, confidence, evidence, ..Resolution::default() };
        }
        if self.places.is_empty() {
            return self.by_clues();
        }
        let ids = self.places.iter().map(|place| place.id).collect();
        let own = self.own_name(ids);
        self.evidence.push(own);
        self.by_text();
        let statements = std::mem::take(&mut self.statements);
        for statement in &statements {
            self.weigh(statement);
        }
        self.by_superiors();
        self.decide()
    }

    /// What the organ's name says by itself.
    fn own_name(&self, ids: Vec<Id>) -> Clue {
        let (basis, bearing) = match ids.len() {
            0 => (Basis::Name, Bearing::Silent),
            1 if self.is_chain() => (Basis::Chain, Bearing::Supports),
            1 => (Basis::UniqueName, Bearing::Supports),
            _ => (Basis::Name, Bearing::Silent),
        };
        let says = ids.iter().take(5).map(|id| gazetteer().shown(*id)).collect();
        Clue { basis, text: self.subject.name.to_owned(), says, bearing }
    }

    /// Whether the name gives its place by more than one division, or is a city's own.
    fn is_chain(&self) -> bool {
        let list = gazetteer();
        let city = |place: &Place| list.code(place.id).level() < Level::County;
        self.subject.named > 1 || self.subject.places.iter().all(city)
    }

    /// Keeps the places that pass; says whether that left fewer. Nothing changes where none does.
    fn narrow(&mut self, basis: Basis, pass: impl Fn(Id) -> bool) -> Option<bool> {
        let kept: Vec<Place> = self.places.iter().copied().filter(|place| pass(place.id)).collect();
        if kept.is_empty() {
            return None;
        }
        let fewer = kept.len() < self.places.len();
        if fewer {
            self.places = kept;
            self.basis = Some(basis);
        }
        Some(fewer)
    }

    /// A division that a title or a passage puts right before the name.
    fn by_text(&mut self) {
        let list = gazetteer();
        for text in std::mem::take(&mut self.texts) {
            let leads = |id: Id| {
                let own = list.name(id);
                let chain = list.chain(id);
                text.match_indices(own).any(|(at, _)| {
                    let before = text.get(..at).unwrap_or_default();
                    let before =
                        ["人民政府", "政府"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
                    chain.iter().any(|above| *above != id && before.ends_with(list.name(*above)))
                })
            };
            let led: Vec<Id> = self.places.iter().map(|place| place.id).filter(|id| leads(*id)).collect();
            if !led.is_empty() {
                let fewer = self.narrow(Basis::Chain, |id| led.contains(&id));
                let bearing = if fewer == Some(true) || led.len() == 1 { Bearing::Supports } else { Bearing::Silent };
                let says = led.iter().take(5).filter_map(|id| list.above(*id)).map(|id| list.shown(id)).collect();
                self.evidence.push(Clue { basis: Basis::Chain, text: short(&text), says, bearing });
            }
            self.texts.push(text);
        }
    }

    /// What one clue says of the places that are left.
    fn weigh(&mut self, statement: &Statement) {
        let bearing = match self.narrow(statement.basis, |id| statement.allows(id)) {
            Some(true) => Bearing::Supports,
            Some(false) if self.is_told_by(statement) => Bearing::Supports,
            None if statement.objects => Bearing::Contradicts,
            _ => Bearing::Silent,
        };
        if statement.regions.is_empty() && bearing == Bearing::Supports {
            // The label was short for what is left.
            let list = gazetteer();
            let upper =
                |place: &Place| list.chain(place.id).into_iter().rfind(|id| list.code(*id).level() < Level::Township);
            let regions = self.places.iter().filter_map(upper).collect();
            self.evidence.push(Statement { regions, ..statement.clone() }.shown(bearing));
        } else if !statement.regions.is_empty() {
            self.evidence.push(statement.shown(bearing));
        }
    }

    /// Whether a clue that leaves all places says more than the name does: what the place lies in, and be it by a name that
    /// the organ's own did not give.
    fn is_told_by(&self, statement: &Statement) -> bool {
        let list = gazetteer();
        let [place] = self.places[..] else { return false };
        let same_name = matches!(statement.basis, Basis::Publisher | Basis::Breadcrumb);
        let around = |region: &Id| list.code(*region).holds(list.code(place.id)) && !(same_name && *region == place.id);
        statement.regions.is_empty() || statement.regions.iter().any(around)
    }

    /// Divisions above that the text names anywhere: the nearest ones decide.
    fn by_superiors(&mut self) {
        if self.places.len() < 2 {
            return;
        }
        let list = gazetteer();
        let texts = std::mem::take(&mut self.texts);
        let nearest = |id: Id| {
            let above = list.chain(id).into_iter().rev().filter(|above| *above != id);
            above
                .filter(|above| texts.iter().any(|text| mentions(text, *above)))
                .map(|above| list.code(above).level())
                .max()
        };
        let best = self.places.iter().filter_map(|place| nearest(place.id)).max();
        let Some(best) = best else { return };
        if self.narrow(Basis::Superior, |id| nearest(id) == Some(best)) == Some(true) {
            let above = self.places.first().and_then(|place| list.above(place.id));
            let says: Vec<DivisionName> = above.into_iter().map(|id| list.shown(id)).collect();
            let text = says.first().map_or_else(String::new, |division| division.name.clone());
            self.evidence.push(Clue { basis: Basis::Superior, text, says, bearing: Bearing::Supports });
        }
    }

    /// The answer from the places that are left.
    fn decide(self) -> Resolution {
        let against = self.evidence.iter().filter(|clue| clue.bearing == Bearing::Contradicts).count();
        let chain = self.is_chain();
        let [place] = self.places[..] else { return self.open() };
        let support = self.evidence.iter().skip(1).filter(|clue| clue.bearing == Bearing::Supports);
        let mut kinds: Vec<Basis> = support.map(|clue| clue.basis).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let led = self.basis == Some(Basis::Chain);
        // A bare name that a clue speaks against is of some other place, perhaps one that is not in the list.
        if against > 0 && !chain && !led {
            return self.open();
        }
        let basis =
            if chain { Basis::Chain } else { self.basis.or(kinds.first().copied()).unwrap_or(Basis::UniqueName) };
        let weak = matches!(kinds[..], [Basis::Phone | Basis::Postcode]) && basis == kinds[0];
        let sure = chain || led || kinds.len() > 1 || (self.basis.is_none() && !kinds.is_empty());
        let confidence = match (against, sure) {
            (0, true) => Confidence::High,
            (0, false) if !weak => Confidence::Medium,
            (1, true) => Confidence::Medium,
            _ => Confidence::Low,
        };
        self.found(place, basis, confidence)
    }

    fn found(self, place: Place, basis: Basis, confidence: Confidence) -> Resolution {
        let list = gazetteer();
        Resolution {
            code: place.own.then(|| list.code(place.id)),
            divisions: list.chain(place.id).into_iter().map(|id| list.shown(id)).collect(),
            basis: Some(basis),
            confidence,
            evidence: self.evidence,
            ..Resolution::default()
        }
    }

    /// No answer: what it may be.
    fn open(self) -> Resolution {
        let list = gazetteer();
        let shown = |id: Id| Candidate {
            code: list.code(id),
            divisions: list.chain(id).into_iter().map(|id| list.shown(id)).collect(),
        };
        let candidates = self.places.iter().take(Resolution::MOST).map(|place| shown(place.id)).collect();
        Resolution { candidates, evidence: self.evidence, ..Resolution::default() }
    }

    /// The place of an organ whose name gives none of the list: that of the first clue which names one, if no other clue
    /// speaks against it.
    fn by_clues(mut self) -> Resolution {
        let list = gazetteer();
        if !self.subject.name.is_empty() {
            let own = self.own_name(Vec::new());
            self.evidence.push(own);
        }
        let statements = std::mem::take(&mut self.statements);
        let told = statements.iter().find_map(|statement| match statement.regions[..] {
            [id] if !matches!(statement.basis, Basis::Phone | Basis::Postcode) => Some((id, statement.basis)),
            _ => None,
        });
        let Some((region, basis)) = told else {
            self.evidence.extend(statements.iter().map(|statement| statement.shown(Bearing::Silent)));
            return self.open();
        };
        // Of clues that agree the innermost one says most.
        let code = list.code(region);
        let inner =
            statements.iter().filter(|statement| statement.basis != Basis::Host).filter_map(
                |statement| match statement.regions[..] {
                    [id] if code.holds(list.code(id)) => Some((id, statement.basis)),
                    _ => None,
                },
            );
        let (region, basis) = inner.max_by_key(|(id, _)| list.code(*id).level()).unwrap_or((region, basis));
        let mut against = false;
        for statement in &statements {
            let bearing = match (statement.allows(region), statement.objects) {
                (true, _) => Bearing::Supports,
                (false, true) => Bearing::Contradicts,
                _ => Bearing::Silent,
            };
            against |= bearing == Bearing::Contradicts;
            self.evidence.push(statement.shown(bearing));
        }
        if against {
            self.places = vec![Place { id: region, own: false }];
            return self.open();
        }
        let chain = list.chain(region);
        let at = |(word, levels): (&str, &[Level])| {
            let is = |id: &Id| list.name(*id).ends_with(word) && levels.contains(&list.code(*id).level());
            chain.iter().rev().copied().find(is)
        };
        let named =
            matches!(basis, Basis::Roster | Basis::Breadcrumb | Basis::SiteName | Basis::Publisher | Basis::CreditCode);
        let own = match self.subject.relative() {
            _ if !self.subject.is_bare() => None,
            Some(relative) => at(relative),
            None => named.then_some(region),
        };
        let place = own.map_or(Place { id: region, own: false }, |id| Place { id, own: true });
        let confidence = if place.own { Confidence::Medium } else { Confidence::Low };
        self.found(place, basis, confidence)
    }
}

/// The beginning of a text, to show.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(organ: &str) -> Clues {
        Clues { organ: organ.into(), ..Clues::default() }
    }

    /// Code, basis and confidence; for an open question its state and how many candidates.
    fn shown(found: &Resolution) -> String {
        match (found.code, found.basis) {
            (Some(code), Some(basis)) => format!("{code} {} {}", basis.id(), found.confidence.id()),
            _ => {
                let last = found.divisions.last().map_or("", |division| division.name.as_str());
                format!("{} {last} {}", found.state().id(), found.candidates.len())
            }
        }
    }

    fn check(cases: &[(Clues, &str)]) {
        for (clues, expected) in cases {
            assert_eq!(shown(&resolve(clues)), *expected, "{clues:?}");
        }
    }

    #[test]
    fn by_name() {
        check(&[
            (named("贵州省贵阳市南明区财政局"), "520102000000 chain high"),
            (named("国家税务总局贵阳市南明区税务局"), "520102000000 chain high"),
            (named("贵阳市"), "520100000000 chain high"),
            (named("接庄街道办事处"), "370871003000 unique_name medium"),
            (named("密云县水务局"), "110118000000 unique_name medium"),
            (named("鼓楼区财政局"), "ambiguous  4"),
            (named("城关镇人民政府"), "ambiguous  20"),
            (named("贵阳市公安局南明分局"), "520102000000 chain high"),
            (named("贵阳市公安局青禾分局"), "located 贵阳市 0"),
            (named("贵阳市青禾新城管理委员会"), "located 贵阳市 0"),
            (named("贵阳市南明区青禾镇人民政府"), "located 南明区 0"),
            (named("青禾县财政局"), "unresolved  0"),
            (named("青禾县城关镇"), "unresolved  0"),
            (named("财政局"), "unresolved  0"),
            (named(""), "unresolved  0"),
        ]);
        let found = resolve(&named("教育部"));
        assert_eq!((found.state(), found.superior.as_deref()), (State::Resolved, Some("国务院")));
        let found = resolve(&named("洛阳高新技术产业开发区管理委员会"));
        assert_eq!((found.kind, found.level), (Some(Kind::DevelopmentZone), None));
        assert_eq!(found.province().map(|(code, name)| format!("{code} {name}")).as_deref(), Some("410000000000 河南"));
    }

    #[test]
    fn by_clues() {
        let gulou = || named("鼓楼区财政局");
        let url = |host: &str| Some(format!("https://{host}/zwgk/a.html"));
        check(&[
            (Clues { url: url("www.xuzhou.gov.cn"), ..gulou() }, "320302000000 host medium"),
            (Clues { url: url("gulou.jiangsu.gov.cn"), ..gulou() }, "ambiguous  2"),
            (Clues { url: url("www.xuzhou.com"), ..gulou() }, "ambiguous  4"),
            (
                Clues { publisher: Some("徐州市鼓楼区人民政府办公室".into()), ..gulou() },
                "320302000000 publisher medium",
            ),
            (Clues { breadcrumb: vec!["首页".into(), "徐州市".into()], ..gulou() }, "320302000000 breadcrumb medium"),
            (Clues { index_number: Some("11320302000000001A/2024-00001".into()), ..gulou() }, "ambiguous  4"),
            (Clues { opening: vec!["联系电话:0516-81234567".into()], ..gulou() }, "ambiguous  2"),
            (Clues { opening: vec!["邮编:350001".into()], ..gulou() }, "350102000000 postcode low"),
            (Clues { opening: vec!["根据徐州市人民政府的通知".into()], ..gulou() }, "320302000000 superior medium"),
            (Clues { title: Some("徐州市鼓楼区财政局2023年报告".into()), ..gulou() }, "320302000000 chain high"),
            (
                Clues { url: url("www.xuzhou.gov.cn"), opening: vec!["邮编:221005".into()], ..gulou() },
                "320302000000 host high",
            ),
            // Two clues speak for two places.
            (Clues { url: url("www.xuzhou.gov.cn"), opening: vec!["邮编:350001".into()], ..gulou() }, "ambiguous  1"),
            // A name that occurs once, and a site elsewhere: a place that the list does not have.
            (Clues { url: url("czj.guizhou.gov.cn"), ..named("接庄街道办事处") }, "ambiguous  1"),
            // What the name says in full stays, with less confidence.
            (Clues { url: url("czj.guizhou.gov.cn"), ..named("徐州市鼓楼区财政局") }, "320302000000 chain medium"),
        ]);
    }

    #[test]
    fn names_without_a_division() {
        let site = |organ: &str, site: &str| Clues { site_name: Some(site.into()), ..named(organ) };
        check(&[
            (site("县财政局", "贵阳市修文县人民政府"), "520123000000 site_name medium"),
            (site("市财政局", "贵阳市修文县人民政府"), "520100000000 site_name medium"),
            (site("财政局", "修文县人民政府"), "520123000000 site_name medium"),
            (site("县财政局", "贵阳市人民政府"), "located 贵阳市 0"),
            (site("青禾县财政局", "贵阳市人民政府"), "located 贵阳市 0"),
            (site("", "贵阳市人民政府"), "located 贵阳市 0"),
        ]);
    }

    #[test]
    fn the_roster_wins() {
        let text = "单位,上级,层级,类别,别名,区划代码\n\
            青禾县人民政府,贵阳市人民政府,县级,政府,,520199\n\
            青禾县水务局,青禾县人民政府,县级,部门,水务局,520199\n\
            鼓楼区财政局,徐州市鼓楼区人民政府,,,,\n";
        let roster = Roster::parse("roster.csv", text).expect("a roster");
        let found = resolve_with(&named("水务局"), &roster);
        assert_eq!(shown(&found), "520199000000 roster high");
        assert_eq!((found.name.as_str(), found.level), ("青禾县水务局", Some(Level::County)));
        assert_eq!(found.superior.as_deref(), Some("青禾县人民政府"));
        let divisions: Vec<&str> = found.divisions.iter().map(|division| division.name.as_str()).collect();
        assert_eq!(divisions, ["贵州省", "贵阳市"]);
        // No code, and yet its superior tells.
        let found = resolve_with(&named("鼓楼区财政局"), &roster);
        assert_eq!(shown(&found), "320302000000 roster medium");
        assert_eq!(shown(&resolve_with(&named("鼓楼区审计局"), &roster)), "ambiguous  4");
    }

    #[test]
    fn nothing_panics() {
        let pieces =
            ["", "市", "贵阳市", "鼓楼区", "街道", "管委会", "é", "公安局", "南明分局", "(", "2023", "人民政府"];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    let text = [a, b, c].concat();
                    let clues = Clues {
                        title: Some(text.clone()),
                        publisher: Some(text.clone()),
                        url: Some(text.clone()),
                        index_number: Some(text.clone()),
                        opening: vec![text.clone()],
                        ..named(&text)
                    };
                    let found = resolve(&clues);
                    assert!(found.code.is_none() || found.basis.is_some());
                }
            }
        }
        let long = "市".repeat(100_000);
        let _ = resolve(&Clues { opening: vec![long.clone()], title: Some(long.clone()), ..named(&long) });
    }
}
