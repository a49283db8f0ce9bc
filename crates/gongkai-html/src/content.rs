//! Where the article of a page is: in a container that a known system uses, else where most of the text is.

use crate::flat::Flat;
use crate::tag::Tag;

/// What marks a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// Its `id`.
    Id,
    /// The beginning of its `id`.
    IdStart,
    /// One of its classes.
    Class,
}

/// Containers of articles, by the systems that make the pages. One line each.
const CONTAINERS: &[(By, &str)] = &[
    // Hanweb, TRS and many others
    (By::Id, "zoom"),
    (By::Class, "TRS_Editor"),
    (By::Class, "TRS_UEDITOR"),
    (By::Class, "trs_editor_view"),
    (By::Class, "trs_paper_default"),
    (By::Class, "Custom_UnionStyle"),
    (By::Class, "article-body"),
    (By::Class, "article_area"),
    // UCAP
    (By::Id, "UCAP-CONTENT"),
    (By::Class, "pages_content"),
    // vsb
    (By::IdStart, "vsb_content"),
    (By::Class, "v_news_content"),
    // Shanghai
    (By::Id, "ivs_content"),
    (By::Class, "Article_content"),
    // gkmlpt
    (By::Class, "article-content"),
    // NFCMS
    (By::Class, "tyxxy_main"),
    // Epoint
    (By::Class, "ewb-article-info"),
    (By::Class, "ewb-info-content"),
    (By::Id, "infoContent"),
    // JPaaS
    (By::Class, "main-txt"),
    (By::Id, "div_zhengwen"),
    (By::Class, "xxgk-detail-content"),
    (By::Class, "article_content"),
    (By::Class, "wp_articlecontent"),
    (By::Class, "rich_media_content"),
];

/// A cell weighs as much as so many characters: figures are short.
const CELL: u64 = 20;
/// What is lighter is no article.
const LIGHTEST: u64 = 20;

/// How much of an article stands below a node: characters that are no links, and cells.
pub(crate) fn weight(flat: &Flat<'_>, place: usize) -> u64 {
    let item = &flat.items[place];
    u64::from(item.text.saturating_sub(item.linked)) + CELL * u64::from(item.cells)
}

/// The places of the containers of the article, in order and none inside another.
pub(crate) fn containers(flat: &Flat<'_>) -> Vec<usize> {
    let densest = densest(flat);
    let known = known(flat);
    let known_weight: u64 = known.iter().map(|&place| weight(flat, place)).sum();
    // A known container that is empty, or holds only the smaller part, is not the article.
    if known.is_empty() || known_weight * 2 < weight(flat, densest) && !around(flat, densest, &known) {
        return vec![densest];
    }
    known
}

/// Whether what stands round the known containers is mostly lists and forms of the page, not text.
fn around(flat: &Flat<'_>, outer: usize, known: &[usize]) -> bool {
    let inside: u64 = known.iter().map(|&place| weight(flat, place)).sum();
    // Where the article is short, the frame of the page outweighs it easily.
    known.iter().all(|&place| flat.is_in(place, outer)) && inside >= 400 && weight(flat, outer) < inside * 8
}

fn known(flat: &Flat<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < flat.items.len() {
        let item = &flat.items[place];
        if item.hidden || item.tag == Tag::Skipped {
            place = item.end;
        } else if item.node.is_element() && weight(flat, place) >= LIGHTEST && is_container(flat, place) {
            found.push(place);
            place = item.end;
        } else {
            place += 1;
        }
    }
    found
}

fn is_container(flat: &Flat<'_>, place: usize) -> bool {
    let Some(element) = flat.items[place].node.as_element() else { return false };
    element.attrs().any(|(name, value)| {
        let marks = |by: By, wanted: &str| match (by, name) {
            (By::Id, "id") => value.trim() == wanted,
            (By::IdStart, "id") => value.starts_with(wanted),
            (By::Class, "class") => value.split_ascii_whitespace().any(|class| class == wanted),
            _ => false,
        };
        matches!(name, "id" | "class") && CONTAINERS.iter().any(|(by, wanted)| marks(*by, wanted))
    })
}

/// The smallest node that holds nearly all of the page's text that is no link.
fn densest(flat: &Flat<'_>) -> usize {
    let mut place = 0;
    loop {
        let wanted = weight(flat, place) * 17 / 20;
        let Some(child) = flat.children(place).find(|&child| {
            let item = &flat.items[child];
            item.node.is_element() && item.tag != Tag::Skipped && weight(flat, child) >= wanted.max(1)
        }) else {
            return place;
        };
        // Rows and cells are parts of a table; a paragraph may stand beside others.
        let item = &flat.items[child];
        if item.hidden || !matches!(item.tag, Tag::Block | Tag::Inline | Tag::Frame) {
            return place;
        }
        place = child;
    }
}
