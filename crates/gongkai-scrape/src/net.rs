//! The client: one connection pool, names that resolve to public addresses only, no redirects of its own.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::failure::Failure;
use crate::policy::{Policy, is_private};

/// Resolves names; answers that lead into private networks are refused, whoever gives them.
struct Resolver {
    private_addresses: bool,
    everything_at: Option<SocketAddr>,
}

/// Said inside an error of the client, so that it is recognised there.
const PRIVATE: &str = "leads to a private address";

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (private, fixed) = (self.private_addresses, self.everything_at);
        Box::pin(async move {
            if let Some(address) = fixed {
                return Ok(Box::new(std::iter::once(address)) as Addrs);
            }
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One private answer among public ones is no accident: the name is refused.
            if !private && let Some(address) = found.iter().find(|address| is_private(address.ip())) {
                return Err(format!("{} {PRIVATE}, {}", name.as_str(), address.ip()).into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// A client that keeps a policy. `everything_at`: tests send every name to one address.
pub(crate) fn client(policy: &Policy, everything_at: Option<SocketAddr>) -> Result<reqwest::Client, Failure> {
    let resolver = Resolver { private_addresses: policy.private_addresses, everything_at };
    reqwest::Client::builder()
        .user_agent(policy.user_agent())
        .redirect(reqwest::redirect::Policy::none())
        .cookie_store(true)
        .connect_timeout(policy.timeout)
        .pool_max_idle_per_host(1)
        .no_proxy()
        .dns_resolver(Arc::new(resolver))
        .build()
        .map_err(|error| Failure::ConnectionFailed(error.to_string()))
}

/// What went wrong, by name.
pub(crate) fn failure(error: &reqwest::Error) -> Failure {
    let causes: Vec<String> = std::iter::successors(std::error::Error::source(error), |cause| cause.source())
        .map(|cause| cause.to_string())
        .collect();
    let said = causes.join(": ");
    let last = causes.last().cloned().unwrap_or_else(|| error.to_string());
    if error.is_timeout() || said.contains("timed out") {
        Failure::Timeout
    } else if said.contains(PRIVATE) {
        Failure::PrivateAddress(error.url().and_then(|url| url.host_str()).unwrap_or_default().to_owned())
    } else if said.contains("failed to lookup address") || said.contains("dns error") {
        Failure::NameNotFound
    } else if said.contains("certificate") || said.contains("handshake") || said.contains("TLS") || said.contains("tls")
    {
        Failure::TlsFailed(last)
    } else if error.is_body() || error.is_decode() {
        Failure::Truncated
    } else {
        Failure::ConnectionFailed(last)
    }
}
