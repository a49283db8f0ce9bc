//! Drawings: text boxes with their places, pictures, objects of other programs.

use gongkai_package::Element;
use gongkai_plugin::ImportError;
use gongkai_word::Frame;

use crate::body::Walk;

/// English metric units of a point.
const POINT: f64 = 12_700.0;

impl<'a> Walk<'a> {
    /// A `w:drawing`, `w:pict` or `w:object`. Text boxes wait until the paragraph around them ends.
    pub(crate) fn drawing(&mut self, drawing: Element<'a>) -> Result<(), ImportError> {
        let frame = place(drawing);
        let mut is_object = false;
        self.shapes(drawing, frame, &mut is_object);
        if !is_object && drawing.is("w", "object") {
            self.flow.object("OLE");
        }
        Ok(())
    }

    fn shapes(&mut self, parent: Element<'a>, frame: Frame, is_object: &mut bool) {
        for element in parent.elements() {
            match element.name() {
                ("w", "txbxContent") => self.boxes.push((frame, element)),
                ("v", "shape" | "rect" | "roundrect" | "textbox") => {
                    let own = styled(element.attribute("style").unwrap_or_default());
                    self.shapes(element, own.unwrap_or(frame), is_object);
                }
                ("pic", "pic") => self.flow.picture(extent(element)),
                ("v", "imagedata") if !*is_object && !parent_is_object(parent) => {
                    self.flow.picture(measures(parent.attribute("style").unwrap_or_default()));
                }
                ("o", "OLEObject") => {
                    *is_object = true;
                    self.flow.object(element.attribute("ProgID").unwrap_or("OLE"));
                }
                ("c", "chart") => self.flow.object("chart"),
                ("mc", "AlternateContent") => {
                    if let Some(choice) = choice(element) {
                        self.shapes(choice, frame, is_object);
                    }
                }
                _ => self.shapes(element, frame, is_object),
            }
        }
    }
}

/// A shape that only shows what an embedded object looks like is marked so.
fn parent_is_object(shape: Element<'_>) -> bool {
    shape.attribute("ole").is_some()
}

/// The branch to read of a choice between new and old ways to say the same: the new one, where something is in it.
pub(crate) fn choice(element: Element<'_>) -> Option<Element<'_>> {
    let holds = |branch: &Element<'_>| {
        branch.below().any(|below| {
            matches!(below.name(), ("w", "txbxContent" | "t" | "p" | "tr") | ("pic", "pic") | ("v", "imagedata"))
        })
    };
    let new = element.elements().filter(|branch| branch.is("mc", "Choice"));
    let old = element.elements().filter(|branch| branch.is("mc", "Fallback"));
    new.chain(old).find(holds)
}

/// Where a drawing stands, by its anchor.
fn place(drawing: Element<'_>) -> Frame {
    let Some(anchor) = drawing.child("wp", "anchor") else { return Frame::default() };
    let offset = |name: &str| {
        let offset = anchor.child("wp", name)?.child("wp", "posOffset")?;
        offset.text().trim().parse::<f64>().ok()
    };
    let height = anchor.child("wp", "extent").and_then(|extent| extent.attribute("cy")?.parse::<f64>().ok());
    let points = |units: Option<f64>| units.filter(|units| units.is_finite()).unwrap_or(0.0) / POINT;
    Frame { left: points(offset("positionH")), top: points(offset("positionV")), height: points(height) }
}

/// Width and height of a picture in points.
fn extent(picture: Element<'_>) -> Option<(f64, f64)> {
    let size = picture.below().find(|below| below.is("a", "ext") && below.attribute("cx").is_some())?;
    let points = |name: &str| size.attribute(name)?.parse::<f64>().ok().map(|units| units / POINT);
    points("cx").zip(points("cy"))
}

/// `position:absolute;margin-left:219.35pt;margin-top:85.65pt;height:31.8pt`
fn styled(style: &str) -> Option<Frame> {
    let left = length(style, "margin-left").or_else(|| length(style, "left"));
    let top = length(style, "margin-top").or_else(|| length(style, "top"));
    Some(Frame { left: left?, top: top?, height: length(style, "height").unwrap_or(0.0) })
}

fn measures(style: &str) -> Option<(f64, f64)> {
    length(style, "width").zip(length(style, "height"))
}

/// A length of a style in points.
fn length(style: &str, name: &str) -> Option<f64> {
    let mut all = style.split(';').filter_map(|part| part.split_once(':'));
    let (_, value) = all.find(|(key, _)| key.trim() == name)?;
    let value = value.trim();
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let scale = match &value[number.len()..] {
        "in" => 72.0,
        "mm" => 72.0 / 25.4,
        "cm" => 72.0 / 2.54,
        "px" => 0.75,
        "pt" => 1.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * scale).filter(|points| points.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_styles() {
        let frame = styled("position:absolute;margin-left:1in;margin-top:10pt;width:20pt;height:72px");
        assert_eq!(frame, Some(Frame { left: 72.0, top: 10.0, height: 54.0 }));
        assert_eq!((styled("width:20pt"), styled("margin-left:;margin-top:é")), (None, None));
    }
}
