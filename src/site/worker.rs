//! The worker that opens a site without a network: the app's own, with the list of this site.

use crate::run::journal::Digest;
use crate::run::seal;
use std::fmt::Write;

/// How the line begins that a build writes anew.
const LINE: &str = "const [BUILD, FILES] = ";

/// The worker for these files, each with its digest. The list's own digest names the build.
pub fn listing<'f>(worker: &str, files: impl Iterator<Item = (&'f str, Digest)>) -> Option<String> {
    let mut list = String::new();
    for (path, digest) in files {
        if !list.is_empty() {
            list.push(',');
        }
        // Writing to a string cannot fail.
        let _ = write!(list, "[{},\"{digest}\"]", quoted(path));
    }
    let build = seal::digest(list.as_bytes());
    let (before, rest) = worker.split_once(LINE)?;
    let (_, after) = rest.split_once('\n')?;
    Some(format!("{before}{LINE}[\"{build}\", [{list}]];\n{after}"))
}

/// A path as a script spells it.
fn quoted(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 2);
    out.push('"');
    for c in path.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{Digest, listing};

    #[test]
    fn the_list_takes_the_place_of_the_old_one() {
        let (one, two) = (Digest([0; 32]), Digest([0x11; 32]));
        let files = [("a\"b.html", one), ("c", two)].into_iter();
        let worker = "x\nconst [BUILD, FILES] = [\"old\", [1, 2]]; // old\ny\n";
        let told = listing(worker, files).expect("a worker");
        let listed = format!(r#", [["a\"b.html","{one}"],["c","{two}"]]];"#);
        assert!(told.contains(&listed), "{told}");
        assert!(told.starts_with("x\n") && told.ends_with("\ny\n"), "{told}");
        assert!(!told.contains("old"), "{told}");
    }
}
