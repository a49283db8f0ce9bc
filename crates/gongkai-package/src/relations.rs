//! Relationships of OPC: which other parts a part of a package needs, and which place each has in it.

use gongkai_plugin::ImportError;

use crate::{Package, Space, resolved};

/// The namespace of relationship parts.
const SPACES: &[Space] = &[("rel", "http://schemas.openxmlformats.org/package/2006/relationships")];

/// The relationships of a part.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    all: Vec<Relation>,
}

#[derive(Debug, Clone)]
struct Relation {
    id: String,
    /// The last word of the type: `styles`, the same in both editions of OOXML.
    kind: String,
    /// Name of the member, or an address outside.
    target: String,
    outside: bool,
}

impl Relations {
    /// The relationships of a part; those of the package itself for an empty name. None where nothing tells of any.
    ///
    /// # Errors
    /// Those of [`Package::xml`].
    pub fn of(package: &mut Package<'_>, part: &str) -> Result<Self, ImportError> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(tree) = package.xml(&format!("{folder}{slash}_rels/{name}.rels"), SPACES)? else {
            return Ok(Self::default());
        };
        let all = tree.root().elements().map(|element| {
            let value = |name: &str| element.attribute(name).unwrap_or_default();
            let outside = value("TargetMode").eq_ignore_ascii_case("external");
            let target = value("Target");
            Relation {
                id: value("Id").to_owned(),
                kind: value("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: if outside { target.to_owned() } else { resolved(folder, target) },
                outside,
            }
        });
        Ok(Self { all: all.collect() })
    }

    /// The member that the first relationship of a type leads to; types by their last word (`officeDocument`, `styles`).
    pub fn first(&self, kind: &str) -> Option<&str> {
        self.inside(kind).next()
    }

    /// The members that relationships of a type lead to.
    pub fn inside(&self, kind: &str) -> impl Iterator<Item = &str> {
        let inside = self.all.iter().filter(move |relation| relation.kind == kind && !relation.outside);
        inside.map(|relation| relation.target.as_str())
    }

    /// The member that a relationship leads to.
    pub fn target(&self, id: &str) -> Option<&str> {
        let relation = self.all.iter().find(|relation| relation.id == id && !relation.outside)?;
        Some(&relation.target)
    }
}
