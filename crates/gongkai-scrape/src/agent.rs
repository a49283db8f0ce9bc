//! One request, with all manners: admission, robots.txt, pause, redirects, caps, retries, refusals by name.

mod robots;

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use gongkai_model::FetchRequest;
use reqwest::header::{self, HeaderMap, HeaderValue};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::failure::Failure;
use crate::net;
use crate::pace::{Hosts, Pace};
use crate::policy::Policy;
use crate::response::{Hop, Response, fields, judge, retry_after};

/// A body may take so many times as long as its head.
const SLOWEST: u32 = 4;
/// So many failures in a row, and the host is left alone.
const MOST_FAILURES: u32 = 5;

/// What was known of an address at an earlier visit, for a conditional request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag` of then.
    pub etag: Option<String>,
    /// `Last-Modified` of then.
    pub last_modified: Option<String>,
}

impl Validators {
    /// The headers that tell of it.
    fn conditions(&self) -> Vec<(String, String)> {
        let fields = [("if-none-match", &self.etag), ("if-modified-since", &self.last_modified)];
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect()
    }
}

/// Asks hosts, keeping a policy. One for a run; cheap to share.
#[derive(Debug)]
pub struct Agent {
    policy: Policy,
    client: reqwest::Client,
    hosts: Hosts,
    random: Mutex<fastrand::Rng>,
    stopping: tokio::sync::watch::Sender<bool>,
}

impl Agent {
    /// An agent with a policy.
    ///
    /// # Errors
    /// When the machine lacks what TLS needs.
    pub fn new(policy: Policy) -> Result<Self, Failure> {
        Self::with(policy, None)
    }

    /// An agent that finds every host at one address, for tests against a server of theirs.
    ///
    /// # Errors
    /// When the machine lacks what TLS needs.
    pub fn with(policy: Policy, everything_at: Option<SocketAddr>) -> Result<Self, Failure> {
        let client = net::client(&policy, everything_at)?;
        let random = Mutex::new(policy.seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed));
        let stopping = tokio::sync::watch::channel(false).0;
        Ok(Self { policy, client, hosts: Hosts::default(), random, stopping })
    }

    /// The policy in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Ends everything soon: requests under way are dropped, none begins.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether the run was asked to end.
    pub fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Waits, unless the run is asked to end meanwhile.
    pub(crate) async fn wait(&self, time: Duration) {
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            biased;
            _ = stopping.wait_for(|stop| *stop) => {}
            () = tokio::time::sleep(time) => {}
        }
    }

    /// Fetches with all manners.
    ///
    /// # Errors
    /// Why nothing came. A status of 304 is a response; other refusals and errors are failures.
    pub async fn fetch(&self, request: &FetchRequest, known: &Validators) -> Result<Response, Failure> {
        self.fetch_along(request, known, &mut Vec::new()).await
    }

    /// Like [`Self::fetch`]; the redirects on the way are put into `hops`, wherever they led.
    ///
    /// # Errors
    /// As of [`Self::fetch`].
    pub async fn fetch_along(
        &self,
        request: &FetchRequest,
        known: &Validators,
        hops: &mut Vec<Hop>,
    ) -> Result<Response, Failure> {
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            biased;
            _ = stopping.wait_for(|stop| *stop) => Err(Failure::Interrupted),
            response = self.follow(request, known, hops) => response,
        }
    }

    /// Goes from redirect to redirect.
    async fn follow(
        &self,
        request: &FetchRequest,
        known: &Validators,
        hops: &mut Vec<Hop>,
    ) -> Result<Response, Failure> {
        let parse = |text: &str| Url::parse(text).map_err(|_| Failure::BadAddress(text.to_owned()));
        let mut url = parse(&request.url)?;
        url.set_fragment(None);
        let (mut asked, nothing) = (request.clone(), Validators::default());
        loop {
            url.as_str().clone_into(&mut asked.url);
            // What was known of an address says nothing of the one that it leads to.
            let known = if hops.is_empty() { known } else { &nothing };
            let response = self.patient(&url, &asked, known).await?;
            let to = response.header("location").filter(|_| matches!(response.status, 301 | 302 | 303 | 307 | 308));
            let Some(to) = to.map(str::to_owned) else { return Ok(response) };
            let Response { status, headers, body, .. } = response;
            hops.push(Hop { request: asked.clone(), status, headers, body });
            let Ok(mut next) = url.join(&to) else { return Err(Failure::BadAddress(to)) };
            next.set_fragment(None);
            // A guard that sets a cookie sends to the same address once; twice is a circle.
            let seen = hops.iter().filter(|hop| hop.request.url == next.as_str()).count();
            if hops.len() > self.policy.redirects || seen > 2 {
                return Err(Failure::TooManyRedirects);
            }
            if matches!(status, 301..=303) {
                (asked.body, asked.content_type) = (None, None);
            }
            url = next;
        }
    }

    /// Tries again what may pass, with growing waits.
    async fn patient(&self, url: &Url, request: &FetchRequest, known: &Validators) -> Result<Response, Failure> {
        self.policy.admit(url)?;
        let host = url.host_str().unwrap_or_default();
        let pace = self.hosts.of(host);
        // Held over all attempts: nobody else asks this host meanwhile.
        let mut pace = pace.lock().await;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let outcome = self.once(url, request, known, &mut pace).await;
            let (failure, wait) = match outcome {
                Ok(response) => {
                    pace.host(host).failures = 0;
                    return Ok(response);
                }
                Err(refusal) => refusal,
            };
            if !failure.may_pass()
                || attempt >= self.policy.attempts
                || wait.is_some_and(|wait| wait > self.policy.patience)
            {
                let state = pace.host(host);
                state.failures += u32::from(failure.may_pass());
                if failure.stops_host() || state.failures >= MOST_FAILURES {
                    state.stopped.get_or_insert_with(|| failure.clone());
                }
                return Err(failure);
            }
            pace.hold(wait.unwrap_or_else(|| self.backoff(attempt)));
        }
    }

    /// The wait before another attempt: doubled each time, and spread, so that many do not come back together.
    fn backoff(&self, attempt: u32) -> Duration {
        let base = self.policy.backoff.saturating_mul(1 << (attempt - 1).min(6));
        let spread = self.random.lock().unwrap_or_else(PoisonError::into_inner).f64() / 2.0;
        base.mul_f64(1.0 + spread)
    }

    /// One attempt: robots.txt, turn, request, body. A failure comes with how long the host asks to wait.
    async fn once(
        &self,
        url: &Url,
        request: &FetchRequest,
        known: &Validators,
        pace: &mut Pace,
    ) -> Result<Response, (Failure, Option<Duration>)> {
        let plain = |failure: Failure| (failure, None);
        if let Some(stopped) = &pace.host(url.host_str().unwrap_or_default()).stopped {
            return Err(plain(Failure::HostStopped(stopped.name().to_owned())));
        }
        let robots = self.robots(url, pace).await.map_err(plain)?;
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        if !robots.decide("gongkai", &path).is_allowed {
            return Err(plain(Failure::RobotsBlocked));
        }
        pace.turn(&self.policy).await;
        let deadline = Instant::now() + self.policy.timeout;
        let response =
            timeout_at(deadline, self.send(url, request, known)).await.map_err(|_| plain(Failure::Timeout))?;
        let response = response.map_err(|error| plain(net::failure(&error)))?;
        let wait = retry_after(response.headers());
        let headers = fields(response.headers());
        let status = response.status().as_u16();
        let body = self.body(response, self.policy.caps.body).await.map_err(plain)?;
        let (request, conditions) = (request.clone(), known.conditions());
        let response = Response { request, status, headers, conditions, body };
        judge(response, wait)
    }

    async fn send(&self, url: &Url, request: &FetchRequest, known: &Validators) -> reqwest::Result<reqwest::Response> {
        let builder = match &request.body {
            Some(body) => {
                let kind = request.content_type.as_deref().unwrap_or("application/x-www-form-urlencoded");
                self.client.post(url.clone()).header(header::CONTENT_TYPE, kind).body(body.clone())
            }
            None => self.client.get(url.clone()),
        };
        let mut all = HeaderMap::new();
        all.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN,zh;q=0.9"));
        let conditions = known.conditions();
        let optional = conditions.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in optional.chain(request.referer.as_deref().map(|referer| ("referer", referer))) {
            if let (Ok(name), Ok(value)) = (name.parse::<header::HeaderName>(), HeaderValue::from_str(value)) {
                all.insert(name, value);
            }
        }
        builder.headers(all).send().await
    }

    /// The body, unpacked, up to a cap; one that drips is given up.
    async fn body(&self, response: reqwest::Response, cap: u64) -> Result<Bytes, Failure> {
        let announced = response.content_length();
        if announced.is_some_and(|length| length > cap) {
            return Err(Failure::TooLarge(cap));
        }
        let deadline = Instant::now() + self.policy.timeout.saturating_mul(SLOWEST);
        let mut stream = response.bytes_stream();
        let mut body = BytesMut::new();
        loop {
            let quiet = (Instant::now() + self.policy.timeout).min(deadline);
            match timeout_at(quiet, stream.next()).await {
                Err(_) => return Err(Failure::Timeout),
                Ok(None) => return Ok(body.freeze()),
                Ok(Some(Err(error))) if error.is_timeout() => return Err(Failure::Timeout),
                // What breaks off, or does not unpack, is not the whole body.
                Ok(Some(Err(_))) => return Err(Failure::Truncated),
                Ok(Some(Ok(chunk))) => {
                    if body.len() as u64 + chunk.len() as u64 > cap {
                        return Err(Failure::TooLarge(cap));
                    }
                    body.extend_from_slice(&chunk);
                }
            }
        }
    }
}
