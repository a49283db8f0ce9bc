//! Zip packages and the XML in them, opened within limits: what OOXML, ODF and OFD have in common; and OLE files, which the old
//! formats of Office have in common.
//!
//! Nothing is written to a disk, so a member's name is a key and never a path. An XML member becomes a [`Tree`]; a document type
//! is skipped and no entity of it is ever expanded.

mod names;
mod ole;
mod package;
mod relations;
mod tree;

pub use names::{first_member, member_names, resolved};
pub use ole::Ole;
pub use package::Package;
pub use relations::Relations;
pub use tree::{Element, Node, Space, Tree};
