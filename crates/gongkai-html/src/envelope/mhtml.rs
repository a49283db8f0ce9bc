//! MHTML, as browsers save a whole page in one file: a MIME message with the page and its frames as parts.

use gongkai_model::{Capture, Provenance};

use super::Part;
use crate::charset;

/// Bytes in which the header of the message is looked for.
const HEADER: usize = 4 << 10;
/// Parts of one message: pictures and style sheets count.
const MOST_PARTS: usize = 2_000;

/// Whether bytes are such a message.
pub(super) fn is_mhtml(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEADER)];
    // No message begins with a tag, and hardly anything else has the name of this field.
    if head.trim_ascii_start().starts_with(b"<")
        || !head.contains(&b':')
        || !head.split(|&byte| byte == b':').any(ends_with_version)
    {
        return false;
    }
    let head = String::from_utf8_lossy(head);
    let header = split(&head).0.to_ascii_lowercase();
    header.contains("mime-version:") && header.contains("multipart/related") && header.contains("boundary=")
}

/// Whether the name of the field that tells the version of a message stands at the end.
fn ends_with_version(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"mime-version";
    bytes.len() >= NAME.len() && bytes[bytes.len() - NAME.len()..].eq_ignore_ascii_case(NAME)
}

/// The pages in a message: parts of the type text/html, in order.
pub(super) fn pages(bytes: &[u8]) -> Vec<Part> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEADER)]);
    let Some(boundary) = parameter(split(&head).0, "boundary") else { return Vec::new() };
    let mark = format!("--{boundary}").into_bytes();
    parts(bytes, &mark).into_iter().take(MOST_PARTS).filter_map(page).collect()
}

/// The bytes between lines that begin with the mark.
fn parts<'a>(bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut at, mut open) = (0, None);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(mark) {
            parts.extend(open.map(|start| &bytes[start..at]));
            open = (!line[mark.len()..].starts_with(b"--")).then_some(at + line.len());
        }
        at += line.len();
    }
    // A message that was cut has no last mark.
    parts.extend(open.map(|start| &bytes[start..]));
    parts
}

fn page(part: &[u8]) -> Option<Part> {
    let head = String::from_utf8_lossy(&part[..part.len().min(HEADER)]).into_owned();
    let (header, body) = split(&head);
    let kind = field(header, "content-type")?;
    if !kind.to_ascii_lowercase().starts_with("text/html") {
        return None;
    }
    let start = head.len() - body.len();
    let body = part.get(start.min(part.len())..)?;
    let encoding = field(header, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.trim() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    };
    let charset = parameter(header, "charset").map(|charset| format!("text/html; charset={charset}"));
    let decoded = charset::decode(&Capture::new(bytes, Provenance { media_type: charset, ..Provenance::default() }));
    Some(Part { diagnostics: decoded.diagnostics, ..Part::new(decoded.text) })
}

/// Header and body, parted by the first empty line.
fn split(message: &str) -> (&str, &str) {
    let message = message.trim_start_matches(['\r', '\n']);
    let ends = ["\r\n\r\n", "\n\n"].into_iter().filter_map(|end| Some((message.find(end)?, end.len())));
    match ends.min() {
        Some((at, length)) => (&message[..at], &message[at + length..]),
        None => (message, ""),
    }
}

/// A field of a header, its continuation lines joined.
fn field(header: &str, name: &str) -> Option<String> {
    let mut lines = header.lines().skip_while(|line| {
        let found = line.split_once(':').map(|(found, _)| found.trim());
        !found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    let mut value = lines.next()?.split_once(':')?.1.trim().to_owned();
    for line in lines.take_while(|line| line.starts_with([' ', '\t'])) {
        value.push(' ');
        value.push_str(line.trim());
    }
    Some(value)
}

/// A parameter of the content type.
fn parameter(header: &str, name: &str) -> Option<String> {
    let kind = field(header, "content-type")?;
    kind.split(';').skip(1).find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// `=E6=94=BF`, and `=` at the end of a line that goes on.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| (byte as char).to_digit(16));
    let mut bytes = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        let hex = digit(body.get(at + 1)).zip(digit(body.get(at + 2)));
        match (byte, hex) {
            (b'=', Some((high, low))) => {
                bytes.push((high * 16 + low) as u8);
                at += 3;
            }
            (b'=', None) if body[at + 1..].starts_with(b"\r\n") => at += 3,
            (b'=', None) if body[at + 1..].starts_with(b"\n") => at += 2,
            _ => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    bytes
}

fn base64(body: &[u8]) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(body.len() / 4 * 3), 0_u32, 0);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_message() {
        let message = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\t\
            boundary=\"--b1\"\r\n\r\n----b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: \
            quoted-printable\r\n\r\n<p>=E8=A7=84=\r\n=E7=AB=A0 3=3D3</p>\r\n----b1\r\nContent-Type: image/png\r\n\r\nx\r\n\
            ----b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+56ug\r\nPC9wPg==\r\n----b1--\r\n";
        assert!(is_mhtml(message.as_bytes()));
        let pages: Vec<String> =
            pages(message.as_bytes()).into_iter().map(|part| part.html.trim().to_owned()).collect();
        assert_eq!(pages, ["<p>规章 3=3</p>", "<p>章</p>"]);
        assert!(!is_mhtml(b"<p>MIME-Version: 1.0"));
        for cut in 0..message.len() {
            pages_of(&message.as_bytes()[..cut]);
        }
    }

    fn pages_of(bytes: &[u8]) -> usize {
        pages(bytes).len()
    }
}
