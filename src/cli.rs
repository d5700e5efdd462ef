//! The command line: its verbs, and what they share. [`run`] is the table of contents.

mod bundled;
mod check;
mod completions;
mod diff;
mod edit;
mod file;
mod help;
mod key;
mod keygen;
mod man;
mod outcome;
mod params;
mod passphrase;
mod preview;
mod probe;
mod render;
mod schema;
mod sign;
mod site;
mod terminal;
mod usage;
mod verify;
mod wording;

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};

use self::params::{CommandLine, Declared, Param};
pub use crate::report::Both;
pub use completions::files as completions;
pub use man::page as man_page;
pub use outcome::BadKey;
pub use outcome::BadPassphrase;
pub use outcome::{CliError, Needed, UsageError, Wanted};
pub use outcome::{FileKind, NoReply, Remedy, ServerKind};
pub use outcome::{FileRole, Kept};
pub use probe::settings::{SERVERS, lines as server_settings};
pub use probe::{Ask, Http, Nobody, Reply, Web};
pub use ssh_key::rand_core::{CryptoRngCore, OsRng};

use crate::feed::time::Moment;
pub use crate::report::MessageLang;

/// Everything was fine.
pub const FINE: u8 = 0;
/// The feed has errors.
pub const FAULTY: u8 = 1;
/// The question was not understood, or a file could not be read.
pub const UNUSABLE: u8 = 2;

/// Something that the command line can do.
struct Verb {
    name: &'static str,
    /// What may stand behind the name, in the order of the help.
    params: &'static [&'static dyn Declared],
    /// One line for the overview.
    about: Both,
    /// What it does, in full: paragraphs with an empty line between them.
    text: Both,
    /// The status it ends with; empty if it cannot fail.
    status: Both,
    run: fn(&CommandLine, &mut Io<'_>) -> Result<u8, CliError>,
}

impl Verb {
    /// Returns all of its parameters.
    fn params(&self) -> impl Iterator<Item = &'static dyn Declared> + use<> {
        let help: &dyn Declared = &usage::HELP;
        self.params.iter().copied().chain([help])
    }
}

const VERBS: [Verb; 14] = [
    edit::VERB,
    check::VERB,
    preview::VERB,
    diff::VERB,
    keygen::VERB,
    sign::VERB,
    verify::VERB,
    render::VERB,
    site::VERB,
    probe::VERB,
    schema::VERB,
    completions::VERB,
    man::VERB,
    help::VERB,
];

/// What may stand before any verb.
const GLOBAL: [&dyn Declared; 3] = [&usage::LANG, &usage::HELP, &VERSION];

const VERSION: Param<bool> = Param::flag(
    "--version",
    Both {
        de: "nennt die Version",
        en: "tells the version",
    },
)
.short('V');

/// The world as a verb sees it, so that a test can hold all of it.
pub struct Io<'w> {
    /// Results.
    pub out: &'w mut dyn Write,
    /// Messages about a verb that cannot do its work.
    pub err: &'w mut dyn Write,
    /// What `-` reads.
    pub input: &'w mut dyn Read,
    /// Puts a question to the person at the terminal, and does not show what is typed.
    pub secret: &'w mut dyn FnMut(&str) -> io::Result<String>,
    /// The source of randomness for new keys.
    pub random: &'w mut dyn CryptoRngCore,
    /// The web.
    pub web: &'w mut dyn Web,
    /// The clock.
    pub now: Moment,
    /// The language of messages; [`run`] sets it from `--lang`.
    pub lang: MessageLang,
}

impl Io<'_> {
    /// Writes a result to the standard output. A reader that stops early (`| head`) is no error.
    pub fn say(&mut self, text: &str) -> Result<(), CliError> {
        let written = self.out.write_all(text.as_bytes());
        match written.and_then(|()| self.out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
            _ => Ok(()),
        }
    }

    /// Writes a message to the standard error.
    pub fn complain(&mut self, text: &str) -> Result<(), CliError> {
        self.err
            .write_all(text.as_bytes())
            .map_err(CliError::Output)
    }

    /// Returns the same world, whose messages go to `err`.
    fn reporting_to<'a>(&'a mut self, err: &'a mut dyn Write) -> Io<'a> {
        Io {
            out: &mut *self.out,
            err,
            input: &mut *self.input,
            secret: &mut *self.secret,
            random: &mut *self.random,
            web: &mut *self.web,
            now: self.now,
            lang: self.lang,
        }
    }

    /// Reads a file; `-` is the standard input. Fails with [`CliError::Unreadable`].
    pub fn read(&mut self, file: &OsStr) -> Result<Vec<u8>, CliError> {
        let mut bytes = Vec::new();
        let read = if file == "-" {
            self.input.read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(file)
        };
        read.map_err(|error| CliError::Unreadable(terminal::name(file), error))
    }
}

/// Carries out a command line (without the program's own name) and returns the exit status.
pub fn run(args: impl Iterator<Item = OsString>, io: &mut Io<'_>) -> u8 {
    let args: Vec<OsString> = args.collect();
    io.lang = asked_language(&args).unwrap_or(io.lang);
    let verb = asked_verb(&args);
    dispatch(args, verb, io).unwrap_or_else(|failure| {
        let possible = verb.map_or_else(|| names(GLOBAL), |verb| names(verb.params()));
        let said = io.lang.words().failure(&failure, &possible);
        // There is nobody left to tell if this cannot be written either.
        let _ = writeln!(io.err, "amtsstatus: {said}");
        UNUSABLE
    })
}

/// Returns the options among these parameters as they are typed.
fn names(params: impl IntoIterator<Item = &'static dyn Declared>) -> Vec<&'static str> {
    let names = params.into_iter().map(|param| param.spec().name);
    names.flatten().collect()
}

fn dispatch(
    args: Vec<OsString>,
    verb: Option<&'static Verb>,
    io: &mut Io<'_>,
) -> Result<u8, CliError> {
    if args.iter().any(|arg| usage::HELP.is_typed(arg)) {
        return help::show(verb, io);
    }
    let unquoted = args.iter().any(|arg| key::is_unquoted(arg));
    let parsed = CommandLine::parse(command(io.lang), args);
    let (line, verb) = parsed.map_err(|error| match error.into() {
        // The rest of the key.
        UsageError::TooMuch(_) if unquoted => UsageError::Unquoted,
        usage => usage,
    })?;
    if line.has(&VERSION) {
        io.say(concat!("amtsstatus ", env!("CARGO_PKG_VERSION"), "\n"))?;
        return Ok(FINE);
    }
    let (name, line) = verb.ok_or(UsageError::NoVerb(verb_names()))?;
    (verb_named(name.as_ref())?.run)(&line, io)
}

/// Returns the whole command line for the parser and the completions, with texts in a language.
fn command(lang: MessageLang) -> clap::Command {
    params::command(GLOBAL.into_iter(), &VERBS, lang)
}

fn verb_names() -> Vec<&'static str> {
    VERBS.iter().map(|verb| verb.name).collect()
}

fn verb_named(name: &OsStr) -> Result<&'static Verb, UsageError> {
    VERBS
        .iter()
        .find(|verb| name == verb.name)
        .ok_or_else(|| UsageError::UnknownVerb(terminal::name(name), verb_names()))
}

/// Returns the language that was asked for. It is looked for before anything is parsed, so that errors of the parser are told
/// in it too.
fn asked_language(args: &[OsString]) -> Option<MessageLang> {
    let after = args.windows(2).filter_map(|pair| match pair {
        [option, value] if usage::LANG.is_typed(option) => value.to_str(),
        _ => None,
    });
    let joined = args.iter().filter_map(|arg| {
        let value = arg.to_str()?.strip_prefix(usage::LANG.name())?;
        value.strip_prefix('=')
    });
    after.chain(joined).find_map(MessageLang::beside)
}

/// Returns the verb in the command line, for `--help` and for the options that an error message lists.
fn asked_verb(args: &[OsString]) -> Option<&'static Verb> {
    let mut words = args.iter();
    while let Some(word) = words.next() {
        if usage::LANG.is_typed(word) {
            words.next();
        } else if !word.to_string_lossy().starts_with('-') {
            return verb_named(word).ok();
        }
    }
    None
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;
    use std::path::PathBuf;

    use ssh_key::rand_core::{CryptoRng, Error, RngCore, impls};
    use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey};

    use super::*;
    use crate::trust::NAMESPACE;

    /// Random numbers that are always the same, for keys of tests, which are no secrets (SplitMix64).
    pub(super) struct Dice(pub u64);

    impl RngCore for Dice {
        fn next_u64(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        }

        fn next_u32(&mut self) -> u32 {
            self.next_u64() as u32
        }

        fn fill_bytes(&mut self, bytes: &mut [u8]) {
            impls::fill_bytes_via_next(self, bytes);
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
            self.fill_bytes(bytes);
            Ok(())
        }
    }

    impl CryptoRng for Dice {}

    /// Returns the test key with this number, and its public half as text.
    pub(crate) fn pair(number: u64) -> (PrivateKey, String) {
        let key = PrivateKey::random(&mut Dice(number), Algorithm::Ed25519).unwrap();
        let text = key.public_key().to_openssh().unwrap();
        (key, text)
    }

    /// Returns the signed file of a content.
    pub(crate) fn signed(key: &PrivateKey, content: &str) -> String {
        let signature = key.sign(NAMESPACE, HashAlg::Sha512, content.as_bytes());
        let armour = signature.unwrap().to_pem(LineEnding::LF).unwrap();
        format!("{}\n{content}", armour.trim_end())
    }

    /// Returns a small feed.
    pub(super) fn feed(id: &str, seq: u32, name: &str) -> String {
        format!(
            r#"{{ "version": 1, "id": "{id}", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }},
            "entries": [ {{ "id": "a", "kind": "service", "name": "{name}", "state": "available" }} ] }}"#
        )
    }

    /// A folder for one test, deleted afterwards.
    pub(super) struct Folder(pub PathBuf);

    impl Folder {
        pub fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("amts-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            Self(folder)
        }

        pub fn path(&self) -> &str {
            self.0.to_str().unwrap()
        }

        pub fn put(&self, name: &str, bytes: &str) {
            fs::create_dir_all(&self.0).unwrap();
            fs::write(self.0.join(name), bytes).unwrap();
        }

        pub fn get(&self, name: &str) -> String {
            fs::read_to_string(self.0.join(name)).unwrap()
        }

        /// Returns every name and content, to see that nothing has changed.
        pub fn all(&self) -> Vec<(OsString, Vec<u8>)> {
            let mut all: Vec<_> = fs::read_dir(&self.0)
                .into_iter()
                .flatten()
                .map(|entry| entry.unwrap())
                .map(|entry| {
                    (
                        entry.file_name(),
                        fs::read(entry.path()).unwrap_or_default(),
                    )
                })
                .collect();
            all.sort();
            all
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// Runs a command line with this input. Returns standard output, standard error and status.
    pub(crate) fn run_with(args: &[&str], input: &str) -> (String, String, u8) {
        run_typing(args, input, &[])
    }

    /// Runs a command line with this input, and these answers typed one after the other. After the last there is no
    /// terminal.
    pub(super) fn run_typing(args: &[&str], input: &str, typed: &[&str]) -> (String, String, u8) {
        run_in(args, input, typed, &mut Nobody)
    }

    /// Runs a command line in this web.
    pub(super) fn run_at(args: &[&str], web: &(impl Web + Clone)) -> (String, String, u8) {
        run_in(args, "", &[], &mut web.clone())
    }

    fn run_in(
        args: &[&str],
        input: &str,
        typed: &[&str],
        web: &mut dyn Web,
    ) -> (String, String, u8) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut typed = typed.iter();
        let mut io = Io {
            out: &mut out,
            err: &mut err,
            input: &mut input.as_bytes(),
            secret: &mut |_| {
                let next = typed.next().map(ToString::to_string);
                next.ok_or_else(|| io::ErrorKind::NotFound.into())
            },
            random: &mut Dice(1),
            web,
            now: Moment(1_708_592_400),
            lang: MessageLang::De,
        };
        let status = run(args.iter().map(OsString::from), &mut io);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out), text(err), status)
    }

    #[track_caller]
    fn unusable(args: &[&str], said: &str) {
        assert_eq!(
            run_with(args, ""),
            (String::new(), format!("amtsstatus: {said}\n"), UNUSABLE)
        );
    }

    #[test]
    fn what_is_not_understood_is_named_with_what_is_possible() {
        unusable(
            &[],
            "Es fehlt ein Befehl. Möglich: edit, check, preview, diff, keygen, sign, verify, render, site, probe, schema, completions, man, help.",
        );
        unusable(
            &["chekc"],
            "Den Befehl \"chekc\" gibt es nicht. Meinten Sie \"check\"?",
        );
        unusable(
            &["xyz", "--lang", "en"],
            "there is no command \"xyz\". Possible: edit, check, preview, diff, keygen, sign, verify, render, site, probe, schema, completions, man, help.",
        );
        unusable(
            &["schema", "--colour"],
            "Die Option \"--colour\" gibt es hier nicht. Möglich: --lang, --help.",
        );
        unusable(
            &["--colour"],
            "Die Option \"--colour\" gibt es hier nicht. Möglich: --lang, --help, --version.",
        );
        unusable(
            &["schema", "x.json"],
            "Die Angabe \"x.json\" ist hier zu viel.",
        );
        for example in [
            "check status.json",
            "preview status.json",
            "render status.json",
            "sign status.json --key presse",
            "verify status.signed.json --key presse.pub",
        ] {
            let verb = example.split(' ').next().unwrap();
            let said = "Es fehlt der Name der Datei, zum Beispiel: amtsstatus";
            unusable(&[verb], &format!("{said} {example}"));
        }
        unusable(
            &["check", "-", "--at"],
            "Nach der Option \"--at\" fehlt ein Wert.",
        );
        unusable(
            &["check", "-", "--at", "heute"],
            "Die Angabe \"heute\" ist kein Zeitpunkt. Erwartet: ein Zeitpunkt wie 2024-02-22T10:00:00+01:00.",
        );
        unusable(
            &["check", "-", "--lang=de-simple"],
            "Die Sprache \"de-simple\" gibt es hier nicht. Möglich: de, en.",
        );
        unusable(
            &["check", "-", "--lang=fr"],
            "Die Sprache \"fr\" gibt es hier nicht. Möglich: de, en.",
        );
    }

    #[test]
    fn a_region_is_no_other_language() {
        let english = run_with(&["help", "--lang", "en"], "");
        assert_eq!(run_with(&["help", "--lang", "en-CA"], ""), english);
        assert_eq!(run_with(&["--lang=en-GB", "--help"], ""), english);
    }

    #[test]
    fn help_is_given_for_all_and_for_each_verb_in_both_languages() {
        for verb in &VERBS {
            for lang in ["de", "en"] {
                let asked = run_with(&["help", verb.name, "--lang", lang], "");
                let said = format!("amtsstatus {}", verb.name);
                assert!(asked.0.contains(&said), "{asked:?}");
                assert_eq!(run_with(&[verb.name, "--lang", lang, "--help"], ""), asked);
                let all = run_with(&["--lang", lang, "--help"], "").0;
                assert!(all.contains(verb.about.in_lang(MessageLang::named(lang).unwrap())));
            }
        }
        assert_eq!(run_with(&["help"], ""), run_with(&["--help"], ""));
    }

    #[test]
    fn the_version_is_the_packages() {
        let said = concat!("amtsstatus ", env!("CARGO_PKG_VERSION"), "\n");
        assert_eq!(run_with(&["--version"], ""), (said.into(), "".into(), FINE));
    }

    /// A writer that refuses every byte, as a closed pipe or a full disk does.
    struct Refusing(io::ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is() {
        for (kind, status) in [
            (io::ErrorKind::BrokenPipe, FINE),
            (io::ErrorKind::StorageFull, UNUSABLE),
        ] {
            let mut io = Io {
                out: &mut Refusing(kind),
                err: &mut Vec::new(),
                input: &mut io::empty(),
                secret: &mut |_| Err(io::ErrorKind::NotFound.into()),
                random: &mut Dice(1),
                web: &mut Nobody,
                now: Moment(0),
                lang: MessageLang::De,
            };
            assert_eq!(run(["schema".into()].into_iter(), &mut io), status);
        }
    }
}
