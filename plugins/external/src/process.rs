//! Programs of others, within limits: time, memory, output; a process group and a folder of their own.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use gongkai_plugin::ProgramFailure;
use process_wrap::std::{ChildWrapper, CommandWrap};
use tempfile::TempDir;

use crate::declaration::{Declaration, ProgramLimits};

/// Variables that programs are given; every other one must be named.
#[cfg(not(windows))]
const ENVIRONMENT: &[&str] = &["PATH", "HOME", "LANG"];
/// Variables that programs are given; every other one must be named. Windows starts nothing without some of its own.
#[cfg(windows)]
const ENVIRONMENT: &[&str] = &["PATH", "PATHEXT", "USERPROFILE", "SYSTEMROOT", "LANG"];

/// Bytes kept of what a program says last.
const SAID: usize = 2_000;
/// How long what is left in its pipes is waited for after a program has ended.
const GRACE: Duration = Duration::from_millis(500);

/// A failure, with the last words of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failed {
    pub(crate) failure: ProgramFailure,
    pub(crate) said: String,
}

impl From<ProgramFailure> for Failed {
    fn from(failure: ProgramFailure) -> Self {
        Self { failure, said: String::new() }
    }
}

/// Something of ours that the system refused.
pub(crate) fn not_started(error: &io::Error) -> ProgramFailure {
    ProgramFailure::NotStarted { reason: error.to_string() }
}

/// A folder for one run, removed with everything in it when it is dropped.
pub(crate) fn folder() -> Result<TempDir, ProgramFailure> {
    tempfile::Builder::new().prefix("gongkai-").tempdir().map_err(|error| not_started(&error))
}

/// A program that runs. When it is dropped, it is ended, and everything that it started.
pub(crate) struct Running {
    child: Box<dyn ChildWrapper>,
    said: Tail,
}

impl Running {
    /// Starts a command in a folder. Standard input and output are what is given.
    pub(crate) fn start(
        arguments: &[String],
        folder: &Path,
        declaration: &Declaration,
        stdin: Stdio,
    ) -> Result<Self, ProgramFailure> {
        let [program, rest @ ..] = arguments else {
            return Err(ProgramFailure::Missing { program: String::new() });
        };
        let mut command = Command::new(program);
        command.args(rest).current_dir(folder).env_clear();
        let named = ENVIRONMENT.iter().copied().chain(declaration.environment.iter().map(String::as_str));
        command.envs(named.filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.env("TMPDIR", folder).env("TEMP", folder).env("TMP", folder);
        command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        let mut child = command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ProgramFailure::Missing { program: program.clone() },
            _ => not_started(&error),
        })?;
        limit(child.id(), declaration);
        let said = Tail::default();
        if let Some(stderr) = child.stderr().take() {
            said.listen(stderr);
        }
        Ok(Self { child, said })
    }

    /// The inner child, for its pipes.
    pub(crate) fn child(&mut self) -> &mut dyn ChildWrapper {
        self.child.as_mut()
    }

    /// Where what it says last is kept.
    pub(crate) fn said(&self) -> &Tail {
        &self.said
    }

    /// How it ended; nothing while it runs.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>, ProgramFailure> {
        self.child.try_wait().map_err(|error| not_started(&error))
    }

    /// Ends it and everything in its group.
    pub(crate) fn end(&mut self) {
        // What has ended already cannot be ended.
        let _ = self.child.start_kill();
        let _ = self.child.wait();
    }

    /// A failure with the last words of the program.
    pub(crate) fn failed(&self, failure: ProgramFailure) -> Failed {
        Failed { failure, said: self.said.text() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Sets what the system itself watches over. Everything that the program starts inherits it.
#[cfg(target_os = "linux")]
fn limit(id: u32, declaration: &Declaration) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let ProgramLimits { time, memory, output } = declaration.limits;
    let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return };
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    // A program that is kept for many sources may use more time than that of one.
    let seconds = matches!(declaration.sort, crate::Sort::Converter { .. }).then(|| time.as_secs() * cores + 1);
    let limits = [
        (Resource::Data, Some(memory)),
        (Resource::Fsize, Some(output)),
        (Resource::Core, Some(0)),
        (Resource::Cpu, seconds),
    ];
    for (resource, most) in limits.into_iter().filter_map(|(resource, most)| Some((resource, most?))) {
        // Where it ended at once, there is nothing to limit.
        let _ = prlimit(Some(pid), resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Only Linux lets limits be set on a process that runs; elsewhere time and output are watched over, memory is not.
#[cfg(not(target_os = "linux"))]
fn limit(_: u32, _: &Declaration) {}

/// Why a program ended, where it did not end well.
pub(crate) fn failure_of(status: ExitStatus) -> Option<ProgramFailure> {
    if status.success() {
        return None;
    }
    if let Some(code) = status.code() {
        return Some(ProgramFailure::Exited { code });
    }
    Some(ProgramFailure::Crashed { signal: signal(status) })
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(6) => "SIGABRT".into(),
        Some(9) => "SIGKILL".into(),
        Some(11) => "SIGSEGV".into(),
        Some(24) => "SIGXCPU".into(),
        Some(25) => "SIGXFSZ".into(),
        signal => signal.map_or_else(String::new, |signal| signal.to_string()),
    }
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> String {
    String::new()
}

/// Runs a command to its end. Gives what it wrote to standard output.
///
/// # Errors
/// Any failure but that the output is of no use.
pub(crate) fn run(arguments: &[String], folder: &Path, declaration: &Declaration) -> Result<Vec<u8>, Failed> {
    let limits = declaration.limits;
    let mut running = Running::start(arguments, folder, declaration, Stdio::null())?;
    let output = Bounded::default();
    let done = running.child().stdout().take().map(|stdout| output.listen(stdout, limits.output));
    let begun = Instant::now();
    let mut pause = Duration::from_millis(1);
    let status = loop {
        if output.is_too_much() {
            running.end();
            return Err(running.failed(ProgramFailure::TooMuchOutput { limit: limits.output }));
        }
        if let Some(status) = running.ended()? {
            break status;
        }
        if begun.elapsed() >= limits.time {
            running.end();
            return Err(running.failed(ProgramFailure::TimedOut { seconds: limits.time.as_secs() }));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    // Whatever it left behind holds its pipes open.
    running.end();
    if let Some(done) = done {
        let _ = done.recv_timeout(GRACE);
    }
    running.said().wait();
    if output.is_too_much() {
        return Err(running.failed(ProgramFailure::TooMuchOutput { limit: limits.output }));
    }
    match failure_of(status) {
        None => Ok(output.take()),
        Some(failure) => Err(running.failed(failure)),
    }
}

/// Bytes of a pipe, up to a limit.
#[derive(Default, Clone)]
struct Bounded(Arc<Mutex<(Vec<u8>, bool)>>);

impl Bounded {
    /// Reads a pipe on a thread of its own, which says when it is done.
    fn listen(&self, mut pipe: impl Read + Send + 'static, limit: u64) -> Receiver<()> {
        let (sender, receiver) = channel();
        let kept = self.clone();
        thread::spawn(move || {
            let mut buffer = vec![0; 64 << 10];
            while let Ok(length @ 1..) = pipe.read(&mut buffer) {
                let mut kept = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
                let room = usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(kept.0.len());
                kept.1 |= length > room;
                kept.0.extend(buffer.iter().take(length.min(room)));
                if kept.1 {
                    break;
                }
            }
            // Nobody may wait any more.
            let _ = sender.send(());
        });
        receiver
    }

    fn is_too_much(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).0)
    }
}

/// The last words of a program.
#[derive(Default, Clone)]
pub(crate) struct Tail {
    bytes: Arc<Mutex<Vec<u8>>>,
    done: Arc<Mutex<Option<Receiver<()>>>>,
}

impl Tail {
    fn listen(&self, mut pipe: impl Read + Send + 'static) {
        let (sender, receiver) = channel();
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = Some(receiver);
        let bytes = Arc::clone(&self.bytes);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = pipe.read(&mut buffer) {
                let mut kept = bytes.lock().unwrap_or_else(PoisonError::into_inner);
                kept.extend(buffer.iter().take(length));
                let over = kept.len().saturating_sub(SAID);
                kept.drain(..over);
            }
            let _ = sender.send(());
        });
    }

    /// Waits for the rest of what it says, a little.
    pub(crate) fn wait(&self) {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(RecvTimeoutError::Timeout)) = done.map(|done| done.recv_timeout(GRACE)) {
            // Something outlived the group and holds the pipe: what was said so far has to do.
        }
    }

    /// The last three lines, as one.
    pub(crate) fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.get(lines.len().saturating_sub(3)..).unwrap_or_default().join(" / ")
    }
}
