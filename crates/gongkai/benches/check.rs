//! How fast reports are checked, beside how fast they are read: `cargo bench -p gongkai --bench check`
//!
//! Checking a report must take less time than reading it.

#[allow(dead_code, reason = "other benchmarks use the rest")]
mod common;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gongkai::Reader;
use gongkai::check::{ReportView, Settings, check, check_years};
use gongkai::model::{Capture, Provenance, Report};

fn report(reader: &Reader, name: &str) -> (Capture, Report) {
    let capture = Capture::new(common::example(name), Provenance::of(name));
    let report = reader.read(&capture).expect("the examples can be read").remove(0);
    (capture, report)
}

fn benches(criterion: &mut Criterion) {
    let (reader, settings) = (Reader::default(), Settings::default());
    let mut group = criterion.benchmark_group("check");
    for name in ["clean_2021.md", "check/housing_2024.md", "damaged_2021.txt", "page_2023.html"] {
        let (capture, report) = report(&reader, name);
        group.bench_function(format!("{name}, read"), |bencher| bencher.iter(|| black_box(reader.read(&capture))));
        group.bench_function(format!("{name}, checked"), |bencher| {
            bencher.iter(|| black_box(check(&ReportView::new(&report), &settings)));
        });
    }
    let (_, before) = report(&reader, "check/housing_2023.md");
    let (_, after) = report(&reader, "check/housing_2024.md");
    group.bench_function("check/housing_2024.md, against the year before", |bencher| {
        let (before, after) = (ReportView::new(&before), ReportView::new(&after));
        bencher.iter(|| black_box(check_years(Some(&before), &after, &settings)));
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
