//! The bundle inside the program: editor and widget, so that one file is all that a press office needs.
//!
//! Only a released program has one (`cargo xtask release`): every other build would need dist/ first.

use std::collections::BTreeMap;

use include_dir::{Dir, File};

/// The folder with the version.
#[cfg(feature = "bundled")]
static BUNDLE: Option<Dir<'_>> = Some(include_dir::include_dir!(
    "$CARGO_MANIFEST_DIR/dist/amts-status/$CARGO_PKG_VERSION"
));
#[cfg(not(feature = "bundled"))]
static BUNDLE: Option<Dir<'_>> = None;

/// Tells whether the program has a bundle.
pub(super) fn is_there() -> bool {
    BUNDLE.is_some()
}

/// Returns a file by its path in the folder with the version.
pub(super) fn file(path: &str) -> Option<&'static [u8]> {
    BUNDLE.as_ref()?.get_file(path).map(File::contents)
}

/// Returns the files that a site publishes, by name: those of the folder itself, without the editor's. Without a bundle there
/// are none.
pub(super) fn published() -> BTreeMap<String, Vec<u8>> {
    let files = BUNDLE.iter().flat_map(Dir::files);
    let named = |file: &File<'_>| (file.path().display().to_string(), file.contents().to_vec());
    files.map(named).collect()
}
