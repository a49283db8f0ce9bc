//! `gongkai plugins list --explain FILE`: who would read a file, and why.

use std::io::Write;
use std::path::Path;

use gongkai::plugin::{Claim, Confidence, Explained, ImportError, Limits};

use super::Job;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::inputs::Input;
use crate::sanitize::sanitize_line;
use crate::{pipeline, readers, settings_file, source};

/// Tells who would read a file.
pub(super) fn run(job: &Job<'_>, file: &Path) -> Result<Exit, Failure> {
    let console = job.console;
    let folder = file.parent().unwrap_or(Path::new(""));
    let reader = readers::beside(settings_file::nearest(folder), job.matches, console, job.environment)?;
    let input = Input::File(file.into());
    let capture = match source::capture(&input, reader.limits().bytes, console) {
        Ok(capture) => capture,
        Err(message) => {
            console.complain_of(&input.name(), &message);
            return Ok(Exit::Unreadable);
        }
    };
    let explained = pipeline::guarded(|| reader.registry().explain(&capture, &Limits::default()), console);
    let explained = match explained {
        Ok(explained) => explained,
        Err(defect) => {
            console.complain_of(&input.name(), &defect);
            return Ok(Exit::Unreadable);
        }
    };
    let mut lines = Vec::new();
    tell(&mut lines, &input.name(), &explained, 0, console);
    let mut stdout = std::io::stdout().lock();
    for line in lines {
        writeln!(stdout, "{}", sanitize_line(&line))?;
    }
    stdout.flush()?;
    Ok(if is_read(&explained) { Exit::Done } else { Exit::Unreadable })
}

fn is_read(explained: &Explained) -> bool {
    explained.reader.is_ok() && !matches!(&explained.given_up, Some((_, None | Some(Err(_)))))
}

fn tell(lines: &mut Vec<String>, name: &str, explained: &Explained, depth: usize, console: &Console) {
    let indent = "  ".repeat(depth);
    let say = |error: &ImportError| error.message(console.language);
    let verdict = match &explained.reader {
        Ok(reader) if explained.is_chosen => {
            console.pick(("{} 读取（由 --importer 指定）", "read by {} (chosen with --importer)")).replace("{}", reader)
        }
        Ok(reader) => console.pick(("{} 读取", "read by {}")).replace("{}", reader),
        Err(error) => say(error),
    };
    lines.push(format!("{indent}{name}: {verdict}"));
    match &explained.given_up {
        None => {}
        Some((error, None)) => lines.push(format!("{indent}  {}", say(error))),
        Some((error, Some(rescuer))) => {
            let next = match rescuer {
                Ok(rescuer) => console.pick(("改由 {} 读取", "taken up by {}")).replace("{}", rescuer),
                Err(error) => say(error),
            };
            lines.push(format!("{indent}  {} → {next}", say(error)));
        }
    }
    // What no importer claims says nothing of a file in a package; of the file asked for it is the answer.
    let claims = explained.claims.iter().filter(|claim| depth == 0 || claim.confidence > Confidence::No);
    for claim in claims {
        lines.push(format!("{indent}  {:<12} {}", claim.importer, why(claim, console)));
    }
    for (name, member) in &explained.members {
        match member {
            Ok(explained) => tell(lines, name, explained, depth + 1, console),
            Err(error) => lines.push(format!("{indent}  {name}: {}", say(error))),
        }
    }
}

/// How sure, and why.
fn why(claim: &Claim, console: &Console) -> String {
    let sure = console.pick(match claim.confidence {
        Confidence::No => ("不是", "no"),
        Confidence::Fallback => ("别无他法时可读", "fallback"),
        Confidence::Likely => ("可能", "likely"),
        Confidence::Certain => ("确定", "certain"),
    });
    let reason = match (&claim.reason, claim.confidence) {
        (Some((zh, en)), _) => {
            console.pick(("：", ": ")).to_owned() + if console.pick(("zh", "en")) == "zh" { zh } else { en }
        }
        (None, Confidence::No) => String::new(),
        (None, Confidence::Fallback) => console.pick(("：像文本", ": it could be text")).into(),
        (None, Confidence::Likely) => console.pick(("：名称或媒体类型如此", ": its name or media type say so")).into(),
        (None, Confidence::Certain) => console.pick(("：内容如此", ": its bytes say so")).into(),
    };
    let way = match claim.gives_way && claim.confidence > Confidence::No {
        true => console.pick(("（同样有把握时让给别的插件）", " (gives way to others that are as sure)")),
        false => "",
    };
    format!("{sure}{reason}{way}")
}
