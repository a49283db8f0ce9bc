//! The formats: one file each, one line here.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod markdown;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
pub(crate) mod xlsx;

use crate::Format;

/// Every format, in the order in which help lists them.
pub const FORMATS: &[Format] = &[
    csv::FORMAT,
    jsonl::FORMAT,
    xlsx::FORMAT,
    #[cfg(feature = "parquet")]
    parquet::FORMAT,
    json::FORMAT,
    markdown::FORMAT,
];

/// The format with a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
