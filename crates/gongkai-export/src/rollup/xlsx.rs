//! A roll-up as a workbook for the office: 汇总, 差异, and a sheet of units against cells for each government.
//!
//! Texts are written as texts, so nothing of a source is ever a formula.

use std::io::{self, Write};

use gongkai_compare::indicators::percent;
use gongkai_compare::rollup::{Cell as RollupCell, Outcome, Rollup, Standing};
use gongkai_compare::{Known, Lack};
use gongkai_model::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::findings::xlsx::names::Names;
use crate::findings::xlsx::sheet::{Cell, Column, Sheet, Tone};
use crate::names;
use crate::page::{pick, table_name};

pub(super) fn write(out: &mut dyn Write, rollups: &[Rollup], language: Language) -> io::Result<()> {
    let bytes = book(rollups, language).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    })?;
    out.write_all(&bytes)
}

fn book(rollups: &[Rollup], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The time of writing would make two runs over the same reports differ.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    let mut names = Names::default();
    workbook.push_worksheet(summary(rollups, language)?.finish(&names.of(pick(language, "汇总", "Summary")))?);
    workbook.push_worksheet(differences(rollups, language)?.finish(&names.of(pick(
        language,
        "差异",
        "Differences",
    )))?);
    for rollup in rollups {
        let name = format!("{} {}", rollup.name, rollup.year);
        workbook.push_worksheet(units(rollup, language)?.finish(&names.of(&name))?);
    }
    workbook.save_to_buffer()
}

fn summary(rollups: &[Rollup], language: Language) -> Result<Sheet, XlsxError> {
    const COLUMNS: [Column; 11] = [
        Column(("上级", "Government"), 24.0),
        Column(("年度", "Year"), 7.0),
        Column(("名单完整", "Roster complete"), 9.0),
        Column(("下级单位", "Units"), 9.0),
        Column(("计入", "Counted"), 8.0),
        Column(("缺报告", "Without report"), 26.0),
        Column(("不计入", "Not part of it"), 26.0),
        Column(("相符", "Equal"), 8.0),
        Column(("差异", "Differences"), 8.0),
        Column(("未齐", "Open"), 8.0),
        Column(("无法核对", "Not assessable"), 9.0),
    ];
    let mut sheet = Sheet::new(&COLUMNS, 1, language)?;
    for rollup in rollups {
        let named = |standing: &[Standing]| {
            let parts = standing.iter().flat_map(|standing| rollup.of_standing(*standing));
            parts.map(|part| part.name.as_str()).collect::<Vec<_>>().join(pick(language, "、", ", "))
        };
        let count = |outcome| rollup.cells.iter().filter(|cell| cell.outcome == outcome).count();
        let differences = rollup.differences().count();
        let missing = named(&[Standing::NoReport]);
        let tone = if missing.is_empty() { Tone::Plain } else { Tone::Warning };
        sheet.row(&[
            Cell::text(&rollup.name),
            Cell::year(Some(rollup.year)),
            Cell::text(if rollup.complete {
                pick(language, "是", "yes")
            } else {
                pick(language, "未说明", "not said")
            }),
            Cell::count(rollup.children.len()),
            Cell::count(rollup.counted()),
            Cell::text(missing).toned(tone),
            Cell::text(named(&[Standing::Vertical, Standing::TheWhole])),
            Cell::count(count(Outcome::Equal)),
            Cell::count(differences).toned(if differences > 0 { Tone::Error } else { Tone::Good }),
            Cell::count(count(Outcome::Open)),
            Cell::count(count(Outcome::NotAssessable)),
        ])?;
    }
    Ok(sheet)
}

fn differences(rollups: &[Rollup], language: Language) -> Result<Sheet, XlsxError> {
    const COLUMNS: [Column; 9] = [
        Column(("上级", "Government"), 22.0),
        Column(("年度", "Year"), 7.0),
        Column(("表", "Table"), 8.0),
        Column(("单元格", "Cell"), 36.0),
        Column(("上级数", "Government has"), 10.0),
        Column(("各单位之和", "Units have"), 11.0),
        Column(("差额", "Difference"), 9.0),
        Column(("结果", "Outcome"), 23.0),
        Column(("各单位（占比）", "Units (share)"), 56.0),
    ];
    let mut sheet = Sheet::new(&COLUMNS, 1, language)?;
    for rollup in rollups {
        // What somebody has to explain first, then what may only be missing.
        let open = rollup.cells.iter().filter(|cell| cell.outcome == Outcome::Open);
        for cell in rollup.differences().chain(open) {
            sheet.row(&[
                Cell::text(&rollup.name),
                Cell::year(Some(rollup.year)),
                Cell::text(table_name(cell.table, language)),
                Cell::text(names::cell(&cell.path, &cell.label, language)),
                Cell::figure(cell.parent.as_ref().ok().map(|known| known.number)),
                Cell::figure(Some(cell.sum)),
                Cell::figure(cell.difference()),
                Cell::text(names::text(cell.outcome.words(), language)).toned(tone(cell.outcome)),
                Cell::text(breakdown(rollup, cell, language)),
            ])?;
        }
    }
    Ok(sheet)
}

fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Equal => Tone::Plain,
        Outcome::UnitsHaveMore | Outcome::UnitsHaveLess => Tone::Error,
        Outcome::Open => Tone::Advisory,
        Outcome::NotAssessable => Tone::Quiet,
    }
}

/// The units with their figures and shares, the largest first.
fn breakdown(rollup: &Rollup, cell: &RollupCell, language: Language) -> String {
    let mut units: Vec<(usize, &str, &Result<Known, Lack>)> = rollup
        .children
        .iter()
        .zip(&cell.children)
        .enumerate()
        .filter_map(|(at, (part, value))| Some((at, part.name.as_str(), value.as_ref()?)))
        .collect();
    let number = |value: &Result<Known, Lack>| value.as_ref().ok().map(|known| known.number);
    units.retain(|(_, _, value)| number(value).is_none_or(|number| !number.is_zero()));
    units.sort_by_key(|(_, _, value)| std::cmp::Reverse(number(value)));
    let words = units.into_iter().map(|(at, name, value)| match value {
        Ok(known) => {
            let share = cell.share(at).map(|share| format!(" ({})", percent(share))).unwrap_or_default();
            format!("{name} {}{share}", known.number)
        }
        Err(lack) => format!("{name} {}", names::flag(lack.flag, language)),
    });
    words.collect::<Vec<_>>().join(pick(language, "；", "; "))
}

/// Cells down, the government and its units across; what is nothing everywhere is left out.
fn units(rollup: &Rollup, language: Language) -> Result<Sheet, XlsxError> {
    const HEADS: [Column; 5] = [
        Column(("单元格", "Cell"), 40.0),
        Column(("上级", "Government"), 9.0),
        Column(("各单位之和", "Units have"), 10.0),
        Column(("差额", "Difference"), 9.0),
        Column(("结果", "Outcome"), 23.0),
    ];
    let mut sheet = Sheet::new(&HEADS, 1, language)?;
    let counted = |at: usize| rollup.children.get(at).is_some_and(|part| part.standing == Standing::Counted);
    let places: Vec<usize> = (0..rollup.children.len()).filter(|at| counted(*at)).collect();
    for at in &places {
        sheet.column(rollup.children.get(*at).map_or("", |part| &part.name), 11.0)?;
    }
    for cell in rollup.cells.iter().filter(|cell| !cell.is_zero()) {
        let figure = |value: &Result<Known, Lack>| match value {
            Ok(known) => Cell::figure(Some(known.number)),
            Err(lack) => Cell::text(names::flag(lack.flag, language)).toned(Tone::Quiet),
        };
        let label = names::cell(&cell.path, &cell.label, language);
        let mut row = vec![
            Cell::text(format!("{} {label}", table_name(cell.table, language))),
            figure(&cell.parent),
            Cell::figure(Some(cell.sum)),
            Cell::figure(cell.difference()),
            Cell::text(names::text(cell.outcome.words(), language)).toned(tone(cell.outcome)),
        ];
        row.extend(places.iter().map(|at| match cell.children.get(*at) {
            Some(Some(value)) => figure(value),
            _ => Cell::text(""),
        }));
        sheet.row(&row)?;
    }
    Ok(sheet)
}
