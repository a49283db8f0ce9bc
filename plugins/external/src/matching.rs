//! Whether a plugin is for a source: by first bytes, else by extension or media type.

use gongkai_model::Capture;

/// What a plugin is for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Match {
    /// File name extensions, lower case, without dot.
    pub(crate) extensions: Vec<String>,
    /// Media types, lower case, without parameters.
    pub(crate) media_types: Vec<String>,
    /// Bytes at certain places; where there are some, they decide, since names lie.
    pub(crate) magic: Vec<Magic>,
}

/// Bytes that stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Magic {
    pub(crate) bytes: Vec<u8>,
    pub(crate) at: usize,
}

impl Match {
    /// Whether nothing was declared.
    pub(crate) fn is_empty(&self) -> bool {
        self.extensions.is_empty() && self.media_types.is_empty() && self.magic.is_empty()
    }

    /// Why a source is meant, Chinese and English; nothing if it is not.
    pub(crate) fn reason(&self, capture: &Capture) -> Option<(String, String)> {
        if self.is_empty() {
            return Some(("未限定文件".into(), "it is for any file".into()));
        }
        if !self.magic.is_empty() {
            let found = self.magic.iter().find(|magic| magic.stands_in(capture.bytes()))?;
            return Some((format!("第 {} 字节处的标记", found.at), format!("its mark at byte {}", found.at)));
        }
        let extension = extension(&capture.provenance().source);
        if let Some(extension) = extension.filter(|extension| self.extensions.contains(extension)) {
            return Some((format!("扩展名 .{extension}"), format!("the extension .{extension}")));
        }
        let media_type = capture.provenance().media_type.as_deref()?.split(';').next()?.trim().to_ascii_lowercase();
        let is_meant = self.media_types.contains(&media_type);
        is_meant.then(|| (format!("媒体类型 {media_type}"), format!("the media type {media_type}")))
    }
}

impl Magic {
    fn stands_in(&self, bytes: &[u8]) -> bool {
        bytes.get(self.at..).is_some_and(|rest| rest.starts_with(&self.bytes))
    }
}

/// The extension of a file or an address, lower case; letters and digits only.
pub(crate) fn extension(source: &str) -> Option<String> {
    let path = if source.contains("://") { source.split(['?', '#']).next()? } else { source };
    let name = path.rsplit(['/', '\\']).next()?;
    let (_, extension) = name.rsplit_once('.')?;
    let is_plain = (1..=10).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    is_plain.then(|| extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use gongkai_model::Provenance;

    use super::*;

    #[test]
    fn marks_decide_where_there_are_some() {
        let by_name = Match { extensions: vec!["dat".into()], media_types: vec!["x/dat".into()], ..Match::default() };
        let by_mark = Match { magic: vec![Magic { bytes: b"FORM".to_vec(), at: 2 }], ..by_name.clone() };
        let capture = |source: &str, media_type: Option<&str>, bytes: &[u8]| {
            let media_type = media_type.map(str::to_owned);
            Capture::new(bytes, Provenance { media_type, ..Provenance::of(source) })
        };
        let told = |matches: &Match, source: &str, media_type: Option<&str>, bytes: &[u8]| {
            matches.reason(&capture(source, media_type, bytes)).map(|(_, en)| en)
        };
        assert_eq!(told(&by_name, "a.zip!/b.DAT", None, b""), Some("the extension .dat".into()));
        assert_eq!(told(&by_name, "http://x/a.dat?b=c.txt", None, b""), Some("the extension .dat".into()));
        assert_eq!(told(&by_name, "a", Some("X/dat; a=b"), b""), Some("the media type x/dat".into()));
        assert_eq!(told(&by_name, "a.txt", None, b""), None);
        assert_eq!(told(&by_mark, "a.txt", None, b"..FORM"), Some("its mark at byte 2".into()));
        assert_eq!(told(&by_mark, "a.dat", None, b"FORM"), None);
        assert_eq!(told(&Match::default(), "a", None, b""), Some("it is for any file".into()));
    }

    #[test]
    fn extensions_are_plain() {
        for (source, expected) in
            [("a/b.Doc", Some("doc")), ("a.b/c", None), ("x.d/../e", None), ("a.;rm", None), ("-", None), ("a.", None)]
        {
            assert_eq!(extension(source).as_deref(), expected, "{source}");
        }
    }
}
