//! The browser's core: exports `mount` (src/browser/mount.rs) to the element's loader.

// The exports are the library's; naming it links them in.
extern crate amtsstatus as _;

/// Needs as much memory as the standard library's own, within a few per cent, and is 1,600 bytes smaller on the wire.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {}
