//! How fast reports are read: one at a time on one core, and a folder of ten thousand on all of them.
//!
//! `cargo bench -p gongkai --bench read`

mod common;

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use gongkai::Reader;
use gongkai::model::{Capture, Provenance};
use rayon::prelude::*;

/// Files in the folder.
const FILES: usize = 10_000;

/// Number of figures in a file; fails where the report is not what the benchmark is about.
fn figures(reader: &Reader, capture: &Capture) -> usize {
    let reports = reader.read(capture).expect("the examples can be read");
    reports.iter().flat_map(|report| &report.facts).filter(|fact| fact.value.number().is_some()).count()
}

fn one(criterion: &mut Criterion) {
    let reader = Reader::default();
    let mut group = criterion.benchmark_group("one report");
    let reports = [
        ("clean, 10 KB", common::clean(10 << 10)),
        ("damaged", common::example("damaged_2021.txt")),
        ("one cell a line", common::example("edition_2019.txt")),
        ("glued", common::example("glued_2023.txt")),
        ("laid out", common::example("layout_2021.txt")),
    ];
    for (name, text) in reports {
        let capture = Capture::new(text, Provenance::of("report.md"));
        assert!(figures(&reader, &capture) > 100, "{name} holds the figures of a report");
        group.throughput(Throughput::Bytes(capture.bytes().len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_batched(|| &capture, |capture| black_box(figures(&reader, capture)), BatchSize::SmallInput);
        });
    }
    group.finish();
}

/// A report printed by a browser, of three pages.
fn pdf(criterion: &mut Criterion) {
    let reader = Reader::default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/pdf/samples/browser.pdf");
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let capture = Capture::new(bytes, Provenance::of("report.pdf"));
    assert!(figures(&reader, &capture) > 100, "the sample holds the figures of a report");
    let mut group = criterion.benchmark_group("PDF");
    group.throughput(Throughput::Elements(3));
    group.bench_function("three pages", |bencher| bencher.iter(|| black_box(figures(&reader, &capture))));
    group.finish();
}

fn read_file(reader: &Reader, path: &Path) -> usize {
    let bytes = std::fs::read(path).expect("the report is there");
    figures(reader, &Capture::new(bytes, Provenance::of(path.to_string_lossy())))
}

fn folder(criterion: &mut Criterion) {
    let reader = Reader::default();
    let folder = common::Folder::of(FILES);
    let mut group = criterion.benchmark_group("folder");
    group.sample_size(10);
    group.throughput(Throughput::Elements(FILES as u64));
    group.bench_function("10,000 files, all cores", |bencher| {
        bencher.iter(|| {
            let read = |path: &std::path::PathBuf| read_file(&reader, path);
            black_box(folder.files.par_iter().map(read).sum::<usize>())
        });
    });
    group.finish();
}

criterion_group!(benches, one, pdf, folder);
criterion_main!(benches);
