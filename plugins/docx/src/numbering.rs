//! Numbers made by lists: which list and level a paragraph is of, and the mark that Word shows before it.

use std::collections::{HashMap, HashSet};

use gongkai_package::{Element, Tree};
use gongkai_word::marks::{Counters, LEVELS, Level, Numerals};

use crate::styles::{ListLink, Style, StyleList, Styles, list_link, value};

/// A list as it is described once and used by several.
#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: Vec<Level>,
    /// Style that each level is linked to.
    styles: Vec<Option<String>>,
    /// Style that names the list where the levels are.
    elsewhere: Option<String>,
}

/// A list that paragraphs name.
#[derive(Debug, Clone, Default)]
struct List {
    of: String,
    /// Levels that this list has otherwise.
    levels: Vec<(usize, Level)>,
    /// Numbers that this list begins with.
    starts: Vec<(usize, u32)>,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<String, List>,
    counters: Counters<String>,
    /// Lists that were used.
    begun: HashSet<String>,
}

impl Numbering {
    pub(crate) fn read(tree: Option<&Tree>) -> Self {
        let mut numbering = Self::default();
        for element in tree.into_iter().flat_map(|tree| tree.root().elements()) {
            match element.name() {
                ("w", "abstractNum") => {
                    let id = element.attribute("abstractNumId").unwrap_or_default().to_owned();
                    numbering.abstracts.insert(id, described(element));
                }
                ("w", "num") => {
                    let id = element.attribute("numId").unwrap_or_default().to_owned();
                    numbering.lists.insert(id, list(element));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The mark of a paragraph, which then counts; nothing for one of no list.
    pub(crate) fn mark(&mut self, properties: Option<Element<'_>>, style: &Style, styles: &Styles) -> Option<String> {
        let own = properties.map(list_link).unwrap_or_default();
        let (id, depth) = self.place(own, style)?;
        let list = self.lists.get(&id)?.clone();
        let mut of = list.of.clone();
        // A list may be described where another style of lists is.
        let elsewhere = self.abstracts.get(&of).and_then(|described| described.elsewhere.as_deref());
        let linked = elsewhere.and_then(|style| styles.of(Some(style)).list.as_ref());
        if let Some(other) = linked.and_then(|link| self.lists.get(&link.list)) {
            of.clone_from(&other.of);
        }
        let mut levels = self.abstracts.get(&of)?.levels.clone();
        for (depth, level) in list.levels {
            if let Some(place) = levels.get_mut(depth) {
                *place = level;
            }
        }
        if self.begun.insert(id) {
            for (depth, start) in list.starts {
                self.counters.set(of.clone(), depth, start);
            }
        }
        Some(self.counters.next(of, depth, &levels))
    }

    /// List and level: what the paragraph names, else its style; a level that is linked to the style goes before.
    fn place(&self, own: ListLink, style: &Style) -> Option<(String, usize)> {
        if let Some(id) = own.list.filter(|id| !id.is_empty()) {
            return (id != "0").then(|| (id, own.depth.unwrap_or(0)));
        }
        let StyleList { list, depth, by } = style.list.as_ref().filter(|link| link.list != "0")?;
        let linked = || {
            let described = self.abstracts.get(&self.lists.get(list)?.of)?;
            described.styles.iter().position(|linked| linked.as_ref() == Some(by))
        };
        Some((list.clone(), own.depth.or_else(linked).or(*depth).unwrap_or(0)))
    }
}

fn described(element: Element<'_>) -> Abstract {
    let mut described = Abstract {
        levels: (0..LEVELS).map(|depth| Level { numerals: Numerals::None, ..Level::new(depth) }).collect(),
        styles: vec![None; LEVELS],
        elsewhere: value(element, "numStyleLink").map(str::to_owned),
    };
    for level in element.elements().filter(|element| element.is("w", "lvl")) {
        let depth = level.attribute("ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0);
        if let (Some(place), Some(style)) = (described.levels.get_mut(depth), described.styles.get_mut(depth)) {
            *place = level_of(level, depth);
            *style = value(level, "pStyle").map(str::to_owned);
        }
    }
    described
}

fn list(element: Element<'_>) -> List {
    let mut list = List { of: value(element, "abstractNumId").unwrap_or_default().to_owned(), ..List::default() };
    for change in element.elements().filter(|element| element.is("w", "lvlOverride")) {
        let depth = change.attribute("ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0);
        let start = value(change, "startOverride").and_then(|start| start.parse().ok());
        list.starts.extend(start.map(|start| (depth, start)));
        list.levels.extend(change.child("w", "lvl").map(|level| (depth, level_of(level, depth))));
    }
    list
}

fn level_of(element: Element<'_>, depth: usize) -> Level {
    // Word writes formats that are new behind a choice of old and new.
    let format = || element.below().find(|below| below.is("w", "numFmt") && below.attribute("format").is_none());
    let name = value(element, "numFmt").or_else(|| format()?.attribute("val")).unwrap_or("decimal");
    let restart = value(element, "lvlRestart").and_then(|level| level.parse().ok()).unwrap_or(depth);
    Level {
        numerals: Numerals::of_ooxml(name),
        start: value(element, "start").and_then(|start| start.parse().ok()).unwrap_or(0),
        text: value(element, "lvlText").unwrap_or_default().to_owned(),
        arabic: crate::styles::switch(element, "isLgl").unwrap_or(false),
        restart: restart.min(depth),
    }
}
