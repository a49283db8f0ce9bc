//! Imitations of the products that government sites run on, one file each: the markup, the interfaces with their parameters
//! and caps, and the ways in which they answer what they do not have.
//!
//! They follow descriptions of the products, not the adapters that read them.

mod epoint;
mod generic;
mod gkmlpt;
mod hanweb_jpage;
mod hanweb_xxgk;
mod ilist;
mod jpaas;
mod plain;
mod trs;
mod truecms;
mod ucap;
mod vsb;

use super::answer::Answer;
use super::files::Format;
use super::server::Asked;
use super::site::{Item, Site};

/// A product.
pub(crate) trait Imitation: Sync {
    /// The name that the program gives its family.
    fn name(&self) -> &'static str;

    /// Path of the column of annual reports.
    fn column(&self, site: &Site) -> String;

    /// Path of an entry.
    fn path(&self, site: &Site, item: &Item) -> String;

    /// Path of the file of an entry.
    fn file(&self, _site: &Site, item: &Item, format: Format) -> String {
        let (year, month, _) = item.day;
        format!("/uploadfile/{year}/{month:02}/nb{:05}.{}", item.number, format.extension())
    }

    /// What it answers besides portal and entries: lists and interfaces.
    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer>;

    /// The page of an article around its text.
    fn article(&self, site: &Site, item: &Item, body: &str) -> String;

    /// Whether sites on it are met in GBK.
    fn speaks_gbk(&self) -> bool {
        false
    }

    /// Whether its lists lead to files, too.
    fn lists_files(&self) -> bool {
        true
    }

    /// Whether its pages show their text themselves, rather than by a script.
    fn shows_text(&self) -> bool {
        true
    }

    /// Columns below the column; 0: none.
    fn branches(&self, _site: &Site) -> usize {
        0
    }

    /// Which of them holds the report of an organ and a year.
    fn branch(&self, site: &Site, organ: &str, year: i32) -> usize {
        match site.branches {
            0 => 0,
            UNITS => unit(organ),
            _ => (2025 - year).clamp(0, YEARS as i32 - 1) as usize,
        }
    }
}

/// Columns by groups of organs.
pub(crate) const UNITS: usize = 3;
/// Columns by years.
pub(crate) const YEARS: usize = 12;

/// Names of columns by groups of organs, and their folders.
pub(crate) const GROUPS: [(&str, &str); UNITS] = [("县本级", "xbj"), ("县政府部门", "xzfbm"), ("乡镇街道", "xzjd")];

fn unit(organ: &str) -> usize {
    if organ.ends_with("局") {
        1
    } else if organ.ends_with("镇人民政府") || organ.ends_with("乡人民政府") || organ.ends_with("办事处") {
        2
    } else {
        0
    }
}

/// The columns below a column that have entries: number, name, folder.
pub(crate) fn branches(site: &Site) -> Vec<(usize, String, String)> {
    let named = |branch: usize| match site.branches {
        UNITS => (branch, GROUPS[branch].0.to_owned(), GROUPS[branch].1.to_owned()),
        _ => (branch, format!("{}年", 2025 - branch), format!("{}n", 2025 - branch)),
    };
    let used = |branch: &usize| site.items.iter().any(|item| item.branch == *branch);
    (0..site.branches).filter(used).map(named).collect()
}

/// Every product.
pub(crate) static ALL: &[&dyn Imitation] = &[
    &trs::Trs,
    &hanweb_jpage::HanwebJpage,
    &hanweb_xxgk::HanwebXxgk,
    &jpaas::Jpaas,
    &truecms::TrueCms,
    &gkmlpt::Gkmlpt,
    &epoint::Epoint,
    &ucap::Ucap,
    &vsb::Vsb,
    &ilist::IList,
    &plain::Plain,
    &generic::Generic,
];

/// Which of some variants of a product a site runs.
pub(crate) fn variant(site: &Site, variants: usize) -> usize {
    site.number / ALL.len() % variants
}
