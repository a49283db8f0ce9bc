//! Documents of office programs, from bytes to figures: `cargo bench -p gongkai --bench documents`, one group a kind of format (`-- pdf`).

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gongkai::Reader;
use gongkai::model::{Capture, Provenance};

/// Groups, and their files from the root of the repository.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "word",
        &["examples/legacy_2024.doc", "examples/word_2024.docx", "examples/libre_2024.odt", "examples/gbk_2024.rtf"],
    ),
    ("pdf", &["plugins/pdf/samples/browser.pdf", "plugins/pdf/samples/level.pdf", "plugins/pdf/samples/office.pdf"]),
    ("ofd", &["plugins/ofd/samples/report.ofd"]),
    (
        "sheets",
        &[
            "examples/sheet_2023.xlsx",
            "plugins/sheets/samples/report.xls",
            "plugins/sheets/samples/report.ods",
            "plugins/sheets/samples/report.csv",
        ],
    ),
    ("zip", &["examples/packed_2023.zip"]),
];

fn read(criterion: &mut Criterion) {
    let reader = Reader::default();
    for (name, files) in GROUPS {
        let mut group = criterion.benchmark_group(*name);
        for file in *files {
            let path = format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let capture = Capture::new(bytes, Provenance::of(*file));
            let shown = file.rsplit('/').next().unwrap_or(file);
            group.throughput(Throughput::Elements(1));
            group.bench_function(format!("{shown}, import"), |bencher| {
                bencher.iter(|| reader.registry().import(&capture, reader.limits()));
            });
            group.bench_function(format!("{shown}, whole"), |bencher| bencher.iter(|| reader.read(&capture)));
        }
        group.finish();
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
