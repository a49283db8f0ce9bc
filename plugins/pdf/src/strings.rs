//! Strings outside of pages: titles, names of files.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A string as text, without control characters. The standard knows UTF-16, UTF-8 and an encoding of Latin letters; programs in China
/// also write GBK as if it were the latter.
pub(crate) fn text(bytes: &[u8]) -> String {
    let marked = [(&b"\xFE\xFF"[..], UTF_16BE), (&b"\xFF\xFE"[..], UTF_16LE), (&b"\xEF\xBB\xBF"[..], UTF_8)];
    let decoded = match marked.iter().find_map(|(mark, encoding)| Some((bytes.strip_prefix(*mark)?, encoding))) {
        Some((text, encoding)) => encoding.decode_without_bom_handling(text).0,
        None if bytes.is_ascii() => String::from_utf8_lossy(bytes),
        None => {
            let unmarked = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
            let unmarked = unmarked.or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes));
            unmarked.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
        }
    };
    let visible = decoded.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_in_every_charset() {
        for bytes in [&b"\xFE\xFF\x5E\x74\x62\xA5"[..], b"\xEF\xBB\xBF\xE5\xB9\xB4\xE6\x8A\xA5", b"\xC4\xEA\xB1\xA8"] {
            assert_eq!(text(bytes), "年报");
        }
        assert_eq!(text(b" Report\x00\x1B[31m 2023\n"), "Report [31m 2023");
    }
}
