//! Panels: a row for each unit and year, or for each figure of them, in columns that mean the same over the editions.
//!
//! What researchers take. The reason of each number that is missing or was not simply read is in the panel itself: in the
//! column `flags` of a wide panel, beside each number in a long one. Reports come one after the other; memory is bounded.
//!
//! ```
//! use gongkai_compare::{Unit, UnitYear};
//! use gongkai_export::panel::{Options, Panel, format};
//!
//! let unit = Unit { name: "青禾县水务局".into(), ..Unit::default() };
//! let csv = format("csv").ok_or("no such format")?;
//! let mut out = Vec::new();
//! let mut panel = Panel::start(csv, &mut out, &Options::default())?;
//! panel.report(&mut out, &UnitYear::empty(unit, 2023, "a.html"))?;
//! panel.finish(&mut out)?;
//! assert!(out.starts_with(b"unit,year,code,province_code,province"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod codebook;
mod coverage;
mod head;
mod package;
#[cfg(feature = "parquet")]
mod parts;

use std::borrow::Cow;
use std::io::{self, Write};

use gongkai_compare::harmony;
use gongkai_compare::{Figure, Flag, Unit, UnitYear};
use gongkai_model::Language;

pub use self::codebook::{codebook, codebook_columns};
pub use self::coverage::Coverage;
pub use self::package::{Resource, package};

use self::head::Head;
use crate::table::{self, Cell, Column, Table, Type};

/// How a panel is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// A row for each figure instead of one for each unit and year.
    pub long: bool,
    /// Wide: a column `…__flag` beside each column of numbers.
    pub flags: bool,
    /// Language of what people see besides the data.
    pub language: Language,
    /// Begin CSV with a byte order mark.
    pub bom: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { long: false, flags: false, language: Language::En, bom: false }
    }
}

/// A format of panels.
#[derive(Debug)]
pub struct Format {
    /// Name, as `--format` takes it.
    pub name: &'static str,
    /// Extension of files in this format, without dot.
    pub extension: &'static str,
    /// Media type.
    pub media_type: &'static str,
    /// One line for people, Chinese and English.
    pub summary: (&'static str, &'static str),
    /// Whether it is text, which a terminal can show.
    pub is_text: bool,
    start: table::Start,
}

/// Every format, in the order in which help lists them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "csv",
        extension: "csv",
        media_type: "text/csv",
        summary: ("表格（Excel 请加 --bom）", "a table; for Excel add --bom"),
        is_text: true,
        start: table::csv,
    },
    Format {
        name: "xlsx",
        extension: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        summary: ("Excel 工作簿（最多 1,048,575 行）", "a workbook (at most 1,048,575 rows)"),
        is_text: false,
        start: table::xlsx,
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        extension: "parquet",
        media_type: "application/vnd.apache.parquet",
        summary: ("Parquet，输出到文件夹时按年度和省份分区", "Parquet; in a folder parted by year and province"),
        is_text: false,
        start: |_, columns, _| table::parquet::start(&columns, &about()),
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        media_type: "application/jsonl",
        summary: ("每行一个 JSON 对象", "one JSON object a line"),
        is_text: true,
        start: table::jsonl,
    },
];

/// The format with a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// What the file says of itself.
#[cfg(feature = "parquet")]
fn about() -> [(&'static str, String); 2] {
    [("gongkai.version", env!("CARGO_PKG_VERSION").into()), ("gongkai.codebook", harmony::VERSION.to_string())]
}

/// A panel that is being written.
pub struct Panel {
    table: Box<dyn Table>,
    options: Options,
    /// Numbers that the format does not hold are left out and flagged.
    exact: fn(&Figure) -> bool,
}

/// Columns by which a folder of Parquet files is parted.
const PARTED_BY: [&str; 2] = ["year", "province_code"];

/// Flag of a number that is in the report and does not fit into the format.
const TOO_LONG: &str = "too_long";

impl Panel {
    /// Begins a panel in one file.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn start(format: &Format, out: &mut dyn Write, options: &Options) -> io::Result<Self> {
        let table =
            table::Options {
                language: options.language, bom: options.bom, sheet: ("面板数据", "Panel"), frozen: 2
            };
        let table = (format.start)(out, columns(options), &table)?;
        Ok(Self { table, options: *options, exact: exact(format.name == "parquet") })
    }

    /// Begins a panel in a folder of Parquet files, parted by year and province: `year=2023/province_code=410000/part-0.parquet`.
    /// The function makes the file of a path.
    ///
    /// # Errors
    /// What the function gives.
    #[cfg(feature = "parquet")]
    pub fn parted(options: &Options, create: Create) -> Self {
        let table = Box::new(parts::Parts::new(columns(options), create));
        Self { table, options: *options, exact: exact(true) }
    }

    /// Adds the report of a unit and year.
    ///
    /// # Errors
    /// What the writer gives, or what the format cannot hold.
    pub fn report(&mut self, out: &mut dyn Write, report: &UnitYear) -> io::Result<()> {
        let figures: Vec<Figure> = harmony::columns().iter().map(|column| column.figure(report)).collect();
        self.rows(out, &Head::of(report), &figures)
    }

    /// Adds a unit and year of which there is no report.
    ///
    /// # Errors
    /// The same.
    pub fn absent(&mut self, out: &mut dyn Write, unit: &Unit, year: i32) -> io::Result<()> {
        let none = Figure { number: None, flag: Flag::NoReport };
        self.rows(out, &Head::absent(unit, year), &vec![none; harmony::columns().len()])
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        self.table.finish(out)
    }

    fn rows(&mut self, out: &mut dyn Write, head: &Head<'_>, figures: &[Figure]) -> io::Result<()> {
        let figures: Vec<Shown> = figures.iter().map(|figure| self.shown(figure)).collect();
        let mut cells = head.cells();
        if self.options.long {
            let fixed = cells.len();
            for (column, (number, flag)) in harmony::columns().iter().zip(&figures) {
                cells.truncate(fixed);
                cells.extend([Cell::text(&column.id), *number, Cell::text(flag)]);
                self.table.row(out, &cells)?;
            }
            return Ok(());
        }
        let flags = if head.is_absent() { Flag::NoReport.id().to_owned() } else { flags(&figures) };
        cells.push(Cell::text(&flags));
        for (number, flag) in &figures {
            cells.push(*number);
            cells.extend(self.options.flags.then(|| Cell::text(flag)));
        }
        self.table.row(out, &cells)
    }

    fn shown(&self, figure: &Figure) -> Shown {
        if (self.exact)(figure) { (Cell::number(figure.number), figure.flag.id()) } else { (Cell::Empty, TOO_LONG) }
    }
}

/// A number and its flag.
type Shown = (Cell<'static>, &'static str);

/// Makes the file of a path, which has `/` between its parts.
pub type Create = Box<dyn FnMut(&str) -> io::Result<Box<dyn Write>>>;

/// Whether a format holds a number.
fn exact(parquet: bool) -> fn(&Figure) -> bool {
    #[cfg(feature = "parquet")]
    if parquet {
        return |figure| figure.number.is_none_or(table::parquet::holds);
    }
    let _ = parquet;
    |_| true
}

/// The columns with a flag other than `read` and `other_edition`, by flag: `blank=t3_a,t3_b;missing=t4_c`.
fn flags(figures: &[Shown]) -> String {
    let mut by_flag: Vec<(&str, Vec<&str>)> = Vec::new();
    for (column, (_, flag)) in harmony::columns().iter().zip(figures) {
        if [Flag::Read.id(), Flag::OtherEdition.id()].contains(flag) {
            continue;
        }
        match by_flag.iter_mut().find(|(known, _)| known == flag) {
            Some((_, columns)) => columns.push(&column.id),
            None => by_flag.push((flag, vec![&column.id])),
        }
    }
    by_flag.sort_unstable();
    let part = |(flag, columns): &(&str, Vec<&str>)| format!("{flag}={}", columns.join(","));
    by_flag.iter().map(part).collect::<Vec<_>>().join(";")
}

/// Suffix of the column with the flag of another one.
const FLAG: &str = "__flag";

/// Every column of a panel, in order.
fn columns(options: &Options) -> Vec<Column> {
    let mut columns = head::columns();
    if options.long {
        columns.push(Column::new(
            "column",
            Type::Text,
            44.0,
            ("数据列，见 codebook.csv", "the column, see codebook.csv"),
        ));
        columns.push(Column::new("value", Type::Number, 12.0, ("数值", "the number")));
        columns.push(Column::new("flag", Type::Text, 14.0, FLAGS));
        return columns;
    }
    columns.push(Column::new(
        "flags",
        Type::Text,
        24.0,
        (
            "不是照原文读出的各列，按标记列出：标记=列,列;标记=列。没有列出而为空的，是该年版式没有此项（other_edition）",
            "the columns that were not simply read, by flag: flag=column,column;flag=column. Empty and not listed: the form of that year has no such item (other_edition)",
        ),
    ));
    for column in harmony::columns() {
        let name: Cow<'static, str> = column.id.as_str().into();
        let about = (described(&column.name, column.unit), described(&column.name_en, unit_en(column.unit)));
        columns.push(Column { name, kind: Type::Number, width: 14.0, about });
        if options.flags {
            let about = (format!("{} 的标记：{}", column.id, FLAGS.0), format!("flag of {}: {}", column.id, FLAGS.1));
            columns.push(Column { name: format!("{}{FLAG}", column.id).into(), kind: Type::Text, width: 12.0, about });
        }
    }
    columns
}

/// What flags there are.
const FLAGS: (&str, &str) = (
    "read 原文，repaired 修复，neighbour 由相邻年度确定，blank 空白，not_applicable 不适用（/、-），none 无，text 文字，unreadable 无法确定，missing 报告缺此格，unit_unknown 金额单位不明，too_long 数字过长（仅 Parquet），other_edition 该年版式无此项，no_report 无报告",
    "read as printed, repaired, neighbour decided by the report of a neighbouring year, blank, not_applicable (/, -), none (无), text, unreadable undecided, missing not in the report, unit_unknown money of unknown unit, too_long a number with too many digits (Parquet only), other_edition not on the form of that year, no_report",
);

fn described(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.into() } else { format!("{name} [{unit}]") }
}

/// A unit in English.
fn unit_en(unit: &'static str) -> &'static str {
    match unit {
        "件" => "cases or documents",
        "条" => "items",
        "次" => "times",
        "篇" => "articles",
        "个" => "units",
        "人" => "persons",
        "人次" => "attendances",
        "万元" => "10,000 yuan",
        other => other,
    }
}
