//! Styles: what a paragraph or a run has without saying so itself.

use std::collections::HashMap;

use gongkai_package::{Element, Tree};

/// Styles that a style may be based on, one on the other. Word allows some ten.
const DEEPEST: usize = 30;

/// What a style says, with what it has from those that it is based on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    /// List of its paragraphs.
    pub(crate) list: Option<StyleList>,
    /// Level of a heading, from 1; 0 says that it is none.
    level: Option<u8>,
    pub(crate) hidden: Option<bool>,
    pub(crate) bold: Option<bool>,
    pub(crate) strike: Option<bool>,
    /// Size of letters in half points.
    pub(crate) size: Option<f64>,
}

/// The list of a style.
#[derive(Debug, Clone)]
pub(crate) struct StyleList {
    pub(crate) list: String,
    pub(crate) depth: Option<usize>,
    /// The style that names the list.
    pub(crate) by: String,
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
    default: Style,
    /// What a style has that is not there.
    none: Style,
}

/// Value of a switch: there and not switched off. Nothing where it is not there.
pub(crate) fn switch(parent: Element<'_>, name: &str) -> Option<bool> {
    Some(is_on(parent.child("w", name)?.attribute("val")))
}

/// Whether a switch is on that has this value, or none.
pub(crate) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
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
        let (mut own, mut default) = (HashMap::new(), "");
        let all = tree.into_iter().flat_map(|tree| tree.root().elements());
        for element in all.filter(|element| element.is("w", "style")) {
            let Some(id) = element.attribute("styleId") else { continue };
            if element.attribute("type") == Some("paragraph")
                && matches!(element.attribute("default"), Some("1" | "true" | "on"))
            {
                default = id;
            }
            own.insert(id, Own::read(element));
        }
        let by_id: HashMap<_, _> = own.keys().map(|id| ((*id).to_owned(), whole(id, &own))).collect();
        Self { default: by_id.get(default).cloned().unwrap_or_default(), by_id, none: Style::default() }
    }

    /// A style; what paragraphs that name none have.
    pub(crate) fn of(&self, id: Option<&str>) -> &Style {
        id.map_or(&self.default, |id| self.by_id.get(id).unwrap_or(&self.none))
    }
}

impl Style {
    /// Level of the heading that its paragraphs are.
    pub(crate) fn level(&self) -> Option<u8> {
        self.level.filter(|level| *level > 0)
    }
}

/// What a style says itself.
struct Own<'a> {
    based_on: Option<&'a str>,
    list: ListLink,
    style: Style,
}

impl<'a> Own<'a> {
    fn read(element: Element<'a>) -> Self {
        let paragraph = element.child("w", "pPr");
        let run = element.child("w", "rPr");
        let name = value(element, "name").unwrap_or_default().to_lowercase();
        let named =
            name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()).filter(|level| *level < 10);
        Self {
            based_on: value(element, "basedOn"),
            list: paragraph.map(list_link).unwrap_or_default(),
            style: Style {
                list: None,
                level: paragraph.and_then(outline).or(named).or((name == "title").then_some(1)),
                hidden: run.and_then(|run| switch(run, "vanish")),
                bold: run.and_then(|run| switch(run, "b")),
                strike: run.and_then(|run| switch(run, "strike").or_else(|| switch(run, "dstrike"))),
                size: run.and_then(|run| value(run, "sz")?.parse().ok()),
            },
        }
    }
}

/// A style with what it has from those that it is based on: what is nearest counts.
fn whole<'a>(id: &'a str, own: &HashMap<&'a str, Own<'a>>) -> Style {
    let (mut whole, mut depth) = (Style::default(), None);
    let chain = std::iter::successors(Some(id), |id| own.get(id)?.based_on).take(DEEPEST);
    for (id, Own { list, style, .. }) in chain.map_while(|id| Some((id, own.get(id)?))) {
        if whole.list.is_none() {
            depth = depth.or(list.depth);
            whole.list = list.list.clone().map(|list| StyleList { list, depth, by: id.to_owned() });
        }
        whole.level = whole.level.or(style.level);
        whole.hidden = whole.hidden.or(style.hidden);
        whole.bold = whole.bold.or(style.bold);
        whole.strike = whole.strike.or(style.strike);
        whole.size = whole.size.or(style.size);
    }
    whole
}
