//! How fast captures are added and read back, and how much memory that takes.
//!
//! `cargo bench -p gongkai-archive`. Pages have about 60 KB each and compress as pages do. `GONGKAI_BENCH_FOLDER` names the
//! folder to work in: the disk decides how fast a capture is safe. Memory is `VmHWM` of `/proc`, on Linux.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints its result and ends where it fails")]

use std::path::PathBuf;
use std::time::Instant;

use gongkai_archive::{Archive, CaptureId, Mode, NewCapture, Wait};

/// Pages.
const PAGES: usize = 10_000;
/// Pages that wait for the disk together in the second round.
const BATCH: usize = 64;

/// Peak memory of this process in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// A page that no other one equals.
fn page(round: &str, number: usize) -> NewCapture {
    let mut text = String::from("<html><body><table>");
    let mut state = number as u64 + 1;
    while text.len() < 60_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let word =
            ["政府信息公开", "本年新收", "予以公开", "不予处理", "行政复议", "结转下年度"][(state >> 60) as usize % 6];
        text +=
            &format!("<tr><td class=\"cell\" style=\"width: 12%\">{word}</td><td>{}</td></tr>\n", (state >> 33) % 1000);
    }
    NewCapture::answer(format!("http://www.example.gov.cn/{round}/{number}.html"), 200, "text/html", text)
}

fn main() {
    // cargo test runs benchmarks without `--bench`, only to see that they compile
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let base = std::env::var_os("GONGKAI_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = base.join(format!("gongkai-archive-bench-{}", std::process::id()));
    let mut archive = Archive::open(&folder, Mode::Write(Wait::Refuse)).unwrap();
    let report = |what: &str, start: Instant, pages: usize| {
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{what}: {pages} pages, {seconds:.1} s, {:.0} pages/s, peak memory {} MB",
            pages as f64 / seconds,
            peak()
        );
    };
    let start = Instant::now();
    for number in 0..PAGES / 10 {
        archive.add_capture(&page("one", number)).unwrap();
    }
    report("added one by one", start, PAGES / 10);
    let start = Instant::now();
    for first in (0..PAGES).step_by(BATCH) {
        let pages: Vec<_> = (first..PAGES.min(first + BATCH)).map(|number| page("many", number)).collect();
        archive.add_captures(&pages).unwrap();
    }
    report("added in batches of 64 (making the pages included)", start, PAGES);
    let start = Instant::now();
    let bytes: usize = (0..1_000).map(|number| page("none", number).body.len()).sum();
    assert!(bytes > 60_000_000);
    println!("making 1000 pages alone: {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let all = (PAGES + PAGES / 10) as i64;
    for number in 0..all {
        // In an order that jumps over the files.
        let id = CaptureId((number * 7_919) % all + 1);
        assert!(archive.capture(id).unwrap().bytes().len() >= 60_000);
    }
    report("read back in a jumping order", start, PAGES + PAGES / 10);
    let start = Instant::now();
    archive.rebuild(&mut |_, _| Ok(())).unwrap();
    report("database made anew", start, PAGES + PAGES / 10);
    let size = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |metadata| metadata.len()) >> 10;
    println!("captures {} KB, database {} KB", size("captures/0001.warc.gz"), size("gongkai.db"));
    drop(archive);
    let _ = std::fs::remove_dir_all(folder);
}
