//! Two mains by target: the page mounts itself, the desk reads its arguments.

#[cfg(target_arch = "wasm32")]
fn main() {
    holdpoint::web::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    holdpoint::cli::main()
}
