//! Whose a report is, for a person: the answer, what it rests on, and what it may be where that is open.

use gongkai::agency::{Basis, Bearing, Confidence, DivisionName, State};
use gongkai::export::organs::Organ;
use gongkai::model::{Kind, Level};

use super::draw::pad;
use super::{Page, line, styles};
use crate::language::{Text, pick};
use crate::sanitize::sanitize_line;

/// The answer for one report or name, as a few lines.
pub(crate) fn organ(organ: &Organ<'_>, page: &Page) -> String {
    let word = |text: Text| pick(page.language, text);
    let found = organ.resolution;
    let mut out = String::new();
    let name =
        if found.name.is_empty() { word(("（没有机关名称）", "(no organ is named)")) } else { &found.name };
    let from = match organ.document {
        0 => String::new(),
        1 => format!("  {}", organ.source),
        number => format!("  {}#{number}", organ.source),
    };
    line(&mut out, &format!("{0}{1}{0:#}{2}", styles::TITLE, sanitize_line(name), sanitize_line(&from)));
    let mut row = |label: Text, value: &str| {
        if !value.is_empty() {
            line(&mut out, &format!("  {} {}", pad(word(label), 12), sanitize_line(value)));
        }
    };
    let basis = |basis: Basis| word(basis.names());
    let answer = match (found.state(), found.basis) {
        (state @ (State::Resolved | State::Located), Some(rests_on)) => {
            format!("{} ({}: {})", word(state_words(state)), basis(rests_on), word(confidence(found.confidence)))
        }
        (state, _) => word(state_words(state)).to_owned(),
    };
    row(("结果", "answer"), &answer);
    row(("类别", "kind"), found.kind.map_or("", |kind| word(kind_words(kind))));
    row(("层级", "level"), found.level.map_or("", |level| word(level_words(level))));
    row(("区划代码", "code"), &found.code.map(|code| code.to_string()).unwrap_or_default());
    row(("所在区划", "divisions"), &chain(&found.divisions));
    row(("上级", "superior"), found.superior.as_deref().unwrap_or_default());
    for candidate in &found.candidates {
        row(("可能是", "perhaps"), &format!("{} {}", candidate.code, chain(&candidate.divisions)));
    }
    for clue in &found.evidence {
        let says = clue.says.iter().map(|division| division.name.as_str()).collect::<Vec<_>>().join(" / ");
        let bearing = word(match clue.bearing {
            Bearing::Supports => ("支持", "for"),
            Bearing::Contradicts => ("矛盾", "against"),
            Bearing::Silent => ("不能区分", "open"),
        });
        row(("线索", "clue"), &format!("{bearing}, {}: {} → {says}", basis(clue.basis), clue.text));
    }
    out
}

fn chain(divisions: &[DivisionName]) -> String {
    divisions.iter().map(|division| division.name.as_str()).collect::<Vec<_>>().join(" › ")
}

fn state_words(state: State) -> Text {
    match state {
        State::Resolved => ("已确定", "resolved"),
        State::Located => ("只知所在地，没有对应的区划代码", "located, without a code of its own"),
        State::Ambiguous => ("有多个可能或线索矛盾，未作判断", "ambiguous, or clues contradict each other"),
        State::Unresolved => ("不知道；可在名单中写明（--roster）", "unresolved; a roster can say it (--roster)"),
    }
}

fn confidence(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Open => ("未定", "open"),
        Confidence::Low => ("把握较低", "low confidence"),
        Confidence::Medium => ("把握中等", "medium confidence"),
        Confidence::High => ("把握较高", "high confidence"),
    }
}

fn kind_words(kind: Kind) -> Text {
    match kind {
        Kind::Government => ("人民政府", "government"),
        Kind::GovernmentOffice => ("政府办公厅（室）", "office of a government"),
        Kind::Department => ("部门", "department"),
        Kind::Subdistrict => ("街道办事处", "subdistrict office"),
        Kind::DispatchedOffice => ("派出机构", "dispatched office"),
        Kind::DevelopmentZone => ("开发区管委会", "committee of a development zone"),
        Kind::AuthorisedOrganisation => ("法律、法规授权的组织", "authorised organisation"),
        Kind::PublicInstitution => ("公共企事业单位", "public institution"),
    }
}

fn level_words(level: Level) -> Text {
    match level {
        Level::Central => ("中央", "central"),
        Level::Province => ("省级", "province"),
        Level::Prefecture => ("地级", "prefecture"),
        Level::County => ("县级", "county"),
        Level::Township => ("乡级", "township"),
    }
}
