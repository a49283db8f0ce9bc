//! Helpers shared by the tests of the whole workspace: a writer of random reports, and the verdict on a reading.

pub mod verdict;
pub mod writer;
