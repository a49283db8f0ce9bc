//! Styles: what a paragraph or a run has without saying so itself.

use std::collections::HashMap;

use gongkai_package::{Element, Tree};

/// Styles that a style may be based on, one on the other. Word allows some ten.
const DEEPEST: usize = 30;

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    based_on: Option<String>,
    /// List and level of its paragraphs.
    pub(crate) list: ListLink,
    /// Level of a heading, from 1; 0 says that it is none.
    level: Option<u8>,
    pub(crate) hidden: Option<bool>,
    pub(crate) bold: Option<bool>,
    pub(crate) strike: Option<bool>,
    /// Size of letters in half points.
    pub(crate) size: Option<f64>,
}

/// A list that a paragraph or a style names, and the level in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListLink {
    pub(crate) list: Option<String>,
    pub(crate) depth: Option<usize>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    by_id: HashMap<String, Style>,
    /// Style of paragraphs that name none.
    default: String,
}

/// Value of a switch: there and not switched off. Nothing where it is not there.
pub(crate) fn switch(parent: Element<'_>, name: &str) -> Option<bool> {
    let value = parent.child("w", name)?.attribute("val");
    Some(!matches!(value, Some("0" | "false" | "off" | "none")))
}

/// Value of the attribute `val` of an element inside another.
pub(crate) fn value<'a>(parent: Element<'a>, name: &str) -> Option<&'a str> {
    parent.child("w", name)?.attribute("val")
}

/// The list of a `w:pPr`.
pub(crate) fn list_link(properties: Element<'_>) -> ListLink {
    let Some(link) = properties.child("w", "numPr") else { return ListLink::default() };
    ListLink {
        list: value(link, "numId").map(str::to_owned),
        depth: value(link, "ilvl").and_then(|level| level.parse().ok()),
    }
}

/// Level of a heading from 1 by `w:outlineLvl`, which counts from 0; 9 means body text.
pub(crate) fn outline(properties: Element<'_>) -> Option<u8> {
    let level: u8 = value(properties, "outlineLvl")?.parse().ok()?;
    Some(if level < 9 { level + 1 } else { 0 })
}

impl Styles {
    pub(crate) fn read(tree: Option<&Tree>) -> Self {
        let mut styles = Self::default();
        let all = tree.into_iter().flat_map(|tree| tree.root().elements());
        for element in all.filter(|element| element.is("w", "style")) {
            let Some(id) = element.attribute("styleId") else { continue };
            if element.attribute("type") == Some("paragraph")
                && matches!(element.attribute("default"), Some("1" | "true" | "on"))
            {
                styles.default = id.to_owned();
            }
            styles.by_id.insert(id.to_owned(), style(element));
        }
        styles
    }

    /// A style and those that it is based on.
    pub(crate) fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.unwrap_or(&self.default);
        let first = self.by_id.get_key_value(first).map(|(id, style)| (id.as_str(), style));
        let next = |(_, style): &(&'a str, &'a Style)| {
            let id = style.based_on.as_deref()?;
            self.by_id.get_key_value(id).map(|(id, style)| (id.as_str(), style))
        };
        std::iter::successors(first, next).take(DEEPEST)
    }

    /// Level of the heading that paragraphs of a style are.
    pub(crate) fn level(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|(_, style)| style.level).filter(|level| *level > 0)
    }
}

fn style(element: Element<'_>) -> Style {
    let paragraph = element.child("w", "pPr");
    let run = element.child("w", "rPr");
    let name = value(element, "name").unwrap_or_default().to_lowercase();
    let named = name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()).filter(|level| *level < 10);
    Style {
        based_on: value(element, "basedOn").map(str::to_owned),
        list: paragraph.map(list_link).unwrap_or_default(),
        level: paragraph.and_then(outline).or(named).or((name == "title").then_some(1)),
        hidden: run.and_then(|run| switch(run, "vanish")),
        bold: run.and_then(|run| switch(run, "b")),
        strike: run.and_then(|run| switch(run, "strike").or_else(|| switch(run, "dstrike"))),
        size: run.and_then(|run| value(run, "sz")?.parse().ok()),
    }
}
