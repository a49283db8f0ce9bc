//! Frames and shapes: text boxes with their places, pictures, objects of other programs.

use gongkai_package::Element;
use gongkai_word::Frame;

use crate::body::Walk;

impl<'a> Walk<'a> {
    /// Notes what a frame, a shape or a group of them holds. Text waits until the paragraph around it ends.
    pub(crate) fn shape(&mut self, shape: Element<'a>) {
        let children = || shape.elements();
        if let Some(text) = shape.child("draw", "text-box") {
            self.boxes.push((place(shape), text));
        } else if let Some(object) =
            children().find(|child| child.name().0 == "draw" && child.name().1.starts_with("object"))
        {
            self.flow.object(object.attribute("href").unwrap_or("object").trim_start_matches("./"));
        } else if children().any(|child| child.is("draw", "image")) {
            let frame = |name: &str| shape.attribute(name).and_then(points);
            self.flow.picture(frame("width").zip(frame("height")));
        } else if children().any(|child| matches!(child.name(), ("text", "p" | "h" | "list"))) {
            self.boxes.push((place(shape), shape));
        } else {
            children().filter(|child| child.name().0 == "draw").for_each(|child| self.shape(child));
        }
    }
}

fn place(shape: Element<'_>) -> Frame {
    let length = |name: &str| shape.attribute(name).and_then(points).unwrap_or(0.0);
    Frame { left: length("x"), top: length("y"), height: length("height") }
}

/// A length in points: `1.5cm`, `12pt`.
fn points(length: &str) -> Option<f64> {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let scale = match &length[number.len()..] {
        "in" => 72.0,
        "mm" => 72.0 / 25.4,
        "cm" => 72.0 / 2.54,
        "px" => 0.75,
        "pt" => 1.0,
        "pc" => 12.0,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * scale).filter(|points| points.is_finite())
}
