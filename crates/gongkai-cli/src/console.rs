//! Messages to a person on standard error, each with what to do next.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use clap::ArgMatches;
use gongkai::model::Language;

use crate::language::{self, Text};
use crate::sanitize::sanitize_line;

/// Speaks on standard error, in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    /// Language of everything that is said.
    pub(crate) language: Language,
    /// When to use colour.
    pub(crate) color: anstream::ColorChoice,
    quiet: bool,
}

impl Console {
    /// What the global options ask for.
    pub(crate) fn new(language: Language, matches: &ArgMatches) -> Self {
        let (_, arguments) = matches.subcommand().unwrap_or(("", matches));
        let color = match arguments.get_one::<String>("color").map(String::as_str) {
            Some("always") => anstream::ColorChoice::Always,
            Some("never") => anstream::ColorChoice::Never,
            _ => anstream::ColorChoice::Auto,
        };
        Self { language, color, quiet: arguments.get_flag("quiet") }
    }

    /// The text in the language of this console.
    pub(crate) fn pick(&self, text: Text) -> &'static str {
        language::pick(self.language, text)
    }

    /// Whether nothing but errors should be said.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// `gongkai: message`.
    pub(crate) fn complain(&self, message: &str) {
        self.print(AnsiColor::Red.on_default().bold(), message);
    }

    /// `gongkai: source: message`: an error about a source.
    pub(crate) fn complain_of(&self, source: &str, message: &str) {
        self.complain(&format!("{source}: {message}"));
    }

    /// `gongkai: source: message`: worth knowing; silent with `--quiet`.
    pub(crate) fn note_of(&self, source: &str, message: &str) {
        self.note(&format!("{source}: {message}"));
    }

    /// `gongkai: message`: worth knowing; silent with `--quiet`.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            self.print(Style::new().bold(), message);
        }
    }

    // Nobody is left to tell when standard error cannot be written to.
    fn print(&self, style: Style, message: &str) {
        let mut stderr = anstream::AutoStream::new(std::io::stderr().lock(), self.color);
        let _ = writeln!(stderr, "{style}gongkai:{style:#} {}", sanitize_line(message));
    }
}
