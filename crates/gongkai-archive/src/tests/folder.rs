//! An archive in a folder of its own, removed at the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{Archive, Mode, NewCapture, Settings, Value, Wait};

pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // In memory where there is such a place: these tests wait for the disk tens of thousands of times.
        let memory = PathBuf::from("/dev/shm");
        let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let path = base.join(format!("gongkai-archive-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn write(&self) -> Archive {
        Archive::open(&self.0, Mode::Write(Wait::Refuse)).unwrap()
    }

    pub(super) fn write_small_files(&self, file_size: u64) -> Archive {
        Archive::open_with(&self.0, Mode::Write(Wait::Refuse), Settings { file_size }).unwrap()
    }

    pub(super) fn read(&self) -> Archive {
        Archive::open(&self.0, Mode::Read).unwrap()
    }

    pub(super) fn warc(&self, number: u32) -> PathBuf {
        crate::log::path(&self.0, number)
    }

    /// The database as it lies on the disk while nobody has it open.
    pub(super) fn database(&self) -> Vec<u8> {
        assert!(!self.0.join("gongkai.db-wal").exists(), "the database is closed");
        fs::read(self.0.join("gongkai.db")).unwrap()
    }

    /// Puts an older database back, as a loss of power does.
    pub(super) fn restore(&self, database: &[u8]) {
        for rest in ["gongkai.db-wal", "gongkai.db-shm"] {
            let _ = fs::remove_file(self.0.join(rest));
        }
        fs::write(self.0.join("gongkai.db"), database).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A time that is the same in every run.
pub(super) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds)
}

/// A page of a site.
pub(super) fn page(name: &str, text: &str) -> NewCapture {
    let url = format!("http://www.example.gov.cn/nb/{name}.html");
    NewCapture {
        fetched_at: at(1),
        ..NewCapture::answer(url, 200, "text/html; charset=utf-8", text.as_bytes().to_vec())
    }
}

/// Everything that follows from the captures, as text.
pub(super) fn dump(archive: &Archive) -> Vec<String> {
    let questions = [
        "SELECT * FROM main.captures ORDER BY id",
        "SELECT * FROM visits ORDER BY id",
        "SELECT * FROM files ORDER BY number",
        "SELECT * FROM readings ORDER BY capture",
        "SELECT * FROM report_list ORDER BY document",
        "SELECT * FROM facts_long ORDER BY document, cell, label, nth",
        "SELECT * FROM main.findings ORDER BY document, number",
    ];
    let mut lines = Vec::new();
    for question in questions {
        lines.extend(rows(archive, question));
    }
    lines
}

/// The answer to a question, a line a row.
pub(super) fn rows(archive: &Archive, question: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let names = archive
        .query(question, &mut |row| {
            let cells: Vec<String> = row
                .iter()
                .map(|value| match value {
                    Value::Null => "-".into(),
                    Value::Integer(number) => number.to_string(),
                    Value::Real(number) => number.to_string(),
                    Value::Text(text) => text.clone(),
                })
                .collect();
            lines.push(cells.join(" | "));
            true
        })
        .unwrap();
    lines.insert(0, names.join(" | "));
    lines
}
