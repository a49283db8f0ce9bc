//! A copy of the source of a page, as browsers show it: the page is the text of another page.

use crate::flat::Flat;
use crate::tree;

/// The page whose source another page shows; nothing where the page is no such view.
pub(super) fn of_view(text: &str) -> Option<String> {
    let firefox = text.contains("id=\"viewsource\"");
    let chrome = text.contains("class=\"line-content\"");
    if !firefox && !chrome {
        return None;
    }
    let page = tree::parse(text);
    let flat = Flat::new(&page.html);
    let source = if chrome {
        let lines = (0..flat.items.len()).filter(|&at| flat.attribute(at, "class") == Some("line-content"));
        lines.map(|line| flat.raw_text(line)).collect::<Vec<_>>().join("\n")
    } else {
        let body = (0..flat.items.len()).find(|&at| flat.attribute(at, "id") == Some("viewsource"))?;
        flat.raw_text(body)
    };
    source.contains('<').then_some(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_shown_by_browsers() {
        let chrome = "<table><tr><td class=\"line-number\" value=\"1\"></td><td class=\"line-content\">&lt;p&gt;12</td></tr>\
            <tr><td class=\"line-number\"></td><td class=\"line-content\"><span class=\"html-tag\">&lt;/p&gt;</span></td></tr></table>";
        assert_eq!(of_view(chrome).as_deref(), Some("<p>12\n</p>"));
        let firefox = "<body id=\"viewsource\"><pre><span>&lt;<span>p</span>&gt;</span>12</pre>";
        assert_eq!(of_view(firefox).as_deref(), Some("<p>12"));
        assert_eq!(of_view("<p>12</p>"), None);
    }
}
