//! Formats that other people's programs read, without a line of Rust: converters, and programs that speak a protocol.
//!
//! A *converter* is a command that makes another file of a file; an importer that ships reads that (`converter`). A program
//! that speaks the *protocol* gives the blocks of a document itself, as JSON, a line each way (`protocol`). Both are declared
//! in TOML (`declaration`); declarations that lie in a folder of reports run only after their reader allowed them (`trust`).
//!
//! Programs run in a process group of their own, in a folder of their own, with nothing in their environment but what was
//! named, and within limits (`process`). They are not shut in: a program may do what its user may. Whatever goes wrong with one
//! is an [`ImportError::Program`](gongkai_plugin::ImportError) of one source.

mod command;
mod converted;
mod converter;
mod declaration;
mod known;
mod matching;
mod process;
pub mod protocol;
pub mod scaffold;
mod trust;

use std::sync::Arc;

use gongkai_plugin::{Importer, Registry};

pub use converter::ConverterImporter;
pub use declaration::{Declaration, DeclarationError, Sort, parse};
pub use protocol::ProtocolImporter;
pub use trust::{Loaded, Places, Refused, TrustError, allow, load};

/// The importers of some declarations. `shipped` reads what converters give.
///
/// # Errors
/// [`DeclarationError`] where two have one name, or a converter gives what nobody reads.
pub fn importers(
    declarations: Vec<Declaration>,
    shipped: &Arc<Registry>,
) -> Result<Vec<Box<dyn Importer>>, DeclarationError> {
    let mut importers: Vec<Box<dyn Importer>> = Vec::new();
    for declaration in declarations {
        let is_taken = |importer: &dyn Importer| importer.name() == declaration.name;
        if shipped.iter().any(is_taken) || importers.iter().any(|importer| is_taken(importer.as_ref())) {
            return Err(declaration.wrong_name_taken());
        }
        importers.push(match declaration.sort {
            Sort::Converter { .. } => Box::new(ConverterImporter::new(declaration, Arc::clone(shipped))?),
            Sort::Protocol => Box::new(ProtocolImporter::new(declaration, Arc::clone(shipped))),
        });
    }
    Ok(importers)
}
