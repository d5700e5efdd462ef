//! The settings by which the core's standard library is built along, for size.

/// Has cargo build the standard library along, for size and with panics that only trap: 15 KB of script and core
/// (`cargo xtask dist --plain-std` builds without). A trap is all that the element needs to know of a panic, and nobody reads what
/// `{:?}` would write, which is 2.6 KB (tests/it/tidy.rs sees to it).
/// `RUSTC_BOOTSTRAP` allows the stable compiler to do so.
pub fn settings() -> [(&'static str, &'static str); 4] {
    [
        ("RUSTC_BOOTSTRAP", "1"),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none",
        ),
    ]
}
