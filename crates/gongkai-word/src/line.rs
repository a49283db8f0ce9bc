//! The characters of a paragraph, put together from runs that are shown in different manners.

/// How a run of characters is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Manner {
    /// Not shown at all.
    pub hidden: bool,
    /// Bold.
    pub bold: bool,
    /// Struck out.
    pub strike: bool,
    /// Raised or lowered, as notes are.
    pub raised: bool,
    /// Size of letters in points, 0 where it is not known.
    pub size: f64,
}

/// The characters of a paragraph as far as they are read.
#[derive(Debug, Default)]
pub struct Line {
    /// The characters.
    pub text: String,
    /// Whether everything so far is bold.
    pub bold: bool,
    /// Size of the first letters.
    pub font: f64,
    /// Whether the last character was struck out.
    struck: bool,
    /// Whether anything but white space was read.
    begun: bool,
}

impl Line {
    /// Adds characters. A note does not become part of the number before it (`12^1`), nor does a figure that was struck out
    /// (`~~12~~13`).
    pub fn push(&mut self, text: &str, manner: Manner) {
        if text.is_empty() {
            return;
        }
        let words = !text.trim().is_empty();
        self.strike(manner.strike && (words || self.struck));
        let ends_in_digit = self.text.ends_with(|c: char| c.is_ascii_digit());
        if manner.raised && ends_in_digit && text.starts_with(|c: char| c.is_ascii_digit()) {
            self.text.push('^');
        }
        if words && !self.begun {
            (self.bold, self.font, self.begun) = (manner.bold, manner.size, true);
        }
        self.bold &= manner.bold || !words;
        self.text.push_str(text);
    }

    fn strike(&mut self, struck: bool) {
        if struck != self.struck {
            self.text.push_str("~~");
            self.struck = struck;
        }
    }

    /// The line, which begins anew.
    #[must_use]
    pub fn take(&mut self) -> Self {
        self.strike(false);
        std::mem::take(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_raised_or_struck_out_stays_apart() {
        let (plain, raised) = (Manner::default(), Manner { raised: true, ..Manner::default() });
        let struck = Manner { strike: true, ..Manner::default() };
        for (runs, expected) in [
            (vec![("12", plain), ("1", raised)], "12^1"),
            (vec![("m", plain), ("2", raised)], "m2"),
            (vec![("1", struck), ("2", struck), ("13", plain)], "~~12~~13"),
            (vec![("13", plain), (" ", struck)], "13 "),
        ] {
            let mut line = Line::default();
            runs.into_iter().for_each(|(text, manner)| line.push(text, manner));
            assert_eq!(line.take().text, expected);
        }
    }
}
