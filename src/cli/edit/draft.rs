//! Where drafts lie: what is not saved yet outlives the browser and the program.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Returns the place of the draft of a file: hidden beside it.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut draft = OsString::from(".");
    draft.push(file.file_name().unwrap_or_default());
    draft.push(".entwurf");
    file.with_file_name(draft)
}

/// Returns the place of the draft if there is no file: in the person's own folder for data, of which the environment's
/// variables tell. `None` if there is none.
pub(super) fn alone(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // Paths that are not absolute are to be ignored (XDG Base Directory Specification).
    let folder = |name: &str| {
        let path = variable(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    let data = folder("XDG_DATA_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".local/share")))?;
    Some(data.join("amtsstatus/entwurf"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_lies_hidden_beside_its_file() {
        let draft = beside(Path::new("ordner/status.json"));
        assert_eq!(draft, Path::new("ordner/.status.json.entwurf"));
        assert_eq!(beside(Path::new("a")), Path::new(".a.entwurf"));
    }

    #[test]
    fn a_draft_without_a_file_lies_with_the_persons_data() {
        let found = |variables: &[(&str, &str)]| {
            alone(|name| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        let home = ("HOME", "/h");
        let usual = Some(PathBuf::from("/h/.local/share/amtsstatus/entwurf"));
        assert_eq!(found(&[home]), usual);
        assert_eq!(found(&[home, ("XDG_DATA_HOME", "daten")]), usual);
        let own = Some(PathBuf::from("/d/amtsstatus/entwurf"));
        assert_eq!(found(&[home, ("XDG_DATA_HOME", "/d")]), own);
        assert_eq!(found(&[]), None);
    }
}
