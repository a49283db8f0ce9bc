//! Packages: what is in them, what is said of what cannot be had, and what hostile ones come to.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

mod bad_input;
mod common;
mod rar;
mod sevenz;
mod zip;
