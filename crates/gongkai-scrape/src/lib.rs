//! The network: reports of agency sites, fetched politely, completely, with every refusal named.
//!
//! A [`Walk`] knows what comes next on a site and nothing of the network; an [`Agent`] makes one request with all
//! manners; a [`Run`] brings both together for many sites, and keeps every response before it is read.

mod agent;
mod failure;
mod net;
mod outcome;
mod pace;
mod policy;
mod run;
mod walk;

pub use agent::{Agent, Response, Validators};
pub use failure::Failure;
pub use outcome::{Column, End, Item, ItemState, SiteOutcome};
pub use policy::{Caps, Policy, is_private, registrable};
pub use run::{Event, Read, Run, Store};
pub use walk::{Reading, Target, Walk};
