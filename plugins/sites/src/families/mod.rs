//! The families, one file each.

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

use gongkai_plugin::SiteAdapter;

/// Every family, the special ones before those that fit any page.
static ALL: &[&dyn SiteAdapter] = &[
    &hanweb_jpage::HanwebJpage,
    &hanweb_xxgk::HanwebXxgk,
    &jpaas::Jpaas,
    &truecms::TrueCms,
    &epoint::Epoint,
    &trs::Trs,
    &gkmlpt::Gkmlpt,
    &ucap::Ucap,
    &vsb::Vsb,
    &ilist::IList,
    &plain::Static,
    &generic::Generic,
];

/// Every family, in the order in which equals are named.
pub fn all() -> &'static [&'static dyn SiteAdapter] {
    ALL
}

/// The family of a name.
pub fn by_name(name: &str) -> Option<&'static dyn SiteAdapter> {
    ALL.iter().copied().find(|adapter| adapter.name() == name)
}
