//! The signature: organ and day at the end of a report, or under its title.

use gongkai_model::Document;
use gongkai_text::date;

use super::fields::Day;
use super::lines::Line;
use super::organ::Named;

/// What a signature says; either part may be absent.
#[derive(Debug, Default)]
pub(super) struct Signature {
    pub(super) organ: Option<Named>,
    pub(super) day: Option<Day>,
}

/// Looks at the end first, then under the title: lines up to `section`.
pub(super) fn find(trailing: &[Line<'_>], leading: &[Line<'_>], section: Option<usize>) -> Signature {
    let end = section.unwrap_or(12).min(leading.len());
    let under_title = &leading[end.saturating_sub(12)..end];
    let last = (0..trailing.len()).rev().find_map(|at| at_line(trailing, at));
    last.or_else(|| (0..under_title.len()).find_map(|at| at_line(under_title, at))).unwrap_or_default()
}

/// A signature whose day stands in line `at`: the day alone, or the organ before it.
fn at_line(lines: &[Line<'_>], at: usize) -> Option<Signature> {
    let line = &lines[at];
    let text = last_pieces(line);
    let Some((range, date)) = date::find_all(&text).into_iter().last() else { return of_month(lines, at) };
    // Behind the day nothing but a bracket; before it nothing but a bracket or the organ.
    if !text[range.end..].chars().all(|c| " )。".contains(c)) {
        return None;
    }
    let day = Day { date, raw: text[range.clone()].to_owned(), locus: line.locus.clone() };
    let before: String = text[..range.start].chars().filter(|c| !" ([".contains(*c)).collect();
    if before.is_empty() {
        let organ = at.checked_sub(1).and_then(|above| organ(&lines[above]));
        // A day alone, without an organ above, is the head of a page and not a signature.
        return organ.is_some().then_some(Signature { organ, day: Some(day) });
    }
    let name = before.rsplit(['。', ';', ',']).next().unwrap_or(&before);
    gongkai_agency::is_specific(name).then(|| Signature {
        organ: Some(Named { name: name.to_owned(), raw: name.to_owned(), locus: line.locus.clone() }),
        day: Some(day),
    })
}

/// `2017年3月` under an organ: the organ signs, the day stays unknown.
fn of_month(lines: &[Line<'_>], at: usize) -> Option<Signature> {
    let (_, rest) = gongkai_text::title::leading_year(&lines[at].key)?;
    let month = rest.strip_suffix('月')?;
    let short = month.chars().count() <= 2 && month.chars().all(|c| c.is_numeric());
    let organ = organ(&lines[at.checked_sub(1)?])?;
    short.then_some(Signature { organ: Some(organ), day: None })
}

/// The last pieces of a line, which is all of it unless a page was saved as one line.
fn last_pieces(line: &Line<'_>) -> String {
    let start = line.spaced.char_indices().rev().nth(60).map_or(0, |(start, _)| start);
    let text = &line.spaced[start..];
    match (start, text.split_once([' ', '。'])) {
        (0, _) | (_, None) => text.trim().to_owned(),
        (_, Some((_, rest))) => rest.trim().to_owned(),
    }
}

fn organ(line: &Line<'_>) -> Option<Named> {
    gongkai_agency::is_specific(&line.key).then(|| Named {
        name: line.key.clone(),
        raw: line.raw.to_string(),
        locus: line.locus.clone(),
    })
}

/// The day that the container declares.
pub(super) fn declared(document: &Document) -> Option<Day> {
    const NAMES: &[&str] = &["pubdate", "publishdate", "publish_date", "article:published_time", "dc.date", "date"];
    NAMES.iter().find_map(|name| {
        let datum = document.metadata.iter().take(100).find(|datum| datum.name == *name)?;
        let (_, date) = date::find_all(&datum.value).into_iter().next()?;
        Some(Day { date, raw: datum.value.clone(), locus: datum.locus.clone() })
    })
}

/// A day that a line of the head begins with (`2022年01月18日 来源:…`), where no label says so.
pub(super) fn unlabelled(leading: &[Line<'_>], section: Option<usize>) -> Option<Day> {
    let end = section.unwrap_or(30).min(leading.len());
    leading[..end].iter().filter(|line| line.key.chars().count() <= 60).find_map(|line| {
        let (range, date) = date::find_all(&line.spaced).into_iter().next()?;
        // 2021年1月1日至12月31日 is a period; what follows a day of publication is an hour or another field.
        let behind = line.spaced[range.end..].trim_start_matches([' ', ')', ']']);
        let fields =
            behind.is_empty() || behind.starts_with(|c: char| c.is_ascii_digit()) || super::fields::leads(behind);
        let head = fields && line.spaced[..range.start].trim_matches([' ', '(', '[']).is_empty();
        let raw = line.spaced[range].to_owned();
        head.then(|| Day { date, raw, locus: line.locus.clone() })
    })
}
