//! English for keys and signatures.

use super::super::signing::{Remedy, Signing, fingerprints, remedy, rows};
use crate::cli::outcome::{
    BadKey, BadPassphrase, Facts, Intact, Made, Question, Revoked, SHORTEST, Signer, Verdict,
};
use crate::cli::outcome::{Passed, PublishWarning, Refused, Signed};
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::report::damage::{Change, Flaw};
use crate::report::{En, FaultWording as _, harmless, moment};

const NOTHING: &str = "Nothing was written.";

impl Signing for En {
    fn bad_key(&self, name: &str, why: &BadKey) -> String {
        match why {
            BadKey::Public => format!(
                "\"{name}\" is the public key. Signing needs the private one: the file without .pub at its end."
            ),
            BadKey::Private => format!(
                "\"{name}\" is a private key. Expected: the public one, the file with .pub at its end. The private one stays with you."
            ),
            BadKey::Kind(kind) => format!(
                "\"{name}\" is a key of the kind \"{}\". Expected: \"ssh-ed25519\". One is made by: amtsstatus keygen.",
                harmless(kind)
            ),
            BadKey::OldForm => format!(
                "\"{name}\" is a key in an older form. Expected: a key of the kind ssh-ed25519, as \"amtsstatus keygen\" or ssh-keygen make it."
            ),
            BadKey::Foreign => format!(
                "\"{name}\" is a key in PuTTY's form. Open it in PuTTYgen, and choose \"Export OpenSSH key\" under \"Conversions\"."
            ),
            BadKey::Damaged => format!(
                "\"{name}\" is a key, but not a whole one, or it was changed. Take the file as it was made, or a backup of it."
            ),
            BadKey::NoKey => format!(
                "\"{name}\" is no key. Expected: a file that \"amtsstatus keygen\" or ssh-keygen has made."
            ),
            BadKey::Forgotten => format!(
                "the passphrase does not open \"{name}\". {NOTHING} If it is forgotten, the key from the safe helps."
            ),
            BadKey::WrongPassphrase => {
                format!("the passphrase does not open \"{name}\". Mind capital letters and spaces.")
            }
        }
    }

    fn bad_passphrase(&self, why: &BadPassphrase) -> String {
        let why = match why {
            BadPassphrase::Empty => {
                "the passphrase is empty. Without one, whoever has the file could sign.".into()
            }
            BadPassphrase::Short(count) => format!(
                "the passphrase has {count} characters. It needs at least {SHORTEST}, such as four words that do not belong together."
            ),
            BadPassphrase::Differ => {
                "the two passphrases are not the same. Please try again.".into()
            }
            BadPassphrase::NotText => {
                "the file with the passphrase cannot be read. Expected: text in UTF-8, with the passphrase in its first line.".into()
            }
            BadPassphrase::NoTerminal => {
                "there is no terminal to ask for the passphrase. Name a file that has it: --passphrase FILE.".into()
            }
            BadPassphrase::NoAnswer => "no passphrase was typed.".into(),
        };
        format!("{why} {NOTHING}")
    }

    fn question(&self, question: Question<'_>) -> String {
        match question {
            Question::New => {
                format!("New passphrase (at least {SHORTEST} characters, it is not shown): ")
            }
            Question::Again => "The same passphrase again: ".into(),
            Question::Of(key) => format!("Passphrase for \"{key}\" (it is not shown): "),
        }
    }

    fn made(&self, made: &Made) -> String {
        let Made {
            private,
            public,
            fingerprint,
            text,
        } = made;
        let files = rows(&[
            ("Private key", format!("\"{private}\"")),
            ("Public key", format!("\"{public}\"")),
            ("Fingerprint", fingerprint.clone()),
        ]);
        format!(
            "The key is ready.

{files}
For the page:

  {text}

What comes next:
- Do you still need the second key? Make it in the same way. The one for the safe does not stay on this computer.
- On the page stand both in \"key\", separated by a space: first the one of every day, then the one in the safe.
- Never pass on the private key or the passphrase. The public one is for everybody.
"
        )
    }

    fn refused(&self, why: &Refused) -> String {
        let why = match why {
            Refused::Signed => {
                "This file is signed already. Sign the file without a signature, the one that you write in.".into()
            }
            Refused::NoEnd => format!(
                "The field \"valid_until\" is missing. Without an end, somebody could show this feed as your current one in years to come.{}",
                En.such_as("valid_until", None)
            ),
            Refused::Ended(until) => format!(
                "\"{until}\" is already over. Expected: a moment ahead, at most 30 days after \"issued\"."
            ),
            Refused::RevokesItself => {
                "This key is to be revoked, and it is the one that you are signing with. Take the key from the safe.".into()
            }
        };
        format!("{why} {NOTHING}")
    }

    fn passed(&self, file: &str, why: Passed) -> String {
        match why {
            Passed::Broken => format!(
                "The signature of \"{file}\" does not fit. Its seq does not count here. Compare with your own last file. More is told by \"amtsstatus verify {file}\"."
            ),
            Passed::Revoked => format!(
                "\"{file}\" is signed with a key that your file revokes. The seq in it does not count."
            ),
        }
    }

    fn publish_warning(&self, publish_warning: &PublishWarning) -> String {
        match publish_warning {
            PublishWarning::Issued(file, theirs, ours) => format!(
                "\"{ours}\" is not newer than in \"{file}\" (\"{theirs}\"). Set \"issued\" to now."
            ),
            PublishWarning::Revoked => {
                "The last feed has revoked a key, this one does not any more. Leave \"revoked\" in it until all pages are changed.".into()
            }
        }
    }

    fn signed(&self, signed: &Signed) -> String {
        let Signed { file, id, key, .. } = signed;
        let done = match signed.unchanged {
            true => {
                format!("\"{file}\" is signed in exactly this way already. Nothing was changed.")
            }
            false => format!("Signed: \"{file}\""),
        };
        let facts = rows(&[
            ("Feed", format!("{id}, seq {}", signed.seq)),
            ("Holds until", moment(Lang::En, signed.until)),
            ("Fingerprint", signed.fingerprint.clone()),
        ]);
        let mut said = format!(
            "{done}

{facts}
This key has to stand on the page, in \"key\":

  {key}

The others stay where they are. Beside it stands: feed=\"{id}\"
"
        );
        if let Some(file) = &signed.open_key {
            said += &format!(
                "\nThe key \"{file}\" has no passphrase: whoever has the file can sign with it. This gives it one:\n  ssh-keygen -p -f \"{file}\"\n"
            );
        }
        said
    }

    fn verdict(&self, name: &str, verdict: &Verdict) -> String {
        match verdict {
            Verdict::Broken(flaw) => broken(name, flaw),
            Verdict::Intact(intact) => holds(intact),
        }
    }

    fn unpinned(&self) -> String {
        "\nThe status feed is signed, but this page does not check that. To make it, name your public keys to \"amtsstatus site\" with --key.\n".into()
    }

    fn not_by_these(&self, name: &str) -> String {
        format!(
            "\"{name}\" is not signed with one of these keys. The page would not show it. More is told by: amtsstatus verify {name} --key …"
        )
    }
}

fn broken(file: &str, flaw: &Flaw) -> String {
    let why = match flaw {
        Flaw::Unsigned => format!(
            "\"{file}\" is not signed. Pages with \"key\" do not show it. If it comes from your server, do not sign it: you may have uploaded status.json instead of status.signed.json, or somebody has exchanged it. Upload your status.signed.json once more."
        ),
        Flaw::NoFeed => format!("\"{file}\" is not a status feed."),
        Flaw::Behind => {
            "The signature does not stand at the beginning of the file. Expected: first the signature, then the feed.".into()
        }
        Flaw::Alone => {
            "This file has a signature only. The feed itself is missing. This puts both together:\n  cat status.json.sig status.json > status.signed.json\nUnder Windows:\n  cmd /c copy /b status.json.sig + status.json status.signed.json".into()
        }
        Flaw::Damaged => {
            "The signature is not complete, or was changed. If the file comes from your server, upload your status.signed.json once more. Otherwise sign your status.json again.".into()
        }
        Flaw::Namespace(name) => format!(
            "The signature was made for the purpose \"{}\". Expected: \"amts-status\". Sign again, with: ssh-keygen -Y sign -n amts-status",
            harmless(name)
        ),
        Flaw::Hash(name) => format!(
            "The signature was made with \"{}\". Expected: \"sha512\". Leave out the option hashalg when you sign.",
            harmless(name)
        ),
        Flaw::Kind(name) => format!(
            "The signature was made with a key of the kind \"{}\". Expected: \"ssh-ed25519\". One is made by: amtsstatus keygen",
            harmless(name)
        ),
        Flaw::Transport(changes) => return transport(changes),
        Flaw::Altered => {
            "The signature does not fit the content: it was changed after it was signed. Do not trust this file. If you have changed something yourself, change it in your status.json, and sign that again.".into()
        }
    };
    format!("{why}\n")
}

fn transport(changes: &[Change]) -> String {
    let list: String = changes
        .iter()
        .map(|change| format!("- {}\n", changed(*change)))
        .collect();
    let remedy = match remedy(changes) {
        Remedy::Join => {
            "PowerShell writes another format with >. Put signature and feed together like this:\n  cmd /c copy /b status.json.sig + status.json status.signed.json"
        }
        Remedy::Binary => {
            "Transfer the file unchanged: with FTP, choose the mode \"binary\" rather than \"text\" or \"ASCII\"."
        }
        Remedy::HandsOff => {
            "Take the file as it was after signing. Do not open and save it in an editor after that."
        }
    };
    format!(
        "The signature does not fit, since the file was changed on its way:\n\n{list}\nWhen this is undone, it fits. The words of the feed are the same.\n{remedy}\n"
    )
}

fn changed(change: Change) -> &'static str {
    match change {
        Change::Utf16 => "It is stored in UTF-16, no longer in UTF-8.",
        Change::Latin1 => "It is stored in Latin-1 (Windows-1252), no longer in UTF-8.",
        Change::Bom => {
            "Before the signature is an invisible character (BOM) that an editor puts there."
        }
        Change::InnerBom => {
            "Before the feed is an invisible character (BOM) that an editor puts there."
        }
        Change::NoBom => {
            "At the beginning of the feed an invisible character (BOM) is missing that was there when it was signed."
        }
        Change::Start => "Before the signature are spaces or empty lines.",
        Change::Armour => "The lines of the signature end in another way, or are broken elsewhere.",
        Change::Crlf => {
            "The lines end as under Windows (CR LF) now. They ended with LF when they were signed."
        }
        Change::Lf => {
            "The lines end with LF now. They ended as under Windows (CR LF) when they were signed."
        }
        Change::Gap => "Between signature and feed are spaces or empty lines.",
        Change::Added => "Spaces or empty lines were added at the end.",
        Change::Cut => "Spaces or a line end are missing at the end.",
    }
}

fn holds(intact: &Intact) -> String {
    let Intact {
        fingerprint,
        signer,
        facts,
        ..
    } = intact;
    let (first, last) = match signer {
        Signer::NotAsked => (
            "The signature fits the content. That does not yet say whose it is.".to_owned(),
            "\nCompare the fingerprint with that of your key, or name your keys with --key.\n",
        ),
        Signer::Given(_, 1) => (
            "The signature fits the content and is by this key.".to_owned(),
            "",
        ),
        Signer::Given(number, count) => (
            format!("The signature fits the content and is by key {number} of the {count} given."),
            "",
        ),
        Signer::Other(1) => (
            "The signature fits the content, but is by another key than the one given.".to_owned(),
            "\nA page that has only this key does not show this file.\n",
        ),
        Signer::Other(count) => (
            format!("The signature fits the content, but is by none of the {count} keys given."),
            "\nA page that has only these keys does not show this file.\n",
        ),
    };
    let mut table = vec![("Fingerprint", fingerprint.clone())];
    let mut unreadable = "";
    match facts {
        Some(facts) => table.extend(told(facts)),
        None => {
            unreadable = "\nWhat was signed is no readable feed. What is wrong with it is told by: amtsstatus check\n";
        }
    }
    let mut table: Vec<_> = table
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let same = |number| format!(" (the same as key {number}: is another one missing?)");
    table.extend(fingerprints(intact, "Key", same));
    format!("{first}\n\n{}{unreadable}{last}", rows(&table))
}

fn told(facts: &Facts) -> Vec<(&'static str, String)> {
    let when = |stamp: LocalTime| moment(Lang::En, stamp);
    let until = match facts.until {
        Some(until) if facts.over => format!("{}. That is over. Sign a new feed.", when(until)),
        Some(until) => when(until),
        None => "not said".into(),
    };
    let mut told = vec![
        ("Feed", format!("{}, seq {}", facts.id, facts.seq)),
        ("Issued", when(facts.issued)),
        ("Holds until", until),
    ];
    for (fingerprint, meaning) in &facts.revokes {
        let meaning = match meaning {
            Revoked::Unknown => String::new(),
            Revoked::Counts(number) => {
                format!(" (key {number} of those given: it does not count any more.)")
            }
            Revoked::Later(number) => format!(
                " (key {number} of those given: that does not count, since it does not stand before the one that has signed. Is the order of the keys right?)"
            ),
        };
        told.push(("Revokes", format!("{fingerprint}{meaning}")));
    }
    told
}
