//! From an address that a plan names to one that its page may lead to: other plans become their
//! pages, files beside the plan stay where they are, and what could act is no address.

use std::collections::BTreeSet;

/// Where an address of a plan leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Lead {
    /// To another plan of the site: its page.
    Page(String),
    /// To a file, by its path from the top; the address stays as it is.
    File {
        /// As it is written.
        to: String,
        /// Its path from the top of the site.
        path: String,
    },
    /// To another host.
    Web(String),
    /// Nowhere that a page may lead to.
    Nowhere,
}

/// What an address on the page of a plan comes to.
pub fn lead(from: &str, to: &str, plans: &BTreeSet<String>) -> Lead {
    if ["http://", "https://"]
        .iter()
        .any(|it| to.get(..it.len()).is_some_and(|s| s.eq_ignore_ascii_case(it)))
    {
        return Lead::Web(to.to_owned());
    }
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, part)| (path, Some(part)));
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    let refused = path.is_empty()
        || path.starts_with(['/', '\\'])
        || path.contains([':', '\\'])
        || path.chars().any(char::is_control);
    if refused {
        return Lead::Nowhere;
    }
    let Some(whole) = decoded(path).and_then(|path| resolved(from, &path)) else {
        return Lead::Nowhere;
    };
    if plans.contains(&whole) {
        // Only the last part changes, and it ends like the file's own name.
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let anchor = fragment.filter(|it| is_anchor(it)).map(|it| format!("#{it}"));
        return Lead::Page(format!("{stem}.html{}", anchor.unwrap_or_default()));
    }
    Lead::File { to: to.to_owned(), path: whole }
}

/// A part of a page by the name that pages give it: `i12`, `s3`.
fn is_anchor(part: &str) -> bool {
    let digits = part.strip_prefix(['i', 's']).unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A path from the top, if it does not lead out.
fn resolved(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            hidden if hidden.starts_with('.') => return None,
            name if name.contains(['\\', '\0']) => return None,
            name => parts.push(name),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// `%41` resolved; no text, no path.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A path as an address spells it.
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let digits = b"0123456789ABCDEF";
                let digit = |n: u8| char::from(digits[usize::from(n)]);
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Lead, encoded, lead};

    #[track_caller]
    fn check(to: &str, expected: &Lead) {
        let plans = ["a.md", "ночь/b c.md"].map(str::to_owned).into();
        assert_eq!(lead("ночь/d.md", to, &plans), *expected, "{to}");
    }

    #[test]
    fn plans_lead_to_their_pages_and_files_to_themselves() {
        check("../a.md", &Lead::Page("../a.html".into()));
        check("../a.md#i3", &Lead::Page("../a.html#i3".into()));
        check("../a.md#откат", &Lead::Page("../a.html".into()));
        check("b%20c.md", &Lead::Page("b%20c.html".into()));
        let file = |to: &str, path: &str| Lead::File { to: to.into(), path: path.into() };
        check("img/a.png?x=1", &file("img/a.png?x=1", "ночь/img/a.png"));
        check("other.md", &file("other.md", "ночь/other.md"));
        check("HTTPS://a.b/", &Lead::Web("HTTPS://a.b/".into()));
    }

    #[test]
    fn what_leads_out_or_could_act_leads_nowhere() {
        for to in [
            "",
            "#x",
            "javascript:alert(1)",
            " javascript:x",
            "data:text/html,x",
            "//host/a",
            "/etc/passwd",
            "../../a.md",
            "..\\a.md",
            "a\u{0}b",
            "%2e%2e/%2e%2e/a",
            "%zz",
            ".git/config",
            "java\nscript:x",
        ] {
            check(to, &Lead::Nowhere);
        }
    }

    #[test]
    fn a_path_is_spelt_with_letters_that_every_server_knows() {
        assert_eq!(encoded("b c/д.md"), "b%20c/%D0%B4.md");
    }
}
