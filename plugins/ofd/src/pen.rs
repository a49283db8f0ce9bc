//! Draws what stands in groups: text, paths, pictures, composed graphics.

use gongkai_layout::{DrawnPage, Rect};
use gongkai_package::Element;
use gongkai_plugin::ImportError;

use crate::budget::Budget;
use crate::path::{self, Style};
use crate::resources::Resources;
use crate::text::Text;
use crate::values::{Matrix, area, number_of, truth_of};

/// Width of lines that have none, in millimetres.
const USUAL_WIDTH: f64 = 0.353;

/// Draws on one page.
#[derive(Debug)]
pub(crate) struct Pen<'d> {
    pub(crate) page: &'d mut DrawnPage,
    pub(crate) budget: &'d mut Budget,
    pub(crate) resources: &'d Resources<'d>,
    /// Pieces of text drawn so far.
    pub(crate) pieces: &'d mut u32,
}

/// A group that things are drawn in.
#[derive(Debug, Clone, Copy)]
struct Group<'t> {
    /// From places in the group to points of the page.
    map: Matrix,
    /// The parameters that hold for things that name none.
    parameter: Option<&'t str>,
    depth: usize,
}

impl<'d> Pen<'d> {
    /// Draws the layers of a page or of a template.
    pub(crate) fn layers(&mut self, page: Element<'d>) -> Result<(), ImportError> {
        let contents = page.elements().filter(|element| element.is("", "Content"));
        for content in contents {
            self.group(content, Group { map: Matrix::PAGE, parameter: None, depth: 0 })?;
        }
        Ok(())
    }

    fn group(&mut self, group: Element<'d>, at: Group<'d>) -> Result<(), ImportError> {
        for element in group.elements().filter(|element| truth_of(*element, "Visible") != Some(false)) {
            let inside = Group { parameter: element.attribute("DrawParam").or(at.parameter), ..at };
            match element.name().1 {
                "Layer" | "PageBlock" => {
                    self.budget.draw(at.depth)?;
                    self.group(element, Group { depth: at.depth + 1, ..inside })?;
                }
                "TextObject" | "PathObject" | "ImageObject" | "CompositeObject" => {
                    self.budget.draw(at.depth)?;
                    self.object(element, Group { map: placed(element).then(at.map), ..inside })?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn object(&mut self, element: Element<'d>, at: Group<'d>) -> Result<(), ImportError> {
        match element.name().1 {
            "TextObject" => self.text(element, at.map),
            "PathObject" => self.path(element, at),
            "ImageObject" => {
                self.picture(element, at.map);
                Ok(())
            }
            _ => self.graphic(element, at),
        }
    }

    fn text(&mut self, element: Element<'d>, map: Matrix) -> Result<(), ImportError> {
        let text = Text::of(element);
        let Self { page, budget, pieces, .. } = self;
        text.draw(map, pieces, |glyph| {
            page.character(glyph, text.shows);
            budget.keep()
        })
    }

    fn path(&mut self, element: Element<'d>, at: Group<'d>) -> Result<(), ImportError> {
        let width = number_of(element, "LineWidth");
        let width = width.or_else(|| self.resources.line_width(at.parameter?)).unwrap_or(USUAL_WIDTH);
        let style = Style {
            stroke: truth_of(element, "Stroke").unwrap_or(true),
            fill: truth_of(element, "Fill").unwrap_or(false),
            thickness: (width * at.map.scale()) as f32,
        };
        for data in element.elements().filter(|element| element.is("", "AbbreviatedData")) {
            path::draw(&data.text(), at.map, style, self.page, self.budget)?;
        }
        Ok(())
    }

    /// A picture fills the square of one by one that its map makes large.
    fn picture(&mut self, element: Element<'d>, map: Matrix) {
        let (width, height) = match (element.attribute("CTM"), element.attribute("Boundary").and_then(area)) {
            (None, Some([_, _, width, height])) => (width, height),
            _ => (1.0, 1.0),
        };
        let ((x0, y0), (x1, y1)) = (map.point(0.0, 0.0), map.point(width, height));
        self.page.picture(Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32));
    }

    fn graphic(&mut self, element: Element<'d>, at: Group<'d>) -> Result<(), ImportError> {
        let graphic = element.attribute("ResourceID").and_then(|id| self.resources.graphic(id));
        match graphic.and_then(|graphic| graphic.child("", "Content")) {
            Some(content) => self.group(content, Group { depth: at.depth + 1, ..at }),
            // What cannot be drawn may show anything, as a picture may.
            None => {
                self.picture(element, at.map);
                Ok(())
            }
        }
    }
}

/// From places in an object to places in its group: its matrix, and then its corner.
fn placed(element: Element<'_>) -> Matrix {
    let [x, y, ..] = element.attribute("Boundary").and_then(area).unwrap_or_default();
    let moved = Matrix::moved(x, y);
    element.attribute("CTM").and_then(Matrix::read).map_or(moved, |map| map.then(moved))
}
