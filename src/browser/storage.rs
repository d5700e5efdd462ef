//! The browser's storage, which may be forbidden or full: then everything lives in memory only (row 33).

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Returns the text under a key. `None` if there is none or the storage is forbidden.
pub fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Puts a text under a key. Does nothing if the storage is full or forbidden.
pub fn store(key: &str, text: &str) {
    storage().map(|storage| storage.set_item(key, text));
}

/// Deletes the text under a key.
pub fn forget(key: &str) {
    storage().map(|storage| storage.remove_item(key));
}
