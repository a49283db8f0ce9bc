//! Addresses: absolute, of `http` or `https`, without fragment.

use url::Url;

/// Longer addresses are no addresses.
const LONGEST: usize = 4_096;

/// Parts of an address that a template or a script would still fill in.
const TEMPLATES: &[&str] = &["<?", "<%", "{{", "${", "#{", "'+", "\"+", "+'", "+\""];

/// An absolute address.
pub(crate) fn parse(text: &str) -> Option<Url> {
    accept(Url::parse(text.trim()).ok()?)
}

/// The address that `link` means on the page `base`; nothing for scripts, mail and templates.
pub(crate) fn join(base: &Url, link: &str) -> Option<Url> {
    let link = link.trim();
    if link.is_empty() || link.starts_with('#') || link.len() > LONGEST || TEMPLATES.iter().any(|t| link.contains(t)) {
        return None;
    }
    accept(base.join(link).ok()?)
}

fn accept(mut url: Url) -> Option<Url> {
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
    if !web || !url.username().is_empty() || url.password().is_some() || url.as_str().len() > LONGEST {
        return None;
    }
    url.set_fragment(None);
    Some(url)
}

/// The address up to the last `/` of its path.
///
/// `https://a.gov.cn/gk/nb/index.html?x=1` → `https://a.gov.cn/gk/nb/`
pub(crate) fn directory(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    let path = url.path();
    let end = path.rfind('/').map_or(0, |at| at + 1);
    let path = path.get(..end).unwrap_or("/").to_owned();
    url.set_path(&path);
    url.into()
}

/// What addresses of one column have in common: the host and two folders.
///
/// `https://a.gov.cn/zwgk/nb/2023/t1.html` → `https://a.gov.cn/zwgk/nb/`
pub(crate) fn prefix(url: &Url) -> String {
    let directory = directory(url);
    let start = directory.find("://").map_or(0, |at| at + 3);
    let ends = directory.match_indices('/').map(|(at, _)| at).filter(|at| *at >= start);
    match ends.take(3).last() {
        Some(at) => directory.get(..=at).unwrap_or(&directory).to_owned(),
        None => directory,
    }
}

/// The last part of the path.
pub(crate) fn file(url: &Url) -> &str {
    url.path().rsplit('/').next().unwrap_or_default()
}

/// The value of a parameter, whatever the case of its name.
pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.into_owned())
}

/// The same address with parameters set: those it has keep their place, new ones go to the end.
pub(crate) fn with_parameters(url: &Url, set: &[(&str, &str)]) -> Url {
    let mut pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    for (name, value) in set {
        match pairs.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = (*value).to_owned(),
            None => pairs.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    let mut url = url.clone();
    url.query_pairs_mut().clear().extend_pairs(pairs);
    url
}

/// A form, `application/x-www-form-urlencoded`.
pub(crate) fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Media type of [`form`].
pub(crate) const FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";

/// Whether the address is that of a file to download rather than of a page.
pub(crate) fn is_file(url: &Url) -> bool {
    const FILES: &[&str] = &[
        "pdf", "doc", "docx", "wps", "odt", "rtf", "xls", "xlsx", "et", "ods", "ofd", "zip", "rar", "7z", "jpg",
        "jpeg", "png",
    ];
    let extension = file(url).rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| FILES.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_addresses() {
        let base = parse("https://a.gov.cn/gk/nb/index.html").unwrap();
        for (link, expected) in [
            ("./202301/t1.html", Some("https://a.gov.cn/gk/nb/202301/t1.html")),
            (" /x?id=1#top\n", Some("https://a.gov.cn/x?id=1")),
            ("//b.gov.cn/x", Some("https://b.gov.cn/x")),
            ("javascript:;", None),
            ("mailto:a@b.cn", None),
            ("#", None),
            ("", None),
            ("<?=el.link?>", None),
            ("{{item.url}}", None),
            ("http://", None),
            ("https://user:secret@a.gov.cn/", None),
        ] {
            assert_eq!(join(&base, link).map(String::from).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn parts_of_addresses() {
        let url = parse("https://a.gov.cn/zwgk/nb/2023/t1.html?x=1").unwrap();
        assert_eq!(directory(&url), "https://a.gov.cn/zwgk/nb/2023/");
        assert_eq!(prefix(&url), "https://a.gov.cn/zwgk/nb/");
        assert_eq!(prefix(&parse("https://a.gov.cn/t1.html").unwrap()), "https://a.gov.cn/");
        assert_eq!(file(&url), "t1.html");
        let more = with_parameters(&url, &[("x", "2"), ("y", "年")]);
        assert_eq!(more.as_str(), "https://a.gov.cn/zwgk/nb/2023/t1.html?x=2&y=%E5%B9%B4");
        assert_eq!(parameter(&more, "Y").as_deref(), Some("年"));
        assert!(is_file(&parse("https://a.gov.cn/P1.PDF").unwrap()) && !is_file(&url));
    }
}
