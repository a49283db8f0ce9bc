//! The built program, as people and scripts use it.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

#[path = "../../../gongkai-scrape/tests/support/mod.rs"]
mod support;

mod addresses;
mod agency;
mod archive;
mod bad_input;
mod check;
mod compare;
mod inputs;
mod output;
mod packages;
mod panel;
mod plugins;
mod score;
mod scrape;
mod snapshots;
mod usage;
mod util;
