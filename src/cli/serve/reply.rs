//! What a client gets: a status, the headers that keep a page to itself, and a body.

use std::fmt::Write as _;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::press::{Contents, Pressed};
use super::request::Request;

/// Everything from the site itself, nothing inline, nobody around it, no markup made of text but by
/// one policy.
///
/// `'wasm-unsafe-eval'` permits compiling WebAssembly and nothing else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data:; font-src 'self'; {connect}; \
     manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types holdpoint";

/// Which hosts the page may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Its own.
    NoPolls,
    /// Any, for those who watch a release.
    Polls,
}

impl Policy {
    fn header(self) -> String {
        let connect = match self {
            Self::NoPolls => "connect-src 'self'",
            Self::Polls => "connect-src 'self' https: http:",
        };
        CONTENT_SECURITY_POLICY.replace("{connect}", connect)
    }
}

/// Sent with every reply, whatever its status.
const HEADERS: [(&str, &str); 6] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-cache"),
    ("Connection", "close"),
];

/// The outcomes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Here it is.
    Found,
    /// Here is the part that was asked for.
    Part,
    /// The folder's address ends in a slash.
    Moved,
    /// The client has it already.
    Same,
    /// Not HTTP as we know it.
    Malformed,
    /// Not for this page, or not this address.
    Forbidden,
    /// The same is being asked already.
    Busy,
    /// No such file in the site.
    NotFound,
    /// Neither GET nor HEAD.
    Method,
    /// The head of the request never ended.
    Timeout,
    /// The file has no such part.
    NoPart,
    /// Meant for another host.
    Misdirected,
    /// The head of the request is too long.
    TooLarge,
    /// Neither HTTP/1.0 nor HTTP/1.1.
    Version,
}

impl Status {
    /// As the first line of a reply says it, and the body of a reply without a file.
    fn line(self) -> &'static str {
        match self {
            Self::Found => "200 OK",
            Self::Part => "206 Partial Content",
            Self::Moved => "308 Permanent Redirect",
            Self::Same => "304 Not Modified",
            Self::Malformed => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::Busy => "429 Too Many Requests",
            Self::NotFound => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Timeout => "408 Request Timeout",
            Self::NoPart => "416 Range Not Satisfiable",
            Self::Misdirected => "421 Misdirected Request",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::Version => "505 HTTP Version Not Supported",
        }
    }
}

/// A reply, ready to be sent.
pub struct Reply {
    status: Status,
    headers: Vec<(&'static str, String)>,
    body: Option<Box<dyn Read>>,
}

impl Reply {
    /// The file's own bytes, compressed or in part where that was asked for.
    pub fn file(file: Pressed, request: &Request) -> Self {
        let mark = format!("\"{}\"", file.mark);
        let mut headers = vec![("ETag", mark.clone()), ("Accept-Ranges", "bytes".to_owned())];
        if file.varies {
            headers.push(("Vary", "Accept-Encoding".to_owned()));
        }
        let knows = |said: &String| said.split(',').any(|it| it.trim() == mark || it.trim() == "*");
        if request.has.as_ref().is_some_and(knows) {
            return Self { status: Status::Same, headers, body: None };
        }
        let wanted = request.range.as_ref().filter(|_| file.encoding.is_none());
        let wanted = wanted.filter(|(_, of)| of.as_ref().is_none_or(|of| *of == mark));
        let part = wanted.map_or(Part::Whole, |(said, _)| Part::of(said, file.length));
        let (status, first, length) = match part {
            Part::Whole => (Status::Found, 0, file.length),
            Part::From { first, last } => {
                let place = format!("bytes {first}-{last}/{}", file.length);
                headers.push(("Content-Range", place));
                (Status::Part, first, last - first + 1)
            }
            Part::Missing => {
                let all = ("Content-Range", format!("bytes */{}", file.length));
                return Self::words(Status::NoPart, Some(all), false);
            }
        };
        headers.extend(file.encoding.map(|it| ("Content-Encoding", it.to_owned())));
        headers.push(("Content-Type", content_type(&file.extension).to_owned()));
        headers.push(("Content-Length", length.to_string()));
        let body = (!request.head_only).then(|| file.contents.from(first, length));
        Self { status, headers, body }
    }

    /// What another server answered to a question of the relay: how it went, and its words as plain
    /// text, whatever they are.
    pub fn relayed(how: String, body: String) -> Self {
        let headers = vec![
            (super::relay::ANSWER, how),
            ("Content-Type", "text/plain; charset=utf-8".to_owned()),
            ("Content-Length", body.len().to_string()),
        ];
        Self { status: Status::Found, headers, body: Some(Box::new(io::Cursor::new(body))) }
    }

    /// The status in words.
    pub fn plain(status: Status, head_only: bool) -> Self {
        let extra = (status == Status::Method).then(|| ("Allow", "GET, HEAD".to_owned()));
        Self::words(status, extra, head_only)
    }

    /// To the same path with a slash: relative links within a folder's index need it.
    pub fn moved(path: &str, head_only: bool) -> Self {
        // One slash at the front: two would name another host.
        let place = format!("/{}/", path.trim_matches('/'));
        Self::words(Status::Moved, Some(("Location", place)), head_only)
    }

    fn words(status: Status, extra: Option<(&'static str, String)>, head_only: bool) -> Self {
        let words = format!("{}\n", status.line());
        let mut headers = vec![
            ("Content-Type", "text/plain; charset=utf-8".to_owned()),
            ("Content-Length", words.len().to_string()),
        ];
        headers.extend(extra);
        let body: Box<dyn Read> = Box::new(io::Cursor::new(words));
        Self { status, headers, body: (!head_only).then_some(body) }
    }

    /// Sends it all.
    pub fn send(self, policy: Policy, client: &mut impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status.line());
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        // A page that polls asks, where a server hides its answer, whether anybody answers at all. Such
        // questions are let through only without credentials.
        let embeds = match policy {
            Policy::NoPolls => "require-corp",
            Policy::Polls => "credentialless",
        };
        let policy = policy.header();
        let policy = [
            ("Content-Security-Policy", policy.as_str()),
            ("Cross-Origin-Embedder-Policy", embeds),
        ];
        for (name, value) in own.chain(policy).chain(HEADERS) {
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        client.write_all(head.as_bytes())?;
        if let Some(mut body) = self.body {
            io::copy(&mut body, client)?;
        }
        client.flush()
    }
}

impl Contents {
    /// So many bytes from there on. A file that grows meanwhile still keeps the promised length.
    fn from(self, first: u64, length: u64) -> Box<dyn Read> {
        match self {
            Self::File(mut file) => match file.seek(SeekFrom::Start(first)) {
                Ok(_) => Box::new(file.take(length)),
                // The client sees that the reply is short.
                Err(_) => Box::new(io::empty()),
            },
            Self::Memory(bytes) => {
                let mut bytes = io::Cursor::new(bytes);
                bytes.set_position(first);
                Box::new(bytes.take(length))
            }
        }
    }
}

/// The part of a file that was asked for.
enum Part {
    /// All of it. Whoever asks for several parts, or in other words, gets that.
    Whole,
    /// These bytes, both ends with them.
    From { first: u64, last: u64 },
    /// There is no such part.
    Missing,
}

impl Part {
    /// What `bytes=…` asks of a file so long.
    fn of(said: &str, length: u64) -> Self {
        let ends = said.trim().strip_prefix("bytes=").and_then(|ends| ends.split_once('-'));
        let Some((first, last)) = ends else { return Self::Whole };
        let (first, last): (Option<u64>, Option<u64>) =
            match (first.trim().parse(), last.trim().parse()) {
                (Err(_), Err(_)) => return Self::Whole,
                (Err(_), _) if !first.trim().is_empty() => return Self::Whole,
                (_, Err(_)) if !last.trim().is_empty() => return Self::Whole,
                (first, last) => (first.ok(), last.ok()),
            };
        let Some(end) = length.checked_sub(1) else { return Self::Missing };
        match (first, last) {
            (None, Some(0)) => Self::Missing,
            (None, count) => {
                Self::From { first: length.saturating_sub(count.unwrap_or(0)), last: end }
            }
            (Some(first), Some(last)) if last < first => Self::Whole,
            (Some(first), _) if first > end => Self::Missing,
            (Some(first), last) => {
                Self::From { first, last: last.map_or(end, |last| last.min(end)) }
            }
        }
    }
}

/// By the file's name alone: with `nosniff` a browser believes nothing else.
fn content_type(extension: &str) -> &'static str {
    match extension {
        "html" | "htm" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "md" | "markdown" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
