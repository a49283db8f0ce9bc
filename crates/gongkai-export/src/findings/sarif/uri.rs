//! Names of sources as URI references.

/// A path or address as a URI reference: what may not stand in one is percent-encoded.
pub(super) fn of_source(source: &str) -> String {
    let scheme = source.split_once("://").map_or("", |(scheme, _)| scheme);
    if scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
        // Of an address what is encoded already stays.
        return encode(source, "%:/?#[]@!$&'()*+,;=");
    }
    let drive = source.as_bytes().get(1) == Some(&b':') && source.starts_with(|c: char| c.is_ascii_alphabetic());
    let path = encode(
        &if drive { source.replace('\\', "/") } else { source.to_owned() },
        if drive { "/:!$&'()*+,;=@" } else { "/!$&'()*+,;=@" },
    );
    match (drive, path.starts_with('/')) {
        (true, _) => format!("file:///{path}"),
        (false, true) => format!("file://{path}"),
        (false, false) => path,
    }
}

fn encode(text: &str, allowed: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || (c.is_ascii() && allowed.contains(c)) {
            encoded.push(c);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses() {
        for (source, uri) in [
            ("a/b c.md", "a/b%20c.md"),
            ("甲.md", "%E7%94%B2.md"),
            ("100%.md", "100%25.md"),
            ("x:y.md", "file:///x:y.md"),
            ("a.zip!/b#1.docx", "a.zip!/b%231.docx"),
            ("/tmp/a.md", "file:///tmp/a.md"),
            ("C:\\a\\b.md", "file:///C:/a/b.md"),
            ("-", "-"),
            ("http://a.cn/甲?b=1%20", "http://a.cn/%E7%94%B2?b=1%20"),
        ] {
            assert_eq!(of_source(source), uri);
        }
    }
}
