//! Lines over years. A year without figure breaks the line, and is named on the axis.

use std::collections::BTreeSet;

use gongkai_compare::Caution;
use gongkai_compare::indicators::{Formula, Indicator, percent};
use gongkai_compare::trend::{Point, Trend};
use gongkai_model::Language;
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::frame::{Axis, COLOURS, DIM, Frame, GRID, MARGIN, WIDTH, place, text_width};
use super::{MOST_LINES, caption, gap, sources};
use crate::names;
use crate::page::pick;

const HEIGHT: f64 = 300.0;

/// A line.
struct Series<'a> {
    name: String,
    points: &'a [Point],
}

pub(super) fn draw(trend: &Trend, language: Language) -> Result<String, String> {
    let percentage = percentage(trend, language)?;
    let series = series(trend, language)?;
    let counts: Vec<Decimal> = series.iter().flat_map(|series| series.points.iter().filter_map(value)).collect();
    if counts.is_empty() {
        return Err(pick(language, "没有可画的数据", "there is no figure to draw").into());
    }
    let whole = trend.indicators.iter().all(|indicator| matches!(indicator.formula, Formula::Count(_)));
    let axis = Axis::over(counts.iter().copied(), whole);
    let one_unit = trend.units.len() == 1;
    let (unit, what) = (
        trend.units.first().map_or("", |unit| unit.unit.name.as_str()),
        trend.indicators.first().map_or("", |indicator| names::text(indicator.name, language)),
    );
    let title = match (one_unit, trend.indicators.len()) {
        (true, 1) => format!("{unit} {what}"),
        (true, _) => unit.to_owned(),
        (false, _) => what.to_owned(),
    };
    let frame = Frame {
        title: &title,
        notes: notes(trend, language),
        legend: COLOURS.into_iter().zip(series.iter().map(|series| series.name.clone())).collect(),
        source: sources(reports(trend), language),
    };
    let plot = Plot { axis, years: &trend.years, top: frame.top() + 8.0, percentage, language };
    Ok(frame.svg(HEIGHT + 58.0, &plot.markup(&series)))
}

/// What the figures are, and what an open dot means where there is one.
fn notes(trend: &Trend, language: Language) -> Vec<String> {
    let mut notes: Vec<String> = trend.indicators.iter().map(|indicator| caption(indicator.id, language)).collect();
    let measured = trend.units.iter().flat_map(|unit| unit.points.iter().flatten().flatten());
    let cautions: BTreeSet<Caution> = measured.flat_map(|measured| measured.cautions.iter().copied()).collect();
    if !cautions.is_empty() {
        let words: Vec<&str> = cautions.iter().map(|caution| names::text(caution.words(), language)).collect();
        notes.push(format!(
            "{}{}",
            pick(language, "空心点：", "Open dots: "),
            words.join(pick(language, "，或", ", or "))
        ));
    }
    notes
}

/// Reports that a trend rests on.
pub(super) fn reports(trend: &Trend) -> usize {
    trend.units.iter().flat_map(|unit| &unit.sources).flatten().count()
}

/// Whether the axis is in percent: all indicators must be of a sort.
fn percentage(trend: &Trend, language: Language) -> Result<bool, String> {
    let mut sorts: Vec<bool> = trend.indicators.iter().map(|indicator| indicator.formula.is_percentage()).collect();
    sorts.dedup();
    match sorts.as_slice() {
        [sort] => Ok(*sort),
        _ => Err(pick(
            language,
            "件数和百分比不能画在同一坐标上；用 --indicator 选同一类指标",
            "counts and percentages do not share an axis; choose indicators of one sort with --indicator",
        )
        .into()),
    }
}

fn series<'a>(trend: &'a Trend, language: Language) -> Result<Vec<Series<'a>>, String> {
    let one_unit = trend.units.len() == 1;
    let mut all = Vec::new();
    for unit in &trend.units {
        for (indicator, points) in trend.indicators.iter().zip(&unit.points) {
            let what = |indicator: &Indicator| names::text(indicator.name, language).to_owned();
            let name = match (one_unit, trend.indicators.len()) {
                (true, _) => what(indicator),
                (false, 1) => unit.unit.name.clone(),
                (false, _) => format!("{} {}", unit.unit.name, what(indicator)),
            };
            all.push(Series { name, points });
        }
    }
    if all.len() > MOST_LINES {
        let text = pick(
            language,
            "折线图最多 {most} 条线，这里有 {count} 条；用 --unit 或 --indicator 选",
            "a chart has {most} lines at the most, and this one would have {count}; choose with --unit or --indicator",
        );
        return Err(text.replace("{most}", &MOST_LINES.to_string()).replace("{count}", &all.len().to_string()));
    }
    Ok(all)
}

fn value(point: &Point) -> Option<Decimal> {
    point.as_ref().ok()?.value
}

struct Plot<'a> {
    axis: Axis,
    years: &'a [i32],
    top: f64,
    percentage: bool,
    language: Language,
}

impl Plot<'_> {
    fn tick(&self, tick: Decimal) -> String {
        if self.percentage { percent(tick).replace(".0%", "%") } else { tick.normalize().to_string() }
    }

    fn left(&self) -> f64 {
        let widest = self.axis.ticks.iter().map(|tick| text_width(&self.tick(*tick), 12.0)).fold(0.0, f64::max);
        MARGIN + widest + 10.0
    }

    /// The middle of the stretch of a year.
    fn x(&self, at: usize) -> f64 {
        let width = (WIDTH - MARGIN - self.left()) / self.years.len().max(1) as f64;
        self.left() + width * (at as f64 + 0.5)
    }

    fn y(&self, value: Decimal) -> f64 {
        self.top + HEIGHT * (1.0 - self.axis.share(value))
    }

    fn markup(&self, series: &[Series<'_>]) -> Markup {
        let right = WIDTH - MARGIN;
        html! {
            @for tick in &self.axis.ticks {
                @let y = place(self.y(*tick));
                line x1=(place(self.left())) x2=(place(right)) y1=(y) y2=(y) stroke=(if tick.is_zero() { DIM } else { GRID }) {}
                text x=(place(self.left() - 8.0)) y=(place(self.y(*tick) + 4.0)) font-size="12" fill=(DIM) text-anchor="end" {
                    (self.tick(*tick))
                }
            }
            @for (at, year) in self.years.iter().enumerate() { (self.year(at, *year, series)) }
            @for (colour, series) in super::frame::COLOURS.into_iter().zip(series) { (self.line(colour, series)) }
            (self.labels(series))
        }
    }

    /// A year on the axis; one without any figure is a band that says why.
    fn year(&self, at: usize, year: i32, series: &[Series<'_>]) -> Markup {
        let points: Vec<&Point> = series.iter().filter_map(|series| series.points.get(at)).collect();
        let empty = points.iter().all(|point| value(point).is_none());
        let width = (WIDTH - MARGIN - self.left()) / self.years.len().max(1) as f64;
        let below = self.top + HEIGHT;
        // Many years: every second or fifth is named.
        let every = (54.0 / width).ceil().max(1.0) as usize;
        html! {
            @if empty {
                rect x=(place(self.x(at) - width / 2.0)) y=(place(self.top)) width=(place(width)) height=(place(HEIGHT)) fill="#f3f5f8" {}
                text x=(place(self.x(at))) y=(place(self.top + HEIGHT / 2.0)) font-size="12" fill=(DIM) text-anchor="middle" {
                    @if let Some(point) = points.first() { (gap(point, self.language)) }
                }
            }
            line x1=(place(self.x(at))) x2=(place(self.x(at))) y1=(place(below)) y2=(place(below + 5.0)) stroke=(DIM) {}
            @if at.is_multiple_of(every) {
                text x=(place(self.x(at))) y=(place(below + 22.0)) text-anchor="middle" { (year) }
            }
        }
    }

    /// A line, broken where a year has no figure; a figure alone is a dot.
    fn line(&self, colour: &str, series: &Series<'_>) -> Markup {
        let places: Vec<Option<(f64, f64)>> =
            series.points.iter().enumerate().map(|(at, point)| Some((self.x(at), self.y(value(point)?)))).collect();
        let runs = places.split(Option::is_none).filter(|run| run.len() > 1).map(|run| {
            let points = run.iter().flatten().map(|(x, y)| format!("{},{}", place(*x), place(*y)));
            points.collect::<Vec<_>>().join(" ")
        });
        let sure =
            |at: usize| series.points.get(at).is_some_and(|point| point.as_ref().is_ok_and(|m| m.cautions.is_empty()));
        html! { g stroke=(colour) {
            @for run in runs { polyline points=(run) fill="none" stroke-width="2.5" stroke-linejoin="round" {} }
            @for (at, spot) in places.iter().enumerate() { @if let Some((x, y)) = spot {
                circle cx=(place(*x)) cy=(place(*y)) r="4" fill=(if sure(at) { colour } else { "#ffffff" }) stroke-width="2" {}
            } }
        } }
    }

    /// Figures above or below their dots, where neither another figure nor another dot is; those of the first series first.
    fn labels(&self, series: &[Series<'_>]) -> Markup {
        let spots = |at: usize| series.iter().filter_map(move |series| Some(self.y(value(series.points.get(at)?)?)));
        let mut shown: Vec<(usize, f64, String, &str)> = Vec::new();
        for (colour, series) in COLOURS.into_iter().zip(series) {
            for (at, value) in series.points.iter().enumerate().filter_map(|(at, point)| Some((at, value(point)?))) {
                let dot = self.y(value);
                let free = |y: f64| {
                    let figures = shown.iter().all(|(other, other_y, ..)| *other != at || (other_y - y).abs() > 14.0);
                    // The middle of the figure is 4 pixels above its foot.
                    let dots = spots(at).all(|other| (other - dot).abs() < 0.5 || (other - (y - 4.0)).abs() > 10.0);
                    figures && dots && y < self.top + HEIGHT - 2.0
                };
                if let Some(y) = [dot - 10.0, dot + 20.0].into_iter().find(|y| free(*y)) {
                    let text = if self.percentage { percent(value) } else { value.normalize().to_string() };
                    shown.push((at, y, text, colour));
                }
            }
        }
        html! { g font-size="12" font-weight="600" text-anchor="middle" {
            @for (at, y, text, colour) in &shown { text x=(place(self.x(*at))) y=(place(*y)) fill=(colour) { (text) } }
        } }
    }
}
