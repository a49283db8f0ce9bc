//! Damage of any sort to bytes and lines, and what no reading of them may do.

use std::io::{Cursor, Read as _};

use gongkai::model::{Report, Value};

use crate::verdict::FORM_PREFIXES;
use crate::writer::{Dice, zipped};

/// Words and marks that readers of reports look for.
pub const WORDS: &[&str] = &[
    "第二十条第（一）项",
    "信息内容",
    "规章",
    "行政许可",
    "本年制发件数",
    "本年新制作数量",
    "申请人情况",
    "自然人",
    "总计",
    "一、本年新收政府信息公开申请数量",
    "（一）予以公开",
    "（三）不予公开",
    "1.属于国家秘密",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
    "行政复议",
    "结果维持",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "某局2021年政府信息公开工作年度报告",
    "0",
    "12",
    "-3",
    "1,234",
    "/",
    "无",
    "NaN",
    "\t",
    "|",
    "| ",
    " | --- |",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "\u{3000}",
    "+---+---+",
    "-----  -----",
    "│",
    "├──┼──┤",
    "┌──┬──┐",
    "|===",
    "[cols=\",,\"]",
    "```",
    "# ",
    "**",
    "\u{c}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{200b}",
    "🀄",
    "e\u{301}",
    "<!DOCTYPE html><html>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td rowspan=1000000000 colspan=1000000000>",
    "<th colspan=3>",
    "<div id=zoom>",
    "</div>",
    "<p>",
    "<br>",
    "<b>",
    "<script>var a={\"content\":\"",
    "</script>",
    "<textarea>",
    "<template>",
    "<svg>",
    "<select>",
    "<!--",
    "-->",
    "&nbsp;",
    "&#1234567890;",
    "&lt;p",
    "<p style='position:absolute;top:1px;left:2px'>",
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n",
    "{\"a\": \"",
];

/// What is wrong with the reports of some bytes.
pub fn fault(reports: &[Report]) -> Option<String> {
    reports.iter().find_map(|report| {
        let mut cells: Vec<&str> = report
            .facts
            .iter()
            .filter(|fact| FORM_PREFIXES.iter().any(|prefix| fact.cell.starts_with(prefix)))
            .map(|fact| fact.cell.as_str())
            .collect();
        cells.sort_unstable();
        let twice = cells.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| format!("{} is told twice", pair[0]));
        let bare = report.facts.iter().find(|fact| {
            matches!(fact.value, Value::Number(_)) && (fact.evidence.raw.is_empty() || fact.evidence.locus.is_none())
        });
        twice.or_else(|| bare.map(|fact| format!("{} has no evidence", fact.cell)))
    })
}

/// Lines cut, swapped, doubled, reversed, or words exchanged.
pub fn broken_lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
    let (from, to) = (from.min(to), from.max(to));
    match dice.below(6) {
        0 => drop(lines.drain(from..to)),
        1 => lines.swap(from, to),
        2 => lines.extend_from_within(from..to),
        3 => lines.insert(to, lines[from]),
        4 => lines[from..to].reverse(),
        _ => {
            let (old, new) = (dice.below(WORDS.len()), dice.below(WORDS.len()));
            return text.replace(WORDS[old], WORDS[new]);
        }
    }
    lines.join("\n")
}

/// Bytes cut off, changed, left out or put in.
pub fn break_bytes(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let (from, to) = (dice.below(bytes.len()), dice.below(bytes.len()));
    match dice.below(4) {
        0 => bytes.truncate(from),
        1 => bytes[from] = dice.below(256) as u8,
        2 => drop(bytes.drain(from.min(to)..from.max(to))),
        _ => bytes.insert(from, dice.below(256) as u8),
    }
}

/// A file with some bytes broken: of the file itself, or, in a package, of the XML in its members, which is then packed again so that
/// checksums hold.
pub fn broken_package(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut whole = bytes.to_vec();
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok().filter(|_| dice.chance(80));
    let Some(mut archive) = archive else {
        (0..1 + dice.below(4)).for_each(|_| break_bytes(&mut whole, dice));
        return whole;
    };
    let chosen = dice.below(archive.len());
    let mut members = Vec::new();
    for number in 0..archive.len() {
        let Ok(mut member) = archive.by_index(number) else { continue };
        let name = member.name().map(|name| name.into_owned()).unwrap_or_default();
        let mut content = Vec::new();
        if member.read_to_end(&mut content).is_err() {
            continue;
        }
        // The main part is most of a document.
        if number == chosen || (name.ends_with("document.xml") && dice.chance(70)) {
            for _ in 0..1 + dice.below(4) {
                break_markup(&mut content, dice);
            }
        }
        members.push((name, content));
    }
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    zipped(&members)
}

/// Breaks XML: mostly an element is doubled, dropped or moved, so that it stays well formed now and then; else bytes.
fn break_markup(content: &mut Vec<u8>, dice: &mut Dice) {
    let begins: Vec<usize> = content.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at).collect();
    if begins.len() < 4 || dice.chance(20) {
        return break_bytes(content, dice);
    }
    let first = dice.below(begins.len() - 1);
    let last = (first + 1 + dice.below(6)).min(begins.len() - 1);
    let (start, end) = (begins[first], begins[last]);
    let piece = content[start..end].to_vec();
    match dice.below(4) {
        0 => drop(content.drain(start..end)),
        1 => drop(content.splice(end..end, piece)),
        2 => {
            let to = begins[dice.below(begins.len())];
            content.splice(to..to, piece);
        }
        _ => {
            // Another number in an attribute.
            let digit = content[start..end].iter().position(u8::is_ascii_digit).map(|at| start + at);
            let numbers = ["", "0", "-1", "99999999999", "4294967295", "7"];
            if let Some(at) = digit {
                content.splice(at..at + 1, dice.pick(&numbers).bytes());
            }
        }
    }
}
