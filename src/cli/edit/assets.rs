//! The files of editor and widget: those of one folder, and nothing outside of it, or those inside the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::message::Response;
use crate::cli::file::name;
use crate::cli::outcome::Refusal;
use crate::cli::{CliError, bundled, site};

/// The page, seen from the folder.
const PAGE: &str = "editor/index.html";
/// Where a bundle lies that nobody named, seen from the folder in which the command was started.
const USUAL: [&str; 2] = ["dist/amts-status", "amts-status"];

/// Where the files that are handed out come from.
#[derive(Debug)]
pub(super) enum Assets {
    /// The real path of a folder.
    Folder(PathBuf),
    /// The program itself.
    Program,
}

impl Assets {
    /// Finds the editor: in the folder that was named, in the program, or in the usual folders and beside the program.
    pub(super) fn find(given: Option<&Path>, program: Option<&Path>) -> Result<Self, CliError> {
        if let Some(given) = given {
            return Self::in_bundle(given).ok_or_else(|| CliError::NoEditor(Some(name(given))));
        }
        if bundled::is_there() {
            return Ok(Self::Program);
        }
        let beside = program.and_then(Path::parent);
        let beside = beside.map(|folder| folder.join("amts-status"));
        let mut usual = USUAL.iter().map(PathBuf::from).chain(beside);
        usual
            .find_map(|folder| Self::in_bundle(&folder))
            .ok_or(CliError::NoEditor(None))
    }

    /// Opens a bundle: the folder with its version, or the one above.
    fn in_bundle(path: &Path) -> Option<Self> {
        let mut folders = [path.join(env!("CARGO_PKG_VERSION")), path.to_owned()].into_iter();
        let root = folders.find(|folder| folder.join(PAGE).is_file())?;
        root.canonicalize().ok().map(Self::Folder)
    }

    /// Returns the files of the widget, for the site's own copy.
    pub(super) fn bundle(&self) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
        match self {
            Self::Folder(root) => site::bundle(root),
            Self::Program => Ok(bundled::published()),
        }
    }

    /// Answers with a file.
    pub(super) fn answer(&self, path: &str) -> Result<Response, Refusal> {
        let kind = kind(path).filter(|_| is_plain(path));
        let kind = kind.ok_or(Refusal::Unknown)?;
        let bytes = match self {
            Self::Folder(root) => read(&root.join(path))?,
            Self::Program => bundled::file(path).ok_or(Refusal::Unknown)?.to_vec(),
        };
        Ok(Response::with(kind, bytes))
    }
}

/// Reads a file that is no link.
fn read(file: &Path) -> Result<Vec<u8>, Refusal> {
    // A link leads elsewhere, so its real path is another one.
    if file.canonicalize().ok().as_deref() != Some(file) || !file.is_file() {
        return Err(Refusal::Unknown);
    }
    let bytes = std::fs::read(file);
    Ok(bytes.map_err(|error| CliError::Unreadable(name(file), error))?)
}

/// Tells whether a path consists of plain names that are not hidden. With a "%" it is none: what is encoded means something
/// else.
fn is_plain(path: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
    path.split('/')
        .all(|step| !step.is_empty() && !step.starts_with('.') && step.chars().all(is_plain))
}

/// Returns the type of a file. A file of any other type, such as a key, is not handed out.
fn kind(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "ts" => "text/plain; charset=utf-8",
        // The editor puts them into its package as they are.
        "br" | "gz" => "application/octet-stream",
        _ => return None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::cli::tests::Folder;

    impl Assets {
        /// Returns the folder.
        #[track_caller]
        pub(in super::super) fn folder(&self) -> &Path {
            match self {
                Self::Folder(root) => root,
                Self::Program => panic!("the program's own"),
            }
        }
    }

    /// Makes a bundle with an editor and a widget in a folder.
    pub(in super::super) fn bundle(folder: &Folder) -> Assets {
        let version = folder.0.join("bundle").join(env!("CARGO_PKG_VERSION"));
        std::fs::create_dir_all(version.join("editor")).unwrap();
        for (name, text) in [
            ("editor/index.html", "<!doctype html>"),
            ("editor/editor.js", "start()"),
            ("editor/editor_bg.wasm", "\0asm"),
            ("editor/.geheim.js", "x"),
            ("editor/schluessel", "x"),
            ("editor/presse.pem", "x"),
            ("amts-status.js", "widget()"),
            ("amts-status.js.br", "packed"),
        ] {
            std::fs::write(version.join(name), text).unwrap();
        }
        folder.put("aussen.json", "outside");
        Assets::find(Some(&folder.0.join("bundle")), None).unwrap()
    }

    #[track_caller]
    fn status(assets: &Assets, path: &str) -> u16 {
        match assets.answer(path) {
            Ok(response) => response.status,
            Err(refusal) => refusal.status(),
        }
    }

    #[test]
    fn files_come_with_their_type() {
        let folder = Folder::new("assets");
        let assets = bundle(&folder);
        for (path, kind, text) in [
            (
                "editor/index.html",
                "text/html; charset=utf-8",
                "<!doctype html>",
            ),
            ("editor/editor.js", "text/javascript", "start()"),
            ("editor/editor_bg.wasm", "application/wasm", "\0asm"),
            ("amts-status.js", "text/javascript", "widget()"),
            ("amts-status.js.br", "application/octet-stream", "packed"),
        ] {
            let expected = Response::with(kind, text.as_bytes().to_vec());
            assert_eq!(assets.answer(path).unwrap(), expected);
        }
    }

    #[test]
    fn nothing_outside_of_the_folder_is_handed_out() {
        let folder = Folder::new("outside");
        let assets = bundle(&folder);
        for path in [
            "",
            "editor",
            "editor/",
            "editor//index.html",
            "../../aussen.json",
            "editor/../../../aussen.json",
            "%2e%2e/%2e%2e/aussen.json",
            "..%2f..%2faussen.json",
            "..\\..\\aussen.json",
            "./amts-status.js",
            "/etc/os-release.txt",
            "editor/.geheim.js",
            "editor/schluessel",
            "editor/presse.pem",
            "editor/fehlt.js",
            "editor/index.html\0.js",
        ] {
            assert_eq!(status(&assets, path), 404, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let folder = Folder::new("links-out");
        let assets = bundle(&folder);
        symlink(
            folder.0.join("aussen.json"),
            assets.folder().join("editor/link.json"),
        )
        .unwrap();
        symlink(&folder.0, assets.folder().join("ordner")).unwrap();
        for path in ["editor/link.json", "ordner/aussen.json"] {
            assert_eq!(status(&assets, path), 404, "{path}");
        }
    }

    #[test]
    fn the_editor_is_found_in_the_bundle_or_beside_the_program() {
        let folder = Folder::new("found");
        let assets = bundle(&folder);
        let given = Assets::find(Some(assets.folder()), None).unwrap();
        assert_eq!(given.folder(), assets.folder());
        let failure = Assets::find(Some(&folder.0), None).unwrap_err();
        assert!(matches!(failure, CliError::NoEditor(Some(_))));
        std::fs::rename(folder.0.join("bundle"), folder.0.join("amts-status")).unwrap();
        let program = folder.0.join("amtsstatus");
        assert!(Assets::find(None, Some(&program)).is_ok());
    }
}
