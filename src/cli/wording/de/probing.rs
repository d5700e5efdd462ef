//! German about a published site: for whoever writes to the host of the town's homepage.

use super::super::probing::{Probing, list, quoted};
use crate::cli::outcome::{Asked, FileKind, NoReply, Remedy, SiteFault};
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::report::damage::Flaw;
use crate::report::{De, moment};

impl Probing for De {
    fn asked(&self, files: &[Asked]) -> String {
        list("Gefragt wurde:", "keine Antwort:", "Bytes", files)
    }

    fn site_errors(&self) -> &'static str {
        "FEHLER: Bitte ändern oder ändern lassen."
    }

    fn site_hints(&self) -> &'static str {
        "HINWEISE: Bitte ansehen. Die Seite geht auch so."
    }

    fn site_fault(&self, fault: &SiteFault) -> String {
        match fault {
            SiteFault::Unreachable(why) => no_reply(why),
            SiteFault::Status(status) => status_of(*status),
            SiteFault::Redirected(FileKind::Feed, to) => format!(
                "Die Statusdatei wird weitergeleitet, nach {}. Das Widget folgt keiner Weiterleitung. Nennen Sie überall die Adresse, unter der die Datei wirklich liegt.",
                quoted(to)
            ),
            SiteFault::Redirected(_, to) => format!(
                "Von hier wird weitergeleitet, nach {}. Nennen Sie lieber gleich diese Adresse.",
                quoted(to)
            ),
            SiteFault::RedirectedTooOften => {
                "Diese Adresse leitet immer weiter. Browser brechen das ab. Bitten Sie den Betreiber, die Weiterleitungen zu prüfen.".into()
            }
            SiteFault::NotEncrypted(FileKind::Page) => {
                "Die Seite kommt ohne Verschlüsselung (http). Unterwegs kann sie verändert werden, und ohne Netz ist sie nicht lesbar. Bitten Sie den Betreiber um https.".into()
            }
            SiteFault::NotEncrypted(_) => {
                "Die Datei kommt ohne Verschlüsselung (http). Unterwegs kann sie verändert werden, und Seiten mit https dürfen sie nicht laden. Bitten Sie den Betreiber um https.".into()
            }
            SiteFault::MixedContent => {
                "Die Seite hat https, diese Datei nur http. Browser laden sie deshalb nicht. Nennen Sie die Adresse mit https.".into()
            }
            SiteFault::WrongType { kind, is } => wrong_type(*kind, is),
            SiteFault::NoNosniff => "Browser dürfen raten, was diese Datei ist.".into(),
            SiteFault::NotShared { is, needed } => {
                let is = match is.as_str() {
                    "" => String::new(),
                    is => format!(" Der Server erlaubt es nur für: {}.", quoted(is)),
                };
                let needed = match needed {
                    true => " Auf der Seite, die Sie genannt haben, geht das Widget deshalb nicht.",
                    false => "",
                };
                format!("Seiten auf anderen Servern dürfen diese Datei nicht lesen.{is}{needed}")
            }
            SiteFault::UnchangedNotShared { .. } => {
                "In der Antwort „unverändert“ (304) fehlt die Erlaubnis für andere Seiten. Dort scheitert jede zweite Abfrage.".into()
            }
            SiteFault::NotExposed(headers) => format!(
                "Auf anderen Seiten kann das Widget nicht lesen, was der Server hier mitschickt: {}. Eine falsche Uhr und alte Antworten erkennt es dort nicht.",
                headers.join(", ")
            ),
            SiteFault::Kept(is) => match is.as_str() {
                "" => "Der Server sagt nicht, wie lange diese Datei gilt. Zwischenspeicher dürfen eine alte ausgeben.".into(),
                is => format!(
                    "Browser und Zwischenspeicher dürfen diese Datei aufheben, ohne zu fragen. Neues kommt dann zu spät an. Der Server sagt: {}.",
                    quoted(is)
                ),
            },
            SiteFault::Old(seconds) => format!(
                "Diese Antwort kommt aus einem Zwischenspeicher und ist {} alt. Bitten Sie den Betreiber, diese Datei dort nicht aufzuheben.",
                duration(*seconds)
            ),
            SiteFault::NotKept(_) => {
                "Diese Datei ändert sich nie, aber Browser fragen bei jedem Besuch nach ihr. Das kostet auf langsamen Netzen Zeit.".into()
            }
            SiteFault::NoMark => {
                "Der Antwort fehlt ein ETag. Die Datei wird jedes Mal ganz übertragen.".into()
            }
            SiteFault::NeverUnchanged => {
                "Die Datei wird ganz übertragen, auch wenn sie sich nicht geändert hat. Der Server antwortet nicht mit 304.".into()
            }
            SiteFault::NotPacked => {
                "Die Datei kommt unkomprimiert. Das kostet auf langsamen Netzen Zeit.".into()
            }
            SiteFault::BadlyPacked(encoding) => format!(
                "Die Datei lässt sich nicht auspacken ({}). Browser zeigen sie nicht.",
                quoted(encoding)
            ),
            SiteFault::NoVary => {
                "Die Datei kommt komprimiert, ohne dass Zwischenspeicher davon erfahren.".into()
            }
            SiteFault::NoDate => {
                "Der Server sagt nicht, wie spät es ist. Alte Antworten erkennt das Widget dann nicht.".into()
            }
            SiteFault::Clock { seconds, all } => {
                let off = duration(seconds.unsigned_abs());
                let way = match *seconds > 0 {
                    true => "vor",
                    false => "nach",
                };
                match all {
                    false => format!("Die Uhr dieses Servers geht {off} {way}."),
                    true => format!(
                        "Die Uhr dieses Servers geht {off} {way}, verglichen mit Ihrem Rechner. Sehen Sie zuerst nach, ob Ihr Rechner richtig geht. Sonst soll der Betreiber die Uhr des Servers stellen (NTP)."
                    ),
                }
            }
            SiteFault::Cookie => {
                "Der Server setzt ein Cookie. Das Widget braucht keins, und Ihre Datenschutzerklärung sagt vielleicht etwas anderes. Bitten Sie den Betreiber, es wegzulassen.".into()
            }
            SiteFault::NotFramed(by) => format!(
                "Andere Seiten können diese Seite nicht in einem Rahmen zeigen: {}. Bitten Sie den Betreiber, das für diese Datei wegzulassen.",
                quoted(by)
            ),
            SiteFault::NoFeed(errors) => match errors {
                1 => "Das ist keine lesbare Statusdatei. Speichern Sie sie, und lassen Sie sie prüfen: amtsstatus check.".into(),
                errors => format!(
                    "Das ist keine lesbare Statusdatei, sie hat {errors} Fehler. Speichern Sie sie, und lassen Sie sie prüfen: amtsstatus check."
                ),
            },
            SiteFault::BadSignature(flaw) => signature(flaw),
            SiteFault::Unsigned => {
                "Die Statusdatei ist nicht unterschrieben. Seiten mit Schlüsseln zeigen sie nicht. Laden Sie Ihre status.signed.json hoch.".into()
            }
            SiteFault::OtherKey(print) => format!(
                "Die Statusdatei ist mit einem anderen Schlüssel unterschrieben: {print}. Seiten mit Ihren Schlüsseln zeigen sie nicht. Kennen Sie diesen Schlüssel nicht, hat vielleicht jemand anderes die Datei ausgetauscht."
            ),
            SiteFault::KeysNotGiven => {
                "Die Statusdatei ist unterschrieben, aber nicht gesagt ist, von wem sie sein soll. Nennen Sie den Schlüssel mit --key.".into()
            }
            SiteFault::OtherId(own, page) => format!(
                "Die Statusdatei ist die Meldung \"{own}\", die Seite wartet auf \"{}\". Sie zeigt sie nicht.",
                quoted(page)
            ),
            SiteFault::Expired(until) => format!(
                "Die Meldung galt nur bis {}. Veröffentlichen Sie eine neue.",
                at(*until)
            ),
            SiteFault::Overdue(next) => format!(
                "Die nächste Meldung war für {} versprochen. Veröffentlichen Sie sie, auch wenn sich nichts geändert hat.",
                at(*next)
            ),
            SiteFault::NoEnd => {
                "Die Meldung sagt nicht, bis wann sie gilt (valid_until). Eine alte Kopie kann dann lange wie eine aktuelle aussehen.".into()
            }
            SiteFault::Ahead(issued) => format!(
                "Die Meldung ist vom {}, das liegt in der Zukunft. Prüfen Sie issued und die Uhr Ihres Rechners.",
                at(*issued)
            ),
            SiteFault::Behind(own, newest, there) => format!(
                "Hier liegt noch seq {own}, unter {} schon seq {newest}. Laden Sie die neue Statusdatei auch hierher.",
                quoted(there)
            ),
            SiteFault::NotTheSame(own, other, there) => format!(
                "Hier liegt die Meldung \"{own}\", unter {} die Meldung \"{other}\". Spiegel müssen dieselbe haben.",
                quoted(there)
            ),
            SiteFault::Conflict(there) => format!(
                "Unter {} liegt dieselbe seq mit anderem Inhalt. Erhöhen Sie seq, und laden Sie die Datei auf alle Server.",
                quoted(there)
            ),
            SiteFault::NoElement => {
                "Auf dieser Seite steht kein <amts-status>. Fügt ein Skript es ein, nennen Sie auch die Adresse der Statusdatei.".into()
            }
            SiteFault::NoScript => {
                "Auf dieser Seite steht <amts-status>, aber nicht das Skript amts-status.js. Sie zeigt nur, was zwischen den Tags steht.".into()
            }
            SiteFault::OtherPageKeys => {
                "Die Schlüssel auf dieser Seite sind andere als die genannten, oder stehen in anderer Reihenfolge. Stimmt die Seite?".into()
            }
            SiteFault::Policy(_) => {
                "Die Content-Security-Policy dieser Seite sperrt das Widget.".into()
            }
            SiteFault::NotAsked(kind) => {
                let what = match kind {
                    FileKind::Script => "Das Skript",
                    FileKind::Style => "Das Stylesheet",
                    FileKind::Core => "Der Kern",
                    FileKind::Feed => "Die Statusdatei",
                    FileKind::Page => "Die Seite",
                };
                format!("{what} liegt auf einem anderen Server und wurde nicht geprüft. Soll das geschehen, nennen Sie auch eine Adresse dort.")
            }
        }
    }

    fn site_remedy(&self, remedy: &Remedy) -> String {
        match remedy {
            Remedy::Policy(_) => "Bitten Sie den Betreiber der Seite um diese Direktive:".into(),
            Remedy::Clock => {
                "Bitten Sie den Betreiber, die Uhr zu stellen, zum Beispiel so:".into()
            }
            _ => "Bitten Sie den Betreiber des Servers um diese Einstellung:".into(),
        }
    }
}

fn no_reply(why: &NoReply) -> String {
    match why {
        NoReply::NoHost => {
            "Diesen Namen gibt es im Netz nicht. Stimmt die Adresse? Gibt es hier Netz?".into()
        }
        NoReply::Refused => {
            "Dort antwortet kein Webserver. Bitten Sie den Betreiber nachzusehen, ob er läuft.".into()
        }
        NoReply::Slow => {
            "Die Antwort dauert zu lange. Bitten Sie den Betreiber nachzusehen, ob der Server überlastet ist.".into()
        }
        NoReply::Certificate(why) => format!(
            "Die Verschlüsselung stimmt nicht, Browser warnen hier. Bitten Sie den Betreiber, das Zertifikat zu prüfen ({}).",
            quoted(why)
        ),
        NoReply::TooLarge => "Die Datei ist viel zu groß.".into(),
        NoReply::TooMuch => {
            "Nicht mehr gefragt: Alles zusammen hat zu lange gedauert. Fragen Sie einzeln.".into()
        }
        NoReply::Other(why) => format!("Die Abfrage ist gescheitert: {}.", quoted(why)),
    }
}

fn status_of(status: u16) -> String {
    match status {
        404 | 410 => format!(
            "Diese Datei gibt es dort nicht ({status}). Ist sie hochgeladen, und stimmt die Adresse?"
        ),
        401 | 403 => format!(
            "Der Server gibt die Datei nicht heraus ({status}). Sie muss für alle lesbar sein, ohne Anmeldung und ohne Rätsel gegen Roboter."
        ),
        status => format!(
            "Der Server antwortet mit {status}. Bitten Sie den Betreiber, im Protokoll nach dem Grund zu sehen."
        ),
    }
}

fn wrong_type(kind: FileKind, is: &str) -> String {
    let is = match is {
        "" => "Der Server nennt keinen Dateityp.".to_owned(),
        is => format!("Der Server nennt den Dateityp {}.", quoted(is)),
    };
    let means = match kind {
        FileKind::Page => {
            "Browser zeigen die Seite dann vielleicht als Text oder laden sie herunter."
        }
        FileKind::Script => "Browser führen das Skript dann nicht aus.",
        FileKind::Style => "Browser beachten das Stylesheet dann nicht.",
        FileKind::Core => "Das Widget beginnt dann später.",
        FileKind::Feed => "Das Widget stört es nicht, andere Programme vielleicht.",
    };
    format!("{is} {means}")
}

fn signature(flaw: &Flaw) -> String {
    let what = match flaw {
        Flaw::Transport(_) => {
            "Die Statusdatei wurde unterwegs verändert, die Unterschrift passt nicht mehr."
        }
        Flaw::Altered => "Die Unterschrift der Statusdatei passt nicht zum Inhalt.",
        _ => "Die Statusdatei trägt keine Unterschrift, die gilt.",
    };
    format!("{what} Seiten mit Schlüsseln zeigen sie nicht. Mehr sagt: amtsstatus verify.")
}

fn at(time: LocalTime) -> String {
    format!("{} Uhr", moment(Lang::De, time))
}

fn duration(seconds: u64) -> String {
    let (count, one, many) = match seconds {
        0..120 => (seconds, "Sekunde", "Sekunden"),
        120..7200 => (seconds / 60, "Minute", "Minuten"),
        7200..172_800 => (seconds / 3600, "Stunde", "Stunden"),
        _ => (seconds / 86_400, "Tag", "Tage"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}
