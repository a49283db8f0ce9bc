//! The charset of a page: what the sender declared, what the page declares, what the bytes are.

use gongkai_model::Capture;
use gongkai_text::Decoded;

/// Bytes in which a page declares its charset. Browsers look at 1,024; some pages put comments and scripts before.
const PRESCAN: usize = 16 << 10;

/// The text of a page. The declaration of the sender comes before that of the page; one that does not fit the bytes is
/// said.
pub(crate) fn decode(capture: &Capture) -> Decoded {
    let declared = capture.provenance().declared_charset().map(str::to_owned);
    let declared = declared.or_else(|| of_meta(capture.bytes()));
    gongkai_text::decode(capture.bytes(), declared.as_deref())
}

/// `<meta charset=…>`, `<meta http-equiv=Content-Type content="text/html; charset=…">` or `<?xml encoding=…?>`.
fn of_meta(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let tags = tags(head, "<meta").chain(tags(head, "<?xml"));
    tags.into_iter().find_map(|(tag, name)| {
        let tag = String::from_utf8_lossy(tag).to_ascii_lowercase();
        let (_, behind) = tag.split_once(if name == "<?xml" { "encoding" } else { "charset" })?;
        let value = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
        // A page whose declaration can be read byte by byte is not UTF-16, whatever it says.
        (!label.is_empty() && !label.starts_with("utf-16")).then_some(label)
    })
}

/// The tags of a name, without their ends.
fn tags<'a>(bytes: &'a [u8], name: &'static str) -> impl Iterator<Item = (&'a [u8], &'static str)> {
    let opened = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| &bytes[at..]);
    let named =
        opened.filter(move |tag| tag.len() >= name.len() && tag[..name.len()].eq_ignore_ascii_case(name.as_bytes()));
    named.map(move |tag| (tag.split(|&byte| byte == b'>').next().unwrap_or(tag), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_of_pages() {
        for (page, expected) in [
            ("<meta charset=\"GB2312\">", Some("gb2312")),
            ("<META http-equiv=Content-Type content='text/html; charset=gbk'>", Some("gbk")),
            ("<meta name=viewport><meta charset = utf-8 />", Some("utf-8")),
            ("<?xml version='1.0' encoding='GBK'?><html>", Some("gbk")),
            ("<meta charset=utf-16>", None),
            ("<p>charset=gbk", None),
        ] {
            assert_eq!(of_meta(page.as_bytes()).as_deref(), expected, "{page}");
        }
    }
}
