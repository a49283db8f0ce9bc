//! robots.txt: fetched once a run for each origin, and obeyed.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use gongkai_model::{FetchRequest, Purpose};
use gongkai_text::robots::Robots;
use reqwest::header;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::Agent;
use crate::failure::Failure;
use crate::net;
use crate::pace::Pace;
use crate::response::{Response, fields, guard};

/// robots.txt is read so far (RFC 9309 §2.5 asks for 500 KiB at least).
const ROBOTS_BYTES: u64 = 512 * 1024;
/// A longer Crawl-delay is a slip of the pen (milliseconds, mostly).
const LONGEST_DELAY: Duration = Duration::from_secs(300);

impl Agent {
    /// The site maps that robots.txt of an address states, where it was fetched in this run.
    pub async fn site_maps(&self, url: &str) -> Vec<String> {
        let Ok(url) = Url::parse(url) else { return Vec::new() };
        let pace = self.hosts.of(url.host_str().unwrap_or_default());
        let pace = pace.lock().await;
        pace.robots.get(&url.origin().ascii_serialization()).map(|robots| robots.sitemaps.clone()).unwrap_or_default()
    }

    /// robots.txt of an origin, fetched once a run: absent (4xx) allows all, unreachable (5xx, time-out) forbids all.
    pub(super) async fn robots(&self, url: &Url, pace: &mut Pace) -> Result<Arc<Robots>, Failure> {
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
                    let headers = fields(response.headers());
                    let answer = Response {
                        request: FetchRequest::get(at.as_str(), Purpose::Portal),
                        status,
                        headers,
                        conditions: Vec::new(),
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
