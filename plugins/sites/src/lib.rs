//! Adapters for the families of government web sites that publish annual reports, and what is known of sites.
//!
//! A family is one file in `families/` and one line of its list; a site is an entry of `sites.toml`. Adapters are pure: a page
//! in, what follows from it out. Nothing here fetches anything.

mod address;
pub mod column;
mod families;
pub mod frames;
pub mod leads;
mod links;
mod listing;
mod loose;
mod paging;
mod recognise;
mod script;
pub mod sites;

pub use families::{all, by_name};
pub use recognise::{Choice, Recognised, choose, recognise};
