//! The published feed, compared with the new one.

use std::path::Path;

use super::arguments::Arguments;
use super::draft::Draft;
use crate::cli::file::{self, kept, name};
use crate::cli::outcome::{FileRole, Kept, Passed, PublishWarning};
use crate::cli::{CliError, Io};
use crate::feed::Feed;
use crate::report::damage::{self, Flaw};
use crate::trust;

impl PublishWarning {
    /// Returns the field that it is about.
    pub(super) fn field(&self) -> &'static str {
        match self {
            Self::Issued(..) => "issued",
            Self::Revoked => "revoked",
        }
    }
}

/// Compares the feed with the file at its destination and with the one of `--published`. Fails if it may not follow one
/// of them. Returns what it may have forgotten, each field once, since both may be the same file.
pub(super) fn compare_with_all(
    io: &mut Io<'_>,
    draft: &Draft,
    arguments: &Arguments,
    at_out: Option<&[u8]>,
) -> Result<Vec<PublishWarning>, CliError> {
    let mut warnings = Vec::new();
    if let Some(before) = at_out {
        warnings = compare(io, draft, &arguments.out, FileRole::Out, before)?;
    }
    if let Some(published) = &arguments.published {
        let before = io.read(published)?;
        let path = Path::new(published);
        for warning in compare(io, draft, path, FileRole::Published, &before)? {
            let is_known = warnings
                .iter()
                .any(|known| known.field() == warning.field());
            if !is_known {
                warnings.push(warning);
            }
        }
    }
    Ok(warnings)
}

/// Compares the feed with a file. An intruder on the server can put any `seq` into a file. So a published file decides
/// nothing if its signature does not fit or is by a key that the new feed revokes: a message says so, and signing goes
/// on. At the destination, a signature that does not fit is an error.
pub(super) fn compare(
    io: &mut Io<'_>,
    draft: &Draft,
    path: &Path,
    role: FileRole,
    before: &[u8],
) -> Result<Vec<PublishWarning>, CliError> {
    let passed = match damage::examine(before) {
        Ok(key) if draft.feed.revoked.contains(&key) => Passed::Revoked,
        Ok(_) => return follow(draft, path, role, before),
        Err(Flaw::Unsigned | Flaw::NoFeed) => return follow(draft, path, role, before),
        Err(_) if role == FileRole::Out => return Err(kept(path, role, Kept::Broken)),
        Err(_) => Passed::Broken,
    };
    // The file to be replaced must still be this feed: one key may sign for several towns.
    if role == FileRole::Out
        && let Err(why @ (Kept::Unreadable | Kept::Other(..))) =
            file::follow(before, &draft.bytes, &draft.feed, true)
    {
        return Err(kept(path, role, why));
    }
    let said = io.lang.words().passed(&name(path), passed);
    io.complain(&format!("{said}\n"))?;
    Ok(Vec::new())
}

/// Fails if the feed may not follow the one in the file. Returns what it may have forgotten.
fn follow(
    draft: &Draft,
    path: &Path,
    role: FileRole,
    before: &[u8],
) -> Result<Vec<PublishWarning>, CliError> {
    file::follow(before, &draft.bytes, &draft.feed, true).map_err(|why| kept(path, role, why))?;
    Ok(forgotten(&draft.feed, path, before))
}

/// Returns what the feed has probably forgotten, compared with the published one in this file.
fn forgotten(feed: &Feed, path: &Path, before: &[u8]) -> Vec<PublishWarning> {
    let Ok((old, _)) = Feed::read(trust::content(before)) else {
        return Vec::new();
    };
    let mut warnings = Vec::new();
    // The very same feed is signed once more, perhaps by another key.
    if feed.seq != old.seq && feed.issued.at <= old.issued.at {
        let (ours, theirs) = (feed.issued.to_string(), old.issued.to_string());
        warnings.push(PublishWarning::Issued(name(path), theirs, ours));
    }
    if old.revoked.iter().any(|key| !feed.revoked.contains(key)) {
        warnings.push(PublishWarning::Revoked);
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{feed, folder, some_key};
    use crate::cli::tests::{pair, signed};
    use crate::cli::{FINE, UNUSABLE};

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

    /// An intruder on the server can put any number there, even the highest.
    #[test]
    fn a_published_file_whose_signature_does_not_fit_decides_nothing() {
        let folder = folder("forged");
        let key = some_key();
        let whole = signed(&key, &feed(5));
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
            // At the destination such a file is not replaced: it may be the only copy of something.
            folder.put("status.signed.json", &forged);
            let said = "Die Unterschrift von \"@/status.signed.json\" passt nicht. Die Datei bleibt, wie sie ist.";
            folder.will_not_sign("@/status.json --key @/offen", &[], UNUSABLE, said);
        }
    }

    #[test]
    fn a_published_file_by_a_key_that_is_revoked_now_decides_nothing() {
        let folder = folder("thief");
        let (thief, stolen) = pair(9);
        let by_thief = signed(&thief, &feed(500));
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
        // The thief's file is replaced if it is one of this feed.
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
            let other = signed(&thief, &other);
            folder.put("status.signed.json", &other);
            folder.will_not_sign("@/status.json --key @/offen", &[], UNUSABLE, said);
        }
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
        // If the same file is in both places, the hint comes once.
        folder.put("neu.json", &revoking(6));
        let in_both = folder.signs(args, &[]);
        assert_eq!(in_both, said.replace("web.json", "neu.json"));
        // If nothing was forgotten, there is no hint.
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
}
