//! Generates and checks the documents that come from code.

fn main() {}
