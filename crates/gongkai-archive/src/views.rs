//! What people may ask of an archive: the views that stay from version to version, each with what its columns mean.

use rusqlite::Connection;

use crate::error::Result;
use crate::wide;

/// A view, for people.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// What a row is, in Chinese and English.
    pub about: (&'static str, &'static str),
    /// Its columns in order, each with its meaning in Chinese and English.
    pub columns: &'static [ViewColumn],
    /// What it selects.
    sql: &'static str,
}

/// A column of a view: name, meaning in Chinese, meaning in English.
pub type ViewColumn = (&'static str, &'static str, &'static str);

const DOCUMENT: ViewColumn =
    ("document", "文档编号，各视图以此相连", "number of the document, by which views are joined");
const CAPTURE: ViewColumn =
    ("capture", "原件编号（gongkai archive show）", "number of the capture (gongkai archive show)");
const SOURCE: ViewColumn = ("source", "网址或路径", "address or path");
const AGENCY: ViewColumn = ("agency", "报告单位", "the reporting organ");
const YEAR: ViewColumn = ("year", "报告年度", "the year reported on");
const KIND: ViewColumn = ("kind", "单位类别：government、department……", "kind of organ: government, department …");
const LEVEL: ViewColumn = (
    "level",
    "层级：central、province、prefecture、county、township",
    "level: central, province, prefecture, county, township",
);
const PROVINCE: ViewColumn = ("province", "省、自治区、直辖市", "province");
const CODE: ViewColumn = ("code", "统计用区划代码，12 位", "code of the division, 12 digits");

/// The views.
pub const VIEWS: &[View] = &[
    View {
        name: "reports",
        about: ("每个文档一行", "one row a document"),
        columns: &[
            DOCUMENT,
            CAPTURE,
            SOURCE,
            ("number", "原件中的第几个文档", "1, 2 … within the capture"),
            ("status", "report 报告，blank_form 空表，not_a_report 不是报告", "report, blank_form, not_a_report"),
            ("title", "标题", "title"),
            AGENCY,
            YEAR,
            ("published", "发布日期", "day of publication"),
            KIND,
            LEVEL,
            CODE,
            PROVINCE,
            ("prefecture", "地市", "prefecture"),
            ("county", "区县", "county"),
            ("superior", "上级单位", "the unit whose report should cover it"),
            ("scope", "数据范围：own_organ、whole_government、system", "whose work: own_organ, whole_government, system"),
            ("fetched_at", "取得时间", "when the capture was obtained"),
            ("digest", "原件的 SHA-256", "SHA-256 of the capture"),
        ],
        sql: "SELECT * FROM main.report_list",
    },
    View {
        name: "facts_long",
        about: ("每个数据一行", "one row a figure"),
        columns: &[
            DOCUMENT,
            CAPTURE,
            SOURCE,
            AGENCY,
            YEAR,
            ("edition", "表格版式", "edition of the table"),
            ("cell", "单元格路径", "path of the cell"),
            ("label", "单元格标签", "label of the cell"),
            ("value", "原样的数字或文字", "number or text as printed"),
            ("number", "数字", "the number"),
            ("unit", "计量单位", "unit as printed"),
            ("state", "状态：number、blank、missing……", "state: number, blank, missing …"),
            ("raw", "原文", "text as written"),
            ("obtained", "read 原文，repaired 修复", "read, repaired"),
            ("first_reading", "修复前的读法", "what was read before the repair"),
            ("candidates", "可能的读法，以 | 分隔", "readings that are left, parted by |"),
            ("locus", "位置", "place in the source"),
            ("nth", "同一数据第几次出现，从 0 起", "mention of a figure that is told several times, from 0"),
        ],
        sql: "SELECT * FROM main.facts_long",
    },
    View {
        name: "facts_wide",
        about: (
            "每份报告一行，表格的每个单元格一列，列名即单元格路径（加双引号）",
            "one row a report, a column for each cell of the forms, named by its path (in double quotes)",
        ),
        columns: &[DOCUMENT, AGENCY, YEAR, KIND, LEVEL, PROVINCE, CODE, CAPTURE, SOURCE],
        // No joins: SQLite makes them even where an aggregate asks for nothing of them.
        sql: "SELECT wide.document, wide.agency, wide.year, wide.kind, wide.level, wide.province,
                     (SELECT code FROM main.documents WHERE documents.id = wide.document) AS code,
                     wide.document >> 16 AS capture,
                     (SELECT url FROM main.captures WHERE captures.id = wide.document >> 16) AS source {cells}
              FROM main.wide",
    },
    View {
        name: "findings",
        about: ("每个问题一行", "one row a finding"),
        columns: &[
            DOCUMENT,
            CAPTURE,
            SOURCE,
            AGENCY,
            YEAR,
            PROVINCE,
            ("rule", "规则编号", "id of the rule"),
            ("severity", "级别：error、warning、advisory、note", "severity: error, warning, advisory, note"),
            ("message_zh", "说明（中文）", "what is wrong, in Chinese"),
            ("message_en", "说明（英文）", "what is wrong, in English"),
            ("fingerprint", "指纹，不随格式和位置变化", "fingerprint, the same whatever format and place"),
        ],
        sql: "SELECT findings.document, documents.capture, captures.url AS source, documents.agency, documents.year,
                     documents.province, findings.rule, findings.severity, findings.json ->> '$.message.zh' AS message_zh,
                     findings.json ->> '$.message.en' AS message_en, findings.fingerprint
              FROM main.findings LEFT JOIN main.documents ON documents.id = findings.document
              LEFT JOIN main.captures ON captures.id = documents.capture",
    },
    View {
        name: "captures",
        about: ("每件原件一行", "one row a capture"),
        columns: &[
            ("capture", "原件编号", "its number"),
            SOURCE,
            ("status", "HTTP 状态码；文件为空", "HTTP status; empty: a file"),
            ("media_type", "声明的类型", "media type as declared"),
            ("digest", "SHA-256", "SHA-256"),
            ("size", "字节数", "bytes"),
            ("fetched_at", "取得时间", "when it was obtained"),
            ("adapter", "网站系统", "site adapter"),
            ("purpose", "用途：portal、list、item、attachment", "what it was asked for: portal, list, item, attachment"),
            ("parent", "引出它的原件", "source of the capture that led to it"),
            ("saved_from", "另存前的网址", "address that a saved page was saved from"),
            ("error_zh", "读不出的原因（中文）", "why it cannot be read, in Chinese"),
            ("error_en", "读不出的原因（英文）", "why it cannot be read, in English"),
        ],
        sql: "SELECT captures.id AS capture, captures.url AS source, captures.status, captures.media_type, captures.digest,
                     captures.size, captures.fetched_at, captures.adapter, captures.purpose, captures.parent,
                     captures.saved_from, readings.error_zh, readings.error_en
              FROM main.captures LEFT JOIN main.readings ON readings.capture = captures.id",
    },
];

/// Makes the views for a connection. Those of a name that a table has hide it there.
pub(crate) fn make(connection: &Connection) -> Result<()> {
    let mut cells = String::new();
    for cell in wide::columns(connection)? {
        cells += ", wide.";
        cells += &wide::quoted(&cell);
    }
    for view in VIEWS {
        let sql = view.sql.replace("{cells}", &cells);
        connection.execute_batch(&format!("CREATE TEMP VIEW {} AS {sql}", view.name))?;
    }
    Ok(())
}
