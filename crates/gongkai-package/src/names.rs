//! The names of members: those that a look at the two ends of a package tells without opening it, and those that references lead to.

/// Bytes looked at, at either end.
const END: usize = 64 << 10;
/// Begins a member, and how far behind it are the length of the name and the name.
const LOCAL: (&[u8], usize, usize) = (b"PK\x03\x04", 26, 30);
/// Begins an entry of the table of contents.
const CENTRAL: (&[u8], usize, usize) = (b"PK\x01\x02", 28, 46);

/// The names that stand in the first and in the last 64 KiB of a package: of the members there, and of the table of contents.
/// Nothing where the bytes are no package.
pub fn member_names(bytes: &[u8]) -> Vec<&str> {
    if !bytes.starts_with(LOCAL.0) {
        return Vec::new();
    }
    let (head, tail) = (&bytes[..bytes.len().min(END)], &bytes[bytes.len().saturating_sub(END)..]);
    let mut names = named(head, LOCAL);
    names.extend(named(tail, CENTRAL));
    names
}

fn named<'a>(bytes: &'a [u8], (mark, length, name): (&[u8], usize, usize)) -> Vec<&'a str> {
    let entries = memchr::memmem::find_iter(bytes, mark).filter_map(|at| name_at(bytes, at, length, name));
    entries.collect()
}

fn name_at(bytes: &[u8], entry: usize, length: usize, name: usize) -> Option<&str> {
    let low = *bytes.get(entry + length)?;
    let high = *bytes.get(entry + length + 1)?;
    let start = entry + name;
    std::str::from_utf8(bytes.get(start..start + usize::from(u16::from_le_bytes([low, high])))?).ok()
}

/// Name and stored bytes of the first member, as ODF marks its sort: `mimetype` and the media type behind it, not compressed.
pub fn first_member(bytes: &[u8]) -> Option<(&str, &[u8])> {
    if !bytes.starts_with(LOCAL.0) {
        return None;
    }
    let name = name_at(bytes, 0, LOCAL.1, LOCAL.2)?;
    let extra = u16::from_le_bytes([*bytes.get(28)?, *bytes.get(29)?]);
    let start = LOCAL.2 + name.len() + usize::from(extra);
    let end = (start + END).min(bytes.len());
    Some((name, bytes.get(start..end)?))
}

/// The name of the member that a reference in a member of a folder leads to: `../a.xml` from `b/c` is `b/a.xml`, `/a.xml` is `a.xml`
/// from anywhere. `..` ends at the root.
pub fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_stay_in_the_package() {
        for (folder, target, expected) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../customXml/a.xml", "customXml/a.xml"),
            ("word", "../../../etc/passwd", "etc/passwd"),
            ("", "word\\document.xml", "word/document.xml"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
    }
}
