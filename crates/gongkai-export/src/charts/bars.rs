//! A ranking as bars, the highest at the top.

use gongkai_compare::indicators::Formula;
use gongkai_compare::rank::{Ranked, Ranking};
use gongkai_model::Language;
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::frame::{Axis, COLOURS, DIM, Frame, GRID, MARGIN, WIDTH, fitted, place, text_width};
use super::{MOST_BARS, caption, sources};
use crate::names;
use crate::page::pick;

/// Height of a bar and of its stretch.
const BAR: f64 = 18.0;
const STRETCH: f64 = 28.0;

pub(super) fn draw(ranking: &Ranking, top: usize, language: Language) -> Result<String, String> {
    let shown = ranking.ranked.get(..top.min(MOST_BARS)).unwrap_or(&ranking.ranked);
    if shown.is_empty() {
        return Err(pick(language, "没有可画的数据", "there is no figure to draw").into());
    }
    let formula = ranking.indicator.formula;
    let title = format!("{} {}", names::text(ranking.indicator.name, language), ranking.year);
    let mut notes = vec![caption(ranking.indicator.id, language)];
    if shown.len() < ranking.ranked.len() {
        notes.push(match language {
            Language::Zh => format!("前 {} 个单位，共 {} 个有数据", shown.len(), ranking.ranked.len()),
            Language::En => format!("the first {} of {} units with a figure", shown.len(), ranking.ranked.len()),
        });
    }
    if !ranking.apart.is_empty() {
        notes.push(match language {
            Language::Zh => format!("另有 {} 个单位没有可比的数据，未列入", ranking.apart.len()),
            Language::En => format!("{} more units have no figure to rank", ranking.apart.len()),
        });
    }
    let frame = Frame { title: &title, notes, legend: Vec::new(), source: sources(ranking.ranked.len(), language) };
    let values = shown.iter().map(|unit| unit.value);
    let axis = Axis::over(values, matches!(formula, Formula::Count(_)));
    let widest = shown.iter().map(|unit| text_width(&unit.unit, 13.0)).fold(60.0, f64::max);
    let plot = Plot { axis, left: MARGIN + 34.0 + widest.min(260.0) + 10.0, top: frame.top() + 6.0, formula };
    Ok(frame.svg(STRETCH * shown.len() as f64 + 34.0, &plot.markup(shown)))
}

struct Plot {
    axis: Axis,
    left: f64,
    top: f64,
    formula: Formula,
}

impl Plot {
    fn x(&self, value: Decimal) -> f64 {
        self.left + (WIDTH - MARGIN - 130.0 - self.left) * self.axis.share(value)
    }

    fn tick(&self, tick: Decimal) -> String {
        if self.formula.is_percentage() {
            gongkai_compare::indicators::percent(tick).replace(".0%", "%")
        } else {
            tick.normalize().to_string()
        }
    }

    fn markup(&self, shown: &[Ranked]) -> Markup {
        let below = self.top + STRETCH * shown.len() as f64;
        html! {
            @for tick in &self.axis.ticks {
                @let x = place(self.x(*tick));
                line x1=(x) x2=(x) y1=(place(self.top)) y2=(place(below)) stroke=(if tick.is_zero() { DIM } else { GRID }) {}
                text x=(x) y=(place(below + 18.0)) font-size="12" fill=(DIM) text-anchor="middle" { (self.tick(*tick)) }
            }
            @for (at, unit) in shown.iter().enumerate() { (self.bar(self.top + STRETCH * at as f64 + 5.0, unit)) }
        }
    }

    fn bar(&self, y: f64, unit: &Ranked) -> Markup {
        let (from, to) = (self.x(Decimal::ZERO), self.x(unit.value));
        let middle = place(y + BAR / 2.0 + 4.5);
        let counts = unit.measured.counts();
        html! {
            text x=(place(MARGIN + 26.0)) y=(middle) fill=(DIM) text-anchor="end" { (unit.place) }
            text x=(place(self.left - 10.0)) y=(middle) text-anchor="end" {
                (fitted(&unit.unit, self.left - MARGIN - 44.0, 13.0))
            }
            rect x=(place(from.min(to))) y=(place(y)) width=(place((to - from).abs().max(1.0))) height=(place(BAR)) fill=(COLOURS[0]) {}
            text x=(place(from.max(to) + 8.0)) y=(middle) font-size="12" {
                (unit.measured.shown(self.formula).unwrap_or_default()) (unit.measured.signs())
                @if !counts.is_empty() { tspan dx="8" fill=(DIM) { (counts) } }
            }
        }
    }
}
