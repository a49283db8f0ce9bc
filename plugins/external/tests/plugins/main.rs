//! Plugins in sh and Python, sound and hostile ones.

#![cfg(unix)]

mod converters;
mod protocols;
mod util;
