//! The help of every command as one page in Markdown, from which the manual in `docs/` is written.

use clap::Command;
use gongkai::model::Language;

use crate::language::pick;

/// Columns of the help pages in the manual.
const WIDTH: usize = 100;

/// The manual in a language.
pub(crate) fn manual(language: Language) -> String {
    let mut root = crate::command(language).term_width(WIDTH);
    root.build();
    let note = pick(
        language,
        (
            "# 命令\n\n由 `cargo run -p xtask -- docs` 从程序生成，请勿手改。",
            "# Commands\n\nGenerated from the program by `cargo run -p xtask -- docs`; do not edit.",
        ),
    );
    let mut text = format!("{note}\n");
    section(&mut text, "gongkai", &mut root);
    text
}

fn section(text: &mut String, name: &str, command: &mut Command) {
    let help = command.render_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    *text += &format!("\n## {name}\n\n```text\n{}\n```\n", help.join("\n"));
    for sub in command.get_subcommands_mut() {
        let name = format!("{name} {}", sub.get_name());
        section(text, &name, sub);
    }
}
