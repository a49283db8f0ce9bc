//! What the archive promises, tried.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

mod crash;
mod folder;
mod frontier;
mod locking;
mod random;
mod readings;
mod standard;
mod storing;
