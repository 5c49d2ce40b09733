//! `holdpoint serve SITE`: a folder of static files over HTTP/1.1, for one person at a desk.
//!
//! One request a connection, one thread a connection, so that a client that stalls holds up nobody
//! else; every wait has an end. It writes nothing, runs nothing and keeps no state.

mod press;
mod relay;
mod reply;
mod request;
mod site;

use std::fmt;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use press::Press;
use relay::Relay;
use reply::{Policy, Reply, Status};
use request::{Asked, Request};
use site::{Found, Site};

/// Connections served at a time; a browser opens six.
const MOST_CONNECTIONS: usize = 128;

/// How long a client may leave a part of the reply untaken.
const WRITE_LIMIT: Duration = Duration::from_secs(30);

/// Serves a built site to this machine's browser until Ctrl-C.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// The folder to serve, such as dist
    site: PathBuf,
    /// The port to listen on; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on; others than this machine can connect only if you change it
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Allow the page to ask other hosts how a release is doing
    #[arg(long)]
    polls: bool,
    /// Read the addresses that this plan names for the page, where a browser may not; may be given
    /// several times. The page needs the address that is printed, with the word behind its #
    #[arg(long, value_name = "PLAN")]
    relay: Vec<PathBuf>,
    /// What paths such as /health stand on, for --relay
    #[arg(long, value_name = "ADDRESS", requires = "relay")]
    base: Option<String>,
}

/// Serves until the process is ended, or says why it cannot.
pub fn serve(asked: &Serve) -> ExitCode {
    let Err(trouble) = listen(asked);
    let _ = writeln!(io::stderr(), "holdpoint: {trouble}");
    ExitCode::from(2)
}

/// Why nothing is served.
#[derive(Debug)]
enum Trouble {
    NoSite {
        folder: PathBuf,
        cause: io::Error,
    },
    NotListening {
        address: SocketAddr,
        cause: io::Error,
    },
    /// A relay would read for others.
    RelayForOthers,
    NoPlan {
        plan: PathBuf,
        why: String,
    },
    Stdout(io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite { folder, cause } => write!(
                f,
                "cannot serve the folder {}: {cause}. `make site` builds the site into dist.",
                folder.display()
            ),
            Self::NotListening { address, cause } => {
                let port = address.port();
                match cause.kind() {
                    io::ErrorKind::AddrInUse => write!(
                        f,
                        "port {port} is already taken by another program. Stop that one, or choose \
                         another port, as in `--port {}`.",
                        port.checked_add(1).unwrap_or(8080)
                    ),
                    io::ErrorKind::PermissionDenied => write!(
                        f,
                        "this user may not listen on port {port}. Choose one above 1023, as in \
                         `--port 8080`."
                    ),
                    _ => write!(f, "cannot listen on {address}: {cause}."),
                }
            }
            Self::RelayForOthers => {
                f.write_str("--relay reads for this machine only: leave out --host, or --relay.")
            }
            Self::NoPlan { plan, why } => write!(f, "{}: {why}", plan.display()),
            Self::Stdout(cause) => write!(f, "cannot print the address: {cause}."),
        }
    }
}

/// What a server returns when all goes well: nothing, ever.
enum Never {}

fn listen(asked: &Serve) -> Result<Never, Trouble> {
    let site = Site::open(&asked.site)
        .map_err(|cause| Trouble::NoSite { folder: asked.site.clone(), cause })?;
    let relay = Relay::of(asked)?;
    let address = SocketAddr::new(asked.host, asked.port);
    let not_listening = |cause| Trouble::NotListening { address, cause };
    let listener = TcpListener::bind(address).map_err(not_listening)?;
    let address = listener.local_addr().map_err(not_listening)?;
    let mut stdout = io::stdout();
    let word = relay.as_ref().map(|relay| format!("/#relay={}", relay.token())).unwrap_or_default();
    writeln!(stdout, "Holdpoint is at http://{address}{word} (Ctrl-C ends it)")
        .and_then(|()| stdout.flush())
        .map_err(Trouble::Stdout)?;
    let policy = if asked.polls { Policy::Polls } else { Policy::NoPolls };
    let (press, open) = (Press::default(), AtomicUsize::new(0));
    accept(&listener, &Arc::new(Desk { site, address, policy, press, relay, open }))
}

/// What all connections share.
struct Desk {
    site: Site,
    address: SocketAddr,
    policy: Policy,
    press: Press,
    relay: Option<Relay>,
    open: AtomicUsize,
}

fn accept(listener: &TcpListener, desk: &Arc<Desk>) -> ! {
    loop {
        let Ok((stream, _)) = listener.accept() else {
            // Out of file handles, most likely; connections that end give them back.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        if desk.open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            desk.open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let guest = Guest(Arc::clone(desk));
        // A thread that cannot start drops the stream and the guest with it.
        let _ = thread::Builder::new().spawn(move || guest.talk(stream));
    }
}

/// A connection's share of the desk, given back however the connection ends.
struct Guest(Arc<Desk>);

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Guest {
    /// One request, one reply. A client that goes away in between is nobody's fault.
    fn talk(&self, mut stream: TcpStream) {
        let _ = stream.set_write_timeout(Some(WRITE_LIMIT));
        let reply = match request::read(&mut stream) {
            Asked::Nothing => return,
            Asked::Wrongly(status) => Reply::plain(status, false),
            Asked::For(request) => self.answer(&request),
        };
        if reply.send(self.0.policy, &mut stream).is_ok() {
            request::drain(&mut stream);
        }
    }

    fn answer(&self, request: &Request) -> Reply {
        let Desk { site, address, press, relay, .. } = &*self.0;
        // A page of another origin that points its own name at this machine reads nothing.
        if address.ip().is_loopback() && !request.is_for_this_machine() {
            return Reply::plain(Status::Misdirected, request.head_only);
        }
        if let Some(relay) = relay.as_ref().filter(|_| request.path == relay::PATH) {
            return relay.answer(request);
        }
        match site.find(&request.path) {
            Found::File(file) => Reply::file(press.pressed(site, file, request.takes), request),
            Found::Folder => Reply::moved(&request.path, request.head_only),
            Found::Nothing => Reply::plain(Status::NotFound, request.head_only),
        }
    }
}
