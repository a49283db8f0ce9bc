//! The head of an HTTP message in the block of a record.

/// Names and values of the fields of a message, in order; values as bytes, since servers send any.
pub(crate) type Fields = Vec<(String, Vec<u8>)>;

/// The value of a field, whatever the case of its name.
pub(crate) fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// First line and fields of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// `GET /a HTTP/1.1` or `HTTP/1.1 200 OK`.
    pub(crate) line: String,
    /// The fields.
    pub(crate) fields: Fields,
}

impl Head {
    /// The bytes of the message up to its body.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.line.replace(|c: char| c.is_control(), " ").into_bytes();
        bytes.extend(b"\r\n");
        for (name, value) in &self.fields {
            bytes.extend(name.bytes().filter(|byte| byte.is_ascii_graphic() && *byte != b':'));
            bytes.extend(b": ");
            bytes.extend(value.iter().map(|byte| if matches!(byte, b'\r' | b'\n' | 0) { b' ' } else { *byte }));
            bytes.extend(b"\r\n");
        }
        bytes.extend(b"\r\n");
        bytes
    }

    /// Head and body of a block.
    pub(crate) fn split(block: &[u8]) -> (Self, &[u8]) {
        let end = block.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = end.and_then(|end| block.split_at_checked(end + 4)).unwrap_or((block, &[]));
        let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        let line = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
        let fields = lines.filter_map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = String::from_utf8_lossy(line.get(..colon)?).into_owned();
            Some((name, line.get(colon + 1..)?.trim_ascii().to_vec()))
        });
        (Self { line, fields: fields.collect() }, body)
    }

    /// The value of a field, whatever the case of its name.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let field = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        field.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).filter(|value| !value.is_empty())
    }

    /// The status of an answer.
    pub(crate) fn status(&self) -> Option<u16> {
        self.line.split(' ').nth(1)?.parse().ok()
    }
}

/// The phrase that goes with a status; it means nothing, and some programs want one.
pub(crate) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        403 => "Forbidden",
        404 => "Not Found",
        412 => "Precondition Failed",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    }
}
