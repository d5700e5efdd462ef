//! `amtsstatus render --page`: writes the emergency page into a folder. Everything is looked at before the first byte is
//! written, and nothing of anybody else's is replaced.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::file::{self, kept, name, present, unwritable};
use super::outcome::{Exchanged, FileRole, Kept};
use super::{CliError, FINE, Io, key};
use crate::feed::Feed;
use crate::i18n;
use crate::render::site::{
    BUNDLE, FEED, Link, MANIFEST, MARK, PAGE, Site, Src, WORKER, is_off, pinned, worker,
};
use crate::trust::{self, Key};

/// What was asked for beside the feed.
pub(super) struct Order {
    /// In which language it is.
    pub lang: i18n::Lang,
    /// Where the page goes.
    pub folder: PathBuf,
    /// Where the element asks for the feed, if it does not lie beside the page.
    pub src: Option<Src>,
    /// What the page links to.
    pub links: Vec<Link>,
    /// The keys that the page pins.
    pub keys: Vec<Key>,
}

impl Exchanged {
    fn between(old: &[Key], new: &[Key]) -> Self {
        let without = |keys: &[Key], others: &[Key]| {
            let mut keys = keys.to_vec();
            keys.retain(|key| !others.contains(key));
            keys.into_iter().map(key::fingerprint).collect()
        };
        Self {
            gone: without(old, new),
            new: without(new, old),
        }
    }
}

/// Makes the page of `feed`, which was read as `bytes` from `file`.
pub(super) fn write(
    io: &mut Io<'_>,
    order: Order,
    file: &OsStr,
    bytes: &[u8],
    feed: Feed,
) -> Result<u8, CliError> {
    let Order {
        lang,
        folder,
        src,
        links,
        keys,
    } = order;
    if folder.exists() && !folder.is_dir() {
        return Err(unwritable(&folder, ErrorKind::NotADirectory.into()));
    }
    let place = folder.join(FEED);
    let copied = src.is_none() && (file == "-" || !file::is_same(Path::new(file), &place));
    if copied && let Some(present) = present(&place)? {
        let signed = trust::claim(bytes).is_some();
        let role = match signed {
            true => FileRole::InFolderSigned,
            false => FileRole::InFolder,
        };
        file::follow(&present, trust::content(bytes), &feed, signed)
            .map_err(|why| kept(&place, role, why))?;
    }
    own(&folder.join(MANIFEST))?;
    let page = own(&folder.join(PAGE))?.unwrap_or_default();
    let (old_keys, old_links) = pinned(&page);
    // Whoever only forgets an option must not open the page to everybody's words.
    if keys.is_empty() && !old_keys.is_empty() {
        return Err(kept(&folder.join(PAGE), FileRole::InFolder, Kept::Pinned));
    }
    let unlinked: Vec<String> = old_links
        .iter()
        .filter(|link| !links.contains(link))
        .map(ToString::to_string)
        .collect();
    let off = own(&folder.join(WORKER))?.is_some_and(|worker| is_off(&worker));

    let site = Site {
        feed: Rc::new(feed),
        lang,
        now: io.now,
        src: src.unwrap_or_else(Src::beside),
        links,
        keys: keys.iter().map(|key| key::text(*key)).collect(),
    };
    let mut files = vec![
        (MANIFEST, site.manifest().into_bytes()),
        (WORKER, worker(off).into_bytes()),
    ];
    if copied {
        files.push((FEED, bytes.to_vec()));
    }
    // Last: whoever has the new page finds everything that it names.
    files.push((PAGE, site.page().into_bytes()));

    fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, error))?;
    for (name, bytes) in &files {
        let path = folder.join(name);
        file::replace(&path, bytes)?;
    }

    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let words = io.lang.words();
    let mut said = words.written(&name(&folder), &names);
    if !old_keys.is_empty() && old_keys != keys {
        said += &words.exchanged(&Exchanged::between(&old_keys, &keys));
    }
    if !unlinked.is_empty() {
        said += &words.unlinked(&unlinked);
    }
    if keys.is_empty() && trust::claim(bytes).is_some() {
        said += &words.unpinned();
    }
    if off {
        said += &words.worker_is_off(&name(&folder.join(WORKER)));
    }
    let script = folder.join(BUNDLE).join("amts-status.js");
    if !script.is_file() {
        said += &words.no_bundle(&name(&script), &name(&folder));
    }
    io.say(&said)?;
    Ok(FINE)
}

/// Returns the text of a file that was made here; none where there is no file.
fn own(path: &Path) -> Result<Option<String>, CliError> {
    let Some(bytes) = present(path)? else {
        return Ok(None);
    };
    match String::from_utf8(bytes) {
        Ok(text) if text.contains(MARK) => Ok(Some(text)),
        _ => Err(kept(path, FileRole::InFolder, Kept::Foreign)),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::tests::{Folder, feed, pair, run_with, signed};
    use super::super::{FAULTY, FINE, UNUSABLE};
    use super::*;

    impl Folder {
        fn render(&self, feed: &str, more: &[&str]) -> (String, String, u8) {
            let args = [&["render", "-", "--page", self.path()], more].concat();
            run_with(&args, feed)
        }

        #[track_caller]
        fn refuses(&self, feed: &str, said: &str) {
            let before = self.all();
            let said = format!("amtsstatus: {}\n", said.replace("{}", self.path()));
            assert_eq!(self.render(feed, &[]), (String::new(), said, UNUSABLE));
            assert_eq!(self.all(), before);
        }
    }

    #[test]
    fn the_feed_is_copied_byte_for_byte_and_nothing_else_stays_behind() {
        let folder = Folder::new("copy");
        let feed = feed("a", 1, "Ausleihe").replace('\n', "\r\n");
        assert_eq!(folder.render(&feed, &[]).2, FINE);
        assert_eq!(folder.get(FEED), feed);
        let names: Vec<OsString> = folder.all().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [MANIFEST, WORKER, PAGE, FEED].map(OsString::from));
    }

    #[test]
    fn a_later_feed_replaces_an_earlier_one_and_the_same_may_come_again() {
        let folder = Folder::new("later");
        for (seq, name) in [(1, "Ausleihe"), (1, "Ausleihe"), (2, "Bücherei")] {
            assert_eq!(folder.render(&feed("a", seq, name), &[]).2, FINE);
            assert!(folder.get(PAGE).contains(name));
        }
    }

    #[test]
    fn an_older_another_or_an_unreadable_feed_is_not_replaced() {
        let folder = Folder::new("older");
        assert_eq!(folder.render(&feed("a", 7, "Ausleihe"), &[]).2, FINE);
        folder.refuses(
            &feed("a", 6, "Ausleihe"),
            "In \"{}/status.json\" steht schon seq 7, in Ihrer Datei seq 6. Erhöhen Sie seq in Ihrer Datei auf 8. Geschrieben wurde nichts.",
        );
        folder.refuses(
            &feed("a", 7, "Bücherei"),
            "In \"{}/status.json\" steht seq 7 schon mit anderem Inhalt. Erhöhen Sie seq in Ihrer Datei auf 8. Geschrieben wurde nichts.",
        );
        folder.refuses(
            &feed("b", 8, "Ausleihe"),
            "In \"{}/status.json\" steht die Meldung \"a\", in Ihrer Datei \"b\". Nehmen Sie für jede einen eigenen Ordner. Geschrieben wurde nichts.",
        );
        folder.put(FEED, "{");
        folder.refuses(
            &feed("a", 8, "Ausleihe"),
            "\"{}/status.json\" ist keine lesbare Statusdatei. Verschieben Sie sie, oder nehmen Sie einen anderen Ordner. Geschrieben wurde nichts.",
        );
    }

    #[test]
    fn a_file_that_was_not_made_here_is_never_replaced() {
        for name in [PAGE, MANIFEST, WORKER] {
            let folder = Folder::new(name);
            folder.put(name, "<h1>Die alte Startseite</h1>");
            folder.refuses(
                &feed("a", 1, "Ausleihe"),
                &format!("Die Datei \"{{}}/{name}\" stammt nicht von diesem Programm. Verschieben Sie sie, oder nehmen Sie einen anderen Ordner. Geschrieben wurde nichts."),
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_its_file_keeps_its_readers() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let (folder, elsewhere) = (Folder::new("verweis"), Folder::new("ziel"));
        elsewhere.put("feed.json", &feed("a", 1, "A"));
        let target = elsewhere.0.join("feed.json");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o664)).unwrap();
        fs::create_dir_all(&folder.0).unwrap();
        symlink(&target, folder.0.join(FEED)).unwrap();
        assert_eq!(folder.render(&feed("a", 2, "B"), &[]).2, FINE);
        assert_eq!(elsewhere.get("feed.json"), feed("a", 2, "B"));
        let mode = target.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o664);
        assert!(folder.0.join(FEED).is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_not_replaced_either() {
        let folder = Folder::new("link");
        fs::create_dir_all(&folder.0).unwrap();
        std::os::unix::fs::symlink("nirgends", folder.0.join(PAGE)).unwrap();
        folder.refuses(
            &feed("a", 1, "Ausleihe"),
            "Die Datei \"{}/index.html\" gibt es nicht.",
        );
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_named() {
        let folder = Folder::new("file");
        folder.put("belegt", "");
        let path = format!("{}/belegt", folder.path());
        let (out, err, status) = run_with(&["render", "-", "--page", &path], &feed("a", 1, "A"));
        assert_eq!((out.as_str(), status), ("", UNUSABLE));
        let said = format!("amtsstatus: \"{path}\" ist eine Datei. Erwartet: ein Ordner.\n");
        assert_eq!(err, said);
    }

    #[test]
    fn the_feed_of_the_folder_itself_needs_no_higher_number() {
        let folder = Folder::new("itself");
        folder.put(FEED, &feed("a", 1, "Ausleihe"));
        let file = format!("{}/{FEED}", folder.path());
        let (out, err, status) = run_with(&["render", &file, "--page", folder.path()], "");
        assert_eq!((err.as_str(), status), ("", FINE));
        assert!(
            !out.contains("  status.json\n") && out.contains("  index.html\n"),
            "{out}"
        );
        assert!(
            folder
                .get(PAGE)
                .contains("<amts-status src=\"status.json\">")
        );
    }

    #[test]
    fn a_feed_that_lies_elsewhere_is_not_copied() {
        let folder = Folder::new("elsewhere");
        folder.put(FEED, "mine");
        let src = [
            "--src",
            "https://www.stadt.example/status.json /status.json",
        ];
        assert_eq!(folder.render(&feed("a", 1, "Ausleihe"), &src).2, FINE);
        assert_eq!(folder.get(FEED), "mine");
        let page = folder.get(PAGE);
        assert!(
            page.contains(
                "<amts-status src=\"https://www.stadt.example/status.json /status.json\">"
            )
        );
        assert!(page.contains("connect-src 'self' https://www.stadt.example;"));
    }

    #[test]
    fn a_worker_that_was_switched_off_stays_off() {
        let folder = Folder::new("off");
        assert_eq!(folder.render(&feed("a", 1, "Ausleihe"), &[]).2, FINE);
        folder.put(
            WORKER,
            &folder.get(WORKER).replace("off: false", "off: true"),
        );
        let (out, _, status) = folder.render(&feed("a", 2, "Ausleihe"), &[]);
        assert_eq!(status, FINE);
        assert_eq!(folder.get(WORKER), worker(true));
        assert!(out.contains("abgeschaltet"), "{out}");
    }

    #[test]
    fn a_signed_feed_is_copied_as_it_is_and_its_keys_are_pinned() {
        let folder = Folder::new("signed");
        let [(first, text), (safe, other)] = [1, 2].map(pair);
        let file = signed(&first, &feed("a", 1, "Ausleihe"));
        let keys = ["--key", &text, "--key", &other];
        let (out, err, status) = folder.render(&file, &keys);
        assert_eq!((err.as_str(), status), ("", FINE));
        assert!(!out.contains("--key"), "{out}");
        assert_eq!(folder.get(FEED), file);
        let element =
            format!("<amts-status src=\"status.json\" keys=\"{text} {other}\" feed=\"a\">\n");
        let page = folder.get(PAGE);
        assert!(
            page.contains(&element) && page.contains("Ausleihe"),
            "{page}"
        );

        // Without keys a page does not ask for the signature, and that is said.
        let without = Folder::new("unpinned");
        let (out, _, status) = without.render(&file, &[]);
        assert_eq!(status, FINE);
        assert!(out.contains("aber diese Seite prüft das nicht"), "{out}");
        assert!(!without.get(PAGE).contains(" keys="));

        // The key in the safe speaks for the same feed.
        let file = signed(&safe, &feed("a", 2, "Ausleihe"));
        assert_eq!(folder.render(&file, &keys).2, FINE);
    }

    #[test]
    fn keys_do_not_leave_a_page_unnoticed() {
        let folder = Folder::new("keys");
        let [(first, one), (_, two), (_, three)] = [1, 2, 3].map(pair);
        let file = signed(&first, &feed("a", 1, "Ausleihe"));
        let both = ["--key", &one, "--key", &two];
        assert_eq!(folder.render(&file, &both).2, FINE);
        folder.refuses(
            &file,
            "Auf der Seite in \"{}/index.html\" stehen Schlüssel. Nennen Sie sie wieder mit --key. Geschrieben wurde nichts.",
        );
        assert!(!folder.render(&file, &both).0.contains("Schlüssel"));
        // Others replace them, as they must when one is stolen, and that is said.
        let print = |text: &str| key::fingerprint(Key::parse(text).unwrap());
        let (out, _, status) = folder.render(&file, &["--key", &one, "--key", &three]);
        assert_eq!(status, FINE);
        let said = format!(
            "\nDie Schlüssel auf der Seite sind jetzt andere:\n- nicht mehr: {}\n- neu: {}\n",
            print(&two),
            print(&three)
        );
        assert!(out.contains(&said), "{out}");
        let turned = ["--key", &three, "--key", &one, "--lang", "en"];
        let out = folder.render(&file, &turned).0;
        assert!(
            out.contains("The keys on the page have another order now."),
            "{out}"
        );
        assert!(
            folder
                .get(PAGE)
                .contains(&format!("keys=\"{three} {one}\""))
        );
    }

    #[test]
    fn links_do_not_leave_a_page_unnoticed() {
        let folder = Folder::new("links");
        let feed = feed("a", 1, "Ausleihe");
        let imprint = [
            "--link",
            "Impressum & mehr=https://www.stadt.example/?a=1&b=2",
        ];
        let privacy = ["--link", "Datenschutz=https://www.stadt.example/daten"];
        let all = [imprint, privacy].concat();
        assert!(!folder.render(&feed, &all).0.contains("Links"));
        assert!(!folder.render(&feed, &all).0.contains("Links"));
        let out = folder.render(&feed, &privacy).0;
        let said = "\nDiese Links stehen nicht mehr auf der Seite. Sollen sie bleiben, nennen Sie sie wieder:\n  --link \"Impressum & mehr=https://www.stadt.example/?a=1&b=2\"\n";
        assert!(out.contains(said), "{out}");
        assert!(!out.contains("Datenschutz"), "{out}");
    }

    #[test]
    fn what_the_pinned_keys_have_not_signed_makes_no_page() {
        let folder = Folder::new("unsigned");
        let [(key, text), (_, other)] = [1, 2].map(pair);
        let plain = feed("a", 1, "Ausleihe");
        let file = signed(&key, &plain);
        let not_by_these = "\"-\" ist nicht mit einem dieser Schlüssel unterschrieben.";
        let broken = "Die Unterschrift passt nicht zum Inhalt.";
        for (file, keys, said) in [
            (plain.clone(), &["--key", text.as_str()][..], not_by_these),
            (file.clone(), &["--key", &other], not_by_these),
            (
                file.replace("Ausleihe", "Bücherei"),
                &["--key", &text],
                broken,
            ),
            (file.replace("Ausleihe", "Bücherei"), &[], broken),
        ] {
            let (out, err, status) = folder.render(&file, keys);
            assert_eq!((out.as_str(), status), ("", FAULTY));
            assert!(err.starts_with(said), "{err}");
            assert!(!folder.0.exists());
        }
        // A feed that lies elsewhere is not copied, so it is not asked who has signed it.
        let elsewhere = [
            "--key",
            &text,
            "--src",
            "https://www.stadt.example/status.json",
        ];
        assert_eq!(folder.render(&plain, &elsewhere).2, FINE);
        assert!(
            folder
                .get(PAGE)
                .contains(&format!(" keys=\"{text}\" feed=\"a\">\n"))
        );
    }

    #[test]
    fn a_signed_feed_is_followed_by_signed_ones_only() {
        let folder = Folder::new("followed");
        let (key, _) = pair(1);
        assert_eq!(folder.render(&feed("a", 1, "A"), &[]).2, FINE);
        // The same words, now signed; then the next.
        let same = signed(&key, &feed("a", 1, "A"));
        assert_eq!(folder.render(&same, &[]).2, FINE);
        assert_eq!(folder.get(FEED), same);
        assert_eq!(
            folder.render(&signed(&key, &feed("a", 2, "A")), &[]).2,
            FINE
        );
        folder.refuses(
            &feed("a", 3, "A"),
            "\"{}/status.json\" ist unterschrieben, Ihre Datei nicht. Seiten, die die Unterschrift prüfen, würden sie nicht zeigen. Unterschreiben Sie sie zuerst. Geschrieben wurde nichts.",
        );
        folder.refuses(
            &signed(&key, &feed("a", 2, "B")),
            "In \"{}/status.json\" steht seq 2 schon mit anderem Inhalt. Erhöhen Sie seq in Ihrer status.json auf 3, und unterschreiben Sie noch einmal. Geschrieben wurde nichts.",
        );
    }

    #[test]
    fn a_snapshot_is_made_of_a_signed_feed_too_if_it_holds() {
        let (key, text) = pair(1);
        let file = signed(&key, &feed("a", 1, "Ausleihe"));
        let (out, _, status) = run_with(&["render", "-"], &file);
        assert_eq!(status, FINE);
        assert_eq!(out, run_with(&["render", "-"], &feed("a", 1, "Ausleihe")).0);
        let altered = file.replace("Ausleihe", "Bücherei");
        let (out, err, status) = run_with(&["render", "-"], &altered);
        assert_eq!((out.as_str(), status), ("", FAULTY));
        assert!(
            err.starts_with("Die Unterschrift passt nicht zum Inhalt."),
            "{err}"
        );
        let (_, err, status) = run_with(&["render", "-", "--key", &text], &file);
        assert!(err.contains("\"--key\" geht nur zusammen mit \"--page ORDNER\"."));
        assert_eq!(status, UNUSABLE);
    }

    #[test]
    fn what_others_left_half_written_is_not_touched() {
        let folder = Folder::new("half");
        folder.put(".index.html.0.tmp", "theirs");
        assert_eq!(folder.render(&feed("a", 1, "Ausleihe"), &[]).2, FINE);
        assert_eq!(folder.get(".index.html.0.tmp"), "theirs");
        assert_eq!(folder.all().len(), 5);
    }
}
