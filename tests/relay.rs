//! `holdpoint serve --relay`: what it reads, for whom, and everything that it refuses.

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "probe/servers.rs"]
mod servers;

use servers::{Server, never_ends, tell};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A desk that relays for one plan.
struct Desk {
    process: Child,
    address: SocketAddr,
    token: String,
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("relay");
    std::fs::create_dir_all(folder.join("site")).expect("a folder");
    std::fs::write(folder.join("site/index.html"), "<p>Start</p>").expect("a page");
    folder
}

fn serve(plan: &str, name: &str, more: &[&str]) -> Command {
    let file = folder().join(format!("{name}.md"));
    std::fs::write(&file, plan).expect("a plan");
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    command.args(["serve", "--port", "0", "--relay"]).arg(file).args(more);
    command.arg(folder().join("site"));
    command
}

impl Desk {
    fn over(plan: &str, name: &str) -> Self {
        let mut process = serve(plan, name, &[]).stdout(Stdio::piped()).spawn().expect("a server");
        let mut said = String::new();
        let stdout = process.stdout.take().expect("its stdout");
        BufReader::new(stdout).read_line(&mut said).expect("its first line");
        let (_, rest) = said.split_once("http://").expect("an address");
        let (address, rest) = rest.split_once("/#relay=").expect("a word");
        let token = rest.split(' ').next().expect("a word").to_owned();
        assert_eq!(token.len(), 32, "{said}");
        Self { process, address: address.parse().expect("an address"), token }
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("room to write");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("a reply");
        String::from_utf8_lossy(&reply).into_owned()
    }

    /// Asks as the page does, with these headers besides.
    fn asked(&self, url: &str, token: &str, more: &str) -> String {
        let url = url.replace(':', "%3A").replace('/', "%2F").replace('?', "%3F");
        let host = if more.contains("Host:") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.address)
        };
        self.send(&format!(
            "GET /relay?url={url} HTTP/1.1\r\n{host}Holdpoint-Relay: {token}\r\nCookie: a=b\r\n{more}\r\n"
        ))
    }

    #[track_caller]
    fn refuses(&self, url: &str, token: &str, more: &str, status: &str) {
        let reply = self.asked(url, token, more);
        assert!(reply.starts_with(&format!("HTTP/1.1 {status}")), "{url} {more}: {reply}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn health(server: &Server) -> String {
    format!("http://{}/health", server.address)
}

fn plan(lines: &[String]) -> String {
    let steps: Vec<String> = lines.iter().map(|line| format!("- [ ] Look: `{line}`")).collect();
    format!("# P\n\n## Stage 1\n\n{}\n", steps.join("\n"))
}

#[test]
fn it_reads_the_plans_own_addresses_and_no_other() {
    let hides = Server::new(|_, _, stream| tell(stream, "200 OK", "Set-Cookie: a=b\r\n", "fine"));
    let canary = Server::said("200 OK", "secret");
    let armed = format!("curl -f -X POST {}", health(&canary));
    let desk = Desk::over(&plan(&[format!("curl -f {}", health(&hides)), armed]), "own");
    let reply = desk.asked(&health(&hides), &desk.token, "");
    assert!(reply.starts_with("HTTP/1.1 200 OK"), "{reply}");
    assert!(
        reply.contains("Holdpoint-Answer: got 200 ") && reply.ends_with("\r\n\r\nfine"),
        "{reply}"
    );
    assert!(reply.contains("Content-Type: text/plain") && !reply.contains("Set-Cookie"), "{reply}");
    let asked = hides.asked.lock().expect("a list")[0].to_lowercase();
    assert!(asked.starts_with("get /health ") && !asked.contains("cookie"), "{asked}");

    let token = desk.token.clone();
    let before = hides.count();
    desk.refuses(&health(&hides), &"0".repeat(32), "", "403");
    desk.refuses(&health(&hides), &token[..31], "", "403");
    desk.refuses(&health(&hides), "", "", "403");
    desk.refuses(&health(&hides), &token, "Sec-Fetch-Site: cross-site\r\n", "403");
    desk.refuses(&health(&hides), &token, "Host: evil.example\r\n", "421");
    desk.refuses(&format!("{}?x", health(&hides)), &token, "", "403");
    desk.refuses(&format!("http://{}/other", canary.address), &token, "", "403");
    desk.refuses(&health(&canary), &token, "", "403");
    desk.refuses("file:///etc/passwd", &token, "", "403");
    let line = format!("/relay?url={}", health(&hides));
    for method in ["POST", "OPTIONS"] {
        let reply = desk.send(&format!("{method} {line} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assert!(reply.starts_with("HTTP/1.1 405"), "{method}: {reply}");
    }
    assert_eq!((hides.count(), canary.count()), (before, 0), "whoever is refused asks nobody");
}

#[test]
fn it_follows_nowhere_and_takes_no_more_than_the_page_does() {
    let leads = Server::new(|_, _, stream| {
        tell(stream, "302 F", "Location: http://127.0.0.1:9/x\r\n", "");
    });
    let endless = Server::new(|_, _, stream| never_ends(stream));
    let gone = Server::gone();
    let all = [&leads, &endless, &gone].map(|it| format!("curl -f {}", health(it)));
    let desk = Desk::over(&plan(&all), "limits");
    let said = |server: &Server, expected: &str| {
        let reply = desk.asked(&health(server), &desk.token, "");
        assert!(
            reply.contains(&format!("Holdpoint-Answer: {expected}")),
            "{}",
            &reply[..300.min(reply.len())]
        );
        reply
    };
    said(&leads, "redirected http://127.0.0.1:9/x\r\n");
    assert_eq!(leads.count(), 1, "nobody follows");
    let reply = said(&endless, "got 200 ");
    assert!(reply.contains(" cut\r\n") && reply.len() < 1_100_000, "{}", reply.len());
    said(&gone, "unreachable\r\n");
}

#[test]
fn it_is_for_this_machine_only_and_off_by_default() {
    let up = Server::said("200 OK", "fine");
    let text = plan(&[format!("curl -f {}", health(&up))]);
    let output = serve(&text, "wide", &["--host", "0.0.0.0"]).output().expect("an answer");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("this machine only"), "{said}");
    let output = serve(&text, "wide", &["--relay", "no-such.md"]).output().expect("an answer");
    assert_eq!(output.status.code(), Some(2));
}
