//! The importers that ship with `gongkai`: one line each.

use gongkai_plugin::{Importer, Registry};

/// Every importer that ships, in order of preference among equally sure ones.
pub fn importers() -> Vec<Box<dyn Importer>> {
    vec![
        #[cfg(feature = "zip")]
        Box::new(gongkai_zip::ZipImporter),
        Box::new(gongkai_html::HtmlImporter),
        Box::new(gongkai_text::TextImporter.with_html(gongkai_html::tables_in_text)),
    ]
}

/// A registry with every importer that ships.
pub fn registry() -> Registry {
    Registry::new(importers())
}
