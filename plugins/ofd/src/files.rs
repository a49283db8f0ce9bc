//! The members of a package as they refer to one another.

use gongkai_model::Diagnostic;
use gongkai_package::{Element, Package, Tree, resolved};
use gongkai_plugin::ImportError;

/// A package, and what was odd about its members.
#[derive(Debug)]
pub(crate) struct Files<'p> {
    package: Package<'p>,
    remarks: Vec<Diagnostic>,
}

impl<'p> Files<'p> {
    pub(crate) fn new(package: Package<'p>) -> Self {
        Self { package, remarks: Vec::new() }
    }

    /// Whether the package has a member.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.package.has(name)
    }

    /// The remarks since they were last asked for.
    pub(crate) fn remarks(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.remarks)
    }

    /// Adds a remark.
    pub(crate) fn remark(&mut self, remark: Diagnostic) {
        self.remarks.push(remark);
    }

    /// The member that a reference in another one leads to. A reference counts from the folder of the member it stands in; some
    /// producers count all of them from the root.
    pub(crate) fn find(&self, from: &str, reference: &str) -> String {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let near = resolved(folder, reference.trim());
        let far = resolved("", reference.trim());
        if !self.has(&near) && self.has(&far) { far } else { near }
    }

    /// A member without which nothing can be read.
    pub(crate) fn needed(&mut self, name: &str) -> Result<Tree, ImportError> {
        let tree = self.package.xml(name, &[])?;
        tree.ok_or_else(|| ImportError::Damaged { reason: format!("no {name}") })
    }

    /// A member that the rest can do without: nothing and a remark, where it is missing or damaged.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Tree>, ImportError> {
        match self.needed(name) {
            Ok(tree) => Ok(Some(tree)),
            Err(ImportError::Damaged { reason }) => {
                self.remark(Diagnostic::new("part_unreadable", &[("part", name), ("reason", &reason)], None));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The members that the children of a name lead to, where they can be read.
    pub(crate) fn parts(&mut self, from: &str, element: Element<'_>, child: &str) -> Result<Vec<Tree>, ImportError> {
        let mut trees = Vec::new();
        for reference in element.elements().filter(|element| element.is("", child)) {
            let name = self.find(from, &reference.text());
            trees.extend(self.part(&name)?);
        }
        Ok(trees)
    }
}
