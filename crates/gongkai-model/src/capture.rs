//! Bytes as they were obtained, and where from.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// SHA-256 of the captured bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Where bytes come from. Every field but `source` is empty when it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// Path, address, or `-` for standard input.
    pub source: String,
    /// Media type that the sender declared, with its parameters (`text/html; charset=gb2312`).
    pub media_type: Option<String>,
    /// When the bytes were obtained, RFC 3339.
    pub fetched_at: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// Name of the site adapter that asked for the bytes.
    pub adapter: Option<String>,
    /// Source of the capture that this one was attached to or packed in.
    pub parent: Option<String>,
}

impl Provenance {
    /// Provenance of a local file or of standard input.
    pub fn of(source: impl Into<String>) -> Self {
        Self { source: source.into(), ..Self::default() }
    }

    /// The `charset` parameter of the declared media type.
    pub fn declared_charset(&self) -> Option<&str> {
        let (_, after) = self.media_type.as_deref()?.split_once("charset=")?;
        let label = after.split(';').next()?.trim().trim_matches('"');
        (!label.is_empty()).then_some(label)
    }
}

/// Immutable bytes with their provenance. The bytes are never rewritten; every later stage can be repeated from them.
#[derive(Debug, Clone)]
pub struct Capture {
    bytes: Vec<u8>,
    provenance: Provenance,
}

impl Capture {
    /// Takes the bytes as they are.
    pub fn new(bytes: impl Into<Vec<u8>>, provenance: Provenance) -> Self {
        Self { bytes: bytes.into(), provenance }
    }

    /// The bytes as obtained.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the bytes come from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// SHA-256 of the bytes.
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(&self.bytes).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_is_sha256_in_hex() {
        let capture = Capture::new(&b"abc"[..], Provenance::of("-"));
        assert_eq!(capture.digest().to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn charset_is_read_from_the_media_type() {
        let charset = |media_type: &str| {
            let provenance = Provenance { media_type: Some(media_type.into()), ..Provenance::default() };
            provenance.declared_charset().map(str::to_owned)
        };
        assert_eq!(charset("text/plain; charset=\"GBK\"; x=1").as_deref(), Some("GBK"));
        assert_eq!(charset("text/plain"), None);
        assert_eq!(charset("text/plain; charset="), None);
    }
}
