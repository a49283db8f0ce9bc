//! The run of clauses: what the talk is of, whose figures and of which year, and the facts that come out.

use gongkai_model::Decimal;
use gongkai_model::{EditionId, Evidence, Fact, Obtained, SectionId, Value};
use gongkai_template::narrative::Quantity;

use super::clause::{self, Clause, Element, Time, Whose};
use super::evidence::Places;
use super::organ::Organ;
use super::outline::{self, Mark};
use super::plain::Plain;
use super::vocabulary::mask;
use super::wording::{self, Relation, Talk};
use super::{MOST_FACTS, Paragraph};

/// What the clauses so far leave behind.
#[derive(Debug, Clone, Default)]
struct State {
    /// Subjects of the quantity told last.
    last: Vec<&'static str>,
    /// Whether nothing else came between.
    adjacent: bool,
    /// The quantity told last, with the place of its clause, as long as shares and changes may be of it.
    told: Option<(&'static Quantity, usize)>,
    whose: Option<Whose>,
    time: Option<Time>,
}

/// Reads paragraphs in order.
pub(super) struct Teller<'a> {
    organ: &'a Organ,
    year: Option<i32>,
    /// Subject of the heading above.
    topic: Option<&'static str>,
    /// Whether figures of something else came since; then the heading no longer says what the talk is of.
    strayed: bool,
    /// Whether the item of a list is about a part.
    narrowed: bool,
    state: State,
    /// Whether the clause at hand says 累计.
    cumulative: bool,
    /// States before open brackets.
    brackets: Vec<State>,
    pub(super) facts: Vec<Fact>,
}

/// Brackets in brackets beyond this depth are not told apart.
const DEEPEST: usize = 4;

/// Units in which something else may be counted that `办结12件` would then be about.
const COUNTING: [&str; 7] = ["件", "条", "份", "起", "宗", "例", "项"];

/// Characters before a total that may say that it is one of a part.
const LOOK_BACK: usize = 400;

/// A stretch of a text.
type Stretch = (usize, usize);

impl<'a> Teller<'a> {
    pub(super) fn new(organ: &'a Organ, year: Option<i32>) -> Self {
        Self {
            organ,
            year,
            topic: None,
            strayed: false,
            narrowed: false,
            cumulative: false,
            state: State::default(),
            brackets: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// A section begins.
    pub(super) fn enter(&mut self, section: SectionId) {
        let topic = match section {
            SectionId::Requests => Some("requests"),
            SectionId::ReviewLitigation => Some("disputes"),
            SectionId::ProactiveDisclosure => Some("proactive"),
            _ => None,
        };
        self.turn(topic);
    }

    /// The talk turns to another subject.
    fn turn(&mut self, topic: Option<&'static str>) {
        self.topic = topic;
        self.strayed = false;
        self.narrowed = false;
        self.state = State::default();
    }

    /// A paragraph ends with its sentence.
    pub(super) fn pause(&mut self) {
        self.state = State::default();
    }

    /// Reads a paragraph; a torn one begins in the middle of a figure, so that its first clause tells nothing.
    pub(super) fn paragraph(&mut self, text: &Plain, paragraph: &Paragraph, torn: bool) {
        let mut places = Places::new(&paragraph.text, &paragraph.pieces);
        // A share behind it would have its evidence in two paragraphs.
        self.state.told = None;
        let (mut at, mut before) = (0, 0);
        while at < text.chars.len() && self.facts.len() < MOST_FACTS {
            let start = self.heading(text, at);
            let end = outline::sentence_end(text, at.max(start.saturating_sub(1)));
            let end = end.max(start);
            if torn && at == 0 {
                self.stray();
                self.sentence(text, (outline::torn_end(text, start, end), end), before, &mut places);
            } else if outline::may_tell(text, start, end) {
                self.sentence(text, (start, end), before, &mut places);
            } else {
                self.state = State { time: self.state.time, ..State::default() };
            }
            before = at;
            at = end.max(at + 1);
        }
    }

    /// Takes a mark, and the heading behind it, at the beginning of a sentence; gives where running text goes on.
    fn heading(&mut self, text: &Plain, at: usize) -> usize {
        let Some((mark, length)) = outline::mark(text, at, true) else { return at };
        let from = at + length;
        let end = outline::heading_end(text, from);
        let to = end.unwrap_or(from);
        let topic = outline::topic(text, from, to);
        match mark {
            Mark::Part => self.turn(topic),
            Mark::Item => {
                if topic.is_some() {
                    self.turn(topic);
                }
                self.state = State::default();
                self.narrowed = true;
            }
        }
        self.narrowed |= outline::narrows(text, from, to);
        to
    }

    fn sentence(&mut self, text: &Plain, (start, end): Stretch, before: usize, places: &mut Places<'_>) {
        self.brackets.clear();
        if start > 0 {
            self.state.whose = None;
            // Only a sentence that goes on with the one before may leave its subject out.
            if !text.starts_with(start, "其中") {
                self.state.adjacent = false;
                self.state.last.retain(|subject| *subject != "requests_told");
            }
        }
        let mut at = start;
        while at < end && self.facts.len() < MOST_FACTS {
            let stop = outline::clause_end(text, at, end);
            if stop > at {
                let clause = clause::read(text, at, stop, self.organ, self.year);
                self.clause(&clause, text, (at, stop), before, places);
            }
            match text.at(stop).filter(|_| stop < end) {
                Some('(') if self.brackets.len() < DEEPEST => self.brackets.push(self.state.clone()),
                Some(')') => {
                    if let Some(state) = self.brackets.pop() {
                        self.state = state;
                    }
                }
                _ => {}
            }
            at = stop + 1;
        }
    }

    fn clause(&mut self, clause: &Clause, text: &Plain, stretch: Stretch, before: usize, places: &mut Places<'_>) {
        self.state.whose = clause.whose.or(self.state.whose);
        self.state.time = clause.time.or(self.state.time);
        self.cumulative = clause.is_cumulative;
        match &clause.figures[..] {
            [] => self.without_figure(clause, text, stretch, places),
            [figure] => {
                let relation = wording::relation(clause);
                let stray = COUNTING.contains(&figure.unit.as_str());
                match relation {
                    Some((relation, words)) => self.relation(relation, &words, clause, text, stretch, places),
                    None => {
                        let told = wording::told(&clause.elements, Some(&figure.unit), self.talk());
                        let told: Vec<_> = told
                            .into_iter()
                            .filter(|quantity| !self.is_of_a_part(quantity, clause, text, stretch, before))
                            .collect();
                        self.tell(&told, figure.value, &figure.unit, text, stretch, places);
                        if told.is_empty() {
                            self.take_back(clause, text, stretch);
                            if stray {
                                self.stray();
                            }
                        }
                    }
                }
            }
            _ => self.stray(),
        }
        self.leave_year(clause);
    }

    fn talk(&self) -> Talk<'_> {
        let topic = self.topic.filter(|_| !self.strayed);
        Talk { topic, last: &self.state.last, adjacent: self.state.adjacent }
    }

    /// A clause without figure: none at all, all of them, or words between.
    fn without_figure(&mut self, clause: &Clause, text: &Plain, stretch: Stretch, places: &mut Places<'_>) {
        let told = wording::told(&clause.elements, None, self.talk());
        if !told.is_empty() {
            self.tell(&told, Decimal::ZERO, "", text, stretch, places);
            return;
        }
        let turns = stretch.1 >= stretch.0 + 2 && text.starts_with(stretch.1 - 2, "方面");
        if let Some(topic) = turns.then(|| outline::topic(text, stretch.0, stretch.1)).flatten() {
            // `在依申请公开方面，新收申请43件`
            self.state.last = vec![topic];
            self.state.adjacent = false;
        } else if !clause.is_known() {
            // A word of the subject keeps the talk on it, whatever else is said.
            let of_dispute = const { mask("复议") | mask("诉讼") };
            let of_disputes =
                self.state.last.iter().any(|subject| matches!(*subject, "reconsideration" | "litigation"));
            if !(of_disputes && clause.has(of_dispute)) {
                self.state.last.clear();
            }
            self.state.adjacent = false;
        }
        self.state.told = None;
    }

    /// Figures of something else.
    fn stray(&mut self) {
        self.strayed = true;
        self.state.last.clear();
        self.state.adjacent = false;
        self.state.told = None;
    }

    /// `行政复议120件，其中政府信息公开类3件`: the total was not of this subject.
    fn take_back(&mut self, clause: &Clause, text: &Plain, (start, _): Stretch) {
        let of_disputes =
            |quantity: &Quantity| quantity.id.starts_with("reconsideration") || quantity.id.starts_with("litigation");
        let subject = const { mask("公开") | mask("申请") | mask("依申请") };
        if text.starts_with(start, "其中")
            && clause.has(subject)
            && self.state.told.is_some_and(|(quantity, _)| of_disputes(quantity))
        {
            self.facts.pop();
            self.state.told = None;
        }
    }

    /// Whether a total is that of a part: of a channel, of a field.
    fn is_of_a_part(
        &self,
        quantity: &Quantity,
        clause: &Clause,
        text: &Plain,
        (start, _): Stretch,
        before: usize,
    ) -> bool {
        let whole = clause.names_a_whole;
        quantity.id == "proactive_items"
            && !whole
            && (self.narrowed || outline::narrows(text, before.max(start.saturating_sub(LOOK_BACK)), start))
    }

    fn is_ours(&self, quantity: &Quantity) -> bool {
        let time = match self.state.time {
            Some(Time::Other) => false,
            Some(Time::UpToThis) => quantity.stock,
            Some(Time::This) => true,
            None => !self.cumulative,
        };
        time && self.state.whose != Some(Whose::Others)
    }

    fn tell(
        &mut self,
        told: &[&'static Quantity],
        value: Decimal,
        unit: &str,
        text: &Plain,
        stretch: Stretch,
        places: &mut Places<'_>,
    ) {
        let Some(&first) = told.first() else { return };
        if !told.iter().all(|quantity| self.is_ours(quantity)) {
            self.stray();
            return;
        }
        for quantity in told {
            let (cell, label) = (quantity.cell(), quantity.label.to_owned());
            self.emit(cell, label, value, unit, text, stretch, places);
        }
        if !first.opens.is_empty() || told.len() == 1 {
            self.state.last = first.opens.to_vec();
        }
        if first.opens.contains(&"requests") || first.about.contains(&"disputes") {
            self.strayed = false;
        }
        self.state.adjacent = true;
        self.state.told = Some((first, stretch.0)).filter(|_| told.len() == 1);
    }

    /// 占…的 p%, 较上年增长 p%.
    fn relation(
        &mut self,
        relation: Relation,
        words: &[Element],
        clause: &Clause,
        text: &Plain,
        stretch: Stretch,
        places: &mut Places<'_>,
    ) {
        let Some(figure) = clause.figures.first() else { return };
        let means_nothing = |element: &Element| matches!(element, Element::Word { mask: 0, .. });
        let of = if words.iter().all(means_nothing) {
            self.state.told
        } else {
            let elements = [words, &[Element::Figure(0)]].concat();
            let told = wording::told(&elements, Some("件"), self.talk());
            <[_; 1]>::try_from(told).ok().map(|[quantity]| (quantity, stretch.0))
        };
        let Some((quantity, start)) = of.filter(|(quantity, _)| self.is_ours(quantity)) else {
            self.state.told = None;
            return;
        };
        let (kind, name) = match relation {
            Relation::Share => ("share", "占比"),
            Relation::Rise | Relation::Fall => ("change", "比上年增减"),
        };
        let value = if relation == Relation::Fall && !figure.value.is_zero() { -figure.value } else { figure.value };
        let cell = format!("{}.{kind}", quantity.cell());
        let label = format!("{}/{name}", quantity.label);
        self.emit(cell, label, value, &figure.unit, text, (start, stretch.1), places);
        self.state.adjacent = true;
        self.state.told = Some((quantity, start));
    }

    #[allow(clippy::too_many_arguments, reason = "a fact is made of that many things")]
    fn emit(
        &mut self,
        cell: String,
        label: String,
        value: Decimal,
        unit: &str,
        text: &Plain,
        (from, to): Stretch,
        places: &mut Places<'_>,
    ) {
        let range = text.range(from, to);
        let evidence = Evidence { locus: places.locus(&range), raw: places.written(&range), obtained: Obtained::Read };
        let value = Value::Number(value);
        self.facts.push(Fact { cell, label, edition: EditionId::Free, value, unit: unit.to_owned(), evidence });
    }

    /// A year before or after that no wording asked for: what follows is of that year.
    fn leave_year(&mut self, clause: &Clause) {
        let named = clause.has(const { mask("上年") | mask("下年") });
        let meant = clause.has(const { mask("结转") | mask("较") });
        if named && !meant {
            self.state.time = Some(Time::Other);
        }
    }
}
