//! `holdpoint serve` asked over real sockets: what it gives, what it refuses, and that a client
//! that stalls holds up nobody.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const HOLDPOINT: &str = env!("CARGO_BIN_EXE_holdpoint");

/// A running server over a small site; both end with the test.
struct Server {
    process: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Server {
    fn start(name: &str) -> Self {
        Self::start_with(name, &[])
    }

    fn start_with(name: &str, more: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let files = [
            ("secret.txt", "secret"),
            ("site/index.html", "<p>Start</p>"),
            ("site/app.js", "1"),
            ("site/app_bg.wasm", "\0asm"),
            ("site/style.css", "p{}"),
            ("site/.hidden", "hidden"),
            ("site/plans/index.html", "<p>Plans</p>"),
            ("site/plans/Релиз 1.md", "# План"),
            ("site/icons/icon.SVG", "<svg/>"),
        ];
        for (path, contents) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, contents).expect("a file");
        }
        let mut process = Command::new(HOLDPOINT)
            .args(["serve", "--port", "0"])
            .args(more)
            .arg(folder.join("site"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("a server");
        let mut said = String::new();
        let stdout = process.stdout.take().expect("its stdout");
        BufReader::new(stdout).read_line(&mut said).expect("its first line");
        let (_, address) = said.split_once("http://").expect("an address");
        let address = address.split(' ').next().and_then(|address| address.parse().ok());
        Self { process, address: address.expect("an address and port"), folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        stream
    }

    /// Sends these bytes; gives back the whole reply.
    fn send(&self, bytes: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes.as_bytes()).expect("room to write");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("a reply");
        reply
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    #[track_caller]
    fn check(&self, path: &str, status: &str, content_type: &str, body: &str) {
        let reply = self.get(path);
        let (head, got) = reply.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{path}: {head}");
        assert_eq!(header(head, "Content-Type"), Some(content_type), "{path}");
        assert_eq!(header(head, "Content-Length"), Some(got.len().to_string().as_str()), "{path}");
        assert_eq!(got, body, "{path}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let named = |line: &'a str| line.split_once(": ").filter(|(found, _)| *found == name);
    head.split("\r\n").find_map(named).map(|(_, value)| value)
}

#[test]
fn files_come_with_their_types() {
    let server = Server::start("types");
    server.check("/", "200 OK", "text/html; charset=utf-8", "<p>Start</p>");
    server.check("/index.html?a=/../b", "200 OK", "text/html; charset=utf-8", "<p>Start</p>");
    server.check("/app.js", "200 OK", "text/javascript; charset=utf-8", "1");
    server.check("/app_bg.wasm", "200 OK", "application/wasm", "\0asm");
    server.check("/style.css", "200 OK", "text/css; charset=utf-8", "p{}");
    server.check("/icons/icon.SVG", "200 OK", "image/svg+xml", "<svg/>");
    server.check("/plans/", "200 OK", "text/html; charset=utf-8", "<p>Plans</p>");
    let release = "/plans/%D0%A0%D0%B5%D0%BB%D0%B8%D0%B7%201.md";
    server.check(release, "200 OK", "text/markdown; charset=utf-8", "# План");
}

#[test]
fn nothing_outside_of_the_site_is_given() {
    let server = Server::start("outside");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("../secret.txt", server.folder.join("site/link.txt")).expect("a link out");
        symlink("../..", server.folder.join("site/up")).expect("a link up");
        symlink("../secret.txt", server.folder.join("site/icons/index.html")).expect("a link out");
        symlink("app.js", server.folder.join("site/same.js")).expect("a link within");
        server.check("/same.js", "200 OK", "text/javascript; charset=utf-8", "1");
    }
    for path in [
        "/../secret.txt",
        "/plans/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%5csecret.txt",
        "/link.txt",
        "/up/secret.txt",
        "/up/",
        "/icons/",
        "/icons",
        "/.hidden",
        "/app.js/",
        "/app.js%00",
        "/%ff",
        "/%4",
        "/none",
    ] {
        server.check(path, "404 Not Found", "text/plain; charset=utf-8", "404 Not Found\n");
    }
}

#[test]
fn every_reply_keeps_the_page_to_itself() {
    let server = Server::start("headers");
    for path in ["/", "/none", "/plans"] {
        let reply = server.get(path);
        let of = |name| header(&reply, name).unwrap_or_default();
        assert_eq!(of("X-Content-Type-Options"), "nosniff");
        assert_eq!(of("Referrer-Policy"), "no-referrer");
        assert_eq!(of("Cross-Origin-Opener-Policy"), "same-origin");
        assert_eq!(of("Cross-Origin-Embedder-Policy"), "require-corp");
        assert_eq!(of("Cache-Control"), "no-cache");
        let policy = of("Content-Security-Policy");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.contains("connect-src 'self';"), "{policy}");
        assert!(policy.contains("require-trusted-types-for 'script'; trusted-types holdpoint"));
        assert!(!policy.contains("unsafe-inline"), "{policy}");
    }
}

/// Who hosts the site elsewhere copies these from README.
#[test]
fn readme_lists_the_headers_that_are_sent() {
    let server = Server::start("readme");
    let reply = server.get("/");
    let readme = fs::read_to_string("README.md").expect("README.md");
    let (_, block) = readme.split_once("```text\nContent-Security-Policy").expect("the headers");
    let block = block.split("```").next().expect("their end");
    for line in format!("Content-Security-Policy{block}").lines() {
        assert!(reply.contains(&format!("{line}\r\n")), "{line}: not in {reply}");
    }
}

#[test]
fn a_folder_moves_to_its_slash() {
    let server = Server::start("moved");
    assert_eq!(header(&server.get("/plans"), "Location"), Some("/plans/"));
    // Two slashes would send the browser to a host named plans.
    assert_eq!(header(&server.get("//plans"), "Location"), Some("/plans/"));
}

#[test]
fn a_head_comes_without_its_body() {
    let server = Server::start("head");
    let reply = server.send("HEAD /app.js HTTP/1.0\r\n\r\n");
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    assert_eq!(header(&reply, "Content-Length"), Some("1"));
    assert!(reply.ends_with("\r\n\r\n"), "{reply}");
}

#[test]
fn polls_have_an_entry_of_their_own() {
    let server = Server::start_with("polls", &["--polls"]);
    let reply = server.get("/");
    let policy = header(&reply, "Content-Security-Policy").expect("a policy");
    assert!(policy.contains("connect-src 'self' https: http:;"), "{policy}");
}

/// A text as long as this is worth compressing.
fn long_text() -> String {
    "Проверить очередь. ".repeat(400)
}

#[test]
fn text_is_compressed_for_those_who_ask() {
    let server = Server::start("pressed");
    fs::write(server.folder.join("site/long.css"), long_text()).expect("a file");
    let ask = |accepts: &str| {
        let mut stream = server.connect();
        let request = format!(
            "GET /long.css HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: {accepts}\r\n\r\n",
            server.address
        );
        stream.write_all(request.as_bytes()).expect("room to write");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("a reply");
        let end = reply.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let body = reply.split_off(end + 4);
        (String::from_utf8(reply).expect("a head"), body)
    };
    let plain = long_text().into_bytes();
    for refused in ["", "identity", "gzip;q=0", "br", "deflate"] {
        let (head, body) = ask(refused);
        assert_eq!((header(&head, "Content-Encoding"), &body), (None, &plain), "{refused}");
        assert_eq!(header(&head, "Vary"), Some("Accept-Encoding"));
    }
    for asked in ["gzip", "br, gzip;q=0.5", "deflate, GZIP"] {
        let (head, body) = ask(asked);
        assert_eq!(header(&head, "Content-Encoding"), Some("gzip"), "{asked}");
        assert_eq!(header(&head, "Content-Length"), Some(body.len().to_string().as_str()));
        assert!(body.len() * 4 < plain.len(), "{} of {}", body.len(), plain.len());
        let mut told = Vec::new();
        flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut told).expect("gzip");
        assert_eq!(told, plain);
        assert_eq!(header(&head, "Content-Type"), Some("text/css; charset=utf-8"));
    }
    // A file that changes is pressed anew; one that lies beside it is taken as it is.
    fs::write(server.folder.join("site/long.css"), "p{}".repeat(1000)).expect("a file");
    let (_, body) = ask("gzip");
    let mut told = String::new();
    flate2::read::GzDecoder::new(&body[..]).read_to_string(&mut told).expect("gzip");
    assert_eq!(told, "p{}".repeat(1000));
    fs::write(server.folder.join("site/long.css.br"), "pressed").expect("a file");
    let (head, body) = ask("gzip, br");
    assert_eq!((header(&head, "Content-Encoding"), &body[..]), (Some("br"), &b"pressed"[..]));
}

#[test]
fn a_part_of_a_file_can_be_asked_for() {
    let server = Server::start("parts");
    fs::write(server.folder.join("site/ten.txt"), "0123456789").expect("a file");
    let ask = |more: &str| {
        let host = server.address;
        let reply =
            server.send(&format!("GET /ten.txt HTTP/1.1\r\nHost: {host}\r\n{more}\r\n\r\n"));
        let (head, body) = reply.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).expect("a status").to_owned();
        let range = header(head, "Content-Range").map(str::to_owned);
        (status, range, body.to_owned())
    };
    let check = |said: &str, status: &str, range: Option<&str>, body: &str| {
        let found = ask(&format!("Range: {said}"));
        assert_eq!(found, (status.to_owned(), range.map(str::to_owned), body.to_owned()), "{said}");
    };
    check("bytes=2-4", "206", Some("bytes 2-4/10"), "234");
    check("bytes=7-", "206", Some("bytes 7-9/10"), "789");
    check("bytes=-3", "206", Some("bytes 7-9/10"), "789");
    check("bytes=-30", "206", Some("bytes 0-9/10"), "0123456789");
    check("bytes=8-99", "206", Some("bytes 8-9/10"), "89");
    check("bytes=10-", "416", Some("bytes */10"), "416 Range Not Satisfiable\n");
    check("bytes=-0", "416", Some("bytes */10"), "416 Range Not Satisfiable\n");
    for other in ["bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b", "bytes=-"] {
        check(other, "200", None, "0123456789");
    }
    check("bytes=0-1\r\nIf-Range: \"other\"", "200", None, "0123456789");

    let reply = server.get("/ten.txt");
    let mark = header(&reply, "ETag").expect("a mark").to_owned();
    assert_eq!(ask(&format!("If-None-Match: \"x\", {mark}")).0, "304");
    assert_eq!(ask("If-None-Match: \"x\"").0, "200");
    assert_eq!(ask(&format!("Range: bytes=0-1\r\nIf-Range: {mark}")).2, "01");
    let head = server.send("HEAD /ten.txt HTTP/1.0\r\nRange: bytes=2-4\r\n\r\n");
    assert_eq!(header(&head, "Content-Length"), Some("10"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_and_frees_its_port() {
    let mut server = Server::start("ended");
    let _open = server.connect();
    let id = server.process.id().to_string();
    let start = Instant::now();
    let sent = Command::new("kill").args(["-INT", &id]).status().expect("a signal");
    assert!(sent.success());
    while server.process.try_wait().expect("its state").is_none() {
        // Where whoever starts the tests ignores the signal, as a shell does in the background, so
        // does the server.
        assert!(start.elapsed() < Duration::from_secs(2), "it goes on after SIGINT");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(TcpStream::connect(server.address).is_err(), "nobody listens any more");
}

#[test]
fn what_is_not_a_plain_request_is_refused() {
    let server = Server::start("refused");
    let check = |request: &str, status: &str| {
        let reply = server.send(request);
        assert!(reply.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {reply}");
    };
    check("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "405");
    check("GET / HTTP/2\r\n\r\n", "505");
    check("GET /\r\n\r\n", "400");
    check("GET app.js HTTP/1.1\r\n\r\n", "400");
    check("GET /plans\nSet-Cookie:a HTTP/1.1\r\n\r\n", "400");
    check("\x16\x03\x01\r\n\r\n", "400");
    check("GET / HTTP/1.1\r\nHost: attacker.example\r\n\r\n", "421");
    check("GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n", "200");
    check("GET / HTTP/1.1\r\nhost: [::1]:1\r\n\r\n", "200");
    let long = format!("GET / HTTP/1.1\r\nCookie: {}\r\n\r\n", "a".repeat(64 * 1024));
    check(&long, "431");
}

#[test]
fn a_client_that_stalls_holds_up_nobody() {
    let server = Server::start("slow");
    let stalled: Vec<TcpStream> = (0..32)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HT").expect("room to write");
            stream
        })
        .collect();
    let start = Instant::now();
    server.check("/app.js", "200 OK", "text/javascript; charset=utf-8", "1");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());

    // One that drips a byte now and then is let go in the end, and told why.
    let mut slow = stalled.into_iter().next().expect("one of them");
    let mut drip = slow.try_clone().expect("its other half");
    thread::spawn(move || {
        while drip.write_all(b"x").is_ok() && start.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(500));
        }
    });
    let mut reply = String::new();
    let _ = slow.read_to_string(&mut reply);
    assert!(reply.starts_with("HTTP/1.1 408"), "{reply}");
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
}

#[test]
fn what_cannot_be_served_is_said_in_a_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let check = |arguments: &[&str], sentence: &str| {
        let run = Command::new(HOLDPOINT).arg("serve").args(arguments).output().expect("a run");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(said.contains(sentence), "{said}");
        assert_eq!((run.status.code(), &*run.stdout), (Some(2), &b""[..]));
    };
    check(&["src", "--port", &port], &format!("port {port} is already taken"));
    check(&["src", "--port", &port], "choose another port, as in `--port ");
    check(&["no-such-folder"], "cannot serve the folder no-such-folder");
    check(&["Cargo.toml"], "cannot serve the folder Cargo.toml");
    check(&[], "<SITE>");
}
