//! `datapackage.json`: what is in the folder of a panel, for programs that know Frictionless Data Package (version 1).

use gongkai_compare::harmony;
use serde::Serialize;

use super::{Format, Options, PARTED_BY, codebook};
use crate::table::{Column, Type};

/// The files of a panel.
#[derive(Debug)]
pub struct Resource<'a> {
    /// The format.
    pub format: &'a Format,
    /// Paths from the folder on, `/` between their parts; several where the panel is parted.
    pub paths: &'a [String],
    /// Whether year and province stand in the names of folders.
    pub parted: bool,
}

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    version: String,
    resources: [Described<'a>; 2],
}

#[derive(Serialize)]
struct Described<'a> {
    name: &'static str,
    title: &'static str,
    path: Paths<'a>,
    profile: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'a str,
    mediatype: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partitions: Option<[&'static str; 2]>,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Paths<'a> {
    One(&'a str),
    Many(&'a [String]),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: Vec<&'static str>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    description: String,
}

impl Field {
    fn of(column: &Column) -> Self {
        let kind = match (column.kind, column.name.as_ref()) {
            (Type::Text, "published") => "date",
            (Type::Integer, "year") => "year",
            (Type::Text, _) => "string",
            (Type::Integer, _) => "integer",
            (Type::Number, _) => "number",
        };
        let (zh, en) = &column.about;
        Self { name: column.name.to_string(), kind, title: zh.clone(), description: format!("{en} / {zh}") }
    }
}

/// The description of a panel and its codebook, as JSON.
///
/// # Errors
/// What serde gives.
pub fn package(resource: &Resource<'_>, options: &Options) -> serde_json::Result<String> {
    let schema = |columns: Vec<Column>, key: &[&'static str]| Schema {
        fields: columns.iter().map(Field::of).collect(),
        missing_values: [""],
        primary_key: key.to_vec(),
    };
    let key: &[&str] = if options.long { &["unit", "year", "column"] } else { &["unit", "year"] };
    let utf8 = if options.bom { "utf-8-sig" } else { "utf-8" };
    let Resource { format, paths, parted } = resource;
    let parquet = format.name == "parquet";
    let panel = Described {
        name: "panel",
        title: "政府信息公开工作年度报告面板数据 / Panel of annual reports on open government information",
        path: match paths {
            [one] if !parted => Paths::One(one),
            many => Paths::Many(many),
        },
        // Programs that know data packages read text and sheets; Parquet is described and not read.
        profile: if parquet { "data-resource" } else { "tabular-data-resource" },
        kind: if parquet { "file" } else { "table" },
        format: if format.name == "jsonl" { "ndjson" } else { format.name },
        mediatype: format.media_type,
        encoding: format.is_text.then_some(if format.name == "csv" { utf8 } else { "utf-8" }),
        partitions: parted.then_some(PARTED_BY),
        schema: schema(super::columns(options), key),
    };
    let codebook = Described {
        name: "codebook",
        title: "各列的含义 / What the columns mean",
        path: Paths::One("codebook.csv"),
        profile: "tabular-data-resource",
        kind: "table",
        format: "csv",
        mediatype: "text/csv",
        encoding: Some(utf8),
        partitions: None,
        schema: schema(codebook::columns(), &["column"]),
    };
    let package = Package {
        profile: "data-package",
        name: "gongkai-panel",
        title: "政府信息公开工作年度报告面板数据 / Panel of annual reports on open government information",
        description: "由 gongkai panel 生成，每个单位每个年度一份报告；flags 或 flag 说明每个数字的来历和缺失的原因。\nMade by gongkai panel, one report for each unit and year; flags or flag say how each number is known and why one is missing.",
        version: format!("{}+codebook.{}", env!("CARGO_PKG_VERSION"), harmony::VERSION),
        resources: [panel, codebook],
    };
    serde_json::to_string_pretty(&package).map(|text| text + "\n")
}
