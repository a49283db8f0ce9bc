//! Spreadsheets to documents: a sheet holds tables, and often the whole report around them.
//!
//! Every format becomes the same `sheet::Sheet`, a list of the cells that are there; `blocks` makes paragraphs and tables of it. What
//! a person sees is what counts: values of formulas as last computed, numbers as their format shows them, nothing hidden. Formulas are
//! never computed and macros never looked at. Nothing is allocated for positions without a cell: a sheet may claim 17 thousand
//! million of them.

mod blocks;
mod csv;
mod ods;
mod sheet;
mod shown;
mod table;
mod xls;
mod xlsx;

pub use csv::CsvImporter;
pub use ods::OdsImporter;
pub use xls::XlsImporter;
pub use xlsx::XlsxImporter;

use std::panic::{AssertUnwindSafe, catch_unwind};

use gongkai_model::Capture;
use gongkai_plugin::{ImportError, Limits};

/// What every importer asks first.
fn check_size(capture: &Capture, limits: &Limits) -> Result<(), ImportError> {
    match capture.bytes().len() as u64 {
        0 => Err(ImportError::Empty),
        size if size > limits.bytes => Err(ImportError::TooLarge { size, limit: limits.bytes }),
        _ => Ok(()),
    }
}

/// Runs code of others over bytes of strangers: a panic of theirs is a damaged file.
fn guarded<T>(what: &str, run: impl FnOnce() -> Result<T, ImportError>) -> Result<T, ImportError> {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(ImportError::Damaged { reason: format!("{what} cannot be read") }))
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged { reason: error.to_string() }
}
