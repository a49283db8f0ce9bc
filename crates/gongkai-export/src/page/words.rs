//! Words for the ids of the model, in two languages.

use gongkai_model::{Kind, Language, Level, Scope, SectionId, Severity, TableId, Value};

use super::pick;

/// What sort of organ.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    let (zh, en) = match kind {
        Kind::Government => ("人民政府", "government"),
        Kind::GovernmentOffice => ("政府办公厅（室）", "office of a government"),
        Kind::Department => ("政府部门", "department"),
        Kind::Subdistrict => ("街道办事处", "subdistrict"),
        Kind::DispatchedOffice => ("派出机构", "dispatched office"),
        Kind::DevelopmentZone => ("开发区管委会", "development zone"),
        Kind::AuthorisedOrganisation => ("授权组织", "authorised organisation"),
        Kind::PublicInstitution => ("公共企事业单位", "public institution"),
    };
    pick(language, zh, en)
}

/// Which level of administration.
pub fn level(level: Level, language: Language) -> &'static str {
    let (zh, en) = match level {
        Level::Central => ("中央", "central level"),
        Level::Province => ("省级", "province level"),
        Level::Prefecture => ("地市级", "prefecture level"),
        Level::County => ("县级", "county level"),
        Level::Township => ("乡级", "township level"),
    };
    pick(language, zh, en)
}

/// Whose work the figures cover.
pub fn scope(scope: Scope, language: Language) -> &'static str {
    let (zh, en) = match scope {
        Scope::OwnOrgan => ("本机关", "the organ itself"),
        Scope::WholeGovernment => {
            ("本级政府及其部门、下级政府", "the government with its departments and lower governments")
        }
        Scope::System => ("本系统", "the system that it heads"),
    };
    pick(language, zh, en)
}

/// How much a diagnostic matters.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    let (zh, en) = match severity {
        Severity::Note => ("说明", "note"),
        Severity::Advisory => ("提示", "advisory"),
        Severity::Warning => ("警告", "warning"),
        Severity::Error => ("错误", "error"),
    };
    pick(language, zh, en)
}

/// A severity, for so many of them.
pub fn severities(severity: Severity, count: usize, language: Language) -> &'static str {
    match (severity, language, count) {
        (_, Language::Zh, _) | (_, _, 1) => self::severity(severity, language),
        (Severity::Note, ..) => "notes",
        (Severity::Advisory, ..) => "advisories",
        (Severity::Warning, ..) => "warnings",
        (Severity::Error, ..) => "errors",
    }
}

/// What stands in a cell.
pub fn state(value: &Value, language: Language) -> &'static str {
    let (zh, en) = match value {
        Value::Number(_) => ("数字", "number"),
        Value::Blank => ("空白", "blank"),
        Value::NotApplicable => ("不适用", "not applicable"),
        Value::None => ("无", "none (无)"),
        Value::Text(_) => ("文字", "text"),
        Value::Unreadable(_) => ("无法确定", "undecided"),
        Value::Missing => ("报告中没有这一格", "not in the report"),
    };
    pick(language, zh, en)
}

/// What was done to a repaired cell; the code itself where it has no words yet.
pub fn repair(reason: &str, language: Language) -> String {
    let (zh, en) = match reason {
        "digits_rejoined" => ("拆开的数字已合并", "the parts of a split number were joined"),
        "digits_parted" => (
            "连成一串的数字已分开，只有这一种分法成立",
            "figures that ran together were parted in the only way that can be",
        ),
        "rows_in_order" => (
            "数字与标签分离，按格式的次序归位，各项之和全部成立",
            "the figures stood apart from their labels; taken in the order of the form every sum holds",
        ),
        "columns_by_sums" => (
            "空白格没有留下痕迹，按格式规定的各项之和归位",
            "blank cells left no trace; the column follows from the sums of the form",
        ),
        "list_parted" => (
            "连成一串的数字已按各栏分开，只有这一种分法成立",
            "the figures of the columns ran together and were parted in the only way that can be",
        ),
        "cells_parted" => {
            ("一格内的几个数已按空白分开", "several numbers in one cell were parted at the space between them")
        }
        _ => return reason.into(),
    };
    pick(language, zh, en).into()
}

/// What a table is about.
pub fn table_title(table: TableId, language: Language) -> &'static str {
    let (zh, en) = match table {
        TableId::Proactive => ("主动公开政府信息情况", "information disclosed proactively"),
        TableId::Requests => ("收到和处理政府信息公开申请情况", "requests received and processed"),
        TableId::Disputes => ("政府信息公开行政复议、行政诉讼情况", "reconsideration and litigation"),
        TableId::Statistics => ("政府信息公开情况统计表", "statistics of open government information"),
    };
    pick(language, zh, en)
}

/// The name of a section.
pub fn section(section: SectionId, language: Language) -> &'static str {
    let (zh, en) = match section {
        SectionId::Preamble => ("正文之前", "before the first section"),
        SectionId::Overview => ("一、总体情况", "1 overview"),
        SectionId::ProactiveDisclosure => ("二、主动公开政府信息情况", "2 proactive disclosure"),
        SectionId::Requests => ("三、收到和处理政府信息公开申请情况", "3 requests"),
        SectionId::ReviewLitigation => ("四、政府信息公开行政复议、行政诉讼情况", "4 reconsideration and litigation"),
        SectionId::ProblemsImprovements => ("五、存在的主要问题及改进情况", "5 problems and improvements"),
        SectionId::OtherMatters => ("六、其他需要报告的事项", "6 other matters"),
    };
    pick(language, zh, en)
}
