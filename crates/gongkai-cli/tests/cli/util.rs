//! Runs the program in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder with files, removed at the end.
pub(crate) struct Case {
    folder: PathBuf,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Case {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("gongkai-cli-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// A folder that holds a clean report, a damaged one, and something else.
    pub(crate) fn with_examples() -> Self {
        let case = Self::new();
        case.write("clean.md", example("clean_2021.md"));
        case.write("damaged.txt", example("damaged_2021.txt"));
        case.write("notice.txt", example("not_a_report.txt"));
        case
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program, in this folder, in English, without terminal.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        // Plugins of whoever runs the tests are none of theirs.
        command.env("XDG_CONFIG_HOME", self.path(".config"));
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments), &[])
    }

    pub(crate) fn run_with_stdin(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        Run::of(self.command(arguments).stdin(Stdio::piped()), stdin)
    }
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Run {
    pub(crate) fn of(command: &mut Command, stdin: &[u8]) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let pipe = child.stdin.take();
        let stdin = stdin.to_vec();
        // The program may stop reading before the end, and must not be waited for meanwhile.
        let writer = std::thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let code = output.status.code().expect("ended by itself");
        Self { code, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Checks the exit code; shows everything when it is another one.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\nstdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// Checks that standard error says something.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "{words:?} is not in: {}", self.stderr);
        self
    }

    /// Checks that standard output shows something.
    #[track_caller]
    pub(crate) fn shows(self, words: &str) -> Self {
        assert!(self.stdout.contains(words), "{words:?} is not in: {}", self.stdout);
        self
    }

    /// Number of rows of a facts table in CSV, without header.
    pub(crate) fn rows(&self) -> usize {
        self.stdout.lines().count().saturating_sub(1)
    }
}

/// A report that ships with the program.
pub(crate) fn example(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)).unwrap()
}
