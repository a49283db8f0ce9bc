//! Many sites at once: one task each, one request at a time for each owner of hosts, everything kept before it is read.

use std::sync::Arc;
use std::time::Instant;

use futures_util::StreamExt;
use futures_util::stream;
use gongkai_model::{FetchRequest, Purpose};

use crate::agent::{Agent, Response, Validators};
use crate::failure::Failure;
use crate::outcome::SiteOutcome;
use crate::walk::{Reading, Target, Walk};

/// Sites walked at the same time.
const MOST_SITES: usize = 500;

/// Where responses are kept. A run that was interrupted finds there what it had.
pub trait Store: Send + Sync {
    /// The outcome of a request in the visit under way: made before the run was interrupted.
    ///
    /// # Errors
    /// Why the store could not tell; the run ends.
    fn made(&self, site: &str, request: &FetchRequest) -> Result<Option<Result<Response, Failure>>, String>;

    /// What an earlier visit knew of an address, for a conditional request.
    fn validators(&self, request: &FetchRequest) -> Validators;

    /// The response of an earlier visit, where the site says that nothing changed since.
    fn unchanged(&self, request: &FetchRequest) -> Option<Response>;

    /// Keeps the outcome of a request, before anything is made of it.
    ///
    /// # Errors
    /// Why it could not be kept; the run ends.
    fn keep(&self, site: &str, request: &FetchRequest, outcome: &Result<Response, Failure>) -> Result<(), String>;

    /// The visit of a site is over.
    ///
    /// # Errors
    /// Why that could not be kept.
    fn done(&self, outcome: &SiteOutcome) -> Result<(), String>;
}

/// Reads responses. Called on threads of its own; may take its time.
pub trait Read: Send + Sync {
    /// What a response says, as far as a walk needs it.
    fn read(&self, request: &FetchRequest, response: &Response) -> Reading;
}

/// What happens during a run.
#[derive(Debug, Clone)]
pub enum Event {
    /// A site is begun.
    Begun {
        /// Which.
        site: String,
    },
    /// A response came, or was kept from before.
    Got {
        /// Of which site.
        site: String,
        /// Address.
        url: String,
        /// Bytes.
        bytes: usize,
        /// Whether it was kept from before.
        replayed: bool,
        /// Requests that wait.
        waiting: usize,
        /// Reports read so far.
        found: usize,
    },
    /// A request brought nothing.
    Failed {
        /// Of which site.
        site: String,
        /// Address.
        url: String,
        /// Why.
        failure: Failure,
    },
    /// A site is done.
    Done {
        /// Which.
        site: String,
        /// Reports read.
        found: usize,
    },
}

/// A run over sites.
pub struct Run<'a> {
    /// Asks hosts.
    pub agent: &'a Agent,
    /// Keeps responses.
    pub store: &'a dyn Store,
    /// Reads them.
    pub read: Arc<dyn Read>,
    /// Is told what happens.
    pub tell: &'a (dyn Fn(&Event) + Sync),
}

impl std::fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Run({:?})", self.agent.policy())
    }
}

impl Run<'_> {
    /// Walks sites, many at once. What came of each, in the order given.
    ///
    /// # Errors
    /// When responses cannot be kept: a full disk must not pass for an empty site.
    pub async fn sites(&self, targets: Vec<Target>) -> Result<Vec<SiteOutcome>, String> {
        let mut outcomes: Vec<(usize, SiteOutcome)> = Vec::with_capacity(targets.len());
        let walks = targets
            .into_iter()
            .enumerate()
            .map(|(number, target)| async move { self.site(target).await.map(|outcome| (number, outcome)) });
        let mut walks = stream::iter(walks).buffer_unordered(MOST_SITES);
        while let Some(outcome) = walks.next().await {
            outcomes.push(outcome?);
        }
        outcomes.sort_by_key(|(number, _)| *number);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }

    /// Walks one site.
    async fn site(&self, target: Target) -> Result<SiteOutcome, String> {
        let (site, caps) = (target.name.clone(), self.agent.policy().caps);
        (self.tell)(&Event::Begun { site: site.clone() });
        let mut walk = Walk::new(target, caps);
        let (begun, mut requests, mut bytes) = (Instant::now(), 0, 0_u64);
        while let Some(request) = walk.next_request() {
            let cap = if requests >= caps.requests {
                Some(format!("{} requests", caps.requests))
            } else if bytes >= caps.bytes {
                Some(format!("{} bytes", caps.bytes))
            } else if begun.elapsed() >= caps.time {
                Some(format!("{} s", caps.time.as_secs()))
            } else {
                None
            };
            if let Some(cap) = cap {
                walk.stop(&Failure::Cap(cap));
                break;
            }
            requests += 1;
            let (outcome, replayed) = self.one(&site, &request).await?;
            match outcome {
                Ok(response) => {
                    bytes += response.body.len() as u64;
                    let (url, length) = (response.url.clone(), response.body.len());
                    let reading = self.reading(&request, response).await?;
                    walk.take(&url, Ok(&reading));
                    let (waiting, found) = (walk.waiting(), walk.found());
                    (self.tell)(&Event::Got { site: site.clone(), url, bytes: length, replayed, waiting, found });
                }
                Err(Failure::Interrupted) => {
                    walk.stop(&Failure::Interrupted);
                    break;
                }
                Err(failure) => {
                    walk.take(&request.url, Err(&failure));
                    (self.tell)(&Event::Failed { site: site.clone(), url: request.url.clone(), failure });
                }
            }
        }
        let outcome = walk.outcome();
        if !self.agent.is_stopping() {
            self.store.done(&outcome)?;
        }
        (self.tell)(&Event::Done { site, found: outcome.reports() });
        Ok(outcome)
    }

    /// The outcome of a request: from the visit that was interrupted, else from the site. Kept before it is used.
    async fn one(&self, site: &str, request: &FetchRequest) -> Result<(Result<Response, Failure>, bool), String> {
        if let Some(made) = self.store.made(site, request)? {
            return Ok((made, true));
        }
        // Lists are always asked for anew: what they say of validators is seldom true.
        let known = match request.purpose {
            Purpose::Item | Purpose::Attachment => self.store.validators(request),
            Purpose::Portal | Purpose::List => Validators::default(),
        };
        let mut outcome = self.agent.fetch(request, &known).await;
        if let Ok(response) = &outcome
            && response.is_unchanged()
            && let Some(earlier) = self.store.unchanged(request)
        {
            outcome = Ok(earlier);
        }
        if !matches!(outcome, Err(Failure::Interrupted)) {
            self.store.keep(site, request, &outcome)?;
        }
        Ok((outcome, false))
    }

    async fn reading(&self, request: &FetchRequest, response: Response) -> Result<Reading, String> {
        let (read, request) = (Arc::clone(&self.read), request.clone());
        tokio::task::spawn_blocking(move || read.read(&request, &response)).await.map_err(|error| error.to_string())
    }
}
