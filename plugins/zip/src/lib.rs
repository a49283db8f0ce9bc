//! Packages of files: what is in them is handed over, file by file, and read by whoever reads it.
//!
//! Nothing is written to the disk, so that names such as `../../x` are text and no more.

mod names;
#[cfg(feature = "rar")]
mod rar;
#[cfg(feature = "7z")]
mod sevenz;
mod unpacked;
mod zip;

#[cfg(feature = "rar")]
pub use crate::rar::RarImporter;
#[cfg(feature = "7z")]
pub use crate::sevenz::SevenZImporter;
pub use crate::zip::ZipImporter;
