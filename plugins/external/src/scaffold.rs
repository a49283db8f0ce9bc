//! Beginnings of plugins: what `gongkai plugins new` writes.

/// The sorts of plugins that can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A converter: a command that makes a form which is read.
    Converter,
    /// A program that speaks the protocol, in Python.
    Protocol,
    /// A crate that ships with the program.
    Rust,
}

/// Path and content of a file, with `@NAME@` for the name and `@TYPE@` for the name of a type.
type Template = (&'static str, &'static str);

/// Files of one sort, from `templates/`.
macro_rules! templates {
    ($kind:literal: $($path:literal from $file:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../templates/", $kind, "/", $file)))),*]
    };
}

const CONVERTER: &[Template] = templates!("converter":
    "gongkai.toml" from "gongkai.toml",
    "convert.py" from "convert.py",
    "samples/report.lst" from "samples/report.lst",
    "samples/report.lst.golden" from "samples/report.lst.golden",
);
const PROTOCOL: &[Template] = templates!("protocol":
    "gongkai.toml" from "gongkai.toml",
    "plugin.py" from "plugin.py",
    "samples/report.lst" from "samples/report.lst",
    "samples/report.lst.golden" from "samples/report.lst.golden",
);
const RUST: &[Template] = templates!("rust":
    "Cargo.toml" from "Cargo.toml.txt",
    "src/lib.rs" from "src/lib.rs.txt",
    "tests/samples.rs" from "tests/samples.rs.txt",
    "samples/report.lst" from "samples/report.lst",
    "samples/report.lst.golden" from "samples/report.lst.golden",
);

/// The files of a new plugin: path below its folder, and content. Nothing for a name that a plugin cannot have.
pub fn files(name: &str, kind: Kind) -> Option<Vec<(&'static str, String)>> {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || (c == '-' && kind != Kind::Rust);
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase());
    if !starts_well || name.len() > 40 || !name.chars().all(is_allowed) {
        return None;
    }
    let (first, rest) = name.split_at_checked(1)?;
    let type_name = first.to_ascii_uppercase() + rest;
    let templates = match kind {
        Kind::Converter => CONVERTER,
        Kind::Protocol => PROTOCOL,
        Kind::Rust => RUST,
    };
    let filled = |text: &str| text.replace("@NAME@", name).replace("@TYPE@", &type_name);
    Some(templates.iter().map(|(path, text)| (*path, filled(text))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_everywhere() {
        for kind in [Kind::Converter, Kind::Protocol, Kind::Rust] {
            let files = files("lists", kind).expect("a name");
            assert!(files.iter().all(|(_, text)| !text.contains("@NAME@") && !text.contains("@TYPE@")));
            assert!(files.iter().any(|(_, text)| text.contains("lists")));
        }
        for name in ["", "A", "1a", "a b", "../a", "a/b", "-a"] {
            assert_eq!(files(name, Kind::Protocol), None, "{name}");
        }
        assert!(files("a-b", Kind::Protocol).is_some() && files("a-b", Kind::Rust).is_none());
    }
}
