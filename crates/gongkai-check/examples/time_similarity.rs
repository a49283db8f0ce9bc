use gongkai_check::{ReportView, Settings, check, check_years, similarity, whole_similarity};
use gongkai_model::{Capture, Provenance};
use gongkai_plugin::{Importer, Limits};
fn main() {
    let read = |p: &str| {
        let capture = Capture::new(std::fs::read(p).unwrap(), Provenance::of(p));
        let d = gongkai_text::TextImporter.import(&capture, &Limits::default()).unwrap();
        gongkai_read::read(p, 1, &d[0])
    };
    let a: Vec<String> = std::env::args().skip(1).collect();
    let (x, y) = (read(&a[0]), read(&a[1]));
    let (x, y) = (ReportView::new(&x), ReportView::new(&y));
    let bytes: usize = y.paragraphs().map(|(_, f)| f.value.len()).sum();
    let n = 500u32;
    let t = std::time::Instant::now();
    for _ in 0..n {
        std::hint::black_box((similarity(&x, &y), whole_similarity(&x, &y)));
    }
    println!(
        "{bytes} bytes of prose: {:?} for both {:?} {:?}",
        t.elapsed() / n,
        similarity(&x, &y),
        whole_similarity(&x, &y)
    );
    let s = Settings::default();
    let t = std::time::Instant::now();
    for _ in 0..n {
        std::hint::black_box(check(&y, &s));
    }
    println!("check {:?}", t.elapsed() / n);
    let t = std::time::Instant::now();
    for _ in 0..n {
        std::hint::black_box(check_years(Some(&x), &y, &s));
    }
    println!("years {:?}", t.elapsed() / n);
    for id in ["NR", "X-", "T3"] {
        let s = Settings { select: vec![id.into()], ..Settings::default() };
        let t = std::time::Instant::now();
        for _ in 0..n {
            std::hint::black_box(check(&y, &s));
        }
        println!("{id} {:?}", t.elapsed() / n);
    }
}
