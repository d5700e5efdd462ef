//! libFuzzer's way into tests/it/fuzzed.rs.

#![no_main]

#[path = "../../tests/it/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::all(bytes));
