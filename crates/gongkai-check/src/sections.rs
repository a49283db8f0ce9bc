//! Whether a report is on a form with six sections and three tables, which of them it has, and where its text breaks off.

use gongkai_model::{Diagnostic, EditionId, Found, Language, Passage, Place, SectionId, TableId, Words};
use gongkai_template::{EDITIONS, Section, edition};
use gongkai_text::normalize::label_key;

use crate::reason::Reason;
use crate::sink::Sink;
use crate::view::ReportView;
use crate::words;

/// The three tables with their sections.
pub(crate) const TABLES: [(TableId, SectionId); 3] = [
    (TableId::Proactive, SectionId::ProactiveDisclosure),
    (TableId::Requests, SectionId::Requests),
    (TableId::Disputes, SectionId::ReviewLitigation),
];

/// The six sections of the form, the same in both editions that have sections.
pub(crate) fn sections() -> &'static [Section] {
    edition(EditionId::E2021).sections
}

/// First year reported on a form with sections.
fn first_year() -> i32 {
    EDITIONS.iter().find(|edition| !edition.sections.is_empty()).map_or(0, |edition| edition.years.0)
}

/// The first diagnostic of a code about the report.
pub(crate) fn diagnostic<'a>(view: &ReportView<'a>, code: &str) -> Option<&'a Diagnostic> {
    view.report.diagnostics.iter().find(|diagnostic| diagnostic.code == code)
}

/// Whether the source only points to the report, or has nothing of it.
pub(crate) fn is_elsewhere(view: &ReportView<'_>) -> bool {
    let said = ["report_in_attachment", "page_without_article"].iter().any(|code| diagnostic(view, code).is_some());
    said && view.report.tables.is_empty() && sections().iter().all(|section| view.passage(section.id).is_none())
}

/// Whether a report is on a form with six sections and three tables; where not, says so to the sink.
///
/// Reports up to 2018 have another form or none. Whether the year or the tables decide: tables on the form do, else the year.
pub(crate) fn on_this_form(view: &ReportView<'_>, sink: &mut Sink<'_>) -> bool {
    let table = TABLES.iter().any(|(table, _)| view.reading(*table).is_some());
    let older = view.reading(TableId::Statistics).is_some() || diagnostic(view, "form_before_2019").is_some();
    let sections = sections().iter().filter(|section| view.passage(section.id).is_some()).count();
    if table {
        return true;
    }
    match view.year() {
        Some(year) if year < first_year() => sink.not_applicable(),
        _ if older => sink.not_applicable(),
        _ if is_elsewhere(view) => sink.not_assessable(Reason::ReportElsewhere),
        None if sections < 4 => sink.not_assessable(Reason::YearUnknown),
        _ => return true,
    }
    false
}

/// Where the text of a report breaks off.
#[derive(Debug)]
pub(crate) struct Break<'a> {
    /// What the reader says of Table 3, if it breaks off there.
    pub(crate) in_requests: Option<&'a Diagnostic>,
    /// The last section before.
    pub(crate) last: &'static Section,
    /// The sections that are lost by it, up to the next one that is there.
    pub(crate) lost: Vec<&'static Section>,
}

impl<'a> Break<'a> {
    /// Looks for the place where the text breaks off.
    ///
    /// It does where Table 3 stops before its last row; and where the last two sections or more are absent with their
    /// tables, or the last one is and the one before stops in a sentence. A single section that is absent elsewhere is a hole,
    /// no end.
    pub(crate) fn of(view: &ReportView<'a>) -> Option<Self> {
        let found = |section: &&Section| view.passage(section.id).is_some();
        let stops = view.report.diagnostics.iter().find(|diagnostic| {
            diagnostic.code == "table_stops"
                && diagnostic.arguments.get("table").is_some_and(|table| table == TableId::Requests.name())
        });
        if stops.is_some() {
            let last = sections().iter().find(|section| section.id == SectionId::Requests)?;
            let behind = sections().iter().filter(|section| section.number > last.number);
            return Some(Self {
                in_requests: stops,
                last,
                lost: behind.take_while(|section| !found(section)).collect(),
            });
        }
        let last = sections().iter().rfind(|section| found(section))?;
        let lost: Vec<&Section> = sections().iter().filter(|section| section.number > last.number).collect();
        let passage = view.passage(last.id)?;
        let tables_lost = TABLES
            .iter()
            .filter(|(_, section)| lost.iter().any(|lost| lost.id == *section))
            .all(|(table, _)| view.reading(*table).is_none());
        let ends = match lost.len() {
            0 => false,
            1 => stops_in_a_sentence(passage),
            // Text behind Table 4 may be that of a section whose heading was not recognised.
            2 => tables_lost && text_of(passage).chars().count() < AFTER_A_TABLE,
            _ => tables_lost,
        };
        ends.then_some(Self { in_requests: None, last, lost })
    }

    /// Whether a section is lost by it.
    pub(crate) fn loses(&self, section: SectionId) -> bool {
        self.lost.iter().any(|lost| lost.id == section)
    }

    /// Whether the last rows of a table are lost by it.
    pub(crate) fn loses_rows_of(&self, table: TableId) -> bool {
        let of_last = TABLES.iter().any(|(of, section)| *of == table && *section == self.last.id);
        of_last && (self.in_requests.is_some() == (table == TableId::Requests))
    }

    /// Whether a table is lost by it: with its section, or since the text ends before it.
    pub(crate) fn loses_table(&self, table: TableId) -> bool {
        let section = TABLES.iter().find(|(of, _)| *of == table).map(|(_, section)| *section);
        section.is_some_and(|section| self.loses(section) || (self.in_requests.is_none() && self.last.id == section))
    }
}

/// More text behind Table 4 is that of another section.
const AFTER_A_TABLE: usize = 60;

fn stops_in_a_sentence(passage: &Passage) -> bool {
    passage.paragraphs.last().is_none_or(|last| last.value.trim_end().ends_with(['，', '、', ',', '：', '（']))
}

/// The text of a section as letters and digits only.
pub(crate) fn text_of(passage: &Passage) -> String {
    passage.paragraphs.iter().map(|paragraph| label_key(&paragraph.value)).collect()
}

/// A section by number and heading: 第四部分“…”.
pub(crate) fn name(section: &Section) -> Words {
    let (number, english) = words::section(section.id);
    Words::new(format!("第{number}部分“{}”", section.label.text), format!("section {english}"))
}

/// Several things in a row.
pub(crate) fn list(names: impl IntoIterator<Item = Words>) -> Words {
    let names: Vec<Words> = names.into_iter().collect();
    let side = |pick: fn(&Words) -> &str, comma: &str| names.iter().map(pick).collect::<Vec<_>>().join(comma);
    Words::new(side(|name| &name.zh, "、"), side(|name| &name.en, ", "))
}

/// What the reader says, without its full stop, and without a colon that nothing follows.
pub(crate) fn said(diagnostic: &Diagnostic) -> Words {
    let sentence = |language| diagnostic.message(language).trim_end_matches(['。', '.', '：', ':', ' ']).to_owned();
    Words::new(sentence(Language::Zh), sentence(Language::En))
}

/// The place of a heading.
pub(crate) fn at_heading(passage: &Passage) -> Place {
    Place {
        section: Some(passage.section),
        locus: passage.locus.clone(),
        raw: passage.heading.clone(),
        ..Place::default()
    }
}

/// The place of a part of a paragraph, of the whole one where the part is not in it as written.
pub(crate) fn at_words(section: SectionId, paragraph: &Found<String>, part: &str) -> Place {
    let place = |locus, raw: &str| Place { section: Some(section), locus, raw: raw.into(), ..Place::default() };
    match paragraph.raw.find(part).filter(|_| !part.is_empty()) {
        Some(at) => {
            let whole = paragraph.locus.as_ref();
            let exact = whole.filter(|locus| locus.is_of(paragraph.raw.len()));
            let locus = exact.map(|locus| locus.part(at, part).after(&paragraph.raw[..at]));
            place(locus.or_else(|| whole.cloned()), part)
        }
        None => place(paragraph.locus.clone(), &paragraph.raw),
    }
}

/// Whether a text (letters only, see [`text_of`]) says in some words that there is nothing, and nothing else: `无`,
/// `本年度我局无其他需要报告的事项`.
pub(crate) fn says_nothing(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "存在的主要问题及改进情况",
        "存在的主要问题",
        "政府信息公开工作",
        "政府信息公开",
        "信息公开",
        "改进情况",
        "需要报告",
        "需要说明",
        "其他",
        "其它",
        "事项",
        "情况",
        "问题",
        "报告",
        "说明",
        "需要",
        "没有",
        "不存在",
        "存在",
        "本年度",
        "年度",
        "本年",
        "今年",
        "全年",
        "本机关",
        "本单位",
        "本部门",
        "目前",
        "应当",
        "应予",
        "相关",
        "的",
        "暂",
        "未",
        "无",
        "有",
        "我",
        "局",
        "镇",
        "乡",
        "街道",
        "办",
        "委",
        "厅",
        "县",
        "市",
        "区",
        "及",
        "和",
    ];
    let denies = text.contains("无") || text.contains("没有") || text.contains("不存在");
    let rest = WORDS.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    denies && rest.chars().all(|c| c.is_ascii_digit() || c == '年')
}
