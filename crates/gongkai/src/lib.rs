//! Reads Chinese annual reports on open government information (政府信息公开工作年度报告) into figures with evidence.

pub mod archiving;
pub mod checking;
pub mod comparing;
pub mod gathering;
pub mod scraping;
mod source;
pub mod testing;
pub mod whose;

pub use gongkai_agency as agency;
pub use gongkai_archive as archive;
pub use gongkai_check as check;
pub use gongkai_compare as compare;
pub use gongkai_export as export;
pub use gongkai_external as external;
pub use gongkai_model as model;
pub use gongkai_plugin as plugin;
pub use gongkai_plugins as plugins;
pub use gongkai_scrape as scrape;
pub use gongkai_sites as sites;
pub use gongkai_template as template;

pub use source::Source;

use std::borrow::Cow;
use std::sync::Arc;

use gongkai_model::{Capture, Document, Provenance, Report};
use gongkai_plugin::{ImportError, Limits, Registry};

/// Reads captures into reports with a set of importers and limits.
pub struct Reader {
    registry: Registry,
    limits: Limits,
}

impl Default for Reader {
    fn default() -> Self {
        Self { registry: gongkai_plugins::registry(), limits: Limits::default() }
    }
}

impl Reader {
    /// A reader with other importers or limits.
    pub fn new(registry: Registry, limits: Limits) -> Self {
        Self { registry, limits }
    }

    /// The importers at hand.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads a capture: one report for each document in it.
    ///
    /// # Errors
    /// [`ImportError`] when the bytes cannot be read as any format at hand.
    pub fn read(&self, capture: &Capture) -> Result<Vec<Report>, ImportError> {
        let documents = self.registry.import(capture, &self.limits)?;
        let source = &capture.provenance().source;
        let read = |(document, number): (&Document, u32)| gongkai_read::read(&document.name(source), number, document);
        Ok(documents.iter().zip(1..).map(read).collect())
    }

    /// What a report of a capture was read from: the capture, or the file in it if it is a package. Places count in that.
    pub fn origin<'a>(&self, capture: &'a Capture, report: &Report) -> Cow<'a, Capture> {
        let source = &capture.provenance().source;
        match report.source.strip_prefix(source.as_str()).and_then(|rest| rest.strip_prefix("!/")) {
            None => Cow::Borrowed(capture),
            Some(path) => {
                let nothing = || Capture::new(Vec::new(), Provenance::of(report.source.as_str()));
                Cow::Owned(self.registry.member(capture, path, &self.limits).unwrap_or_else(nothing))
            }
        }
    }
}

/// A registry with everything that ships, and plugins that were declared.
///
/// # Errors
/// What is wrong with a declaration: a name that is taken, a form that nobody reads.
pub fn registry_with(
    declarations: Vec<gongkai_external::Declaration>,
) -> Result<Registry, gongkai_external::DeclarationError> {
    let mut registry = gongkai_plugins::registry();
    if !declarations.is_empty() {
        let shipped = Arc::new(gongkai_plugins::registry());
        let importers = gongkai_external::importers(declarations, &shipped)?;
        importers.into_iter().for_each(|importer| registry.register(importer));
    }
    Ok(registry)
}

/// Reads bytes into reports with everything that ships.
///
/// ```
/// use gongkai::model::Value;
///
/// let text = "青禾县财政局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n\
///     | 一、本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 0 |  | 6 |\n";
/// let reports = gongkai::parse(text)?;
/// let facts = &reports[0].facts;
/// assert_eq!(facts.number("t3.new_received.total"), Some(6.into()));
/// assert_eq!(facts.get("t3.new_received.other_organization").map(|fact| &fact.value), Some(&Value::Blank));
/// assert_eq!(reports[0].year.as_ref().map(|year| year.value), Some(2023));
/// # Ok::<(), gongkai::plugin::ImportError>(())
/// ```
///
/// # Errors
/// [`ImportError`] when the bytes cannot be read as any format at hand.
pub fn parse(bytes: impl Into<Vec<u8>>) -> Result<Vec<Report>, ImportError> {
    Reader::default().read(&Capture::new(bytes, Provenance::of("-")))
}

/// The text of bytes in any of the charsets that reports come in: what an importer for text would read.
pub fn text_of(bytes: &[u8]) -> String {
    gongkai_text::decode(bytes, None).text
}
