//! What may be asked of whom, and how fast: the manners of a run, as data.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use url::{Host, Url};

use crate::failure::Failure;
use crate::night::Night;

/// The manners and caps of a run.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Address at which site owners reach the person who runs this: mail or page. Real hosts are refused without.
    pub contact: Option<String>,
    /// Hosts besides `*.gov.cn` that the user named.
    pub allowed_hosts: Vec<String>,
    /// Least pause between two requests to a registrable host.
    pub pause: Duration,
    /// Time for one request, redirects apart.
    pub timeout: Duration,
    /// Time for robots.txt.
    pub robots_timeout: Duration,
    /// Attempts of a request that may pass.
    pub attempts: u32,
    /// First wait before another attempt; doubles each time.
    pub backoff: Duration,
    /// The longest that `Retry-After` is waited for; a longer one stops the host.
    pub patience: Duration,
    /// The hours in which requests may begin; nothing: all.
    pub night: Option<Night>,
    /// What the clock says. Tests have their own.
    pub now: fn() -> SystemTime,
    /// Where the random spread of waits begins; nothing: anywhere. Tests want the same every time.
    pub seed: Option<u64>,
    /// Redirects followed.
    pub redirects: usize,
    /// Caps of a site.
    pub caps: Caps,
    /// Whether this machine and private networks may be asked. Tests only.
    pub private_addresses: bool,
}

/// Hard caps of a site.
#[derive(Debug, Clone, Copy)]
pub struct Caps {
    /// Requests.
    pub requests: u32,
    /// Bytes of one body, unpacked.
    pub body: u64,
    /// Bytes of all bodies.
    pub bytes: u64,
    /// Time.
    pub time: Duration,
    /// Pages of one list.
    pub list_pages: u32,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            requests: 5_000,
            body: 50_000_000,
            bytes: 5_000_000_000,
            time: Duration::from_secs(6 * 3600),
            list_pages: 200,
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            contact: None,
            allowed_hosts: Vec::new(),
            pause: Duration::from_secs(2),
            timeout: Duration::from_secs(30),
            robots_timeout: Duration::from_secs(10),
            attempts: 2,
            backoff: Duration::from_secs(5),
            patience: Duration::from_secs(120),
            night: None,
            now: SystemTime::now,
            seed: None,
            redirects: 10,
            caps: Caps::default(),
            private_addresses: false,
        }
    }
}

impl Policy {
    /// How the program names itself: truthfully, with a contact.
    pub fn user_agent(&self) -> String {
        let contact = self.contact.as_deref().map(|contact| format!("; {contact}")).unwrap_or_default();
        format!("gongkai/{} (+https://github.com/gongkai/gongkai{contact})", env!("CARGO_PKG_VERSION"))
    }

    /// How long it is until requests may begin; nothing: they may.
    pub fn until_night(&self) -> Option<Duration> {
        self.night.and_then(|night| night.until_open((self.now)()))
    }

    /// Whether an address may be asked for at all.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(&self, url: &Url) -> Result<(), Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::BadAddress(url.to_string()));
        }
        let Some(host) = url.host() else { return Err(Failure::BadAddress(url.to_string())) };
        let name = host.to_string();
        let address = match host {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(_) => None,
        };
        if address.is_some_and(|address| !self.private_addresses && is_private(address)) {
            return Err(Failure::PrivateAddress(name));
        }
        let named = self.allowed_hosts.iter().any(|allowed| is_host_of(&name, allowed));
        if !named && !is_host_of(&name, "gov.cn") {
            return Err(Failure::HostNotAllowed(name));
        }
        let has_contact = self.contact.as_deref().is_some_and(|contact| !contact.trim().is_empty());
        if has_contact || self.private_addresses { Ok(()) } else { Err(Failure::NoContact) }
    }
}

/// Whether a host is a domain or below it.
fn is_host_of(host: &str, domain: &str) -> bool {
    let host = host.trim_end_matches('.');
    host.eq_ignore_ascii_case(domain)
        || host
            .len()
            .checked_sub(domain.len() + 1)
            .and_then(|at| host.get(at..))
            .is_some_and(|end| end.starts_with('.') && end.get(1..).is_some_and(|end| end.eq_ignore_ascii_case(domain)))
}

/// Whether an address is of this machine, of a private network, or of no single host.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_broadcast()
                || address.is_documentation()
                || address.is_multicast()
                || first == 0
                || first >= 240
                // 100.64.0.0/10 is shared by providers and their customers, 198.18.0.0/15 is for benchmarks.
                || (first == 100 && (64..128).contains(&second))
                || (first == 198 && (second == 18 || second == 19))
        }
        IpAddr::V6(address) => {
            let first = address.segments()[0];
            address.to_ipv4_mapped().is_some_and(|inner| is_private(IpAddr::V4(inner)))
                || address.is_loopback()
                || address.is_unspecified()
                || address.is_multicast()
                || (first & 0xfe00) == 0xfc00
                || (first & 0xffc0) == 0xfe80
                || (first == 0x2001 && address.segments()[1] == 0xdb8)
        }
    }
}

/// The host of an address.
pub fn host_of(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host().map(|host| host.to_string())
}

/// The part of a host that one owner registered: `qinghe.gov.cn` of `www.qinghe.gov.cn`. An IP address is its own.
pub fn registrable(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if host.starts_with('[') || host.parse::<IpAddr>().is_ok() {
        return host;
    }
    psl::domain_str(&host).map_or_else(|| host.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(policy: &Policy, url: &str) -> &'static str {
        match policy.admit(&Url::parse(url).expect("an address")) {
            Ok(()) => "ok",
            Err(failure) => failure.name(),
        }
    }

    #[test]
    fn only_government_hosts_and_named_ones_are_asked() {
        let policy = Policy {
            contact: Some("mailto:zwgk@example.org".into()),
            allowed_hosts: vec!["122.137.242.24".into(), "example.org".into()],
            ..Policy::default()
        };
        for (url, expected) in [
            ("https://www.qinghe.gov.cn/a", "ok"),
            ("http://gov.cn/", "ok"),
            ("http://www.gov.cn./", "ok"),
            ("http://evilgov.cn/", "host_not_allowed"),
            ("http://gov.cn.example.com/", "host_not_allowed"),
            ("http://sub.example.org/", "ok"),
            ("http://122.137.242.24:8080/pub/", "ok"),
            ("http://8.8.8.8/", "host_not_allowed"),
            ("http://127.0.0.1/", "private_address"),
            ("http://0x7f.1/", "private_address"),
            ("http://[::1]/", "private_address"),
            ("http://[::ffff:10.0.0.1]/", "private_address"),
            ("http://169.254.169.254/latest", "private_address"),
            ("http://100.64.0.1/", "private_address"),
            ("ftp://www.qinghe.gov.cn/", "bad_address"),
        ] {
            assert_eq!(admitted(&policy, url), expected, "{url}");
        }
    }

    #[test]
    fn real_hosts_are_not_asked_without_a_contact() {
        let nobody = Policy { contact: Some(" ".into()), ..Policy::default() };
        for policy in [Policy::default(), nobody] {
            assert_eq!(admitted(&policy, "https://www.qinghe.gov.cn/"), "no_contact");
            assert_eq!(admitted(&policy, "https://www.example.org/"), "host_not_allowed");
        }
    }

    #[test]
    fn hosts_of_one_owner_share_their_pace() {
        for (host, expected) in [
            ("www.qinghe.gov.cn", "qinghe.gov.cn"),
            ("xxgk.qinghe.gov.cn", "qinghe.gov.cn"),
            ("QINGHE.gov.cn.", "qinghe.gov.cn"),
            ("www.gd.gov.cn", "gd.gov.cn"),
            ("122.137.242.24", "122.137.242.24"),
        ] {
            assert_eq!(registrable(host), expected, "{host}");
        }
    }

    #[test]
    fn the_agent_names_itself_and_a_contact() {
        let policy = Policy { contact: Some("mailto:zwgk@example.org".into()), ..Policy::default() };
        let agent = policy.user_agent();
        assert!(agent.starts_with("gongkai/") && agent.contains("mailto:zwgk@example.org"), "{agent}");
    }
}
