//! German for keys and signatures.

use super::super::signing::{Remedy, Signing, fingerprints, remedy, rows};
use crate::cli::outcome::{
    BadKey, BadPassphrase, Facts, Intact, Made, Question, Revoked, SHORTEST, Signer, Verdict,
};
use crate::cli::outcome::{Passed, PublishWarning, Refused, Signed};
use crate::report::damage::{Change, Flaw};
use crate::report::{De, FaultWording as _, harmless};

const NOTHING: &str = "Geschrieben wurde nichts.";

impl Signing for De {
    fn bad_key(&self, name: &str, why: &BadKey) -> String {
        match why {
            BadKey::Public => format!(
                "\"{name}\" ist der öffentliche Schlüssel. Zum Unterschreiben braucht es den geheimen: die Datei ohne .pub am Ende."
            ),
            BadKey::Private => format!(
                "\"{name}\" ist ein geheimer Schlüssel. Erwartet: der öffentliche, die Datei mit .pub am Ende. Der geheime bleibt bei Ihnen."
            ),
            BadKey::Kind(kind) => {
                format!(
                    "\"{name}\" ist ein Schlüssel der Art \"{}\". Erwartet: \"ssh-ed25519\". Einen solchen macht: amtsstatus keygen",
                    harmless(kind)
                ) + "."
            }
            BadKey::OldForm => format!(
                "\"{name}\" ist ein Schlüssel in einer älteren Form. Erwartet: ein Schlüssel der Art ssh-ed25519, wie ihn \"amtsstatus keygen\" oder ssh-keygen macht."
            ),
            BadKey::Foreign => format!(
                "\"{name}\" ist ein Schlüssel in der Form von PuTTY. Öffnen Sie ihn in PuTTYgen, und wählen Sie unter \"Conversions\" den Punkt \"Export OpenSSH key\"."
            ),
            BadKey::Damaged => format!(
                "\"{name}\" ist ein Schlüssel, aber nicht vollständig oder verändert. Nehmen Sie die Datei, wie sie gemacht wurde, oder eine Sicherung davon."
            ),
            BadKey::NoKey => format!(
                "\"{name}\" ist kein Schlüssel. Erwartet: eine Datei, die \"amtsstatus keygen\" oder ssh-keygen gemacht hat."
            ),
            BadKey::Forgotten => format!(
                "Die Passphrase passt nicht zu \"{name}\". {NOTHING} Ist sie vergessen, hilft der Schlüssel aus dem Tresor."
            ),
            BadKey::WrongPassphrase => format!(
                "Die Passphrase passt nicht zu \"{name}\". Achten Sie auf große und kleine Buchstaben und auf Leerzeichen."
            ),
        }
    }

    fn bad_passphrase(&self, why: &BadPassphrase) -> String {
        let why = match why {
            BadPassphrase::Empty => {
                "Die Passphrase ist leer. Ohne sie könnte jeder unterschreiben, der die Datei hat.".into()
            }
            BadPassphrase::Short(count) => format!(
                "Die Passphrase hat {count} Zeichen. Sie braucht mindestens {SHORTEST}, zum Beispiel vier Wörter, die nicht zusammengehören."
            ),
            BadPassphrase::Differ => {
                "Die beiden Passphrasen sind nicht gleich. Bitte versuchen Sie es noch einmal.".into()
            }
            BadPassphrase::NotText => {
                "Die Datei mit der Passphrase ist nicht lesbar. Erwartet: Text in der Kodierung UTF-8, die Passphrase in der ersten Zeile.".into()
            }
            BadPassphrase::NoTerminal => {
                "Die Passphrase kann hier nicht erfragt werden. Nennen Sie eine Datei, in der sie steht: --passphrase DATEI.".into()
            }
            BadPassphrase::NoAnswer => "Es wurde keine Passphrase eingegeben.".into(),
        };
        format!("{why} {NOTHING}")
    }

    fn question(&self, question: Question<'_>) -> String {
        match question {
            Question::New => format!(
                "Neue Passphrase (mindestens {SHORTEST} Zeichen, sie wird nicht angezeigt): "
            ),
            Question::Again => "Noch einmal dieselbe Passphrase: ".into(),
            Question::Of(key) => format!("Passphrase für \"{key}\" (sie wird nicht angezeigt): "),
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
            ("Geheimer Schlüssel", format!("\"{private}\"")),
            ("Öffentlicher Schlüssel", format!("\"{public}\"")),
            ("Fingerabdruck", fingerprint.clone()),
        ]);
        format!(
            "Der Schlüssel ist fertig.

{files}
Für die Seite:

  {text}

Als Nächstes:
- Brauchen Sie noch den zweiten Schlüssel? Machen Sie ihn genauso. Der für den Tresor bleibt nicht auf diesem Rechner.
- Auf der Seite stehen in \"key\" beide, durch ein Leerzeichen getrennt: erst der für jeden Tag, dann der aus dem Tresor.
- Den geheimen Schlüssel und die Passphrase geben Sie nie weiter. Der öffentliche ist für alle da.
"
        )
    }

    fn refused(&self, why: &Refused) -> String {
        let why = match why {
            Refused::Signed => {
                "Diese Datei ist schon unterschrieben. Unterschreiben Sie die Datei ohne Unterschrift, in der Sie auch schreiben.".into()
            }
            Refused::NoEnd => format!(
                "Das Feld \"valid_until\" fehlt. Ohne ein Ende könnte jemand diese Meldung noch nach Jahren als Ihre aktuelle zeigen.{}",
                De.such_as("valid_until", None)
            ),
            Refused::Ended(until) => format!(
                "\"{until}\" ist schon vorbei. Erwartet: ein Zeitpunkt in der Zukunft, höchstens 30 Tage nach \"issued\"."
            ),
            Refused::RevokesItself => {
                "Dieser Schlüssel soll widerrufen werden, und mit ihm wollen Sie unterschreiben. Nehmen Sie den Schlüssel aus dem Tresor.".into()
            }
        };
        format!("{why} {NOTHING}")
    }

    fn passed(&self, file: &str, why: Passed) -> String {
        match why {
            Passed::Broken => format!(
                "Die Unterschrift von \"{file}\" passt nicht. Ihre seq zählt hier nicht. Vergleichen Sie mit Ihrer letzten eigenen Datei. Mehr dazu sagt \"amtsstatus verify {file}\"."
            ),
            Passed::Revoked => format!(
                "\"{file}\" ist mit einem Schlüssel unterschrieben, den Ihre Datei widerruft. Die seq darin zählt nicht."
            ),
        }
    }

    fn publish_warning(&self, publish_warning: &PublishWarning) -> String {
        match publish_warning {
            PublishWarning::Issued(file, theirs, ours) => format!(
                "\"{ours}\" ist nicht neuer als in \"{file}\" (\"{theirs}\"). Stellen Sie \"issued\" auf jetzt."
            ),
            PublishWarning::Revoked => {
                "Die letzte Meldung hat einen Schlüssel widerrufen, diese nicht mehr. Lassen Sie \"revoked\" stehen, bis alle Seiten geändert sind.".into()
            }
        }
    }

    fn signed(&self, signed: &Signed) -> String {
        let Signed { file, id, key, .. } = signed;
        let done = match signed.unchanged {
            true => format!("\"{file}\" ist schon genau so unterschrieben. Geändert wurde nichts."),
            false => format!("Unterschrieben: \"{file}\""),
        };
        let facts = rows(&[
            ("Meldung", format!("{id}, seq {}", signed.seq)),
            ("Gültig bis", De.when(signed.until)),
            ("Fingerabdruck", signed.fingerprint.clone()),
        ]);
        let mut said = format!(
            "{done}

{facts}
Dieser Schlüssel muss auf der Seite in \"key\" stehen:

  {key}

Die anderen bleiben, wo sie sind. Daneben steht: feed=\"{id}\"
"
        );
        if let Some(file) = &signed.open_key {
            said += &format!(
                "\nDer Schlüssel \"{file}\" hat keine Passphrase: Wer die Datei hat, kann damit unterschreiben. So geben Sie ihm eine:\n  ssh-keygen -p -f \"{file}\"\n"
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
        "\nDie Statusdatei ist unterschrieben, aber diese Seite prüft das nicht. Nennen Sie dafür \"amtsstatus site\" Ihre öffentlichen Schlüssel mit --key.\n".into()
    }

    fn not_by_these(&self, name: &str) -> String {
        format!(
            "\"{name}\" ist nicht mit einem dieser Schlüssel unterschrieben. Die Seite würde sie nicht zeigen. Mehr dazu sagt: amtsstatus verify {name} --key …"
        )
    }
}

fn broken(file: &str, flaw: &Flaw) -> String {
    let why = match flaw {
        Flaw::Unsigned => format!(
            "\"{file}\" ist nicht unterschrieben. Seiten mit \"key\" zeigen sie nicht. Kommt sie von Ihrem Server, unterschreiben Sie sie nicht: Vielleicht haben Sie status.json statt status.signed.json hochgeladen, oder jemand hat sie ausgetauscht. Laden Sie Ihre status.signed.json noch einmal hoch."
        ),
        Flaw::NoFeed => format!("\"{file}\" ist keine Statusdatei."),
        Flaw::Behind => {
            "Die Unterschrift steht nicht am Anfang der Datei. Erwartet: erst die Unterschrift, dann die Meldung.".into()
        }
        Flaw::Alone => {
            "Diese Datei enthält nur die Unterschrift. Die Meldung selbst fehlt. So fügen Sie beides zusammen:\n  cat status.json.sig status.json > status.signed.json\nUnter Windows:\n  cmd /c copy /b status.json.sig + status.json status.signed.json".into()
        }
        Flaw::Damaged => {
            "Die Unterschrift ist nicht vollständig oder verändert. Kommt die Datei von Ihrem Server, laden Sie Ihre status.signed.json noch einmal hoch. Sonst unterschreiben Sie Ihre status.json noch einmal.".into()
        }
        Flaw::Namespace(name) => format!(
            "Die Unterschrift ist für den Zweck \"{}\" gemacht. Erwartet: \"amts-status\". Unterschreiben Sie noch einmal, mit: ssh-keygen -Y sign -n amts-status",
            harmless(name)
        ),
        Flaw::Hash(name) => format!(
            "Die Unterschrift ist mit \"{}\" gemacht. Erwartet: \"sha512\". Lassen Sie beim Unterschreiben die Angabe hashalg weg.",
            harmless(name)
        ),
        Flaw::Kind(name) => format!(
            "Die Unterschrift ist mit einem Schlüssel der Art \"{}\" gemacht. Erwartet: \"ssh-ed25519\". Einen solchen macht: amtsstatus keygen",
            harmless(name)
        ),
        Flaw::Transport(changes) => return transport(changes),
        Flaw::Altered => {
            "Die Unterschrift passt nicht zum Inhalt: Er wurde nach dem Unterschreiben geändert. Vertrauen Sie dieser Datei nicht. Haben Sie selbst etwas geändert, ändern Sie es in Ihrer status.json, und unterschreiben Sie die noch einmal.".into()
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
            "Die PowerShell schreibt mit > ein anderes Format. Fügen Sie Unterschrift und Meldung so zusammen:\n  cmd /c copy /b status.json.sig + status.json status.signed.json"
        }
        Remedy::Binary => {
            "Übertragen Sie die Datei unverändert: Wählen Sie beim Hochladen mit FTP den Modus \"binär\" statt \"Text\" oder \"ASCII\"."
        }
        Remedy::HandsOff => {
            "Nehmen Sie die Datei, wie sie nach dem Unterschreiben war. Öffnen und speichern Sie sie danach nicht mehr in einem Editor."
        }
    };
    format!(
        "Die Unterschrift passt nicht, weil die Datei unterwegs verändert wurde:\n\n{list}\nMacht man das rückgängig, passt sie. Die Worte der Meldung sind dieselben.\n{remedy}\n"
    )
}

fn changed(change: Change) -> &'static str {
    match change {
        Change::Utf16 => "Sie ist in der Kodierung UTF-16 gespeichert, nicht mehr in UTF-8.",
        Change::Latin1 => {
            "Sie ist in der Kodierung Latin-1 (Windows-1252) gespeichert, nicht mehr in UTF-8."
        }
        Change::Bom => {
            "Vor der Unterschrift steht ein unsichtbares Zeichen (BOM), das ein Editor dort hinsetzt."
        }
        Change::InnerBom => {
            "Vor der Meldung steht ein unsichtbares Zeichen (BOM), das ein Editor dort hinsetzt."
        }
        Change::NoBom => {
            "Am Anfang der Meldung fehlt ein unsichtbares Zeichen (BOM), das beim Unterschreiben da war."
        }
        Change::Start => "Vor der Unterschrift stehen Leerzeichen oder leere Zeilen.",
        Change::Armour => "Die Zeilen der Unterschrift enden anders oder sind anders umbrochen.",
        Change::Crlf => {
            "Die Zeilen enden jetzt wie unter Windows (CR LF). Beim Unterschreiben endeten sie mit LF."
        }
        Change::Lf => {
            "Die Zeilen enden jetzt mit LF. Beim Unterschreiben endeten sie wie unter Windows (CR LF)."
        }
        Change::Gap => "Zwischen Unterschrift und Meldung stehen Leerzeichen oder leere Zeilen.",
        Change::Added => "Am Ende sind Leerzeichen oder leere Zeilen dazugekommen.",
        Change::Cut => "Am Ende fehlen Leerzeichen oder ein Zeilenende.",
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
            "Die Unterschrift passt zum Inhalt. Von wem sie ist, sagt das noch nicht.".to_owned(),
            "\nVergleichen Sie den Fingerabdruck mit dem Ihres Schlüssels, oder nennen Sie Ihre Schlüssel mit --key.\n",
        ),
        Signer::Given(_, 1) => (
            "Die Unterschrift passt zum Inhalt und ist von diesem Schlüssel.".to_owned(),
            "",
        ),
        Signer::Given(number, count) => (
            format!(
                "Die Unterschrift passt zum Inhalt und ist von Schlüssel {number} der {count} genannten."
            ),
            "",
        ),
        Signer::Other(1) => (
            "Die Unterschrift passt zum Inhalt, ist aber von einem anderen Schlüssel als dem genannten.".to_owned(),
            "\nEine Seite, auf der nur der genannte Schlüssel steht, zeigt diese Datei nicht.\n",
        ),
        Signer::Other(count) => (
            format!(
                "Die Unterschrift passt zum Inhalt, ist aber von keinem der {count} genannten Schlüssel."
            ),
            "\nEine Seite, auf der nur diese Schlüssel stehen, zeigt diese Datei nicht.\n",
        ),
    };
    let mut table = vec![("Fingerabdruck", fingerprint.clone())];
    let mut unreadable = "";
    match facts {
        Some(facts) => table.extend(told(facts)),
        None => {
            unreadable = "\nWas unterschrieben wurde, ist keine lesbare Meldung. Was daran nicht stimmt, sagt: amtsstatus check\n";
        }
    }
    let mut table: Vec<_> = table
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let same = |number| format!(" (derselbe wie Schlüssel {number}: Fehlt ein anderer?)");
    table.extend(fingerprints(intact, "Schlüssel", same));
    format!("{first}\n\n{}{unreadable}{last}", rows(&table))
}

fn told(facts: &Facts) -> Vec<(&'static str, String)> {
    let until = match facts.until {
        Some(until) if facts.over => format!(
            "{}. Das ist vorbei. Unterschreiben Sie eine neue Meldung.",
            De.when(until)
        ),
        Some(until) => De.when(until),
        None => "ohne Angabe".into(),
    };
    let mut told = vec![
        ("Meldung", format!("{}, seq {}", facts.id, facts.seq)),
        ("Herausgegeben", De.when(facts.issued)),
        ("Gültig bis", until),
    ];
    for (fingerprint, meaning) in &facts.revokes {
        let meaning = match meaning {
            Revoked::Unknown => String::new(),
            Revoked::Counts(number) => {
                format!(" (Schlüssel {number} der genannten: Er gilt damit nicht mehr.)")
            }
            Revoked::Later(number) => format!(
                " (Schlüssel {number} der genannten: Das zählt nicht, denn er steht nicht vor dem, der unterschrieben hat. Stimmt die Reihenfolge der Schlüssel?)"
            ),
        };
        told.push(("Widerruft", format!("{fingerprint}{meaning}")));
    }
    told
}
