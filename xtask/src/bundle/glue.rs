//! wasm-bindgen's glue as the bundle needs it. It has no options for this that Trunk could pass on, so its text is changed;
//! each change fails the build if the text is not the expected one.

use anyhow::{Result, ensure};

/// The line with the core's default address.
const DEFAULT_ADDRESS: &str = "module_or_path = new URL('widget_bg.wasm', import.meta.url);";
/// The line that takes the core's exports, through which every call goes.
const EXPORTS: &str = "    wasm = instance.exports;\n";
/// The beginning of each line that tests a value's class.
const TESTED: &str = "result = arg0 instanceof ";
/// The language's own classes, which pages do not replace.
const LANGUAGE: [&str; 2] = ["Error", "Uint8Array"];

/// Changes the glue:
/// - The core's default address goes, since the element always names the core by its hash.
/// - The exports are put behind the gate (embed/gate.js).
/// - A class of the platform is told by its prototype, not by a global of that name.
pub(super) fn adapt(glue: &str) -> Result<String> {
    let glue = replace_once(glue, DEFAULT_ADDRESS, "")?;
    let glue = replace_once(&glue, EXPORTS, "    wasm = guarded(instance.exports);\n")?;
    let mut parts = glue.split(TESTED);
    let mut adapted = format!(
        "import {{ guarded, isA }} from \"amts-gate\";\n{}",
        parts.next().unwrap_or_default()
    );
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or((part, ""));
        if LANGUAGE.contains(&name) {
            adapted += &format!("{TESTED}{name};{rest}");
        } else {
            adapted += &format!("result = isA(arg0, \"{name}\");{rest}");
        }
    }
    Ok(adapted)
}

fn replace_once(glue: &str, old: &str, new: &str) -> Result<String> {
    let found = glue.matches(old).count();
    ensure!(
        found == 1,
        "wasm-bindgen's glue has {found} times `{}`, expected once",
        old.trim()
    );
    Ok(glue.replace(old, new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_names_no_file_and_calls_through_the_gate() {
        let glue = format!("if (x) {{ {DEFAULT_ADDRESS} }}\n{EXPORTS}");
        let adapted = adapt(&glue).unwrap();
        assert_eq!(
            adapted,
            "import { guarded, isA } from \"amts-gate\";\nif (x) {  }\n    wasm = guarded(instance.exports);\n"
        );
        for unexpected in [DEFAULT_ADDRESS, EXPORTS] {
            let missing = glue.replace(unexpected, "");
            assert!(adapt(&missing).is_err());
            assert!(adapt(&format!("{glue}{unexpected}")).is_err());
        }
    }

    #[test]
    fn classes_of_the_platform_are_told_by_their_prototype() {
        let tests = ["Window", "Error"].map(|name| format!("{TESTED}{name};\n"));
        let glue = format!("{DEFAULT_ADDRESS}{EXPORTS}{}", tests.concat());
        let adapted = adapt(&glue).unwrap();
        assert!(
            adapted.contains("result = isA(arg0, \"Window\");\nresult = arg0 instanceof Error;\n")
        );
    }
}
