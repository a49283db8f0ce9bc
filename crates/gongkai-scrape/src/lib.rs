//! The network: reports of agency sites, fetched politely, completely, with every refusal named.
//!
//! A [`Walk`] knows what comes next on a site and nothing of the network; an [`Agent`] makes one request with all
//! manners; a [`Run`] brings both together for many sites, and keeps every response before it is read.

mod agent;
mod failure;
mod gaps;
mod keeper;
mod net;
mod night;
mod outcome;
mod pace;
mod policy;
mod response;
mod run;
mod settings;
mod visitor;
mod walk;

pub use agent::{Agent, Validators};
pub use failure::Failure;
pub use gaps::{Coverage, Gap};
pub use night::Night;
pub use outcome::{Column, End, Item, ItemState, SiteOutcome};
pub use policy::{Caps, Policy, host_of, is_private, registrable};
pub use response::{Hop, Response};
pub use run::{Event, Kept, Read, Recalled, Run, Store};
pub use settings::{Settings, parse as parse_settings};
pub use visitor::Visitor;
pub use walk::{Reading, Target, Walk};
