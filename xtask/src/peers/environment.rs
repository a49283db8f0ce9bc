//! The virtual environment under `target/peers/`, and running programs with their processor time taken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Where to get Python from, for whom it is absent.
const NO_PYTHON: &str = "bench-peers needs Python 3.11 or newer with venv and pip, and found no `python3`.
Install it (Debian, Ubuntu: apt-get install python3 python3-venv; Fedora: dnf install python3; macOS: brew install python)
and run the command again.";

/// Python with the libraries of the peers, and the program itself.
pub(crate) struct Environment {
    root: PathBuf,
    folder: PathBuf,
    scripts: PathBuf,
    program: PathBuf,
}

impl Environment {
    /// Builds the program, and makes the virtual environment unless it is there with the versions wanted.
    pub(crate) fn make(root: &Path) -> Result<Self, String> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |path| root.join(path));
        let (folder, scripts) = (target.join("peers"), root.join("xtask/peers"));
        if let Err(error) = done(Command::new("python3").arg("--version").stdout(Stdio::null())) {
            return Err(format!("{NO_PYTHON}\n({error})"));
        }
        let environment = Self {
            root: root.into(),
            folder,
            scripts,
            program: target.join("release/gongkai").with_extension(std::env::consts::EXE_EXTENSION),
        };
        environment.install()?;
        crate::say("building gongkai …");
        done(environment.cargo("build").args(["--release", "-p", "gongkai-cli"]))?;
        Ok(environment)
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        cargo.args([command, "--quiet"]).current_dir(&self.root);
        cargo
    }

    /// What a benchmark of the library prints over pages.
    pub(crate) fn benchmark(&self, name: &str, pages: &[&Path]) -> Result<String, String> {
        let mut command = self.cargo("bench");
        command.args(["-p", "gongkai", "--bench", name, "--"]).args(pages).stderr(Stdio::inherit());
        let run = command.output().map_err(|error| format!("{command:?}: {error}"))?;
        match run.status.success() {
            true => Ok(String::from_utf8_lossy(&run.stdout).into_owned()),
            false => Err(format!("{command:?}: {}", run.status)),
        }
    }

    fn install(&self) -> Result<(), String> {
        let (wanted, installed) = (self.scripts.join("requirements.txt"), self.folder.join("installed.txt"));
        let list = fs::read(&wanted).map_err(|error| format!("{}: {error}", wanted.display()))?;
        if self.python().exists() && fs::read(&installed).is_ok_and(|found| found == list) {
            return Ok(());
        }
        crate::say("making a virtual environment under target/peers/ …");
        done(Command::new("python3").args(["-m", "venv", "--clear"]).arg(self.folder.join("venv")))
            .map_err(|error| format!("{error}\nDebian and Ubuntu: apt-get install python3-venv"))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
        done(Command::new(self.python()).args(pip).arg(&wanted))
            .map_err(|error| format!("{error}\nThe versions wanted need Python 3.11 or newer and a way to PyPI."))?;
        fs::write(&installed, list).map_err(|error| format!("{}: {error}", installed.display()))
    }

    /// Where everything lies that the command makes.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn python(&self) -> PathBuf {
        self.folder.join("venv/bin/python")
    }

    /// The words that run a script, or a command of the program itself; what it shall work on follows.
    pub(crate) fn command(&self, script: Option<&str>, command: &str) -> Vec<String> {
        let words: &[PathBuf] = match script {
            Some(script) => &[self.python(), self.scripts.join(script)],
            None => &[self.program.clone(), command.into()],
        };
        words.iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    /// Processor time that a command takes over folders of pages, user and system; what it prints goes to a file.
    pub(crate) fn seconds(&self, command: &[String], folders: &[PathBuf], output: &Path) -> Result<f64, String> {
        let folders = folders.iter().map(|folder| folder.to_string_lossy().into_owned());
        let words: Vec<String> = command.iter().cloned().chain(folders).collect();
        Ok(self.took(&words, &[], output)?.processor)
    }

    /// Time that a command takes; what it prints goes to a file.
    pub(crate) fn took(&self, command: &[String], variables: &[(&str, &str)], output: &Path) -> Result<Took, String> {
        let run = Command::new(self.python())
            .arg(self.scripts.join("measure.py"))
            .arg(output)
            .args(command)
            // The libraries are compiled since their installation; nothing is left beside the scripts.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .envs(variables.iter().copied())
            .output()
            .map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&run.stdout);
        let mut seconds = text.split_whitespace().map(|number| number.parse().ok());
        // 1 is what the program says of pages that lack something.
        match (seconds.next().flatten(), seconds.next().flatten()) {
            (Some(processor), Some(clock)) if matches!(run.status.code(), Some(0 | 1)) => Ok(Took { processor, clock }),
            _ => Err(format!("{} failed:\n{}", command.join(" "), String::from_utf8_lossy(&run.stderr))),
        }
    }

    /// Builds the test country and starts it: it speaks on standard output, and ends when its standard input does.
    pub(crate) fn country(&self, arguments: &[&str]) -> Result<Child, String> {
        crate::say("building the test country …");
        let example = ["-p", "gongkai-tests", "--example", "country"];
        done(self.cargo("build").arg("--release").args(example))?;
        let program = self.program.with_file_name("examples").join("country");
        let mut command = Command::new(program.with_extension(std::env::consts::EXE_EXTENSION));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.spawn().map_err(|error| format!("{command:?}: {error}"))
    }
}

/// Time that a program took, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Took {
    /// Of the processor, user and system.
    pub(crate) processor: f64,
    /// By the clock.
    pub(crate) clock: f64,
}

/// Runs a command to its end.
fn done(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?}: {status}")),
        Err(error) => Err(format!("{command:?}: {error}")),
    }
}
