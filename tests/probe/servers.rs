//! Servers on loopback that behave as a test says: one thread for each question, each question kept.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server does with the n-th question on its path.
type Reply = Arc<dyn Fn(usize, &str, &mut TcpStream) + Send + Sync>;

/// A server; it ends when it is dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The head of every question.
    pub asked: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    listens: Option<thread::JoinHandle<()>>,
}

impl Server {
    /// One that answers like this.
    pub fn new(reply: impl Fn(usize, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        Self::on(listener, Arc::new(reply))
    }

    /// One that always says the same.
    pub fn said(status: &'static str, body: &'static str) -> Self {
        Self::new(move |_, _, stream| say(stream, status, body))
    }

    /// Nobody listens there.
    pub fn gone() -> Self {
        let mut server = Self::said("200 OK", "");
        server.stop();
        server
    }

    /// Listens there, and answers.
    pub fn on(listener: TcpListener, reply: Reply) -> Self {
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (heard, over) = (Arc::clone(&asked), Arc::new(AtomicBool::new(false)));
        let (count, ended) = (Arc::new(AtomicUsize::new(0)), Arc::clone(&over));
        let listens = thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(mut stream) = stream else { continue };
                let (reply, count) = (Arc::clone(&reply), Arc::clone(&count));
                let heard = Arc::clone(&heard);
                thread::spawn(move || {
                    let mut bytes = [0; 4096];
                    let len = stream.read(&mut bytes).unwrap_or(0);
                    if len == 0 {
                        // A browser opens spare connections and asks nothing on them.
                        return;
                    }
                    let request = String::from_utf8_lossy(&bytes[..len]).into_owned();
                    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                    heard.lock().expect("a list").push(request);
                    reply(count.fetch_add(1, Ordering::SeqCst), &path, &mut stream);
                });
            }
        });
        Self { address, asked, over, listens: Some(listens) }
    }

    /// How often it was asked.
    pub fn count(&self) -> usize {
        self.asked.lock().expect("a list").len()
    }

    /// Ends it; its port is free then.
    pub fn stop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        if let Some(listens) = self.listens.take() {
            // Wakes it, so that it sees that it is over.
            let _ = TcpStream::connect(self.address);
            listens.join().expect("it ends");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// An answer that any page may read.
pub fn say(stream: &mut TcpStream, status: &str, body: &str) {
    tell(stream, status, "Access-Control-Allow-Origin: *\r\n", body);
}

/// An answer with these headers besides.
pub fn tell(stream: &mut TcpStream, status: &str, more: &str, body: &str) {
    let len = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{more}Content-Length: {len}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

/// An answer without an end.
pub fn never_ends(stream: &mut TcpStream) {
    let head = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\n";
    let _ = stream.write_all(head.as_bytes());
    let lines = vec![b'\n'; 65_536];
    while stream.write_all(&lines).is_ok() {}
}
