//! Packages: what is in them, what is said of what cannot be had, and what hostile ones come to.

mod bad_input;
mod common;
mod zip;
