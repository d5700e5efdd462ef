//! What is said of a file that was signed.

use super::draft::Draft;
use crate::cli::outcome::{PublishWarning, Signed};
use crate::cli::{CliError, Io};
use crate::report;

/// Writes that a feed was signed, then the hints of `check` and what the feed may have forgotten.
pub(super) fn tell(
    io: &mut Io<'_>,
    signed: &Signed,
    draft: &Draft,
    warnings: &[PublishWarning],
) -> Result<(), CliError> {
    let words = io.lang.words();
    io.say(&words.signed(signed))?;
    let warnings: Vec<_> = warnings
        .iter()
        .map(|warning| (warning.field(), words.publish_warning(warning)))
        .collect();
    let problems = report::problems(&draft.bytes, io.now);
    let hints = report::hints(&draft.file, &draft.bytes, &problems, &warnings, io.lang);
    if hints.is_empty() {
        return Ok(());
    }
    io.say(&format!("\n{hints}\n"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{PASSPHRASE, feed, folder};
    use crate::cli::tests::run_typing;

    #[test]
    fn a_key_without_a_passphrase_signs_and_is_told_of() {
        let folder = folder("open");
        let said = folder.signs("@/status.json --key @/offen", &[]);
        let hint = format!("  ssh-keygen -p -f \"{}/offen\"\n", folder.path());
        assert!(said.ends_with(&hint), "{said}");
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
}
