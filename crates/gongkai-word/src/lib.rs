//! What the importers for word processors share: paragraphs, tables and frames in, a [`Document`](gongkai_model::Document) out.
//!
//! A file format says where a paragraph, a row or a cell begins and how far a cell reaches; what comes of it is the same for all of
//! them and is decided here: places ([`Flow`]), merged cells and tables that only place other things (`table`), text laid out by
//! tabs or white space, pages made of frames (`frames`). The marks of lists that stand in no text are counted in [`marks`].

mod blocks;
mod charset;
mod flow;
mod frames;
mod line;
pub mod marks;
mod signs;
mod stack;
mod table;

pub use charset::of_code_page;
pub use flow::{Flow, Frame, Paragraph};
pub use line::{Line, Manner};
pub use signs::sign;
pub use stack::TableStack;
pub use table::{Rows, Span};
