//! Many sites at once: one task each, one request at a time for each owner of hosts, everything kept before it is read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use futures_util::StreamExt;
use futures_util::stream;
use gongkai_model::{FetchRequest, Purpose};
use serde::Serialize;
use tokio::sync::oneshot;

use crate::agent::{Agent, Validators};
use crate::failure::Failure;
use crate::keeper::Keeper;
use crate::outcome::SiteOutcome;
use crate::response::{Hop, Response};
use crate::walk::{Reading, Target, Walk};

/// Sites walked at the same time.
const MOST_SITES: usize = 500;

/// Where responses are kept. A run that was interrupted finds there what it had. One thread of the run calls it.
pub trait Store: Send + Sync {
    /// What is known of a request.
    ///
    /// # Errors
    /// Why the store could not tell; the run ends.
    fn recall(&self, request: &FetchRequest) -> Result<Recalled, String>;

    /// The response of an earlier visit, where the site says that nothing changed since.
    fn unchanged(&self, request: &FetchRequest) -> Option<Response>;

    /// Keeps the outcomes of requests, before anything is made of them; the disk is waited for once.
    ///
    /// # Errors
    /// Why they could not be kept; the run ends.
    fn keep(&self, kept: &[Kept]) -> Result<(), String>;

    /// The visit of a site is over.
    ///
    /// # Errors
    /// Why that could not be kept.
    fn done(&self, outcome: &SiteOutcome) -> Result<(), String>;
}

/// What a store knows of a request.
#[derive(Debug, Default)]
pub struct Recalled {
    /// Its outcome in the visit under way: made before the run was interrupted.
    pub made: Option<Result<Response, Failure>>,
    /// What an earlier visit knew of the address, for a conditional request.
    pub known: Validators,
}

/// The outcome of a request, to be kept.
#[derive(Debug)]
pub struct Kept {
    /// The site.
    pub site: String,
    /// The request.
    pub request: FetchRequest,
    /// The redirects on the way, in order.
    pub hops: Vec<Hop>,
    /// What came of it.
    pub outcome: Result<Response, Failure>,
}

/// Reads responses. Called on threads of its own; may take its time.
pub trait Read: Send + Sync {
    /// What a response says, as far as a walk needs it.
    fn read(&self, request: &FetchRequest, response: &Response) -> Reading;
}

/// What happens during a run. Names and fields are stable: programs follow a run by them.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// A site is begun.
    Begun {
        /// Which.
        site: String,
    },
    /// No request begins before the hours that the user set.
    Waits {
        /// Of which site.
        site: String,
        /// The hours, in Beijing time.
        hours: String,
        /// For how long.
        seconds: u64,
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
        /// Whether the site said that nothing changed since an earlier visit.
        unchanged: bool,
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
        #[serde(flatten)]
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
    pub store: Arc<dyn Store>,
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

/// What a walk has taken of what it may take.
struct Spent {
    begun: (Instant, SystemTime),
    requests: u32,
    bytes: u64,
}

impl Run<'_> {
    /// Walks sites, many at once. What came of each, in the order given.
    ///
    /// # Errors
    /// When responses cannot be kept: a full disk must not pass for an empty site.
    pub async fn sites(&self, targets: Vec<Target>) -> Result<Vec<SiteOutcome>, String> {
        let keeper = &Keeper::start(Arc::clone(&self.store));
        let mut outcomes: Vec<(usize, SiteOutcome)> = Vec::with_capacity(targets.len());
        let walks = targets
            .into_iter()
            .enumerate()
            .map(|(number, target)| async move { self.site(target, keeper).await.map(|outcome| (number, outcome)) });
        let mut walks = stream::iter(walks).buffer_unordered(MOST_SITES);
        while let Some(outcome) = walks.next().await {
            outcomes.push(outcome?);
        }
        outcomes.sort_by_key(|(number, _)| *number);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }

    /// Walks one site.
    async fn site(&self, target: Target, keeper: &Keeper) -> Result<SiteOutcome, String> {
        let (site, entries) = (target.name.clone(), target.entries.clone());
        (self.tell)(&Event::Begun { site: site.clone() });
        let mut walk = Walk::new(target, self.agent.policy().caps);
        let mut spent = Spent { begun: (Instant::now(), (self.agent.policy().now)()), requests: 0, bytes: 0 };
        loop {
            let Some(request) = walk.next_request() else {
                // Where links led nowhere, the map of the site may.
                if walk.look_at_maps(&self.site_maps(&entries).await) {
                    continue;
                }
                break;
            };
            if let Some(cap) = self.cap(&spent) {
                walk.stop(&Failure::Cap(cap));
                break;
            }
            self.wait_for_night(&site).await;
            let (outcome, kept) = self.one(&site, &request, keeper).await?;
            // What an interrupted run had costs the site nothing.
            spent.requests += u32::from(kept != Origin::Before);
            match outcome {
                Ok(response) => {
                    spent.bytes += if kept == Origin::Site { response.body.len() as u64 } else { 0 };
                    let (url, bytes) = (response.url().to_owned(), response.body.len());
                    let reading = self.reading(&request, response).await?;
                    walk.take(&url, Ok(&reading));
                    let (waiting, found) = (walk.waiting(), walk.found());
                    let (replayed, unchanged) = (kept == Origin::Before, kept == Origin::Unchanged);
                    let site = site.clone();
                    (self.tell)(&Event::Got { site, url, bytes, replayed, unchanged, waiting, found });
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
            let done = outcome.clone();
            keeper.ask(move |store| store.done(&done)).await??;
        }
        (self.tell)(&Event::Done { site, found: outcome.reports() });
        Ok(outcome)
    }

    /// The cap that a walk has reached.
    fn cap(&self, spent: &Spent) -> Option<String> {
        let policy = self.agent.policy();
        let caps = &policy.caps;
        let (begun, began_at) = spent.begun;
        let time = match policy.night {
            // Waiting for the night is no work.
            Some(night) => night.open_between(began_at, (policy.now)()),
            None => begun.elapsed(),
        };
        if spent.requests >= caps.requests {
            Some(format!("{} requests", caps.requests))
        } else if spent.bytes >= caps.bytes {
            Some(format!("{} bytes", caps.bytes))
        } else if time >= caps.time {
            Some(format!("{} s", caps.time.as_secs()))
        } else {
            None
        }
    }

    /// Waits until requests may begin, and says so.
    async fn wait_for_night(&self, site: &str) {
        let policy = self.agent.policy();
        let (Some(night), Some(wait)) = (policy.night, policy.until_night()) else { return };
        let (hours, seconds) = (night.to_string(), wait.as_secs());
        (self.tell)(&Event::Waits { site: site.to_owned(), hours, seconds });
        self.agent.wait(wait).await;
    }

    /// The site maps that robots.txt of the entries' hosts states.
    async fn site_maps(&self, entries: &[String]) -> Vec<String> {
        let mut maps = Vec::new();
        for entry in entries {
            maps.extend(self.agent.site_maps(entry).await);
        }
        maps
    }

    /// The outcome of a request: from the visit that was interrupted, else from the site. Kept before it is used.
    async fn one(
        &self,
        site: &str,
        request: &FetchRequest,
        keeper: &Keeper,
    ) -> Result<(Result<Response, Failure>, Origin), String> {
        let asked = request.clone();
        let recalled = keeper.ask(move |store| store.recall(&asked)).await??;
        if let Some(made) = recalled.made {
            return Ok((made, Origin::Before));
        }
        // Lists are always asked for anew: what they say of validators is seldom true.
        let known = match request.purpose {
            Purpose::Item | Purpose::Attachment => recalled.known,
            Purpose::Portal | Purpose::List => Validators::default(),
        };
        let (mut hops, mut earlier) = (Vec::new(), None);
        let mut outcome = self.agent.fetch_along(request, &known, &mut hops).await;
        if let Ok(response) = &outcome
            && response.is_unchanged()
        {
            let asked = request.clone();
            earlier = keeper.ask(move |store| store.unchanged(&asked)).await?;
            // Unchanged since when? Nobody told it of an earlier visit.
            if earlier.is_none() || !hops.is_empty() {
                (outcome, earlier) = (Err(Failure::Refused(304)), None);
            }
        }
        if !matches!(outcome, Err(Failure::Interrupted)) {
            let kept = Kept { site: site.to_owned(), request: request.clone(), hops, outcome: outcome.clone() };
            keeper.keep(kept).await?;
        }
        Ok(match earlier {
            Some(earlier) => (Ok(earlier), Origin::Unchanged),
            None => (outcome, Origin::Site),
        })
    }

    /// What a response says; read on a thread of rayon's, of which there are as many as cores, however many sites there are.
    async fn reading(&self, request: &FetchRequest, response: Response) -> Result<Reading, String> {
        let (read, request) = (Arc::clone(&self.read), request.clone());
        let (reply, answer) = oneshot::channel();
        rayon::spawn(move || {
            // A panic would end the process here; so it ends the run, like other defects.
            let reading = catch_unwind(AssertUnwindSafe(|| read.read(&request, &response)));
            if let Ok(reading) = reading {
                // Whoever asked may be gone by then.
                let _ = reply.send(reading);
            }
        });
        answer.await.map_err(|error| error.to_string())
    }
}

/// Where a response is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The site.
    Site,
    /// The run before it was interrupted.
    Before,
    /// An earlier visit, since when nothing changed.
    Unchanged,
}
