//! Styles: what a paragraph, a run or a section has by the style that it names.

use std::collections::HashMap;

use gongkai_package::{Element, Tree};
use gongkai_word::Manner;

/// Styles that a style may be based on, one on the other.
const DEEPEST: usize = 30;

/// What a style says; nothing where it leaves it to the style that it is based on.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    bold: Option<bool>,
    strike: Option<bool>,
    raised: Option<bool>,
    size: Option<f64>,
    /// Level of the headings that have the style.
    level: Option<u8>,
}

/// The styles of a text by family and name.
#[derive(Debug, Default)]
pub(crate) struct Styles(HashMap<(String, String), Style>);

impl Styles {
    pub(crate) fn read<'a>(trees: impl Iterator<Item = &'a Tree>) -> Self {
        let mut styles = Self::default();
        for tree in trees {
            for element in tree.root().below().filter(|element| element.is("style", "style")) {
                let value = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
                styles.0.insert((value("family"), value("name")), style(element));
            }
        }
        styles
    }

    fn chain<'a>(&'a self, family: &str, name: Option<&str>) -> impl Iterator<Item = &'a Style> + use<'a> {
        let family = family.to_owned();
        let first = name.and_then(|name| self.0.get(&(family.clone(), name.to_owned())));
        let next = move |style: &&'a Style| self.0.get(&(family.clone(), style.parent.clone()?));
        std::iter::successors(first, next).take(DEEPEST)
    }

    /// The manner that a style gives to what had another one before.
    pub(crate) fn manner(&self, family: &str, name: Option<&str>, before: Manner) -> Manner {
        let chain: Vec<&Style> = self.chain(family, name).collect();
        let is =
            |get: fn(&Style) -> Option<bool>, before: bool| chain.iter().find_map(|style| get(style)).unwrap_or(before);
        Manner {
            hidden: before.hidden || is(|style| style.hidden, false),
            bold: is(|style| style.bold, before.bold),
            strike: is(|style| style.strike, before.strike),
            raised: is(|style| style.raised, before.raised),
            size: chain.iter().find_map(|style| style.size).unwrap_or(before.size),
        }
    }

    /// Level of the heading that paragraphs of a style are.
    pub(crate) fn level(&self, name: Option<&str>) -> Option<u8> {
        let named = name.is_some_and(|name| name == "Title");
        self.chain("paragraph", name).find_map(|style| style.level).or(named.then_some(1))
    }
}

fn style(element: Element<'_>) -> Style {
    let text = element.child("style", "text-properties");
    let value = |name: &str| text.and_then(|text| text.attribute(name));
    let points = |size: &str| size.strip_suffix("pt")?.parse::<f64>().ok().filter(|size| size.is_finite());
    let parent = element.attribute("parent-style-name").map(str::to_owned);
    Style {
        level: element
            .attribute("default-outline-level")
            .and_then(|level| level.parse().ok())
            .filter(|level| *level > 0)
            .or((parent.as_deref() == Some("Title")).then_some(1)),
        parent,
        hidden: value("display").map(|display| display == "none"),
        bold: value("font-weight")
            .map(|weight| weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600)),
        strike: value("text-line-through-style").map(|style| style != "none"),
        raised: value("text-position").map(|position| !position.starts_with('0')),
        size: value("font-size").and_then(points),
    }
}
