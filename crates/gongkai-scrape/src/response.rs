//! What a host answered, and whether it is what was asked for.

use std::time::Duration;

use bytes::Bytes;
use gongkai_model::FetchRequest;
use reqwest::header::{self, HeaderMap};

use crate::failure::Failure;

/// A response, whole.
#[derive(Debug, Clone)]
pub struct Response {
    /// The request as it was made last: of the address that answered, after redirects.
    pub request: FetchRequest,
    /// Status.
    pub status: u16,
    /// Headers in order, names in lower case. Those that tell of the packed body are left out where it was unpacked.
    pub headers: Vec<(String, String)>,
    /// The headers that told of an earlier visit, as sent.
    pub conditions: Vec<(String, String)>,
    /// The body, unpacked.
    pub body: Bytes,
}

/// A redirect on the way.
#[derive(Debug, Clone)]
pub struct Hop {
    /// The request that got it.
    pub request: FetchRequest,
    /// Status.
    pub status: u16,
    /// Headers, as of a [`Response`].
    pub headers: Vec<(String, String)>,
    /// What little such answers hold.
    pub body: Bytes,
}

impl Response {
    /// Address that answered, after redirects.
    pub fn url(&self) -> &str {
        &self.request.url
    }

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

/// Whether a response is what was asked for, by its status and the marks of guards.
pub(crate) fn judge(response: Response, wait: Option<Duration>) -> Result<Response, (Failure, Option<Duration>)> {
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
pub(crate) fn guard(response: &Response) -> Option<&'static str> {
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
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    Some(until.duration_since(std::time::SystemTime::now()).unwrap_or_default())
}

pub(crate) fn fields(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}
