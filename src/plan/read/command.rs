//! Commands in code, and the addresses that they or the prose ask to look at.

mod program;

use super::address::{self, behind_scheme, is_address, settled, unquoted, word_at};
use crate::plan::letter;
use crate::plan::{Probe, ProbeKind};
use std::cell::LazyCell;

/// True for inline code that a person would paste into a shell.
pub(super) fn is_command(code: &str) -> bool {
    let mut code = letter::trimmed(code);
    while let Some(rest) = code.strip_prefix("$ ") {
        code = rest;
    }
    let (first, arguments) = word_at(code);
    if first.starts_with("./") {
        return true;
    }
    if letter::trimmed(arguments).is_empty() {
        return false;
    }
    if let Some(path) = first.strip_prefix('/') {
        return !path.is_empty();
    }
    let folders = first.bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1);
    program::is_known(&first[folders..])
        || is_flagged(arguments) && first.is_ascii() && !first.starts_with('-')
}

/// True for arguments with a `--flag`: what is given one is called, whatever its name.
fn is_flagged(arguments: &str) -> bool {
    let bytes = arguments.as_bytes();
    memchr::memchr_iter(b'-', bytes)
        .any(|at| at > 0 && matches!(bytes[at - 1..], [b' ', b'-', b'-', b'a'..=b'z', ..]))
}

/// What fences of commands are called.
#[rustfmt::skip]
const SHELLS: [&str; 15] = [
    "bash", "sh", "shell", "zsh", "console", "shell-session", "powershell", "ps1", "bat", "cmd",
    "sql", "terminal", "ksh", "fish", "psql",
];

/// True for fences whose words are commands rather than a diagram, a setting or a text.
pub(super) fn is_shell(lang: &str, text: &str) -> bool {
    let named = SHELLS.contains(&lang);
    let sets = || text.lines().filter(|line| !line.trim().is_empty()).all(is_setting);
    let calls = || named || text.lines().take(12).any(is_command);
    (named || lang.is_empty()) && !sets() && calls()
}

/// `NAME=value`, or a remark.
fn is_setting(line: &str) -> bool {
    let line = letter::trimmed(line).as_bytes();
    let of_name = |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b'_';
    let name = line.iter().take_while(of_name).count();
    line.first() == Some(&b'#') || name > 0 && line.get(name) == Some(&b'=')
}

/// Finds addresses; keeps what it found unique.
#[derive(Default)]
pub(super) struct Prober {
    /// In the order they were found.
    pub found: Vec<Probe>,
}

impl Prober {
    /// Commands of a block, line by line; a line that ends with `\` goes on.
    pub fn commands(&mut self, text: &str, line: u32) {
        if self.is_full() || !may_fetch(text) {
            return;
        }
        let mut joined = String::new();
        let mut first = line;
        for (n, row) in (line..).zip(text.lines()) {
            let goes_on = row.strip_suffix('\\');
            if joined.is_empty() {
                first = n;
            }
            match goes_on {
                None if joined.is_empty() => self.command(row, n),
                None => {
                    joined.push_str(row);
                    self.command(&joined, first);
                    joined.clear();
                }
                Some(head) => {
                    joined.push_str(head);
                    joined.push(' ');
                }
            }
        }
        self.command(&joined, first);
    }

    /// One logical line; each call of a fetching program in it.
    fn command(&mut self, line: &str, number: u32) {
        let calls = calls(line.as_bytes());
        if calls.is_empty() || line.trim_start().starts_with('#') {
            return;
        }
        for (_, start) in calls {
            let starts = !line[..start].ends_with(|c: char| {
                letter::is_alphanumeric(c) || matches!(c, '-' | '/' | '.' | '_' | ':')
            });
            if starts {
                self.call(&line[start..], number);
            }
        }
    }

    /// `curl … ADDRESS … | grep NAME`.
    fn call(&mut self, line: &str, number: u32) {
        let bytes = line.as_bytes();
        let mut stops = memchr::memchr3_iter(b'&', b'|', b';', bytes);
        let end = stops.find(|at| bytes[*at] == b';' || bytes.get(at + 1) == Some(&bytes[*at]));
        let call = &line[..end.unwrap_or(line.len())];
        let (own, pipe) = letter::halves(call, b'|').unwrap_or((call, ""));
        let Some(raw) = address::words(own).find(|word| is_address(word)) else { return };
        let Some((url, relative)) = settled(raw) else { return };
        let safe = is_safe(own) && !has_secret_variable(raw);
        self.keep(kind_of(&url, own), url, grepped(pipe), relative, safe, number);
    }

    /// Inline code that is no command, such as `/health`, `GET /ready`, `https://host/health`.
    pub fn code(&mut self, code: &str, line: u32) {
        if self.is_full() || memchr::memchr(b'/', code.as_bytes()).is_none() {
            return;
        }
        let code = code.trim();
        let (method, path) = letter::halves(code, b' ').unwrap_or(("GET", code));
        let safe = matches!(method, "GET" | "HEAD");
        let known = safe || matches!(method, "POST" | "PUT" | "DELETE" | "PATCH");
        if known && !path.contains(' ') && (path.starts_with('/') || path.starts_with("http")) {
            self.address(path, safe, line);
        }
    }

    /// An address in a link or in prose.
    pub fn address(&mut self, raw: &str, safe: bool, line: u32) {
        if self.is_full() {
            return;
        }
        let Some((url, relative)) = settled(raw) else { return };
        if let Some(kind) = telling(&url) {
            let safe = safe && !has_secret_variable(raw) && !url.contains('@');
            self.keep(Some(kind), url, None, relative, safe, line);
        }
    }

    /// Bare addresses in prose.
    pub fn prose(&mut self, text: &str, line: u32) {
        if self.is_full() {
            return;
        }
        let mut from = 0;
        while let Some(at) =
            memchr::memmem::find(&text.as_bytes()[from..], b"http").map(|at| at + from)
        {
            let whole = address::in_prose(&text[at..]);
            from = at + whole.len().max(4);
            let raw = whole.trim_end_matches(['.', ',', ';', ':']);
            if is_address(raw) && !self.is_of_command(raw, line) {
                self.address(raw, true, line);
            }
        }
    }

    /// The block that begins on this line holds a command with this address, which is no address of
    /// its own for standing there in plain words as well: the command may not be safe, or its address
    /// may go on where plain words end.
    fn is_of_command(&self, raw: &str, line: u32) -> bool {
        let mut of_block =
            self.found.iter().rev().take_while(|probe| probe.line >= line).peekable();
        if of_block.peek().is_none() {
            return false;
        }
        let Some((url, _)) = settled(raw) else { return false };
        of_block.any(|probe| {
            probe.url.strip_prefix(&*url).is_some_and(|rest| !rest.is_empty() || !probe.safe)
        })
    }

    fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    fn keep(
        &mut self,
        kind: Option<ProbeKind>,
        url: String,
        metric: Option<&str>,
        relative: bool,
        safe: bool,
        line: u32,
    ) {
        let kind = match (kind, metric) {
            (Some(ProbeKind::Query), _) => ProbeKind::Query,
            (_, Some(_)) | (Some(ProbeKind::Metric), None) => ProbeKind::Metric,
            (Some(ProbeKind::Health), None) => ProbeKind::Health,
            (None, None) if !safe => ProbeKind::Health,
            (None, None) => return,
        };
        let metric = metric.map(Into::into);
        let known = self
            .found
            .iter()
            .any(|p| p.kind == kind && *p.url == *url && p.metric == metric && p.safe == safe);
        if !known && !self.is_full() {
            self.found.push(Probe { kind, url: url.into(), metric, relative, safe, line });
        }
    }
}

/// The programs that fetch.
const FETCHING: [&[u8; 4]; 3] = [b"curl", b"wget", b"http"];

/// Whether a program that fetches is called in some words: its name and a space, or the line's end.
fn may_fetch(text: &str) -> bool {
    text.as_bytes().windows(5).any(|five| {
        matches!(five[4], b' ' | b'\\') && FETCHING.iter().any(|name| five.starts_with(*name))
    })
}

/// Which of the programs that fetch are called in a line, and where: each one's calls together.
fn calls(line: &[u8]) -> Vec<(usize, usize)> {
    let called = |(start, five): (usize, &[u8])| {
        let named = || FETCHING.iter().position(|name| five.starts_with(*name));
        if five[4] == b' ' { named().map(|name| (name, start)) } else { None }
    };
    let mut calls: Vec<_> = line.windows(5).enumerate().filter_map(called).collect();
    calls.sort_by_key(|(name, _)| *name);
    calls
}

/// More addresses than this no plan has; a document that does is not one.
const MOST: usize = 200;

/// What an address in a fetching command tells; `-f` asks whether it answers.
fn kind_of(url: &str, call: &str) -> Option<ProbeKind> {
    telling(url).or_else(|| {
        let fails = call.split_whitespace().any(|word| {
            word == "--fail"
                || (word.starts_with('-') && !word.starts_with("--") && word[1..].contains('f'))
        });
        (fails || call.starts_with("wget --spider") || call.contains("%{http_code}"))
            .then_some(ProbeKind::Health)
    })
}

/// What an address tells by its path alone.
fn telling(url: &str) -> Option<ProbeKind> {
    let path = behind_scheme(url)
        .map_or(url, |rest| memchr::memchr(b'/', rest.as_bytes()).map_or("", |at| &rest[at..]));
    if path.contains("/api/v1/query") {
        return Some(ProbeKind::Query);
    }
    let ends = |byte: u8| matches!(byte, b'?' | b'#');
    let path = &path.as_bytes()[..path.bytes().position(ends).unwrap_or(path.len())];
    let mut segments =
        path.rsplit(|byte| *byte == b'/').filter(|segment: &&[u8]| !segment.is_empty());
    let last = segments.next()?;
    let is_one_of = |segment: &[u8], names: &[&str]| {
        names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(segment))
    };
    if is_one_of(last, &["metrics", "prometheus"]) {
        return Some(ProbeKind::Metric);
    }
    let health = |segment: &[u8]| is_one_of(segment, &HEALTH);
    (health(last) || segments.next().is_some_and(health)).then_some(ProbeKind::Health)
}

/// Last steps of a path that tell whether something is well.
#[rustfmt::skip]
const HEALTH: [&str; 15] = [
    "health", "healthz", "ready", "readyz", "live", "livez", "liveness", "readiness", "status",
    "ping", "healthcheck", "health-check", "health_check", "alive", "up",
];

/// True for a plain GET that sends nothing of its own.
fn is_safe(call: &str) -> bool {
    let mut words = address::words(call).peekable();
    while let Some(word) = words.next() {
        let bundled = word.starts_with('-') && !word.starts_with("--");
        let sends = [
            "--data",
            "--form",
            "--json",
            "--upload-file",
            "--user",
            "--post",
            "--cookie",
            "--oauth2",
            "--cert",
            "--key",
            "--password",
            "--body",
        ];
        if word.starts_with("--") && sends.iter().any(|flag| word.starts_with(flag)) {
            return false;
        }
        if bundled && word[1..].chars().any(|c| matches!(c, 'd' | 'F' | 'T' | 'u' | 'b' | 'E')) {
            return false;
        }
        if word == "--request" || (bundled && word.contains('X')) {
            let method = word.split_once('X').map_or("", |(_, method)| method);
            let method =
                if method.is_empty() { words.peek().copied().unwrap_or("") } else { method };
            if !matches!(unquoted(method), "GET" | "HEAD") {
                return false;
            }
        }
    }
    !has_any(call, &SECRETS) && !names_user(call)
}

/// Whether who asks is told before the address: `https://ann@host`.
fn names_user(call: &str) -> bool {
    call.contains('@')
        && behind_scheme(call)
            .and_then(|rest| rest.split(['/', ' ']).next())
            .is_some_and(|host| host.contains('@'))
}

/// What a call that is not safe says.
#[rustfmt::skip]
const SECRETS: [Hint; 9] = [
    Hint::of("authorization"), Hint::of("cookie:"), Hint::of("x-api-key"), Hint::of("token"),
    Hint::of("secret"), Hint::of("password"), Hint::of("apikey"), Hint::of("api_key"),
    Hint::of("private-"),
];

/// What an address says that holds a secret.
#[rustfmt::skip]
const VARIABLES: [Hint; 6] = [
    Hint::of("token"), Hint::of("secret"), Hint::of("passw"), Hint::of("apikey"),
    Hint::of("api_key"), Hint::of("key="),
];

fn has_secret_variable(raw: &str) -> bool {
    has_any(raw, &VARIABLES)
}

/// A word that hints at something, and its letters, which few texts have all of.
struct Hint {
    word: &'static str,
    letters: u32,
}

impl Hint {
    const fn of(word: &'static str) -> Self {
        let (mut letters, mut at) = (0, 0);
        while at < word.len() {
            letters |= letter_bit(word.as_bytes()[at]);
            at += 1;
        }
        Self { word, letters }
    }
}

/// One bit of 32 for a letter in either case; other characters share it.
const fn letter_bit(byte: u8) -> u32 {
    1 << (byte & 0x1F)
}

/// Whether any of some words stands in a text in either case.
fn has_any(text: &str, hints: &[Hint]) -> bool {
    let letters = text.bytes().fold(0, |letters, byte| letters | letter_bit(byte));
    let lower = LazyCell::new(|| text.to_ascii_lowercase());
    hints.iter().any(|hint| hint.letters & !letters == 0 && lower.contains(hint.word))
}

/// The name that a pipe filters for.
fn grepped(pipe: &str) -> Option<&str> {
    if pipe.is_empty() {
        return None;
    }
    let rest = &pipe[pipe.find("grep ")? + 5..];
    let name = address::words(rest).find(|word| !word.starts_with('-'))?;
    let name = name.trim_start_matches('^').trim_end_matches(['\'', '"', '`', ')']);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Prober, is_command};

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let mut prober = Prober::default();
        prober.commands(line, 1);
        let found: Vec<String> = prober
            .found
            .iter()
            .map(|p| {
                let metric = p.metric.as_deref().map_or(String::new(), |m| format!(" {m}"));
                let flags = format!(
                    "{}{}",
                    if p.relative { " relative" } else { "" },
                    if p.safe { "" } else { " unsafe" }
                );
                format!("{} {}{metric}{flags}", p.kind.word(), p.url)
            })
            .collect();
        assert_eq!(found.join(" | "), expected, "{line}");
    }

    #[test]
    fn fetching() {
        check("curl -f http://a.example/health", "health http://a.example/health");
        check(
            "watch -n 5 'curl -s http://a/metrics | grep error_rate'",
            "metric http://a/metrics error_rate",
        );
        check(
            "curl -s https://a.example/metrics|grep '^up'",
            "metric https://a.example/metrics up",
        );
        check(
            "curl -X POST https://a.example/api/login -d '{}'",
            "health https://a.example/api/login unsafe",
        );
        check(
            "curl -H \"Authorization: Bearer $TOKEN\" https://a.example/health",
            "health https://a.example/health unsafe",
        );
        check(
            "curl -u admin:pw https://a.example/health",
            "health https://a.example/health unsafe",
        );
        check("curl \"$BASE_URL/ready\"", "health /ready relative");
        check("curl localhost:8080/healthz", "health http://localhost:8080/healthz");
        check(
            "wget -qO- http://a:9090/api/v1/query?query=up",
            "query http://a:9090/api/v1/query?query=up",
        );
        check(
            "curl -s 'http://a:9090/api/v1/query?query=rate(a[5m]) / rate(b[5m])'",
            "query http://a:9090/api/v1/query?query=rate(a[5m])%20/%20rate(b[5m])",
        );
        check("curl -O https://a.example/release.tgz", "");
        check(
            "curl -X POST \\\n  -d x \\\n  https://a.example/hook",
            "health https://a.example/hook unsafe",
        );
    }

    /// What stands in a plan's line is read as a command and as words; both must agree.
    #[test]
    fn an_address_that_something_is_sent_to_is_not_looked_at() {
        let safe = |line: &str| -> Vec<bool> {
            let (plan, _) = crate::plan::read(&format!("# P\n\n## Stage 1\n\n- [ ] {line}\n"));
            plan.probes.iter().map(|probe| probe.safe).collect()
        };
        assert_eq!(safe("`curl -X POST http://d.example/health`"), [false]);
        assert_eq!(safe("Switch: `curl --request PUT http://d.example/ready`, then wait"), [false]);
        assert_eq!(safe("`curl -f http://d.example/health`"), [true]);
        assert_eq!(safe("Look at http://d.example/health"), [true]);
        assert_eq!(
            safe("`curl 'http://d/api/v1/query?query=100*rate(a[5m]) / rate(b[5m])'`"),
            [true]
        );
    }

    #[test]
    fn commands() {
        assert!(is_command("git pull origin main"));
        assert!(is_command("./deploy.sh"));
        assert!(is_command("/toggle FLAG off"));
        assert!(is_command("python manage.py migrate"));
        assert!(!is_command("main"));
        assert!(!is_command("/health"));
        assert!(!is_command("CANARY=10"));
    }

    #[test]
    fn programs_are_sorted() {
        assert!(is_command("wget x") && is_command("alembic current") && is_command("kubectl get"));
        assert!(is_command("yum install x") && is_command("nginx -s reload"));
        assert!(is_command("ourtool move --all") && !is_command("ourtool move -- all"));
    }
}
