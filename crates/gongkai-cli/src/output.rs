//! Where the result goes: standard output or a file, with what the terminal may see.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::ArgMatches;

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::inputs::Input;
use crate::sanitize::sanitize;

/// What is written, which decides what is done to it on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For programs: exact, and made harmless only where a terminal would see it.
    Data,
    /// For people, without colour: made harmless.
    Page,
    /// For people, with colour: harmless by construction; colour goes where it is not wanted.
    Styled,
}

/// The place results are written to.
pub(crate) struct Output {
    sink: Box<dyn Write>,
    harmless: bool,
}

impl Output {
    /// Opens the place that `--output` names, else standard output.
    pub(crate) fn open(
        matches: &ArgMatches,
        kind: Kind,
        inputs: &[Input],
        console: &Console,
        environment: &Environment,
    ) -> Result<Self, Failure> {
        let path = matches.get_one::<std::path::PathBuf>("output");
        let terminal = path.is_none() && environment.stdout_is_terminal;
        let harmless = kind == Kind::Page || (kind == Kind::Data && terminal);
        let sink: Box<dyn Write> = match (path, kind) {
            (Some(path), Kind::Styled) => {
                Box::new(anstream::AutoStream::new(create(path, inputs, console)?, console.color))
            }
            (Some(path), _) => Box::new(BufWriter::new(create(path, inputs, console)?)),
            (None, Kind::Styled) => Box::new(anstream::AutoStream::new(io::stdout(), console.color)),
            (None, _) => Box::new(BufWriter::new(io::stdout())),
        };
        Ok(Self { sink, harmless })
    }

    /// A file that was opened already.
    pub(crate) fn to(file: File) -> Self {
        Self { sink: Box::new(BufWriter::new(file)), harmless: false }
    }

    /// No place: for what makes its files itself.
    pub(crate) fn nowhere() -> Self {
        Self { sink: Box::new(io::sink()), harmless: false }
    }

    /// Writes bytes that one format made of one source.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.harmless {
            return self.sink.write_all(sanitize(&String::from_utf8_lossy(bytes)).as_bytes());
        }
        self.sink.write_all(bytes)
    }

    /// Hands everything written so far to the system.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// As [`Output::write`]: text that a terminal shows comes in whole characters.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Self::write(self, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Self::flush(self)
    }
}

/// Creates the output file, unless it is one of the inputs.
fn create(path: &Path, inputs: &[Input], console: &Console) -> Result<File, Failure> {
    let name = path.to_string_lossy();
    if let Ok(target) = path.canonicalize() {
        let is_input =
            |input: &Input| matches!(input, Input::File(file) if file.canonicalize().is_ok_and(|file| file == target));
        if inputs.iter().any(is_input) {
            let reason = console.pick((
                "既是输入又是 --output；请换一个输出文件，以免覆盖原报告",
                "is an input as well as --output; choose another file, so that the report is not overwritten",
            ));
            return Err(Failure::Usage(format!("{name}: {reason}")));
        }
    }
    File::create(path).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => console
                .pick((
                    "输出文件所在的文件夹不存在；请先建立",
                    "the folder of the output file does not exist; create it first",
                ))
                .to_owned(),
            _ => console
                .pick((
                    "无法创建输出文件；请检查是否可写（{}）",
                    "the output file cannot be created; check that it can be written to ({})",
                ))
                .replace("{}", &error.to_string()),
        };
        Failure::Usage(format!("{name}: {reason}"))
    })
}
