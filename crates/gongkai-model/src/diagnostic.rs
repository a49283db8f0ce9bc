//! What is odd about a source or a reading, for people: a code, a place, and a sentence in two languages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Locus, TableId};

/// Language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Worth a look; often there is a good reason.
    Advisory,
    /// Something was repaired or is unusual.
    Warning,
    /// Something that the form demands could not be read or is not there.
    Error,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Advisory, Self::Note];

    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Advisory => "advisory",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A sort of diagnostic: its code and its sentences, with `{name}` for arguments.
#[derive(Debug)]
pub struct DiagnosticKind {
    /// Stable code, snake_case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Sentence in Chinese.
    pub zh: &'static str,
    /// Sentence in English.
    pub en: &'static str,
}

/// A diagnostic: a kind, its arguments, its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Code from [`CATALOG`].
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Arguments of the sentence.
    pub arguments: BTreeMap<String, String>,
    /// Where in the source.
    pub locus: Option<Locus>,
}

impl Diagnostic {
    /// A diagnostic of the catalog.
    ///
    /// # Panics
    /// In debug builds, if the code is not in [`CATALOG`]; a test over the catalog and the workspace's sources keeps that from happening.
    pub fn new(code: &'static str, arguments: &[(&str, &str)], locus: Option<Locus>) -> Self {
        let severity = kind(code).map_or(Severity::Warning, |kind| kind.severity);
        debug_assert!(kind(code).is_some(), "{code} is not in the catalog");
        let arguments = arguments.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Self { code: code.into(), severity, arguments, locus }
    }

    /// Whether it says that a file of a package, or the rest of a package, was not read.
    pub fn is_of_package(&self) -> bool {
        matches!(self.code.as_str(), "member_unread" | "package_unread")
    }

    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        let Some(kind) = kind(&self.code) else { return self.code.clone() };
        let template = match language {
            Language::Zh => kind.zh,
            Language::En => kind.en,
        };
        self.arguments.iter().fold(template.to_owned(), |text, (name, value)| {
            // Tables are named in Chinese in the data; everything else is quoted as the source has it.
            let value = match (language, name.as_str()) {
                (Language::En, "table") => in_english(value),
                (Language::En, "number") => in_digits(value),
                _ => value,
            };
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

fn in_english(table: &str) -> &str {
    let all = [TableId::Proactive, TableId::Requests, TableId::Disputes, TableId::Statistics];
    let id = all.into_iter().find(|id| id.name() == table);
    id.map_or(table, |id| id.name_en())
}

fn in_digits(numeral: &str) -> &str {
    let numerals = [("一", "1"), ("二", "2"), ("三", "3"), ("四", "4"), ("五", "5"), ("六", "6")];
    numerals.into_iter().find(|(chinese, _)| *chinese == numeral).map_or(numeral, |(_, digit)| digit)
}

fn kind(code: &str) -> Option<&'static DiagnosticKind> {
    CATALOG.iter().find(|kind| kind.code == code)
}

macro_rules! catalog {
    ($($severity:ident $code:literal $zh:literal $en:literal)*) => {
        /// Every sort of diagnostic that `gongkai` gives about a source or a reading.
        pub const CATALOG: &[DiagnosticKind] = &[
            $(DiagnosticKind { code: $code, severity: Severity::$severity, zh: $zh, en: $en },)*
        ];
    };
}

catalog! {
    // importers
    Note "charset_detected"
        "文件未声明编码，按 {charset} 读取。"
        "The file declares no charset; read as {charset}."
    Warning "charset_declared_wrong"
        "声明的编码 {declared} 与内容不符，按 {charset} 读取。"
        "The declared charset {declared} does not fit the bytes; read as {charset}."
    Warning "charset_damaged"
        "有 {count} 处字节无法按 {charset} 解码，以 � 代替。"
        "{count} places could not be decoded as {charset} and stand as �."
    Warning "control_characters_removed"
        "去掉了 {count} 个控制字符。"
        "{count} control characters were removed."
    Warning "document_too_long"
        "文件过长，只在前 {limit} 个单元格中查找表格。"
        "The document is very long; tables were looked for in its first {limit} cells only."
    Warning "table_too_large"
        "表格超过 {limit} 个单元格，其余按文本保留。"
        "The table has more than {limit} cells; the rest is kept as text."
    // web pages
    Warning "hidden_rows_left_out"
        "表格中有 {count} 行或格在网页上不显示，没有读取。"
        "The page does not show {count} rows or cells of the table; they were left out."
    Warning "cell_tag_missing"
        "表格中有 {count} 处文字不在单元格内，按缺少开始标签的单元格读取。"
        "{count} pieces of text stood in a row of a table and in no cell; each was read as a cell whose start tag is missing."
    Note "hidden_text_left_out"
        "正文中有 {count} 个字在网页上不显示，没有读取。"
        "The page does not show a part of its article ({count} characters); it was left out."
    Warning "span_cut"
        "单元格合并的列数过大，按不超过 {limit} 列处理。"
        "A cell covers too many columns; the table was cut at {limit}."
    Warning "page_too_deep"
        "网页的元素嵌套过深，内层只保留文字。"
        "The elements of the page are nested too deep; of the inner ones only the text was kept."
    Error "page_too_large"
        "网页的元素过多，其后的内容没有读取。"
        "The page has too many elements; what follows was not read."
    Note "article_not_shown"
        "网页本身不显示正文；正文取自脚本、模板或隐藏的元素。"
        "The page itself does not show its article; it was taken from a script, a template or a hidden element."
    Error "report_in_attachment"
        "网页上没有报告正文，只指向 {count} 个文件：{files}。请下载后读取文件。"
        "The page has no article; it points to files ({count}): {files}. Download and read those."
    Error "page_without_article"
        "网页上没有正文，也没有指向文件。"
        "The page has no article and points to no file."
    Warning "pictures_not_read"
        "正文中有 {count} 张图片；图片中的文字和表格读不到。"
        "The article has {count} pictures; text and tables in pictures are not read."
    Error "member_unread"
        "压缩包中的 {member} 没有读取：{reason_zh}"
        "{member} in the package was not read: {reason_en}"
    Error "package_unread"
        "压缩包的其余部分没有读取：{reason_zh}"
        "The rest of the package was not read: {reason_en}"
    // plugins of others
    Note "read_by_plugin"
        "由外部插件 {plugin} 读取；它识别错的，这里也是错的。"
        "Read by the external plugin {plugin}: what it got wrong is wrong here as well."
    // word processors
    Note "tracked_changes"
        "文档带有 {count} 处修订痕迹，按接受全部修订后的文字读取。"
        "The document has {count} tracked changes; it was read as if all were accepted."
    Note "hidden_words_left_out"
        "文档中有 {count} 个字不显示，没有读取。"
        "The document holds {count} characters that it does not show; they were left out."
    Note "macros_ignored"
        "文档带有宏；宏没有读取，也不会运行。"
        "The document has macros; they were neither read nor run."
    Warning "objects_not_read"
        "文档中嵌入了 {count} 个对象（{names}），其中的内容没有读取。"
        "The document has embedded objects ({count}: {names}); what is in them was not read."
    Warning "document_stops"
        "文件不完整：还有 {count} 处没有结束就中断了，其后的内容缺失。"
        "The file is not whole: it stops with {count} groups still open, and what follows is missing."
    Warning "part_unreadable"
        "文件内的 {part} 损坏，没有读取：{reason}"
        "The part {part} of the file is damaged and was not read: {reason}"
    // fixed pages
    Note "page_numbers_left_out"
        "去掉了 {count} 页的页码。"
        "The page numbers of {count} pages were left out."
    Warning "rules_not_read"
        "第 {page} 页的线条过多，没有按线条查找表格。"
        "Page {page} has too many drawn lines; tables were not looked for by lines."
    Error "pages_are_pictures"
        "第 {pages} 页没有文字，只有图片；请先做文字识别（OCR）。"
        "Pages without text, which are pictures: {pages}. Recognise their text first (OCR)."
    Warning "text_recognised"
        "有 {count} 个字是图片后面不显示的文字，一般由扫描后识别（OCR）得来，可能有误。"
        "{count} characters lie invisible behind pictures; as a rule they come from OCR of a scan and may be wrong."
    Warning "glyphs_without_characters"
        "有 {count} 个字形没有对应的字符，以 � 代替。"
        "{count} glyphs have no character and stand as �."
    Error "fonts_not_read"
        "有 {count} 种字体无法读取，用它们写的文字缺失。"
        "{count} fonts cannot be read; the text set in them is missing."
    Note "text_outside_page"
        "有 {count} 个字在页面之外，没有读取。"
        "{count} characters lie outside their pages; they were left out."
    Note "annotations_not_read"
        "文件带有 {count} 处批注、水印或图章，其中的文字没有读取。"
        "The file has {count} annotations, watermarks or stamps; text in them was not read."
    Note "signatures_not_verified"
        "文件带有 {count} 个数字签名或电子印章，没有验证。"
        "The file has {count} digital signatures or seals, which were not verified."
    // spreadsheets
    Warning "hidden_sheets_left_out"
        "有 {count} 张工作表是隐藏的，没有读取：{names}。"
        "Hidden sheets were left out ({count}): {names}."
    Warning "quotation_mark_not_closed"
        "第 {row} 行有引号打开后没有关闭；从这一行起引号按普通字符读取，请核对这些行。"
        "A quotation mark that opens in row {row} is never closed; from this row on such marks are read like other characters. Look at these rows."
    Warning "hidden_cells_left_out"
        "工作表“{sheet}”有 {count} 个有内容的单元格不显示（在隐藏的行、列，或被合并的单元格盖住），没有读取。"
        "The sheet \"{sheet}\" holds {count} cells that it does not show (in hidden rows or columns, or below merged cells); they were left out."
    Error "formulas_without_value"
        "工作表“{sheet}”有 {count} 个公式没有保存计算结果，读不到数；请用表格软件打开、保存后再读。"
        "The sheet \"{sheet}\" has {count} formulas without a saved value; open it in a program for spreadsheets, save it and read that."
    // structure
    Error "section_absent"
        "缺少第{number}部分“{section}”。"
        "Section {number} \"{section}\" is absent."
    Warning "section_heading_unnumbered"
        "标题“{heading}”没有“{number}、”的编号。"
        "The heading \"{heading}\" lacks its number {number}."
    Error "table_absent"
        "没有找到{table}（{title}）。"
        "{table} ({title}) was not found."
    Error "table_stops"
        "{table}在“{after}”之后中断，其后 {count} 格缺失（从“{next}”起）。"
        "{table} stops after \"{after}\"; {count} cells from \"{next}\" on are missing."
    Error "row_absent"
        "{table}缺少“{row}”一行。"
        "{table} lacks the row \"{row}\"."
    Error "second_report"
        "同一文件中还有另一份报告，只读了第一份；请分成两个文件再读。"
        "Another report follows in the same file; only the first one was read. Put them into files of their own."
    Error "table_repeated"
        "{table}出现不止一次，只读了第一次。"
        "{table} occurs more than once; only the first one was read."
    Warning "editions_mixed"
        "各表版式不一：{editions}。"
        "The tables are of different editions: {editions}."
    Warning "edition_undecided"
        "{table}没有能区分版式的标签，按 {edition} 版读取。"
        "No label of {table} tells its edition; read as {edition}."
    // reading
    Warning "label_unlike"
        "标签“{found}”按“{label}”读取。"
        "The label \"{found}\" was read as \"{label}\"."
    Warning "digits_rejoined"
        "{table}“{row}”一行有一个数被拆到相邻两处；合并后该行之和成立，已合并。"
        "{table}, row \"{row}\": the digits of one number stood apart; joined, the row adds up."
    Warning "digits_parted"
        "{table}有 {count} 行各格的数字连成一串；只有一种分法成立，已按此分开。"
        "{table}: the cells of rows ran together (rows: {count}); they were parted in the only way that can be."
    Warning "rows_in_order"
        "{table}的数字与标签分离；按格式的次序排成 {count} 行，格式规定的各项之和全部成立。"
        "{table}: the figures stand apart from their labels; taken in the order of the form they make up {count} rows, and every sum of the form holds."
    Warning "columns_by_sums"
        "{table}有 {count} 行的空白格没有留下痕迹；各数所在的栏只按格式规定的各项之和判断，判断不了的格不作认定。"
        "{table}: the blank cells of rows left no trace (rows: {count}); the columns of their figures follow from the sums of the form, and cells that no sum decides are left open."
    Warning "cells_parted"
        "{table}“{row}”一行有几个数挤在一格；按空白分开后该行之和成立，已分开。"
        "{table}, row \"{row}\": one cell held several numbers; parted at the white space, the row adds up."
    Error "row_undecided"
        "{table}“{row}”一行的数字无法确定属于哪一栏：{raw}。"
        "{table}, row \"{row}\": which columns the figures belong to is not decided: {raw}."
    Error "figures_undecided"
        "{table}的数字无法确定属于哪一栏：{raw}。"
        "{table}: which columns the figures belong to is not decided: {raw}."
    Error "figures_absent"
        "{table}有表头而没有数据行。"
        "{table} has a header and no row of figures."
    Error "block_absent"
        "{table}缺少“{block}”的数字。"
        "{table} lacks the figures of \"{block}\"."
    Error "cell_unreadable"
        "{table}“{row}”一格无法确定：{raw}。"
        "{table}, \"{row}\": the cell cannot be decided: {raw}."
    Warning "text_unplaced"
        "{table}内有未能归位的内容：{raw}。"
        "{table} holds something that fits no row: {raw}."
    Warning "subtotal_left_out"
        "{table}多出“小计”一栏（法人或其他组织五栏之和），格式中没有，未计入。"
        "{table} has a column 小计 (the sum of the five organisations) that the form does not have; it was left out."
    // identity
    Warning "agency_not_found"
        "没有找到编制机关的名称。"
        "The name of the reporting organ was not found."
    Warning "year_not_found"
        "没有找到报告年度。"
        "The year reported on was not found."
    Warning "year_disputed"
        "标题的年度为 {title}，正文多次出现 {text}。"
        "The title says {title}, the text mostly {text}."
    Error "form_before_2019"
        "2018 年及以前的报告没有现行的各表；也没有找到统计表，只给出正文。"
        "Reports up to 2018 do not have the tables in force since; no statistics table was found either, only the text is given."
    Warning "list_parted"
        "指标“{row}”的数字连成一串“{raw}”；只有一种分法成立，已按此分开。"
        "The figures of \"{row}\" ran together as {raw}; they were parted in the only way that can be."
    Error "list_undecided"
        "指标“{row}”的数字连成一串“{raw}”，有多种分法，无法确定。"
        "The figures of \"{row}\" ran together as {raw}; they can be parted in several ways."
    Error "blank_form"
        "表格全部空白，是未填的格式。"
        "All cells are blank: this is the form, not filled in."
    Error "not_a_report"
        "这不是政府信息公开工作年度报告：没有报告的标题、章节和表格。"
        "This is not an annual report on open government information: it has no title, section or table of one."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_says_the_same_arguments_in_both_languages() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
            // A reason is given in both languages.
            for name in &mut names {
                *name = name.trim_end_matches("_zh").trim_end_matches("_en").to_owned();
            }
            names.sort();
            names.dedup();
            names
        };
        for kind in CATALOG {
            assert_eq!(names(kind.zh), names(kind.en), "{}", kind.code);
            assert_eq!(CATALOG.iter().filter(|other| other.code == kind.code).count(), 1, "{}", kind.code);
        }
    }

    #[test]
    fn message_fills_arguments() {
        let diagnostic = Diagnostic::new("row_absent", &[("table", "Table 3"), ("row", "granted")], None);
        assert_eq!(diagnostic.message(Language::En), "Table 3 lacks the row \"granted\".");
    }
}
