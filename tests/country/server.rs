//! A web server on loopback that stands for every host: raw bytes over TCP, and a log of what was asked and when.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::answer::{Answer, Manner};

/// Bytes of a request that are read at most.
const LONGEST: usize = 64 * 1024;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    /// The host, without port.
    pub(crate) host: String,
    pub(crate) method: String,
    /// Path with query.
    pub(crate) path: String,
    /// Lines of the head, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// How often the same was asked before.
    pub(crate) before: usize,
}

impl Asked {
    /// The first value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The path without query.
    pub(crate) fn bare(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// A parameter of the query, percent signs resolved.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        value_of(self.path.split_once('?')?.1, name)
    }

    /// A field of the form in the body.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        value_of(&self.body, name)
    }

    /// What makes two requests the same.
    pub(crate) fn key(&self) -> [&str; 4] {
        [&self.host, &self.method, &self.path, &self.body]
    }
}

fn value_of(pairs: &str, name: &str) -> Option<String> {
    let mut pairs = pairs.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| unescaped(value))
}

/// `%E5%B9%B4+1` → `年 1`
fn unescaped(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| digit.and_then(|digit| (digit as char).to_digit(16));
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let (high, low) = (hex(rest.next()), hex(rest.next()));
                bytes.extend(high.zip(low).map(|(high, low)| (high * 16 + low) as u8));
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A request in the log.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) asked: Asked,
    /// When the whole request was there.
    pub(crate) began: Instant,
    /// When the whole answer was sent; nothing: it never was.
    pub(crate) ended: Option<Instant>,
    pub(crate) status: u16,
}

type Respond = dyn Fn(&Asked) -> Answer + Send + Sync;

/// What was asked.
#[derive(Default)]
struct Log {
    entries: Vec<Entry>,
    /// How often each was asked.
    counts: HashMap<[String; 4], usize>,
}

struct Inside {
    log: Mutex<Log>,
    respond: Box<Respond>,
}

impl Inside {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A server; it ends when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    inside: Arc<Inside>,
    stop: watch::Sender<bool>,
}

impl Server {
    /// Starts a server on a thread of its own. One thread serves everybody: what the log says came one after the other did.
    pub(crate) fn start(respond: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of loopback");
        let address = listener.local_addr().expect("its address");
        listener.set_nonblocking(true).expect("a listener that does not block");
        let inside = Arc::new(Inside { log: Mutex::default(), respond: Box::new(respond) });
        let (stop, stopped) = watch::channel(false);
        let shared = Arc::clone(&inside);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(accept(listener, shared, stopped));
        });
        Self { address, inside, stop }
    }

    /// Everything that was asked so far.
    pub(crate) fn log(&self) -> Vec<Entry> {
        self.inside.log().entries.clone()
    }

    /// So many requests came.
    pub(crate) fn count(&self) -> usize {
        self.inside.log().entries.len()
    }

    /// Forgets what was asked.
    pub(crate) fn forget(&self) {
        *self.inside.log() = Log::default();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

async fn accept(listener: TcpListener, inside: Arc<Inside>, mut stopped: watch::Receiver<bool>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                stream.set_nodelay(true).ok();
                tokio::spawn(connection(stream, Arc::clone(&inside)));
            }
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

/// Requests of one connection, one after the other.
async fn connection(mut stream: TcpStream, inside: Arc<Inside>) {
    let mut buffer = Vec::new();
    while let Some(mut asked) = request(&mut stream, &mut buffer).await {
        let at = {
            let mut log = inside.log();
            let count = log.counts.entry(asked.key().map(str::to_owned)).or_default();
            asked.before = std::mem::replace(count, *count + 1);
            log.entries.push(Entry { asked: asked.clone(), began: Instant::now(), ended: None, status: 0 });
            log.entries.len() - 1
        };
        let answer = (inside.respond)(&asked);
        let (status, keeps) = (answer.status, matches!(answer.manner, Manner::Plain) && !answer.close);
        let is_sent = send(&mut stream, answer).await;
        if let Some(entry) = inside.log().entries.get_mut(at) {
            entry.status = status;
            entry.ended = is_sent.then(Instant::now);
        }
        if !is_sent || !keeps {
            return;
        }
    }
}

/// The next request; nothing: the other side closed, or sent none.
async fn request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Asked> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if buffer.len() > LONGEST || stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(buffer.get(..end)?).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, path) = (first.next()?, first.next()?);
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let asked = Asked { method, path, headers, ..Asked::default() };
    let length: usize = asked.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let whole = end + 4 + length;
    while buffer.len() < whole {
        if whole > LONGEST || stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8_lossy(buffer.get(end + 4..whole)?).into_owned();
    buffer.drain(..whole);
    let host = asked.header("host").unwrap_or_default().split(':').next().unwrap_or_default().to_ascii_lowercase();
    Some(Asked { host, body, ..asked })
}

/// Sends an answer in its manner. Whether all of it was sent and the connection is still good.
async fn send(stream: &mut TcpStream, answer: Answer) -> bool {
    let head = answer.head();
    let bytes = [head.as_bytes(), &answer.body].concat();
    match answer.manner {
        Manner::Plain => stream.write_all(&bytes).await.is_ok(),
        Manner::Reset(after) => {
            let start = bytes.get(..after.min(bytes.len())).unwrap_or_default();
            stream.write_all(start).await.ok();
            stream.flush().await.ok();
            stream.set_zero_linger().ok();
            false
        }
        Manner::Breaks(after) => {
            let start = bytes.get(..(head.len() + after).min(bytes.len())).unwrap_or_default();
            stream.write_all(start).await.ok();
            stream.shutdown().await.ok();
            false
        }
        Manner::Stalls(after, time) => {
            let start = bytes.get(..after.min(bytes.len())).unwrap_or_default();
            stream.write_all(start).await.ok();
            tokio::time::sleep(time).await;
            false
        }
        Manner::Drips(pause) => {
            if stream.write_all(head.as_bytes()).await.is_err() {
                return false;
            }
            for byte in &answer.body {
                tokio::time::sleep(pause).await;
                if stream.write_all(&[*byte]).await.is_err() {
                    return false;
                }
            }
            true
        }
        Manner::Late(wait) => {
            tokio::time::sleep(wait).await;
            stream.write_all(&bytes).await.is_ok()
        }
    }
}

/// Waits until something holds, some seconds at the most.
pub(crate) fn until(mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(2));
    }
}
