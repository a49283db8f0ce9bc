//! Reports for the benchmarks: the examples of the repository, made as large and as many as wanted.

use std::path::{Path, PathBuf};

/// An example of the repository.
pub(crate) fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The clean example with its text repeated until it has `size` bytes.
pub(crate) fn clean(size: usize) -> String {
    let report = example("clean_2021.md");
    let at = report.find("## 二、").expect("the example has a second section");
    let (before, after) = report.split_at(at);
    let paragraphs: Vec<&str> = before.lines().filter(|line| line.chars().count() > 60).collect();
    let mut text = before.to_owned();
    for paragraph in paragraphs.iter().cycle() {
        if text.len() + after.len() >= size {
            break;
        }
        text += paragraph;
        text += "\n\n";
    }
    text + after
}

/// A folder of reports of all examples that hold one; removed when it goes out of use.
pub(crate) struct Folder {
    path: PathBuf,
    /// The files.
    pub(crate) files: Vec<PathBuf>,
    /// Bytes of all files.
    pub(crate) bytes: u64,
}

impl Folder {
    /// Writes `count` reports, of a hundred files a folder.
    pub(crate) fn of(count: usize) -> Self {
        let path = std::env::temp_dir().join(format!("gongkai-bench-{}", std::process::id()));
        let reports = [
            ("md", clean(10 << 10)),
            ("txt", example("damaged_2021.txt")),
            ("txt", example("edition_2019.txt")),
            ("txt", example("layout_2021.txt")),
        ];
        let mut folder = Self { path, files: Vec::with_capacity(count), bytes: 0 };
        for number in 0..count {
            let (extension, text) = &reports[number % reports.len()];
            let text = text.replacen("青禾县", &format!("青禾{number}县"), 1);
            let inside = folder.path.join(format!("{:03}", number / 100));
            std::fs::create_dir_all(&inside).expect("a folder for the reports");
            let file = inside.join(format!("{number:05}.{extension}"));
            std::fs::write(&file, &text).expect("a report can be written");
            folder.bytes += text.len() as u64;
            folder.files.push(file);
        }
        folder
    }

    /// The folder.
    #[allow(dead_code, reason = "only one of the benchmarks hands the folder on")]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // a folder left behind in the temporary folder is no failure of the benchmark
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
