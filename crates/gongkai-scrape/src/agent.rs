//! One request, with all manners: admission, robots.txt, pause, redirects, caps, retries, refusals by name.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use gongkai_model::FetchRequest;
use gongkai_text::robots::Robots;
use reqwest::header::{self, HeaderMap, HeaderValue};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::failure::Failure;
use crate::net;
use crate::pace::{Hosts, Pace};
use crate::policy::Policy;

/// robots.txt is read so far (RFC 9309 §2.5 asks for 500 KiB at least).
const ROBOTS_BYTES: u64 = 512 * 1024;
/// A body may take so many times as long as its head.
const SLOWEST: u32 = 4;
/// A longer Crawl-delay is a slip of the pen (milliseconds, mostly).
const LONGEST_DELAY: Duration = Duration::from_secs(300);
/// So many failures in a row, and the host is left alone.
const MOST_FAILURES: u32 = 5;

/// A response, whole.
#[derive(Debug, Clone)]
pub struct Response {
    /// Address asked for.
    pub requested: String,
    /// Address that answered, after redirects.
    pub url: String,
    /// The redirects between them.
    pub redirects: Vec<String>,
    /// Status.
    pub status: u16,
    /// Headers in order, names in lower case. Those that tell of the packed body are left out where it was unpacked.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked.
    pub body: Bytes,
}

impl Response {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The declared media type, with its parameters.
    pub fn media_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// Whether the page is as it was at the last visit.
    pub fn is_unchanged(&self) -> bool {
        self.status == 304
    }
}

/// What was known of an address at an earlier visit, for a conditional request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag` of then.
    pub etag: Option<String>,
    /// `Last-Modified` of then.
    pub last_modified: Option<String>,
}

/// Asks hosts, keeping a policy. One for a run; cheap to share.
#[derive(Debug)]
pub struct Agent {
    policy: Policy,
    client: reqwest::Client,
    hosts: Hosts,
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
        Ok(Self { policy, client, hosts: Hosts::default(), stopping: tokio::sync::watch::channel(false).0 })
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

    /// Fetches with all manners.
    ///
    /// # Errors
    /// Why nothing came. A status of 304 is a response; other refusals and errors are failures.
    pub async fn fetch(&self, request: &FetchRequest, known: &Validators) -> Result<Response, Failure> {
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            biased;
            _ = stopping.wait_for(|stop| *stop) => Err(Failure::Interrupted),
            response = self.follow(request, known) => response,
        }
    }

    /// Goes from redirect to redirect.
    async fn follow(&self, request: &FetchRequest, known: &Validators) -> Result<Response, Failure> {
        let parse = |text: &str| Url::parse(text).map_err(|_| Failure::BadAddress(text.to_owned()));
        let mut url = parse(&request.url)?;
        url.set_fragment(None);
        let mut redirects: Vec<String> = Vec::new();
        let mut asked = request.clone();
        loop {
            let mut response = self.patient(&url, &asked, known).await?;
            let to = response.header("location").filter(|_| matches!(response.status, 301 | 302 | 303 | 307 | 308));
            let Some(to) = to else {
                response.requested.clone_from(&request.url);
                response.redirects = redirects;
                return Ok(response);
            };
            let mut next = url.join(to).map_err(|_| Failure::BadAddress(to.to_owned()))?;
            next.set_fragment(None);
            // A guard that sets a cookie sends to the same address once; twice is a circle.
            let seen = redirects.iter().filter(|other| **other == next.as_str()).count();
            if redirects.len() >= self.policy.redirects || seen > 1 {
                return Err(Failure::TooManyRedirects);
            }
            if matches!(response.status, 301..=303) {
                (asked.body, asked.content_type) = (None, None);
            }
            redirects.push(next.to_string());
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
            pace.hold(wait.unwrap_or_else(|| self.backoff(url, attempt)));
        }
    }

    /// The wait before another attempt: doubled each time, and spread, so that many do not come back together.
    fn backoff(&self, url: &Url, attempt: u32) -> Duration {
        let base = self.policy.backoff.saturating_mul(1 << (attempt - 1).min(6));
        let spread =
            url.as_str().bytes().fold(attempt, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte))) % 500;
        base.saturating_mul(1000 + spread) / 1000
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
        let headers = headers(response.headers());
        let status = response.status().as_u16();
        let body = self.body(response, self.policy.caps.body).await.map_err(plain)?;
        let response = Response {
            requested: request.url.clone(),
            url: url.to_string(),
            redirects: Vec::new(),
            status,
            headers,
            body,
        };
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
        let optional = [
            (header::REFERER, request.referer.as_deref()),
            (header::IF_NONE_MATCH, known.etag.as_deref()),
            (header::IF_MODIFIED_SINCE, known.last_modified.as_deref()),
        ];
        let mut all = HeaderMap::new();
        all.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN,zh;q=0.9"));
        for (name, value) in optional {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
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

    /// robots.txt of an origin, fetched once a run: absent (4xx) allows all, unreachable (5xx, time-out) forbids all.
    async fn robots(&self, url: &Url, pace: &mut Pace) -> Result<Arc<Robots>, Failure> {
        let origin = url.origin().ascii_serialization();
        if let Some(known) = pace.robots.get(&origin) {
            return Ok(Arc::clone(known));
        }
        pace.turn(&self.policy).await;
        let robots = self.fetch_robots(url).await?;
        pace.crawl_delay = pace.crawl_delay.max(robots.delay("gongkai").unwrap_or_default().min(LONGEST_DELAY));
        pace.robots.insert(origin, Arc::clone(&robots));
        Ok(robots)
    }

    async fn fetch_robots(&self, url: &Url) -> Result<Arc<Robots>, Failure> {
        let mut at = url.join("/robots.txt").map_err(|_| Failure::BadAddress(url.to_string()))?;
        let deadline = Instant::now() + self.policy.robots_timeout;
        // RFC 9309 §2.3.1.2: five redirects, also to other hosts.
        for _ in 0..=5 {
            self.policy.admit(&at)?;
            let request = self.client.get(at.clone()).send();
            let response = timeout_at(deadline, request).await.map_err(|_| Failure::RobotsUnreachable)?;
            let response = response.map_err(|error| match net::failure(&error) {
                failure @ (Failure::PrivateAddress(_)
                | Failure::NameNotFound
                | Failure::TlsFailed(_)
                | Failure::ConnectionFailed(_)) => failure,
                _ => Failure::RobotsUnreachable,
            })?;
            let status = response.status().as_u16();
            let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
            match (status, to) {
                (301 | 302 | 303 | 307 | 308, Some(to)) => {
                    at = at.join(&to).map_err(|_| Failure::BadAddress(to))?;
                }
                (200..=299, _) => {
                    let body =
                        timeout_at(deadline, self.start_of(response)).await.map_err(|_| Failure::RobotsUnreachable)?;
                    return Ok(Arc::new(Robots::parse(&body)));
                }
                (500..=599 | 429, _) => {
                    let headers = headers(response.headers());
                    let answer = Response {
                        requested: String::new(),
                        url: at.to_string(),
                        redirects: Vec::new(),
                        status,
                        headers,
                        body: Bytes::new(),
                    };
                    let guard = guard(&answer).map(|guard| Failure::Challenge(guard.to_owned()));
                    return Err(guard.unwrap_or(Failure::RobotsUnreachable));
                }
                _ => return Ok(Arc::new(Robots::default())),
            }
        }
        Ok(Arc::new(Robots::default()))
    }

    /// The beginning of a body, as much of it as is read of robots.txt.
    async fn start_of(&self, response: reqwest::Response) -> Bytes {
        let mut stream = response.bytes_stream();
        let mut body = BytesMut::new();
        while let Some(Ok(chunk)) = stream.next().await {
            body.extend_from_slice(&chunk);
            if body.len() as u64 > ROBOTS_BYTES {
                body.truncate(ROBOTS_BYTES as usize);
                break;
            }
        }
        body.freeze()
    }
}

/// Whether a response is what was asked for, by its status and the marks of guards.
fn judge(response: Response, wait: Option<Duration>) -> Result<Response, (Failure, Option<Duration>)> {
    if let Some(guard) = guard(&response) {
        return Err((Failure::Challenge(guard.to_owned()), None));
    }
    let failure = match response.status {
        status @ (301 | 302 | 303 | 307 | 308) if response.header("location").is_none() => Failure::Refused(status),
        200..=399 => return Ok(response),
        429 => Failure::RateLimited,
        status @ (404 | 410) => Failure::NotFound(status),
        // A site that fails while it asks to come back is busy, not hostile.
        status @ 500..=599 if status != 521 && status != 512 => Failure::ServerError(status),
        status @ (401 | 403 | 405 | 406 | 412 | 418 | 451 | 512 | 521) => Failure::Blocked(status),
        status => Failure::Refused(status),
    };
    Err((failure, wait))
}

/// The guard that gave a response, by its status and cookies (pages that only their text gives away are for the
/// importer to name).
fn guard(response: &Response) -> Option<&'static str> {
    let start = response.body.get(..response.body.len().min(20_000)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let cookies: Vec<&str> =
        response.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.as_str()).collect();
    let cookie = |name: &str| cookies.iter().any(|cookie| cookie.starts_with(name));
    match response.status {
        412 if text.contains("$_ts") => Some("瑞数 (Ruishu)"),
        512 | 521 if cookie("__jsl") || text.contains("__jsl_clearance") => Some("加速乐 (Jiasule)"),
        _ if ["wzwsconfirm", "wzwschallenge", "wzwstemplate"].iter().any(|name| cookie(name))
            && response.status != 200 =>
        {
            Some("WZWS")
        }
        403 if text.contains("edgeone") || text.contains("EdgeOne") => Some("腾讯 EdgeOne (Tencent EdgeOne)"),
        405 | 403 if cookie("acw_tc") || text.contains("acw_sc__v2") => Some("阿里云 (Aliyun)"),
        _ => None,
    }
}

/// How long the host asks to wait: seconds, or a day.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    Some(until.duration_since(std::time::SystemTime::now()).unwrap_or_default())
}

fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}
