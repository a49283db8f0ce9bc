//! Runs: how each is shown, and signs by their code.

use gongkai_package::Element;
use gongkai_word::Manner;

use crate::styles::{Style, Styles, is_on};

/// The manner of a run: its own properties, else those of its styles.
pub(crate) fn manner(run: Element<'_>, paragraph: &Style, styles: &Styles) -> Manner {
    let [mut style, mut hidden, mut bold, mut strike, mut double, mut size, mut place] = [None; 7];
    for property in run.child("w", "rPr").iter().flat_map(Element::elements) {
        let found = match property.name() {
            ("w", "rStyle") => &mut style,
            ("w", "vanish") => &mut hidden,
            ("w", "b") => &mut bold,
            ("w", "strike") => &mut strike,
            ("w", "dstrike") => &mut double,
            ("w", "sz") => &mut size,
            ("w", "vertAlign") => &mut place,
            _ => continue,
        };
        found.get_or_insert(property.attribute("val"));
    }
    let style = style.flatten().map(|style| styles.of(Some(style)));
    let is = |own: Option<Option<&str>>, get: fn(&Style) -> Option<bool>| {
        own.map(is_on).or_else(|| get(style?)).or_else(|| get(paragraph)).unwrap_or(false)
    };
    let size = size.flatten().and_then(|size| size.parse().ok()).or_else(|| style?.size).or(paragraph.size);
    Manner {
        hidden: is(hidden, |style| style.hidden),
        bold: is(bold, |style| style.bold),
        strike: is(strike, |style| style.strike) || is(double, |_| None),
        raised: place.flatten().is_some_and(|place| place != "baseline"),
        size: size.filter(|size: &f64| size.is_finite()).unwrap_or(0.0) / 2.0,
    }
}

/// The character of a `w:sym`.
pub(crate) fn symbol(element: Element<'_>) -> String {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
    let font = element.attribute("font").unwrap_or_default();
    gongkai_word::sign(font, code)
}
