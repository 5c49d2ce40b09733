//! A real Prometheus, where one is on PATH: it scrapes a server of ours, and is asked as a plan asks.

use super::servers::{Server, say};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What ours tells: a gauge in percent, and counters that move with each scrape.
pub fn target() -> Server {
    Server::new(|n, _, stream| {
        let (bad, all) = (100 + n * 3, 1000 + n * 30);
        let page = format!(
            "# TYPE error_percent gauge\nerror_percent 7\n# TYPE replicas gauge\n\
             replicas{{zone=\"a\"}} 2\nreplicas{{zone=\"b\"}} 3\n# TYPE errors_total counter\n\
             errors_total {bad}\n# TYPE requests_total counter\nrequests_total {all}\n"
        );
        say(stream, "200 OK", &page);
    })
}

/// One that runs; it ends, and its folder goes, when it is dropped.
pub struct Prometheus {
    child: Child,
    folder: PathBuf,
    /// Where it listens.
    pub address: String,
}

impl Prometheus {
    /// Starts one that scrapes this server each second; none where it is not installed.
    pub fn watching(target: &Server) -> Option<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prometheus");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let settings = format!(
            "global: {{ scrape_interval: 1s }}\nscrape_configs: [{{ job_name: shop, \
             static_configs: [{{ targets: [\"{}\"] }}] }}]\n",
            target.address
        );
        let file = folder.join("prometheus.yml");
        std::fs::write(&file, settings).expect("a file");
        let mut command = Command::new("prometheus");
        command.arg(format!("--config.file={}", file.display()));
        command.arg(format!("--storage.tsdb.path={}", folder.join("data").display()));
        command.arg("--web.listen-address=127.0.0.1:0");
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut started = Self { child: child.ok()?, folder, address: String::new() };
        let told = started.child.stderr.take().expect("it speaks");
        let mut lines = BufReader::new(told).lines().map_while(Result::ok);
        let listens = lines.find(|line| line.contains("msg=\"Listening on\""));
        let listens = listens.expect("Prometheus says where it listens");
        let (_, address) = listens.rsplit_once("address=").expect("an address");
        address.trim().clone_into(&mut started.address);
        // What it says further must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Some(started)
    }

    /// Waits until this query finds something.
    pub fn knows(&self, query: &str) {
        let end = Instant::now() + Duration::from_mins(1);
        while !self.answer(query).contains("\"value\":") {
            assert!(Instant::now() < end, "{query} finds nothing: {}", self.answer(query));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn answer(&self, query: &str) -> String {
        let ask = format!(
            "GET /api/v1/query?query={query} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        let mut answer = String::new();
        let asked = TcpStream::connect(&self.address).and_then(|mut stream| {
            stream.write_all(ask.as_bytes())?;
            stream.read_to_string(&mut answer)
        });
        // While it starts it may refuse.
        asked.map_or_else(|_| String::new(), |_| answer)
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
