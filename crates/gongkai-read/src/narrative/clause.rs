//! A clause as a row of words and figures.

use gongkai_model::Decimal;
use gongkai_text::number;

use super::organ::Organ;
use super::plain::Plain;
use super::vocabulary::{Mask, Sort, VOCABULARY, mask};

/// A piece of a clause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Element {
    /// A known word; `optional` ones may be left out.
    Word { mask: Mask, optional: bool },
    /// The figure of this number.
    Figure(usize),
    /// Words that are not known.
    Unknown,
}

/// A figure with its unit.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) value: Decimal,
    pub(super) unit: String,
}

/// Whose figures, in the order of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Of what the report is about.
    Ours,
    /// Of a part, of the whole that it is a part of, or of somebody else.
    Others,
}

/// Of which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// The year reported on.
    This,
    /// Up to the end of that year, perhaps of many years.
    UpToThis,
    /// Another year, a part of a year.
    Other,
}

/// A clause.
#[derive(Debug, Default)]
pub(super) struct Clause {
    pub(super) elements: Vec<Element>,
    pub(super) figures: Vec<Figure>,
    /// What the clause says itself; nothing: as before.
    pub(super) whose: Option<Whose>,
    pub(super) time: Option<Time>,
    /// Whether it says that the whole of a territory is meant (`全县`).
    pub(super) names_a_whole: bool,
    /// Whether it says 累计, without a word for how long.
    pub(super) is_cumulative: bool,
}

impl Clause {
    /// Whether every word is known.
    pub(super) fn is_known(&self) -> bool {
        !self.elements.contains(&Element::Unknown)
    }

    /// Whether a head word is among the words.
    pub(super) fn has(&self, wanted: Mask) -> bool {
        self.elements.iter().any(|element| matches!(element, Element::Word { mask, .. } if mask & wanted != 0))
    }
}

/// More elements make no clause that a wording fits.
const MOST_ELEMENTS: usize = 40;
/// Most clauses have fewer elements.
const MANY_ELEMENTS: usize = 16;
/// Characters of the longest figure with its unit.
const LONGEST_FIGURE: usize = 24;
/// A quoted name longer than this is no name.
const LONGEST_QUOTE: usize = 20;

/// Reads the stretch `from..to` of a text.
pub(super) fn read(text: &Plain, from: usize, to: usize, organ: &Organ, year: Option<i32>) -> Clause {
    let clause = Clause { elements: Vec::with_capacity(MANY_ELEMENTS), ..Clause::default() };
    let mut reader = Reader { text, to, organ, year, clause, after_whole: false };
    let mut at = from;
    while at < to {
        let next = reader.step(at);
        at = next.max(at + 1);
        if reader.clause.elements.len() > MOST_ELEMENTS {
            reader.clause.elements.push(Element::Unknown);
            break;
        }
    }
    reader.clause
}

struct Reader<'a> {
    text: &'a Plain,
    to: usize,
    organ: &'a Organ,
    year: Option<i32>,
    clause: Clause,
    /// Whether the name of a territory, or a word for the whole of it, was just read.
    after_whole: bool,
}

impl Reader<'_> {
    /// Reads what stands at a place; gives the place behind.
    fn step(&mut self, at: usize) -> usize {
        let after_whole = std::mem::take(&mut self.after_whole);
        let rest = &self.text.chars[at..self.to];
        let named = self.organ.named(rest);
        if named > 0 {
            self.clause.whose = Some(Whose::Ours);
            self.after_whole = true;
            return at + named;
        }
        if rest[0].is_ascii_digit() {
            return self.figure(at);
        }
        if let Some(form) = VOCABULARY.longest(rest) {
            let end = at + form.chars.len();
            match form.sort {
                Sort::Word => self.clause.elements.push(Element::Word { mask: form.mask, optional: form.filler }),
                Sort::Own => self.say(if self.organ.is_own() { Whose::Ours } else { Whose::Others }),
                Sort::Whole(sort) => {
                    self.say(if self.organ.is_whole_of(sort) { Whose::Ours } else { Whose::Others });
                    self.after_whole = true;
                    self.clause.names_a_whole = true;
                }
                Sort::Units if after_whole => {}
                Sort::Units => self.unknown(),
                Sort::ThisYear => self.clause.time = Some(Time::This),
                Sort::Cumulative => self.clause.is_cumulative = true,
                Sort::PartOfYear => {
                    self.clause.time = Some(Time::Other);
                    self.unknown();
                }
            }
            return if form.mask & const { mask("截至") } != 0 { self.up_to(end) } else { end };
        }
        match rest[0] {
            '"' => self.quote(at),
            '《' => self.title(at),
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '两' | '零' | '〇'
            | '约' | '近' | '逾' | '超' | '大' | '将' => self.figure(at),
            _ => {
                self.unknown();
                at + 1
            }
        }
    }

    fn say(&mut self, whose: Whose) {
        self.clause.whose = Some(whose);
    }

    fn unknown(&mut self) {
        if self.clause.elements.last() != Some(&Element::Unknown) {
            self.clause.elements.push(Element::Unknown);
        }
    }

    /// `“某某发布”公众号`: a name before what it names means nothing.
    fn quote(&mut self, at: usize) -> usize {
        let inside = self.text.chars[at + 1..self.to].iter().take(LONGEST_QUOTE + 1);
        let Some(length) = inside.clone().position(|&c| c == '"') else {
            self.unknown();
            return at + 1;
        };
        let end = at + length + 2;
        let channel = const { mask("网站") | mask("微信") | mask("微博") | mask("新媒体") | mask("公报") };
        let names = VOCABULARY.longest(&self.text.chars[end..self.to]).is_some_and(|form| form.mask & channel != 0);
        // Quoted words of the form (`“予以公开”的1件`) count as the words.
        if names {
            return end;
        }
        let whole = VOCABULARY.longest(&self.text.chars[at + 1..end - 1]).filter(|form| form.chars.len() == length);
        match whole {
            Some(form) if form.sort == Sort::Word => {
                self.clause.elements.push(Element::Word { mask: form.mask, optional: form.filler });
            }
            _ => self.unknown(),
        }
        end
    }

    /// `按照《条例》规定`: a title behind a word for basis means nothing.
    fn title(&mut self, at: usize) -> usize {
        let end =
            self.text.chars[at..self.to].iter().position(|&c| c == '》').map_or(self.to, |length| at + length + 1);
        let based = ["按照", "根据", "依据", "依照"]
            .iter()
            .any(|basis| at >= basis.chars().count() && self.text.starts_with(at - basis.chars().count(), basis));
        if !based {
            self.unknown();
        }
        end
    }

    /// A figure with its unit, a year, a date; anything else is not known.
    fn figure(&mut self, at: usize) -> usize {
        if self.text.starts_with(at, "1月1日") {
            let end = self.whole_year(at);
            if end > at {
                self.clause.time = self.clause.time.or(Some(Time::This));
                return end;
            }
        }
        let chars = &self.text.chars[at..self.to];
        let Some((number, length)) = number::leading_chars(chars.iter().take(LONGEST_FIGURE).copied()) else {
            self.unknown();
            return at + 1;
        };
        let end = at + length;
        let next = self.text.at(end).filter(|_| end < self.to);
        if number.unit.is_empty() {
            if next == Some('年') {
                return self.of_year(at, end);
            }
            if matches!(next, Some('月' | '日' | '季')) {
                self.clause.time = Some(Time::Other);
            }
            self.unknown();
            // Digits are passed over together, so that no part of them is a figure; words one by one.
            return if chars[0].is_ascii_digit() { end } else { at + 1 };
        }
        let before = at.checked_sub(1).and_then(|before| self.text.at(before));
        let bound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '第' | '-' | '~' | '.' | '/' | '\u{1}' | '%');
        let begins_apart = !before.is_some_and(bound);
        let ends_apart = !next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '~' | '/' | '.'));
        let range = matches!(next, Some('至' | '到')) && self.text.at(end + 1).is_some_and(|c| c.is_ascii_digit());
        if begins_apart && ends_apart && !range {
            self.clause.elements.push(Element::Figure(self.clause.figures.len()));
            self.clause.figures.push(Figure { value: number.value, unit: number.unit });
        } else {
            self.unknown();
        }
        end
    }

    /// `2024年度`, `2024年1月1日至12月31日`; the years before and after are words of wordings (`结转至2025年`).
    fn of_year(&mut self, at: usize, digits: usize) -> usize {
        let mut end = digits + 1;
        if self.text.at(end) == Some('度') {
            end += 1;
        }
        let written: String = self.text.chars[at..digits].iter().collect();
        let value =
            number::parse(&written).filter(|_| digits - at == 4).and_then(|number| i32::try_from(number.value).ok());
        let word = |clause: &mut Clause, mask: Mask| clause.elements.push(Element::Word { mask, optional: false });
        match (value, self.year) {
            (Some(value), Some(year)) if value == year => {
                self.clause.time = Some(Time::This);
                let whole = self.whole_year(end);
                if whole > end {
                    return whole;
                }
            }
            (Some(value), Some(year)) if value == year - 1 => word(&mut self.clause, const { mask("上年") }),
            (Some(value), Some(year)) if value == year + 1 => word(&mut self.clause, const { mask("下年") }),
            _ => {
                self.clause.time = Some(Time::Other);
                self.unknown();
            }
        }
        end
    }

    /// Behind `1月1日至12月31日`, the year again perhaps, or where it was.
    fn whole_year(&self, at: usize) -> usize {
        let mut end = at;
        for (options, needed) in
            [(&["1月1日"][..], true), (&["起"], false), (&["至", "到", "-"], true), (&["当年"], false)]
        {
            match options.iter().find(|words| self.text.starts_with(end, words)) {
                Some(words) => end += words.chars().count(),
                None if needed => return at,
                None => {}
            }
        }
        if let Some(year) = self.year.map(|year| format!("{year}年")).filter(|year| self.text.starts_with(end, year)) {
            end += year.chars().count();
        }
        if !self.text.starts_with(end, "12月31日") {
            return at;
        }
        end += "12月31日".chars().count();
        for words in ["期间", "止"] {
            if self.text.starts_with(end, words) {
                end += words.chars().count();
            }
        }
        end.min(self.to)
    }

    /// Behind `截至`: the end of the year reported on, or another day.
    fn up_to(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut time = Time::UpToThis;
        let year: String = self.text.chars[at..self.to].iter().take(4).take_while(|c| c.is_ascii_digit()).collect();
        if year.len() == 4 && self.text.at(at + 4) == Some('年') {
            end = at + 5;
            if self.year.is_none_or(|this| year != this.to_string()) {
                time = Time::Other;
            }
        }
        let day = ["12月31日", "12月底", "12月末", "年底", "年末", "底", "末"];
        match day.iter().find(|words| self.text.starts_with(end, words)) {
            Some(words) => end += words.chars().count(),
            None => time = Time::Other,
        }
        self.clause.time = Some(time);
        end.min(self.to)
    }
}
