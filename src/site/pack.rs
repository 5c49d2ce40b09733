//! A plan, the app and perhaps a run in one HTML file, which opens from a disk without a network.
//!
//! The sheet stands in it as on any page. Beside it stand the parts of the app, each squeezed and
//! spelt in letters that nobody executes; one short script, named in the policy by its digest,
//! unpacks them.

use super::app::{App, titled};
use super::page::bar;
use super::{INDEX_FILE, MANIFEST_FILE, STYLE_FILE, Site, WORKER_FILE, escape};
use crate::run::seal;
use crate::run::wire::base64;
use crate::text::Source;
use std::fmt::Write;

/// What unpacks the parts.
const UNPACK: &str = include_str!("unpack.js");

/// What goes into the file.
pub struct Packed<'a> {
    /// The name of the plan's file.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The same as words.
    pub source: Source,
    /// A run of it, as a file.
    pub run: Option<&'a [u8]>,
}

/// The file; none where the text holds nothing to do, or the site has no app.
pub fn pack(site: &Site<'_>, plan: Packed<'_>, gzip: &dyn Fn(&[u8]) -> Vec<u8>) -> Option<String> {
    let app = site.app.as_ref()?;
    let own = Script::of(app)?;
    let Packed { name, bytes, source, run } = plan;
    let inside = site.inside(name, source)?;
    let style = style(app);
    let mut page = format!("<!doctype html>\n<html lang=\"{}\">\n<head>", site.lang.tag());
    page.push_str(&head(app, inside.opened.title(), &style, site.polls));
    let _ = write!(
        page,
        "<style>{style}</style>\n</head>\n<body>\n<div id=\"boot\" class=\"page\" data-name=\"{}\">\n",
        escape(name)
    );
    bar(&mut page, site.lang, "#title");
    inside.tell(&mut page, site.lang);
    page.push_str("\n</div>\n");
    let mut part = |name: &str, bytes: &[u8]| {
        let letters = base64::encode(&gzip(bytes));
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "<script type=\"text/plain\" data-file=\"{}\">{letters}</script>",
            escape(name)
        );
    };
    part("/plan", bytes);
    if let Some(run) = run {
        part("/run", run);
    }
    app.files().iter().filter(|(path, _)| is_part(path)).for_each(|(path, it)| part(path, it));
    let _ = write!(page, "<script type=\"module\"{own}>{UNPACK}</script>\n</body>\n</html>\n");
    Some(page)
}

/// What the app needs to run; its page, its style and its pictures are in the file already, and what
/// keeps a site has nothing to keep here.
fn is_part(path: &str) -> bool {
    let other = [INDEX_FILE, WORKER_FILE, MANIFEST_FILE, STYLE_FILE];
    let end = path.rsplit('.').next().unwrap_or_default();
    !other.contains(&path)
        && !matches!(end, "css" | "png" | "svg" | "ico" | "md")
        && !path.starts_with("plans/")
}

/// The tag that starts the app: what its page says on it, addresses as names of parts.
struct Script(Vec<(String, String)>);

impl Script {
    fn of(app: &App<'_>) -> Option<Self> {
        let head = app.head_inside();
        let tag = head.split("<script ").skip(1).find(|tag| tag.contains(" data-wasm="))?;
        let tag = tag.split_once('>')?.0;
        let mut said = Vec::new();
        for pair in tag.split_whitespace() {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = value.trim_matches('"').trim_start_matches("./");
            match name {
                "src" => said.push(("data-start".to_owned(), value.to_owned())),
                // Nothing is kept of a file that lies on a disk already.
                "data-worker" => said.push((name.to_owned(), String::new())),
                name if name.starts_with("data-") => said.push((name.to_owned(), value.to_owned())),
                _ => {}
            }
        }
        Some(Self(said))
    }
}

impl std::fmt::Display for Script {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|(name, value)| write!(f, " {name}=\"{}\"", escape(value)))
    }
}

/// The head: of the app's own what leads to no other file, and a policy by digests.
fn head(app: &App<'_>, title: &str, style: &str, polls: bool) -> String {
    let digest = |text: &str| base64::encode(&seal::digest(text.as_bytes()).0);
    let hosts = if polls { " https: http:" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' blob: 'wasm-unsafe-eval'; \
         style-src 'sha256-{}'; img-src data:; connect-src blob:{hosts}; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types holdpoint",
        digest(UNPACK),
        digest(style)
    );
    let mut out = String::from("\n  <meta charset=\"utf-8\">\n");
    let _ = writeln!(out, "  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let titled = titled(app.head_inside(), title);
    let named = |line: &&str| {
        line.starts_with("<title>")
            || (line.starts_with("<meta name=") && !line.contains("name=\"description\""))
    };
    for line in titled.lines().map(str::trim).filter(named) {
        let _ = writeln!(out, "  {line}");
    }
    out
}

/// The style that the app's page names, in its order, without what only its authors read.
fn style(app: &App<'_>) -> String {
    let head = app.head_inside();
    let sheets = head.split("<link rel=\"stylesheet\" href=\"./").skip(1);
    let names = sheets.filter_map(|rest| Some(rest.split_once('"')?.0));
    let mut out = String::new();
    for sheet in names.filter_map(|name| app.text(name)) {
        let mut rest = sheet;
        let mut plain = String::with_capacity(sheet.len());
        while let Some((before, after)) = rest.split_once("/*") {
            plain.push_str(before);
            rest = after.split_once("*/").map_or("", |(_, after)| after);
        }
        plain.push_str(rest);
        for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
            out.push_str(line);
            // A line's end parts words where nothing else does.
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{App, Script, is_part, style};

    #[test]
    fn the_parts_are_what_the_page_names_whatever_they_are_called() {
        let page = "<head><link rel=\"stylesheet\" href=\"./b.css\"/><link rel=\"stylesheet\" href=\"./a.css\"/>\
            <script type=\"module\" src=\"./go.js\" data-js=\"./x-1.js\" data-wasm=\"./x-1.wasm\" data-worker=\"./offline.js\"></script></head>";
        let files = [
            ("index.html", page.as_bytes()),
            ("a.css", b"/* a */\np { margin: 0 }\n".as_slice()),
            ("b.css", b"  b {\n  }\n"),
        ];
        let app = App::new(&files).expect("an app");
        let said = Script::of(&app).expect("a script").to_string();
        let expected =
            r#" data-start="go.js" data-js="x-1.js" data-wasm="x-1.wasm" data-worker="""#;
        assert_eq!(said, expected);
        assert_eq!(style(&app), "b {\n}\np { margin: 0 }\n");
        assert!(is_part("x-1.wasm") && is_part("snippets/a/b.js") && !is_part("plans/a.md"));
    }
}
