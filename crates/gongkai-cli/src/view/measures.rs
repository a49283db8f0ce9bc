//! Trends, rankings and the list of indicators, drawn as tables.

use std::collections::BTreeSet;

use anstyle::Style;
use gongkai::compare::Caution;
use gongkai::compare::indicators::{Absent, Formula, Indicator, Measured};
use gongkai::compare::rank::{Ranking, Unranked};
use gongkai::compare::trend::{Point, Trend};
use gongkai::export::names;
use gongkai::model::Language;
use unicode_width::UnicodeWidthStr;

use super::draw::{Drawing, pad, wrap};
use super::{Page, heading, line, styles};
use crate::sanitize::sanitize_line;

/// The indicators of units over years, with the formulas and the marks that occur.
pub(crate) fn trend(trend: &Trend, page: &Page) -> String {
    let mut out = String::new();
    let mut cautions = BTreeSet::new();
    for unit in &trend.units {
        if !out.is_empty() {
            line(&mut out, "");
        }
        line(&mut out, &format!("{0}{1}{0:#}", styles::TITLE, sanitize_line(&unit.unit.name)));
        let row = |(indicator, points): (&&Indicator, &Vec<Point>)| {
            let cells = points.iter().map(|point| cell(indicator.formula, point, page)).collect();
            (names::text(indicator.name, page.language).to_owned(), cells)
        };
        let drawing = Drawing {
            caption: page.pick(("指标", "indicator")).into(),
            columns: trend.years.iter().map(i32::to_string).collect(),
            rows: trend.indicators.iter().zip(&unit.points).map(row).collect(),
        };
        drawing.lines(page.width).iter().for_each(|text| line(&mut out, text));
        cautions.extend(unit.points.iter().flatten().flatten().flat_map(|measured| measured.cautions.iter().copied()));
        why(&mut out, trend, &unit.points, page);
    }
    formulas(&mut out, &trend.indicators, page);
    legend(&mut out, &cautions, page);
    out
}

/// What a year has: the value with what is behind it, or in a word why there is none.
fn cell(formula: Formula, point: &Point, page: &Page) -> (Style, String) {
    match point {
        Ok(measured) => match measured.shown(formula) {
            Some(value) => (Style::new(), format!("{value}{}", measured.signs())),
            None => (styles::DIM, format!("({}){}", measured.counts(), measured.signs())),
        },
        Err(Absent::Cell(lack)) => (styles::DIM, names::flag(lack.flag, page.language).to_owned()),
        Err(Absent::NoReport) => (styles::severity(gongkai::model::Severity::Warning), short(point, page)),
        Err(Absent::NoYearBefore) => (styles::DIM, "—".into()),
    }
}

fn short(point: &Point, page: &Page) -> String {
    point.as_ref().err().map(|absent| names::absent(absent, page.language)).unwrap_or_default()
}

/// Which cells are behind what is not known, each once.
fn why(out: &mut String, trend: &Trend, points: &[Vec<Point>], page: &Page) {
    let mut said = BTreeSet::new();
    for points in points {
        for (year, point) in trend.years.iter().zip(points) {
            if let Err(absent @ Absent::Cell(_)) = point {
                said.insert(format!("{year}: {}", names::absent(absent, page.language)));
            }
        }
    }
    for text in said {
        let text = sanitize_line(&text).into_owned();
        wrap(&text, page.width.saturating_sub(4)).iter().for_each(|part| {
            line(out, &format!("    {0}{part}{0:#}", styles::DIM));
        });
    }
}

/// The formulas of what was shown.
fn formulas(out: &mut String, indicators: &[&Indicator], page: &Page) {
    heading(out, page.pick(("公式", "Formulas")));
    for indicator in indicators {
        let (name, formula) =
            (names::text(indicator.name, page.language), names::text(indicator.wording, page.language));
        let text = format!("{name} = {formula}");
        wrap(&text, page.width.saturating_sub(4)).iter().for_each(|part| {
            line(out, &format!("  {0}{part}{0:#}", styles::DIM));
        });
    }
    let small = page.pick((
        "（5/8）：分母不足 10，只列件数；—：没有上年报告",
        "(5/8): fewer than 10 below the line, so only the counts; —: no report of the year before",
    ));
    line(out, &format!("  {0}{small}{0:#}", styles::DIM));
}

fn legend(out: &mut String, cautions: &BTreeSet<Caution>, page: &Page) {
    for caution in cautions {
        let text = names::text(caution.words(), page.language);
        line(out, &format!("  {0}{1} {text}{0:#}", styles::DIM, caution.sign()));
    }
}

/// A ranking; `cut`: units with a figure that are not shown.
pub(crate) fn ranking(ranking: &Ranking, cut: usize, page: &Page) -> String {
    let mut out = String::new();
    let name = names::text(ranking.indicator.name, page.language);
    line(&mut out, &format!("{0}{name} {1}{0:#}", styles::TITLE, ranking.year));
    let formula = names::text(ranking.indicator.wording, page.language);
    line(&mut out, &format!("  {0}{formula}{0:#}", styles::DIM));
    let is_count = matches!(ranking.indicator.formula, Formula::Count(_));
    let shown = |measured: &Measured| {
        let value = format!("{}{}", measured.shown(ranking.indicator.formula).unwrap_or_default(), measured.signs());
        let mut cells = vec![(Style::new(), value)];
        if !is_count {
            cells.push((styles::DIM, measured.counts()));
        }
        cells
    };
    let mut columns = vec![page.pick(("数值", "value")).to_owned()];
    if !is_count {
        columns.push(page.pick(("分子/分母", "counts")).into());
    }
    let places = ranking.ranked.last().map_or(0, |last| last.place.to_string().len());
    let row = |unit: &gongkai::compare::rank::Ranked| {
        (format!("{:>places$} {}", unit.place, sanitize_line(&unit.unit)), shown(&unit.measured))
    };
    if !ranking.ranked.is_empty() {
        let caption = page.pick(("单位", "unit")).into();
        let drawing = Drawing { caption, columns, rows: ranking.ranked.iter().map(row).collect() };
        drawing.lines(page.width).iter().for_each(|text| line(&mut out, text));
    }
    if cut > 0 {
        let text = page.pick(("另有 {} 个单位在后，未列", "{} more units follow")).replace("{}", &cut.to_string());
        line(&mut out, &format!("  {0}{text}{0:#}", styles::DIM));
    }
    apart(&mut out, ranking, page);
    let cautions = ranking.ranked.iter().flat_map(|unit| unit.measured.cautions.iter().copied()).collect();
    legend(&mut out, &cautions, page);
    out
}

fn apart(out: &mut String, ranking: &Ranking, page: &Page) {
    if ranking.apart.is_empty() {
        return;
    }
    heading(
        out,
        &page.pick(("没有名次（{}）", "Without a place ({})")).replace("{}", &ranking.apart.len().to_string()),
    );
    let width = ranking.apart.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, why) in &ranking.apart {
        let why = match why {
            Unranked::Small(measured) => {
                let text = page.pick(("分母不足 10（{}）", "fewer than 10 below the line ({})"));
                text.replace("{}", &measured.counts())
            }
            Unranked::Absent(absent) => names::absent(absent, page.language),
        };
        let name = pad(&sanitize_line(name), width);
        line(out, &format!("  {name}  {0}{why}{0:#}", styles::DIM));
    }
}

/// The list of indicators: id, name, formula, what to beware of.
pub(crate) fn indicator_list(indicators: impl Iterator<Item = &'static Indicator>, page: &Page) -> String {
    let mut out = String::new();
    for indicator in indicators {
        let name = names::text(indicator.name, page.language);
        line(&mut out, &format!("{0}{1}{0:#}  {name}", styles::TITLE, indicator.id));
        let note = names::text(indicator.note, page.language);
        let equals = if page.language == Language::Zh { "＝" } else { "= " };
        for part in
            wrap(&format!("{equals}{}", names::text(indicator.wording, page.language)), page.width.saturating_sub(4))
        {
            line(&mut out, &format!("    {part}"));
        }
        for part in wrap(note, page.width.saturating_sub(4)).iter().filter(|part| !part.is_empty()) {
            line(&mut out, &format!("    {0}{part}{0:#}", styles::DIM));
        }
    }
    out
}
