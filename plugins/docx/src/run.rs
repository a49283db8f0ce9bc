//! Runs: how each is shown, and signs by their code.

use gongkai_package::Element;
use gongkai_word::Manner;

use crate::styles::{Styles, switch, value};

/// The manner of a run: its own properties, else those of its styles.
pub(crate) fn manner(run: Element<'_>, paragraph_style: Option<&str>, styles: &Styles) -> Manner {
    let own = run.child("w", "rPr");
    let style = own.and_then(|own| value(own, "rStyle"));
    let named = style.into_iter().flat_map(|style| styles.chain(Some(style)));
    let chain: Vec<_> = named.chain(styles.chain(paragraph_style)).map(|(_, style)| style).collect();
    let is = |name: &str, get: fn(&crate::styles::Style) -> Option<bool>| {
        own.and_then(|own| switch(own, name)).or_else(|| chain.iter().find_map(|style| get(style))).unwrap_or(false)
    };
    let size = own.and_then(|own| value(own, "sz")?.parse().ok()).or_else(|| chain.iter().find_map(|style| style.size));
    Manner {
        hidden: is("vanish", |style| style.hidden),
        bold: is("b", |style| style.bold),
        strike: is("strike", |style| style.strike) || is("dstrike", |_| None),
        raised: own.and_then(|own| value(own, "vertAlign")).is_some_and(|place| place != "baseline"),
        size: size.filter(|size: &f64| size.is_finite()).unwrap_or(0.0) / 2.0,
    }
}

/// The character of a `w:sym`.
pub(crate) fn symbol(element: Element<'_>) -> String {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
    let font = element.attribute("font").unwrap_or_default();
    gongkai_word::sign(font, code)
}
