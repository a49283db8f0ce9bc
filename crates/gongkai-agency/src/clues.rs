//! What is known of where a report comes from, and which divisions each of it speaks for.

use serde::Serialize;

use crate::gazetteer::{DivisionName, Id, gazetteer};
use crate::naming::{Naming, namings};
use crate::{contact, credit, spelling};

/// What is known of where a report comes from. Texts are folded (`gongkai_text::normalize::fold`); what is not known is empty.
#[derive(Debug, Clone, Default)]
pub struct Clues {
    /// The organ as the report names it.
    pub organ: String,
    /// The title.
    pub title: Option<String>,
    /// 发布机构: who published the page; often the office that uploads for all.
    pub publisher: Option<String>,
    /// Address: host and path.
    pub url: Option<String>,
    /// Names of the columns that the page is filed under, the outermost first.
    pub breadcrumb: Vec<String>,
    /// Name of the site.
    pub site_name: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// Passages in which chains of divisions, telephone numbers and postcodes may stand.
    pub opening: Vec<String>,
}

/// What an answer rests on, in the order in which it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The user's roster.
    Roster,
    /// The divisions that the name, the title or the text give one after another; of a city its own name.
    Chain,
    /// The host of the address.
    Host,
    /// A column that the page is filed under.
    Breadcrumb,
    /// The name of the site.
    SiteName,
    /// 发布机构.
    Publisher,
    /// Digits 3 to 8 of a sound 统一社会信用代码, of the publisher or the site.
    CreditCode,
    /// The area code of a telephone number; the province only.
    Phone,
    /// A postcode; the province only.
    Postcode,
    /// A division above, named somewhere in the text.
    Superior,
    /// No other division has the name; nothing else says so.
    UniqueName,
    /// The organ's own name, which several divisions have, or none of the list. Evidence only, never what an answer rests on.
    Name,
}

impl Basis {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Chain => "chain",
            Self::Host => "host",
            Self::Breadcrumb => "breadcrumb",
            Self::SiteName => "site_name",
            Self::Publisher => "publisher",
            Self::CreditCode => "credit_code",
            Self::Phone => "phone",
            Self::Postcode => "postcode",
            Self::Superior => "superior",
            Self::UniqueName => "unique_name",
            Self::Name => "name",
        }
    }

    /// Name in Chinese and English.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Roster => ("名单", "roster"),
            Self::Chain => ("区划全称", "chain of divisions"),
            Self::Host => ("网站域名", "host"),
            Self::Breadcrumb => ("所在栏目", "column"),
            Self::SiteName => ("网站名称", "name of the site"),
            Self::Publisher => ("发布机构", "publisher"),
            Self::CreditCode => ("统一社会信用代码", "unified social credit identifier"),
            Self::Phone => ("电话区号", "telephone area code"),
            Self::Postcode => ("邮政编码", "postcode"),
            Self::Superior => ("文中提到上级", "superior named in the text"),
            Self::UniqueName => ("名称唯一", "name that occurs once"),
            Self::Name => ("机关名称", "name of the organ"),
        }
    }
}

/// Whether a clue speaks for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearing {
    /// It lies where the clue says.
    Supports,
    /// It lies elsewhere.
    Contradicts,
    /// The clue does not tell.
    Silent,
}

/// A clue, and what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clue {
    /// What sort of clue it is.
    pub basis: Basis,
    /// As it was written.
    pub text: String,
    /// The divisions that it speaks for, one of them; the first few of many.
    pub says: Vec<DivisionName>,
    /// Whether it speaks for the answer.
    pub bearing: Bearing,
}

/// A clue on its way to become evidence.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) basis: Basis,
    pub(crate) text: String,
    /// The organ lies in one of these, or has them in it.
    pub(crate) regions: Vec<Id>,
    /// A label of a host that may be short for something; says only which of several candidates fits.
    pub(crate) hints: Vec<String>,
    /// Whether it counts where it speaks against the answer.
    pub(crate) objects: bool,
}

impl Statement {
    fn new(basis: Basis, text: &str, regions: Vec<Id>) -> Self {
        Self { basis, text: text.to_owned(), regions, hints: Vec::new(), objects: true }
    }

    /// What the name of an organ, a column or a site says.
    pub(crate) fn of_name(basis: Basis, text: &str) -> Option<Self> {
        let namings = namings(crate::kind::without_body(text));
        let regions: Vec<Id> = namings.iter().filter_map(Naming::own).collect();
        (!regions.is_empty()).then(|| Self::new(basis, text, regions))
    }

    /// Whether a division may be what it speaks of: in one of its regions, or around one.
    pub(crate) fn allows(&self, id: Id) -> bool {
        let list = gazetteer();
        let code = list.code(id);
        self.regions.iter().any(|region| {
            let region = list.code(*region);
            region.holds(code) || code.holds(region)
        }) || self.hints.iter().any(|label| spelling::hints_at(id, label))
    }
}

/// Divisions shown of one clue.
const SHOWN: usize = 5;

impl Statement {
    pub(crate) fn shown(&self, bearing: Bearing) -> Clue {
        let says = self.regions.iter().take(SHOWN).map(|id| gazetteer().shown(*id)).collect();
        Clue { basis: self.basis, text: self.text.clone(), says, bearing }
    }
}

/// What the clues but the organ's own name say, in the order of [`Basis`].
pub(crate) fn statements(clues: &Clues) -> Vec<Statement> {
    let mut found = Vec::new();
    if let Some(url) = &clues.url {
        of_host(url, &mut found);
    }
    found.extend(clues.breadcrumb.iter().filter_map(|text| Statement::of_name(Basis::Breadcrumb, text)));
    found.extend(clues.site_name.as_deref().and_then(|text| Statement::of_name(Basis::SiteName, text)));
    found.extend(clues.publisher.as_deref().and_then(|text| Statement::of_name(Basis::Publisher, text)));
    let mut codes: Vec<&str> =
        [&clues.index_number, &clues.url].into_iter().flatten().flat_map(|text| credit::credit_codes(text)).collect();
    codes.dedup();
    found.extend(codes.into_iter().filter_map(of_credit_code));
    for text in &clues.opening {
        let province = |digits: &str| digits.parse().ok().and_then(|code| gazetteer().find(code));
        for (basis, written) in contact::phones(text)
            .into_iter()
            .map(|phone| (Basis::Phone, phone))
            .chain(contact::postcodes(text).into_iter().map(|postcode| (Basis::Postcode, postcode)))
        {
            let digits = if basis == Basis::Phone { contact::of_phone(written) } else { contact::of_postcode(written) };
            if let Some(id) = digits.and_then(province) {
                found.push(Statement::new(basis, written, vec![id]));
            }
        }
    }
    found.sort_by_key(|statement| statement.basis);
    found
}

/// The registrar's division, or what is left of it in the list: codes of old identifiers are gone.
fn of_credit_code(text: &str) -> Option<Statement> {
    let code = credit::registrar(text)?;
    let codes = [Some(code), code.prefecture(), Some(code.province())];
    let id = codes.into_iter().flatten().find_map(|code| gazetteer().find(code))?;
    Some(Statement::new(Basis::CreditCode, text, vec![id]))
}

/// Labels that no site has for where it is.
const EVERYWHERE: &[&str] = &["www", "xxgk", "zwgk", "zfxxgk", "gov", "m", "wap"];

fn of_host(url: &str, found: &mut Vec<Statement>) {
    let host = spelling::host_of(url).to_ascii_lowercase();
    let spelling::Host::Government(labels) = spelling::Host::of(&host) else { return };
    if let Some(province) = spelling::province_of(labels) {
        found.push(Statement::new(Basis::Host, &host, vec![province]));
    }
    for (at, label) in labels.rsplit('.').enumerate().filter(|(_, label)| !EVERYWHERE.contains(label)) {
        if at == 0 && spelling::province_of(labels).is_some() {
            continue;
        }
        let regions = spelling::spelt(label);
        let hints = if regions.is_empty() { vec![label.to_owned()] } else { Vec::new() };
        let objects = at == 0 && !regions.is_empty();
        found.push(Statement { hints, objects, ..Statement::new(Basis::Host, &host, regions) });
    }
}
