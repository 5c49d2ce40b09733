//! The built app: its files, and the head of its page, made fit for pages of a site.

use super::{APP_FOLDER, INDEX_FILE, MANIFEST_FILE, Site, WORKER_FILE, escape};

/// The style of a page without the app, in the order in which it counts.
pub const STYLE: [&str; 4] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/page.css"),
    include_str!("../../style/plan.css"),
    include_str!("../../style/site.css"),
];

/// The entry of the policy that allows no host but the page's own, and the one that allows polls.
const NO_POLLS: &str = "connect-src 'self'";
const POLLS: &str = "connect-src 'self' https: http:";

/// The files of one build, whatever they are called.
#[derive(Debug, Clone)]
pub struct App<'a> {
    files: Vec<(&'a str, &'a [u8])>,
}

impl<'a> App<'a> {
    /// The app of these files, by path; none where its page is missing.
    pub fn new(files: &[(&'a str, &'a [u8])]) -> Option<Self> {
        let mut files = files.to_vec();
        files.sort_unstable_by_key(|(path, _)| *path);
        let app = Self { files };
        app.text(INDEX_FILE)?.contains("</head>").then_some(app)
    }

    /// Every file, by path.
    pub fn files(&self) -> &[(&'a str, &'a [u8])] {
        &self.files
    }

    /// A file's bytes.
    pub fn file(&self, path: &str) -> Option<&'a [u8]> {
        let at = self.files.binary_search_by_key(&path, |(path, _)| path).ok()?;
        Some(self.files[at].1)
    }

    /// A file's words.
    pub fn text(&self, path: &str) -> Option<&'a str> {
        std::str::from_utf8(self.file(path)?).ok()
    }

    /// The app below its folder, and its manifest at the top. The worker stands by itself.
    pub fn files_in_site(&self, site: &Site<'_>) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::with_capacity(self.files.len() + 1);
        for (path, bytes) in &self.files {
            let place = format!("{APP_FOLDER}/{path}");
            match *path {
                WORKER_FILE => {}
                INDEX_FILE => files.push((place, self.own_page(site.polls).into_bytes())),
                MANIFEST_FILE => {
                    let told = String::from_utf8_lossy(bytes);
                    let told = told.replace("\"./icon", "\"./app/icon");
                    files.push((MANIFEST_FILE.to_owned(), told.into_bytes()));
                }
                _ => files.push((place, bytes.to_vec())),
            }
        }
        files
    }

    /// The bare app's page, where the worker and the manifest stand one folder up.
    fn own_page(&self, polls: bool) -> String {
        let page = self.text(INDEX_FILE).unwrap_or_default();
        let page = page
            .replace(&format!("\"./{WORKER_FILE}\""), &format!("\"../{WORKER_FILE}\""))
            .replace(&format!("\"./{MANIFEST_FILE}\""), &format!("\"../{MANIFEST_FILE}\""));
        allowing(&page, polls)
    }

    /// What stands in the head of the app's page, without the title.
    pub(super) fn head_inside(&self) -> &'a str {
        let page = self.text(INDEX_FILE).unwrap_or_default();
        let inside = page.split_once("<head>").map_or("", |(_, after)| after);
        inside.split_once("</head>").map_or(inside, |(head, _)| head)
    }

    /// The head of a page from which `up` leads to the top of the site.
    pub(super) fn head(&self, title: &str, up: &str, polls: bool) -> String {
        let head = titled(self.head_inside(), title);
        let head = head
            .replace("=\"./", &format!("=\"{up}{APP_FOLDER}/"))
            .replace(&format!("{APP_FOLDER}/{WORKER_FILE}"), WORKER_FILE)
            .replace(&format!("{APP_FOLDER}/{MANIFEST_FILE}"), MANIFEST_FILE);
        allowing(&head, polls)
    }
}

/// The head of a page without the app: nothing runs on it.
pub(super) fn bare_head(title: &str, up: &str) -> String {
    format!(
        "\n  <meta charset=\"utf-8\">\n  <meta http-equiv=\"Content-Security-Policy\" content=\"\
         default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
         form-action 'none'\">\n  <meta name=\"referrer\" content=\"no-referrer\">\n  \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  \
         <meta name=\"color-scheme\" content=\"light dark\">\n  <title>{}</title>\n  \
         <link rel=\"stylesheet\" href=\"{up}{}\">\n",
        escape(title),
        super::STYLE_FILE
    )
}

/// A head with another title.
pub(super) fn titled(head: &str, title: &str) -> String {
    let before = head.split_once("<title>");
    let after = before.and_then(|(before, rest)| Some((before, rest.split_once("</title>")?.1)));
    match after {
        Some((before, after)) => format!("{before}<title>{}</title>{after}", escape(title)),
        None => format!("{head}<title>{}</title>", escape(title)),
    }
}

/// A page whose policy has the entry for polls, or the one without.
fn allowing(page: &str, polls: bool) -> String {
    let (entry, other) = if polls { (POLLS, NO_POLLS) } else { (NO_POLLS, POLLS) };
    page.replacen(&format!("{other};"), &format!("{entry};"), 1)
}

#[cfg(test)]
mod tests {
    use super::App;

    const PAGE: &str = "<html><head><title>Holdpoint</title><meta content=\"a; connect-src 'self'; b\">\
        <link rel=\"manifest\" href=\"./site.webmanifest\"><script src=\"./start.js\" \
        data-worker=\"./offline.js\"></script></head><body></body></html>";

    #[test]
    fn a_head_leads_to_the_files_of_the_app_from_any_depth() {
        let app = App::new(&[("index.html", PAGE.as_bytes())]).expect("an app");
        let head = app.head("A <b>", "../../", true);
        for part in [
            "<title>A &lt;b&gt;</title>",
            "src=\"../../app/start.js\"",
            "href=\"../../site.webmanifest\"",
            "data-worker=\"../../offline.js\"",
            "connect-src 'self' https: http:; b",
        ] {
            assert!(head.contains(part), "{part} in {head}");
        }
        assert!(app.own_page(false).contains("data-worker=\"../offline.js\""));
        assert!(App::new(&[("start.js", b"")]).is_none(), "there is no app without its page");
    }
}
