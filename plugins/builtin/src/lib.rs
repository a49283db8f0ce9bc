//! The importers that ship with `gongkai`: one line each. Those of files that are no text are features, all of them on by default.

use gongkai_plugin::{Importer, Registry};

/// Every importer that ships, in order of preference among equally sure ones.
pub fn importers() -> Vec<Box<dyn Importer>> {
    vec![
        #[cfg(feature = "doc")]
        Box::new(gongkai_doc::DocImporter),
        #[cfg(feature = "docx")]
        Box::new(gongkai_docx::DocxImporter),
        #[cfg(feature = "odt")]
        Box::new(gongkai_odt::OdtImporter),
        #[cfg(feature = "rtf")]
        Box::new(gongkai_rtf::RtfImporter),
        #[cfg(feature = "sheets")]
        Box::new(gongkai_sheets::XlsxImporter),
        #[cfg(feature = "sheets")]
        Box::new(gongkai_sheets::XlsImporter),
        #[cfg(feature = "sheets")]
        Box::new(gongkai_sheets::OdsImporter),
        #[cfg(feature = "sheets")]
        Box::new(gongkai_sheets::CsvImporter),
        #[cfg(feature = "zip")]
        Box::new(gongkai_zip::ZipImporter),
        #[cfg(feature = "7z")]
        Box::new(gongkai_zip::SevenZImporter),
        #[cfg(feature = "rar")]
        Box::new(gongkai_zip::RarImporter),
        Box::new(gongkai_html::HtmlImporter),
        #[cfg(feature = "ofd")]
        Box::new(gongkai_ofd::OfdImporter),
        #[cfg(feature = "pdf")]
        Box::new(gongkai_pdf::PdfImporter),
        Box::new(gongkai_text::TextImporter.with_html(gongkai_html::tables_in_text)),
    ]
}

/// A registry with every importer that ships.
pub fn registry() -> Registry {
    Registry::new(importers())
}
