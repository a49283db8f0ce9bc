//! Bytes to text: byte order marks, declared and detected charsets, and characters that no text should have.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use gongkai_model::Diagnostic;

/// Text with what was odd about its bytes. Loci of the text importer count in this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark and control characters; line ends as in the source.
    pub text: String,
    /// Name of the charset that was used.
    pub charset: &'static str,
    /// What a person should know about the decoding.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes bytes: byte order mark first, then what fits of UTF-8, the declared label, and detection.
/// `gb2312` and `gbk` mean GB18030.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let mut diagnostics = Vec::new();
    let encoding = choose(bytes, declared, &mut diagnostics);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    if is_plain(&text) {
        return Decoded { text: text.into_owned(), charset: encoding.name(), diagnostics };
    }
    let damaged = text.matches('\u{FFFD}').count();
    if damaged > 0 {
        let arguments = [("count", damaged.to_string()), ("charset", encoding.name().into())];
        diagnostics.push(diagnostic("charset_damaged", &arguments));
    }
    let removed = text.chars().filter(|&c| is_unwanted(c)).count();
    let text = if removed > 0 {
        diagnostics.push(diagnostic("control_characters_removed", &[("count", removed.to_string())]));
        text.chars().filter(|&c| !is_unwanted(c)).collect()
    } else {
        text.into_owned()
    };
    Decoded { text, charset: encoding.name(), diagnostics }
}

/// Whether a text surely has no unwanted and no replacement character, which nearly all texts pass.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = |at: usize| (bytes.get(at + 1).copied().unwrap_or(0), bytes.get(at + 2).copied().unwrap_or(0));
    let is_wanted = |at: usize| match bytes[at] {
        b'\t' | b'\n' | b'\r' | 0x0C => true,
        0..=0x1F | 0x7F => false,
        // U+0080 to U+009F
        0xC2 => behind(at).0 >= 0xA0,
        // Marks of direction, U+200E to U+202E and U+2066 to U+2069
        0xE2 => !matches!(behind(at), (0x80, 0x8E | 0x8F | 0xAA..=0xAE) | (0x81, 0xA6..=0xA9)),
        // U+FEFF and U+FFFD
        0xEF => !matches!(behind(at), (0xBB, 0xBF) | (0xBF, 0xBD)),
        _ => true,
    };
    // Most stretches have no byte that needs a look, which a processor tells of many bytes at once.
    let is_suspect =
        |b: u8| (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r') | (b == 0x7F) | (b == 0xC2) | (b == 0xE2);
    // Full-width punctuation is everywhere: 0xEF before 0xBC or 0xBD.
    let is_special = |b: u8, next: u8| (b == 0xEF) & (next != 0xBC) & (next != 0xBD);
    bytes.chunks(STRETCH).enumerate().all(|(number, stretch)| {
        let start = number * STRETCH;
        let pairs = stretch.iter().zip(&stretch[1..]);
        let last = stretch.last().is_some_and(|&b| is_suspect(b) || b == 0xEF);
        !pairs.fold(last, |suspect, (&b, &next)| suspect | is_suspect(b) | is_special(b, next))
            || (start..start + stretch.len()).all(is_wanted)
    })
}

/// Bytes looked at together: the last one only closes a pair.
const STRETCH: usize = 33;

/// Whether bytes cannot be text in any charset that reports come in.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding == UTF_8 && bytes.contains(&0) && many_controls(bytes);
    }
    utf16_without_mark(bytes).is_none() && many_controls(bytes)
}

/// A stray control character happens in text; one byte in fifty does not.
fn many_controls(bytes: &[u8]) -> bool {
    let is_control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B | 0x08);
    // Line ends and tabs included, there are few enough of them in most texts.
    count(bytes, |b| b < 0x20) * 50 > bytes.len() && count(bytes, is_control) * 50 > bytes.len()
}

/// How many bytes are of a sort: counted in runs that a byte can count, which a processor does for many bytes at once.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.chunks(255).map(|run| usize::from(run.iter().map(|&b| u8::from(is(b))).sum::<u8>())).sum()
}

fn diagnostic(code: &'static str, arguments: &[(&str, String)]) -> Diagnostic {
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Diagnostic::new(code, &arguments, None)
}

fn choose(bytes: &[u8], declared: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let declared = declared.and_then(|label| Some((label, widened(Encoding::for_label(label.as_bytes())?))));
    let detected = detect(bytes);
    match declared {
        Some((_, encoding)) if encoding == detected => encoding,
        // ASCII is valid in all of them, so a declaration that decodes without error is believed.
        Some((_, encoding)) if bytes.is_ascii() || (detected != UTF_8 && fits(encoding, bytes)) => encoding,
        Some((label, _)) => {
            let arguments = [("declared", label.into()), ("charset", detected.name().into())];
            diagnostics.push(diagnostic("charset_declared_wrong", &arguments));
            detected
        }
        None => {
            if detected != UTF_8 {
                diagnostics.push(diagnostic("charset_detected", &[("charset", detected.name().into())]));
            }
            detected
        }
    }
}

fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { GB18030 } else { encoding }
}

fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (_, errors) = encoding.decode_without_bom_handling(bytes);
    !errors
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if Encoding::utf8_valid_up_to(bytes) == bytes.len() && !bytes.contains(&0) {
        return UTF_8;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }
    if fits(GB18030, bytes) {
        return GB18030;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = widened(detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow));
    // Reports are Chinese: any other guess is worth less than the charset that Chinese files are in.
    if guess == BIG5 || guess == UTF_8 { guess } else { GB18030 }
}

/// UTF-8 with a few damaged places (a cut character at the end, a byte lost in transfer).
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 20 <= good
}

/// UTF-16 without mark: there are zero bytes, and read in pairs nearly all of it is Chinese, digits and punctuation.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 || !head.contains(&0) {
        return None;
    }
    let plausible = |unit: fn([u8; 2]) -> u16| {
        let good = head.chunks_exact(2).filter(|pair| {
            let unit = unit([pair[0], pair[1]]);
            matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x2010..=0x203F | 0x2500..=0x257F | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
        });
        good.count() * 2 * 20 >= head.len() * 19
    };
    if plausible(u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if plausible(u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Control characters, terminal escapes and direction overrides carry nothing that a report says.
#[inline]
fn is_unwanted(c: char) -> bool {
    match c {
        ' '..='~' | '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFFF}' | '\t' | '\n' | '\r' | '\u{0C}' => false,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(decoded: &Decoded) -> Vec<&str> {
        decoded.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
    }

    #[test]
    fn charsets_are_told_apart() {
        let text = "一、总体情况\n2021年，收到申请12件。";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [&[0xFF, 0xFE][..], &utf16].concat();
        for (bytes, declared, charset, expected) in [
            (text.as_bytes(), None, "UTF-8", vec![]),
            (&gb[..], None, "gb18030", vec!["charset_detected"]),
            (&gb[..], Some("gb2312"), "gb18030", vec![]),
            (&gb[..], Some("utf-8"), "gb18030", vec!["charset_declared_wrong"]),
            (text.as_bytes(), Some("gbk"), "UTF-8", vec!["charset_declared_wrong"]),
            (&utf16[..], None, "UTF-16LE", vec!["charset_detected"]),
            (&marked[..], None, "UTF-16LE", vec![]),
        ] {
            let decoded = decode(bytes, declared);
            assert_eq!((decoded.text.as_str(), decoded.charset), (text, charset));
            assert_eq!(codes(&decoded), expected, "{charset} {declared:?}");
        }
    }

    #[test]
    fn half_a_character_does_not_turn_utf8_into_mojibake() {
        let text = "收到和处理政府信息公开申请情况一二三四五六七八九十";
        let decoded = decode(&text.as_bytes()[..text.len() - 1], None);
        assert_eq!(decoded.charset, "UTF-8");
        assert!(decoded.text.starts_with("收到和处理"));
        assert_eq!(codes(&decoded), ["charset_damaged"]);
    }

    #[test]
    fn escapes_and_nul_are_removed_and_said() {
        let decoded = decode("收到\u{1b}[31m12\0件\u{202e}".as_bytes(), None);
        assert_eq!(decoded.text, "收到[31m12件");
        assert_eq!(codes(&decoded), ["control_characters_removed"]);
    }

    #[test]
    fn a_plain_text_has_nothing_to_remove() {
        for c in ('\0'..='\u{FFFF}').chain(['🀄']) {
            let text = format!("收到{c}件");
            let unwanted = is_unwanted(c) || c == '\u{FFFD}';
            assert_eq!(is_plain(&text), !unwanted, "{c:?}");
        }
    }

    #[test]
    fn binary_is_not_text() {
        assert!(is_binary(&[0, 1, 2, 3, 0, 0, 255, 254, 0, 3]));
        assert!(!is_binary("总体情况\u{1b}[0m".as_bytes()));
    }
}
