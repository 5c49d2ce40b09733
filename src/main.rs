//! One binary, two mains: the command line natively, the page in the browser.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    holdpoint::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
