//! Lists: how their levels are numbered, which list goes on with which, and the mark of an item.

use std::collections::HashMap;

use gongkai_package::{Element, Tree};
use gongkai_word::marks::{Counters, LEVELS, Level, Numerals};

/// Name of the numbering of headings.
const OUTLINE: &str = "text:outline-style";

/// A list that is open.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    /// Its style.
    style: String,
    /// Its number among the lists that are counted for themselves.
    number: usize,
    /// Its level, from 0.
    pub(crate) depth: usize,
}

/// The lists of a text.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    styles: HashMap<String, Vec<Level>>,
    counters: Counters<usize>,
    /// Lists that were begun; 0 is the numbering of headings.
    begun: usize,
    /// Number of each list that has a name, and of the last list of each style.
    by_name: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
}

impl Lists {
    pub(crate) fn read<'a>(trees: impl Iterator<Item = &'a Tree>) -> Self {
        let mut lists = Self::default();
        for tree in trees {
            for element in tree.root().below() {
                match element.name() {
                    ("text", "list-style") => {
                        let name = element.attribute("name").unwrap_or_default().to_owned();
                        lists.styles.insert(name, levels(element));
                    }
                    ("text", "outline-style") => drop(lists.styles.insert(OUTLINE.to_owned(), levels(element))),
                    _ => {}
                }
            }
        }
        lists
    }

    /// Begins a list inside of another one or not.
    pub(crate) fn open(&mut self, element: Element<'_>, outer: Option<&Open>) -> Open {
        let named = element.attribute("style-name");
        if let Some(outer) = outer {
            let style = named.map_or_else(|| outer.style.clone(), str::to_owned);
            return Open { style, number: outer.number, depth: outer.depth + 1 };
        }
        let style = named.unwrap_or_default().to_owned();
        let continued = element.attribute("continue-list").and_then(|name| self.by_name.get(name));
        let same = || {
            let goes_on = element.attribute("continue-numbering") == Some("true");
            self.by_style.get(&style).filter(|_| goes_on)
        };
        let number = continued.or_else(same).copied().unwrap_or(self.begun + 1);
        self.begun = self.begun.max(number);
        if let Some(name) = element.attribute("id") {
            self.by_name.insert(name.to_owned(), number);
        }
        self.by_style.insert(style.clone(), number);
        Open { style, number, depth: 0 }
    }

    /// The mark of the next item of a list; `start` is the number that the item says it has.
    pub(crate) fn mark(&mut self, list: &Open, start: Option<u32>) -> String {
        let levels = self.styles.get(&list.style).map(Vec::as_slice).unwrap_or_default();
        if let Some(start) = start {
            self.counters.set(list.number, list.depth.min(LEVELS - 1), start);
        }
        self.counters.next(list.number, list.depth, levels)
    }

    /// The mark of the next heading of a level, from 1.
    pub(crate) fn heading(&mut self, level: u8) -> String {
        let list = Open { style: OUTLINE.to_owned(), number: 0, depth: usize::from(level).saturating_sub(1) };
        self.mark(&list, None)
    }
}

fn levels(element: Element<'_>) -> Vec<Level> {
    let mut levels: Vec<Level> =
        (0..LEVELS).map(|depth| Level { numerals: Numerals::None, ..Level::new(depth) }).collect();
    for style in element.elements() {
        let number = |name: &str| style.attribute(name).and_then(|number| number.parse::<usize>().ok());
        let Some(depth) = number("level").and_then(|level| level.checked_sub(1)) else { continue };
        let Some(level) = levels.get_mut(depth) else { continue };
        let numbered = matches!(style.name().1, "list-level-style-number" | "outline-level-style");
        level.numerals = Numerals::of_odf(style.attribute("num-format").filter(|_| numbered).unwrap_or_default());
        level.start = number("start-value").map_or(1, |start| start as u32);
        level.text = text(style, depth, number("display-levels").unwrap_or(1));
    }
    levels
}

/// The mark as `%1.%2、`: newer programs write it whole (`%1%.%2%、`), older ones its ends and how many levels it shows.
fn text(style: Element<'_>, depth: usize, shown: usize) -> String {
    if let Some(whole) = style.attribute("num-list-format") {
        return (1..=LEVELS)
            .fold(whole.to_owned(), |text, level| text.replace(&format!("%{level}%"), &format!("%{level}")));
    }
    let first = (depth + 1).saturating_sub(shown.clamp(1, LEVELS));
    let numbers: Vec<String> = (first..=depth).map(|level| format!("%{}", level + 1)).collect();
    let end = |name: &str| style.attribute(name).unwrap_or_default();
    format!("{}{}{}", end("num-prefix"), numbers.join("."), end("num-suffix"))
}
