//! Beginnings of plugins.
