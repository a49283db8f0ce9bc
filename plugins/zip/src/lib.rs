//! Packages of files: what is in them is handed over, file by file, and read by whoever reads it.
//!
//! Nothing is written to the disk, so that names such as `../../x` are text and no more.

mod names;
mod unpacked;
mod zip;

pub use crate::zip::ZipImporter;
