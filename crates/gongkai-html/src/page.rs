//! One page to one document: the article where it is shown, where it hides, or the files it is in.

use gongkai_model::{Diagnostic, Document, Locus};
use gongkai_plugin::{ImportError, Limits};

use crate::attachments::{self, Attachment};
use crate::envelope::Part;
use crate::flat::Flat;
use crate::hidden::{self, Hidden};
use crate::tree::{self, Page};
use crate::{content, metadata, places, positioned, refusal, walk};

/// An article that weighs less is no report; the page then is about its files.
const LIGHTEST: u64 = 400;
/// Files named in one remark.
const MOST_NAMED: usize = 10;

/// What a page holds.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) document: Document,
    /// The article is long enough to be one.
    pub(crate) has_article: bool,
}

/// Reads a page.
///
/// # Errors
/// What a site gave instead of the page: a challenge, an error, an address.
pub(crate) fn read(part: &Part, status: Option<u16>, limits: &Limits) -> Result<Read, ImportError> {
    let page = tree::parse(&part.html);
    let flat = Flat::new(&page.html);
    if let Some(refusal) = refusal::recognise(&flat, &part.html, status) {
        // A page that shows nothing may still hold its article in a script.
        if hidden::find(&flat, 0).is_none() {
            return Err(refusal);
        }
    }
    let (mut document, weight) = article(&flat, limits);
    let lines = document.blocks.len();
    if lines > limits.lines {
        return Err(ImportError::TooManyLines { lines, limit: limits.lines });
    }
    for (name, value) in &part.statements {
        metadata::add(&mut document.metadata, name, value, || Locus::node([]));
    }
    let has_article = weight >= LIGHTEST;
    let mut files = attachments::find(&flat);
    let shows_article = has_article && document.diagnostics.iter().all(|remark| remark.code != "article_not_shown");
    if !shows_article && files.is_empty() {
        files = attachments::in_scripts(&flat);
    }
    if !has_article && !files.is_empty() {
        document.diagnostics.push(in_files(&files));
    } else if !has_article && document.blocks.is_empty() {
        document.diagnostics.push(Diagnostic::new("page_without_article", &[], None));
    }
    document.metadata.extend(files.iter().map(Attachment::statement));
    document.diagnostics.splice(0..0, bounds(&page));
    document.diagnostics.splice(0..0, part.diagnostics.iter().cloned());
    places::below(&mut document, &part.prefix);
    Ok(Read { document, has_article })
}

/// The article of a page, and its weight.
fn article(flat: &Flat<'_>, limits: &Limits) -> (Document, u64) {
    if let Some(blocks) = positioned::read(flat, limits) {
        let mut document = Document { blocks, ..Document::default() };
        metadata::of_head(flat, &mut document.metadata);
        return (document, content::weight(flat, 0));
    }
    let containers = content::containers(flat);
    let shown: u64 = containers.iter().map(|&place| content::weight(flat, place)).sum();
    match hidden::find(flat, shown) {
        None => (walk::read(flat, &containers, limits), shown),
        Some(Hidden::Element(place)) => {
            let mut document = walk::read(flat, &[place], limits);
            let locus = Some(Locus::node(flat.path(place)));
            document.diagnostics.push(Diagnostic::new("article_not_shown", &[], locus));
            (document, content::weight(flat, place))
        }
        Some(Hidden::Text(way, page)) => {
            let inner = Flat::new(&page.html);
            let containers = content::containers(&inner);
            let mut found = walk::read(&inner, &containers, limits);
            let weight = containers.iter().map(|&place| content::weight(&inner, place)).sum();
            places::below(&mut found, &way);
            // Of the page around only what it says about itself.
            let mut document = walk::read(flat, &[], limits);
            document.blocks.extend(found.blocks);
            document.diagnostics.extend(found.diagnostics);
            document.diagnostics.push(Diagnostic::new("article_not_shown", &[], Some(Locus::node(way))));
            (document, weight)
        }
    }
}

fn bounds(page: &Page) -> Vec<Diagnostic> {
    let all = [(page.too_deep, "page_too_deep"), (page.too_large, "page_too_large")];
    let bounds = all.into_iter().filter(|(broken, _)| *broken).map(|(_, code)| Diagnostic::new(code, &[], None));
    let count = page.cells_opened.to_string();
    let cells = (page.cells_opened > 0).then(|| Diagnostic::new("cell_tag_missing", &[("count", &count)], None));
    bounds.chain(cells).collect()
}

/// The article is in files only.
fn in_files(files: &[Attachment]) -> Diagnostic {
    let names: Vec<String> = files.iter().take(MOST_NAMED).map(Attachment::line).collect();
    let count = files.len().to_string();
    let arguments = [("count", count.as_str()), ("files", &names.join("; "))];
    Diagnostic::new("report_in_attachment", &arguments, files.first().map(|file| file.locus.clone()))
}
