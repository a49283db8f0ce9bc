//! How much memory a folder of ten thousand reports takes at most.
//!
//! `cargo bench -p gongkai --bench memory` measures the library in this process. With `GONGKAI_BIN` set to the path of
//! the command-line program, that program is run over the folder (`facts FOLDER --format csv`) and measured instead.
//! Linux only: the peak is `VmHWM` of `/proc`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

mod common;

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gongkai::Reader;
use gongkai::model::{Capture, Provenance};
use rayon::prelude::*;

/// Files in the folder.
const FILES: usize = 10_000;

/// Peak memory of a process in kB, while it lives.
fn peak(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Peak memory of the program over the folder, asked every few milliseconds until it ends.
fn program(program: &OsStr, folder: &common::Folder) -> u64 {
    let mut child = Command::new(program)
        .arg("facts")
        .arg(folder.path())
        .args(["--format", "csv"])
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("GONGKAI_BIN is a program");
    let mut highest = 0;
    loop {
        highest = highest.max(peak(&child.id().to_string()).unwrap_or(0));
        if child.try_wait().expect("the program can be waited for").is_some() {
            return highest;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Peak memory of this process after reading the folder.
fn library(folder: &common::Folder) -> u64 {
    let reader = Reader::default();
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).expect("the report is there");
        let reports = reader.read(&Capture::new(bytes, Provenance::of(path.to_string_lossy())));
        reports.expect("the examples can be read").iter().map(|report| report.facts.len()).sum::<usize>()
    };
    let facts: usize = folder.files.par_iter().map(read).sum();
    assert!(facts > FILES * 100, "the folder holds reports");
    peak("self").unwrap_or(0)
}

fn main() {
    // cargo test runs benchmarks without `--bench`, only to see that they compile
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = common::Folder::of(FILES);
    let start = Instant::now();
    let (name, kilobytes) = match std::env::var_os("GONGKAI_BIN") {
        Some(path) => ("program", program(&path, &folder)),
        None => ("library", library(&folder)),
    };
    let megabytes = folder.bytes >> 20;
    let seconds = start.elapsed().as_secs_f64();
    println!("{name}: {FILES} files, {megabytes} MB, {seconds:.2} s, peak memory {} MB", kilobytes / 1024);
}
