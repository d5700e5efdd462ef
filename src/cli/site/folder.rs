//! The folder that a site is written into: what in it is ours, and how it is replaced so that it is whole at any moment.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::CliError;
use crate::cli::file::{self, kept, name, present, unwritable};
use crate::cli::key;
use crate::cli::outcome::{FileRole, Kept};
use crate::render::site::files::{LIST, SCRIPT, SiteFile, hash, is_of_earlier_program, list};
use crate::render::site::{BUNDLE, FEED, MARK};

/// How many folders deep a private key is looked for.
const DEPTH: usize = 3;

/// A folder, and the program's own files in it: their paths with the hash of what was written.
pub(super) struct Folder {
    path: PathBuf,
    own: BTreeMap<String, String>,
}

impl Folder {
    /// Looks at a folder. Fails if it is a file, or if a private key lies in it: everything in it is uploaded.
    pub fn open(path: &Path) -> Result<Self, CliError> {
        if path.exists() && !path.is_dir() {
            return Err(unwritable(path, ErrorKind::NotADirectory.into()));
        }
        if let Some(key) = private_key(path, DEPTH) {
            return Err(CliError::KeyInFolder(name(&key)));
        }
        let list = path.join(LIST);
        let own = match present(&list)? {
            None => BTreeMap::new(),
            Some(bytes) => {
                read_list(&bytes).ok_or_else(|| kept(&list, FileRole::InFolder, Kept::Foreign))?
            }
        };
        Ok(Self {
            path: path.to_owned(),
            own,
        })
    }

    /// Returns where a file of the site lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    /// Returns the text of an own file. Fails if a file of somebody else's has its name.
    pub fn text(&self, file: &str) -> Result<Option<String>, CliError> {
        let path = self.path(file);
        let Some(bytes) = present(&path)? else {
            return Ok(None);
        };
        match String::from_utf8(bytes) {
            Ok(text) if self.own.contains_key(file) || is_of_earlier_program(&text) => {
                Ok(Some(text))
            }
            _ => Err(kept(&path, FileRole::InFolder, Kept::Foreign)),
        }
    }

    /// Writes all files in their order, each in one step, and before the last one deletes own files that the site no longer
    /// has: what stays behind would grow old. `goes_on` is asked before each file takes its name.
    pub fn publish(
        &self,
        files: &[SiteFile],
        goes_on: &mut dyn FnMut(&str) -> bool,
    ) -> Result<(), CliError> {
        for file in files {
            self.may_replace(file)?;
        }
        let is_kept = |path: &String| path.starts_with("amts-status/") || path == FEED;
        let is_written = |path: &String| files.iter().any(|file| file.path == *path);
        let gone: Vec<&String> = self
            .own
            .keys()
            .filter(|path| !is_written(path) && !is_kept(path))
            .collect();
        // First the list: a file that was written before it could not be told from somebody else's after a power cut.
        let hash = |file: &SiteFile| (file.path.clone(), hash(&file.bytes));
        let mut own = self.own.clone();
        own.extend(files.iter().map(hash));
        let list = SiteFile {
            path: LIST.to_owned(),
            bytes: list(&own).into_bytes(),
        };
        let Some((last, others)) = files.split_last() else {
            return Ok(());
        };
        for file in [&list].into_iter().chain(others) {
            if !self.put(file, goes_on)? {
                return Ok(());
            }
        }
        for path in gone {
            // One that somebody has deleted already is no loss.
            let _ = fs::remove_file(self.path(path));
        }
        self.put(last, goes_on).map(drop)
    }

    /// Checks that a file is ours, or not there, or has the same content.
    fn may_replace(&self, file: &SiteFile) -> Result<(), CliError> {
        let path = self.path(&file.path);
        let Some(bytes) = present(&path)? else {
            return Ok(());
        };
        let is_ours = self.own.contains_key(&file.path)
            // Whether one feed may follow another was decided by their content.
            || file.path == FEED
            // Earlier programs had no list, and a bundle that was copied by hand is on none.
            || file.path.starts_with(BUNDLE)
            || is_of_earlier_program(&String::from_utf8_lossy(&bytes));
        match is_ours || bytes == file.bytes {
            true => Ok(()),
            false => Err(kept(&path, FileRole::InFolder, Kept::Foreign)),
        }
    }

    fn put(
        &self,
        file: &SiteFile,
        goes_on: &mut dyn FnMut(&str) -> bool,
    ) -> Result<bool, CliError> {
        let path = self.path(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
        }
        // What is there already needs no new date, which caches would ask for.
        if fs::read(&path).is_ok_and(|bytes| bytes == file.bytes) {
            return Ok(true);
        }
        file::replace_if(&path, &file.bytes, &mut || goes_on(&file.path))
    }
}

/// Reads the files of a bundle, with those that the build has packed, of the folder with its version or of the one above. What
/// has another name than the build gives is none of its files.
pub(in crate::cli) fn bundle(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let version = path.join(env!("CARGO_PKG_VERSION"));
    let path = if version.is_dir() { &version } else { path };
    if !path.join(SCRIPT).is_file() {
        return Err(CliError::NoBundle(name(path)));
    }
    let mut files = BTreeMap::new();
    let unreadable = |error| CliError::Unreadable(name(path), error);
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let Ok(file) = entry.file_name().into_string() else {
            continue;
        };
        let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
        if entry.path().is_file() && file.chars().all(is_plain) && !file.starts_with('.') {
            let bytes = fs::read(entry.path());
            files.insert(
                file,
                bytes.map_err(|error| CliError::Unreadable(name(&entry.path()), error))?,
            );
        }
    }
    Ok(files)
}

fn read_list(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let list: Value = serde_json::from_slice(bytes).ok()?;
    let is_ours = list.get("generator")? == MARK;
    let own = list.get("sha256")?.as_object().filter(|_| is_ours)?;
    // Nobody's list leads out of the folder.
    let is_inside = |path: &String| {
        path.split('/').all(|step| !matches!(step, "" | "." | "..")) && !path.contains('\\')
    };
    let hash = |(path, hash): (&String, &Value)| Some((path.clone(), hash.as_str()?.to_owned()));
    Some(
        own.iter()
            .filter(|(path, _)| is_inside(path))
            .filter_map(hash)
            .collect(),
    )
}

/// Finds a private key in a folder and those below it.
fn private_key(folder: &Path, depth: usize) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find_map(|path| {
            if path.is_dir() {
                return (depth > 1).then(|| private_key(&path, depth - 1)).flatten();
            }
            // Keys are small, and the widget's core is not.
            let is_small = path.metadata().is_ok_and(|file| file.len() < 65_536);
            let is_key = is_small && fs::read(&path).is_ok_and(|bytes| key::is_private(&bytes));
            is_key.then_some(path)
        })
}
