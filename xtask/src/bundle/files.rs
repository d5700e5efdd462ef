//! The module `amts-files`: where the core, the languages' files and the stylesheet are, and the hashes of the first two.
//! Each address is written out in full, `new URL("./…", import.meta.url)`: by that pattern Vite and webpack find the files
//! and bring them along.

use super::Core;

/// A language's file: its tag, its name, and its hash in base64.
pub struct Words {
    /// The language.
    pub tag: &'static str,
    /// The file's name.
    pub file: String,
    /// The hash (SHA-256).
    pub hash: String,
}

/// Returns the module. The addresses are functions: inlined in some pages the script has no place by which to tell them.
pub fn module(core: &Core, languages: &[Words]) -> String {
    let Core { file, integrity } = core;
    let words = languages.iter().map(|Words { tag, file, hash }| {
        format!(
            "  \"{tag}\": {{ url: () => {}, integrity: \"sha256-{hash}\" }},\n",
            address(file)
        )
    });
    format!(
        "export const stylesheet = () => {};\nexport const core = {{ url: () => {}, integrity: \"{integrity}\" }};\nexport const words = {{\n{}}};\n",
        address("amts-status.css"),
        address(file),
        words.collect::<String>()
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
        let words = [Words {
            tag: "de-simple",
            file: "amts-words-de-simple-2.json".to_owned(),
            hash: "B".to_owned(),
        }];
        assert_eq!(
            module(&core, &words),
            "export const stylesheet = () => new URL(\"./amts-status.css\", import.meta.url);
export const core = { url: () => new URL(\"./amts-core-1.wasm\", import.meta.url), integrity: \"sha384-A\" };
export const words = {
  \"de-simple\": { url: () => new URL(\"./amts-words-de-simple-2.json\", import.meta.url), integrity: \"sha256-B\" },
};
"
        );
    }
}
