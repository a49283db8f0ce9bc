//! The whole report as JSON, with a version number and a JSON Schema.
//!
//! One object for all sources: `{"version": 1, "sources": [{"source", "sha256", "error", "reports"}]}`. A source that
//! could not be read is in the list, with its error and without reports.

use std::io::{self, Write};

use gongkai_model::Report;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::{Content, Format, Options, Pieces, Reading, Shape};

/// Version of the shape. Fields may be added within a version; nothing is renamed or removed.
pub const VERSION: u32 = 1;

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    summary: (
        "完整的报告，供程序读取（结构见 docs/report.schema.json）",
        "the whole report, for programs (docs/report.schema.json)",
    ),
    content: Content::Reports,
    shape: Shape::Pieces(Pieces {
        head: |out, _| writeln!(out, "{{\"version\":{VERSION},\"sources\":["),
        source,
        between: ",\n",
        tail: "\n]}\n",
    }),
};

/// A source and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceJson<'a> {
    /// Path, address, or `-` for standard input.
    source: &'a str,
    /// SHA-256 of the bytes, in hex; null when there were none.
    sha256: Option<String>,
    /// Why the source could not be read; null when it was read.
    error: Option<&'a str>,
    /// The reports in the source, one as a rule.
    reports: &'a [Report],
}

/// Annual reports on open government information, as `gongkai parse --format json` writes them.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "Reports")]
#[allow(dead_code)] // Only its schema is used: sources are written one by one.
struct FileJson<'a> {
    /// Version of this shape.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The sources, in the order in which they were given.
    sources: Vec<SourceJson<'a>>,
}

/// JSON Schema of the format.
pub fn schema() -> Schema {
    schemars::schema_for!(FileJson<'static>)
}

fn source(out: &mut dyn Write, reading: &Reading<'_>, _: &Options) -> io::Result<()> {
    let source = SourceJson {
        source: reading.source,
        sha256: reading.digest.map(|digest| digest.to_string()),
        error: reading.error,
        reports: reading.reports,
    };
    serde_json::to_writer(out, &source)?;
    Ok(())
}
