//! What would read a source, and why.

use std::ops::ControlFlow;

use gongkai_model::Capture;

use crate::registry::{DEEPEST, inside};
use crate::{Confidence, ImportError, Limits, Registry};

/// How sure one importer is of a source, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Name of the importer.
    pub importer: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why, Chinese and English, where it says more than its confidence.
    pub reason: Option<(String, String)>,
    /// Whether it leaves the source to others that are as sure.
    pub gives_way: bool,
}

/// What would read a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What every importer says, in order.
    pub claims: Vec<Claim>,
    /// Who reads it, or why nobody does.
    pub reader: Result<String, ImportError>,
    /// Whether the user chose the one who reads it.
    pub is_chosen: bool,
    /// Why the one who reads it gives up, where it does; and who takes the source up then.
    pub given_up: Option<(ImportError, Option<Result<String, ImportError>>)>,
    /// The files in it, where it is a package: name, and what would read it or why it is not to be had.
    pub members: Vec<(String, Result<Explained, ImportError>)>,
}

impl Registry {
    /// What would read a capture and why; of a package, file by file. The importer in charge is asked to read, so that what it
    /// gives up is known.
    pub fn explain(&self, capture: &Capture, limits: &Limits) -> Explained {
        self.explain_at(capture, limits, 1)
    }

    fn explain_at(&self, capture: &Capture, limits: &Limits, depth: usize) -> Explained {
        let judged = self.judge(capture).into_iter();
        let claims = judged.map(|(importer, confidence)| Claim {
            importer: importer.name().into(),
            confidence,
            reason: importer.reason(capture),
            gives_way: importer.gives_way(),
        });
        let claims = claims.collect();
        let chosen = self.chosen.as_deref().filter(|_| depth == 1).and_then(|name| self.named(name));
        let reader = chosen.map_or_else(|| self.identify(capture), Ok);
        let (mut given_up, mut members) = (None, Vec::new());
        match reader {
            Ok(importer) if importer.is_container() => {
                let broken = importer.unpack(capture, limits, &mut |member| {
                    let explained = member.bytes.map(|bytes| {
                        let inside = inside(capture, &member.name, bytes);
                        match depth < DEEPEST {
                            true => self.explain_at(&inside, limits, depth + 1),
                            false => self.closed(&inside),
                        }
                    });
                    members.push((member.name, explained));
                    if members.len() < limits.members { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                });
                given_up = broken.err().map(|error| (error, None));
            }
            Ok(importer) => {
                given_up = importer.import(capture, limits).err().map(|error| {
                    let rescuer =
                        self.rescuer(capture, &error).map(|found| found.map(|importer| importer.name().into()));
                    (error, rescuer)
                });
            }
            Err(_) => {}
        }
        let reader = reader.map(|importer| importer.name().into());
        Explained { claims, reader, is_chosen: chosen.is_some(), given_up, members }
    }

    /// A package too deep in others to be opened.
    fn closed(&self, capture: &Capture) -> Explained {
        let reader = self.identify(capture).map(|importer| importer.name().into());
        Explained { claims: Vec::new(), reader, is_chosen: false, given_up: None, members: Vec::new() }
    }
}
