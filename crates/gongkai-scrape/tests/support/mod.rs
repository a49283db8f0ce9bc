//! A web server on loopback for tests: raw answers, by host and path, and every request that came.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) at: Instant,
}

/// What the server sends: pieces with a wait before each, then the connection closes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer(pub(crate) Vec<(Duration, Vec<u8>)>);

impl Answer {
    /// A status with further header lines and a body.
    pub(crate) fn of(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let head =
            format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        Self::raw([head.as_bytes(), body].concat())
    }

    /// A page.
    pub(crate) fn html(body: impl AsRef<[u8]>) -> Self {
        Self::of(200, "Content-Type: text/html; charset=utf-8\r\n", body)
    }

    /// These bytes.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![(Duration::ZERO, bytes.into())])
    }

    /// Nothing is there.
    pub(crate) fn missing() -> Self {
        Self::of(404, "", "")
    }
}

/// A server; it ends with the test.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// A server that answers by what was asked, and how often that was asked before.
    pub(crate) fn start(answer: impl Fn(&Asked, usize) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (all, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (all, answer) = (Arc::clone(&all), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &all, &*answer));
            }
        });
        Self { address, asked }
    }

    /// The requests so far, robots.txt left out.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.all().into_iter().filter(|asked| asked.path != "/robots.txt").collect()
    }

    /// The requests so far.
    pub(crate) fn all(&self) -> Vec<Asked> {
        self.asked.lock().expect("no test panicked in it").clone()
    }

    /// Address of a path on a host.
    pub(crate) fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }
}

fn serve(mut stream: TcpStream, all: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked, usize) -> Answer) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let field = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).next()
    };
    let length = field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok();
    let host = field("host").unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_owned();
    let asked = Asked { host, path, head, at: Instant::now() };
    let before = {
        let mut all = all.lock().expect("no test panicked in it");
        let before = all.iter().filter(|other| other.host == asked.host && other.path == asked.path).count();
        all.push(asked.clone());
        before
    };
    for (wait, bytes) in answer(&asked, before).0 {
        thread::sleep(wait);
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
}
