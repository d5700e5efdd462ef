//! The module `amts-files`: where the core, the languages' files, what reads a snapshot and the stylesheet are, and the hashes of all but the last.
//! Each address is written out in full, `new URL("./…", import.meta.url)`: by that pattern Vite and webpack find the files
//! and bring them along.

use super::Core;

/// A file beside the script: its name, and its hash in base64.
pub struct Checked {
    /// The file's name.
    pub file: String,
    /// The hash (SHA-256).
    pub hash: String,
}

/// Returns the module. The addresses are functions: inlined in some pages the script has no place by which to tell them.
pub fn module(core: &Core, languages: &[(&str, Checked)], reader: &Checked) -> String {
    let Core { file, integrity } = core;
    let words = languages
        .iter()
        .map(|(tag, words)| format!("  \"{tag}\": {},\n", checked(words)));
    format!(
        "export const stylesheet = () => {};\nexport const core = {{ url: () => {}, integrity: \"{integrity}\" }};\nexport const reader = {};\nexport const words = {{\n{}}};\n",
        address("amts-status.css"),
        address(file),
        checked(reader),
        words.collect::<String>()
    )
}

fn checked(Checked { file, hash }: &Checked) -> String {
    format!(
        "{{ url: () => {}, integrity: \"sha256-{hash}\" }}",
        address(file)
    )
}

fn address(file: &str) -> String {
    format!("new URL(\"./{file}\", import.meta.url)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_66_addresses_are_written_as_bundlers_look_for_them() {
        let core = Core {
            file: "amts-core-1.wasm".to_owned(),
            integrity: "sha384-A".to_owned(),
        };
        let data = |file: &str, hash: &str| Checked {
            file: file.to_owned(),
            hash: hash.to_owned(),
        };
        let words = [("de-simple", data("amts-words-de-simple-2.json", "B"))];
        let reader = data("amts-snapshot-3.js", "C");
        assert_eq!(
            module(&core, &words, &reader),
            "export const stylesheet = () => new URL(\"./amts-status.css\", import.meta.url);
export const core = { url: () => new URL(\"./amts-core-1.wasm\", import.meta.url), integrity: \"sha384-A\" };
export const reader = { url: () => new URL(\"./amts-snapshot-3.js\", import.meta.url), integrity: \"sha256-C\" };
export const words = {
  \"de-simple\": { url: () => new URL(\"./amts-words-de-simple-2.json\", import.meta.url), integrity: \"sha256-B\" },
};
"
        );
    }
}
