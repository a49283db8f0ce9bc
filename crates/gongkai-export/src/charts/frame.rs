//! What all charts have in common: paper, title, legend, sources, colours, ticks.

use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Fonts that have Chinese characters, on the systems that people use.
pub(super) const FONTS: &str = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', \
     'WenQuanYi Micro Hei', SimHei, sans-serif";

/// Colours that people with any sort of sight tell apart (Okabe and Ito), the darkest first.
pub(super) const COLOURS: [&str; 8] =
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#6b4c9a", "#767676"];

/// The colour of text on one of [`COLOURS`].
pub(super) fn on(colour: &str) -> &'static str {
    if matches!(colour, "#cc79a7" | "#56b4e9" | "#e69f00") { TEXT } else { "#ffffff" }
}

pub(super) const TEXT: &str = "#1b1f24";
pub(super) const DIM: &str = "#59636e";
pub(super) const GRID: &str = "#e3e7ec";

/// Width of the paper in pixels.
pub(super) const WIDTH: f64 = 880.0;
/// Space at the left and right edge.
pub(super) const MARGIN: f64 = 24.0;

/// What stands around the drawing.
pub(super) struct Frame<'a> {
    pub(super) title: &'a str,
    /// What the figures are; a line each.
    pub(super) notes: Vec<String>,
    /// Names of the colours, with their marks.
    pub(super) legend: Vec<(&'a str, String)>,
    pub(super) source: String,
}

impl Frame<'_> {
    /// Where the drawing begins: below title, notes and legend.
    pub(super) fn top(&self) -> f64 {
        let notes: usize = self.notes.iter().map(|note| wrapped(note, WIDTH - 2.0 * MARGIN, 12.0).len()).sum();
        let lines = self.places().last().map_or(0.0, |(_, y, ..)| y + 26.0);
        52.0 + notes as f64 * 17.0 + lines
    }

    /// The whole chart, with a drawing that takes so much height below [`Self::top`].
    pub(super) fn svg(&self, height: f64, drawing: &Markup) -> String {
        let whole = self.top() + height + 34.0;
        let view = format!("0 0 {WIDTH} {whole:.0}");
        let notes: Vec<String> = self.notes.iter().flat_map(|note| wrapped(note, WIDTH - 2.0 * MARGIN, 12.0)).collect();
        let legend = 52.0 + notes.len() as f64 * 17.0;
        let markup = html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(view) width=(WIDTH) height=(format!("{whole:.0}"))
                font-family=(FONTS) font-size="13" fill=(TEXT) role="img" aria-label=(self.title) {
                title { (self.title) }
                rect width=(WIDTH) height=(format!("{whole:.0}")) fill="#ffffff" {}
                text x=(MARGIN) y="34" font-size="19" font-weight="700" { (self.title) }
                @for (at, note) in notes.iter().enumerate() {
                    text x=(MARGIN) y=(place(56.0 + at as f64 * 17.0)) font-size="12" fill=(DIM) { (note) }
                }
                @for (x, y, colour, name) in self.places() {
                    rect x=(place(x)) y=(place(legend + y)) width="14" height="14" rx="2" fill=(colour) {}
                    text x=(place(x + 20.0)) y=(place(legend + y + 12.0)) { (name) }
                }
                (drawing)
                text x=(MARGIN) y=(place(whole - 12.0)) font-size="11" fill=(DIM) { (self.source) }
            }
        };
        // Markup is escaped already; what steers is no markup.
        markup.into_string().replace(crate::page::is_steering, "\u{FFFD}") + "\n"
    }

    /// Where the entries of the legend stand, in as many rows as they need.
    fn places(&self) -> Vec<(f64, f64, &str, &str)> {
        let (mut x, mut y) = (MARGIN, 10.0);
        let place = |(_, name): &(&str, String)| {
            let width = 20.0 + text_width(name, 13.0) + 22.0;
            if x + width > WIDTH - MARGIN && x > MARGIN {
                (x, y) = (MARGIN, y + 22.0);
            }
            let at = (x, y);
            x += width;
            at
        };
        let places: Vec<(f64, f64)> = self.legend.iter().map(place).collect();
        self.legend.iter().zip(places).map(|((colour, name), (x, y))| (x, y, *colour, name.as_str())).collect()
    }
}

/// A place on the paper with one decimal.
pub(super) fn place(at: f64) -> String {
    let text = format!("{at:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// About how wide a text is: a Chinese character is as wide as it is high, others about half.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let one = |c: char| match c {
        // Quotes are as wide as characters in Chinese fonts.
        c if c as u32 >= 0x2e80 || matches!(c, '“' | '”' | '…') => 1.0,
        c if c.is_ascii_uppercase() || matches!(c, 'm' | 'w' | '%' | '+' | '=' | '<') => 0.72,
        'i' | 'l' | 'j' | 'f' | 't' | 'r' | ' ' | '.' | ',' | ':' | '(' | ')' | '/' => 0.36,
        _ => 0.58,
    };
    text.chars().map(one).sum::<f64>() * size
}

/// A text in lines of some width, broken between Chinese characters and at spaces.
pub(super) fn wrapped(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(text) {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && text_width(line, size) + text_width(word.trim_end(), size) > width {
            lines.push(word.trim_start().to_owned());
        } else {
            line.push_str(word);
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn words(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let wide = c as u32 >= 0x2e80 && !"，。、；：）”％÷＋－".contains(c) && !"（“".contains(before);
        if at > 0 && (wide || (before == ' ' && c != ' ')) {
            cuts.push(at);
        }
        before = c;
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|cut| text.get(*cut.first()?..*cut.get(1)?)).collect()
}

/// A text that fits, cut with an ellipsis where it must be.
pub(super) fn fitted(text: &str, width: f64, size: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if text_width(&kept, size) + text_width("…", size) + text_width(&c.to_string(), size) > width {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// A number for a place on the paper.
pub(super) fn number(decimal: Decimal) -> f64 {
    decimal.to_f64().unwrap_or_default()
}

/// An axis from 0 or below to beyond the largest value, in round steps.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) ticks: Vec<Decimal>,
}

impl Axis {
    /// An axis that holds some values; `whole`: in whole steps.
    pub(super) fn over(values: impl Iterator<Item = Decimal> + Clone, whole: bool) -> Self {
        let highest = values.clone().max().unwrap_or_default().max(Decimal::ZERO);
        let lowest = values.min().unwrap_or_default().min(Decimal::ZERO);
        let step = step((highest - lowest) / Decimal::from(5), whole);
        let mut ticks = vec![(lowest / step).floor() * step];
        while ticks.last().is_some_and(|last| *last < highest) && ticks.len() < 20 {
            ticks.extend(ticks.last().map(|last| *last + step));
        }
        if ticks.len() == 1 {
            ticks.push(step);
        }
        Self { ticks }
    }

    /// Where a value lies between the ends of the axis, 0 to 1.
    pub(super) fn share(&self, value: Decimal) -> f64 {
        let (Some(first), Some(last)) = (self.ticks.first(), self.ticks.last()) else { return 0.0 };
        number(value - *first) / number(*last - *first).max(f64::MIN_POSITIVE)
    }
}

/// 1, 2 or 5 times a power of ten, not below what is wanted.
fn step(wanted: Decimal, whole: bool) -> Decimal {
    let mut power = if whole { Decimal::ONE } else { Decimal::new(1, 6) };
    loop {
        for times in [1, 2, 5] {
            let step = power.saturating_mul(Decimal::from(times));
            if step >= wanted || step >= Decimal::MAX / Decimal::TEN {
                return step;
            }
        }
        power = power.saturating_mul(Decimal::TEN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[i64], whole: bool) -> Vec<String> {
        let axis = Axis::over(values.iter().map(|value| Decimal::from(*value)), whole);
        axis.ticks.iter().map(|tick| tick.normalize().to_string()).collect()
    }

    #[test]
    fn axes_are_round_and_hold_what_is_drawn() {
        assert_eq!(ticks(&[3, 17], true), ["0", "5", "10", "15", "20"]);
        assert_eq!(ticks(&[0], true), ["0", "1"]);
        assert_eq!(ticks(&[], true), ["0", "1"]);
        assert_eq!(ticks(&[-3, 4], true), ["-4", "-2", "0", "2", "4"]);
        assert_eq!(ticks(&[14069], true).last().map(String::as_str), Some("15000"));
        let shares = Axis::over([Decimal::new(42, 2)].into_iter(), false);
        assert_eq!(shares.ticks.last().map(|tick| tick.normalize().to_string()).as_deref(), Some("0.5"));
    }

    #[test]
    fn lines_break_where_people_would() {
        assert_eq!(wrapped("公开率 = （予以公开＋部分公开）÷办理总计", 130.0, 12.0).len(), 2);
        assert_eq!(wrapped("granted / processed", 1000.0, 12.0), ["granted / processed"]);
        assert!(fitted("青禾县住房和城乡建设管理局", 100.0, 13.0).ends_with('…'));
    }
}
