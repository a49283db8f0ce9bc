//! Where the corpus of real reports is.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;

/// The folder that `GONGKAI_CORPUS` names; where it names none, says which test is skipped.
pub fn directory(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("GONGKAI_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: {test} (GONGKAI_CORPUS is not set)");
    }
    folder
}
