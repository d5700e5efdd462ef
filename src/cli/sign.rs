//! `amtsstatus sign`: puts a signature before a feed, after everything that speaks against publishing it was looked at.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::Arg::{Long, Value};
use lexopt::Parser;
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use super::file::{self, kept, name, present};
use super::key;
use super::outcome::{BadKey, FileRole, Flaw, Kept, Question};
use super::passphrase;
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, check, report, transport, usage};
use crate::feed::Feed;
use crate::feed::decode::Step;
use crate::feed::time::{Moment, Stamp};
use crate::trust::{self, Key, NAMESPACE};

pub(super) const VERB: Verb = Verb {
    name: "sign",
    options: &[
        "--lang",
        "--key",
        "--out",
        "--published",
        "--passphrase",
        "--help",
    ],
    about: Both {
        de: "unterschreibt eine Datei",
        en: "signs a file",
    },
    help: Both {
        de: "\
Aufruf: amtsstatus sign DATEI --key SCHLÜSSEL [--out DATEI] [--published DATEI] [--passphrase DATEI] [--lang de|en]

Unterschreibt eine Datei vor der Veröffentlichung. Die unterschriebene Datei ist eine neue: erst die Unterschrift,
dann Ihre Datei, Byte für Byte. Unterschrieben wird nichts, was \"check\" ablehnt, und nichts ohne ein \"valid_until\", das
noch nicht vorbei ist. Als DATEI liest \"-\" die Standardeingabe.

  --key SCHLÜSSEL      der geheime Schlüssel, von \"amtsstatus keygen\" oder von ssh-keygen (Ed25519)
  --out DATEI          wohin die unterschriebene Datei kommt; ohne diese Angabe aus status.json nach status.signed.json
  --published DATEI    was jetzt veröffentlicht ist: Ihre Datei muss dieselbe id und eine höhere seq haben. Was schon
                       unter --out steht, wird immer so verglichen
  --passphrase DATEI   liest die Passphrase aus der ersten Zeile dieser Datei; \"-\" ist die Standardeingabe
  --lang de|en         Sprache der Meldungen

Ergebnis: 0, 1 wenn die Datei so nicht unterschrieben wird, 2 wenn etwas anderes fehlt. Nur bei 0 wird geschrieben.
",
        en: "\
Usage: amtsstatus sign FILE --key KEY [--out FILE] [--published FILE] [--passphrase FILE] [--lang de|en]

Signs a file before it is published. The signed file is a new one: first the signature, then your file, byte for byte.
Nothing is signed that \"check\" refuses, and nothing without a \"valid_until\" that is not over yet. As FILE, \"-\" reads
the standard input.

  --key KEY           the private key, made by \"amtsstatus keygen\" or by ssh-keygen (Ed25519)
  --out FILE          where the signed file goes; if not given, from status.json to status.signed.json
  --published FILE    what is published now: your file must have the same id and a higher seq. What stands under --out
                      already is always compared in this way
  --passphrase FILE   reads the passphrase from the first line of this file; \"-\" is the standard input
  --lang de|en        language of the messages

Status: 0, 1 if the file is not signed as it is, 2 if something else is missing. Only with 0 is anything written.
",
    },
    run,
};

/// How often a person may mistype a passphrase that nobody sees.
const TRIES: usize = 3;

/// Why a feed is not signed, though `check` has nothing against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It bears a signature already.
    Signed,
    /// It has no end, so that a copy could be shown as current for ever.
    NoEnd,
    /// It has ended: the moment as it is written.
    Ended(String),
    /// It revokes the key that it is to be signed with.
    RevokesItself,
}

/// Why a published file does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// Its signature does not fit.
    Broken,
    /// It is signed with a key that the new feed revokes.
    Revoked,
}

/// What a feed that follows another may have forgotten. It may be meant, so it is signed all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishWarning {
    /// Its `issued` is not newer than that of the published one in this file: both as they are written.
    Issued(String, String, String),
    /// The published one revokes a key, and it does not.
    Revoked,
}

/// What is said of a file that was signed.
pub struct Signed {
    /// The file.
    pub file: String,
    /// Whether it stood there already, byte for byte.
    pub unchanged: bool,
    /// The feed's id.
    pub id: String,
    /// Its number.
    pub seq: u64,
    /// Until when it holds.
    pub until: Stamp,
    /// How people compare the key.
    pub fingerprint: String,
    /// The key as it stands in the element's attribute.
    pub key: String,
    /// The key's file, if no passphrase protects it.
    pub open_key: Option<String>,
}

fn run(parser: &mut Parser, io: &mut Io<'_>) -> Result<u8, CliError> {
    let (mut input, mut key, mut out): (Option<OsString>, Option<OsString>, Option<PathBuf>) =
        (None, None, None);
    let (mut published, mut secret): (Option<OsString>, Option<OsString>) = (None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Value(value) if input.is_none() => input = Some(value),
            Long("lang") => drop(usage::language(parser)?),
            Long("key") => key = Some(parser.value()?),
            Long("out") => out = Some(parser.value()?.into()),
            Long("published") => published = Some(parser.value()?),
            Long("passphrase") => secret = Some(parser.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let input = input.ok_or(UsageError::NoFile(VERB.name))?;
    let key = key.ok_or(UsageError::NoOption("--key"))?;
    let from_stdin = [
        Some(&input),
        Some(&key),
        published.as_ref(),
        secret.as_ref(),
    ];
    if from_stdin
        .into_iter()
        .flatten()
        .filter(|name| *name == "-")
        .count()
        > 1
    {
        return Err(UsageError::InputTwice.into());
    }
    let out = match out {
        Some(out) => out,
        None if input == "-" => return Err(UsageError::NoOption("--out").into()),
        None => Path::new(&input).with_extension("signed.json"),
    };

    file::has_folder(&out)?;
    let bytes = io.read(&input)?;
    if key::is_private(&bytes) {
        return Err(CliError::Swapped(name(Path::new(&input))));
    }
    let Some(feed) = publishable(io, &input, &bytes)? else {
        return Ok(FAULTY);
    };
    let Some(until) = feed.valid_until else {
        return refuse(io, &input, &bytes, &[], Refused::NoEnd);
    };
    let read = [Some(&input), Some(&key), secret.as_ref()];
    let public = key::public_name(Path::new(&key));
    for read in read.into_iter().flatten().chain([&public]) {
        if read != "-" && file::is_same(Path::new(read), &out) {
            return Err(CliError::Input(name(&out)));
        }
    }
    let before = present(&out)?;
    let content = (&bytes[..], &feed);
    let mut publish_warnings = Vec::new();
    if let Some(before) = &before {
        publish_warnings.extend(compare(io, content, &out, FileRole::Out, before)?);
    }
    if let Some(published) = published {
        let before = io.read(&published)?;
        let path = Path::new(&published);
        for publish_warning in compare(io, content, path, FileRole::Published, &before)? {
            // The same file may lie in both places.
            if !publish_warnings
                .iter()
                .any(|known| known.field() == publish_warning.field())
            {
                publish_warnings.push(publish_warning);
            }
        }
    }

    let key_name = name(Path::new(&key));
    let bad = |why| CliError::Key(key_name.clone(), why);
    let locked = key::private(&io.read(&key)?).map_err(bad)?;
    let public = key::public_half(&locked).ok_or_else(|| bad(BadKey::Damaged))?;
    if let Some(index) = feed.revoked.iter().position(|revoked| *revoked == public) {
        let steps = [Step::Key("revoked".into()), Step::Index(index)];
        return refuse(io, &input, &bytes, &steps, Refused::RevokesItself);
    }
    let opened = open(io, &locked, &key_name, secret.as_ref())?;
    let signed = signed(&opened, public, &bytes).ok_or(CliError::Unproved)?;
    let unchanged = before.is_some_and(|before| before == signed);
    if !unchanged {
        file::replace(&out, &signed)?;
    }
    let said = io.lang.words().signed(&Signed {
        file: name(&out),
        unchanged,
        id: feed.id.0,
        seq: feed.seq.0,
        until,
        fingerprint: key::fingerprint(public),
        key: key::text(public),
        open_key: (!locked.is_encrypted()).then_some(key_name),
    });
    io.say(&said)?;
    let words = io.lang.words();
    let publish_warnings: Vec<_> = publish_warnings
        .iter()
        .map(|publish_warning| (publish_warning.field(), words.slipped(publish_warning)))
        .collect();
    let problems = check::problems(&bytes, io.now);
    let hints = report::hints(
        &name(Path::new(&input)),
        &bytes,
        &problems,
        &publish_warnings,
        io.lang,
    );
    if !hints.is_empty() {
        io.say(&format!("\n{hints}\n"))?;
    }
    Ok(FINE)
}

impl PublishWarning {
    /// The field that it is about.
    fn field(&self) -> &'static str {
        match self {
            Self::Issued(..) => "issued",
            Self::Revoked => "revoked",
        }
    }
}

/// What the feed has probably forgotten, seen from the one that is published in this file.
fn publish_warnings(feed: &Feed, path: &Path, before: &[u8]) -> Vec<PublishWarning> {
    let Ok((old, _)) = Feed::read(trust::content(before)) else {
        return Vec::new();
    };
    let mut publish_warnings = Vec::new();
    // The very same feed is signed once more, perhaps by another key.
    if feed.seq != old.seq && feed.issued.at <= old.issued.at {
        let (ours, theirs) = (feed.issued.to_string(), old.issued.to_string());
        publish_warnings.push(PublishWarning::Issued(name(path), theirs, ours));
    }
    if old.revoked.iter().any(|key| !feed.revoked.contains(key)) {
        publish_warnings.push(PublishWarning::Revoked);
    }
    publish_warnings
}

/// The feed, if it may be published; what speaks against it has been said otherwise.
fn publishable(io: &mut Io<'_>, input: &OsString, bytes: &[u8]) -> Result<Option<Feed>, CliError> {
    if transport::is_signed(bytes) {
        refuse(io, input, bytes, &[], Refused::Signed)?;
        return Ok(None);
    }
    let problems = check::problems(bytes, io.now);
    let report = report::report(&name(Path::new(input)), bytes, &problems, io.lang);
    let feed = match Feed::read(bytes) {
        Ok((feed, _)) if report.errors == 0 => feed,
        _ => {
            io.complain(&report.text)?;
            return Ok(None);
        }
    };
    if let Some(end) = ended(&feed, io.now) {
        let steps = [Step::Key("valid_until".into())];
        refuse(io, input, bytes, &steps, Refused::Ended(end))?;
        return Ok(None);
    }
    Ok(Some(feed))
}

/// Whether the new feed may follow what is there. Whoever has got into the server can put any seq into a file, so one whose
/// signature does not fit, or is by a key that the new feed revokes, decides nothing: that is said, and it goes on.
fn compare(
    io: &mut Io<'_>,
    (bytes, feed): (&[u8], &Feed),
    path: &Path,
    role: FileRole,
    before: &[u8],
) -> Result<Vec<PublishWarning>, CliError> {
    let passed = match transport::examine(before) {
        Ok(key) if feed.revoked.contains(&key) => Passed::Revoked,
        Ok(_) => return follow(bytes, feed, path, role, before),
        Err(Flaw::Unsigned | Flaw::NoFeed) => return follow(bytes, feed, path, role, before),
        Err(_) if role == FileRole::Out => return Err(kept(path, role, Kept::Broken)),
        Err(_) => Passed::Broken,
    };
    // What is replaced has to be this feed all the same: one key may sign for several towns.
    if role == FileRole::Out
        && let Err(why @ (Kept::Unreadable | Kept::Other(..))) =
            file::follow(before, bytes, feed, true)
    {
        return Err(kept(path, role, why));
    }
    let said = io.lang.words().passed(&name(path), passed);
    io.complain(&format!("{said}\n"))?;
    Ok(Vec::new())
}

fn follow(
    bytes: &[u8],
    feed: &Feed,
    path: &Path,
    role: FileRole,
    before: &[u8],
) -> Result<Vec<PublishWarning>, CliError> {
    file::follow(before, bytes, feed, true).map_err(|why| kept(path, role, why))?;
    Ok(publish_warnings(feed, path, before))
}

/// When a feed has ended, if it has.
fn ended(feed: &Feed, now: Moment) -> Option<String> {
    let until = feed.valid_until.filter(|until| until.at <= now);
    until.map(|until| until.to_string())
}

fn refuse(
    io: &mut Io<'_>,
    input: &OsString,
    bytes: &[u8],
    steps: &[Step],
    why: Refused,
) -> Result<u8, CliError> {
    let place = report::place(&name(Path::new(input)), bytes, steps, io.lang);
    let why = io.lang.words().refused(&why);
    io.complain(&format!("{place}\n  {why}\n"))?;
    Ok(FAULTY)
}

/// The private key, unlocked.
fn open(
    io: &mut Io<'_>,
    locked: &PrivateKey,
    key: &str,
    secret: Option<&OsString>,
) -> Result<PrivateKey, CliError> {
    if !locked.is_encrypted() {
        return Ok(locked.clone());
    }
    if let Some(file) = secret {
        let passphrase = passphrase::from(io, file)?;
        return key::unlock(locked, &passphrase)
            .map_err(|why| CliError::Key(key.into(), last(why)));
    }
    for left in (0..TRIES).rev() {
        let passphrase = passphrase::ask(io, Question::Of(key))?;
        match key::unlock(locked, &passphrase) {
            Ok(opened) => return Ok(opened),
            Err(BadKey::WrongPassphrase) if left > 0 => {
                let failure = CliError::Key(key.into(), BadKey::WrongPassphrase);
                let said = io.lang.words().failure(&failure, &[]);
                io.complain(&format!("{said}\n"))?;
            }
            Err(why) => return Err(CliError::Key(key.into(), last(why))),
        }
    }
    Err(CliError::Key(key.into(), BadKey::Forgotten))
}

/// Behind the last try there is another way.
fn last(why: BadKey) -> BadKey {
    match why {
        BadKey::WrongPassphrase => BadKey::Forgotten,
        why => why,
    }
}

/// The signed file, if it opens with the key that has signed it: what is handed out was proved before.
fn signed(key: &PrivateKey, public: Key, content: &[u8]) -> Option<Vec<u8>> {
    let signature = key.sign(NAMESPACE, HashAlg::Sha512, content).ok()?;
    let armour = signature.to_pem(LineEnding::LF).ok()?;
    let file = [armour.trim_end().as_bytes(), b"\n", content].concat();
    let opened = trust::open(&file, &[public]) == Ok((0, content));
    opened.then_some(file)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::UNUSABLE;
    use super::super::tests::{Dice, Folder, pair, run_typing};
    use super::*;

    const PASSPHRASE: &str = "Wo ist der Tresor";

    fn feed(seq: u32) -> String {
        format!(
            r#"{{ "version": 1, "id": "stadt", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
  "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
  "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }},
  "entries": [ {{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }} ] }}
"#
        )
    }

    fn pem(key: &PrivateKey) -> String {
        key.to_openssh(LineEnding::LF).unwrap().to_string()
    }

    fn some_key() -> PrivateKey {
        pair(5).0
    }

    /// A folder with a feed, a locked key and a key that is open.
    fn folder(name: &str) -> Folder {
        let folder = Folder::new(&format!("sign-{name}"));
        let key = some_key();
        let locked = key.encrypt(&mut Dice(6), PASSPHRASE).unwrap();
        folder.put("presse", &pem(&locked));
        folder.put("presse.pub", &key.public_key().to_openssh().unwrap());
        folder.put("offen", &pem(&key));
        folder.put("p", PASSPHRASE);
        folder.put("status.json", &feed(7));
        folder
    }

    impl Folder {
        /// Signs with what stands in the folder; `@` is its path.
        fn sign(&self, args: &str, typed: &[&str]) -> (String, String, u8) {
            let args = format!("sign {args}").replace('@', self.path());
            let args: Vec<&str> = args.split(' ').collect();
            run_typing(&args, "", typed)
        }

        #[track_caller]
        fn signs(&self, args: &str, typed: &[&str]) -> String {
            let (out, err, status) = self.sign(args, typed);
            assert_eq!((err.as_str(), status), ("", FINE));
            out
        }

        #[track_caller]
        fn will_not_sign(&self, args: &str, typed: &[&str], status: u8, said: &str) {
            let before = self.all();
            let (out, err, ended) = self.sign(args, typed);
            assert_eq!(out, "");
            let said = said.replace('@', self.path());
            assert!(err.contains(&said), "{err}\n{said}");
            assert_eq!(ended, status, "{err}");
            assert_eq!(self.all(), before);
        }
    }

    #[test]
    fn the_signed_file_is_the_signature_and_then_the_file_byte_for_byte() {
        for content in [
            feed(7),
            feed(7).replace('\n', "\r\n"),
            format!("\u{feff}{}", feed(7)),
        ] {
            let folder = folder("bytes");
            folder.put("status.json", &content);
            let said = folder.signs("@/status.json --key @/presse", &[PASSPHRASE]);
            let signed = fs::read(folder.0.join("status.signed.json")).unwrap();
            let key = key::public_half(&some_key()).unwrap();
            assert_eq!(trust::open(&signed, &[key]), Ok((0, content.as_bytes())));
            let text = key::text(key);
            for part in [
                "status.signed.json",
                "stadt, seq 7",
                "Donnerstag, 7. März 2024, 00:00 Uhr",
                &key::fingerprint(key),
                &format!("in \"key\" stehen:\n\n  {text}\n"),
                "Die anderen bleiben, wo sie sind.",
                "feed=\"stadt\"",
            ] {
                assert!(said.contains(part), "{said}");
            }
            assert!(!said.contains("ssh-keygen"), "{said}");
            assert!(!said.contains("HINWEISE"), "{said}");
            // A whole element with this key alone would be mailed to webmasters, and the key in the safe would be gone.
            let english = folder.signs("@/status.json --key @/offen --lang en", &[]);
            for said in [said, english] {
                assert!(
                    !said.contains("<amts-status") && !said.contains("key=\""),
                    "{said}"
                );
            }
        }
    }

    #[test]
    fn the_passphrase_comes_from_a_file_or_a_person_who_may_mistype_it_twice() {
        let folder = folder("passphrase");
        let one = folder.signs("@/status.json --key @/presse --passphrase @/p", &[]);
        let (two, err, status) = folder.sign(
            "@/status.json --key @/presse --out @/b.json",
            &["falsch", "", PASSPHRASE],
        );
        assert_eq!(status, FINE);
        assert_eq!(err.matches("Die Passphrase passt nicht zu").count(), 2);
        assert_eq!(two, one.replace("status.signed.json", "b.json"));
        assert_eq!(folder.get("b.json"), folder.get("status.signed.json"));
        let three = ["a", "b", "c", PASSPHRASE];
        let said = "Die Passphrase passt nicht zu \"@/presse\". Geschrieben wurde nichts. Ist sie vergessen, hilft der Schlüssel aus dem Tresor.";
        folder.will_not_sign(
            "@/status.json --key @/presse --out @/c.json",
            &three,
            UNUSABLE,
            said,
        );
        folder.put("p", "falsch");
        let args = "@/status.json --key @/presse --out @/c.json --passphrase @/p";
        folder.will_not_sign(args, &[], UNUSABLE, said);
        folder.put("p", "");
        folder.will_not_sign(args, &[], UNUSABLE, "Die Passphrase ist leer.");
        let asked = "@/status.json --key @/presse --out @/c.json";
        folder.will_not_sign(asked, &[], UNUSABLE, "--passphrase DATEI");
    }

    #[test]
    fn a_key_without_a_passphrase_signs_and_is_told_of() {
        let folder = folder("open");
        let said = folder.signs("@/status.json --key @/offen", &[]);
        let hint = format!("  ssh-keygen -p -f \"{}/offen\"\n", folder.path());
        assert!(said.ends_with(&hint), "{said}");
    }

    #[test]
    fn what_check_refuses_is_not_signed() {
        let folder = folder("check");
        let args = "@/status.json --key @/offen";
        folder.put("status.json", &feed(7).replace("\"Stadt\"", "\"\""));
        let said = "FEHLER: Bitte vor der Veröffentlichung ändern.\n\n@/status.json:3:26  publisher.name\n";
        folder.will_not_sign(args, &[], FAULTY, said);
        folder.put("status.json", "{");
        folder.will_not_sign(args, &[], FAULTY, "@/status.json:1:2  (ganze Datei)");
        folder.put("status.json", &feed(7).replace("2024-03-07", "2024-03-24"));
        folder.will_not_sign(args, &[], FAULTY, "mehr als 30 Tage nach \"issued\"");
        // So no signed file is larger than what the widget reads: the largest feed and a signature.
        let blanks = " ".repeat(crate::feed::MAX_BYTES + 1 - feed(7).len());
        folder.put("status.json", &(feed(7) + &blanks));
        folder.will_not_sign(args, &[], FAULTY, "Die Datei hat 257 KB.");
        folder.put("status.json", &(feed(7) + &blanks[1..]));
        folder.signs(args, &[]);
    }

    #[test]
    fn without_an_end_that_lies_ahead_nothing_is_signed() {
        let folder = folder("end");
        let args = "@/status.json --key @/offen";
        let end = r#" "valid_until": "2024-03-07T00:00:00+01:00","#;
        folder.put("status.json", &feed(7).replace(end, ""));
        let said =
            "@/status.json:1:1  (ganze Datei)\n  Das Feld \"valid_until\" fehlt. Ohne ein Ende";
        folder.will_not_sign(args, &[], FAULTY, said);
        // It ends at the very moment of signing.
        let now = feed(7)
            .replace("2024-02-22T10:00:00", "2024-02-21T10:00:00")
            .replace("2024-03-07T00:00:00", "2024-02-22T10:00:00");
        folder.put("status.json", &now);
        let said =
            "@/status.json:2:62  valid_until\n  \"2024-02-22T10:00:00+01:00\" ist schon vorbei.";
        folder.will_not_sign(args, &[], FAULTY, said);
        folder.put("status.json", &now.replace("T10:00:00", "T10:00:01"));
        folder.signs(args, &[]);
    }

    #[test]
    fn what_is_signed_already_is_not_signed_again() {
        let folder = folder("twice");
        folder.signs("@/status.json --key @/offen", &[]);
        let args = "@/status.signed.json --key @/offen";
        let said =
            "@/status.signed.json:1:1  (ganze Datei)\n  Diese Datei ist schon unterschrieben.";
        folder.will_not_sign(args, &[], FAULTY, said);
        let signed = folder.get("status.signed.json");
        folder.put("status.signed.json", &signed.replace('\n', "\r\n"));
        folder.will_not_sign(args, &[], FAULTY, said);
    }

    #[test]
    fn a_key_does_not_revoke_itself() {
        let folder = folder("itself");
        let key = key::text(key::public_half(&some_key()).unwrap());
        let mut other = pair(9).0;
        other.set_comment("gestohlen");
        let other = other.public_key().to_openssh().unwrap();
        let revoking = |keys: &str| {
            let revoked = format!("\"revoked\": [ {keys} ], \"publisher\"");
            feed(7).replace("\"publisher\"", &revoked)
        };
        folder.put("status.json", &revoking(&format!("\"{other}\", \"{key}\"")));
        let said = "  revoked[1]\n  Dieser Schlüssel soll widerrufen werden";
        // Said before anybody is asked for a passphrase.
        folder.will_not_sign("@/status.json --key @/presse", &[], FAULTY, said);
        folder.put("status.json", &revoking(&format!("\"{other}\"")));
        folder.signs("@/status.json --key @/presse", &[PASSPHRASE]);
    }

    #[test]
    fn seq_has_to_grow_over_what_is_published() {
        let folder = folder("seq");
        let args = "@/status.json --key @/offen";
        folder.signs(args, &[]);
        let again = folder.signs(args, &[]);
        assert!(again.contains("schon genau so unterschrieben"), "{again}");
        for (seq, said) in [
            (
                7,
                "steht seq 7 schon mit anderem Inhalt. Erhöhen Sie seq in Ihrer Datei auf 8.",
            ),
            (
                6,
                "steht schon seq 7, in Ihrer Datei seq 6. Erhöhen Sie seq in Ihrer Datei auf 8.",
            ),
        ] {
            folder.put("status.json", &feed(seq).replace("Bürger", "Bade"));
            let said = format!("In \"@/status.signed.json\" {said}");
            folder.will_not_sign(args, &[], UNUSABLE, &said);
        }
        folder.put("status.json", &feed(8));
        assert!(folder.signs(args, &[]).starts_with("Unterschrieben: "));

        // The published file may lie elsewhere, signed or not.
        folder.put("web.json", &feed(9));
        let with = "@/status.json --key @/offen --out @/neu.json --published";
        for published in ["web.json", "status.signed.json"] {
            folder.put("status.json", &feed(8).replace("Bürger", "Bade"));
            let args = format!("{with} @/{published}");
            let said = format!("In \"@/{published}\" steht");
            folder.will_not_sign(&args, &[], UNUSABLE, &said);
        }
        folder.put("status.json", &feed(10));
        folder.signs(&format!("{with} @/web.json"), &[]);
        folder.put("web.json", &feed(9).replace("\"stadt\"", "\"dorf\""));
        folder.put("status.json", &feed(11));
        let said = "In \"@/web.json\" steht die Meldung \"dorf\", in Ihrer Datei \"stadt\".";
        folder.will_not_sign(&format!("{with} @/web.json"), &[], UNUSABLE, said);
        let said = "\"@/p\" ist keine lesbare Statusdatei. Nennen Sie mit --published die Datei, die jetzt veröffentlicht ist.";
        folder.will_not_sign(&format!("{with} @/p"), &[], UNUSABLE, said);
        let said = "Die Datei \"@/fehlt.json\" gibt es nicht.";
        folder.will_not_sign(&format!("{with} @/fehlt.json"), &[], UNUSABLE, said);
    }

    /// Whoever is in the server can put any number there, the highest of all included.
    #[test]
    fn a_published_file_whose_signature_does_not_fit_decides_nothing() {
        let folder = folder("forged");
        let key = some_key();
        let whole = super::super::tests::signed(&key, &feed(5));
        let forged = [
            whole.replace("\"seq\": 5", "\"seq\": 9007199254740991"),
            whole
                .replace("\"seq\": 5", "\"seq\": 500")
                .replace('\n', "\r\n"),
            "-----BEGIN SSH SIGNATURE-----\n{".into(),
        ];
        let args = "@/status.json --key @/offen --out @/neu.json --published @/web.json";
        for forged in forged {
            folder.put("web.json", &forged);
            let (out, err, status) = folder.sign(args, &[]);
            assert!(out.contains("seq 7"), "{out}");
            let said = format!(
                "Die Unterschrift von \"{}/web.json\" passt nicht. Ihre seq zählt hier nicht.",
                folder.path()
            );
            assert!(err.starts_with(&said), "{err}");
            assert_eq!(status, FINE);
            // What would be replaced is not: it may be all that is left of something.
            folder.put("status.signed.json", &forged);
            let said = "Die Unterschrift von \"@/status.signed.json\" passt nicht. Die Datei bleibt, wie sie ist.";
            folder.will_not_sign("@/status.json --key @/offen", &[], UNUSABLE, said);
        }
    }

    #[test]
    fn a_published_file_by_a_key_that_is_revoked_now_decides_nothing() {
        let folder = folder("thief");
        let (thief, stolen) = pair(9);
        let by_thief = super::super::tests::signed(&thief, &feed(500));
        folder.put("web.json", &by_thief);
        let args = "@/status.json --key @/offen --out @/neu.json --published @/web.json";
        let said = "In \"@/web.json\" steht schon seq 500";
        folder.will_not_sign(args, &[], UNUSABLE, said);
        let revoked = format!("\"revoked\": [ \"{stolen}\" ], \"publisher\"");
        folder.put("status.json", &feed(7).replace("\"publisher\"", &revoked));
        let said = |file: &str| {
            format!(
                "\"{}/{file}\" ist mit einem Schlüssel unterschrieben, den Ihre Datei widerruft. Die seq darin zählt nicht.",
                folder.path()
            )
        };
        let (_, err, status) = folder.sign(args, &[]);
        assert!(err.starts_with(&said("web.json")), "{err}");
        assert_eq!(status, FINE);
        // The thief's file is replaced, if it is one of this feed.
        folder.put("status.signed.json", &by_thief);
        let (_, err, status) = folder.sign("@/status.json --key @/offen", &[]);
        assert!(err.starts_with(&said("status.signed.json")), "{err}");
        assert_eq!(status, FINE);
        assert_eq!(folder.get("status.signed.json"), folder.get("neu.json"));
        for (other, said) in [
            (
                feed(1).replace("\"stadt\"", "\"dorf\""),
                "die Meldung \"dorf\"",
            ),
            ("{}".into(), "ist keine lesbare Statusdatei."),
        ] {
            let other = super::super::tests::signed(&thief, &other);
            folder.put("status.signed.json", &other);
            folder.will_not_sign("@/status.json --key @/offen", &[], UNUSABLE, said);
        }
    }

    #[test]
    fn what_check_would_hint_at_is_said_beside_the_success() {
        let folder = folder("hints");
        folder.put(
            "status.json",
            &feed(7).replace("\"version\"", "\"verson\": 1, \"version\""),
        );
        let said = folder.signs("@/status.json --key @/presse", &[PASSPHRASE]);
        let (checked, ..) = run_typing(
            &["check", &format!("{}/status.json", folder.path())],
            "",
            &[],
        );
        let (hints, _) = checked.split_once("\n\nKeine Fehler").unwrap();
        assert!(
            hints.starts_with("HINWEISE:") && hints.contains("verson"),
            "{hints}"
        );
        assert!(said.ends_with(&format!("\n\n{hints}\n")), "{said}");
    }

    #[test]
    fn what_was_forgotten_since_the_last_one_is_hinted_at() {
        let folder = folder("forgotten");
        let (_, stolen) = pair(9);
        let revoked = format!("\"revoked\": [ \"{stolen}\" ], \"publisher\"");
        let revoking = |seq| feed(seq).replace("\"publisher\"", &revoked);
        folder.put("web.json", &revoking(6));
        folder.put("status.json", &feed(7));
        let args = "@/status.json --key @/offen --out @/neu.json --published @/web.json";
        let said = folder.signs(args, &[]);
        let place = |line: &str| format!("{}/status.json:{line}", folder.path());
        for part in [
            &place("1:52  issued\n  \"2024-02-22T10:00:00+01:00\" ist nicht neuer als in \"")[..],
            &place(
                "1:1  (ganze Datei)\n  Die letzte Meldung hat einen Schlüssel widerrufen, diese nicht mehr. Lassen Sie \"revoked\" stehen, bis alle Seiten geändert sind.",
            ),
        ] {
            assert!(said.contains(part), "{said}\n{part}");
        }
        assert_eq!(said.matches("HINWEISE:").count(), 1);
        // In both places it is said once.
        folder.put("neu.json", &revoking(6));
        let in_both = folder.signs(args, &[]);
        assert_eq!(in_both, said.replace("web.json", "neu.json"));
        // Neither holds: nothing is said.
        folder.put("status.json", &revoking(7));
        folder.put(
            "web.json",
            &revoking(6).replace("2024-02-22T10", "2024-02-22T09"),
        );
        folder.put(
            "neu.json",
            &revoking(6).replace("2024-02-22T10", "2024-02-22T09"),
        );
        assert!(!folder.signs(args, &[]).contains("HINWEISE"));
    }

    #[test]
    fn nobody_is_told_to_go_above_the_highest_seq() {
        let folder = folder("highest");
        let args = "@/status.json --key @/offen --published @/web.json";
        let highest = |seq: &str| feed(7).replace("\"seq\": 7", &format!("\"seq\": {seq}"));
        folder.put("web.json", &highest("9007199254740991"));
        for (seq, said) in [
            (
                "7",
                "In \"@/web.json\" steht schon seq 9007199254740991, in Ihrer Datei seq 7. Eine höhere gibt es nicht.",
            ),
            ("9007199254740991", "Eine höhere gibt es nicht."),
        ] {
            folder.put("status.json", &highest(seq).replace("Bürger", "Bade"));
            folder.will_not_sign(args, &[], UNUSABLE, said);
            let (_, err, _) = folder.sign(&format!("{args} --lang en"), &[]);
            assert!(
                !err.contains("9007199254740992") && err.contains("There is no higher one."),
                "{err}"
            );
        }
        folder.put("web.json", &highest("9007199254740990"));
        folder.put("status.json", &feed(7));
        let said = "Erhöhen Sie seq in Ihrer Datei auf 9007199254740991.";
        folder.will_not_sign(args, &[], UNUSABLE, said);
    }

    #[test]
    fn what_is_no_feed_is_not_written_over() {
        let folder = folder("foreign");
        folder.put("brief.txt", "Sehr geehrte Damen und Herren");
        let args = "@/status.json --key @/offen --out @/brief.txt";
        let said = "\"@/brief.txt\" ist keine lesbare Statusdatei. Nennen Sie mit --out eine andere Datei.";
        folder.will_not_sign(args, &[], UNUSABLE, said);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_that_is_read_is_written_over_by_any_of_its_names() {
        let folder = folder("same");
        let path = |name: &str| folder.0.join(name);
        std::os::unix::fs::symlink("status.json", path("soft.json")).unwrap();
        fs::hard_link(path("status.json"), path("hard.json")).unwrap();
        // Even where they could pass for feeds.
        folder.put("presse.pub", &feed(1));
        folder.put("p", &feed(1));
        for out in [
            "status.json",
            "./status.json",
            "soft.json",
            "hard.json",
            "presse",
            "presse.pub",
            "p",
        ] {
            let args = format!("@/status.json --key @/presse --passphrase @/p --out @/{out}");
            let said = format!("\"@/{out}\" würde überschrieben und wird doch gelesen.");
            folder.will_not_sign(&args, &[], UNUSABLE, &said);
        }
    }

    #[test]
    fn what_is_no_key_to_sign_with_is_named() {
        let folder = folder("no-key");
        folder.put("rsa", "-----BEGIN RSA PRIVATE KEY-----\n");
        for (key, said) in [
            (
                "presse.pub",
                "\"@/presse.pub\" ist der öffentliche Schlüssel.",
            ),
            ("rsa", "\"@/rsa\" ist ein Schlüssel in einer älteren Form."),
            ("p", "\"@/p\" ist kein Schlüssel."),
            ("fehlt", "Die Datei \"@/fehlt\" gibt es nicht."),
        ] {
            let args = format!("@/status.json --key @/{key}");
            folder.will_not_sign(&args, &[], UNUSABLE, said);
        }
    }

    #[test]
    fn what_is_missing_on_the_line_is_named() {
        let folder = folder("line");
        for (args, said) in [
            ("@/status.json", "Es fehlt die Option \"--key\"."),
            ("- --key @/presse", "Es fehlt die Option \"--out\"."),
            (
                "@/presse --key @/status.json",
                "\"@/presse\" ist ein geheimer Schlüssel. Haben Sie die Dateien vertauscht?",
            ),
            (
                "@/status.json --key @/presse --out @/nein/neu.json",
                "Den Ordner \"@/nein\" gibt es nicht. Geschrieben wurde nichts.",
            ),
            (
                "@/fehlt.json --key @/presse",
                "Die Datei \"@/fehlt.json\" gibt es nicht.\n",
            ),
            (
                "@/p/x.json --key @/presse --out @/x",
                "Die Datei \"@/p/x.json\" gibt es nicht.\n",
            ),
            (
                "- --key @/presse --out @/a.json --passphrase -",
                "Die Standardeingabe (\"-\") kann nur einmal gelesen werden.",
            ),
        ] {
            folder.will_not_sign(args, &[], UNUSABLE, said);
        }
    }

    #[test]
    fn a_signature_that_does_not_hold_is_not_handed_out() {
        let other = pair(9).0;
        let public = key::public_half(&other).unwrap();
        assert!(signed(&other, public, b"{}").is_some());
        assert_eq!(signed(&some_key(), public, b"{}"), None);
    }
}
