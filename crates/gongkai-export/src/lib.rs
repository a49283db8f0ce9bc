//! gongkai-export
