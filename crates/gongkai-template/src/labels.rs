//! Labels: the words of the form, their variants, and the marks that number them.

/// The mark that numbers a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `一、`
    Section(u8),
    /// `（一）`
    Group(u8),
    /// `1.`
    Item(u8),
}

/// A label of the form. Texts are compared without white space, punctuation and numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Words as the form prints them, without numbering.
    pub text: &'static str,
    /// Other wordings seen for the same thing.
    pub aliases: &'static [&'static str],
    /// The mark in front of the words.
    pub mark: Option<Mark>,
}

impl Label {
    /// A label without mark.
    pub const fn plain(text: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { text, aliases, mark: None }
    }

    /// A label with its mark.
    pub const fn marked(mark: Mark, text: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { text, aliases, mark: Some(mark) }
    }

    /// The form's wording first, then the others.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.text).chain(self.aliases.iter().copied())
    }

    /// The label as the form prints it, with its mark.
    pub fn printed(&self) -> String {
        const NUMERALS: [&str; 11] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let numeral = |n: u8| NUMERALS.get(usize::from(n)).copied().unwrap_or("");
        match self.mark {
            Some(Mark::Section(n)) => [numeral(n), "、", self.text].concat(),
            Some(Mark::Group(n)) => ["（", numeral(n), "）", self.text].concat(),
            Some(Mark::Item(n)) => format!("{n}.{}", self.text),
            None => self.text.into(),
        }
    }
}
