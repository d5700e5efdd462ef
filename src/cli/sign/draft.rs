//! The feed to be signed, and the reasons not to sign it.

use crate::cli::outcome::Refused;
use crate::cli::{CliError, Io, check};
use crate::feed::Feed;
use crate::feed::decode::Step;
use crate::feed::zone::LocalTime;
use crate::report::{self, damage};
use crate::trust::Key;

/// A feed that may be signed.
pub(super) struct Draft {
    /// Its file as it is named in messages.
    pub(super) file: String,
    pub(super) bytes: Vec<u8>,
    pub(super) feed: Feed,
    /// Until when it holds.
    pub(super) until: LocalTime,
}

impl Draft {
    /// Returns the feed of a file if it may be published. Otherwise it writes the reasons to standard error and returns
    /// `None`.
    pub(super) fn publishable(
        io: &mut Io<'_>,
        file: String,
        bytes: Vec<u8>,
    ) -> Result<Option<Self>, CliError> {
        if damage::is_signed(&bytes) {
            refuse(io, &file, &bytes, &[], Refused::Signed)?;
            return Ok(None);
        }
        let problems = report::problems(&bytes, io.now);
        let read = Feed::read(&bytes);
        let Some(feed) = check::feed_or_report(io, &file, &bytes, read, &problems)? else {
            return Ok(None);
        };
        let Some(until) = feed.valid_until else {
            refuse(io, &file, &bytes, &[], Refused::NoEnd)?;
            return Ok(None);
        };
        if until.at <= io.now {
            let steps = [Step::Key("valid_until".into())];
            let why = Refused::Ended(until.to_string());
            refuse(io, &file, &bytes, &steps, why)?;
            return Ok(None);
        }
        Ok(Some(Self {
            file,
            bytes,
            until: feed.zone().local(until.at),
            feed,
        }))
    }

    /// Tells whether the feed revokes the key that it is to be signed with. If so, it writes that to standard error.
    pub(super) fn revokes_itself(&self, io: &mut Io<'_>, key: Key) -> Result<bool, CliError> {
        let revoked = &self.feed.revoked;
        let Some(index) = revoked.iter().position(|revoked| *revoked == key) else {
            return Ok(false);
        };
        let steps = [Step::Key("revoked".into()), Step::Index(index)];
        refuse(io, &self.file, &self.bytes, &steps, Refused::RevokesItself)?;
        Ok(true)
    }
}

/// Writes to standard error why a feed is not signed, and the place in the feed that this is about.
fn refuse(
    io: &mut Io<'_>,
    file: &str,
    bytes: &[u8],
    steps: &[Step],
    why: Refused,
) -> Result<(), CliError> {
    let place = report::place(file, bytes, steps, io.lang);
    let why = io.lang.words().refused(&why);
    io.complain(&format!("{place}\n  {why}\n"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{PASSPHRASE, feed, folder, some_key};
    use crate::cli::tests::pair;
    use crate::cli::{FAULTY, key};

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
        // So a signed file is never too large for the widget: it reads the largest feed and a signature.
        let blanks = " ".repeat(crate::feed::MAX_BYTES + 1 - feed(7).len());
        folder.put("status.json", &(feed(7) + &blanks));
        folder.will_not_sign(args, &[], FAULTY, "Die Datei hat 1025 KB.");
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
        // It fails before it asks for a passphrase.
        folder.will_not_sign("@/status.json --key @/presse", &[], FAULTY, said);
        folder.put("status.json", &revoking(&format!("\"{other}\"")));
        folder.signs("@/status.json --key @/presse", &[PASSPHRASE]);
    }
}
