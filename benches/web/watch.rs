//! What watching costs: twenty addresses on loopback, asked as often as anybody may choose, beside
//! twenty items that soak and ten thousand criteria of which one in ten is measured.

#[allow(dead_code, reason = "tests use the rest of it")]
#[path = "../../tests/probe/servers.rs"]
mod servers;

use super::browser::{Page, Site, Spent};
use servers::{Server, say};
use std::fmt::Write;
use thirtyfour::error::WebDriverResult;

/// Half of the addresses tell whether they live, half a number.
const ADDRESSES: usize = 20;
const TIMERS: usize = 20;
const CRITERIA: usize = 10_000;
/// So many of them a person answers; the rest has a limit on a signal.
const BY_PEOPLE: usize = 9_000;
/// What each of the numbers counts.
const COUNTED: [&str; ADDRESSES / 2] = [
    "Orders", "Payments", "Parcels", "Invoices", "Refunds", "Seats", "Vouchers", "Claims",
    "Visits", "Letters",
];

/// What a minute of it costs, and how many questions were asked meanwhile.
pub async fn minute(site: &Site) -> WebDriverResult<(Spent, usize)> {
    let servers: Vec<Server> = (0..ADDRESSES).map(server).collect();
    let asked = || servers.iter().map(Server::count).sum::<usize>();
    let page = Page::open(site, "").await?;
    page.begin(&plan(&servers)).await?;
    assert_eq!(asked(), 0, "nothing is asked before somebody allows it");
    page.watch(ADDRESSES, TIMERS).await?;
    let before = asked();
    let spent = page.spend().await?;
    let questions = asked() - before;
    page.close().await?;
    Ok((spent, questions))
}

/// One that lives, or one whose number moves with every answer and stays within its limits.
fn server(n: usize) -> Server {
    Server::new(move |asked, _, stream| match COUNTED.get(n) {
        Some(counted) => {
            let (name, value) = (counted.to_lowercase(), 100 + asked % 7);
            say(
                stream,
                "200 OK",
                &format!("# TYPE {name}_backlog gauge\n{name}_backlog {value}\n"),
            );
        }
        None => say(stream, "200 OK", "fine"),
    })
}

fn plan(servers: &[Server]) -> String {
    let mut plan =
        String::from("# Twenty signals\n\nRollback decision: Ada\n\n## Stage 1. All of it\n\n");
    for n in 1..=TIMERS {
        let _ = writeln!(plan, "- [ ] Part {n} carries the load; soak for 60 minutes");
    }
    for (n, server) in servers.iter().enumerate() {
        let address = server.address;
        let _ = match COUNTED.get(n) {
            Some(counted) => {
                let name = counted.to_lowercase();
                writeln!(
                    plan,
                    "- [ ] Read: `curl -s http://{address}/metrics | grep {name}_backlog`"
                )
            }
            None => writeln!(plan, "- [ ] See: `curl -f http://{address}/health`"),
        };
    }
    plan.push_str("\n**Go criteria:**\n\n");
    for n in 1..=BY_PEOPLE {
        let _ = writeln!(plan, "- Criterion {n}: what it asks for has been seen");
    }
    plan.push_str("\n**Rollback criteria:**\n\n");
    for n in BY_PEOPLE..CRITERIA {
        let _ = writeln!(plan, "- [P0] {} backlog > {n} for 1 minute", COUNTED[n % COUNTED.len()]);
    }
    plan
}
