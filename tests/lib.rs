//! Helpers shared by the tests of the whole workspace: a writer of random reports, the verdict on a reading, and
//! the views that snapshots show.

pub mod brief;
#[path = "corpus_folder.rs"]
pub mod corpus;
pub mod mutation;
pub mod nation;
pub mod tables;
pub mod verdict;
pub mod view;
pub mod writer;
