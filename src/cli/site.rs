//! `amtsstatus site`: writes everything that a town publishes into a folder. Everything is looked at before the first byte
//! is written, and nothing of anybody else's is replaced.

mod folder;
#[cfg(test)]
mod kill;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use self::folder::Folder;
pub(super) use self::folder::bundle;
use super::file::{self, kept, name, present};
use super::outcome::{Exchanged, FileRole, Kept, Needed};
use super::params::{CommandLine, Param};
use super::usage::{self, FILE};
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, bundled, check, key, terminal};
use crate::feed::Feed;
use crate::i18n::Lang;
use crate::render::site::files::{self, LIST, Publication, SCRIPT};
use crate::render::site::{
    Address, BUNDLE, FEED, Link, PAGE, Site, Src, WORKER, address_of, is_off, pinned, shown_by,
};
use crate::report::{self, damage};
use crate::trust::{self, Key};

pub(super) const VERB: Verb = Verb {
    name: "site",
    params: &[&FILE, &OUT, &BUNDLE_FOLDER, &LANG, &SRC, &URL, &LINK, &KEY],
    about: Both {
        de: "schreibt alles, was Sie veröffentlichen: Notfallseite, Aushang, Kalender und mehr",
        en: "writes all that you publish: emergency page, poster, calendar and more",
    },
    text: Both {
        de: "\
Schreibt eine vollständige Notfallseite, die auch ohne Netz lesbar bleibt, in jeder Sprache der Datei. Dazu kommen der
Aushang, was sich geändert hat (Atom), ein Kalender, einfaches HTML zum Einbinden und die Einstellungen für Apache, nginx
und Caddy. Laden Sie den ORDNER auf einen Webserver; LIESMICH.txt darin sagt, was was ist. Dateien, die nicht von diesem
Programm stammen, werden nie überschrieben. Was \"check\" ablehnt, wird nicht geschrieben. Als DATEI liest \"-\" die
Standardeingabe.",
        en: "\
Writes a whole emergency page, which stays readable without a network, in each language of the file. With it come the poster,
what changed (Atom), a calendar, plain HTML to include, and the settings for Apache, nginx and Caddy. Put the FOLDER on a web
server; LIESMICH.txt in it says what is what. Files that were not made by this program are never replaced. What \"check\"
refuses is not written. As FILE, \"-\" reads the standard input.",
    },
    status: Both {
        de: "Ergebnis: 0, oder 1 wenn die Datei Fehler hat.",
        en: "Status: 0, or 1 if the file has errors.",
    },
    run,
};

const OUT: Param<PathBuf> = usage::folder(
    "--out",
    Both {
        de: "wohin geschrieben wird",
        en: "where to write",
    },
)
.required();

const BUNDLE_FOLDER: Param<PathBuf> = usage::folder(
    "--bundle",
    Both {
        de: "der Ordner des Widgets, wenn das Programm keines enthält: dist/amts-status. Nur beim ersten Mal und bei einer neuen Version nötig",
        en: "the folder of the widget, if the program has none inside: dist/amts-status. Needed only the first time and for a new version",
    },
);

const LANG: Param<Lang> = usage::page_lang(Both {
    de: "Sprache der ersten Seite, zum Beispiel de-simple (Leichte Sprache); ohne diese Angabe die Sprache der Datei",
    en: "language of the first page, such as de-simple (Leichte Sprache); without it, the file's own language",
});

const SRC: Param<Src> = Param::option(
    "--src",
    Both {
        de: "ADRESSEN",
        en: "ADDRESSES",
    },
    Both {
        de: "wo die Statusdatei liegt; ohne diese Angabe wird sie in den Ordner kopiert",
        en: "where the feed lies; without it, it is copied into the folder",
    },
    usage::src,
);

const URL: Param<Address> = Param::option(
    "--url",
    Both {
        de: "ADRESSE",
        en: "ADDRESS",
    },
    Both {
        de: "die öffentliche Adresse des Ordners: --url https://notfall.musterstadt.example/. Dann zeigen WordPress und andere das Widget, wo jemand diese Adresse einfügt. Nur beim ersten Mal nötig",
        en: "the public address of the folder: --url https://notfall.musterstadt.example/. WordPress and others then show the widget where somebody pastes this address. Needed only the first time",
    },
    usage::site_address,
);

const LINK: Param<Link> = Param::option(
    "--link",
    Both {
        de: "NAME=ADRESSE",
        en: "NAME=ADDRESS",
    },
    Both {
        de: "ein Link am Ende der Seite, auch mehrmals: --link Impressum=https://www.musterstadt.example/impressum",
        en: "a link at the end of the page, several times too: --link Imprint=https://www.musterstadt.example/imprint",
    },
    usage::link,
)
.repeated();

const KEY: Param<OsString> = key::public_param(Both {
    de: "die Seite zeigt nur, was mit diesem Schlüssel unterschrieben ist; auch mehrmals, in der Reihenfolge, die zählt. Eine .pub-Datei oder der Text daraus",
    en: "the page shows only what is signed with this key; several times too, in the order that counts. A .pub file, or the text in it",
});

/// What was asked for beside the feed.
pub(super) struct Order {
    /// The language of the first page; none if it is the feed's.
    lang: Option<Lang>,
    /// Where the site goes.
    out: PathBuf,
    /// The bundle's files by name; none if those that are there stay.
    bundle: BTreeMap<String, Vec<u8>>,
    /// Where the element asks for the feed, if it does not lie beside the page.
    src: Option<Src>,
    /// The public address of the folder; none if it stays the one that was given before, or is not known.
    address: Option<Address>,
    /// What the page links to.
    links: Vec<Link>,
    /// The keys that the page pins.
    keys: Vec<Key>,
}

impl Order {
    /// Orders the site in a folder once more: what its page pins and links to stays, and so do its language, its own
    /// address and those of the feed.
    pub(super) fn again(out: &Path, bundle: BTreeMap<String, Vec<u8>>) -> Result<Self, CliError> {
        let page = Folder::open(out)?.text(PAGE)?.unwrap_or_default();
        let (keys, links) = pinned(&page);
        let (lang, src) = shown_by(&page);
        Ok(Self {
            lang,
            out: out.to_owned(),
            bundle,
            src,
            address: None,
            links,
            keys,
        })
    }
}

/// A site that was written.
pub(super) struct Written {
    /// Its files for a person: the bundle as one folder.
    pub(super) files: Vec<String>,
    /// What is said of it.
    pub(super) said: String,
}

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let keys = key::public_keys(line.values(&KEY), io)?;
    let file = line.value(&FILE).ok_or(UsageError::NoFile(VERB.name))?;
    let no_folder = UsageError::NoOption(OUT.name(), Needed::Folder);
    let out = line.value(&OUT).ok_or(no_folder)?;
    let bytes = io.read(&file)?;
    let order = Order {
        lang: line.value(&LANG),
        out,
        bundle: match line.value(&BUNDLE_FOLDER) {
            Some(given) => folder::bundle(&given)?,
            None => bundled::published(),
        },
        src: line.value(&SRC),
        address: line.value(&URL),
        links: line.values(&LINK),
        keys,
    };
    let path = (file != "-").then(|| Path::new(&file));
    let Some(written) = publish(io, order, &terminal::name(&file), path, &bytes)? else {
        return Ok(FAULTY);
    };
    io.say(&written.said)?;
    Ok(FINE)
}

/// Writes the site of a feed, which was read as `bytes`, from `file` if it was one; `shown` is its name in messages. If the
/// feed may not be published, it writes the reasons to standard error and returns `None`.
pub(super) fn publish(
    io: &mut Io<'_>,
    order: Order,
    shown: &str,
    file: Option<&Path>,
    bytes: &[u8],
) -> Result<Option<Written>, CliError> {
    if damage::is_broken(bytes) {
        let said = io.lang.words().broken(shown);
        io.complain(&format!("{said}\n"))?;
        return Ok(None);
    }
    // A site is published, so its feed has to pass `check`.
    let problems = report::problems(bytes, io.now);
    let read = Feed::read(trust::content(bytes));
    let Some(feed) = check::feed_or_report(io, shown, bytes, read, &problems)? else {
        return Ok(None);
    };
    // A page with pinned keys would not show a feed that none of them has signed.
    let (keys, is_copied) = (&order.keys, order.src.is_none());
    if !keys.is_empty() && is_copied && trust::open(bytes, keys).is_err() {
        let said = io.lang.words().not_by_these(shown);
        io.complain(&format!("{said}\n"))?;
        return Ok(None);
    }
    write(io, order, file, bytes, feed).map(Some)
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

/// Makes the site of `feed`, which was read as `bytes`, from `file` if it was one.
fn write(
    io: &mut Io<'_>,
    order: Order,
    file: Option<&Path>,
    bytes: &[u8],
    feed: Feed,
) -> Result<Written, CliError> {
    let (words, keys) = (io.lang.words(), order.keys);
    // Nobody translates: what is to be read is written in the feed's own language.
    let lang = order.lang.unwrap_or_else(|| Lang::of(feed.lang()));
    let out = Folder::open(&order.out)?;
    let place = out.path(FEED);
    let is_itself = file.is_some_and(|file| file::is_same(file, &place));
    let published = match order.src {
        None => present(&place)?,
        Some(_) => None,
    };
    if let Some(published) = published.as_ref().filter(|_| !is_itself) {
        let signed = trust::claim(bytes).is_some();
        let role = match signed {
            true => FileRole::InFolderSigned,
            false => FileRole::InFolder,
        };
        file::follow(published, trust::content(bytes), &feed, signed)
            .map_err(|why| kept(&place, role, why))?;
    }
    let page = out.text(PAGE)?.unwrap_or_default();
    let (old_keys, old_links) = pinned(&page);
    // Whoever only forgets an option must not open the page to everybody's words.
    if keys.is_empty() && !old_keys.is_empty() {
        return Err(kept(&out.path(PAGE), FileRole::InFolder, Kept::Pinned));
    }
    let unlinked = old_links.iter().filter(|link| !order.links.contains(link));
    let unlinked: Vec<String> = unlinked.map(ToString::to_string).collect();
    let is_off = out.text(WORKER)?.is_some_and(|worker| is_off(&worker));

    let previous = published.filter(|_| !is_itself);
    let previous = previous.and_then(|bytes| Feed::read(trust::content(&bytes)).ok());
    let mut news = BTreeMap::new();
    for other in Lang::ALL {
        let name = files::name_in(files::ATOM, other, lang);
        if let Some(text) = out.text(&name)? {
            news.insert(name, text);
        }
    }
    let mut files = files::files(&Publication {
        feed: order.src.is_none().then_some(bytes),
        site: Site {
            feed: Rc::new(feed),
            lang,
            now: io.now,
            src: order.src.unwrap_or_else(Src::beside),
            links: order.links,
            keys: keys.iter().map(|key| key::text(*key)).collect(),
            address: order.address.or(address_of(&page)),
        },
        bundle: order.bundle,
        previous: previous.map(|(feed, _)| feed),
        news,
        is_off,
    });
    // The feed of the folder itself is there already.
    files.retain(|file| !(is_itself && file.path == FEED));
    out.publish(&files, &mut |_| true)?;

    let mut said = words.written(&name(&order.out), &shown(&files));
    if !old_keys.is_empty() && old_keys != keys {
        said += &words.exchanged(&Exchanged::between(&old_keys, &keys));
    }
    if !unlinked.is_empty() {
        said += &words.unlinked(&unlinked);
    }
    if keys.is_empty() && trust::claim(bytes).is_some() {
        said += &words.unpinned();
    }
    if is_off {
        said += &words.worker_is_off(&name(&out.path(WORKER)));
    }
    let script = out.path(BUNDLE).join(SCRIPT);
    if !script.is_file() {
        said += &words.no_bundle(&name(&script), &name(&order.out));
    }
    Ok(Written {
        files: shown(&files).into_iter().map(str::to_owned).collect(),
        said,
    })
}

/// Lists the files for a person: the bundle as one folder.
fn shown(files: &[files::SiteFile]) -> Vec<&str> {
    let in_bundle = |file: &&files::SiteFile| file.path.starts_with(BUNDLE);
    let bundle = files.iter().find(in_bundle).map(|_| BUNDLE);
    let others = files.iter().filter(|file| !in_bundle(file));
    let others = others.map(|file| file.path.as_str());
    bundle.into_iter().chain(others).chain([LIST]).collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use std::fs;

    use super::super::UNUSABLE;
    use super::super::tests::{Folder, feed, pair, run_with, signed};
    use super::*;
    use crate::render::site::{FRAME, MANIFEST, OEMBED, worker};

    impl Folder {
        fn publish(&self, feed: &str, more: &[&str]) -> (String, String, u8) {
            let args = [&["site", "-", "--out", self.path()], more].concat();
            run_with(&args, feed)
        }

        #[track_caller]
        fn refuses(&self, feed: &str, said: &str) {
            let before = self.all();
            let said = format!("amtsstatus: {}\n", said.replace("{}", self.path()));
            assert_eq!(self.publish(feed, &[]), (String::new(), said, UNUSABLE));
            assert_eq!(self.all(), before);
        }
    }

    #[test]
    fn the_feed_is_copied_byte_for_byte_and_nothing_else_stays_behind() {
        let folder = Folder::new("copy");
        let feed = feed("a", 1, "Ausleihe").replace('\n', "\r\n");
        assert_eq!(folder.publish(&feed, &[]).2, FINE);
        assert_eq!(folder.get(FEED), feed);
        let names: Vec<OsString> = folder.all().into_iter().map(|(name, _)| name).collect();
        let expected = [
            ".htaccess",
            "LIESMICH.txt",
            "amts-dateien.json",
            MANIFEST,
            WORKER,
            "atom.xml",
            "aushang.html",
            FRAME,
            PAGE,
            "kalender.ics",
            "robots.txt",
            "server",
            "status.de.html",
            FEED,
        ];
        assert_eq!(names, expected.map(OsString::from));
    }

    #[test]
    fn a_later_feed_replaces_an_earlier_one_and_the_same_may_come_again() {
        let folder = Folder::new("later");
        for (seq, name) in [(1, "Ausleihe"), (1, "Ausleihe"), (2, "Bücherei")] {
            assert_eq!(folder.publish(&feed("a", seq, name), &[]).2, FINE);
            assert!(folder.get(PAGE).contains(name));
        }
    }

    #[test]
    fn an_older_another_or_an_unreadable_feed_is_not_replaced() {
        let folder = Folder::new("older");
        assert_eq!(folder.publish(&feed("a", 7, "Ausleihe"), &[]).2, FINE);
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
        assert_eq!(folder.publish(&feed("a", 2, "B"), &[]).2, FINE);
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
        let (out, err, status) = run_with(&["site", "-", "--out", &path], &feed("a", 1, "A"));
        assert_eq!((out.as_str(), status), ("", UNUSABLE));
        let said = format!("amtsstatus: \"{path}\" ist eine Datei. Erwartet: ein Ordner.\n");
        assert_eq!(err, said);
    }

    #[test]
    fn the_feed_of_the_folder_itself_needs_no_higher_number() {
        let folder = Folder::new("itself");
        folder.put(FEED, &feed("a", 1, "Ausleihe"));
        let file = format!("{}/{FEED}", folder.path());
        let (out, err, status) = run_with(&["site", &file, "--out", folder.path()], "");
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
        assert_eq!(folder.publish(&feed("a", 1, "Ausleihe"), &src).2, FINE);
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
    fn the_public_address_is_given_once_and_stays_until_another_is_given() {
        let folder = Folder::new("address");
        let feed = |seq| feed("a", seq, "Ausleihe");
        assert_eq!(folder.publish(&feed(1), &[]).2, FINE);
        assert!(!folder.0.join(OEMBED).exists());
        for (seq, more, address) in [
            (
                2,
                &["--url", "https://notfall.stadt.example"][..],
                "https://notfall.stadt.example/",
            ),
            (3, &[], "https://notfall.stadt.example/"),
            (
                4,
                &["--url", "https://stadt.example/notfall/"],
                "https://stadt.example/notfall/",
            ),
            (5, &[], "https://stadt.example/notfall/"),
        ] {
            assert_eq!(folder.publish(&feed(seq), more).2, FINE);
            for page in [PAGE, FRAME] {
                let link = format!("href=\"{address}{OEMBED}\">");
                assert!(folder.get(page).contains(&link), "{}", folder.get(page));
            }
            let frame = format!("{address}{FRAME}?view=compact");
            assert!(
                folder.get(OEMBED).contains(&frame),
                "{}",
                folder.get(OEMBED)
            );
        }
        let wrong = ["--url", "http://stadt.example/"];
        let (_, err, status) = folder.publish(&feed(6), &wrong);
        assert_eq!(status, UNUSABLE);
        assert!(err.contains("ist keine Adresse im Netz"), "{err}");
    }

    #[test]
    fn a_worker_that_was_switched_off_stays_off() {
        let folder = Folder::new("off");
        assert_eq!(folder.publish(&feed("a", 1, "Ausleihe"), &[]).2, FINE);
        folder.put(
            WORKER,
            &folder.get(WORKER).replace("off: false", "off: true"),
        );
        let (out, _, status) = folder.publish(&feed("a", 2, "Ausleihe"), &[]);
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
        let (out, err, status) = folder.publish(&file, &keys);
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
        let (out, _, status) = without.publish(&file, &[]);
        assert_eq!(status, FINE);
        assert!(out.contains("aber diese Seite prüft das nicht"), "{out}");
        assert!(!without.get(PAGE).contains(" keys="));

        // The key in the safe speaks for the same feed.
        let file = signed(&safe, &feed("a", 2, "Ausleihe"));
        assert_eq!(folder.publish(&file, &keys).2, FINE);
    }

    #[test]
    fn keys_do_not_leave_a_page_unnoticed() {
        let folder = Folder::new("keys");
        let [(first, one), (_, two), (_, three)] = [1, 2, 3].map(pair);
        let file = signed(&first, &feed("a", 1, "Ausleihe"));
        let both = ["--key", &one, "--key", &two];
        assert_eq!(folder.publish(&file, &both).2, FINE);
        folder.refuses(
            &file,
            "Auf der Seite in \"{}/index.html\" stehen Schlüssel. Nennen Sie sie wieder mit --key. Geschrieben wurde nichts.",
        );
        assert!(!folder.publish(&file, &both).0.contains("Schlüssel"));
        // Others replace them, as they must when one is stolen, and that is said.
        let print = |text: &str| key::fingerprint(Key::parse(text).unwrap());
        let (out, _, status) = folder.publish(&file, &["--key", &one, "--key", &three]);
        assert_eq!(status, FINE);
        let said = format!(
            "\nDie Schlüssel auf der Seite sind jetzt andere:\n- nicht mehr: {}\n- neu: {}\n",
            print(&two),
            print(&three)
        );
        assert!(out.contains(&said), "{out}");
        let turned = ["--key", &three, "--key", &one, "--lang", "en"];
        let out = folder.publish(&file, &turned).0;
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
        assert!(!folder.publish(&feed, &all).0.contains("Links"));
        assert!(!folder.publish(&feed, &all).0.contains("Links"));
        let out = folder.publish(&feed, &privacy).0;
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
            let (out, err, status) = folder.publish(&file, keys);
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
        assert_eq!(folder.publish(&plain, &elsewhere).2, FINE);
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
        assert_eq!(folder.publish(&feed("a", 1, "A"), &[]).2, FINE);
        // The same words, now signed; then the next.
        let same = signed(&key, &feed("a", 1, "A"));
        assert_eq!(folder.publish(&same, &[]).2, FINE);
        assert_eq!(folder.get(FEED), same);
        assert_eq!(
            folder.publish(&signed(&key, &feed("a", 2, "A")), &[]).2,
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
        assert!(
            err.contains("Die Option \"--key\" gibt es hier nicht."),
            "{err}"
        );
        assert_eq!(status, UNUSABLE);
    }

    #[test]
    fn what_others_left_half_written_is_not_touched() {
        let folder = Folder::new("half");
        folder.put(".index.html.0.tmp", "theirs");
        assert_eq!(folder.publish(&feed("a", 1, "Ausleihe"), &[]).2, FINE);
        assert_eq!(folder.get(".index.html.0.tmp"), "theirs");
    }

    #[test]
    fn a_folder_with_a_private_key_is_refused_before_anything_is_written() {
        for place in ["", "schluessel"] {
            let folder = Folder::new(&format!("geheim{place}"));
            let (key, _) = pair(1);
            let pem = key.to_openssh(ssh_key::LineEnding::LF).unwrap();
            fs::create_dir_all(folder.0.join(place)).unwrap();
            let path = folder.0.join(place).join("presse");
            fs::write(&path, pem.as_bytes()).unwrap();
            let (out, err, status) = folder.publish(&feed("a", 1, "A"), &[]);
            assert_eq!((out.as_str(), status), ("", UNUSABLE));
            assert!(err.contains(path.to_str().unwrap()), "{err}");
            assert!(err.contains("Verschieben Sie den Schlüssel."), "{err}");
            assert_eq!(folder.all().len(), 1);
        }
    }

    #[test]
    fn a_language_that_the_feed_has_no_more_leaves_no_old_page_behind() {
        let folder = Folder::new("sprachen");
        let both =
            feed("a", 1, "A").replace(r#""name": "A""#, r#""name": { "de": "A", "en": "A" }"#);
        let both = both.replace("\"entries\"", "\"languages\": [\"en\"], \"entries\"");
        assert_eq!(folder.publish(&both, &[]).2, FINE);
        folder.put("meine.en.html", "mine");
        let english = [
            "index.en.html",
            "status.en.html",
            "aushang.en.html",
            "atom.en.xml",
            "kalender.en.ics",
        ];
        assert!(english.iter().all(|name| folder.0.join(name).is_file()));
        assert!(
            folder
                .get(WORKER)
                .contains(r#"pages: ["./", "index.en.html"]"#)
        );
        assert_eq!(folder.publish(&feed("a", 2, "A"), &[]).2, FINE);
        assert!(!english.iter().any(|name| folder.0.join(name).exists()));
        assert_eq!(folder.get("meine.en.html"), "mine");
    }

    #[test]
    fn a_foreign_file_with_the_name_of_any_of_ours_stops_everything() {
        for name in [
            "robots.txt",
            ".htaccess",
            "aushang.html",
            "atom.xml",
            "amts-dateien.json",
        ] {
            let folder = Folder::new(&format!("fremd-{name}"));
            // That it speaks of the program does not make it the program's.
            folder.put(name, "# amtsstatus site war hier\n");
            folder.refuses(
                &feed("a", 1, "A"),
                &format!("Die Datei \"{{}}/{name}\" stammt nicht von diesem Programm. Verschieben Sie sie, oder nehmen Sie einen anderen Ordner. Geschrieben wurde nichts."),
            );
        }
    }

    #[test]
    fn the_page_of_an_earlier_program_is_replaced() {
        let folder = Folder::new("frueher");
        folder.put(
            PAGE,
            "<meta name=\"generator\" content=\"amtsstatus render --page\">",
        );
        assert_eq!(folder.publish(&feed("a", 1, "A"), &[]).2, FINE);
        assert!(folder.get(PAGE).contains("amtsstatus site"));
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_deletes_nothing_there() {
        let (folder, other) = (Folder::new("innen"), Folder::new("aussen"));
        other.put("wichtig.txt", "theirs");
        let outside = format!(
            "../{}/wichtig.txt",
            other.0.file_name().unwrap().to_str().unwrap()
        );
        let list =
            format!(r#"{{ "generator": "amtsstatus site", "sha256": {{ "{outside}": "" }} }}"#);
        folder.put(LIST, &list);
        assert_eq!(folder.publish(&feed("a", 1, "A"), &[]).2, FINE);
        assert_eq!(other.get("wichtig.txt"), "theirs");
    }

    #[test]
    fn the_second_publication_says_in_atom_what_changed_and_keeps_the_first() {
        let folder = Folder::new("atom");
        assert_eq!(folder.publish(&feed("a", 1, "A"), &[]).2, FINE);
        for (seq, state) in [(2, "unavailable"), (3, "limited")] {
            let next = feed("a", seq, "A").replace("available", state);
            assert_eq!(folder.publish(&next, &[]).2, FINE);
        }
        let atom = folder.get("atom.xml");
        let entries: Vec<&str> = atom.split("<entry>").skip(1).collect();
        assert_eq!(entries.len(), 2, "{atom}");
        assert!(
            entries[0].contains("tag:www.stadt.example,2024:a/3")
                && entries[0].contains("jetzt eingeschränkt")
        );
        assert!(
            entries[1].contains("tag:www.stadt.example,2024:a/2")
                && entries[1].contains("jetzt nicht")
        );
    }

    #[test]
    fn a_bundle_without_its_script_is_none() {
        let (folder, empty) = (Folder::new("ohne"), Folder::new("leer"));
        fs::create_dir_all(&empty.0).unwrap();
        let (_, err, status) = folder.publish(&feed("a", 1, "A"), &["--bundle", empty.path()]);
        assert_eq!(status, UNUSABLE);
        assert!(err.contains("liegt kein Widget"), "{err}");
        assert!(!folder.0.exists());
        let (_, err, _) = run_with(&["site", "-"], "");
        assert!(err.contains("zum Beispiel: --out notfall"), "{err}");
    }
}
