//! Bars of 100 %: what a whole is made of, by year or by unit and year.

use gongkai_compare::indicators::{Absent, Formula, Measured, indicator, percent};
use gongkai_compare::trend::{Point, Trend};
use gongkai_model::Language;
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::frame::{COLOURS, DIM, Frame, GRID, MARGIN, WIDTH, fitted, number, on, place, text_width};
use super::{MOST_BARS, gap, lines, sources};
use crate::names;
use crate::page::pick;

/// How requests ended.
pub(super) const OUTCOMES: &[&str] =
    &["grant_rate_full", "partial_rate", "denial_rate", "unable_rate", "not_processed_rate", "other_rate"];

/// Grounds of denial.
pub(super) const DENIALS: &[&str] = &[
    "denial_mix_1",
    "denial_mix_2",
    "denial_mix_3",
    "denial_mix_4",
    "denial_mix_5",
    "denial_mix_6",
    "denial_mix_7",
    "denial_mix_8",
];

/// Height of a bar and of its stretch.
const BAR: f64 = 26.0;
const STRETCH: f64 = 38.0;

/// A bar: its name, and its parts or why there are none.
struct Bar {
    name: String,
    parts: Result<Vec<Measured>, &'static str>,
}

pub(super) fn draw(trend: &Trend, title: (&str, &str), language: Language) -> Result<String, String> {
    let bars = bars(trend, language);
    if bars.len() > MOST_BARS {
        let text = pick(
            language,
            "最多 {most} 条，这里有 {count} 条；用 --unit 或 --years 选",
            "a chart has {most} bars at the most, and this one would have {count}; choose with --unit or --years",
        );
        return Err(text.replace("{most}", &MOST_BARS.to_string()).replace("{count}", &bars.len().to_string()));
    }
    let one_unit = trend.units.len() == 1;
    let what = pick(language, title.0, title.1);
    let title = match trend.units.first() {
        Some(unit) if one_unit => format!("{} {what}", unit.unit.name),
        _ => what.to_owned(),
    };
    let frame = Frame {
        title: &title,
        notes: vec![whole(trend, language)],
        legend: COLOURS.into_iter().zip(trend.indicators.iter().map(|i| short(i.id, language))).collect(),
        source: sources(lines::reports(trend), language),
    };
    let widest = bars.iter().map(|bar| text_width(&bar.name, 13.0)).fold(40.0, f64::max);
    let left = MARGIN + widest.min(240.0) + 12.0;
    let plot = Plot { left, top: frame.top() + 6.0, language };
    Ok(frame.svg(STRETCH * bars.len() as f64 + 40.0, &plot.markup(&bars)))
}

fn bars(trend: &Trend, language: Language) -> Vec<Bar> {
    let mut bars = Vec::new();
    for unit in &trend.units {
        for (at, year) in trend.years.iter().enumerate() {
            let points: Vec<&Point> = unit.points.iter().filter_map(|points| points.get(at)).collect();
            let name = if trend.units.len() == 1 { year.to_string() } else { format!("{} {year}", unit.unit.name) };
            let absent = points
                .iter()
                .find(|point| point.is_err())
                .or_else(|| points.iter().find(|point| point.as_ref().is_ok_and(Measured::is_small)));
            let parts = match absent {
                Some(point) => Err(why(point, language)),
                None => Ok(points.into_iter().filter_map(|point| point.as_ref().ok()).cloned().collect()),
            };
            bars.push(Bar { name, parts });
        }
    }
    bars
}

fn why(point: &Point, language: Language) -> &'static str {
    match point {
        Ok(measured) if measured.per.is_some_and(|per| per.is_zero()) => pick(language, "一件也没有", "none at all"),
        Err(Absent::NoYearBefore) => "",
        point => gap(point, language),
    }
}

/// What 100 % is.
fn whole(trend: &Trend, language: Language) -> String {
    let formula = trend.indicators.first().map(|indicator| indicator.formula);
    let denied = matches!(formula, Some(Formula::Rate(_, per)) if per.len() > 1);
    match (denied, language) {
        (false, Language::Zh) => "100% = 办理总计（表三（七）总计）；右侧为总计件数，不足 10 件的不画比例",
        (false, Language::En) => {
            "100% = total processed (Table 3); at the right the total. Not drawn where it is below 10"
        }
        (true, Language::Zh) => "100% = 不予公开八项之和；右侧为件数，不足 10 件的不画比例",
        (true, Language::En) => "100% = denied on all 8 grounds; at the right how many. Not drawn where fewer than 10",
    }
    .to_owned()
}

/// The part of an indicator's name that tells it from the others.
fn short(id: &str, language: Language) -> String {
    let Some(indicator) = indicator(id) else { return String::new() };
    let name = names::text(indicator.name, language);
    let name = name.split(['：', ':']).next_back().unwrap_or(name).trim();
    name.trim_end_matches('率').trim_end_matches(" rate").to_owned()
}

struct Plot {
    left: f64,
    top: f64,
    language: Language,
}

impl Plot {
    fn width(&self) -> f64 {
        WIDTH - MARGIN - 56.0 - self.left
    }

    fn markup(&self, bars: &[Bar]) -> Markup {
        let below = self.top + STRETCH * bars.len() as f64;
        html! {
            @for tick in [0, 25, 50, 75, 100] {
                @let x = self.left + self.width() * f64::from(tick) / 100.0;
                line x1=(place(x)) x2=(place(x)) y1=(place(self.top)) y2=(place(below)) stroke=(GRID) {}
                text x=(place(x)) y=(place(below + 18.0)) font-size="12" fill=(DIM) text-anchor="middle" { (tick) "%" }
            }
            @for (at, bar) in bars.iter().enumerate() { (self.bar(self.top + STRETCH * at as f64 + 6.0, bar)) }
        }
    }

    fn bar(&self, y: f64, bar: &Bar) -> Markup {
        let middle = place(y + BAR / 2.0 + 4.5);
        html! {
            text x=(place(self.left - 10.0)) y=(middle) text-anchor="end" { (fitted(&bar.name, self.left - MARGIN - 10.0, 13.0)) }
            @match &bar.parts {
                Err(why) => {
                    rect x=(place(self.left)) y=(place(y)) width=(place(self.width())) height=(place(BAR)) fill="#f7f8fa" stroke=(DIM) stroke-dasharray="4 4" {}
                    text x=(place(self.left + self.width() / 2.0)) y=(middle) font-size="12" fill=(DIM) text-anchor="middle" { (why) }
                },
                Ok(parts) => {
                    (self.parts(y, parts))
                    text x=(place(self.left + self.width() + 8.0)) y=(middle) font-size="12" fill=(DIM) {
                        @if let Some(per) = parts.first().and_then(|part| part.per) { (per.normalize()) }
                    }
                },
            }
        }
    }

    fn parts(&self, y: f64, parts: &[Measured]) -> Markup {
        let mut x = self.left;
        let mut drawn = Vec::new();
        for (colour, part) in COLOURS.into_iter().zip(parts) {
            let share = part.value.unwrap_or_default();
            let width = self.width() * number(share);
            let label = percent(share);
            let fits = text_width(&label, 12.0) + 8.0 <= width;
            drawn.push((colour, x, width, fits.then_some(label)));
            x += width;
        }
        // What the parts leave of the whole: the report's own sum does not hold.
        let rest: Decimal = Decimal::ONE - parts.iter().filter_map(|part| part.value).sum::<Decimal>();
        html! {
            @for (colour, x, width, label) in drawn.iter().filter(|(_, _, width, _)| *width > 0.0) {
                rect x=(place(*x)) y=(place(y)) width=(place(*width)) height=(place(BAR)) fill=(colour) stroke="#ffffff" stroke-width="1" {}
                @if let Some(label) = label {
                    text x=(place(x + width / 2.0)) y=(place(y + BAR / 2.0 + 4.5)) font-size="12" fill=(on(colour)) text-anchor="middle" { (label) }
                }
            }
            @if rest > Decimal::new(5, 3) {
                rect x=(place(x)) y=(place(y)) width=(place(self.width() * number(rest))) height=(place(BAR)) fill="none" stroke=(DIM) stroke-dasharray="2 3" {
                    title { (pick(self.language, "各项之和不等于总计", "the parts do not make the total")) }
                }
            }
        }
    }
}
