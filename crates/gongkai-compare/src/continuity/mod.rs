//! What two neighbouring years of one unit have to say of each other.

mod fill;

pub use fill::{Filled, fill_from_neighbours};
