//! The browser's core: exports `mount` (src/browser/mount.rs) to the element's loader.

// The exports are the library's; naming it links them in.
extern crate amtsstatus as _;

fn main() {}
