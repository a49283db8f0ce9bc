//! Why something could not be fetched: every reason has a name, a sentence, and what to do.

use gongkai_model::Words;
use serde::{Deserialize, Serialize};

/// Why a request brought nothing. Names are stable: summaries count by them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "failure", content = "detail")]
pub enum Failure {
    /// robots.txt of the host forbids it.
    RobotsBlocked,
    /// robots.txt could not be had (5xx, time-out), so nothing may be asked for (RFC 9309 §2.3.1.4).
    RobotsUnreachable,
    /// The host is neither `*.gov.cn` nor named by the user.
    HostNotAllowed(String),
    /// A real host would be asked, and nobody said how its owner reaches the person who asks.
    NoContact,
    /// The address leads into a private network or to this machine.
    PrivateAddress(String),
    /// The address cannot be understood.
    BadAddress(String),
    /// The host's name has no address.
    NameNotFound,
    /// No connection, or it broke.
    ConnectionFailed(String),
    /// The host speaks TLS only in ways that are refused.
    TlsFailed(String),
    /// No answer in time, or it came too slowly.
    Timeout,
    /// Redirects lead in a circle or on and on.
    TooManyRedirects,
    /// The body is larger than the cap.
    TooLarge(u64),
    /// The body is shorter than announced.
    Truncated,
    /// 429.
    RateLimited,
    /// A guard in front of the site asks for proof of a browser.
    Challenge(String),
    /// 401, 403, 412, 521 …: the host refuses.
    Blocked(u16),
    /// 404, 410.
    NotFound(u16),
    /// Another status of the 4xx.
    Refused(u16),
    /// 5xx.
    ServerError(u16),
    /// The host was stopped after an earlier refusal.
    HostStopped(String),
    /// A cap of the run was reached.
    Cap(String),
    /// The run was asked to end.
    Interrupted,
}

impl Failure {
    /// Stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::RobotsBlocked => "robots_blocked",
            Self::RobotsUnreachable => "robots_unreachable",
            Self::HostNotAllowed(_) => "host_not_allowed",
            Self::NoContact => "no_contact",
            Self::PrivateAddress(_) => "private_address",
            Self::BadAddress(_) => "bad_address",
            Self::NameNotFound => "name_not_found",
            Self::ConnectionFailed(_) => "connection_failed",
            Self::TlsFailed(_) => "tls_failed",
            Self::Timeout => "timeout",
            Self::TooManyRedirects => "too_many_redirects",
            Self::TooLarge(_) => "too_large",
            Self::Truncated => "truncated",
            Self::RateLimited => "rate_limited_429",
            Self::Challenge(_) => "challenge",
            Self::Blocked(403) => "blocked_403",
            Self::Blocked(_) => "blocked",
            Self::NotFound(_) => "not_found",
            Self::Refused(_) => "refused",
            Self::ServerError(_) => "server_error",
            Self::HostStopped(_) => "host_stopped",
            Self::Cap(_) => "cap_reached",
            Self::Interrupted => "interrupted",
        }
    }

    /// The name in Chinese.
    pub fn label(&self) -> &'static str {
        match self {
            Self::RobotsBlocked => "robots 禁止",
            Self::RobotsUnreachable => "robots 取不到",
            Self::HostNotAllowed(_) => "主机未获允许",
            Self::NoContact => "无联系方式",
            Self::PrivateAddress(_) => "内网地址",
            Self::BadAddress(_) => "地址有误",
            Self::NameNotFound => "域名不存在",
            Self::ConnectionFailed(_) => "连接失败",
            Self::TlsFailed(_) => "TLS 失败",
            Self::Timeout => "超时",
            Self::TooManyRedirects => "重定向循环",
            Self::TooLarge(_) => "过大",
            Self::Truncated => "内容不完整",
            Self::RateLimited => "被限速",
            Self::Challenge(_) => "验证页",
            Self::Blocked(_) => "拒绝访问",
            Self::NotFound(_) => "页面不存在",
            Self::Refused(_) => "请求被拒",
            Self::ServerError(_) => "网站出错",
            Self::HostStopped(_) => "网站已停止",
            Self::Cap(_) => "达到上限",
            Self::Interrupted => "已中断",
        }
    }

    /// For people.
    pub fn words(&self) -> Words {
        let (zh, en) = match self {
            Self::RobotsBlocked => ("robots.txt 不允许抓取".into(), "robots.txt forbids it".into()),
            Self::RobotsUnreachable => {
                ("取不到 robots.txt，按不允许处理".into(), "robots.txt could not be had, which counts as a ban".into())
            }
            Self::HostNotAllowed(host) => (
                format!("{host} 不是 gov.cn 网站，也没有用 --allow-host 指明"),
                format!("{host} is no gov.cn host and was not named with --allow-host"),
            ),
            Self::NoContact => {
                ("没有联系方式，不访问真实网站".into(), "real hosts are not asked without a contact".into())
            }
            Self::PrivateAddress(address) => (
                format!("指向内网或本机地址 {address}，已拒绝"),
                format!("leads to a private address, {address}; refused"),
            ),
            Self::BadAddress(address) => (format!("地址无法识别：{address}"), format!("not an address: {address}")),
            Self::NameNotFound => ("域名不存在".into(), "the host's name is not known".into()),
            Self::ConnectionFailed(why) => (format!("连接失败：{why}"), format!("no connection: {why}")),
            Self::TlsFailed(why) => (
                format!("TLS 握手失败（网站只支持不安全的旧协议？）：{why}"),
                format!("TLS failed (old protocols only?): {why}"),
            ),
            Self::Timeout => ("超时".into(), "no answer in time".into()),
            Self::TooManyRedirects => ("重定向过多或循环".into(), "redirects without end".into()),
            Self::TooLarge(limit) => {
                (format!("超过 {limit} 字节的上限"), format!("larger than the cap of {limit} bytes"))
            }
            Self::Truncated => ("内容不完整".into(), "the body is incomplete".into()),
            Self::RateLimited => ("网站要求放慢（429）".into(), "the host asks to slow down (429)".into()),
            Self::Challenge(name) => (format!("{name} 的验证页"), format!("a challenge page of {name}")),
            Self::Blocked(status) => (format!("网站拒绝访问（{status}）"), format!("the host refuses ({status})")),
            Self::NotFound(status) => (format!("页面不存在（{status}）"), format!("there is no such page ({status})")),
            Self::Refused(status) => {
                (format!("请求未被接受（{status}）"), format!("the request was not accepted ({status})"))
            }
            Self::ServerError(status) => (format!("网站出错（{status}）"), format!("the host failed ({status})")),
            Self::HostStopped(why) => {
                (format!("该网站此前已停止：{why}"), format!("the host was stopped before: {why}"))
            }
            Self::Cap(cap) => (format!("达到上限：{cap}"), format!("a cap was reached: {cap}")),
            Self::Interrupted => ("已中断".into(), "interrupted".into()),
        };
        Words { zh, en }
    }

    /// Whether the whole host is to be left alone from now on: it refuses, or asks for a browser.
    pub fn stops_host(&self) -> bool {
        matches!(
            self,
            Self::Challenge(_) | Self::Blocked(_) | Self::RobotsUnreachable | Self::RateLimited | Self::NameNotFound
        )
    }

    /// Whether another attempt may help. Refusals are never tried again.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Timeout
                | Self::ConnectionFailed(_)
                | Self::Truncated
                | Self::ServerError(_)
                | Self::RateLimited
                | Self::RobotsUnreachable
        )
    }

    /// Whether it says that there is no such page, and nothing else.
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::NotFound(_))
    }

    /// What people can do.
    pub fn advice(&self) -> Option<Words> {
        let browser = || {
            Words::new(
                "请在浏览器中打开并另存为 HTML 或 MHTML，再用 gongkai archive add 收入",
                "open it in a browser, save it as HTML or MHTML, and take it in with gongkai archive add",
            )
        };
        match self {
            Self::Challenge(_) | Self::Blocked(_) | Self::RobotsBlocked | Self::HostStopped(_) => Some(browser()),
            Self::HostNotAllowed(host) => Some(Words::new(
                format!("确认是政府网站后，加 --allow-host {host}"),
                format!("if it is a government's site, add --allow-host {host}"),
            )),
            Self::Timeout
            | Self::ConnectionFailed(_)
            | Self::ServerError(_)
            | Self::RateLimited
            | Self::RobotsUnreachable
            | Self::Truncated
            | Self::Interrupted => Some(Words::new(
                "稍后用同一命令重试，已取得的不会重取",
                "run the same command later; what was fetched stays",
            )),
            Self::NoContact => Some(Words::new(
                "加 --contact，写明网站管理员可以联系到您的邮箱或网页",
                "add --contact with a mail address or page at which the owners of sites reach you",
            )),
            Self::Cap(_) => Some(Words::new("提高上限后用同一命令继续", "raise the cap and run the same command")),
            _ => None,
        }
    }
}
