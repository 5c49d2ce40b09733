# Where the tools are, for the other scripts to source. Tools of the right version that are already
# on PATH serve; the others live in one folder of their own, shared by all checkouts.
# shellcheck shell=bash

TOOLS=${HOLDPOINT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/holdpoint/tools}
TRUNK_VERSION=0.21.14
WASM_SPLIT_VERSION=0.2.3
# What finds barriers in the page, for the browser's tests: its version, and what its package weighs in.
AXE_VERSION=4.14.1
AXE_SHA512=1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
export HOLDPOINT_AXE="$TOOLS/axe-core-$AXE_VERSION/axe.min.js"
export PATH="$TOOLS/bin:$PATH:$HOME/.cargo/bin"

# Trunk would ask the network for a newer self, and takes NO_COLOR=1 for a mistake.
export TRUNK_SKIP_VERSION_CHECK=true
if [ -n "${NO_COLOR:-}" ]; then export NO_COLOR=true; fi

# The compiler that builds the page. `has_wasm_target`: the usual one can, as it is. `use_debian_rust`:
# Debian's own compiler does, and builds the standard library along with the page.
has_wasm_target() {
    local folder
    folder=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) && [ -d "$folder" ]
}

has_debian_rust() {
    [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] && command -v wasm-ld-19 >/dev/null &&
        [ -f /usr/lib/rustlib/src/rust/library/Cargo.lock ]
}

use_debian_rust() {
    export PATH="/usr/bin:$PATH"
    export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
    # Apart, because the two compilers would undo each other's work.
    export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/debian"
}
