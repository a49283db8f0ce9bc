//! Days on which a report was signed and published, and by when it should have been.

use gongkai_model::{Date, Kind, Level, Locus, Place, Severity, Words};
use gongkai_text::{date, normalize};

use crate::paragraphs;
use crate::reason::Reason;
use crate::settings::Settings;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

/// What gives a day, the most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Witness {
    /// The signature at the end of the report.
    Signature,
    /// The page: a field, a line under the title, what the page declares.
    Page,
    /// The address of the page.
    Address,
}

impl Witness {
    /// For people.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Signature => ("落款日期", "signature"),
            Self::Page => ("页面日期", "page"),
            Self::Address => ("网址中的日期", "address"),
        }
    }
}

/// A day with what gives it.
#[derive(Debug, Clone)]
pub(crate) struct Day {
    /// The day.
    pub(crate) date: Date,
    /// What gives it.
    pub(crate) witness: Witness,
    raw: String,
    locus: Option<Locus>,
}

impl Day {
    /// Where it stands.
    pub(crate) fn place(&self) -> Place {
        Place { locus: self.locus.clone(), raw: self.raw.clone(), ..Place::default() }
    }
}

/// The organ and the day that a report ends with.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    /// The organ; empty: only the day is there.
    pub(crate) organ: String,
    /// Where the organ stands.
    pub(crate) place: Place,
    /// The day.
    pub(crate) day: Day,
}

/// Paragraphs at the end in which a signature may stand.
const LAST: usize = 6;
/// Characters that a line of a signature may have.
const SHORT: usize = 45;

/// The signature: a day at the end of one of the last lines, with a specific organ before it or in the line above.
pub(crate) fn signature(view: &ReportView<'_>) -> Option<Signature> {
    let passage = view.report.passages.last().filter(|passage| !passage.heading.is_empty())?;
    let skipped = passage.paragraphs.len().saturating_sub(LAST);
    let lines: Vec<(String, &gongkai_model::Found<String>)> = passage
        .paragraphs
        .iter()
        .skip(skipped)
        .map(|found| (normalize::fold(&found.value).split_whitespace().collect(), found))
        .collect();
    let year = view.year().unwrap_or_default();
    (0..lines.len()).rev().find_map(|at| {
        let (text, found) = lines.get(at)?;
        let (range, date) = is_short(text).then(|| date::find_all(text))?.pop()?;
        let ends = text.get(range.end..)?.chars().all(|c| ")。]".contains(c));
        let before = text.get(..range.start)?.trim_end_matches(['(', '[']);
        if !ends || date.year < year {
            return None;
        }
        let own = |name: &str| gongkai_agency::is_specific(name) || name == view.agency_name();
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let above = above.map_or(("", *found), |(text, found)| (text.as_str(), *found));
        let (organ, line) = if before.is_empty() { above } else { (before, *found) };
        let place = Place { locus: line.locus.clone(), raw: line.raw.clone(), ..Place::default() };
        let day = Day { date, witness: Witness::Signature, raw: found.raw.clone(), locus: found.locus.clone() };
        own(organ).then(|| Signature { organ: organ.to_owned(), place, day })
    })
}

fn is_short(text: &str) -> bool {
    text.chars().nth(SHORT).is_none()
}

/// Every day that the source gives, the most trustworthy first.
pub(crate) fn days(view: &ReportView<'_>) -> Vec<Day> {
    let signed = signature(view).map(|signature| signature.day);
    let published = view.report.published.as_ref().map(|found| Day {
        date: found.value,
        witness: Witness::Page,
        raw: found.raw.clone(),
        locus: found.locus.clone(),
    });
    // The reader takes the signature for the day of publication; then the head of the page tells the page's own day.
    let page = match (&signed, published) {
        (Some(signed), Some(published)) if signed.date == published.date => of_head(view),
        (_, published) => published,
    };
    [signed, page, of_address(&view.report.source)].into_iter().flatten().collect()
}

/// The day that counts.
pub(crate) fn day(view: &ReportView<'_>) -> Option<Day> {
    days(view).into_iter().next()
}

/// The day of a labelled field before the first section.
fn of_head(view: &ReportView<'_>) -> Option<Day> {
    const LABELS: &[&str] = &["发布日期:", "发布时间:", "公开日期:", "公开时间:"];
    let head = paragraphs::dense(view).filter(|paragraph| paragraph.section == gongkai_model::SectionId::Preamble);
    head.take(40).find_map(|paragraph| {
        let text = paragraph.text();
        LABELS.iter().find_map(|label| {
            let (before, behind) = text.split_once(label)?;
            let (range, date) = date::find_all(behind).into_iter().next().filter(|(range, _)| range.start == 0)?;
            let from = before.chars().count() + label.chars().count();
            let length = behind.get(range)?.chars().count();
            let Place { locus, raw, .. } = paragraph.place(from, from + length);
            Some(Day { date, witness: Witness::Page, raw, locus })
        })
    })
}

/// The day in an address: `…/t20240115_123.html`, or `…/2024/1/15/…` of a web page.
pub(crate) fn of_address(source: &str) -> Option<Day> {
    let day = |date: Date, raw: &str| Day { date, witness: Witness::Address, raw: raw.to_owned(), locus: None };
    let pieces: Vec<&str> = source.split(['/', '\\', '?', '&', '=']).collect();
    let marked = pieces.iter().find_map(|piece| {
        let (digits, _) = piece.strip_prefix('t')?.split_once('_')?;
        Some(day(compact(digits)?, piece))
    });
    if marked.is_some() || !(source.starts_with("http://") || source.starts_with("https://")) {
        return marked;
    }
    pieces.windows(3).find_map(|three| {
        let [year, month, date] = three else { return None };
        let numbers = (year.len() == 4).then(|| (year.parse().ok(), month.parse().ok(), date.parse().ok()));
        let (Some(y), Some(m), Some(d)) = numbers? else { return None };
        Some(day(Date::new(y, m, d).filter(|date| date.year > 2000)?, &three.join("/")))
    })
}

/// A day in eight digits.
fn compact(digits: &str) -> Option<Date> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Days since a fixed day, so that days can be subtracted.
pub(crate) fn number(date: Date) -> i64 {
    // The year begins with March, so that the day of a leap year is its last one.
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (month * 153 + 2) / 5 + i64::from(date.day)
}

/// Who is bound by which deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// Departments at county level and above, offices of governments among them.
    Department,
    /// Governments at county level and above.
    Government,
    /// Townships, subdistricts, management committees: the law names no day.
    Township,
    /// Branch offices and institutions, which no deadline names.
    Other,
}

/// Which deadline binds the reporting organ.
pub(crate) fn body(view: &ReportView<'_>) -> Result<Body, Reason> {
    use Kind::{Department, DevelopmentZone, Government, GovernmentOffice, Subdistrict};
    let Some(agency) = view.agency() else { return Err(Reason::OrganUnknown) };
    let own = match view.kind.ok_or(Reason::KindUnknown)? {
        Subdistrict | DevelopmentZone => return Ok(Body::Township),
        Government => Body::Government,
        // An office that reports for its whole government does so by the later day.
        GovernmentOffice if view.scope() == Some(gongkai_model::Scope::WholeGovernment) => Body::Government,
        GovernmentOffice | Department => Body::Department,
        _ => return Ok(Body::Other),
    };
    match view.level {
        Some(Level::Township) => Ok(Body::Township),
        Some(_) => Ok(own),
        // A city is of the county level at least.
        None => {
            let (chain, _) = gongkai_agency::divisions(&agency.name);
            let city = chain.last().is_some_and(|division| division.name.ends_with('市'));
            if city { Ok(own) } else { Err(Reason::LevelUnknown) }
        }
    }
}

/// Month and day by which governments publish (Art. 49 para. 2).
pub(crate) const GOVERNMENTS: (u8, u8) = (3, 31);

/// A deadline as a rule checks it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    /// Whom it binds.
    pub(crate) body: Body,
    /// Month and day of the year after the one reported on.
    pub(crate) day: (u8, u8),
    /// Where the day comes from, as the messages name it.
    pub(crate) source: (&'static str, &'static str),
    /// Whether a local notice takes the place of the day, instead of being a second one.
    pub(crate) replaced: bool,
}

/// Checks whether a report was published in time.
pub(crate) fn check(term: Term, view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    if year < 2019 {
        return sink.not_applicable();
    }
    match body(view) {
        Err(reason) => return sink.not_assessable(reason),
        Ok(body) if body != term.body => return sink.not_applicable(),
        Ok(_) => {}
    }
    let Some(day) = timely(view, year) else { return sink.not_assessable(Reason::DateUnknown) };
    let local = sink.settings.local_day(view.agency_name(), term.body).and_then(|day| after(year, day));
    // A zone publishes for all that is in it, as a government does.
    let usual = if view.kind == Some(Kind::DevelopmentZone) { GOVERNMENTS } else { term.day };
    let due = after(year, usual).filter(|_| !(term.replaced && local.is_some()));
    let late = |due: Option<Date>| due.filter(|due| day.date > *due);
    if let Some(due) = late(due) {
        sink.broken(overdue(&day, due, term.source));
    } else if let Some(due) = late(local) {
        sink.broken(
            overdue(&day, due, ("本地通知规定的期限", "the day of a local notice")).severity(Severity::Advisory),
        );
    } else {
        sink.held();
    }
}

/// The day of publication. Where a page gives a day more than a year after the period, the page was moved.
pub(crate) fn timely(view: &ReportView<'_>, year: i32) -> Option<Day> {
    let moved = |day: &Day| day.witness != Witness::Signature && day.date.year > year.saturating_add(1);
    day(view).filter(|day| !moved(day))
}

/// A day of the year after.
pub(crate) fn after(year: i32, (month, day): (u8, u8)) -> Option<Date> {
    let year = year.checked_add(1)?;
    Date::new(year, month, day).or_else(|| Date::new(year, month, 28))
}

/// The finding that a day is after the one by which it was due.
pub(crate) fn overdue(day: &Day, due: Date, source: (&str, &str)) -> Draft {
    let (zh, en) = day.witness.words();
    let late = number(day.date) - number(due);
    Draft::new(
        format!("{zh}为 {}，晚于{} {due}，迟 {late} 天", day.date, source.0),
        format!("{en}: {}, {late} days after {due}, {}", day.date, source.1),
    )
    .advice(
        "核对发布日期；确系迟发的，说明原因并按时公布下一年度报告",
        "check the day of publication; if it was late, say why, and be in time next year",
    )
    .at(day.place())
    .key(format!("{} {due}", day.date))
}

/// A day as settings write it, `MM-DD`.
pub(crate) fn month_day(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.trim().split_once('-')?;
    let both = (month.len() == 2 && day.len() == 2).then(|| (month.parse().ok(), day.parse().ok()))?;
    let (Some(month), Some(day)) = both else { return None };
    Date::new(2024, month, day).map(|_| (month, day))
}

impl Settings {
    /// The local day for an organ; of several regions that fit the longest, which names it most exactly.
    fn local_day(&self, organ: &str, body: Body) -> Option<(u8, u8)> {
        let entries = self.deadlines.iter().filter(|entry| organ.contains(entry.region.trim()));
        let days = entries.filter_map(|entry| {
            let day = match body {
                Body::Department => &entry.departments,
                Body::Government => &entry.governments,
                Body::Township => &entry.townships,
                Body::Other => &None,
            };
            Some((entry.region.len(), month_day(day.as_deref()?)?))
        });
        days.max_by_key(|(length, _)| *length).map(|(_, day)| day)
    }

    /// What is wrong with these settings beyond what reading them tells: days of local deadlines that are none. For the
    /// caller to refuse, since a deadline that is not understood would never be missed.
    pub fn problems(&self) -> Vec<Words> {
        let fields = self.deadlines.iter().flat_map(|entry| {
            let fields = [
                ("departments", &entry.departments),
                ("governments", &entry.governments),
                ("townships", &entry.townships),
            ];
            fields.map(|(name, day)| (entry.region.as_str(), name, day))
        });
        let wrong = fields.filter_map(|(region, name, day)| {
            let day = day.as_deref().filter(|day| month_day(day).is_none())?;
            Some(Words::new(
                format!("deadlines（{region}）{name}：“{day}”不是 MM-DD 形式的日期"),
                format!("deadlines ({region}) {name}: \"{day}\" is no day MM-DD"),
            ))
        });
        wrong.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Deadline;
    use crate::testing::Form;

    #[test]
    fn addresses() {
        for (source, expected) in [
            ("https://www.example.gov.cn/zwgk/202401/t20240115_88123.html", Some("2024-01-15")),
            ("https://www.example.gov.cn/art/2024/1/15/art_1_2.html", Some("2024-01-15")),
            ("https://www.example.gov.cn/col/col123/index.html", None),
            ("reports/2024/1/15/a.html", None),
            ("reports/t20240115_1.html", Some("2024-01-15")),
            ("https://www.example.gov.cn/t20241315_1.html", None),
            ("-", None),
        ] {
            assert_eq!(of_address(source).map(|day| day.date.to_string()).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn days_between() {
        let date = |y, m, d| Date::new(y, m, d).expect("a day");
        assert_eq!(number(date(2024, 3, 1)) - number(date(2024, 2, 28)), 2);
        assert_eq!(number(date(2023, 3, 1)) - number(date(2023, 2, 28)), 1);
        assert_eq!(number(date(2025, 1, 1)) - number(date(2024, 1, 1)), 366);
    }

    #[test]
    fn days_of_settings() {
        assert_eq!(month_day("02-20"), Some((2, 20)));
        for wrong in ["2-20", "02-30", "13-01", "2024-02-20", "2月20日", ""] {
            assert_eq!(month_day(wrong), None, "{wrong}");
        }
        let entry = |region: &str, day: &str| Deadline {
            region: region.into(),
            departments: Some(day.into()),
            ..Deadline::default()
        };
        let settings = Settings {
            deadlines: vec![entry("", "01-25"), entry("青禾县", "01-20"), entry("青禾", "1月10日")],
            ..Settings::default()
        };
        assert_eq!(settings.local_day("青禾县水务局", Body::Department), Some((1, 20)));
        assert_eq!(settings.local_day("白川县水务局", Body::Department), Some((1, 25)));
        assert_eq!(settings.local_day("青禾县水务局", Body::Township), None);
        assert_eq!(settings.problems().len(), 1);
    }

    #[test]
    fn whom_the_law_names() {
        for (organ, expected) in [
            ("青禾县水务局", Ok(Body::Department)),
            ("青禾县人民政府办公室", Ok(Body::Department)),
            ("青禾县人民政府", Ok(Body::Government)),
            ("临江市人民政府", Ok(Body::Government)),
            ("青禾县柳塘镇人民政府", Ok(Body::Township)),
            ("青禾县柳塘街道办事处", Ok(Body::Township)),
            ("柳塘经济技术开发区管理委员会", Ok(Body::Township)),
            ("柳塘高新区税务局", Err(Reason::LevelUnknown)),
        ] {
            let report = Form::e2021().title(&format!("{organ}2023年政府信息公开工作年度报告")).read();
            assert_eq!(body(&ReportView::new(&report)), expected, "{organ}");
        }
    }

    #[test]
    fn a_roster_tells_the_level() {
        let level = Some(Level::County);
        let form = Form::e2021().title("柳塘高新区税务局2023年政府信息公开工作年度报告");
        let form = form.standing(crate::Standing { level, kind: None });
        let report = form.read();
        assert_eq!(body(&ReportView::with(&report, form.standing)), Ok(Body::Department));
    }

    #[test]
    fn a_signature_has_an_organ() {
        use gongkai_model::SectionId::OtherMatters;
        let signed = |lines: &[&str]| {
            let form = lines.iter().fold(Form::e2021(), |form, line| form.say(OtherMatters, line));
            let report = form.read();
            signature(&ReportView::new(&report)).map(|signature| (signature.organ, signature.day.date.to_string()))
        };
        let expected = Some(("青禾县水务局".to_owned(), "2024-01-22".to_owned()));
        assert_eq!(signed(&["青禾县水务局", "2024年1月22日"]), expected);
        assert_eq!(signed(&["青禾县水务局 2024年1月22日"]), expected);
        assert_eq!(signed(&["2024年1月22日"]), None);
        assert_eq!(signed(&["青禾县水务局", "2022年1月22日"]), None);
    }
}
