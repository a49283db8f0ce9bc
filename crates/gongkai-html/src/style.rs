//! The few declarations of `style` attributes that say what a page shows, and where.

use scraper::Node;

use crate::flat::attribute;

/// Whether an element is not shown, as far as the element itself says.
pub(crate) fn is_hidden(node: &Node) -> bool {
    if attribute(node, "hidden").is_some() {
        return true;
    }
    let Some(style) = attribute(node, "style") else { return false };
    // Most styles say neither.
    if !style.contains("display") && !style.contains("visibility") {
        return false;
    }
    declarations(style).any(|(name, value)| match name {
        "display" => value.eq_ignore_ascii_case("none"),
        "visibility" => value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse"),
        _ => false,
    })
}

/// Whether an element is bold, as far as its `style` says: nothing where it does not say.
pub(crate) fn is_bold(node: &Node) -> Option<bool> {
    let weight = value(node, "font-weight")?;
    Some(weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600))
}

/// The value of a declaration in the `style` of an element.
pub(crate) fn value<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    let style = attribute(node, "style")?;
    declarations(style).find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// `top:12px; left:3px`: names and values.
pub(crate) fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim();
        Some((name.trim(), value.strip_suffix("!important").unwrap_or(value).trim()))
    })
}
