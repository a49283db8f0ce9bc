//! What reading a web page costs, from bytes to facts, beside what html5ever alone takes to parse the same bytes.
//!
//! `cargo bench -p gongkai --bench page` takes the sample pages of the repository, and the web pages of `html.tsv` where
//! `GONGKAI_CORPUS` names a corpus. `cargo bench -p gongkai --bench page -- FILE…` takes those files and prints the bare
//! times, `file<TAB>tree<TAB>facts` in seconds. Both readings take turns and the least time of
//! each counts, which nothing else that runs on the machine has slowed.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongkai::Reader;
use gongkai::model::{Capture, Provenance};
use scraper::Html;

/// How often every page is read.
const TURNS: usize = 201;

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "html")
}

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gongkai-html/samples");
    let entries = std::fs::read_dir(folder).expect("the samples are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a sample").path()).collect();
    files.retain(|file| is_page(file));
    files.sort();
    files
}

fn corpus() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("GONGKAI_CORPUS").map(PathBuf::from) else { return Vec::new() };
    let list = std::fs::read_to_string(folder.join("html.tsv")).expect("the corpus lists its pages");
    let files = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    files.map(|file| folder.join(file)).filter(|file| is_page(file)).collect()
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Least times to parse a page into a tree, and to read its facts.
fn measure(reader: &Reader, bytes: &[u8]) -> [Duration; 2] {
    let turn = |_| {
        let tree = timed(|| Html::parse_document(&String::from_utf8_lossy(bytes)));
        // The program owns the bytes that it reads from a file; the copy is not part of the work.
        let owned = bytes.to_vec();
        let facts = timed(|| reader.read(&Capture::new(owned, Provenance::of("page.html"))).expect("a page"));
        (tree, facts)
    };
    let (trees, facts): (Vec<_>, Vec<_>) = (0..TURNS).map(turn).unzip();
    [trees, facts].map(|times| times.into_iter().min().unwrap_or_default())
}

fn main() {
    // cargo test runs benchmarks without `--bench`, only to see that they compile
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let reader = Reader::default();
    // what begins with a dash is cargo's
    let mut named = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).peekable();
    if named.peek().is_some() {
        for file in named {
            let [tree, facts] = measure(&reader, &std::fs::read(&file).expect("a page can be read"));
            println!("{file}\t{:e}\t{:e}", tree.as_secs_f64(), facts.as_secs_f64());
        }
        return;
    }
    for (name, files) in [("sample pages", samples()), ("published pages", corpus())] {
        let mut sums = [Duration::ZERO; 2];
        for file in &files {
            let bytes = std::fs::read(file).expect("a page can be read");
            let times = measure(&reader, &bytes);
            let [tree, facts] = times.map(|time| time.as_secs_f64() * 1e3);
            let (size, shown) = (bytes.len() >> 10, file.file_name().unwrap_or_default().to_string_lossy());
            println!("{shown:32} {size:4} KB  tree {tree:6.3} ms  facts {facts:6.3} ms  {:5.2} ×", facts / tree);
            sums = [sums[0] + times[0], sums[1] + times[1]];
        }
        if !files.is_empty() {
            let [tree, facts] = sums.map(|sum| sum.as_secs_f64() * 1e3 / files.len() as f64);
            println!("{name}: tree {tree:.3} ms, facts {facts:.3} ms a page, {:.2} ×\n", facts / tree);
        }
    }
}
