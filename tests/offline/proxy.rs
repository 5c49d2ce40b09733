//! A proxy between the browser and everything else, which writes down what is asked for.

use super::chrome::{Browser, Desk, plan, run};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// What was asked for, by address.
#[derive(Clone, Default)]
pub struct Asked(Arc<Mutex<Vec<String>>>);

impl Asked {
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, address: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(address.to_owned());
    }
}

/// Starts a proxy. It lives as long as the test's process.
pub fn proxy() -> (u16, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let asked = Asked::default();
    let notes = asked.clone();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let notes = notes.clone();
            thread::spawn(move || pass_on(stream, &notes));
        }
    });
    (port, asked)
}

/// One request, passed on to this machine alone.
fn pass_on(mut client: TcpStream, asked: &Asked) -> Option<()> {
    let mut lines = BufReader::new(client.try_clone().ok()?).lines().map_while(Result::ok);
    let first = lines.next()?;
    let [method, address, _] = first.split(' ').collect::<Vec<_>>()[..] else { return None };
    asked.note(address);
    let rest = address.strip_prefix("http://127.0.0.1:").filter(|_| method == "GET");
    let Some((port, path)) = rest.and_then(|it| it.split_once('/')) else {
        client.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").ok()?;
        return None;
    };
    let mut server = TcpStream::connect(("127.0.0.1", port.parse().ok()?)).ok()?;
    let mut head = format!("GET /{path} HTTP/1.1\r\n");
    for line in lines.take_while(|line| !line.is_empty()) {
        head.push_str(&line);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    server.write_all(head.as_bytes()).ok()?;
    let mut reply = Vec::new();
    server.read_to_end(&mut reply).ok()?;
    client.write_all(&reply).ok()
}

/// The flags by which all of a browser's requests pass here, those to this machine too.
pub fn flags(port: u16) -> [String; 2] {
    [
        format!("--proxy-server=http://127.0.0.1:{port}"),
        "--proxy-bypass-list=<-loopback>".to_owned(),
    ]
}

/// What was asked of anybody but this site, by the page; Chromium's own errands left out.
pub fn elsewhere(asked: &[String], site: &str) -> Vec<String> {
    const ITS_OWN: [&str; 5] =
        ["google.com", "googleapis.com", "gstatic.com", "gvt1.com", "duckduckgo.com"];
    let is_own = |address: &&String| {
        let host = address.trim_start_matches("http://").trim_start_matches("https://");
        let host = host.split(['/', ':']).next().unwrap_or_default();
        ITS_OWN.iter().any(|it| host.ends_with(it))
    };
    asked.iter().filter(|it| !it.starts_with(site)).filter(|it| !is_own(it)).cloned().collect()
}

pub fn nothing_leaves() {
    run(async {
        let desk = Desk::new("leaves");
        desk.put("one.md", &plan("Release one")).holdpoint(&["build", "one.md", "-o", "out"]);
        let server = desk.serve("out", 0);
        let (port, asked) = proxy();
        let flags = flags(port);
        let browser = Browser::start(&desk, &[&flags[0], &flags[1]]).await?;
        browser.driver.goto(server.site("one.html")).await?;
        browser.shown("#onward").await?;
        browser.is_kept().await?;
        let loaded = asked.take();
        assert!(loaded.iter().any(|it| it.contains(".wasm")), "the proxy is passed: {loaded:?}");
        assert_eq!(elsewhere(&loaded, &server.site("")), [] as [String; 0]);
        // From here on a whole run asks nobody for anything.
        browser.begin().await?;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        let site = server.site("");
        let later: Vec<String> =
            asked.take().into_iter().filter(|it| it.starts_with(&site)).collect();
        assert_eq!(later, [] as [String; 0]);
        browser.quit().await
    });
}
