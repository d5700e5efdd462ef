//! The two files that the editor writes: what is published some day, and the draft beside it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::gate::Expected;
use super::message::CAP;
use crate::cli::file::{self, Staged, name, unwritable};
use crate::cli::{CliError, key};
use crate::render::site::files::hash;

/// How many versions are kept beside a file.
const VERSIONS: u32 = 999;

/// A file that may be written.
#[derive(Debug)]
pub(super) struct Store {
    path: PathBuf,
}

/// What became of a version that was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// It is the file now; its hash.
    Done(String),
    /// The file is another one than was named, so it stays. What was sent is kept under this name.
    Kept(String),
}

impl Store {
    /// Stands for a file, whether it is there or not.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Returns the file's path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the file's name for the page.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Reads the file; `None` if there is none. Fails if it is a link, a folder, a private key, or larger than what can be
    /// saved.
    pub(super) fn read(&self) -> Result<Option<Vec<u8>>, CliError> {
        let unreadable = |error| CliError::Unreadable(name(&self.path), error);
        let found = match self.path.symlink_metadata() {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        if found.is_symlink() {
            return Err(CliError::Link(name(&self.path)));
        }
        if found.is_dir() {
            return Err(unreadable(ErrorKind::IsADirectory.into()));
        }
        if !found.is_file() {
            return Err(unreadable(ErrorKind::InvalidInput.into()));
        }
        if found.len() > CAP as u64 {
            return Err(CliError::Large(name(&self.path), found.len() / 1024));
        }
        let bytes = fs::read(&self.path).map_err(unreadable)?;
        match key::is_private(&bytes) {
            true => Err(CliError::Swapped(name(&self.path))),
            false => Ok(Some(bytes)),
        }
    }

    /// Replaces the version that was expected by the one that was sent. If another one is there, that one stays, and the
    /// one that was sent is kept beside it.
    pub(super) fn save(&self, bytes: &[u8], expected: &Expected) -> Result<Saved, CliError> {
        // A writer who did not hear the answer asks again.
        if self.read()?.as_deref() == Some(bytes) {
            return Ok(Saved::Done(hash(bytes)));
        }
        self.check_writable()?;
        self.finish(Staged::write(&self.path, bytes)?, bytes, expected)
    }

    /// Gives a version the name of the file, if the one that was expected is still there: writing takes its time, and
    /// others do not wait.
    fn finish(&self, staged: Staged, bytes: &[u8], expected: &Expected) -> Result<Saved, CliError> {
        let now = self.read();
        if !matches!(&now, Ok(now) if is_expected(now.as_deref(), expected)) {
            staged.discard();
            now?;
            return self.keep(bytes).map(Saved::Kept);
        }
        staged.take_name()?;
        Ok(Saved::Done(hash(bytes)))
    }

    /// Replaces the file, whatever is in it.
    pub(super) fn overwrite(&self, bytes: &[u8]) -> Result<(), CliError> {
        self.read()?;
        self.check_writable()?;
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
        }
        file::replace(&self.path, bytes)
    }

    /// Deletes the file. One that is not there is no failure.
    pub(super) fn remove(&self) -> Result<(), CliError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(unwritable(&self.path, error)),
            _ => Ok(()),
        }
    }

    /// Fails if somebody has write-protected the file. Renaming would not ask for that.
    fn check_writable(&self) -> Result<(), CliError> {
        let found = self.path.metadata();
        match found.is_ok_and(|found| found.permissions().readonly()) {
            true => Err(unwritable(&self.path, ErrorKind::PermissionDenied.into())),
            false => Ok(()),
        }
    }

    /// Keeps a version beside the file, under the next free name, and returns that. The same version is kept once.
    fn keep(&self, bytes: &[u8]) -> Result<String, CliError> {
        let mut number = 1;
        loop {
            let store = Self::new(self.path.with_extension(format!("neu-{number}.json")));
            match file::create(&store.path, bytes, false) {
                Err(CliError::Taken(_)) if number < VERSIONS => {
                    if fs::read(&store.path).is_ok_and(|kept| kept == bytes) {
                        return Ok(store.name());
                    }
                    number += 1;
                }
                created => return created.map(|()| store.name()),
            }
        }
    }
}

fn is_expected(now: Option<&[u8]>, expected: &Expected) -> bool {
    match (now, expected) {
        (None, Expected::Absent) => true,
        (Some(now), Expected::Hash(expected)) => hash(now) == *expected,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::{Folder, pair};

    fn store(folder: &Folder) -> Store {
        Store::new(folder.0.join("status.json"))
    }

    fn named(text: &str) -> Expected {
        Expected::Hash(hash(text.as_bytes()))
    }

    fn done(text: &str) -> Saved {
        Saved::Done(hash(text.as_bytes()))
    }

    fn names(folder: &Folder) -> Vec<String> {
        let all = folder.all().into_iter();
        all.map(|(name, _)| name.into_string().unwrap()).collect()
    }

    #[test]
    fn a_version_follows_the_one_that_it_names() {
        let folder = Folder::new("follows");
        folder.put("x", "");
        let store = store(&folder);
        assert_eq!(store.read().unwrap(), None);
        assert_eq!(
            store.save(b"eins", &Expected::Absent).unwrap(),
            done("eins")
        );
        assert_eq!(store.save(b"zwei", &named("eins")).unwrap(), done("zwei"));
        assert_eq!(store.read().unwrap().unwrap(), b"zwei");
        assert_eq!(names(&folder), ["status.json", "x"]);
        // The answer was lost, and the writer asks again.
        assert_eq!(store.save(b"zwei", &named("eins")).unwrap(), done("zwei"));
        assert_eq!(names(&folder), ["status.json", "x"]);
    }

    #[test]
    fn a_file_that_others_have_changed_stays_and_so_does_what_was_sent() {
        let folder = Folder::new("changed");
        folder.put("status.json", "theirs");
        let store = store(&folder);
        let kept = |number: u32| Saved::Kept(format!("status.neu-{number}.json"));
        for expected in [named("eins"), Expected::Absent] {
            assert_eq!(store.save(b"zwei", &expected).unwrap(), kept(1));
        }
        assert_eq!(store.save(b"drei", &named("eins")).unwrap(), kept(2));
        assert_eq!(folder.get("status.json"), "theirs");
        assert_eq!(folder.get("status.neu-1.json"), "zwei");
        assert_eq!(folder.get("status.neu-2.json"), "drei");
        // One that was deleted is not the one that was named either.
        store.remove().unwrap();
        assert_eq!(store.save(b"vier", &named("theirs")).unwrap(), kept(3));
        assert_eq!(store.read().unwrap(), None);
    }

    #[test]
    fn a_power_cut_before_the_name_is_taken_leaves_the_old_file() {
        let folder = Folder::new("cut");
        folder.put("status.json", "eins");
        let store = store(&folder);
        // The new version is whole on the disk, and nothing more happens.
        drop(Staged::write(store.path(), b"zwei").unwrap());
        assert_eq!(names(&folder), [".status.json.0.tmp", "status.json"]);
        assert_eq!(store.read().unwrap().unwrap(), b"eins");
        // After the next start everything goes on.
        assert_eq!(store.save(b"drei", &named("eins")).unwrap(), done("drei"));
        assert_eq!(folder.get("status.json"), "drei");
    }

    #[cfg(unix)]
    #[test]
    fn a_reader_in_the_middle_has_the_whole_old_file() {
        use std::io::Read as _;
        let folder = Folder::new("reader");
        folder.put("status.json", "eins");
        let store = store(&folder);
        let mut reader = fs::File::open(store.path()).unwrap();
        store.save(b"zwei", &named("eins")).unwrap();
        let mut read = String::new();
        reader.read_to_string(&mut read).unwrap();
        assert_eq!(
            (read.as_str(), folder.get("status.json").as_str()),
            ("eins", "zwei")
        );
    }

    #[test]
    fn what_others_write_in_the_last_moment_stays_too() {
        let folder = Folder::new("moment");
        folder.put("status.json", "eins");
        let store = store(&folder);
        let staged = || Staged::write(store.path(), b"zwei").unwrap();
        let first = staged();
        folder.put("status.json", "theirs");
        let saved = store.finish(first, b"zwei", &named("eins")).unwrap();
        assert_eq!(saved, Saved::Kept("status.neu-1.json".into()));
        assert_eq!(names(&folder), ["status.json", "status.neu-1.json"]);
        assert_eq!(folder.get("status.json"), "theirs");
        let saved = store.finish(staged(), b"zwei", &named("theirs")).unwrap();
        assert_eq!(saved, done("zwei"));
    }

    #[test]
    fn a_folder_a_key_and_what_is_too_large_are_no_files_to_write() {
        let folder = Folder::new("no-file");
        let store = store(&folder);
        let save = || {
            let read = store.read().unwrap_err();
            let saved = store.save(b"x", &Expected::Absent).unwrap_err();
            assert_eq!(format!("{read:?}"), format!("{saved:?}"));
            let draft = store.overwrite(b"x").unwrap_err();
            assert_eq!(format!("{read:?}"), format!("{draft:?}"));
            read
        };
        fs::create_dir_all(folder.0.join("status.json")).unwrap();
        assert!(
            matches!(save(), CliError::Unreadable(_, error) if error.kind() == ErrorKind::IsADirectory)
        );
        fs::remove_dir(folder.0.join("status.json")).unwrap();
        folder.put("status.json", &" ".repeat(CAP + 1));
        assert!(matches!(save(), CliError::Large(_, 2048)));
        let key = pair(1)
            .0
            .to_openssh(ssh_key::LineEnding::LF)
            .unwrap()
            .to_string();
        folder.put("status.json", &key);
        assert!(matches!(save(), CliError::Swapped(_)));
        assert_eq!(folder.get("status.json"), key);
        assert_eq!(names(&folder), ["status.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_neither_read_nor_written_through() {
        let folder = Folder::new("link-out");
        folder.put("ziel.json", "theirs");
        std::os::unix::fs::symlink("ziel.json", folder.0.join("status.json")).unwrap();
        let store = store(&folder);
        assert!(matches!(store.read(), Err(CliError::Link(_))));
        assert!(matches!(
            store.save(b"x", &named("theirs")),
            Err(CliError::Link(_))
        ));
        assert!(matches!(store.overwrite(b"x"), Err(CliError::Link(_))));
        assert_eq!(folder.get("ziel.json"), "theirs");
        fs::remove_file(folder.0.join("ziel.json")).unwrap();
        assert!(matches!(
            store.save(b"x", &Expected::Absent),
            Err(CliError::Link(_))
        ));
        assert_eq!(names(&folder), ["status.json"]);
    }

    #[test]
    fn a_write_protected_file_stays() {
        let folder = Folder::new("protected");
        folder.put("status.json", "eins");
        let path = folder.0.join("status.json");
        let mut permissions = path.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let failure = store(&folder).save(b"zwei", &named("eins")).unwrap_err();
        assert!(
            matches!(failure, CliError::Unwritable(_, error) if error.kind() == ErrorKind::PermissionDenied)
        );
        assert_eq!(folder.get("status.json"), "eins");
        assert_eq!(names(&folder), ["status.json"]);
    }

    #[test]
    fn a_draft_is_replaced_and_deleted_and_its_folder_is_made() {
        let folder = Folder::new("draft");
        let draft = Store::new(folder.0.join("neu/entwurf"));
        draft.remove().unwrap();
        draft.overwrite(b"eins").unwrap();
        draft.overwrite(b"zwei").unwrap();
        assert_eq!(draft.read().unwrap().unwrap(), b"zwei");
        draft.remove().unwrap();
        assert_eq!(draft.read().unwrap(), None);
    }
}
