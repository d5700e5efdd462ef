//! Archives whose bytes depend on nothing but what is in them: no date, no owner, and files in their order.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The kind of an archive.
#[derive(Clone, Copy, Debug)]
pub enum ArchiveFormat {
    /// For systems on which a program needs the permission to run.
    TarGz,
    /// For everybody else.
    Zip,
}

/// What an archive holds.
pub struct Contents {
    /// The folder that all of it lies in, with a slash; empty if there is none.
    folder: String,
    files: BTreeMap<String, (Permission, Vec<u8>)>,
}

/// Who may do what with a file, as Unix writes it.
type Permission = u32;
const READ: Permission = 0o644;
const RUN: Permission = 0o755;

impl Contents {
    /// Begins an archive whose files lie in `folder`; empty for none.
    pub fn below(folder: &str) -> Self {
        let folder = match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        Self {
            folder,
            files: BTreeMap::new(),
        }
    }

    /// Adds a file.
    pub fn file(&mut self, path: &str, bytes: Vec<u8>) {
        self.add(path, READ, bytes);
    }

    /// Adds a program, which may be run.
    pub fn program(&mut self, path: &str, bytes: Vec<u8>) {
        self.add(path, RUN, bytes);
    }

    /// Adds a text for people. Its lines end as Windows' own editor needs them, which every other one can read.
    pub fn text(&mut self, path: &str, text: &str) {
        self.file(path, text.replace('\n', "\r\n").into_bytes());
    }

    fn add(&mut self, path: &str, permission: Permission, bytes: Vec<u8>) {
        let path = format!("{}{path}", self.folder);
        self.files.insert(path, (permission, bytes));
    }

    /// Writes the archive.
    pub fn write(&self, format: ArchiveFormat, to: &Path) -> Result<()> {
        let file = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
        match format {
            ArchiveFormat::TarGz => self.tar(file),
            ArchiveFormat::Zip => self.zip(file),
        }
        .with_context(|| format!("cannot write {}", to.display()))
    }

    fn tar(&self, to: impl Write) -> Result<()> {
        let packed = GzBuilder::new().write(to, Compression::best());
        let mut tar = tar::Builder::new(packed);
        for (path, (permission, bytes)) in &self.files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len().try_into()?);
            header.set_mode(*permission);
            tar.append_data(&mut header, path, &bytes[..])?;
        }
        tar.into_inner()?.finish()?.flush()?;
        Ok(())
    }

    fn zip(&self, to: impl Write + Seek) -> Result<()> {
        let mut zip = ZipWriter::new(to);
        for (path, (permission, bytes)) in &self.files {
            let options = SimpleFileOptions::default().unix_permissions(*permission);
            zip.start_file(path, options)?;
            zip.write_all(bytes)?;
        }
        zip.finish()?.flush()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Cursor, Read as _};

    use super::*;

    fn contents() -> Contents {
        let mut contents = Contents::below("a-1");
        contents.program("a", b"run".to_vec());
        contents.text("LIESMICH.txt", "eins\nzwei\n");
        contents.file("x/y.json", b"{}".to_vec());
        contents
    }

    #[test]
    fn the_same_contents_are_the_same_bytes_whenever_they_are_packed() {
        let folder = std::env::temp_dir().join(format!("amts-archive-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for format in [ArchiveFormat::TarGz, ArchiveFormat::Zip] {
            let [one, other] = ["one", "other"].map(|name| folder.join(name));
            contents().write(format, &one).unwrap();
            // A date in it, in steps of two seconds as ZIPs have them, would be another one.
            std::thread::sleep(std::time::Duration::from_millis(2100));
            contents().write(format, &other).unwrap();
            assert_eq!(fs::read(one).unwrap(), fs::read(other).unwrap());
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_program_may_be_run_and_a_text_has_the_ends_of_lines_that_all_can_read() {
        let mut packed = Vec::new();
        contents().tar(&mut packed).unwrap();
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(&packed[..]));
        let entries = tar.entries().unwrap().map(|entry| {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let path = entry.path().unwrap().display().to_string();
            (path, entry.header().mode().unwrap(), text)
        });
        let expected = [
            ("a-1/LIESMICH.txt", READ, "eins\r\nzwei\r\n"),
            ("a-1/a", RUN, "run"),
            ("a-1/x/y.json", READ, "{}"),
        ];
        let expected = expected.map(|(path, mode, text)| (path.to_owned(), mode, text.to_owned()));
        assert_eq!(entries.collect::<Vec<_>>(), expected);

        let mut packed = Cursor::new(Vec::new());
        contents().zip(&mut packed).unwrap();
        let mut zip = zip::ZipArchive::new(packed).unwrap();
        assert_eq!(zip.len(), 3);
        let file = zip.by_name("a-1/a").unwrap();
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(RUN));
    }
}
