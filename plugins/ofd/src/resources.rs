//! Resources that drawing needs: parameters and composed graphics, by their ids.

use std::collections::HashMap;

use gongkai_package::{Element, Tree};

use crate::values::number_of;

/// Parameters that refer to one another: a chain is no longer.
const LONGEST_CHAIN: usize = 16;

/// What a page may refer to: its own resources, and those of its document.
#[derive(Debug, Default)]
pub(crate) struct Resources<'t> {
    parameters: HashMap<&'t str, Element<'t>>,
    graphics: HashMap<&'t str, Element<'t>>,
    outer: Option<&'t Resources<'t>>,
}

impl<'t> Resources<'t> {
    /// The resources of some members, and behind them those of the document.
    pub(crate) fn of(members: &'t [Tree], outer: Option<&'t Self>) -> Self {
        let mut resources = Self { outer, ..Self::default() };
        let groups = members.iter().flat_map(|tree| tree.root().elements());
        for resource in groups.flat_map(|group| group.elements()) {
            let Some(id) = resource.attribute("ID").map(str::trim) else { continue };
            match resource.name().1 {
                "DrawParam" => drop(resources.parameters.insert(id, resource)),
                "CompositeGraphicUnit" | "VectorG" => drop(resources.graphics.insert(id, resource)),
                _ => {}
            }
        }
        resources
    }

    /// The width of lines that a set of parameters has, or one that it rests on.
    pub(crate) fn line_width(&self, id: &str) -> Option<f64> {
        let mut id = id.trim();
        for _ in 0..LONGEST_CHAIN {
            let parameter = self.parameter(id)?;
            if let Some(width) = number_of(parameter, "LineWidth") {
                return Some(width);
            }
            id = parameter.attribute("Relative")?.trim();
        }
        None
    }

    fn parameter(&self, id: &str) -> Option<Element<'t>> {
        self.parameters.get(id).copied().or_else(|| self.outer?.parameter(id))
    }

    /// A composed graphic.
    pub(crate) fn graphic(&self, id: &str) -> Option<Element<'t>> {
        self.graphics.get(id.trim()).copied().or_else(|| self.outer?.graphic(id))
    }
}
