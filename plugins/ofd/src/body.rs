//! A document of a package: its pages with their templates.

use std::collections::HashMap;

use gongkai_layout::{Drawing, DrawnPage};
use gongkai_package::{Element, Tree};
use gongkai_plugin::ImportError;

use crate::budget::Budget;
use crate::facts;
use crate::files::Files;
use crate::pen::Pen;
use crate::resources::Resources;
use crate::values::{POINTS, size};

/// Width and height of pages that have none, in millimetres: A4.
const USUAL_PAGE: (f64, f64) = (210.0, 297.0);

/// Draws a document: the entry of the package that tells of it.
///
/// # Errors
/// [`ImportError::Damaged`] where there is no document, or no page of it can be read; whatever breaks the bounds.
pub(crate) fn drawing(body: Element<'_>, files: &mut Files<'_>, budget: &mut Budget) -> Result<Drawing, ImportError> {
    let root = body.child("", "DocRoot").ok_or_else(|| damaged("a document without DocRoot"))?;
    let name = files.find("", &root.text());
    let tree = files.needed(&name)?;
    let document = tree.root();
    let common = document.child("", "CommonData");
    let mut members = Vec::new();
    for kind in ["PublicRes", "DocumentRes"] {
        if let Some(common) = common {
            members.extend(files.parts(&name, common, kind)?);
        }
    }
    let resources = Resources::of(&members, None);
    let mut templates = Templates::of(&name, common, files);
    let area = common.and_then(|common| page_size(common, "PageArea")).unwrap_or(USUAL_PAGE);

    let mut drawing = Drawing {
        metadata: facts::metadata(body),
        attachments: facts::attachments(&name, document, files)?,
        ..Drawing::default()
    };
    facts::remarks(&name, body, document, files)?;
    let listed = document.elements().filter(|element| element.is("", "Pages")).flat_map(|pages| pages.elements());
    let mut listed = listed.filter(|element| element.is("", "Page")).peekable();
    let has_pages = listed.peek().is_some();
    for page in listed {
        let number = budget.page()?;
        let content = files.find(&name, page.attribute("BaseLoc").unwrap_or_default());
        let Some(sheet) = Sheet::read(&content, files)? else { continue };
        let (width, height) = page_size(sheet.tree.root(), "Area").unwrap_or(area);
        let mut drawn = DrawnPage::blank(number, ((width * POINTS) as f32, (height * POINTS) as f32));
        let mut pieces = 0;
        let (above, below) = templates.used(sheet.tree.root());
        for id in below {
            templates.draw(&id, &mut drawn, &resources, &mut pieces, (files, budget))?;
        }
        sheet.draw(&mut drawn, &resources, &mut pieces, budget)?;
        for id in above {
            templates.draw(&id, &mut drawn, &resources, &mut pieces, (files, budget))?;
        }
        drawing.pages.push(drawn);
    }
    match drawing.pages.is_empty() && has_pages {
        true => Err(damaged("none of its pages can be read")),
        false => Ok(drawing),
    }
}

fn damaged(reason: &str) -> ImportError {
    ImportError::Damaged { reason: reason.into() }
}

/// Width and height of the pages that an area is of.
fn page_size(element: Element<'_>, area: &str) -> Option<(f64, f64)> {
    size(&element.child("", area)?.child("", "PhysicalBox")?.text())
}

/// The content of a page or of a template, and the resources that it alone refers to.
#[derive(Debug)]
struct Sheet {
    tree: Tree,
    resources: Vec<Tree>,
}

impl Sheet {
    /// Reads the member of a sheet; nothing and a remark where it cannot be read.
    fn read(name: &str, files: &mut Files<'_>) -> Result<Option<Self>, ImportError> {
        let Some(tree) = files.part(name)? else { return Ok(None) };
        let resources = files.parts(name, tree.root(), "PageRes")?;
        Ok(Some(Self { tree, resources }))
    }

    fn draw(
        &self,
        page: &mut DrawnPage,
        resources: &Resources<'_>,
        pieces: &mut u32,
        budget: &mut Budget,
    ) -> Result<(), ImportError> {
        let resources = Resources::of(&self.resources, Some(resources));
        Pen { page, budget, resources: &resources, pieces }.layers(self.tree.root())
    }
}

/// The templates of a document. Each is read when a page needs it first, and kept.
#[derive(Debug)]
struct Templates {
    names: HashMap<String, String>,
    /// Those that lie above pages that do not say where they lie.
    above: Vec<String>,
    read: HashMap<String, Option<Sheet>>,
}

impl Templates {
    fn of(document: &str, common: Option<Element<'_>>, files: &Files<'_>) -> Self {
        let mut templates = Self { names: HashMap::new(), above: Vec::new(), read: HashMap::new() };
        let listed = common.into_iter().flat_map(|common| common.elements());
        for template in listed.filter(|element| element.is("", "TemplatePage")) {
            let id = id(template, "ID");
            let place = template.attribute("BaseLoc").unwrap_or_default();
            templates.above.extend((template.attribute("ZOrder") == Some("Foreground")).then(|| id.clone()));
            templates.names.insert(id, files.find(document, place));
        }
        templates
    }

    /// The templates that a page uses: those that lie above it, and those below.
    fn used(&self, page: Element<'_>) -> (Vec<String>, Vec<String>) {
        let used = page.elements().filter(|element| element.is("", "Template"));
        let placed = used.map(|template| {
            let id = id(template, "TemplateID");
            let above = template.attribute("ZOrder").map(|order| order == "Foreground");
            (above.unwrap_or_else(|| self.above.contains(&id)), id)
        });
        let (above, below): (Vec<_>, Vec<_>) = placed.partition(|(is_above, _)| *is_above);
        let ids = |placed: Vec<(bool, String)>| placed.into_iter().map(|(_, id)| id).collect();
        (ids(above), ids(below))
    }

    fn draw(
        &mut self,
        id: &str,
        page: &mut DrawnPage,
        resources: &Resources<'_>,
        pieces: &mut u32,
        (files, budget): (&mut Files<'_>, &mut Budget),
    ) -> Result<(), ImportError> {
        if !self.read.contains_key(id) {
            // A template that nothing tells of is missed like one whose member is not there.
            let name = self.names.get(id).map_or("TemplatePage", String::as_str);
            let sheet = Sheet::read(name, files)?;
            self.read.insert(id.to_owned(), sheet);
        }
        match self.read.get(id) {
            Some(Some(sheet)) => sheet.draw(page, resources, pieces, budget),
            _ => Ok(()),
        }
    }
}

fn id(element: Element<'_>, attribute: &str) -> String {
    element.attribute(attribute).unwrap_or_default().trim().to_owned()
}
