//! The pages that are measured: those that ship, and those of the corpus where there is one.

use std::fs;
use std::path::{Path, PathBuf};

/// A sample that `pandas.read_html` does not come back from: it lays out a cell of a thousand million columns.
const NOT_FOR_PANDAS: &str = "huge_spans.html";
/// As many copies of the pages are made at most.
const MOST_COPIES: usize = 200;

/// A set of web pages.
pub(crate) struct Pages {
    /// For people.
    pub(crate) name: &'static str,
    /// The files.
    pub(crate) files: Vec<PathBuf>,
    /// For each file the figures that a person read from it; empty where nobody did.
    pub(crate) gold: Vec<PathBuf>,
}

/// The samples of the importer that are web pages.
pub(crate) fn samples(root: &Path) -> Result<Pages, String> {
    let folder = root.join("crates/gongkai-html/samples");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|file| is_page(file) && !file.ends_with(NOT_FOR_PANDAS));
    files.sort();
    Ok(Pages { name: "sample pages of the repository", files, gold: Vec::new() })
}

/// The web pages listed in `html.tsv` of the corpus; none where `GONGKAI_CORPUS` is not set.
pub(crate) fn corpus() -> Result<Option<Pages>, String> {
    let Some(folder) = std::env::var_os("GONGKAI_CORPUS").map(PathBuf::from) else { return Ok(None) };
    let list = folder.join("html.tsv");
    let text = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let mut pages = Pages { name: "published pages", files: Vec::new(), gold: Vec::new() };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((file, gold)) = line.split_once('\t').filter(|(file, _)| is_page(Path::new(file))) {
            pages.files.push(folder.join(file));
            pages.gold.push(folder.join(gold.trim()));
        }
    }
    Ok(Some(pages).filter(|pages| !pages.files.is_empty()))
}

fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "html" || extension == "htm")
}

/// Copies of a set of pages, one folder each, and an empty page for the time of starting up; removed when out of use.
pub(crate) struct Copies {
    root: PathBuf,
    folders: Vec<PathBuf>,
    /// Number of pages in a folder.
    pub(crate) pages: usize,
}

impl Copies {
    /// Copies all pages, as `page number-name`, below a folder.
    pub(crate) fn of(pages: &Pages, folder: &Path) -> Result<Self, String> {
        let root = folder.join("pages");
        let mut copies = Self { folders: Vec::new(), pages: pages.files.len(), root };
        copies.write(pages).map_err(|error| format!("{}: {error}", copies.root.display()))?;
        Ok(copies)
    }

    fn write(&mut self, pages: &Pages) -> std::io::Result<()> {
        if self.root.exists() {
            fs::remove_dir_all(&self.root)?;
        }
        fs::create_dir_all(self.nothing())?;
        fs::write(self.nothing().join("page.html"), "<p>无")?;
        for number in 0..MOST_COPIES {
            let folder = self.root.join(format!("{number:04}"));
            fs::create_dir(&folder)?;
            for (at, file) in pages.files.iter().enumerate() {
                fs::copy(file, folder.join(Self::name(at)))?;
            }
            self.folders.push(folder);
        }
        Ok(())
    }

    /// What a page is called in each copy.
    pub(crate) fn name(page: usize) -> String {
        format!("{page:03}.html")
    }

    /// A folder with a page that says nothing.
    pub(crate) fn nothing(&self) -> PathBuf {
        self.root.join("nothing")
    }

    /// The first copies, as many as there are at most.
    pub(crate) fn first(&self, count: usize) -> &[PathBuf] {
        &self.folders[..count.min(self.folders.len())]
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        // copies left behind under target/ are no failure
        let _ = fs::remove_dir_all(&self.root);
    }
}
