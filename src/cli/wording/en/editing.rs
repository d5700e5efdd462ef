//! In English: what the terminal says of the editor, and what its page is told.

use crate::cli::outcome::Refusal;
use crate::cli::wording::{Editing, Wording as _};
use crate::report::{En, harmless};

impl Editing for En {
    fn refusal(&self, why: &Refusal) -> String {
        match why {
            Refusal::Broken => "The request cannot be understood.".into(),
            Refusal::Stranger => "This page belongs to an earlier start of the editor. Take the address that stands in the terminal now.".into(),
            Refusal::Origin | Refusal::Host => "The editor cannot be reached from this address. Take the address that stands in the terminal.".into(),
            Refusal::Unknown => "There is nothing here.".into(),
            Refusal::Method(possible) => format!("Nothing can be asked for here in this way. Possible: {possible}."),
            Refusal::Slow => "The request did not arrive completely. Please try again.".into(),
            Refusal::NoFile => "No file was named at the start. Download your feed, or start the editor with a file.".into(),
            Refusal::NoOut => "No folder was named at the start. Start the editor with --out and the folder to write into.".into(),
            Refusal::NoKey => "There is no key yet. Make one, or start the editor with --key and the file of the key.".into(),
            Refusal::Busy => "The program is still busy. Perhaps it asks for the passphrase in the terminal.".into(),
            Refusal::Kept(name) => format!("Somebody else has changed the file since. Your version is in \"{name}\"."),
            Refusal::Length => "The request does not say how long it is.".into(),
            Refusal::Large => "This is too large: 2 MB at most.".into(),
            Refusal::Faulty(report) => report.clone(),
            Refusal::Unnamed => "The request does not say which version it replaces.".into(),
            Refusal::Head => "The request has too many headers.".into(),
            Refusal::Failed(failure) => self.failure(failure, &[]),
        }
    }

    fn editor_runs(&self, address: &str) -> String {
        format!(
            "The editor runs. It can be reached on this device only, at this address:\n\n  {address}\n\nDo not pass the address on. Leave this window open. To end it: Ctrl and C.\n"
        )
    }

    fn not_opened(&self, address: &str) -> String {
        format!(
            "The browser did not open. Copy this address into the browser's address bar:\n\n  {address}\n\n"
        )
    }

    fn to_sign(&self, id: &str, seq: u64) -> String {
        format!(
            "This is going to be signed: feed \"{}\", seq {seq}.",
            harmless(id)
        )
    }

    fn to_make(&self, key: &str) -> String {
        format!("A new key is going to be made: \"{key}\".")
    }
}
