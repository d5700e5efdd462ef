//! The package: all files of a published site in one ZIP, as `amtsstatus site` would write them into a folder.
//!
//! It is stored, not packed: the bundle brings its packed files along, and a webmaster unpacks everything anyway. Sizes and
//! checksums stand before each file, so that every program can read it, also one that reads from the beginning.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::words::Both;
use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::render::site::files::{self, LIST, Publication, SiteFile};
use crate::render::site::{Link, Site, Src};
use crate::trust::{self, Key};

/// What a person chooses for a site, besides the feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteOptions {
    /// What the page links to, such as the imprint.
    pub links: Vec<Link>,
    /// The keys that the page pins.
    pub keys: Vec<Key>,
}

/// Why there is no package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPackage {
    /// The feed cannot be read.
    Unreadable,
    /// A private key stands in the feed: everything in the package is uploaded.
    PrivateKey,
    /// None of the pinned keys has signed the feed, so that the page would not show it.
    NotByThese,
    /// More files or bytes than a ZIP has room for.
    TooLarge,
}

impl NoPackage {
    /// Returns the sentences for a person.
    pub fn said(self) -> Both {
        let (de, en) = match self {
            Self::Unreadable => (
                "So kann die Meldung nicht veröffentlicht werden. Bitte beheben Sie zuerst, was bei der Prüfung steht.",
                "The notice cannot be published like this. Please first mend what stands in the check.",
            ),
            Self::PrivateKey => (
                "In der Meldung steht ein geheimer Schlüssel. Bitte nehmen Sie ihn heraus: Alles in der ZIP-Datei wird veröffentlicht.",
                "There is a private key in the notice. Please take it out: all in the ZIP file is published.",
            ),
            Self::NotByThese => (
                "Die Seite würde diese Meldung nicht zeigen, weil sie nicht mit dem angegebenen Schlüssel unterschrieben ist.",
                "The page would not show this notice, since it is not signed with the given key.",
            ),
            Self::TooLarge => (
                "Die Dateien sind zu groß für eine ZIP-Datei.",
                "The files are too large for a ZIP file.",
            ),
        };
        Both { de, en }
    }
}

/// Returns the package of a feed, signed or not, and of the bundle's files by name.
pub fn package(
    feed: &[u8],
    bundle: BTreeMap<String, Vec<u8>>,
    options: &SiteOptions,
    now: Moment,
) -> Result<Vec<u8>, NoPackage> {
    let (files, local) = site_files(feed, bundle, options, now)?;
    zip(&files, local).ok_or(NoPackage::TooLarge)
}

/// Returns all files of the site, with the list of their hashes: the same bytes that `amtsstatus site` writes into an empty
/// folder. With them comes the publisher's time.
fn site_files(
    feed: &[u8],
    bundle: BTreeMap<String, Vec<u8>>,
    options: &SiteOptions,
    now: Moment,
) -> Result<(Vec<SiteFile>, LocalTime), NoPackage> {
    if contains(feed, b"PRIVATE KEY-----") {
        return Err(NoPackage::PrivateKey);
    }
    if !options.keys.is_empty() && trust::open(feed, &options.keys).is_err() {
        return Err(NoPackage::NotByThese);
    }
    let read = Feed::read(trust::content(feed));
    let (read, _) = read.map_err(|_| NoPackage::Unreadable)?;
    let local = read.zone().local(now);
    let mut files = files::files(&Publication {
        site: Site {
            lang: Lang::of(read.lang()),
            feed: Rc::new(read),
            now,
            src: Src::beside(),
            links: options.links.clone(),
            keys: options.keys.iter().map(Key::to_string).collect(),
            address: None,
        },
        feed: Some(feed),
        bundle,
        previous: None,
        news: BTreeMap::new(),
        is_off: false,
    });
    let hash = |file: &SiteFile| (file.path.clone(), files::hash(&file.bytes));
    let list = files::list(&files.iter().map(hash).collect());
    files.insert(
        0,
        SiteFile {
            path: LIST.to_owned(),
            bytes: list.into_bytes(),
        },
    );
    Ok((files, local))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Packs files into a ZIP (APPNOTE.TXT 6.3.10), each dated `at`. The same files and time give the same bytes.
///
/// Returns `None` for more than a ZIP without extensions holds: 65,535 files or 4 GB.
fn zip(files: &[SiteFile], at: LocalTime) -> Option<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let dated = dos_time(at);
    for file in files {
        let offset = u32::try_from(out.len()).ok()?;
        let size = u32::try_from(file.bytes.len()).ok()?;
        let name_length = u16::try_from(file.path.len()).ok()?;
        // Needed to read it: version 1.0; names are UTF-8; stored; when; checksum; sizes; the name's length, no more fields.
        let mut header = Vec::new();
        put16(&mut header, &[10, 1 << 11, 0]);
        put16(&mut header, &dated);
        put32(&mut header, &[crc32fast::hash(&file.bytes), size, size]);
        put16(&mut header, &[name_length, 0]);
        put32(&mut out, &[0x0403_4b50]);
        out.extend(&header);
        out.extend(file.path.as_bytes());
        out.extend(&file.bytes);
        // Made by version 3.0 on Unix, so that all may read the files; no comment, first disk, nothing inside.
        put32(&mut directory, &[0x0201_4b50]);
        put16(&mut directory, &[3 << 8 | 30]);
        directory.extend(&header);
        put16(&mut directory, &[0, 0, 0]);
        put32(&mut directory, &[0o100_644 << 16, offset]);
        directory.extend(file.path.as_bytes());
    }
    let count = u16::try_from(files.len()).ok()?;
    let (start, length) = (
        u32::try_from(out.len()).ok()?,
        u32::try_from(directory.len()).ok()?,
    );
    out.extend(directory);
    put32(&mut out, &[0x0605_4b50]);
    put16(&mut out, &[0, 0, count, count]);
    put32(&mut out, &[length, start]);
    put16(&mut out, &[0]);
    Some(out)
}

/// Returns the time and the date as MS-DOS wrote them, which is how a ZIP has them: to the minute, from 1980 on.
fn dos_time(at: LocalTime) -> [u16; 2] {
    let (date, minutes) = (at.date(), at.minutes());
    let time = (minutes / 60) << 11 | (minutes % 60) << 5;
    let year = date.year.clamp(1980, 2107) - 1980;
    [
        time,
        year << 9 | u16::from(date.month) << 5 | u16::from(date.day),
    ]
}

fn put16(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put32(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read as _;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::cli::tests::{pair, run_with, signed};
    use crate::feed::time::Stamp;

    const FEED: &str = include_str!("../../feeds/moessingen-2024-02.json");

    /// The moment that the command line takes for now in tests.
    fn now() -> Moment {
        Stamp::parse("2024-02-22T10:30:00+01:00").unwrap().at
    }

    fn bundle() -> BTreeMap<String, Vec<u8>> {
        let files = [
            ("amts-status.js", "import('./amts-core-1.wasm')"),
            ("amts-core-1.wasm", "wasm"),
            ("amts-core-1.wasm.br", "br"),
            ("amts-icon.svg", "<svg/>"),
            ("amts-files.json", "[]"),
        ];
        let file = |(name, text): (&str, &str)| (name.to_owned(), text.as_bytes().to_vec());
        files.map(file).into()
    }

    /// Unpacks a ZIP by another program's reading.
    fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
        let archive = rawzip::ZipArchive::from_slice(zip).unwrap();
        let mut files = BTreeMap::new();
        for entry in archive.entries() {
            let entry = entry.unwrap();
            let name = entry.file_path().try_normalize().unwrap();
            let file = archive.get_entry(entry.wayfinder()).unwrap();
            let mut bytes = Vec::new();
            // It fails where the checksum is another.
            file.verifying_reader(file.data())
                .read_to_end(&mut bytes)
                .unwrap();
            files.insert(name.as_ref().to_owned(), bytes);
        }
        files
    }

    fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, files);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }

    /// What `amtsstatus site` writes.
    fn site(name: &str, feed: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let name = format!("amts-package-{name}-{}", std::process::id());
        let base = std::env::temp_dir().join(name);
        let [out, from] = ["out", "bundle"].map(|folder| base.join(folder));
        fs::create_dir_all(&from).unwrap();
        for (file, bytes) in bundle() {
            fs::write(from.join(file), bytes).unwrap();
        }
        let (out, from) = (out.display().to_string(), from.display().to_string());
        let args = [&["site", "-", "--out", &out, "--bundle", &from], more].concat();
        let (_, err, status) = run_with(&args, feed);
        assert_eq!((err.as_str(), status), ("", 0));
        let mut files = BTreeMap::new();
        collect(Path::new(&out), Path::new(&out), &mut files);
        fs::remove_dir_all(base).unwrap();
        files
    }

    #[track_caller]
    fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(one), names(other));
        for (name, bytes) in one {
            assert!(*bytes == other[name], "{name} differs");
        }
    }

    #[test]
    fn package_has_the_bytes_that_the_command_line_writes() {
        let options = SiteOptions {
            links: vec![Link::parse("Impressum=https://x.example/impressum").unwrap()],
            keys: Vec::new(),
        };
        let zip = package(FEED.as_bytes(), bundle(), &options, now()).unwrap();
        let written = site(
            "plain",
            FEED,
            &["--link", "Impressum=https://x.example/impressum"],
        );
        assert!(written.len() > 15);
        same(&unpacked(&zip), &written);
        // The same again: no clock and no random order is in it.
        assert_eq!(package(FEED.as_bytes(), bundle(), &options, now()), Ok(zip));
    }

    #[test]
    fn signed_feed_is_packed_with_its_keys() {
        let (key, public) = pair(1);
        let feed = signed(&key, FEED);
        let options = SiteOptions {
            links: Vec::new(),
            keys: vec![Key::parse(&public).unwrap()],
        };
        let zip = package(feed.as_bytes(), bundle(), &options, now()).unwrap();
        same(
            &unpacked(&zip),
            &site("signed", &feed, &["--key", public.trim()]),
        );
        let unsigned = package(FEED.as_bytes(), bundle(), &options, now());
        assert_eq!(unsigned, Err(NoPackage::NotByThese));
    }

    #[test]
    fn neither_a_private_key_nor_an_unreadable_feed_is_packed() {
        let packed =
            |feed: &str| package(feed.as_bytes(), bundle(), &SiteOptions::default(), now());
        let key = "-----BEGIN OPENSSH PRIVATE KEY-----";
        let feed = FEED.replacen("Kommen Sie vorbei", key, 1);
        assert_eq!(packed(&feed), Err(NoPackage::PrivateKey));
        assert_eq!(packed("{}"), Err(NoPackage::Unreadable));
    }

    #[test]
    fn files_are_dated_by_the_publishers_clock() {
        let zone = crate::feed::zone::Zone::BERLIN;
        let at = |text: &str| zone.local(Stamp::parse(text).unwrap().at);
        // 2024 is 44 years after 1980.
        let expected = [10 << 11 | 30 << 5, 44 << 9 | 2 << 5 | 22];
        assert_eq!(dos_time(at("2024-02-22T10:30:00+01:00")), expected);
        assert_eq!(dos_time(at("2024-02-22T09:30:00Z")), expected);
    }
}
