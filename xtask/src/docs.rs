//! The documents that come from code: a list of paths and of functions that give their content.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::model::Language;

/// A document that comes from code.
pub(crate) struct Document {
    /// Path from the root of the workspace.
    pub(crate) path: &'static str,
    /// What has to stand in it.
    pub(crate) content: fn() -> Result<String, String>,
}

/// Every document that comes from code.
pub(crate) const DOCUMENTS: &[Document] = &[
    Document { path: "docs/report.schema.json", content: report_schema },
    Document { path: "docs/findings.schema.json", content: findings_schema },
    Document { path: "docs/plugin-protocol.schema.json", content: protocol_schema },
    Document { path: "docs/rules.md", content: || Ok(rules(Language::En)) },
    Document { path: "docs/rules.zh-CN.md", content: || Ok(rules(Language::Zh)) },
    Document { path: "docs/archive.md", content: || Ok(views(Language::En)) },
    Document { path: "docs/archive.zh-CN.md", content: || Ok(views(Language::Zh)) },
    Document { path: "docs/cli.md", content: || manual("en") },
    Document { path: "docs/cli.zh-CN.md", content: || manual("zh") },
];

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Writes every document.
pub(crate) fn write(root: &Path, documents: &[Document]) -> Result<String, String> {
    for document in documents {
        let path = root.join(document.path);
        let content = (document.content)()?;
        fs::create_dir_all(path.parent().unwrap_or(root))
            .and_then(|()| fs::write(&path, content))
            .map_err(|error| format!("{}: {error}", document.path))?;
    }
    Ok(format!("wrote {}", documents.iter().map(|document| document.path).collect::<Vec<_>>().join(", ")))
}

/// Whether every document is what the code says.
pub(crate) fn check(root: &Path, documents: &[Document]) -> Result<String, String> {
    let mut stale = Vec::new();
    for document in documents {
        let found = fs::read_to_string(root.join(document.path)).unwrap_or_default().replace("\r\n", "\n");
        if found != (document.content)()? {
            stale.push(document.path);
        }
    }
    if stale.is_empty() {
        return Ok("the documents are what the code says".into());
    }
    Err(format!("not what the code says: {}\nrun `cargo run -p xtask -- docs` and commit the result", stale.join(", ")))
}

fn report_schema() -> Result<String, String> {
    let schema = serde_json::to_string_pretty(&gongkai::export::schema()).map_err(|error| error.to_string())?;
    Ok(schema + "\n")
}

fn protocol_schema() -> Result<String, String> {
    let schema =
        serde_json::to_string_pretty(&gongkai::external::protocol::schema()).map_err(|error| error.to_string())?;
    Ok(schema + "\n")
}

fn findings_schema() -> Result<String, String> {
    let schema =
        serde_json::to_string_pretty(&gongkai::export::findings::schema()).map_err(|error| error.to_string())?;
    Ok(schema + "\n")
}

/// What may be asked of an archive.
fn views(language: Language) -> String {
    let pick = |(zh, en): (&'static str, &'static str)| if language == Language::Zh { zh } else { en };
    let mut text = pick((
        "# 档案库的视图\n\n`gongkai archive query` 用 SQL（SQLite）查询这些视图；它们在各版本间保持不变，只在末尾增加列。数据库里的表随版本变化。\n",
        "# Views of an archive\n\n`gongkai archive query` asks these views in SQL (SQLite). They stay from version to version; columns may be added. \
         The tables of the database change.\n",
    ))
    .to_owned();
    for view in gongkai::archive::VIEWS {
        text += &format!("\n## `{}`\n\n{}\n\n", view.name, pick(view.about));
        text += pick(("| 列 | 含义 |\n|---|---|\n", "| column | meaning |\n|---|---|\n"));
        for (name, zh, en) in view.columns {
            text += &format!("| `{name}` | {} |\n", pick((zh, en)).replace('|', "\\|"));
        }
    }
    text
}

/// What every rule means.
fn rules(language: Language) -> String {
    gongkai::export::rules::markdown(gongkai::check::RULES, language)
}

/// What the program itself says about all of its commands.
fn manual(language: &str) -> Result<String, String> {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
        .args(["run", "--quiet", "--package", "gongkai-cli", "--", "help", "--manual", "--lang", language])
        .current_dir(root())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_passes_the_check_and_what_is_changed_does_not() {
        let documents = [
            Document { path: "docs/a.md", content: || Ok("a\n".into()) },
            Document { path: "docs/b.md", content: || Ok("b\n".into()) },
        ];
        let folder = std::env::temp_dir().join(format!("gongkai-docs-{}", std::process::id()));
        assert!(check(&folder, &documents).is_err());
        write(&folder, &documents).unwrap();
        assert!(check(&folder, &documents).is_ok());
        fs::write(folder.join("docs/b.md"), "stale").unwrap();
        let message = check(&folder, &documents).unwrap_err();
        assert!(message.contains("docs/b.md") && !message.contains("docs/a.md"), "{message}");
        assert!(message.contains("xtask -- docs"), "{message}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
