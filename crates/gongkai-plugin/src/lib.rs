//! The seams for formats and sites: what an importer is, which limits it keeps, how it is found, and the kit that tests it.
//!
//! An importer is synchronous and pure: a [`Capture`] in, [`Document`]s out. It decodes and gives structure; it does not
//! interpret. `Err` is for a container that is not what it claims to be; everything odd inside a readable document is a
//! diagnostic beside it.

pub mod conformance;
mod error;
mod explain;
mod limits;
mod program;
mod registry;
mod site;

pub use error::ImportError;
pub use explain::{Claim, Explained};
pub use limits::Limits;
pub use program::ProgramFailure;
pub use registry::{Registry, UnknownFormat};
pub use site::{Mark, SiteAdapter, SitePage};

use std::ops::ControlFlow;

use gongkai_model::{Capture, Document};

/// How sure an importer is that it can read some bytes. Ordered: the registry asks the surest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Not this format.
    No,
    /// Could be read, if nobody knows better (plain text).
    Fallback,
    /// Name or media type say so.
    Likely,
    /// The bytes say so.
    Certain,
}

/// Reads one format.
///
/// The conformance kit ([`conformance::check`], of containers [`conformance::containers`]) turns the promises below into a test:
/// * `identify` is cheap (it looks at the first 64 KiB at most; of a package at the last ones, too), never panics, and does not depend on the file name alone;
/// * `import` never panics on any bytes, keeps the [`Limits`], and gives the same result for the same bytes;
/// * every locus lies inside the source, and the loci of blocks do not go backwards;
/// * nothing read is dropped: the characters of the source that are no markup are in some block.
pub trait Importer: Send + Sync {
    /// Short name, lower case: `text`, `html`, `docx`.
    fn name(&self) -> &'static str;

    /// One line for people, Chinese and English.
    fn summary(&self) -> (&'static str, &'static str);

    /// File name extensions, lower case, without dot; used to find files in folders.
    fn extensions(&self) -> &'static [&'static str];

    /// How sure this importer is of being able to read the capture.
    fn identify(&self, capture: &Capture) -> Confidence;

    /// Reads the capture. One document as a rule; several where the container holds several.
    ///
    /// # Errors
    /// [`ImportError`] when the container is not what it claims to be, is damaged beyond reading, or breaks a limit.
    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError>;

    /// Whether it leaves a source to any other importer that is as sure: plugins of others, unless their owner says otherwise.
    fn gives_way(&self) -> bool {
        false
    }

    /// Whether it takes up a source that the importer in charge gave up with this error: recognising the text of a scan, say.
    /// It need not claim the source by [`Importer::identify`].
    fn takes_up(&self, capture: &Capture, error: &ImportError) -> bool {
        let _ = (capture, error);
        false
    }

    /// Why it is as sure as it is, Chinese and English, where there is more to say than its confidence does.
    fn reason(&self, capture: &Capture) -> Option<(String, String)> {
        let _ = capture;
        None
    }

    /// Whether this importer only unpacks: then [`Importer::unpack`] gives the files inside, each of which is read by
    /// whoever reads it, and [`Importer::import`] is not called.
    fn is_container(&self) -> bool {
        false
    }

    /// Hands over the files in a package, one after the other, in the order of the package, each under a name of its own,
    /// until the taker has enough. Files that are none of anybody's business (folders, `__MACOSX`, thumbnails) are left out.
    ///
    /// # Errors
    /// [`ImportError`] when the package is damaged or locked, or breaks a limit; what was handed over before stands.
    fn unpack(&self, capture: &Capture, limits: &Limits, take: &mut Taker<'_>) -> Result<(), ImportError> {
        let _ = (capture, limits, take);
        Ok(())
    }
}

/// Takes the files of a package, and says when it has enough.
pub type Taker<'a> = dyn FnMut(Member) -> ControlFlow<()> + 'a;

/// A file inside a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its path in the package, `/` between folders, as far as its charset could be told.
    pub name: String,
    /// Its bytes, or why they are not to be had.
    pub bytes: Result<Vec<u8>, ImportError>,
    /// How many bytes were unpacked for it, in vain as well: all of them count against the limits.
    pub unpacked: u64,
}
