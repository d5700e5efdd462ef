//! Files on the disk: which may be replaced, and how that is done in one step.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::outcome::{FileRole, Kept};
use super::{CliError, terminal};
use crate::feed::Feed;
use crate::trust;

/// Checks that a feed may replace the published one in `present`: a browser that knows `seq` 7 does not accept 6.
/// `content` are the bytes of the new feed, and `signed` says whether it will be signed. Returns the reason if it may
/// not.
pub(super) fn follow(
    present: &[u8],
    content: &[u8],
    feed: &Feed,
    signed: bool,
) -> Result<(), Kept> {
    let old_content = trust::content(present);
    let Ok((old, _)) = Feed::read(old_content) else {
        return Err(Kept::Unreadable);
    };
    if old.id != feed.id {
        return Err(Kept::Other(old.id.0, feed.id.0.clone()));
    }
    // A page with a pinned key would not accept the unsigned feed, and the publisher would not notice.
    if trust::claim(present).is_some() && !signed {
        return Err(Kept::Signed);
    }
    if old_content != content && old.seq >= feed.seq {
        return Err(Kept::Newer(old.seq.0, feed.seq.0));
    }
    Ok(())
}

/// Reads a file. Returns `None` if no file has this name; fails if it is there and cannot be read.
pub(super) fn present(path: &Path) -> Result<Option<Vec<u8>>, CliError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound && !is_taken(path) => Ok(None),
        Err(error) => Err(CliError::Unreadable(name(path), error)),
    }
}

/// Tells whether a file or a link has this name. A link to nowhere counts too.
pub(super) fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Checks that the folder of a file exists. This is done before anybody is asked for a passphrase.
pub(super) fn has_folder(path: &Path) -> Result<(), CliError> {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() || folder.is_dir() => Ok(()),
        Some(folder) if is_taken(folder) => {
            Err(unwritable(folder, ErrorKind::NotADirectory.into()))
        }
        Some(folder) => Err(CliError::NoFolder(name(folder))),
        // The root folder is not a file; writing it will fail and say so.
        None => Ok(()),
    }
}

/// Tells whether two names lead to the same file, by device and inode.
#[cfg(unix)]
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |path: &Path| path.metadata().ok().map(|file| (file.dev(), file.ino()));
    number(one).is_some_and(|one| number(other) == Some(one))
}

/// Tells whether two names lead to the same file, by their canonical paths. A hard link is not recognised: the standard
/// library cannot tell here. That does no harm, since renaming replaces only one of the names.
#[cfg(not(unix))]
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|one| real(other) == Some(one))
}

/// Replaces a file in one step: a reader gets the old one or the new one, always whole. A symbolic link stays a link,
/// and the permissions stay as they were.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    replace_if(path, bytes, &mut || true).map(drop)
}

/// Does the same if `goes_on` still says so right before the file takes its name; otherwise it leaves the new file behind, as
/// a power cut would. Tells whether it went on.
pub(super) fn replace_if(
    path: &Path,
    bytes: &[u8],
    goes_on: &mut dyn FnMut() -> bool,
) -> Result<bool, CliError> {
    let staged = Staged::write(path, bytes)?;
    if !goes_on() {
        return Ok(false);
    }
    staged.take_name().map(|()| true)
}

/// A new version of a file, whole on the disk under a name of its own.
pub(super) struct Staged {
    /// The file as it was named.
    named: PathBuf,
    /// The file that is replaced.
    path: PathBuf,
    /// Where its new version lies.
    new: PathBuf,
}

impl Staged {
    /// Writes the new version of `path` beside it.
    pub(super) fn write(named: &Path, bytes: &[u8]) -> Result<Self, CliError> {
        let path = named.canonicalize().unwrap_or_else(|_| named.to_owned());
        let (new, mut file) = beside(&path).map_err(|error| unwritable(named, error))?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let named = named.to_owned();
        let staged = Self { named, path, new };
        match written {
            Ok(()) => Ok(staged),
            Err(error) => Err(staged.failed(error)),
        }
    }

    /// Gives the new version the name of the file, in one step.
    pub(super) fn take_name(self) -> Result<(), CliError> {
        let permitted = match self.path.metadata() {
            Ok(old) => fs::set_permissions(&self.new, old.permissions()),
            Err(_) => Ok(()),
        };
        match permitted.and_then(|()| fs::rename(&self.new, &self.path)) {
            Ok(()) => {
                sync_folder(&self.path);
                Ok(())
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Deletes the new version again.
    pub(super) fn discard(self) {
        let _ = fs::remove_file(&self.new);
    }

    fn failed(self, error: io::Error) -> CliError {
        let failure = unwritable(&self.named, error);
        self.discard();
        failure
    }
}

/// Has the folder's new names written to the disk too. Not every system can, and the files are whole either way.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

/// Creates an empty file with a free name in the same folder, and returns its path too.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{number}.tmp"));
        let new = path.with_file_name(name);
        match OpenOptions::new().write(true).create_new(true).open(&new) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 99 => number += 1,
            opened => return opened.map(|file| (new, file)),
        }
    }
}

/// Creates a file and fails with [`CliError::Taken`] if it exists, even since a moment ago. If it is `private`, only
/// its owner can read it, from the first byte on.
pub(super) fn create(path: &Path, bytes: &[u8], private: bool) -> Result<(), CliError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let mut file = options.open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => CliError::Taken(name(path)),
        _ => unwritable(path, error),
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written.map_err(|error| unwritable(path, error))?;
    sync_folder(path);
    Ok(())
}

/// Returns a file's name, safe to show on a terminal.
pub(super) fn name(path: &Path) -> String {
    terminal::name(path.as_os_str())
}

pub(super) fn kept(path: &Path, role: FileRole, why: Kept) -> CliError {
    CliError::Kept(name(path), role, why)
}

pub(super) fn unwritable(path: &Path, error: io::Error) -> CliError {
    CliError::Unwritable(name(path), error)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, feed};
    use super::*;
    use crate::trust::fixture::SIGNATURE;

    /// Makes a file in the form of a signed one. Its signature proves nothing, and nothing here asks for that.
    fn signed(content: &str) -> String {
        [SIGNATURE, content].concat()
    }

    #[track_caller]
    fn followed(present: &str, new: &str, signed: bool, expected: Result<(), Kept>) {
        let feed = Feed::read(new.as_bytes()).unwrap().0;
        let decided = follow(present.as_bytes(), new.as_bytes(), &feed, signed);
        assert_eq!(decided, expected);
    }

    #[test]
    fn a_feed_is_followed_by_a_later_one_of_its_own_id() {
        let old = feed("a", 7, "Ausleihe");
        followed(&old, &feed("a", 8, "Ausleihe"), false, Ok(()));
        followed(&old, &old, false, Ok(()));
        for seq in [6, 7] {
            let newer = Err(Kept::Newer(7, seq));
            followed(&old, &feed("a", seq.try_into().unwrap(), "B"), false, newer);
        }
        let other = Err(Kept::Other("a".into(), "b".into()));
        followed(&old, &feed("b", 8, "Ausleihe"), false, other);
        followed("{", &old, false, Err(Kept::Unreadable));
    }

    #[test]
    fn a_signed_feed_is_read_behind_its_signature_and_followed_by_signed_ones_only() {
        let old = feed("a", 7, "Ausleihe");
        let later = feed("a", 8, "Ausleihe");
        followed(&signed(&old), &later, true, Ok(()));
        followed(&signed(&old), &later, false, Err(Kept::Signed));
        // The same content, signed now or by another key.
        followed(&signed(&old), &old, true, Ok(()));
        followed(&old, &old, true, Ok(()));
        let newer = Err(Kept::Newer(7, 7));
        followed(&signed(&old), &feed("a", 7, "B"), true, newer);
    }

    #[test]
    fn created_file_never_replaces_another() {
        let folder = Folder::new("create");
        folder.put("da", "mine");
        let path = folder.0.join("da");
        assert!(matches!(
            create(&path, b"x", false),
            Err(CliError::Taken(_))
        ));
        assert_eq!(folder.get("da"), "mine");
        let nowhere = folder.0.join("kein/ordner");
        assert!(matches!(
            create(&nowhere, b"x", false),
            Err(CliError::Unwritable(..))
        ));
    }

    #[cfg(unix)]
    #[test]
    fn private_file_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = Folder::new("private");
        folder.put("da", "");
        let path = folder.0.join("neu");
        assert!(create(&path, b"x", true).is_ok());
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn same_file_is_recognised_by_links_and_other_paths() {
        let folder = Folder::new("names");
        folder.put("a", "x");
        folder.put("b", "x");
        let path = |name: &str| folder.0.join(name);
        fs::hard_link(path("a"), path("hard")).unwrap();
        std::os::unix::fs::symlink("a", path("soft")).unwrap();
        for name in ["a", "hard", "soft", "../names/./a"] {
            let name = name.replace("names", folder.0.file_name().unwrap().to_str().unwrap());
            assert!(is_same(&path("a"), &path(&name)), "{name}");
        }
        assert!(!is_same(&path("a"), &path("b")));
        assert!(!is_same(&path("c"), &path("c")), "nothing is no file");
    }
}
