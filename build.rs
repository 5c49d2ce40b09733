//! Puts the built app into the binary: lists the files of `dist`, or of the folder that
//! `HOLDPOINT_DIST` names, for `main` to take in. Only the binary holds them, the library does not.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=HOLDPOINT_DIST");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("app.rs");
    // The page itself carries no page.
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32") {
        return fs::write(out, "");
    }
    let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let dist = std::env::var_os("HOLDPOINT_DIST").unwrap_or_else(|| "dist".into());
    let dist = Path::new(&root).join(dist);
    // A folder that is not there would make Cargo run this anew every time.
    let _ = fs::create_dir_all(&dist);
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        gather(&dist, "", &mut files)?;
    }
    files.sort();
    let mut code = String::from("const APP: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(code, "    ({name:?}, include_bytes!({:?})),", path.display().to_string());
    }
    code.push_str("];\n");
    fs::write(out, code)
}

/// Every file below a folder, by its path from there.
fn gather(folder: &Path, above: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = if above.is_empty() { file.clone() } else { format!("{above}/{file}") };
        // What begins with a dot is Trunk's own, while it works.
        if file.starts_with('.') {
        } else if entry.file_type()?.is_dir() {
            gather(&entry.path(), &name, files)?;
        } else {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}
