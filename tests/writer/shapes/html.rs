//! A web page: containers and frames of many sites, tables with spans, and the noise of editors and of Word.

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Role, Sheet};

/// Where the article stands.
const CONTAINERS: &[(&str, &str)] = &[
    ("<div id=\"zoom\">", "</div>"),
    ("<div class=\"TRS_Editor\"><style>p{margin:0}</style>", "</div>"),
    ("<div id='vsb_content_2'><div class=\"v_news_content\">", "</div></div>"),
    ("<div class=\"pages_content\" id=\"UCAP-CONTENT\">", "</div>"),
    ("<div class=\"w\"><div class=\"c\">", "</div></div>"),
    ("<table width=980><tr><td>", "</td></tr></table>"),
    ("", ""),
];

/// The choices that hold for a whole page.
struct Style {
    /// Word's classes, styles and empty elements.
    word: bool,
    /// Cells and rows are not closed.
    unclosed: bool,
    /// `thead`, and the last row in a `tfoot` before the body.
    sections: bool,
    /// Rows that are not shown.
    hidden: bool,
    /// Rows without cells, and Word's row of no height.
    filler: bool,
    /// Spans that reach beyond the table.
    long_spans: bool,
    /// Elements that nobody opened or closed.
    stray: bool,
    /// Cells whose start tags are gone.
    lost_tags: bool,
}

impl Style {
    fn drawn(dice: &mut Dice) -> Self {
        Self {
            word: dice.chance(30),
            unclosed: dice.chance(30),
            sections: dice.chance(25),
            hidden: dice.chance(25),
            filler: dice.chance(25),
            long_spans: dice.chance(15),
            stray: dice.chance(25),
            lost_tags: dice.chance(25),
        }
    }
}

/// The whole page.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style = Style::drawn(dice);
    let (open, close) = *dice.pick(CONTAINERS);
    let mut page = String::from(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><script>var a=\"</table>\";</script></head><body>\n",
    );
    let menu = "<ul class=\"menu\"><li><a href=\"/\">首页</a></li><li><a href=\"/a\">政务公开</a></li><li><a href=\"/b\">办事服务</a></li><li><a href=\"/c\">互动交流</a></li></ul>\n";
    page.push_str(if dice.chance(50) { menu } else { "" });
    page.push_str(open);
    page.push_str(&content(parts, &style, dice));
    page.push_str(close);
    page.push_str("\n<div class=\"foot\"><p>网站标识码：0000000000 ICP备00000000号</p></div></body></html>\n");
    page
}

/// The article alone, for pages that somebody else builds around it.
pub(super) fn article(parts: &[Part], dice: &mut Dice) -> String {
    let style = Style::drawn(dice);
    content(parts, &style, dice)
}

fn content(parts: &[Part], style: &Style, dice: &mut Dice) -> String {
    let mut html = String::new();
    for part in parts {
        html.push_str(&match part {
            Part::Title(text) => format!("<h1>{}</h1>\n", escaped(text)),
            Part::Heading(text) => paragraph(text, dice.chance(30), style, dice),
            Part::Paragraph(text) => paragraph(text, false, style, dice),
            Part::Page(number) => format!("<p>- {number} -</p>\n"),
            Part::Table(sheet) => table(sheet, style, dice),
        });
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\u{a0}', "&nbsp;")
}

fn paragraph(text: &str, bold: bool, style: &Style, dice: &mut Dice) -> String {
    let text = escaped(text);
    let text = if bold { format!("<strong>{text}</strong>") } else { text };
    let end = if style.unclosed && dice.chance(50) { "" } else { "</p>" };
    let stray = if style.stray && dice.chance(20) { "</span></div2><o:p></o:p>" } else { "" };
    match (style.word, dice.below(3)) {
        (true, _) => format!(
            "<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US>{text}<o:p></o:p></span>{stray}{end}\n"
        ),
        (_, 0) => format!("<div>{text}{stray}</div>\n"),
        (_, 1) => format!("{text}{stray}<br>\n"),
        _ => format!("<p style=\"text-indent:2em\">{text}{stray}{end}\n"),
    }
}

fn table(sheet: &Sheet, style: &Style, dice: &mut Dice) -> String {
    // A cell that reaches over the parts of a table cannot be written with the parts in another order.
    let header = sheet.header_rows;
    let foot = sheet.rows - 1;
    let crosses = |at: usize| sheet.cells.iter().any(|cell| cell.row < at && cell.row + cell.row_span > at);
    let sections = style.sections && header > 0 && foot > header && !crosses(header) && !crosses(foot);
    let rows: Vec<String> = (0..sheet.rows).map(|row| self::row(sheet, row, style, dice)).collect();
    let mut text = String::from(if style.word {
        "<table class=MsoNormalTable border=0 style='mso-padding-alt:0cm'>\n"
    } else {
        "<table border=\"1\">\n"
    });
    if sections {
        text.push_str(&format!("<thead>{}</thead>\n<tfoot>{}</tfoot>\n<tbody>", rows[..header].concat(), rows[foot]));
        text.push_str(&rows[header..foot].concat());
        text.push_str("</tbody>");
    } else {
        text.push_str(&rows.concat());
    }
    if style.word && style.filler && !crosses_end(sheet) {
        text.push_str(&format!("<tr height=0>{}</tr>\n", "<td width=60></td>".repeat(sheet.columns)));
    }
    text + "</table>\n"
}

fn crosses_end(sheet: &Sheet) -> bool {
    sheet.cells.iter().any(|cell| cell.row + cell.row_span > sheet.rows)
}

fn row(sheet: &Sheet, row: usize, style: &Style, dice: &mut Dice) -> String {
    let mut cells: Vec<&Cell> = sheet.cells.iter().filter(|cell| cell.row == row).collect();
    cells.sort_by_key(|cell| cell.column);
    let mut text = String::new();
    if style.hidden && dice.chance(10) {
        text.push_str("<tr style=\"display:none\"><td>旧</td><td>99</td></tr>\n");
    }
    let end = if style.unclosed && dice.chance(70) { "" } else { "</tr>" };
    text.push_str("<tr>");
    cells.into_iter().for_each(|cell| text.push_str(&self::cell(sheet, cell, style, dice)));
    text + end + "\n"
}

fn cell(sheet: &Sheet, cell: &Cell, style: &Style, dice: &mut Dice) -> String {
    let tag = if cell.role == Role::Header && dice.chance(20) { "th" } else { "td" };
    let to_end = cell.row + cell.row_span == sheet.rows;
    let rows = if style.long_spans && to_end && cell.row_span > 1 { 1_000_000_000 } else { cell.row_span };
    let mut spans = String::new();
    if rows > 1 {
        spans.push_str(&format!(" rowspan={rows}"));
    }
    if cell.column_span > 1 {
        spans.push_str(&format!(" colspan=\"{}\"", cell.column_span));
    }
    let text = escaped(&cell.text);
    let text = match dice.below(3) {
        0 => text.replace('\n', "<br>"),
        1 => text.replace('\n', "<br/>\n"),
        _ => text.replace('\n', "</p><p>"),
    };
    let text = match (text.is_empty(), style.word) {
        (true, true) => "<p class=MsoNormal><span lang=EN-US>&nbsp;<o:p></o:p></span></p>".to_owned(),
        (true, false) => ["", "&nbsp;", "<p></p>", "<br>"][dice.below(4)].to_owned(),
        (false, true) => {
            format!("<p class=MsoNormal align=center><span style='font-size:9.0pt'>{text}<o:p></o:p></span></p>")
        }
        (false, false) if text.contains("</p><p>") => format!("<p>{text}</p>"),
        (false, false) => format!("{}{text}{}", ["", "\n    ", " "][dice.below(3)], ["", "\n"][dice.below(2)]),
    };
    let end = if style.unclosed && dice.chance(50) { String::new() } else { format!("</{tag}>") };
    // Without the end tag before it, the text would be that of the cell before.
    let lost = style.lost_tags && !style.unclosed && spans.is_empty() && !cell.text.is_empty() && dice.chance(3);
    let start = if lost { String::new() } else { format!("<{tag}{spans}>") };
    format!("{start}{text}{end}")
}
