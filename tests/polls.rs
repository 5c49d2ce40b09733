//! The page's own polls in real Chromium, against real servers on loopback: from consent through a
//! breach and the way back to the report, every state that a person may see, and the relay.

#[allow(dead_code, reason = "other tests of the browser use the rest of it")]
#[path = "browser/chrome.rs"]
mod chrome;
#[path = "polls/desk.rs"]
mod desk;
#[path = "probe/servers.rs"]
mod servers;
#[path = "polls/silence.rs"]
mod silence;

use chrome::{Browser, House, Profile, run};
use desk::{Metrics, Watch};
use serde_json::json;
use servers::{Server, never_ends, say, tell};
use std::net::TcpListener;
use std::sync::Arc;
use thirtyfour::prelude::*;

/// A release in Russian; the addresses are put in.
const RELEASE: &str = include_str!("polls/vypusk.md");
/// The same kind of release in English.
const ROLLOUT: &str = include_str!("polls/rollout.md");

/// A whole release by the signals that its plan names.
async fn released(watch: &Watch, plan: &str, said: &[&str]) -> WebDriverResult<()> {
    let (up, metrics) = (Server::said("200 OK", "fine"), Metrics::start());
    let plan = plan
        .replace("SERVICE", &up.address.to_string())
        .replace("METRICS", &metrics.server.address.to_string());
    watch.begin(&plan).await?;
    watch.beats(3).await?;
    let asked = (up.count(), metrics.server.count());
    assert_eq!(asked, (0, 0), "nothing is asked before somebody allows it");
    watch.every(2_000).await?;
    watch.press(".consent .allow").await?;
    watch.state("/health", "up").await?;
    assert_eq!(metrics.server.count(), 0, "each address is allowed by itself");
    watch.press("#allow-all").await?;
    watch.state("error_percent", "up").await?;
    watch.until("find('.criterion[data-state=done]')").await?;
    watch.until("find('.criterion[data-state=done] .who').textContent.includes('◉ http')").await?;
    assert!(up.count() >= 3, "three in a row make it well: {}", up.count());
    metrics.show(9);
    watch.until("find('.strap.alarm')").await?;
    watch.until("find('.strap.alarm').innerText.includes('9')").await?;
    watch.press(".strap.alarm .back").await?;
    watch.go_back().await?;
    watch.press("#to-report").await?;
    watch.until("find('.paper')").await?;
    let report = watch.text(".paper").await?;
    for said in said {
        assert!(report.contains(said), "{said} in: {report}");
    }
    Ok(())
}

#[test]
fn a_release_is_watched_from_consent_to_its_report() {
    run(async {
        let (house, profile) = (House::serving(&["--polls"]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        let said = ["Сигналы", "error_percent", "9 %", "Критерий отката сработал", "100\u{a0}%"];
        released(&watch, RELEASE, &said[..4]).await?;
        watch.anew("en").await?;
        let said = ["Signals", "error_percent", "9 %", "Rollback criterion tripped"];
        released(&watch, ROLLOUT, &said).await
    });
}

#[test]
fn every_state_is_seen_as_what_it_is() {
    let hanging = |_: usize, _: &str, stream: &mut std::net::TcpStream| {
        let _ = std::io::Read::read(stream, &mut [0; 1]);
    };
    let away = "Access-Control-Allow-Origin: *\r\nLocation: http://127.0.0.1:1/\r\n";
    let states = [
        ("up", "health", Server::said("200 OK", "fine")),
        ("bad-status", "health", Server::said("500 Oops", "")),
        ("timed-out", "health", Server::new(hanging)),
        ("hidden", "health", Server::new(|_, _, stream| tell(stream, "200 OK", "", "fine"))),
        ("redirected", "health", Server::new(move |_, _, stream| tell(stream, "302 F", away, ""))),
        ("unreachable", "health", Server::gone()),
        ("not-metrics", "queue_depth", Server::said("200 OK", "<html><p>Login</p></html>")),
        ("no-metric", "queue_depth", Server::said("200 OK", "other 1\n")),
        (
            "several-series",
            "queue_depth",
            Server::said("200 OK", "queue_depth{a=\"1\"} 1\nqueue_depth{a=\"2\"} 2\n"),
        ),
        ("too-long", "queue_depth", Server::new(|_, _, stream| never_ends(stream))),
    ];
    let line = |(state, what, server): &(&str, &str, Server)| match *what {
        "health" => format!("- [ ] {state}: `curl -f http://{}/health`\n", server.address),
        what => {
            format!("- [ ] {state}: `curl -s http://{}/metrics | grep {what}`\n", server.address)
        }
    };
    let plan = format!(
        "# Полоса\n\n## Этап 1\n\n{}",
        states.iter().map(line).collect::<Vec<_>>().concat()
    );
    run(async {
        let (house, profile) = (House::serving(&["--polls"]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        watch.begin(&plan).await?;
        watch.press("#allow-all").await?;
        for (state, _, server) in &states {
            watch.state(&server.address.to_string(), state).await?;
        }
        let words = watch.words().await?;
        assert_eq!(words.len(), states.len(), "each state has words of its own: {words:?}");
        let head = states[0].2.asked.lock().expect("a list")[0].to_lowercase();
        assert!(head.starts_with("get /health http/1.1"), "{head}");
        for unwanted in ["cookie:", "authorization:", "referer:"] {
            assert!(!head.contains(unwanted), "{head}");
        }
        // One switch stops it all.
        watch.press("#stop-all").await?;
        watch.until("all('.signal').every(it => it.dataset.signal == 'paused')").await?;
        let before: usize = states.iter().map(|(.., server)| server.count()).sum();
        watch.every(2_000).await?;
        watch.beats(4).await?;
        let after: usize = states.iter().map(|(.., server)| server.count()).sum();
        assert_eq!(before, after, "nothing is asked while all is stopped");
        watch.press("#stop-all").await?;
        watch.state(&states[0].2.address.to_string(), "up").await
    });
}

#[test]
fn a_server_that_stops_is_seen_and_seen_again() {
    run(async {
        let (house, profile) = (House::serving(&["--polls"]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        let mut server = Server::said("200 OK", r#"{"status":"UP"}"#);
        let address = server.address;
        watch.begin(&health(&server)).await?;
        watch.every(2_000).await?;
        watch.press("#allow-all").await?;
        watch.state("/health", "up").await?;
        server.stop();
        watch.state("/health", "unreachable").await?;
        let listener = TcpListener::bind(address).expect("the port is free again");
        let body = r#"{"status":"DOWN"}"#;
        let _again =
            Server::on(listener, Arc::new(move |_, _, stream| say(stream, "200 OK", body)));
        watch.state("/health", "up").await?;
        // What must be true of it is a person's to say.
        watch.condition("[BODY].status = UP").await?;
        watch.until("find('.tune .bad')?.textContent.includes('1:')").await?;
        watch.condition("[BODY].status == UP").await?;
        watch.state("/health", "condition-failed").await?;
        let said = watch.text(".signal .state").await?;
        assert!(said.contains("DOWN"), "{said}");
        // Consent and conditions outlive a reload, and a revision that leaves the address alone.
        watch.again().await?;
        watch.state("/health", "condition-failed").await?;
        let other = Server::said("200 OK", "fine");
        let more = format!("- [ ] Новое: `curl -f http://{}/health`\n", other.address);
        let revised = format!("{}{more}", health_of(&address.to_string()));
        watch.anew("ru").await?;
        watch.begin(&revised).await?;
        watch.state(&address.to_string(), "condition-failed").await?;
        watch.state(&other.address.to_string(), "not-allowed").await?;
        assert_eq!((watch.count(".consent li").await?, other.count()), (1, 0));
        Ok(())
    });
}

/// What is not of the gravest is for people to decide, and recovers when it is seen to be over.
#[test]
fn a_lesser_breach_asks_for_a_decision() {
    run(async {
        let (house, profile) = (House::serving(&["--polls"]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        let metrics = Metrics::start();
        let plan = RELEASE.replace("[P0]", "[P1]").replace("SERVICE", "127.0.0.1:1");
        watch.begin(&plan.replace("METRICS", &metrics.server.address.to_string())).await?;
        watch.every(2_000).await?;
        watch.press("#allow-all").await?;
        watch.state("error_percent", "up").await?;
        metrics.show(7);
        watch.until("find('.strap.held')?.textContent.includes('Нужно решение')").await?;
        assert_eq!(watch.count(".strap.alarm").await?, 0);
        metrics.show(1);
        watch.until("!find('.strap.held')").await
    });
}

fn health(server: &Server) -> String {
    health_of(&server.address.to_string())
}

fn health_of(address: &str) -> String {
    format!("# Пульс\n\n## Этап 1\n\n- [ ] Смотреть: `curl -f http://{address}/health`\n")
}

/// A page that was served without leave to ask says so, and calls nobody dead.
#[test]
fn a_page_without_leave_says_so_and_loads_what_a_desk_saw() {
    run(async {
        let (house, profile) = (House::serving(&[]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        let up = Server::said("200 OK", "fine");
        watch.begin(&health(&up)).await?;
        watch.press("#allow-all").await?;
        watch.state("/health", "page-forbids").await?;
        assert_eq!(up.count(), 0);
        watch.press("#stop-all").await?;
        watch.load("{}\n").await?;
        watch.until("find('.signals [role=alert].sub')").await?;
        let url = format!("http://{}/health", up.address);
        let look = json!({"at_ms": watch.now_ms().await?, "url": url, "signal": "/health",
            "state": "up", "status": 200, "took_ms": 3, "value": 1});
        watch.load(&format!("{look}\n")).await?;
        watch.until("!find('.signals [role=alert].sub')").await?;
        watch.ask("desk.find('.signal details').open = true", vec![]).await?;
        watch.until("find('.signal table td:last-child')?.textContent == '1'").await
    });
}

/// A server that hides its answers from browsers is read by the relay, and by it alone.
#[test]
fn the_relay_reads_what_a_browser_may_not() {
    let hides = Server::new(|_, path, stream| {
        let body = if path == "/metrics" { "error_percent 3\n" } else { "fine" };
        tell(stream, "200 OK", "", body);
    });
    let curl = format!("curl -s http://{}/metrics | grep error_percent", hides.address);
    let text = format!("{}- [ ] Ошибки: `{curl}`\n", health(&hides));
    let file = std::env::temp_dir().join(format!("holdpoint-relay-{}.md", std::process::id()));
    std::fs::write(&file, &text).expect("a plan");
    run(async {
        let given = file.to_str().expect("a path");
        let (house, profile) = (House::serving(&["--relay", given]), Profile::new());
        let browser = Browser::start(&profile);
        let watch = Watch::open(&browser, &house).await?;
        watch.place(house.word.as_deref().expect("a word")).await?;
        watch.begin(&text).await?;
        watch.until("find('#by-relay')").await?;
        assert_eq!(hides.count(), 0, "the relay asks nothing by itself");
        watch.press("#allow-all").await?;
        watch.state("error_percent", "up").await?;
        watch.until("find('.signal:nth-of-type(2) .seen').innerText == '3'").await?;
        let shown = watch.ask("return location.href", vec![]).await?;
        assert!(!shown.as_str().unwrap_or_default().contains("relay="), "{shown}");
        Ok(())
    });
    let _ = std::fs::remove_file(&file);
}
