//! The pages that are measured, by size: those that ship, and those of the corpus where there is one.

use std::fs;
use std::path::{Path, PathBuf};

/// A sample that `pandas.read_html` does not come back from: it lays out a cell of a thousand million columns.
const NOT_FOR_PANDAS: &str = "huge_spans.html";
/// As many copies of the pages are made at most.
const MOST_COPIES: usize = 200;
/// Kinds of pages, each with the bytes from which a page is of that kind; the largest first.
const KINDS: [(&str, u64); 3] = [("large", 64 << 10), ("medium", 16 << 10), ("small", 0)];
/// Lists of the corpus in which web pages stand.
const LISTS: [&str; 2] = ["html.tsv", "hard_html.tsv"];

/// A web page, or a file of another format.
pub(crate) struct Page {
    pub(crate) file: PathBuf,
    /// The figures that a person read from it, where somebody did.
    pub(crate) gold: Option<PathBuf>,
    pub(crate) bytes: u64,
}

/// Pages of about the same size.
pub(crate) struct Kind {
    /// For people.
    pub(crate) name: &'static str,
    pub(crate) pages: Vec<Page>,
}

/// The samples of the importer and the pages of the corpus, by size; kinds of which there is no page are left out.
pub(crate) fn kinds(root: &Path) -> Result<Vec<Kind>, String> {
    let mut kinds = KINDS.map(|(name, _)| Kind { name, pages: Vec::new() });
    for (file, gold) in samples(root)?.into_iter().chain(corpus(&LISTS, is_page)?) {
        let bytes = file.metadata().map_err(|error| format!("{}: {error}", file.display()))?.len();
        if let Some(kind) = KINDS.iter().position(|(_, from)| bytes >= *from) {
            kinds[kind].pages.push(Page { file, gold, bytes });
        }
    }
    Ok(kinds.into_iter().filter(|kind| !kind.pages.is_empty()).collect())
}

/// A file with its figures.
pub(crate) type Listed = (PathBuf, Option<PathBuf>);

fn samples(root: &Path) -> Result<Vec<Listed>, String> {
    let folder = root.join("crates/gongkai-html/samples");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|file| is_page(file) && !file.ends_with(NOT_FOR_PANDAS));
    files.sort();
    Ok(files.into_iter().map(|file| (file, None)).collect())
}

/// Files that lists of the corpus name; none where `GONGKAI_CORPUS` is not set.
pub(crate) fn corpus(lists: &[&str], is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<Listed>, String> {
    let Some(folder) = std::env::var_os("GONGKAI_CORPUS").map(PathBuf::from) else { return Ok(Vec::new()) };
    let mut listed = Vec::new();
    for list in lists.iter().map(|list| folder.join(list)) {
        let text = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
        let pairs = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let pages = pairs.filter(|(file, _)| is_wanted(Path::new(file)));
        listed.extend(pages.map(|(file, gold)| (folder.join(file), Some(folder.join(gold.trim())))));
    }
    Ok(listed)
}

fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "html" || extension == "htm")
}

/// Copies of pages, one folder each, and an empty page for the time of starting up; removed when out of use.
pub(crate) struct Copies {
    root: PathBuf,
    folders: Vec<PathBuf>,
    /// Number of pages in a folder.
    pub(crate) pages: usize,
}

impl Copies {
    /// Copies all pages, as `page number-name`, below a folder.
    pub(crate) fn of(pages: &[Page], folder: &Path) -> Result<Self, String> {
        let root = folder.join("pages");
        let mut copies = Self { folders: Vec::new(), pages: pages.len(), root };
        copies.write(pages).map_err(|error| format!("{}: {error}", copies.root.display()))?;
        Ok(copies)
    }

    fn write(&mut self, pages: &[Page]) -> std::io::Result<()> {
        if self.root.exists() {
            fs::remove_dir_all(&self.root)?;
        }
        fs::create_dir_all(self.nothing())?;
        fs::write(self.nothing().join("page.html"), "<p>无")?;
        for number in 0..MOST_COPIES {
            let folder = self.root.join(format!("{number:04}"));
            fs::create_dir(&folder)?;
            for (at, page) in pages.iter().enumerate() {
                fs::copy(&page.file, folder.join(Self::name(at, &page.file)))?;
            }
            self.folders.push(folder);
        }
        Ok(())
    }

    /// What a page is called in each copy.
    pub(crate) fn name(page: usize, file: &Path) -> String {
        let extension = file.extension().unwrap_or_default().to_string_lossy();
        format!("{page:03}.{extension}")
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
