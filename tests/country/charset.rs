//! The charsets of sites, and how they declare them.

/// How the pages of a site are encoded and declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// UTF-8, declared in the head and in the page.
    Utf8,
    /// GBK, declared as gb2312 in the page alone.
    GbkInPage,
    /// GBK, declared as GB2312 in the head alone.
    GbkInHead,
    /// UTF-8, declared in the page; the head claims another.
    Utf8ClaimedLatin,
}

impl Charset {
    /// What the head says.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Utf8 => "text/html; charset=utf-8",
            Self::GbkInPage => "text/html",
            Self::GbkInHead => "text/html;charset=GB2312",
            Self::Utf8ClaimedLatin => "text/html; charset=iso-8859-1",
        }
    }

    /// What the page says.
    pub(crate) fn meta(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8ClaimedLatin => "<meta charset=\"utf-8\">",
            Self::GbkInPage => "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\" />",
            Self::GbkInHead => "",
        }
    }

    /// The bytes.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 | Self::Utf8ClaimedLatin => text.as_bytes().to_vec(),
            Self::GbkInPage | Self::GbkInHead => encoding_rs::GBK.encode(text).0.into_owned(),
        }
    }
}
