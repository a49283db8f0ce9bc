//! Files that a page points to: links, viewers, objects, buttons.

use gongkai_model::{Locus, Metadatum};

use crate::flat::Flat;
use crate::hidden;
use crate::tag::Tag;

/// Files of one page.
const MOST: usize = 50;

/// Extensions of files that reports come in, and what they are called.
const KINDS: &[(&str, &str)] = &[
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("doc", "DOC"),
    ("wps", "WPS"),
    ("odt", "ODT"),
    ("rtf", "RTF"),
    ("xlsx", "XLSX"),
    ("xls", "XLS"),
    ("ods", "ODS"),
    ("et", "ET"),
    ("ofd", "OFD"),
    ("zip", "ZIP"),
    ("rar", "RAR"),
    ("7z", "7Z"),
];

/// Parts of addresses that give files without an extension.
const DOWNLOADS: &[&str] =
    &["download.jsp", "downfile.jsp", "DownloadAttachUrl", "downloadattach", "/attach/", "attachmentdownload"];

/// A file that a page points to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attachment {
    /// Name as the page shows it, or the last part of the address.
    pub(crate) name: String,
    /// `PDF`, `DOC` …; empty where only a download can tell.
    pub(crate) kind: &'static str,
    /// Address as the page has it.
    pub(crate) address: String,
    pub(crate) locus: Locus,
}

impl Attachment {
    /// `年度报告.pdf (PDF) /files/1.pdf`
    pub(crate) fn line(&self) -> String {
        match self.kind {
            "" => format!("{} {}", self.name, self.address),
            kind => format!("{} ({kind}) {}", self.name, self.address),
        }
    }

    pub(crate) fn statement(&self) -> Metadatum {
        Metadatum { name: "attachment".into(), value: self.line(), locus: self.locus.clone() }
    }
}

/// The files, in the order of the page, each address once.
pub(crate) fn find(flat: &Flat<'_>) -> Vec<Attachment> {
    let mut found: Vec<Attachment> = Vec::new();
    for place in 0..flat.items.len() {
        let Some(address) = address(flat, place) else { continue };
        let address = address.trim().to_owned();
        let Some(kind) = kind(&address, flat, place) else { continue };
        if found.iter().all(|attachment| attachment.address != address) {
            let name = name(flat, place, &address);
            found.push(Attachment { name, kind, address, locus: Locus::node(flat.path(place)) });
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// The files that the texts in scripts of a page point to: platforms keep the article there, however short it is.
pub(crate) fn in_scripts(flat: &Flat<'_>) -> Vec<Attachment> {
    let mut found: Vec<Attachment> = Vec::new();
    for (way, page) in hidden::with_links(flat) {
        for file in find(&Flat::new(&page.html)) {
            if found.len() < MOST && found.iter().all(|attachment| attachment.address != file.address) {
                found.push(Attachment { locus: Locus::node(way.clone()), ..file });
            }
        }
    }
    found
}

/// The address that an element points to.
fn address(flat: &Flat<'_>, place: usize) -> Option<String> {
    let attribute = |name: &str| flat.attribute(place, name);
    let address = match flat.name(place) {
        "" => return None,
        "a" => attribute("href").filter(|href| !href.trim_start().starts_with("javascript")),
        "iframe" | "embed" | "frame" => attribute("src"),
        "object" => attribute("data"),
        _ => None,
    };
    let address = address.map(str::to_owned).or_else(|| attribute("onclick").and_then(quoted))?;
    // A viewer names the file: viewer.html?file=/files/1.pdf
    let file = address.split_once("file=").map(|(_, file)| file.split('&').next().unwrap_or(file));
    Some(file.filter(|file| !file.is_empty() && !file.contains("{{")).map_or(address.clone(), decoded))
}

/// The first string in a call: `window.open('/files/1.pdf')`.
fn quoted(script: &str) -> Option<String> {
    let start = script.find(['\'', '"'])?;
    let rest = &script[start + 1..];
    let end = rest.find(&script[start..=start])?;
    rest[..end].contains(['/', '.']).then(|| rest[..end].to_owned())
}

/// `%2Ffiles%2F1.pdf`
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| byte == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = &behind[2..];
            }
            None => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

/// What sort of file an address gives: by its extension, else by the name that the page shows, else by a name among its
/// parameters (`downfile.jsp?classid=0&filename=1.doc`).
fn kind(address: &str, flat: &Flat<'_>, place: usize) -> Option<&'static str> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.split('#').next().unwrap_or(path);
    let by = |text: &str| {
        let (_, extension) = text.trim().trim_end_matches(['】', ']', ')', '）']).rsplit_once('.')?;
        KINDS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    };
    let shown = || if flat.items[place].tag == Tag::Link { by(&flat.raw_text(place)) } else { None };
    let named = || query.split(['&', '#']).find_map(|pair| by(pair.split_once('=')?.1));
    by(path).or_else(shown).or_else(named).or_else(|| DOWNLOADS.iter().any(|part| address.contains(part)).then_some(""))
}

fn name(flat: &Flat<'_>, place: usize, address: &str) -> String {
    let shown = flat.raw_text(place);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.items[place].tag == Tag::Link && !shown.is_empty() {
        return shown.chars().take(100).collect();
    }
    if let Some(title) = flat.attribute(place, "title").filter(|title| !title.trim().is_empty()) {
        return title.trim().chars().take(100).collect();
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    decoded(path.rsplit('/').next().unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_page() {
        let page = crate::tree::parse(
            "<a href='/a/%E5%B9%B4%E6%8A%A5.pdf'></a><a href=/b/1.DOC?x=1>附件：年度报告.doc</a><a href=/c.html>目录</a>
             <iframe src='/pdfjs/web/viewer.html?file=%2Ff%2F2.pdf'></iframe><iframe src='viewer.html?file={{x}}'></iframe>
             <a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=7'>附件【报告.ofd】</a>
             <a href='javascript:void(0)' onclick=\"open('/d/3.wps')\">下载</a><a href=/b/1.DOC?x=1>再次</a>",
        );
        let found: Vec<String> = find(&Flat::new(&page.html)).iter().map(Attachment::line).collect();
        assert_eq!(
            found,
            [
                "年报.pdf (PDF) /a/%E5%B9%B4%E6%8A%A5.pdf",
                "附件：年度报告.doc (DOC) /b/1.DOC?x=1",
                "2.pdf (PDF) /f/2.pdf",
                "附件【报告.ofd】 (OFD) /system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=7",
                "下载 (WPS) /d/3.wps",
            ]
        );
    }

    #[test]
    fn names_among_parameters_tell_the_kind() {
        let page = crate::tree::parse(
            "<a onclick=\"open('/module/download/downfile.jsp?classid=0&filename=24.pdf')\">下载</a>
             <a href='/x/getAttach.jspx?guid=1&fileName=nb.docx&v=2'>下载</a><a href='/list.jsp?name=nb.html'>目录</a>",
        );
        let found: Vec<String> = find(&Flat::new(&page.html)).iter().map(Attachment::line).collect();
        assert_eq!(
            found,
            [
                "下载 (PDF) /module/download/downfile.jsp?classid=0&filename=24.pdf",
                "下载 (DOCX) /x/getAttach.jspx?guid=1&fileName=nb.docx&v=2",
            ]
        );
    }

    #[test]
    fn files_that_the_text_in_a_script_points_to() {
        let script = "window._CONFIG = {DETAIL: {\"content\":\"\\u003Cp\\u003E附件：\\u003Ca href=\\\"/attachment/0/1.pdf\\\"\\u003E年报\\u003C/a\\u003E\"}};";
        let page = crate::tree::parse(&format!("<script>{script}</script><p>正文</p>"));
        let flat = Flat::new(&page.html);
        let found: Vec<String> = in_scripts(&flat).iter().map(Attachment::line).collect();
        assert_eq!((find(&flat).len(), found), (0, vec!["年报 (PDF) /attachment/0/1.pdf".to_owned()]));
    }
}
