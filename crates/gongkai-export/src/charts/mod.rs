//! Charts as SVG: a title, axes with ticks, a legend, a line that names the sources; in Chinese or English.
//!
//! Nothing is computed here: what is drawn are figures and shares of `gongkai-compare`. What is missing leaves a gap that is named.
//! Floating point stands for places on the paper only.

mod bars;
mod frame;
mod lines;
#[cfg(feature = "png")]
pub mod png;
mod stacked;

use gongkai_compare::indicators::{Formula, indicator};
use gongkai_compare::rank::Ranking;
use gongkai_compare::trend::{Point, Trend};
use gongkai_model::Language;

use crate::names;
use crate::page::pick;

/// Series of a line chart at the most: more colours do not tell apart.
pub const MOST_LINES: usize = 8;

/// Bars of a chart at the most.
pub const MOST_BARS: usize = 60;

/// A sort of chart of a trend.
#[derive(Debug)]
pub struct Kind {
    /// Name, as `--kind` takes it.
    pub name: &'static str,
    /// One line for people, Chinese and English.
    pub summary: (&'static str, &'static str),
    /// Indicators that it shows; empty: those that were asked for.
    pub indicators: &'static [&'static str],
    /// Draws it.
    ///
    /// # Errors
    /// Why it cannot be drawn, for people.
    pub draw: fn(&Trend, Language) -> Result<String, String>,
}

/// Every sort of chart, in the order in which help lists them.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "line",
        summary: (
            "折线：各年申请量，或 --indicator 的指标",
            "lines: requests over years, or the indicators of --indicator",
        ),
        indicators: &[],
        draw: lines::draw,
    },
    Kind {
        name: "outcomes",
        summary: ("百分比条形：办理结果构成", "bars of 100 %: how requests ended"),
        indicators: stacked::OUTCOMES,
        draw: |trend, language| {
            let title = ("政府信息公开申请办理结果", "How requests ended");
            stacked::draw(trend, title, language)
        },
    },
    Kind {
        name: "denials",
        summary: ("百分比条形：不予公开理由构成", "bars of 100 %: grounds of denial"),
        indicators: stacked::DENIALS,
        draw: |trend, language| stacked::draw(trend, ("不予公开的理由", "Grounds of denial"), language),
    },
];

/// The sort of chart of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// A ranking as bars.
///
/// # Errors
/// Why it cannot be drawn, for people.
pub fn ranking(ranking: &Ranking, top: usize, language: Language) -> Result<String, String> {
    bars::draw(ranking, top, language)
}

/// What the figures of a chart are: the name of an indicator with its formula.
fn caption(id: &str, language: Language) -> String {
    indicator(id).map_or_else(String::new, |indicator| {
        let (name, formula) = (names::text(indicator.name, language), names::text(indicator.wording, language));
        match (indicator.formula, language) {
            (Formula::Count(_), Language::Zh) => format!("{name}：{formula}"),
            (_, Language::Zh) => format!("{name} = {formula}"),
            (_, Language::En) => format!("{name} = {formula}"),
        }
    })
}

/// The line that names the sources.
fn sources(count: usize, language: Language) -> String {
    match language {
        Language::Zh => {
            format!("资料来源：政府信息公开工作年度报告（{count} 份）；gongkai {}", env!("CARGO_PKG_VERSION"))
        }
        Language::En => format!(
            "Source: annual reports on open government information ({count}); gongkai {}",
            env!("CARGO_PKG_VERSION")
        ),
    }
}

/// Why a point is not drawn, in a word or two.
fn gap(point: &Point, language: Language) -> &'static str {
    use gongkai_compare::indicators::Absent;
    match point {
        Err(Absent::NoReport) => pick(language, "无报告", "no report"),
        Err(_) => pick(language, "无数据", "no figure"),
        Ok(_) => pick(language, "基数不足10", "base < 10"),
    }
}
