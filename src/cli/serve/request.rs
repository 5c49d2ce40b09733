//! What a client asks: the head of one request, within limits of size and time.

use std::io::{self, Read};
use std::net::{IpAddr, TcpStream};
use std::time::{Duration, Instant};

use super::reply::Status;

/// The most a request line and its headers may take.
const HEAD_LIMIT: usize = 16 * 1024;

/// How long a client may take to say what it wants.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How much, and for how long, is read from a client after the reply.
const DRAIN_LIMIT: usize = 256 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(2);

/// A request that can be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// HEAD, not GET.
    pub head_only: bool,
    /// The path as it was sent: with its escapes, without its query.
    pub path: String,
    /// What stands behind the path, with its escapes.
    pub query: String,
    /// The word by which the page proves that it was opened by whoever started this server.
    pub token: Option<String>,
    /// Whose page asks, where the browser says it: `same-origin`, `cross-site`.
    pub from: Option<String>,
    /// The host the client believes it talks to, with its port.
    host: Option<String>,
    /// The encodings it takes.
    pub takes: Takes,
    /// The marks of files that it has already.
    pub has: Option<String>,
    /// The part of a file that it wants, and the mark of the file it is part of.
    pub range: Option<(String, Option<String>)>,
}

/// The encodings that a client takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Takes {
    /// `br`.
    pub brotli: bool,
    /// `gzip`.
    pub gzip: bool,
}

impl Takes {
    /// What `Accept-Encoding` says. A weight of nought is a no.
    fn said(header: &str) -> Self {
        let mut takes = Self::default();
        for said in header.split(',') {
            let mut parts = said.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            let refused = parts
                .filter_map(|part| part.strip_prefix("q="))
                .any(|weight| weight.parse().is_ok_and(|weight: f32| weight == 0.0));
            match name.as_str() {
                "br" => takes.brotli = !refused,
                "gzip" | "x-gzip" => takes.gzip = !refused,
                _ => {}
            }
        }
        takes
    }
}

/// How an attempt to read a request ends.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// For something.
    For(Request),
    /// In a way that is refused.
    Wrongly(Status),
    /// The client left, or never spoke: browsers open spare connections.
    Nothing,
}

/// Reads until the blank line that ends a head.
pub fn read(stream: &mut TcpStream) -> Asked {
    let deadline = Instant::now() + HEAD_TIME;
    let mut head = Vec::with_capacity(1024);
    let mut part = [0; 2048];
    loop {
        match read_before(stream, deadline, &mut part) {
            Ok(0) => return Asked::Nothing,
            Ok(n) => head.extend_from_slice(&part[..n]),
            Err(_) if head.is_empty() => return Asked::Nothing,
            Err(_) => return Asked::Wrongly(Status::Timeout),
        }
        if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
            return parse(&head[..end]);
        }
        if head.len() > HEAD_LIMIT {
            return Asked::Wrongly(Status::TooLarge);
        }
    }
}

/// Takes what the client still sends, so that closing the connection does not discard the reply.
pub fn drain(stream: &mut TcpStream) {
    let deadline = Instant::now() + DRAIN_TIME;
    let mut part = [0; 4096];
    let mut left = DRAIN_LIMIT;
    if stream.shutdown(std::net::Shutdown::Write).is_err() {
        return;
    }
    while let Ok(n @ 1..) = read_before(stream, deadline, &mut part) {
        left = left.saturating_sub(n);
        if left == 0 {
            return;
        }
    }
}

/// One read that ends by the deadline, however slowly the bytes come.
fn read_before(stream: &mut TcpStream, deadline: Instant, part: &mut [u8]) -> io::Result<usize> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    stream.set_read_timeout(Some(left))?;
    stream.read(part)
}

fn parse(head: &[u8]) -> Asked {
    let Ok(head) = std::str::from_utf8(head) else {
        return Asked::Wrongly(Status::Malformed);
    };
    let mut lines = head.split("\r\n");
    let words: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let [method, target, version] = words[..] else {
        return Asked::Wrongly(Status::Malformed);
    };
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Asked::Wrongly(Status::Version);
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Asked::Wrongly(Status::Method),
    };
    if !target.starts_with('/') || target.contains(char::is_control) {
        return Asked::Wrongly(Status::Malformed);
    }
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: Vec<(&str, &str)> =
        lines.filter_map(|line| line.split_once(':')).map(|(a, b)| (a, b.trim())).collect();
    let header = |wanted: &str| {
        let found = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| (*value).to_owned())
    };
    Asked::For(Request {
        head_only,
        path: path.to_owned(),
        query: query.to_owned(),
        token: header(super::relay::TOKEN),
        from: header("sec-fetch-site"),
        host: header("host"),
        takes: Takes::said(&header("accept-encoding").unwrap_or_default()),
        has: header("if-none-match"),
        // A part of nothing but headers would be nothing.
        range: header("range").filter(|_| !head_only).map(|it| (it, header("if-range"))),
    })
}

impl Request {
    /// Whether the client believes it talks to this very machine. HTTP/1.0 need not say.
    pub fn is_for_this_machine(&self) -> bool {
        let Some(host) = &self.host else {
            return true;
        };
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        name.eq_ignore_ascii_case("localhost")
            || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
    }
}
