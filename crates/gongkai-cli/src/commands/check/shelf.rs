//! The sources of a check: read once to know whose they are, and had again when their organ's turn comes.

use std::io;
use std::sync::Arc;

use gongkai::Reader;
use gongkai::check::Roster;
use gongkai::checking::{Index, Shelf};
use gongkai::model::{Capture, Digest, Report};

use crate::console::Console;
use crate::inputs::Input;
use crate::pipeline::{self, Stage};
use crate::source;

/// Sources that stay in memory between the passes; any further one is read again.
const KEPT: usize = 500;

/// The sources of a check.
pub(in crate::commands) struct Sources<'a> {
    reader: &'a Reader,
    inputs: &'a [Input],
    console: &'a Console,
    held: Vec<Held>,
}

/// What is held of a source.
struct Held {
    digest: Option<Digest>,
    /// Its bytes and reports, where they stay in memory.
    kept: Option<(Capture, Arc<Vec<Report>>)>,
}

/// A source that could not be read.
pub(in crate::commands) struct Unread {
    /// Its name.
    pub(in crate::commands) source: String,
    /// SHA-256 of its bytes, where there were any.
    pub(in crate::commands) digest: Option<Digest>,
    /// Why.
    pub(in crate::commands) error: String,
}

impl<'a> Sources<'a> {
    /// Reads all inputs once: whose reports there are, and what could not be read.
    pub(in crate::commands) fn read(
        reader: &'a Reader,
        inputs: &'a [Input],
        roster: &Roster,
        progress: bool,
        console: &'a Console,
    ) -> io::Result<(Self, Index, Vec<Unread>)> {
        let (mut index, mut unread, mut held) = (Index::default(), Vec::new(), Vec::with_capacity(inputs.len()));
        let stage = Stage { reader, work: &|outcome| outcome, progress };
        let mut kept = 0;
        pipeline::each(&stage, inputs, console, &mut |outcome| {
            let digest = outcome.capture.as_ref().map(Capture::digest);
            index.add(held.len(), &outcome.reports, roster);
            if let Some(error) = outcome.error {
                console.complain_of(&outcome.source, &error);
                unread.push(Unread { source: outcome.source.clone(), digest, error });
            }
            for message in pipeline::unread_files(&outcome.reports, console) {
                console.complain_of(&outcome.source, &message);
            }
            // Standard input cannot be read a second time.
            let keep = kept < KEPT || outcome.source == "-";
            kept += usize::from(keep);
            let reports = outcome.capture.filter(|_| keep).map(|capture| (capture, Arc::new(outcome.reports)));
            held.push(Held { digest, kept: reports });
            Ok(())
        })?;
        Ok((Self { reader, inputs, console, held }, index, unread))
    }

    /// How the sources were read.
    pub(in crate::commands) fn reader(&self) -> &Reader {
        self.reader
    }

    /// SHA-256 of a source.
    pub(in crate::commands) fn digest(&self, source: usize) -> Option<Digest> {
        self.held.get(source)?.digest
    }

    /// The bytes of a source.
    pub(in crate::commands) fn capture(&self, source: usize) -> Option<Capture> {
        match &self.held.get(source)?.kept {
            Some((capture, _)) => Some(capture.clone()),
            None => source::capture(self.inputs.get(source)?, self.reader.limits().bytes, self.console).ok(),
        }
    }
}

impl Shelf for Sources<'_> {
    fn reports(&self, source: usize) -> Option<Arc<Vec<Report>>> {
        if let Some((_, reports)) = &self.held.get(source)?.kept {
            return Some(Arc::clone(reports));
        }
        let capture = self.capture(source)?;
        let reports = pipeline::guarded(|| self.reader.read(&capture), self.console).ok()?.ok()?;
        Some(Arc::new(reports))
    }
}
