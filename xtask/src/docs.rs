//! The documents that come from code: a list of paths and of functions that give their content.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai::model::Language;

/// A document that comes from code.
struct Document {
    /// Path from the root of the workspace.
    path: &'static str,
    /// What has to stand in it.
    content: fn() -> String,
}

const DOCUMENTS: &[Document] = &[
    Document { path: "docs/report.schema.json", content: report_schema },
    Document { path: "docs/cli.md", content: || manual(Language::En) },
    Document { path: "docs/cli.zh-CN.md", content: || manual(Language::Zh) },
];

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Writes every document.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    for document in DOCUMENTS {
        let path = root.join(document.path);
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, (document.content)()))
            .map_err(|error| format!("{}: {error}", document.path))?;
    }
    Ok(format!("wrote {}", DOCUMENTS.iter().map(|document| document.path).collect::<Vec<_>>().join(", ")))
}

/// Whether every document is what the code says.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let is_stale = |document: &&Document| {
        fs::read_to_string(root.join(document.path)).map(|text| text.replace("\r\n", "\n")).ok()
            != Some((document.content)())
    };
    let stale: Vec<_> = DOCUMENTS.iter().filter(is_stale).map(|document| document.path).collect();
    if stale.is_empty() {
        return Ok("the documents are what the code says".into());
    }
    Err(format!("not what the code says: {}\nrun `cargo run -p xtask -- docs` and commit the result", stale.join(", ")))
}

fn report_schema() -> String {
    // A schema consists of strings, numbers and maps with string keys, which always serialize.
    serde_json::to_string_pretty(&gongkai::export::schema()).unwrap_or_default() + "\n"
}

/// The help of every command, in a language.
fn manual(language: Language) -> String {
    let (title, note) = match language {
        Language::Zh => ("# 命令", "由 `cargo run -p xtask -- docs` 从程序生成，请勿手改。"),
        Language::En => ("# Commands", "Generated from the program by `cargo run -p xtask -- docs`; do not edit."),
    };
    let mut root = gongkai_cli::command(language).term_width(100);
    root.build();
    let mut text = format!("{title}\n\n{note}\n");
    section(&mut text, "gongkai", &mut root);
    text
}

fn section(text: &mut String, name: &str, command: &mut clap::Command) {
    let help = command.render_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    *text += &format!("\n## {name}\n\n```text\n{}\n```\n", help.join("\n"));
    for sub in command.get_subcommands_mut() {
        let name = format!("{name} {}", sub.get_name());
        section(text, &name, sub);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_passes_the_check_and_what_is_changed_does_not() {
        let folder = std::env::temp_dir().join(format!("gongkai-docs-{}", std::process::id()));
        assert!(check(&folder).is_err());
        write(&folder).unwrap();
        assert!(check(&folder).is_ok());
        fs::write(folder.join("docs/cli.md"), "stale").unwrap();
        let message = check(&folder).unwrap_err();
        assert!(message.contains("docs/cli.md") && message.contains("xtask -- docs"), "{message}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
