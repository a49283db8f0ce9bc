//! Reads the bytes of an input, never more than the limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use gongkai::model::{Capture, Provenance};
use gongkai::plugin::ImportError;

use crate::console::Console;
use crate::inputs::{Input, unreadable};

/// The bytes of an input with their provenance, or the sentence that says why there are none.
pub(crate) fn capture(input: &Input, limit: u64, console: &Console) -> Result<Capture, String> {
    let bytes = match input {
        Input::Stdin => up_to(io::stdin().lock(), limit),
        Input::File(path) => open(path, limit),
        Input::Page(page) => return page.capture(console),
        Input::Problem { message, .. } => return Err(message.clone()),
    };
    match bytes {
        Ok(bytes) => Ok(Capture::new(bytes, Provenance::of(input.name()))),
        Err(Refusal::TooLarge(size)) => Err(ImportError::TooLarge { size, limit }.message(console.language)),
        Err(Refusal::Endless) => Err(console
            .pick((
                "输入超过 {} MB 的上限，已停止读取；确需读取请用 --max-size 提高上限",
                "the input goes on after the limit of {} MB, reading stopped; raise the limit with --max-size if you mean it",
            ))
            .replace("{}", &(limit / 1_000_000).to_string())),
        Err(Refusal::Io(error)) => Err(unreadable(&error, console)),
    }
}

enum Refusal {
    /// A file of this size.
    TooLarge(u64),
    /// A stream, whose size nobody knows.
    Endless,
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn open(path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    let size = path.metadata()?.len();
    if size > limit {
        return Err(Refusal::TooLarge(size));
    }
    up_to(File::open(path)?, limit)
}

/// Pipes and growing files do not tell their size before, so reading itself keeps the limit.
fn up_to(reader: impl Read, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Refusal::Endless) } else { Ok(bytes) }
}
