//! What a client gets: a status, the headers that keep a page to itself, and a body.

use std::fmt::Write as _;
use std::io::{self, Read, Write};

use super::site::SiteFile;

/// Everything from the site itself, nothing inline, nobody around it.
///
/// `'wasm-unsafe-eval'` permits compiling WebAssembly and nothing else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
     manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// Sent with every reply, whatever its status.
const HEADERS: [(&str, &str); 8] = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-cache"),
    ("Connection", "close"),
];

/// The outcomes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Here it is.
    Found,
    /// The folder's address ends in a slash.
    Moved,
    /// Not HTTP as we know it.
    Malformed,
    /// No such file in the site.
    NotFound,
    /// Neither GET nor HEAD.
    Method,
    /// The head of the request never ended.
    Timeout,
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
            Self::Moved => "308 Permanent Redirect",
            Self::Malformed => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Timeout => "408 Request Timeout",
            Self::Misdirected => "421 Misdirected Request",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::Version => "505 HTTP Version Not Supported",
        }
    }
}

/// A reply, ready to be sent.
pub struct Reply {
    head: String,
    body: Option<Box<dyn Read>>,
}

impl Reply {
    /// The file's own bytes.
    pub fn file(file: SiteFile, head_only: bool) -> Self {
        let head = head(Status::Found, content_type(&file.extension), file.length, None);
        // A file that grows meanwhile still keeps the promised length.
        let body = file.contents.take(file.length);
        Self { head, body: (!head_only).then_some(Box::new(body)) }
    }

    /// The status in words.
    pub fn plain(status: Status, head_only: bool) -> Self {
        let extra = (status == Status::Method).then_some(("Allow", "GET, HEAD"));
        Self::words(status, extra, head_only)
    }

    /// To the same path with a slash: relative links within a folder's index need it.
    pub fn moved(path: &str, head_only: bool) -> Self {
        // One slash at the front: two would name another host.
        let place = format!("/{}/", path.trim_matches('/'));
        Self::words(Status::Moved, Some(("Location", &place)), head_only)
    }

    fn words(status: Status, extra: Option<(&str, &str)>, head_only: bool) -> Self {
        let words = format!("{}\n", status.line());
        let head = head(status, "text/plain; charset=utf-8", words.len() as u64, extra);
        Self { head, body: (!head_only).then_some(Box::new(io::Cursor::new(words))) }
    }

    /// Sends it all.
    pub fn send(self, client: &mut impl Write) -> io::Result<()> {
        client.write_all(self.head.as_bytes())?;
        if let Some(mut body) = self.body {
            io::copy(&mut body, client)?;
        }
        client.flush()
    }
}

fn head(status: Status, content_type: &str, length: u64, extra: Option<(&str, &str)>) -> String {
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n",
        status.line()
    );
    for (name, value) in HEADERS.into_iter().chain(extra) {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    head
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
