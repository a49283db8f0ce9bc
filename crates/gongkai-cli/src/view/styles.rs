//! Colours of the page, in one place.

use anstyle::{AnsiColor, Style};
use gongkai::export::page::Mark;
use gongkai::model::Severity;

pub(super) const TITLE: Style = Style::new().bold();
pub(super) const HEADING: Style = AnsiColor::Green.on_default().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const CARET: Style = AnsiColor::Cyan.on_default().bold();

/// The colour of a severity.
pub(super) const fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Note | Severity::Advisory => AnsiColor::Cyan.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Error => AnsiColor::Red.on_default().bold(),
    }
}

/// The colour of a cell.
pub(super) const fn mark(mark: Mark) -> Style {
    match mark {
        Mark::Number => Style::new(),
        Mark::Repaired | Mark::Text => AnsiColor::Yellow.on_default(),
        Mark::Blank | Mark::NotApplicable | Mark::None => DIM,
        Mark::Unreadable => AnsiColor::Red.on_default().bold(),
        Mark::Missing => AnsiColor::Red.on_default().dimmed(),
    }
}
