//! What a nation costs, stage by stage.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gongkai_tests::nation::Medium;

/// What a run of the program took.
struct Run {
    /// Seconds by the clock.
    seconds: f64,
    /// Most memory at a time, in megabytes.
    memory: u64,
}

/// A question of the kind that people ask of a panel.
const QUESTION: &str = "SELECT province, year, count(*) AS reports, sum(\"t3.new_received.total\") AS received, \
    sum(\"t3.granted.total\") AS granted FROM facts_wide GROUP BY province, year ORDER BY province, year";

/// Makes nations of some sizes, archives each, asks it, and gives a table.
///
/// # Errors
/// A message for people.
pub(crate) fn bench(root: &Path, folder: &Path, counts: &[usize], medium: Medium) -> Result<String, String> {
    let binary = root.join("target/release/gongkai");
    if !binary.is_file() {
        return Err("build the program first: cargo build --release -p gongkai-cli".into());
    }
    let mut table = String::from("reports | stage | seconds | reports/s | memory, MB\n--- | --- | --- | --- | ---\n");
    for &count in counts {
        let nation = folder.join(format!("{medium:?}-{count}"));
        super::write(&nation, count, medium)?;
        let archive = nation.join("archive");
        if archive.is_dir() {
            fs::remove_dir_all(&archive).map_err(|error| error.to_string())?;
        }
        let archive = archive.to_string_lossy();
        let reports = nation.join("reports");
        let stages: [(&str, Vec<&str>); 2] = [
            (
                "read, check, archive",
                vec!["archive", "add", "--archive", &archive, reports.to_str().unwrap_or_default()],
            ),
            ("query by province and year", vec!["archive", "query", "--archive", &archive, QUESTION, "-f", "csv"]),
        ];
        for (name, arguments) in stages {
            let run = run(&binary, &arguments)?;
            let rate = count as f64 / run.seconds;
            table += &format!("{count} | {name} | {:.3} | {rate:.0} | {}\n", run.seconds, run.memory);
        }
    }
    Ok(table)
}

fn run(binary: &Path, arguments: &[&str]) -> Result<Run, String> {
    let begin = Instant::now();
    let mut command = Command::new(binary);
    command.args(arguments).stdout(Stdio::null());
    let mut child = command.spawn().map_err(|error| format!("{}: {error}", binary.display()))?;
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak(&child));
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    if status.code().is_none_or(|code| code > 1) {
        return Err(format!("gongkai {} ended with {status}", arguments.join(" ")));
    }
    Ok(Run { seconds: begin.elapsed().as_secs_f64(), memory })
}

/// The most memory that a process has had, in megabytes; 0 where the system does not tell.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
