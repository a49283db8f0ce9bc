//! A Word document: merged cells, numbers made by lists, changes that were tracked, and the noise of word processors.

use std::io::{Cursor, Write as _};

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Sheet};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NUMERALS: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The choices that hold for a whole document.
struct Style {
    /// Text is split into runs anywhere.
    split: bool,
    /// Figures that were replaced by a tracked change.
    tracked: bool,
    /// Runs that are not shown, codes of fields, marks of proofing.
    noise: bool,
    /// Content controls around paragraphs, rows and cells.
    controls: bool,
    /// Headings are numbered by a list.
    numbered: bool,
    /// Paragraphs in text boxes.
    boxes: bool,
}

/// The main part.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style = Style {
        split: dice.chance(50),
        tracked: dice.chance(30),
        noise: dice.chance(40),
        controls: dice.chance(25),
        numbered: dice.chance(40),
        boxes: dice.chance(15),
    };
    let space = if dice.chance(15) { STRICT } else { TRANSITIONAL };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{space}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:body>"
    );
    let mut numbered = 0;
    for part in parts {
        text.push_str(&match part {
            Part::Title(words) => paragraph(words, "<w:pStyle w:val=\"Title\"/>", &style, dice),
            Part::Heading(words) => {
                let mark = NUMERALS.get(numbered).map(|numeral| format!("{numeral}、")).unwrap_or_default();
                match words.strip_prefix(&mark).filter(|_| style.numbered) {
                    Some(words) => {
                        numbered += 1;
                        paragraph(words, "<w:pStyle w:val=\"Section\"/>", &style, dice)
                    }
                    None => paragraph(words, "", &style, dice),
                }
            }
            Part::Paragraph(words) if style.boxes && dice.chance(20) => boxed(words, &style, dice),
            Part::Paragraph(words) => paragraph(words, "", &style, dice),
            Part::Page(number) => paragraph(&format!("- {number} -"), "", &style, dice) + PAGE,
            Part::Table(sheet) => table(sheet, &style, dice),
        });
    }
    text + "<w:sectPr/></w:body></w:document>"
}

const PAGE: &str = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn paragraph(text: &str, properties: &str, style: &Style, dice: &mut Dice) -> String {
    let paragraph = format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", runs(text, style, dice));
    match style.controls && dice.chance(20) {
        true => format!("<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"),
        false => paragraph,
    }
}

/// A text box twice, as Word writes it: for programs that are new, and for old ones.
fn boxed(text: &str, style: &Style, dice: &mut Dice) -> String {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text, "", style, dice));
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx>\
         </wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
}

/// The text as runs.
fn runs(text: &str, style: &Style, dice: &mut Dice) -> String {
    let mut all = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let most = if style.split { 1 + dice.below(8) } else { usize::MAX };
        let end = rest.char_indices().nth(most).map_or(rest.len(), |(at, _)| at);
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        let lines: Vec<String> =
            piece.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
        let run = format!("<w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\"/></w:rPr>{}</w:r>", lines.join("<w:br/>"));
        if style.tracked && dice.chance(15) {
            let old = dice.below(900);
            all.push_str(&format!(
                "<w:del w:id=\"1\"><w:r><w:delText>{old}</w:delText></w:r></w:del><w:ins w:id=\"2\">{run}</w:ins>"
            ));
        } else {
            all.push_str(&run);
        }
        if style.noise && dice.chance(15) {
            all.push_str(["<w:proofErr w:type=\"spellStart\"/>", HIDDEN, FIELD][dice.below(3)]);
        }
    }
    all
}

const HIDDEN: &str = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>77</w:t></w:r>";
const FIELD: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> SEQ 12 </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

fn table(sheet: &Sheet, style: &Style, dice: &mut Dice) -> String {
    let columns = "<w:gridCol w:w=\"900\"/>".repeat(sheet.columns);
    let mut text = format!("<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>");
    for row in 0..sheet.rows {
        if style.tracked && dice.chance(10) {
            text.push_str(
                "<w:tr><w:trPr><w:del w:id=\"3\"/></w:trPr><w:tc><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:tc></w:tr>",
            );
        }
        let row = format!("<w:tr><w:trPr/>{}</w:tr>", cells(sheet, row, style, dice));
        text.push_str(&match style.controls && dice.chance(10) {
            true => format!("<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"),
            false => row,
        });
    }
    text + "</w:tbl>"
}

/// The cells of a row; one that goes on from above is a cell of its own without text.
fn cells(sheet: &Sheet, row: usize, style: &Style, dice: &mut Dice) -> String {
    let covers = |cell: &&Cell| (cell.row..cell.row + cell.row_span).contains(&row);
    let mut cells: Vec<&Cell> = sheet.cells.iter().filter(covers).collect();
    cells.sort_by_key(|cell| cell.column);
    let mut text = String::new();
    let mut column = 0;
    for cell in cells {
        // Positions that the sheet has no cell for.
        (column..cell.column).for_each(|_| text.push_str("<w:tc><w:p/></w:tc>"));
        column = cell.column + cell.column_span;
        let mut properties = String::from("<w:tcW w:w=\"900\" w:type=\"dxa\"/>");
        if cell.column_span > 1 {
            properties.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", cell.column_span));
        }
        if cell.row_span > 1 {
            properties.push_str(if cell.row == row { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" });
        }
        let words = if cell.row == row { cell.text.as_str() } else { "" };
        let paragraphs: String = match dice.chance(50) {
            true => words.split('\n').map(|line| paragraph(line, "", style, dice)).collect(),
            false => paragraph(words, "", style, dice),
        };
        text.push_str(&format!("<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"));
    }
    text
}

/// The package around a main part.
pub(in crate::writer) fn package(document: &str) -> Vec<u8> {
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let near = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/><Relationship Id=\"r2\" Type=\"{OFFICE}/numbering\" \
         Target=\"/word/numbering.xml\"/></Relationships>"
    );
    let styles = format!(
        "<w:styles xmlns:w=\"{TRANSITIONAL}\"><w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Section\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/>\
         </w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>"
    );
    let numbering = format!(
        "<w:numbering xmlns:w=\"{TRANSITIONAL}\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
         <w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"Section\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1、\"/>\
         </w:lvl></w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>"
    );
    let parts = [
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", &near),
        ("word/styles.xml", &styles),
        ("word/numbering.xml", &numbering),
    ];
    zipped(&parts.map(|(name, text)| (name, text.as_bytes())))
}

/// Members as a package.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member can be begun");
        writer.write_all(bytes).expect("a member can be written");
    }
    writer.finish().expect("a package can be finished").into_inner()
}
