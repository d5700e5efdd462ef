//! In German: what the terminal says of the editor, and what its page is told.

use crate::cli::outcome::Refusal;
use crate::cli::wording::{Editing, Wording as _};
use crate::report::{De, harmless};

impl Editing for De {
    fn refusal(&self, why: &Refusal) -> String {
        match why {
            Refusal::Broken => "Die Anfrage ist nicht zu verstehen.".into(),
            Refusal::Stranger => "Diese Seite gehört zu einem früheren Start des Editors. Nehmen Sie die Adresse, die jetzt im Terminal steht.".into(),
            Refusal::Origin | Refusal::Host => "Von dieser Adresse aus ist der Editor nicht erreichbar. Nehmen Sie die Adresse, die im Terminal steht.".into(),
            Refusal::Unknown => "Hier gibt es nichts.".into(),
            Refusal::Method(possible) => format!("So lässt sich hier nichts anfragen. Möglich: {possible}."),
            Refusal::Slow => "Die Anfrage kam nicht vollständig an. Versuchen Sie es noch einmal.".into(),
            Refusal::NoFile => "Beim Start wurde keine Datei genannt. Laden Sie Ihre Meldung herunter, oder starten Sie den Editor mit einer Datei.".into(),
            Refusal::NoOut => "Beim Start wurde kein Ordner genannt. Starten Sie den Editor mit --out und dem Ordner, in den geschrieben wird.".into(),
            Refusal::NoKey => "Es gibt noch keinen Schlüssel. Machen Sie einen, oder starten Sie den Editor mit --key und der Datei des Schlüssels.".into(),
            Refusal::Busy => "Das Programm ist noch beschäftigt. Vielleicht fragt es im Terminal nach der Passphrase.".into(),
            Refusal::Kept(name) => format!("Die Datei wurde inzwischen von jemand anderem geändert. Ihre Fassung steht in \"{name}\"."),
            Refusal::Length => "Die Anfrage sagt nicht, wie lang sie ist.".into(),
            Refusal::Large => "Das ist zu groß: Es gehen höchstens 2 MB.".into(),
            Refusal::Faulty(report) => report.clone(),
            Refusal::Unnamed => "Die Anfrage sagt nicht, welche Fassung sie ersetzt.".into(),
            Refusal::Head => "Die Anfrage hat zu viele Angaben.".into(),
            Refusal::Failed(failure) => self.failure(failure, &[]),
        }
    }

    fn editor_runs(&self, address: &str) -> String {
        format!(
            "Der Editor läuft. Er ist nur an diesem Gerät erreichbar, unter dieser Adresse:\n\n  {address}\n\nGeben Sie die Adresse nicht weiter. Lassen Sie dieses Fenster offen. Zum Beenden: Strg und C.\n"
        )
    }

    fn not_opened(&self, address: &str) -> String {
        format!(
            "Der Browser ließ sich nicht öffnen. Kopieren Sie diese Adresse in die Adresszeile des Browsers:\n\n  {address}\n\n"
        )
    }

    fn to_sign(&self, id: &str, seq: u64) -> String {
        format!(
            "Unterschrieben wird die Meldung \"{}\", seq {seq}.",
            harmless(id)
        )
    }

    fn to_make(&self, key: &str) -> String {
        format!("Es entsteht ein neuer Schlüssel: \"{key}\".")
    }
}
