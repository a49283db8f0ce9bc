//! Documents of word processors, from bytes to figures: `cargo bench -p gongkai --bench word`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gongkai::Reader;
use gongkai::model::{Capture, Provenance};

fn read(criterion: &mut Criterion) {
    let reader = Reader::default();
    let mut group = criterion.benchmark_group("word");
    for name in ["legacy_2024.doc", "word_2024.docx", "libre_2024.odt", "gbk_2024.rtf"] {
        let path = format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let capture = Capture::new(bytes, Provenance::of(name));
        group.throughput(Throughput::Elements(1));
        group.bench_function(format!("{name}, import"), |bencher| {
            bencher.iter(|| reader.registry().import(&capture, reader.limits()));
        });
        group.bench_function(format!("{name}, whole"), |bencher| bencher.iter(|| reader.read(&capture)));
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
