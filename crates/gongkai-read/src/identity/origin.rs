//! What a source says of where it comes from: publisher, column, site, index number.

use gongkai_model::{Document, Found, Locus, Origin, Stated};
use gongkai_text::normalize;

use super::fields::{Field, Label};
use super::lines::Line;

/// Statements kept at most.
const MOST: usize = 20;
/// Characters of one statement at most; more is running text.
const LONGEST: usize = 60;

/// The statements of fields, of the trail of columns, and of what the container declares.
pub(super) fn stated(
    lines: &[Line<'_>],
    section: Option<usize>,
    fields: &[Field<'_>],
    document: &Document,
) -> Vec<Stated> {
    let mut found = Vec::new();
    let head = section.unwrap_or(lines.len());
    for datum in &document.metadata {
        match datum.name.as_str() {
            "trail" => columns(&datum.value, &datum.locus, &mut found),
            "columnname" => add(&mut found, Origin::Column, &datum.value, &datum.locus),
            "sitename" => add(&mut found, Origin::Site, &datum.value, &datum.locus),
            _ => {}
        }
    }
    for line in lines.iter().take(head).filter(|line| line.spaced.matches('>').count() > 1) {
        columns(&line.raw, line.locus, &mut found);
    }
    for field in fields {
        let origin = match field.label {
            Label::Publisher => Origin::Publisher,
            Label::Index => Origin::IndexNumber,
            _ => continue,
        };
        if let Some(line) = lines.get(field.line) {
            add(&mut found, origin, field.value, line.locus);
        }
    }
    found
}

/// `首页 > 政务公开 > 年报`, the name of the page itself perhaps at the end.
fn columns(trail: &str, locus: &Locus, found: &mut Vec<Stated>) {
    trail.split(['>', '》', '/', '»', '›']).for_each(|column| add(found, Origin::Column, column, locus));
}

fn add(found: &mut Vec<Stated>, origin: Origin, written: &str, locus: &Locus) {
    let raw = written.trim();
    let value: String = normalize::fold(raw).chars().filter(|c| !c.is_whitespace()).collect();
    let known = |stated: &Stated| stated.origin == origin && stated.text.value == value;
    if value.is_empty() || value.chars().count() > LONGEST || found.len() >= MOST || found.iter().any(known) {
        return;
    }
    found.push(Stated { origin, text: Found { value, raw: raw.to_owned(), locus: Some(locus.clone()) } });
}
