//! Figures told in prose: quantity, figure, clause.

use gongkai::export::page;
use gongkai::model::Report;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Page, heading, line, styles};
use crate::sanitize::sanitize_line;

/// Columns that a clause is given at least.
const LEAST: usize = 24;

/// Writes the figures told in prose as a small table.
pub(super) fn write(out: &mut String, report: &Report, page: &Page) {
    let told = page::told(report, page.language);
    if told.is_empty() {
        return;
    }
    heading(out, page.pick(("正文中的数据", "Figures told in prose")));
    let names: Vec<String> = told.iter().map(|told| sanitize_line(&told.quantity).into_owned()).collect();
    let figures: Vec<String> = told.iter().map(|told| sanitize_line(&told.figure).into_owned()).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| text.width()).max().unwrap_or(0);
    let (of_name, of_figure) = (widest(&names), widest(&figures));
    for ((told, name), figure) in told.iter().zip(&names).zip(&figures) {
        let place = told.locus.map(ToString::to_string).unwrap_or_default();
        let room = page.width.saturating_sub(of_name + of_figure + place.len() + 8).max(LEAST);
        let clause = clipped(&sanitize_line(&told.clause), room);
        let (after_name, before_figure) = (" ".repeat(of_name - name.width()), " ".repeat(of_figure - figure.width()));
        line(out, &format!("  {name}{after_name}  {before_figure}{figure}  {0}{clause}  {place}{0:#}", styles::DIM));
    }
}

/// The text, cut to some columns.
fn clipped(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut width = 1;
    let kept = text.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width <= room
    });
    kept.chain(['…']).collect()
}
