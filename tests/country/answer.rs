//! What a server sends: a status, a head, a body, and how it sends them.

use std::time::Duration;

use super::charset::Charset;

/// How an answer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// At once; the connection stays open.
    Plain,
    /// The connection is reset after so many bytes of the whole.
    Reset(usize),
    /// The connection is closed after so many bytes of the body.
    Breaks(usize),
    /// After so many bytes of the whole nothing comes for a while.
    Stalls(usize, Duration),
    /// A byte of the body at a time.
    Drips(Duration),
    /// After a wait.
    Late(Duration),
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) manner: Manner,
    /// The length that the head states; nothing: none is stated, and the connection closes behind the body.
    pub(crate) length: Option<usize>,
    pub(crate) close: bool,
}

impl Answer {
    /// Bytes of a media type.
    pub(crate) fn of(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        let length = Some(body.len());
        let headers = vec![("Content-Type", media_type.to_owned())];
        Self { status: 200, headers, body, manner: Manner::Plain, length, close: false }
    }

    /// A page in a charset, declared as sites of that charset declare it.
    pub(crate) fn page(html: &str, charset: Charset) -> Self {
        Self::of(charset.media_type(), charset.encode(html))
    }

    /// JSON.
    pub(crate) fn json(value: &serde_json::Value) -> Self {
        Self::of("application/json;charset=UTF-8", value.to_string())
    }

    /// Plain text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::of("text/plain; charset=utf-8", text.into())
    }

    /// A status with a small page.
    pub(crate) fn status(status: u16) -> Self {
        let page =
            format!("<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>");
        Self { status, ..Self::of("text/html", page) }
    }

    /// Nothing is there.
    pub(crate) fn missing() -> Self {
        Self::status(404)
    }

    /// A redirect.
    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        Self { status, ..Self::of("text/html", "") }.with("Location", to)
    }

    /// With a further line in the head.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sent otherwise.
    pub(crate) fn sent(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// Status line and head.
    pub(crate) fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} X\r\nServer: nginx\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        match self.length {
            Some(length) => head.push_str(&format!("Content-Length: {length}\r\n")),
            None => head.push_str("Connection: close\r\n"),
        }
        head + "\r\n"
    }
}
