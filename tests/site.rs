//! `holdpoint build` at work on real folders: what it makes, that it is the same each time, and that
//! whatever goes wrong leaves everything as it was.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

const PLAN: &str = "# Release 7\n\n## Stage 1. Switch\n\n- [ ] Back up\n- [x] Announce it\n\n\
    **Go criteria:**\n\n- The backup can be read\n\n## Rollback\n\n1. Switch back\n";

/// A folder that is gone after the test.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn put(&self, path: &str, text: &str) -> &Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    fn build(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_holdpoint"))
            .arg("build")
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .expect("a run")
    }

    #[track_caller]
    fn built(&self, arguments: &[&str]) {
        let run = self.build(arguments);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        assert!(run.stdout.is_empty());
    }

    /// It says this, exits with 2, and changes nothing.
    #[track_caller]
    fn refused(&self, arguments: &[&str], sentence: &str) {
        let before = self.files("");
        let run = self.build(arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains(sentence), "{said}");
        assert_eq!(self.files(""), before, "nothing was changed");
    }

    /// Every file below a folder of the desk, folders too.
    fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.0.join(below);
        let (mut found, mut folders) = (BTreeMap::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry")) {
                let path = entry.path();
                let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
                if path.is_dir() {
                    found.insert(format!("{name}/"), Vec::new());
                    folders.push(path);
                } else {
                    found.insert(name, fs::read(path).unwrap_or_default());
                }
            }
        }
        found
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_plan_becomes_a_page_that_needs_no_script() {
    let desk = Desk::new("page");
    desk.put("release.md", PLAN).built(&["release.md", "-o", "out", "--title", "Our <releases>"]);
    let page = desk.read("out/release.html");
    for part in [
        "<title>Release 7 · Holdpoint</title>",
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'",
        "<meta name=\"referrer\" content=\"no-referrer\">",
        "id=\"i0\"",
        "The backup can be read",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(page.matches("<input type=\"checkbox\"").count(), 4, "{page}");
    assert_eq!(page.matches(" checked").count(), 1, "{page}");
    assert!(!page.contains(" style=") && !page.contains("<script>"), "nothing inline");
    assert_eq!(desk.read("out/release.md"), PLAN, "the plan itself lies beside its page");
    let index = desk.read("out/index.html");
    for part in ["Our &lt;releases&gt;", "href=\"release.html\"", "1\u{a0}stage", "2\u{a0}tasks"] {
        assert!(index.contains(part), "{part}: {index}");
    }
}

/// The words of a page, without its marks.
fn words(page: &str) -> String {
    let told = page.split('<').map(|it| it.split_once('>').map_or(it, |(_, words)| words));
    let told = told.collect::<String>();
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    signs.iter().fold(told, |told, (sign, is)| told.replace(sign, is))
}

/// What the parts of a model that bear this name say, wherever they stand in it.
fn said(model: &Value, name: &str, out: &mut Vec<String>) {
    match model {
        Value::Array(parts) => parts.iter().for_each(|part| said(part, name, out)),
        Value::Object(parts) => {
            out.extend(parts.get(name).and_then(Value::as_str).map(str::to_owned));
            parts.values().for_each(|part| said(part, name, out));
        }
        _ => {}
    }
}

/// In a debug build each page is told twice, once as its views tell it, and must come out the same.
#[test]
fn pages_say_all_that_plans_say_as_their_views_do() {
    let desk = Desk::new("all");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let models = fs::read_dir(&folder).expect("the models").map(|it| it.expect("a file").path());
    let models = models.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let plans = models.filter_map(|path| {
        let model: Value =
            serde_json::from_slice(&fs::read(&path).expect("a model")).expect("JSON");
        let nothing_to_do = model["faults"].as_array()?.iter().any(|it| it["code"] == "HP006");
        (!nothing_to_do).then(|| (path.with_extension("md"), model))
    });
    let plans: Vec<_> = plans.collect();
    let paths: Vec<_> = plans.iter().map(|(path, _)| path.to_str().expect("a name")).collect();
    for lang in ["ru", "en"] {
        desk.built(&[&paths[..], &["-o", "out", "--lang", lang]].concat());
        for (plan, model) in &plans {
            let name = plan.file_stem().expect("a name").display();
            let page = desk.read(&format!("out/{name}.html"));
            assert!(!page.contains("<!>"), "{}: what only a live page needs", plan.display());
            let page = words(&page);
            let mut told = Vec::new();
            said(&model["sections"], "title", &mut told);
            said(&model["sections"], "text", &mut told);
            assert!(!told.is_empty(), "{}", plan.display());
            for words in told {
                assert!(page.contains(&words), "{}: {words}", plan.display());
            }
        }
    }
}

#[test]
fn the_same_plans_give_the_same_bytes_and_nothing_is_written_twice() {
    let desk = Desk::new("same");
    desk.put("a/one.md", PLAN).put("a/b/two.md", PLAN);
    desk.built(&["a/one.md", "a/b/two.md", "-o", "out", "--lang", "ru"]);
    desk.built(&["a/b/two.md", "a/one.md", "-o", "other", "--lang", "ru"]);
    let first = desk.files("out");
    assert_eq!(first, desk.files("other"));
    assert!(
        first.contains_key("b/two.html") && first.contains_key("one.html"),
        "{:?}",
        first.keys()
    );
    let when =
        |path: &str| fs::metadata(desk.0.join(path)).and_then(|it| it.modified()).expect("when");
    let before = when("out/one.html");
    desk.put("a/b/two.md", &PLAN.replace("Release 7", "Release 8"));
    desk.built(&["a/one.md", "a/b/two.md", "-o", "out", "--lang", "ru"]);
    assert_eq!(when("out/one.html"), before);
    assert!(desk.read("out/b/two.html").contains("Release 8"));
}

#[test]
fn links_between_plans_and_to_files_beside_them_keep_working() {
    let desk = Desk::new("links");
    let plan = format!(
        "{PLAN}\n## Stage 2\n\n- [ ] See [the other](b/two.md) and ![scheme](img/a b.png)\n\
         - [ ] Then [x](javascript:alert(1)), [y](../secret.txt), [w](https://example.org/)\n"
    )
    .replace("img/a b.png", "img/a%20b.png");
    desk.put("in/one.md", &plan).put("in/b/two.md", PLAN).put("in/img/a b.png", "picture");
    desk.put("secret.txt", "secret");
    desk.built(&["in/one.md", "in/b/two.md", "-o", "out"]);
    let page = desk.read("out/one.html");
    for part in ["href=\"b/two.html\"", "href=\"img/a%20b.png\"", "href=\"https://example.org/\""] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("javascript:") && !page.contains("secret.txt\""), "{page}");
    assert_eq!(desk.read("out/img/a b.png"), "picture");
    assert!(!desk.files("out").keys().any(|name| name.contains("secret")));
}

#[test]
fn what_is_gone_goes_from_the_site_and_what_is_yours_stays() {
    let desk = Desk::new("yours");
    desk.put("one.md", PLAN).put("b/two.md", PLAN);
    desk.built(&["one.md", "b/two.md", "-o", "out"]);
    desk.put("out/CNAME", "plans.example.org").put("out/b/notes.txt", "mine");
    desk.built(&["one.md", "-o", "out"]);
    let files = desk.files("out");
    assert!(
        !files.contains_key("b/two.html") && !files.contains_key("b/two.md"),
        "{:?}",
        files.keys()
    );
    assert_eq!(desk.read("out/CNAME"), "plans.example.org");
    assert_eq!(desk.read("out/b/notes.txt"), "mine");
    // A page that somebody changed by hand is theirs from then on.
    desk.put("out/one.html", "changed by hand").put("one.md", &PLAN.replace('7', "9"));
    desk.refused(&["one.md", "-o", "out"], "out/one.html: This file was not built by Holdpoint");
}

#[test]
fn bad_input_is_told_and_changes_nothing() {
    let desk = Desk::new("bad");
    desk.put("one.md", PLAN).put("notes.md", "Just words.\n").put("mine/a.txt", "mine");
    desk.put("one.markdown", PLAN).put("sub/app/x.md", PLAN).put("sub/z.md", PLAN);
    desk.put("sub/index.md", PLAN).put("sub/.hidden.md", PLAN).put("binary.md", "a\u{0}b\u{0}");
    desk.refused(&["none.md", "-o", "out"], "none.md: There is no such file.");
    desk.refused(&["sub", "-o", "out"], "sub: This is a directory");
    desk.refused(&["one.md", "notes.md", "-o", "out"], "notes.md: There is nothing to do");
    desk.refused(&["one.md", "binary.md", "-o", "out"], "binary.md: ");
    desk.refused(&["one.md", "one.markdown", "-o", "out"], "Its page would bear the name");
    desk.refused(&["one.md", "-o", "mine"], "mine: This folder holds something");
    desk.refused(&["one.md", "-o", "one.md"], "one.md: It could not be written");
    desk.refused(&["sub/app/x.md", "sub/z.md", "-o", "out"], "x.md: The site needs this name");
    desk.refused(&["sub/index.md", "-o", "out"], "index.md: The site needs this name");
    desk.refused(&["sub/.hidden.md", "-o", "out"], ".hidden.md: This name is no address");
    desk.refused(&["one.md", "-o", "out", "--lang", "ru", "none.md"], "none.md: Такого файла нет.");
    // All that is wrong is told at once.
    let run = desk.build(&["notes.md", "binary.md", "-o", "out"]);
    assert_eq!(String::from_utf8_lossy(&run.stderr).matches(".md: ").count(), 2);
}

#[cfg(unix)]
#[test]
fn names_and_links_do_not_lead_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new("out");
    desk.put("in/one.md", &format!("{PLAN}\n- [ ] [a](link.txt) [b](pipe)\n"))
        .put("secret", "secret");
    desk.put("in/..\\x.md", PLAN).put("elsewhere/keep.txt", "keep");
    symlink("../secret", desk.0.join("in/link.txt")).expect("a link");
    desk.refused(&["in/one.md", "in/..\\x.md", "-o", "out"], "This name is no address");
    desk.built(&["in/one.md", "-o", "out"]);
    assert!(!desk.files("out").contains_key("link.txt"), "a link that leads out is not followed");
    // A folder of the site that somebody replaced by a link.
    desk.put("in/b/two.md", PLAN);
    symlink("../elsewhere", desk.0.join("out/b")).expect("a link");
    desk.refused(
        &["in/one.md", "in/b/two.md", "-o", "out"],
        "This file was not built by Holdpoint",
    );
}

/// Root alone can make a disk as small as this one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_site_as_it_was() {
    let desk = Desk::new("full");
    desk.put("one.md", PLAN);
    let small = desk.0.join("disk");
    fs::create_dir(&small).expect("a folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=24m", "none"])
        .arg(&small)
        .output()
        .is_ok_and(|run| run.status.success());
    if !mounted {
        let words = holdpoint::words::site::unwritten(
            holdpoint::words::Lang::En,
            &std::io::ErrorKind::StorageFull.into(),
        );
        assert!(words.contains("no room left on the disk"));
        return;
    }
    let full = || {
        desk.built(&["one.md", "-o", "disk/out"]);
        // What is left of the disk is taken.
        let taken = Command::new("sh")
            .args(["-c", "cat /dev/zero > disk/filler; true"])
            .current_dir(&desk.0)
            .output();
        taken.expect("a filler");
        desk.put("one.md", &format!("{PLAN}{}", "- [ ] More\n".repeat(2000)));
        let before = desk.files("disk/out");
        let run = desk.build(&["one.md", "-o", "disk/out"]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains("There is no room left on the disk. Nothing was changed."), "{said}");
        assert_eq!(desk.files("disk/out"), before);
        fs::remove_file(small.join("filler")).expect("room again");
        desk.built(&["one.md", "-o", "disk/out"]);
    };
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(full));
    let gone = Command::new("umount").arg(&small).status().expect("umount");
    assert!(gone.success());
    outcome.expect("the disk was full and is not any more");
}

#[test]
fn an_author_who_watches_sees_each_change() {
    let desk = Desk::new("watch");
    desk.put("one.md", PLAN);
    let mut watching = Command::new(env!("CARGO_BIN_EXE_holdpoint"))
        .args(["build", "one.md", "-o", "out", "--watch"])
        .current_dir(&desk.0)
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("a run");
    let shows = |words: &str| {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            let page = fs::read_to_string(desk.0.join("out/one.html")).unwrap_or_default();
            if page.contains(words) {
                return true;
            }
            thread::sleep(Duration::from_millis(50));
        }
        false
    };
    let seen = shows("Release 7") && {
        desk.put("one.md", "no plan at all\n");
        thread::sleep(Duration::from_millis(700));
        desk.put("one.md", &PLAN.replace("Release 7", "Release 8, mended"));
        shows("Release 8, mended")
    };
    watching.kill().expect("it was still watching");
    let _ = watching.wait();
    assert!(seen, "both versions were shown");
}
