//! The importer that hosts a program which speaks the protocol.
//!
//! A program is started when it is first asked and kept for the run, one for each thread that reads. One that crashed, hung or
//! answered nonsense is ended, and the next source starts another.

mod blocks;
pub mod wire;
mod worker;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, ProgramFailure, Registry};
use schemars::schema_for;

use self::wire::{Call, Form, Identified, Imported, Level, Refusal, RefusalKind, Source};
use self::worker::Worker;
use crate::converted;
use crate::converter::input;
use crate::declaration::Declaration;
use crate::known::{Known, check_size};
use crate::process::{Failed, not_started};

/// Failures to start in a row after which a program is not tried again.
const STARTS: u32 = 3;
/// How long a program may think about whether a file is its own.
const IDENTIFY: Duration = Duration::from_secs(10);

/// An importer made of a program that speaks the protocol.
pub struct ProtocolImporter {
    declaration: Declaration,
    known: Known,
    shipped: Arc<Registry>,
    versions: &'static [u64],
    /// Programs that wait for work.
    idle: Mutex<Vec<Worker>>,
    /// Failures to start, in a row.
    failed: AtomicU32,
}

impl ProtocolImporter {
    /// The importer of a declaration. Nothing is started yet.
    pub fn new(declaration: Declaration, shipped: Arc<Registry>) -> Self {
        Self::speaking(wire::VERSIONS, declaration, shipped)
    }

    /// One that offers other versions of the protocol: what a later release will do.
    #[doc(hidden)]
    pub fn speaking(versions: &'static [u64], declaration: Declaration, shipped: Arc<Registry>) -> Self {
        let (idle, failed) = (Mutex::default(), AtomicU32::new(0));
        Self { known: Known::of(&declaration), declaration, shipped, versions, idle, failed }
    }

    /// Does something with a program that waits, or a new one; keeps it if it is well.
    fn with<T>(&self, work: impl FnOnce(&mut Worker) -> Result<T, Failed>) -> Result<T, Failed> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => self.start()?,
        };
        let done = work(&mut worker)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        Ok(done)
    }

    fn start(&self) -> Result<Worker, Failed> {
        let times = self.failed.load(Ordering::Relaxed);
        if times >= STARTS {
            return Err(ProgramFailure::GivenUp { times }.into());
        }
        let started = Worker::start(&self.declaration, self.versions);
        match started {
            Ok(_) => self.failed.store(0, Ordering::Relaxed),
            Err(_) => _ = self.failed.fetch_add(1, Ordering::Relaxed),
        }
        started
    }

    /// Lays the source into the folder of a program and asks about it.
    fn ask<T: serde::de::DeserializeOwned>(
        &self,
        capture: &Capture,
        call: fn(Source<'_>) -> Call<'_>,
        within: Duration,
    ) -> Result<Result<T, Refusal>, Failed> {
        self.with(|worker| {
            let path = input(worker.folder.path(), capture).map_err(|error| Failed::from(not_started(&error)))?;
            let file = path.to_string_lossy();
            let provenance = capture.provenance();
            let source = Source {
                file: &file,
                name: &provenance.source,
                media_type: provenance.media_type.as_deref(),
                size: capture.bytes().len() as u64,
            };
            let answer = worker.ask(call(source), within);
            // It lies in a folder that goes with the program, too.
            let _ = std::fs::remove_file(&path);
            answer
        })
    }

    fn identified(&self, capture: &Capture) -> Option<Result<Identified, Failed>> {
        self.declaration.matches.reason(capture)?;
        let within = self.declaration.limits.time.min(IDENTIFY);
        let answer = self.ask::<Identified>(capture, to_identify, within);
        let no = |refusal: Refusal| Identified { confidence: Level::No, reason: Some(refusal.message) };
        Some(answer.map(|answer| answer.unwrap_or_else(no)))
    }

    /// What a refusal is here.
    fn refused(&self, refusal: Refusal) -> ImportError {
        match refusal.kind {
            RefusalKind::Empty => ImportError::Empty,
            RefusalKind::Encrypted => ImportError::Encrypted,
            RefusalKind::Scan => ImportError::Scan { pages: refusal.pages.max(1) },
            RefusalKind::Damaged => {
                ImportError::Damaged { reason: format!("{}: {}", self.known.name, refusal.message) }
            }
            RefusalKind::Other => self.failed(ProgramFailure::Refused { message: refusal.message }.into()),
        }
    }

    fn failed(&self, failed: Failed) -> ImportError {
        ImportError::Program { plugin: self.known.name.into(), failure: failed.failure, said: failed.said }
    }
}

impl Importer for ProtocolImporter {
    fn name(&self) -> &'static str {
        self.known.name
    }

    fn summary(&self) -> (&'static str, &'static str) {
        self.known.summary
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.known.extensions
    }

    /// A program that fails here still claims what it was declared for, so that its failure is said and not passed over.
    fn identify(&self, capture: &Capture) -> Confidence {
        if self.declaration.only_scans {
            return Confidence::No;
        }
        match self.identified(capture) {
            None => Confidence::No,
            Some(Err(_)) => self.declaration.most(),
            Some(Ok(Identified { confidence, .. })) => match confidence {
                Level::No => Confidence::No,
                Level::Fallback => Confidence::Fallback,
                Level::Likely => Confidence::Likely.min(self.declaration.most()),
                Level::Certain => Confidence::Certain.min(self.declaration.most()),
            },
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        let answer = self.ask::<Imported>(capture, to_import, self.declaration.limits.time);
        match answer.map_err(|failed| self.failed(failed))? {
            Err(refusal) => Err(self.refused(refusal)),
            Ok(Imported { documents: None, converted: Some(wire::Converted { form, content }) }) => {
                let importer = if form == Form::Html { "html" } else { "text" };
                converted::read(self.known.name, importer, content.into_bytes(), capture, &self.shipped, limits)
            }
            Ok(Imported { documents: Some(documents), converted: None }) => {
                if documents.is_empty() {
                    return Err(self.failed(ProgramFailure::NoOutput.into()));
                }
                let made = documents.into_iter().map(|document| blocks::document(document, limits));
                made.map(|document| Ok(converted::said(document?, self.known.name))).collect()
            }
            Ok(_) => {
                let reason = "there must be documents or converted, and not both".into();
                Err(self.failed(ProgramFailure::BadAnswer { reason }.into()))
            }
        }
    }

    fn gives_way(&self) -> bool {
        self.declaration.confidence.is_none()
    }

    fn takes_up(&self, capture: &Capture, error: &ImportError) -> bool {
        self.declaration.takes_up(capture, error)
    }

    fn reason(&self, capture: &Capture) -> Option<(String, String)> {
        let (zh, en) = self.declaration.why(capture)?;
        if self.declaration.only_scans {
            return Some((zh, en));
        }
        Some(match self.identified(capture)? {
            Ok(Identified { reason: Some(reason), .. }) => {
                (format!("{zh}；程序说：{reason}"), format!("{en}; the program says: {reason}"))
            }
            Ok(_) => (zh, en),
            Err(failed) => {
                let error = self.failed(failed);
                let [failed_zh, failed_en] =
                    [gongkai_model::Language::Zh, gongkai_model::Language::En].map(|it| error.message(it));
                (format!("{zh}；{failed_zh}"), format!("{en}; {failed_en}"))
            }
        })
    }
}

// An enum's constructor is bound to one lifetime; these are not.
fn to_identify(source: Source<'_>) -> Call<'_> {
    Call::Identify(source)
}

fn to_import(source: Source<'_>) -> Call<'_> {
    Call::Import(source)
}

/// JSON Schema of what answers to `import` hold, which is most of the protocol.
pub fn schema() -> serde_json::Value {
    serde_json::to_value(schema_for!(Imported)).unwrap_or_default()
}
