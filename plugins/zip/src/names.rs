//! Names of files in packages.

use std::collections::HashSet;

use encoding_rs::GB18030;

/// Folders that systems put beside the files of people.
const FOLDERS: &[&str] = &["__macosx"];
/// Files that systems put there.
const FILES: &[&str] = &[".ds_store", "thumbs.db", "desktop.ini"];
/// How files begin that belong to another one: what macOS knows of it, and who has it open in an office program.
const BESIDE: &[&str] = &["._", "~$"];

/// A name as text. Programs of Chinese Windows write GBK and do not say so; others write UTF-8, with or without saying so.
pub(crate) fn decode(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// With `/` between folders, whatever stood there. Only for text: half of a GBK character may look like a `\`.
pub(crate) fn slashes(name: &str) -> String {
    name.replace('\\', "/")
}

/// Whether a file is none of anybody's business: a folder, or what systems put beside the files of people.
pub(crate) fn is_nobodys(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let (folders, file) = lower.rsplit_once('/').unwrap_or(("", &lower));
    file.is_empty()
        || folders.split('/').any(|folder| FOLDERS.contains(&folder))
        || FILES.contains(&file)
        || BESIDE.iter().any(|begin| file.starts_with(begin))
}

/// The names that were given so far: none is given twice.
#[derive(Default)]
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// The name itself, or with a number where another file has it.
    pub(crate) fn own(&mut self, name: String) -> String {
        let mut own = name.clone();
        let mut number = 2_usize;
        while !self.0.insert(own.clone()) {
            // The number of names is bounded, not what they are: counting from the end keeps this from being quadratic.
            number = number.max(self.0.len());
            own = format!("{name} ({number})");
            number += 1;
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets() {
        let name = "农业农村局.docx";
        assert_eq!(decode(name.as_bytes()), name);
        assert_eq!(decode(&GB18030.encode(name).0), name);
        // The second byte of 馶 is that of a backslash.
        let raw = GB18030.encode("馶\\a.txt").0;
        assert_eq!(raw.iter().filter(|byte| **byte == b'\\').count(), 2);
        assert_eq!(slashes(&decode(&raw)), "馶/a.txt");
    }

    #[test]
    fn nobodys_files() {
        for name in ["a/", "__MACOSX/a/._b.docx", "a/.DS_Store", "Thumbs.db", "a/~$b.docx", "a/._b.docx"] {
            assert!(is_nobodys(name), "{name}");
        }
        for name in ["a", "a/b.docx", "../a.txt", "/a.txt", "MACOSX/a.txt", "Thumbs.db.txt", ""] {
            assert_eq!(is_nobodys(name), name.is_empty(), "{name}");
        }
    }

    #[test]
    fn names_are_given_once() {
        let mut names = Names::default();
        let given: HashSet<String> = (0..2_000).map(|_| names.own("a".into())).collect();
        assert_eq!(given.len(), 2_000);
        assert!(given.contains("a") && given.contains("a (2)"));
    }
}
