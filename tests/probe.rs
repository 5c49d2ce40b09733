//! `holdpoint probe` against real servers on loopback: up, failing, slow, hanging, endless, in a
//! circle, of the wrong type, past a limit, a counter that begins anew, killed and back again.

#[path = "probe/prometheus.rs"]
mod prometheus;
#[path = "probe/servers.rs"]
mod servers;

use servers::{Server, never_ends, say, tell};
use std::io::Read;
use std::process::{Command, Output};
use std::thread;

/// Runs the probe over a plan whose first stage names this line and limit.
fn probe(lines: &str, more: &[&str]) -> Output {
    let plan = format!("# P\n\n## Stage 1\n\n- [ ] Deploy\n\n{lines}\n");
    let folder = std::env::temp_dir().join("holdpoint-probe-tests");
    std::fs::create_dir_all(&folder).expect("a folder");
    let name = format!("{:?}-{}.md", thread::current().id(), plan.len());
    let path = folder.join(name.replace(['(', ')'], ""));
    std::fs::write(&path, plan).expect("a plan");
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    command.arg("probe").arg(&path).args(more).output().expect("an answer")
}

#[track_caller]
fn check(lines: &str, more: &[&str], code: i32, said: &str) -> String {
    let output = probe(lines, more);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains(said), "{said} in: {told}{error}");
    assert_eq!(output.status.code(), Some(code), "{told}{error}");
    told
}

fn health(server: &Server) -> String {
    format!("- [ ] Look: `curl -f http://{}/health`", server.address)
}

fn errors(server: &Server) -> String {
    let curl = format!("curl -s http://{}/metrics | grep error_percent", server.address);
    format!("- [ ] Look: `{curl}`\n\n**Rollback criteria:**\n\n- Error rate > 5 %")
}

#[test]
fn a_health_address_is_up_or_says_why_not() {
    let up = Server::said("200 OK", "fine");
    check(&health(&up), &[], 0, "answers: 200");
    let head = up.asked.lock().expect("a list")[0].to_lowercase();
    assert!(head.starts_with("get /health http/1.1"), "{head}");
    assert!(!head.contains("cookie") && !head.contains("authorization"), "{head}");
    check(&health(&Server::said("500 Oops", "")), &[], 1, "answers with 500");
    let circle = Server::new(|_, _, stream| tell(stream, "302 F", "Location: /health\r\n", ""));
    check(&health(&circle), &[], 3, "leads on to /health");
    assert_eq!(circle.count(), 1, "nobody follows");
    let hanging = Server::new(|_, _, stream| {
        let _ = stream.read(&mut [0; 1]);
    });
    check(&health(&hanging), &["--timeout", "300ms"], 1, "no answer in time");
    check(&health(&Server::gone()), &[], 1, "nobody answers");
}

#[test]
fn metrics_are_judged_by_the_plans_limits() {
    check(&errors(&Server::said("200 OK", "error_percent 7\n")), &[], 1, "error_percent = 7");
    check(&errors(&Server::said("200 OK", "error_percent 2\n")), &[], 0, "error_percent = 2");
    check(&errors(&Server::said("200 OK", "other 2\n")), &[], 3, "no such metric");
    check(&errors(&Server::said("200 OK", "<html>")), &[], 3, "no page of metrics (line 1");
    let two = "error_percent{job=\"a\"} 1\nerror_percent{job=\"b\"} 9\n";
    check(&errors(&Server::said("200 OK", two)), &[], 3, "2 series");
    let endless = Server::new(|_, _, stream| never_ends(stream));
    check(&errors(&endless), &[], 3, "longer than 1 MiB");
}

#[test]
fn a_breach_is_seen_only_when_it_lasts() {
    let spike = Server::new(|n, _, stream| {
        let body = if n == 3 { "error_percent 9\n" } else { "error_percent 1\n" };
        say(stream, "200 OK", body);
    });
    let often = ["--every", "100ms", "--for", "2s"];
    check(&errors(&spike), &often, 0, "within the limit");
    let rises = Server::new(|n, _, stream| {
        let body = if n < 3 { "error_percent 1\n" } else { "error_percent 9\n" };
        say(stream, "200 OK", body);
    });
    check(&errors(&rises), &often, 1, "over the limit");
}

#[test]
fn a_server_that_comes_back_is_seen_again() {
    let flaky = Server::new(|n, _, stream| {
        if n >= 2 {
            say(stream, "200 OK", "fine");
        }
    });
    let told = check(&health(&flaky), &["--every", "100ms", "--for", "3s"], 0, "answers: 200");
    assert!(told.contains("nobody answers"), "{told}");
}

#[test]
fn what_could_do_harm_is_never_asked() {
    let canary = Server::said("200 OK", "fine");
    let post = format!("- [ ] Switch: `curl -f -X POST http://{}/health`", canary.address);
    check(&post, &["--every", "50ms", "--for", "500ms"], 0, "never asked by itself");
    assert_eq!(canary.count(), 0);
}

#[test]
fn each_look_is_a_line_that_the_page_can_load() {
    let up = Server::said("200 OK", "error_percent 7\n");
    let output = probe(&errors(&up), &["--json"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let looks = holdpoint::run::wire::looks(&told).expect("looks");
    assert_eq!(looks.len(), 1, "{told}");
    assert_eq!((&*looks[0].signal, looks[0].value), ("error_percent", Some(7.0)));
    assert!(looks[0].took_ms.is_some_and(|ms| ms < 60_000), "{told}");
}

/// The step that asks Prometheus, and what would send the release back.
fn asks(address: &str, query: &str) -> String {
    let curl = format!("curl -s 'http://{address}/api/v1/query?query={query}'");
    format!("- [ ] Look: `{curl}`\n\n**Rollback criteria:**\n\n- Error rate > 5 %")
}

/// A real one where it is on PATH; elsewhere its answers, as it gave them, from a server of ours.
#[test]
fn prometheus_is_asked_as_it_answers() {
    let target = prometheus::target();
    if let Some(real) = prometheus::Prometheus::watching(&target) {
        real.knows("error_percent");
        check(&asks(&real.address, "error_percent"), &[], 1, "error_percent = 7");
        check(&asks(&real.address, "error_percent_of_nobody"), &[], 3, "no such metric");
        real.knows("replicas");
        check(&asks(&real.address, "replicas"), &[], 3, "2 series");
        let share = "100 * increase(errors_total[10s]) / increase(requests_total[10s])";
        real.knows(&share.replace(' ', "%20"));
        // Prometheus stretches what it saw to the whole window, so the number is only nearly ten.
        check(&asks(&real.address, share), &[], 1, "increase(requests_total[10s]) = ");
        check(&asks(&real.address, "error_percent * 2"), &[], 1, "error_percent * 2 = 14");
        check(&asks(&real.address, "error_percent%7B"), &[], 3, "Prometheus refuses the query");
        return;
    }
    eprintln!("there is no prometheus on PATH: its answers are replayed");
    let found = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":\
                 {\"__name__\":\"error_percent\",\"instance\":\"127.0.0.1:1\",\"job\":\"shop\"},\
                 \"value\":[1795258594.123,\"7\"]}]}}";
    let nothing = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
    let replay = Server::said("200 OK", found);
    check(&asks(&replay.address.to_string(), "error_percent"), &[], 1, "error_percent = 7");
    let replay = Server::said("200 OK", nothing);
    check(&asks(&replay.address.to_string(), "error_percent"), &[], 3, "no such metric");
}
