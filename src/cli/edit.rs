//! `amtsstatus edit`: serves the editor to the browser of this device, and saves what is written there.

mod assets;
mod browser;
mod desk;
mod draft;
mod gate;
mod message;
mod server;
mod store;
mod work;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::SystemTime;

use clap::builder::ValueHint;

use self::assets::Assets;
use self::desk::Desk;
use self::gate::Gate;
use self::store::Store;
use self::work::{Counter, Event};
use super::params::{CommandLine, Param};
use super::{Both, CliError, FINE, Io, MessageLang, UsageError, Verb, file, key, terminal, usage};
use crate::feed::time::Moment;

pub(super) const VERB: Verb = Verb {
    name: "edit",
    params: &[&FILE, &OUT, &KEY, &BUNDLE, &PORT, &NO_OPEN, &LANG],
    about: Both {
        de: "öffnet den Editor im Browser",
        en: "opens the editor in the browser",
    },
    text: Both {
        de: "\
Öffnet den Editor im Browser. Was Sie dort schreiben, bleibt auf diesem Gerät: Der Editor speichert in die DATEI, und was
noch nicht fertig ist, in einen Entwurf daneben. Gibt es die DATEI noch nicht, entsteht sie beim ersten Speichern. Hat
inzwischen jemand anderes die DATEI geändert, wird nichts überschrieben: Beide Fassungen bleiben. Der Editor läuft, bis Sie
ihn im Terminal mit Strg und C beenden.",
        en: "\
Opens the editor in the browser. What you write there stays on this device: the editor saves into the FILE, and what is not
finished yet into a draft beside it. If the FILE is not there yet, it is made by the first saving. If somebody else has
changed the FILE meanwhile, nothing is written over: both versions stay. The editor runs until you end it in the terminal
with Ctrl and C.",
    },
    status: Both {
        de: "Ergebnis: 2, wenn der Editor nicht starten kann.",
        en: "Status: 2 if the editor cannot start.",
    },
    run,
};

/// A page that saves needs a file with a name: there is no `-`.
const FILE: Param<PathBuf> = Param::argument(usage::FILE_NAME, |value| match value == "-" {
    true => Err(UsageError::TooMuch(terminal::name(&value))),
    false => usage::path(value),
})
.hint(ValueHint::FilePath);

const OUT: Param<PathBuf> = usage::folder(
    "--out",
    Both {
        de: "wohin die Notfallseite geschrieben wird, wie mit \"amtsstatus site\". Die DATEI liegt nicht darin",
        en: "where the emergency page is written, as \"amtsstatus site\" does. The FILE does not lie in it",
    },
);

const KEY: Param<PathBuf> = Param::option(
    "--key",
    usage::KEY_NAME,
    Both {
        de: "der geheime Schlüssel, mit dem Sie unterschreiben. Gibt es ihn noch nicht, kann der Editor ihn machen. Nach der Passphrase wird im Terminal gefragt, nie im Browser",
        en: "the private key that you sign with. If it is not there yet, the editor can make it. The passphrase is asked for in the terminal, never in the browser",
    },
    usage::path,
)
.hint(ValueHint::FilePath);

const BUNDLE: Param<PathBuf> = usage::folder(
    "--bundle",
    Both {
        de: "der Ordner mit Editor und Widget; ohne diese Angabe, was das Programm enthält, sonst dist/amts-status oder amts-status, hier oder neben dem Programm",
        en: "the folder of editor and widget; if not given, what the program has inside, else dist/amts-status or amts-status, here or beside the program",
    },
);

const PORT: Param<u16> = Param::option(
    "--port",
    Both {
        de: "ZAHL",
        en: "NUMBER",
    },
    Both {
        de: "der Port auf diesem Gerät; ohne diese Angabe ein freier",
        en: "the port on this device; if not given, a free one",
    },
    usage::port,
);

const NO_OPEN: Param<bool> = Param::flag(
    "--no-open",
    Both {
        de: "öffnet den Browser nicht und nennt nur die Adresse",
        en: "does not open the browser, and only names the address",
    },
);

const LANG: Param<MessageLang> = usage::message_lang(Both {
    de: "Sprache der Meldungen und des Editors",
    en: "language of the messages and of the editor",
});

/// What the arguments name.
struct Arguments {
    file: Option<PathBuf>,
    bundle: Option<PathBuf>,
    out: Option<PathBuf>,
    key: Option<PathBuf>,
    port: u16,
    is_quiet: bool,
}

impl Arguments {
    fn read(line: &CommandLine) -> Self {
        Self {
            file: line.value(&FILE),
            bundle: line.value(&BUNDLE),
            out: line.value(&OUT),
            key: line.value(&KEY),
            port: line.value(&PORT).unwrap_or_default(),
            is_quiet: line.has(&NO_OPEN),
        }
    }

    /// Looks at everything that was named, so that nobody writes for an hour into a file that cannot be saved.
    fn check(&self) -> Result<(), CliError> {
        if let Some(path) = &self.file {
            file::has_folder(path)?;
            Store::new(path.clone()).read()?;
        }
        if let Some(path) = &self.key {
            file::has_folder(path)?;
            if let Some(bytes) = file::present(path)? {
                key::private(&bytes).map_err(|why| CliError::Key(file::name(path), why))?;
            }
        }
        // Everything in that folder is uploaded.
        if let Some(out) = &self.out {
            if let Some(key) = self.key.as_ref().filter(|key| is_below(key, out)) {
                return Err(CliError::KeyInFolder(file::name(key)));
            }
            if let Some(path) = self.file.as_ref().filter(|path| is_below(path, out)) {
                return Err(CliError::DraftInFolder(file::name(path)));
            }
        }
        Ok(())
    }
}

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let arguments = Arguments::read(line);
    arguments.check()?;
    let program = std::env::current_exe().ok();
    let assets = Assets::find(arguments.bundle.as_deref(), program.as_deref())?;
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port));
    let bound = bound.and_then(|listener| Ok((listener.local_addr()?.port(), listener)));
    let (port, listener) = bound.map_err(|error| CliError::Port(arguments.port, error))?;

    let draft = match &arguments.file {
        Some(file) => Some(draft::beside(file)),
        None => draft::alone(|name| std::env::var_os(name)),
    };
    let desk = Arc::new(Desk {
        gate: Gate::new(port, io),
        assets,
        file: arguments.file.map(Store::new),
        draft: draft.map(Store::new),
        out: arguments.out,
        key: arguments.key,
        lang: io.lang,
        writing: Mutex::new(()),
    });
    let (counter, sender, events) = Counter::new();
    let served = server::start(listener, &desk, counter);
    served.map_err(|error| CliError::Port(port, error))?;
    let address = desk.gate.address();
    io.say(&io.lang.words().editor_runs(&address))?;
    if !arguments.is_quiet {
        let address = address.clone();
        thread::spawn(move || {
            if !browser::open(&address) {
                // There is nobody left to tell if the program ends.
                let _ = sender.send(Event::NotOpened);
            }
        });
    }
    let (started, began) = (io.now, SystemTime::now());
    for event in events {
        io.now = later(started, began);
        match event {
            Event::Work(work, reply) => {
                // A page that was closed meanwhile gets no answer.
                let _ = reply.send(work::carry_out(&desk, io, work));
            }
            Event::NotOpened => io.complain(&io.lang.words().not_opened(&address))?,
        }
    }
    Ok(FINE)
}

/// Returns what time it is now, if it was `started` when the system's clock said `began`.
fn later(started: Moment, began: SystemTime) -> Moment {
    let passed = began.elapsed().map_or(0, |passed| passed.as_secs());
    Moment(started.0.saturating_add_unsigned(passed))
}

/// Tells whether a file lies in a folder or below it.
fn is_below(path: &Path, folder: &Path) -> bool {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (parent, folder) = (parent.canonicalize(), folder.canonicalize());
    matches!((parent, folder), (Ok(parent), Ok(folder)) if parent.starts_with(&folder))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn time_goes_on_while_the_editor_runs() {
        let began = SystemTime::now() - Duration::from_secs(7200);
        let now = later(Moment(1_708_592_400), began);
        assert!((7200..7300).contains(&(now.0 - 1_708_592_400)), "{now:?}");
        // A clock that was set back.
        let began = SystemTime::now() + Duration::from_secs(7200);
        assert_eq!(later(Moment(1_708_592_400), began), Moment(1_708_592_400));
    }
}
