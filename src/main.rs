//! Two mains by target: the page mounts itself, the desk reads its arguments.

#[cfg(target_arch = "wasm32")]
fn main() {
    holdpoint::web::mount();
}

// The files of the built app, as build.rs found them.
#[cfg(not(target_arch = "wasm32"))]
include!(concat!(env!("OUT_DIR"), "/app.rs"));

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    holdpoint::cli::main(APP)
}
